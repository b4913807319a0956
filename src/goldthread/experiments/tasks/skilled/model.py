"""The agent itself: a model whose turns look around with the tools it is given, then end as was drawn."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.agents.navigating.turns import ANSWER, STOP
from goldthread.models.base import Capabilities, OnText
from goldthread.schemas.call import Reply, Request, Usage
from goldthread.tokens import count_tokens

_FILE = re.compile(r"[\w./~-]+\.(?:yaml|json|md|toon|sql|txt)\b")


@dataclass(frozen=True)
class Ending:
    """How it ends.

    Attributes:
        argument: Of the answer: `sql` or `value`.
        answers: What it answers, in turn, while answers are refused; empty to give up.
    """

    argument: str
    answers: tuple[str, ...] = ()


class SkilledModel:
    """Takes the turns of one cell.

    Attributes:
        name: `skilled:NAME`.
        encoding: Of `count_tokens`.
        capabilities: Those of a large hosted model.
    """

    encoding = "cl100k_base"
    capabilities = Capabilities(window=200_000, max_output=16_384, json_schema=True, hosted=False, concurrency=64)

    def __init__(self, name: str, looks: Sequence[tuple[str, Mapping[str, Any]]], ending: Ending) -> None:
        """Take what it will do.

        Args:
            name: `skilled:NAME`.
            looks: Tool and arguments of each turn before the end; a `read` without a path reads the file that the last
                result names.
            ending: How it ends.
        """
        self.name = name
        self._looks = looks
        self._ending = ending

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text)

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """The next turn; which one is told by the replies that stand in the conversation."""
        done = sum(message.role == "assistant" for message in request.messages)
        tool, arguments = self._turn(done, request)
        text = json.dumps({"thought": "", "tool": tool, "arguments": arguments}, ensure_ascii=False)
        if on_text:
            on_text(text)
        used = Usage(
            input=sum(self.count_tokens(one.content) for one in request.messages), output=self.count_tokens(text)
        )
        return Reply(text=text, finish_reason="stop", usage=used, model=self.name)

    def _turn(self, done: int, request: Request) -> tuple[str, Mapping[str, Any]]:
        if done < len(self._looks):
            tool, arguments = self._looks[done]
            if tool == "read" and not arguments:
                return tool, {"path": _file_in(request.messages[-1].content)}
            return tool, arguments
        at = done - len(self._looks)
        if not self._ending.answers:
            return STOP, {"reason": "I find no way to answer this."}
        return ANSWER, {self._ending.argument: self._ending.answers[min(at, len(self._ending.answers) - 1)]}

    async def close(self) -> None:
        """Nothing to release."""


def _file_in(text: str) -> str:
    """The first file that a result names; the navigator where it names none."""
    found = _FILE.search(text.partition("\n")[2])
    return found[0] if found else "navigator.md"


def looks_for(
    tools: Sequence[str], tables: Sequence[str], columns: Sequence[str], greps: int
) -> list[tuple[str, Mapping[str, Any]]]:
    """What an agent looks at before it answers: files and greps, or descriptions, by the tools that it has.

    Args:
        tools: Names of its tools.
        tables: Tables that it needs.
        columns: Columns that it needs, as `table.column`.
        greps: How many greps.
    """
    words = [*tables, *dict.fromkeys(one.rpartition(".")[2] for one in columns)]
    patterns = [words[at % len(words)] + ("" if at < len(words) else f".{{{at // len(words)}}}") for at in range(greps)]
    grep: list[tuple[str, Mapping[str, Any]]] = [("grep", {"pattern": one}) for one in patterns]
    if "read" in tools:
        return [("list", {}), ("read", {"path": "navigator.md"}), *grep, ("read", {})]
    if "describe" in tools:
        return [*grep, *(("describe", {"table": one}) for one in tables[:2])]
    return []
