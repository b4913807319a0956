"""Tests of paired yes/no outcomes beside scipy and statsmodels, and by their laws."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats
from statsmodels.stats import contingency_tables

from goldthread.experiments.statistics.paired import (
    cochran_q,
    mcnemar,
    mcnemar_by_question,
    tango,
    tango_score,
    within_questions,
)

COUNTS = st.integers(0, 400)


@given(COUNTS, COUNTS)
def test_exact_mcnemar_is_that_of_statsmodels_and_scipy(one: int, two: int) -> None:
    exact, _ = mcnemar(one, two)
    theirs = contingency_tables.mcnemar([[7, one], [two, 9]], exact=True).pvalue
    assert float(exact) == pytest.approx(theirs, abs=1e-9)
    if one + two:
        assert float(exact) == pytest.approx(stats.binomtest(one, one + two).pvalue, abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mid_p_counts_what_is_as_likely_half(one: int, two: int) -> None:
    exact, mid = mcnemar(one, two)
    n = one + two
    chances = stats.binom.pmf(np.arange(n + 1), n, 0.5)
    farther = np.abs(2 * np.arange(n + 1) - n)
    brute = chances[farther > abs(one - two)].sum() + chances[farther == abs(one - two)].sum() / 2
    assert float(mid) == pytest.approx(brute, abs=1e-9)
    assert mid <= exact


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=80))
def test_by_question_without_repeats_is_mcnemar(differences: list[int]) -> None:
    exact, mid = mcnemar(differences.count(1), differences.count(-1))
    assert mcnemar_by_question(differences) == pytest.approx((float(exact), float(mid)), abs=1e-12)


@given(st.lists(st.integers(-4, 4), max_size=9))
def test_by_question_counts_all_choices_of_signs(totals: list[int]) -> None:
    seen = abs(sum(totals))
    sums = [
        abs(sum(sign * one for sign, one in zip(signs, totals, strict=True)))
        for signs in itertools.product((-1, 1), repeat=len(totals))
    ]
    as_far, farther = sum(one >= seen for one in sums) / len(sums), sum(one > seen for one in sums) / len(sums)
    assert mcnemar_by_question(totals) == pytest.approx((as_far, (as_far + farther) / 2), abs=1e-12)


def test_by_question_is_scipys_permutation_test() -> None:
    totals = np.array([3, -1, 2, 2, 0, 1, -2, 3, 1, 1])
    theirs = stats.permutation_test((totals,), np.sum, permutation_type="samples", n_resamples=np.inf)
    assert mcnemar_by_question(totals)[0] == pytest.approx(theirs.pvalue, abs=1e-9)


def test_by_question_stays_exact_for_many() -> None:
    random = np.random.default_rng(1)
    totals = random.integers(-3, 4, 30_000)
    p, mid = mcnemar_by_question(totals)
    z = abs(totals.sum()) / np.sqrt((totals**2).sum())
    assert mid == pytest.approx(2 * special.ndtr(-z), abs=1e-4)
    assert mid < p <= 1


@settings(max_examples=60)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 60), st.sampled_from([0.9, 0.95]))
def test_tango_holds_the_differences_whose_score_is_not_rejected(one: int, two: int, same: int, level: float) -> None:
    n = one + two + same
    if n == 0:
        return
    low, high = (float(limit) for limit in tango(one, two, n, level=level))
    z = special.ndtri(0.5 + level / 2)
    assert -1 <= low <= (one - two) / n <= high <= 1
    for limit, end in ((low, -1), (high, 1)):
        if abs(limit - end) > 1e-9:
            assert abs(float(tango_score(one, two, n, limit))) == pytest.approx(z, abs=1e-6)
    mirrored = tango(two, one, n, level=level)
    assert (low, high) == pytest.approx((-float(mirrored[1]), -float(mirrored[0])), abs=1e-12)


@settings(max_examples=40)
@given(st.integers(1, 20), st.integers(1, 20), st.integers(1, 40), st.floats(-0.6, 0.6))
def test_the_score_uses_the_likeliest_rates_under_the_difference(one: int, two: int, same: int, gap: float) -> None:
    n = one + two + same

    def unlikely(second: float) -> float:
        return -float(
            special.xlogy(one, second + gap) + special.xlogy(two, second) + special.xlogy(same, 1 - 2 * second - gap)
        )

    ends = max(0.0, -gap) + 1e-12, (1 - gap) / 2 - 1e-12
    second = optimize.minimize_scalar(unlikely, bounds=ends, method="bounded", options={"xatol": 1e-12}).x
    score = (one - two - n * gap) / np.sqrt(n * (2 * second + gap - gap**2))
    assert float(tango_score(one, two, n, gap)) == pytest.approx(score, abs=1e-4)


def test_tango_of_a_published_example_and_of_nothing() -> None:
    # Airway hyper-responsiveness, in Fagerland, Lydersen and Laake, "Statistical Analysis of Contingency Tables", 2017,
    # chapter 8: 21 children, 1 and 7 discordant.
    low, high = tango(1, 7, 21)
    assert (float(low), float(high)) == pytest.approx((-0.517, -0.026), abs=5e-4)
    assert tuple(float(limit) for limit in tango(0, 0, 0)) == (-1.0, 1.0)
    # No discordant pair: z^2 / (n + z^2) to both sides.
    z = special.ndtri(0.975) ** 2
    assert float(tango(0, 0, 50)[1]) == pytest.approx(z / (50 + z), abs=1e-9)


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=2, max_size=60))
def test_cochran_is_that_of_statsmodels(table: list[list[int]]) -> None:
    found = cochran_q(table)
    if all(len(set(row)) == 1 for row in table):
        assert (found.statistic, found.p) == (0.0, 1.0)
        return
    theirs = contingency_tables.cochrans_q(np.array(table))
    assert found.statistic == pytest.approx(theirs.statistic, abs=1e-9)
    assert found.p == pytest.approx(theirs.pvalue, abs=1e-9)
    assert found.df == theirs.df


def test_permutation_within_questions_has_the_statistic_of_cochran() -> None:
    table = (np.random.default_rng(2).random((150, 4)) < [0.6, 0.6, 0.6, 0.75]).astype(float)
    permuted, q = within_questions(table, np.arange(150)), cochran_q(table)
    assert permuted.statistic == pytest.approx(q.statistic, abs=1e-9)
    assert permuted.p == pytest.approx(q.p, abs=0.02)
    assert within_questions(table, np.arange(150)) == permuted


def test_permutation_within_questions_sees_repeats_as_one() -> None:
    table = (np.random.default_rng(3).random((60, 3)) < [0.5, 0.6, 0.7]).astype(float)
    alone = within_questions(table, np.arange(60))
    repeated = within_questions(np.repeat(table, 5, axis=0), np.repeat(np.arange(60), 5))
    assert repeated.p == pytest.approx(alone.p, abs=1e-12)
    assert within_questions(np.ones((5, 3)), np.arange(5)).p == 1.0
