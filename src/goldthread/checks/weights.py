"""Weights of checklist items, fitted to people's ratings of whole texts.

Source: HelloBench's `regression.py` and arXiv 2409.16191. Item scores x are shares of 1 (people answer from 0 to 4 there, and
the answers are divided by 4), the rating y of the text is from 0 to 10, and y = w1 x1 + ... + wk xk is fitted by least
squares, without a constant, each w at least 0.5 so that no item is ignored; the weights are then rescaled to sum to 100.
Ratings are fitted in their own units: on another scale than 0 to 10 the bound of 0.5 weighs more or less, which is said.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from goldthread.checks.ratings import Ratings
from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record

BOUND = 0.5
WHOLE = 100
PAPER_GREATEST = 10
RESAMPLES, SEED = 2000, 20240916
MOST_STEPS = 10_000

_Array = NDArray[np.float64]


class Weight(Record):
    """One item's weight out of 100, its 95% bootstrap interval, and whether it stands at the lower bound."""

    item: str
    weight: float
    low: float
    high: float
    at_bound: bool


class FittedWeights(Record):
    """Weights that sum to 100; `n` texts were rated, `r2` is 1 less residual over total squares (None: all ratings equal).

    `item_scale` is what item scores were divided by (1 or 4), `greatest_rating` the greatest rating given, `notes` what a
    reader should know.
    """

    weights: list[Weight]
    n: int
    r2: float | None
    item_scale: int
    greatest_rating: float
    notes: list[str]


def fit_weights(ratings: Ratings) -> FittedWeights:
    """Fit a weight to each checklist item.

    Intervals: percentiles 2.5 and 97.5 over 2,000 refits to texts drawn with replacement (Efron and Tibshirani, "An
    Introduction to the Bootstrap", 1993, chapter 13), seeded, so that a file always gives the same.

    Args:
        ratings: See `goldthread.checks.ratings.read_ratings`.

    Raises:
        BadInput: There are no more texts than items, so that any ratings would be fitted.
    """
    scores = np.array(ratings.scores, dtype=np.float64)
    rated = np.array(ratings.ratings, dtype=np.float64)
    n, items = scores.shape
    if n <= items:
        raise BadInput(
            f"{n} rated {'text' if n == 1 else 'texts'} for {items} items; at least {items + 1} are needed",
            where=Where(ratings.file),
            remedy="rate more texts, or weigh fewer items",
        )
    scale = 4 if scores.max() > 1 else 1
    scores = scores / scale
    raw = _bounded(scores, rated)
    lows, highs = _intervals(scores, rated)
    return FittedWeights(
        weights=[
            Weight(item=item, weight=float(share), low=float(low), high=float(high), at_bound=bool(one <= BOUND))
            for item, one, share, low, high in zip(ratings.items, raw, _shares(raw), lows, highs, strict=True)
        ],
        n=n,
        r2=_r2(scores, rated, raw),
        item_scale=scale,
        greatest_rating=float(rated.max()),
        notes=_notes(scores, rated, scale),
    )


def _bounded(scores: _Array, rated: _Array) -> _Array:
    """Least squares with each weight at least `BOUND`: with w = BOUND + v it is non-negative least squares in v."""
    rest, _ = nnls(scores, rated - BOUND * scores.sum(axis=1), maxiter=MOST_STEPS)
    return np.asarray(BOUND + rest, dtype=np.float64)


def _shares(raw: _Array) -> _Array:
    return np.asarray(raw / raw.sum() * WHOLE, dtype=np.float64)


def _intervals(scores: _Array, rated: _Array) -> tuple[_Array, _Array]:
    random = np.random.default_rng(SEED)
    n = len(rated)
    drawn = (random.integers(0, n, n) for _ in range(RESAMPLES))
    refits = np.array([_shares(_bounded(scores[rows], rated[rows])) for rows in drawn])
    low, high = np.percentile(refits, [2.5, 97.5], axis=0)
    return low, high


def _r2(scores: _Array, rated: _Array, raw: _Array) -> float | None:
    total = float(np.sum((rated - rated.mean()) ** 2))
    return 1 - float(np.sum((rated - scores @ raw) ** 2)) / total if total else None


def _notes(scores: _Array, rated: _Array, scale: int) -> list[str]:
    """What a reader should know of these ratings."""
    notes = []
    greatest = float(rated.max())
    if scale != 1:
        notes.append(f"item scores were taken as 0 to {scale} and divided by {scale}")
    if not PAPER_GREATEST / 2 < greatest <= PAPER_GREATEST:
        notes.append(
            f"the lower bound of {BOUND} is made for ratings from 0 to {PAPER_GREATEST}; the greatest here is {greatest:g}"
        )
    if np.linalg.matrix_rank(scores) < scores.shape[1]:
        notes.append("some items rise and fall together in all texts: how their weight is shared cannot be told")
    return notes
