"""Power and what can be detected: beside brute force, statsmodels and simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.power import TTestPower

from goldthread.experiments.statistics.paired import mcnemar, mcnemar_by_question
from goldthread.experiments.statistics.power import (
    mcnemar_detectable,
    mcnemar_power,
    questions_needed,
    score_detectable,
    score_power,
)
from goldthread.experiments.statistics.power_repeats import question_totals
from goldthread.experiments.statistics.simulation import yes_no

SHARES = st.floats(0.01, 1.0)


@settings(max_examples=40)
@given(st.integers(1, 40), SHARES, SHARES, st.sampled_from([0.01, 0.05, 0.1]))
def test_it_is_the_sum_over_all_tables(questions: int, discordance: float, part: float, alpha: float) -> None:
    difference = discordance * part
    only_a, only_b = (grid.reshape(-1) for grid in np.mgrid[0 : questions + 1, 0 : questions + 1])
    possible = only_a + only_b <= questions
    only_a, only_b = only_a[possible], only_b[possible]
    chances = stats.multinomial.pmf(
        np.stack([only_a, only_b, questions - only_a - only_b], axis=1),
        questions,
        [(discordance + difference) / 2, (discordance - difference) / 2, 1 - discordance],
    )
    brute = chances[mcnemar(only_a, only_b)[0] <= alpha].sum()
    assert mcnemar_power(questions, difference, discordance, alpha=alpha) == pytest.approx(brute, abs=1e-9)


@settings(max_examples=30)
@given(st.integers(6, 3000), st.floats(0.02, 0.6))
def test_the_detectable_difference_has_just_the_power(questions: int, discordance: float) -> None:
    told = mcnemar_detectable(questions, discordance)
    assert told is not None
    assert mcnemar_power(questions, told, discordance) == pytest.approx(0.8, abs=1e-3)
    assert mcnemar_power(questions, told * 0.9, discordance) < 0.8


def test_it_is_near_the_rule_of_thumb() -> None:
    for questions in (400, 1000, 5000):
        told = mcnemar_detectable(questions, 0.15)
        assert told == pytest.approx(2.8 * np.sqrt(0.15 / questions), rel=0.06)


def test_five_questions_can_show_nothing() -> None:
    assert mcnemar_power(5, 1.0, 1.0) == 0
    assert mcnemar_detectable(5, 0.3) is None
    assert mcnemar_detectable(6, 0.3) is not None
    assert mcnemar_detectable(0, 0.3) is None
    assert mcnemar_detectable(5, 0.3, repeats=20, alike=0.1) is None
    assert mcnemar_detectable(6, 0.3, repeats=20, alike=0.1) is not None


def test_a_stricter_level_and_fewer_questions_see_less() -> None:
    values = [
        mcnemar_detectable(100, 0.2),
        mcnemar_detectable(100, 0.2, alpha=0.05 / 6),
        mcnemar_detectable(50, 0.2, alpha=0.05 / 6),
    ]
    assert values == sorted(values, key=lambda one: one or 1)


def test_a_million_questions_are_no_trouble() -> None:
    told = mcnemar_detectable(1_000_000, 0.2)
    assert told == pytest.approx(2.8016 * np.sqrt(0.2) / 1000, rel=0.01)


def test_the_questions_needed_are_those_that_detect_it() -> None:
    needed = questions_needed(0.05, 0.2)
    assert needed is not None
    assert mcnemar_power(needed, 0.05, 0.2) >= 0.8 > mcnemar_power(needed - 30, 0.05, 0.2)
    assert needed == pytest.approx(2.8016**2 * 0.2 / 0.05**2, rel=0.05)
    assert questions_needed(1e-6, 0.5) is None
    fewer = questions_needed(0.05, 0.2, repeats=5, alike=0.2)
    assert fewer is not None
    assert fewer < needed


@settings(max_examples=40)
@given(st.integers(1, 6), st.floats(0, 0.95), st.floats(0.05, 0.9), st.floats(0, 1))
def test_totals_of_a_question_have_the_mean_and_the_variance_of_the_design_effect(
    repeats: int, alike: float, discordance: float, part: float
) -> None:
    difference = discordance * part
    totals, chances = question_totals(repeats, difference, discordance, alike)
    assert chances.sum() == pytest.approx(1, abs=1e-9)
    mean = (totals * chances).sum()
    assert mean == pytest.approx(repeats * difference, abs=1e-9)
    variance = repeats * (discordance - difference**2) * (1 + (repeats - 1) * alike)
    assert ((totals - mean) ** 2 * chances).sum() == pytest.approx(variance, abs=1e-4)


@pytest.mark.parametrize(
    ("questions", "repeats", "difference", "discordance", "alike"),
    [(100, 3, 0.1, 0.2, 0.3), (30, 3, 0.2, 0.4, 0.5), (100, 2, 0.07, 0.08, 0.8), (60, 5, 0.1, 0.3, 0.1)],
)
def test_with_repeats_it_is_near_simulation(
    questions: int, repeats: int, difference: float, discordance: float, alike: float
) -> None:
    rest = yes_no(
        np.random.default_rng(1), 3000, questions,
        difference=difference, discordance=discordance, repeats=repeats, alike=alike,
    ).sum(2)  # fmt: skip
    found = np.mean([mcnemar_by_question(one)[0] <= 0.05 for one in rest])
    told = mcnemar_power(questions, difference, discordance, repeats=repeats, alike=alike)
    assert told == pytest.approx(found, abs=0.03)


def test_repeats_help_the_more_the_less_they_are_alike() -> None:
    told = [mcnemar_power(100, 0.08, 0.2, repeats=4, alike=alike) for alike in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert told == sorted(told, reverse=True)
    assert told[-1] == mcnemar_power(100, 0.08, 0.2)


@settings(max_examples=40)
@given(st.integers(3, 500), st.floats(0, 4))
def test_power_of_scores_is_that_of_statsmodels(clusters: int, off: float) -> None:
    theirs = TTestPower().power(off / np.sqrt(clusters), clusters, 0.05)
    assert score_power(clusters, off, 1.0) == pytest.approx(theirs, abs=1e-9)


def test_the_detectable_difference_of_scores() -> None:
    told = score_detectable(100, 0.2)
    assert told is not None
    assert TTestPower().power(told / (0.2 * 10), 100, 0.05) == pytest.approx(0.8, abs=1e-8)
    assert score_detectable(1, 0.2) is None
    assert score_detectable(50, 0.0) is None
    assert (score_power(1, 1, 1), score_power(9, 1, 0), score_power(9, 0, 0)) == (0, 1, 0)
