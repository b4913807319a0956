"""The runner's own time: cells a second with a model that answers at once, every record durable, and a grid planned.

Run: python bench/experiments.py
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CELLS = 20_000
GRID = """
name: bench
task: simulated
factors:
  format: [yaml, json, toon, markdown]
  agent: [file, prompt, guided, none, other]
  question: {count: QUESTIONS}
settings: {base: 0.7, effects: {format: {json: -0.05}}}
concurrency: 32
"""

CHILD = """
import asyncio, json, resource, sys, time
from pathlib import Path
from goldthread.errors import CeilingReached
from goldthread.experiments.entry import RunOptions, prepare_given, run_prepared
from goldthread.experiments.ledger.tables import NAME
from goldthread.experiments.ledger.writer import Writer
from goldthread.experiments.runner import write_plan

what, given, folder, most = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
begun = time.perf_counter()
if what == "plan":
    prepared = prepare_given(given)
    writer = Writer(folder / NAME)
    write_plan(prepared, writer, lambda event: None)
    writer.close()
    finished = prepared.expansion.count()
else:
    finished, first = 0, 0.0

    async def main() -> None:
        def on_event(event):
            global finished, first
            if event.event == "cell_finished":
                first = first or time.perf_counter()
                finished += 1
                if finished == most:
                    task.cancel()

        task = asyncio.ensure_future(run_prepared(prepare_given(given), folder, RunOptions(), on_event))
        try:
            await task
        except BaseException as error:
            if type(error).__name__ != "Interrupted":
                raise

    asyncio.run(main())
    begun = first
seconds = time.perf_counter() - begun
print(json.dumps({"cells": finished, "seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def child(what: str, grid: Path, folder: Path, most: int = 0) -> dict[str, float]:
    """Figures of a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, what, str(grid), str(folder), str(most)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def grid_of(folder: Path, cells: int) -> Path:
    """A grid file of so many cells."""
    path = folder / f"{cells}.yaml"
    path.write_text(GRID.replace("QUESTIONS", str(cells // 20)), encoding="utf-8")
    return path


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = child("run", grid_of(folder, CELLS), folder / "small", CELLS)
        rate = small["cells"] / small["seconds"]
        print(f"{CELLS:,} cells: {rate:,.0f} a second, {small['mb']:.0f} MB")
        large = grid_of(folder, 1_000_000)
        plan = child("plan", large, folder / "large")
        print(f"1,000,000 cells planned in {plan['seconds']:.1f} s, {plan['mb']:.0f} MB")
        begun = time.perf_counter()
        part = child("run", large, folder / "large", CELLS)
        of_queue = part["cells"] / part["seconds"]
        whole = time.perf_counter() - begun
        print(
            f"{CELLS:,} of 1,000,000 cells: {of_queue:,.0f} a second ({of_queue / rate:.0%} of the small grid's), "
            f"{part['mb']:.0f} MB; {whole - part['seconds']:.1f} s until the first, inputs checked"
        )


if __name__ == "__main__":
    main()
