"""`goldthread mcp`: a catalog's tools for any client of the Model Context Protocol."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("mcp")
def mcp(
    catalog: Annotated[str, typer.Option("--catalog", help="Folder of the catalog.", metavar="DIR")],
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            help="A DuckDB or SQLite file, or postgresql://user@host/database, that SELECTs run on, read-only.",
            metavar="FILE|URL",
        ),
    ] = None,
    model: flags.Model = None,
) -> None:
    """Serve list, read, grep, path, describe, find, sql and ask over stdio; without --db, SQL is checked and not run.

    Only ask calls a model: --model, or the embedded one.
    """
    from goldthread.cli.serving import serve_catalog

    serve_catalog(catalog, db, model)
