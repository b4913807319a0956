"""Starting each section the moment its dependencies are done, up to the concurrency limit.

Critical-path list scheduling: of the sections that could start, the one with the longest remaining path (word budgets
as durations) goes first. Waves of supersteps took 24% longer on the same graphs (docs/design/scheduler.md).
"""

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Mapping


def remaining_paths(durations: Mapping[int, float], depends_on: Mapping[int, tuple[int, ...]]) -> dict[int, float]:
    """Longest path from each section to an end of the graph, itself included, in the unit of `durations`.

    Raises:
        ValueError: The dependencies have a cycle.
    """
    feeds: dict[int, list[int]] = {number: [] for number in durations}
    waiting = dict.fromkeys(durations, 0)
    for number in durations:
        for needed in depends_on.get(number, ()):
            feeds[needed].append(number)
            waiting[number] += 1
    order = [number for number, count in waiting.items() if count == 0]
    for number in order:
        for fed in feeds[number]:
            waiting[fed] -= 1
            if waiting[fed] == 0:
                order.append(fed)
    if len(order) != len(durations):
        raise ValueError("the dependencies have a cycle")
    paths: dict[int, float] = {}
    for number in reversed(order):
        paths[number] = durations[number] + max((paths[fed] for fed in feeds[number]), default=0.0)
    return paths


async def run_in_order(
    durations: Mapping[int, float],
    depends_on: Mapping[int, tuple[int, ...]],
    work: Callable[[int], Awaitable[None]],
    *,
    concurrency: int,
) -> None:
    """Run `work` for each section, a section starting once all that it depends on has ended.

    After the first failure nothing new starts; what is in flight ends, and the first failure is raised. A cancellation
    cancels what is in flight.

    Args:
        durations: Expected duration by section, in any unit.
        depends_on: Sections that must end before one may start; dependencies outside `durations` count as done.
        work: What to do for a section.
        concurrency: Greatest number of sections at once.
    """
    inside = {number: tuple(n for n in depends_on.get(number, ()) if n in durations) for number in durations}
    paths = remaining_paths(durations, inside)
    waiting = {number: len(needed) for number, needed in inside.items()}
    feeds: dict[int, list[int]] = {number: [] for number in durations}
    for number, needed in inside.items():
        for one in needed:
            feeds[one].append(number)
    ready = [(-paths[number], number) for number, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    running: dict[asyncio.Task[None], int] = {}
    failure: BaseException | None = None

    async def start(number: int) -> None:
        await work(number)

    try:
        while ready or running:
            while ready and failure is None and len(running) < concurrency:
                number = heapq.heappop(ready)[1]
                running[asyncio.create_task(start(number), name=f"section {number}")] = number
            if not running:
                break
            ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in sorted(ended, key=lambda one: running[one]):
                number = running.pop(task)
                error = task.exception() if not task.cancelled() else asyncio.CancelledError()
                if error is not None:
                    failure = failure or error
                    continue
                for fed in feeds[number]:
                    waiting[fed] -= 1
                    if waiting[fed] == 0:
                        heapq.heappush(ready, (-paths[fed], fed))
    finally:
        for task in running:
            task.cancel()
        if running:
            await asyncio.gather(*running, return_exceptions=True)
    if failure is not None:
        raise failure
