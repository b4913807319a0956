"""Simulated experiments with a fixed seed: tests find nothing too often, intervals cover. bench/comparisons.py has more."""

import numpy as np
import pytest

from goldthread.experiments.statistics.compare import compare
from goldthread.experiments.statistics.multiple import holm
from goldthread.experiments.statistics.outcomes import outcomes
from goldthread.experiments.statistics.paired import cochran_q, mcnemar, mcnemar_by_question
from goldthread.experiments.statistics.power import mcnemar_power
from goldthread.experiments.statistics.simulation import (
    conditions,
    covered_by_bootstrap,
    covered_by_tango,
    pairwise,
    scores,
    tango_limits,
    yes_no,
)

pytestmark = pytest.mark.full
EXPERIMENTS = 4000


def source() -> np.random.Generator:
    return np.random.default_rng(1)


@pytest.mark.parametrize(("questions", "discordance"), [(100, 0.15), (100, 0.3), (400, 0.15), (1000, 0.1)])
def test_the_primary_contrast_finds_nothing_where_there_is_nothing(questions: int, discordance: float) -> None:
    rest = yes_no(source(), EXPERIMENTS, questions, difference=0, discordance=discordance)
    exact, mid = mcnemar((rest > 0).sum((1, 2)), (rest < 0).sum((1, 2)))
    assert (exact <= 0.05).mean() <= 0.055
    assert 0.04 <= (mid <= 0.05).mean() <= 0.06


def test_nor_where_effects_of_questions_cancel() -> None:
    random = source()
    rest = yes_no(random, EXPERIMENTS, 100, difference=0.3, discordance=0.4, repeats=3)
    rest *= random.choice((-1, 1), (EXPERIMENTS, 100, 1))
    assert np.mean([mcnemar_by_question(one)[0] <= 0.05 for one in rest.sum(2)]) <= 0.055
    # As if all pairs were independent it would.
    assert (mcnemar((rest > 0).sum((1, 2)), (rest < 0).sum((1, 2)))[0] <= 0.05).mean() > 0.06


@pytest.mark.parametrize("effects", [(0, 0, 0, 0), (0, 0, 0, -0.1)])
def test_a_family_of_four_formats_holds_its_error(effects: tuple[float, ...]) -> None:
    table = conditions(source(), EXPERIMENTS, 200, effects)
    alike = [0, 1, 2, 3, 4, 5] if not any(effects) else [0, 1, 3]
    for values in pairwise(table):
        assert (holm(values) <= 0.05)[:, alike].any(1).mean() <= 0.055
    found = np.mean([cochran_q(one).p <= 0.05 for one in table])
    assert found > 0.5 if any(effects) else 0.04 <= found <= 0.06


@pytest.mark.parametrize("shape", ["normal", "ties", "tokens"])
def test_intervals_of_scores_cover(shape: str) -> None:
    rest, truth = scores(source(), EXPERIMENTS, 100, shape, repeats=3 if shape == "tokens" else 1)
    assert 0.93 <= covered_by_bootstrap(rest, truth, resamples=2000).mean() <= 0.97


@pytest.mark.parametrize(
    ("difference", "discordance", "repeats", "alike"),
    [(0.0, 0.15, 1, 0.0), (0.05, 0.1, 1, 0.0), (0.1, 0.3, 1, 0.0), (0.05, 0.2, 3, 0.4)],
)
def test_intervals_of_rates_cover(difference: float, discordance: float, repeats: int, alike: float) -> None:
    rest = yes_no(
        source(), EXPERIMENTS, 100, difference=difference, discordance=discordance, repeats=repeats, alike=alike
    )
    assert 0.93 <= covered_by_bootstrap(rest, difference, resamples=2000).mean() <= 0.97
    assert 0.93 <= covered_by_tango(rest, difference).mean() <= 0.97


@pytest.mark.parametrize(
    ("questions", "difference", "discordance", "repeats", "alike"),
    [(100, 0.108, 0.15, 1, 0.0), (400, 0.054, 0.15, 1, 0.0), (100, 0.1, 0.2, 5, 0.7), (1000, 0.03, 0.2, 3, 0.3)],
)
def test_power_is_the_promised(
    questions: int, difference: float, discordance: float, repeats: int, alike: float
) -> None:
    rest = yes_no(
        source(), EXPERIMENTS, questions, difference=difference, discordance=discordance, repeats=repeats, alike=alike
    )
    found = np.mean([mcnemar_by_question(one)[0] <= 0.05 for one in rest.sum(2)])
    told = mcnemar_power(questions, difference, discordance, repeats=repeats, alike=alike)
    assert found == pytest.approx(told, abs=0.03)


def test_equivalence_is_not_told_of_the_margin_itself() -> None:
    rest = yes_no(source(), EXPERIMENTS, 1000, difference=0.05, discordance=0.2)
    low, high = tango_limits(rest, level=0.9)
    assert ((low > -0.05) & (high < 0.05)).mean() <= 0.055


def test_whole_comparisons_keep_the_same_promises() -> None:
    """Through `compare`, as reports do it: verdicts under no effect and under one of fifteen points, 3 repeats."""
    random = source()
    keys = [(question, repeat) for question in range(100) for repeat in range(3)]
    clusters = [key[0] for key in keys]
    found = {0.0: 0, 0.15: 0}
    for gain in found:
        for _ in range(600):
            easy = np.repeat(random.beta(1, 1, 100), 3)
            a, b = (
                outcomes(name, random.random(300) < easy + more, keys, clusters)
                for name, more in (("a", gain), ("b", 0))
            )
            found[gain] += compare(a, b, kind="yes/no").verdict != "not distinguishable"
    assert found[0.0] / 600 <= 0.065
    assert found[0.15] / 600 > 0.9
