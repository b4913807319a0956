"""Many machines: work goes to stateless workers on a Ray cluster; the driver alone writes the ledger."""

import asyncio
import contextlib
import itertools
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from goldthread.errors import GoldthreadError
from goldthread.experiments.executors import ray_cluster as cluster
from goldthread.experiments.executors.base import ContextOf, ExecutorStatus, FindTask
from goldthread.experiments.executors.ray_member import Member, Try
from goldthread.experiments.executors.ray_messages import Answered, Asked, Facts
from goldthread.experiments.executors.ray_pacing import Pacing
from goldthread.experiments.executors.trying import timed_out
from goldthread.experiments.work import Failure, Finished, Work

GRACE = 15.0
"""Seconds that a worker has, beyond the time of a try, to end it by itself."""
_ALONE_AFTER = 2
"""Workers that died with a piece of work before it runs alone, so that it harms no other and none harms it."""
_STARTS = 5
"""Workers in a row that may end before they are ready."""


class RayExecutor:
    """The `Executor` on a Ray cluster.

    Each worker is an actor with a number of slots. The driver waits on one `collect` of each and delivers work and
    answers; what a worker asks (a durable append, a limit) is asked of the driver's own `Context`. A worker that dies,
    stops or exceeds its time is forgotten, its reservations are given back, its tries come back as failures that may
    be tried again, and another worker takes its place; whatever it says later is heard by nobody.
    """

    def __init__(
        self,
        find_task: FindTask,
        context: ContextOf,
        *,
        address: str = cluster.LOCAL,
        workers: int | None = None,
        slots: int = 8,
        seconds: float | None = None,
        silence: float = 60.0,
        patience: float = 300.0,
    ) -> None:
        """Set up; the cluster is reached with the first piece of work.

        Args:
            find_task: Tasks by name, a function that can be imported on every machine.
            context: Calls and limits of a piece of work, here.
            address: See `ray_cluster.connect`.
            workers: Processes; None for one a processor of the cluster, also as it grows.
            slots: Pieces of work at once on each.
            seconds: Time that one try may take; None for no limit.
            silence: Seconds without a sign of life after which a worker counts as stopped. Only time in which the
                driver itself was at work is counted.
            patience: Seconds to wait for the first worker, or for one after all were lost.
        """
        self._find_task = find_task
        self._context = context
        self._pacing = Pacing()
        self._address = address
        self._wanted = workers
        self._slots = slots
        self._seconds = seconds
        self._silence = silence
        self._patience = patience
        self._members: dict[str, Member] = {}
        self._names = itertools.count(1)
        self._pending: deque[Work] = deque()
        self._alone: deque[Work] = deque()
        self._deaths: dict[str, int] = {}
        self._open = 0
        self._ended: asyncio.Queue[Finished | GoldthreadError | None] = asyncio.Queue()
        self._room = asyncio.Condition()
        self._jobs: set[asyncio.Task[None]] = set()
        self._started = False
        self._closing = False
        self._ours = False
        self._failed_starts = 0
        self._fatal: GoldthreadError | None = None

    async def submit(self, work: Work) -> None:
        """See `Executor.submit`; as much waits here as runs on all slots.

        Raises:
            BadInput: There is no cluster at the address.
            GoldthreadError: The cluster cannot run goldthread's workers.
        """
        await self._start()
        async with self._room:
            await self._room.wait_for(lambda: self._fatal or self._open < self._places())
        if self._fatal is not None:
            raise self._fatal
        self._open += 1
        alone = work.alone or self._deaths.get(work.key, 0) >= _ALONE_AFTER
        (self._alone if alone else self._pending).append(work)
        self._dispatch()

    async def results(self) -> AsyncIterator[Finished]:
        """See `Executor.results`.

        Raises:
            GoldthreadError: The cluster cannot run goldthread's workers.
        """
        while self._open or not self._ended.empty():
            ended = await self._ended.get()
            if ended is None:
                return
            if isinstance(ended, GoldthreadError):
                raise ended
            yield ended

    async def cancel(self) -> None:
        """See `Executor.cancel`."""
        self._closing = True
        members, self._members = list(self._members.values()), {}
        closing = [asyncio.create_task(_close(member)) for member in members]
        if closing:
            await asyncio.wait(closing, timeout=5)
        for job in [*self._jobs, *closing]:
            job.cancel()
        await asyncio.gather(*self._jobs, *closing, return_exceptions=True)
        for member in members:
            cluster.kill(member.actor)
            for trial in member.tries.values():
                await trial.give_back()
        self._pending.clear()
        self._alone.clear()
        self._open = 0
        self._ended.put_nowait(None)
        if self._ours:
            self._ours = False
            await asyncio.to_thread(cluster.disconnect)

    async def status(self) -> ExecutorStatus:
        """See `Executor.status`."""
        ready = [member for member in self._members.values() if member.facts]
        return ExecutorStatus(len(ready), len(ready) * self._slots, self._open)

    def _places(self) -> int:
        return 2 * self._slots * max(1, len(self._members))

    async def _start(self) -> None:
        if self._started:
            return
        self._started = True
        self._ours = cluster.connect(self._address, workers=self._wanted)
        self._grow()
        self._spawn(self._watch())

    def _spawn(self, work: Any) -> None:
        job = asyncio.get_running_loop().create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)

    def _grow(self) -> None:
        """As many workers as wanted; one at least, which waits until the cluster has room."""
        wanted = self._wanted if self._wanted is not None else max(1, cluster.room())
        while len(self._members) < wanted:
            member = Member(f"w{next(self._names)}", cluster.start_worker(self._find_task, self._seconds))
            self._members[member.name] = member
            self._spawn(self._serve(member))
        for member in list(self._members.values()):
            if len(self._members) > wanted and not member.facts:
                self._members.pop(member.name)
                cluster.kill(member.actor)

    async def _serve(self, member: Member) -> None:
        """Everything with one worker, from its start to its end."""
        try:
            facts: Facts = await member.actor.facts.remote()
            cluster.refuse_other_code(facts)
            member.facts = facts
            self._failed_starts = 0
            self._dispatch()
            while member.name in self._members:
                for message in await member.actor.collect.remote():
                    self._hear(member, message)
        except GoldthreadError as error:
            self._give_up(error)
        except Exception as error:
            if member.name not in self._members:
                return
            if not cluster.is_loss(error):
                self._give_up(GoldthreadError(f"a worker cannot run: {error}", remedy="see docs/fleet.md"))
                return
            # A machine that goes while a worker starts on it is no fault of the worker's.
            if not member.facts and not cluster.is_of_node(error):
                self._failed_starts += 1
                await asyncio.sleep(min(5.0, 0.2 * 2**self._failed_starts))
            if self._failed_starts >= _STARTS:
                remedy = "look into Ray's logs on the workers (docs/fleet.md)"
                last = str(error).strip().splitlines()[-1]
                self._give_up(GoldthreadError(f"{_STARTS} workers in a row could not start: {last}", remedy=remedy))
                return
            if member.facts and not cluster.is_there(member.facts.node):
                await self._lose(member, "Lost", "the worker's machine is gone")
            else:
                await self._lose(member, "Killed", "the worker's process ended")

    def _hear(self, member: Member, message: Asked | Finished) -> None:
        """Take what a worker says, if it is of a try that is waited for."""
        trial = member.tries.get(message.key)
        if member.name not in self._members or trial is None or trial.work.attempt != message.attempt:
            return
        if isinstance(message, Asked) and message.verb == "began":
            begun = member.clock.here(message.arguments["at"], time.monotonic())
            trial.began(message.arguments["account"], begun)
            return
        if isinstance(message, Asked):
            self._spawn(self._reply(member, trial, message))
            return
        del member.tries[message.key]
        self._deaths.pop(message.key, None)
        self._spawn(self._end(trial, message))
        self._dispatch()

    async def _reply(self, member: Member, trial: Try, asked: Asked) -> None:
        try:
            value, paced = await trial.ask(asked.verb, asked.arguments)
            answer = Answered(asked.number, value, paced=paced)
        except Exception as error:
            answer = Answered(asked.number, error=error)
        if member.tries.get(asked.key) is trial:
            member.tell(answer)
        else:
            await trial.give_back()

    async def _end(self, trial: Try, ended: Finished) -> None:
        with contextlib.suppress(GoldthreadError):
            await trial.give_back()
        self._open -= 1
        self._ended.put_nowait(ended)
        async with self._room:
            self._room.notify_all()

    async def _lose(self, member: Member, kind: str, message: str, *, late: str = "") -> None:
        """Forget a worker: its tries failed, another takes its place."""
        if self._members.pop(member.name, None) is None:
            return
        cluster.kill(member.actor)
        tries, member.tries = list(member.tries.values()), {}
        if not self._closing:
            self._grow()
        for trial in tries:
            key = trial.work.key
            failure = timed_out(self._seconds or 0.0) if key == late else Failure(kind, message, again=True)
            if kind == "Killed":
                self._deaths[key] = self._deaths.get(key, 0) + 1
            await self._end(trial, Finished(key, trial.work.attempt, None, failure, member.label, trial.age()))
        self._dispatch()

    def _give_up(self, error: GoldthreadError) -> None:
        """No worker can do any work: tell whoever waits."""
        self._fatal = self._fatal or error
        self._ended.put_nowait(self._fatal)
        self._spawn(self._wake_all())

    async def _wake_all(self) -> None:
        async with self._room:
            self._room.notify_all()

    def _dispatch(self) -> None:
        """Give pending work to free slots, evenly; work that must run alone gets a worker that has nothing else."""
        ready = [member for member in self._members.values() if member.facts]
        for member in ready:
            if member.kept_free and not self._alone and member.guest not in member.tries:
                member.kept_free = False
        spared = sum(member.kept_free for member in ready)
        by_load = sorted((member for member in ready if not member.kept_free), key=lambda one: len(one.tries))
        for member in by_load[: max(0, min(len(self._alone), max(1, len(ready) // 2) - spared))]:
            member.kept_free = True
        for member in ready:
            if self._alone and member.kept_free and not member.tries:
                work = self._alone.popleft()
                member.guest = work.key
                member.give(work, self._context, self._pacing)
        free = [member for member in ready if not member.kept_free]
        while self._pending and free:
            member = min(free, key=lambda one: len(one.tries))
            if len(member.tries) >= self._slots:
                return
            member.give(self._pending.popleft(), self._context, self._pacing)

    async def _watch(self) -> None:
        """Look after the workers: grow with the cluster, and end those that are stopped or too late.

        Silence is counted in steps of this loop, so that a driver that was itself stopped declares nobody dead.
        """
        step = max(0.05, min(2.0, self._silence / 8))
        without = 0.0
        while not self._closing:
            await asyncio.sleep(step)
            self._grow()
            without = 0.0 if any(member.facts for member in self._members.values()) else without + step
            if without >= self._patience:
                remedy = "see `ray status`; give fewer --workers, or add machines, then resume"
                self._give_up(GoldthreadError(f"no worker was ready within {self._patience:g} s", remedy=remedy))
                return
            for member in list(self._members.values()):
                if not member.facts:
                    continue
                if member.silent_for(step) >= self._silence:
                    await self._lose(member, "Lost", f"the worker gave no sign of life for {self._silence:g} s")
                elif self._seconds is not None and (late := member.oldest(self._seconds + GRACE)):
                    await self._lose(member, "Lost", "another try on the same worker did not end in time", late=late)


async def _close(member: Member) -> None:
    if member.facts:
        with contextlib.suppress(Exception):
            await member.actor.close.remote()
