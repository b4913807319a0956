"""Recognising a damaged run, and going on from its logs."""

import sqlite3
import time

from goldthread.errors import RunDamaged, Where
from goldthread.store.atomic import storage_error
from goldthread.store.log import AppendLog
from goldthread.store.run import RunFolder

CHECKPOINT = "checkpoint.sqlite"


def checkpoint_fault(folder: RunFolder) -> str:
    """What is wrong with a run's checkpoint; empty where nothing is.

    LangGraph takes an empty or missing checkpoint for a new run and a damaged one for a finished one, so it is looked
    at before it is opened: its size, SQLite's quick check, and whether it knows this run although the logs say that
    there is work done.
    """
    file = folder.path / CHECKPOINT
    begun = any((folder.path / name).exists() for name in ("constraints.yaml", "plan.yaml", "sections.jsonl"))
    if not file.exists():
        return "is missing although the logs hold finished work" if begun else ""
    if file.stat().st_size == 0:
        return "is empty" if begun else ""
    try:
        # Not read-only: after a crash SQLite must take in what its write-ahead log still holds.
        connection = sqlite3.connect(file)
        try:
            verdict = connection.execute("PRAGMA quick_check").fetchone()
            threads = [row[0] for row in connection.execute("SELECT DISTINCT thread_id FROM checkpoints")]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise storage_error(file, OSError(str(error))) from error
        if "no such table" in str(error):
            return "knows nothing although the logs hold finished work" if begun else ""
        return f"is damaged ({error})"
    if verdict is None or verdict[0] != "ok":
        return "is damaged (quick check)"
    if begun and not any(thread.startswith(folder.id) for thread in threads):
        return "does not know this run"
    return ""


def refuse_damaged(folder: RunFolder) -> None:
    """Refuse to go on with a run whose checkpoint cannot be trusted.

    Raises:
        RunDamaged: With what is wrong and the remedy.
    """
    fault = checkpoint_fault(folder)
    if fault:
        raise RunDamaged(
            fault,
            where=Where(str(folder.path / CHECKPOINT)),
            remedy=f"goldthread resume {folder.path} --from-logs goes on from the logs and files",
        )


def rebuild_from_logs(folder: RunFolder) -> list[str]:
    """Set the checkpoint, damaged lines and empty files aside, so that the run goes on from what is whole.

    Returns:
        What was set aside.
    """
    folder.close()
    aside = []
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for name in (CHECKPOINT, f"{CHECKPOINT}-wal", f"{CHECKPOINT}-shm"):
        file = folder.path / name
        if file.exists():
            file.rename(folder.path / f"{name}.{stamp}.aside")
            aside.append(name)
    for name in ("calls.jsonl", "sections.jsonl", "checks.jsonl"):
        if AppendLog(folder.path / name).drop_damaged():
            aside.append(f"lines of {name}")
    for name in ("constraints.yaml", "plan.yaml", "document.md"):
        file = folder.path / name
        if file.exists() and not file.stat().st_size:
            file.unlink()
            aside.append(name)
    return aside
