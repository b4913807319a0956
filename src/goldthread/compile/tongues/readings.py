"""What has been read of a request so far: its constraints, and what of it gave none."""

from dataclasses import dataclass, field

from goldthread.compile.ledger import Ledger, Spanned
from goldthread.compile.tongues.rows import Row
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.together import Found
from goldthread.compile.units import FoundUnits


@dataclass
class Readings(Ledger):
    """What was read of a request.

    Attributes:
        frame: Its language and units.
        found: What fixes the units, None where nothing does.
        rows: Rows of lists and tables by the start of their sentence.
        changed: Whether the sentence at hand has changed what was read before it.
        last_numbers: Units that the last sentence with a place has named.
    """

    frame: Setting
    found: FoundUnits | None
    rows: dict[int, Row] = field(default_factory=dict)
    changed: bool = False
    last_numbers: set[int] = field(default_factory=set)

    @property
    def setting(self) -> Setting:
        """Its language and units."""
        return self.frame

    def all(self) -> tuple[int, ...]:
        """Numbers of all units."""
        return tuple(range(1, min(self.setting.count or 0, 9_999) + 1))

    def report_found(self, piece: Spanned, places: list[Found]) -> None:
        """Say what lies outside of the places that a part names itself."""
        self.report(piece, [one.place for one in places if one.rule != "inherited"])
