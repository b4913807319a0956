"""One rate and one ceiling for all workers, whichever of them dies."""

import time
from bisect import bisect_left
from pathlib import Path

from tests.fleet.conftest import Nodes
from tests.fleet.grids import begun, ended, kill, on, rows, running, wait_for, workers, write_grid

ACCOUNT = {"limited": {"model": "simulated:model", "requests_per_minute": 3000}}


def _begins(grid: Path) -> list[float]:
    """When each call began, by the workers' clock."""
    return sorted(float(line.split()[2]) for line in (grid.parent / "begun").read_text(encoding="utf-8").splitlines())


def test_a_rate_holds_over_four_workers_of_which_one_dies(nodes: Nodes, tmp_path: Path) -> None:
    nodes.start_second()
    try:
        grid = write_grid(tmp_path / "grid", 1000, concurrency=8, models=ACCOUNT, latency=0.0, calls=1)
        with running(grid, *on(nodes, 4)) as child:
            wait_for(grid, 400, child)
            while len(living := workers(grid)) < 4:
                assert child.poll() is None
                time.sleep(0.1)
            kill(living[0])
            assert ended(child) == 0
    finally:
        nodes.kill_second()
    at = _begins(grid)
    assert 1000 <= len(at) <= 1000 + 8
    most = max(bisect_left(at, start + 1.0) - place for place, start in enumerate(at))
    mean = (len(at) - 1) / (at[-1] - at[0])
    assert most <= 53, (most, mean)
    assert mean >= 45, (most, mean)


def test_a_ceiling_is_exceeded_by_no_more_than_the_calls_in_flight(nodes: Nodes, tmp_path: Path) -> None:
    grid = write_grid(tmp_path / "grid", 400, calls=2, latency=0.05, tokens_in=90, tokens_out=10, token_noise=0.0)
    with running(grid, *on(nodes, 2), "--max-tokens", "30000") as child:
        wait_for(grid, 100, child)
        kill(workers(grid)[0])
        assert ended(child) == 4
    calls = rows(grid, "SELECT count(*) FROM calls")[0][0]
    assert 290 <= calls <= 300
    assert len(begun(grid)) <= 300 + 4
    assert rows(grid, "SELECT count(*) FROM reservations") == [(0,)]
    with running(grid, *on(nodes, 2), "--max-tokens", "90000", verb="resume") as child:
        assert ended(child) == 0
    assert rows(grid, "SELECT count(*) FROM calls") == [(800,)]
