"""Parts of the fleet that need no cluster: the worker's side, and what is told where Ray or a cluster is missing."""

import asyncio
import sys
from pathlib import Path

import pytest

from goldthread.cli.app import run as command
from goldthread.errors import CeilingReached, GoldthreadError
from goldthread.experiments.executors.ray_cluster import refuse_other_code
from goldthread.experiments.executors.ray_messages import Answered, Asked, Facts
from goldthread.experiments.executors.ray_worker import FleetWorker, facts_here
from goldthread.experiments.work import Finished
from goldthread.schemas.yaml_files import dump_yaml
from tests.fleet.tasks import find_task, work_of


async def _told(worker: FleetWorker, count: int) -> list[Asked | Finished]:
    """Wait until so many messages came."""
    found: list[Asked | Finished] = []
    while len(found) < count:
        async with asyncio.timeout(5):
            found += await worker.collect()
    return found


async def test_a_worker_asks_before_and_after_each_call(tmp_path: Path) -> None:
    worker = FleetWorker(find_task, None)
    await worker.deliver([work_of(tmp_path, "cell")])
    verbs = []
    while True:
        [message] = await _told(worker, 1)
        if isinstance(message, Finished):
            break
        verbs.append(message.verb)
        assert (message.key, message.attempt) == ("cell", 1)
        await worker.deliver([Answered(message.number, "r1" if message.verb == "admit" else None)])
    assert verbs == ["admit", "settle", "append"]
    assert message.outcome
    assert message.outcome.measures["success"] == 1.0
    await worker.close()


async def test_an_error_of_the_driver_is_raised_where_it_was_asked(tmp_path: Path) -> None:
    worker = FleetWorker(find_task, None)
    await worker.deliver([work_of(tmp_path, "cell")])
    [asked] = await _told(worker, 1)
    assert isinstance(asked, Asked)
    await worker.deliver([Answered(asked.number, error=CeilingReached("enough"))])
    [ended] = await _told(worker, 1)
    assert isinstance(ended, Finished)
    assert ended.failure
    assert (ended.failure.kind, ended.failure.again) == ("CeilingReached", True)
    # An answer to a question that nobody asks any more is let go.
    await worker.deliver([Answered(asked.number, "late")])
    await worker.close()


async def test_a_try_ends_in_its_time(tmp_path: Path) -> None:
    worker = FleetWorker(find_task, 0.05)
    await worker.deliver([work_of(tmp_path, "cell")])
    told = await _told(worker, 2)
    assert isinstance(told[1], Finished)
    assert told[1].failure
    assert told[1].failure.kind == "TimedOut"


def test_another_code_on_a_machine_is_named() -> None:
    here = facts_here()
    refuse_other_code(here)
    other = Facts("far", 1, here.python, here.version, "0" * 64)
    with pytest.raises(GoldthreadError, match="far has another code of goldthread"):
        refuse_other_code(other)
    with pytest.raises(GoldthreadError, match=r"far has another Python \(2\.7\)"):
        refuse_other_code(Facts("far", 1, "2.7", here.version, here.code))


def _grid(folder: Path) -> str:
    grid = {"name": "g", "task": "simulated", "factors": {"question": ["a", "b"]}}
    (folder / "grid.yaml").write_text(dump_yaml(grid), encoding="utf-8")
    return str(folder / "grid.yaml")


def test_ray_that_is_absent_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    flags = ["--out", str(tmp_path / "out"), "--executor", "ray", "--display", "none"]
    assert command(["experiment", "run", _grid(tmp_path), *flags]) == 2
    told = capsys.readouterr().err
    assert "--executor: the fleet needs Ray" in told
    assert "goldthread[ray]" in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("127.0.0.1:1", "no Ray cluster could be reached"),
        ("ray://127.0.0.1:10001", "not through Ray Client"),
        ("somewhere", "not HOST:PORT, auto or local"),
    ],
)
def test_an_address_without_a_cluster_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, told: str
) -> None:
    pytest.importorskip("ray", reason='Ray is absent: pip install "goldthread[ray]"')
    flags = ["--out", str(tmp_path / "out"), "--executor", "ray", "--address", address, "--display", "none"]
    assert command(["experiment", "run", _grid(tmp_path), *flags]) == 2
    assert told in capsys.readouterr().err
