"""An experiment run from a program."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.experiments.entry import RunOptions, prepare_given, run_prepared
from goldthread.experiments.ledger.reading import Readings
from goldthread.experiments.preparing import Prepared, prepare
from goldthread.experiments.results import CellResult
from goldthread.experiments.source import OnEvent
from goldthread.resources import own_assets
from goldthread.schemas.base import Record
from goldthread.schemas.events import Event
from goldthread.schemas.grid import Grid
from goldthread.schemas.grid_file import grid_of


class ExperimentResult(Record):
    """What came of a grid.

    Attributes:
        name: Of the grid.
        folder: Of the ledger, absolute.
        cells: Of the grid.
        done: Cells with an outcome.
        failed: Cells that failed for good; they are results too.
        open: Cells without a result.
        calls: Model calls of all runs of it; so are `tokens` and `cost`.
        tokens: Input and output.
        cost: US dollars, as far as prices are known.
        seconds: Of this run.
    """

    name: str
    folder: str
    cells: int
    done: int
    failed: int
    open: int
    calls: int
    tokens: int
    cost: float
    seconds: float

    def results(self) -> Iterator[CellResult]:
        """The cells in their order, one at a time."""
        readings = Readings(Path(self.folder))
        try:
            yield from readings.results(readings.grid(self.name))
        finally:
            readings.close()


async def aexperiment(
    grid: Grid | str | os.PathLike[str] | dict[str, Any],
    *,
    out: str | os.PathLike[str] = "experiments",
    resume: bool = False,
    executor: str = "local",
    address: str = "",
    workers: int | None = None,
    concurrency: int | None = None,
    max_tokens: int | None = None,
    max_cost: float | None = None,
    max_minutes: float | None = None,
    retry_failed: bool = False,
    assets: str | os.PathLike[str] | None = None,
    on_event: OnEvent | None = None,
) -> ExperimentResult:
    """Run what is open of a grid; cells that are finished in `out` are not run again.

    Args:
        grid: A Grid, its fields, a grid file's path, or a shipped grid's name.
        out: Folder of the ledger.
        resume: Refuse a grid that was not begun there, or was changed since.
        executor: `local`, or `ray`.
        address: Of the Ray cluster.
        workers: Processes on it; None for one a processor.
        concurrency: Cells at once on each process, in place of the grid's.
        max_tokens: Ceiling in place of the grid's; so are `max_cost` (US dollars) and `max_minutes`.
        max_cost: See there.
        max_minutes: See there.
        retry_failed: Run failed cells again.
        assets: Folder of own asset files.
        on_event: Told of each cell and, every second, of all.

    Raises:
        BadInput: The grid cannot be used.
        CeilingReached: A ceiling stopped the run; it can be resumed.
        GoldthreadError: See `goldthread.errors`; finished cells stay.
    """
    options = RunOptions(
        executor, address, workers, concurrency, max_tokens, max_cost, max_minutes, retry_failed, resume
    )
    with own_assets(Path(assets) if assets else None):
        ran = await run_prepared(_prepared(grid), Path(out), options, on_event or _ignore)
    counts = ran.counts
    return ExperimentResult(
        name=ran.grid.name,
        folder=str(ran.folder.resolve()),
        cells=counts.cells,
        done=counts.done,
        failed=counts.failed,
        open=counts.open,
        calls=counts.calls,
        tokens=counts.tokens,
        cost=counts.price,
        seconds=ran.seconds,
    )


def _prepared(grid: Grid | str | os.PathLike[str] | dict[str, Any]) -> Prepared:
    if isinstance(grid, Grid):
        return prepare(grid)
    if isinstance(grid, dict):
        return prepare(grid_of(grid, None))
    return prepare_given(os.fspath(grid))


def _ignore(event: Event) -> None:
    """Hear nothing."""
