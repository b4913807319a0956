"""A small shop, as a DuckDB file and as a catalog, for the tests of SQL."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from goldthread.navigation.sql.model import Limits
from goldthread.navigation.sql.run import Sandbox
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table

SHOP = """
CREATE TABLE customers (id INTEGER, name VARCHAR, born DATE, town VARCHAR);
INSERT INTO customers SELECT i, 'customer ' || i, DATE '1980-01-01' + CAST(i * 97 AS INTEGER), 'town ' || (i % 5)
    FROM range(50) t(i);
CREATE SCHEMA sales;
CREATE TABLE sales.orders (id INTEGER, customer_id INTEGER, payer_id INTEGER, amount DECIMAL(9, 2), placed TIMESTAMP);
INSERT INTO sales.orders SELECT i, i * 7 % 50, i * 11 % 50, (i * 37 % 1000) / 10, TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR
    FROM range(400) t(i);
CREATE VIEW secrets AS SELECT * FROM read_text('/etc/passwd');
CREATE MACRO leak(file) AS TABLE SELECT * FROM read_text(file);
"""


def shop_catalog() -> Catalog:
    customers = Table(
        "customers",
        columns=(Column("id", "INTEGER"), Column("name", "VARCHAR"), Column("born", "DATE"), Column("town", "VARCHAR")),
        primary_key=("id",),
    )
    orders = Table(
        "sales.orders",
        columns=(
            Column("id", "INTEGER"),
            Column("customer_id", "INTEGER"),
            Column("payer_id", "INTEGER"),
            Column("amount", "DECIMAL(9, 2)"),
            Column("placed", "TIMESTAMP"),
        ),
        primary_key=("id",),
        foreign_keys=(
            ForeignKey(("customer_id",), "customers", ("id",), role="customer"),
            ForeignKey(("payer_id",), "customers", ("id",), role="payer"),
        ),
    )
    return Catalog("shop", tables=(customers, orders), dialect="duckdb")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return shop_catalog()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "shop.duckdb"
    with duckdb.connect(str(path)) as con:
        for statement in SHOP.split(";\n"):
            con.execute(statement)
    return path


@pytest.fixture(scope="session")
def sandbox(shop: Path) -> Iterator[Sandbox]:
    with Sandbox(shop, Limits(seconds=1.0, rows=1000, bytes=1_000_000)) as box:
        box.worker.wait()
        yield box
