"""Reflection of a real PostgreSQL server."""

import re
import traceback

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, ForeignKey
from goldthread.schemas.importers import import_catalog
from tests.postgresql import PASSWORD, Server

SHOP = """
CREATE SCHEMA sales;
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE customers (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(40) NOT NULL, mood mood, tags text[],
    picture bytea, "odd ""name" numeric(7, 2)
);
COMMENT ON TABLE customers IS 'Who buys';
COMMENT ON COLUMN customers.name IS 'Full name';
INSERT INTO customers (name, tags, picture) SELECT 'customer ' || i % 3, ARRAY['a', 'b'], '\\x00ff' FROM generate_series(1, 500) i;
CREATE TABLE sales.orders (
    shop integer, number integer, bill_customer_id integer NOT NULL REFERENCES customers,
    ship_customer_id integer REFERENCES customers (id), parent_shop integer, parent_number integer,
    placed timestamptz DEFAULT now(), PRIMARY KEY (shop, number),
    FOREIGN KEY (parent_shop, parent_number) REFERENCES sales.orders (shop, number)
);
CREATE TABLE sales.lines (
    shop integer, number integer, line integer, made date NOT NULL,
    FOREIGN KEY (shop, number) REFERENCES sales.orders
) PARTITION BY RANGE (made);
CREATE TABLE sales.lines_2024 PARTITION OF sales.lines FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW sales.open_orders AS SELECT shop, number FROM sales.orders;
COMMENT ON VIEW sales.open_orders IS 'Not yet sent';
CREATE MATERIALIZED VIEW sales.totals AS SELECT shop, count(*) AS orders FROM sales.orders GROUP BY shop;
"""


@pytest.fixture(scope="module")
def shop(postgresql: Server) -> str:
    postgresql.run("CREATE DATABASE shop")
    postgresql.run(SHOP, "shop")
    return postgresql.url("shop")


@pytest.fixture(scope="module")
def catalog(shop: str) -> Catalog:
    return import_catalog(shop)


def test_tables_views_and_schemas_are_read_in_order_without_partitions(catalog: Catalog) -> None:
    assert (catalog.name, catalog.dialect) == ("shop", "postgresql")
    assert [(one.name, one.domain, one.kind) for one in catalog.tables] == [
        ("customers", "public", "table"),
        ("sales.lines", "sales", "table"),
        ("sales.open_orders", "sales", "view"),
        ("sales.orders", "sales", "table"),
        ("sales.totals", "sales", "view"),
    ]
    assert [one.name for one in catalog.domains] == ["public", "sales"]


def test_columns_have_their_types_comments_and_nullability(catalog: Catalog) -> None:
    customers = catalog.by_name["customers"]
    assert customers.description == "Who buys"
    assert [(one.name, one.type, one.nullable) for one in customers.columns] == [
        ("id", "INTEGER", False),
        ("name", "VARCHAR(40)", False),
        ("mood", "mood", True),
        ("tags", "TEXT[]", True),
        ("picture", "BYTEA", True),
        ('odd "name', "NUMERIC(7, 2)", True),
    ]
    assert customers.columns[1].description == "Full name"
    assert catalog.by_name["sales.open_orders"].description == "Not yet sent"
    assert [one.name for one in catalog.by_name["sales.totals"].columns] == ["shop", "orders"]
    assert all(one.samples == () for table in catalog.tables for one in table.columns)


def test_foreign_keys_keep_their_columns_and_get_roles(catalog: Catalog) -> None:
    orders = catalog.by_name["sales.orders"]
    assert orders.primary_key == ("shop", "number")
    assert orders.foreign_keys == (
        ForeignKey(("bill_customer_id",), "customers", ("id",), "bill customer"),
        ForeignKey(("ship_customer_id",), "customers", ("id",), "ship customer"),
        ForeignKey(("parent_shop", "parent_number"), "sales.orders", ("shop", "number"), "parent"),
    )
    assert catalog.by_name["sales.lines"].foreign_keys == (
        ForeignKey(("shop", "number"), "sales.orders", ("shop", "number")),
    )


def test_values_are_read_only_where_they_are_asked_for(shop: str) -> None:
    customers = import_catalog(shop, samples=2).by_name["customers"]
    values = {one.name: one.samples for one in customers.columns}
    assert values["id"] == ("1", "2")
    assert values["name"] == ("customer 1", "customer 2")
    assert values["tags"] == ("['a', 'b']",)
    assert values["picture"] == ()


def test_one_schema_has_plain_names_only_where_it_is_the_default(shop: str) -> None:
    assert [one.name for one in import_catalog(shop, schemas=["public"]).tables] == ["customers"]
    only = import_catalog(shop, schemas=["sales"], name="mine")
    assert [(one.name, one.domain) for one in only.tables][:1] == [("sales.lines", "")]
    assert only.name == "mine"
    with pytest.raises(BadInput, match="no schema 'nowhere'") as raised:
        import_catalog(shop, schemas=["nowhere"])
    assert "sales" in raised.value.remedy


def test_the_same_database_gives_the_same_catalog(shop: str, catalog: Catalog) -> None:
    assert import_catalog(shop) == catalog
    assert import_catalog(shop.replace("postgresql://", "postgres://")) == catalog
    assert import_catalog(shop.replace("postgresql://", "postgresql+psycopg://")) == catalog


def test_nothing_can_be_written(shop: str) -> None:
    import sqlalchemy

    from goldthread.schemas.importers.connecting import engine_of, parse_url

    with (
        engine_of(parse_url(shop)).connect() as connection,
        pytest.raises(sqlalchemy.exc.SQLAlchemyError, match="read-only"),
    ):
        connection.execute(sqlalchemy.text("CREATE TABLE written (a integer)"))


@pytest.mark.parametrize("password", ["wrong-secret", "x", "a b@c/d:e%f", "zwei"])
def test_a_wrong_password_is_never_told(postgresql: Server, password: str) -> None:
    address = postgresql.url(password=password).replace("postgres:", "nobody_else:", 1)
    with pytest.raises(BadInput, match="password authentication failed") as raised:
        import_catalog(address)
    error = raised.value
    assert "~/.pgpass" in error.remedy
    assert error.__context__ is None
    assert error.__cause__ is None
    said = "".join(traceback.format_exception(error))
    encoded = address.split("://")[1].split(":")[1].split("@")[0]
    for form in (password, encoded):
        assert not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", said)


def test_a_password_among_the_options_is_hidden_too(postgresql: Server) -> None:
    with pytest.raises(BadInput, match="authentication failed") as raised:
        import_catalog(f"postgresql://127.0.0.1:{postgresql.port}/postgres?user=postgres&password=other-secret")
    assert "other-secret" not in str(raised.value)


def test_a_database_without_tables_is_empty(postgresql: Server) -> None:
    assert import_catalog(postgresql.url("template1")).tables == ()


def test_a_database_that_is_not_there_is_named(postgresql: Server) -> None:
    with pytest.raises(BadInput, match='"nowhere" does not exist') as raised:
        import_catalog(postgresql.url("nowhere"))
    assert PASSWORD not in str(raised.value)
    assert f"127.0.0.1:{postgresql.port}/nowhere" in str(raised.value)
