"""What the driver knows of one worker: its process, its tries, its signs of life."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from goldthread.experiments.executors import ray_cluster as cluster
from goldthread.experiments.executors.base import ContextOf
from goldthread.experiments.executors.ray_messages import Facts, ToWorker, Verb
from goldthread.experiments.executors.ray_pacing import Clock, Pacing
from goldthread.experiments.work import Context, Work


@dataclass(eq=False)
class Try:
    """A piece of work on a worker, and what it has set aside."""

    work: Work
    context: Context
    started: float = field(default_factory=time.monotonic)
    reservations: set[str] = field(default_factory=set)
    pacing: Pacing = field(default_factory=Pacing)
    on_their_way: list[str] = field(default_factory=list)

    async def ask(self, verb: Verb, arguments: dict[str, Any]) -> tuple[str | None, bool]:
        """Do what the worker asks with the driver's own calls and gate; the answer, and whether the call is paced."""
        gate = self.context.gate
        if verb == "append":
            await self.context.calls.append(**arguments)
            return None, False
        if verb == "admit":
            return await self._admit(**arguments)
        self.reservations.discard(arguments["reservation"])
        await (gate.settle if verb == "settle" else gate.release)(**arguments)
        return None, False

    async def _admit(self, account: str, *, tokens: int, price: float) -> tuple[str, bool]:
        gate = self.context.gate
        per_minute = gate.per_minute(account)
        if not per_minute:
            reservation = await gate.admit(account, tokens=tokens, price=price)
        else:
            async with self.pacing.turn(account, per_minute):
                reservation = await gate.admit(account, tokens=tokens, price=price)
            self.on_their_way.append(account)
        self.reservations.add(reservation)
        return reservation, bool(per_minute)

    def began(self, account: str, at: float | None = None) -> None:
        """A call that was let through has begun."""
        if account in self.on_their_way:
            self.on_their_way.remove(account)
            self.pacing.began(account, at)

    async def give_back(self) -> None:
        """Release what is still set aside; what was on its way may have begun."""
        while self.on_their_way:
            self.pacing.began(self.on_their_way.pop())
        while self.reservations:
            await self.context.gate.release(self.reservations.pop())

    def age(self) -> float:
        """Seconds since it was given to the worker."""
        return time.monotonic() - self.started


class Member:
    """One worker.

    Attributes:
        name: Among the workers of this driver.
        actor: Ray's handle.
        facts: What it said of itself; None until it is ready.
        tries: What it runs, by key.
        kept_free: It takes no more, so that work can run alone there.
        guest: Key of the last work that ran alone there.
        clock: Its clock.
    """

    def __init__(self, name: str, actor: Any) -> None:
        self.name = name
        self.actor = actor
        self.facts: Facts | None = None
        self.tries: dict[str, Try] = {}
        self.kept_free = False
        self.guest = ""
        self.clock = Clock()
        self._outbox: list[ToWorker] = []
        self._silent = 0.0
        self._beat: asyncio.Future[Any] | None = None

    @property
    def label(self) -> str:
        """Machine and process, for records."""
        return f"{self.facts.host}:{self.facts.pid}" if self.facts else self.name

    def give(self, work: Work, context: ContextOf, pacing: Pacing) -> None:
        """Give it a piece of work."""
        self.tries[work.key] = Try(work, context(work), pacing=pacing)
        self.tell(work)

    def tell(self, message: ToWorker) -> None:
        """Send a message; what is said in one turn of the event loop travels together."""
        self._outbox.append(message)
        if len(self._outbox) == 1:
            asyncio.get_running_loop().call_soon(self._send)

    def _send(self) -> None:
        out, self._outbox = self._outbox, []
        self.actor.deliver.remote(out)

    def silent_for(self, step: float) -> float:
        """Seconds without a sign of life, each look counting as one step; asks for the next sign."""
        if self._beat is not None and not self._beat.done():
            self._silent += step
            return self._silent
        self._silent = 0.0
        self._beat = asyncio.wrap_future(cluster.beat(self.actor).future())
        # A worker that is gone says so in `collect`; here its error is only looked at.
        self._beat.add_done_callback(lambda beat: beat.cancelled() or beat.exception())
        return 0.0

    def oldest(self, seconds: float) -> str:
        """Key of a try that is older than so many seconds; empty where there is none."""
        return next((key for key, trial in self.tries.items() if trial.age() > seconds), "")
