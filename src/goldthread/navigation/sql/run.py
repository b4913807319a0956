"""Run a SELECT on a database, in a process of its own, read-only and within limits."""

import contextlib
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from goldthread.errors import GoldthreadError, Where
from goldthread.navigation.sql.database import Database, database_of
from goldthread.navigation.sql.model import DatabaseGone, Limit, Limits, QueryFailed, Refused, Rows
from goldthread.navigation.sql.process import Killed, Worker
from goldthread.navigation.sql.shape import Statement, parse
from goldthread.navigation.sql.values import decode

PATIENCE = 10.0
"""Seconds that a server has to come back."""
_TIMES = 2


class _Lost(Exception):
    """The database was lost while a statement ran."""


class Sandbox:
    """A database that SELECTs are run on, one after another; the worker stays between them.

    Thread-safe: a second query waits for the first.
    """

    def __init__(self, database: str | Path | Database, limits: Limits | None = None) -> None:
        """Take a database by its path or URL; the worker starts in the background.

        Raises:
            BadInput: There is no such file, or it is no database.
        """
        self.database = database if isinstance(database, Database) else database_of(database)
        self.limits = limits or Limits()
        opening = {"engine": self.database.engine, "address": self.database.address}
        self.worker = Worker(opening, self.limits.memory, name=self.database.name)
        self.worker.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        self.worker.close()

    def run(self, sql: str, rows: int | None = None) -> Rows:
        """Run one SELECT.

        Args:
            sql: The statement.
            rows: Rows given back, where it is to be fewer than the limits say.

        Returns:
            Its rows; where a limit stopped it, those before and the limit in `stopped`.

        Raises:
            Refused: It is not one plain SELECT; nothing was run.
            QueryFailed: The database could not run it.
            NotOpened: The database cannot be opened.
            DatabaseGone: It was lost meanwhile, and does not come back.
        """
        statement = parse(sql, self.database.engine)
        lost = ""
        for _ in range(_TIMES):
            try:
                return self._run(statement, rows)
            except _Lost as error:
                lost = str(error)
                self._reopen(lost)
        # It is there again each time: that is the statement's doing.
        raise QueryFailed(f"{self.database.name} ended while it ran the statement: {lost}")

    def _reopen(self, why: str) -> None:
        """Open the database again after it was lost; a server is given a while to come back.

        Raises:
            DatabaseGone: It does not.
        """
        self.worker.kill()
        until = time.monotonic() + (PATIENCE if self.database.engine == "postgresql" else 0.0)
        while True:
            try:
                return self.worker.wait()
            except GoldthreadError as error:
                if time.monotonic() >= until:
                    raise DatabaseGone(
                        f"the database is gone: {why}", where=Where(self.database.name), remedy="start it again"
                    ) from error
            time.sleep(0.5)

    def _run(self, statement: Statement, rows: int | None) -> Rows:
        limits = self.limits
        most = limits.rows if rows is None else min(rows, limits.rows)
        request = {"sql": self._text(statement), "seconds": limits.seconds, "rows": most, "bytes": limits.bytes}
        heading: dict[str, Any] = {}
        found: list[tuple[Any, ...]] = []
        began = time.monotonic()
        ending: dict[str, Any] = {}
        try:
            with contextlib.closing(self.worker.ask(request, limits.seconds)) as answers:
                for told in answers:
                    if "columns" in told:
                        heading = told
                    found.extend(tuple(decode(value) for value in row) for row in told.get("rows", ()))
                    ending = told
        except Killed as killed:
            if killed.why == "crash":
                raise QueryFailed("the worker ended while it ran the statement") from None
            ending = {"stopped": killed.why, "seconds": time.monotonic() - began}
        if ending.get("stopped") == "memory":
            self.worker.kill()  # a process that was out of memory once is not trusted with the next query
        if "error" in ending:
            if ending["kind"] == "refused":
                raise Refused(ending["error"])
            if ending["kind"] == "lost":
                raise _Lost(ending["error"])
            raise QueryFailed(f"{self.database.name}: {ending['error']}")
        return Rows(
            columns=tuple(heading.get("columns", ())),
            types=tuple(heading.get("types", ())),
            rows=tuple(found),
            stopped=cast(Limit, ending["stopped"]),
            seconds=float(ending["seconds"]),
        )

    def _text(self, statement: Statement) -> str:
        """What is sent: on a server, what was inspected, written anew, so that no second reading of it can differ."""
        if self.database.engine == "postgresql":
            return statement.tree.sql("postgres", comments=False)
        return statement.sql


def run(sql: str, database: str | Path | Database, limits: Limits | None = None) -> Rows:
    """Run one SELECT on a database and end the worker again; see `Sandbox.run`."""
    with Sandbox(database, limits) as sandbox:
        return sandbox.run(sql)
