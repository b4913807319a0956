"""From the results of a grid to what its report says."""

from collections.abc import Iterable

import numpy as np

from goldthread.errors import BadInput
from goldthread.experiments.analysis import costs, failures, groups, measures, published
from goldthread.experiments.analysis.columns import Table, tabulate, text
from goldthread.experiments.analysis.contrasts import ALL_PAIRS, contrasts, pair_keys
from goldthread.experiments.results import CellResult
from goldthread.experiments.statistics.outcomes import match, outcomes
from goldthread.experiments.statistics.paired import cochran_q, within_questions
from goldthread.schemas.analysis import Analysis, CellRow, Contrast, Test
from goldthread.schemas.grid import Grid

LISTED = 1000
"""Cells up to which the report lists each one."""
_FOCUS = ("format", "layout", "agent", "method", "model")
_DRAWS = 4_000_000


def analyse(results: Iterable[CellResult], grid: Grid, *, times: bool = True) -> Analysis:
    """All that the report says.

    Args:
        results: Each cell of the grid once.
        grid: As it was run.
        times: Whether seconds, tries and measures of time are in it; without, a repeated run gives an equal analysis.
    """
    table = tabulate(results, grid, without=() if times else measures.TIMES)
    focus = _focus(table, grid)
    primary, others = contrasts(table, grid, focus)
    points, unit, left_out = costs.points(table, focus)
    beside, odd_rows = published.beside(table, grid.published)
    tokens = measures.values_of(table, measures.TOKENS)
    finished = ~table.open
    return Analysis(
        name=grid.name,
        about=grid.about,
        task=grid.task,
        cells=len(table),
        done=int((finished & ~table.failed).sum()),
        failed=int(table.failed.sum()),
        open=int(table.open.sum()),
        clusters=table.clusters,
        focus=focus,
        cluster_by=table.cluster_by,
        columns=tuple(table.factors),
        price=None if np.isnan(table.price[finished]).any() else float(table.price[finished].sum()),
        tokens=float(np.nansum(tokens)),
        seconds=float(sum(cell.seconds for cell in table.cells)) if times else 0.0,
        primary=primary,
        contrasts=others,
        breakdowns=groups.breakdowns(table, focus),
        omnibus=_omnibus(table, focus),
        replication=published.tests(table, focus),
        published=beside,
        points=points,
        cost_unit=unit,
        failures=failures.kinds(table, focus),
        rows=_rows(table, times=times) if len(table) <= LISTED else (),
        remarks=tuple(one for one in (*_remarks(table, grid, primary), *odd_rows, left_out) if one),
    )


def _focus(table: Table, grid: Grid) -> str:
    if grid.hypothesis is not None:
        return grid.hypothesis.factor
    shown = [name for name in groups.columns(table) if name in table.factors]
    several = [name for name in shown if len(table.factors[name].levels) > 1]
    return next((name for name in _FOCUS if name in several), (several or shown or [""])[0])


def _omnibus(table: Table, focus: str) -> tuple[Test, ...]:
    """Whether the levels of the focus differ at all, on what all of them have."""
    column = table.column(focus)
    values = measures.values_of(table, measures.SUCCESS)
    levels = list(dict.fromkeys(column.levels)) if column else []
    masks = [table.select(((focus, (level,)),)) & ~table.open for level in levels]
    present = [(level, mask) for level, mask in zip(levels, masks, strict=True) if mask.any()]
    if len(present) < 3:
        return ()
    keys = pair_keys(table, focus, [mask for _, mask in present])
    sides = [
        outcomes(level, values[mask], keys[mask].tolist(), table.cluster[mask].tolist()) for level, mask in present
    ]
    yes_no = measures.is_yes_no(measures.SUCCESS, values)
    try:
        matched = match(sides, yes_no=yes_no)
    except BadInput:
        return ()
    if yes_no and not matched.repeated:
        found, caveat = cochran_q(matched.values), ""
    else:
        draws = int(np.clip(_DRAWS // (matched.clusters * len(present)), 999, 9999))
        found = within_questions(matched.values, matched.cluster, resamples=draws)
        caveat = f"{draws:,} permutations drawn"
    df = "" if found.df is None else str(found.df)
    over = f"{focus}: {', '.join(level for level, _ in present)}"
    return (Test(found.test, over, found.statistic, df, found.p, len(matched.values), caveat),)


def _rows(table: Table, *, times: bool) -> tuple[CellRow, ...]:
    success = measures.values_of(table, measures.SUCCESS)
    tokens = measures.values_of(table, measures.TOKENS)
    return tuple(
        CellRow(
            key=cell.key,
            place=cell.place,
            levels=tuple(text(cell.factors[name]) if name in cell.factors else "" for name in table.factors),
            status=cell.status,
            success=None if np.isnan(success[at]) else float(success[at]),
            tokens=None if np.isnan(tokens[at]) else float(tokens[at]),
            price=cell.price,
            seconds=cell.seconds if times else 0.0,
            attempts=cell.attempts if times else 0,
            failure=f"{cell.failure.kind}: {' '.join(cell.failure.message.split())[:200]}" if cell.failure else "",
        )
        for at, cell in enumerate(table.cells)
    )


def _remarks(table: Table, grid: Grid, primary: Contrast | None) -> list[str]:
    made = []
    if not len(table):
        made.append("The grid has no results yet.")
    if grid.hypothesis is None:
        made.append("No hypothesis was named before the run: everything here explores, and nothing is confirmed.")
    if opened := int(table.open.sum()):
        made.append(f"{opened:,} of {len(table):,} cells have no result yet; figures are of those that have one.")
    if failed := int(table.failed.sum()):
        made.append(f"{failed:,} cells failed. They count as not successful; other measures are of what they used.")
    if primary and primary.dropped:
        made.append(
            f"{primary.dropped:,} cells are left out of the primary contrast: they or their partners have no result."
        )
    unknown = int((np.isnan(table.price) & ~table.open).sum())
    if unknown:
        made.append(
            f"The price of {unknown:,} cells is unknown, so that no total is given (`prices` in the grid names them)."
        )
    if len(table) and not table.cluster_by:
        made.append(f"No cell has {' or '.join(grid.pair_by)}: each cell is taken for a question of its own.")
    made += [
        f"{name} has {len(column.levels)} levels: each is compared with the first, {column.levels[0]}."
        for name, column in table.factors.items()
        if name in groups.columns(table) and len(column.levels) > ALL_PAIRS
    ]
    return made
