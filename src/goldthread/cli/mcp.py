"""`goldthread mcp`: a catalog's tools for any client of the Model Context Protocol."""

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("mcp")
def mcp(
    catalog: flags.Catalog,
    db: flags.Database = None,
    model: flags.Model = None,
) -> None:
    """Serve list, read, grep, path, describe, find, sql and ask over stdio; without --db, SQL is checked and not run.

    Only ask calls a model: --model, or the embedded one.
    """
    from goldthread.cli.serving import serve_catalog

    serve_catalog(catalog, db, model)
