"""Finished cells as reports, comparisons and exports take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from goldthread.experiments.work import Factors, Failure


@dataclass(frozen=True, slots=True)
class CellResult:
    """One cell of a grid and what came of it; the trajectory stays in the ledger.

    Attributes:
        key: See `Work`.
        place: Its number in the grid, from 0.
        factors: Its levels, `repeat` among them where the grid repeats.
        status: `open` where nothing came of it yet.
        measures: See `Outcome`.
        labels: See `Outcome`; what was known before, too.
        price: US dollars; None where unknown.
        seconds: By the clock.
        attempts: Tries that were made.
        failure: Of a failed cell.
    """

    key: str
    place: int
    factors: Factors
    status: Literal["open", "done", "failed"]
    measures: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    price: float | None = None
    seconds: float = 0.0
    attempts: int = 0
    failure: Failure | None = None
