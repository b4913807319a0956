"""Limits that documents written at once share."""

import asyncio
import time

import pytest

from goldthread.errors import CeilingReached
from goldthread.experiments.ledger.limits import Rate
from goldthread.experiments.limits import SharedLimits
from goldthread.models.ceilings import Ledger


async def test_a_rate_is_held_for_all_and_no_other_account_waits() -> None:
    limits = SharedLimits({"a": Rate(requests=3000)}, Ledger())
    started = time.monotonic()
    await asyncio.gather(*(limits.admit("a", tokens=1, price=0.0) for _ in range(26)))
    assert time.monotonic() - started >= 0.46
    started = time.monotonic()
    await asyncio.gather(*(limits.admit("b", tokens=1, price=0.0) for _ in range(100)))
    assert time.monotonic() - started < 0.4


async def test_what_is_set_aside_counts_until_it_is_given_back() -> None:
    limits = SharedLimits({}, Ledger(tokens=100, used_tokens=50))
    first = await limits.admit("a", tokens=40, price=0.0)
    with pytest.raises(CeilingReached, match="50 of 100 tokens are used") as told:
        await limits.admit("a", tokens=20, price=0.0)
    assert "same command again" in told.value.remedy
    await limits.settle(first, tokens=10, price=0.0)
    await limits.release(await limits.admit("a", tokens=40, price=0.0))
    await limits.admit("a", tokens=40, price=0.0)


async def test_who_stops_waiting_sets_nothing_aside() -> None:
    limits = SharedLimits({"a": Rate(requests=1)}, Ledger(tokens=100))
    await limits.admit("a", tokens=40, price=0.0)
    waiting = asyncio.create_task(limits.admit("a", tokens=40, price=0.0))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await limits.admit("b", tokens=60, price=0.0)
