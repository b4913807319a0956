"""How often the tests and intervals of experiments are right, over simulated experiments whose truth is known.

Counted, by the functions that reports use: false differences of the primary contrast and in a family of four formats,
coverage of intervals, power beside the promised one, false equivalence at the margin; Wilson's interval beside
statsmodels'. Every line has the limits that it must keep; "reported" has none. Ends with 1 where a line does not.

Run: python bench/comparisons.py [--experiments 10000] [--seed 1]
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from goldthread.experiments.statistics.multiple import holm
from goldthread.experiments.statistics.paired import cochran_q, mcnemar, mcnemar_by_question
from goldthread.experiments.statistics.power import mcnemar_power
from goldthread.experiments.statistics.rates import wilson
from goldthread.experiments.statistics.simulation import (
    conditions,
    covered_by_bootstrap,
    covered_by_tango,
    pairwise,
    scores,
    tango_limits,
    yes_no,
)

SCORES = ("normal", "ties", "tokens")
YES_NO: tuple[tuple[float, float, int, float], ...] = (
    (0.0, 0.15, 1, 0.0),
    (0.05, 0.1, 1, 0.0),
    (0.1, 0.3, 1, 0.0),
    (0.05, 0.2, 3, 0.4),
)
"""Difference, discordance, repeats, likeness of a question's repeats."""


@dataclass(frozen=True)
class Line:
    """One figure, in percent, and the limits that it must keep; None where it is only reported."""

    name: str
    figure: float
    low: float | None = None
    high: float | None = None

    @property
    def kept(self) -> bool:
        return (self.low is None or self.figure >= self.low) and (self.high is None or self.figure <= self.high)

    def __str__(self) -> str:
        if self.low is None and self.high is None:
            told = "reported"
        else:
            told = f"{'' if self.low is None else self.low} to {self.high}: {'kept' if self.kept else 'NOT KEPT'}"
        return f"{self.name:<88}{self.figure:>9.4g}  {told}"


def false_differences(random: np.random.Generator, experiments: int) -> Iterator[Line]:
    """The primary contrast with no effect."""
    for questions, discordance in ((100, 0.15), (100, 0.3), (400, 0.15), (1000, 0.1)):
        rest = yes_no(random, experiments, questions, difference=0, discordance=discordance)
        exact, mid = mcnemar((rest > 0).sum((1, 2)), (rest < 0).sum((1, 2)))
        name = f"{questions} questions, discordance {discordance}"
        yield Line(f"false differences, exact McNemar, {name}", 100 * float((exact <= 0.05).mean()), None, 5.5)
        yield Line(f"false differences, mid-p, {name}", 100 * float((mid <= 0.05).mean()), 4, 6)
    rest = yes_no(random, experiments, 100, difference=0, discordance=0.2, repeats=3, alike=0.4).sum(2)
    found = np.array([mcnemar_by_question(one) for one in rest])
    exact_share, mid_share = 100 * (found <= 0.05).mean(0)
    yield Line("false differences, exact McNemar by question, 3 repeats", float(exact_share), None, 5.5)
    yield Line("false differences, mid-p by question, 3 repeats", float(mid_share), 4, 6)
    rest = yes_no(random, experiments, 100, difference=0.3, discordance=0.4, repeats=3)
    rest *= random.choice((-1, 1), (experiments, 100, 1))
    found = np.array([mcnemar_by_question(one)[0] for one in rest.sum(2)])
    name = "3 repeats, effects of questions that cancel"
    yield Line(f"false differences, exact McNemar by question, {name}", 100 * float((found <= 0.05).mean()), None, 5.5)
    single, _ = mcnemar((rest > 0).sum((1, 2)), (rest < 0).sum((1, 2)))
    yield Line(f"the same as if all pairs were independent, {name}", 100 * float((single <= 0.05).mean()))


def families(random: np.random.Generator, experiments: int) -> Iterator[Line]:
    """Four formats, six pairs."""
    for questions in (100, 400):
        table = conditions(random, experiments, questions, (0, 0, 0, 0))
        for name, values in zip(("exact", "mid-p"), pairwise(table), strict=True):
            share = 100 * float((holm(values) <= 0.05).any(1).mean())
            yield Line(
                f"any false difference, Holm on {name} McNemar, 4 alike, {questions} questions", share, None, 5.5
            )
        share = 100 * float(np.mean([cochran_q(one).p <= 0.05 for one in table]))
        yield Line(f"false differences, Cochran's Q, 4 alike, {questions} questions", share, 4, 6)
    table = conditions(random, experiments, 400, (0, 0, 0, -0.1))
    exact = holm(pairwise(table)[0]) <= 0.05
    alike, apart = [0, 1, 3], [2, 4, 5]
    yield Line(
        "any false difference, Holm, 3 alike and one 10 points worse, 400 questions",
        100 * float(exact[:, alike].any(1).mean()),
        None,
        5.5,
    )
    yield Line("all three differences of these found", 100 * float(exact[:, apart].all(1).mean()))


def coverage(random: np.random.Generator, experiments: int) -> Iterator[Line]:
    """Intervals of 95%."""
    for questions, low, high in ((100, 93, 97), (400, 93, 97), (20, None, None)):
        many = experiments if questions <= 100 else max(1, experiments // 5)
        for shape in SCORES:
            repeats = 3 if shape == "tokens" else 1
            rest, truth = scores(random, many, questions, shape, repeats=repeats)
            share = 100 * float(covered_by_bootstrap(rest, truth).mean())
            yield Line(
                f"coverage of the bootstrap, {shape}, {questions} questions",
                share,
                low,
                high,
            )
        for difference, discordance, repeats, alike in YES_NO:
            rest = yes_no(
                random, many, questions, difference=difference, discordance=discordance, repeats=repeats, alike=alike
            )
            name = f"yes/no {difference} of {discordance}, {repeats} repeats, {questions} questions"
            share = 100 * float(covered_by_bootstrap(rest, difference).mean())
            yield Line(f"coverage of the bootstrap, {name}", share, low, high)
            share = 100 * float(covered_by_tango(rest, difference).mean())
            yield Line(f"coverage of Tango's interval, {name}", share, low, high)
    rest, truth = scores(random, experiments, 100, "skewed")
    yield Line(
        "coverage of the bootstrap, skewed, 100 questions", 100 * float(covered_by_bootstrap(rest, truth).mean())
    )
    rest, truth = scores(random, max(1, experiments // 5), 100, "tokens", repeats=3)
    share = 100 * float(covered_by_bootstrap(rest, truth, method="percentile").mean())
    yield Line("coverage of the percentile bootstrap, for comparison: tokens, 100 questions", share)


def power(random: np.random.Generator, experiments: int) -> Iterator[Line]:
    """Differences found, less those promised; in points."""
    for questions, difference, discordance, repeats, alike in (
        (100, 0.108, 0.15, 1, 0.0),
        (100, 0.15, 0.3, 1, 0.0),
        (400, 0.054, 0.15, 1, 0.0),
        (1000, 0.03, 0.15, 1, 0.0),
        (50, 0.2, 0.4, 1, 0.0),
        (100, 0.1, 0.2, 3, 0.3),
        (100, 0.1, 0.2, 5, 0.7),
        (30, 0.2, 0.4, 3, 0.5),
        (100, 0.07, 0.08, 2, 0.8),
        (1000, 0.03, 0.2, 3, 0.3),
    ):
        rest = yes_no(
            random, experiments, questions, difference=difference, discordance=discordance, repeats=repeats, alike=alike
        )
        if repeats == 1:
            p, _ = mcnemar((rest > 0).sum((1, 2)), (rest < 0).sum((1, 2)))
        else:
            p = np.array([mcnemar_by_question(one)[0] for one in rest.sum(2)])
        told = mcnemar_power(questions, difference, discordance, repeats=repeats, alike=alike)
        name = f"{questions} questions x {repeats}, difference {difference} of {discordance}"
        yield Line(f"power less the promised {100 * told:.1f}, {name}", 100 * (float((p <= 0.05).mean()) - told), -3, 3)


def equivalence(random: np.random.Generator, experiments: int) -> Iterator[Line]:
    """Equivalence told of conditions that differ by just the margin of five points."""
    for questions, discordance in ((400, 0.1), (1000, 0.2)):
        rest = yes_no(random, experiments, questions, difference=0.05, discordance=discordance)
        low, high = tango_limits(rest, level=0.9)
        share = 100 * float(((low > -0.05) & (high < 0.05)).mean())
        yield Line(
            f"false equivalence at the margin, {questions} questions, discordance {discordance}", share, None, 5.5
        )


def wilson_beside_statsmodels() -> Iterator[Line]:
    """The greatest difference of limits over all rates of 1 to 300."""
    worst = 0.0
    for n in range(1, 301):
        yes = np.arange(n + 1)
        for ours, theirs in zip(wilson(yes, n), proportion_confint(yes, n, method="wilson"), strict=True):
            worst = max(worst, float(np.abs(ours - theirs).max()))
    yield Line("Wilson's interval less statsmodels', greatest of 45,450 (not in percent)", worst, None, 1e-9)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--experiments", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    start = time.perf_counter()
    kept = True
    for part in (false_differences, families, power, equivalence, coverage):
        for line in part(np.random.default_rng(told.seed), told.experiments):
            print(line, flush=True)
            kept &= line.kept
    for line in wilson_beside_statsmodels():
        print(line)
        kept &= line.kept
    print(
        f"{told.experiments} experiments a line (a fifth for coverage at 400 questions), {time.perf_counter() - start:.0f} s"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
