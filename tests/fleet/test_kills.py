"""SIGKILL of workers, of a node and of the driver at random moments: the ledger ends as that of a calm run."""

import random
import time
from pathlib import Path

import pytest

from tests.fleet.conftest import Nodes
from tests.fleet.grids import (
    SLOTS,
    begun,
    check_whole,
    ended,
    final_state,
    kill,
    on,
    running,
    wait_for,
    workers,
    write_grid,
)

CELLS = 600
CALLS = 3 * CELLS


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    """How an undisturbed run on one machine ends."""
    grid = write_grid(tmp_path_factory.mktemp("calm"), CELLS)
    with running(grid, "--concurrency", "128") as child:
        assert ended(child) == 0
    check_whole(grid, CELLS, CALLS, in_flight=[])
    return final_state(grid)


def test_workers_killed_at_twenty_moments(nodes: Nodes, tmp_path: Path, calm: list[tuple[object, ...]]) -> None:
    grid = write_grid(tmp_path / "grid", CELLS)
    chance = random.Random(5)
    with running(grid, *on(nodes, 2)) as child:
        for _ in range(20):
            wait_for(grid, len(begun(grid)) + chance.randrange(1, 40), child)
            time.sleep(chance.random() * 0.1)
            kill(chance.choice(workers(grid)))
        assert ended(child) == 0
    check_whole(grid, CELLS, CALLS, in_flight=[SLOTS] * 20)
    assert final_state(grid) == calm


def test_a_node_killed_at_five_moments(nodes: Nodes, tmp_path: Path, calm: list[tuple[object, ...]]) -> None:
    nodes.start_second()
    grid = write_grid(tmp_path / "grid", CELLS)
    chance = random.Random(6)
    try:
        with running(grid, *on(nodes, 4)) as child:
            for _ in range(5):
                wait_for(grid, len(begun(grid)) + chance.randrange(20, 60), child)
                nodes.kill_second()
                time.sleep(chance.random())
                nodes.start_second()
            assert ended(child) == 0
    finally:
        nodes.kill_second()
    check_whole(grid, CELLS, CALLS, in_flight=[2 * SLOTS] * 5)
    assert final_state(grid) == calm


def test_the_driver_killed_at_five_moments(nodes: Nodes, tmp_path: Path, calm: list[tuple[object, ...]]) -> None:
    grid = write_grid(tmp_path / "grid", CELLS)
    chance = random.Random(7)
    for _ in range(5):
        with running(grid, *on(nodes, 2)) as child:
            wait_for(grid, len(begun(grid)) + chance.randrange(10, 120), child)
            time.sleep(chance.random() * 0.1)
    with running(grid, *on(nodes, 2), verb="resume") as child:
        assert ended(child) == 0
    check_whole(grid, CELLS, CALLS, in_flight=[2 * SLOTS] * 5)
    assert final_state(grid) == calm
