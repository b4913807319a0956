"""Auditing by programs: a document cut into its sections, requirements placed on them, every check decided."""

import re
from collections.abc import Iterable

from goldthread.checks.amounts import named_unit
from goldthread.checks.cutting import Part, cut
from goldthread.checks.verdicts import check_document
from goldthread.compile import compile_request, load_constraints, place_constraints
from goldthread.compile.language import detect
from goldthread.compile.plain import read_plain, without_plain, without_units
from goldthread.compile.requirements import place_requirements, read_bare
from goldthread.errors import BadInput, Where
from goldthread.schemas.audit import Audited, AuditedSection
from goldthread.schemas.constraint import Compiled, Constraint, Units
from goldthread.schemas.requirements import Requirements
from goldthread.schemas.verdict import Check, Evidence, Verdict

Asked = Requirements | Compiled
"""What a document is held against: a user's requirements, or what was compiled of a request."""
_BRACKETED = re.compile(r"^[ \t]*\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)(?=[ \t])", re.MULTILINE)
_LONG = 4_000
"""Characters of a request beyond which its first sentence no longer matters to how the rest is read."""
MOST_SECTIONS = 100_000


def asked_of_request(request: str, language: str | None = None) -> Compiled:
    """A request compiled as in a write; what no grammar reads of it is `free`, so that nothing is lost."""
    given, request = request, _dashed(request)
    rest = without_plain(request)
    compiled = compile_request(rest, language=language)
    if compiled.unread and not any(one.start == 0 for one in compiled.constraints):
        compiled = _bare(rest, compiled)
    compiled = read_plain(compiled.model_copy(update={"request": request}))
    added = tuple(
        Constraint(
            id=f"c{len(compiled.constraints) + at}",
            kind="free",
            text=span.quote[:300],
            quote=span.quote,
            start=span.start,
            end=span.end,
            scope="document",
        )
        for at, span in enumerate(compiled.unread, 1)
    )
    read = tuple(_of_units(one, compiled.units) for one in compiled.constraints)
    return compiled.model_copy(update={"request": given, "constraints": (*read, *added, *_counted(compiled))})


def _bare(request: str, compiled: Compiled) -> Compiled:
    """A request read as what follows a task; of a long one that fixes no units only the beginning is read again."""
    stop = request.find("\n", _LONG)
    if compiled.units is not None or stop < 0:
        return read_bare(request, compiled, compiled.units)
    head = request[:stop]
    first = compiled.model_copy(
        update={
            "request": head,
            "constraints": tuple(one for one in compiled.constraints if one.end <= stop),
            "unread": tuple(one for one in compiled.unread if one.end <= stop),
            "impossible": tuple(one for one in compiled.impossible if one.end <= stop),
        }
    )
    again = read_bare(head, first, None)
    if again is first:
        return compiled
    return compiled.model_copy(
        update={
            "constraints": (*again.constraints, *(one for one in compiled.constraints if one.end > stop)),
            "unread": (*again.unread, *(one for one in compiled.unread if one.end > stop)),
            "impossible": (*again.impossible, *(one for one in compiled.impossible if one.end > stop)),
        }
    )


def _dashed(request: str) -> str:
    """A request whose items begin with a bracketed number or letter, `(1)`, with dashes of the same length there."""
    return _BRACKETED.sub(lambda match: "-".ljust(len(match[0])), request)


def _of_units(constraint: Constraint, units: Units | None) -> Constraint:
    """A count of the units themselves (`exactamente tres semanas`) as one of sections."""
    if units and constraint.kind == "count" and constraint.unit.casefold().startswith(units.label.casefold()):
        return constraint.model_copy(update={"unit": "sections"})
    return constraint


def _counted(compiled: Compiled) -> tuple[Constraint, ...]:
    """The number of units that the request fixes, as a check of its own."""
    units = compiled.units
    if units is None or not units.quote:
        return ()
    start = max(0, compiled.request.find(units.quote))
    return (
        Constraint(
            id="units",
            kind="count",
            text=f"{units.count} sections ({units.label})",
            quote=units.quote,
            start=start,
            end=start + len(units.quote),
            minimum=units.count,
            maximum=units.count,
            unit="sections",
            scope="document",
        ),
    )


def asked_of_file(text: str, file: str) -> Compiled:
    """A run's constraints.yaml."""
    return load_constraints(text, file)


def audit_text(asked: Asked, text: str, name: str, *, language: str = "") -> Audited:
    """Every verdict of programs on a document.

    Args:
        asked: Requirements, or a compiled request.
        text: Markdown or plain text.
        name: Name of the document.
        language: Its language; found from the text where not given.

    Raises:
        BadInput: The text is too long to be checked, or has too many sections.
    """
    code = language or asked.language or detect(text[:20_000])
    parts = cut(text, _units(asked))
    if len(parts) > MOST_SECTIONS:
        raise BadInput(
            f"the text has {len(parts):,} sections; at most {MOST_SECTIONS:,} are checked",
            where=Where(name),
            remedy="split the document into several files",
        )
    unshown = isinstance(asked, Compiled) and asked.units is not None and not _carry(asked.units, parts, asked.language)
    label = asked.units.label if isinstance(asked, Compiled) and asked.units else ""
    if isinstance(asked, Compiled) and asked.units and unshown and len(parts) != asked.units.count:
        asked = without_units(asked)
    titles = _titles(parts)
    placed = (
        place_requirements(asked.model_copy(update={"language": code}), titles)
        if isinstance(asked, Requirements)
        else place_constraints(asked, titles)
    )
    texts = {one.number: text[one.body : one.end] for one in parts}
    placed = placed.model_copy(
        update={"constraints": tuple(_forbidden_in_whole(one, len(titles)) for one in placed.constraints)}
    )
    checks = check_document(placed.constraints, texts, text, language=code)
    if unshown:
        counts = {
            one.id for one in placed.constraints if one.kind == "count" and one.unit == "sections" and not one.wanted
        }
        checks = [_open_count(one, label) if one.constraint in counts else one for one in checks]
    refused = _refused(placed)
    never = tuple(
        Check(
            constraint=one.id,
            section=0,
            verdict=Verdict(value="broken", reason=f"it cannot be kept: {one.place}", confidence=0.9),
        )
        for one in refused
    )
    return Audited(
        document=name,
        text=text,
        constraints=(*placed.constraints, *refused),
        checks=(*shifted(checks, parts), *never),
        sections=tuple(
            AuditedSection(number=one.number, title=one.title, start=one.start, body=one.body, end=one.end)
            for one in parts
        ),
        language=code,
        warnings=placed.warnings + tuple(f"{one.quote}: {one.reason}" for one in placed.impossible),
    )


def _carry(units: Units, parts: Iterable[Part], language: str) -> bool:
    """Whether headings show the units, each by the word for one (`Day 2`), or any heading would do."""
    if named_unit(units.label) == "sections" or units.headings:
        return True
    label = units.label.casefold()
    if not label.isascii():
        return any(label in one.title.casefold() for one in parts)
    ending = "" if language == "en" else r"[^\W\d_]{0,3}"
    word = rf"(?<![^\W\d_]){re.escape(label)}{ending}(?![^\W\d_])"
    shown = [one.title for one in parts if re.search(word, one.title.casefold())]
    return len(shown) > 1 or any(re.search(r"\d", one) for one in shown)


def _open_count(check: Check, label: str) -> Check:
    reason = f"no heading says “{label}”, so that they cannot be counted"
    return check.model_copy(update={"verdict": Verdict(value="undecided", reason=reason, confidence=0.5)})


def _refused(placed: Compiled) -> tuple[Constraint, ...]:
    """What cannot be kept and has no constraint of its own, such as a seventh week of four; the reason is its place."""
    read = {one.quote for one in placed.constraints}
    return tuple(
        Constraint(
            id=f"x{at}",
            kind="free",
            text=one.quote[:300],
            place=one.reason,
            quote=one.quote,
            start=one.start,
            end=one.end,
            scope="document",
        )
        for at, one in enumerate(placed.impossible, 1)
        if one.quote not in read
    )


def _forbidden_in_whole(constraint: Constraint, count: int) -> Constraint:
    """What is forbidden in every section is forbidden in headings and before the first section as well."""
    if constraint.kind != "nowhere" or (constraint.sections and len(constraint.sections) < count):
        return constraint
    return constraint.model_copy(update={"sections": (), "scope": "document"})


def _units(asked: Asked) -> Units | None:
    if isinstance(asked, Compiled):
        return asked.units
    return Units(label=asked.units.label, count=asked.units.count or 1) if asked.units else None


def _titles(parts: tuple[Part, ...]) -> list[str]:
    """Titles by number; a number that no section has is blank."""
    titles = [""] * max(one.number for one in parts)
    for one in parts:
        titles[one.number - 1] = one.title
    return titles


def shifted(checks: Iterable[Check], parts: Iterable[Part | AuditedSection]) -> list[Check]:
    """Checks whose evidence has offsets of the document in place of its section's."""
    bodies = {one.number: one.body for one in parts}
    return [
        check.model_copy(
            update={"verdict": _moved(check.verdict, bodies.get(check.section, 0) if check.section else 0)}
        )
        for check in checks
    ]


def _moved(verdict: Verdict, by: int) -> Verdict:
    if not by or not verdict.evidence:
        return verdict
    moved = tuple(
        Evidence(section=one.section, start=one.start + by, end=one.end + by, quote=one.quote)
        for one in verdict.evidence
    )
    return verdict.model_copy(update={"evidence": moved})


def checked_text(audited: Audited, check: Check) -> tuple[str, int]:
    """The text that a check looks at, and where it begins in the document."""
    part = next((one for one in audited.sections if one.number == check.section), None) if check.section else None
    return (audited.text[part.body : part.end], part.body) if part else (audited.text, 0)
