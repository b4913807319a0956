"""Types of other dialects as DuckDB's."""

import duckdb
import pytest

from goldthread.navigation.sql.types import UNKNOWN, duckdb_type


@pytest.mark.parametrize(
    ("told", "dialect", "expected"),
    [
        ("VARCHAR2(20)", "oracle", "TEXT"),
        ("NUMBER(7,2)", "oracle", "DECIMAL(7, 2)"),
        ("NUMERIC(50,2)", "postgres", "DECIMAL(38, 2)"),
        ("INT64", "bigquery", "BIGINT"),
        ("STRUCT<a INT64, b ARRAY<STRING>>", "bigquery", "STRUCT(a BIGINT, b TEXT[])"),
        ("nvarchar(max)", "tsql", "TEXT"),
        ("money", "tsql", "DECIMAL(19, 4)"),
        ("bigint unsigned", "mysql", "UBIGINT"),
        ("enum('a','b')", "mysql", "TEXT"),
        ("timestamp with time zone", "postgres", "TIMESTAMPTZ"),
        ("serial", "postgres", "INT"),
        ("Nullable(String)", "clickhouse", "TEXT"),
        ("interval year to month", "postgres", "INTERVAL"),
        ("", "duckdb", UNKNOWN),
        ("record", "duckdb", UNKNOWN),
        ("Address[]", "duckdb", UNKNOWN),
        ("geography", "postgres", UNKNOWN),
        ("(" * 3000, "duckdb", UNKNOWN),
    ],
)
def test_a_type_becomes_one_that_duckdb_has(told: str, dialect: str, expected: str) -> None:
    said = duckdb_type(told, dialect)
    assert said == expected
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t (a {said})")
