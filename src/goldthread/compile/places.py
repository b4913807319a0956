"""Places: which units a requirement is for. A pattern finds the words, arithmetic gives the numbers."""

import re
from dataclasses import replace

from goldthread.compile.calendar import date_pattern, read_date, unit_of
from goldthread.compile.dated import date_places
from goldthread.compile.frame import MOST, Frame, Place, clip, extra_nouns
from goldthread.compile.grid import grid_places
from goldthread.compile.lexicon import cardinal, number_value, ordinal, unit_label, unit_pattern
from goldthread.compile.members import read_members
from goldthread.compile.patterns import EXCEPT, START, place_patterns
from goldthread.compile.relative import bare_ordinals, neighbours, relative_places, without_exceptions
from goldthread.compile.tongues import SPOKEN
from goldthread.compile.tongues.grammar import read_places
from goldthread.schemas.constraint import Kind

__all__ = ["Frame", "Place", "find_places"]


_HEAD = re.compile(r"\S+\s+\S+\s+\w+|\S+\s+\w+", re.IGNORECASE)
_ONWARD = re.compile(r"\s+(from|after|beyond|starting (?:with|at|from)|beginning (?:with|at|from))\s+", re.IGNORECASE)
_ON = re.compile(r"\s+(?:on(?:wards?)?|upwards?)\b", re.IGNORECASE)


def find_places(text: str, frame: Frame) -> list[Place]:
    """Places in a clause, in order, none overlapping another; the more exact pattern wins."""
    if frame.language in SPOKEN:
        return read_places(text, frame)
    found: list[Place] = []

    def free(start: int, end: int) -> bool:
        return all(end <= one.start or start >= one.end for one in found)

    if frame.grid:
        for place in grid_places(text, frame):
            if free(place.start, place.end):
                found.append(place)
    for name, pattern in place_patterns(frame.language, extra_nouns(frame)).items():
        if name == "range":
            for place in date_places(text, frame):
                if free(place.start, place.end):
                    found.append(place)
        for match in pattern.finditer(text):
            if match.end() > match.start() and free(*match.span()):
                made = _place(name, match, text, frame)
                if made is not None and made.removed:
                    found = [one for one in found if one.start < made.start or one.end > made.end]
                if made is not None and free(made.start, made.end):
                    found.append(made)
                    found += _tail(name, match, made, text)
        if name in ("onward", "list2"):
            for place in relative_places(text, frame, found):
                if free(place.start, place.end):
                    found.append(place)
    found = [one for one in _started(text, found, frame) if not _generic_object(one, text, found, frame)]
    found += [one for one in neighbours(text, frame, found) if free(one.start, one.end)]
    found += [
        one for one in bare_ordinals(text, frame) if free(one.start, one.end) and not _object_of(one, text, found)
    ]
    found.sort(key=lambda one: one.start)
    return without_exceptions(text, found, frame)


def _tail(name: str, match: re.Match[str], made: Place, text: str) -> list[Place]:
    """`..., beginning with floor 10` where other words stand before it: its own span, so that they stay in the text."""
    if name != "periodic" or made.end == match.end():
        return []
    start = made.end + next(iter(one.start() for one in re.finditer(r"\W*\w", text[made.end : match.end()])), 0)
    return (
        [Place("everywhere", made.end, match.end(), words=text[start : match.end()], aside=True)]
        if not made.gap
        else [Place("everywhere", made.gap, match.end(), words=text[made.gap : match.end()], aside=True)]
    )


def _started(text: str, found: list[Place], frame: Frame) -> list[Place]:
    """A period that begins with a month or another place told later: `every third month, from March on`."""
    made = sorted(found, key=lambda one: one.start)
    for at, one in enumerate(made):
        following = made[at + 1] if at + 1 < len(made) else None
        if one.step < 2 or following is None or following.aside or not following.numbers or not frame.count:
            continue
        between = text[one.end : following.start + 6]
        if following.kind in ("single", "date", "range") and re.search(
            r"^\W*(?:[\w ]{0,40}\b)?(?:from|starting|beginning|first in|as of|first)\b", between, re.IGNORECASE
        ):
            first = following.numbers[0]
            made[at] = replace(one, numbers=tuple(range(first, frame.count + 1, one.step)), outside=())
            made[at + 1] = replace(following, aside=True, numbers=())
    return made


def _object_of(place: Place, text: str, found: list[Place]) -> bool:
    """Whether a bare ordinal is what another place's clause speaks of: `the ninth contradicts the first`."""
    begin = max(text.rfind(mark, 0, place.start) for mark in ",;:") + 1
    digits = re.search(r"\d", place.words)
    joined = re.search(r"(?:\b(?:and|or)|,)\s+(?:(?:in|on|at|for)\s+)?(?:the\s+)?$", text[: place.start], re.IGNORECASE)
    ends = re.match(r"\W*$", text[place.end :])
    return bool(ends) and not digits and not joined and any(begin <= one.start < place.start for one in found)


def _generic_object(place: Place, text: str, found: list[Place], frame: Frame) -> bool:
    """Whether `the first item` is what a clause with another place speaks of."""
    if (
        frame.language != "en"
        or place.label == frame.label
        or not re.match(r"the (?:first|last|\w+(?:th|nd|rd))\s", place.words, re.IGNORECASE)
    ):
        return False
    return (
        any(one.end <= place.start and not one.aside and one.numbers for one in found)
        and re.search(r"\b(?:is|are|as|be)\s+$", text[: place.start]) is not None
    )


def _group(match: re.Match[str], *names: str) -> str | None:
    known = match.re.groupindex
    return next((match[name] for name in names if name in known and match[name]), None)


def _place(name: str, match: re.Match[str], text: str, frame: Frame) -> Place | None:
    language, count = frame.language, frame.count
    word = _group(match, "u", "u1", "u2") or ""
    label = unit_label(word, language) if word else frame.label
    start, end = match.span()

    def value(*names: str) -> int | None:
        given = _group(match, *names)
        return number_value(given, language) if given else None

    numbers: list[int] = []
    kind: Kind
    if name in ("periodic", "periodic2"):
        if language in ("zh", "ja") and not re.search(r"每|隔|毎|ごと|おき", match[0]):
            return None
        step = 2 if _group(match, "other") else value("k", "nth")
        if _group(match, "k") and re.match(r"(?:all|any|in all)\b", match[0], re.IGNORECASE):
            return None
        if not step or step < 1 or (step == 1 and language in ("zh", "ja")):
            return None
        if language in ("zh", "ja") and ("隔" in match[0] or "おき" in match[0]) and "每隔" not in match[0]:
            step += 1
        unnamed = re.fullmatch(r"other|alternate", _group(match, "other") or "", re.IGNORECASE) is not None
        given = value("m")
        if given is None and frame.start is not None and count and frame.language not in ("zh", "ja"):
            dated = re.compile(
                rf"{START[frame.language]}\s+(?:{unit_pattern(frame.language)}\s+)?(?P<d>{date_pattern(frame.language)})",
                re.I,
            )
            when = dated.match(text, end)
            day_ = read_date(when["d"], frame.language, frame.start.year) if when else None
            if when and day_:
                given, end = (
                    unit_of(day_, frame.label if frame.label in ("week", "month") else "day", count, frame.start),
                    when.end(),
                )
        first = given if given is not None else (1 if unnamed else step)
        last = value("e") or count
        kind = "periodic"
        if frame.calendar == "year" and frame.start is not None and first >= 1000:
            first = first - frame.start.year + 1
        gap = 0
        if name == "periodic" and (head := _HEAD.match(match[0])) and language not in ("zh", "ja"):
            begins = re.search(START[language], match[0][head.end() :], re.IGNORECASE)
            if begins and re.search(r"\w", match[0][head.end() : head.end() + begins.start()]):
                gap, end = start + head.end() + begins.start(), start + head.end()
        if last is None:
            return Place(kind, start, end, known=False, words=text[start:end], label=label, gap=gap)
        numbers = list(range(first, min(last, MOST) + 1, step)) or [first]
        inside, outside = clip(numbers, count)
        return Place(kind, start, end, inside, outside, words=text[start:end], label=label, step=step, gap=gap)
    if name in ("range", "range2", "range3"):
        low, high = value("a"), value("b")
        if low is None or high is None or high <= low or high - low > MOST:
            return None
        between_and = re.search(r"\b(?:and|und|et|y|e)\b", match[0]) and not re.match(
            r"\W*(?:between|zwischen|entre)", match[0], re.I
        )
        kind = "list" if between_and else "range"
        numbers = [low, high] if between_and else list(range(low, high + 1))
    elif name in ("list", "list2"):
        kind, numbers = "list", _items(match["items"], language)
        plain = language == "en" and not re.search(
            r"\b(?:and|or|as well as)\b|&|\d\s*[-–—/]\s*\d|\b(?:to|through)\b", match["items"]
        )
        if len(numbers) < 2 or (plain and (len(numbers) < 3 or not re.fullmatch(r"[\d\s,#.]+", match["items"]))):
            return None
    elif name == "ends":
        kind = "list"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = [1, count]
    elif name == "penultimate":
        kind = "single"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = [count - 1]
    elif name == "last":
        many = value("n", "n2") or 1
        kind = "last"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = list(range(count - many + 1, count + 1))
    elif name == "first":
        kind, numbers = "first", list(range(1, (value("n", "n2") or 1) + 1))
    elif name in ("onward", "above", "below", "upto"):
        edge = value("a", "a2")
        if edge is None:
            return None
        kind = "range"
        if name == "below" or (
            name == "upto"
            and re.search(r"\b(?:not|never|no|nicht|pas|no)\b[^.;:]{0,60}$", text[: match.start()], re.IGNORECASE)
        ):
            numbers = list(range(1, min(edge, MOST)))
        elif name == "upto":
            numbers = list(range(1, min(edge, MOST) + 1))
        elif count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        else:
            numbers = list(range(edge if name == "onward" else edge + 1, count + 1)) or [edge + 1]
    elif name in ("nth", "single", "hash"):
        number = value("a")
        if number is None:
            return None
        kind, numbers = "single", [number]
    elif name in ("odd", "odd2"):
        kind = "periodic"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        odd = re.match(r"odd|ungerade|imp", match["odd"], re.I)
        numbers = list(range(1 if odd else 2, count + 1, 2))
    else:
        kind = "everywhere"
        end, removed = _exceptions(text, end, frame)
        onward = _ONWARD.match(text, end) if language == "en" else None
        if onward and not removed:
            stop, edge_ = read_members(text, onward.end(), frame)
            if len(edge_) == 1:
                end = again.end() if (again := _ON.match(text, stop)) else stop
                removed = list(range(1, min(edge_[0], MOST) + (1 if onward[1].lower() in ("after", "beyond") else 0)))
        if count is None:
            return Place(kind, start, end, known=False, words=text[start:end], label=label, removed=frozenset(removed))
        numbers = [one for one in range(1, count + 1) if one not in removed]
        return Place(kind, start, end, tuple(numbers), words=text[start:end], label=label, removed=frozenset(removed))
    inside, outside = clip(numbers, count)
    return Place(kind, start, end, inside, outside, words=match[0], label=label)


def _items(text: str, language: str) -> list[int]:
    number = rf"(?:{ordinal(language)}|{cardinal(language)})"
    found: list[int] = []
    span = re.compile(rf"({number})(?:\s*(?:[-–—~至到]|to|through|bis|à|al?)\s*({number}))?", re.IGNORECASE)
    for match in span.finditer(text):
        low = number_value(match[1], language)
        high = number_value(match[2], language) if match[2] else None
        if low is not None:
            found += list(range(low, high + 1)) if high is not None and low < high <= low + MOST else [low]
    return found


def _exceptions(text: str, end: int, frame: Frame) -> tuple[int, list[int]]:
    """Where the exception after `every ...` ends, and the numbers that it takes out."""
    if frame.language in ("zh", "ja"):
        return end, []
    match = re.compile(EXCEPT[frame.language], re.IGNORECASE).match(text, end)
    if not match:
        return end, []
    stop, numbers = read_members(text, match.end(), frame)
    if numbers:
        return stop, numbers
    rest = text[match.end() : match.end() + 120]
    limit = re.search(
        r"[.;:!?]|,(?!\s*(?:\d|and|or|und|et|y)\b)|\b(?:must|should|has|have|muss|soll|doit|debe)\b", rest
    )
    places = find_places(rest[: limit.start()] if limit else rest, frame)
    numbers = [number for place in places for number in place.numbers]
    return (match.end() + max(place.end for place in places), numbers) if numbers else (end, [])
