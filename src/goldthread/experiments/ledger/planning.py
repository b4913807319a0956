"""A grid written into the ledger, in pieces: killed in the middle, it is simply written again."""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from goldthread.errors import BadInput, Where
from goldthread.experiments.ledger.writer import Writer

PIECE = 20_000
MOST_HASHES = 1_000
"""Hashes of one input that are kept to name what differs; all count for the sum."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One cell as it is planned: its number in the product, its key, labels as JSON."""

    number: int
    key: bytes
    labels: str


@dataclass(frozen=True)
class GridRecord:
    """A grid as the ledger holds it.

    Attributes:
        id: In the ledger.
        name: See `Grid`.
        hash: SHA-256 of the grid's content.
        file: Where it was read from.
        grid: The grid as JSON.
        factors: Factors in order, each with all its levels.
        cells: How many; None while it is being planned.
        inputs: Sum over all inputs, by name.
        code: Version of the code.
    """

    id: int
    name: str
    hash: str
    file: str
    grid: str
    factors: str
    cells: int | None
    inputs: Mapping[str, str] = field(default_factory=dict)
    code: str = ""


def records(connection: sqlite3.Connection, name: str | None = None) -> list[GridRecord]:
    """Grids of a ledger, oldest first."""
    rows = connection.execute(
        "SELECT id, name, hash, file, grid, factors, cells, inputs, code FROM grids WHERE ? IS NULL OR name = ? "
        "ORDER BY id",
        (name, name),
    )
    return [
        GridRecord(*head, inputs=json.loads(inputs) if inputs else {}, code=code)  # type: ignore[misc]
        for *head, inputs, code in rows.fetchall()
    ]


def enter(connection: sqlite3.Connection, record: GridRecord) -> GridRecord:
    """The grid with this name and content, entered where it is new."""
    connection.execute(
        "INSERT INTO grids (name, hash, file, grid, factors, code, planned) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (name, hash) DO NOTHING",
        (record.name, record.hash, record.file, record.grid, record.factors, record.code, time.time()),
    )
    return next(one for one in records(connection, record.name) if one.hash == record.hash)


def write_cells(writer: Writer, grid: int, cells: Iterable[Planned]) -> Iterator[int]:
    """Write the cells of a grid, in their order; yields how many are written, after each piece."""
    stream = enumerate(cells)
    written = 0
    waiting = None
    while piece := list(islice(stream, PIECE)):
        future = writer.send(lambda connection, piece=piece: _insert(connection, grid, piece))  # type: ignore[misc]
        if waiting is not None:
            waiting.result()
        waiting = future
        written += len(piece)
        yield written
    if waiting is not None:
        waiting.result()


def _insert(connection: sqlite3.Connection, grid: int, piece: Sequence[tuple[int, Planned]]) -> None:
    for labels in {one.labels for _, one in piece}:
        connection.execute("INSERT INTO labels (labels) VALUES (?) ON CONFLICT DO NOTHING", (labels,))
    connection.executemany(
        "INSERT INTO cells (key) VALUES (?) ON CONFLICT (key) DO NOTHING", ((one.key,) for _, one in piece)
    )
    connection.executemany(
        "INSERT OR REPLACE INTO places (grid, place, number, cell, labels) "
        "SELECT ?, ?, ?, c.id, l.id FROM cells c, labels l WHERE c.key = ? AND l.labels = ?",
        ((grid, place, one.number, one.key, one.labels) for place, one in piece),
    )


def seal(
    connection: sqlite3.Connection,
    grid: int,
    cells: int,
    sums: Mapping[str, str],
    inputs: Iterable[tuple[str, str, str]],
) -> None:
    """Note that a grid is planned whole, and from which inputs."""
    connection.executemany(
        "INSERT OR REPLACE INTO inputs (grid, name, hash, cell) VALUES (?, ?, ?, ?)",
        ((grid, *one) for one in inputs),
    )
    connection.execute("UPDATE grids SET cells = ?, inputs = ? WHERE id = ?", (cells, json.dumps(dict(sums)), grid))


def check_inputs(
    connection: sqlite3.Connection, record: GridRecord, sums: Mapping[str, str], inputs: Iterable[tuple[str, str, str]]
) -> None:
    """Refuse a grid whose inputs are not those that it was planned with.

    Raises:
        BadInput: They differ; the first that does is named, with a cell that it matters to.
    """
    names = [name for name in sorted({*sums, *record.inputs}) if sums.get(name) != record.inputs.get(name)]
    if not names:
        return
    name = names[0]
    known = {
        hash_
        for (hash_,) in connection.execute("SELECT hash FROM inputs WHERE grid = ? AND name = ?", (record.id, name))
    }
    cell = next((cell for found, hash_, cell in inputs if found == name and hash_ not in known), "")
    others = f" (and {', '.join(names[1:])})" if names[1:] else ""
    raise BadInput(
        f"the input {name!r}{others} is not what the grid {record.name!r} was begun with: its hash differs"
        + (f", first at {cell}" if cell else ""),
        where=Where(record.file),
        remedy="put it back as it was; or give the grid another name (cells that are the same are not run again)",
    )
