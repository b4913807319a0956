"""Writing in groups: one thread commits whatever has come in, so that one wait for the disk serves many records."""

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from goldthread.errors import GoldthreadError
from goldthread.experiments.ledger.tables import gone, open_writing, storage_error

Result = TypeVar("Result")
Change = Callable[[sqlite3.Connection], Result]
"""Changes of one record or a few. It raises a `GoldthreadError` before it writes anything, or none."""
MOST_A_GROUP = 2000


class Writer:
    """Carries out changes in the order they came; each is durable when it is acknowledged."""

    def __init__(self, path: Path) -> None:
        """Open the ledger.

        Raises:
            StorageError: It cannot be opened.
        """
        self.path = path
        self._connection = open_writing(path)
        self._file = path.stat().st_ino
        self._queue: queue.SimpleQueue[tuple[Change[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="ledger", daemon=True)
        self._thread.start()

    def send(self, change: Change[Result]) -> "Future[Result]":
        """Queue a change; the future ends when it is durable."""
        done: Future[Result] = Future()
        self._queue.put((change, done))
        return done

    def now(self, change: Change[Result]) -> Result:
        """Carry out a change and wait, where no event loop runs."""
        return self.send(change).result()

    async def write(self, change: Change[Result]) -> Result:
        """Carry out a change and wait.

        Raises:
            StorageError: It is not durable; nothing of its group is.
        """
        return await asyncio.wrap_future(self.send(change))

    def close(self) -> None:
        """Carry out what is queued and release the file."""
        self._queue.put(None)
        self._thread.join()
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _work(self) -> None:
        open_ = True
        while open_:
            group = [self._queue.get()]
            with contextlib.suppress(queue.Empty):
                while len(group) < MOST_A_GROUP:
                    group.append(self._queue.get_nowait())
            open_ = None not in group
            self._commit([one for one in group if one is not None])

    def _commit(self, group: list[tuple[Change[Any], "Future[Any]"]]) -> None:
        wanted = [one for one in group if one[1].set_running_or_notify_cancel()]
        if not wanted:
            return
        ended: list[tuple[Future[Any], Any, GoldthreadError | None]] = []
        try:
            self._check_there()
            self._connection.execute("BEGIN IMMEDIATE")
            for change, done in wanted:
                try:
                    ended.append((done, change(self._connection), None))
                except GoldthreadError as error:
                    ended.append((done, None, error))
            self._connection.execute("COMMIT")
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            known = isinstance(error, (sqlite3.Error, OSError))
            for _, done in wanted:
                done.set_exception(storage_error(self.path, error) if known else error)  # type: ignore[arg-type]
            return
        for done, result, refused in ended:
            if refused is not None:
                done.set_exception(refused)
            else:
                done.set_result(result)

    def _check_there(self) -> None:
        """SQLite goes on writing into a file that was deleted: everything would be lost without a word."""
        try:
            there = self.path.stat().st_ino == self._file
        except OSError:
            there = False
        if not there:
            raise gone(self.path)
