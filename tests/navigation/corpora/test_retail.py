"""Retail: its catalog and database agree, and its rows make sense."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from goldthread.errors import BadInput, StorageError
from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.retail import retail_catalog
from goldthread.navigation.corpora.retail_rows import retail_rows

Database = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("retail") / "shop.duckdb"
    began = time.process_time()
    corpus("retail", 7).make_database(path)
    assert time.process_time() - began < 3
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_the_catalog_is_that_of_the_database(database: Database) -> None:
    catalog = retail_catalog()
    assert len(catalog.tables) == 24
    for table in catalog.tables:
        described = database.execute(f"DESCRIBE {table.name}").fetchall()
        assert [(one[0], one[1], one[2] == "YES") for one in described] == [
            (one.name, one.type, one.nullable) for one in table.columns
        ]
        assert table.description
        assert all(one.description for one in table.columns)
        told = database.execute(
            "SELECT constraint_column_names, referenced_table, referenced_column_names FROM duckdb_constraints() "
            "WHERE table_name = ? AND constraint_type = 'FOREIGN KEY'",
            [table.name],
        ).fetchall()
        assert sorted((tuple(one), other, tuple(two)) for one, other, two in told) == sorted(
            (key.columns, key.table, key.references) for key in table.foreign_keys
        )


def test_keys_that_lead_to_one_table_have_roles() -> None:
    for table in retail_catalog().tables:
        for key in table.foreign_keys:
            twins = [one for one in table.foreign_keys if one.table == key.table]
            if len(twins) > 1:
                assert all(one.role for one in twins), table.name
                assert len({one.role for one in twins}) == len(twins)


def test_comments_carry_the_descriptions(database: Database) -> None:
    told = dict(database.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert told == {one.name: one.description for one in retail_catalog().tables}


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("totals follow from unit prices", "SELECT 1 FROM {0} WHERE net_paid <> quantity * sales_price"),
        ("discounts too", "SELECT 1 FROM {0} WHERE discount_amount <> quantity * (list_price - sales_price)"),
        ("profits too", "SELECT 1 FROM {0} WHERE net_profit <> net_paid - quantity * wholesale_cost"),
    ],
)
@pytest.mark.parametrize("table", ["store_sales", "catalog_sales", "web_sales"])
def test_money_adds_up(database: Database, what: str, sql: str, table: str) -> None:
    assert database.execute(sql.format(table)).fetchall() == [], what


@pytest.mark.parametrize(
    ("returns", "sales", "number"),
    [
        ("store_returns", "store_sales", "ticket_number"),
        ("catalog_returns", "catalog_sales", "order_number"),
        ("web_returns", "web_sales", "order_number"),
    ],
)
def test_only_what_was_sold_comes_back(database: Database, returns: str, sales: str, number: str) -> None:
    wrong = database.execute(
        f"SELECT 1 FROM {returns} r LEFT JOIN {sales} s ON s.item_id = r.item_id AND s.{number} = r.{number} "
        "WHERE s.item_id IS NULL OR r.quantity > s.quantity OR r.returned_day_id < s.sold_day_id"
    ).fetchall()
    assert wrong == []


def test_lines_of_an_order_share_its_day_and_parties(database: Database) -> None:
    for table, head in (
        ("store_sales", "sold_day_id, store_id, coalesce(customer_id, 0)"),
        ("catalog_sales", "sold_day_id, shipped_day_id, bill_customer_id, ship_address_id"),
        ("web_sales", "sold_day_id, shipped_day_id, bill_customer_id, web_site_id"),
    ):
        number = "ticket_number" if table == "store_sales" else "order_number"
        split = database.execute(
            f"SELECT {number} FROM {table} GROUP BY ALL HAVING COUNT(DISTINCT ({head})) > 1"
        ).fetchall()
        assert split == []


def test_pages_belong_to_the_shop_of_the_order(database: Database) -> None:
    wrong = database.execute(
        "SELECT 1 FROM web_sales w JOIN web_page p USING (web_page_id) WHERE p.web_site_id <> w.web_site_id"
    ).fetchall()
    assert wrong == []


def test_the_seed_decides_on_the_rows() -> None:
    assert retail_rows(1) == retail_rows(1)
    assert retail_rows(1)["store_sales"] != retail_rows(2)["store_sales"]


def test_a_database_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    path.write_bytes(b"mine")
    with pytest.raises(BadInput, match="exists already"):
        corpus("retail").make_database(path)
    assert path.read_bytes() == b"mine"
    with pytest.raises(BadInput, match="folder does not exist"):
        corpus("retail").make_database(tmp_path / "none" / "shop.duckdb")
    assert [one.name for one in tmp_path.iterdir()] == ["shop.duckdb"]


def test_a_disk_that_is_full_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def fill(connection: Database) -> None:
        raise duckdb.IOException("No space left on device")

    made = replace(corpus("retail"), fill=fill)
    with pytest.raises(StorageError, match=r"shop\.duckdb: cannot be written: No space left on device"):
        made.make_database(tmp_path / "shop.duckdb")
    assert list(tmp_path.iterdir()) == []
