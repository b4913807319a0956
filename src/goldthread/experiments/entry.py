"""What the program and the library do with a grid: plan, run and resume it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.experiments.executors.base import ContextOf, Executor, FindTask
from goldthread.experiments.executors.local import LocalExecutor
from goldthread.experiments.ledger.reading import Readings
from goldthread.experiments.ledger.tables import NAME
from goldthread.experiments.preparing import Prepared, changed_fields, prepare
from goldthread.experiments.runner import Ran, run_grid
from goldthread.experiments.source import OnEvent
from goldthread.models.prices import Prices
from goldthread.schemas.grid import Grid
from goldthread.schemas.grid_file import find_grid, load_grid
from goldthread.schemas.job import Ceilings
from goldthread.store.lock import own

Wrapped = Callable[[FindTask, ContextOf], Executor]


@dataclass(frozen=True)
class RunOptions:
    """How a grid is run; what is None is as the grid says.

    Attributes:
        executor: `local`, or `ray`.
        address: Of the Ray cluster.
        workers: Processes on the cluster; None for one a processor.
        concurrency: Cells at once, on each process.
        tokens: Ceiling of the whole run; so are `cost` and `minutes`.
        cost: See there.
        minutes: See there.
        retry_failed: Run failed cells again.
        resume: Refuse a grid that is not the one that was begun.
    """

    executor: str = "local"
    address: str = ""
    workers: int | None = None
    concurrency: int | None = None
    tokens: int | None = None
    cost: float | None = None
    minutes: float | None = None
    retry_failed: bool = False
    resume: bool = False

    def ceilings(self, grid: Grid) -> Ceilings:
        """The ceilings that hold."""
        own_ = grid.ceilings
        return Ceilings(
            tokens=self.tokens if self.tokens is not None else own_.tokens,
            cost=self.cost if self.cost is not None else own_.cost,
            minutes=self.minutes if self.minutes is not None else own_.minutes,
        )


def prepare_given(given: str) -> Prepared:
    """A grid out of what a person names: a file, or a shipped grid.

    Raises:
        BadInput: There is none, or it cannot be used.
    """
    path = find_grid(given)
    shipped = path.parent.name == "experiments" and not Path(given).exists()
    return prepare(load_grid(path), file=str(path), root=Path.cwd() if shipped else None)


async def run_prepared(prepared: Prepared, folder: Path, options: RunOptions, on_event: OnEvent) -> Ran:
    """Run or resume a grid.

    Raises:
        RunBusy: A Ray grid has another driver.
        GoldthreadError: See `run_grid`.
    """
    ceilings = options.ceilings(prepared.grid)
    _check_prices(prepared, ceilings)
    if options.resume:
        _check_begun(prepared, folder)
    slots = options.concurrency or prepared.grid.concurrency
    run = run_grid(
        prepared,
        folder,
        _executor(prepared, options, slots),
        slots=slots * (options.workers or 1),
        on_event=on_event,
        ceilings=ceilings,
        retry_failed=options.retry_failed,
        paced=options.executor == "ray",
    )
    if options.executor != "ray":
        return await run
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    with own(folder):
        return await run


def _executor(prepared: Prepared, options: RunOptions, slots: int) -> Wrapped:
    seconds = prepared.grid.cell_seconds
    if options.executor == "local":
        return lambda find_task, context: LocalExecutor(find_task, context, slots=slots, seconds=seconds)
    if options.executor != "ray":
        raise BadInput(
            f"there is no executor {options.executor!r}",
            where=Where(field="--executor"),
            remedy="known are: local, ray",
        )
    from goldthread.experiments.executors.ray_cluster import LOCAL
    from goldthread.experiments.executors.ray_executor import RayExecutor

    address = options.address or LOCAL
    return lambda find_task, context: RayExecutor(
        find_task, context, address=address, workers=options.workers, slots=slots, seconds=seconds
    )


def _check_prices(prepared: Prepared, ceilings: Ceilings) -> None:
    """A ceiling of money needs the price of every model."""
    if ceilings.cost is None:
        return
    grid = prepared.grid
    named = [str(level) for name, levels in prepared.expansion.factors if name == "model" for level in levels]
    for name in dict.fromkeys([*named, *grid.models]):
        choice = grid.models.get(name)
        model = choice.model if choice else name
        if Prices(grid.prices).estimate(model, 1000, 1000) is None:
            raise BadInput(
                f"no price of {model} is known, so a money ceiling cannot hold",
                where=Where(prepared.file or None, field="prices"),
                remedy=f"give one: prices: {{{model}: {{input: ..., output: ...}}}}, or use a token ceiling",
            )


def _check_begun(prepared: Prepared, folder: Path) -> None:
    """Refuse to resume what was never begun, or a grid that was changed since."""
    if not (folder / NAME).is_file():
        raise BadInput(
            "nothing was begun in this folder", where=Where(str(folder)), remedy="goldthread experiment run GRID"
        )
    readings = Readings(folder)
    try:
        record = readings.grid(prepared.grid.name)
        if any(one.hash == prepared.hash for one in readings.grids() if one.name == record.name):
            return
    finally:
        readings.close()
    fields = ", ".join(changed_fields(prepared, record)) or "models"
    raise BadInput(
        f"the grid was changed since it was begun: its hash differs ({fields})",
        where=Where(prepared.file or None),
        remedy="put it back; or take the change with: goldthread experiment run GRID (cells that are the same stay)",
    )
