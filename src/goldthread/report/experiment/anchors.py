"""Where numbers come from: every condition that a number was counted over has a place in the page."""

import shlex
from dataclasses import dataclass, field

from goldthread.report.experiment.words import condition
from goldthread.schemas.analysis import Kind, Where


@dataclass(slots=True)
class Anchors:
    """Conditions in the order in which they are first named, each with its fragment.

    Attributes:
        places: Of each condition its number.
        cells: How many cells it has.
    """

    places: dict[Where, int] = field(default_factory=dict)
    cells: dict[Where, int] = field(default_factory=dict)

    def to(self, where: Where, cells: int = 0) -> str:
        """The fragment of a condition."""
        at = self.places.setdefault(where, len(self.places) + 1)
        self.cells[where] = max(cells, self.cells.get(where, 0))
        return f"g{at}"

    def listed(self, grid: str) -> list[tuple[str, str, int, str, Where]]:
        """Fragment, words, number of cells and command of each condition."""
        return [
            (f"g{at}", condition(where), self.cells[where], command(grid, where), where)
            for where, at in self.places.items()
        ]


def command(grid: str, where: Where) -> str:
    """The command that prints the cells of a condition."""
    flags = "".join(f" --where {shlex.quote(f'{name}={level}')}" for name, levels in where for level in levels)
    return f"goldthread experiment export {shlex.quote(grid)}{flags}"


def of_kind(grid: str, one: Kind) -> str:
    """The command that prints the keys of the cells of a kind of failure; empty where several kinds were put together.

    Text of a model's may be in a kind, so it goes into the statement as a text, whole.
    """
    if not one.column:
        return ""
    kind = one.kind.replace("'", "''")
    which = f"{one.column} = '{kind}'" if one.column != "success" else "success < 1"
    more = " AND success < 1" if one.column == "problem" else ""
    statement = f"SELECT key FROM cells WHERE status = '{'failed' if one.failure else 'done'}' AND {which}{more}"  # noqa: S608 - shown, not run
    told = shlex.quote(statement) if set('"$`\\!') & set(statement) else f'"{statement}"'
    return f"goldthread experiment sql {told} --grid {shlex.quote(grid)}"
