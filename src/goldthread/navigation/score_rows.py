"""Whether two results are the same: a bag of rows, columns in any order, rows in order where gold orders them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.navigation.score_values import Column, Token, token

Row = Sequence[Any]
Fits = dict[int, tuple[list[Token], list[Token]]]
"""Columns that may be a gold column: their number, the gold column's tokens and theirs."""
_WORK = 2_000_000
"""Rows looked at in search of an assignment of columns, which only results made to do harm need."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """How a gold statement orders its rows.

    Attributes:
        ordered: Whether it orders them at its top level.
        keys: Output columns that it orders by, where all of them are in the output: rows alike in these may then stand
            in any order. Without them the rows must stand exactly as in the gold result.
    """

    ordered: bool = False
    keys: tuple[int, ...] | None = None


def ordering_of(sql: str, dialect: str = "") -> Ordering:
    """How a statement orders its rows at its top level (an ORDER BY inside a subquery orders nothing)."""
    from sqlglot import exp

    from goldthread.navigation.sql.shape import parse

    tree: Any = parse(sql, dialect).tree
    while isinstance(tree, (exp.Subquery, exp.Paren)) and tree.args.get("order") is None:
        tree = tree.this
    order = tree.args.get("order")
    if order is None:
        return Ordering()
    outputs = tree.selects if isinstance(tree, exp.Query) else []
    if any(one.is_star for one in outputs):
        return Ordering(ordered=True)
    keys = [_output(one.this, outputs) for one in order.expressions]
    known = tuple(key for key in keys if key is not None)
    return Ordering(ordered=True, keys=known if len(known) == len(keys) else None)


def _output(key: Any, outputs: list[Any]) -> int | None:
    """The output column that an ORDER BY key names, by its number, alias or expression."""
    from sqlglot import exp

    if isinstance(key, exp.Literal) and key.is_int:
        return int(key.this) - 1 if 0 < int(key.this) <= len(outputs) else None
    if isinstance(key, exp.Column) and not key.table:
        for at, one in enumerate(outputs):
            if one.alias_or_name.casefold() == key.name.casefold():
                return at
    for at, one in enumerate(outputs):
        if one.unalias() == key:
            return at
    return None


def same_rows(found: Sequence[Row], gold: Sequence[Row], ordering: Ordering | None = None) -> bool:
    """Whether a result is the gold result (`exact`, the score that counts).

    The same number of rows and columns, and some order of the columns in which the rows are the same bag: as many of
    each, NULL equal to NULL, numbers within a relative tolerance of 1e-6, dates and timestamps in one form. Where the
    gold statement orders its rows, so must the result. The idea is that of the test-suite accuracy of Zhong, Yu and
    Klein (2020), with columns matched by their values instead of all permutations tried, and ties left free.

    Args:
        found: Rows of the answer.
        gold: Rows of the gold statement.
        ordering: How the gold statement orders its rows; not at all by default.
    """
    if len(found) != len(gold):
        return False
    if not gold:
        return True
    width = len(gold[0])
    if len(found[0]) != width:
        return False
    ordering = ordering or Ordering()
    keys = set(range(width)) if ordering.ordered and ordering.keys is None else set(ordering.keys or ())
    pairs = _pairs(found, gold, keys if ordering.ordered else set())
    if not all(pairs):
        return False
    return _assign(pairs, len(gold))


def _pairs(found: Sequence[Row], gold: Sequence[Row], keys: set[int]) -> list[Fits]:
    """For each gold column the columns that may be it, with the tokens of both."""
    theirs = [[token(row[at]) for row in found] for at in range(len(gold[0]))]
    others = [Counter(one.kind for one in tokens) for tokens in theirs]
    pairs: list[Fits] = []
    for at in range(len(gold[0])):
        column = Column(row[at] for row in gold)
        bag, kinds = Counter(column.tokens), Counter(one.kind for one in column.tokens)
        fits: Fits = {}
        for number, values in enumerate(theirs):
            if others[number] != kinds:
                continue
            tokens = column.match(values)
            if tokens == column.tokens if at in keys else Counter(tokens) == bag:
                fits[number] = (column.tokens, tokens)
        pairs.append(fits)
    return pairs


def _assign(pairs: list[Fits], rows: int) -> bool:
    """Give every gold column one of its candidates so that the rows are the same bag; most narrow column first."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at]))
    work = 0

    def search(depth: int, used: frozenset[int], ours: list[int], theirs: list[int]) -> bool:
        nonlocal work
        if depth == len(order):
            return True
        for number, (gold, found) in pairs[order[depth]].items():
            if number in used:
                continue
            work += rows
            if work > _WORK + len(order) * rows:
                return False
            classes: dict[tuple[int, Token], int] = {}
            next_ours = [classes.setdefault(key, len(classes)) for key in zip(ours, gold, strict=True)]
            next_theirs = [classes.setdefault(key, len(classes)) for key in zip(theirs, found, strict=True)]
            same = Counter(next_ours) == Counter(next_theirs)
            if same and search(depth + 1, used | {number}, next_ours, next_theirs):
                return True
        return False

    return search(0, frozenset(), [0] * rows, [0] * rows)
