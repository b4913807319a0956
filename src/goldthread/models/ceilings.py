"""Ceilings of tokens, money and time: reserved before a call, settled after it."""

import time
from dataclasses import dataclass, field

from goldthread.errors import CeilingReached
from goldthread.schemas.call import Usage


@dataclass
class Reservation:
    """What a call in flight may still use."""

    tokens: int
    price: float


@dataclass
class Ledger:
    """Ceilings and what counts against them; None is no limit.

    Attributes:
        tokens: Ceiling of input and output tokens together.
        cost: Ceiling in US dollars.
        seconds: Ceiling of time, counted from when the ledger is made.
        used_tokens: Tokens of finished calls.
        used_cost: US dollars of finished calls.
        reserved: Calls in flight.
    """

    tokens: int | None = None
    cost: float | None = None
    seconds: float | None = None
    used_tokens: int = 0
    used_cost: float = 0.0
    reserved: list[Reservation] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def reserve(self, *, input_tokens: int, output_tokens: int, price: float | None) -> Reservation:
        """Set aside what a call may use at most.

        Args:
            input_tokens: Tokens of the prompt.
            output_tokens: Greatest reply.
            price: US dollars of both; None where unknown.

        Raises:
            CeilingReached: Together with what is used and reserved it would pass a ceiling; nothing was set aside.
        """
        wanted = Reservation(input_tokens + output_tokens, price or 0.0)
        elapsed = time.monotonic() - self.started
        if self.seconds is not None and elapsed >= self.seconds:
            raise self._reached(f"{elapsed / 60:.1f} of {self.seconds / 60:g} minutes are used", "--max-time")
        tokens = self.used_tokens + sum(one.tokens for one in self.reserved) + wanted.tokens
        if self.tokens is not None and tokens > self.tokens:
            raise self._reached(
                f"{self.used_tokens:,} of {self.tokens:,} tokens are used; the next call may use {wanted.tokens:,}",
                "--max-tokens",
            )
        cost = self.used_cost + sum(one.price for one in self.reserved) + wanted.price
        if self.cost is not None and cost > self.cost:
            raise self._reached(
                f"${self.used_cost:.4f} of ${self.cost:.4f} are used; the next call may cost ${wanted.price:.4f}",
                "--max-cost",
            )
        self.reserved.append(wanted)
        return wanted

    @staticmethod
    def _reached(message: str, flag: str) -> CeilingReached:
        return CeilingReached(f"a ceiling was reached: {message}", remedy=f"goldthread resume RUN {flag} N")

    def settle(self, reservation: Reservation, usage: Usage, price: float | None) -> None:
        """Count what a finished call really used."""
        self.release(reservation)
        self.used_tokens += usage.input + usage.output
        self.used_cost += price or 0.0

    def release(self, reservation: Reservation) -> None:
        """Give back what a failed call had set aside."""
        for at, one in enumerate(self.reserved):
            if one is reservation:
                del self.reserved[at]
                return
