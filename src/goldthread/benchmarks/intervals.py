"""Intervals of rates that are pooled over texts: the checks of one text are alike, so whole texts are drawn."""

from collections.abc import Sequence

import numpy as np

DRAWS = 2_000


def rate_interval(hits: Sequence[float], of: Sequence[float], *, seed: int = 0) -> tuple[float, float] | None:
    """95% percentile interval of sum(hits) / sum(of), by a bootstrap over texts.

    Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.

    Args:
        hits: Hits of each text.
        of: What each text could have had.
        seed: Seed of the draws, so that the same texts always give the same interval.

    Returns:
        Low and high; None for fewer than two texts or where nothing could be hit.
    """
    if len(hits) < 2 or not sum(of):
        return None
    drawn = np.random.default_rng(seed).integers(0, len(hits), size=(DRAWS, len(hits)))
    above, below = np.asarray(hits, float)[drawn].sum(1), np.asarray(of, float)[drawn].sum(1)
    rates = above[below > 0] / below[below > 0]
    low, high = np.percentile(rates, [2.5, 97.5])
    return float(low), float(high)
