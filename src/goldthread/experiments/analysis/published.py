"""A published study beside ours: its own tests repeated, and its numbers."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from goldthread.experiments.analysis import groups, measures
from goldthread.experiments.analysis.columns import Table, text
from goldthread.experiments.analysis.contrasts import pair_keys
from goldthread.experiments.statistics import replication
from goldthread.schemas.analysis import Beside, Test, Where

_OWN = frozenset({"value", "measure", "source", "note"})


def tests(table: Table, focus: str) -> tuple[Test, ...]:
    """The study's tests on our cells.

    Chi-square over the levels of the focus, paired t between its first pairs of levels, ANOVA over each other factor.
    """
    values = measures.values_of(table, measures.SUCCESS)
    known = ~np.isnan(values) & ~table.open
    if not known.any() or not measures.is_yes_no(measures.SUCCESS, values[known]):
        return ()
    made = []
    for name in groups.columns(table):
        column = table.factors.get(name)
        levels = list(dict.fromkeys(column.levels)) if column else []
        masks = [known & table.select(((name, (level,)),)) for level in levels]
        present = [(level, mask) for level, mask in zip(levels, masks, strict=True) if mask.any()]
        if len(present) < 2:
            continue
        counts = [int(mask.sum()) for _, mask in present]
        if name == focus:
            won = [int(values[mask].sum()) for _, mask in present]
            made.append(_told(replication.chi_square(won, counts), f"{name}, {len(present)} levels", sum(counts)))
            made += [_paired(table, name, one, two) for one, two in list(combinations(present, 2))[:10]]
        else:
            found = replication.anova([values[mask] for _, mask in present])
            made.append(_told(found, f"{name}, {len(present)} levels", sum(counts)))
    return tuple(made)


def _paired(table: Table, name: str, one: tuple[str, Any], two: tuple[str, Any]) -> Test:
    values = measures.values_of(table, measures.SUCCESS)
    keys = pair_keys(table, name, [one[1], two[1]])
    shared, first, second = np.intersect1d(keys[one[1]], keys[two[1]], return_indices=True)
    found = replication.paired_t(values[one[1]][first], values[two[1]][second])
    return _told(found, f"{name}: {one[0]} against {two[0]}", len(shared))


def _told(one: replication.Replicated, over: str, n: int) -> Test:
    return Test(
        name=one.test,
        over=over,
        statistic=one.statistic if math.isfinite(one.statistic) else None,
        df="; ".join(f"{df:g}" for df in one.df),
        p=one.p if math.isfinite(one.p) else None,
        n=n,
        caveat=one.caveat,
    )


def beside(table: Table, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Beside, ...], list[str]]:
    """Published numbers with ours.

    A row has `value`, may have `measure` (success), `source` and `note`; all else in it is a factor or label with its
    level, or a list of levels.

    Returns:
        Those that have a number, and remarks on rows that do not.
    """
    made, remarks = [], []
    for at, row in enumerate(rows):
        value = row.get("value")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            remarks.append(f"Row {at + 1} of `published` has no number as its `value` and is left out.")
            continue
        where: Where = tuple(
            (name, tuple(text(level) for level in (levels if isinstance(levels, (list, tuple)) else [levels])))
            for name, levels in row.items()
            if name not in _OWN
        )
        measure = str(row.get("measure", measures.SUCCESS))
        chosen = table.select(where)
        ours = groups.figure(table, measure, chosen, interval=True)
        source = " ".join(str(row[name]) for name in ("source", "note") if row.get(name))
        made.append(
            Beside(where, measure, float(value), ours, source, _words(float(value), ours.value, ours.low, ours.high))
        )
    return tuple(made), remarks


def _words(published: float, ours: float | None, low: float | None, high: float | None) -> str:
    if ours is None:
        return "no finished cell of ours fits"
    if low is None or high is None:
        return "ours has no interval"
    if low <= published <= high:
        return "our interval holds it"
    return f"ours is {'above' if low > published else 'below'} it"
