"""Constraints: what a request asks for, where it must be found, and the words it was read from."""

from typing import Literal

from pydantic import Field

from goldthread.schemas.base import Record

Kind = Literal[
    "single",
    "range",
    "periodic",
    "date",
    "list",
    "first",
    "last",
    "everywhere",
    "nowhere",
    "count",
    "order",
    "length",
    "structure",
    "checklist",
    "free",
    "somewhere",
    "agreement",
    "language",
    "reading",
]
UnitLabel = str
"""Singular English name of a unit: `week`, `day`, `month`, `floor`, `chapter`, `section`, `block`, ..."""


class Units(Record):
    """The units that the request fixes, such as 52 weeks or 100 floors.

    Attributes:
        label: Singular name as headings show it, in the request's language (`Week`, `Floor`, `Kapitel`).
        count: How many units there are, numbered from 1.
        headings: One heading a unit where code can know it (`Week 1 (January 1st - January 7th)`); else empty.
        words: Words asked for each unit, where the request says so.
        quote: The words of the request that fix the units.
    """

    label: str
    count: int = Field(ge=1, le=100_000)
    headings: tuple[str, ...] = ()
    words: int | None = None
    quote: str = ""


class Constraint(Record):
    """One requirement of the request.

    Attributes:
        id: `c1`, `c2`, ... in the order of the request.
        kind: What sort of place or property it is.
        text: The requirement's clause in the request's own words, its place left out; at most 300 characters.
        place: The place as the request words it, or what is awaited where no section number is known yet.
        sections: Section numbers (from 1) that must keep it; empty where unknown or where it holds for the whole.
        quote: Exactly the span of the request that it was read from: `request[start:end] == quote`.
        start: First character of the span.
        end: One past the last character of the span.
        mentions: Phrases any of which, found in a section, keep it; the text itself where empty.
        minimum: Least value, of a `count` (occurrences) or a `length` (in `unit`).
        maximum: Greatest value, likewise.
        unit: What a `length` or `count` counts: `words`, `characters`, `sections`, `paragraphs`, `mentions`, ...
        scope: Whether a `length`, `count` or `structure` holds of each section or of the whole document.
        before: For `order`: the phrase that must come first; `text` then names the one that follows.
        weight: Weight of a checklist question.
        wanted: What programs look for where an everyday requirement says so (`date`, `duration`, `thing`, ...); its
            `place` is then looked up in the document itself.
        read_by: Who read it: the grammar, a model, or the job file itself.
    """

    id: str
    kind: Kind
    text: str = Field(max_length=300)
    place: str = ""
    sections: tuple[int, ...] = ()
    quote: str = ""
    start: int = 0
    end: int = 0
    mentions: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    scope: Literal["section", "document"] = "section"
    before: str = ""
    weight: float = 1.0
    wanted: str = ""
    read_by: Literal["grammar", "model", "job"] = "grammar"


class Span(Record):
    """A sentence of the request, with the reason it stands here (why unread, or why impossible)."""

    quote: str
    start: int
    end: int
    reason: str = ""


class Compiled(Record):
    """All that was read from one request; `constraints.yaml` of a run.

    Every sentence of the request is the source of a constraint, or listed in `unread` or `impossible`, or fixed the
    units.
    """

    request: str
    language: str
    units: Units | None = None
    constraints: tuple[Constraint, ...] = ()
    unread: tuple[Span, ...] = ()
    impossible: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
