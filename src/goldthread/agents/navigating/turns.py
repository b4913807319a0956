"""A turn of the navigator: one JSON object that calls a tool, gives the query, or stops."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from goldthread.errors import BadInput, Malformed
from goldthread.navigation.tools.catalog_tools import checked

ANSWER, STOP = "answer", "stop"
QUERY, VALUE = "sql", "value"
"""What an answer holds: a query, or what is asked for itself."""
LONGEST_REPLY = 20_000
"""Characters of a reply; a longer one is cut off as it streams and not read."""
_TRIES = 20


class Move(Protocol):
    """What a turn may do: a tool of the catalog, or an ending."""

    @property
    def name(self) -> str:
        """By which it is called."""

    @property
    def description(self) -> str:
        """What a model is told of it."""

    @property
    def schema(self) -> Mapping[str, Any]:
        """JSON Schema of its arguments, an object."""


Moves = Mapping[str, Move]


@dataclass(frozen=True)
class Ending:
    """A move that ends the turns; see `Move`."""

    name: str
    description: str
    schema: Mapping[str, Any]


def _ending(name: str, description: str, argument: str, about: str) -> Ending:
    schema = {
        "type": "object",
        "properties": {argument: {"type": "string", "description": about}},
        "required": [argument],
        "additionalProperties": False,
    }
    return Ending(name, description, schema)


_STOP = _ending(STOP, "When the catalog cannot answer the question.", "reason", "Why it cannot.")
_ENDINGS = {
    QUERY: _ending(
        ANSWER,
        "The query, when you know the names in it: one SELECT.",
        QUERY,
        "One SELECT over tables of the catalog.",
    ),
    VALUE: _ending(
        ANSWER,
        "What was asked for, when you know it: just that and nothing else.",
        VALUE,
        "The answer; where several are asked for, all in the order of the question, with commas.",
    ),
}


def moves_of(tools: Iterable[Move], answer: str = QUERY) -> dict[str, Move]:
    """What a turn may do, by name.

    Args:
        tools: Tools of the catalog.
        answer: What an answer holds, `QUERY` or `VALUE`.
    """
    return {one.name: one for one in (*tools, _ENDINGS[answer], _STOP)}


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


def read_turn(reply: str, moves: Moves) -> Turn:
    """The turn that a reply holds: the JSON object alone, in a fence, or the first one in other text.

    Args:
        reply: The model's reply.
        moves: What it may do.

    Raises:
        Malformed: There is no such object, or its fields or arguments are not those of a tool; says what is wrong.
    """
    if len(reply) > LONGEST_REPLY:
        raise Malformed(f"the reply has more than {LONGEST_REPLY:,} characters; only a short JSON object is read")
    data = _object(reply)
    name, arguments = data.get("tool"), data.get("arguments", {})
    move = moves.get(name) if isinstance(name, str) else None
    if move is None:
        raise Malformed(f"there is no tool {str(name)[:60]!r}; tools are: {', '.join(moves)}")
    if not isinstance(arguments, dict):
        raise Malformed("`arguments` must be an object")
    try:
        given = checked(move.name, move.schema, arguments)
    except BadInput as error:
        raise Malformed(str(error)[:600]) from error
    thought = data.get("thought", "")
    return Turn(move.name, given, thought[:2_000] if isinstance(thought, str) else "")


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


def turn_schema(moves: Moves, *, coupled: bool = False) -> dict[str, Any]:
    """JSON Schema of a turn: every object closed and every field required, as the strictest providers ask.

    Args:
        moves: What a turn may do.
        coupled: Tie the arguments to their tool, for runtimes that take a choice at the top.
    """
    if coupled:
        return {"anyOf": [_turn([name], _closed(one.schema)) for name, one in moves.items()]}
    branches = [_closed(one.schema) for one in moves.values()]
    return {"title": "navigator_turn", **_turn([*moves], {"anyOf": branches})}


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


def tool_text(moves: Moves) -> str:
    """What a turn may do, as a model is told: name, arguments, what it does; a question mark: may be left out."""
    lines = []
    for name, move in moves.items():
        schema = move.schema
        marks = [one if one in schema["required"] else f"{one}?" for one in schema["properties"]]
        lines.append(f"- {name}({', '.join(marks)}): {move.description}")
    return "\n".join(lines)
