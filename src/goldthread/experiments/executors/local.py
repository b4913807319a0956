"""Work in this process, as many pieces at once as there are slots."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator

from goldthread.experiments.executors.alone import Alone
from goldthread.experiments.executors.base import ContextOf, ExecutorStatus, FindTask
from goldthread.experiments.executors.trying import try_work
from goldthread.experiments.work import Finished, Work


def worker_name() -> str:
    """This process, by host and number."""
    return f"{socket.gethostname()}:{os.getpid()}"


class LocalExecutor:
    """See `Executor`; a try that takes too long, or fails, is a result like any other.

    Work that was running when processes died runs in one of its own, see `alone`.
    """

    def __init__(self, find_task: FindTask, context: ContextOf, *, slots: int, seconds: float | None) -> None:
        """Take what runs the work.

        Args:
            find_task: Tasks by name.
            context: Calls and limits of a piece of work.
            slots: Pieces at once.
            seconds: Time of one try.
        """
        self._find_task = find_task
        self._context = context
        self._slots = asyncio.Semaphore(slots)
        self._count = slots
        self._seconds = seconds
        self._running: set[asyncio.Task[None]] = set()
        self._ended: asyncio.Queue[Finished] = asyncio.Queue()
        self._submitted = 0
        self._worker = worker_name()
        self._alone = Alone(find_task, context, seconds=seconds)

    async def submit(self, work: Work) -> None:
        """See `Executor`."""
        self._submitted += 1
        task = asyncio.create_task(self._try(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _try(self, work: Work) -> None:
        async with self._slots:
            finished = await (self._alone.run(work) if work.alone else self._run(work))
            self._ended.put_nowait(finished)

    async def _run(self, work: Work) -> Finished:
        context = self._context(work)
        return await try_work(self._find_task, work, context, seconds=self._seconds, worker=self._worker)

    async def results(self) -> AsyncIterator[Finished]:
        """See `Executor`."""
        while self._submitted:
            finished = await self._ended.get()
            self._submitted -= 1
            yield finished

    async def cancel(self) -> None:
        """See `Executor`."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._submitted = 0
        await self._alone.close()

    async def status(self) -> ExecutorStatus:
        """See `Executor`."""
        return ExecutorStatus(workers=1, slots=self._count, running=len(self._running))
