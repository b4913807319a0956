"""Synthetic catalogs and retail hidden in them: sizes, traps, rows that join."""

import time
from itertools import combinations
from pathlib import Path

import duckdb
import pytest

from goldthread.errors import BadInput
from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.retail import retail_catalog
from goldthread.navigation.corpora.rows import FILLED, Rows, closed
from goldthread.navigation.corpora.synth import synth
from goldthread.schemas.catalog import Catalog


def assert_sound(catalog: Catalog) -> None:
    """Names are unique without regard to case, keys lead to columns that are there, domains to tables."""
    assert len({one.name.casefold() for one in catalog.tables}) == len(catalog.tables)
    assert {one.domain for one in catalog.tables} == {one.name for one in catalog.domains}
    for table in catalog.tables:
        names = [one.name for one in table.columns]
        assert len({name.casefold() for name in names}) == len(names), table.name
        assert table.description
        assert set(table.primary_key) <= set(names)
        assert table.primary_key
        for key in table.foreign_keys:
            assert set(key.columns) <= set(names)
            other = catalog.by_name[key.table]
            assert key.references == other.primary_key


@pytest.mark.parametrize("n", [10, 11, 49, 137, 1_000])
def test_a_synthetic_catalog_has_the_size_and_the_traps(n: int) -> None:
    catalog = synth(n, seed=n)
    assert len(catalog.tables) == n
    assert_sound(catalog)
    junctions = [one for one in catalog.tables if len(one.primary_key) == 2]
    copies = [one for one in catalog.tables if one.primary_key == ("copy_id",)]
    roles = [
        one
        for one in catalog.tables
        for first, second in combinations(one.foreign_keys, 2)
        if first.table == second.table and first.role != second.role
    ]
    across = [
        key for one in catalog.tables for key in one.foreign_keys if catalog.by_name[key.table].domain != one.domain
    ]
    assert junctions
    assert copies
    assert roles
    assert across
    for copy in copies:
        assert any(other.name in copy.name for other in catalog.tables if other is not copy)


def test_the_seed_decides() -> None:
    assert synth(80, 4) == synth(80, 4)
    assert synth(80, 4) != synth(80, 5)


def test_ten_thousand_tables_are_made_in_two_seconds() -> None:
    began = time.process_time()
    catalog = synth(10_000, 2)
    assert time.process_time() - began < 2
    assert len(catalog.by_name) == 10_000
    assert len(catalog.domains) == 100
    assert_sound(catalog)


@pytest.mark.parametrize("n", [0, 9, 10_001])
def test_a_size_out_of_bounds_is_refused(n: int) -> None:
    with pytest.raises(BadInput, match="10 to 10,000"):
        synth(n)


def test_rows_join_and_are_as_python_knows_them(tmp_path: Path) -> None:
    made = corpus("synth-60", 3)
    made.make_database(tmp_path / "a.duckdb")
    rows = Rows(made.catalog, 3)
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as database:
        for table in made.catalog.tables:
            found = database.execute(f"SELECT * FROM {table.name}").fetchall()
            assert len(found) == rows.count(table)
            described = database.execute(f"DESCRIBE {table.name}").fetchall()
            assert [(one[0], one[1]) for one in described] == [(one.name, one.type) for one in table.columns]
            place = {column.name: number for number, column in enumerate(table.columns)}
            key_columns = [place[name] for name in table.primary_key]
            assert len({tuple(row[at] for at in key_columns) for row in found}) == len(found)
            for number, row in enumerate(found, 1):
                for key in table.foreign_keys:
                    value = row[place[key.columns[0]]]
                    assert value == rows.key(table, key, number)
                    assert 1 <= value <= rows.count(made.catalog.by_name[key.table])
                if "code" in place and len(table.primary_key) == 1 and table.primary_key != ("copy_id",):
                    assert row[place["code"]] == rows.code(table, number)


def test_another_seed_gives_other_rows() -> None:
    catalog = synth(40, 1)
    table = next(one for one in catalog.tables if one.foreign_keys)
    assert Rows(catalog, 1).select(table) != Rows(catalog, 2).select(table)


def test_of_many_tables_those_filled_are_closed_under_keys() -> None:
    catalog = synth(4_000, 1)
    filled = Rows(catalog, 1).filled
    assert FILLED * 0.9 < len(filled) <= FILLED
    assert all(key.table in filled for name in filled for key in catalog.by_name[name].foreign_keys)
    assert closed(catalog, 4_000) == set(catalog.by_name)


@pytest.mark.parametrize("n", [30, 90, 600])
def test_retail_is_hidden_among_near_names(n: int) -> None:
    made = corpus(f"embed-{n}", 2)
    assert len(made.catalog.tables) == n
    assert_sound(made.catalog)
    hidden = retail_catalog()
    assert all(made.catalog.by_name[one.name] == one for one in hidden.tables)
    near = [one for one in made.catalog.tables if one.primary_key == ("copy_id",) and one.name not in hidden.by_name]
    assert len([one for one in near if any(name in one.name for name in hidden.by_name)]) >= min(288, (n - 24) // 3)
    assert len(made.questions) >= 200
    positions = [number for number, one in enumerate(made.catalog.tables) if one.name in hidden.by_name]
    assert positions != list(range(24)), "they do not stand together"


def test_an_embedded_database_has_all_tables_and_retail_rows(tmp_path: Path) -> None:
    made = corpus("embed-90", 2)
    made.make_database(tmp_path / "e.duckdb")
    corpus("retail", 2).make_database(tmp_path / "r.duckdb")
    with duckdb.connect(str(tmp_path / "e.duckdb"), read_only=True) as database:
        database.execute(f"ATTACH '{tmp_path / 'r.duckdb'}' AS r (READ_ONLY)")
        names = {
            row[0]
            for row in database.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'e'").fetchall()
        }
        assert names == set(made.catalog.by_name)
        for one in retail_catalog().tables:
            difference = database.execute(
                f"SELECT COUNT(*) FROM (FROM e.{one.name} EXCEPT ALL FROM r.{one.name})"
            ).fetchone()
            assert difference == (0,)
        for one in made.catalog.tables:
            found = database.execute(f"SELECT COUNT(*) FROM e.{one.name}").fetchone()
            assert found is not None
            assert found[0] > 0


@pytest.mark.full
@pytest.mark.parametrize("name", ["synth-10000", "embed-10000"])
def test_a_database_of_ten_thousand_tables_is_made_in_bounded_time(name: str, tmp_path: Path) -> None:
    began = time.process_time()
    corpus(name, 1).make_database(tmp_path / "big.duckdb")
    assert time.process_time() - began < 60
    assert (tmp_path / "big.duckdb").stat().st_size < 100_000_000
