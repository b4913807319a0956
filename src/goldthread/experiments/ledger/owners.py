"""Who is at work on a ledger, and who has died: a kernel lock that goes with its process, and a beat from a thread.

The beat is the time of a file, touched by a thread of its own: a cell that blocks its event loop does not look dead.
A process whose lock is free is dead. One that holds its lock and does not beat (stopped, or on a frozen machine) is
taken for dead after a full timeout in which the observer itself has seen no beat; so after an outage of whatever sort
nobody is declared dead before a timeout has passed, and clocks of different machines are never compared.
"""

import contextlib
import os
import socket
import sqlite3
import threading
import time
import uuid
from pathlib import Path

from filelock import FileLock, Timeout

from goldthread.experiments.ledger.tables import storage_error
from goldthread.experiments.ledger.writer import Writer

BEAT_SECONDS = 2.0
LEASE_SECONDS = 30.0


class Owner:
    """This process as an owner of cells; a context in which it is alive."""

    def __init__(self, writer: Writer) -> None:
        self._folder = writer.path.parent / "owners"
        self._writer = writer
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="beat", daemon=True)
        self.id = 0
        self.token = ""

    def start(self) -> None:
        """Take a lock, enter the ledger, and begin to beat.

        Raises:
            StorageError: The folder or the ledger cannot be written.
        """
        self._enter()
        self._thread.start()

    def renew(self) -> None:
        """Enter again, as another: this process stood still, and what it had went to others.

        Raises:
            StorageError: See `start`.
        """
        self._leave()
        self._enter()

    def _enter(self) -> None:
        self.token = uuid.uuid4().hex
        # Entered and left in different threads.
        self._lock = FileLock(self._folder / f"{self.token}.lock", thread_local=False)
        try:
            self._folder.mkdir(exist_ok=True)
            self._lock.acquire(timeout=0)
            self._beat_file.touch()
        except OSError as error:
            raise storage_error(self._writer.path, error) from error
        row = self.token, socket.gethostname(), os.getpid(), time.time()
        insert = "INSERT INTO owners (token, host, pid, since) VALUES (?, ?, ?, ?)"
        self.id = self._writer.now(lambda connection: connection.execute(insert, row).lastrowid) or 0

    @property
    def _beat_file(self) -> Path:
        return self._folder / f"{self.token}.beat"

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            with contextlib.suppress(OSError):
                os.utime(self._beat_file)

    def stop(self) -> None:
        """Stop beating and give the lock back."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        if self.token:
            self._leave()

    def _leave(self) -> None:
        with contextlib.suppress(OSError):
            self._beat_file.unlink(missing_ok=True)
        self._lock.release()
        with contextlib.suppress(OSError):
            Path(self._lock.lock_file).unlink(missing_ok=True)


class Watch:
    """What one process has seen of the others' beats."""

    def __init__(self, folder: Path, *, lease: float = LEASE_SECONDS) -> None:
        self._folder = folder / "owners"
        self._lease = lease
        self._seen: dict[str, tuple[int, float]] = {}

    def dead(self, connection: sqlite3.Connection, own: int) -> list[int]:
        """Owners that are dead and not yet noted so; their files are removed."""
        rows = connection.execute("SELECT id, token FROM owners WHERE ended IS NULL AND id != ?", (own,)).fetchall()
        dead = [(one, token) for one, token in rows if self._is_dead(token)]
        for _, token in dead:
            for kind in ("lock", "beat"):
                with contextlib.suppress(OSError):
                    (self._folder / f"{token}.{kind}").unlink(missing_ok=True)
        return [one for one, _ in dead]

    def _is_dead(self, token: str) -> bool:
        if self._lock_is_free(token):
            return True
        try:
            beat = (self._folder / f"{token}.beat").stat().st_mtime_ns
        except OSError:
            beat = 0
        now = time.monotonic()
        last, since = self._seen.get(token, (-1, now))
        if beat != last:
            self._seen[token] = beat, now
            return False
        return now - since >= self._lease

    def _lock_is_free(self, token: str) -> bool:
        path = self._folder / f"{token}.lock"
        if not path.exists():
            return True
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
        lock.release()
        return True
