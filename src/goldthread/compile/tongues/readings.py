"""What has been read of a request so far: its constraints, and what of it gave none."""

from dataclasses import dataclass, field
from typing import Any

from goldthread.compile.tongues.parting import Part
from goldthread.compile.tongues.rows import Row
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.together import Found
from goldthread.compile.units import FoundUnits
from goldthread.schemas.constraint import Constraint, Kind, Span


@dataclass
class Readings:
    """What was read of a request.

    Attributes:
        request: The whole request.
        setting: Its language and units.
        found: What fixes the units, None where nothing does.
        constraints: What was read.
        unread: Sentences that gave nothing.
        impossible: Places that lie wholly outside.
        warnings: Places that were clipped.
        each_words: Words asked for each unit.
        rows: Rows of lists and tables by the start of their sentence.
        changed: Whether the sentence at hand has changed what was read before it.
        last_numbers: Units that the last sentence with a place has named.
    """

    request: str
    setting: Setting
    found: FoundUnits | None
    constraints: list[Constraint] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    impossible: list[Span] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    each_words: int | None = None
    rows: dict[int, Row] = field(default_factory=dict)
    changed: bool = False
    last_numbers: set[int] = field(default_factory=set)

    def all(self) -> tuple[int, ...]:
        """Numbers of all units."""
        return tuple(range(1, min(self.setting.count or 0, 9_999) + 1))

    def report(self, piece: Part, places: list[Found]) -> None:
        """Say what lies outside: a place partly outside is clipped, one wholly outside is impossible."""
        for one in places:
            place = one.place
            if not place.outside or one.rule == "inherited":
                continue
            beyond = ", ".join(str(number) for number in place.outside[:5]) + (" ..." if len(place.outside) > 5 else "")
            count = f"1 to {self.setting.count}" if self.setting.count else "none"
            if place.numbers:
                self.warnings.append(f"{place.words.strip()!r} reaches outside of {count}; it was clipped ({beyond})")
            else:
                reason = f"{place.words.strip()!r} lies outside of {count}"
                self.impossible.append(
                    Span(quote=self.request[piece.start : piece.end], start=piece.start, end=piece.end, reason=reason)
                )

    def add(self, piece: Part, kind: Kind, text: str, **fields: Any) -> None:
        """Add a constraint that a part of a sentence says."""
        quote = self.request[piece.start : piece.end]
        self.constraints.append(
            Constraint(
                id="c0", kind=kind, text=(text or quote)[:300], quote=quote, start=piece.start, end=piece.end, **fields
            )
        )
