"""Replies read as turns, conversations kept in their room, names found in texts."""

import pytest

from goldthread.agents.navigating.transcript import LEFT_OUT, fitted, gave, replied, told
from goldthread.agents.navigating.turns import moves_of, read_turn, turn_schema
from goldthread.errors import Malformed
from goldthread.models.openai_client import is_closed
from goldthread.navigation.tools.catalog_tools import TOOLS
from goldthread.schemas.call import Message

MOVES = moves_of([TOOLS["grep"]])
GREP = '{"thought": "why", "tool": "grep", "arguments": {"pattern": "a|b", "path": null}}'


@pytest.mark.parametrize(
    "reply", [GREP, f"```json\n{GREP}\n```", f"I look {{first}}: {GREP} and then answer.", GREP * 2]
)
def test_a_turn_is_read_alone_fenced_or_in_other_text(reply: str) -> None:
    turn = read_turn(reply, MOVES)
    assert (turn.tool, turn.arguments, turn.thought) == ("grep", {"pattern": "a|b"}, "why")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ("", "no JSON object"),
        ("[1, 2]", "no JSON object"),
        ('{"tool": "grep", "arguments": {"pattern": "a"', "JSON is broken"),
        ('{"sql": "SELECT 1"}', "no field `tool`"),
        ('{"tool": "rm", "arguments": {}}', "no tool 'rm'"),
        ('{"tool": ["grep"], "arguments": {}}', "no tool"),
        ('{"tool": "read", "arguments": {"path": "navigator.md"}}', "no tool 'read'"),
        ('{"tool": "grep", "arguments": "a"}', "must be an object"),
        ('{"tool": "grep", "arguments": {}}', "is missing"),
        ('{"tool": "grep", "arguments": {"pattern": {"a": 1}}}', "not of type string"),
        ('{"tool": "grep", "arguments": ' + "[" * 9_000, "nested too deeply"),
        ('{"tool": "grep", "arguments": {"pattern": ' + "9" * 9_000 + "}}", "too long"),
        (" " * 20_001, "more than 20,000 characters"),
    ],
)
def test_other_replies_are_refused_with_the_reason(reply: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        read_turn(reply, MOVES)


def test_two_calls_that_ask_the_same_have_one_key() -> None:
    other = '{"tool": "grep", "thought": "again", "arguments": {"pattern": "a|b"}}'
    assert read_turn(GREP, MOVES).key == read_turn(other, MOVES).key


def test_the_schema_is_as_the_strictest_providers_ask() -> None:
    assert is_closed(turn_schema(moves_of(TOOLS.values())))


def test_the_oldest_results_are_left_out_first() -> None:
    prompt = (Message(role="user", content="ask"),)
    said = [replied("one"), gave("grep", "x" * 400), replied("two"), gave("grep", "y" * 400), told("go on")]
    kept = fitted(prompt, said, 800, len)
    assert kept is not None
    assert [LEFT_OUT in one.content for one in kept] == [False, False, True, False, False, False]
    assert "y" * 400 in kept[4].content
    assert sum(len(one.content) for one in kept) <= 800
    assert fitted(prompt, said, 100, len) is None
