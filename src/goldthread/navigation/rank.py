"""Tables ranked by a question, with no model: BM25 over names, descriptions, columns and roles of keys.

What a question needs is joined: a table next to others that the question is about is likelier than one like it that
stands alone, such as a copy without keys. So part of the scores of its nearest neighbours is added to each table's own.
"""

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from goldthread.navigation.joins import JoinGraph
from goldthread.schemas.catalog import Catalog, Column, Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+|\d+")
_NAME, _ABOUT, _COLUMN = 4, 2, 1
"""How often a word counts by where it stands."""
_NEIGHBOURS, _SHARE = 3, 0.25
"""Neighbours whose scores count, and how much of them is added."""
_LONGEST = 20_000
"""Characters of a question or description that are looked at."""


@dataclass(frozen=True)
class Ranked:
    """A table that a question may be about.

    Attributes:
        table: The table.
        score: BM25, with a part of its neighbours'; higher is nearer.
        columns: Its columns whose name or description shares a word with the question, most words first.
    """

    table: Table
    score: float
    columns: tuple[Column, ...]


def terms(text: str) -> list[str]:
    """The words of a text, snake_case and camelCase taken apart, as stems."""
    return [_stem(word.casefold()) for word in _WORD.findall(text[:_LONGEST])]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if len(word) < 4 or not word.isascii():
        return word
    with _stemming:  # A stemmer holds the word that it is at; two threads at once would mix theirs.
        return str(_stemmer().stemWord(word))


_stemming = threading.Lock()


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def _document(table: Table) -> list[str]:
    said = terms(table.name) * _NAME + terms(f"{table.description} {table.note}") * _ABOUT + terms(table.domain)
    for column in table.columns:
        said += terms(column.name) + terms(f"{column.description} {column.note}")
    for key in table.foreign_keys:
        said += terms(key.role)
    return said or ["\0"]


class Ranker:
    """The tables of a catalog as texts to rank."""

    def __init__(self, catalog: Catalog, joins: JoinGraph) -> None:
        self._tables = catalog.tables
        self._index = None
        if catalog.tables:
            import bm25s
            import numpy as np

            numbers = {table.name: at for at, table in enumerate(catalog.tables)}
            edges = [
                (at, numbers[other])
                for at, table in enumerate(catalog.tables)
                for other in joins.neighbours(table.name)
                if other != table.name
            ]
            self._edges = np.array(edges, dtype=np.intp).reshape(-1, 2)

            self._index = bm25s.BM25()
            self._index.index([_document(table) for table in catalog.tables], show_progress=False)

    def best(self, question: str, count: int = 8) -> list[Ranked]:
        """At most `count` tables that share a word with the question, nearest first, ties in the catalog's order."""
        words = [word for word in terms(question) if not is_common(word)] or terms(question)
        if self._index is None or not words:
            return []
        scores = with_neighbours(self._index.get_scores(words).astype(float), self._edges)
        order = (-scores).argsort(kind="stable")[:count].tolist()
        wanted = set(words)
        return [
            Ranked(self._tables[at], round(float(scores[at]), 4), _matching(self._tables[at], wanted))
            for at in order
            if scores[at] > 0
        ]


def with_neighbours(own: "NDArray[np.float64]", edges: "NDArray[np.intp]") -> "NDArray[np.float64]":
    """Scores with a part of those of each table's best neighbours.

    Args:
        own: Each table's own.
        edges: Pairs of a table and a neighbour, each both ways.
    """
    import numpy as np

    telling = edges[own[edges[:, 1]] > 0]
    tables, near = telling[:, 0], own[telling[:, 1]]
    best_first = np.lexsort((-near, tables))
    tables, near = tables[best_first], near[best_first]
    places = np.arange(len(tables)) - np.searchsorted(tables, tables)
    kept = places < _NEIGHBOURS
    return own + _SHARE * np.bincount(tables[kept], near[kept], minlength=len(own))


def is_common(word: str) -> bool:
    """Whether a word says nothing of what a question is about."""
    return word in _SMALL or (len(word) < 3 and word.isascii())


_SMALL = frozenset(
    terms(
        "the and are was were has have had for from with without what which who whom whose how many much that this "
        "these those each every all any more most than then when where does did not per give list show number name its "
        "their there into between least only"
    )
)


def _matching(table: Table, words: set[str]) -> tuple[Column, ...]:
    shared = [
        (len(words & {*terms(one.name)}) * 2 + len(words & {*terms(one.description)}), -at, one)
        for at, one in enumerate(table.columns)
    ]
    found = sorted((one for one in shared if one[0]), key=lambda one: one[:2], reverse=True)
    return tuple(one[2] for one in found[:6])
