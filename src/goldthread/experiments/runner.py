"""Running a grid: planned into the ledger, its open cells driven through an executor; we alone write the ledger."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from goldthread.errors import GoldthreadError, Interrupted
from goldthread.experiments.driving import AHEAD, drive
from goldthread.experiments.executors.base import ContextOf, Executor, FindTask
from goldthread.experiments.ledger import planning, taking
from goldthread.experiments.ledger.calls import LedgerCalls
from goldthread.experiments.ledger.limits import BURST_SECONDS, PACED_BURST_SECONDS, LedgerGate, rates_of
from goldthread.experiments.ledger.owners import Owner
from goldthread.experiments.ledger.planning import GridRecord
from goldthread.experiments.ledger.reading import Counts, Readings
from goldthread.experiments.ledger.tables import NAME
from goldthread.experiments.ledger.writer import Writer
from goldthread.experiments.preparing import Inputs, Prepared, planned_cells
from goldthread.experiments.source import GridSource, OnEvent
from goldthread.experiments.tasks.registry import find_task
from goldthread.experiments.watching import InputWatch
from goldthread.experiments.work import Context
from goldthread.schemas.events import Event
from goldthread.schemas.job import Ceilings

PROGRESS_SECONDS = 1.0
MakeExecutor = Callable[[FindTask, ContextOf], Executor]
"""Makes an executor out of the tasks by name, and the calls and limits of a piece of work."""


@dataclass(frozen=True)
class Ran:
    """What a run of a grid came to.

    Attributes:
        folder: Of the ledger.
        grid: In it.
        counts: Of its cells, by all runs.
        seconds: Of this run.
        late: Results refused since another try counts.
    """

    folder: Path
    grid: GridRecord
    counts: Counts
    seconds: float
    late: int = 0


def write_plan(prepared: Prepared, writer: Writer, on_event: OnEvent) -> GridRecord:
    """Write a grid into the ledger, or hold its inputs against those that it was begun with.

    Raises:
        BadInput: An input is not what it was.
        StorageError: The ledger cannot be written.
    """
    record = writer.now(lambda connection: planning.enter(connection, prepared.record()))
    inputs = Inputs()
    cells = planned_cells(prepared, inputs)
    if record.cells is not None:
        for _ in cells:
            pass
        writer.now(lambda connection: planning.check_inputs(connection, record, inputs.sums(), inputs.rows()))
        return record
    count = 0
    for count in planning.write_cells(writer, record.id, cells):
        data = {"planned": count}
        on_event(Event(event="progress", at=time.time(), message=f"{count:,} cells planned", data=data))
    rows = list(inputs.rows())
    writer.now(lambda connection: planning.seal(connection, record.id, count, inputs.sums(), rows))
    return writer.now(lambda connection: planning.enter(connection, prepared.record()))


async def run_grid(
    prepared: Prepared,
    folder: Path,
    make_executor: MakeExecutor,
    *,
    slots: int,
    on_event: OnEvent,
    ceilings: Ceilings | None = None,
    retry_failed: bool = False,
    paced: bool = False,
) -> Ran:
    """Run what is open of a grid, until nothing is left or something stops it.

    Args:
        prepared: The grid.
        folder: Of the ledger, made where there is none.
        make_executor: Makes the executor.
        slots: Pieces that it runs at once.
        on_event: Told of each cell and, every second, of all.
        ceilings: In place of the grid's.
        retry_failed: Open failed cells again.
        paced: The executor sees to it that no second has more calls than an account may begin.

    Raises:
        CeilingReached: The run stopped before it would pass a ceiling.
        Interrupted: It was cancelled; what was in flight is open again.
        StorageError: The ledger cannot be written.
        GoldthreadError: What else stopped the run; finished cells stay.
    """
    started = time.monotonic()
    writer = await asyncio.to_thread(Writer, folder / NAME)
    try:
        # Before the cells' keys are made, so that no change goes unseen; and after, for the catalogs made meanwhile.
        inputs = InputWatch()
        await asyncio.to_thread(_watch, inputs, prepared)
        grid = await asyncio.to_thread(write_plan, prepared, writer, on_event)
        await asyncio.to_thread(_watch, inputs, prepared)
        if retry_failed:
            await writer.write(lambda connection: taking.reopen_failed(connection, grid.id))
        async with _owned(writer) as owner:
            source = GridSource(
                writer, owner, prepared, grid.id, on_event=on_event, outage=max(4, slots), inputs=inputs
            )
            gate = LedgerGate(
                writer, grid=grid.id, owner=lambda: owner.id, ceilings=ceilings or prepared.grid.ceilings,
                rates=rates_of(prepared.grid), burst=PACED_BURST_SECONDS if paced else BURST_SECONDS,
            )  # fmt: skip
            executor = make_executor(
                find_task, lambda work: Context(LedgerCalls(writer, work, source.cell(work.key)), gate)
            )
            readings = Readings(folder)
            progress = asyncio.create_task(_progress(readings, grid, on_event))
            try:
                await drive(executor, source, window=AHEAD * slots)
                await source.look_at_inputs()
            except asyncio.CancelledError:
                await source.look_at_inputs()
                raise Interrupted(
                    "stopped; what is finished stays", remedy="go on with: goldthread experiment resume GRID"
                ) from None
            finally:
                progress.cancel()
                await prepared.task.close()
                readings.close()
            if source.stopped is not None:
                raise source.stopped
        with_counts = Readings(folder)
        try:
            counts = await asyncio.to_thread(with_counts.counts, grid)
        finally:
            with_counts.close()
        return Ran(folder, grid, counts, time.monotonic() - started, source.late)
    finally:
        await asyncio.to_thread(writer.close)


def _watch(inputs: InputWatch, prepared: Prepared) -> None:
    inputs.take(prepared.task.inputs(dict(prepared.expansion.factors), prepared.settings))


@asynccontextmanager
async def _owned(writer: Writer) -> AsyncIterator[Owner]:
    """This process as an owner; what it has not finished at the end is open again."""
    owner = Owner(writer)
    try:
        await asyncio.to_thread(owner.start)
        yield owner
    finally:
        try:
            if owner.id:
                await asyncio.shield(writer.write(lambda connection: _leave(connection, owner.id)))
        except GoldthreadError:
            # The ledger cannot be written; the next process finds the lock free and opens what was left.
            pass
        owner.stop()


def _leave(connection: sqlite3.Connection, owner: int) -> None:
    taking.give_back(connection, owner)
    taking.leave(connection, owner)


async def _progress(readings: Readings, grid: GridRecord, on_event: OnEvent) -> None:
    """Tell of all cells every second; where counting is slow (a million cells), as rarely as it takes to be cheap."""
    pause = PROGRESS_SECONDS
    while True:
        await asyncio.sleep(pause)
        begun = time.monotonic()
        counts = await asyncio.to_thread(readings.counts, grid)
        pause = max(PROGRESS_SECONDS, 50 * (time.monotonic() - begun))
        on_event(Event(event="progress", at=time.time(), message=line(counts), data=as_data(counts)))


def as_data(counts: Counts) -> dict[str, float]:
    """Counts for programs."""
    return {
        "cells": counts.cells, "done": counts.done, "failed": counts.failed, "open": counts.open,
        "running": counts.running, "tokens": counts.tokens, "cost": counts.price, "calls": counts.calls,
    }  # fmt: skip


def line(counts: Counts) -> str:
    """Counts for people."""
    failed = f", {counts.failed:,} failed" if counts.failed else ""
    return (
        f"{counts.done + counts.failed:,} of {counts.cells:,} cells{failed}; {counts.tokens:,} tokens, "
        f"${counts.price:.2f} in {counts.calls:,} calls"
    )
