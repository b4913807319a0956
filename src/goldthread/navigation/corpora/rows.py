"""Rows of synthetic tables, by formula: DuckDB writes them from `range()`, and Python knows each cell without it.

Row `i` of a table, counted from 1, has the primary key `i`, and a foreign key of `1 + (a * i + b) % m`, where `m` is
the size of the table that the key leads to, and `a` and `b` come from the names and the seed.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import crc32

from goldthread.navigation.corpora.base import create_statement, execute_all, quoted
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FILLED = 1_000
"""How many tables get rows: filling a table takes ten times as long as creating it."""

_LISTS = {
    "currency": ("EUR", "USD", "GBP", "JPY", "CHF"),
    "country": ("DE", "FR", "US", "JP", "BR", "IN", "ZA"),
    "city": ("Lyon", "Porto", "Gdansk", "Osaka", "Quito", "Turin", "Leeds"),
    "language": ("de", "en", "fr", "ja", "pt"),
    "state": ("new", "open", "held", "closed"),
}


class Rows:
    """Rows of a synthetic catalog.

    Attributes:
        catalog: Whose rows they are.
        seed: Another seed gives other rows.
        filled: Names of the tables that get rows; the others are created empty. All where there are at most 1,000,
            else late tables with all that their keys lead to, however far.
    """

    def __init__(self, catalog: Catalog, seed: int, filled: Iterable[str] | None = None) -> None:
        self.catalog = catalog
        self.seed = seed
        self.filled = closed(catalog, FILLED) if filled is None else frozenset(filled)

    def fill(self, connection: "DuckDBPyConnection") -> None:
        """Create every table, with its rows where it gets some."""
        statements = []
        for table in self.catalog.tables:
            statements.append(create_statement(table))
            if table.name in self.filled:
                statements.append(f"INSERT INTO {quoted(table.name)} {self.select(table)}")
        execute_all(connection, statements)

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        if self._junction(table):
            left, right = (self.catalog.by_name[key.table] for key in table.foreign_keys[:2])
            return min(48, self.count(left) * self.count(right))
        return 8 + self._number(table.name, "rows") % 33

    def key(self, table: Table, foreign: ForeignKey, row: int) -> int:
        """The value of a foreign key in a row: the row of the other table that it leads to."""
        size = self.count(self.catalog.by_name[foreign.table])
        if self._junction(table):
            first = table.foreign_keys[0]
            width = self.count(self.catalog.by_name[table.foreign_keys[1].table])
            return 1 + (row - 1) // width if foreign == first else 1 + (row - 1) % width
        factor, offset = self._line(table, foreign.columns[0])
        return 1 + (factor * row + offset) % size

    def code(self, table: Table, row: int) -> str:
        """The value of the column `code` in a row."""
        return f"{self._tag(table)}-{row:03d}"

    def select(self, table: Table) -> str:
        """The query that makes a table's rows."""
        keys = {key.columns[0]: key for key in table.foreign_keys}
        cells = ", ".join(self._cell(table, column, keys.get(column.name)) for column in table.columns)
        return f"SELECT {cells} FROM range(1, {self.count(table) + 1}) AS r(i)"

    def _cell(self, table: Table, column: Column, foreign: ForeignKey | None) -> str:
        if foreign is not None:
            return self._foreign(table, foreign)
        if (column.name,) == table.primary_key:
            return "i"
        factor, offset = self._line(table, column.name)
        draw = f"({factor} * i + {offset})"
        if column.name == "code":
            return f"printf('{self._tag(table)}-%03d', i)"
        if column.name in _LISTS:
            values = _LISTS[column.name]
            listed = ", ".join(f"'{one}'" for one in values)
            return f"([{listed}])[CAST(1 + {draw} % {len(values)} AS INTEGER)]"
        decimal = re.fullmatch(r"DECIMAL\((\d+),\s*(\d+)\)", column.type)
        if decimal:
            digits, scale = int(decimal[1]), int(decimal[2])
            return f"{draw} * 37 % {10 ** min(6, digits - 1)} / {10**scale}.0"
        return _OF_TYPE.get(column.type, "'{name} ' || {draw} % 50").format(
            name=column.name.replace("_", " "), draw=draw
        )

    def _foreign(self, table: Table, foreign: ForeignKey) -> str:
        if self._junction(table):
            width = self.count(self.catalog.by_name[table.foreign_keys[1].table])
            return f"1 + (i - 1) // {width}" if foreign == table.foreign_keys[0] else f"1 + (i - 1) % {width}"
        factor, offset = self._line(table, foreign.columns[0])
        return f"1 + ({factor} * i + {offset}) % {self.count(self.catalog.by_name[foreign.table])}"

    @staticmethod
    def _junction(table: Table) -> bool:
        return len(table.primary_key) == 2 and len(table.foreign_keys) == 2

    def _line(self, table: Table, column: str) -> tuple[int, int]:
        number = self._number(table.name, column)
        return 1 + number % 97, number // 97 % 10_000

    def _tag(self, table: Table) -> str:
        number = self._number(table.name, "code")
        return "".join(chr(65 + number // 26**place % 26) for place in range(4))

    def _number(self, table: str, what: str) -> int:
        return crc32(f"{self.seed} {table} {what}".encode())


def closed(catalog: Catalog, most: int) -> frozenset[str]:
    """At most that many tables, so that every key of one of them leads to another of them; the last tables first."""
    found: set[str] = set()
    for table in reversed(catalog.tables):
        needed, open_ends = {table.name}, [table]
        while open_ends:
            ends = {key.table for key in open_ends.pop().foreign_keys} - needed - found
            needed |= ends
            open_ends += [catalog.by_name[name] for name in ends]
        if len(found | needed) <= most:
            found |= needed
    return frozenset(found)


_OF_TYPE = {
    "INTEGER": "1 + {draw} % 40",
    "DATE": "DATE '2021-01-01' + CAST({draw} % 1000 AS INTEGER)",
    "TIMESTAMP": "TIMESTAMP '2021-01-01 08:00:00' + to_minutes(CAST({draw} * 61 % 1000000 AS INTEGER))",
    "BOOLEAN": "{draw} % 3 <> 0",
}
