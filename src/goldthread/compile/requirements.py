"""A user's requirements made constraints on the sections of a document that is there."""

import re
from collections.abc import Sequence

from goldthread.compile.language import detect
from goldthread.compile.places import Frame, find_places
from goldthread.compile.placing import place_constraints
from goldthread.compile.read import compile_request
from goldthread.schemas.constraint import Compiled, Constraint, Kind, Units
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
    warnings: list[str] = []
    for one in wanted.constraints:
        number = len(found) + 1
        if isinstance(one, str):
            made, told = _of_sentence(one, units, language, number)
            found += made
            warnings += told
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
    compiled = Compiled(request="", language=language or "", constraints=tuple(found), warnings=tuple(warnings))
    return place_constraints(compiled, titles)


def _of_sentence(text: str, units: Units, language: str, number: int) -> tuple[list[Constraint], list[str]]:
    compiled = compile_request(text, language=language or None, units=units)
    made = [
        one.model_copy(update={"id": f"c{number + at}", "read_by": "job"})
        for at, one in enumerate(compiled.constraints)
    ]
    told = [f"{span.quote}: {span.reason}" for span in compiled.impossible]
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
