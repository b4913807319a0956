"""The sentences of a request read as everyday demands, in place of what the grammar could not make decidable."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from goldthread.compile.clauses import Clause, mask_examples, sentences
from goldthread.compile.language import detect
from goldthread.compile.plain.foreign import TONGUES, foreign_wants
from goldthread.compile.plain.pieces import demands_of, without_lead
from goldthread.compile.plain.rules import wants_of
from goldthread.compile.plain.wants import Want
from goldthread.schemas.constraint import Compiled, Constraint

_TASK = re.compile(
    r"^(?:please\s+|can you\s+|could you\s+|i (?:want|need) you to\s+)*(?:write|draft|create|compose|produce|prepare|generate|develop|design)\s+(?:me\s+|us\s+)?(?:an?|the|our|my|some)\b(?!.{0,40}\bin (?:English|German|French|Spanish|Italian|Dutch|Portuguese)\W*$)|"
    r"^(?:hi|hello|dear|thanks|thank you|best|regards|cheers|before|here (?:is|are)|attached|this is|i have|we have|can you|could you|would you)\b(?!.*\bmust\b)",
    re.IGNORECASE,
)


def read_plain(compiled: Compiled) -> Compiled:
    """The compiled request with its sentences read as everyday demands where rules know them.

    Sentences that name sections by number, that fix the units or that hold for numbered units stay as the grammar read
    them.

    Args:
        compiled: What the grammar made of an English request.
    """
    language = detect(compiled.request)
    if language != "en" and language not in TONGUES:
        return compiled
    made: list[Constraint] = []
    spans: list[tuple[int, int]] = []
    for sentence in sentences(mask_examples(compiled.request)):
        own = Clause(sentence.start, sentence.end, compiled.request[sentence.start : sentence.end])
        if (
            (_numbered(compiled, own) and not _SIZED.match(without_lead(own).text))
            or (_fixes_units(compiled, own) and _WRITES.match(own.text))
            or not _taken(own)
        ):
            continue
        read = _read(own) if language == "en" else tuple(_constraint(*one) for one in foreign_wants(own, language))
        if read:
            made += read
            spans.append((own.start, own.end))
    kept = [one for one in compiled.constraints if not _within(one.start, one.end, spans)]
    if compiled.units is None:
        kept = [_loose(one) for one in kept]
    if not made and kept == list(compiled.constraints):
        return compiled
    mistaken = any(_fixes_units(compiled, Clause(start, end, "")) for start, end in spans)
    if mistaken and compiled.units:
        kept = [_of_whole(one) for one in kept]
    ordered = sorted([*kept, *made], key=lambda one: one.start)
    return compiled.model_copy(
        update={
            "units": None if mistaken else compiled.units,
            "constraints": tuple(one.model_copy(update={"id": f"c{at}"}) for at, one in enumerate(ordered, 1)),
            "unread": tuple(one for one in compiled.unread if not _within(one.start, one.end, spans)),
            "impossible": tuple(one for one in compiled.impossible if not _within(one.start, one.end, spans)),
        }
    )


def without_units(compiled: Compiled) -> Compiled:
    """The compiled request without units that a document does not show: what hangs on their numbers goes to a judge."""
    read = tuple(one if one.id == "units" else _of_whole(_loose(one)) for one in compiled.constraints)
    return compiled.model_copy(update={"units": None, "constraints": read})


def _of_whole(constraint: Constraint) -> Constraint:
    """A constraint whose sections were those of units that are none: a prohibition holds for the whole, the rest is open."""
    if not constraint.sections or constraint.kind == "first":
        return constraint
    whole = constraint.kind == "nowhere" or not constraint.mentions
    cleared: dict[str, object] = {"sections": (), "scope": "document"}
    return constraint.model_copy(update=cleared if whole else {**cleared, "kind": "free", "mentions": (), "before": ""})


def without_plain(request: str) -> str:
    """An English request with the sentences that rules read whole blanked out, the same length, for the grammar to read the rest.

    Args:
        request: What a person asks for.
    """
    if detect(request) != "en":
        return request
    pieces, at = [], 0
    for sentence in sentences(mask_examples(request)):
        own = Clause(sentence.start, sentence.end, request[sentence.start : sentence.end])
        if _ANY_UNIT.search(own.text) or not _taken(own):
            continue
        read = _read(own)
        if not read or not all(one.wanted for one in read):
            continue
        end = own.end - (len(own.text) - len(own.text.rstrip(".!;,")))
        pieces += [request[at : own.start], re.sub(r"[^\n]", " ", request[own.start : end])]
        at = end
    return "".join([*pieces, request[at:]])


_ANY_UNIT = re.compile(
    r"\b(?:weeks?|days?|months?|chapters?|sections?|parts?|floors?|lessons?|units?|modules?|episodes?|articles?|steps?|pages?)\b",
    re.IGNORECASE,
)
"""What may be a unit of a request: the grammar sees it."""


def _taken(sentence: Clause) -> bool:
    """Whether a sentence is a demand that rules may read."""
    return not (_TASK.match(without_lead(sentence).text) or sentence.text.rstrip().endswith((":", "?")))


_SIZED = re.compile(r"(?:between|at least|at most|no (?:more|fewer|less) than|exactly)\s", re.IGNORECASE)
"""A count of things: its numbers are none of units."""
_UNITS = re.compile(
    r"\b(?:section|chapter|part|paragraph|sentence|heading|page|entry|lesson|module|unit|episode|step|abschnitt\w*|kapitel\w*|teil|absatz|chapitre|partie|rubrique)s?\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?:in |on |at )?(?:the )?(?:every|each|all|any)\b|(?:in |auf )?(?:jede|alle)|(?:dans )?(?:chaque|tou)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:under|sections?|headings?|chapter|titled|called|named|in|abschnitt|unter|rubrique|section)\s+[\"“‘'«„]",
    re.IGNORECASE,
)
_LONG = 5
_MOST_BARE = 1
"""Words of the longest phrase without quotation marks that the grammar may look for as it stands."""


def _loose(constraint: Constraint) -> Constraint:
    """A constraint for a judge where the grammar read no more than a likeness of what is asked.

    A thing of each X that is no section, a part that a long sentence only touches on, a prohibition or an order told in
    whole clauses: what programs would look for is not what a person means.
    """
    phrases = (*constraint.mentions, constraint.before)
    longest = max(len(one.split()) for one in phrases)
    bare = not any(f"{mark}{one}" in constraint.quote for one in constraint.mentions for mark in "\"“‘'«„") or (
        constraint.kind == "nowhere" and _TITLED.search(constraint.quote) is not None
    )
    loose = (
        (
            constraint.kind in ("single", "first", "last", "somewhere", "nowhere", "everywhere")
            and bare
            and longest > _MOST_BARE
        )
        or (constraint.kind == "everywhere" and not _EACH.match(constraint.place))
        or (constraint.kind == "everywhere" and not _UNITS.search(constraint.place))
        or (constraint.kind == "structure" and not constraint.mentions and len(constraint.text.split()) > _LONG + 2)
        or (constraint.kind in ("nowhere", "order") and longest > _LONG)
        or (constraint.kind in ("single", "first", "last", "somewhere", "count") and longest > _LONG + 3)
    )
    if constraint.sections and not constraint.wanted and not _UNITS.search(constraint.place):
        loose = loose or constraint.kind == "single"
    elif constraint.sections:
        return constraint
    if not loose:
        return constraint
    return constraint.model_copy(
        update={"kind": "free", "mentions": (), "before": "", "scope": "document", "sections": ()}
    )


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of several that follow one another."""
    at = bisect_left(spans, (end, 0)) - 1
    return at >= 0 and start < spans[at][1]


_WRITES = re.compile(
    r".{0,60}\b(?:write|draft|create|compose|produce|prepare|plan|design)\b", re.IGNORECASE | re.DOTALL
)


_UNIT = re.compile(
    r"\b(?:weeks?|days?|months?|chapters?|sections?|parts?|floors?|lessons?|units?|modules?|episodes?|articles?|steps?) (?:no\.? ?)?\d{1,4}\b(?! ?%)|"
    r"\b(?:second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th)) (?:week|day|month|chapter|section|part|floor|lesson|unit|module|episode)\b",
    re.IGNORECASE,
)
"""A unit by its number: the grammar reads it."""


def _fixes_units(compiled: Compiled, sentence: Clause) -> bool:
    """Whether the words that fix the units stand in a sentence."""
    if not compiled.units or not compiled.units.quote:
        return False
    at = compiled.request.find(compiled.units.quote)
    return 0 <= at < sentence.end and sentence.start < at + len(compiled.units.quote)


def _numbered(compiled: Compiled, sentence: Clause) -> bool:
    """Whether the grammar read numbers of units in a sentence."""
    if _UNIT.search(sentence.text) or any(
        one.start < sentence.end and sentence.start < one.end for one in compiled.impossible
    ):
        return True
    whole = tuple(range(1, (compiled.units.count if compiled.units else 0) + 1))
    return any(
        one.sections
        and one.sections != whole
        and one.kind not in ("first", "last")
        and re.search(
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|second|third|fourth|fifth)\b", one.place
        )
        for one in _touching(compiled.constraints, sentence)
    )


def _touching(constraints: Sequence[Constraint], sentence: Clause) -> list[Constraint]:
    """Those that begin in a sentence, and the one before them where it reaches into it; they are in order."""
    at = bisect_left(constraints, sentence.start, key=lambda one: one.start)
    found = []
    for one in constraints[max(0, at - 1) : at + 200]:
        if one.start >= sentence.end:
            break
        if sentence.start < one.end:
            found.append(one)
    return found


@lru_cache(maxsize=4_096)
def _read(sentence: Clause) -> tuple[Constraint, ...]:
    """The constraints of a sentence; none where nothing of it is known, `free` ones for the demands that are not."""
    demands = demands_of(sentence)
    if not demands:
        return (_constraint(sentence, Want("", sentence.text, "free")),)
    wants = [wants_of(one) for one in demands]
    if not any(wants):
        return ()
    found: list[Constraint] = []
    for demand, read in zip(demands, wants, strict=True):
        found += [_constraint(demand.clause, want) for want in read] or [
            _constraint(demand.clause, Want("", demand.clause.text, "free"))
        ]
    return tuple(found)


def _constraint(clause: Clause, want: Want) -> Constraint:
    return Constraint(
        id="c0",
        kind=want.kind,
        text=want.text[:300] or clause.text[:300],
        place=want.place,
        quote=clause.text,
        start=clause.start,
        end=clause.end,
        mentions=want.mentions,
        minimum=want.low,
        maximum=want.high,
        unit=want.unit or ("bare" if want.wanted and not want.text else ""),
        scope="document",
        before=want.before,
        wanted=want.wanted,
    )
