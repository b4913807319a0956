"""Paired yes/no outcomes: McNemar's test, exact and mid-p, also by question, Tango's interval, Cochran's Q."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal, special

from goldthread.experiments.statistics.outcomes import Floats

HALVINGS = 60


def mcnemar(only_a: ArrayLike, only_b: ArrayLike) -> tuple[Floats, Floats]:
    """McNemar's test, two-sided, from the discordant pairs; element by element.

    Exact: twice the binomial tail, at most 1. Mid-p: what is as likely as the outcome counts half. Source: Fagerland,
    Lydersen and Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact
    conditional", BMC Medical Research Methodology 13:91, 2013.

    Args:
        only_a: Pairs where only the first is right.
        only_b: Pairs where only the second is.

    Returns:
        p of the exact test, and mid-p.
    """
    one, two = np.broadcast_arrays(np.asarray(only_a, np.float64), np.asarray(only_b, np.float64))
    least, discordant = np.minimum(one, two), one + two
    tail = special.bdtr(least, discordant.astype(np.int64), 0.5)
    point = np.exp(
        special.gammaln(discordant + 1)
        - special.gammaln(least + 1)
        - special.gammaln(discordant - least + 1)
        - discordant * np.log(2)
    )
    exact = np.minimum(1.0, 2 * tail)
    return exact, np.where(one == two, 1 - point / 2, 2 * tail - point)


def mcnemar_by_question(totals: ArrayLike) -> tuple[float, float]:
    """McNemar's test for repeats: the exact test that turns the signs of whole questions.

    With no effect a question's difference is as likely as its opposite; the test compares the sum over questions with
    those under all 2^n choices of signs, which convolution counts exactly. With one pair a question it is McNemar's
    exact test. Source: Fisher, "The Design of Experiments", 1935, section 21, on the totals of the questions.

    Args:
        totals: Of each question the pairs that only the first has right, less those that only the second has.

    Returns:
        p, two-sided, and mid-p.
    """
    whole = np.rint(np.asarray(totals, np.float64)).astype(np.int64)
    sizes = np.abs(whole)
    top = int(sizes.sum())
    chances = np.ones(1)
    for size in np.unique(sizes[sizes > 0]):
        count = int((sizes == size).sum())
        spread = np.zeros(2 * count * size + 1)
        spread[:: 2 * size] = special.binom(count, np.arange(count + 1)) * 0.5**count if count < 1000 else _half(count)
        chances = _convolve(chances, spread)
    distance = np.abs(np.arange(-top, top + 1))
    seen = abs(int(whole.sum()))
    point = float(chances[distance == seen].sum())
    return min(1.0, float(chances[distance >= seen].sum())), min(1.0, float(chances[distance > seen].sum()) + point / 2)


def _half(count: int) -> Floats:
    steps = np.arange(count + 1)
    logs = special.gammaln(count + 1) - special.gammaln(steps + 1) - special.gammaln(count - steps + 1)
    return np.asarray(np.exp(logs - count * np.log(2)))


def _convolve(one: Floats, two: Floats) -> Floats:
    if len(one) * len(two) < 50_000_000:
        return np.asarray(np.convolve(one, two))
    return np.asarray(np.maximum(signal.fftconvolve(one, two), 0.0))


def tango(
    only_a: ArrayLike, only_b: ArrayLike, n: ArrayLike, *, level: float = 0.95, quantile: float | None = None
) -> tuple[Floats, Floats]:
    """Tango's score interval of the difference of two paired rates, first less second; element by element.

    Source: Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
    design", Statistics in Medicine 17, 1998, 891-908, equations 15 to 17.

    Args:
        only_a: Pairs where only the first is right.
        only_b: Pairs where only the second is.
        n: All pairs.
        level: Of confidence.
        quantile: In place of the normal one of `level`.

    Returns:
        Lower and upper limits; -1 and 1 where `n` is 0.
    """
    one, two, of = np.broadcast_arrays(*(np.asarray(part, np.float64) for part in (only_a, only_b, n)))
    z = float(special.ndtri(0.5 + level / 2)) if quantile is None else quantile
    low = _limit(one, two, of, z, -1.0)
    high = _limit(one, two, of, z, 1.0)
    return low, high


def _limit(one: Floats, two: Floats, of: Floats, z: float, end: float) -> Floats:
    inside = np.where(of > 0, (one - two) / np.maximum(of, 1e-300), end)
    outside = np.full_like(inside, end)
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        near = np.abs(tango_score(one, two, of, middle)) <= z
        inside, outside = np.where(near, middle, inside), np.where(near, outside, middle)
    return (inside + outside) / 2


def tango_score(only_a: ArrayLike, only_b: ArrayLike, n: ArrayLike, difference: ArrayLike) -> Floats:
    """Tango's score statistic of a supposed difference (equation 15), standard normal where it holds."""
    one, two, of, gap = (np.asarray(part, np.float64) for part in (only_a, only_b, n, difference))
    # The rate of `only b` that is likeliest under the difference: the greater root of A q^2 + B q + C (equation 16).
    a = 2 * of
    b = -one - two + (2 * of - one + two) * gap
    c = -two * gap * (1 - gap)
    # What rounding leaves of a spread of 0 (a difference of 1 or -1, say) is none.
    with np.errstate(divide="ignore", invalid="ignore"):
        likeliest = (np.sqrt(np.maximum(b**2 - 4 * a * c, 0.0)) - b) / (2 * a)
        spread = of * (2 * likeliest + gap * (1 - gap))
        above = one - two - of * gap
        score = above / np.sqrt(spread)
    endless = np.where(above > 0, np.inf, np.where(above < 0, -np.inf, 0.0))
    return np.where(spread > 1e-14 * of, score, endless)


@dataclass(frozen=True)
class Omnibus:
    """A test of whether several conditions differ at all.

    Attributes:
        test: Its name.
        statistic: Its value.
        df: Degrees of freedom; None where the null distribution was drawn.
        p: Its p.
    """

    test: str
    statistic: float
    df: int | None
    p: float


def cochran_q(table: ArrayLike) -> Omnibus:
    """Cochran's Q: whether several conditions have the same rate on the same questions.

    Source: Cochran, "The comparison of percentages in matched samples", Biometrika 37, 1950, 256-266.

    Args:
        table: 0 and 1; one row a question, one column a condition.
    """
    values = np.asarray(table, np.float64)
    conditions = values.shape[1]
    columns, rows = values.sum(0), values.sum(1)
    below = float((rows * (conditions - rows)).sum())
    if not below:
        return Omnibus("Cochran's Q", 0.0, conditions - 1, 1.0)
    above = (conditions - 1) * float(conditions * (columns**2).sum() - columns.sum() ** 2)
    q = above / below
    return Omnibus("Cochran's Q", q, conditions - 1, float(special.chdtrc(conditions - 1, q)))


def within_questions(table: ArrayLike, cluster: NDArray[np.intp], *, resamples: int = 10_000, seed: int = 0) -> Omnibus:
    """Whether several conditions differ, for repeats and for scores: conditions change places within questions.

    A question's totals are permuted between the conditions; the statistic is that of Cochran's Q. Source: Good,
    "Permutation, Parametric and Bootstrap Tests of Hypotheses", 3rd edition, 2005, chapter 7 (blocks).

    Args:
        table: One row a pair, one column a condition.
        cluster: Of each row its question, from 0.
        resamples: How many permutations are drawn.
        seed: Of the draws.
    """
    values = np.asarray(table, np.float64)
    conditions = values.shape[1]
    totals = np.stack([np.bincount(cluster, weights=column) for column in values.T], axis=1)
    totals = totals - totals.mean(1, keepdims=True)
    seen = float((totals.sum(0) ** 2).sum())
    random = np.random.default_rng(seed)
    block = max(1, 4_000_000 // totals.size)
    least = seen * (1 - 1e-12)
    hits = 0
    for start in range(0, resamples, block):
        many = min(block, resamples - start)
        order = random.random((many, *totals.shape)).argsort(axis=2)
        drawn = np.take_along_axis(np.broadcast_to(totals, order.shape), order, axis=2).sum(1)
        hits += int(((drawn**2).sum(1) >= least).sum())
    spread = float((totals**2).sum())
    statistic = (conditions - 1) * seen / spread if spread else 0.0
    return Omnibus("permutation within questions", statistic, None, (hits + 1) / (resamples + 1))
