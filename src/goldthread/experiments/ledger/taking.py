"""Cells taken and given back: each by one owner at a time, each try with a number that fences late results."""

import json
import sqlite3
import time
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from goldthread.experiments.ledger.tables import DONE, FAILED, OPEN, TAKEN
from goldthread.experiments.work import Failure, Finished, Outcome
from goldthread.schemas.call import CallRecord

MOST_TRIES = 3
LOST = "Lost"
CHANGED = "InputChanged"
"""Kind of a try that ended after one of the grid's inputs was changed."""
ALONE_AFTER = 2
"""Processes that died while they had a cell, before it runs alone."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell that this process may run.

    Attributes:
        place: In the grid.
        number: Of the cell in the product, see `cells.Expansion.at`.
        cell: Its id in the ledger.
        key: In hex.
        attempt: Of this try.
        tries: Counted before it.
        alone: It was running when processes died, twice at least.
        labels: Known before.
        calls: Finished calls of earlier tries.
    """

    place: int
    number: int
    cell: int
    key: str
    attempt: int
    tries: int
    alone: bool
    labels: str
    calls: tuple[CallRecord, ...] = ()


_OPEN_CELLS = """
SELECT p.place, p.number, c.id, c.key, c.attempt, c.tries, c.deaths, l.labels
FROM places p JOIN cells c ON c.id = p.cell JOIN labels l ON l.id = p.labels
WHERE p.grid = ? AND p.place >= ? AND c.status = 0 ORDER BY p.place LIMIT ?
"""


def take(connection: sqlite3.Connection, grid: int, owner: int, start: int, count: int) -> list[Taken] | None:
    """Take up to `count` open cells of a grid, from a place on; None where this owner was declared dead meanwhile."""
    if connection.execute("SELECT 1 FROM owners WHERE id = ? AND ended IS NOT NULL", (owner,)).fetchone():
        return None
    found = []
    for place, number, cell, key, attempt, tries, deaths, labels in connection.execute(
        _OPEN_CELLS, (grid, start, count)
    ).fetchall():
        connection.execute(
            "UPDATE cells SET status = ?, attempt = ?, owner = ? WHERE id = ?", (TAKEN, attempt + 1, owner, cell)
        )
        calls = calls_of(connection, cell) if attempt else ()
        found.append(Taken(place, number, cell, key.hex(), attempt + 1, tries, deaths >= ALONE_AFTER, labels, calls))
    return found


def calls_of(connection: sqlite3.Connection, cell: int) -> tuple[CallRecord, ...]:
    """Finished model calls of a cell, oldest first."""
    rows = connection.execute("SELECT record FROM calls WHERE cell = ? ORDER BY id", (cell,))
    return tuple(CallRecord.model_validate_json(zlib.decompress(record)) for (record,) in rows)


def first_unfinished(connection: sqlite3.Connection, grid: int, start: int) -> int | None:
    """The first place, from one on, whose cell has no result; None where all have."""
    row = connection.execute(
        "SELECT p.place FROM places p JOIN cells c ON c.id = p.cell "
        "WHERE p.grid = ? AND p.place >= ? AND c.status <= ? ORDER BY p.place LIMIT 1",
        (grid, start, TAKEN),
    ).fetchone()
    return row[0] if row else None


def _tries(connection: sqlite3.Connection, cell: int, attempt: int, owner: int) -> int | None:
    """Counted tries of a cell; None where this try of this owner is no longer the one that counts."""
    row = connection.execute(
        "SELECT tries FROM cells WHERE id = ? AND status = ? AND attempt = ? AND owner = ?",
        (cell, TAKEN, attempt, owner),
    ).fetchone()
    return None if row is None else int(row[0])


def finish(connection: sqlite3.Connection, cell: int, finished: Finished, outcome: Outcome, owner: int) -> bool:
    """Keep the result of a cell; False where the try counts no longer, and nothing was kept."""
    if _tries(connection, cell, finished.attempt, owner) is None:
        return False
    failure = json.dumps(asdict(outcome.failure)) if outcome.failure else None
    labels = json.dumps(dict(outcome.labels), ensure_ascii=False)
    connection.execute(
        "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (cell, json.dumps(dict(outcome.measures)), labels, outcome.price, finished.seconds, finished.worker, failure,
         time.time()),
    )  # fmt: skip
    if outcome.trajectory:
        steps = json.dumps(outcome.trajectory, ensure_ascii=False, separators=(",", ":"))
        connection.execute(
            "INSERT OR REPLACE INTO trajectories VALUES (?, ?)", (cell, zlib.compress(steps.encode(), 6))
        )
    end = outcome.failure.kind if outcome.failure else ""
    _note(connection, cell, finished, owner, end, outcome.failure.message if outcome.failure else "")
    connection.execute(
        "UPDATE cells SET status = ?, owner = NULL, tries = tries + 1 WHERE id = ?",
        (FAILED if outcome.status == "failed" else DONE, cell),
    )
    return True


def fail(
    connection: sqlite3.Connection, cell: int, finished: Finished, failure: Failure, owner: int, *, counts: bool
) -> str:
    """Note a try without a result.

    Args:
        connection: The ledger.
        cell: Its id.
        finished: The try.
        failure: Why.
        owner: Whose it was.
        counts: Whether it counts as one of the cell's tries.

    Returns:
        `again` where the cell is open for another try, `failed` where it was the last, `late` where it counts no more.
    """
    before = _tries(connection, cell, finished.attempt, owner)
    if before is None:
        return "late"
    tries = before + counts
    again = (failure.again and tries < MOST_TRIES) or not counts
    _note(connection, cell, finished, owner, failure.kind, failure.message)
    if again:
        connection.execute("UPDATE cells SET status = ?, owner = NULL, tries = ? WHERE id = ?", (OPEN, tries, cell))
        return "again"
    connection.execute("UPDATE cells SET status = ?, owner = NULL, tries = ? WHERE id = ?", (FAILED, tries, cell))
    measures, price = _measured(connection, cell)
    connection.execute(
        "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (cell, json.dumps(measures), "{}", price, finished.seconds, finished.worker, json.dumps(asdict(failure)),
         time.time()),
    )  # fmt: skip
    return "failed"


def _measured(connection: sqlite3.Connection, cell: int) -> tuple[dict[str, float], float | None]:
    """What a cell without an outcome used, by its calls."""
    calls = calls_of(connection, cell)
    usage = [call.reply.usage for call in calls]
    prices = [call.price for call in calls]
    measures = {
        "success": 0.0,
        "tokens_in": float(sum(one.input for one in usage)),
        "tokens_out": float(sum(one.output for one in usage)),
        "calls": float(len(calls)),
    }
    return measures, None if None in prices else sum(one for one in prices if one is not None)


def _note(connection: sqlite3.Connection, cell: int, finished: Finished, owner: int, kind: str, message: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (cell, finished.attempt, owner, finished.worker, finished.seconds, time.time(), kind, message[:2000]),
    )


def forgive(connection: sqlite3.Connection, cells: Iterable[int]) -> None:
    """Take back one counted try of each cell: it was not the cell's fault. One that had failed by it is open again."""
    for cell in cells:
        connection.execute("UPDATE cells SET tries = max(tries - 1, 0) WHERE id = ?", (cell,))
        if connection.execute("UPDATE cells SET status = ? WHERE id = ? AND status = ?", (OPEN, cell, FAILED)).rowcount:
            connection.execute("DELETE FROM results WHERE cell = ?", (cell,))


def reopen_since(connection: sqlite3.Connection, grid: int, since: float) -> int:
    """Open the cells of a grid that have a result from this time on, which cannot be trusted; how many.

    Their calls stay: they are kept by what was asked, so those that were right are not made again.
    """
    rows = connection.execute(
        "SELECT DISTINCT r.cell FROM results r JOIN places p ON p.cell = r.cell WHERE p.grid = ? AND r.finished >= ?",
        (grid, since),
    ).fetchall()
    for (cell,) in rows:
        connection.execute("UPDATE cells SET status = ?, tries = max(tries - 1, 0) WHERE id = ?", (OPEN, cell))
        connection.execute("UPDATE tries SET kind = ? WHERE cell = ? AND kind = ''", (CHANGED, cell))
        connection.execute("DELETE FROM results WHERE cell = ?", (cell,))
        connection.execute("DELETE FROM trajectories WHERE cell = ?", (cell,))
    return len(rows)


def give_back(connection: sqlite3.Connection, owner: int) -> None:
    """Open what an owner has without a result; nothing of it counts as a try."""
    connection.execute("UPDATE cells SET status = ?, owner = NULL WHERE owner = ?", (OPEN, owner))


def bury(connection: sqlite3.Connection, owner: int) -> int:
    """Open what a dead owner had; how many cells.

    Its death counts as a try of each, but never as the last one: who killed it is not known. A cell that was there
    twice is tried alone, where its own death harms nothing else and is proof.
    """
    rows = connection.execute("SELECT id, attempt FROM cells WHERE owner = ?", (owner,)).fetchall()
    for cell, attempt in rows:
        connection.execute(
            "INSERT OR REPLACE INTO tries VALUES (?, ?, ?, '', 0, ?, ?, ?)",
            (cell, attempt, owner, time.time(), LOST, "the process that ran it died"),
        )
        connection.execute(
            "UPDATE cells SET status = ?, owner = NULL, deaths = deaths + 1, tries = min(tries + 1, ?) WHERE id = ?",
            (OPEN, MOST_TRIES - 1, cell),
        )
    leave(connection, owner)
    return len(rows)


def leave(connection: sqlite3.Connection, owner: int) -> None:
    """An owner has ended: what it set aside is free again."""
    connection.execute("DELETE FROM reservations WHERE owner = ?", (owner,))
    connection.execute("UPDATE owners SET ended = ? WHERE id = ?", (time.time(), owner))


def reopen_failed(connection: sqlite3.Connection, grid: int) -> int:
    """Open the failed cells of a grid for three more tries; how many."""
    inside = "SELECT p.cell FROM places p JOIN cells c ON c.id = p.cell WHERE p.grid = ? AND c.status = ?"
    cells = [cell for (cell,) in connection.execute(inside, (grid, FAILED)).fetchall()]
    for cell in cells:
        connection.execute("UPDATE cells SET status = ?, tries = 0 WHERE id = ?", (OPEN, cell))
        connection.execute("DELETE FROM results WHERE cell = ?", (cell,))
        connection.execute("DELETE FROM trajectories WHERE cell = ?", (cell,))
    return len(cells)
