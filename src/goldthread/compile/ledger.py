"""What came of a request so far: constraints, sentences left out, what is impossible, warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from goldthread.compile.frame import Frame, Place
from goldthread.schemas.constraint import Constraint, Kind, Span


class Spanned(Protocol):
    """A piece of the request by its offsets."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last."""


@dataclass
class Ledger:
    """Holds what the reading of one request gives.

    Attributes:
        request: The request's text; every quote is a span of it.
        frame: What it fixes for its places.
        constraints: Read so far, in order.
        unread: Sentences that gave nothing.
        impossible: What lies wholly outside of the units.
        warnings: What was clipped.
        each_words: Words asked for each unit.
    """

    request: str
    frame: Frame
    constraints: list[Constraint] = field(default_factory=list, init=False)
    unread: list[Span] = field(default_factory=list, init=False)
    impossible: list[Span] = field(default_factory=list, init=False)
    warnings: list[str] = field(default_factory=list, init=False)
    each_words: int | None = field(default=None, init=False)

    def report(self, piece: Spanned, places: Sequence[Place]) -> None:
        """Say what lies outside: a place partly outside is clipped, one wholly outside is impossible."""
        for one in places:
            if not one.outside:
                continue
            beyond = ", ".join(str(number) for number in one.outside[:5]) + (" ..." if len(one.outside) > 5 else "")
            count = f"1 to {self.frame.count}" if self.frame.count else "none"
            if one.numbers:
                self.warnings.append(f"{one.words.strip()!r} reaches outside of {count}; it was clipped ({beyond})")
            else:
                self.impossible.append(self.span(piece, f"{one.words.strip()!r} lies outside of {count}"))

    def span(self, piece: Spanned, reason: str = "") -> Span:
        """The span of a piece, with why it is told."""
        quote = self.request[piece.start : piece.end]
        return Span(quote=quote, start=piece.start, end=piece.end, reason=reason)

    def made(self, piece: Spanned, kind: Kind, text: str, **fields: Any) -> Constraint:
        """The constraint that a piece says."""
        quote = self.request[piece.start : piece.end]
        return Constraint(
            id="c0", kind=kind, text=(text or quote)[:300], quote=quote, start=piece.start, end=piece.end, **fields
        )

    def add(self, piece: Spanned, kind: Kind, text: str, **fields: Any) -> None:
        """Add the constraint that a piece says."""
        self.constraints.append(self.made(piece, kind, text, **fields))
