"""Sentences of comparisons. They say no more than the numbers do."""

import math
from typing import TYPE_CHECKING

from goldthread.experiments.statistics.clusters import ENOUGH

if TYPE_CHECKING:
    from goldthread.experiments.statistics.verdict import Comparison


def sentence(one: "Comparison") -> str:
    """The verdict and its numbers in one or two sentences."""
    a, b, size = one.a.name, one.b.name, _amount(one, abs(one.estimate))
    interval = f"{one.level:.0%} interval of {a} less {b}: {_number(one, one.low)} to {_amount(one, one.high)}"
    evidence = f"({interval}; {one.test}, {_p(one)}; {_n(one)})"
    verdict = one.verdict
    if verdict in ("better", "worse"):
        text = f"{a} is {verdict} than {b} by {size} {evidence}."
        if one.low <= 0 <= one.high:
            text += " It is only just shown: the interval, made in another way than the test, does not leave out 0."
        if one.equivalent and one.margin is not None:
            text += f" The difference is smaller than the margin of {_amount(one, one.margin)}."
        return text
    gap = f"the difference is {_amount(one, one.estimate)} {evidence}"
    if verdict == "equivalent" and one.margin is not None:
        return f"{a} and {b} are equivalent within {_amount(one, one.margin)}: {gap}."
    if verdict == "non-inferior" and one.margin is not None:
        return f"{a} is not worse than {b} by {_amount(one, one.margin)} or more: {gap}."
    return f"{a} and {b} are not distinguishable at this n: {gap}; {unseen(one)}."


def unseen(one: "Comparison") -> str:
    """What could not have been seen."""
    if one.detectable is None:
        if one.kind == "score" and one.error == 0 and one.clusters > 1:
            return "no question gave one of them a greater score" if not any(one.discordant) else "no spread was seen"
        return f"with {_n(one)} no difference, however great, could have been seen"
    return f"differences below {_amount(one, one.detectable)} could not have been seen (80% power)"


def cautions(one: "Comparison") -> tuple[str, ...]:
    """What a reader must know beside the sentence."""
    found = []
    if one.clusters < ENOUGH and (one.kind == "score" or one.pairs > one.clusters):
        found.append(f"Only {one.clusters} questions: the interval may cover less often than it says.")
    if one.dropped.unpaired:
        found.append(f"{one.dropped.unpaired} results have no partner and are left out.")
    if one.dropped.no_value:
        found.append(f"{one.dropped.no_value} results are left out because they or their partners have no value.")
    for side in (one.a, one.b):
        if side.failed:
            counted = "counted as wrong" if one.kind == "yes/no" else "kept with their score"
            found.append(f"{side.failed} runs of {side.name} failed and are {counted}.")
    outside = one.low > 0 or one.high < 0
    if outside and one.p_adjusted > one.alpha:
        found.append(
            "The interval leaves out 0, but the test, exact or adjusted for several comparisons, finds nothing."
        )
    return tuple(found)


def _number(one: "Comparison", value: float) -> str:
    if math.isinf(value):
        return "any" if value > 0 else "none"
    if one.kind == "yes/no":
        return f"{value * 100:.1f}".replace("-0.0", "0.0")
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _amount(one: "Comparison", value: float) -> str:
    unit = "points" if one.kind == "yes/no" else one.unit
    return f"{_number(one, value)} {unit}".rstrip()


def _p(one: "Comparison") -> str:
    name = "p" if one.adjustment == "none" else f"p adjusted for {one.family} comparisons"
    return f"{name} < 0.001" if one.p_adjusted < 0.001 else f"{name} = {one.p_adjusted:.3f}"


def _n(one: "Comparison") -> str:
    questions = f"{one.clusters} question" + "s" * (one.clusters != 1)
    return questions if one.pairs == one.clusters else f"{one.pairs} pairs of {questions}"
