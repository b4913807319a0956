"""How often the two sides of a contrast differ, counted as cells go by: what a grid can see depends on it."""

from dataclasses import dataclass, field

from goldthread.experiments.cells import fits, same_level
from goldthread.experiments.preparing import Prepared
from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Level
from goldthread.schemas.grid import Condition

ASSUMED = 0.15
"""Share of pairs of a yes/no measure that differ, where nothing is known (reference: format comparisons)."""
FEWEST_PAIRS = 30
"""Pairs from which the share is taken from them; of fewer, chance decides."""
_MOST_WAITING = 200_000


@dataclass
class Discordance:
    """Pairs of the primary contrast, or of the first two levels of the first factor where none is named.

    Attributes:
        factor: Whose levels.
        levels: The two.
        where: Only these cells.
        measure: Yes/no; with others nothing is counted.
        pairs: Counted.
        differing: Of which one side alone is right.
    """

    factor: str
    levels: tuple[Level, ...]
    where: Condition
    measure: str
    pairs: int = 0
    differing: int = 0
    _waiting: dict[tuple[object, ...], tuple[bool, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, prepared: Prepared) -> "Discordance":
        """Of a grid's contrast."""
        asked = prepared.grid.hypothesis
        if asked is not None:
            return cls(asked.factor, (asked.better, asked.than), asked.where, asked.measure)
        apart = {*prepared.grid.pair_by, "repeat"}
        for name, levels in prepared.expansion.factors:
            if name not in apart and len(levels) > 1:
                return cls(name, levels[:2], {}, "success")
        return cls("", (), {}, "success")

    def add(self, cell: CellResult) -> None:
        """Take a finished cell."""
        level = cell.factors.get(self.factor)
        sides = [same_level(level, one) for one in self.levels] if level is not None else []
        if not any(sides) or not fits(cell.factors, self.where):
            return
        value = 0.0 if cell.status == "failed" and self.measure == "success" else cell.measures.get(self.measure)
        if value not in (0.0, 1.0):
            return
        key = tuple((name, one) for name, one in cell.factors.items() if name != self.factor)
        partner = self._waiting.pop(key, None)
        if partner is not None and partner[0] != sides[0]:
            self.pairs += 1
            self.differing += partner[1] != value
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting[key] = sides[0], value

    @property
    def share(self) -> float:
        """Of pairs that differ; assumed while few are known."""
        return self.differing / self.pairs if self.pairs >= FEWEST_PAIRS else ASSUMED
