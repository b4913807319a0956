"""What reports read of a ledger: its grids, the results of their cells, trajectories, calls and tries."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from goldthread.errors import BadInput, Where
from goldthread.experiments.cells import Expansion
from goldthread.experiments.ledger.planning import GridRecord, records
from goldthread.experiments.ledger.tables import DONE, FAILED, NAME, OPEN, TAKEN, open_reading, storage_error
from goldthread.experiments.ledger.taking import calls_of
from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Failure, Json, Level
from goldthread.schemas.call import CallRecord
from goldthread.schemas.grid import Grid

_STATUS: dict[int, Literal["open", "done", "failed"]] = {OPEN: "open", TAKEN: "open", DONE: "done", FAILED: "failed"}
_RESULTS = """
SELECT p.place, p.number, c.key, c.status, c.tries, l.labels, r.measures, r.labels, r.price, r.seconds, r.failure
FROM places p JOIN cells c ON c.id = p.cell JOIN labels l ON l.id = p.labels LEFT JOIN results r ON r.cell = p.cell
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells of a grid by state, and what was used for it in this ledger."""

    cells: int
    done: int
    failed: int
    running: int
    tokens: int
    price: float
    calls: int

    @property
    def open(self) -> int:
        """Cells without a result, those at work among them."""
        return self.cells - self.done - self.failed


@dataclass(frozen=True, slots=True)
class Try:
    """One try of a cell; `kind` is empty where it gave a result."""

    attempt: int
    worker: str
    seconds: float
    ended: float
    kind: str
    message: str


def expansion_of(record: GridRecord) -> Expansion:
    """Factors and levels of a grid, to find a cell's levels by its number."""
    found: list[tuple[str, list[Level]]] = json.loads(record.factors)
    return Expansion(tuple((name, tuple(levels)) for name, levels in found))


def grid_of_record(record: GridRecord) -> Grid:
    """The grid itself."""
    return Grid.model_validate_json(record.grid, strict=False)


class Readings:
    """A ledger that is only read; another process may write it meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Open the ledger of an output folder.

        Raises:
            BadInput: There is none.
            RunDamaged: It cannot be read.
        """
        self.path = folder / NAME
        self._connection = open_reading(self.path)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise storage_error(self.path, error) from error

    def grids(self) -> list[GridRecord]:
        """All grids, oldest first."""
        with self._reading() as connection:
            return records(connection)

    def grid(self, name: str | None = None) -> GridRecord:
        """The newest grid of a name, or the newest of all.

        Raises:
            BadInput: There is none.
        """
        with self._reading() as connection:
            found = records(connection, name)
        if not found:
            known = ", ".join(dict.fromkeys(one.name for one in self.grids())) or "none yet"
            raise BadInput(
                f"there is no grid {name!r} in this folder" if name else "there is no grid in this folder",
                where=Where(str(self.path.parent)),
                remedy=f"known are: {known}",
            )
        return found[-1]

    def counts(self, grid: GridRecord) -> Counts:
        """How many cells are in which state, and what was used."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT c.status, count(*) FROM places p JOIN cells c ON c.id = p.cell WHERE p.grid = ? GROUP BY 1",
                (grid.id,),
            )
            by_state = dict(rows.fetchall())
            used = connection.execute("SELECT tokens, price, calls FROM used WHERE grid = ?", (grid.id,)).fetchone()
        tokens, price, calls = used or (0, 0.0, 0)
        total = sum(by_state.values())
        return Counts(
            total, by_state.get(DONE, 0), by_state.get(FAILED, 0), by_state.get(TAKEN, 0), tokens, price, calls
        )

    def results(self, grid: GridRecord, *, finished: bool = False) -> Iterator[CellResult]:
        """Cells of a grid in their order, one at a time.

        Args:
            grid: The grid.
            finished: Leave out those that are open.
        """
        expansion = expansion_of(grid)
        having = " AND c.status >= 2" if finished else ""
        with self._reading() as connection:
            rows = connection.execute(f"{_RESULTS} WHERE p.grid = ?{having} ORDER BY p.place", (grid.id,))
            for row in rows:
                yield _result(row, expansion)

    def find(self, given: str) -> tuple[GridRecord, CellResult]:
        """A cell by its key, or by the start of it (at least 6 digits), with the newest grid that has it.

        Raises:
            BadInput: No cell's key starts so, or several do.
        """
        start = given.lower()
        if len(start) < 6 or set(start) - set("0123456789abcdef"):
            raise BadInput("is no cell's key", where=Where(given), remedy="give at least 6 of its hexadecimal digits")
        low, high = bytes.fromhex(start.ljust(64, "0")[:64]), bytes.fromhex(start.ljust(64, "f")[:64])
        with self._reading() as connection:
            found = connection.execute(
                "SELECT id, key FROM cells WHERE key BETWEEN ? AND ? LIMIT 2", (low, high)
            ).fetchall()
            if len(found) != 1:
                message = "several cells' keys start so" if found else "there is no such cell"
                raise BadInput(message, where=Where(given), remedy="give more digits, or the folder with --out")
            # A cell has few grids, but no index by cell is worth its bytes: each grid is looked through.
            for grid in reversed(records(connection)):
                row = connection.execute(
                    f"{_RESULTS} WHERE p.grid = ? AND p.cell = ?", (grid.id, found[0][0])
                ).fetchone()
                if row is not None:
                    return grid, _result(row, expansion_of(grid))
        raise BadInput("the cell belongs to no grid", where=Where(given), remedy="plan its grid again")

    def _cell(self, connection: sqlite3.Connection, key: str) -> int:
        row = connection.execute("SELECT id FROM cells WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        if row is None:
            raise BadInput("there is no such cell", where=Where(key), remedy="give its whole key")
        return int(row[0])

    def trajectory(self, key: str) -> list[dict[str, Json]]:
        """Steps of a cell; none where it has not run."""
        with self._reading() as connection:
            cell = self._cell(connection, key)
            row = connection.execute("SELECT steps FROM trajectories WHERE cell = ?", (cell,)).fetchone()
        steps: list[dict[str, Json]] = json.loads(zlib.decompress(row[0])) if row else []
        return steps

    def calls(self, key: str) -> tuple[CallRecord, ...]:
        """Model calls of a cell, oldest first."""
        with self._reading() as connection:
            return calls_of(connection, self._cell(connection, key))

    def tries(self, key: str) -> list[Try]:
        """Tries of a cell, in order."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT attempt, worker, seconds, ended, kind, message FROM tries WHERE cell = ? ORDER BY attempt",
                (self._cell(connection, key),),
            )
            return [Try(*row) for row in rows.fetchall()]

    def all_tries(self, grid: GridRecord) -> Iterator[tuple[str, Try]]:
        """Tries of all cells of a grid, each with its cell's key, in the grid's order."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT c.key, t.attempt, t.worker, t.seconds, t.ended, t.kind, t.message FROM places p "
                "JOIN cells c ON c.id = p.cell JOIN tries t ON t.cell = p.cell "
                "WHERE p.grid = ? ORDER BY p.place, t.attempt",
                (grid.id,),
            )
            for key, *rest in rows:
                yield key.hex(), Try(*rest)

    def all_calls(self, grid: GridRecord) -> Iterator[tuple[str, CallRecord]]:
        """Model calls of all cells of a grid, each with its cell's key, in the grid's order."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT c.key, p.cell FROM places p JOIN cells c ON c.id = p.cell WHERE p.grid = ? ORDER BY p.place",
                (grid.id,),
            )
            for key, cell in rows.fetchall():
                for record in calls_of(connection, cell):
                    yield key.hex(), record


def _result(row: tuple[Any, ...], expansion: Expansion) -> CellResult:
    place, number, key, status, tries, known, measures, labels, price, seconds, failure = row
    return CellResult(
        key=key.hex(),
        place=place,
        factors=expansion.at(number),
        status=_STATUS[status],
        measures=json.loads(measures) if measures else {},
        labels={**json.loads(known), **(json.loads(labels) if labels else {})},
        price=price,
        seconds=seconds or 0.0,
        attempts=tries,
        failure=Failure(**json.loads(failure)) if failure else None,
    )
