"""Contrasts: the one named before the run, those that follow from it, and those that only explore."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldthread.errors import BadInput
from goldthread.experiments.analysis import groups, measures
from goldthread.experiments.analysis.columns import Column, Mask, Table, text
from goldthread.experiments.statistics.compare import adjust, compare
from goldthread.experiments.statistics.outcomes import Outcomes, outcomes
from goldthread.experiments.statistics.verdict import Comparison, Kind
from goldthread.experiments.statistics.verdict import Hypothesis as Claim
from goldthread.schemas.analysis import Contrast, Family, Figure, Pair, Where
from goldthread.schemas.grid import Grid, Hypothesis

ALL_PAIRS = 6
"""Levels up to which each is compared with each; of more, each with the first."""
_EXAMPLES = 4
_MANY = 2**61
Numbers = NDArray[np.int64]
_CLAIMS: dict[str, Claim] = {"different": "difference", "not_worse": "non-inferiority", "equivalent": "equivalence"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A contrast to be made.

    Attributes:
        factor: Whose levels; may be a label.
        first: One level.
        second: The other.
        where: Only these cells.
        measure: Of what.
        claim: As in the grid's hypothesis.
        margin: As there.
    """

    factor: str
    first: str
    second: str
    where: Where = ()
    measure: str = measures.SUCCESS
    claim: Literal["different", "not_worse", "equivalent"] = "different"
    margin: float | None = None


def primary_of(hypothesis: Hypothesis) -> Asked:
    """The contrast that a grid names before the run."""
    where: list[tuple[str, tuple[str, ...]]] = []
    for name, levels in hypothesis.where.items():
        listed = levels if isinstance(levels, tuple) else (levels,)
        where.append((name, tuple(text(level) for level in listed)))
    return Asked(
        hypothesis.factor, text(hypothesis.better), text(hypothesis.than), tuple(where), hypothesis.measure,
        hypothesis.claim, hypothesis.margin,
    )  # fmt: skip


def contrasts(table: Table, grid: Grid, focus: str) -> tuple[Contrast | None, tuple[Contrast, ...]]:
    """The primary contrast and all others, corrected within their families.

    Secondary: the other pairs of levels of the factor that the hypothesis names, by Holm. Exploratory: pairs of levels
    of other factors, the primary pair within each level of them, and its other measures, by Benjamini and Hochberg.
    Without a hypothesis everything explores.
    """
    primary = primary_of(grid.hypothesis) if grid.hypothesis else None
    lead = primary or _lead(table, focus)
    pairs = [Asked(focus, one, two, lead.where if lead else (), lead.measure if lead else measures.SUCCESS)
             for one, two in _pairs(table.column(focus))]  # fmt: skip
    others = [one for one in pairs if not primary or {one.first, one.second} != {primary.first, primary.second}]
    exploring = [] if primary else others
    for name in groups.columns(table):
        if name != focus and name in table.factors:
            exploring += [Asked(name, one, two) for one, two in _pairs(table.column(name))]
    if lead:
        exploring += _within(table, lead) + _measured(table, lead)
    first = made(table, [primary], "primary") if primary else []
    secondary = made(table, others, "secondary") if primary else []
    found = (*secondary, *made(table, exploring, "exploratory"))
    return (first[0] if first else _untested(primary) if primary else None), found


def _lead(table: Table, focus: str) -> Asked | None:
    pairs = _pairs(table.column(focus))
    return Asked(focus, *pairs[0]) if pairs else None


def _pairs(column: Column | None) -> list[tuple[str, str]]:
    levels = list(dict.fromkeys(column.levels)) if column else []
    if len(levels) <= ALL_PAIRS:
        return list(combinations(levels, 2))
    return [(level, levels[0]) for level in levels[1 : groups.MOST_LEVELS]]


def _within(table: Table, lead: Asked) -> list[Asked]:
    made = []
    for name in groups.columns(table):
        column = table.column(name)
        if name == lead.factor or column is None or len(column.levels) < 2 or any(name == one for one, _ in lead.where):
            continue
        made += [
            Asked(lead.factor, lead.first, lead.second, (*lead.where, (name, (level,))), lead.measure)
            for level in dict.fromkeys(column.levels)
        ]
    return made


def _measured(table: Table, lead: Asked) -> list[Asked]:
    return [
        Asked(lead.factor, lead.first, lead.second, lead.where, name)
        for name in (measures.SUCCESS, *measures.compared(table))
        if name != lead.measure
    ]


def made(table: Table, asked: Sequence[Asked], family: Family) -> list[Contrast]:
    """Contrasts as one family, corrected as it is: primary not at all, secondary by Holm, exploratory by
    Benjamini and Hochberg. What has no pair is left out.
    """
    kept, found, sides = [], [], []
    for one in asked:
        both = _sides(table, one)
        kind: Kind = "yes/no" if _yes_no(one.measure, both) else "score"
        try:
            compared = compare(
                *both, kind=kind, margin=one.margin, hypothesis=_CLAIMS[one.claim],
                higher_is_better=not measures.is_cost(one.measure), unit=measures.unit(one.measure),
            )  # fmt: skip
        except BadInput:
            continue  # no pair at all
        kept.append(one)
        found.append(compared)
        sides.append(both)
    how = {"primary": "none", "secondary": "holm", "exploratory": "benjamini-hochberg"}
    corrected = adjust(found, how[family]) if found else []  # type: ignore[arg-type]
    return [
        _contrast(table, one, family, compared, both)
        for one, compared, both in zip(kept, corrected, sides, strict=True)
    ]


def _yes_no(measure: str, both: tuple[Outcomes, Outcomes]) -> bool:
    return all(measures.is_yes_no(measure, one.values) for one in both)


def _sides(table: Table, asked: Asked) -> tuple[Outcomes, Outcomes]:
    values = measures.values_of(table, asked.measure)
    chosen = table.select(asked.where) & ~table.open
    masks = [chosen & table.select(((asked.factor, (level,)),)) for level in (asked.first, asked.second)]
    pair = pair_keys(table, asked.factor, masks)
    made = [
        outcomes(
            name,
            values[mask],
            pair[mask].tolist(),
            table.cluster[mask].tolist(),
            table.failed[mask] if asked.measure == measures.SUCCESS else None,
        )
        for name, mask in zip((asked.first, asked.second), masks, strict=True)
    ]
    return made[0], made[1]


def pair_keys(table: Table, factor: str, masks: Sequence[Mask]) -> Numbers:
    """Numbers that the two partners of a pair share: all factors but the compared one, and their rank where that leaves
    several.

    A factor whose levels never meet on both sides (a layout that only one kind of agent has) does not part pairs.
    """
    joined = table.cluster.astype(np.int64)
    for name, column in table.factors.items():
        sides = [set(np.unique(column.codes[mask]).tolist()) for mask in masks]
        if name == factor or not sides[0] & sides[1]:
            continue
        if joined.max(initial=0) >= _MANY // (len(column.levels) + 1):
            joined = np.unique(joined, return_inverse=True)[1]
        joined = joined * (len(column.levels) + 1) + column.codes + 1
    joined = np.unique(joined, return_inverse=True)[1]
    keys = joined * 0
    for mask in masks:
        keys[mask] = _ranks(joined[mask])
    most = int(keys.max(initial=0)) + 1
    return np.asarray(joined * most + keys, np.int64)


def _ranks(values: Numbers) -> Numbers:
    """Of each value how many equal ones come before it."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.array([], np.int64)
    lengths = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(values), np.int64)
    ranks[order] = np.arange(len(ordered)) - np.repeat(starts, lengths)
    return ranks


def _contrast(table: Table, asked: Asked, family: Family, one: Comparison, both: tuple[Outcomes, Outcomes]) -> Contrast:
    yes_no = one.kind == "yes/no"
    only_first, only_second = one.discordant
    agreeing = one.pairs - only_first - only_second
    right = round(one.a.mean * one.pairs) - only_first if yes_no else 0
    finite = np.isfinite([one.low, one.high]).all()
    return Contrast(
        family=family, factor=asked.factor, first=asked.first, second=asked.second, where=asked.where,
        measure=asked.measure, pairs=one.pairs, clusters=one.clusters, dropped=one.dropped.total + _open(table, asked),
        both=right, only_first=only_first, only_second=only_second, neither=agreeing - right if yes_no else 0,
        rate_first=one.a.mean, rate_second=one.b.mean,
        difference=Figure(
            one.estimate, one.low if finite else None, one.high if finite else None, 2 * one.pairs, one.clusters
        ),
        test=one.test, p=one.p, mid_p=one.p_mid, adjusted=None if family == "primary" else one.p_adjusted,
        detectable=one.detectable, claim=asked.claim, margin=asked.margin, verdict=one.verdict,
        sentence=one.sentence,
        cautions=one.cautions, differing=_differing(table, asked, both),
    )  # fmt: skip


def _open(table: Table, asked: Asked) -> int:
    both = table.select((*asked.where, (asked.factor, (asked.first, asked.second))))
    return int((both & table.open).sum())


def _differing(table: Table, asked: Asked, both: tuple[Outcomes, Outcomes]) -> tuple[Pair, ...]:
    """A few pairs that differ most, half of them each way."""
    places = [
        np.flatnonzero(table.select((*asked.where, (asked.factor, (one.name,)))) & ~table.open).tolist() for one in both
    ]
    first = {key: (value, place) for key, value, place in zip(both[0].pairs, both[0].values, places[0], strict=True)}
    gaps = [
        (float(first[key][0] - value), first[key][1], place)
        for key, value, place in zip(both[1].pairs, both[1].values, places[1], strict=True)
        if key in first
    ]
    up = sorted((one for one in gaps if one[0] > 0), key=lambda one: (-one[0], one[1]))[: _EXAMPLES // 2]
    down = sorted((one for one in gaps if one[0] < 0), key=lambda one: (one[0], one[1]))[: _EXAMPLES // 2]
    return tuple(Pair(table.cells[one].key, table.cells[two].key) for _, one, two in (*up, *down))


def _untested(asked: Asked) -> Contrast:
    said = f"No cell of {asked.first} has a finished partner of {asked.second}: nothing can be said yet."
    return Contrast(
        family="primary", factor=asked.factor, first=asked.first, second=asked.second, where=asked.where,
        measure=asked.measure, pairs=0, clusters=0, dropped=0, both=0, only_first=0, only_second=0, neither=0,
        rate_first=None, rate_second=None, difference=Figure(None), test="", p=None, mid_p=None, adjusted=None,
        detectable=None, claim=asked.claim, margin=asked.margin, verdict="not tested", sentence=said,
    )  # fmt: skip
