"""The bootstrap by question: its laws, and beside scipy's."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from goldthread.experiments.statistics import bootstrap as module
from goldthread.experiments.statistics.bootstrap import bootstrap, draw, limits, p_values

TOTALS = st.lists(st.floats(-1e6, 1e6, width=32), min_size=2, max_size=40)


def test_the_percentile_interval_is_that_of_scipy_with_the_same_draws() -> None:
    differences = np.random.default_rng(3).exponential(size=80) - 0.8
    ours = bootstrap(differences, method="percentile", resamples=2000, seed=5)
    theirs = stats.bootstrap(
        (differences,), np.mean, n_resamples=2000, method="percentile", rng=np.random.default_rng(5)
    )
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.confidence_interval), abs=1e-9)
    assert ours.error == pytest.approx(stats.sem(differences), abs=1e-9)


def test_the_studentised_interval_is_hall_s_by_hand() -> None:
    differences = np.random.default_rng(4).exponential(size=50) - 0.5
    ours = bootstrap(differences, resamples=999, seed=6)
    drawn = differences[np.random.default_rng(6).integers(0, 50, (999, 50))]
    pivots = np.sort(
        np.abs(drawn.mean(1) - differences.mean())
        / np.maximum(drawn.std(1, ddof=1) / np.sqrt(50), stats.sem(differences) / 3)
    )
    edge = max(pivots[999 - 50], stats.t.ppf(0.975, 49)) * stats.sem(differences)
    assert (ours.low, ours.high) == pytest.approx((differences.mean() - edge, differences.mean() + edge), abs=1e-9)
    t = abs(differences.mean()) / stats.sem(differences)
    by_hand = max((1 + (pivots >= t).sum()) / 1000, stats.ttest_1samp(differences, 0).pvalue)
    assert ours.p == pytest.approx(by_hand, abs=1e-9)


@settings(max_examples=60)
@given(TOTALS, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_p_is_small_where_the_interval_leaves_out_0_and_only_there(totals: list[float], level: float) -> None:
    found = bootstrap(totals, level=level, resamples=999)
    if found.error == 0:
        assert found.low == found.estimate == found.high
        return
    assert (found.low > 0 or found.high < 0) == (found.p <= 1 - level + 1e-12)


@settings(max_examples=40)
@example([0.0, 0.0, 221.0], -3.0)
@given(TOTALS, st.sampled_from([-3.0, 0.5, 1024.0]))
def test_the_interval_follows_a_change_of_unit(totals: list[float], unit: float) -> None:
    once, changed = bootstrap(totals, resamples=500), bootstrap(np.array(totals) * unit, resamples=500)
    sides = sorted([once.low * unit, once.high * unit])
    size = max(1.0, float(np.abs(totals).max())) * abs(unit)
    assert (changed.low, changed.high) == pytest.approx((sides[0], sides[1]), rel=1e-6, abs=1e-6 * size)
    assert changed.p == pytest.approx(once.p, abs=0.02)


def test_clusters_are_drawn_whole() -> None:
    random = np.random.default_rng(7)
    own = random.normal(size=120)
    once, repeated = bootstrap(own), bootstrap(own * 5, np.full(120, 5))
    assert (repeated.low, repeated.high) == pytest.approx((once.low, once.high), abs=1e-9)
    unequal = bootstrap([3.0, 0.0, 1.0, 2.0], [3, 1, 2, 2])
    assert unequal.estimate == pytest.approx(6 / 8)


def test_the_standard_error_is_that_of_statsmodels_by_clusters() -> None:
    from statsmodels.api import OLS

    random = np.random.default_rng(8)
    cluster = np.sort(random.integers(0, 30, 200))
    values = random.normal(size=30)[cluster] + random.normal(size=200)
    totals, sizes = np.bincount(cluster, weights=values), np.bincount(cluster)
    fit = OLS(values, np.ones(200)).fit(cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False})
    groups = len(sizes)
    assert bootstrap(totals, sizes).error == pytest.approx(float(fit.bse[0]) * np.sqrt(groups / (groups - 1)), abs=1e-9)


def test_the_same_draws_always_and_others_for_another_seed() -> None:
    totals = np.random.default_rng(9).normal(size=40)
    assert bootstrap(totals) == bootstrap(totals)
    assert bootstrap(totals, seed=1) != bootstrap(totals, seed=2)


def test_many_studies_at_once_are_each_alone() -> None:
    totals = np.random.default_rng(10).normal(size=(30, 4))
    drawn = draw(totals, np.ones((30, 4)), resamples=800)
    low, high = limits(drawn)
    for study in range(4):
        alone = bootstrap(totals[:, study], resamples=800)
        assert (low[study], high[study]) == pytest.approx((alone.low, alone.high), abs=1e-12)
        assert p_values(drawn)[study] == pytest.approx(alone.p, abs=1e-12)


def test_more_clusters_than_are_kept_draw_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    totals = np.random.default_rng(11).normal(0.2, 1, size=300)
    whole = bootstrap(totals, resamples=400)
    monkeypatch.setattr(module, "KEPT", 0)
    monkeypatch.setattr(module, "BLOCK", 300 * 64)
    blocks = bootstrap(totals, resamples=400)
    assert (blocks.low, blocks.high) == pytest.approx((whole.low, whole.high), abs=1e-12)


def test_little_data_tell_little() -> None:
    assert bootstrap([2.0]).p == 1
    assert (bootstrap([2.0]).low, bootstrap([2.0]).high) == (-np.inf, np.inf)
    assert bootstrap(np.zeros(20)).p == 1
    agreed = bootstrap(np.full(8, 0.1))
    assert agreed.low == pytest.approx(0.1)
    assert agreed.p == 0.5**7
    lonely = bootstrap([0.0] * 99 + [1.0])
    assert lonely.low < 0 < lonely.high
