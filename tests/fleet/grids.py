"""Grids that the real program runs on the nodes, and what is looked at afterwards."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goldthread.experiments.ledger.tables import DONE, NAME
from goldthread.schemas.yaml_files import dump_yaml
from tests.fleet.conftest import Nodes, alive

SLOTS = 4
"""Cells at once in each worker."""


def write_grid(folder: Path, cells: int, *, concurrency: int = SLOTS, models: Any = None, **settings: Any) -> Path:
    """A grid of simulated cells that note each call they begin."""
    folder.mkdir(parents=True, exist_ok=True)
    grid = {
        "name": "fleet",
        "task": "simulated",
        "factors": {"question": {"count": cells}, **({"model": list(models)} if models else {})},
        "settings": {"latency": 0.1, "calls": 3, "log": "begun", **settings},
        "concurrency": concurrency,
        **({"models": models} if models else {}),
    }
    (folder / "grid.yaml").write_text(dump_yaml(grid), encoding="utf-8")
    return folder / "grid.yaml"


@contextmanager
def running(grid: Path, *flags: str, verb: str = "run") -> "Iterator[subprocess.Popen[bytes]]":
    """Run a grid in a process of its own, which does not outlive the block; its ledger lies beside it."""
    arguments = [sys.executable, "-m", "goldthread", "experiment", verb, str(grid), "--out", str(grid.parent / "out")]
    with (grid.parent / "said").open("ab") as said:
        child = subprocess.Popen([*arguments, *flags, "--display", "none"], stderr=said)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def on(nodes: Nodes, workers: int) -> list[str]:
    """Flags that run a grid on the nodes."""
    return ["--executor", "ray", "--address", nodes.address, "--workers", str(workers)]


def begun(grid: Path) -> list[tuple[str, int]]:
    """Key and process of each call that began, in order."""
    file = grid.parent / "begun"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [(key, int(pid)) for key, pid, *_ in (line.split() for line in lines)]


def wait_for(grid: Path, calls: int, child: "subprocess.Popen[bytes]") -> None:
    """Wait until so many calls began."""
    until = time.monotonic() + 120
    while len(begun(grid)) < calls:
        assert child.poll() is None, (grid.parent / "said").read_text(encoding="utf-8")
        assert time.monotonic() < until, "nothing begins any more"
        time.sleep(0.02)


def workers(grid: Path) -> list[int]:
    """Living processes among those that began the last calls."""
    return [pid for pid in dict.fromkeys(pid for _, pid in reversed(begun(grid)[-200:])) if alive(pid)]


def ended(child: "subprocess.Popen[bytes]", seconds: float = 240) -> int:
    """The exit code."""
    return child.wait(timeout=seconds)


def kill(pid: int) -> None:
    """SIGKILL, to a process that may be gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def rows(grid: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the ledger."""
    connection = sqlite3.connect(f"file:{grid.parent / 'out' / NAME}?mode=ro", uri=True, timeout=60)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def final_state(grid: Path) -> list[tuple[Any, ...]]:
    """All that a report says of each cell, but times, tries and processes."""
    return rows(
        grid,
        "SELECT hex(c.key), c.status, r.measures, r.labels, r.price, r.failure, hex(t.steps) FROM cells c "
        "LEFT JOIN results r ON r.cell = c.id LEFT JOIN trajectories t ON t.cell = c.id ORDER BY c.key",
    )


def check_whole(grid: Path, cells: int, calls: int, *, in_flight: Sequence[int]) -> None:
    """Nothing lost, no finished cell or kept call repeated, repeats at most what was in flight at each disturbance."""
    assert [status for (status,) in rows(grid, "SELECT status FROM cells")] == [DONE] * cells
    results = rows(grid, "SELECT cell, count(*) FROM tries WHERE kind = '' GROUP BY cell")
    assert sorted(count for _, count in results) == [1] * cells
    keys = [key for key, _ in begun(grid)]
    assert len(set(keys)) == calls
    assert {key for (key,) in rows(grid, "SELECT key FROM calls")} == set(keys)
    assert len(keys) - len(set(keys)) <= sum(in_flight)
