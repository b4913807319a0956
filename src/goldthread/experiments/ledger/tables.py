"""The ledger's tables, and how its file is opened."""

import sqlite3
import time
from pathlib import Path

from goldthread.errors import BadInput, RunDamaged, StorageError, Where

NAME = "ledger.sqlite"
VERSION = 1
BUSY_SECONDS = 60.0

OPEN, TAKEN, DONE, FAILED = range(4)
"""States of a cell."""

TABLES = """
CREATE TABLE grids (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, file TEXT NOT NULL, grid TEXT NOT NULL,
    factors TEXT NOT NULL, code TEXT NOT NULL, cells INTEGER, inputs TEXT, planned REAL NOT NULL, UNIQUE (name, hash));
CREATE TABLE inputs (
    grid INTEGER NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, cell TEXT NOT NULL,
    PRIMARY KEY (grid, name, hash)) WITHOUT ROWID;
CREATE TABLE labels (id INTEGER PRIMARY KEY, labels TEXT NOT NULL UNIQUE);
CREATE TABLE cells (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, status INTEGER NOT NULL DEFAULT 0,
    attempt INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, deaths INTEGER NOT NULL DEFAULT 0,
    owner INTEGER);
CREATE INDEX cells_owner ON cells (owner) WHERE owner IS NOT NULL;
CREATE TABLE places (
    grid INTEGER NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, cell INTEGER NOT NULL,
    labels INTEGER NOT NULL, PRIMARY KEY (grid, place)) WITHOUT ROWID;
CREATE TABLE results (
    cell INTEGER PRIMARY KEY, measures TEXT NOT NULL, labels TEXT NOT NULL, price REAL, seconds REAL NOT NULL,
    worker TEXT NOT NULL, failure TEXT, finished REAL NOT NULL);
CREATE TABLE trajectories (cell INTEGER PRIMARY KEY, steps BLOB NOT NULL);
CREATE TABLE tries (
    cell INTEGER NOT NULL, attempt INTEGER NOT NULL, owner INTEGER NOT NULL, worker TEXT NOT NULL,
    seconds REAL NOT NULL, ended REAL NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY (cell, attempt)) WITHOUT ROWID;
CREATE TABLE calls (
    id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, key TEXT NOT NULL, record BLOB NOT NULL, UNIQUE (cell, key));
CREATE TABLE owners (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, since REAL NOT NULL,
    ended REAL);
CREATE TABLE reservations (
    id INTEGER PRIMARY KEY, grid INTEGER NOT NULL, owner INTEGER NOT NULL, tokens INTEGER NOT NULL,
    price REAL NOT NULL);
CREATE TABLE used (grid INTEGER PRIMARY KEY, tokens INTEGER NOT NULL, price REAL NOT NULL, calls INTEGER NOT NULL);
CREATE TABLE rates (account TEXT PRIMARY KEY, requests REAL NOT NULL, tokens REAL NOT NULL);
"""


def storage_error(path: Path, error: sqlite3.Error | OSError) -> StorageError:
    """The error of a ledger that cannot be written or read; what is committed stays."""
    return StorageError(
        f"the ledger could not be used: {error}",
        where=Where(str(path)),
        remedy="make room or correct the permissions; what is finished stays, so: goldthread experiment resume GRID",
    )


def gone(path: Path) -> StorageError:
    """The error of a ledger whose file was moved or deleted."""
    return StorageError(
        "the ledger is gone: its file was moved or deleted while it was used",
        where=Where(str(path)),
        remedy="put it back (with its -wal file), then: goldthread experiment resume GRID",
    )


def open_writing(path: Path) -> sqlite3.Connection:
    """Open the ledger to write, making it where there is none.

    Raises:
        StorageError: It cannot be opened or made.
        RunDamaged: It is no ledger, or one of another version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        _keep_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN IMMEDIATE")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0 and not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            for statement in TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            found = VERSION
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise _damaged(path, str(error)) from error
        raise storage_error(path, error) from error
    except OSError as error:
        raise storage_error(path, error) from error
    _check_version(path, found)
    return connection


def open_reading(path: Path) -> sqlite3.Connection:
    """Open a ledger to read.

    Raises:
        BadInput: There is none.
        RunDamaged: It is no ledger, or one of another version.
        StorageError: It cannot be opened.
    """
    if not path.is_file():
        raise BadInput(
            "there is no experiment in this folder",
            where=Where(str(path.parent)),
            remedy="name the folder with --out, or start one: goldthread experiment run GRID --out DIR",
        )
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS, isolation_level=None,
            check_same_thread=False,
        )  # fmt: skip
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise _damaged(path, str(error)) from error
        raise storage_error(path, error) from error
    _check_version(path, found)
    return connection


def _keep_wal(connection: sqlite3.Connection) -> None:
    """Take SQLite's write-ahead log; where two processes make a ledger at once, SQLite itself refuses to wait."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
            time.sleep(0.02)
        else:
            return


def _damaged(path: Path, message: str) -> RunDamaged:
    return RunDamaged(
        f"the ledger cannot be read: {message}", where=Where(str(path)), remedy="restore it, or use another --out"
    )


def _check_version(path: Path, found: int) -> None:
    if found != VERSION:
        raise RunDamaged(
            f"is no ledger of this version (found {found}, known {VERSION})",
            where=Where(str(path)),
            remedy="use another --out, or the goldthread that made it",
        )
