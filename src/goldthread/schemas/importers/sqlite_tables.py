"""Tables of a SQLite database from its pragmas, all of them in three queries.

SQLAlchemy's inspector looks each table up in the list of all, twice: 10,000 tables took it a minute. It also says the
types of SQLAlchemy, where a catalog says what was declared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Column, ForeignKey, Table

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAMES = """
SELECT name, type FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
"""
_COLUMNS = """
SELECT m.name, x.name, x.type, x."notnull", x.pk, x.hidden
FROM main.sqlite_master m, pragma_table_xinfo(m.name, 'main') x WHERE m.type IN ('table', 'view') {0}
ORDER BY m.name, x.cid
"""
_KEYS = """
SELECT m.name, x.id, x."table", x."from", x."to" FROM main.sqlite_master m, pragma_foreign_key_list(m.name, 'main') x
WHERE m.type = 'table' ORDER BY m.name, x.id DESC, x.seq
"""
_SHADOWS = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'"
_GENERATED = re.compile(r"\s*\bgenerated\s+always\s*$", re.IGNORECASE)
_HIDDEN = 1
"""What `hidden` says of a column that a virtual table keeps to itself; generated columns have 2 and 3."""


def sqlite_tables(connection: "Connection") -> list[Table]:
    """Tables and views by name, without the tables in which virtual tables keep their data.

    Raises:
        BadInput: A table or view cannot be read, and no other either.
    """
    kinds: dict[str, str] = dict(_rows(connection, _NAMES))
    for (name,) in _asked(connection, _SHADOWS) or ():
        kinds.pop(name, None)
    keys: dict[str, list[ForeignKey]] = defaultdict(list)
    for (name, _), group in groupby(_rows(connection, _KEYS), itemgetter(0, 1)):
        rows = [*group]
        references = tuple(row[4] for row in rows if row[4])
        keys[name].append(ForeignKey(tuple(row[3] for row in rows), rows[0][2], references))
    columns = {name: [*group] for name, group in groupby(_columns(connection, kinds), itemgetter(0))}
    return [_table(name, kinds[name], columns[name], keys[name]) for name in sorted(kinds) if name in columns]


def _rows(connection: "Connection", query: str, *values: str) -> list[Any]:
    return [*connection.exec_driver_sql(query, values)]


def _asked(connection: "Connection", query: str, *values: str) -> list[Any] | None:
    """Rows of a query, None where the database cannot answer it."""
    from sqlalchemy.exc import DBAPIError

    try:
        return _rows(connection, query, *values)
    except DBAPIError:
        return None


def _columns(connection: "Connection", names: Iterable[str]) -> Iterator[Any]:
    """Columns of all tables; a view of a table that is gone, or a table of an unknown module, has none."""
    rows = _asked(connection, _COLUMNS.format(""))
    if rows is not None:
        yield from rows
        return
    failed = 0
    for name in sorted(names):
        found = _asked(connection, _COLUMNS.format("AND m.name = ?"), name)
        failed += found is None
        yield from found or ()
    if failed and failed == len([*names]):
        raise BadInput("none of its tables can be read", remedy="check the file with PRAGMA integrity_check")


def _table(name: str, kind: str, rows: list[Any], keys: list[ForeignKey]) -> Table:
    primary = sorted((pk, column) for _, column, _, _, pk, _ in rows if pk)
    return Table(
        name,
        columns=tuple(
            Column(column, _GENERATED.sub("", type or ""), nullable=not required)
            for _, column, type, required, _, hidden in rows
            if hidden != _HIDDEN
        ),
        primary_key=tuple(column for _, column in primary),
        foreign_keys=tuple(keys),
        kind="view" if kind == "view" else "table",
    )
