"""Cells of a grid as work: taken from the ledger in small numbers, and their ends written back."""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from goldthread import errors
from goldthread.errors import GoldthreadError
from goldthread.experiments.executors.trying import STAYS_OPEN
from goldthread.experiments.ledger import taking
from goldthread.experiments.ledger.owners import Owner, Watch
from goldthread.experiments.ledger.writer import Writer
from goldthread.experiments.preparing import Prepared
from goldthread.experiments.watching import InputWatch
from goldthread.experiments.work import Failure, Finished, Level, Outcome, Work
from goldthread.schemas.events import Event

OnEvent = Callable[[Event], None]
WATCH_SECONDS = 5.0
OUTAGE = "ProviderUnavailable"


class GridSource:
    """The open cells of one grid, for one process.

    Attributes:
        stopped: Why no more is taken: a ceiling, a long wait, an account that is refused, a provider that is away.
        late: Results that came too late to count.
    """

    def __init__(
        self, writer: Writer, owner: Owner, prepared: Prepared, grid: int, *, on_event: OnEvent, outage: int,
        inputs: InputWatch,
    ) -> None:  # fmt: skip
        """Take the parts of a run.

        Args:
            writer: Of the ledger.
            owner: This process.
            prepared: The grid.
            grid: Its id in the ledger.
            on_event: Told of each cell.
            outage: So many tries in a row that find no provider are an outage and not the cells' fault.
            inputs: Files that the cells are made from.
        """
        self._writer = writer
        self._owner = owner
        self._prepared = prepared
        self._grid = grid
        self._on_event = on_event
        self._outage = outage
        self._inputs = inputs
        self._changed = False
        self._look_at = time.monotonic() + WATCH_SECONDS
        self._watch = Watch(writer.path.parent)
        self._watched = 0.0
        self._next = 0
        self._unfinished = 0
        self._known: dict[str, tuple[int, dict[str, Level]]] = {}
        self._unreached: list[int] = []
        self.stopped: GoldthreadError | None = None
        self.late = 0

    async def claim(self, count: int) -> Sequence[Work] | None:
        """Up to `count` cells; none while all that is left is with other processes; None where nothing is left."""
        if self.stopped is not None:
            return None
        if time.monotonic() - self._watched >= WATCH_SECONDS:
            await self._look_after()
        if time.monotonic() >= self._look_at:
            await self.look_at_inputs()
            if self.stopped is not None:
                return None
        if found := await self._take(count):
            return [self._work(one) for one in found]
        grid, start = self._grid, self._unfinished
        first = await self._writer.write(lambda connection: taking.first_unfinished(connection, grid, start))
        if first is None:
            return None
        # What is left was given back meanwhile, or is with another process, which may die.
        self._unfinished = self._next = first
        return [self._work(one) for one in await self._take(count)]

    async def _take(self, count: int) -> list[taking.Taken]:
        start, found = self._next, None
        while found is None:
            owner = self._owner.id
            found = await self._writer.write(
                lambda connection, owner=owner: taking.take(connection, self._grid, owner, start, count)  # type: ignore[misc]
            )
            if found is None:
                await asyncio.to_thread(self._owner.renew)
        if found:
            self._next = found[-1].place + 1
        return found

    async def look_at_inputs(self) -> None:
        """Stop where a file that cells are made from was changed, and open what has finished since."""
        if self._changed:
            return
        begun = time.monotonic()
        change = await asyncio.to_thread(self._inputs.look)
        took = time.monotonic() - begun
        self._look_at = begun + took + max(WATCH_SECONDS, 30 * took)
        if change is None:
            return
        self._changed = True
        again = await self._writer.write(lambda connection: taking.reopen_since(connection, self._grid, change.since))
        self.stopped = change.error(again)

    async def _look_after(self) -> None:
        """Open what dead processes had."""
        self._watched = time.monotonic()
        own = self._owner.id
        await self._writer.write(
            lambda connection: [taking.bury(connection, one) for one in self._watch.dead(connection, own)]
        )

    def _work(self, one: taking.Taken) -> Work:
        factors = self._prepared.expansion.at(one.number)
        self._known[one.key] = one.cell, factors
        return Work(
            one.key, one.attempt, self._prepared.grid.task, factors, self._prepared.settings, one.calls, one.alone
        )

    def cell(self, key: str) -> int:
        """The id in the ledger of a cell that is at work here."""
        return self._known[key][0]

    async def settle(self, finished: Finished) -> None:
        """Write down how a try ended.

        Raises:
            StorageError: It is not durable.
        """
        cell, factors = self._known.pop(finished.key)
        outcome, failure = finished.outcome, finished.failure
        if self._changed:
            outcome, failure = None, Failure(taking.CHANGED, "an input was changed before it ended", again=True)
        if outcome is not None:
            self._unreached.clear()
            outcome = checked(outcome)
            counted = await self._writer.write(
                lambda connection: taking.finish(connection, cell, finished, outcome, self._owner.id)
            )
            end: str = outcome.status if counted else "late"
            kind = outcome.failure.kind if outcome.failure else ""
        else:
            failure = failure or Failure("Lost", "the try ended without a word", again=True)
            kind = failure.kind
            end = await self._fail(cell, finished, failure)
        self.late += end == "late"
        self._on_event(
            Event(
                event="cell_finished",
                at=time.time(),
                message=failure.message if failure else "",
                data={"key": finished.key, "status": end, "factors": factors, "kind": kind,
                      "attempt": finished.attempt, "seconds": finished.seconds},
            )
        )  # fmt: skip

    async def _fail(self, cell: int, finished: Finished, failure: Failure) -> str:
        away = failure.kind == OUTAGE
        if failure.kind in STAYS_OPEN:
            self.stopped = self.stopped or _error(failure)
        elif away:
            self._unreached.append(cell)
            if len(self._unreached) >= self._outage and self.stopped is None:
                self.stopped = _error(failure)
                blamed = self._unreached[:-1]
                await self._writer.write(lambda connection: taking.forgive(connection, blamed))
        else:
            self._unreached.clear()
        open_ = failure.kind in STAYS_OPEN or failure.kind == taking.CHANGED
        counts = not open_ and not (away and self.stopped is not None)
        return await self._writer.write(
            lambda connection: taking.fail(connection, cell, finished, failure, self._owner.id, counts=counts)
        )


def _error(failure: Failure) -> GoldthreadError:
    """The error that a failure was, to stop the run with."""
    kind = getattr(errors, failure.kind, GoldthreadError)
    error: GoldthreadError = kind(failure.message)
    if not error.remedy and "\n" not in failure.message:
        error.remedy = "then go on with: goldthread experiment resume GRID"
    return error


def checked(outcome: Outcome) -> Outcome:
    """An outcome whose numbers are all finite; another is a failure of the task."""
    bad = sorted(name for name, value in outcome.measures.items() if not math.isfinite(value))
    if not bad:
        return outcome
    kept = {name: value for name, value in outcome.measures.items() if math.isfinite(value)}
    failure = Failure("BadMeasure", f"the task gave no finite number for {', '.join(bad)}")
    return replace(outcome, status="failed", measures={**kept, "success": 0.0}, failure=failure)
