"""Foreign keys as a graph, and the ways in which two tables can be joined over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from goldthread.schemas.catalog import Catalog, ForeignKey, Table

MOST_HOPS = 8
MOST_PATHS = 200
"""Paths of one length that are looked at."""
MOST_STEPS = 20_000
"""Steps of the search for paths of one length."""


@dataclass(frozen=True, slots=True)
class Join:
    """One foreign key between two tables next to each other on a path.

    Attributes:
        owner: Table that holds the key.
        key: The key.
    """

    owner: str
    key: ForeignKey

    def condition(self) -> str:
        """The condition of the join, as SQL has it."""
        pairs = zip(self.key.columns, self.key.references, strict=False)
        return " AND ".join(f"{self.owner}.{one} = {self.key.table}.{other}" for one, other in pairs)


@dataclass(frozen=True)
class JoinPath:
    """A way from one table to another.

    Attributes:
        tables: From the first to the last.
        hops: Between each two of them, the keys that join them; more than one where a table plays several roles.
        shared: Tables on the way that those before and after both refer to: rows are joined that have it in common.
        junctions: Tables on the way that do nothing but tie rows of others to each other, many to many.
    """

    tables: tuple[str, ...]
    hops: tuple[tuple[Join, ...], ...]
    shared: tuple[str, ...]
    junctions: tuple[str, ...]


def is_junction(table: Table) -> bool:
    """Whether a table ties rows of two or more others to each other, many to many."""
    keys = [key for key in table.foreign_keys if key.table != table.name]
    if len(keys) < 2:
        return False
    referring = {column for key in keys for column in key.columns}
    if table.primary_key:
        inside = [key for key in keys if set(key.columns) <= set(table.primary_key)]
        return len(inside) >= 2 and set(table.primary_key) <= referring
    return len(table.columns) <= len(referring) + 1


class JoinGraph:
    """The foreign keys of a catalog, walked both ways; keys to tables that are missing lead nowhere."""

    def __init__(self, catalog: Catalog) -> None:
        self._tables = catalog.by_name
        joins: dict[str, dict[str, list[Join]]] = {one.name: {} for one in catalog.tables}
        self._referring: dict[str, list[Join]] = {}
        for table in catalog.tables:
            for key in table.foreign_keys:
                if key.table not in joins:
                    continue
                join = Join(table.name, key)
                self._referring.setdefault(key.table, []).append(join)
                joins[table.name].setdefault(key.table, []).append(join)
                if key.table != table.name:
                    joins[key.table].setdefault(table.name, []).append(join)
        self._joins = joins
        self._next = {name: sorted(others) for name, others in joins.items()}

    def referring(self, table: str) -> list[Join]:
        """Keys of all tables that refer to a table, in the catalog's order."""
        return self._referring.get(table, [])

    def neighbours(self, table: str) -> list[str]:
        """Tables one hop from a table, by name."""
        return self._next[table]

    def distances(self, start: str, most: int = MOST_HOPS) -> dict[str, int]:
        """Hops to every table within reach of one."""
        found = {start: 0}
        edge = [start]
        for hops in range(1, most + 1):
            reached = []
            for name in edge:
                for other in self._next[name]:
                    if other not in found:
                        found[other] = hops
                        reached.append(other)
            if not reached:
                break
            edge = reached
        return found

    def paths(self, start: str, end: str, *, most: int = 6, longer: int = 1) -> list[JoinPath]:
        """Ways from one table to another, shortest first, then those over fewer shared tables, then by name.

        Args:
            start: A table of the catalog.
            end: Another, or the same for keys of a table to itself.
            most: Hops that a way may have, at most 8.
            longer: Hops that a way may have beyond the shortest.
        """
        if start == end:
            own = tuple(join for join in self._joins[start].get(start, ()) if join.owner == start)
            return [JoinPath((start, start), (own,), (), ())] if own else []
        most = min(most, MOST_HOPS)
        left = self.distances(end, most)
        if start not in left:
            return []
        found: list[JoinPath] = []
        for length in range(left[start], min(left[start] + longer, most) + 1):
            made = [self._path(tables) for tables in self._walk(start, end, length, left)]
            found += sorted(made, key=lambda one: (len(one.shared), one.tables))
        return found

    def _walk(self, start: str, end: str, length: int, left: dict[str, int]) -> Iterator[tuple[str, ...]]:
        """Ways of just that length on which no table comes twice."""
        way = [start]
        ahead = [iter(self._next[start])]
        steps = count = 0
        while ahead and steps < MOST_STEPS and count < MOST_PATHS:
            steps += 1
            other = next(ahead[-1], None)
            if other is None:
                ahead.pop()
                way.pop()
                continue
            rest = length - len(way)
            if left.get(other, length + 1) > rest or other in way:
                continue
            if other == end:
                if rest == 0:
                    count += 1
                    yield (*way, end)
                continue
            if rest > 0:
                way.append(other)
                ahead.append(iter(self._next[other]))

    def _path(self, tables: tuple[str, ...]) -> JoinPath:
        hops = tuple(tuple(self._joins[one][other]) for one, other in pairwise(tables))
        shared, junctions = [], []
        for at, middle in enumerate(tables[1:-1]):
            before, after = hops[at], hops[at + 1]
            if not any(join.owner == middle for join in (*before, *after)):
                shared.append(middle)
            owning = all(any(join.owner == middle for join in hop) for hop in (before, after))
            if owning and is_junction(self._tables[middle]):
                junctions.append(middle)
        return JoinPath(tables, hops, tuple(shared), tuple(junctions))
