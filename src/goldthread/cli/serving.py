"""What `goldthread mcp` does."""

from contextlib import ExitStack
from functools import partial
from importlib.metadata import version


def serve_catalog(catalog: str, db: str | None, model: str | None) -> None:
    """Serve a catalog, and a database where there is one, until the client leaves."""
    import anyio

    from goldthread.navigation.mcp_server import serve
    from goldthread.navigation.sql.run import Sandbox
    from goldthread.navigation.tools import TOOLS, CatalogFiles
    from goldthread.navigation.tools.querying import sql_tool
    from goldthread.workflows.ask_tool import ask_tool

    with ExitStack() as stack:
        sandbox = stack.enter_context(Sandbox(db)) if db else None
        tools = {**TOOLS, "sql": sql_tool(sandbox), "ask": ask_tool(sandbox, model or "")}
        anyio.run(partial(serve, CatalogFiles(catalog), tools, version("goldthread")))
