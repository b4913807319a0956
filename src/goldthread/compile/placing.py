"""Placing: constraints on exact sections by arithmetic, once the plan is known; and readings of others taken in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from goldthread.compile.contradictions import contradictions
from goldthread.compile.language import detect
from goldthread.compile.phrases import mentions_of
from goldthread.compile.places import Frame, find_places
from goldthread.schemas.constraint import Compiled, Constraint, Kind, Span
from goldthread.schemas.job import JobConstraint

_NAMES = {
    "introduction": ("introduction", "intro", "einleitung", "introducción", "preface"),
    "conclusion": ("conclusion", "closing", "summary", "fazit", "schluss", "conclusión"),
}


def place_constraints(compiled: Compiled, titles: Sequence[str]) -> Compiled:
    """Put each constraint on the sections of a plan.

    Numbers that the request fixed stay. Where the count of sections was awaited, the place's own words are read again
    with it; a named section is the one whose title says the name, else the first for an introduction and the last for a
    conclusion.

    Args:
        compiled: What was read of the request.
        titles: Titles of the plan's sections in order.
    """
    frame = Frame(detect(compiled.request), "section", len(titles))
    placed = tuple(_place(one, frame, titles) for one in compiled.constraints)
    return compiled.model_copy(update={"constraints": placed})


def _place(constraint: Constraint, frame: Frame, titles: Sequence[str]) -> Constraint:
    count = len(titles)
    if (
        constraint.wanted
        or constraint.kind in ("order", "checklist", "free", "somewhere", "agreement")
        or (constraint.scope == "document" and constraint.kind != "nowhere")
    ):
        return constraint
    if constraint.place.startswith("the section named "):
        number = named_section(constraint.place.removeprefix("the section named "), titles)
        return constraint.model_copy(update={"sections": (number,) if number else ()})
    inside = tuple(number for number in constraint.sections if number <= count)
    if inside:
        return constraint if inside == constraint.sections else constraint.model_copy(update={"sections": inside})
    if constraint.place and constraint.kind not in ("nowhere", "length", "structure", "count"):
        numbers = {number for one in find_places(constraint.place, frame) for number in one.numbers}
        return constraint.model_copy(update={"sections": tuple(sorted(numbers))}) if numbers else constraint
    if constraint.kind in ("everywhere", "nowhere") or (
        constraint.kind in ("length", "structure") and constraint.place
    ):
        return constraint.model_copy(update={"sections": tuple(range(1, count + 1))})
    return constraint


def named_section(name: str, titles: Sequence[str]) -> int | None:
    """Number of the section that a name means; None where no title is near it."""
    wanted = name.casefold().strip()
    aliases = next((words for words in _NAMES.values() if wanted in words), (wanted,))
    for number, title in enumerate(titles, 1):
        if any(re.search(rf"(?<!\w){re.escape(one)}", title.casefold()) for one in aliases):
            return number
    scored = [(fuzz.token_set_ratio(wanted, title.casefold()), -number) for number, title in enumerate(titles, 1)]
    best = max(scored, default=(0.0, 0))
    if best[0] >= 80:
        return -best[1]
    if aliases == _NAMES["introduction"] and titles:
        return 1
    return len(titles) if aliases == _NAMES["conclusion"] and titles else None


def accept_reading(compiled: Compiled, items: Sequence[Mapping[str, Any]]) -> Compiled:
    """Take in what a model read of the unread sentences.

    An item counts only where its quote stands in an unread sentence; its place is read by the grammar from its own
    words, never taken as numbers. Sentences that gave nothing stay unread.

    Args:
        compiled: What the grammar read.
        items: `quote`, `kind`, `text` and `place` of each requirement.
    """
    frame = Frame(detect(compiled.request), "section", compiled.units.count if compiled.units else None)
    taken: list[Constraint] = []
    used: set[int] = set()
    refused = 0
    for item in items:
        quote = str(item["quote"]).strip()
        home = next((at for at, span in enumerate(compiled.unread) if quote and quote in span.quote), None)
        if home is None:
            refused += 1
            continue
        span = compiled.unread[home]
        start = span.start + span.quote.index(quote)
        place = str(item["place"]).strip()
        numbers = (
            {n for one in find_places(place, frame) for n in one.numbers}
            if place and place in compiled.request
            else set()
        )
        text = str(item["text"]).strip()[:300] or quote[:300]
        kind: Kind = (
            item["kind"] if numbers or item["kind"] in ("free", "checklist", "nowhere", "structure") else "free"
        )
        taken.append(
            Constraint(
                id=f"c{len(compiled.constraints) + len(taken) + 1}",
                kind=kind,
                text=text,
                place=place,
                sections=tuple(sorted(numbers)),
                quote=quote,
                start=start,
                end=start + len(quote),
                mentions=mentions_of(text, frame.language) if numbers else (),
                scope="section" if numbers else "document",
                read_by="model",
            )
        )
        used.add(home)
    warnings = compiled.warnings + (
        (f"{refused} readings of the model quoted what the request does not say",) if refused else ()
    )
    left: tuple[Span, ...] = tuple(span for at, span in enumerate(compiled.unread) if at not in used)
    return compiled.model_copy(
        update={"constraints": (*compiled.constraints, *taken), "unread": left, "warnings": warnings}
    )


def merge_job_constraints(compiled: Compiled, given: Sequence[JobConstraint]) -> Compiled:
    """Add the constraints that a job file states; one whose sections lie outside of the units is impossible."""
    count = compiled.units.count if compiled.units else None
    added: list[Constraint] = []
    impossible: list[Span] = []
    for one in given:
        outside = [number for number in one.sections if count is not None and number > count]
        if outside:
            impossible.append(
                Span(quote=one.text, start=0, end=0, reason=f"section {outside[0]} of {count} is not there")
            )
            continue
        added.append(
            Constraint(
                id=f"c{len(compiled.constraints) + len(added) + 1}",
                kind=one.kind,
                text=one.text,
                sections=one.sections,
                mentions=one.mentions
                or (mentions_of(one.text, compiled.language) if one.kind not in ("free", "checklist") else ()),
                minimum=one.minimum,
                maximum=one.maximum,
                unit=one.unit,
                scope=one.scope,
                before=one.before,
                weight=one.weight,
                read_by="job",
            )
        )
    every = [*compiled.constraints, *added]
    clash = contradictions(every) if added else []
    return compiled.model_copy(
        update={
            "constraints": tuple(every),
            "impossible": (
                *compiled.impossible,
                *impossible,
                *(one for one in clash if one not in compiled.impossible),
            ),
        }
    )
