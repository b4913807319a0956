"""`chains`: follow-the-key questions, which need navigation and no skill in SQL, with exact answers.

On any catalog they ask for the table that is reached; on a synthetic one, whose rows are known by formula, they ask for
the row reached or for how many rows lead back, and carry the SQL that finds it.
"""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from goldthread.errors import BadInput
from goldthread.navigation.corpora.rows import Rows
from goldthread.navigation.corpora.walks import Step, Walks, starting_row, value_of, walk_sql
from goldthread.schemas.catalog import Catalog

Direction = Literal["forward", "backward"]
TRIES = 50
"""Walks tried for each question that is asked for."""
MOST_HOPS, MOST_PARALLEL = 20, 10

__all__ = ["Chain", "Direction", "chains"]


@dataclass(frozen=True, slots=True)
class Chain:
    """A question that is answered by following foreign keys.

    Attributes:
        id: What kind of chain it is, and its number (`forward-2x3-07`: the seventh of two chains with three hops each).
        question: In words.
        answers: Exactly right: a table's name, a code or a number of rows for each of the parallel chains, in order.
        tables: Tables on the way, in the order in which they are met.
        hops: Keys to follow in each chain.
        direction: `forward` from a key to the table it refers to, `backward` from a table to one that refers to it.
        parallel: Independent chains in the question.
        scattered: Whether every hop leads into another domain (true), all tables are of one domain (false), or either.
        sql: A query for the answers, one row a chain; empty where the answer is a table's name.
    """

    id: str
    question: str
    answers: tuple[str | int, ...]
    tables: tuple[str, ...]
    hops: int
    direction: Direction
    parallel: int
    scattered: bool | None
    sql: str = ""

    @property
    def rows(self) -> tuple[tuple[str | int, ...], ...]:
        """What the query must give: the answer alone, or number and answer of each parallel chain."""
        return ((self.answers[0],),) if self.parallel == 1 else tuple(enumerate(map(str, self.answers), 1))


def chains(
    catalog: Catalog,
    seed: int = 0,
    *,
    count: int = 20,
    hops: int = 2,
    direction: Direction = "forward",
    parallel: int = 1,
    scattered: bool | None = None,
    rows: Rows | None = None,
) -> tuple[Chain, ...]:
    """Questions over a catalog's foreign keys; fewer than `count` where it has no more such ways.

    Args:
        catalog: Any catalog.
        seed: Same seed, same questions.
        count: How many.
        hops: Keys to follow in each chain, 1 to 20.
        direction: Along the keys or against them.
        parallel: Independent chains in each question, 1 to 10.
        scattered: True: every hop leads into another domain; False: all tables are of one domain; None: either.
        rows: Rows of this (synthetic) catalog; questions then ask for rows, not for names of tables.

    Raises:
        BadInput: A number is out of bounds, or the catalog has no such way.
    """
    if not (1 <= hops <= MOST_HOPS and 1 <= parallel <= MOST_PARALLEL and count >= 1):
        raise BadInput(
            f"chains of {hops} hops, {parallel} in parallel, {count} of them cannot be made",
            remedy=f"hops are 1 to {MOST_HOPS}, parallel 1 to {MOST_PARALLEL}, count at least 1",
        )
    rng = random.Random(f"chains {seed} {hops} {direction} {parallel} {scattered}")
    walks = Walks(_steps(catalog, direction, scattered, rows), hops)
    found: dict[str, Chain] = {}
    for _ in range(count * TRIES):
        if len(found) == count:
            break
        made = [walks.draw(rng) for _ in range(parallel)]
        ways = [one for one in made if one is not None]
        if len(ways) < parallel or len({way[0].start for way in ways}) < parallel:
            continue
        chain = _chain(f"{direction}-{parallel}x{hops}-{len(found) + 1:02d}", ways, direction, scattered, rows, rng)
        if chain is not None:
            found.setdefault(chain.question, chain)
    if not found:
        where = {True: ", each hop into another domain", False: " within one domain", None: ""}[scattered]
        raise BadInput(
            f"the catalog {catalog.name} has no {parallel} {direction} chains of {hops} foreign keys{where}",
            remedy="ask for fewer hops, or take a larger catalog",
        )
    return tuple(found.values())


def _steps(catalog: Catalog, direction: Direction, scattered: bool | None, rows: Rows | None) -> dict[str, list[Step]]:
    """Ways out of each table: keys that are told apart by their columns alone, seen from where the chain stands."""
    steps: dict[str, list[Step]] = defaultdict(list)
    told: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for table in catalog.tables:
        for key in table.foreign_keys:
            other = catalog.by_name.get(key.table)
            if other is None:
                continue
            start, end = (table, other) if direction == "forward" else (other, table)
            told[start.name, key.columns] += 1
            filled = rows is None or {table.name, other.name} <= rows.filled
            fits = scattered is None or (table.domain != other.domain) is scattered
            if filled and fits and other is not table:
                steps[start.name].append(Step(start.name, end.name, table.name, key))
    return {name: [one for one in ways if told[name, one.key.columns] == 1] for name, ways in steps.items()}


def _chain(
    name: str,
    ways: list[tuple[Step, ...]],
    direction: Direction,
    scattered: bool | None,
    rows: Rows | None,
    rng: random.Random,
) -> Chain | None:
    tables = tuple(dict.fromkeys(table for way in ways for table in (way[0].start, *(one.end for one in way))))
    if rows is None:
        asked = [_asked_name(way, direction) for way in ways]
        answers: tuple[str | int, ...] = tuple(way[-1].end for way in ways)
        ending = "Which table do you reach?" if len(ways) == 1 else "Which tables do you reach, in that order?"
        sql = ""
    else:
        drawn = [starting_row(rows, way, direction, rng) for way in ways]
        starts = [row for row in drawn if row is not None]
        if len(starts) < len(ways):
            return None
        codes = [rows.code(rows.catalog.by_name[way[0].start], row) for way, row in zip(ways, starts, strict=True)]
        asked = [
            f"Take the row of {way[0].start} with the code {code}. {_said(way, direction)}."
            for way, code in zip(ways, codes, strict=True)
        ]
        answers = tuple(value_of(rows, way, direction, row) for way, row in zip(ways, starts, strict=True))
        ending = {
            "forward": "What is the code of the row that you reach?",
            "backward": "How many rows of the last table lead back to the first row, key by key?",
        }[direction]
        if len(ways) > 1:
            ending = f"{ending} Give the number of the chain and its answer, in that order of chains."
        sql = walk_sql(ways, direction, codes)
    numbered = asked if len(asked) == 1 else [f"({number}) {text}" for number, text in enumerate(asked, 1)]
    question = f"{' '.join(numbered)} {ending}"
    return Chain(name, question, answers, tables, len(ways[0]), direction, len(ways), scattered, sql)


def _asked_name(way: tuple[Step, ...], direction: Direction) -> str:
    return f"Start at the table {way[0].start}. {_said(way, direction)}."


def _said(way: tuple[Step, ...], direction: Direction) -> str:
    names = [" and ".join(step.key.columns) for step in way]
    if direction == "forward":
        return "Follow its foreign key " + ", then, from the table that it refers to, ".join(names)
    return "Go to the table that refers to it by " + ", then to the table that refers to that one by ".join(names)
