"""What a comparison answers: numbers, a verdict, and the sentence that follows from them."""

from dataclasses import dataclass, replace
from typing import Literal

from goldthread.experiments.statistics import words
from goldthread.experiments.statistics.multiple import Adjustment
from goldthread.experiments.statistics.outcomes import Dropped
from goldthread.experiments.statistics.paired import Omnibus
from goldthread.experiments.statistics.power import POWER, mcnemar_detectable, score_detectable
from goldthread.experiments.statistics.rates import Rate

Kind = Literal["yes/no", "score"]
Verdict = Literal["better", "worse", "equivalent", "non-inferior", "not distinguishable"]
Hypothesis = Literal["difference", "non-inferiority", "equivalence"]
"""What was to be shown, named before the run: it decides which verdict comes first where several hold."""


@dataclass(frozen=True)
class Side:
    """One of the two conditions, over the pairs that were compared.

    Attributes:
        name: Of the condition.
        mean: Of its values.
        failed: Failed runs among them.
        rate: With its interval; None for scores.
    """

    name: str
    mean: float
    failed: int
    rate: Rate | None = None


@dataclass(frozen=True)
class Comparison:
    """Condition `a` against condition `b`.

    Attributes:
        kind: Of the values.
        a: The first.
        b: The second.
        estimate: Mean of `a` less mean of `b`, over pairs.
        low: Lower limit of its interval.
        high: Upper limit.
        level: Of the interval.
        method: How the interval was made.
        error: Standard error of the difference, by questions.
        test: Name of the test.
        p: Two-sided.
        p_mid: Mid-p; None for scores.
        p_adjusted: p, adjusted for the family of comparisons it is in.
        adjustment: How.
        family: Comparisons in the family; 1 for a contrast that was named before the run.
        alpha: Level of the test.
        pairs: Pairs compared.
        clusters: Questions that they come from.
        effective_pairs: As many independent pairs say the same; `pairs` where no question repeats.
        dropped: Results that are in no pair.
        discordant: Pairs where only `a` is right (its score greater), and where only `b` is.
        margin: Greatest difference that does not matter; None where none was named.
        margin_interval: Interval of level 1 - 2 alpha that is held against the margin.
        equivalent: Whether it lies within the margin on both sides; None without a margin.
        non_inferior: Whether `a` is worse by less than the margin; None without one.
        detectable: The smallest difference that would have been found with 80% power in this family; None if none.
        hypothesis: What was to be shown.
        higher_is_better: False for costs.
        unit: Of estimate, interval and margin when spoken; yes/no differences are spoken in points.
    """

    kind: Kind
    a: Side
    b: Side
    estimate: float
    low: float
    high: float
    level: float
    method: str
    error: float
    test: str
    p: float
    p_mid: float | None
    p_adjusted: float
    adjustment: Adjustment
    family: int
    alpha: float
    pairs: int
    clusters: int
    effective_pairs: float
    dropped: Dropped
    discordant: tuple[int, int]
    margin: float | None
    margin_interval: tuple[float, float]
    equivalent: bool | None
    non_inferior: bool | None
    detectable: float | None
    hypothesis: Hypothesis = "difference"
    higher_is_better: bool = True
    unit: str = ""

    @property
    def verdict(self) -> Verdict:
        """Of `a`, as against `b`."""
        found = self.p_adjusted <= self.alpha and self.estimate != 0
        gain = self.estimate if self.higher_is_better else -self.estimate
        holds: dict[Verdict, bool] = {
            "better": found and gain > 0,
            "worse": found and gain < 0,
            "equivalent": bool(self.equivalent),
            "non-inferior": bool(self.non_inferior),
        }
        orders: dict[Hypothesis, tuple[Verdict, ...]] = {
            "difference": ("better", "worse", "equivalent", "non-inferior"),
            "non-inferiority": ("better", "non-inferior", "worse"),
            "equivalence": ("equivalent", "better", "worse", "non-inferior"),
        }
        return next((one for one in orders[self.hypothesis] if holds[one]), "not distinguishable")

    @property
    def sentence(self) -> str:
        """The verdict in words, with the numbers that it follows from."""
        return words.sentence(self)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a reader must know beside the sentence."""
        return words.cautions(self)


@dataclass(frozen=True)
class Comparisons:
    """Several conditions against each other.

    Attributes:
        omnibus: Whether they differ at all, on the questions that all of them have.
        pairs: Each against each, p adjusted over all of them.
        clusters: Questions behind the omnibus test.
        dropped: Results that are not in the omnibus test.
    """

    omnibus: Omnibus
    pairs: tuple[Comparison, ...]
    clusters: int
    dropped: Dropped


def detectable(
    kind: Kind, *, pairs: int, clusters: int, effective_pairs: float, discordance: float, error: float, alpha: float
) -> float | None:
    """The smallest difference that a comparison with this spread finds with 80% power.

    Args:
        kind: Of the values.
        pairs: See `Comparison`.
        clusters: See `Comparison`.
        effective_pairs: See `Comparison`.
        discordance: Share of pairs where just one is right.
        error: See `Comparison`.
        alpha: Level of the test, divided by the comparisons in the family.
    """
    if kind == "score":
        return score_detectable(clusters, error, alpha=alpha, power=POWER)
    repeats = round(pairs / clusters)
    alike = (pairs / effective_pairs - 1) / (repeats - 1) if repeats > 1 else 0.0
    questions = clusters if repeats > 1 else pairs
    return mcnemar_detectable(
        questions, discordance, repeats=repeats, alike=min(max(alike, 0.0), 1.0), alpha=alpha, power=POWER
    )


def in_family(one: Comparison, p_adjusted: float, adjustment: Adjustment, family: int) -> Comparison:
    """The comparison as one of a family; what it could detect is told at the family's strictest level."""
    return replace(
        one,
        p_adjusted=p_adjusted,
        adjustment=adjustment,
        family=family,
        detectable=detectable(
            one.kind,
            pairs=one.pairs,
            clusters=one.clusters,
            effective_pairs=one.effective_pairs,
            discordance=sum(one.discordant) / one.pairs,
            error=one.error,
            alpha=one.alpha / family,
        ),
    )
