"""Adjusted p-values of several comparisons."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from goldthread.experiments.statistics.outcomes import Floats

Adjustment = Literal["none", "holm", "benjamini-hochberg"]


def holm(p: ArrayLike) -> Floats:
    """Holm's adjusted p-values, which bound the chance of any false difference, whatever they have in common.

    Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979,
    65-70.

    Args:
        p: Of each comparison, along the last axis.
    """
    values = np.asarray(p, np.float64)
    order = values.argsort(axis=-1, kind="stable")
    steps = np.take_along_axis(values, order, -1) * np.arange(values.shape[-1], 0, -1)
    back = np.empty_like(values)
    np.put_along_axis(back, order, np.minimum(np.maximum.accumulate(steps, -1), 1.0), -1)
    return back


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Benjamini and Hochberg's adjusted p-values, which bound the expected share of false ones among those found.

    Source: Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B
    57, 1995, 289-300.

    Args:
        p: Of each comparison, along the last axis.
    """
    from scipy import stats

    return np.asarray(stats.false_discovery_control(np.asarray(p, np.float64), axis=-1))


def adjusted(p: ArrayLike, how: Adjustment) -> Floats:
    """The p-values, adjusted as told."""
    if how == "none":
        return np.asarray(p, np.float64)
    return holm(p) if how == "holm" else benjamini_hochberg(p)
