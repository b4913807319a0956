"""`goldthread catalog`: schemas as folders of small files."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import catalog_app

Source = Annotated[
    str,
    typer.Argument(
        help="Where the schema is: a database's URL, a DuckDB or SQLite file, DDL, dbt's manifest.json, Spider's "
        "tables.json or Spider 2.0's folder, OpenAPI, JSON Schema, botocore:, a catalog's folder, or corpus:NAME.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="corpus:NAME only: what its catalog and rows are made from.")]
Name = Annotated[str, typer.Option("--name", help="What to call the catalog.", metavar="NAME")]
Dialect = Annotated[
    str, typer.Option("--dialect", help="DDL only: its SQL (postgres, mysql, tsql, bigquery, ...).", metavar="NAME")
]
Schemas = Annotated[
    list[str] | None,
    typer.Option("--schema", help="Databases only: a schema to read; all where none is named.", metavar="NAME"),
]
Samples = Annotated[
    int,
    typer.Option(
        "--sample-values",
        help="Values of each column to keep in the files, 0 to 100. None by default: data may be private.",
        metavar="N",
    ),
]


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
    sample_values: Samples = 0,
    dialect: Dialect = "",
    schema: Schemas = None,
    name: Name = "",
    json: flags.Json = False,
) -> None:
    """Write a schema as a folder of files: a navigator, an index a domain, and the tables.

    In the layout `tables` no file has more than 6,000 tokens and the navigator no more than 4,000, however many tables.
    Corpora to try it on: retail, synth-N and embed-N (10 to 10,000 tables), tpcds, aws10k, spider2:FOLDER.
    """
    from goldthread.cli.cataloging import SourceOptions, build_catalog

    options = SourceOptions(seed, dialect, sample_values, tuple(schema or ()), name)
    build_catalog(source, out, format, layout, replace=replace, db=db, options=options, json=json)


@catalog_app.command("sync")
def sync(
    source: Source,
    catalog: flags.Catalog,
    seed: Seed = 0,
    sample_values: Samples = 0,
    dialect: Dialect = "",
    schema: Schemas = None,
    name: Name = "",
    json: flags.Json = False,
) -> None:
    """Bring a catalog's folder in step with its source; what people wrote in its files stays.

    Give the same options as for build: without --sample-values the values that it put in are taken out.
    """
    from goldthread.cli.cataloging import SourceOptions, sync_catalog

    sync_catalog(source, catalog, SourceOptions(seed, dialect, sample_values, tuple(schema or ()), name), json=json)


@catalog_app.command("show")
def show(
    catalog: flags.Catalog,
    largest: Annotated[int, typer.Option("--largest", help="Files shown, the largest first.", min=0)] = 5,
    json: flags.Json = False,
) -> None:
    """Say what a catalog has: tables, columns, files, tokens, and its largest files."""
    from goldthread.cli.cataloging import show_catalog

    show_catalog(catalog, largest, json=json)
