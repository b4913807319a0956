"""Calls and limits in memory, and a plain driver of an executor: what the runner does with a ledger, without one."""

import asyncio
import itertools
from collections.abc import Iterable
from dataclasses import replace

from goldthread.experiments.executors.base import Executor
from goldthread.experiments.work import Context, Finished, Work
from goldthread.schemas.call import CallRecord

TRIES = 3


class Recorder:
    """Finished calls by work, and reservations."""

    def __init__(self) -> None:
        self.calls: dict[str, dict[str, CallRecord]] = {}
        self.reserved: set[str] = set()
        self.admitted = 0
        self._numbers = itertools.count(1)

    def context(self, work: Work) -> Context:
        """The context of a piece of work."""
        return Context(Calls(self.calls.setdefault(work.key, {})), self)

    async def admit(self, account: str, *, tokens: int, price: float) -> str:
        """See `CallGate.admit`."""
        reservation = f"r{next(self._numbers)}"
        self.reserved.add(reservation)
        self.admitted += 1
        return reservation

    def per_minute(self, account: str) -> int | None:
        """No limit."""
        return None

    async def settle(self, reservation: str, *, tokens: int, price: float) -> None:
        """See `CallGate.settle`."""
        self.reserved.remove(reservation)

    async def release(self, reservation: str) -> None:
        """See `CallGate.release`."""
        self.reserved.remove(reservation)


class Calls:
    """The `CallLog` of one piece of work."""

    def __init__(self, records: dict[str, CallRecord]) -> None:
        self._records = records

    def get(self, key: str) -> CallRecord | None:
        """See `CallLog.get`."""
        return self._records.get(key)

    async def append(self, record: CallRecord) -> None:
        """See `CallLog.append`."""
        assert record.key not in self._records
        self._records[record.key] = record


async def drive(executor: Executor, works: Iterable[Work], recorder: Recorder) -> dict[str, list[Finished]]:
    """Run all work, each piece at most three times; every end by key, the last one last."""
    ended: dict[str, list[Finished]] = {}
    known: dict[str, Work] = {}

    async def feed() -> None:
        for work in works:
            known[work.key] = work
            await executor.submit(work)

    feeding = asyncio.create_task(feed())
    try:
        while True:
            async for finished in executor.results():
                ended.setdefault(finished.key, []).append(finished)
                work = known[finished.key]
                assert finished.attempt == work.attempt, "a late result"
                if finished.failure and finished.failure.again and work.attempt < TRIES:
                    calls = tuple(recorder.calls.get(work.key, {}).values())
                    known[work.key] = replace(work, attempt=work.attempt + 1, calls=calls)
                    await executor.submit(known[work.key])
            if feeding.done() and (await executor.status()).running == 0:
                await feeding
                return ended
            await asyncio.sleep(0.01)
    finally:
        feeding.cancel()
        await executor.cancel()
