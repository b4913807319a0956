"""`goldthread ask`: a question on a schema, answered with a query that is bound before it runs."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("ask")
def ask(
    question: Annotated[str, typer.Argument(help="The question in words; - reads it from stdin.")],
    catalog: flags.Catalog,
    db: flags.Database = None,
    model: flags.Model = None,
    agent: Annotated[
        str,
        typer.Option(
            "--agent",
            help="guided (tables ranked by a program first), file (tools alone) or prompt (the whole schema).",
            metavar="NAME",
        ),
    ] = "guided",
    base_url: flags.BaseUrl = None,
    key_env: flags.KeyEnv = None,
    max_tokens: flags.MaxTokens = None,
    max_rows: Annotated[int, typer.Option("--max-rows", help="Rows of the result.", metavar="N", min=1)] = 100,
    out: flags.Out = None,
    assets: flags.Assets = None,
    json: flags.Json = False,
) -> None:
    """Answer a question on a schema: the query, the tables it uses, how they were found, and its rows.

    Ends with 0 where the query was run (or bound, without --db), and with 3 where there is no bound query, which names
    the tables that are likely, or where the database could not run it.
    """
    from goldthread.cli.asking import ask_question

    code = ask_question(
        question,
        catalog=catalog,
        db=db,
        model={"model": model, "base_url": base_url, "key_env": key_env},
        agent=agent,
        max_tokens=max_tokens,
        max_rows=max_rows,
        out=out or "runs",
        assets=assets,
        json=json,
    )
    raise typer.Exit(code)
