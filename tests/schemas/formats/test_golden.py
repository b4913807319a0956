"""One small catalog in each format, as it has to look byte for byte; and DDL that engines and parsers take."""

from pathlib import Path

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.formats.sql_words import write_name, write_table_name

ENGINE = duckdb.connect()
GOLDEN = Path(__file__).parent / "golden"
SHOP = Catalog(
    "shop",
    "Orders of a small shop.\nAmounts are in euros.",
    (Domain("sales", "What is sold"), Domain("people", note="ask before use")),
    (
        Table(
            "customer",
            "people",
            "One row per customer",
            (
                Column("id", "INTEGER", nullable=False),
                Column("name", "VARCHAR(80)", 'First | last, "as said"'),
                Column("country", "CHAR(2)", samples=("DE", "FR", "no")),
            ),
            ("id",),
        ),
        Table(
            "order",
            "sales",
            "One row per order",
            (
                Column("id", "INTEGER", "Number: counts up", nullable=False),
                Column("bill to", "INTEGER", "Who pays"),
                Column("ship_to", "INTEGER", "Who receives", note="often empty before 2020"),
                Column("total", "DECIMAL(9,2)"),
            ),
            ("id",),
            (
                ForeignKey(("bill to",), "customer", ("id",), "bill customer"),
                ForeignKey(("ship_to",), "customer", ("id",), "ship customer"),
            ),
            note="Cancelled orders stay.",
        ),
        Table(
            "big_order",
            "sales",
            columns=(Column("id"), Column("place", "STRUCT(lat DOUBLE, lon DOUBLE)")),
            foreign_keys=(ForeignKey(("id", "place"), "gone", ("a", "b")),),
            kind="view",
        ),
    ),
    "duckdb",
    "Made for tests.",
)


@pytest.mark.parametrize("format", formats.FORMATS)
def test_the_bytes_are_as_they_were(format: str) -> None:
    path = GOLDEN / f"shop.{format}{formats.get_format(format).extension}"
    assert formats.write(SHOP, format).encode() == path.read_bytes()
    if not formats.get_format(format).losses:
        assert formats.read(path.read_text(), format) == SHOP


def test_the_losses_of_toon_paper_are_listed_and_no_others() -> None:
    again = formats.read(formats.write(SHOP, "toon-paper"), "toon-paper")
    assert again != SHOP
    assert len(formats.get_format("toon-paper").losses) == 8


def test_an_engine_takes_the_ddl() -> None:
    base = Catalog("", tables=tuple(table for table in SHOP.tables if table.kind == "table"))
    with duckdb.connect() as connection:
        connection.execute(formats.write(base, "ddl"))
        found = connection.execute(
            "select table_name, column_name, is_nullable from information_schema.columns"
        ).fetchall()
        expected = {
            (table.name, one.name, "YES" if one.nullable else "NO") for table in base.tables for one in table.columns
        }
        assert set(found) == expected


def test_a_parser_of_sql_reads_the_same_tables() -> None:
    parsed = sqlglot.parse(formats.write(SHOP, "ddl"), dialect="duckdb")
    statements = [one for one in parsed if isinstance(one, sqlglot.exp.Create)]
    assert [one.find(sqlglot.exp.Table).name for one in statements] == ["customer", "order", "big_order"]  # type: ignore[union-attr]
    columns = [
        [column.name for column in one.find_all(sqlglot.exp.ColumnDef) if column.parent is one.this]
        for one in statements
    ]
    assert columns == [[column.name for column in table.columns] for table in SHOP.tables]


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.from_regex(r"[A-Za-z_][a-z0-9_]{0,8}", fullmatch=True),
        st.text(st.characters(min_codepoint=32, exclude_categories=["C", "Z"]), min_size=1, max_size=8),
    )
)
def test_an_engine_reads_the_names_as_they_are(name: str) -> None:
    found = ENGINE.execute(f"select 1 as {write_name(name)}").description
    assert found[0][0] == name


def test_reserved_words_of_the_engine_are_quoted() -> None:
    with duckdb.connect() as connection:
        words = [
            row[0]
            for row in connection.execute(
                "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
            ).fetchall()
        ]
    assert len(words) > 60
    assert [word for word in words if write_name(word) == word] == []
    assert write_table_name("sales.order") == 'sales."order"'
