"""What a request fixes for its places, and a place read in it."""

from dataclasses import dataclass, field
from datetime import date

from goldthread.compile.lexicon import UNITS
from goldthread.schemas.constraint import Kind

MOST = 20_000


@dataclass(frozen=True)
class Frame:
    """What the request fixes for its places.

    Attributes:
        language: Of the request.
        label: Of the unit (`week`, `chapter`).
        count: How many units there are.
        start: First day of the first unit, where the units follow the calendar.
        grid: Side of a grid of blocks.
        calendar: What span of the calendar each unit is: `day`, `week`, `month`, `quarter`, `year` or nothing.
        nouns: Labels of other words for the same units (`chapter` of islands that have one chapter each).
        names: Names of the units in order, where the request gives them.
        weekday: Day of the week of the first unit, from 0 for Monday, where the request tells it.
    """

    language: str
    label: str = ""
    count: int | None = None
    start: date | None = None
    grid: int | None = None
    calendar: str = ""
    nouns: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    weekday: int | None = None


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
    step: int = 0
    gap: int = 0
    """Where the words begin that say the first of a period, if other words stand between."""
    aside: bool = False
    """Whether its words only narrow another place (`except in week 5`) and place nothing themselves."""


def clip(numbers: list[int], count: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers inside of 1 to the count, sorted, and those outside."""
    inside = sorted({one for one in numbers if one >= 1 and (count is None or one <= count)})
    return tuple(inside), tuple(sorted({one for one in numbers if one not in set(inside)}))


def extra_nouns(frame: Frame) -> tuple[str, ...]:
    """Nouns for the units that stand in no table, such as `lighthouse`."""
    known = UNITS.get(frame.language, {})
    return tuple(sorted(one for one in {frame.label, *frame.nouns} if one and one not in known and one.isalpha()))
