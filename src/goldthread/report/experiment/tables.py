"""Records as tables: a DuckDB file to ask with SQL, Parquet, CSV."""

import csv
import io
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from goldthread.errors import StorageError, Where

Kind = Literal["VARCHAR", "DOUBLE", "BIGINT", "BOOLEAN"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, type and values, None where there is none."""

    name: str
    kind: Kind
    values: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Records:
    """A table."""

    name: str
    fields: tuple[Field, ...]


def kind_of(values: Sequence[Any]) -> Kind:
    """The type that holds all values; numbers and texts together are texts."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "BOOLEAN"
    if kinds == {int}:
        return "BIGINT" if all(-(2**63) <= value < 2**63 for value in values if value is not None) else "VARCHAR"
    if kinds and kinds <= {int, float}:
        return "DOUBLE"
    return "VARCHAR"


def distinct(names: Sequence[str]) -> list[str]:
    """Names that differ for SQL, which takes `Tier` and `tier` for the same: the second becomes `tier_2`."""
    made: list[str] = []
    taken: set[str] = set()
    for name in names:
        free, number = name or "unnamed", 2
        while free.casefold() in taken:
            free, number = f"{name}_{number}", number + 1
        taken.add(free.casefold())
        made.append(free)
    return made


def write_database(path: Path, tables: Sequence[Records]) -> None:
    """Make a DuckDB file of tables.

    Raises:
        StorageError: It cannot be written.
    """
    import duckdb

    try:
        con = duckdb.connect(str(path), config={"threads": 1})
        try:
            for table in tables:
                _create(con, table)
        finally:
            con.close()
    except duckdb.Error as error:
        raise _unwritten(path, str(error)) from error


def write_parquet(path: Path, table: Records) -> None:
    """Write one table as a Parquet file, whole or not at all.

    Raises:
        StorageError: It cannot be written.
    """
    import duckdb

    draft = path.with_name(f".{path.name[:60]}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        con = duckdb.connect(config={"threads": 1})
        try:
            _create(con, table)
            con.execute(f"COPY {_quoted(table.name)} TO ({_literal(draft)}) (FORMAT parquet, COMPRESSION zstd)")
        finally:
            con.close()
        draft.replace(path)
    except (duckdb.Error, OSError) as error:
        draft.unlink(missing_ok=True)
        raise _unwritten(path, str(error)) from error


def to_csv(table: Records) -> str:
    """One table as CSV (RFC 4180), with a head; a missing value is empty."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([field.name for field in table.fields])
    columns = [[_plain(value) for value in field.values] for field in table.fields]
    writer.writerows(zip(*columns, strict=True))
    return made.getvalue()


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else value


def _create(con: Any, table: Records) -> None:
    columns = ", ".join(f"{_quoted(field.name)} {field.kind}" for field in table.fields)
    con.execute(f"CREATE TABLE {_quoted(table.name)} ({columns})")
    count = len(table.fields[0].values) if table.fields else 0
    if not count:
        return
    # DuckDB takes a mapping of NumPy arrays for a table of that variable's name.
    given = {f"c{at}": _array(field) for at, field in enumerate(table.fields)}
    casts = ", ".join(f"c{at}::{field.kind}" for at, field in enumerate(table.fields))
    con.register("given", given)
    con.execute(f"INSERT INTO {_quoted(table.name)} SELECT {casts} FROM given")  # noqa: S608 - our own names, quoted
    con.unregister("given")


def _array(field: Field) -> Any:
    if field.kind == "DOUBLE" and not any(value is None for value in field.values):
        return np.array(field.values, dtype=np.float64)
    made = np.empty(len(field.values), dtype=object)
    text = field.kind == "VARCHAR"
    made[:] = [_sayable(str(value)) if text and value is not None else value for value in field.values]
    return made


def _sayable(text: str) -> str:
    """Text without what no UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode()


def _quoted(name: str) -> str:
    return '"' + _sayable(name).replace('"', '""').replace("\0", "") + '"'


def _literal(path: Path) -> str:
    return "'" + os.fspath(path).replace("'", "''") + "'"


def _unwritten(path: Path, message: str) -> StorageError:
    return StorageError(
        f"could not be written: {message.splitlines()[0]}",
        where=Where(str(path)),
        remedy="make room or correct the permissions",
    )
