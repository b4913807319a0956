"""`goldthread repair`: a document's broken requirements mended where they are broken, and nowhere else."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app
from goldthread.cli.audit import Constraints, Language, RequestText


@app.command("repair")
def repair(
    document: Annotated[Path, typer.Argument(help="A Markdown or text document.")],
    constraints: Constraints = None,
    request: RequestText = None,
    model: flags.Model = None,
    base_url: flags.BaseUrl = None,
    key_env: flags.KeyEnv = None,
    language: Language = None,
    rounds: Annotated[int, typer.Option("--rounds", help="Times a section is mended at most.", min=1, max=9)] = 2,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all sampling.")] = 0,
    max_tokens: flags.MaxTokens = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the document.")] = False,
    out: Annotated[
        str | None, typer.Option("--out", help="Where the mended document goes (NAME.repaired.md).", metavar="FILE")
    ] = None,
    assets: flags.Assets = None,
    strict: flags.Strict = None,
    json: flags.Json = False,
) -> None:
    """Mend what an audit finds broken: only the places at fault change, and the diff is shown."""
    from goldthread.cli.repairing import repair_document

    code = repair_document(
        document,
        constraints=constraints,
        request=request,
        model={"model": model or "embedded:smollm2-135m", "base_url": base_url, "key_env": key_env},
        language=language or "",
        rounds=rounds,
        seed=seed,
        max_tokens=max_tokens,
        in_place=in_place,
        out=Path(out) if out else None,
        assets=assets,
        strict=bool(strict),
        json=json,
    )
    raise typer.Exit(code)
