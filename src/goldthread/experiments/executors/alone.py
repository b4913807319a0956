"""Work in a process of its own, one piece at a time: its death harms nothing else, and proves whose doing it was.

The process speaks as a worker of the fleet does; frames of pickled messages go over its pipes, both ends being ours.
"""

import asyncio
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from goldthread.experiments.executors.base import ContextOf, FindTask
from goldthread.experiments.executors.ray_member import Try
from goldthread.experiments.executors.ray_messages import Answered, Asked
from goldthread.experiments.executors.ray_worker import FleetWorker
from goldthread.experiments.executors.trying import timed_out
from goldthread.experiments.work import Failure, Finished, Work
from goldthread.resources import current_assets, own_assets

GRACE = 15.0
"""Seconds that the process has, beyond the time of a try, to end it by itself."""
_LENGTH = struct.Struct(">Q")


def frame(message: object) -> bytes:
    """A message with its length before it."""
    body = pickle.dumps(message)
    return _LENGTH.pack(len(body)) + body


async def read_frame(stream: asyncio.StreamReader) -> Any:
    """The next message.

    Raises:
        EOFError: There is none; the other side has ended.
    """
    try:
        (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
        return pickle.loads(await stream.readexactly(length))  # noqa: S301 - from our own other half
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise EOFError from error


class Alone:
    """The side that hands out the work; the process starts with the first piece."""

    def __init__(self, find_task: FindTask, context: ContextOf, *, seconds: float | None) -> None:
        self._find_task = find_task
        self._context = context
        self._seconds = seconds
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def run(self, work: Work) -> Finished:
        """Run a piece of work, after those that came before it."""
        async with self._turn:
            started = time.monotonic()
            trial = Try(work, self._context(work))
            try:
                limit = None if self._seconds is None else self._seconds + GRACE
                async with asyncio.timeout(limit):
                    return await self._run(trial)
            except TimeoutError:
                failure = timed_out(self._seconds or 0.0)
            except EOFError:
                failure = Failure("Killed", "the process that ran it alone died", again=True)
            finally:
                await trial.give_back()
            pid = self._process.pid if self._process else 0
            await self.close()
            return Finished(work.key, work.attempt, None, failure, f"alone:{pid}", time.monotonic() - started)

    async def _run(self, trial: Try) -> Finished:
        ours, theirs = await self._pipes()
        ours.write(frame(trial.work))
        while True:
            message = await read_frame(theirs)
            if isinstance(message, Finished):
                return message
            if isinstance(message, Asked) and message.verb == "began":
                trial.began(message.arguments["account"])
            elif isinstance(message, Asked):
                ours.write(frame(await self._answer(trial, message)))

    @staticmethod
    async def _answer(trial: Try, asked: Asked) -> Answered:
        try:
            value, paced = await trial.ask(asked.verb, asked.arguments)
            return Answered(asked.number, value, paced=paced)
        except Exception as error:
            return Answered(asked.number, error=error)

    async def _pipes(self) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
        begun = self._process is None
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
            )
        ours, theirs = self._process.stdin, self._process.stdout
        if ours is None or theirs is None:
            raise EOFError
        if begun:
            ours.write(frame((self._find_task, self._seconds, current_assets())))
        return ours, theirs

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _serve(write: Callable[[bytes], object]) -> None:
    """The process itself: work comes in at stdin, what it says goes out by `write`; it ends with its parent."""
    stream = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), sys.stdin)
    find_task, seconds, assets = await read_frame(stream)
    with own_assets(assets):
        worker = FleetWorker(find_task, seconds)
        telling = asyncio.create_task(_tell(worker, write))
        try:
            while True:
                await worker.deliver([await read_frame(stream)])
        except EOFError:
            # At once: a cell that is cancelled would ask its gone parent to take its reservations back, and wait.
            telling.cancel()
            os._exit(1)


async def _tell(worker: FleetWorker, write: Callable[[bytes], object]) -> None:
    while True:
        for message in await worker.collect():
            write(frame(message))


def main() -> None:
    """Serve until the parent is gone. What a task prints goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb", buffering=0) as out:
        os.dup2(2, 1)
        asyncio.run(_serve(out.write))


if __name__ == "__main__":
    main()
