"""A catalog as lines to search, each of which knows the table and column that it says something of.

Names come first, then descriptions, columns and foreign keys, so that what counts most is found first and a search that
has to stop has seen it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import islice, takewhile

from goldthread.navigation.search import Clock, Pattern, lowered
from goldthread.schemas.catalog import Catalog, ForeignKey, Table

MOST_MATCHES = 5_000
NAME, ABOUT, COLUMN, COLUMN_ABOUT, KEY = range(5)
"""Kinds of lines, what counts most first."""
_WEIGHTS = (3.0, 1.5, 2.0, 1.0, 0.5)


@dataclass(frozen=True, slots=True)
class Hit:
    """A table that matches.

    Attributes:
        table: The table.
        kinds: Kinds of lines in which it was found.
        columns: Numbers of its columns that match.
        keys: Numbers of its foreign keys that match.
        texts: Texts that matched, without case.
    """

    table: Table
    kinds: frozenset[int]
    columns: frozenset[int]
    keys: frozenset[int]
    texts: frozenset[str]


class Found:
    """Tables that match, those with the most of it first, in the catalog's order where they are alike.

    Holds numbers only: thousands of small objects a search would make Python's collector walk a large catalog again and
    again. A `Hit` is made of a table when it is shown.

    Attributes:
        capped: Whether there were too many matches to see all.
    """

    def __init__(self, entries: "Entries", lines: list[int], texts: list[str], capped: bool) -> None:
        self.capped = capped
        self._entries, self._lines, self._texts = entries, lines, texts
        owners = entries.owners
        weights: dict[int, float] = {}
        best: dict[int, int] = {}
        codes: dict[str, int] = {}
        seen: set[int] = set()
        for line, text in zip(lines, texts, strict=True):
            kind, number, _ = owners[line]
            best.setdefault(number, kind)
            said = codes.setdefault(text, len(codes)) * len(entries.tables) + number
            if said not in seen:
                seen.add(said)
                weights[number] = weights.get(number, 0.0) + _WEIGHTS[kind]
        self.numbers = sorted(weights, key=lambda number: (-weights[number], best[number], number))
        self._by_table = sorted(range(len(lines)), key=lambda at: owners[lines[at]][1])

    def tables(self) -> list[Table]:
        """The tables, in order."""
        return [self._entries.tables[number] for number in self.numbers]

    def within(self, tables: Container[str]) -> "Found":
        """Of these, the tables with one of the names given."""
        inside = copy(self)
        inside.numbers = [one for one in self.numbers if self._entries.tables[one].name in tables]
        return inside

    def hit(self, at: int) -> Hit:
        """One of them, with what of it matches."""
        number, owners = self.numbers[at], self._entries.owners
        first = bisect_left(self._by_table, number, key=lambda one: owners[self._lines[one]][1])
        found = takewhile(lambda one: owners[self._lines[one]][1] == number, islice(self._by_table, first, None))
        mine = [(owners[self._lines[one]], self._texts[one]) for one in found]
        return Hit(
            self._entries.tables[number],
            frozenset(kind for (kind, _, _), _ in mine),
            frozenset(part for (kind, _, part), _ in mine if kind in (COLUMN, COLUMN_ABOUT)),
            frozenset(part for (kind, _, part), _ in mine if kind == KEY),
            frozenset(text for _, text in mine),
        )


class Entries:
    """The lines of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.tables = catalog.tables
        self._starts: list[int] = []
        self.owners: list[tuple[int, int, int]] = []
        texts: list[str] = []
        at = 0
        for kind, number, part, text in _lines(catalog.tables):
            self._starts.append(at)
            self.owners.append((kind, number, part))
            texts.append(text)
            at += len(text) + 1
        self._text = "\n".join(texts) + "\n" if texts else ""
        self._lower = lowered(self._text)

    def search(self, pattern: Pattern, clock: Clock) -> Found:
        """Tables that match.

        Args:
            pattern: A compiled pattern.
            clock: The time there is.

        Raises:
            BadInput: The clock ran out.
        """
        lines: list[int] = []
        texts: list[str] = []
        for first, last in pattern.words(self._text, clock, MOST_MATCHES, self._lower):
            lines.append(bisect_right(self._starts, first) - 1)
            texts.append(self._text[first:last].casefold())
        return Found(self, lines, texts, len(lines) >= MOST_MATCHES)


def _lines(tables: tuple[Table, ...]) -> Iterator[tuple[int, int, int, str]]:
    for number, table in enumerate(tables):
        yield NAME, number, -1, _flat(table.name)
    for number, table in enumerate(tables):
        if table.description or table.note:
            yield ABOUT, number, -1, _flat(f"{table.description} {table.note}")
    for number, table in enumerate(tables):
        for part, column in enumerate(table.columns):
            yield COLUMN, number, part, _flat(column.name)
    for number, table in enumerate(tables):
        for part, column in enumerate(table.columns):
            text = " ".join(filter(None, (column.type, column.description, column.note, *column.samples)))
            if text:
                yield COLUMN_ABOUT, number, part, _flat(text)
    for number, table in enumerate(tables):
        for part, key in enumerate(table.foreign_keys):
            yield KEY, number, part, _flat(key_text(key))


def key_text(key: ForeignKey) -> str:
    """A foreign key in words: its columns, the table and columns that they refer to, and its role."""
    text = f"{', '.join(key.columns)} -> {key.table}({', '.join(key.references)})"
    return f"{text} as {key.role}" if key.role else text


def _flat(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text or "\x0b" in text or "\x0c" in text else text
