"""Cells of `chains`: the way is found with real tools, and the named table is exactly right or wrong."""

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.experiments.tasks.chains import ChainsTask, read_answer
from tests.experiments.tasks.cells import run_cell, run_cells
from tests.workflows.asking import scripted, turn

CELL: dict[str, Any] = {"corpus": "synth-100", "question": 1, "model": "good", "layout": "domain", "agent": "file"}


@pytest.fixture
async def chains() -> AsyncIterator[ChainsTask]:
    task = ChainsTask()
    yield task
    await task.close()


async def test_ways_of_every_kind_end_as_they_must(chains: ChainsTask, settings: dict[str, Any]) -> None:
    kinds = product(("forward", "backward"), (1, 3), ("file", "guided", "prompt"), ("good", "poor"))
    cells = [
        CELL | {"direction": direction, "hops": hops, "agent": agent, "model": model, "parallel": 2}
        for direction, hops, agent, model in kinds
    ]
    for factors, outcome in await run_cells(chains, cells, settings):
        assert outcome.measures["success"] == float(factors["model"] == "good"), (factors, outcome)
        assert outcome.labels["tier"] == f"{factors['hops']} hops"
        if factors["model"] == "good":
            assert outcome.measures["share"] == 1.0
            assert outcome.labels["end"] == "answered"
        if factors["agent"] == "prompt":
            assert outcome.measures["table_recall"] == 1.0


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("orders", ["orders"]),
        ("`orders`, Items.", ["orders", "items"]),
        ("1.\n", ["1"]),
        ("orders and items", ["orders", "items"]),
        ('"supply_and_demand"', ["supply_and_demand"]),
        ("", []),
    ],
)
def test_an_answer_is_read_without_its_marks(given: str, names: list[str]) -> None:
    assert read_answer(given) == names


async def test_what_is_wrong_is_told(chains: ChainsTask, settings: dict[str, Any], tmp_path: Path) -> None:
    chain = chains._chain(
        {"corpus": "synth-100", "hops": 2, "direction": "forward", "parallel": 1, "scatter": "any", "question": 1},
        settings,
    )
    other = next(one for one in chain.tables if one not in chain.answers)
    for name, answer, problem, success in (
        ("right", str(chain.answers[0]).upper(), "none", 1.0),
        ("other", other, "other table", 0.0),
        ("made", "nowhere_at_all", "unknown", 0.0),
        ("twice", f"{chain.answers[0]}, {other}", "other table", 0.0),
    ):
        settings["models"][name] = {"model": scripted(tmp_path, turn("answer", value=answer), name=name)}
        outcome = await run_cell(chains, CELL | {"model": name}, settings)
        assert (outcome.labels["problem"], outcome.measures["success"]) == (problem, success), name
        assert outcome.measures["hallucinated"] == float(problem == "unknown")


async def test_a_query_is_no_answer_here(chains: ChainsTask, settings: dict[str, Any], tmp_path: Path) -> None:
    settings["models"]["sql"] = {"model": scripted(tmp_path, turn("answer", sql="SELECT 1"))}
    outcome = await run_cell(chains, CELL | {"model": "sql"}, settings)
    assert outcome.labels["end"] == "unreadable"
    assert outcome.measures["malformed"] == 3


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ({"question": (1,), "hops": (0,)}, "0 is no level of hops"),
        ({"question": (1,), "direction": ("forwards",)}, "did you mean forward"),
        ({"question": (1,), "scatter": ("near",)}, "there is no scatter 'near'"),
        ({"question": ("L1-01",)}, "is no level of question"),
        ({"hops": (1,)}, "has no factor question"),
        ({"question": (1,), "corpus": ("synth-5",)}, "10 to 10,000 tables"),
    ],
)
def test_what_is_not_known_is_refused(levels: dict[str, Any], message: str, settings: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=message):
        ChainsTask().check(levels, settings)


def test_a_catalog_with_too_few_ways_says_so(settings: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="chains of 3 hops"):
        ChainsTask().identity(CELL | {"corpus": "synth-10", "hops": 3, "question": 200}, settings)
    assert ChainsTask().levels("question", {"count": 3}, settings) == (1, 2, 3)
    for told in ({"count": 0}, {"tiers": [1]}, {}):
        with pytest.raises(BadInput):
            ChainsTask().levels("question", told, settings)  # type: ignore[arg-type]
