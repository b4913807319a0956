"""One process owns a run: a kernel lock, gone with its owner, and a note of who holds it."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from goldthread.errors import RunBusy, Where


def _owner(folder: Path) -> dict[str, object]:
    try:
        data = json.loads((folder / "owner.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


@contextmanager
def own(folder: Path) -> Iterator[None]:
    """Own a run's folder.

    Raises:
        RunBusy: Another process owns it; with its number and start.
    """
    lock = FileLock(folder / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        owner = _owner(folder)
        raise RunBusy(
            f"the run belongs to process {owner.get('pid', '?')} on {owner.get('host', '?')} "
            f"since {owner.get('since', '?')}",
            where=Where(str(folder)),
            remedy="wait until it ends, or stop it",
        ) from None
    try:
        note = {"pid": os.getpid(), "host": socket.gethostname(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}
        (folder / "owner.json").write_text(json.dumps(note), encoding="utf-8")
        yield
    finally:
        (folder / "owner.json").unlink(missing_ok=True)
        lock.release()


def is_owned(folder: Path) -> bool:
    """Whether a living process owns the run."""
    file = folder / "run.lock"
    if not file.exists():
        return False
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
