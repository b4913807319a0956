"""Connections inside the worker: each read-only, locked, and able to be interrupted.

Imported by the worker alone, never by the process that asks.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

BATCH = 256
"""Rows fetched at once."""

Batches = Iterator[list[tuple[Any, ...]]]


class Stopped(Exception):
    """The query was interrupted."""


class RefusedHere(Exception):
    """The engine's own look at the statement refused it."""


class Lost(Exception):
    """The database itself is in trouble: no statement could be run."""


class Connection(Protocol):
    """A database that one SELECT at a time is run on."""

    def run(self, sql: str, seconds: float, /) -> tuple[list[str], list[str], Batches]:
        """Names and types of the columns, and batches of rows."""

    def interrupt(self) -> None:
        """Stop the query that runs; called from another thread."""

    def finish(self) -> None:
        """Drop what the query left."""


DUCKDB_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
    "max_temp_directory_size": "0MB",
    "threads": 1,
}


def lock(con: Any) -> None:
    """Forbid files, Python's variables as tables, and any further setting."""
    con.execute("SET enable_external_access = false")
    con.execute("SET python_enable_replacements = false")
    con.execute("SET lock_configuration = true")


class DuckDB:
    """A DuckDB file."""

    def __init__(self, path: str, memory: int) -> None:
        import duckdb

        self._duckdb = duckdb
        config = {**DUCKDB_CONFIG, "memory_limit": f"{memory // 2 // 1024 // 1024}MiB"}
        self._con = duckdb.connect(path, read_only=True, config=config)
        lock(self._con)

    def run(self, sql: str, _seconds: float) -> tuple[list[str], list[str], Batches]:
        """See `Connection`."""
        from goldthread.navigation.sql.ast import refusal

        if reason := refusal(self._con, sql):
            raise RefusedHere(reason)
        try:
            statements = self._con.extract_statements(sql)
            if len(statements) != 1:
                raise RefusedHere("there are several statements, not one")
            self._con.execute(statements[0])
        except self._duckdb.InterruptException:
            raise Stopped from None
        except (
            self._duckdb.BinderException, self._duckdb.CatalogException, self._duckdb.ParserException,
        ) as error:  # fmt: skip
            raise RefusedHere(str(error)) from None
        except self._duckdb.FatalException as error:
            raise Lost(str(error)) from None
        except self._duckdb.PermissionException:
            raise RefusedHere("it reads a file or a setting, which is disabled here") from None
        described = self._con.description or []
        return [one[0] for one in described], [str(one[1]) for one in described], self._batches()

    def _batches(self) -> Batches:
        try:
            while batch := self._con.fetchmany(BATCH):
                yield batch
        except self._duckdb.InterruptException:
            raise Stopped from None

    def interrupt(self) -> None:
        """See `Connection`."""
        self._con.interrupt()

    def finish(self) -> None:
        """See `Connection`."""


_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_UNFIT = re.compile(r"no such (?:table|column|function)|syntax error|ambiguous column|misuse of|wrong number of arg")
_LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB}
_OWN = ("sqlite_", "pragma_", "dbstat")


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _by: str | None) -> int:
    name = (second if action == sqlite3.SQLITE_FUNCTION else first) or ""
    bad = name.casefold() in ("load_extension", "fts3_tokenizer") or name.casefold().startswith(_OWN)
    return sqlite3.SQLITE_DENY if action not in _ALLOWED or bad else sqlite3.SQLITE_OK


class SQLite:
    """A SQLite file, with SQLite's authorizer asked on every table and function that a statement touches."""

    def __init__(self, path: str, memory: int) -> None:
        self._path = Path(path)
        self._memory = memory
        self._connect()

    def _connect(self) -> None:
        # A file in WAL mode that nobody has open is read as it lies: SQLite would leave two files beside it.
        with self._path.open("rb") as file:
            in_wal_mode = file.read(19)[18:] == b"\x02"
        self._alone = in_wal_mode and not self._wal().exists()
        self._con = self._open(f"{self._path.as_uri()}?mode=ro{'&immutable=1' if self._alone else ''}")
        self._con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self._memory // 8)
        self._con.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self._con.text_factory = lambda told: told.decode("utf-8", "replace")
        self._end = float("inf")
        self._con.set_progress_handler(lambda: int(time.monotonic() > self._end), 1000)
        self._con.set_authorizer(_authorize)

    def _wal(self) -> Path:
        return self._path.with_name(f"{self._path.name}-wal")

    @staticmethod
    def _open(uri: str) -> sqlite3.Connection:
        con = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        con.execute("PRAGMA query_only = ON")
        con.execute("PRAGMA trusted_schema = OFF")
        con.execute("PRAGMA temp_store = MEMORY")
        con.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return con

    def run(self, sql: str, seconds: float) -> tuple[list[str], list[str], Batches]:
        """See `Connection`."""
        if self._alone and self._wal().exists():
            self._con.close()
            self._connect()
        self._end = time.monotonic() + seconds
        try:
            cursor = self._con.execute(sql)
        except sqlite3.DatabaseError as error:
            raise self._named(error) from None
        names = [one[0] for one in cursor.description or ()]
        return names, [""] * len(names), self._batches(cursor)

    def _batches(self, cursor: sqlite3.Cursor) -> Batches:
        try:
            while batch := cursor.fetchmany(BATCH):
                yield batch
        except sqlite3.DatabaseError as error:
            raise self._named(error) from None

    @staticmethod
    def _named(error: sqlite3.DatabaseError) -> Exception:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return Stopped()
        if error.sqlite_errorcode == sqlite3.SQLITE_AUTH or re.search("prohibited|not authorized", str(error)):
            return RefusedHere(f"SQLite refused it: {error}")
        if _UNFIT.search(str(error)):
            return RefusedHere(str(error))
        return Lost(str(error)) if error.sqlite_errorcode & 0xFF in _LOST else error

    def interrupt(self) -> None:
        """See `Connection`."""
        self._con.interrupt()

    def finish(self) -> None:
        """See `Connection`."""
        self._end = float("inf")


class PostgreSQL:
    """A PostgreSQL server: one read-only transaction a query, stopped by the server itself."""

    def __init__(self, url: str, memory: int) -> None:
        import sqlalchemy

        del memory  # the server's own
        self._alchemy = sqlalchemy
        options = "-c default_transaction_read_only=on -c idle_in_transaction_session_timeout=120000"
        self._engine = sqlalchemy.create_engine(
            url, connect_args={"options": options, "connect_timeout": 10, "application_name": "goldthread"}
        )
        try:
            self._con = self._engine.connect()
        except sqlalchemy.exc.DBAPIError as error:
            raise RuntimeError(str(error.orig).strip()) from None
        self._con.rollback()

    def run(self, sql: str, seconds: float) -> tuple[list[str], list[str], Batches]:
        """See `Connection`."""
        con = self._con
        try:
            con.exec_driver_sql("SET TRANSACTION READ ONLY")
            con.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            con.exec_driver_sql("SET LOCAL lock_timeout = 1000")
            # A named cursor: DECLARE takes one SELECT and nothing else, and rows come as they are asked for.
            streaming = {"stream_results": True, "no_parameters": True, "yield_per": BATCH}
            result = con.exec_driver_sql(sql, execution_options=streaming)
        except self._alchemy.exc.DBAPIError as error:
            raise self._named(error) from None
        described = result.cursor.description if result.cursor is not None else []
        adapters: Any = con.connection.dbapi_connection
        known = [adapters.adapters.types.get(one[1]) for one in described]
        return list(result.keys()), [one.name if one else "" for one in known], self._batches(result)

    def _batches(self, result: Any) -> Batches:
        try:
            for batch in result.partitions(BATCH):
                yield [tuple(row) for row in batch]
        except self._alchemy.exc.DBAPIError as error:
            raise self._named(error) from None

    @staticmethod
    def _named(error: Any) -> Exception:
        cause = error.orig
        state = str(getattr(cause, "sqlstate", "") or "")
        if state == "57014":
            return Stopped()
        said = str(cause).strip() or type(cause).__name__
        # Connection exceptions, the server stopped by people, errors of its system; 42: syntax, names, types, rights.
        if error.connection_invalidated or state.startswith(("08", "57P", "58")):
            return Lost(said)
        return (RefusedHere if state.startswith("42") else RuntimeError)(said)

    def interrupt(self) -> None:
        """See `Connection`."""
        connection: Any = self._con.connection.dbapi_connection
        if connection is not None:
            connection.cancel()

    def finish(self) -> None:
        """See `Connection`."""
        self._con.rollback()


ENGINES: dict[str, Callable[[str, int], Connection]] = {"duckdb": DuckDB, "sqlite": SQLite, "postgresql": PostgreSQL}
