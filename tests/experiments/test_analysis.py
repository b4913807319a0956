"""From results to what a report says: hand-counted tables, statsmodels' values, and whatever results there may be."""

import json
import math
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import cochrans_q, mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from goldthread.experiments.analysis.analyse import analyse
from goldthread.experiments.analysis.columns import tabulate
from goldthread.experiments.analysis.groups import sizes_of
from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Failure
from goldthread.schemas.analysis import Analysis, Contrast
from goldthread.schemas.grid import Grid, Hypothesis
from tests.experiments.generated import grid_of, results_of


def cells_of(table: dict[str, list[int | None]], **more: Any) -> list[CellResult]:
    """Cells of one factor `format` and a question each; None is open, -1 failed."""
    made: list[CellResult] = []
    for level, outcomes in table.items():
        for question, outcome in enumerate(outcomes):
            status: Any = "open" if outcome is None else "failed" if outcome < 0 else "done"
            made.append(
                CellResult(
                    key=f"{level}{question:02d}".encode().hex().ljust(64, "0"),
                    place=len(made),
                    factors={"format": level, "question": f"q{question}"} | more,
                    status=status,
                    measures={}
                    if outcome is None
                    else {"success": float(max(outcome, 0)), "tokens_in": 100.0 + question},
                    price=0.0 if outcome is None else 0.01,
                    failure=Failure("TimedOut", "too slow") if status == "failed" else None,
                )
            )
    return made


def small_grid(*levels: str, hypothesis: Hypothesis | None = None, **more: Any) -> Grid:
    return Grid(
        name="small",
        task="simulated",
        factors={"format": levels, "question": {"count": 4}},
        hypothesis=hypothesis,
        **more,
    )


YAML_JSON = Hypothesis(factor="format", better="yaml", than="json")


def primary(analysis: Analysis) -> Contrast:
    assert analysis.primary is not None
    return analysis.primary


def test_four_questions_counted_by_hand() -> None:
    cells = cells_of({"yaml": [1, 1, 1, 0], "json": [0, 1, 0, 0]})
    found = primary(analyse(cells, small_grid("yaml", "json", hypothesis=YAML_JSON)))
    assert (found.both, found.only_first, found.only_second, found.neither) == (1, 2, 0, 1)
    assert found.rate_first == 0.75
    assert found.rate_second == 0.25
    assert found.difference.value == 0.5
    assert found.p == pytest.approx(0.5)  # two heads of two coins, both sides
    assert found.mid_p == pytest.approx(0.25)
    assert found.verdict == "not distinguishable"
    assert "not distinguishable at this n" in found.sentence
    assert [pair.first[:12] for pair in found.differing] == [f"yaml0{at}".encode().hex() for at in (0, 2)]


def test_open_and_failed_cells_are_counted_and_said() -> None:
    cells = cells_of({"yaml": [1, 1, None, -1, 1], "json": [0, 1, 1, 1, None]})
    analysis = analyse(cells, small_grid("yaml", "json", hypothesis=YAML_JSON))
    assert (analysis.cells, analysis.done, analysis.failed, analysis.open) == (10, 7, 1, 2)
    found = primary(analysis)
    assert found.pairs == 3  # questions 0, 1 and 3; a failure is no success
    assert found.only_second == 1
    assert found.dropped == 4  # two open ones and their partners
    said = " ".join(analysis.remarks)
    assert "2 of 10 cells have no result yet" in said
    assert "1 cells failed" in said
    assert "4 cells are left out of the primary contrast" in said
    kind = analysis.failures[0]
    assert (kind.kind, kind.failure, kind.cells, kind.by_level) == ("TimedOut", True, 1, {"yaml": 1, "json": 0})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_as_statsmodels_has_it(seed: int) -> None:
    random = np.random.default_rng(seed)
    levels = ("yaml", "json", "toon", "markdown")
    table = random.random((80, 4)) < [0.7, 0.5, 0.55, 0.65]
    cells = cells_of({level: table[:, at].astype(int).tolist() for at, level in enumerate(levels)})
    analysis = analyse(cells, small_grid(*levels, hypothesis=YAML_JSON))
    one, two = table[:, 0], table[:, 1]
    crossed = [[(one & two).sum(), (one & ~two).sum()], [(~one & two).sum(), (~one & ~two).sum()]]
    assert primary(analysis).p == pytest.approx(mcnemar(crossed, exact=True).pvalue, abs=1e-9)
    group = next(group for group in analysis.breakdowns[0].groups if group.level == "yaml")
    assert (group.success.low, group.success.high) == pytest.approx(
        proportion_confint(int(one.sum()), 80, method="wilson"), abs=1e-9
    )
    q = cochrans_q(table.astype(int))
    assert analysis.omnibus[0].statistic == pytest.approx(q.statistic, abs=1e-9)
    assert analysis.omnibus[0].p == pytest.approx(q.pvalue, abs=1e-9)
    secondary = [one for one in analysis.contrasts if one.family == "secondary"]
    assert len(secondary) == 5
    raw = [one.p or math.nan for one in secondary]
    assert [one.adjusted for one in secondary] == pytest.approx(multipletests(raw, method="holm")[1].tolist(), abs=1e-9)
    exploring = [one for one in analysis.contrasts if one.family == "exploratory"]
    raw = [one.p or math.nan for one in exploring]
    assert [one.adjusted for one in exploring] == pytest.approx(
        multipletests(raw, method="fdr_bh")[1].tolist(), abs=1e-9
    )


def test_pairs_share_everything_but_the_factor_compared() -> None:
    analysis = analyse(results_of(failing=0, open_share=0), grid_of())
    found = primary(analysis)
    assert found.pairs == 2 * 4 * 20
    assert found.clusters == 20
    assert found.dropped == 0


def test_nested_factors_do_not_part_pairs() -> None:
    """A layout that only one agent has: questions pair all the same."""
    cells = [
        *cells_of({"yaml": [1, 1, 0]}, agent="files", layout="domain"),
        *cells_of({"yaml": [0, 1, 0]}, agent="prompt", layout="none"),
    ]
    cells = [
        CellResult(key=f"{at:064x}", place=at, factors=one.factors, status="done", measures=one.measures)
        for at, one in enumerate(cells)
    ]
    grid = Grid(
        name="nested", task="simulated", hypothesis=Hypothesis(factor="agent", better="files", than="prompt"),
        factors={"agent": ("files", "prompt"), "layout": ("domain", "none"), "format": ("yaml",), "question": {}},
    )  # fmt: skip
    assert primary(analyse(cells, grid)).pairs == 3


def test_repeats_widen_the_interval() -> None:
    """Ten repeats of ten questions that never change say no more than the ten questions."""
    once = cells_of({"yaml": [1, 0] * 5})
    often = [
        CellResult(key=f"{one.key[:-2]}{repeat:02d}", place=at * 10 + repeat, factors={**one.factors, "repeat": repeat},
                   status="done", measures=one.measures)
        for at, one in enumerate(once) for repeat in range(10)
    ]  # fmt: skip
    grid = small_grid("yaml", repeats=10)
    figure = analyse(often, grid).breakdowns[0].groups[0].success
    assert (figure.cells, figure.clusters) == (100, 10)
    low, high = proportion_confint(50, 100, method="wilson")
    assert figure.low is not None
    assert figure.high is not None
    assert figure.high - figure.low > 2 * (high - low)


def test_a_hypothesis_with_a_margin() -> None:
    same: list[int | None] = [1, 0, 1, 1, 0, 1, 1, 1] * 25
    claim = Hypothesis(factor="format", better="yaml", than="json", claim="equivalent", margin=0.05)
    found = primary(analyse(cells_of({"yaml": same, "json": same}), small_grid("yaml", "json", hypothesis=claim)))
    assert (found.claim, found.verdict) == ("equivalent", "equivalent")


def test_a_hypothesis_of_which_nothing_ran() -> None:
    found = primary(
        analyse(cells_of({"yaml": [None], "json": [None]}), small_grid("yaml", "json", hypothesis=YAML_JSON))
    )
    assert (found.pairs, found.p, found.verdict) == (0, None, "not tested")


def test_without_a_hypothesis_everything_explores() -> None:
    analysis = analyse(results_of(), grid_of(hypothesis=None))
    assert analysis.primary is None
    assert {one.family for one in analysis.contrasts} == {"exploratory"}
    assert "nothing is confirmed" in analysis.remarks[0]


def test_costs_and_the_front() -> None:
    analysis = analyse(results_of(questions=40), grid_of())
    assert analysis.cost_unit == "US dollars"
    costs = [point.cost or 0.0 for point in analysis.points]
    assert costs == sorted(costs)
    front = [point.success.value or 0.0 for point in analysis.points if point.front]
    assert front == sorted(front)
    best = max(analysis.points, key=lambda point: point.success.value or 0.0)
    assert best.front
    for point in analysis.points:
        beaten = any(
            (other.cost or 0) <= (point.cost or 0) and (other.success.value or 0) > (point.success.value or 0)
            for other in analysis.points
        )
        assert point.front == (not beaten)


def test_published_numbers_stand_beside_ours() -> None:
    rows = (
        {"format": "yaml", "value": 0.75, "source": "a study"},
        {"format": ["yaml", "json"], "value": 0.01},
        {"format": "xml", "value": 0.5},
        {"format": "yaml"},
    )
    analysis = analyse(
        cells_of({"yaml": [1, 1, 1, 0], "json": [1, 1, 1, 1]}), small_grid("yaml", "json", published=rows)
    )
    assert [one.words for one in analysis.published] == [
        "our interval holds it", "ours is above it", "no finished cell of ours fits",
    ]  # fmt: skip
    assert analysis.published[0].ours.value == 0.75
    assert "Row 4 of `published` has no number" in " ".join(analysis.remarks)


def test_the_papers_own_tests_are_there() -> None:
    analysis = analyse(results_of(), grid_of())
    assert {one.name for one in analysis.replication} >= {"paired t", "chi-square", "one-way ANOVA"}
    assert all(one.caveat for one in analysis.replication)


def test_sizes_are_read_from_names() -> None:
    def sizes(name: str, levels: list[Any]) -> dict[str, float]:
        cells = [CellResult(f"{at:064x}", at, {name: level}, "open") for at, level in enumerate(levels)]
        column = tabulate(cells, Grid(name="x", task="simulated", factors={name: tuple(levels)})).column(name)
        assert column is not None
        return sizes_of(name, column)

    assert sizes("size", [10, 1000]) == {"10": 10, "1000": 1000}
    assert sizes("corpus", ["synth-10", "synth-100", "synth-10k"]) == {
        "synth-10": 10, "synth-100": 100, "synth-10k": 10000,
    }  # fmt: skip
    assert sizes("corpus", ["retail24", "synth-100", "synth-1000"]) == {}
    assert sizes("model", [7, 70]) == {}


def test_the_order_of_results_does_not_matter() -> None:
    cells = results_of(questions=10)
    assert analyse(cells, grid_of()) == analyse(cells[::-1], grid_of())


TEXT = st.text(max_size=12)
LEVEL = TEXT | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.booleans()
MEASURE = st.sampled_from(["success", "jaccard", "tokens_in", "calls", "turns", "x y"])
NUMBER = st.sampled_from([0.0, 1.0]) | st.floats(-1e9, 1e9, allow_nan=False)


@st.composite
def any_results(draw: st.DrawFn) -> tuple[Grid, list[CellResult]]:
    """A grid and results of all kinds: none, one level, one question, all failed, odd names."""
    names = draw(st.lists(st.sampled_from(["format", "model", "size", "corpus", "question"]), min_size=1, unique=True))
    levels = {
        name: draw(st.lists(LEVEL, min_size=1, max_size=4, unique_by=lambda one: (type(one), one))) for name in names
    }
    grid = Grid(
        name="any", about=draw(TEXT), task="simulated", factors={name: tuple(of) for name, of in levels.items()},
        hypothesis=draw(
            st.none()
            | st.builds(Hypothesis, factor=st.just(names[0]), better=st.sampled_from(levels[names[0]]),
                        than=st.sampled_from(levels[names[0]]), measure=MEASURE)
        ),
    )  # fmt: skip
    cells = [
        CellResult(
            key=f"{place:064x}", place=place, factors={name: draw(st.sampled_from(levels[name])) for name in names},
            status=draw(st.sampled_from(["open", "done", "failed"])),
            measures=draw(st.dictionaries(MEASURE, NUMBER, max_size=4)),
            labels=draw(st.dictionaries(st.sampled_from(["tier", "problem", "end"]), TEXT, max_size=2)),
            price=draw(st.none() | st.floats(0, 10)),
            failure=draw(st.none() | st.builds(Failure, kind=TEXT, message=TEXT)),
        )
        for place in range(draw(st.integers(0, 14)))
    ]  # fmt: skip
    return grid, cells


@given(any_results())
@settings(max_examples=25, deadline=None)
def test_any_results_give_an_analysis(told: tuple[Grid, list[CellResult]]) -> None:
    grid, cells = told
    analysis = analyse(cells, grid)
    assert analysis.done + analysis.failed + analysis.open == analysis.cells == len(cells)
    json.dumps(asdict(analysis), allow_nan=False)
    for one in (analysis.primary, *analysis.contrasts):
        if one is not None and one.pairs and one.p is not None:
            assert 0 <= one.p <= 1


def test_levels_that_a_task_names_stand_in_the_order_of_their_numbers() -> None:
    names = [f"question-{number}" for number in (1, 2, 10, 11, 100)]
    cells = [
        CellResult(str(at), at, {"question": name, "format": "yaml"}, "done", {"success": 1.0})
        for at, name in enumerate(sorted(names))
    ]
    assert tabulate(cells, grid_of()).factors["question"].levels == tuple(names)
