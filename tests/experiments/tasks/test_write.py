"""Cells of `write`: documents by each method, what they kept, how long they are, and nothing bought twice."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput, CeilingReached
from goldthread.experiments.tasks.write import WriteTask, length_score
from goldthread.experiments.work import Context
from tests.experiments.tasks.cells import MemoryLog, OpenGate, run_cell

CELL: dict[str, Any] = {"job": "guide", "model": "fair"}


@pytest.fixture
def written() -> dict[str, Any]:
    request = (
        "Write a guide to a small harbour in 4 chapters of about 120 words each. "
        "Chapter 2 must mention the lighthouse. Never mention the ferry."
    )
    return {
        "jobs": {"guide": {"request": request}},
        "writers": {"fair": {"noise": 0.02, "seed": 3}, "short": {"factor": 0.3}},
        "models": {"fair": {"model": "simulated:fair"}, "short": {"model": "simulated:short"}},
        "seed": 1,
    }


@pytest.fixture
async def write() -> AsyncIterator[WriteTask]:
    task = WriteTask()
    yield task
    await task.close()


async def test_goldthread_keeps_what_was_asked(write: WriteTask, written: dict[str, Any]) -> None:
    outcome = await run_cell(write, CELL, written)
    assert outcome.measures["success"] == 1.0, outcome
    assert outcome.measures["kept"] >= 2
    assert outcome.measures["broken"] == 0
    assert outcome.measures["length_score"] > 90
    assert outcome.labels == {"end": "done"}
    assert outcome.price == 0.0
    assert "lighthouse" in str(outcome.trajectory[-1]["text"])


@pytest.mark.parametrize("method", ["direct", "agentwrite"])
async def test_published_methods_are_measured_by_the_same_rule(
    write: WriteTask, written: dict[str, Any], method: str
) -> None:
    outcome = await run_cell(write, CELL | {"method": method, "model": "short"}, written)
    assert outcome.status == "done"
    assert outcome.measures["success"] == 0.0
    assert outcome.measures["asked"] == 480
    assert outcome.measures["words"] < 480
    assert outcome.measures["calls"] >= 1
    assert outcome.measures["tokens_out"] > 0


async def test_finished_calls_are_not_made_again_and_a_repeat_is_another_document(
    write: WriteTask, written: dict[str, Any]
) -> None:
    log, gate = MemoryLog(), OpenGate()
    first = await run_cell(write, CELL, written, Context(log, gate))
    used = gate.used
    again = await run_cell(write, CELL, written, Context(log, gate))
    assert again.measures == first.measures
    assert again.trajectory == first.trajectory
    assert gate.used == used > 0
    assert not gate.open
    other = await run_cell(write, CELL | {"repeat": 2}, written)
    assert other.trajectory != first.trajectory


async def test_the_runs_ceiling_is_no_outcome(write: WriteTask, written: dict[str, Any]) -> None:
    with pytest.raises(CeilingReached):
        await run_cell(write, CELL, written, Context(MemoryLog(), OpenGate(tokens=3_000)))
    written["jobs"]["guide"]["ceilings"] = {"tokens": 3_000}
    outcome = await run_cell(WriteTask(), CELL, written)
    assert (outcome.status, outcome.labels["end"]) == ("failed", "ceiling")
    assert outcome.failure is not None
    assert outcome.failure.kind == "CeilingReached"


def test_the_length_score_is_the_published_one() -> None:
    assert [length_score(words, 1_000) for words in (1_000, 2_500, 4_000, 500, 0)] == [100, 50, 0, 50, 0]
    assert length_score(10, 1_000) == 0


@pytest.mark.parametrize(
    ("levels", "more", "message"),
    [
        ({"job": ("nowhere.yaml",)}, {}, "there is no job 'nowhere.yaml'"),
        ({"job": ("guide",), "method": ("direkt",)}, {}, "did you mean direct"),
        ({"job": ("guide",), "model": ("skilled:x",)}, {}, "skilled:x cannot write"),
        ({"job": ("guide",), "format": ("yaml",)}, {}, "there is no factor 'format'"),
        ({"job": ("odd",)}, {"jobs": {"odd": {"requests": "x"}}}, "requests"),
        ({"job": ("none",)}, {"jobs": {"none": {"request": "Write 5 words in 10 chapters."}}}, "too few"),
        ({"job": ("guide",)}, {"length_within": 2}, "is no share"),
        ({"job": ("guide",)}, {"writers": {"fair": {"faktor": 1}}, "_": 0}, "there is no setting"),
        ({"job": ("guide",), "model": ("fair",)}, {"writers": {"fair": {"faktor": 1}}}, "faktor"),
    ],
)
def test_what_is_not_known_is_refused(
    levels: dict[str, Any], more: dict[str, Any], message: str, written: dict[str, Any]
) -> None:
    with pytest.raises(BadInput, match=message):
        WriteTask().check(levels, written | more)


def test_what_determines_a_document_is_in_its_identity(written: dict[str, Any], tmp_path: Path) -> None:
    task = WriteTask()
    before = task.identity(CELL, written)
    assert task.labels(CELL, written) == {"asked": "480 words"}
    written["writers"]["fair"]["factor"] = 0.9
    assert task.identity(CELL, written)["writer"] != before["writer"]
    (tmp_path / "job.yaml").write_text("request: Write 300 words on tea.\nsources: [tea.md]\n")
    (tmp_path / "tea.md").write_text("# Tea\n\nTea is a drink made of leaves.\n")
    settings = written | {"root": str(tmp_path)}
    of_file = task.identity({"job": "job.yaml"}, settings)["job"]
    (tmp_path / "tea.md").write_text("# Tea\n\nTea is a drink made of leaves and water.\n")
    assert WriteTask().identity({"job": "job.yaml"}, settings)["job"] != of_file


def test_a_forecast_knows_the_methods(written: dict[str, Any]) -> None:
    found = {
        method: WriteTask().estimate(CELL | {"method": method}, written)
        for method in ("direct", "agentwrite", "goldthread")
    }
    assert found["direct"].calls == 1
    assert found["agentwrite"].calls == 5
    assert found["goldthread"].tokens_out == pytest.approx(480 * 1.4)
