"""`goldthread sql`: one SELECT on a database, read-only and within limits."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("sql")
def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT, in the database's dialect; - reads it from stdin.")],
    db: Annotated[
        str,
        typer.Option("--db", help="A DuckDB or SQLite file, or postgresql://user@host/database.", metavar="FILE|URL"),
    ],
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds that it may run.", metavar="S")] = 30.0,
    max_rows: Annotated[int, typer.Option("--max-rows", help="Rows given back.", metavar="N")] = 10_000,
    json: flags.Json = False,
) -> None:
    """Run one SELECT, read-only, in a process of its own with limits of time, memory, rows and bytes.

    A statement that is refused (no plain SELECT, unknown names, files, settings, system tables) ends with 2, one that a
    limit stopped with 4, after the rows that came before.
    """
    from goldthread.cli.querying import query

    raise typer.Exit(query(statement, db, timeout=timeout, max_rows=max_rows, json=json))
