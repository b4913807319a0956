"""What tests of tasks share: a context in memory, and one cell run to its end."""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from goldthread.errors import CeilingReached
from goldthread.experiments.work import Context, Factors, Outcome, Task, Work
from goldthread.schemas.call import CallRecord


class MemoryLog:
    """Finished calls in memory."""

    def __init__(self) -> None:
        self.records: dict[str, CallRecord] = {}

    def get(self, key: str) -> CallRecord | None:
        return self.records.get(key)

    async def append(self, record: CallRecord) -> None:
        self.records[record.key] = record


class OpenGate:
    """Lets everything through, up to a number of tokens, and counts."""

    def __init__(self, tokens: int = 10**12) -> None:
        self.left = tokens
        self.used = 0
        self.open: dict[str, int] = {}
        self.accounts: set[str] = set()

    async def admit(self, account: str, *, tokens: int, price: float) -> str:
        if self.used + sum(self.open.values()) + tokens > self.left:
            raise CeilingReached("a ceiling was reached: tokens")
        self.accounts.add(account)
        place = f"{len(self.open)} {self.used}"
        self.open[place] = tokens
        return place

    def per_minute(self, account: str) -> int | None:
        """No limit."""
        return None

    async def settle(self, reservation: str, *, tokens: int, price: float) -> None:
        del self.open[reservation]
        self.used += tokens

    async def release(self, reservation: str) -> None:
        del self.open[reservation]


def work_of(task: Task, factors: Factors, settings: Mapping[str, Any]) -> Work:
    """A cell as the runner makes it, its key from all that determines it."""
    told = repr((task.name, sorted(factors.items()), task.identity(factors, settings)))
    return Work(hashlib.sha256(told.encode()).hexdigest(), 1, task.name, factors, settings)


async def run_cell(
    task: Task, factors: Factors, settings: Mapping[str, Any], context: Context | None = None
) -> Outcome:
    """Run one cell."""
    return await task.run(work_of(task, factors, settings), context or Context(MemoryLog(), OpenGate()))


async def run_cells(
    task: Task, cells: Iterable[Factors], settings: Mapping[str, Any], width: int = 8
) -> list[tuple[Factors, Outcome]]:
    """Run many, so many at once, in order."""
    gate = asyncio.Semaphore(width)

    async def one(factors: Factors) -> tuple[Factors, Outcome]:
        async with gate:
            return factors, await run_cell(task, factors, settings)

    return [*await asyncio.gather(*(one(factors) for factors in cells))]
