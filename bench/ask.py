"""Our own time of a question: `ask` over 10,000 tables with a model that answers at once and everything open already.

The model takes four turns: it greps for three words of the question, reads or describes the first table, looks for a
join or reads the next one, and gives the gold SQL. Counted is the processor's time of this process and of both workers
(the binder and the sandbox). The first questions, which build what is kept, are left out of the figures.

Run: python bench/ask.py [QUESTIONS] [--profile]
"""

import asyncio
import cProfile
import json
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import goldthread
from goldthread.models.base import Capabilities, OnText
from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.questions import Question
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.rank import is_common
from goldthread.navigation.sql import gate
from goldthread.navigation.sql.run import Sandbox
from goldthread.schemas.call import Reply, Request, Usage
from goldthread.store.catalogs import build
from goldthread.tokens import count_tokens

WARM = 10


class Answering:
    """A model that knows the answer and looks around all the same."""

    name = "scripted:gold"
    encoding = "cl100k_base"
    capabilities = Capabilities(window=128_000, max_output=16_384, json_schema=True)

    def __init__(self, question: Question, agent: str, files: CatalogFiles) -> None:
        words = [word.strip("?,.").casefold() for word in question.question.split()]
        telling = [word for word in dict.fromkeys(words) if word.isalpha() and not is_common(word)]
        pattern = "|".join(sorted(telling, key=len, reverse=True)[:3])
        first, last = question.tables[0], question.tables[-1]
        looks: list[tuple[str, dict[str, Any]]]
        if agent == "file":
            looks = [("read", {"path": files.file_of(first)}), ("read", {"path": files.file_of(last), "line": 2})]
        else:
            looks = [("describe", {"table": first}), ("path", {"start": first, "end": last})]
        self._turns = [("grep", {"pattern": pattern or "store"}), *looks, ("answer", {"sql": question.sql})]

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text)

    async def call(self, request: Request, _on_text: OnText | None = None) -> Reply:
        """The next turn."""
        tool, arguments = self._turns[request.section - 1]
        text = json.dumps({"thought": "", "tool": tool, "arguments": arguments})
        return Reply(text=text, finish_reason="stop", usage=Usage(input=1, output=1), model=self.name)

    async def close(self) -> None:
        """Nothing to release."""


def spent(pids: list[int]) -> float:
    """Seconds of the processor of this process and of others."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


async def measure(files: CatalogFiles, box: Sandbox, asked: list[Question], agent: str, out: Path | None) -> None:
    """Ask all questions, one after another."""
    binder, marks = gate._binder(), [0.0, 0.0]
    for at, one in enumerate(asked):
        if at == WARM:
            marks = [spent([binder.pid, box.worker.pid]), time.perf_counter()]
        told = await goldthread.aask(
            one.question, catalog=files, db=box, model=Answering(one, agent, files), agent=agent, out=out
        )
        assert told.status == "answered", told.notes
    count = len(asked) - WARM
    cpu = (spent([binder.pid, box.worker.pid]) - marks[0]) / count * 1e3
    wall = (time.perf_counter() - marks[1]) / count * 1e3
    print(f"{agent:<7} {'kept' if out else 'not kept':<9} {cpu:6.1f} ms of the processor, {wall:6.1f} ms a question")


def main() -> None:
    """Build the corpus and measure both agents, with records that are kept and without."""
    count = next((int(one) for one in sys.argv[1:] if one.isdigit()), 100) + WARM
    made = corpus("embed-10000", 3)
    with tempfile.TemporaryDirectory() as folder:
        build(made.catalog, Path(folder) / "catalog")
        made.make_database(Path(folder) / "data.duckdb")
        asked = [made.questions[at * 7 % len(made.questions)] for at in range(count)]
        files = CatalogFiles(Path(folder) / "catalog")
        with Sandbox(Path(folder) / "data.duckdb") as box:
            profile = cProfile.Profile() if "--profile" in sys.argv else None
            for agent in ("file", "guided"):
                for out in (None, Path(folder) / "runs"):
                    if profile:
                        profile.enable()
                    asyncio.run(measure(files, box, asked, agent, out))
                    if profile:
                        profile.disable()
                        pstats.Stats(profile).sort_stats("tottime").print_stats(35)
                        profile = cProfile.Profile()


if __name__ == "__main__":
    main()
