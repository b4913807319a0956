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
    json: flags.Json = False,
) -> None:
    """Write a schema as a folder of files: a navigator, an index a domain, and the tables.

    In the layout `tables` no file has more than 6,000 tokens and the navigator no more than 4,000, however many tables.
    """
    from goldthread.cli.cataloging import build_catalog

    build_catalog(source, out, format, layout, replace=replace, json=json)


@catalog_app.command("sync")
def sync(source: Source, catalog: Catalog, json: flags.Json = False) -> None:
    """Bring a catalog's folder in step with its source; what people wrote in its files stays."""
    from goldthread.cli.cataloging import sync_catalog

    sync_catalog(source, catalog, json=json)


@catalog_app.command("show")
def show(
    catalog: Catalog,
    largest: Annotated[int, typer.Option("--largest", help="Files shown, the largest first.", min=0)] = 5,
    json: flags.Json = False,
) -> None:
    """Say what a catalog has: tables, columns, files, tokens, and its largest files."""
    from goldthread.cli.cataloging import show_catalog

    show_catalog(catalog, largest, json=json)
