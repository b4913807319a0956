"""Chains: exact answers, told by the catalog's keys and by SQL on the rows."""

from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import duckdb
import pytest

from goldthread.errors import BadInput
from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.chains import Direction, chains
from goldthread.navigation.corpora.retail import retail_catalog
from goldthread.navigation.corpora.rows import Rows
from goldthread.navigation.corpora.synth import synth
from goldthread.navigation.sql.gate import check
from goldthread.schemas.catalog import Catalog

DIRECTIONS: tuple[Direction, ...] = ("forward", "backward")


def reached(catalog: Catalog, start: str, columns: Sequence[tuple[str, ...]], direction: str) -> set[str]:
    """Tables at the end of a way, by a search of its own."""
    places = {start}
    for names in columns:
        if direction == "forward":
            places = {
                key.table for place in places for key in catalog.by_name[place].foreign_keys if key.columns == names
            }
        else:
            places = {
                one.name
                for one in catalog.tables
                for key in one.foreign_keys
                if key.columns == names and key.table in places
            }
    return places


@pytest.mark.parametrize(
    ("direction", "hops", "scattered"), list(product(DIRECTIONS, (1, 2, 3, 4), (None, True, False)))
)
def test_names_are_those_a_search_reaches(direction: Direction, hops: int, scattered: bool | None) -> None:
    catalog = synth(3_000, 5)
    made = chains(catalog, 1, count=15, hops=hops, direction=direction, scattered=scattered)
    for one in made:
        said = one.question.partition(". ")[2]
        keys = {key.columns for table in catalog.tables for key in table.foreign_keys}
        words = said.replace(".", " ").replace(",", " ").split()
        named = [(word,) for word in words if (word,) in keys]
        assert len(named) == hops
        assert reached(catalog, one.tables[0], named, direction) == set(one.answers) == {one.tables[-1]}
        domains = [catalog.by_name[name].domain for name in one.tables]
        assert len(one.tables) == hops + 1 == len(set(one.tables))
        if scattered is True:
            assert all(first != second for first, second in pairwise(domains))
        if scattered is False:
            assert len(set(domains)) == 1
    assert len({one.question for one in made}) == len(made)


@pytest.mark.parametrize(("direction", "parallel"), list(product(DIRECTIONS, (1, 3))))
def test_rows_are_those_that_sql_finds(direction: Direction, parallel: int, tmp_path: Path) -> None:
    made = corpus("synth-300", 2)
    made.make_database(tmp_path / "s.duckdb")
    rows = Rows(made.catalog, 2)
    with duckdb.connect(str(tmp_path / "s.duckdb"), read_only=True) as database:
        for hops in (1, 3):
            asked = chains(made.catalog, 4, count=5, hops=hops, direction=direction, parallel=parallel, rows=rows)
            for one in asked:
                assert len(one.answers) == parallel
                assert tuple(database.execute(one.sql).fetchall()) == one.rows
                bound = check(one.sql, made.catalog)
                assert bound.ok
                assert set(bound.tables) == set(one.tables)
                assert 0 not in one.answers


def test_same_seed_same_chains() -> None:
    catalog = retail_catalog()
    assert chains(catalog, 3, hops=2) == chains(catalog, 3, hops=2)
    assert chains(catalog, 3, hops=2) != chains(catalog, 4, hops=2)


def test_composite_keys_are_followed() -> None:
    made = chains(retail_catalog(), 0, count=200, hops=1)
    sale = next(one for one in made if one.tables[0] == "store_returns" and one.answers == ("store_sales",))
    assert "item_id and ticket_number" in sale.question


@pytest.mark.parametrize(
    ("hops", "parallel", "count", "message"),
    [
        (0, 1, 1, "cannot be made"),
        (21, 1, 1, "cannot be made"),
        (1, 11, 1, "cannot"),
        (1, 1, 0, "cannot"),
        (15, 1, 1, "has no"),
    ],
)
def test_impossible_chains_are_refused(hops: int, parallel: int, count: int, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        chains(retail_catalog(), 0, hops=hops, parallel=parallel, count=count)


def test_a_catalog_without_keys_has_no_chains() -> None:
    with pytest.raises(BadInput, match="has no"):
        chains(Catalog("none"), 0)
