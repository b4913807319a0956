"""Cells and dependency graphs on Ray workers of this machine: speed-up, overhead, memory of the driver, critical path.

Run: python bench/fleet.py   (needs the extra `ray`)
"""

import asyncio
import importlib.util
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldthread.experiments.documents import NoCalls
from goldthread.experiments.entry import RunOptions, run_prepared
from goldthread.experiments.executors.base import ContextOf, Executor
from goldthread.experiments.executors.local import LocalExecutor
from goldthread.experiments.limits import SharedLimits
from goldthread.experiments.preparing import prepare
from goldthread.experiments.tasks.registry import find_task
from goldthread.experiments.work import Context, Work
from goldthread.models.ceilings import Ledger
from goldthread.schemas.events import Event
from goldthread.schemas.grid_file import grid_of
from goldthread.schemas.yaml_files import dump_yaml
from goldthread.workflows.scheduler import remaining_paths, run_in_order


def grid(cells: int, latency: float, concurrency: int) -> dict[str, Any]:
    """A simulated grid of one call a cell."""
    return {
        "name": "bench",
        "task": "simulated",
        "factors": {"question": {"count": cells}},
        "settings": {"latency": latency, "calls": 1},
        "concurrency": concurrency,
    }


def rate(cells: int, latency: float, *, workers: int, concurrency: int) -> float:
    """Cells a second between the first tenth and the last result, so that starting the workers does not count."""
    ends: list[float] = []

    def on_event(event: Event) -> None:
        if event.event == "cell_finished":
            ends.append(time.perf_counter())

    with tempfile.TemporaryDirectory() as folder:
        ready = prepare(grid_of(grid(cells, latency, concurrency), None), root=Path(folder))
        options = RunOptions(executor="ray", workers=workers)
        asyncio.run(run_prepared(ready, Path(folder) / "out", options, on_event))
    first = cells // 10
    return (cells - first) / (ends[-1] - ends[first - 1])


def memory(cells: int, seconds: float) -> tuple[float, float]:
    """MB of the driver at most, and cells a second, while it has a queue of so many cells."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "grid.yaml"
        file.write_text(dump_yaml(grid(cells, 0.0, 64)), encoding="utf-8")
        out = str(Path(folder) / "out")
        arguments = ["run", str(file), "--out", out, "--executor", "ray", "--workers", "2", "--display", "none"]
        command = [sys.executable, "-m", "goldthread", "experiment", *arguments]
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        begun = _wait_for_cells(child, out, 1)
        time.sleep(seconds)
        peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child.pid}/status").read_text())
        child.send_signal(signal.SIGINT)
        child.wait()
        ended = time.monotonic()
        return (int(peak[1]) / 1024 if peak else 0.0), _done(out) / (ended - begun)


def _done(out: str) -> int:
    from goldthread.experiments.ledger.reading import Readings

    readings = Readings(Path(out))
    try:
        return readings.counts(readings.grid()).done
    finally:
        readings.close()


def _wait_for_cells(child: "subprocess.Popen[bytes]", out: str, count: int) -> float:
    from goldthread.errors import GoldthreadError

    while child.poll() is None:
        try:
            if _done(out) >= count:
                return time.monotonic()
        except GoldthreadError:
            pass
        time.sleep(0.5)
    raise SystemExit("the run ended before its time")


async def graph(executor: Executor, durations: dict[int, float], depends_on: dict[int, tuple[int, ...]]) -> float:
    """Seconds that a graph takes on an executor, each section a piece of work."""
    waiting: dict[str, asyncio.Future[None]] = {}

    async def section(number: int, seconds: float) -> None:
        key = str(number)
        waiting[key] = asyncio.get_running_loop().create_future()
        await executor.submit(Work(key, 1, "simulated", {}, {"latency": seconds, "calls": 1}))
        await waiting[key]

    async def hear() -> None:
        while True:
            async for finished in executor.results():
                assert finished.outcome, finished
                waiting[finished.key].set_result(None)
            await asyncio.sleep(0.001)

    hearing = asyncio.create_task(hear())
    try:
        # The workers start with the first pieces; these are not of the graph.
        await asyncio.gather(*(section(-number, 0.5) for number in range(1, 9)))
        begun = time.perf_counter()
        await run_in_order(durations, depends_on, lambda one: section(one, durations[one]), concurrency=64)
        return time.perf_counter() - begun
    finally:
        hearing.cancel()
        await executor.cancel()


def graphs(make: Callable[[ContextOf], Executor]) -> list[tuple[float, float]]:
    """Critical path and time of three graphs of 60 sections whose durations vary fivefold."""
    free = Context(NoCalls(), SharedLimits({}, Ledger()))
    found = []
    for seed in range(3):
        chance = random.Random(seed)
        durations = {number: chance.uniform(0.2, 1.0) for number in range(1, 61)}
        depends_on = {
            number: tuple(chance.sample(range(max(1, number - 12), number), min(number - 1, chance.randrange(3))))
            for number in durations
        }
        critical = max(remaining_paths(durations, depends_on).values())
        found.append((critical, asyncio.run(graph(make(lambda _: free), durations, depends_on))))
    return found


def main() -> None:
    """Print all figures."""
    if importlib.util.find_spec("ray") is None:
        print('needs Ray: pip install "goldthread[ray]"')
        return
    from goldthread.experiments.executors.ray_executor import RayExecutor

    executors: dict[str, Callable[[ContextOf], Executor]] = {
        "local": lambda context: LocalExecutor(find_task, context, slots=64, seconds=None),
        "ray": lambda context: RayExecutor(find_task, context, workers=2, slots=32),
    }
    for name, make in executors.items():
        for critical, seconds in graphs(make):
            print(f"graph of 60 sections, {name:<6} {seconds:5.2f} s; critical path {critical:5.2f} s: "
                  f"{100 * (seconds / critical - 1):+.1f}%")  # fmt: skip
    one, two = (rate(300 * workers, 0.2, workers=workers, concurrency=8) for workers in (1, 2))
    print(
        f"cells that wait 0.2 s, 8 at once in a worker: one worker {one:.1f}/s, two {two:.1f}/s: {two / one:.2f} times"
    )
    print(f"cells that wait for nothing, two workers: {rate(4000, 0.0, workers=2, concurrency=64):.0f}/s")
    megabytes, cells = memory(1_000_000, 30.0)
    print(f"queue of 1,000,000: driver {megabytes:.0f} MB at most, {cells:.0f} cells/s")


if __name__ == "__main__":
    main()
