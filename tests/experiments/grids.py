"""Grids of the runner's tests, and ledgers to look into."""

import asyncio
from pathlib import Path
from typing import Any

from goldthread.experiments.entry import RunOptions, run_prepared
from goldthread.experiments.ledger.reading import Readings
from goldthread.experiments.preparing import Prepared, prepare
from goldthread.experiments.results import CellResult
from goldthread.experiments.runner import Ran
from goldthread.schemas.events import Event
from goldthread.schemas.grid_file import grid_of

FORMATS = ["yaml", "json", "toon"]


def grid_data(questions: int = 10, **fields: Any) -> dict[str, Any]:
    """A simulated grid's fields."""
    factors = {"format": FORMATS, "question": {"count": questions}}
    return {"name": "g", "task": "simulated", "factors": factors, "concurrency": 4, **fields}


def prepared(folder: Path, questions: int = 10, **fields: Any) -> Prepared:
    """A simulated grid, ready to run."""
    return prepare(grid_of(grid_data(questions, **fields), None), root=folder)


def run(ready: Prepared, folder: Path, **options: Any) -> Ran:
    """Run it."""
    return asyncio.run(run_prepared(ready, folder / "out", RunOptions(**options), ignore))


def ignore(event: Event) -> None:
    """Hear nothing."""


def results(folder: Path, name: str | None = None) -> list[CellResult]:
    """All cells of a grid."""
    readings = Readings(folder / "out")
    try:
        return list(readings.results(readings.grid(name)))
    finally:
        readings.close()


def calls_begun(folder: Path) -> list[str]:
    """Keys of all model calls that began, with repetitions."""
    log = folder / "log.txt"
    return [line.split()[0] for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
