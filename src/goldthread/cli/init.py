"""`goldthread init`: a commented job file."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli.app import app


@app.command("init")
def init(
    file: Annotated[str, typer.Argument(help="Where to write it.")] = "job.yaml",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a commented job file to start from."""
    from goldthread import resources
    from goldthread.errors import BadInput, Where
    from goldthread.store.atomic import write_text

    path = Path(file)
    if path.exists() and not force:
        raise BadInput("is there already", where=Where(file), remedy="name another file, or add --force")
    if not path.parent.is_dir():
        raise BadInput("its folder does not exist", where=Where(file), remedy="make the folder first")
    write_text(path, resources.read("workflows", "job.template.yaml"))
    print(f"wrote {file}; next: goldthread compile {file}; goldthread write {file}")
