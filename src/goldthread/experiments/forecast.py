"""What a grid will use, before it runs or while it does: tokens, money and time with intervals, and what it can see.

Before anything has run, the task's own estimates stand, with bounds that are a guess and are called so. As cells
finish, each kind of cell (all factors but those of `pair_by`) is forecast by the mean of its finished ones, and the
bounds hold 90% of runs by the normal law of their sum.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from goldthread.experiments.cells import REPEAT
from goldthread.experiments.discordance import FEWEST_PAIRS, Discordance
from goldthread.experiments.ledger.reading import Counts, Readings
from goldthread.experiments.preparing import Prepared
from goldthread.experiments.work import Factors, Level
from goldthread.models.prices import Prices
from goldthread.schemas.base import Record

Z = 1.6449
"""95th percentile of the normal law: bounds of 90%."""
GUESS = 3.0
"""By what factor a task's own estimate may be off, either way; a guess, replaced as soon as cells finish."""
FEWEST = 5
"""Finished cells of a kind from which its mean counts; below, the mean of all finished cells scales the estimate."""
POWER = 0.8


@dataclass
class Sums:
    """Running sums of one measure: number, sum, and sum of squares."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        """Take one value."""
        self.n += 1
        self.total += value
        self.squares += value * value

    def variance(self) -> float:
        """Of the values, by n - 1."""
        return max(0.0, (self.squares - self.total**2 / self.n) / (self.n - 1)) if self.n > 1 else 0.0


@dataclass
class Kind:
    """Cells of one kind: how many are open, what the task expects of one, and what finished ones used."""

    model: str
    open: int = 0
    expected: dict[str, float] = field(default_factory=dict)
    used: dict[str, Sums] = field(default_factory=dict)


class Bounds(Record):
    """A forecast with bounds; None where it is unknown."""

    value: float | None
    low: float | None
    high: float | None


class Forecast(Record):
    """What a grid will use from now on.

    Attributes:
        name: Of the grid.
        task: Of its cells.
        cells: All; `finished` of them have a result.
        finished: See there.
        measured: Whether finished cells were used, or only the task's estimates.
        calls: Model calls.
        tokens: Input and output.
        cost: US dollars.
        seconds: By the clock, with the grid's concurrency on one process.
        clusters: Questions (or jobs) of a comparison.
        contrast: The primary contrast, in words.
        detectable: Smallest difference of success rates that it finds with 80% power; None where none is.
        discordance: Share of pairs that differ, which this is told for.
        discordance_pairs: Finished pairs that it was counted on; 0 where it is assumed.
    """

    name: str
    task: str
    cells: int
    finished: int
    measured: bool
    calls: Bounds
    tokens: Bounds
    cost: Bounds
    seconds: Bounds
    clusters: int
    contrast: str
    detectable: float | None
    discordance: float
    discordance_pairs: int = 0

    def lines(self) -> list[str]:
        """For people."""
        basis = "in 90 of 100 runs, from finished cells" if self.measured else "a guess, until cells have finished"
        money = _shown(self.cost, lambda value: f"${value:,.2f}") if self.cost.value is not None else "unknown"
        seen = (
            f"differences of {100 * self.detectable:.1f} points or more, with {POWER:.0%} power"
            if self.detectable is not None
            else "no difference, however large"
        )
        differing = f"{100 * self.discordance:.0f}% of pairs differing"
        known = f", as in {self.discordance_pairs:,} finished ones" if self.discordance_pairs else ", assumed"
        finished = f" ({self.finished:,} finished)" if self.finished else ""
        return [
            f"grid      {self.name} ({self.task})",
            f"cells     {self.cells:,}{finished}",
            f"calls     about {_shown(self.calls, lambda value: f'{value:,.0f}')}",
            f"tokens    about {_shown(self.tokens, lambda value: f'{value:,.0f}')}",
            f"cost      {money}",
            f"time      about {_shown(self.seconds, _duration)}",
            f"bounds    {basis}",
            f"contrast  {self.contrast}",
            f"can see   {seen} ({self.clusters:,} clusters, at least {differing}{known})",
        ]


def _shown(bounds: Bounds, show: Callable[[float], str]) -> str:
    if bounds.value is None or bounds.low is None or bounds.high is None:
        return "unknown"
    return f"{show(bounds.value)} ({show(bounds.low)} to {show(bounds.high)})"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def forecast_grid(prepared: Prepared, folder: Path | None) -> Forecast:
    """Forecast a grid without a call.

    Args:
        prepared: The grid.
        folder: Of a ledger that may hold finished cells of it; None where there is none.

    Raises:
        RunDamaged: The ledger cannot be read.
    """
    kinds: dict[tuple[Level, ...], Kind] = {}
    differing = Discordance.of(prepared)
    counts = _finished(prepared, folder, kinds, differing) if folder else None
    if counts is None:
        for _, factors in prepared.expansion.cells():
            kind = _kind(prepared, kinds, factors)
            kind.open += 1
            _expect(prepared, kind, factors)
    return _forecast(prepared, list(kinds.values()), counts, differing)


def _kind(prepared: Prepared, kinds: dict[tuple[Level, ...], Kind], factors: Factors) -> Kind:
    apart = {*prepared.grid.pair_by, REPEAT}
    which = tuple(level for name, level in factors.items() if name not in apart)
    if which not in kinds:
        model = str(factors.get("model", ""))
        choice = prepared.grid.models.get(model)
        kinds[which] = Kind(choice.model if choice else model)
    return kinds[which]


def _expect(prepared: Prepared, kind: Kind, factors: Factors) -> None:
    estimate = prepared.task.estimate(factors, prepared.settings)
    for name in ("tokens_in", "tokens_out", "calls", "seconds"):
        kind.expected[name] = kind.expected.get(name, 0.0) + getattr(estimate, name)


def _finished(
    prepared: Prepared, folder: Path, kinds: dict[tuple[Level, ...], Kind], differing: Discordance
) -> Counts | None:
    """What finished cells of this very grid used; None where the ledger does not have it."""
    readings = Readings(folder)
    try:
        found = [one for one in readings.grids() if one.name == prepared.grid.name and one.hash == prepared.hash]
        if not found or found[-1].cells is None:
            return None
        for cell in readings.results(found[-1]):
            kind = _kind(prepared, kinds, cell.factors)
            if cell.status == "open":
                kind.open += 1
                _expect(prepared, kind, cell.factors)
                continue
            differing.add(cell)
            for name in ("tokens_in", "tokens_out", "calls"):
                kind.used.setdefault(name, Sums()).add(cell.measures.get(name, 0.0))
            kind.used.setdefault("seconds", Sums()).add(cell.seconds)
            if cell.price is not None:
                kind.used.setdefault("price", Sums()).add(cell.price)
        return readings.counts(found[-1])
    finally:
        readings.close()


def _forecast(prepared: Prepared, kinds: list[Kind], counts: Counts | None, differing: Discordance) -> Forecast:
    measured = any(kind.used.get("calls") and kind.used["calls"].n >= FEWEST for kind in kinds)
    grid = prepared.grid
    calls = _sum(kinds, "calls", measured)
    tokens = _plus(_sum(kinds, "tokens_in", measured), _sum(kinds, "tokens_out", measured))
    busy = _sum(kinds, "seconds", measured)
    slots = max(1, min(grid.concurrency, sum(kind.open for kind in kinds)))
    seconds = _scaled(busy, 1 / slots)
    paced = [choice.requests_per_minute for choice in grid.models.values() if choice.requests_per_minute]
    if paced and calls.value is not None and seconds.value is not None:
        seconds = _longer(seconds, _scaled(calls, 60 / sum(paced)))
    clusters = _clusters(prepared)
    return Forecast(
        name=grid.name,
        task=grid.task,
        cells=prepared.expansion.count(),
        finished=counts.done + counts.failed if counts else 0,
        measured=measured,
        calls=calls,
        tokens=tokens,
        cost=_cost(prepared, kinds, measured),
        seconds=seconds,
        clusters=clusters,
        contrast=_contrast(prepared),
        detectable=_detectable(clusters, grid.repeats, differing.share),
        discordance=differing.share,
        discordance_pairs=differing.pairs if differing.pairs >= FEWEST_PAIRS else 0,
    )


def _detectable(clusters: int, repeats: int, discordance: float) -> float | None:
    from goldthread.experiments.statistics.power import mcnemar_detectable

    return mcnemar_detectable(clusters, discordance, repeats=repeats)


def _clusters(prepared: Prepared) -> int:
    """Questions (or jobs) that a comparison has: combinations of the levels of `pair_by`, but for repeats."""
    total = 1
    for name, levels in prepared.expansion.factors:
        if name in prepared.grid.pair_by and name != REPEAT:
            total *= len(levels)
    return total


def _contrast(prepared: Prepared) -> str:
    asked = prepared.grid.hypothesis
    if asked is None:
        return "none is named: the report explores, and says so"
    claim = {"different": "differs from", "not_worse": "is not worse than", "equivalent": "is equivalent to"}
    margin = f" (margin {asked.margin:g})" if asked.margin is not None else ""
    return f"{asked.measure} of {asked.factor} {asked.better} {claim[asked.claim]} {asked.than}{margin}"


def _bounds(value: float, spread: float, *, guess: bool) -> Bounds:
    if guess:
        return Bounds(value=value, low=value / GUESS, high=value * GUESS)
    return Bounds(value=value, low=max(0.0, value - Z * spread), high=value + Z * spread)


def _sum(kinds: Iterable[Kind], name: str, measured: bool) -> Bounds:
    """Sum over open cells: their number times the mean of finished ones, with the variance of both."""
    if not measured:
        return _bounds(sum(kind.expected.get(name, 0.0) for kind in kinds), 0.0, guess=True)
    kinds = list(kinds)
    value = variance = 0.0
    ratio = _ratio(kinds, name)
    for kind in kinds:
        used = kind.used.get(name)
        if used is not None and used.n >= FEWEST:
            value += kind.open * used.total / used.n
            variance += used.variance() * (kind.open**2 / used.n + kind.open)
        else:
            guessed = ratio * kind.expected.get(name, 0.0)
            value += guessed
            variance += (guessed * (GUESS - 1) / Z) ** 2 / 4
    return _bounds(value, math.sqrt(variance), guess=False)


def _ratio(kinds: Iterable[Kind], name: str) -> float:
    """What finished cells used, to what their kinds' open ones are expected to, for kinds without finished ones."""
    used = expected = 0.0
    for kind in kinds:
        sums = kind.used.get(name)
        if sums and sums.n >= FEWEST and kind.open and kind.expected.get(name):
            used += sums.total / sums.n
            expected += kind.expected[name] / kind.open
    return used / expected if expected else 1.0


def _cost(prepared: Prepared, kinds: list[Kind], measured: bool) -> Bounds:
    if measured and all(kind.used.get("price") for kind in kinds if kind.open):
        return _sum(kinds, "price", measured)
    prices = Prices(prepared.grid.prices)
    total = Bounds(value=0.0, low=0.0, high=0.0)
    for kind in kinds:
        parts = [_sum([kind], name, False) for name in ("tokens_in", "tokens_out")]
        amounts = (round(parts[0].value or 0.0), round(parts[1].value or 0.0))
        price = prices.estimate(kind.model, *amounts) if kind.model else None
        if price is None:
            if not kind.model and prepared.grid.task == "simulated":
                continue
            return Bounds(value=None, low=None, high=None)
        total = _plus(total, _bounds(price, 0.0, guess=True))
    return total


def _plus(one: Bounds, other: Bounds) -> Bounds:
    """The sum of two that rise and fall together."""
    return Bounds(
        value=(one.value or 0.0) + (other.value or 0.0),
        low=(one.low or 0.0) + (other.low or 0.0),
        high=(one.high or 0.0) + (other.high or 0.0),
    )


def _scaled(bounds: Bounds, factor: float) -> Bounds:
    return Bounds(
        value=(bounds.value or 0.0) * factor, low=(bounds.low or 0.0) * factor, high=(bounds.high or 0.0) * factor
    )


def _longer(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(
        value=max(one.value or 0.0, other.value or 0.0),
        low=max(one.low or 0.0, other.low or 0.0),
        high=max(one.high or 0.0, other.high or 0.0),
    )
