"""Catalogs of DuckDB files, opened to be read only, without files, network or extensions."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.importers.finishing import finish, full_name
from goldthread.schemas.importers.reading import read_head, wrong
from goldthread.schemas.importers.samples import rows_for, values_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
    "max_temp_directory_size": "0MB",
    "memory_limit": "512MiB",
    "threads": 1,
}
_TABLES = """
SELECT schema_name, table_name, comment, 'table' FROM duckdb_tables() WHERE database_name = $1 AND NOT internal
UNION ALL
SELECT schema_name, view_name, comment, 'view' FROM duckdb_views() WHERE database_name = $1 AND NOT internal
ORDER BY schema_name != 'main', schema_name, 2
"""
_COLUMNS = """
SELECT schema_name, table_name, column_name, data_type, comment, is_nullable FROM duckdb_columns()
WHERE database_name = $1 AND NOT internal ORDER BY schema_name, table_name, column_index
"""
_KEYS = """
SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
FROM duckdb_constraints() WHERE database_name = $1 AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
ORDER BY schema_name, table_name, constraint_index
"""
_Place = tuple[str, str]


def is_duckdb(head: bytes) -> bool:
    """Whether a file that begins so is of DuckDB."""
    return head[8:12] == b"DUCK"


def read_duckdb(path: Path, *, samples: int = 0, name: str = "") -> Catalog:
    """Catalog of a DuckDB file: tables and views of its schemas, with comments and keys.

    Args:
        path: The file.
        samples: Values kept of each column of a table; data may be private.
        name: Of the catalog; the file's where none is given.

    Raises:
        BadInput: It is none, is damaged, or another process writes to it.
    """
    import duckdb

    if not path.is_file():
        raise wrong(path, "there is no such database file", "check the path")
    if not is_duckdb(read_head(path)):
        raise wrong(path, "is no DuckDB database", "CSV and Parquet files are loaded into a DuckDB file first")
    try:
        with duckdb.connect(str(path.resolve()), read_only=True, config=_CONFIG) as connection:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET python_enable_replacements = false")
            connection.execute("SET lock_configuration = true")
            tables = _read(connection, samples)
    except duckdb.Error as error:
        told = str(error).strip().splitlines()[0][:300]
        busy = "lock" in told.lower() or "different configuration" in told
        remedy = "close the program that writes to it" if busy else "check that this DuckDB wrote it and it is whole"
        raise wrong(path, f"could not be read: {told}", remedy) from None
    return finish(Catalog(name or path.stem, tables=tables, dialect="duckdb"))


def _read(connection: "DuckDBPyConnection", samples: int) -> tuple[Table, ...]:
    database = _all(connection, "SELECT current_database()")[0][0]
    columns: dict[_Place, list[Column]] = defaultdict(list)
    for schema, table, name, kind, comment, nullable in _all(connection, _COLUMNS, database):
        columns[schema, table].append(Column(name, kind, (comment or "").strip(), nullable is not False))
    primary: dict[_Place, tuple[str, ...]] = {}
    keys: dict[_Place, list[ForeignKey]] = defaultdict(list)
    for schema, table, kind, names, target, references in _all(connection, _KEYS, database):
        if kind == "PRIMARY KEY":
            primary[schema, table] = tuple(names)
        else:
            # DuckDB has no foreign keys from one schema to another.
            keys[schema, table].append(ForeignKey(tuple(names), full_name(schema, target, "main"), tuple(references)))
    found = _all(connection, _TABLES, database)
    several = len({row[0] for row in found}) > 1
    tables = []
    for schema, name, comment, kind in found:
        place = (schema, name)
        table = Table(
            full_name(schema, name, "main"),
            schema if several else "",
            (comment or "").strip(),
            tuple(columns[place]),
            primary.get(place, ()),
            tuple(keys[place]),
            kind,
        )
        tables.append(_sampled(connection, table, place, samples) if samples and kind == "table" else table)
    return tuple(tables)


def _all(connection: "DuckDBPyConnection", sql: str, *values: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql, list(values)).fetchall()


def _sampled(connection: "DuckDBPyConnection", table: Table, place: _Place, samples: int) -> Table:
    """The table with values of its first rows by primary key; none where they cannot be read."""
    import duckdb

    order = f" ORDER BY {', '.join(map(_quoted, table.primary_key))}" if table.primary_key else ""
    source = ".".join(map(_quoted, place))
    try:
        rows = _all(connection, f"SELECT * FROM {source}{order} LIMIT {rows_for(samples)}")  # noqa: S608
    except duckdb.Error:
        return table
    columns = (replace(one, samples=values_of(rows, at, samples)) for at, one in enumerate(table.columns))
    return replace(table, columns=tuple(columns))


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
