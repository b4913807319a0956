"""The published study's tests beside scipy, labelled and with their caveat."""

import numpy as np
from scipy import stats

from goldthread.experiments.statistics.replication import anova, chi_square, paired_t

RANDOM = np.random.default_rng(1)
GROUPS = [(RANDOM.random(80) < chance).astype(float) for chance in (0.75, 0.74, 0.72, 0.5)]


def test_they_are_those_of_scipy() -> None:
    t = stats.ttest_rel(GROUPS[0], GROUPS[3])
    assert (paired_t(GROUPS[0], GROUPS[3]).statistic, paired_t(GROUPS[0], GROUPS[3]).p) == (t.statistic, t.pvalue)
    f = stats.f_oneway(*GROUPS)
    found = anova(GROUPS)
    assert (found.statistic, found.p, found.df) == (f.statistic, f.pvalue, (3, 316))
    successes = [int(group.sum()) for group in GROUPS]
    chi = chi_square(successes, [80] * 4)
    told = stats.chi2_contingency([successes, [80 - seen for seen in successes]], correction=False)
    assert (chi.statistic, chi.p) == (told.statistic, told.pvalue)
    assert chi.df == (3,)


def test_every_one_is_labelled_and_says_what_it_leaves_out() -> None:
    for one in (paired_t(GROUPS[0], GROUPS[1]), chi_square([7, 8], [10, 10]), anova(GROUPS)):
        assert "published study" in one.label
        assert "assumes" in one.caveat


def test_what_is_not_defined_is_not_a_number() -> None:
    for one in (
        paired_t([1, 1], [0, 0]),
        paired_t([1], [0]),
        chi_square([10, 10], [10, 10]),
        chi_square([0, 1], [0, 9]),
        anova([[1, 1], [1, 1]]),
        anova([[1]]),
    ):
        assert np.isnan(one.p)
