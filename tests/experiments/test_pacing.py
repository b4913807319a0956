"""Rights to calls that travel to workers: however late they arrive, no second has more calls than it may."""

import asyncio
import random
import time
from bisect import bisect_left

import pytest

from goldthread.experiments.executors.ray_messages import Answered, Asked
from goldthread.experiments.executors.ray_pacing import Clock, Pacing, most_a_second
from goldthread.experiments.executors.ray_worker import AskedGate, FleetWorker
from goldthread.experiments.work import Work
from tests.fleet.tasks import find_task


@pytest.mark.parametrize(("per_minute", "most"), [(3000, 53), (600, 12), (60, 3), (1, 2)])
def test_a_second_has_its_share_and_little_more(per_minute: int, most: int) -> None:
    assert most_a_second(per_minute) == most


async def test_no_second_has_too_many_calls_however_late_workers_hear_of_them() -> None:
    pacing, drawn, begun = Pacing(), random.Random(4), list[float]()

    async def call(batch: int) -> None:
        # A worker that is held up: what came to it meanwhile begins together.
        await asyncio.sleep(0.25 * (batch % 2) + drawn.random() * 0.02)
        begun.append(time.monotonic())
        await asyncio.sleep(drawn.random() * 0.02)
        pacing.began("account")

    async with asyncio.TaskGroup() as calls:
        for number in range(160):
            async with pacing.turn("account", 3000):
                pass
            calls.create_task(call(number // 20))
    begun.sort()
    assert max(bisect_left(begun, at + 1.0) - place for place, at in enumerate(begun)) <= 53
    assert begun[-1] - begun[0] < 6


async def test_what_is_on_its_way_takes_room_until_it_has_begun() -> None:
    pacing = Pacing()
    for _ in range(3):
        async with pacing.turn("account", 60):
            pass
    waiting = asyncio.create_task(pacing.turn("account", 60).__aenter__())
    other = asyncio.create_task(pacing.turn("other", 60).__aenter__())
    await asyncio.sleep(0.05)
    assert other.done()
    assert not waiting.done()
    told = time.monotonic()
    pacing.began("account")
    await waiting
    assert time.monotonic() - told >= 0.99


def test_the_clock_of_another_machine_is_never_taken_to_be_slower_than_it_is() -> None:
    clock, drawn = Clock(), random.Random(1)
    for second in range(1000):
        # By 500 s off, and 20 millionths faster or slower by turns.
        said = second - 500 + (second if second < 500 else 1000 - second) * 2e-5
        found = clock.here(said, second + 0.002 + drawn.random() * 0.3)
        assert second - 0.003 <= found <= second + 0.3
    assert found <= second + 0.05


async def test_a_turn_whose_call_is_not_let_through_takes_no_room() -> None:
    pacing = Pacing()
    for _ in range(5):
        with pytest.raises(ValueError, match="no"):
            async with pacing.turn("account", 1):
                raise ValueError("no")


async def test_a_worker_says_when_a_paced_call_begins() -> None:
    worker = FleetWorker(find_task, None)
    gate = AskedGate(worker, Work("cell", 1, "calling", {}, {}))
    for paced in (True, False):
        admitted = asyncio.create_task(gate.admit("account", tokens=1, price=0.0))
        [asked] = await worker.collect()
        assert isinstance(asked, Asked)
        await worker.deliver([Answered(asked.number, "7", paced=paced)])
        assert await admitted == "7"
        if paced:
            [told] = await worker.collect()
            assert isinstance(told, Asked)
            assert (told.verb, told.key, told.arguments["account"]) == ("began", "cell", "account")
            assert told.arguments["at"] <= time.monotonic()
    assert gate.per_minute("account") is None
