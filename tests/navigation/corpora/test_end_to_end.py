"""Gold SQL goes through gate, sandbox and score, and every question is answered with 1.0."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

import pytest

from goldthread.navigation.corpora import Corpus, corpus
from goldthread.navigation.corpora.chains import Chain, Direction, chains
from goldthread.navigation.corpora.questions import Question
from goldthread.navigation.corpora.rows import Rows as SyntheticRows
from goldthread.navigation.score import Overlap, Score, ordering_of, score
from goldthread.navigation.sql.gate import check
from goldthread.navigation.sql.model import Limits, Rows
from goldthread.navigation.sql.run import Sandbox

LIMITS = Limits(seconds=30, rows=10_000)
PERFECT = Score(True, True, True, 1.0, True, 1.0, Overlap(1.0, 1.0), Overlap(1.0, 1.0), (), True, "")
DIRECTIONS: tuple[Direction, ...] = ("forward", "backward")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("databases")


def opened(made: Corpus, folder: Path) -> Iterator[Sandbox]:
    path = folder / f"{made.name}.duckdb"
    if not path.exists():
        made.make_database(path)
    with Sandbox(path, LIMITS) as box:
        yield box


def assert_perfect(made: Corpus, box: Sandbox, questions: Sequence[Question]) -> None:
    for one in questions:
        bound = check(one.sql, made.catalog)
        assert bound.ok, f"{one.id}: {bound.message}"
        assert (bound.tables, bound.columns) == (one.tables, one.columns), one.id
        gold = box.run(one.sql)
        assert not gold.stopped, one.id
        assert gold.rows, one.id
        found = score(box.run(one.sql), gold, bound=bound, gold_bound=bound, ordering=ordering_of(one.sql))
        assert astuple(found) == astuple(PERFECT), one.id


def assert_exact(made: Corpus, box: Sandbox, asked: Sequence[Chain]) -> None:
    """Chains have their answer without SQL; what SQL finds is scored against it."""
    for one in asked:
        bound = check(one.sql, made.catalog)
        assert bound.ok, f"{one.id}: {bound.message}"
        assert set(bound.tables) == set(one.tables)
        found = box.run(one.sql)
        gold = Rows(found.columns, found.types, one.rows)
        told = score(found, gold, bound=bound, gold_bound=bound, ordering=ordering_of(one.sql))
        assert astuple(told) == astuple(PERFECT), one.id


def all_chains(made: Corpus, hops: Sequence[int], count: int) -> list[Chain]:
    rows = SyntheticRows(made.catalog, made.seed)
    return [
        chain
        for direction in DIRECTIONS
        for parallel in (1, 2)
        for scattered in (None, True, False)
        for number in hops
        for chain in chains(
            made.catalog,
            1,
            count=count,
            hops=number,
            direction=direction,
            parallel=parallel,
            scattered=scattered,
            rows=rows,
        )
    ]


def test_gold_answers_a_sample_of_retail(folder: Path) -> None:
    made = corpus("retail", 3)
    for box in opened(made, folder):
        assert_perfect(made, box, made.questions[::10])


def test_gold_answers_chains_over_five_hundred_tables(folder: Path) -> None:
    made = corpus("synth-500", 3)
    for box in opened(made, folder):
        assert_exact(made, box, all_chains(made, (1, 2), 2))


@pytest.mark.full
@pytest.mark.parametrize("name", ["retail", "embed-10000"])
def test_gold_answers_every_question(name: str, folder: Path) -> None:
    made = corpus(name, 3)
    for box in opened(made, folder):
        assert_perfect(made, box, made.questions)


@pytest.mark.full
@pytest.mark.timeout(360)
def test_gold_answers_chains_over_ten_thousand_tables(folder: Path) -> None:
    made = corpus("synth-10000", 3)
    asked = all_chains(made, (1, 2, 3), 6)
    assert len(asked) >= 200
    for box in opened(made, folder):
        assert_exact(made, box, asked)
