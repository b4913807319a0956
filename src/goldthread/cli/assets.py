"""`goldthread assets`: own agents, prompts, schemas and workflows."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli.app import assets_app


@assets_app.command("copy")
def copy(folder: Annotated[str, typer.Argument(help="Where to copy the shipped files to.")]) -> None:
    """Copy the shipped files, to edit and use with --assets DIR. A removed file falls back to the shipped one."""
    import shutil

    from goldthread import resources
    from goldthread.errors import BadInput, Where

    target = Path(folder)
    if target.exists() and any(target.iterdir() if target.is_dir() else [target]):
        raise BadInput("is there already and not empty", where=Where(folder), remedy="name a new folder")
    for name in resources.FOLDERS:
        (target / name).mkdir(parents=True, exist_ok=True)
        for file in resources.listing(name):
            shutil.copyfile(resources.folder(name) / file, target / name / file)
    print(f"copied to {target}; edit, then: goldthread write JOB --assets {target}")


@assets_app.command("list")
def list_assets() -> None:
    """List the shipped files by folder."""
    from goldthread import resources

    for name in resources.FOLDERS:
        for file in resources.listing(name):
            print(f"{name}/{file}")
