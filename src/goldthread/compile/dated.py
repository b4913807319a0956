"""Places told by the calendar: dates, spans of dates, months by name."""

import re
from calendar import monthrange
from datetime import date

from goldthread.compile.calendar import date_pattern, read_date, unit_of
from goldthread.compile.frame import MOST, Frame, Place, clip, extra_nouns
from goldthread.compile.lexicon import MONTHS, unit_pattern
from goldthread.compile.patterns import TO
from goldthread.schemas.constraint import Kind


def date_places(text: str, frame: Frame) -> list[Place]:
    """Dates and spans of dates, where the units are parts of a year."""
    label = frame.calendar
    if label not in ("week", "day", "month", "quarter") or frame.start is None or not frame.count:
        return []
    pattern = date_pattern(frame.language)
    to = TO.get(frame.language, r"(?:到|至|から|[-–—~〜])")
    lead = r"(?:\b(?:on|from|between|starting on|am|vom|von|ab|le|du|el|del|desde el|de)\s+)?"
    both = re.compile(
        rf"{lead}(?P<a>{pattern})\s*{to}\s*(?P<b>{pattern}|\d{{1,2}}(?:st|nd|rd|th)?\b)(?:まで)?(?:,?\s+\d{{4}})?", re.I
    )
    short = re.compile(rf"{lead}(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*{to}\s*(?P<b>{pattern})", re.I)
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
    for match in short.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        last = read_date(match["b"], frame.language, frame.start.year)
        if last is None or not 0 < int(match["d"]) < last.day:
            continue
        low = unit_of(last.replace(day=int(match["d"])), label, frame.count, frame.start)
        high = unit_of(last, label, frame.count, frame.start)
        inside, outside = clip(list(range(low or 1, (high or -1) + 1)) or [-1], frame.count)
        found.append(Place("range", *match.span(), inside, outside, words=match[0], label=label))
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
    """Months by name, alone, as a span or several, where the units are months, or days of a year."""
    start, count = frame.start, frame.count
    if frame.calendar not in ("month", "day") or start is None or not count or frame.language not in MONTHS:
        return []
    names = MONTHS[frame.language]
    # English `may` is a month only where it is written as a name.
    flags = 0 if frame.language == "en" else re.IGNORECASE
    shown = "|".join(
        [one.capitalize() for one in names]
        + ([one for one in names if one not in ("may", "march")] if not flags else names)
    )
    to = TO[frame.language]
    more = rf"(?:\s*,\s*(?:(?:and|und|et|y|or)\s+)?|\s+(?:and|und|et|y|or)\s+)(?:in\s+)?(?:{shown})\b"
    pattern = re.compile(
        rf"(?<![\w-])(?<!\d )(?<!\dth )(?<!\d\. )(?<! of )(?:(?:[Ii]n|[Dd]uring|[Ff]or|[Ff]rom|[Tt]hroughout|im|von|en|de|desde)\s+)?(?:[Tt]he\s+)?(?P<a>{shown})\b(?:['’]s\b)?(?!\.?\s*\d{{1,2}}\b(?!\d))"
        rf"(?:\s*{to.replace('|and', '').replace('|und', '').replace('|et', '').replace('|y|e', '')}\s*(?P<b>{shown})\b|(?P<more>(?:{more})+))?(?:\s+(?:19|20)\d\d\b)?(?!\s*\d)(?:\s+(?:{unit_pattern(frame.language, extra_nouns(frame))})\b)?"
        r"(?P<on>\s+(?:on(?:wards?)?\b(?!\s+the)|an\b))?",
        flags,
    )

    def units(month: int) -> list[int]:
        year = start.year + (1 if (month < start.month and frame.calendar == "month") else 0)
        first = unit_of(date(year, month, 1), frame.calendar, count, start)
        if frame.calendar == "month":
            return [first if first is not None else -1]
        last = unit_of(date(year, month, monthrange(year, month)[1]), "day", count, start)
        return list(range(first if first is not None else 1, (last if last is not None else -1) + 1)) or [-1]

    found: list[Place] = []
    for match in pattern.finditer(text):
        led = re.match(r"(?:in|during|for|from|throughout|im|von|en|de|desde)\b", match[0], re.IGNORECASE)
        if frame.calendar == "day" and (count < 60 or not led):
            continue
        low = names.index(match["a"].lower()) + 1
        months = [low]
        if match["b"]:
            high = names.index(match["b"].lower()) + 1
            months = list(range(low, high + 1)) if high >= low else [*range(low, 13), *range(1, high + 1)]
        elif match["more"]:
            months += [names.index(one.lower()) + 1 for one in re.findall(shown, match["more"], flags)]
        elif match["on"]:
            months = list(range(low, 13))
        inside, outside = clip([number for month in months for number in units(month)], count)
        kind: Kind = "single" if len(inside) <= 1 else "list" if match["more"] else "range"
        found.append(Place(kind, *match.span(), inside, outside, words=match[0], label=frame.calendar))
    return found
