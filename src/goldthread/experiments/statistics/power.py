"""What a number of questions can show: power and the smallest difference that is seen with a given power.

The power of the exact McNemar test is computed without approximation at every size: for each number of discordant pairs
that can occur, its chance times the chance that the test then rejects. With repeats it is the power of the test by
question, approximated (`power_repeats`).
"""

import math
from functools import lru_cache

import numpy as np
from scipy import optimize, special

from goldthread.experiments.statistics.power_repeats import power_by_question

POWER = 0.8
ALIKE = 0.5
"""How much repeats of a question are taken to be alike where nothing is known of it."""
ONE_AND_THE_SAME = 0.99
"""Repeats so much alike count as one."""


def mcnemar_power(
    questions: int,
    difference: float,
    discordance: float,
    *,
    repeats: int = 1,
    alike: float = ALIKE,
    alpha: float = 0.05,
) -> float:
    """Chance that the exact two-sided McNemar test finds a difference.

    Source: Connor, "Sample size for testing differences in proportions for the paired-sample design", Biometrics 43,
    1987, 207-211, its unconditional power, here summed over the exact distribution.

    Args:
        questions: How many.
        difference: Of the two rates, as -1 to 1.
        discordance: Share of pairs where just one is right; at least the difference's size, and taken so.
        repeats: Pairs a question.
        alike: Intraclass correlation of a question's differences.
        alpha: Level of the test.
    """
    gap = abs(difference)
    apart = max(discordance, gap)
    if repeats > 1 and alike < ONE_AND_THE_SAME:
        return power_by_question(questions, repeats, gap, apart, alike, alpha)
    return _power(questions, gap, apart, alpha)


def mcnemar_detectable(
    questions: int,
    discordance: float,
    *,
    repeats: int = 1,
    alike: float = ALIKE,
    alpha: float = 0.05,
    power: float = POWER,
) -> float | None:
    """The smallest difference of two rates that the exact two-sided McNemar test finds with the given power.

    Where the discordance is too small for that, a difference that makes all of a greater one is told.

    Args:
        questions: How many.
        discordance: Share of pairs where just one is right.
        repeats: Pairs a question.
        alike: Intraclass correlation of a question's differences.
        alpha: Level of the test.
        power: Of the test.

    Returns:
        None where no difference, not even 1, is found with that power.
    """

    def short(difference: float) -> float:
        return power - mcnemar_power(questions, difference, discordance, repeats=repeats, alike=alike, alpha=alpha)

    if short(1.0) > 0:
        return None
    return float(optimize.brentq(short, 0.0, 1.0, xtol=1e-7)) if short(0.0) > 0 else 0.0


def questions_needed(
    difference: float,
    discordance: float,
    *,
    repeats: int = 1,
    alike: float = ALIKE,
    alpha: float = 0.05,
    power: float = POWER,
    most: int = 10_000_000,
) -> int | None:
    """How many questions the exact McNemar test needs to find a difference with the given power.

    Args:
        difference: Of the two rates.
        discordance: Share of pairs where just one is right.
        repeats: Pairs a question.
        alike: Intraclass correlation of a question's differences.
        alpha: Level of the test.
        power: Of the test.
        most: Where to stop.

    Returns:
        None where `most` do not suffice.
    """

    def enough(questions: int) -> bool:
        return power <= mcnemar_power(questions, difference, discordance, repeats=repeats, alike=alike, alpha=alpha)

    low, high = 0, 8
    while not enough(high):
        low, high = high, high * 2
        if low >= most:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _power(pairs: int, difference: float, discordance: float, alpha: float) -> float:
    if pairs < 1 or discordance <= 0:
        return 0.0
    middle, spread = pairs * discordance, np.sqrt(pairs * discordance * (1 - discordance))
    # Beyond 9 standard deviations there is nothing that sixteen digits would show.
    first, last = max(0, int(middle - 9 * spread - 40)), min(pairs, int(middle + 9 * spread + 40))
    discordant = np.arange(first, last + 1)
    chance = _binomial(discordant, pairs, discordance)
    greatest = _greatest_rejected(first, last, alpha)
    first_share = (discordance + difference) / (2 * discordance)
    some = greatest >= 0
    rejected = np.zeros(len(discordant))
    edge, of = greatest[some], discordant[some]
    rejected[some] = special.bdtr(edge, of, first_share) + special.bdtr(edge, of, 1 - first_share)
    return float(min(1.0, (chance * rejected).sum()))


@lru_cache(maxsize=128)
def _greatest_rejected(first: int, last: int, alpha: float) -> np.ndarray:
    """For each number of discordant pairs the greatest smaller count with which the exact test rejects; -1 if none."""
    discordant = np.arange(first, last + 1)
    guess = np.floor(special.bdtrik(alpha / 2, discordant, 0.5)) if len(discordant) else discordant
    best = np.full(len(discordant), -1)
    for step in (-2, -1, 0, 1, 2):
        edge = np.where(np.isnan(guess), -1, guess).astype(np.int64) + step
        good = (edge >= 0) & (2 * edge < discordant)
        good &= special.bdtr(np.clip(edge, 0, discordant), discordant, 0.5) * 2 <= alpha
        best = np.where(good & (edge > best), edge, best)
    return best


def _binomial(successes: np.ndarray, n: int, chance: float) -> np.ndarray:
    logs = special.gammaln(n + 1) - special.gammaln(successes + 1) - special.gammaln(n - successes + 1)
    return np.asarray(np.exp(logs + special.xlogy(successes, chance) + special.xlog1py(n - successes, -chance)))


def score_power(clusters: int, difference: float, error: float, *, alpha: float = 0.05) -> float:
    """Chance that a two-sided t-test over clusters finds a mean difference of scores.

    Source: Cohen, "Statistical Power Analysis", 2nd edition, 1988, chapter 2, with the noncentral t.

    Args:
        clusters: How many.
        difference: Of the means.
        error: Standard error of the difference.
        alpha: Level of the test.
    """
    if clusters < 2:
        return 0.0
    if error <= 0:
        return float(difference != 0)
    free = clusters - 1
    edge = float(special.stdtrit(free, 1 - alpha / 2))
    off = abs(difference) / error
    other_side = float(special.nctdtr(free, off, -edge))  # NaN where it is too small for scipy
    return float(1 - special.nctdtr(free, off, edge)) + (0.0 if math.isnan(other_side) else other_side)


def score_detectable(clusters: int, error: float, *, alpha: float = 0.05, power: float = POWER) -> float | None:
    """The smallest mean difference of scores that a two-sided t-test over clusters finds with the given power.

    Args:
        clusters: How many.
        error: Standard error of the difference.
        alpha: Level of the test.
        power: Of the test.

    Returns:
        None for fewer than two clusters, or where no cluster differs from another.
    """
    if clusters < 2 or error <= 0:
        return None
    top = 4.0
    while score_power(clusters, top, 1.0, alpha=alpha) < power:
        top *= 2
    return error * float(
        optimize.brentq(lambda off: score_power(clusters, off, 1.0, alpha=alpha) - power, 0.0, top, xtol=1e-10)
    )
