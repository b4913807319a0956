"""Scripted agents answer all questions through the graph: retail hidden among tables, and chains, each with 1.0."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest

from goldthread import aask
from goldthread.navigation.corpora import Corpus, corpus
from goldthread.navigation.corpora.chains import Chain, Direction, chains
from goldthread.navigation.corpora.rows import Rows as SyntheticRows
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.score import Overlap, Score, ordering_of, score
from goldthread.navigation.sql.gate import check
from goldthread.navigation.sql.model import Limits, Rows
from goldthread.navigation.sql.run import Sandbox
from goldthread.schemas.answer import Answer
from goldthread.store import atomic
from goldthread.store.catalogs import build
from tests.navigation.corpora.follower import Play
from tests.workflows.asking import steps
from tests.workflows.playing import Player, chained, gold_by_files, gold_guided, sizes

PERFECT = Score(True, True, True, 1.0, True, 1.0, Overlap(1.0, 1.0), Overlap(1.0, 1.0), (), True, "")
DIRECTIONS: tuple[Direction, ...] = ("forward", "backward")
AGENTS = ("file", "guided")


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of records are written here, and none of them has to outlive the machine."""
    monkeypatch.setattr(atomic.filesystem, "sync", lambda _descriptor: None)


@dataclass(frozen=True)
class Shop:
    """A corpus with its catalog and its database open."""

    made: Corpus
    files: CatalogFiles
    box: Sandbox
    runs: Path

    async def ask(self, question: str, agent: str, play: Play[None], tables: Sequence[str]) -> Answer:
        """Ask; all tables must have come up in what the tools gave before the query."""
        told = await aask(
            question,
            catalog=self.files,
            db=self.box,
            model=Player(play),
            agent=agent,
            max_rows=10_000,
            out=self.runs,
        )
        assert told.status == "answered", (question, told.notes)
        events = steps(told.folder)
        at = [one["event"] for one in events].index("bound")
        seen = "\n".join(one["text"] for one in events[:at] if one["event"] == "result")
        for name in tables:
            assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", seen), name
        return told

    def assert_perfect(self, told: Answer, gold: Rows, sql: str) -> None:
        bound, gold_bound = check(told.sql, self.made.catalog), check(sql, self.made.catalog)
        found = Rows(told.columns, told.types, told.rows)
        scored = score(found, gold, bound=bound, gold_bound=gold_bound, ordering=ordering_of(sql))
        assert astuple(scored) == astuple(PERFECT), told.question


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Shop]:
    made = corpus(name, 5)
    build(made.catalog, folder / "catalog")
    made.make_database(folder / "data.duckdb")
    with Sandbox(folder / "data.duckdb", Limits(rows=10_000)) as box:
        yield Shop(made, CatalogFiles(folder / "catalog"), box, folder / "runs")


async def answer_questions(shop: Shop, agent: str, each: int = 1) -> int:
    """Ask every so many of the corpus's questions; how many."""
    asked = shop.made.questions[::each]
    for one in asked:
        play = gold_by_files(one) if agent == "file" else gold_guided(one)
        told = await shop.ask(one.question, agent, play, one.tables)
        assert told.tables == one.tables
        shop.assert_perfect(told, shop.box.run(one.sql), one.sql)
    return len(asked)


def all_chains(made: Corpus, hops: Sequence[int], count: int, rows: SyntheticRows | None) -> list[Chain]:
    return [
        chain
        for direction in DIRECTIONS
        for parallel in (1, 2)
        for scattered in (None, True, False)
        for number in hops
        for chain in chains(
            made.catalog, 3, count=count, hops=number, direction=direction, parallel=parallel,
            scattered=scattered, rows=rows,
        )
    ]  # fmt: skip


async def answer_chains(shop: Shop, agent: str, hops: Sequence[int], count: int) -> int:
    """Ask chains for rows and chains for tables; how many."""
    valued = all_chains(shop.made, hops, count, SyntheticRows(shop.made.catalog, shop.made.seed))
    named = all_chains(shop.made, hops, count, None)
    for one in (*valued, *named):
        told = await shop.ask(one.question, agent, chained(one.question, agent), one.tables)
        sql = one.sql or sizes([str(answer) for answer in one.answers])
        gold = Rows(told.columns, told.types, one.rows) if one.sql else shop.box.run(sql)
        shop.assert_perfect(told, gold, sql)
    return len(valued) + len(named)


@pytest.mark.parametrize("agent", AGENTS)
async def test_retail_among_sixty_tables_is_answered(agent: str, tmp_path: Path) -> None:
    with opened("embed-60", tmp_path) as shop:
        assert await answer_questions(shop, agent, 20) == 11


@pytest.mark.parametrize("agent", AGENTS)
async def test_chains_over_three_hundred_tables_are_answered(agent: str, tmp_path: Path) -> None:
    with opened("synth-300", tmp_path) as shop:
        assert await answer_chains(shop, agent, (2,), 1) == 24


@pytest.mark.full
@pytest.mark.timeout(600)
async def test_retail_among_ten_thousand_tables_is_answered(tmp_path: Path) -> None:
    with opened("embed-10000", tmp_path) as shop:
        for agent in AGENTS:
            assert await answer_questions(shop, agent) == 202


@pytest.mark.full
@pytest.mark.timeout(600)
async def test_chains_over_ten_thousand_tables_are_answered(tmp_path: Path) -> None:
    with opened("synth-10000", tmp_path) as shop:
        for agent in AGENTS:
            assert await answer_chains(shop, agent, (1, 2, 3), 1) == 72
