"""A turn of the navigator: one JSON object that calls a tool, gives the query, or stops."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldthread.errors import BadInput, Malformed
from goldthread.navigation.tools.catalog_tools import TOOLS, checked

ANSWER, STOP = "answer", "stop"
LONGEST_REPLY = 20_000
"""Characters of a reply; a longer one is cut off as it streams and not read."""
_TRIES = 20
_ENDINGS: dict[str, tuple[str, Mapping[str, Any]]] = {
    ANSWER: (
        "The query, when you know the names in it: one SELECT.",
        {
            "type": "object",
            "properties": {"sql": {"type": "string", "description": "One SELECT over tables of the catalog."}},
            "required": ["sql"],
            "additionalProperties": False,
        },
    ),
    STOP: (
        "When the catalog cannot answer the question.",
        {
            "type": "object",
            "properties": {"reason": {"type": "string", "description": "Why it cannot."}},
            "required": ["reason"],
            "additionalProperties": False,
        },
    ),
}


@dataclass(frozen=True)
class Turn:
    """What a reply asks for.

    Attributes:
        tool: A tool of the catalog, `answer` or `stop`.
        arguments: By name, checked against the tool's schema; those that are null are left out.
        thought: What the model says on why; for the record alone.
    """

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    thought: str = ""

    @property
    def key(self) -> str:
        """The call as text: two calls that ask the same have the same."""
        return f"{self.tool} {json.dumps(self.arguments, sort_keys=True, ensure_ascii=False)}"


def read_turn(reply: str, tools: Iterable[str]) -> Turn:
    """The turn that a reply holds: the JSON object alone, in a fence, or the first one in other text.

    Args:
        reply: The model's reply.
        tools: Names of the catalog's tools that it may call.

    Raises:
        Malformed: There is no such object, or its fields or arguments are not those of a tool; says what is wrong.
    """
    if len(reply) > LONGEST_REPLY:
        raise Malformed(f"the reply has more than {LONGEST_REPLY:,} characters; only a short JSON object is read")
    data = _object(reply)
    name, arguments = data.get("tool"), data.get("arguments", {})
    known = [*tools, ANSWER, STOP]
    if name not in known:
        raise Malformed(f"there is no tool {str(name)[:60]!r}; tools are: {', '.join(known)}")
    if not isinstance(arguments, dict):
        raise Malformed("`arguments` must be an object")
    try:
        given = checked(name, _schema_of(name), arguments)
    except BadInput as error:
        raise Malformed(str(error)[:600]) from error
    thought = data.get("thought", "")
    return Turn(name, given, thought[:2_000] if isinstance(thought, str) else "")


def _object(reply: str) -> dict[str, Any]:
    decoder = json.JSONDecoder()
    at = reply.find("{")
    reason = "it holds no JSON object"
    for _ in range(_TRIES):
        if at < 0:
            break
        try:
            data, _end = decoder.raw_decode(reply, at)
        except json.JSONDecodeError as error:
            reason = f"its JSON is broken: {error.msg} (character {error.pos})"
        except (RecursionError, ValueError):
            reason = "its JSON is nested too deeply or has a number that is too long"
            break
        else:
            if isinstance(data, dict) and "tool" in data:
                return data
            reason = "its JSON object has no field `tool`"
        at = reply.find("{", at + 1)
    raise Malformed(f"the reply cannot be read: {reason}")


def _schema_of(name: str) -> Mapping[str, Any]:
    return _ENDINGS[name][1] if name in _ENDINGS else TOOLS[name].schema


def turn_schema(tools: Iterable[str], *, coupled: bool = False) -> dict[str, Any]:
    """JSON Schema of a turn: every object closed and every field required, as the strictest providers ask.

    Args:
        tools: Names of the catalog's tools.
        coupled: Tie the arguments to their tool, for runtimes that take a choice at the top.
    """
    names = [*tools, ANSWER, STOP]
    if coupled:
        return {"anyOf": [_turn([name], _closed(_schema_of(name))) for name in names]}
    branches = [_closed(_schema_of(name)) for name in names]
    return {"title": "navigator_turn", **_turn(names, {"anyOf": branches})}


def _turn(names: list[str], arguments: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "thought": {"type": "string"},
            "tool": {"type": "string", "enum": names},
            "arguments": arguments,
        },
        "required": ["thought", "tool", "arguments"],
        "additionalProperties": False,
    }


def _closed(schema: Mapping[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, said in schema["properties"].items():
        kind = said["type"] if name in schema["required"] else [said["type"], "null"]
        properties[name] = {"type": kind}
        if "enum" in said and name in schema["required"]:
            properties[name]["enum"] = said["enum"]
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def tool_text(tools: Iterable[str]) -> str:
    """The tools as a model is told of them: name, arguments, what it does; optional arguments with a question mark."""
    lines = []
    for name in (*tools, ANSWER, STOP):
        schema = _schema_of(name)
        about = _ENDINGS[name][0] if name in _ENDINGS else TOOLS[name].description
        marks = [one if one in schema["required"] else f"{one}?" for one in schema["properties"]]
        lines.append(f"- {name}({', '.join(marks)}): {about}")
    return "\n".join(lines)
