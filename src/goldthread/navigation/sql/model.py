"""What goes into the gate and the sandbox, and what comes out."""

from dataclasses import dataclass
from typing import Any, Literal

from goldthread.errors import BadInput, GoldthreadError, StorageError

MEBIBYTE = 1024 * 1024
LEAST_MEMORY = 768 * MEBIBYTE
"""Address space below which DuckDB itself does not start well."""

Problem = Literal["", "syntax", "refused", "unknown", "types"]
Limit = Literal["", "time", "memory", "rows", "bytes"]


class Refused(BadInput):
    """A statement that is not run: no plain SELECT, or names and types that do not fit, with the reason."""


class QueryFailed(GoldthreadError):
    """The database could not run the statement."""


class NotOpened(BadInput):
    """The database cannot be opened: no statement's fault."""


class DatabaseGone(StorageError):
    """The database was lost and does not come back: no statement's fault."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the gate found out about a statement.

    Attributes:
        ok: Whether it is one SELECT whose names and types fit the catalog.
        sql: The statement as given.
        problem: What is wrong: `syntax` (it cannot be parsed), `refused` (not a plain SELECT over tables), `unknown`
            (a table or column that the catalog lacks) or `types` (functions, grouping, types); empty where it is bound.
        message: The reason, with names that may be meant; for a bound statement a remark or nothing.
        tables: Names of the tables used, as the catalog writes them, sorted.
        columns: Columns used as `table.column`, sorted.
        unknown: Names that the catalog lacks, as the statement writes them.
        candidates: Names of the catalog that may be meant, best first.
    """

    ok: bool
    sql: str
    problem: Problem = ""
    message: str = ""
    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Attributes:
        seconds: Time of a query, without the start of the worker.
        rows: Rows given back.
        bytes: Size of the rows as text.
        memory: Address space of the worker in bytes, its own start (about 500 MiB, of which 75 MiB are really used)
            included; where the system cannot limit it, memory really used.
    """

    seconds: float = 30.0
    rows: int = 10_000
    bytes: int = 16 * MEBIBYTE
    memory: int = 1024 * MEBIBYTE

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= 86_400:
            raise BadInput(f"a time limit of {self.seconds:g} s is none", remedy="give 0.1 to 86400 seconds")
        if self.rows < 1 or self.bytes < 1:
            raise BadInput("a limit of rows and of bytes is at least 1")
        if self.memory < LEAST_MEMORY:
            raise BadInput(
                f"{self.memory // MEBIBYTE} MiB are too little for a database's worker",
                remedy=f"give at least {LEAST_MEMORY // MEBIBYTE} MiB",
            )


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a query.

    Attributes:
        columns: Names as the database gives them; they need not differ.
        types: The database's word for each column's type, empty where it has none.
        rows: Values as Python's own: int, float, Decimal, str, bytes, date, time, datetime, timedelta, list, dict,
            None.
        stopped: The limit that stopped it (`rows` then holds what came before); empty for a complete result.
        seconds: Time of the query.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    stopped: Limit = ""
    seconds: float = 0.0
