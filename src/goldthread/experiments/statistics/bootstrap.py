"""Intervals of a mean difference by a bootstrap that draws whole questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from goldthread.experiments.statistics.outcomes import Floats

RESAMPLES = 10_000
KEPT = 10_000_000
"""Draws of at most so many numbers are kept for the next comparison with as many clusters."""
BLOCK = 4_000_000

LEAST_SPREAD = 1 / 3
"""Of a resample's standard error beside the study's."""

Method = Literal["studentised", "percentile"]


@dataclass(frozen=True)
class Bootstrap:
    """A mean difference by the bootstrap.

    Attributes:
        estimate: The difference over all pairs.
        error: Its standard error by clusters.
        low: Lower limit.
        high: Upper limit.
        p: Two-sided; at most 1 - level where the interval leaves out 0, and only there.
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

    The interval is symmetric: the estimate and as many standard errors to both sides as 95% of the resamples are away
    from it by their own standard errors, and never fewer than Student's t has. A resample's standard error counts as a
    third of the study's where it is less: those that by chance hold hardly any spread would stretch it without end.
    Its coverage, and that of the percentile interval, is measured by bench/comparisons.py.

    Source: Hall, "On symmetric bootstrap confidence intervals", Journal of the Royal Statistical Society B 50, 1988,
    35-45; clusters as units: Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8;
    standard error of a ratio: Cochran, "Sampling Techniques", 3rd edition, 1977, chapter 6.

    The p inverts the interval. Where all clusters agree exactly it is that of turning the signs of whole clusters.

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
        float(p_values(drawn, method=method)[0]), method,
    )  # fmt: skip


@dataclass(frozen=True)
class Draws:
    """Resampled mean differences of one or more studies with as many clusters; one column a study.

    Attributes:
        estimate: Of each study.
        error: Its standard error.
        means: One row a resample.
        errors: Their standard errors; 0 where a resample has no spread.
        clusters: In each study.
    """

    estimate: Floats
    error: Floats
    means: Floats
    errors: Floats
    clusters: int


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
    start = 0
    for taken in _counts(clusters, resamples, seed):
        rows = slice(start, start + len(taken))
        means[rows], errors[rows] = _mean(taken.astype(np.float64) @ parts, clusters)
        start += len(taken)
    return Draws(estimate, error[0], means + estimate, errors, clusters)


def _mean(sums: Floats, clusters: int) -> tuple[Floats, Floats]:
    """Means, and their standard errors, from the sums of `rest`, sizes, and of their squares and product."""
    total, of, squares, products, sizes = np.split(sums, 5, axis=1)
    mean = total / of
    if clusters < 2:
        return mean, np.zeros_like(mean)
    spread = squares - 2 * mean * products + mean**2 * sizes
    # What rounding leaves where all clusters of a resample agree is no spread.
    spread = np.where(spread > 1e-12 * squares, spread, 0.0)
    return mean, np.sqrt(spread * clusters / (clusters - 1)) / of


def _counts(clusters: int, resamples: int, seed: int) -> Iterable[NDArray[np.uint16]]:
    """How often each cluster is in each resample; one row a resample, in blocks of bounded size."""
    return _kept(clusters, resamples, seed) if clusters * resamples <= KEPT else _drawn(clusters, resamples, seed)


def _drawn(clusters: int, resamples: int, seed: int) -> Iterator[NDArray[np.uint16]]:
    random = np.random.default_rng(seed)
    block = max(1, BLOCK // clusters)
    for start in range(0, resamples, block):
        rows = min(block, resamples - start)
        taken = random.integers(0, clusters, (rows, clusters)) + np.arange(rows)[:, None] * clusters
        numbers = np.bincount(taken.reshape(-1), minlength=rows * clusters)
        yield numbers.astype(np.uint16).reshape(rows, clusters)


@lru_cache(maxsize=8)
def _kept(clusters: int, resamples: int, seed: int) -> tuple[NDArray[np.uint16], ...]:
    return tuple(_drawn(clusters, resamples, seed))


def limits(drawn: Draws, *, level: float = 0.95, method: Method = "studentised") -> tuple[Floats, Floats]:
    """Limits of the interval of each study."""
    if drawn.clusters < 2:
        whole = np.full(len(drawn.estimate), np.inf)
        return -whole, whole
    if method == "percentile":
        low, high = np.quantile(drawn.means, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return low, high
    pivots = np.sort(_pivots(drawn), axis=0)
    # The greatest pivot with so many above it that `p_values` is above 1 - level.
    place = len(pivots) - int((1 - level) * (len(pivots) + 1) + 1e-9)
    edge = np.maximum(pivots[min(place, len(pivots) - 1)], special.stdtrit(drawn.clusters - 1, (1 + level) / 2))
    return drawn.estimate - edge * drawn.error, drawn.estimate + edge * drawn.error


def p_values(drawn: Draws, *, null: float = 0.0, method: Method = "studentised") -> Floats:
    """Two-sided p of a mean difference of `null`, of each study."""
    if drawn.clusters < 2:
        return np.ones(len(drawn.estimate))
    if method == "percentile":
        least = np.minimum((drawn.means <= null).sum(0), (drawn.means >= null).sum(0))
        return np.asarray(np.minimum(1.0, 2 * (least + 1) / (len(drawn.means) + 1)))
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = np.abs(drawn.estimate - null) / drawn.error
    # What equals the distance seen but for rounding counts as equal, whatever the unit.
    drawn_p = ((_pivots(drawn) >= seen * (1 - 1e-9)).sum(0) + 1) / (len(drawn.means) + 1)
    student = 2 * special.stdtr(drawn.clusters - 1, -seen)
    alike = np.where(drawn.estimate == null, 1.0, 0.5 ** (drawn.clusters - 1))
    return np.where(drawn.error > 0, np.maximum(drawn_p, student), alike)


def _pivots(drawn: Draws) -> Floats:
    """Studentised distances from the estimate."""
    least = np.where(drawn.error > 0, drawn.error * LEAST_SPREAD, 1.0)
    return np.abs(drawn.means - drawn.estimate) / np.maximum(drawn.errors, least)
