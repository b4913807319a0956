"""What came of a request so far: constraints, sentences left out, what is impossible, warnings."""

from goldthread.compile.clauses import Clause
from goldthread.compile.frame import Frame, Place
from goldthread.schemas.constraint import Constraint, Span


class Ledger:
    """Holds what the reading of one request gives.

    Attributes:
        request: The request's text; every quote is a span of it.
        frame: What it fixes for its places.
        constraints: Read so far, in order.
        unread: Sentences that gave nothing.
        impossible: What lies wholly outside of the units.
        warnings: What was clipped.
    """

    def __init__(self, request: str, frame: Frame) -> None:
        self.request = request
        self.frame = frame
        self.constraints: list[Constraint] = []
        self.unread: list[Span] = []
        self.impossible: list[Span] = []
        self.warnings: list[str] = []

    def report(self, piece: Clause, places: list[Place]) -> None:
        """Say what lies outside: a place partly outside is clipped, one wholly outside is impossible."""
        for one in places:
            if not one.outside:
                continue
            beyond = ", ".join(str(number) for number in one.outside[:5]) + (" ..." if len(one.outside) > 5 else "")
            count = f"1 to {self.frame.count}" if self.frame.count else "none"
            if one.numbers:
                self.warnings.append(f"{one.words.strip()!r} reaches outside of {count}; it was clipped ({beyond})")
            else:
                self.impossible.append(
                    Span(
                        quote=self.request[piece.start : piece.end],
                        start=piece.start,
                        end=piece.end,
                        reason=f"{one.words.strip()!r} lies outside of {count}",
                    )
                )

    def add(self, piece: Clause, kind: str, text: str, **fields: object) -> None:
        """Add a constraint that was read from a clause."""
        quote = self.request[piece.start : piece.end]
        self.constraints.append(
            Constraint(
                id="c0",
                kind=kind,  # type: ignore[arg-type]
                text=(text or quote)[:300],
                quote=quote,
                start=piece.start,
                end=piece.end,
                **fields,  # type: ignore[arg-type]
            )
        )
