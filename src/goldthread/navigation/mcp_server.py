"""The tools over the Model Context Protocol."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import anyio
import anyio.to_thread

from goldthread.errors import BadInput, GoldthreadError
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.mcp_lines import standard_streams
from goldthread.navigation.tools.catalog_tools import Tool, call
from goldthread.redaction import redact

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

AT_ONCE = 4
"""Calls that run at the same time."""
_INSTRUCTIONS = (
    "A catalog of database tables. Use find or grep to find tables, describe to see one, path to join two, "
    "then sql to check or run a SELECT where there is such a tool. Every result says how to get what is left."
)
_log = logging.getLogger(__name__)


def make_server(files: CatalogFiles, tools: Mapping[str, Tool], version: str = "") -> "Server[Any]":
    """A server of tools over a catalog.

    Args:
        files: The catalog.
        tools: By name.
        version: Of the program.
    """
    import mcp_types as types
    from mcp.server.lowlevel import Server

    limiter = anyio.CapacityLimiter(AT_ONCE)

    async def list_tools(_context: Any, _given: Any) -> types.ListToolsResult:
        made = [
            types.Tool(name=one.name, description=one.description, input_schema=dict(one.schema))
            for one in tools.values()
        ]
        return types.ListToolsResult(tools=made)

    async def call_tool(_context: Any, given: types.CallToolRequestParams) -> types.CallToolResult:
        text, failed = await anyio.to_thread.run_sync(
            partial(answer, files, tools, given.name, given.arguments or {}), limiter=limiter
        )
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=failed)

    return Server(
        "goldthread", version=version, instructions=_INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool
    )


def answer(files: CatalogFiles, tools: Mapping[str, Tool], name: str, arguments: Mapping[str, Any]) -> tuple[str, bool]:
    """What a tool says, and whether it is an error; an error of the program is told without its insides."""
    try:
        return call(files, name, arguments, tools=tools).text, False
    except GoldthreadError as error:
        return redact(str(error))[:2_000], True
    except Exception as error:
        _log.exception("the tool %r failed", name[:80])
        return f"{name[:80]} failed: {type(error).__name__}", True


async def serve(files: CatalogFiles, tools: Mapping[str, Tool], version: str = "") -> None:
    """Serve over standard input and output until the input ends.

    Raises:
        BadInput: The folder is no catalog.
    """
    from mcp.server.stdio import stdio_server

    await anyio.to_thread.run_sync(_check, files)
    server = make_server(files, tools, version)
    incoming, outgoing = standard_streams()
    async with stdio_server(cast(Any, incoming), cast(Any, outgoing)) as (read, write):
        await server.run(read, write, server.create_initialization_options())


def _check(files: CatalogFiles) -> None:
    if not files.workspace.names():
        raise BadInput("is empty", remedy="make a catalog with: goldthread catalog build SOURCE --out DIR")
    files.check()
