"""Everyday demands in German and French: one table of forms a language, read into the same wants as English ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldthread.compile.clauses import Clause
from goldthread.compile.lexicon import cardinal, number_value
from goldthread.compile.measures import read_length
from goldthread.compile.plain.french import FRENCH
from goldthread.compile.plain.german import GERMAN
from goldthread.compile.plain.places import NAMED, PERHAPS
from goldthread.compile.plain.tongue import ANY_CASE, Tongue
from goldthread.compile.plain.wants import Want

_MOST_HELD = 12
"""Words of the longest demand that is looked for as it stands."""
TONGUES = {"de": GERMAN, "fr": FRENCH}


@dataclass(frozen=True)
class _Place:
    """A place, and the text without it."""

    place: str
    rest: str


def foreign_wants(clause: Clause, language: str) -> list[tuple[Clause, Want]]:
    """The wants of a German or French clause, each with the words that it was read from; none where no form fits."""
    tongue = TONGUES[language]
    lead = tongue.lead.match(clause.text)
    start = lead.end() if lead else 0
    text = clause.text[start:].rstrip(" .;!")
    own = Clause(clause.start + start, clause.start + start + len(text), text)
    found = _wants(text, tongue, language)
    if found is not None:
        return [(own, one) for one in found]
    for joint in tongue.joints.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :]
        one, two = _wants(left, tongue, language), _wants(right, tongue, language)
        if one and two is None and not tongue.refused.search(right):
            two = [Want("", right, "free")]
        if one and two:
            first = Clause(own.start, own.start + len(left), left)
            second = Clause(own.start + joint.end(), own.end, right)
            return [*((first, want) for want in one), *((second, want) for want in two)]
    return []


def _wants(text: str, tongue: Tongue, language: str) -> list[Want] | None:
    if match := tongue.speech.search(text):
        code = next(name for name, pattern in tongue.languages if re.search(pattern, match[0], ANY_CASE))
        return [Want("language", code, "language")]
    if tongue.refused.search(text):
        return None
    if tongue.ruled.search(text):
        return [Want("holds", text)]
    for size in _sizes(text, tongue, language):
        return [size]
    if (length := read_length(text, language)) and length.unit in ("words", "characters"):
        return None
    if match := tongue.numbered.match(text):
        return [Want("numbered", text, "structure")]
    if match := tongue.order.match(text):
        groups = match.groupdict()
        before = groups["word"].casefold() in tongue.before
        one, two = _name(groups["one"], tongue), _name(groups["two"], tongue)
        first, second = (one, two) if before else (two, one)
        return [Want("order", second, "order", mentions=(second,), before=first)]
    for pattern in tongue.sections:
        if match := pattern.match(text):
            return [Want("section", _name(match["name"], tongue), "structure", unit="about", low=1)]
    if match := tongue.act.search(text):
        return [Want("act", tongue.acts[0], mentions=("welcome",))] if tongue.acts else None
    placed = _placed(text, tongue)
    for pattern in tongue.demands:
        if match := pattern.match(placed.rest):
            groups = match.groupdict()
            return _object((groups.get("what") or "").strip(), placed.place, tongue, groups.get("with") or "")
    if tongue.holds.match(text) and len(text.split()) <= _MOST_HELD:
        return [Want("holds", text)]
    return None


def _sizes(text: str, tongue: Tongue, language: str) -> Iterator[Want]:
    """An amount of a thing, alone or as what a place has."""
    placed = _placed(text, tongue)
    rest = tongue.has.sub("", placed.rest).strip()
    number = cardinal(language)
    between = re.match(
        rf"^(?:{tongue.between})\s*(?P<a>{number})\s*(?:{tongue.and_}|[-–])\s*(?P<b>{number})\s+(?P<thing>.+)$",
        rest,
        ANY_CASE,
    )
    plain = re.match(
        rf"^(?:(?P<low>{tongue.least})|(?P<high>{tongue.most})|(?P<exact>{tongue.exact}))\s+(?P<n>{number})\s+(?P<thing>.+)$",
        rest,
        ANY_CASE,
    )
    none = re.match(rf"^(?:{tongue.none})\s+(?P<thing>.+)$", rest, ANY_CASE)
    match = between or plain or none
    if match is None:
        return
    thing = re.sub(tongue.tail, "", match["thing"].strip(), flags=ANY_CASE)
    unit = next((unit for unit, pattern in tongue.things if re.fullmatch(pattern, thing, ANY_CASE)), None)
    if unit is None:
        return
    low: int | None
    high: int | None
    if between:
        low, high = number_value(between["a"], language), number_value(between["b"], language)
    elif plain:
        value = number_value(plain["n"], language)
        low, high = (None if plain["high"] else value), (None if plain["low"] else value)
    else:
        low, high = None, 0
    if low is None and high is None:
        return
    length = unit in ("words", "characters", "sentences", "paragraphs")
    yield Want("length" if length else "thing", text, "length" if length else "count", placed.place, unit, low, high)


def _placed(text: str, tongue: Tongue) -> _Place:
    """The section that a demand names before its verb, or behind it."""
    for pattern in tongue.places:
        if match := pattern.match(text):
            return _Place(NAMED + _name(match["name"], tongue), f"{match['rest']}".strip())
    if match := tongue.end.search(text):
        return _Place("the end", (text[: match.start()] + text[match.end() :]).strip())
    if match := tongue.subject.match(text):
        name = match["name"]
        if re.fullmatch(tongue.document, name.strip(), ANY_CASE):
            return _Place("", text)
        return _Place(PERHAPS + _name(name, tongue), text)
    return _Place("", text)


def _name(text: str, tongue: Tongue) -> str:
    return re.sub(tongue.article, "", text.strip(' "„“«»'), flags=ANY_CASE).strip(' "„“«»')


def _object(what: str, place: str, tongue: Tongue, beside: str) -> list[Want] | None:
    """What a noun phrase or clause wants told."""
    what = what.strip(" ,.")
    if not what or len(what.split()) > 14:
        return None
    if match := tongue.form.match(what):
        shape = next(
            (name for name, pattern in tongue.things if re.fullmatch(pattern, match["form"], ANY_CASE)), "lists"
        )
        return [Want("thing about", _name(match["topic"], tongue), "structure", place, shape, 1)]
    bare = re.sub(tongue.article, "", what, flags=ANY_CASE)
    unit = next((unit for unit, pattern in tongue.things if re.fullmatch(pattern, bare, ANY_CASE)), None)
    if unit and unit not in ("words", "dates", "phones", "emails", "prices"):
        return [Want("thing", what, "structure", place, unit, 1)]
    if match := tongue.about.match(bare):
        form = next(name for name, pattern in tongue.things if re.fullmatch(pattern, match["form"], ANY_CASE))
        return [Want("thing about", _name(match["topic"], tongue), "structure", place, form, 1)]
    parts = re.split(tongue.joined, what)
    if len(parts) > 1 and all(re.match(tongue.question, one, ANY_CASE) for one in parts):
        return [want for one in parts for want in _told(one, place, tongue, "")]
    return _told(what, place, tongue, beside)


def _told(what: str, place: str, tongue: Tongue, beside: str) -> list[Want]:
    for pattern, wanted in tongue.sorts:
        if beside and re.search(pattern, beside, ANY_CASE):
            return [Want(wanted, _name(what, tongue), place=place)]
    for pattern, wanted in tongue.questions:
        if match := re.match(pattern, what, ANY_CASE):
            return [Want(wanted, what[match.end() :].strip() or what, place=place)]
    bare = re.sub(tongue.article, "", what, flags=ANY_CASE)
    for pattern, wanted in tongue.sorts:
        if match := re.match(pattern, bare, ANY_CASE):
            topic = bare[match.end() :] if wanted not in ("amount",) else bare
            return [Want(wanted, _name(topic, tongue), place=place)]
    return [Want("mention", bare, place=place)]
