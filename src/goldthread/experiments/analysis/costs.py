"""Cost against success: each set-up a point, and those that none beats."""

from itertools import product

import numpy as np

from goldthread.experiments.analysis import groups, measures
from goldthread.experiments.analysis.columns import Table
from goldthread.schemas.analysis import Point, Where

_MOST = 60


def points(table: Table, focus: str) -> tuple[tuple[Point, ...], str, str]:
    """Set-ups by cost and success.

    A set-up is one level of each factor of the grid; where these are more than 60, factors are left out from the last.

    Returns:
        The points, cheapest first, the unit of cost, and a remark for readers (empty where nothing was left out).
    """
    finished = ~table.open
    priced = bool(finished.any()) and not np.isnan(table.price[finished]).any() and table.price[finished].sum() > 0
    measure, unit = ("price", "US dollars") if priced else (measures.TOKENS, "tokens")
    names = [
        name
        for name in groups.columns(table)
        if name in table.factors
        and len(table.factors[name].levels) > 1
        and not groups.sizes_of(name, table.factors[name])
    ]
    names.sort(key=lambda name: name != focus)
    left: list[str] = []
    while names and int(np.prod([len(table.factors[name].levels) for name in names])) > _MOST:
        left.insert(0, names.pop())
    found = []
    for levels in product(*(dict.fromkeys(table.factors[name].levels) for name in names)):
        where: Where = tuple((name, (level,)) for name, level in zip(names, levels, strict=True))
        chosen = table.select(where)
        values = measures.values_of(table, measure)[chosen & finished]
        known = values[~np.isnan(values)]
        success = groups.success(table, chosen)
        if success.value is not None and len(known):
            found.append((float(known.mean()), success, where, ", ".join(levels) or "all cells"))
    found.sort(key=lambda one: (one[0], -(one[1].value or 0.0), one[3]))
    made, best = [], -1.0
    for cost, success, where, label in found:
        front = (success.value or 0.0) > best
        best = max(best, success.value or 0.0)
        made.append(Point(where, label, cost, success, front))
    remark = f"Cost against success is over all levels of {', '.join(left)}." if left and made else ""
    return tuple(made), unit, remark
