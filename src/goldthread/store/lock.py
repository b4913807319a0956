"""One process owns a run: a kernel lock, gone with its owner, a note of who holds it, and a beat for other machines.

On one machine the kernel lock tells all. In a folder that several machines share it may hold only on each of them, so
the owner renews a small file from a thread of its own, and a process on another machine that finds a note watches that
file: while it changes, its owner lives; after a whole lease without a change, it is dead. Clocks of different machines
are never compared.
"""

import contextlib
import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from goldthread.errors import RunBusy, Where
from goldthread.store.atomic import storage_error

BEAT_SECONDS = 2.0
LEASE_SECONDS = 30.0


class Lease:
    """A run's folder owned by this process.

    `check` before each write keeps a process that was taken for dead (stopped, or cut off from the folder) from writing
    over what its successor did.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._token = uuid.uuid4().hex
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)

    def start(self) -> None:
        """Leave the note, and begin to beat.

        Raises:
            StorageError: The note could not be written.
        """
        note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": time.strftime("%Y-%m-%d %H:%M:%S"),
            "token": self._token,
        }
        draft = self._folder / f".owner.{self._token}.tmp"
        try:
            draft.write_text(json.dumps(note), encoding="utf-8")
            draft.replace(self._folder / "owner.json")
        except OSError as error:
            raise storage_error(self._folder / "owner.json", error) from error
        self._thread.start()

    def check(self) -> None:
        """See that the folder is still ours.

        Raises:
            RunBusy: Another process has taken it over, or removed it.
        """
        owner = _owner(self._folder)
        if owner.get("token") != self._token:
            raise _busy(self._folder, owner)

    def end(self) -> None:
        """Stop beating and remove the note, where it is ours."""
        self._ended.set()
        self._thread.join()
        if _owner(self._folder).get("token") == self._token:
            (self._folder / "owner.json").unlink(missing_ok=True)
            (self._folder / "owner.beat").unlink(missing_ok=True)

    def _beat(self) -> None:
        beats = 0
        while not self._ended.wait(BEAT_SECONDS):
            beats += 1
            if _owner(self._folder).get("token") != self._token:
                return
            with contextlib.suppress(OSError):
                (self._folder / "owner.beat").write_text(f"{self._token} {beats}", encoding="utf-8")


def _owner(folder: Path) -> dict[str, object]:
    try:
        data = json.loads((folder / "owner.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _beat_of(folder: Path) -> str:
    try:
        return (folder / "owner.beat").read_text(encoding="utf-8")
    except OSError:
        return ""


def _busy(folder: Path, owner: dict[str, object]) -> RunBusy:
    return RunBusy(
        f"the run belongs to process {owner.get('pid', '?')} on {owner.get('host', '?')} "
        f"since {owner.get('since', '?')}",
        where=Where(str(folder)),
        remedy="wait until it ends, or stop it",
    )


def refuse_living(folder: Path) -> None:
    """Tell a dead owner on another machine from a living one; waits a lease where it is dead.

    A note of this machine needs no wait: whoever holds the kernel lock knows that its owner is gone.

    Raises:
        RunBusy: It lives.
    """
    owner, beat = _owner(folder), _beat_of(folder)
    if not owner or owner.get("host") == socket.gethostname():
        return
    until = time.monotonic() + LEASE_SECONDS
    while time.monotonic() < until:
        time.sleep(min(BEAT_SECONDS, LEASE_SECONDS) / 2)
        now = _owner(folder)
        if not now:
            return
        if now != owner or _beat_of(folder) != beat:
            raise _busy(folder, now)


@contextmanager
def own(folder: Path) -> Iterator[Lease]:
    """Own a run's folder.

    Raises:
        RunBusy: Another process owns it; with its number and start.
    """
    lock = FileLock(folder / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise _busy(folder, _owner(folder)) from None
    try:
        refuse_living(folder)
        lease = Lease(folder)
        lease.start()
        try:
            yield lease
        finally:
            lease.end()
    finally:
        lock.release()


def is_owned(folder: Path) -> bool:
    """Whether a living process owns the run; one of another machine by the age of its last beat."""
    file = folder / "run.lock"
    if not file.exists():
        return False
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    owner = _owner(folder)
    if not owner or owner.get("host") == socket.gethostname():
        return False
    with contextlib.suppress(OSError):
        return time.time() - (folder / "owner.beat").stat().st_mtime < LEASE_SECONDS
    return False
