"""Ceilings and rates that several processes share."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.errors import CeilingReached
from goldthread.experiments.ledger import taking
from goldthread.experiments.ledger.limits import BURST_SECONDS, LedgerGate, Rate, book, rates_of
from goldthread.experiments.ledger.tables import NAME
from goldthread.experiments.ledger.writer import Writer
from goldthread.schemas.grid_file import grid_of
from goldthread.schemas.job import Ceilings


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    made = Writer(tmp_path / NAME)
    yield made
    made.close()


def owner_of(number: int) -> Callable[[], int]:
    return lambda: number


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=300), st.sampled_from([60, 600, 3000, 6000]))
def test_no_second_has_much_more_than_its_share(gaps: list[float], per_minute: int) -> None:
    """However late those who wait come back, the rights of the time that they slept are lost, not saved."""
    arrival, now = 0.0, 1000.0
    starts: list[float] = []
    for gap in gaps:
        now += gap
        arrival, wait = book(arrival, now, 1, per_minute)
        if wait == 0:
            starts.append(now)
    for at, start in enumerate(starts):
        within = sum(start <= one < start + 1 for one in starts[at:])
        assert within <= per_minute / 60 * (1 + BURST_SECONDS) + 1 + 1e-6


@given(st.floats(0, 0.028))
def test_wakes_that_are_a_little_late_lose_nothing(late: float) -> None:
    arrival, now, done = 0.0, 50.0, 0
    while now < 60:
        arrival, wait = book(arrival, now, 1, 3000)
        done += wait == 0
        now += wait + (late if wait else 0.0005)
    assert done >= 495


async def test_a_ceiling_is_never_passed_by_what_is_set_aside(writer: Writer) -> None:
    gates = [LedgerGate(writer, grid=1, owner=owner_of(one), ceilings=Ceilings(tokens=1000)) for one in (1, 2)]
    places = await asyncio.gather(*(gates[at % 2].admit("a", tokens=100, price=0) for at in range(10)))
    with pytest.raises(CeilingReached, match="0 of 1,000 tokens are used; the next call may use 100"):
        await gates[0].admit("a", tokens=100, price=0)
    await gates[0].settle(places[0], tokens=30, price=0)
    with pytest.raises(CeilingReached):
        await gates[1].admit("a", tokens=71, price=0)
    await gates[1].release(await gates[1].admit("a", tokens=70, price=0))
    await gates[1].admit("a", tokens=70, price=0)


async def test_what_a_dead_process_set_aside_is_free_again(writer: Writer) -> None:
    gate = LedgerGate(writer, grid=1, owner=lambda: 1, ceilings=Ceilings(cost=1.0))
    await gate.admit("a", tokens=0, price=0.9)
    other = LedgerGate(writer, grid=1, owner=lambda: 2, ceilings=Ceilings(cost=1.0))
    with pytest.raises(CeilingReached, match=r"\$0.0000 of \$1.0000 are used"):
        await other.admit("a", tokens=0, price=0.9)
    await writer.write(lambda connection: taking.leave(connection, 1))
    await other.admit("a", tokens=0, price=0.9)


async def test_time_is_a_ceiling_too(writer: Writer) -> None:
    gate = LedgerGate(writer, grid=1, owner=lambda: 1, ceilings=Ceilings(minutes=1e-9))
    await asyncio.sleep(0.001)
    with pytest.raises(CeilingReached, match="minutes are used"):
        await gate.admit("a", tokens=1, price=0)


async def test_what_is_used_is_counted_before_what_is_written_after_it(writer: Writer) -> None:
    gate = LedgerGate(writer, grid=4, owner=lambda: 1, ceilings=Ceilings())
    await gate.settle(await gate.admit("a", tokens=5, price=0.1), tokens=3, price=0.01)

    def used(connection: sqlite3.Connection) -> tuple[int, float, int]:
        row: tuple[int, float, int] = connection.execute(
            "SELECT tokens, price, calls FROM used WHERE grid = 4"
        ).fetchone()
        return row

    assert await writer.write(used) == (3, 0.01, 1)


async def test_a_rate_is_shared_by_gates_and_kept_by_account(writer: Writer) -> None:
    rates = {"a": Rate(requests=3000)}
    gates = [LedgerGate(writer, grid=1, owner=owner_of(one), ceilings=Ceilings(), rates=rates) for one in (1, 2)]
    begun = time.monotonic()
    await asyncio.gather(*(gates[at % 2].admit("a", tokens=1, price=0) for at in range(26)))
    assert time.monotonic() - begun >= 0.45
    begun = time.monotonic()
    await asyncio.gather(*(gates[at % 2].admit("b", tokens=1, price=0) for at in range(26)))
    assert time.monotonic() - begun < 0.45


async def test_a_call_that_is_cancelled_while_it_waits_gives_back(writer: Writer) -> None:
    gate = LedgerGate(writer, grid=1, owner=lambda: 1, ceilings=Ceilings(tokens=100), rates={"a": Rate(tokens=60)})
    await gate.admit("a", tokens=50, price=0)
    waiting = asyncio.create_task(gate.admit("a", tokens=50, price=0))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    left = await writer.write(lambda connection: connection.execute("SELECT sum(tokens) FROM reservations").fetchone())
    assert left == (50,)


def test_rates_are_those_of_accounts() -> None:
    models = {
        "fast": {"model": "openai:a", "requests_per_minute": 60},
        "same": {"model": "openai:b", "requests_per_minute": 60},
        "other": {"model": "openai:c", "base_url": "http://h/v1", "tokens_per_minute": 10},
        "free": {"model": "anthropic:d"},
    }
    grid = grid_of({"name": "g", "task": "simulated", "factors": {"a": [1]}, "models": models}, None)
    assert rates_of(grid) == {"openai": Rate(60), "openai http://h/v1": Rate(None, 10)}
