"""How far a judge agrees with people's labels, and with itself.

Where a judge answered a text several times, each answer counts as a part of one text, so that the figures are those of one
answer drawn from each text, and texts that were asked more often weigh no more than others.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from goldthread.checks.helloeval import STEPS
from goldthread.checks.labelled import Labelled, Value
from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record

RESAMPLES, SEED = 2000, 20240916

Table = Mapping[tuple[Value, Value], Fraction]


class Agreement(Record):
    """A judge against labels.

    `n` texts have a label and an answer, `unanswered` have a label only. `agreement` is the share of equal answers;
    `kappa` corrects it for chance, `weighted_kappa` also for how far off an answer is (five-step scale only). `bias` is
    the mean of judge less label with its 95% interval (numbers only). `repeatability` is the share of the `pairs` of
    repeated answers that are equal. A figure that is not defined for the labels at hand is None.
    """

    n: int
    unanswered: int
    agreement: float
    kappa: float | None
    weighted_kappa: float | None
    bias: float | None
    bias_low: float | None
    bias_high: float | None
    repeatability: float | None
    pairs: int


def measure_agreement(labelled: Sequence[Labelled], file: str) -> Agreement:
    """All figures of a labelled file.

    Args:
        labelled: See `goldthread.checks.labelled.read_labelled`.
        file: Its name, for the error.

    Raises:
        BadInput: The judge answered no text.
    """
    answered = [one for one in labelled if one.answers]
    if not answered:
        raise BadInput(
            "the judge answered no text", where=Where(file, field="judge"), remedy="let a judge answer first"
        )
    table = count_pairs(answered)
    pairs, same = _repeated(answered)
    bias, low, high = judge_bias(answered)
    return Agreement(
        n=len(answered),
        unanswered=len(labelled) - len(answered),
        agreement=float(_observed(table)),
        kappa=cohen_kappa(table),
        weighted_kappa=quadratic_kappa(table),
        bias=bias,
        bias_low=low,
        bias_high=high,
        repeatability=same / pairs if pairs else None,
        pairs=pairs,
    )


def count_pairs(answered: Sequence[Labelled]) -> Table:
    """Share of (label, answer) pairs, summing to 1; each text has one share, split over its answers."""
    shares: dict[tuple[Value, Value], Fraction] = {}
    for one in answered:
        for answer in one.answers:
            pair = (one.label, answer)
            shares[pair] = shares.get(pair, Fraction()) + Fraction(1, len(one.answers) * len(answered))
    return shares


def _margins(table: Table) -> tuple[dict[Value, Fraction], dict[Value, Fraction]]:
    labels: dict[Value, Fraction] = {}
    answers: dict[Value, Fraction] = {}
    for (label, answer), share in table.items():
        labels[label] = labels.get(label, Fraction()) + share
        answers[answer] = answers.get(answer, Fraction()) + share
    return labels, answers


def _observed(table: Table) -> Fraction:
    return sum((share for (label, answer), share in table.items() if label == answer), Fraction())


def cohen_kappa(table: Table) -> float | None:
    """(po - pe) / (1 - pe), with po the share of equal pairs and pe the share expected of independent raters.

    Source: Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960).
    None where both always say the same one thing, so that pe is 1.
    """
    labels, answers = _margins(table)
    expected = sum((share * answers.get(value, Fraction()) for value, share in labels.items()), Fraction())
    return None if expected == 1 else float((_observed(table) - expected) / (1 - expected))


def quadratic_kappa(table: Table) -> float | None:
    """1 less the mean squared difference over that of independent raters, for the scale 0, 0.25, 0.5, 0.75, 1.

    Source: Cohen, "Weighted Kappa", Psychological Bulletin 70 (1968), with squared distances as weights. None on another
    scale, or where both always say the same one thing.
    """
    labels, answers = _margins(table)
    if not all(value in STEPS for value in (*labels, *answers)):
        return None
    observed = sum((share * _square(label, answer) for (label, answer), share in table.items()), Fraction())
    expected = sum(
        (one * two * _square(label, answer) for label, one in labels.items() for answer, two in answers.items()),
        Fraction(),
    )
    return float(1 - observed / expected) if expected else None


def _square(label: Value, answer: Value) -> Fraction:
    return (Fraction(label) - Fraction(answer)) ** 2


def judge_bias(answered: Sequence[Labelled]) -> tuple[float, float, float] | tuple[None, None, None]:
    """Mean of judge less label, and the ends of its 95% interval; None for words.

    The interval holds percentiles 2.5 and 97.5 over 2,000 draws of texts with replacement (Efron and Tibshirani, "An
    Introduction to the Bootstrap", 1993, chapter 13), seeded, so that a file always gives the same.
    """
    gaps = []
    for one in answered:
        numbers = [answer for answer in one.answers if isinstance(answer, float)]
        if not isinstance(one.label, float) or not numbers:
            return None, None, None
        gaps.append(sum(numbers) / len(numbers) - one.label)
    values = np.array(gaps)
    random = np.random.default_rng(SEED)
    means = [values[random.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def _repeated(answered: Sequence[Labelled]) -> tuple[int, int]:
    """How many pairs of answers to the same text there are, and how many of them are equal."""
    pairs = same = 0
    for one in answered:
        pairs += math.comb(len(one.answers), 2)
        same += sum(math.comb(times, 2) for times in Counter(one.answers).values())
    return pairs, same
