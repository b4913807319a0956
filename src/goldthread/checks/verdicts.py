"""Verdicts by program: one constraint in one section, or in the document as a whole."""

import re
from collections.abc import Mapping, Sequence

import regex

from goldthread.checks.mention import Mention, find_mentions
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check, Evidence, Verdict
from goldthread.tokens import count_words

MENTIONED = frozenset(("single", "range", "periodic", "date", "list", "first", "last", "everywhere"))
_UNITS = {"words": "words", "characters": "characters"}


def phrases_of(constraint: Constraint) -> tuple[str, ...]:
    """What to look for: the constraint's mentions, else its text."""
    return constraint.mentions or (constraint.text,)


def check_section(constraint: Constraint, section: int, text: str, *, language: str) -> Verdict:
    """The verdict of programs on a constraint in one section.

    Args:
        constraint: What is asked.
        section: The section's number, for the evidence.
        text: The section's Markdown without its own heading; evidence offsets are into it.
        language: Language of the text.

    Returns:
        `kept` only with a sentence that says it, `undecided` where a mention is open to doubt, `unchecked` where no
        program can tell.
    """
    if constraint.kind in MENTIONED:
        return _mentioned(constraint, section, text, language)
    if constraint.kind == "nowhere":
        return _absent(constraint, section, text, language)
    if constraint.kind == "length":
        return _length(constraint, count_words(text, _UNITS.get(constraint.unit, "words")))
    if constraint.kind == "structure":
        return _structure(constraint, section, text)
    if constraint.kind == "count":
        return _count(constraint, section, text, language)
    return Verdict(value="unchecked", reason="only a judge can tell", confidence=0.0)


def _evidence(mention: Mention, section: int, text: str) -> Evidence:
    return Evidence(section=section, start=mention.start, end=mention.end, quote=text[mention.start : mention.end])


def _mentioned(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    doubtful: list[tuple[Mention, str]] = []
    for phrase in phrases_of(constraint):
        found = find_mentions(text, phrase, language)
        plain = [one for one in found if not one.doubt]
        if plain:
            best = max(plain, key=lambda one: one.confidence)
            return Verdict(
                value="kept",
                reason=f"says “{phrase}” ({best.how})",
                evidence=(_evidence(best, section, text),),
                confidence=best.confidence,
            )
        doubtful += [(one, phrase) for one in found]
    said = [(one, phrase) for one, phrase in doubtful if "heading" not in one.doubt]
    if said:
        one, phrase = said[0]
        return Verdict(
            value="undecided",
            reason=f"mentions “{phrase}”, but {one.doubt}",
            evidence=(_evidence(one, section, text),),
            confidence=0.5,
        )
    return Verdict(value="broken", reason=f"nowhere says “{phrases_of(constraint)[0]}”", confidence=0.95)


def _absent(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    found = [
        one for phrase in phrases_of(constraint) for one in find_mentions(text, phrase, language) if one.how != "fuzzy"
    ]
    if not found:
        return Verdict(value="kept", reason=f"does not say “{phrases_of(constraint)[0]}”", confidence=0.95)
    unique = sorted({(one.start, one.end): one for one in found}.values(), key=lambda one: one.start)
    return Verdict(
        value="broken",
        reason=f"says “{phrases_of(constraint)[0]}” {len(unique)} times" if len(unique) > 1 else "says it",
        evidence=tuple(_evidence(one, section, text) for one in unique[:20]),
        confidence=0.95,
    )


def _bounds(constraint: Constraint) -> str:
    low, high, unit = constraint.minimum, constraint.maximum, constraint.unit or "times"
    if low is not None and low == high:
        return f"exactly {low} {unit}"
    parts = [f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else ""]
    return " and ".join(part for part in parts if part) + f" {unit}"


def _within(constraint: Constraint, value: int) -> bool:
    return (constraint.minimum is None or value >= constraint.minimum) and (
        constraint.maximum is None or value <= constraint.maximum
    )


def _length(constraint: Constraint, written: int) -> Verdict:
    if constraint.minimum is None and constraint.maximum is None:
        return Verdict(value="unchecked", reason="no number was read from the request", confidence=0.0)
    kept = _within(constraint, written)
    reason = f"has {written:,}; asked: {_bounds(constraint)}"
    return Verdict(value="kept" if kept else "broken", reason=reason)


def _count(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    mentions = [
        one
        for phrase in phrases_of(constraint)
        for one in find_mentions(text, phrase, language)
        if one.how != "fuzzy" and "heading" not in one.doubt
    ]
    unique = sorted({(one.start, one.end): one for one in mentions}.values(), key=lambda one: one.start)
    times = max(len(unique), _occurrences(text, phrases_of(constraint)))
    if constraint.minimum is None and constraint.maximum is None:
        return Verdict(value="unchecked", reason="no number was read from the request", confidence=0.0)
    return Verdict(
        value="kept" if _within(constraint, times) else "broken",
        reason=f"said {times} times; asked: {_bounds(constraint)}",
        evidence=tuple(_evidence(one, section, text) for one in unique[:20]),
        confidence=0.9,
    )


def _occurrences(text: str, phrases: Sequence[str]) -> int:
    return sum(len(re.findall(rf"(?<!\w){re.escape(phrase)}", text, re.IGNORECASE)) for phrase in phrases if phrase)


_STRUCTURES = {
    "table": re.compile(r"^ *\|.*\|[ \t]*\n *\|[ :|-]+\|", re.MULTILINE),
    "list": re.compile(r"^ *(?:[-*+]|\d+[.)])[ \t]+\S", re.MULTILINE),
    "heading": re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE),
    "code": re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE),
    "quote": re.compile(r"^ {0,3}>[ \t]*\S", re.MULTILINE),
}
_STRUCTURE_WORDS = (
    ("table", r"\btab(?:le|elle|la|leau)"),
    ("list", r"\b(?:bullet|numbered list|list of|checklist|liste|lista)"),
    ("heading", r"\b(?:sub)?(?:heading|title|überschrift|titre|título)"),
    ("code", r"\bcode"),
    ("quote", r"\b(?:block ?quote|quotation)"),
)


def _structure(constraint: Constraint, section: int, text: str) -> Verdict:
    for marker in constraint.mentions:
        at = text.find(marker)
        if at >= 0:
            evidence = Evidence(section=section, start=at, end=at + len(marker), quote=marker)
            return Verdict(value="kept", reason=f"has “{marker}”", evidence=(evidence,))
    asked = f"{constraint.unit} {constraint.text}".lower()
    for name, pattern in _STRUCTURE_WORDS:
        if regex.search(pattern, asked, timeout=1.0):
            found = _STRUCTURES[name].search(text)
            if found:
                line = text[found.start() :].lstrip("\n").split("\n", 1)[0]
                start = text.index(line, found.start())
                evidence = Evidence(section=section, start=start, end=start + len(line), quote=line)
                return Verdict(value="kept", reason=f"has a {name}", evidence=(evidence,), confidence=0.9)
            return Verdict(value="broken", reason=f"has no {name}", confidence=0.9)
    if constraint.mentions:
        return Verdict(value="broken", reason=f"has no “{constraint.mentions[0]}”")
    return Verdict(value="unchecked", reason="only a judge can tell", confidence=0.0)


def check_document(
    constraints: Sequence[Constraint], texts: Mapping[int, str], document: str, *, language: str
) -> list[Check]:
    """All checks of a document: each constraint in each of its sections, those of the whole as section 0.

    Args:
        constraints: With their section numbers placed.
        texts: Sections' Markdown by number.
        document: The assembled document; evidence of section 0 has offsets into it.
        language: Language of the text.
    """
    checks = []
    for constraint in constraints:
        numbers = [number for number in constraint.sections if number in texts]
        if constraint.sections and constraint.kind not in ("count", "order"):
            for number in constraint.sections:
                verdict = (
                    check_section(constraint, number, texts[number], language=language)
                    if number in texts
                    else Verdict(value="broken", reason="the section is missing")
                )
                checks.append(Check(constraint=constraint.id, section=number, verdict=verdict))
            continue
        if constraint.kind == "order":
            verdict = _order(constraint, document, language)
        elif constraint.kind == "count" and constraint.unit == "sections":
            verdict = _length(constraint, len(texts))
        elif constraint.kind == "count" and numbers and constraint.scope == "section":
            for number in numbers:
                verdict = check_section(constraint, number, texts[number], language=language)
                checks.append(Check(constraint=constraint.id, section=number, verdict=verdict))
            continue
        elif constraint.kind == "length" and constraint.scope == "document":
            body = "\n".join(texts.values())
            verdict = _length(constraint, count_words(body, _UNITS.get(constraint.unit, "words")))
        elif constraint.kind in MENTIONED and not constraint.sections and constraint.place:
            verdict = Verdict(value="unchecked", reason=f"its place is not known: {constraint.place}", confidence=0.0)
        else:
            verdict = check_section(constraint, 0, document, language=language)
        checks.append(Check(constraint=constraint.id, section=0, verdict=verdict))
    return checks


def _order(constraint: Constraint, document: str, language: str) -> Verdict:
    firsts = [
        next((one for one in find_mentions(document, phrase, language) if not one.doubt), None)
        for phrase in (constraint.before, phrases_of(constraint)[0])
    ]
    first, second = firsts
    if first is None or second is None:
        missing = constraint.before if first is None else phrases_of(constraint)[0]
        return Verdict(value="broken", reason=f"nowhere says “{missing}”", confidence=0.9)
    evidence = (_evidence(first, 0, document), _evidence(second, 0, document))
    if first.start < second.start:
        return Verdict(value="kept", reason="in the order asked", evidence=evidence, confidence=0.9)
    return Verdict(value="broken", reason="in the other order", evidence=evidence, confidence=0.9)
