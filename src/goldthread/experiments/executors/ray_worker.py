"""The process on a worker: it runs tries, asks the driver for everything durable or shared, and keeps nothing else."""

import asyncio
import hashlib
import itertools
import os
import platform
import socket
import time
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from goldthread.experiments.executors.base import FindTask
from goldthread.experiments.executors.ray_messages import Answered, Asked, Facts, ToDriver, ToWorker, Verb
from goldthread.experiments.executors.trying import try_work
from goldthread.experiments.work import Context, Task, Work
from goldthread.schemas.call import CallRecord


class FleetWorker:
    """Runs as many tries at once as the driver delivers, all in one event loop.

    `beat` is called in a thread of its own, so a try that blocks the loop does not look like a death.
    """

    def __init__(self, find_task: FindTask, seconds: float | None) -> None:
        """Begin idle.

        Args:
            find_task: Tasks by name.
            seconds: Time that one try may take; None for no limit.
        """
        self._find_task = find_task
        self._seconds = seconds
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._out: list[ToDriver] = []
        self._wake = asyncio.Event()
        self._waiting: dict[int, asyncio.Future[Answered]] = {}
        self._numbers = itertools.count(1)
        self._tries: set[asyncio.Task[None]] = set()
        self._tasks: dict[str, Task] = {}

    async def facts(self) -> Facts:
        """What this process is, and where."""
        import ray

        return replace(facts_here(), node=str(ray.get_runtime_context().get_node_id()))

    async def deliver(self, messages: list[ToWorker]) -> None:
        """Take work and answers from the driver."""
        for message in messages:
            if isinstance(message, Work):
                trial = asyncio.create_task(self._try(message))
                self._tries.add(trial)
                trial.add_done_callback(self._tries.discard)
            else:
                self._answer(message)

    async def collect(self) -> list[ToDriver]:
        """Wait until there is something to tell the driver, and tell all of it."""
        await self._wake.wait()
        self._wake.clear()
        out, self._out = self._out, []
        return out

    def beat(self) -> None:
        """Answer, to show that the process is not stopped."""

    async def close(self) -> None:
        """Cancel what runs and close the tasks."""
        for trial in self._tries:
            trial.cancel()
        await asyncio.gather(*self._tries, return_exceptions=True)
        for task in self._tasks.values():
            await task.close()

    async def ask(self, work: Work, verb: Verb, **arguments: Any) -> Answered:
        """Ask the driver and wait for its answer."""
        number = next(self._numbers)
        answer: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        self._tell(Asked(number, work.key, work.attempt, verb, arguments))
        try:
            return await answer
        finally:
            del self._waiting[number]

    def _answer(self, answer: Answered) -> None:
        waiting = self._waiting.get(answer.number)
        if waiting is None or waiting.done():
            return
        if answer.error is not None:
            waiting.set_exception(answer.error)
        else:
            waiting.set_result(answer)

    def say(self, work: Work, verb: Verb, **arguments: Any) -> None:
        """Tell the driver something that has no answer."""
        self._tell(Asked(0, work.key, work.attempt, verb, arguments))

    def _tell(self, message: ToDriver) -> None:
        self._out.append(message)
        self._wake.set()

    async def _try(self, work: Work) -> None:
        context = Context(AskedCalls(self, work), AskedGate(self, work))
        self._tell(await try_work(self._task, work, context, seconds=self._seconds, worker=self._name))

    def _task(self, name: str) -> Task:
        if name not in self._tasks:
            self._tasks[name] = self._find_task(name)
        return self._tasks[name]


class AskedCalls:
    """The `CallLog` of a try: what was delivered with the work, and an append that is durable at the driver."""

    def __init__(self, worker: FleetWorker, work: Work) -> None:
        self._worker = worker
        self._work = work
        self._records = {record.key: record for record in work.calls}

    def get(self, key: str) -> CallRecord | None:
        """See `CallLog.get`."""
        return self._records.get(key)

    async def append(self, record: CallRecord) -> None:
        """See `CallLog.append`."""
        await self._worker.ask(self._work, "append", record=record)
        self._records[record.key] = record


class AskedGate:
    """The `CallGate` of a try: the driver's."""

    def __init__(self, worker: FleetWorker, work: Work) -> None:
        self._worker = worker
        self._work = work

    async def admit(self, account: str, *, tokens: int, price: float) -> str:
        """See `CallGate.admit`."""
        answer = await self._worker.ask(self._work, "admit", account=account, tokens=tokens, price=price)
        if answer.paced:
            # Goes out once the caller waits for something: when its call has begun.
            self._worker.say(self._work, "began", account=account, at=time.monotonic())
        return answer.value or ""

    def per_minute(self, account: str) -> int | None:  # noqa: ARG002
        """None: the driver's gate holds the rate."""
        return None

    async def settle(self, reservation: str, *, tokens: int, price: float) -> None:
        """See `CallGate.settle`."""
        await self._worker.ask(self._work, "settle", reservation=reservation, tokens=tokens, price=price)

    async def release(self, reservation: str) -> None:
        """See `CallGate.release`."""
        await self._worker.ask(self._work, "release", reservation=reservation)


def facts_here() -> Facts:
    """What this process is."""
    python = ".".join(platform.python_version_tuple()[:2])
    return Facts(socket.gethostname(), os.getpid(), python, version("goldthread"), code_digest())


@cache
def code_digest() -> str:
    """SHA-256 over goldthread's Python files, in the order of their names."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
