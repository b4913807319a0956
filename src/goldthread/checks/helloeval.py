"""HelloEval: scores of texts from a judge's answers to weighted checklists.

Source: Que et al., "HelloBench: Evaluating Long Text Generation Capabilities of Large Language Models", arXiv 2409.16191,
section on HelloEval. Sums and means are taken in fractions, which hold every weight and step exactly, and are rounded once
at the end: the order of samples cannot change a digit.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from goldthread.schemas.base import Record

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
CENTRE, STRETCH = 75, 4


class TaskScore(Record):
    """What one task's samples add up to.

    `score` is from -300 to 100, None where no sample could be scored; `n` samples were scored, `left_out` were not;
    `words` is the mean length of all samples of known length in word tokens, left-out ones included.
    """

    score: float | None
    n: int
    left_out: int
    words: float | None


class HelloBenchResult(Record):
    """Task scores; `overall` is the mean over the scored tasks alone, and `not_scored` names the others."""

    tasks: dict[str, TaskScore]
    overall: float | None
    not_scored: list[str]


def usable(scores: Any, items: int) -> bool:
    """Whether a judge's answers to a checklist of `items` questions are all there and all on the five-step scale.

    True and false are no numbers here, and neither are words, nulls, NaN or values between the steps.
    """
    return isinstance(scores, Sequence) and len(scores) == items and all(_is_step(one) for one in scores)


def _is_step(value: Any) -> bool:
    return type(value) in (int, float) and value in STEPS


def sample_score(scores: Sequence[float], weights: Sequence[float]) -> Fraction:
    """Sum of score x weight, exactly; from 0 to 100 where the weights sum to 100.

    Args:
        scores: The judge's answer to each item, out of 0, 0.25, 0.5, 0.75, 1.
        weights: The weight of each item.

    Raises:
        ValueError: An answer is missing or not on the scale (see `usable`).
    """
    if not usable(scores, len(weights)):
        raise ValueError("an answer is missing or not on the scale")
    return sum((Fraction(score) * Fraction(weight) for score, weight in zip(scores, weights, strict=True)), Fraction())


def task_score(samples: Sequence[Fraction]) -> float | None:
    """Mean of the sample scores, less 75 and times 4, rounded once; None for no samples."""
    if not samples:
        return None
    return float((sum(samples, Fraction()) / len(samples) - CENTRE) * STRETCH)


def sum_up_task(
    judged: Iterable[tuple[Any, Sequence[float] | None]], lengths: Iterable[int | float | None]
) -> TaskScore:
    """One task's figures.

    Args:
        judged: Each sample's answers as the judge gave them, of any kind, with its checklist's weights (None where they
            are not at hand).
        lengths: Each sample's length in word tokens, None where unknown.
    """
    samples: list[Fraction] = []
    left_out = 0
    for scores, weights in judged:
        if weights is not None and usable(scores, len(weights)):
            samples.append(sample_score(scores, weights))
        else:
            left_out += 1
    return TaskScore(score=task_score(samples), n=len(samples), left_out=left_out, words=mean_words(lengths))


def mean_words(lengths: Iterable[int | float | None]) -> float | None:
    """Mean of the known lengths; None where there is none."""
    known = [Fraction(one) for one in lengths if one is not None]
    return float(sum(known, Fraction()) / len(known)) if known else None


def sum_up(tasks: dict[str, TaskScore]) -> HelloBenchResult:
    """All tasks with the mean over those that were scored."""
    scored = [Fraction(task.score) for task in tasks.values() if task.score is not None]
    return HelloBenchResult(
        tasks=tasks,
        overall=float(sum(scored, Fraction()) / len(scored)) if scored else None,
        not_scored=[name for name, task in tasks.items() if task.score is None],
    )
