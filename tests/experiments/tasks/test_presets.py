"""Shipped grids: they can be read and used, the scripted ones are the others, and slices of them recover what is known."""

import asyncio
import math
from pathlib import Path
from typing import Any

import pytest

from goldthread.experiments.analysis.analyse import analyse
from goldthread.experiments.cells import expand
from goldthread.experiments.entry import prepare_given
from goldthread.experiments.preparing import Prepared
from goldthread.experiments.results import CellResult
from goldthread.experiments.tasks import ask, chains
from goldthread.experiments.tasks.models import choice_of
from goldthread.experiments.tasks.skilled.skill import skill_of, skills_of
from goldthread.schemas.grid_file import find_grid, load_grid, presets
from tests.experiments.tasks.cells import run_cells

SCRIPTED = [one.removesuffix("-scripted") for one in presets() if one.endswith("-scripted")]
COUNTS = {
    "mcmillan-core": 10_500,
    "mcmillan-scale": 1_200,
    "mcmillan-partition": 400,
    "chains": 3_240,
    "writing": 27,
    "formats-small": 48,
    "sql-at-10000": 4_000,
}
USUAL = {"ask": ask.USUAL, "chains": chains.USUAL}


@pytest.fixture(autouse=True)
def cache(shelf_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(shelf_folder))


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_a_grid_has_the_cells_that_it_says(name: str) -> None:
    if "10000" in name or name in ("chains", "mcmillan-partition"):
        grid = load_grid(find_grid(name))
        assert grid.about
        assert f"{COUNTS[name]:,} cells" in find_grid(name).read_text(encoding="utf-8")
        return
    prepared = prepare_given(name)
    assert prepared.expansion.count() == COUNTS[name]
    assert f"{COUNTS[name]:,} cells" in find_grid(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_the_primary_contrast_of_a_grid_has_pairs(name: str) -> None:
    """Whatever the questions are: no task is asked, so that no large corpus is made."""
    grid = load_grid(find_grid(name))
    told = {factor: levels if isinstance(levels, tuple) else (1, 2, 3) for factor, levels in grid.factors.items()}
    cells = [
        CellResult(f"{place:064x}", place, factors, "done", {"success": float(place % 2)})
        for place, (_, factors) in enumerate(expand(grid, told).cells())
    ]
    primary = analyse(cells, grid).primary
    assert primary is not None
    assert primary.pairs > 1
    assert primary.dropped == 0


def test_without_the_shape_of_the_specification_the_core_is_the_published_design() -> None:
    prepared = prepare_given("mcmillan-core")
    same = [one for _, one in prepared.expansion.cells() if one["format"] != "toon"]
    assert len(same) == 8_400
    assert len({one["question"] for one in same}) == 100
    published = [one for one in prepared.grid.published if "format" in one and "measure" not in one]
    assert [one["value"] for one in published] == [0.754, 0.749, 0.723, 0.723]
    assert len([one for one in prepared.grid.published if one.get("agent") == "prompt"]) == 10


@pytest.mark.parametrize("name", SCRIPTED)
def test_the_scripted_grid_is_the_other_one_but_for_its_models(name: str) -> None:
    grid, scripted = load_grid(find_grid(name)), load_grid(find_grid(f"{name}-scripted"))
    assert (grid.task, grid.exclude, grid.pair_by, grid.hypothesis) == (
        scripted.task, scripted.exclude, scripted.pair_by, scripted.hypothesis,
    )  # fmt: skip
    for factor in grid.factors:
        assert factor == "model" or grid.factors[factor] == scripted.factors[factor]
    assert set(grid.factors) == set(scripted.factors)
    assert grid.published == scripted.published


def slice_of(prepared: Prepared, every: int, most_tables: int) -> list[dict[str, Any]]:
    """Every n-th cell whose corpus is small enough."""

    def tables(one: dict[str, Any]) -> int:
        return int(str(one["corpus"]).partition("-")[2] or 24)

    cells = [one for _, one in prepared.expansion.cells() if tables(one) <= most_tables]
    return cells[::every]


@pytest.mark.full
@pytest.mark.parametrize(
    ("name", "every", "most"),
    [("mcmillan-core", 53, 24), ("mcmillan-scale", 7, 1_000), ("chains", 11, 1_000), ("sql-at-10000", 17, 250)],
)
def test_a_slice_recovers_what_is_known(name: str, every: int, most: int) -> None:
    prepared = prepare_given(f"{name}-scripted")
    cells = slice_of(prepared, every, most)
    assert len(cells) >= 100

    async def run() -> list[Any]:
        try:
            return await run_cells(prepared.task, cells, prepared.settings)
        finally:
            await prepared.task.close()

    found = asyncio.run(run())
    skills = skills_of(prepared.settings)
    chances = []
    for factors, outcome in found:
        assert outcome.status == "done", outcome
        levels = USUAL[prepared.grid.task] | dict(factors) | {"tier": outcome.labels["tier"]}
        skill = skill_of(choice_of(levels["model"], prepared.settings).model, skills)
        assert skill is not None
        chances.append(skill.chance(levels))
        drawn = skill.succeeds(levels, factors, prepared.grid.seed)
        assert outcome.measures["success"] == float(drawn), (factors, outcome.labels)
    won = sum(outcome.measures["success"] for _, outcome in found)
    # Questions are alike in themselves: the spread of 0.3 at most doubles the variance of a slice this thin.
    spread = math.sqrt(2 * sum(one * (1 - one) for one in chances))
    assert abs(won - sum(chances)) < 4 * spread
