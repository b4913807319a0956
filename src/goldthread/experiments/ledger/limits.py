"""The limits that all processes at work on a grid share: ceilings set aside before a call, and the rate of accounts."""

import asyncio
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goldthread.errors import CeilingReached
from goldthread.experiments.ledger.writer import Writer
from goldthread.models.accounts import account_name
from goldthread.schemas.grid import Grid
from goldthread.schemas.job import Ceilings

BURST_SECONDS = 0.03
"""How far ahead of an even spread calls may come: enough for late wakes, and no second has much more than its share."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests and tokens a minute of one account; None is no limit."""

    requests: int | None = None
    tokens: int | None = None


def rates_of(grid: Grid) -> dict[str, Rate]:
    """Rates by account; where several models of one account say one, the first counts."""
    found: dict[str, Rate] = {}
    for choice in grid.models.values():
        if choice.requests_per_minute or choice.tokens_per_minute:
            found.setdefault(account_name(choice), Rate(choice.requests_per_minute, choice.tokens_per_minute))
    return found


PACED_BURST_SECONDS = 0.2
"""The same where the executor itself sees to it that no second has too many calls: what a busy machine was late is made
up for."""


def book(
    arrival: float, now: float, units: float, per_minute: float, burst: float = BURST_SECONDS
) -> tuple[float, float]:
    """One try of the generic cell rate algorithm.

    Args:
        arrival: Time at which the next unit is due, as the last one left it.
        now: The time.
        units: Units wanted.
        per_minute: The rate.
        burst: Seconds that calls may come ahead of an even spread.

    Returns:
        The new arrival time and 0; or, where it is too early, the old one and the seconds after which to try again.
    """
    wait = arrival - burst - now
    if wait > 0:
        return arrival, wait
    return max(arrival, now) + units * 60.0 / per_minute, 0.0


def reserve(
    connection: sqlite3.Connection, grid: int, owner: int, ceilings: Ceilings, tokens: int, price: float
) -> int:
    """Set aside what a call may use; 0 where the grid has no ceiling that it could pass.

    Raises:
        CeilingReached: It would pass one; nothing was set aside.
    """
    if ceilings.tokens is None and ceilings.cost is None:
        return 0
    used_tokens, used_price = connection.execute(
        "SELECT coalesce(sum(tokens), 0), coalesce(sum(price), 0) FROM used WHERE grid = ?", (grid,)
    ).fetchone()
    set_aside, set_price = connection.execute(
        "SELECT coalesce(sum(tokens), 0), coalesce(sum(price), 0) FROM reservations WHERE grid = ?", (grid,)
    ).fetchone()
    if ceilings.tokens is not None and used_tokens + set_aside + tokens > ceilings.tokens:
        raise reached(
            f"{used_tokens:,} of {ceilings.tokens:,} tokens are used; the next call may use {tokens:,}", "--max-tokens"
        )
    if ceilings.cost is not None and used_price + set_price + price > ceilings.cost:
        raise reached(
            f"${used_price:.4f} of ${ceilings.cost:.4f} are used; the next call may cost ${price:.4f}", "--max-cost"
        )
    row = connection.execute(
        "INSERT INTO reservations (grid, owner, tokens, price) VALUES (?, ?, ?, ?)", (grid, owner, tokens, price)
    )
    return row.lastrowid or 0


def reached(message: str, flag: str) -> CeilingReached:
    """The error of a ceiling."""
    return CeilingReached(
        f"a ceiling was reached: {message}", remedy=f"raise it: goldthread experiment resume GRID {flag} N"
    )


def take_turn(
    connection: sqlite3.Connection,
    account: str,
    rate: Rate,
    tokens: int,
    now: float,
    burst: float = BURST_SECONDS,
) -> float:
    """Take the right to a call of an account now; else the seconds after which to try again, and nothing is taken.

    No right is given ahead of its time: a process that was held up would use several of them at once.
    """
    row = connection.execute("SELECT requests, tokens FROM rates WHERE account = ?", (account,)).fetchone()
    requests_at, tokens_at = row or (0.0, 0.0)
    waits = [0.0]
    if rate.requests:
        requests_at, wait = book(requests_at, now, 1, rate.requests, burst)
        waits.append(wait)
    if rate.tokens:
        tokens_at, wait = book(tokens_at, now, tokens, rate.tokens)
        waits.append(wait)
    if max(waits) == 0:
        connection.execute("INSERT OR REPLACE INTO rates VALUES (?, ?, ?)", (account, requests_at, tokens_at))
    return max(waits)


def count(connection: sqlite3.Connection, grid: int, tokens: int, price: float) -> None:
    """Count what a call used."""
    connection.execute(
        "INSERT INTO used VALUES (?, ?, ?, 1) ON CONFLICT (grid) DO UPDATE SET "
        "tokens = tokens + excluded.tokens, price = price + excluded.price, calls = calls + 1",
        (grid, tokens, price),
    )


class LedgerGate:
    """See `CallGate`: the gate of a process that writes the ledger."""

    def __init__(
        self,
        writer: Writer,
        *,
        grid: int,
        owner: Callable[[], int],
        ceilings: Ceilings,
        rates: Mapping[str, Rate] | None = None,
        burst: float = BURST_SECONDS,
    ) -> None:
        self._writer = writer
        self._grid = grid
        self._owner = owner
        self._ceilings = ceilings
        self._rates = rates or {}
        self._burst = burst
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ends = None if ceilings.minutes is None else time.monotonic() + 60 * ceilings.minutes

    async def admit(self, account: str, *, tokens: int, price: float) -> str:
        """See `CallGate`."""
        if self._ends is not None and time.monotonic() >= self._ends:
            raise reached(f"{self._ceilings.minutes:g} minutes are used", "--max-time")
        rate = self._rates.get(account)
        if rate is None and self._ceilings.tokens is None and self._ceilings.cost is None:
            return "0"
        if rate is None:
            return str(await self._writer.write(lambda connection: self._reserve(connection, tokens, price)))
        # One call of this process waits for its turn; those behind it would only ask in vain.
        async with self._turns[account]:
            return await self._wait(account, rate, tokens, price)

    def _reserve(self, connection: sqlite3.Connection, tokens: int, price: float) -> int:
        return reserve(connection, self._grid, self._owner(), self._ceilings, tokens, price)

    async def _wait(self, account: str, rate: Rate, tokens: int, price: float) -> str:
        def first(connection: sqlite3.Connection) -> tuple[int, float]:
            reservation = self._reserve(connection, tokens, price)
            return reservation, take_turn(connection, account, rate, tokens, time.time(), self._burst)

        reservation, wait = await self._writer.write(first)
        try:
            while wait > 0:
                await asyncio.sleep(wait)
                wait = await self._writer.write(
                    lambda connection: take_turn(connection, account, rate, tokens, time.time(), self._burst)
                )
        except BaseException:
            await self.release(str(reservation))
            raise
        return str(reservation)

    def per_minute(self, account: str) -> int | None:
        """See `CallGate`."""
        return self._rates.get(account, Rate()).requests

    async def settle(self, reservation: str, *, tokens: int, price: float) -> None:
        """See `CallGate`; it is counted before anything that is written after it is durable."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM reservations WHERE id = ?", (int(reservation),))
            count(connection, self._grid, tokens, price)

        self._writer.send(change)

    async def release(self, reservation: str) -> None:
        """See `CallGate`."""
        if reservation != "0":
            self._writer.send(
                lambda connection: connection.execute("DELETE FROM reservations WHERE id = ?", (int(reservation),))
            )
