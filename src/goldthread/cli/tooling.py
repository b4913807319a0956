"""What the commands do that use the tools by hand."""

import json as _json
from collections.abc import Mapping
from typing import Any


def use_tool(catalog: str, name: str, arguments: Mapping[str, Any], tokens: int, *, json: bool) -> None:
    """Call a tool on a catalog and print what it gives."""
    from goldthread.navigation.tools import CatalogFiles, call

    result = call(CatalogFiles(catalog), name, arguments, tokens=tokens)
    print(_json.dumps(result.data(), ensure_ascii=False) if json else result.text.removesuffix("\n"))
