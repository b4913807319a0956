"""The limits that documents written at once share, kept by the process that hands them out."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Mapping

from goldthread.errors import CeilingReached
from goldthread.experiments.ledger.limits import Rate, book
from goldthread.models.ceilings import Ledger, Reservation
from goldthread.schemas.call import Usage


class SharedLimits:
    """See `CallGate`: one rate an account, one ceiling for all."""

    def __init__(self, rates: Mapping[str, Rate], ceilings: Ledger) -> None:
        """Take the limits.

        Args:
            rates: By account.
            ceilings: With what was used already.
        """
        self._rates = rates
        self._ceilings = ceilings
        self._arrivals: dict[tuple[str, str], float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._reserved: dict[str, Reservation] = {}
        self._numbers = itertools.count(1)

    async def admit(self, account: str, *, tokens: int, price: float) -> str:
        """See `CallGate`."""
        try:
            reserved = self._ceilings.reserve(input_tokens=tokens, output_tokens=0, price=price)
        except CeilingReached as error:
            error.remedy = "give the same command again with a higher --max-tokens, --max-cost or --max-time"
            raise
        name = str(next(self._numbers))
        self._reserved[name] = reserved
        try:
            async with self._turns[account]:
                wait = self._take(account, tokens)
                while wait > 0:
                    await asyncio.sleep(wait)
                    wait = self._take(account, tokens)
        except BaseException:
            await self.release(name)
            raise
        return name

    def _take(self, account: str, tokens: int) -> float:
        """Take a turn where it has come; else the seconds until it comes, and nothing is taken."""
        rate = self._rates.get(account, Rate())
        now, taken, waits = time.time(), {}, [0.0]
        for kind, units, per_minute in (("requests", 1, rate.requests), ("tokens", tokens, rate.tokens)):
            if per_minute:
                place = account, kind
                taken[place], wait = book(self._arrivals.get(place, 0.0), now, units, per_minute)
                waits.append(wait)
        if max(waits) <= 0:
            self._arrivals |= taken
        return max(waits)

    def per_minute(self, account: str) -> int | None:
        """See `CallGate`."""
        return self._rates.get(account, Rate()).requests

    async def settle(self, reservation: str, *, tokens: int, price: float) -> None:
        """See `CallGate`."""
        self._ceilings.settle(self._reserved.pop(reservation), Usage(output=tokens), price)

    async def release(self, reservation: str) -> None:
        """See `CallGate`."""
        if (reserved := self._reserved.pop(reservation, None)) is not None:
            self._ceilings.release(reserved)
