"""Verdicts: what a check or a judge says of one constraint in one section, and the words that prove it."""

from typing import Literal

from goldthread.schemas.base import Record

Value = Literal["kept", "broken", "undecided", "unchecked"]


class Evidence(Record):
    """A passage of the checked text: `text[start:end] == quote`, offsets in characters of that section's text.

    `section` is 0 where the evidence belongs to the document as a whole (offsets in the assembled document).
    """

    section: int
    start: int
    end: int
    quote: str


class Verdict(Record):
    """What was found, why, and the sentences that show it; `score` (0 to 1) of a checklist question."""

    value: Value
    reason: str
    evidence: tuple[Evidence, ...] = ()
    decided_by: Literal["program", "judge"] = "program"
    confidence: float = 1.0
    score: float | None = None


class Check(Record):
    """One constraint in one section (0: the document as a whole) with its verdict."""

    constraint: str
    section: int
    verdict: Verdict
