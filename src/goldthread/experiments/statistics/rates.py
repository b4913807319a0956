"""Intervals of rates."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from goldthread.experiments.statistics.clusters import effective_size
from goldthread.experiments.statistics.outcomes import Floats, numbered


@dataclass(frozen=True)
class Rate:
    """A rate and its interval.

    Attributes:
        successes: How many.
        n: Of how many.
        low: Lower limit.
        high: Upper limit.
        clusters: Questions behind it, where results of one question are alike; `n` otherwise.
    """

    successes: float
    n: int
    low: float
    high: float
    clusters: int

    @property
    def rate(self) -> float:
        """The rate itself; NaN of nothing."""
        return self.successes / self.n if self.n else float("nan")


def wilson(successes: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson's score interval of rates, element by element; 0 to 1 where `n` is 0.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927, 209-212.

    Args:
        successes: How many; fractions are taken as they come.
        n: Of how many.
        level: Of confidence.

    Returns:
        Lower and upper limits.
    """
    return _wilson(successes, n, float(special.ndtri(0.5 + level / 2)))


def rate(values: ArrayLike, clusters: Sequence[Hashable] | None = None, *, level: float = 0.95) -> Rate:
    """The rate of yes among 0 and 1, with Wilson's interval.

    Where clusters have several results, the interval is Wilson's with the effective number of results in place of `n`
    and Student's quantile in place of the normal one. Source: Dean and Pagano, "Evaluating confidence interval methods
    for binomial proportions in clustered surveys", Journal of Survey Statistics and Methodology 3, 2015, 484-503.

    Args:
        values: 0 and 1.
        clusters: Of each value its question; each is its own where left out.
        level: Of confidence.
    """
    array = np.asarray(values, dtype=np.float64).reshape(-1)
    total, count = float(array.sum()), len(array)
    if clusters is None or len(set(clusters)) == count:
        low, high = wilson(total, count, level=level)
        return Rate(total, count, float(low), float(high), count)
    numbers, cluster = np.unique(numbered([clusters])[0], return_inverse=True)
    if len(numbers) < 2:
        return Rate(total, count, 0.0, 1.0, len(numbers))
    size = effective_size(array, cluster)
    low, high = _wilson(total / count * size, size, float(special.stdtrit(len(numbers) - 1, 0.5 + level / 2)))
    return Rate(total, count, float(low), float(high), len(numbers))


def _wilson(successes: ArrayLike, n: ArrayLike, z: float) -> tuple[Floats, Floats]:
    yes, of = np.broadcast_arrays(np.asarray(successes, np.float64), np.asarray(n, np.float64))
    # The formula with both sides of the fraction times n, which holds for n = 0 as well.
    wide = of + z**2
    middle = (yes + z**2 / 2) / wide
    half = z / wide * np.sqrt(np.where(of > 0, yes * (of - yes) / np.where(of > 0, of, 1), 0) + z**2 / 4)
    low = np.where(yes == 0, 0.0, middle - half)
    high = np.where(yes == of, 1.0, middle + half)
    return low, high
