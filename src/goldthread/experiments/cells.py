"""Cells of a grid: which there are, in which order, and the key of each. Pure functions; nothing is held in memory.

Cells come with the factors of `pair_by` varying slowest (`repeat` before all): a run that stops at a ceiling has whole
pairs, and not all cells of one format and none of the next.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from goldthread.errors import BadInput, Where
from goldthread.experiments.work import Factors, Level
from goldthread.schemas.grid import Condition, Grid

MOST_CELLS = 2_000_000
REPEAT = "repeat"


@dataclass(frozen=True)
class Filter:
    """A condition by place: for each factor in order, the numbers of its levels that fit, None for all."""

    fits: tuple[frozenset[int] | None, ...]

    def dead_after(self, factor: int, level: int) -> bool:
        """Whether no cell with this level fits."""
        allowed = self.fits[factor]
        return allowed is not None and level not in allowed

    def also(self, other: "Filter") -> "Filter":
        """What fits both."""
        pairs = zip(self.fits, other.fits, strict=True)
        return Filter(tuple(two if one is None else one if two is None else one & two for one, two in pairs))


@dataclass(frozen=True)
class Expansion:
    """A grid's factors in order with their levels, and which combinations are left out.

    A cell's number is its place in the whole product, so that its levels are found again without the filters.
    """

    factors: tuple[tuple[str, tuple[Level, ...]], ...]
    exclude: tuple[Filter, ...] = ()
    only: tuple[Filter, ...] = ()

    @cached_property
    def _strides(self) -> tuple[int, ...]:
        strides = [1]
        for _, levels in reversed(self.factors[1:]):
            strides.append(strides[-1] * len(levels))
        return tuple(reversed(strides))

    def at(self, number: int) -> dict[str, Level]:
        """Levels of the cell of a number."""
        return {
            name: levels[number // stride % len(levels)]
            for (name, levels), stride in zip(self.factors, self._strides, strict=True)
        }

    def product(self) -> int:
        """How many combinations there are before any is left out."""
        total = 1
        for _, levels in self.factors:
            total *= len(levels)
        return total

    def count(self) -> int:
        """How many cells there are, found without going through them."""
        if not self.exclude and not self.only:
            return self.product()
        return self._count(0, frozenset(range(len(self.exclude))), frozenset(range(len(self.only))), {})

    def _count(
        self,
        depth: int,
        exclude: frozenset[int],
        only: frozenset[int],
        known: dict[tuple[int, frozenset[int], frozenset[int]], int],
    ) -> int:
        """Cells below a prefix that the filters in `exclude` and `only` still fit; alike prefixes are counted once."""
        if self.only and not only:
            return 0
        if depth == len(self.factors):
            return 0 if exclude else 1
        state = depth, exclude, only
        if state not in known:
            known[state] = sum(
                self._count(depth + 1, *self._narrowed(depth, level, exclude, only), known)
                for level in range(len(self.factors[depth][1]))
            )
        return known[state]

    def _narrowed(
        self, depth: int, level: int, exclude: frozenset[int], only: frozenset[int]
    ) -> tuple[frozenset[int], frozenset[int]]:
        return (
            frozenset(one for one in exclude if not self.exclude[one].dead_after(depth, level)),
            frozenset(one for one in only if not self.only[one].dead_after(depth, level)),
        )

    def numbers(self) -> Iterator[int]:
        """Numbers of the cells, in order."""
        return self._numbers(0, 0, frozenset(range(len(self.exclude))), frozenset(range(len(self.only))))

    def _numbers(self, depth: int, number: int, exclude: frozenset[int], only: frozenset[int]) -> Iterator[int]:
        if self.only and not only:
            return
        if not exclude and not self.only:
            width = self._strides[depth - 1] if depth else self.product()
            yield from range(number, number + width)
            return
        if depth == len(self.factors):
            if not exclude:
                yield number
            return
        stride = self._strides[depth]
        for level in range(len(self.factors[depth][1])):
            yield from self._numbers(depth + 1, number + level * stride, *self._narrowed(depth, level, exclude, only))

    def cells(self) -> Iterator[tuple[int, dict[str, Level]]]:
        """Numbers and levels of the cells, in order."""
        names = [name for name, _ in self.factors]
        if not self.exclude and not self.only:
            combinations = itertools.product(*(levels for _, levels in self.factors))
            for number, levels in enumerate(combinations):
                yield number, dict(zip(names, levels, strict=True))
            return
        for number in self.numbers():
            yield number, self.at(number)


def expand(grid: Grid, levels: Mapping[str, Sequence[Level]]) -> Expansion:
    """The cells of a grid.

    Args:
        grid: The grid.
        levels: Levels of each factor, those that the grid describes found by the task.

    Raises:
        BadInput: A condition names a level that there is not, nothing is left, or there are more than 2,000,000 cells.
    """
    everything = dict(levels)
    if grid.repeats > 1:
        everything[REPEAT] = range(1, grid.repeats + 1)
    slow = [REPEAT, *grid.pair_by]
    order = sorted(everything, key=lambda name: slow.index(name) if name in slow else len(slow))
    factors = tuple((name, tuple(everything[name])) for name in order)
    for name, found in factors:
        if not found:
            raise _bad(f"factors.{name}", "has no level, so there is no cell", "name at least one")
    filters = {
        field: tuple(
            _filter(condition, factors, f"{field}[{index}]") for index, condition in enumerate(getattr(grid, field))
        )
        for field in ("exclude", "only")
    }
    expansion = Expansion(factors, filters["exclude"], filters["only"])
    for index, one in enumerate(expansion.only):
        if Expansion(factors, expansion.exclude, (one,)).count() == 0:
            raise _bad(f"only[{index}]", "keeps nothing: exclude leaves out all that it names", "correct either")
    count = expansion.count()
    if count == 0:
        raise _bad("exclude", "leaves out every cell", "correct the conditions")
    if count > MOST_CELLS:
        raise _bad("factors", f"make {count:,} cells; a grid has at most {MOST_CELLS:,}", "leave levels out")
    _check_contrast(grid, expansion)
    return expansion


def _check_contrast(grid: Grid, expansion: Expansion) -> None:
    """Refuse a primary contrast of which a side has no cell: it would be found out when all is paid for."""
    asked = grid.hypothesis
    if asked is None:
        return
    if asked.factor in grid.pair_by:
        raise _bad(
            "hypothesis.factor",
            f"{asked.factor} is one of pair_by: cells that differ in it make no pairs",
            "leave it out of pair_by",
        )
    for field, level in (("better", asked.better), ("than", asked.than)):
        side = _filter({asked.factor: level}, expansion.factors, f"hypothesis.{field}", whole=True)
        side = side.also(_filter(asked.where, expansion.factors, "hypothesis.where"))
        only = tuple(one.also(side) for one in expansion.only) or (side,)
        if Expansion(expansion.factors, expansion.exclude, only).count() == 0:
            within = " where the hypothesis looks" if asked.where else ""
            raise _bad(
                f"hypothesis.{field}",
                f"no cell has {asked.factor} {level}{within}: exclude and only leave them out",
                "correct the conditions, or name another level",
            )


def _filter(
    condition: Condition, factors: tuple[tuple[str, tuple[Level, ...]], ...], field: str, *, whole: bool = False
) -> Filter:
    levels = dict(factors)
    for name, told in condition.items():
        if name not in levels:
            raise _bad(f"{field}.{name}", "is no factor of this grid", f"factors are: {', '.join(levels)}")
        for one in told if isinstance(told, tuple) else (told,):
            if not any(same_level(one, level) for level in levels[name]):
                known = ", ".join(map(str, levels[name][:12])) + (", ..." if len(levels[name]) > 12 else "")
                place = field if whole else f"{field}.{name}"
                raise _bad(place, f"no cell has the level {one!r}", f"levels are: {known}")
    return Filter(
        tuple(
            frozenset(number for number, level in enumerate(found) if _fits(level, condition[name]))
            if name in condition
            else None
            for name, found in factors
        )
    )


def fits(factors: Factors, condition: Condition) -> bool:
    """Whether a cell has, for every factor of a condition, the level or one of the levels."""
    return all(name in factors and _fits(factors[name], told) for name, told in condition.items())


def _fits(level: Level, told: Level | tuple[Level, ...]) -> bool:
    return any(same_level(level, one) for one in (told if isinstance(told, tuple) else (told,)))


def same_level(one: Level, other: Level) -> bool:
    """Whether two levels are the same: `1` is `1.0`, and neither is `true` nor the text `1`."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _bad(field: str, message: str, remedy: str) -> BadInput:
    return BadInput(message, where=Where(field=field), remedy=remedy)
