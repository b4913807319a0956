"""Two grids, or two levels of a factor, set against each other on all they share."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from goldthread.errors import BadInput, Where
from goldthread.experiments.analysis import groups, measures
from goldthread.experiments.analysis.columns import Table, tabulate
from goldthread.experiments.analysis.contrasts import Asked, made
from goldthread.experiments.results import CellResult
from goldthread.schemas.analysis import Contrast
from goldthread.schemas.grid import Grid

BETWEEN = "grid"


def two_levels(cells: Sequence[CellResult], grid: Grid, factor: str, one: str, two: str) -> tuple[Contrast, ...]:
    """Two levels of a factor: success first, then other measures with p adjusted by Benjamini and Hochberg.

    Raises:
        BadInput: There is no such factor or level, or no cell has a partner.
    """
    table = tabulate(cells, grid)
    check_levels(table, factor, (one, two))
    return _contrasts(table, factor, one, two)


def two_grids(
    first: tuple[Grid, Sequence[CellResult]], second: tuple[Grid, Sequence[CellResult]]
) -> tuple[Contrast, ...]:
    """Two grids on the cells that both have: equal in all factors whose levels meet.

    Raises:
        BadInput: The grids have no cell in common.
    """
    name, other = first[0].name, second[0].name
    if name == other:
        name, other = f"{name} (first)", f"{other} (second)"
    cells = [
        replace(cell, place=2 * cell.place + at, factors={**cell.factors, BETWEEN: told})
        for at, (told, some) in enumerate(((name, first[1]), (other, second[1])))
        for cell in some
    ]
    joined = first[0].model_copy(
        update={"factors": {**second[0].factors, **first[0].factors, BETWEEN: (name, other)}, "hypothesis": None}
    )
    return _contrasts(tabulate(cells, joined), BETWEEN, name, other)


def _contrasts(table: Table, factor: str, one: str, two: str) -> tuple[Contrast, ...]:
    success = made(table, [Asked(factor, one, two)], "primary")
    if not success:
        raise BadInput(
            f"no finished cell of {one} has a partner of {two}",
            where=Where(field=factor),
            remedy="compare what ran on the same questions: goldthread experiment status",
        )
    asked = [Asked(factor, one, two, (), name) for name in measures.compared(table)]
    for name in groups.columns(table):
        column = table.column(name)
        if name != factor and column is not None and len(column.levels) > 1:
            asked += [Asked(factor, one, two, ((name, (level,)),)) for level in dict.fromkeys(column.levels)]
    return (*success, *made(table, asked, "exploratory"))


def check_levels(table: Table, factor: str, levels: Sequence[str]) -> None:
    """Refuse a factor or level that no cell has.

    Raises:
        BadInput: With the nearest name.
    """
    column = table.column(factor)
    if column is None:
        names = [*table.factors, *table.labels]
        near = difflib.get_close_matches(factor, names, 1)
        raise BadInput(
            f"there is no factor {factor!r}",
            remedy=f"did you mean {near[0]}?" if near else f"known are: {', '.join(names)}",
        )
    for level in levels:
        if level not in column.levels:
            near = difflib.get_close_matches(level, column.levels, 1)
            known = ", ".join(column.levels[:20])
            raise BadInput(
                f"{factor} has no level {level!r}", remedy=f"did you mean {near[0]}?" if near else f"known are: {known}"
            )
