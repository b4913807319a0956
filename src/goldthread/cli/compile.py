"""`goldthread compile`: what a request asks for, without writing."""

import json as json_module
import sys
from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("compile")
def compile_files(
    files: Annotated[list[str], typer.Argument(help="Job files (.yaml) or request texts.")],
    model: flags.Model = None,
    json: flags.Json = False,
) -> None:
    """Show the constraints of requests and the sections that they land on; `--model none` uses the grammar alone."""
    from goldthread.cli.compiling import compile_one, people_lines

    code = 0
    for file in files:
        lines, found = compile_one(Path(file), model)
        code = max(code, found)
        for line in lines:
            if json:
                print(json_module.dumps(line, ensure_ascii=False))
        if not json:
            print("\n".join(people_lines(file, lines)))
    sys.stdout.flush()
    raise typer.Exit(code)
