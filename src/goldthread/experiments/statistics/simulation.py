"""Simulated experiments whose truth is known, to count how often tests and intervals are right.

All functions make many experiments at once; the first axis is the experiment.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from goldthread.experiments.statistics.bootstrap import RESAMPLES, Method, draw, p_values
from goldthread.experiments.statistics.clusters import effective_size
from goldthread.experiments.statistics.outcomes import Floats
from goldthread.experiments.statistics.paired import mcnemar, tango

AT_ONCE = 100


def yes_no(
    random: np.random.Generator,
    experiments: int,
    questions: int,
    *,
    difference: float,
    discordance: float,
    repeats: int = 1,
    alike: float = 0.0,
) -> Floats:
    """Differences of two yes/no conditions: 1 where only the first is right, -1 where only the second is, else 0.

    With repeats each question has chances of its own, from Dirichlet's distribution, whose intraclass correlation is
    `alike`: Mosimann, "On the compound multinomial distribution", Biometrika 49, 1962, 65-82.

    Returns:
        One row a question, one column a repeat.
    """
    chances = np.array([(discordance + difference) / 2, (discordance - difference) / 2, 1 - discordance])
    if alike > 0:
        own = random.dirichlet(np.maximum(chances, 1e-12) * (1 / alike - 1), size=(experiments, questions, 1))
    else:
        own = np.broadcast_to(chances, (experiments, questions, 1, 3))
    drawn = random.random((experiments, questions, repeats))
    first = own[..., 0]
    return np.where(drawn < first, 1.0, np.where(drawn < first + own[..., 1], -1.0, 0.0))


def conditions(
    random: np.random.Generator, experiments: int, questions: int, effects: tuple[float, ...], *, alike: float = 0.4
) -> Floats:
    """Right and wrong of several conditions on questions of different difficulty.

    Args:
        random: Source of chance.
        experiments: How many.
        questions: In each.
        effects: Added to every question's chance of success, by condition; chances stay within 0 and 1.
        alike: Intraclass correlation of a question's outcomes: its chances follow a Beta distribution of mean 0.7.

    Returns:
        One row a question, one column a condition.
    """
    size = 1 / alike - 1
    easy = random.beta(0.7 * size, 0.3 * size, size=(experiments, questions, 1))
    right = random.random((experiments, questions, len(effects))) < easy + np.array(effects)
    return np.asarray(right.astype(np.float64))


def pairwise(table: Floats) -> tuple[Floats, Floats]:
    """Exact and mid-p of McNemar's test for every pair of conditions of `conditions`; one column a pair."""
    pairs = list(combinations(range(table.shape[2]), 2))
    rest = np.stack([table[:, :, a] - table[:, :, b] for a, b in pairs], axis=2)
    return mcnemar((rest > 0).sum(1), (rest < 0).sum(1))


def scores(
    random: np.random.Generator, experiments: int, questions: int, shape: str, *, repeats: int = 1
) -> tuple[Floats, float]:
    """Differences of scores between two conditions, and their true mean.

    Args:
        random: Source of chance.
        experiments: How many.
        questions: In each.
        shape: `normal`; `ties`, overlaps from 0 to 1 of which three quarters are equal; `tokens`, lognormal costs that
            depend on the question, whose differences are skewed with long tails; `skewed`, two lognormal costs with
            nothing in common.
        repeats: Of each question.

    Returns:
        One row a question, one column a repeat; the mean.
    """
    size = (experiments, questions, repeats)
    if shape == "normal":
        return 0.3 + random.normal(0, 0.7, (experiments, questions, 1)) + random.normal(0, 0.7, size), 0.3
    if shape == "ties":
        which, how_much = random.random(size), random.beta(2, 2, size)
        return np.where(which < 0.15, how_much, np.where(which < 0.25, -how_much, 0.0)), 0.05 * 0.5
    if shape == "tokens":
        hard = random.normal(0, 0.7, (experiments, questions, 1))
        first, second = np.exp(hard + random.normal(0.2, 0.5, size)), np.exp(hard + random.normal(0, 0.5, size))
        return 1000 * (first - second), 1000 * float(np.exp(0.49 / 2 + 0.25 / 2) * (np.exp(0.2) - 1))
    if shape == "skewed":
        return random.lognormal(0, 1, size) - random.lognormal(0, 0.5, size), float(np.exp(0.5) - np.exp(0.125))
    raise ValueError(shape)


def covered_by_bootstrap(
    differences: Floats, truth: float, *, method: Method = "studentised", resamples: int = RESAMPLES
) -> NDArray[np.bool_]:
    """Of which experiments the interval by question holds the truth: where the truth itself is not rejected."""
    found = []
    for start in range(0, len(differences), AT_ONCE):
        part = differences[start : start + AT_ONCE]
        totals = part.sum(2).T
        drawn = draw(totals, np.full(totals.shape, float(part.shape[2])), resamples=resamples)
        found.append(p_values(drawn, null=truth, method=method) > 0.05)
    return np.concatenate(found)


def covered_by_tango(differences: Floats, truth: float, *, level: float = 0.95) -> NDArray[np.bool_]:
    """Of which experiments Tango's interval, by effective pairs where questions repeat, holds the truth."""
    low, high = tango_limits(differences, level=level)
    return np.asarray((low <= truth) & (truth <= high))


def tango_limits(differences: Floats, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Tango's interval of each experiment, as `compare` makes it."""
    _, questions, repeats = differences.shape
    first, second = (differences > 0).sum((1, 2)), (differences < 0).sum((1, 2))
    if repeats == 1:
        return tango(first, second, questions, level=level)
    cluster = np.repeat(np.arange(questions), repeats)
    size = np.array([effective_size(one.reshape(-1), cluster) for one in differences])
    share = size / (questions * repeats)
    quantile = float(special.stdtrit(questions - 1, 0.5 + level / 2))
    return tango(first * share, second * share, size, quantile=quantile)
