"""A catalog as lines to search, each of which knows the table and column that it says something of.

Names come first, then descriptions, columns and foreign keys, so that what counts most is found first and a search that
has to stop has seen it.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from goldthread.navigation.search import Clock, Pattern, lowered
from goldthread.schemas.catalog import Catalog, ForeignKey, Table

MOST_MATCHES = 5_000
NAME, ABOUT, COLUMN, COLUMN_ABOUT, KEY = range(5)
"""Kinds of lines, what counts most first."""
_WEIGHTS = (3.0, 1.5, 2.0, 1.0, 0.5)


@dataclass(slots=True)
class Hit:
    """A table that matches.

    Attributes:
        table: The table.
        kinds: Kinds of lines in which it was found.
        columns: Numbers of its columns that match, in order.
        keys: Numbers of its foreign keys that match.
        found: Best kind of line in which each matched text stands.
    """

    table: Table
    kinds: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    keys: set[int] = field(default_factory=set)
    found: dict[str, int] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        """How much of what was looked for it has, and in what places."""
        return sum(_WEIGHTS[kind] for kind in self.found.values())


class Entries:
    """The lines of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.tables = catalog.tables
        self._starts: list[int] = []
        self._owners: list[tuple[int, int, int]] = []
        texts: list[str] = []
        at = 0
        for kind, number, part, text in _lines(catalog.tables):
            self._starts.append(at)
            self._owners.append((kind, number, part))
            texts.append(text)
            at += len(text) + 1
        self._text = "\n".join(texts) + "\n" if texts else ""
        self._lower = lowered(self._text)

    def search(self, pattern: Pattern, clock: Clock) -> tuple[list[Hit], bool]:
        """Tables that match, those with the most of it first, in the catalog's order where they are alike.

        Args:
            pattern: A compiled pattern.
            clock: The time there is.

        Returns:
            The tables, and whether there were too many matches to see all.

        Raises:
            BadInput: The clock ran out.
        """
        hits: dict[int, Hit] = {}
        count = 0
        text, starts, owners = self._text, self._starts, self._owners
        for first, last in pattern.words(text, clock, MOST_MATCHES, self._lower):
            count += 1
            kind, number, part = owners[bisect_right(starts, first) - 1]
            hit = hits.get(number)
            if hit is None:
                hit = hits[number] = Hit(self.tables[number])
            hit.kinds.add(kind)
            if kind in (COLUMN, COLUMN_ABOUT):
                hit.columns.add(part)
            elif kind == KEY:
                hit.keys.add(part)
            said = text[first:last].casefold()
            if said not in hit.found:
                hit.found[said] = kind
        keys = {number: (-hit.weight, min(hit.kinds), number) for number, hit in hits.items()}
        return [hits[number] for number in sorted(hits, key=keys.__getitem__)], count >= MOST_MATCHES


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
