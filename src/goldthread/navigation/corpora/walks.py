"""Ways along foreign keys: drawing them at random, following rows on them, and saying them in SQL."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from goldthread.navigation.corpora.base import quoted
from goldthread.navigation.corpora.rows import Rows
from goldthread.schemas.catalog import ForeignKey


@dataclass(frozen=True, slots=True)
class Step:
    """One foreign key on the way from one table to another.

    Attributes:
        start: Name of the table where the step begins.
        end: Where it ends.
        holder: Which of the two has the key.
        key: The key.
    """

    start: str
    end: str
    holder: str
    key: ForeignKey


class Walks:
    """All ways of so many steps; only steps are taken from which the rest of the way is possible."""

    def __init__(self, steps: Mapping[str, Sequence[Step]], hops: int) -> None:
        self._steps = steps
        self._hops = hops
        able: list[set[str]] = [{step.end for ways in steps.values() for step in ways} | set(steps)]
        for _ in range(hops):
            able.append({name for name, ways in steps.items() if any(one.end in able[-1] for one in ways)})
        self._able = able
        self._starts = sorted(able[hops])

    def draw(self, rng: random.Random) -> tuple[Step, ...] | None:
        """A way at random that meets no table twice; None where the draw ran into one, or there is none."""
        if not self._starts:
            return None
        place = rng.choice(self._starts)
        way: list[Step] = []
        met = {place}
        for left in range(self._hops - 1, -1, -1):
            choices = [one for one in self._steps[place] if one.end in self._able[left] and one.end not in met]
            if not choices:
                return None
            way.append(rng.choice(choices))
            place = way[-1].end
            met.add(place)
        return tuple(way)


def starting_row(rows: Rows, way: Sequence[Step], direction: str, rng: random.Random) -> int | None:
    """A row to start from that leads to an answer other than 0; None where there is none or it has no code."""
    first = rows.catalog.by_name[way[0].start]
    last = rows.catalog.by_name[way[-1].end]
    needed = (first, last) if direction == "forward" else (first,)
    if not all(any(column.name == "code" for column in table.columns) for table in needed):
        return None
    numbers = list(range(1, rows.count(first) + 1))
    rng.shuffle(numbers)
    return next((row for row in numbers if direction == "forward" or value_of(rows, way, direction, row)), None)


def value_of(rows: Rows, way: Sequence[Step], direction: str, row: int) -> str | int:
    """The code of the row that a row leads to, or the number of rows that lead back to it."""
    tables = rows.catalog.by_name
    if direction == "forward":
        row = reduce(lambda at, step: rows.key(tables[step.holder], step.key, at), way, row)
        return rows.code(tables[way[-1].end], row)
    reached = {row}
    for step in way:
        child = tables[step.holder]
        reached = {one for one in range(1, rows.count(child) + 1) if rows.key(child, step.key, one) in reached}
    return len(reached)


def walk_sql(ways: Sequence[Sequence[Step]], direction: str, codes: Sequence[str]) -> str:
    """The query for one way, or one that unites those for several, with a number to each."""
    if len(ways) == 1:
        return _one(ways[0], direction, codes[0], _asked(direction, len(ways[0])))
    parts = [
        _one(way, direction, code, f"{number} AS chain, CAST({_asked(direction, len(way))} AS VARCHAR) AS answer")
        for number, (way, code) in enumerate(zip(ways, codes, strict=True), 1)
    ]
    return "\nUNION ALL\n".join(parts) + "\nORDER BY chain"


def _asked(direction: str, hops: int) -> str:
    return f"t{hops}.code" if direction == "forward" else "COUNT(*)"


def _one(way: Sequence[Step], direction: str, code: str, asked: str) -> str:
    joins = [f"FROM {quoted(way[0].start)} AS t0"]
    for number, step in enumerate(way, 1):
        holder, other = (number - 1, number) if direction == "forward" else (number, number - 1)
        pairs = zip(step.key.columns, step.key.references, strict=True)
        matches = " AND ".join(f"t{holder}.{quoted(one)} = t{other}.{quoted(two)}" for one, two in pairs)
        joins.append(f"JOIN {quoted(step.end)} AS t{number} ON {matches}")
    return "\n".join((f"SELECT {asked}", *joins, f"WHERE t0.code = '{code}'"))
