"""Success and other measures by level, and by levels crossed."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from goldthread.experiments.analysis import measures
from goldthread.experiments.analysis.columns import Column, Mask, Table
from goldthread.experiments.statistics.bootstrap import bootstrap
from goldthread.experiments.statistics.rates import rate
from goldthread.schemas.analysis import Breakdown, Figure, Group, Where

MOST_LEVELS = 24
"""A column of more levels is no table for people (questions, jobs)."""
_RESAMPLES = 2000
_OUTCOMES = frozenset({"problem", "end"})
_NAMED = re.compile(r"(\D*?)-?(\d+)(k?)")
_SIZES = ("size", "tables", "corpus_size", "table_count")


def success(table: Table, chosen: Mask) -> Figure:
    """The rate of success among the chosen cells that are not open; a mean with its interval where it is a score."""
    return figure(table, measures.SUCCESS, chosen, interval=True)


def group(table: Table, where: Where, names: Sequence[str], *, intervals: bool) -> Group:
    """The figures of the cells that fit a condition.

    Args:
        table: All cells.
        where: Which.
        names: Measures besides success.
        intervals: Whether these get intervals as well.
    """
    chosen = table.select(where)
    price = measures.values_of(table, "price")
    finished = chosen & ~table.open
    known = not np.isnan(price[finished]).any()
    return Group(
        where=where,
        level=where[-1][1][0] if where else "all",
        cells=int(chosen.sum()),
        open=int((chosen & table.open).sum()),
        failed=int((chosen & table.failed).sum()),
        success=success(table, chosen),
        measures={name: figure(table, name, chosen, interval=intervals) for name in names},
        price=figure(table, "price", chosen, interval=False) if known else Figure(None, cells=int(finished.sum())),
    )


def breakdowns(table: Table, focus: str) -> tuple[Breakdown, ...]:
    """By each factor and known label that has several levels, and by each of them crossed with the focus."""
    names = measures.names(table)
    single = [name for name in columns(table) if len(_column(table, name).levels) > 1 or name == focus]
    single.sort(key=lambda name: name != focus)
    made = [_by(table, (name,), names, intervals=True) for name in single]
    if focus in single:
        made += [_by(table, (name, focus), names, intervals=False) for name in single if name != focus]
    return tuple(made)


@lru_cache(maxsize=1)
def columns(table: Table) -> list[str]:
    """Factors, then labels that a cell had before it ran, that have few enough levels to be told one by one."""
    factors = [name for name in table.factors if name != "repeat" and name not in table.cluster_by]
    known = [name for name in table.labels if name not in _OUTCOMES and _known_before(table, table.labels[name])]
    return [name for name in (*factors, *known) if 0 < len(_column(table, name).levels) <= MOST_LEVELS]


def sizes_of(name: str, column: Column) -> dict[str, float]:
    """The size of each level, where levels are sizes of a corpus (`1000`, or `synth-10`, `synth-100`); else empty."""
    found: list[float] = []
    if name in _SIZES or name.endswith("_tables"):
        found = list(column.numbers or ())
    elif name == "corpus" and len(column.levels) > 2:
        matches = [match for match in map(_NAMED.fullmatch, column.levels) if match]
        if len({match[1] for match in matches}) == 1:
            found = [float(match[2]) * (1000 if match[3] else 1) for match in matches]
    usable = found and min(found) > 0 and len(set(found)) == len(column.levels)
    return dict(zip(column.levels, found, strict=True)) if usable else {}


def _known_before(table: Table, label: Column) -> bool:
    """Whether factors alone decide a label: what came of a cell mostly differs within a question or a level."""
    for column in (*table.factors.values(), Column((), table.cluster, None)):
        both = column.codes.astype(np.int64) * (len(label.levels) + 1) + label.codes
        seen = len(np.unique(both))
        if seen == len(np.unique(column.codes)) and (seen < len(table) or len(table) == 1):
            return True
    return False


def _column(table: Table, name: str) -> Column:
    column = table.column(name)
    assert column is not None  # noqa: S101
    return column


def _by(table: Table, by: tuple[str, ...], names: Sequence[str], *, intervals: bool) -> Breakdown:
    wheres: list[Where] = [()]
    for name in by:
        levels = dict.fromkeys(_column(table, name).levels)
        wheres = [(*where, (name, (level,))) for where in wheres for level in levels]
    groups = [group(table, where, names, intervals=intervals) for where in wheres]
    return Breakdown(
        by=by,
        kind="factor" if by[0] in table.factors else "label",
        groups=tuple(one for one in groups if one.cells),
        sizes=sizes_of(by[0], _column(table, by[0])),
    )


def figure(table: Table, measure: str, chosen: Mask, *, interval: bool) -> Figure:
    """Mean of a measure over the chosen cells that have it; yes/no with Wilson's interval, scores by the bootstrap."""
    values = measures.values_of(table, measure)
    picked = chosen & ~np.isnan(values) & ~table.open
    some = values[picked]
    if not len(some):
        return Figure(None)
    cluster = table.cluster[picked]
    sizes = np.bincount(cluster)
    cells, clusters = len(some), int((sizes > 0).sum())
    mean = float(some.mean())
    if not interval:
        return Figure(mean, cells=cells, clusters=clusters)
    if measures.is_yes_no(measure, some):
        told = rate(some, cluster.tolist() if clusters < cells else None)
        return Figure(told.rate, told.low, told.high, cells, clusters)
    if clusters < 2 or not np.ptp(some):
        return Figure(mean, cells=cells, clusters=clusters)
    found = bootstrap(np.bincount(cluster, weights=some)[sizes > 0], sizes[sizes > 0], resamples=_RESAMPLES)
    good = np.isfinite([found.low, found.high]).all()
    return Figure(mean, found.low if good else None, found.high if good else None, cells, clusters)
