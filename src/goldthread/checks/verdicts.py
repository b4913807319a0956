"""Verdicts by program: one constraint in one section, or in the document as a whole."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from goldthread.checks.amounts import judge_amount, measure, named_unit, within
from goldthread.checks.consistency import check_agreement
from goldthread.checks.mention import Mention, find_mentions
from goldthread.checks.plain import check_plain
from goldthread.checks.reading import check_language, check_reading
from goldthread.checks.structure import check_structure, check_unwanted
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check, Evidence, Verdict

MENTIONED = frozenset(("single", "range", "periodic", "date", "list", "first", "last", "everywhere", "somewhere"))
MOST_EVIDENCE = 20
NAMED = "the section named "
"""How a constraint's place begins that is a section's title."""


_WORD_OF = re.compile(
    r"^(?:the|das|den|le|la|el)\s+(?:words?|terms?|phrases?|names?|wort|begriff|mot|terme|palabra|término)\s+(?=\S)",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^(?:begin|start|open|end|close|finish|conclude)\s+(?:with|by|on)\s+(?=\S)", re.IGNORECASE)


def phrases_of(constraint: Constraint) -> tuple[str, ...]:
    """What to look for: the constraint's mentions, else its text; without what only introduces it (`the word revenue`)."""
    asked = constraint.mentions or (constraint.text,)
    if constraint.kind in ("first", "last"):
        asked = tuple(_WHERE.sub("", one) for one in asked)
    return tuple(_WORD_OF.sub("", one) for one in asked)


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

    Raises:
        BadInput: The text is too long to be checked.
    """
    if constraint.kind in MENTIONED:
        return _mentioned(constraint, section, text, language)
    if constraint.kind == "nowhere":
        return _absent(constraint, section, text, language)
    if constraint.kind == "length":
        return judge_amount(constraint, measure(text, constraint.unit, language))
    if constraint.kind == "structure":
        return check_structure(constraint, section, text, language)
    if constraint.kind == "count":
        return _count(constraint, section, text, language)
    if constraint.kind == "order":
        return _order(constraint, section, text, language)
    if constraint.kind == "agreement":
        return check_agreement(constraint, section, text, language)
    if constraint.kind == "language":
        return check_language(constraint, section, text)
    if constraint.kind == "reading":
        return check_reading(constraint, section, text, language)
    return Verdict(value="unchecked", reason="only a judge can tell", confidence=0.0)


def _evidence(mention: Mention, section: int, text: str) -> Evidence:
    return Evidence(section=section, start=mention.start, end=mention.end, quote=text[mention.start : mention.end])


def _shown(mentions: Sequence[Mention], section: int, text: str) -> tuple[Evidence, ...]:
    """Evidence in reading order, each sentence once."""
    unique = sorted({(one.start, one.end): one for one in mentions}.values(), key=lambda one: one.start)
    return tuple(_evidence(one, section, text) for one in unique[:MOST_EVIDENCE])


def _mentioned(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    open_: list[tuple[Mention, str]] = []
    for phrase in phrases_of(constraint):
        found = find_mentions(text, phrase, language)
        plain = [one for one in found if not one.doubt]
        if plain:
            best = max(plain, key=lambda one: (one.confidence, -one.start))
            return Verdict(
                value="kept",
                reason=f"says “{phrase}” ({best.how})",
                evidence=(_evidence(best, section, text),),
                confidence=best.confidence,
            )
        open_ += [(one, phrase) for one in found]
    if open_:
        one, phrase = min(open_, key=lambda pair: "heading" in pair[0].doubt)
        return Verdict(
            value="undecided",
            reason=f"mentions “{phrase}”, but {one.doubt}",
            evidence=(_evidence(one, section, text),),
            confidence=0.5,
        )
    return Verdict(value="broken", reason=f"nowhere says “{phrases_of(constraint)[0]}”", confidence=0.95)


def _absent(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    """A forbidden phrase: said anywhere, even in a quotation or a heading, it is broken; only denied, it is open.

    A part (`no tables`) is looked for, not its name; a manner (`no jargon`) no program can tell.
    """
    part = check_unwanted(constraint, section, text)
    if part is not None:
        return part
    found = [one for phrase in phrases_of(constraint) for one in find_mentions(text, phrase, language, close=True)]
    phrase = phrases_of(constraint)[0]
    if not found:
        apart = [
            one for phrase in phrases_of(constraint) for one in find_mentions(text, phrase, language) if not one.doubt
        ]
        if apart:
            reason = f"may say “{phrase}” in other words ({apart[0].how})"
            return Verdict(value="undecided", reason=reason, evidence=_shown(apart, section, text), confidence=0.5)
        return Verdict(value="kept", reason=f"does not say “{phrase}”", confidence=0.95)
    denied = ("it is negated", "it stands in code only", "it stands where no reader sees it")
    said = [one for one in found if one.doubt not in denied and not one.doubt.startswith("its ")]
    if not said:
        return Verdict(
            value="undecided",
            reason=f"mentions “{phrase}”, but {found[0].doubt}",
            evidence=_shown(found, section, text),
            confidence=0.5,
        )
    times = f"says “{phrase}” in {len(said)} sentences" if len(said) > 1 else f"says “{phrase}”"
    return Verdict(value="broken", reason=times, evidence=_shown(said, section, text), confidence=0.95)


def _count(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    """How often a phrase is said; open where the doubtful mentions decide."""
    unit = named_unit(constraint.unit)
    if constraint.unit and unit not in ("mentions", "times", "occurrences", "sections"):
        size = measure(text, unit, language)
        if size is not None:
            return judge_amount(constraint, size)
        if not constraint.mentions and constraint.text.casefold() != constraint.unit.casefold():
            return judge_amount(constraint, None)
    close, loose = (
        {
            one.place: one
            for phrase in phrases_of(constraint)
            for one in find_mentions(text, phrase, language, close=near, every=True)
            if "heading" not in one.doubt and "code" not in one.doubt
        }
        for near in (True, False)
    )
    plain = max(({place: one for place, one in way.items() if not one.doubt} for way in (close, loose)), key=len)
    sure, possible = len(plain), max(len(close), len(loose))
    verdict = judge_amount(constraint, sure, confidence=0.9)
    evidence = _shown(list((plain or loose or close).values()), section, text)
    if verdict.value != "unchecked" and within(constraint, sure) != within(constraint, possible):
        return Verdict(
            value="undecided",
            reason=f"said {possible} times, {possible - sure} of them open to doubt",
            evidence=evidence,
            confidence=0.5,
        )
    return verdict.model_copy(update={"evidence": evidence, "reason": verdict.reason.replace("has ", "said ", 1)})


def _order(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    """Whether the first saying of one phrase stands before the first saying of the other."""
    later = phrases_of(constraint)
    if not constraint.before:
        return Verdict(value="unchecked", reason="it is not known what comes first", confidence=0.0)
    first = _first(text, (constraint.before,), language)
    second = _first(text, later, language)
    if first is None or second is None:
        missing = constraint.before if first is None else later[0]
        return Verdict(value="broken", reason=f"nowhere says “{missing}”", confidence=0.9)
    evidence = (_evidence(first, section, text), _evidence(second, section, text))
    if open_ := next((one.doubt for one in (first, second) if one.doubt and "heading" not in one.doubt), ""):
        reason = f"one of the two is open: {open_}"
        return Verdict(value="undecided", reason=reason, evidence=evidence, confidence=0.5)
    if first.place < second.place:
        return Verdict(value="kept", reason="in the order asked", evidence=evidence, confidence=0.9)
    return Verdict(value="broken", reason="in the other order", evidence=evidence, confidence=0.9)


def _first(text: str, phrases: Sequence[str], language: str) -> Mention | None:
    """The first plain saying of any of the phrases, else a heading that says it, else the first open one."""
    found = [one for phrase in phrases for one in find_mentions(text, phrase, language, every=True)]
    return min(found, key=lambda one: (bool(one.doubt), "heading" not in one.doubt, one.place), default=None)


def check_document(
    constraints: Sequence[Constraint], texts: Mapping[int, str], document: str, *, language: str
) -> list[Check]:
    """All checks of a document: each constraint in each of its sections, those of the whole as section 0.

    Args:
        constraints: With their section numbers placed.
        texts: Sections' Markdown by number.
        document: The assembled document; evidence of section 0 has offsets into it.
        language: Language of the text.

    Returns:
        In the order of the constraints, then of the sections.

    Raises:
        BadInput: A text is too long to be checked.
    """
    places = {at: _sections_of(constraint, texts) for at, constraint in enumerate(constraints)}
    by_section: defaultdict[int, list[int]] = defaultdict(list)
    for at, numbers in places.items():
        for number in numbers:
            by_section[number].append(at)
    verdicts: dict[tuple[int, int], Verdict] = {}
    # Section by section, so that each text is indexed once.
    for number, wanted in sorted(by_section.items()):
        for at in wanted:
            if number == 0:
                verdict = _whole(constraints[at], texts, document, language)
            elif number in texts:
                verdict = check_section(constraints[at], number, texts[number], language=language)
            else:
                verdict = Verdict(value="broken", reason="the section is missing")
            verdicts[at, number] = verdict
    return [
        Check(constraint=constraints[at].id, section=number, verdict=verdicts[at, number])
        for at in range(len(constraints))
        for number in places[at]
    ]


def _sections_of(constraint: Constraint, texts: Mapping[int, str]) -> tuple[int, ...]:
    """Where a constraint is decided; 0 is the whole."""
    if constraint.wanted:
        return (0,)
    if constraint.kind in ("order", "checklist", "somewhere", "agreement") or (
        constraint.kind in ("length", "count", "structure", "free", "language", "reading")
        and constraint.scope == "document"
    ):
        return (0,)
    if constraint.kind == "count" and named_unit(constraint.unit) == "sections":
        return (0,)
    if constraint.sections:
        return tuple(dict.fromkeys(constraint.sections))
    numbers = tuple(sorted(texts))
    each = constraint.kind == "everywhere" or constraint.kind in ("length", "structure", "count")
    if each and numbers:
        return numbers
    if constraint.kind in ("first", "last") and numbers and not constraint.place:
        return (numbers[0 if constraint.kind == "first" else -1],)
    return (0,)


def _whole(constraint: Constraint, texts: Mapping[int, str], document: str, language: str) -> Verdict:
    if constraint.wanted:
        return check_plain(constraint, document, language)
    if constraint.kind == "count" and named_unit(constraint.unit) == "sections":
        if constraint.mentions:
            return judge_amount(
                constraint,
                sum(
                    any(
                        not one.doubt for phrase in constraint.mentions for one in find_mentions(text, phrase, language)
                    )
                    for text in texts.values()
                ),
                confidence=0.9,
            )
        return judge_amount(constraint, len(texts))
    if constraint.kind == "length" and texts:
        if named_unit(constraint.unit) == "sections":
            return judge_amount(constraint, len(texts))
        sizes = [measure(text, constraint.unit, language) for text in texts.values()]
        return judge_amount(constraint, None if None in sizes else sum(size or 0 for size in sizes))
    if constraint.kind in MENTIONED and constraint.place.startswith(NAMED):
        return Verdict(
            value="broken", reason=f"there is no section named {constraint.place.removeprefix(NAMED)}", confidence=0.8
        )
    if constraint.kind in MENTIONED and constraint.place:
        return Verdict(value="unchecked", reason=f"its place is not known: {constraint.place}", confidence=0.0)
    return check_section(constraint, 0, document, language=language)
