"""The tests that the published study used, to set its figures beside ours; not for conclusions.

McMillan, arXiv 2602.05447: a paired t-test for one contrast, chi-square over formats, one-way analysis of variance over
models, all on yes/no outcomes of the same questions. Each `caveat` says what that leaves out of account.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

LABEL = "as in the published study, for replication"


@dataclass(frozen=True)
class Replicated:
    """A test of the published study.

    Attributes:
        test: Its name.
        statistic: Its value; NaN where it is not defined.
        df: Degrees of freedom.
        p: Its p; NaN where it is not defined.
        caveat: Why it is not what conclusions rest on.
        label: To be shown with it.
    """

    test: str
    statistic: float
    df: tuple[float, ...]
    p: float
    caveat: str
    label: str = LABEL


def paired_t(a: ArrayLike, b: ArrayLike) -> Replicated:
    """Paired t-test of values in the same order."""
    from scipy import stats

    one, two = np.asarray(a, np.float64), np.asarray(b, np.float64)
    caveat = "assumes normal differences; outcomes are yes or no, and repeats of a question are alike"
    if len(one) < 2 or np.ptp(one - two) == 0:
        return Replicated("paired t", float("nan"), (float(len(one) - 1),), float("nan"), caveat)
    found = stats.ttest_rel(one, two)
    return Replicated("paired t", float(found.statistic), (float(found.df),), float(found.pvalue), caveat)


def chi_square(successes: Sequence[int], n: Sequence[int]) -> Replicated:
    """Pearson's chi-square over conditions, without correction."""
    from scipy import stats

    table = np.array([successes, np.asarray(n) - np.asarray(successes)], np.float64)
    caveat = "assumes independent samples; the conditions answer the same questions"
    if (table.sum(0) == 0).any() or (table.sum(1) == 0).any():
        return Replicated("chi-square", float("nan"), (float(table.shape[1] - 1),), float("nan"), caveat)
    found = stats.chi2_contingency(table, correction=False)
    return Replicated("chi-square", float(found.statistic), (float(found.dof),), float(found.pvalue), caveat)


def anova(groups: Sequence[ArrayLike]) -> Replicated:
    """One-way analysis of variance over conditions."""
    from scipy import stats

    values = [np.asarray(group, np.float64) for group in groups]
    df = (float(len(values) - 1), float(sum(len(group) for group in values) - len(values)))
    caveat = "assumes independent, normal results of equal spread; outcomes are yes or no on the same questions"
    if len(values) < 2 or df[1] <= 0 or all(len(group) == 0 or np.ptp(group) == 0 for group in values):
        return Replicated("one-way ANOVA", float("nan"), df, float("nan"), caveat)
    found = stats.f_oneway(*values)
    return Replicated("one-way ANOVA", float(found.statistic), df, float(found.pvalue), caveat)
