"""Expansion against brute force, and what cannot be expanded."""

import itertools
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.errors import BadInput
from goldthread.experiments.cells import Expansion, expand, fits, same_level
from goldthread.schemas.grid import Grid
from goldthread.schemas.grid_file import grid_of

NAMES = ("alpha", "beta", "question", "size")
LEVELS: st.SearchStrategy[Any] = st.one_of(st.sampled_from(["x", "y", "1", "true"]), st.integers(0, 3), st.booleans())


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    factors: dict[str, Any] = {}
    for name in names:
        levels: list[Any] = []
        for level in draw(st.lists(LEVELS, min_size=1, max_size=4)):
            if not any(same_level(level, one) for one in levels):
                levels.append(level)
        factors[name] = tuple(levels)
    conditions = st.dictionaries(st.sampled_from(names), st.integers(1, 15), min_size=1, max_size=3)

    def condition(told: dict[str, int]) -> dict[str, Any]:
        found = {}
        for name, mask in told.items():
            picked = tuple(one for at, one in enumerate(factors[name]) if mask >> at & 1)
            found[name] = picked or factors[name][0]
        return found

    exclude = tuple(condition(one) for one in draw(st.lists(conditions, max_size=3)))
    only = tuple(condition(one) for one in draw(st.lists(conditions, max_size=2)))
    return Grid(
        name="g", task="simulated", factors=factors, exclude=exclude, only=only, repeats=draw(st.integers(1, 3))
    )


def brute(grid: Grid) -> list[dict[str, Any]]:
    factors: dict[str, Any] = dict(grid.factors)
    if grid.repeats > 1:
        factors["repeat"] = tuple(range(1, grid.repeats + 1))
    cells = [dict(zip(factors, levels, strict=True)) for levels in itertools.product(*factors.values())]
    kept = [one for one in cells if not any(fits(one, condition) for condition in grid.exclude)]
    return [one for one in kept if not grid.only or any(fits(one, condition) for condition in grid.only)]


def _comparable(cell: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, repr(level)) for name, level in cell.items()))


@given(grids())
def test_cells_are_those_of_brute_force(grid: Grid) -> None:
    wanted = brute(grid)
    levels: Any = grid.factors
    try:
        expansion = expand(grid, levels)
    except BadInput:
        alone = [brute(grid.model_copy(update={"only": (one,)})) for one in grid.only]
        assert not wanted or [] in alone
        return
    cells = list(expansion.cells())
    assert sorted(_comparable(one) for _, one in cells) == sorted(_comparable(one) for one in wanted)
    assert expansion.count() == len(cells)
    numbers = [number for number, _ in cells]
    assert numbers == sorted(set(numbers)) == list(expansion.numbers())
    assert all(expansion.at(number) == levels for number, levels in cells)
    plain = Expansion(expansion.factors)
    assert all(plain.at(number) == levels for number, levels in cells)


@given(grids())
def test_pairs_are_whole_before_the_next_question_begins(grid: Grid) -> None:
    levels: Any = grid.factors
    try:
        cells = [one for _, one in expand(grid, levels).cells()]
    except BadInput:
        return
    blocks = [repr((one.get("repeat"), one.get("question"))) for one in cells]
    assert len([key for key, _ in itertools.groupby(blocks)]) == len(set(blocks))


def test_ten_million_cells_are_refused_at_once() -> None:
    grid = grid_of({"name": "g", "task": "simulated", "factors": {"a": [1]}}, None)
    begun = time.perf_counter()
    with pytest.raises(BadInput, match=r"make 10,000,000 cells; a grid has at most 2,000,000"):
        expand(grid, {"a": tuple(range(10_000)), "b": tuple(range(1_000))})
    assert time.perf_counter() - begun < 2


def test_a_grid_of_few_cells_in_a_huge_product_is_expanded() -> None:
    only = [{"a": 7, "b": [1, 2]}]
    grid = grid_of({"name": "g", "task": "simulated", "factors": {"a": [7], "b": [1, 2]}, "only": only}, None)
    expansion = expand(grid, {"a": tuple(range(3_000)), "b": tuple(range(3_000)), "c": ("x", "y")})
    assert expansion.count() == 4
    assert [cell["b"] for _, cell in expansion.cells()] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"exclude": [{"format": "xml"}]},
            r"exclude\[0\].format: no cell has the level 'xml'\n  levels are: yaml, json",
        ),
        ({"exclude": [{"format": ["yaml", "json"]}]}, "leaves out every cell"),
        ({"only": [{"format": "yaml"}], "exclude": [{"format": "yaml"}]}, r"only\[0\]: keeps nothing"),
        ({"exclude": [{"size": True}]}, "no cell has the level True"),
    ],
)
def test_conditions_that_leave_nothing_are_refused(fields: dict[str, Any], message: str) -> None:
    data = {"name": "g", "task": "simulated", "factors": {"format": ["yaml", "json"], "size": [1, 2]}, **fields}
    grid = grid_of(data, None)
    with pytest.raises(BadInput, match=message):
        expand(grid, {"format": ("yaml", "json"), "size": (1, 2)})


def test_a_factor_without_levels_is_refused() -> None:
    grid = grid_of({"name": "g", "task": "simulated", "factors": {"a": {"count": 0}}}, None)
    with pytest.raises(BadInput, match=r"factors\.a: has no level"):
        expand(grid, {"a": ()})


@pytest.mark.parametrize(
    ("asked", "more", "message"),
    [
        ({"than": "xml"}, {}, r"hypothesis\.than: no cell has the level 'xml'"),
        ({"where": {"size": 3}}, {}, r"hypothesis\.where\.size: no cell has the level 3"),
        ({}, {"exclude": [{"format": "json"}]}, r"hypothesis\.than: no cell has format json: exclude"),
        ({}, {"only": [{"format": ["yaml", "toon"]}]}, r"hypothesis\.than: no cell has format json: exclude"),
        (
            {"where": {"size": 2}},
            {"exclude": [{"format": "yaml", "size": 2}]},
            r"hypothesis\.better: no cell has format yaml where the hypothesis looks",
        ),
        ({}, {"pair_by": ["question", "format"]}, r"hypothesis\.factor: format is one of pair_by"),
        ({"where": {"size": 2}}, {"exclude": [{"format": "yaml", "size": 1}]}, ""),
    ],
)
def test_a_contrast_without_cells_is_refused(asked: dict[str, Any], more: dict[str, Any], message: str) -> None:
    factors: dict[str, Any] = {"format": ["yaml", "json", "toon"], "size": [1, 2], "question": ["a", "b"]}
    hypothesis = {"factor": "format", "better": "yaml", "than": "json", **asked}
    data = {"name": "g", "task": "simulated", "factors": factors, "hypothesis": hypothesis, **more}
    grid = grid_of(data, None)
    if message:
        with pytest.raises(BadInput, match=message):
            expand(grid, factors)
    else:
        assert expand(grid, factors).count() == 10
