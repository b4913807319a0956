"""Work driven through an executor: a few pieces more than there are slots, results written as they come."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from goldthread.experiments.executors.base import Executor
from goldthread.experiments.work import Finished, Work

POLL_SECONDS = 0.5
AHEAD = 3
"""Pieces submitted and not settled, for each slot."""


class Source(Protocol):
    """Where work comes from and where its results go."""

    async def claim(self, count: int) -> Sequence[Work] | None:
        """Up to `count` more pieces; empty where there may be some later, None where there are none."""

    async def settle(self, finished: Finished) -> None:
        """Take a try that ended; a piece that is to be tried again is claimed again."""


async def drive(executor: Executor, source: Source, *, window: int) -> None:
    """Run all the work of a source.

    Args:
        executor: What runs it; it is cancelled where this fails or is cancelled.
        source: The work.
        window: Most pieces submitted and not settled; more where the executor has got more slots meanwhile.

    Raises:
        GoldthreadError: The source or the executor failed.
    """
    course = _Course(executor, source, window)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(course.feed())
            group.create_task(course.take(group))
    except BaseExceptionGroup as failed:
        raise _first(failed) from None
    finally:
        await executor.cancel()


def _first(failed: BaseException) -> BaseException:
    while isinstance(failed, BaseExceptionGroup):
        failed = failed.exceptions[0]
    return failed


class _Course:
    def __init__(self, executor: Executor, source: Source, window: int) -> None:
        self._executor = executor
        self._source = source
        self._window = window
        self._unsettled = 0
        self._fed = False
        self._room = asyncio.Event()
        self._submitted = asyncio.Event()

    async def feed(self) -> None:
        """Submit work while there is room; a batch is half a window, so that claims are few."""
        while True:
            self._room.clear()
            self._window = max(self._window, AHEAD * (await self._executor.status()).slots)
            if self._unsettled > self._window // 2:
                await self._room.wait()
                continue
            works = await self._source.claim(self._window - self._unsettled)
            if works is None and not self._unsettled:
                break
            for work in works or ():
                self._unsettled += 1
                await self._executor.submit(work)
                self._submitted.set()
            if not works:
                await self._wait_a_little()
        self._fed = True
        self._submitted.set()

    async def _wait_a_little(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._room.wait()
        except TimeoutError:
            pass

    async def take(self, group: asyncio.TaskGroup) -> None:
        """Settle results as they come."""
        while not self._fed:
            await self._submitted.wait()
            self._submitted.clear()
            async for finished in self._executor.results():
                group.create_task(self._settle(finished))

    async def _settle(self, finished: Finished) -> None:
        await self._source.settle(finished)
        self._unsettled -= 1
        self._room.set()
