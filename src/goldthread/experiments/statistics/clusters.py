"""How much results within a question are alike: design effects."""

import numpy as np
from numpy.typing import NDArray

from goldthread.experiments.statistics.outcomes import Floats

ENOUGH = 100
"""From so many questions on, intervals by question cover what they say (bench/comparisons.py)."""


def observed_design_effect(values: Floats, cluster: NDArray[np.intp]) -> float:
    """Variance of the mean by clusters over its variance if all results were independent, from 1 to its possible most.

    Source of the variance by clusters: Cochran, "Sampling Techniques", 3rd edition, 1977, equation 6.13 (a ratio).

    Args:
        values: Results.
        cluster: Of each its cluster, from 0.
    """
    count = len(values)
    sizes = np.bincount(cluster).astype(np.float64)
    groups = len(sizes)
    most = float((sizes**2).sum() / count)
    if groups == count or groups < 2:
        return most
    rest = values - values.mean()
    alone = float((rest**2).sum()) * count / (count - 1)
    if alone <= 0:
        return most
    together = float((np.bincount(cluster, weights=rest) ** 2).sum()) * groups / (groups - 1)
    return float(np.clip(together / alone, 1.0, most))


def effective_size(values: Floats, cluster: NDArray[np.intp]) -> float:
    """How many independent results say as much about the mean as these."""
    return len(values) / observed_design_effect(values, cluster)
