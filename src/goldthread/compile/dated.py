"""Places told by the calendar: dates, spans of dates, months by name."""

import re

from goldthread.compile.calendar import date_pattern, read_date, unit_of
from goldthread.compile.frame import MOST, Frame, Place, clip
from goldthread.compile.lexicon import MONTHS, unit_pattern
from goldthread.compile.patterns import TO
from goldthread.schemas.constraint import Kind


def date_places(text: str, frame: Frame) -> list[Place]:
    """Dates and spans of dates, where the units are parts of a year."""
    if (
        frame.label not in ("week", "day", "month", "quarter", "entry", "menu")
        or frame.start is None
        or not frame.count
    ):
        return []
    label = frame.label if frame.label in ("week", "month", "quarter") else "day"
    pattern = date_pattern(frame.language)
    to = TO.get(frame.language, r"(?:到|至|から|[-–—~〜])")
    lead = r"(?:\b(?:on|from|between|starting on|am|vom|von|ab|le|du|el|del|desde el|de)\s+)?"
    both = re.compile(
        rf"{lead}(?P<a>{pattern})\s*{to}\s*(?P<b>{pattern}|\d{{1,2}}(?:st|nd|rd|th)?\b)(?:まで)?(?:,?\s+\d{{4}})?", re.I
    )
    single = re.compile(rf"{lead}(?P<a>{pattern})", re.I)
    found = _month_places(text, frame)
    for match in both.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        first = read_date(match["a"], frame.language, frame.start.year)
        last = read_date(match["b"], frame.language, frame.start.year)
        if first is not None and last is None and (day := re.match(r"\d{1,2}", match["b"])):
            try:
                last = first.replace(day=int(day[0]))
            except ValueError:
                last = None
        if first is None or last is None:
            continue
        if last < first and last.year == first.year:
            last = last.replace(year=last.year + 1) if (last.month, last.day) != (2, 29) else last
        low = unit_of(first, label, frame.count, frame.start)
        high = unit_of(last, label, frame.count, frame.start)
        numbers = list(range(low if low is not None else -1, (high if high is not None else -1) + 1)) or [-1]
        inside, outside = clip(numbers if len(numbers) <= MOST else [-1], frame.count)
        found.append(
            Place("range" if low != high else "date", *match.span(), inside, outside, words=match[0], label=label)
        )
    for match in single.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        day_ = read_date(match["a"], frame.language, frame.start.year)
        bare = not re.search(r"[^\W\d_]", match["a"])
        if bare and (day_ is None or re.search(rf"{unit_pattern(frame.language)}\s*$", text[: match.start()], re.I)):
            continue
        number = unit_of(day_, label, frame.count, frame.start) if day_ else None
        inside, outside = clip([number if number is not None else -1], frame.count)
        found.append(Place("date", *match.span(), inside, outside, words=match[0], label=label))
    return found


def _month_places(text: str, frame: Frame) -> list[Place]:
    """Months by name, alone or as a span, where the units are the months of a year."""
    if frame.label != "month" or frame.count != 12 or frame.language not in MONTHS:
        return []
    names = MONTHS[frame.language]
    name = f"(?:{'|'.join(names)})"
    to = TO[frame.language]
    found: list[Place] = []
    # English `may` is a month only where it is written as a name.
    flags = 0 if frame.language == "en" else re.IGNORECASE
    shown = name if flags else "(?:" + "|".join(one.capitalize() for one in names) + ")"
    pattern = re.compile(
        rf"\b(?:(?:[Ii]n|[Dd]uring|[Ff]rom|im|von|en|de|desde)\s+)?(?P<a>{shown})(?:\s*{to}\s*(?P<b>{shown}))?\b(?!\s*\d)",
        flags,
    )
    for match in pattern.finditer(text):
        low = names.index(match["a"].lower()) + 1
        high = names.index(match["b"].lower()) + 1 if match["b"] else low
        numbers = tuple(range(low, high + 1)) if high >= low else (*range(low, 13), *range(1, high + 1))
        both_named = match["b"] and re.search(r"\b(?:and|und|et|y)\b", match[0])
        if both_named:
            numbers = (low, high)
        kind: Kind = "single" if len(numbers) == 1 else "list" if both_named else "range"
        found.append(Place(kind, *match.span(), tuple(sorted(numbers)), words=match[0], label="month"))
    return found
