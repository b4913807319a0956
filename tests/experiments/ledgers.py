"""A ledger with results that were made in memory, as a runner would have left it."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from goldthread.experiments.ledger import planning
from goldthread.experiments.ledger.tables import DONE, FAILED, NAME, OPEN, open_writing
from goldthread.experiments.results import CellResult
from goldthread.schemas.grid import Grid

_STATES = {"open": OPEN, "done": DONE, "failed": FAILED}


def write_ledger(folder: Path, grid: Grid, cells: Sequence[CellResult]) -> Path:
    """Write the ledger; each factor has the levels that its cells have, in the order in which they come."""
    factors: dict[str, dict[Any, None]] = {}
    for cell in cells:
        for name, level in cell.factors.items():
            factors.setdefault(name, {})[level] = None
    levels = [(name, list(found)) for name, found in factors.items()]
    places = {name: {level: at for at, level in enumerate(found)} for name, found in levels}
    connection = open_writing(folder / NAME)
    connection.execute("BEGIN")
    record = planning.enter(
        connection,
        planning.GridRecord(
            id=0, name=grid.name, hash=grid.name, file="", grid=grid.model_dump_json(), factors=json.dumps(levels),
            cells=None,
        ),
    )  # fmt: skip
    labels: dict[str, int] = {}
    for at, cell in enumerate(cells):
        number = 0
        for name, found in levels:
            number = number * len(found) + places[name][cell.factors[name]]
        known = json.dumps({name: value for name, value in cell.labels.items() if name == "tier"})
        if known not in labels:
            connection.execute("INSERT INTO labels (labels) VALUES (?) ON CONFLICT DO NOTHING", (known,))
            found_ = connection.execute("SELECT id FROM labels WHERE labels = ?", (known,)).fetchone()
            labels[known] = found_[0]
        inserted = connection.execute(
            "INSERT INTO cells (key, status, attempt, tries) VALUES (?, ?, ?, ?)",
            (bytes.fromhex(cell.key), _STATES[cell.status], cell.attempts, cell.attempts),
        )
        row = inserted.lastrowid
        connection.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?)", (record.id, at, number, row, labels[known]))
        if cell.status == "open":
            continue
        connection.execute(
            "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row, json.dumps(dict(cell.measures)), json.dumps(dict(cell.labels)), cell.price, cell.seconds, "one",
                json.dumps(asdict(cell.failure)) if cell.failure else None, 1e9 + at,
            ),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO tries VALUES (?, 1, 1, 'one', ?, ?, ?, '')",
            (row, cell.seconds, 1e9 + at, cell.failure.kind if cell.failure else ""),
        )
        steps = [{"event": "call", "turn": 1, "tool": "grep"}, {"event": "result", "turn": 1, "text": f"line of {at}"}]
        connection.execute("INSERT INTO trajectories VALUES (?, ?)", (row, zlib.compress(json.dumps(steps).encode())))
    planning.seal(connection, record.id, len(cells), {}, ())
    connection.execute("COMMIT")
    connection.close()
    return folder
