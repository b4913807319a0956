"""What a request fixes for its places, and a place read in it."""

from dataclasses import dataclass, field
from datetime import date

from goldthread.schemas.constraint import Kind

MOST = 20_000


@dataclass(frozen=True)
class Frame:
    """What the request fixes: its language, the unit's label, how many there are, when the first begins, a grid's side."""

    language: str
    label: str = ""
    count: int | None = None
    start: date | None = None
    grid: int | None = None


@dataclass(frozen=True)
class Place:
    """A place found in a clause: its words, its kind, its numbers, and those that lie outside.

    `numbers` is empty where the count of units is not known; `known` tells that from a place that is wholly outside.
    """

    kind: Kind
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    known: bool = True
    words: str = ""
    label: str = ""
    removed: frozenset[int] = field(default_factory=frozenset)


def clip(numbers: list[int], count: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers inside of 1 to the count, sorted, and those outside."""
    inside = sorted({one for one in numbers if one >= 1 and (count is None or one <= count)})
    return tuple(inside), tuple(sorted({one for one in numbers if one not in set(inside)}))
