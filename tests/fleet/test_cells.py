"""Cells on a fleet: results, failures as data, and workers that die, block or stop."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.experiments.executors.ray_executor import RayExecutor
from tests.fleet.conftest import Nodes
from tests.fleet.recorder import Recorder, drive
from tests.fleet.tasks import find_task, noted, noted_lines, work_of


def _fleet(nodes: Nodes, recorder: Recorder, **settings: object) -> RayExecutor:
    return RayExecutor(find_task, recorder.context, address=nodes.address, **{"workers": 2, "slots": 8, **settings})  # type: ignore[arg-type]


async def test_cells_end_once_with_their_results(nodes: Nodes, tmp_path: Path) -> None:
    recorder = Recorder()
    works = [work_of(tmp_path, f"cell{n:03}", calls=2, fail=n == 7) for n in range(200)]
    ended = await drive(_fleet(nodes, recorder), works, recorder)
    assert set(ended) == {work.key for work in works}
    assert all(len(tries) == 1 for tries in ended.values())
    failed = ended.pop("cell007")[0]
    assert failed.failure is not None
    assert (failed.failure.kind, failed.failure.again) == ("LookupError", False)
    assert all(e.outcome and e.outcome.measures == {"success": 1.0, "total": 18.0} for [e] in ended.values())
    assert len({e.worker for [e] in ended.values()}) == 2
    assert {key: len(calls) for key, calls in recorder.calls.items()} == {w.key: 2 * (w.key in ended) for w in works}
    assert recorder.reserved == set()


async def test_a_poisonous_cell_stops_after_three_tries_and_harms_no_other(nodes: Nodes, tmp_path: Path) -> None:
    recorder = Recorder()
    works = [work_of(tmp_path, f"cell{n}", calls=2, seconds=0.2, poison=n == 20) for n in range(40)]
    ended = await drive(_fleet(nodes, recorder), works, recorder)
    poisonous = ended.pop("cell20")
    assert [tries.failure and tries.failure.kind for tries in poisonous] == ["Killed"] * 3
    assert all(tries[-1].outcome for tries in ended.values())
    assert sum(line.startswith("cell20 ") for line in noted(tmp_path, "runs")) == 3
    kept = noted(tmp_path, "kept")
    assert len(kept) == len(set(kept)) == 78
    assert recorder.reserved == set()


async def test_a_cell_that_blocks_its_loop_runs_once(nodes: Nodes, tmp_path: Path) -> None:
    recorder = Recorder()
    works = [work_of(tmp_path, f"cell{n}", block=10 if n == 0 else 0) for n in range(10)]
    ended = await drive(_fleet(nodes, recorder, silence=3.0, workers=1), works, recorder)
    assert all(len(tries) == 1 and tries[0].outcome for tries in ended.values())
    assert len(noted(tmp_path, "runs")) == 10


async def test_a_stopped_worker_cannot_overwrite_a_newer_result(nodes: Nodes, tmp_path: Path) -> None:
    recorder = Recorder()
    fleet = _fleet(nodes, recorder, silence=2.0, workers=1, slots=1)
    driving = asyncio.create_task(drive(fleet, [work_of(tmp_path, "cell", calls=1, seconds=1.0)], recorder))
    await noted_lines(tmp_path, "calls", 1)
    pid = int(noted(tmp_path, "runs")[0].split()[2])
    os.kill(pid, signal.SIGSTOP)
    try:
        await noted_lines(tmp_path, "kept", 1)
    finally:
        # Ray may have ended it meanwhile.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    ended = (await driving)["cell"]
    assert [tries.failure and tries.failure.kind for tries in ended] == ["Lost", None]
    assert [tries.attempt for tries in ended] == [1, 2]
    assert ended[1].worker != ended[0].worker
    assert noted(tmp_path, "kept") == ["cell-0"]


async def test_a_try_that_takes_too_long_comes_back(nodes: Nodes, tmp_path: Path) -> None:
    recorder = Recorder()
    works = [work_of(tmp_path, "slow", seconds=60.0), work_of(tmp_path, "quick")]
    ended = await drive(_fleet(nodes, recorder, seconds=0.5), works, recorder)
    assert [tries.failure and tries.failure.kind for tries in ended["slow"]] == ["TimedOut"] * 3
    assert ended["quick"][0].outcome
    assert recorder.reserved == set()


async def test_no_cluster_is_told_with_its_address(tmp_path: Path) -> None:
    recorder = Recorder()
    fleet = RayExecutor(find_task, recorder.context, address="127.0.0.1:1")
    with pytest.raises(BadInput, match=r"--address 127\.0\.0\.1:1: no Ray cluster"):
        await fleet.submit(work_of(tmp_path, "cell"))
    await fleet.cancel()
