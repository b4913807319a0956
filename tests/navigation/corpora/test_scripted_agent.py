"""A scripted agent answers chains end to end: tools over a folder of files, its own SQL through gate and sandbox."""

from pathlib import Path

import pytest

from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.chains import Chain, Direction, chains
from goldthread.navigation.corpora.rows import Rows as SyntheticRows
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.score import ordering_of, score
from goldthread.navigation.sql.gate import check
from goldthread.navigation.sql.model import Rows
from goldthread.navigation.sql.run import Sandbox
from goldthread.schemas.catalog import Catalog
from goldthread.store.catalogs import build
from tests.navigation.corpora.follower import follow, written

DIRECTIONS: tuple[Direction, ...] = ("forward", "backward")


def asked(catalog: Catalog, hops: tuple[int, ...], count: int, rows: SyntheticRows | None) -> list[Chain]:
    return [
        chain
        for direction in DIRECTIONS
        for parallel in (1, 3)
        for scattered in (None, True, False)
        for number in hops
        for chain in chains(
            catalog, 7, count=count, hops=number, direction=direction, parallel=parallel, scattered=scattered, rows=rows
        )
    ]


def answer_all(name: str, folder: Path, hops: tuple[int, ...], count: int, format: str) -> int:
    """Ask everything of one corpus; the number of questions."""
    made = corpus(name, 5)
    build(made.catalog, folder / "catalog", format=format)
    files = CatalogFiles(folder / "catalog")
    named = asked(made.catalog, hops, count, None)
    for one in named:
        ways = follow(files, one.question)
        assert tuple(way.tables[-1] for way in ways) == one.answers, one.question
    made.make_database(folder / "data.duckdb")
    valued = asked(made.catalog, hops, count, SyntheticRows(made.catalog, 5))
    with Sandbox(folder / "data.duckdb") as box:
        for one in valued:
            sql = written(follow(files, one.question), one.question)
            bound, gold_bound = check(sql, made.catalog), check(one.sql, made.catalog)
            assert bound.ok, bound.message
            found = box.run(sql)
            gold = Rows(found.columns, found.types, one.rows)
            told = score(found, gold, bound=bound, gold_bound=gold_bound, ordering=ordering_of(sql))
            assert told.exact, one.question
            assert told.tables.recall == told.tables.precision == told.columns.recall == told.columns.precision == 1.0
    return len(named) + len(valued)


def test_chains_over_five_hundred_tables_are_answered(tmp_path: Path) -> None:
    assert answer_all("synth-500", tmp_path, (1, 2), 2, "yaml") >= 80


@pytest.mark.full
@pytest.mark.timeout(360)
def test_chains_over_ten_thousand_tables_are_answered(tmp_path: Path) -> None:
    assert answer_all("synth-10000", tmp_path, (1, 2, 3), 6, "yaml") >= 300
