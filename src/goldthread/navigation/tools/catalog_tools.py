"""The tools as a table: name, what a model is told, JSON Schema of the arguments, function."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools.describing import describe
from goldthread.navigation.tools.finding import find
from goldthread.navigation.tools.grepping import MODES, grep
from goldthread.navigation.tools.joining import join_paths
from goldthread.navigation.tools.listing import list_files
from goldthread.navigation.tools.reading import read_file
from goldthread.navigation.tools.result import Bounds, Result

LONGEST_TEXT = 20_000
_KINDS = {"string": str, "integer": int, "boolean": bool}


@dataclass(frozen=True)
class Tool:
    """A tool.

    Attributes:
        name: By which it is called.
        description: What a model is told of it.
        schema: JSON Schema of its arguments, an object.
        function: Takes the catalog's files, then the arguments by name, and `bounds`.
        bounds: How much a result has unless said.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    function: Callable[..., Result]
    bounds: Bounds = field(default_factory=Bounds)


def _schema(required: tuple[str, ...], **properties: dict[str, Any]) -> dict[str, Any]:
    properties["cursor"] = {"type": "string", "description": "Cursor of the result before, for what comes next."}
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


def _text(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **more}


def _whole(description: str, least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "description": description, "minimum": least, "maximum": most}


_ALL = (
    Tool(
        "list",
        "Files and folders of a folder of the catalog. Begin with navigator.md, which says what there is.",
        _schema((), path=_text("Folder, such as domains/sales; empty for the top.")),
        list_files,
        Bounds(matches=500),
    ),
    Tool(
        "read",
        "A file of the catalog, a page at a time.",
        _schema(
            ("path",),
            path=_text("File, such as navigator.md, as list and grep name it."),
            line=_whole("Line to begin at, from 1.", 1, 1_000_000_000),
        ),
        read_file,
    ),
    Tool(
        "grep",
        "Look for a regular expression in names, types, descriptions and keys of all tables; join words with |. Each "
        "table that matches is given once, with its domain and the columns that match, those that match most of the "
        "words first. Mode raw gives lines of the files by file and line instead.",
        _schema(
            ("pattern",),
            pattern=_text("Regular expression, such as cust.*addr|zip."),
            mode=_text("breadcrumb (tables and columns) or raw (lines of files).", enum=[*MODES]),
            path=_text("File or folder to look in; empty for all."),
            ignore_case={"type": "boolean", "description": "Whether case does not matter; true unless said."},
        ),
        grep,
    ),
    Tool(
        "path",
        "How two tables can be joined over foreign keys, shortest first, with the conditions, junction tables and the "
        "roles of keys.",
        _schema(
            ("start", "end"),
            start=_text("A table."),
            end=_text("Another table, or the same for keys to itself."),
            hops=_whole("Joins that a way may have; 6 unless said.", 1, 8),
        ),
        join_paths,
        Bounds(matches=5),
    ),
    Tool(
        "describe",
        "One table: what it is, its columns, keys and roles, and the tables that refer to it.",
        _schema(("table",), table=_text("Name of the table.")),
        describe,
        Bounds(matches=500),
    ),
    Tool(
        "find",
        "Tables that a question is likely about, nearest first, and joins between the first of them.",
        _schema(
            ("question",),
            question=_text("The question in words."),
            count=_whole("Tables at most; 8 unless said.", 1, 100),
        ),
        find,
    ),
)
TOOLS: dict[str, Tool] = {tool.name: tool for tool in _ALL}


def call(
    files: CatalogFiles,
    name: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    tokens: int | None = None,
    tools: Mapping[str, Tool] | None = None,
) -> Result:
    """Call a tool with arguments as a model gives them.

    Args:
        files: The catalog.
        name: Of the tool.
        arguments: By name.
        tokens: Tokens that the result may have; 2,000 unless said.
        tools: Tools there are; those of this module unless said.

    Raises:
        BadInput: There is no such tool, an argument is not what its schema says, or the tool refuses it.
    """
    tools = TOOLS if tools is None else tools
    tool = tools.get(name)
    if tool is None:
        raise BadInput(f"there is no tool {name[:80]!r}", remedy=f"tools are: {', '.join(tools)}")
    given = checked(tool.name, tool.schema, arguments or {})
    if tokens is not None:
        given["bounds"] = replace(tool.bounds, tokens=tokens, bytes=max(tool.bounds.bytes, 8 * tokens))
    return tool.function(files, **given)


def checked(name: str, schema: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments that fit a schema; those that are null are taken as not given.

    Raises:
        BadInput: One is unknown, missing, of another type, or out of its bounds.
    """
    properties = schema["properties"]
    given = {key: value for key, value in arguments.items() if value is not None}
    for key in schema["required"]:
        if key not in given:
            raise BadInput("is missing", where=Where(field=f"{name}.{key}"), remedy=properties[key]["description"])
    for key, value in given.items():
        where = Where(field=f"{name}.{key[:80]}")
        if key not in properties:
            raise BadInput("is no argument", where=where, remedy=f"arguments are: {', '.join(properties)}")
        given[key] = _checked(properties[key], value, where)
    return given


def _checked(said: Mapping[str, Any], value: Any, where: Where) -> Any:
    kind = said["type"]
    if kind == "string" and type(value) is int:
        value = str(value)
    if kind == "integer" and isinstance(value, (str, float)):
        value = _integer(value)
    if type(value) is not _KINDS[kind]:
        shown = json.dumps(value, default=str)[:60]
        raise BadInput(f"is not of type {kind}: {shown}", where=where, remedy=said["description"])
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise BadInput(f"has more than {LONGEST_TEXT:,} characters", where=where, remedy=said["description"])
    if "enum" in said and value not in said["enum"]:
        raise BadInput(f"is not one of {', '.join(said['enum'])}", where=where, remedy=said["description"])
    if kind == "integer" and not said["minimum"] <= value <= said["maximum"]:
        raise BadInput(f"is not from {said['minimum']} to {said['maximum']:,}", where=where, remedy=said["description"])
    return value


def _integer(value: str | float) -> Any:
    """A number that a model wrote as text or with a point."""
    try:
        return int(value) if float(value) == int(float(value)) else value
    except (ValueError, OverflowError):
        return value
