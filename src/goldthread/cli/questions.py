"""`goldthread questions`: questions with known answers, to try an agent or a model on."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import questions_app

Seed = Annotated[int, typer.Option("--seed", help="What rows and questions are made from; the same for `build --db`.")]


@questions_app.command("sql")
def sql(
    corpus: Annotated[str, typer.Argument(help="retail, or embed-N (retail hidden among N tables).")] = "retail",
    tier: Annotated[list[int] | None, typer.Option("--tier", help="Only these tiers, 1 to 5.", min=1, max=5)] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Run gold on data of two seeds; exit code 3 if a question measures nothing.")
    ] = False,
    json: flags.Json = False,
) -> None:
    """Questions with gold SQL, gold tables and gold columns, in five tiers.

    1 one table, 2 a join, 3 three or four tables, 4 four or more with windows or named subqueries, 5 five or more.
    """
    from goldthread.cli.questioning import list_questions

    raise typer.Exit(list_questions(corpus, tier, check=check, json=json))


@questions_app.command("chains")
def chains(
    source: Annotated[str, typer.Argument(help="A catalog's folder, another source of a catalog, or corpus:NAME.")],
    count: Annotated[int, typer.Option("--count", help="How many questions.", min=1, max=10_000)] = 20,
    hops: Annotated[int, typer.Option("--hops", help="Keys to follow in each chain.")] = 2,
    parallel: Annotated[int, typer.Option("--parallel", help="Chains in each question.")] = 1,
    backward: Annotated[
        bool, typer.Option("--backward", help="Against the keys: from a table to one that refers to it.")
    ] = False,
    scattered: Annotated[
        bool | None,
        typer.Option("--scattered/--one-domain", help="Each hop into another domain, or all tables of one."),
    ] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="corpus:synth-N only: ask for rows of its database, with the SQL.")
    ] = False,
    seed: Seed = 0,
    json: flags.Json = False,
) -> None:
    """Follow-the-key questions over the foreign keys of any catalog, with exact answers."""
    from goldthread.cli.questioning import list_chains

    list_chains(source, count, hops, parallel, backward, scattered, rows=rows, seed=seed, json=json)
