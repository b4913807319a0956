"""How units follow the calendar: days, weeks, months or years, and when the first begins."""

import calendar
import re
from datetime import date

from goldthread.compile.calendar import date_pattern, read_date
from goldthread.compile.counting import Counted
from goldthread.compile.lexicon import MONTHS, SHORT_MONTHS, UNITS

YEAR = re.compile(r"\b((?:19|20|21)\d{2})\b|((?:19|20|21)\d{2})年")

_RHYTHMS = (
    (
        "day",
        365,
        r"daily|each day(?:['’]s)?|every day|day by day|täglich\w*|jeden tag|chaque jour|quotidien\w*|diari[oa]s?|cada día|每天|每日|毎日",
    ),
    (
        "week",
        52,
        r"weekly|each week|every week(?!s)|week by week|wöchentlich\w*|jede woche|chaque semaine|hebdomadaire|semanal\w*|cada semana|每周|毎週",
    ),
    (
        "month",
        12,
        r"monthly|each month|every month|month by month|monatlich\w*|jeden monat|chaque mois|mensuel\w*|mensual\w*|cada mes|每月|毎月",
    ),
)


def of_a_year(text: str, language: str) -> Counted | None:
    """Days, weeks or months of a year, where the request names a rhythm and a year but no count."""
    year = YEAR.search(text)
    if year is None:
        return None
    leap = calendar.isleap(int(year[1] or year[2]))
    for label, count, pattern in _RHYTHMS:
        match = re.search(rf"(?:{pattern})", text, re.IGNORECASE)
        if match:
            word = {"en": label}.get(language) or next(iter(re.findall(r"[^\W\d_]+", UNITS[language][label])), label)
            return Counted(count + 1 if leap and label == "day" else count, word, *match.span())
    return None


_MONTHLY = re.compile(
    r"\bmonthly\b|\bone (?:\w+ )?(?:for (?:each|every)|per|a) month\b|\b(?:each|every|twelve|12) months?\b|\bfrom january to december\b|\bjanuary (?:to|through|[-–]) december\b|"
    r"\bmonths? of the year\b|\ba month\b",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:a\s+)?(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_FIRST_UNIT = r"\b(?:week|day|entry|month|night|evening)\s*(?:1|one)\s+(?:starts?|begins?|is|falls?)(?:\s+on)?\s+"
_BEGINS = r"\b(?:(?:the )?(?:diary|log|year|calendar|menu|plan|journal|course|trip|journey|first (?:week|day|entry))|it|we|I)\s+(?:starts?|begins?|runs? from|is)(?:\s+(?:on|from|with))?\s+"
_COUNTED = r"\bcount(?:ing|ed)?\s+(?:the\s+)?(?:weeks|days|entries|months)\s+(?:from|starting|beginning)(?:\s+(?:on|from|with))?\s+"
_SPANS = {"week": "week", "day": "day", "month": "month", "quarter": "quarter", "year": "year"}
_NIGHTLY = frozenset(("night", "evening", "morning"))


def calendar_of(text: str, label: str, count: int, language: str) -> str:
    """What span of the calendar each unit is: `day`, `week`, `month`, `quarter`, `year`, or nothing."""
    if label in _SPANS and label != "year":
        return _SPANS[label]
    if label in _NIGHTLY:
        return "day"
    if language != "en":
        return {"menu": "day", "entry": "day", "year": "year"}.get(label, "")
    if _day_run(text[:_HEAD], count) or (count == 24 and re.search(r"\badvent\b", text, re.IGNORECASE)):
        return "day"
    if (count == 12 and _MONTHLY.search(text)) or _first_month(text[:300], count):
        return "month"
    if re.search(r"\b(?:a|one|per|each|every) week\b|\bweekly\b", text[:600], re.IGNORECASE) and count in (52, 53):
        return "week"
    if count in (365, 366, 28, 29, 30, 31) and re.search(
        r"\b(?:each|every|per|a) (?:day|night|evening|morning)\b|\bdaily\b|\bdays\b", text[:600], re.IGNORECASE
    ):
        return "day"
    if year_span(text, count):
        return "year"
    if count == 4 and re.search(r"\bquarter", text, re.IGNORECASE):
        return "quarter"
    return {"menu": "day", "entry": "day"}.get(label, "")


_HEAD = 400


def _day_run(text: str, count: int) -> tuple[int, int, int] | None:
    """Month, year (0 where none is said) and day of `from the 1st to the 24th of December` where it has as many days as there are units."""
    for match in re.finditer(
        rf"\b(?:from\s+)?(?:the\s+)?(?P<a>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:to|through|until|[-–])\s*(?:the\s+)?(?P<b>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_NAMES})\b(?:\s+(?P<y>\d{{4}}))?|"
        rf"\b(?P<m2>{_NAMES})\s+(?P<a2>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:to|through|until|[-–])\s*(?P<b2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>\d{{4}}))?",
        text,
        re.IGNORECASE,
    ):
        low, high = int(match["a"] or match["a2"]), int(match["b"] or match["b2"])
        if high - low + 1 == count and low >= 1:
            return _month(match["m"] or match["m2"]), int(match["y"] or match["y2"] or 0), low
    spans = rf"\bfrom\s+(?P<a>{date_pattern('en')})\s+(?:to|through|until)\s+(?P<b>{date_pattern('en')})"
    for match in re.finditer(spans, text, re.IGNORECASE):
        named = YEAR.search(match[0])
        year = int(named[1]) if named else 2025
        first, last = read_date(match["a"], "en", year), read_date(match["b"], "en", year)
        if first and last and (last - first).days + 1 == count:
            return first.month, year if named else 0, first.day
    return None


def year_span(text: str, count: int) -> tuple[int, int] | None:
    """`from 1951 to 2000` where it has as many years as there are units."""
    for match in re.finditer(
        r"\b((?:1\d|20|21)\d{2})\s*(?:to|through|until|and|bis|à|al?|hasta|[-–—至到から]+)\s*((?:1\d|20|21)\d{2})\b",
        text,
    ):
        first, last = int(match[1]), int(match[2])
        if last - first + 1 == count:
            return first, last
    return None


def first_day(text: str, span: str, count: int, language: str, *, today: date) -> date:
    """First day of the first unit: as the request says it, else the first of the month or year that it names."""
    year = YEAR.search(text)
    number = int(year[1] or year[2]) if year else today.year
    if language != "en":
        return date(number, 1, 1)
    for pattern in (_FIRST_UNIT, _COUNTED, _BEGINS):
        stated = re.search(rf"{pattern}{_WEEKDAY}(?:the\s+)?(?P<d>{date_pattern(language)})", text, re.IGNORECASE)
        if stated is None:
            continue
        begin = max(text.rfind(". ", 0, stated.start()), text.rfind("\n", 0, stated.start())) + 1
        repeated = re.search(r"\b(?:every|each|repeat\w*)\b", text[begin : stated.start()], re.IGNORECASE)
        if not repeated and (day := read_date(stated["d"], language, number)):
            return day
    starting = re.search(
        rf"\b(?:starting|beginning)\s+(?:on|from)\s+{_WEEKDAY}(?:the\s+)?(?P<d>{date_pattern(language)})",
        text[:300],
        re.IGNORECASE,
    )
    if starting and span in ("day", "week") and (day := read_date(starting["d"], language, number)):
        begin = text.rfind(". ", 0, starting.start()) + 1
        if not re.search(r"\brepeat|\bevery (?:other|second|third|\d)", text[begin : starting.start()], re.IGNORECASE):
            return day
    run = _day_run(text[:_HEAD], count) if span == "day" else None
    if run:
        return date(run[1] or number, run[0], run[2])
    if span == "day" and count == 24 and re.search(r"\badvent\b", text, re.IGNORECASE):
        return date(number, 12, 1)
    month = (
        _first_month(text[:300], count) if span == "month" else _month_of_days(text[:300]) if span == "day" else None
    )
    return date(month[1] or number, month[0], 1) if month else date(number, 1, 1)


_NAMES = "|".join((*MONTHS["en"], "sept", *SHORT_MONTHS))


def _first_month(text: str, count: int) -> tuple[int, int] | None:
    """Month and year (0 where none is said) of `from March 2024 to February 2025`, `starting in September`."""
    for match in re.finditer(
        rf"\b(?P<a>{_NAMES})\.?(?:\s+(?P<y>\d{{4}})|\s+[a-z]+)?\s*(?:to|through|until|[-–])\s*(?P<b>{_NAMES})\b\.?(?:\s+(?P<z>\d{{4}}))?",
        text,
        re.IGNORECASE,
    ):
        low, high = _month(match["a"]), _month(match["b"])
        years = int(match["z"] or 0) - int(match["y"] or match["z"] or 0)
        if (high - low) % 12 + 1 == count or years * 12 + high - low + 1 == count:
            return low, int(match["y"] or 0)
    starting = re.search(
        rf"\b(?:starting|beginning|starts|begins)\s+(?:in|with|from)\s+(?P<a>{_NAMES})(?:\s+(?P<y>\d{{4}}))?\b",
        text,
        re.IGNORECASE,
    )
    return (_month(starting["a"]), int(starting["y"] or 0)) if starting else None


def _month_of_days(text: str) -> tuple[int, int] | None:
    """Month and year of `for the month of June, 30 days`, `every evening in December`."""
    match = re.search(
        rf"\b(?:in|of|for|during)\s+(?P<of>the month of\s+)?(?P<a>{_NAMES})\b(?!\s+\d{{1,2}}\b)(?:\s+(?P<y>\d{{4}}))?",
        text,
        re.IGNORECASE,
    ) or re.search(rf"(?<!\d )(?<!\dth )(?P<of>\b)(?P<a>{_NAMES})\s+(?P<y>\d{{4}})\b", text, re.IGNORECASE)
    if not match or not _days_of_month(text) or (match["a"] == "may" and not match["of"]):
        return None
    return _month(match["a"]), int(match["y"] or 0)


def _month(name: str) -> int:
    return SHORT_MONTHS.index(name.lower()[:3]) + 1


def weekday_of(text: str, begins: date | None) -> int | None:
    """Day of the week of the first unit: as said (`starting on a Monday`), else of its date where the year is named."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    said = re.search(
        rf"\b(?:day|entry) (?:1|one) (?:is|falls on) (?:a )?({'|'.join(names)})\b", text, re.IGNORECASE
    ) or re.search(rf"\b(?:start|begin)(?:s|ning|ing)?\s+(?:on\s+)?(?:a\s+)?({'|'.join(names)})\b", text, re.IGNORECASE)
    if said:
        return names.index(said[1].lower())
    return begins.weekday() if begins is not None and YEAR.search(text) else None


def _days_of_month(text: str) -> bool:
    return (
        re.search(
            r"\b(?:28|29|30|31|thirty(?:[- ]one)?|twenty-(?:eight|nine))\b|\b(?:every|each) (?:day|night|evening|morning)\b|\bmonth of\b",
            text[:300],
            re.IGNORECASE,
        )
        is not None
    )
