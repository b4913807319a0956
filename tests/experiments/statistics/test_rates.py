"""Intervals of rates beside statsmodels and scipy, and with repeats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from goldthread.experiments.statistics.clusters import effective_size, observed_design_effect
from goldthread.experiments.statistics.rates import rate, wilson


@given(st.integers(1, 2000), st.data(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_is_that_of_statsmodels_and_scipy(n: int, data: st.DataObject, level: float) -> None:
    yes = data.draw(st.integers(0, n))
    low, high = wilson(yes, n, level=level)
    assert (low, high) == pytest.approx(proportion_confint(yes, n, 1 - level, "wilson"), abs=1e-9)
    told = stats.binomtest(yes, n).proportion_ci(level, "wilson")
    assert (low, high) == pytest.approx((told.low, told.high), abs=1e-9)


def test_rates_of_many_conditions_at_once_and_of_none() -> None:
    low, high = wilson([0, 5, 10, 0], [10, 10, 10, 0])
    assert low[0] == 0
    assert high[2] == 1
    assert (low[3], high[3]) == (0, 1)
    assert all(low <= high)


def test_one_result_a_question_is_wilson() -> None:
    found = rate([1, 0, 1, 1], ["a", "b", "c", "d"])
    assert (found.low, found.high) == pytest.approx(proportion_confint(3, 4, method="wilson"), abs=1e-12)
    assert (found.rate, found.n, found.clusters) == (0.75, 4, 4)
    assert np.isnan(rate([]).rate)


def test_repeats_that_tell_nothing_new_do_not_narrow_the_interval() -> None:
    random = np.random.default_rng(1)
    once = (random.random(200) < 0.6).astype(float)
    questions = [f"q{place}" for place in range(200)]
    alone, repeated = rate(once, questions), rate(np.repeat(once, 5), list(np.repeat(questions, 5)))
    assert repeated.n == 1000
    assert repeated.clusters == 200
    assert (repeated.low, repeated.high) == pytest.approx((alone.low, alone.high), abs=2e-3)


def test_repeats_as_good_as_questions_narrow_it() -> None:
    random = np.random.default_rng(2)
    values = (random.random(1000) < 0.6).astype(float)
    repeated = rate(values, [place // 5 for place in range(1000)])
    low, high = wilson(values.sum(), 1000)
    assert repeated.high - repeated.low == pytest.approx(high - low, rel=0.15)


def test_one_question_tells_nothing_of_others() -> None:
    found = rate([1, 1, 0], ["a", "a", "a"])
    assert (found.low, found.high) == (0.0, 1.0)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1)), min_size=3, max_size=60))
def test_the_design_effect_is_between_none_and_whole_clusters(drawn: list[tuple[int, int]]) -> None:
    clusters, values = np.array([one for one, _ in drawn]), np.array([float(two) for _, two in drawn])
    _, cluster = np.unique(clusters, return_inverse=True)
    effect = observed_design_effect(values, cluster)
    assert 1 <= effect <= max(np.bincount(cluster)) + 1e-9
    assert effective_size(values, cluster) <= len(values) + 1e-9


def test_the_variance_by_clusters_is_that_of_statsmodels() -> None:
    from statsmodels.api import OLS

    random = np.random.default_rng(3)
    cluster = np.repeat(np.arange(40), 4)
    values = random.normal(size=40)[cluster] + random.normal(size=160)
    fit = OLS(values, np.ones(160))
    # The correction for clusters alone, G / (G - 1), and none for the number of results.
    together = fit.fit(cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False}).bse[0] ** 2 * 40 / 39
    alone = fit.fit().bse[0] ** 2
    assert observed_design_effect(values, cluster) == pytest.approx(together / alone, abs=1e-9)
