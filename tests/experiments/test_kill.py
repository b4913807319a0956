"""SIGKILL and SIGSTOP of real processes at any moment: nothing finished is repeated, nothing is lost."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from goldthread.experiments.ledger.tables import NAME
from goldthread.schemas.yaml_files import dump_yaml
from tests.experiments.grids import calls_begun, grid_data, results

pytestmark = pytest.mark.full
SLOTS = 8


def write_grid(folder: Path, questions: int, **fields: Any) -> Path:
    path = folder / "grid.yaml"
    path.write_text(dump_yaml(grid_data(questions, concurrency=SLOTS, **fields)), encoding="utf-8")
    return path


def start(grid: Path, *more: str, verb: str = "run") -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "goldthread", "experiment", verb, str(grid), "--out", str(grid.parent / "out")]
    return subprocess.Popen([*command, "--display", "none", *more], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def ended(process: "subprocess.Popen[bytes]", seconds: float = 120) -> tuple[int, str]:
    said = process.communicate(timeout=seconds)[1].decode()
    return process.returncode, said


def finished_calls(folder: Path) -> set[str]:
    """Keys of the calls of cells that have a result."""
    file = folder / "out" / NAME
    if not file.exists():
        return set()
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=60)
    try:
        rows = connection.execute("SELECT k.key FROM calls k JOIN cells c ON c.id = k.cell WHERE c.status >= 2")
        return {key for (key,) in rows.fetchall()}
    except sqlite3.OperationalError:
        # Killed before it made its tables.
        return set()
    finally:
        connection.close()


def wait_for_calls(folder: Path, count: int, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + 60
    while len(calls_begun(folder)) < count and process.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_a_runner_killed_at_twenty_moments(tmp_path: Path) -> None:
    grid = write_grid(tmp_path, 200, settings={"latency": 0.03, "calls": 2, "log": "log.txt"})
    chance = random.Random(6)
    finished: set[str] = set()
    for _ in range(20):
        before = calls_begun(tmp_path)
        child = start(grid)
        wanted = len(before) + 1 + chance.randrange(60)
        while len(calls_begun(tmp_path)) < wanted and child.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.05)
        assert child.poll() is None, "all work was done before the twentieth kill"
        child.kill()
        ended(child)
        begun = calls_begun(tmp_path)[len(before) :]
        assert not finished & set(begun), "a finished cell was run again"
        assert len(begun) == len(set(begun))
        assert len(set(begun) & set(before)) <= SLOTS
        finished = finished_calls(tmp_path)
    code, said = ended(start(grid, verb="resume"))
    assert code == 0, said
    found = results(tmp_path)
    assert len(found) == 600
    assert {one.status for one in found} == {"done"}
    counts = Counter(calls_begun(tmp_path))
    assert len(counts) == 1200
    assert sum(counts.values()) - 1200 <= 20 * SLOTS
    assert all(one.measures["calls"] == 2 for one in found)


def test_results_do_not_depend_on_kills(tmp_path: Path) -> None:
    calm, wild = tmp_path / "calm", tmp_path / "wild"
    for folder in (calm, wild):
        folder.mkdir()
        write_grid(folder, 40, settings={"latency": 0.02, "log": "log.txt"})
    assert ended(start(calm / "grid.yaml"))[0] == 0
    for count in (20, 50, 90):
        child = start(wild / "grid.yaml")
        wait_for_calls(wild, count, child)
        child.kill()
        child.communicate()
    assert ended(start(wild / "grid.yaml"))[0] == 0

    def told(folder: Path) -> list[Any]:
        return [(one.key, one.factors, one.status, one.measures, one.labels, one.price) for one in results(folder)]

    assert told(calm) == told(wild)


def test_two_runners_share_a_grid_and_one_dies(tmp_path: Path) -> None:
    grid = write_grid(tmp_path, 200, settings={"latency": 0.05, "log": "log.txt"})
    first, second = start(grid), start(grid)
    wait_for_calls(tmp_path, 200, first)
    first.kill()
    first.communicate()
    assert ended(second)[0] == 0
    log = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
    by_process = Counter(line.split()[1] for line in log)
    assert min(by_process[str(first.pid)], by_process[str(second.pid)]) >= 20
    found = results(tmp_path)
    assert {one.status for one in found} == {"done"}
    assert len(log) - len({line.split()[0] for line in log}) <= SLOTS


def test_a_cell_that_kills_its_process_stops_after_three_tries(tmp_path: Path) -> None:
    faults = [{"where": {"question": "question-7", "format": "json"}, "does": "kill"}]
    grid = write_grid(tmp_path, 20, settings={"latency": 0.02, "log": "log.txt", "faults": faults})
    for _ in range(2):
        assert ended(start(grid))[0] == -signal.SIGKILL
    code, said = ended(start(grid, verb="resume"))
    assert code == 0, said
    found = results(tmp_path)
    (failed,) = [one for one in found if one.status == "failed"]
    assert failed.factors == {"question": "question-7", "format": "json"}
    assert failed.failure is not None
    assert failed.failure.kind == "Killed"
    assert (failed.attempts, failed.measures["success"], failed.measures["calls"]) == (3, 0.0, 1.0)
    assert sum(one.status == "done" for one in found) == 59


def test_a_cell_that_blocks_its_loop_for_ten_seconds_runs_once_though_another_watches(tmp_path: Path) -> None:
    faults = [{"where": {"question": "question-3", "format": "json"}, "does": "block", "seconds": 10}]
    grid = write_grid(tmp_path, 30, settings={"latency": 0.05, "log": "log.txt", "faults": faults})
    both = [start(grid), start(grid)]
    assert [ended(one)[0] for one in both] == [0, 0]
    assert {(one.status, one.attempts) for one in results(tmp_path)} == {("done", 1)}
    assert max(Counter(calls_begun(tmp_path)).values()) == 1


def test_a_runner_that_was_stopped_cannot_overwrite_when_it_wakes(tmp_path: Path) -> None:
    grid = write_grid(tmp_path, 20, settings={"latency": 0.3, "log": "log.txt"})
    code = (
        "import sys; from goldthread.experiments.ledger import owners; owners.LEASE_SECONDS = 1.0;"
        "owners.Watch.__init__.__kwdefaults__['lease'] = 1.0; from goldthread.experiments import source;"
        "source.WATCH_SECONDS = 0.2; from goldthread.cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    command = ["experiment", "run", str(grid), "--out", str(tmp_path / "out"), "--display", "none"]
    stopped = start(grid)
    wait_for_calls(tmp_path, 10, stopped)
    os.kill(stopped.pid, signal.SIGSTOP)
    other = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, timeout=120, check=False)
    assert other.returncode == 0, other.stderr
    before = results(tmp_path)
    assert {one.status for one in before} == {"done"}
    os.kill(stopped.pid, signal.SIGCONT)
    exit_code, said = ended(stopped)
    assert exit_code == 0, said
    assert "came after another try had begun" in said
    assert results(tmp_path) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_and_leaves_it_resumable(tmp_path: Path, number: signal.Signals) -> None:
    grid = write_grid(tmp_path, 60, settings={"latency": 0.1, "log": "log.txt"})
    child = start(grid)
    wait_for_calls(tmp_path, 30, child)
    child.send_signal(number)
    code, said = ended(child)
    assert code == 130
    assert "goldthread experiment resume" in said
    assert {one.attempts for one in results(tmp_path) if one.status == "open"} == {0}
    assert ended(start(grid, verb="resume"))[0] == 0
    assert {one.status for one in results(tmp_path)} == {"done"}


def test_a_shared_limit_holds_over_processes_one_of_them_killed(tmp_path: Path) -> None:
    models = {"m": {"model": "simulated:m", "requests_per_minute": 3000}}
    factors = {"model": ["m"], "question": {"count": 600}}
    grid = write_grid(tmp_path, 1, factors=factors, models=models, settings={"log": "log.txt", "latency": 0.05})
    children = [start(grid) for _ in range(3)]
    wait_for_calls(tmp_path, 150, children[0])
    children[0].kill()
    children[0].communicate()
    assert [ended(one)[0] for one in children[1:]] == [0, 0]
    moments = sorted(float(line.split()[2]) for line in (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines())
    busiest = max(sum(one <= other < one + 1 for other in moments[at : at + 80]) for at, one in enumerate(moments))
    assert busiest <= 53
    # The last cells are those that the dead process had.
    assert 540 / (moments[540] - moments[0]) >= 45


def test_a_ceiling_holds_over_two_processes(tmp_path: Path) -> None:
    settings = {"tokens_in": 90, "tokens_out": 10, "token_noise": 0.0, "latency": 0.02, "log": "log.txt"}
    grid = write_grid(tmp_path, 60, settings=settings, ceilings={"tokens": 10_000})
    both = [start(grid), start(grid)]
    assert [ended(one)[0] for one in both] == [4, 4]
    assert len(calls_begun(tmp_path)) == 100
    code, said = ended(start(grid, "--max-tokens", "100000", verb="resume"))
    assert code == 0, said
    assert {one.status for one in results(tmp_path)} == {"done"}
    assert max(Counter(calls_begun(tmp_path)).values()) == 1
