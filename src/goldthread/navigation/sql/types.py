"""Types of any dialect as DuckDB's."""

from functools import lru_cache
from typing import Any

UNKNOWN = '"NULL"'
"""A type that fits everywhere, for columns whose type nobody told."""

_WIDEST = 38
_WORDS = """
BIGINT BIT BLOB BOOLEAN DATE DECIMAL DOUBLE ENUM FLOAT HUGEINT INT INT128 INTEGER INTERVAL JSON LIST MAP REAL SMALLINT
STRUCT TEXT TIME TIMESTAMP TIMESTAMPTZ TIMESTAMP_NS TIMESTAMP_MS TIMESTAMP_S TIMETZ TINYINT UBIGINT UHUGEINT
UINTEGER USMALLINT UTINYINT UUID VARCHAR
"""
_SAME = frozenset(_WORDS.split())
_LIKE = {
    "SERIAL": "INT",
    "SMALLSERIAL": "SMALLINT",
    "BIGSERIAL": "BIGINT",
    "MONEY": "DECIMAL(19, 4)",
    "SMALLMONEY": "DECIMAL(10, 4)",
    "YEAR": "INT",
    "BIGDECIMAL": "DECIMAL(38, 9)",
    "XML": "TEXT",
    "INET": "TEXT",
    "NAME": "TEXT",
    "ROWVERSION": "BLOB",
    "VARBINARY": "BLOB",
    "DATETIME": "TIMESTAMP",
}


@lru_cache(maxsize=10_000)
def duckdb_type(told: str, dialect: str) -> str:
    """DuckDB's word for a type (`VARCHAR2(20)` of Oracle is `TEXT`); `UNKNOWN` where it has none.

    Args:
        told: As the catalog says it.
        dialect: As sqlglot names it.
    """
    import sqlglot
    from sqlglot import exp

    if not told.strip() or len(told) > 2000:
        return UNKNOWN
    for name in dict.fromkeys((dialect, "duckdb", "postgres", "sqlite")):
        try:
            built = exp.DataType.build(told, dialect=name)
        except (sqlglot.errors.SqlglotError, ValueError, RecursionError):
            continue
        if (said := _say(built)) != UNKNOWN:
            return said
    return UNKNOWN


def _say(node: Any) -> str:
    from sqlglot import exp

    if isinstance(node, exp.Interval) or not isinstance(node, exp.DataType):
        return "INTERVAL" if isinstance(node, exp.Interval) else UNKNOWN
    if isinstance(node.this, exp.Interval):
        return "INTERVAL"
    if node.this == exp.DataType.Type.ENUM:
        return "TEXT"
    word = node.sql(dialect="duckdb")
    if node.args.get("nested") or word.endswith("]"):
        nested = [_say(one) for one in node.find_all(exp.DataType) if one is not node]
        return UNKNOWN if UNKNOWN in nested else word
    base = word.partition("(")[0].strip()
    if base == "DECIMAL" and node.expressions:
        return _decimal([one.name for one in node.expressions])
    base = _LIKE.get(base, base)
    return base if base in _SAME or base in _LIKE.values() else UNKNOWN


def _decimal(parameters: list[str]) -> str:
    if not all(one.isdecimal() for one in parameters):
        return "DECIMAL"
    width, scale = (int(one) for one in [*parameters, "0"][:2])
    return f"DECIMAL({min(max(width, 1), _WIDEST)}, {min(scale, _WIDEST, max(width, 1))})"
