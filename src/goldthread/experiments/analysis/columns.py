"""Results as columns, an array each: a hundred thousand cells are counted in a moment."""

import re
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Level
from goldthread.schemas.analysis import Where
from goldthread.schemas.grid import Grid

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
ABSENT = -1
_NUMBER = re.compile(r"([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Column:
    """A factor or a label.

    Attributes:
        levels: As text, in order.
        codes: Of each cell the place of its level, -1 where it has none.
        numbers: The levels as numbers, where all are.
    """

    levels: tuple[str, ...]
    codes: Codes
    numbers: tuple[float, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All cells, in the order of their places.

    Attributes:
        cells: As they came.
        factors: By name.
        labels: By name.
        measures: By name; NaN where a cell has none. Success of a failed cell is 0.
        open: Which have no result.
        failed: Which failed.
        price: NaN where unknown.
        cluster: Of each cell its cluster.
        clusters: How many there are.
        cluster_by: Factors that make a cluster.
    """

    cells: tuple[CellResult, ...]
    factors: Mapping[str, Column]
    labels: Mapping[str, Column]
    measures: Mapping[str, Floats]
    open: Mask
    failed: Mask
    price: Floats
    cluster: Codes
    clusters: int
    cluster_by: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.cells)

    def column(self, name: str) -> Column | None:
        """A factor or else a label."""
        return self.factors.get(name) or self.labels.get(name)

    def select(self, where: Where) -> Mask:
        """Which cells fit a condition; none where a column is unknown."""
        chosen = np.ones(len(self), bool)
        for name, levels in where:
            column = self.column(name)
            if column is None:
                return np.zeros(len(self), bool)
            wanted = [place for place, level in enumerate(column.levels) if level in levels]
            chosen &= np.isin(column.codes, wanted)
        return chosen


def text(level: Level) -> str:
    """A level as people write it."""
    if isinstance(level, bool):
        return "true" if level else "false"
    return (
        f"{level:g}" if isinstance(level, float) and abs(level) < 1e15 and float(f"{level:g}") == level else str(level)
    )


def tabulate(results: Iterable[CellResult], grid: Grid, *, without: Container[str] = ()) -> Table:
    """The table of a grid's results.

    Args:
        results: Each cell once; the order does not matter.
        grid: Its order of levels is kept where it lists them.
        without: Measures to leave out.
    """
    cells = tuple(sorted(results, key=lambda one: (one.place, one.key)))
    names = _names(cells, grid)
    factors = {name: _column([cell.factors.get(name) for cell in cells], _listed(grid, name)) for name in names}
    labels = {
        name: _column([cell.labels.get(name) for cell in cells], ())
        for name in sorted({label for cell in cells for label in cell.labels})
        if name not in factors
    }
    failed = np.array([cell.status == "failed" for cell in cells], bool)
    measures = {
        name: np.array([cell.measures.get(name, np.nan) for cell in cells], np.float64)
        for name in sorted({measure for cell in cells for measure in cell.measures})
        if name not in without
    }
    open_ = np.array([cell.status == "open" for cell in cells], bool)
    for values in measures.values():
        values[open_ | ~np.isfinite(values)] = np.nan
    success = measures.setdefault("success", np.full(len(cells), np.nan))
    success[failed] = 0.0
    cluster_by = tuple(name for name in grid.pair_by if name in factors)
    cluster, clusters = _clusters([factors[name] for name in cluster_by], len(cells))
    price = np.array([np.nan if cell.price is None else cell.price for cell in cells], np.float64)
    return Table(cells, factors, labels, measures, open_, failed, price, cluster, clusters, cluster_by)


def _names(cells: Sequence[CellResult], grid: Grid) -> list[str]:
    names = dict.fromkeys(grid.factors)
    for cell in cells:
        names.update(dict.fromkeys(cell.factors))
    return list(names)


def _listed(grid: Grid, name: str) -> Sequence[Level]:
    told: Any = grid.factors.get(name, ())
    return told if isinstance(told, tuple) else ()


def _column(values: Sequence[Level | None], listed: Sequence[Level]) -> Column:
    places: dict[Hashable, int] = {}
    for level in listed:
        places.setdefault((type(level), level), len(places))
    first = len(places)
    found = {(type(value), value) for value in values if value is not None} - set(places)
    places |= {key: first + at for at, key in enumerate(sorted(found, key=lambda key: _rank(key[1])))}
    codes = np.array([ABSENT if value is None else places[(type(value), value)] for value in values], np.int32)
    raw = [key[1] for key in places]  # type: ignore[index]
    return Column(tuple(text(level) for level in raw), codes, _numbers(raw))


def _rank(level: Level) -> tuple[int, float, tuple[str | int, ...], str]:
    """Numbers before texts, and within texts numbers by their size: `question-2` before `question-10`."""
    number = _number(level)
    if number is not None:
        return 0, number, (), str(level)
    parts = _NUMBER.split(str(level))
    return 1, 0.0, tuple(int(part) if at % 2 else part for at, part in enumerate(parts)), str(level)


def _number(level: Level) -> float | None:
    if isinstance(level, bool):
        return None
    try:
        number = float(level)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _numbers(levels: Sequence[Level]) -> tuple[float, ...] | None:
    numbers = [_number(level) for level in levels]
    return tuple(one for one in numbers if one is not None) if levels and None not in numbers else None


def _clusters(columns: Sequence[Column], cells: int) -> tuple[Codes, int]:
    """Cluster of each cell; each cell is its own where nothing tells clusters apart."""
    if not columns:
        return np.arange(cells, dtype=np.int32), cells
    joined = np.zeros(cells, np.int64)
    for column in columns:
        joined = joined * (len(column.levels) + 1) + column.codes + 1
        _, joined = np.unique(joined, return_inverse=True)
    return joined.astype(np.int32), int(joined.max()) + 1 if cells else 0
