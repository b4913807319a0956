"""A model that plays an agent: its replies are the turns of a generator, which is sent what the tools gave."""

import json
import re

from goldthread.models.base import Capabilities, OnText
from goldthread.navigation.corpora.questions import Question
from goldthread.schemas.call import Reply, Request, Usage
from goldthread.tokens import count_tokens
from tests.navigation.corpora.follower import ByDescribing, ByFiles, Play, files_of, following, whole, written


class Player:
    """See `goldthread.models.base.Model`."""

    name = "scripted:player"
    encoding = "cl100k_base"
    capabilities = Capabilities(window=128_000, max_output=16_384, json_schema=True)

    def __init__(self, agent: Play[None]) -> None:
        self._agent = agent

    def count_tokens(self, text: str) -> int:
        return count_tokens(text)

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        if request.section == 1:
            tool, arguments = next(self._agent)
        else:
            head, _, text = request.messages[-1].content.partition("\n")
            assert head.startswith("Result of "), request.messages[-1].content
            tool, arguments = self._agent.send(text)
        reply = json.dumps({"thought": "", "tool": tool, "arguments": arguments})
        return Reply(text=reply, finish_reason="stop", usage=Usage(input=1, output=1), model=self.name)

    async def close(self) -> None:
        raise AssertionError("a model that comes opened stays open")


def gold_by_files(one: Question) -> Play[None]:
    """Gold SQL, once the files of its tables are found and its columns are read in them."""
    top = yield "list", {}
    assert "navigator.md" in top
    paths = yield from files_of([*one.tables])
    for name in one.tables:
        text = yield from whole("read", path=paths[name])
        for column in (full.partition(".")[2] for full in one.columns if full.startswith(f"{name}.")):
            assert re.search(rf"^  - name: {column}$", text, re.M), column
    yield "answer", {"sql": one.sql}


def gold_guided(one: Question) -> Play[None]:
    """Gold SQL, once its tables are found by the question or by name, joined and described as far as turns go."""
    text = yield "find", {"question": one.question}
    unseen = [name for name in one.tables if not re.search(rf"> {name}(?::|$)", text, re.M)]
    if unseen:
        found = yield "grep", {"pattern": f"^(?:{'|'.join(unseen)})$"}
        assert all(re.search(rf"> {name}(?::|$)", found, re.M) for name in unseen), found
    if len(one.tables) > 1:
        joined = yield "path", {"start": one.tables[0], "end": one.tables[-1]}
        assert " > ".join((one.tables[0], "")) in joined or "no way" in joined
    for name in one.tables[:6]:
        described = yield "describe", {"table": name}
        for column in (full.partition(".")[2] for full in one.columns if full.startswith(f"{name}.")):
            assert re.search(rf"^{column} ", described, re.M), column
    yield "answer", {"sql": one.sql}


def chained(question: str, agent: str) -> Play[None]:
    """The answer of a chain: its rows, or where it asks for tables their names and sizes."""
    ways = yield from following(question, ByFiles() if agent == "file" else ByDescribing())
    rows = "Take the row of" in question
    yield "answer", {"sql": written(ways, question) if rows else sizes([way.tables[-1] for way in ways])}


def sizes(tables: list[str]) -> str:
    """A query that names tables in order."""
    return " UNION ALL ".join(
        f"SELECT {number} AS chain, '{name}' AS reached, COUNT(*) AS size FROM {name}"
        for number, name in enumerate(tables, 1)
    )
