"""Conditions against each other: two (`compare`), several (`compare_many`), comparisons as one family (`adjust`)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from scipy import special

from goldthread.errors import BadInput, Where
from goldthread.experiments.statistics.bootstrap import RESAMPLES, draw, limits, p_values
from goldthread.experiments.statistics.clusters import effective_size
from goldthread.experiments.statistics.equivalence import within
from goldthread.experiments.statistics.multiple import Adjustment, adjusted
from goldthread.experiments.statistics.outcomes import Floats, Matched, Outcomes, match
from goldthread.experiments.statistics.paired import cochran_q, mcnemar, mcnemar_by_question, tango, within_questions
from goldthread.experiments.statistics.rates import rate
from goldthread.experiments.statistics.verdict import (
    Comparison,
    Comparisons,
    Hypothesis,
    Kind,
    Side,
    detectable,
    in_family,
)


def compare(
    a: Outcomes,
    b: Outcomes,
    *,
    kind: Kind,
    margin: float | None = None,
    hypothesis: Hypothesis = "difference",
    higher_is_better: bool = True,
    unit: str = "",
    alpha: float = 0.05,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """One condition against another, on the pairs that both have.

    Yes/no: exact McNemar with Tango's interval; where questions repeat, the exact test by question and Tango's interval
    with the effective number of pairs. Scores: the studentised bootstrap by question. Failures count as wrong in
    yes/no; in scores they keep the value recorded with them, and are left out, counted, where it is NaN.

    Args:
        a: The one that the verdict is about.
        b: What it is set against.
        kind: `yes/no` for 0 and 1, `score` for any number.
        margin: Greatest difference that does not matter (0.05 is five points), for equivalence and non-inferiority.
        hypothesis: What was to be shown, named before the run; other than `difference` needs a margin.
        higher_is_better: False for costs.
        unit: Of scores, for sentences: `tokens`.
        alpha: Level of the test; the interval has level 1 - alpha, the one for the margin 1 - 2 alpha.
        resamples: Of the bootstrap.
        seed: Of its draws.

    Raises:
        BadInput: Nothing matches, a yes/no value is neither 0 nor 1, a margin is missing or not above 0.
    """
    if margin is not None and not margin > 0:
        raise BadInput(f"a margin of {margin:g}", where=Where(field="margin"), remedy="Give a margin above 0.")
    if margin is None and hypothesis != "difference":
        raise BadInput(
            f"{hypothesis} without a margin",
            where=Where(field="margin"),
            remedy="Name the greatest difference that does not matter, 0.05 say.",
        )
    both = match([a, b], yes_no=kind == "yes/no")
    first, second = both.values.T
    rest = first - second
    discordant = int((rest > 0).sum()), int((rest < 0).sum())
    found = _yes_no(both, discordant, alpha) if kind == "yes/no" else _score(both, alpha, resamples, seed)
    margin_low, margin_high = found.margin_interval
    if not higher_is_better:
        margin_low, margin_high = -margin_high, -margin_low
    small = None if margin is None else within(margin_low, margin_high, margin)
    return Comparison(
        kind=kind,
        a=_side(a, both, 0, kind, 1 - alpha),
        b=_side(b, both, 1, kind, 1 - alpha),
        estimate=float(rest.mean()),
        low=found.interval[0],
        high=found.interval[1],
        level=1 - alpha,
        method=found.method,
        error=found.error,
        test=found.test,
        p=found.p,
        p_mid=found.p_mid,
        p_adjusted=found.p,
        adjustment="none",
        family=1,
        alpha=alpha,
        pairs=len(rest),
        clusters=both.clusters,
        effective_pairs=found.effective,
        dropped=both.dropped,
        discordant=discordant,
        margin=margin,
        margin_interval=found.margin_interval,
        equivalent=None if small is None else small.equivalent,
        non_inferior=None if small is None else small.non_inferior,
        detectable=detectable(
            kind,
            pairs=len(rest),
            clusters=both.clusters,
            effective_pairs=found.effective,
            discordance=sum(discordant) / len(rest),
            error=found.error,
            alpha=alpha,
        ),
        hypothesis=hypothesis,
        higher_is_better=higher_is_better,
        unit=unit,
    )


def compare_many(
    conditions: Sequence[Outcomes],
    *,
    kind: Kind,
    margin: float | None = None,
    higher_is_better: bool = True,
    unit: str = "",
    adjustment: Adjustment = "holm",
    alpha: float = 0.05,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparisons:
    """Several conditions: whether they differ at all, and each against each with adjusted p.

    Yes/no without repeats: Cochran's Q; repeats and scores: permutation within questions. Pairs are compared on all
    that the two have; the omnibus test uses what all conditions have.

    Args:
        conditions: At least two, of different names.
        kind: See `compare`.
        margin: See `compare`.
        higher_is_better: See `compare`.
        unit: See `compare`.
        adjustment: Over the pairs.
        alpha: See `compare`.
        resamples: Of bootstrap and permutation.
        seed: Of their draws.

    Raises:
        BadInput: See `compare`; fewer than two conditions, or a name twice.
    """
    names = [one.name for one in conditions]
    if len(names) < 2 or len(set(names)) < len(names):
        raise BadInput(
            f"cannot compare the conditions {', '.join(names) or 'none'}",
            where=Where(field="conditions"),
            remedy="Give at least two conditions with different names.",
        )
    together = match(conditions, yes_no=kind == "yes/no")
    if kind == "yes/no" and not together.repeated:
        omnibus = cochran_q(together.values)
    else:
        omnibus = within_questions(together.values, together.cluster, resamples=resamples, seed=seed)
    pairs = [
        compare(
            a, b, kind=kind, margin=margin, higher_is_better=higher_is_better, unit=unit,
            alpha=alpha, resamples=resamples, seed=seed,
        )
        for a, b in combinations(conditions, 2)
    ]  # fmt: skip
    return Comparisons(omnibus, tuple(adjust(pairs, adjustment)), together.clusters, together.dropped)


def adjust(comparisons: Sequence[Comparison], adjustment: Adjustment = "holm") -> list[Comparison]:
    """The comparisons as one family: p adjusted over all of them, verdicts and words following."""
    values = adjusted([one.p for one in comparisons], adjustment)
    family = 1 if adjustment == "none" else len(comparisons)
    return [in_family(one, float(p), adjustment, family) for one, p in zip(comparisons, values, strict=True)]


@dataclass(frozen=True)
class _Found:
    test: str
    p: float
    p_mid: float | None
    method: str
    interval: tuple[float, float]
    margin_interval: tuple[float, float]
    error: float
    effective: float


def _yes_no(both: Matched, discordant: tuple[int, int], alpha: float) -> _Found:
    rest = both.values[:, 0] - both.values[:, 1]
    n = len(rest)
    error = _error(rest, both)
    if not both.repeated:
        exact, mid = mcnemar(*discordant)
        wide, narrow = (_limits(*discordant, n, 1 - part / 2) for part in (alpha, 2 * alpha))
        return _Found("exact McNemar", float(exact), float(mid), "Tango", wide, narrow, error, n)
    p, p_mid = mcnemar_by_question(both.totals(rest))
    size = effective_size(rest, both.cluster)
    share = size / n
    method = "Tango, effective pairs"
    test = "exact McNemar by question"
    if both.clusters < 2:
        return _Found(test, p, p_mid, method, (-1.0, 1.0), (-1.0, 1.0), error, size)
    wide, narrow = (
        _limits(discordant[0] * share, discordant[1] * share, size, 1 - part / 2, both.clusters - 1)
        for part in (alpha, 2 * alpha)
    )
    return _Found(test, p, p_mid, method, wide, narrow, error, size)


def _limits(only_a: float, only_b: float, n: float, share: float, df: int | None = None) -> tuple[float, float]:
    quantile = special.ndtri(share) if df is None else special.stdtrit(df, share)
    low, high = tango(only_a, only_b, n, quantile=float(quantile))
    return float(low), float(high)


def _score(both: Matched, alpha: float, resamples: int, seed: int) -> _Found:
    rest = both.values[:, 0] - both.values[:, 1]
    drawn = draw(both.totals(rest)[:, None], both.sizes()[:, None], resamples=resamples, seed=seed)
    wide, narrow = (
        (float(low[0]), float(high[0])) for low, high in (limits(drawn, level=1 - part) for part in (alpha, 2 * alpha))
    )
    p = float(p_values(drawn)[0])
    return _Found(
        "bootstrap by question", p, None, "studentised bootstrap", wide, narrow, _error(rest, both), len(rest)
    )


def _error(rest: Floats, both: Matched) -> float:
    if both.clusters < 2:
        return math.nan
    off = both.totals(rest - rest.mean())
    return math.sqrt(float((off**2).sum()) * both.clusters / (both.clusters - 1)) / len(rest)


def _side(one: Outcomes, both: Matched, column: int, kind: Kind, level: float) -> Side:
    values = both.values[:, column]
    told = rate(values, both.cluster.tolist(), level=level) if kind == "yes/no" else None
    return Side(one.name, float(values.mean()), both.failed[column], told)
