"""`grep` fixed to one mode, so that an experiment can tell the modes apart."""

from dataclasses import replace
from functools import cache
from typing import Any

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools.catalog_tools import TOOLS, Tool
from goldthread.navigation.tools.grepping import grep
from goldthread.navigation.tools.result import Bounds, Result

_RAW = (
    "Look for a regular expression in the lines of all files; join words with |. Gives the lines that match, by file "
    "and line."
)
_BREADCRUMB = (
    "Look for a regular expression in names, types, descriptions and keys of all tables; join words with |. Each "
    "table that matches is given once, with its domain and the columns that match, those that match most of the "
    "words first."
)


@cache
def grep_tool(mode: str) -> Tool:
    """`grep` that has the mode `raw` or `breadcrumb` and no other."""
    whole = TOOLS["grep"]

    def fixed(files: CatalogFiles, pattern: str, *, bounds: Bounds = whole.bounds, **given: Any) -> Result:
        return grep(files, pattern, mode, bounds=bounds, **given)

    properties = {name: said for name, said in whole.schema["properties"].items() if name != "mode"}
    schema = {**whole.schema, "properties": properties}
    return replace(whole, description=_RAW if mode == "raw" else _BREADCRUMB, schema=schema, function=fixed)
