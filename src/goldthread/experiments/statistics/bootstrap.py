"""Intervals of a mean difference by a bootstrap that draws whole questions."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldthread.experiments.statistics.outcomes import Floats

RESAMPLES = 10_000
KEPT = 40_000_000
"""Draws of at most so many numbers are kept for the next comparison with as many clusters."""
BLOCK = 4_000_000

Method = Literal["studentised", "percentile"]


@dataclass(frozen=True)
class Bootstrap:
    """A mean difference by the bootstrap.

    Attributes:
        estimate: The difference over all pairs.
        error: Its standard error by clusters.
        low: Lower limit.
        high: Upper limit.
        p: Two-sided; below 1 - level exactly where the interval leaves out 0.
        method: Which interval.
    """

    estimate: float
    error: float
    low: float
    high: float
    p: float
    method: Method


def bootstrap(
    totals: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    level: float = 0.95,
    method: Method = "studentised",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Bootstrap:
    """The mean of paired differences and its interval, clusters drawn whole.

    Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 12 (bootstrap-t) and 13
    (percentile); clusters as units: Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8;
    standard error of a ratio: Cochran, "Sampling Techniques", 3rd edition, 1977, equation 6.13. The p inverts the
    interval, and is never below 2^(1 - clusters), the least that turning the signs of whole clusters could give.

    Args:
        totals: Of each cluster the sum of its pairs' differences; in one order whenever it is repeated.
        sizes: Of each cluster its pairs; one each where left out.
        level: Of confidence.
        method: `studentised` holds its coverage best; `percentile` is for comparison with other programs.
        resamples: How many.
        seed: Of the draws.

    Returns:
        The interval is the whole line for fewer than two clusters.
    """
    sums = np.asarray(totals, np.float64)
    of = np.ones_like(sums) if sizes is None else np.asarray(sizes, np.float64)
    drawn = draw(sums[:, None], of[:, None], resamples=resamples, seed=seed)
    low, high = limits(drawn, level=level, method=method)
    return Bootstrap(
        float(drawn.estimate[0]), float(drawn.error[0]), float(low[0]), float(high[0]),
        float(p_values(drawn, len(sums), method=method)[0]), method,
    )  # fmt: skip


@dataclass(frozen=True)
class Draws:
    """Resampled mean differences of one or more studies with as many clusters; one column a study.

    Attributes:
        estimate: Of each study.
        error: Its standard error.
        means: One row a resample.
        errors: Their standard errors; 0 where a resample has no spread.
    """

    estimate: Floats
    error: Floats
    means: Floats
    errors: Floats


def draw(totals: Floats, sizes: Floats, *, resamples: int = RESAMPLES, seed: int = 0) -> Draws:
    """Resample clusters of many studies at once, with the same draws for all.

    Args:
        totals: Sums of differences; one row a cluster, one column a study.
        sizes: Pairs, alike.
        resamples: How many.
        seed: Of the draws.
    """
    clusters, studies = totals.shape
    estimate = totals.sum(0) / sizes.sum(0)
    # About the estimate no digits are lost where means are large beside their spread.
    rest = totals - estimate * sizes
    rest[np.abs(rest) < 1e-12 * np.abs(totals).max(0)] = 0.0
    parts = np.concatenate([rest, sizes, rest**2, rest * sizes, sizes**2], axis=1)
    _, error = _mean(parts.sum(0)[None], clusters)
    means, errors = np.empty((resamples, studies)), np.empty((resamples, studies))
    block = max(1, BLOCK // clusters)
    for start in range(0, resamples, block):
        taken = counts(clusters, resamples, seed)[start : start + block].astype(np.float64)
        means[start : start + block], errors[start : start + block] = _mean(taken @ parts, clusters)
    return Draws(estimate, error[0], means + estimate, errors)


def _mean(sums: Floats, clusters: int) -> tuple[Floats, Floats]:
    """Means, and their standard errors, from the sums of `rest`, sizes, and of their squares and product."""
    total, of, squares, products, sizes = np.split(sums, 5, axis=1)
    mean = total / of
    if clusters < 2:
        return mean, np.zeros_like(mean)
    spread = np.maximum(squares - 2 * mean * products + mean**2 * sizes, 0.0)
    return mean, np.sqrt(spread * clusters / (clusters - 1)) / of


def counts(clusters: int, resamples: int, seed: int) -> NDArray[np.uint16]:
    """How often each cluster is in each resample; one row a resample."""
    return _kept(clusters, resamples, seed) if clusters * resamples <= KEPT else _counts(clusters, resamples, seed)


def _counts(clusters: int, resamples: int, seed: int) -> NDArray[np.uint16]:
    taken = np.random.default_rng(seed).integers(0, clusters, (resamples, clusters))
    taken += np.arange(resamples)[:, None] * clusters
    return np.bincount(taken.reshape(-1), minlength=resamples * clusters).astype(np.uint16).reshape(resamples, clusters)


_kept = lru_cache(maxsize=4)(_counts)


def limits(drawn: Draws, *, level: float = 0.95, method: Method = "studentised") -> tuple[Floats, Floats]:
    """Limits of the interval of each study."""
    sides = [(1 - level) / 2, (1 + level) / 2]
    if method == "percentile":
        low, high = np.quantile(drawn.means, sides, axis=0)
        return low, high
    with np.errstate(invalid="ignore"):
        few, many = np.quantile(_studentised(drawn), sides, axis=0)
        low, high = drawn.estimate - many * drawn.error, drawn.estimate - few * drawn.error
    # Where numbers run out (between infinities, or infinitely often an error of 0) nothing is left out.
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def p_values(drawn: Draws, clusters: int, *, method: Method = "studentised") -> Floats:
    """Two-sided p of no difference, of each study."""
    if method == "percentile":
        below, above = (drawn.means <= 0).sum(0), (drawn.means >= 0).sum(0)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            seen = np.where(drawn.estimate == 0, 0.0, drawn.estimate / drawn.error)
        pivots = _studentised(drawn)
        below, above = (pivots <= seen).sum(0), (pivots >= seen).sum(0)
    drawn_p = 2 * (np.minimum(below, above) + 1) / (len(drawn.means) + 1)
    return np.asarray(np.clip(drawn_p, 0.5 ** (clusters - 1), 1.0))


def _studentised(drawn: Draws) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        pivots = (drawn.means - drawn.estimate) / drawn.errors
    return np.asarray(np.where(np.isnan(pivots), 0.0, pivots))
