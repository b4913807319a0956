"""Bounded tools over a catalog's folder, for programs, the command line, agents and MCP."""

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools.catalog_tools import TOOLS, Tool, call
from goldthread.navigation.tools.describing import describe
from goldthread.navigation.tools.finding import find
from goldthread.navigation.tools.grepping import grep
from goldthread.navigation.tools.joining import join_paths
from goldthread.navigation.tools.listing import list_files
from goldthread.navigation.tools.reading import read_file
from goldthread.navigation.tools.result import Bounds, Result

__all__ = [
    "TOOLS",
    "Bounds",
    "CatalogFiles",
    "Result",
    "Tool",
    "call",
    "describe",
    "find",
    "grep",
    "join_paths",
    "list_files",
    "read_file",
]
