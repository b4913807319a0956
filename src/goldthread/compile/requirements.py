"""A user's requirements made constraints on the sections of a document that is there."""

import re
from collections.abc import Sequence

from goldthread.compile.language import detect
from goldthread.compile.places import Frame, find_places
from goldthread.compile.placing import place_constraints
from goldthread.compile.plain import read_plain
from goldthread.compile.read import compile_request
from goldthread.schemas.constraint import Compiled, Constraint, Kind, Span, Units
from goldthread.schemas.requirements import Requirement, Requirements

_NAMED = re.compile(
    r"^(?:in |under |within )?(?:the )?(?:section|chapter|part|heading|kapitel|abschnitt|chapitre|capítulo|sección)?\s*"
    r"(?:on|about|named|called|titled|entitled|über|zu|sur|sobre)?\s*[\"“„«]?(.+?)[\"”“»]?$",
    re.IGNORECASE,
)


def place_requirements(wanted: Requirements, titles: Sequence[str]) -> Compiled:
    """Constraints on exact sections out of requirements.

    A mapping is taken as it stands, its `place` read by the grammar with the document's own number of sections, else as
    the name of a section. A sentence is read like a request; what the grammar cannot read is `free`, for a judge.

    Args:
        wanted: The requirements.
        titles: Titles of the document's sections in order; the k-th is section k.
    """
    label = wanted.units.label if wanted.units else "section"
    count = (wanted.units.count if wanted.units else None) or max(1, len(titles))
    units = Units(label=label, count=count)
    language = wanted.language
    found: list[Constraint] = []
    impossible: list[Span] = []
    for one in wanted.constraints:
        number = len(found) + 1
        if isinstance(one, str):
            made, told = _of_sentence(one, units, language, number)
            found += made
            impossible += told
        else:
            found.append(_of_mapping(one, units, number))
    if wanted.units and wanted.units.count:
        asked = wanted.units.count
        text = f"{asked} sections ({label})"
        found.append(Constraint(id="units", kind="count", text=text, minimum=asked, maximum=asked, unit="sections", scope="document", read_by="job"))  # fmt: skip
    found += [
        Constraint(id=f"q{at}", kind="checklist", text=one.question[:300], quote=one.question, weight=one.weight, scope="document", read_by="job")
        for at, one in enumerate(wanted.checklist, 1)
    ]  # fmt: skip
    compiled = Compiled(request="", language=language or "", constraints=tuple(found), impossible=tuple(impossible))
    return place_constraints(compiled, titles)


_PREMISE = {
    "en": "Write a document. ",
    "de": "Schreibe einen Text. ",
    "fr": "Écris un texte. ",
    "es": "Escribe un texto. ",
    "zh": "写一篇文章。",
    "ja": "文章を書いてください。",
}
"""What a requirement that stands alone is read after: the first sentence of a request is taken for its task."""


def read_bare(text: str, compiled: Compiled, units: Units | None) -> Compiled:
    """Read a text that states no task, such as `The report must name Ada.`, as what follows one.

    Args:
        text: The text.
        compiled: What was read of it as it stands.
        units: The units that are known.

    Returns:
        The better of the two readings; offsets are into `text`.
    """
    premise = _PREMISE.get(compiled.language, _PREMISE["en"])
    again = compile_request(premise + text, language=compiled.language or None, units=units)
    by = len(premise)
    inside = tuple(one for one in again.constraints if one.start >= by)
    if sum(one.kind != "free" for one in inside) <= sum(one.kind != "free" for one in compiled.constraints):
        return compiled
    return again.model_copy(
        update={
            "request": text,
            "units": again.units if again.units and again.units.quote in text else compiled.units,
            "constraints": tuple(
                one.model_copy(update={"id": f"c{at}", "start": one.start - by, "end": one.end - by})
                for at, one in enumerate(inside, 1)
            ),
            "unread": _moved(again.unread, by),
            "impossible": _moved(again.impossible, by),
        }
    )


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(
        one.model_copy(update={"start": one.start - by, "end": one.end - by}) for one in spans if one.start >= by
    )


def _of_sentence(text: str, units: Units, language: str, number: int) -> tuple[list[Constraint], list[Span]]:
    compiled = compile_request(text, language=language or None, units=units)
    if all(one.kind == "free" for one in compiled.constraints) and not compiled.impossible:
        compiled = read_bare(text, compiled, units)
    compiled = read_plain(compiled)
    made = [
        one.model_copy(update={"id": f"c{number + at}", "read_by": "job"})
        for at, one in enumerate(compiled.constraints)
    ]
    told = list(compiled.impossible)
    if not made and not told:
        made = [Constraint(id=f"c{number}", kind="free", text=text[:300], quote=text, scope="document", read_by="job")]
    return made, told


def _of_mapping(one: Requirement, units: Units, number: int) -> Constraint:
    language = detect(one.text or one.place)
    numbers, place = one.sections, ""
    if one.place and not numbers:
        frame = Frame(language, units.label.lower(), units.count)
        numbers = tuple(sorted({n for found in find_places(one.place, frame) for n in found.numbers}))
        if not numbers:
            named = _NAMED.match(one.place.strip())
            place = f"the section named {named[1].strip() if named else one.place.strip()}"
    kind = one.kind or _kind_of(one, numbers, place)
    return Constraint(
        id=one.id or f"c{number}",
        kind=kind,
        text=one.text or kind,
        place=place or one.place,
        sections=numbers,
        quote=one.text,
        mentions=one.mentions,
        minimum=one.minimum,
        maximum=one.maximum,
        unit=one.unit,
        scope=one.scope or ("section" if numbers or place or kind in ("everywhere", "nowhere") else "document"),
        before=one.before,
        weight=one.weight,
        read_by="job",
    )


def _kind_of(one: Requirement, numbers: Sequence[int], place: str) -> Kind:
    if one.before:
        return "order"
    if one.minimum is not None or one.maximum is not None:
        return "count" if one.unit in ("", "mentions", "times", "sections") else "length"
    if numbers:
        return "single" if len(numbers) == 1 else "list"
    return "single" if place else "somewhere"
