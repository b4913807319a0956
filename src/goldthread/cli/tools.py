"""`goldthread catalog list`, `read`, `grep`, `path`, `describe`, and `goldthread find`: tools by hand."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app, catalog_app

Cursor = Annotated[str, typer.Option("--cursor", help="Of the last result, for what comes next.", metavar="N")]
MaxTokens = Annotated[int, typer.Option("--result-tokens", help="Tokens that a result may have.", min=100)]


@catalog_app.command("list")
def list_(
    catalog: flags.Catalog,
    path: Annotated[str, typer.Argument(help="Folder; the catalog's own unless named.")] = "",
    cursor: Cursor = "",
    result_tokens: MaxTokens = 2_000,
    json: flags.Json = False,
) -> None:
    """List files and folders of a catalog."""
    from goldthread.cli.tooling import use_tool

    use_tool(catalog, "list", {"path": path, "cursor": cursor}, result_tokens, json=json)


@catalog_app.command("read")
def read(
    path: Annotated[str, typer.Argument(help="File, such as navigator.md.")],
    catalog: flags.Catalog,
    line: Annotated[int, typer.Option("--line", help="Line to begin at.", min=1)] = 1,
    cursor: Cursor = "",
    result_tokens: MaxTokens = 2_000,
    json: flags.Json = False,
) -> None:
    """Read a file of a catalog, a page at a time."""
    from goldthread.cli.tooling import use_tool

    use_tool(catalog, "read", {"path": path, "line": line, "cursor": cursor}, result_tokens, json=json)


@catalog_app.command("grep")
def grep(
    pattern: Annotated[str, typer.Argument(help="Regular expression, such as 'cust.*addr|zip'.")],
    catalog: flags.Catalog,
    mode: Annotated[
        str, typer.Option("--mode", help="breadcrumb (tables and columns) or raw (lines of files).", metavar="NAME")
    ] = "breadcrumb",
    path: Annotated[str, typer.Option("--path", help="File or folder to look in.")] = "",
    case: Annotated[bool, typer.Option("--case", help="Case matters.")] = False,
    cursor: Cursor = "",
    result_tokens: MaxTokens = 2_000,
    json: flags.Json = False,
) -> None:
    """Look for a regular expression: tables and columns that match, or lines of files as they are."""
    from goldthread.cli.tooling import use_tool

    given = {"pattern": pattern, "mode": mode, "path": path, "ignore_case": not case, "cursor": cursor}
    use_tool(catalog, "grep", given, result_tokens, json=json)


@catalog_app.command("path")
def path(
    start: Annotated[str, typer.Argument(help="A table.")],
    end: Annotated[str, typer.Argument(help="Another table.")],
    catalog: flags.Catalog,
    hops: Annotated[int, typer.Option("--hops", help="Joins that a way may have.", min=1, max=8)] = 6,
    cursor: Cursor = "",
    result_tokens: MaxTokens = 2_000,
    json: flags.Json = False,
) -> None:
    """Say how two tables can be joined over foreign keys, shortest first."""
    from goldthread.cli.tooling import use_tool

    given = {"start": start, "end": end, "hops": hops, "cursor": cursor}
    use_tool(catalog, "path", given, result_tokens, json=json)


@catalog_app.command("describe")
def describe(
    table: Annotated[str, typer.Argument(help="Name of the table.")],
    catalog: flags.Catalog,
    cursor: Cursor = "",
    result_tokens: MaxTokens = 2_000,
    json: flags.Json = False,
) -> None:
    """Show a table with its columns, its keys, and the tables that refer to it."""
    from goldthread.cli.tooling import use_tool

    use_tool(catalog, "describe", {"table": table, "cursor": cursor}, result_tokens, json=json)


@app.command("find")
def find(
    question: Annotated[str, typer.Argument(help="The question in words.")],
    catalog: flags.Catalog,
    count: Annotated[int, typer.Option("--count", help="Tables at most.", min=1, max=100)] = 8,
    cursor: Cursor = "",
    result_tokens: MaxTokens = 2_000,
    json: flags.Json = False,
) -> None:
    """Rank the tables that a question is likely about, with the joins between them; no model is asked."""
    from goldthread.cli.tooling import use_tool

    use_tool(catalog, "find", {"question": question, "count": count, "cursor": cursor}, result_tokens, json=json)
