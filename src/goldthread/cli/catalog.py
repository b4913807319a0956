"""`goldthread catalog`: schemas as folders of small files."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import catalog_app

Source = Annotated[
    str,
    typer.Argument(
        help="Where the schema is: a database's URL, a file or folder that describes it, another catalog's folder, "
        "or corpus:NAME.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="corpus:NAME only: what its catalog and rows are made from.")]
Catalog = Annotated[str, typer.Option("--catalog", help="Folder of the catalog.", metavar="DIR")]


@catalog_app.command("build")
def build(
    source: Source,
    out: Annotated[str, typer.Option("--out", help="Folder to make.", metavar="DIR")],
    format: Annotated[
        str,
        typer.Option("--format", help="yaml, json, markdown, toon, ddl or toon-paper.", metavar="NAME"),
    ] = "yaml",
    layout: Annotated[
        str,
        typer.Option("--layout", help="tables (a file a table), domain (250 tables a file) or single.", metavar="NAME"),
    ] = "tables",
    replace: Annotated[
        bool, typer.Option("--replace", help="Lose the catalog that is there, with people's notes.")
    ] = False,
    db: Annotated[
        str | None,
        typer.Option("--db", help="corpus:NAME only: DuckDB file to make, with the corpus's tables and rows."),
    ] = None,
    seed: Seed = 0,
    json: flags.Json = False,
) -> None:
    """Write a schema as a folder of files: a navigator, an index a domain, and the tables.

    In the layout `tables` no file has more than 6,000 tokens and the navigator no more than 4,000, however many tables.
    Corpora to try it on: retail, synth-N and embed-N (10 to 10,000 tables), tpcds, aws10k, spider2:FOLDER.
    """
    from goldthread.cli.cataloging import build_catalog

    build_catalog(source, out, format, layout, replace=replace, db=db, seed=seed, json=json)


@catalog_app.command("sync")
def sync(source: Source, catalog: Catalog, seed: Seed = 0, json: flags.Json = False) -> None:
    """Bring a catalog's folder in step with its source; what people wrote in its files stays."""
    from goldthread.cli.cataloging import sync_catalog

    sync_catalog(source, catalog, seed=seed, json=json)


@catalog_app.command("show")
def show(
    catalog: Catalog,
    largest: Annotated[int, typer.Option("--largest", help="Files shown, the largest first.", min=0)] = 5,
    json: flags.Json = False,
) -> None:
    """Say what a catalog has: tables, columns, files, tokens, and its largest files."""
    from goldthread.cli.cataloging import show_catalog

    show_catalog(catalog, largest, json=json)
