"""Calls that were let through and are on their way: however late a worker hears of it, no second has too many.

A right to a call travels to its worker. On a busy machine several may arrive together, and their calls would begin
together. So a right counts as a call of this second from the moment it is given until a second after its call began,
as its worker says.
"""

import asyncio
import math
import time
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_SECOND = 1.0
_FORGET = 60.0


def most_a_second(per_minute: float) -> int:
    """Calls that may begin within one second at a rate: 53 at 3,000 a minute; the mean is the gate's to hold."""
    return math.ceil(1.04 * per_minute / 60) + 1


class Clock:
    """Another process's clock: the latest that its times can be by ours.

    What it says takes some time to come here, at least the least that was seen; so its clock is off by no more than the
    least difference between a message's time and ours. Of the last minute or two, since clocks drift.
    """

    def __init__(self) -> None:
        self._since = -math.inf
        self._least = self._before = math.inf

    def here(self, said: float, now: float) -> float:
        """When something was by our clock, which its process says was at `said`, and which we hear now."""
        if now - self._since > _FORGET:
            self._since, self._before, self._least = now, self._least, math.inf
        self._least = min(self._least, now - said)
        return said + min(self._least, self._before)


class Pacing:
    """The calls of all workers of one driver, by account."""

    def __init__(self) -> None:
        self._on_their_way: Counter[str] = Counter()
        self._begun: defaultdict[str, list[float]] = defaultdict(list)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._news = asyncio.Event()

    @asynccontextmanager
    async def turn(self, account: str, per_minute: float) -> AsyncIterator[None]:
        """Wait until one more call can begin; where the body ends well, one is on its way."""
        async with self._turns[account]:
            while (wait := self._wait(account, per_minute)) != 0:
                await self._sleep(wait)
            yield
            self._on_their_way[account] += 1

    def began(self, account: str, at: float | None = None) -> None:
        """A call that was on its way has begun, at a time or just now, or will not begin any more."""
        self._on_their_way[account] -= 1
        insort(self._begun[account], time.monotonic() if at is None else at)
        self._news.set()

    def _wait(self, account: str, per_minute: float) -> float | None:
        """Seconds until there is room; None where that depends on what workers say."""
        begun, now = self._begun[account], time.monotonic()
        while begun and begun[0] <= now - _SECOND:
            del begun[0]
        if self._on_their_way[account] + len(begun) < most_a_second(per_minute):
            return 0.0
        return max(begun[0] + _SECOND - now, 0.001) if begun else None

    async def _sleep(self, seconds: float | None) -> None:
        if seconds is not None:
            await asyncio.sleep(seconds)
            return
        self._news.clear()
        await self._news.wait()
