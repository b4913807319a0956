"""Dates of a request, and the week, day or month of a year that they fall in."""

import re
from datetime import date, timedelta

from goldthread.compile.lexicon import MONTHS, SHORT_MONTHS

_ENGLISH = "|".join([*MONTHS["en"], *(f"{one}\\.?" for one in SHORT_MONTHS), "sept\\.?"])


_FEASTS = {
    r"christmas eve\b": (12, 24), r"christmas day\b": (12, 25), r"boxing day\b": (12, 26), r"new year['’]?s eve\b": (12, 31), r"new year['’]?s day\b": (1, 1),
    r"hall?owe['’]?en\b": (10, 31), r"valentine['’]?s day\b": (2, 14), r"all saints['’]? day\b": (11, 1), r"april fools['’]? day\b": (4, 1),
}  # fmt: skip
"""Days that English names, by month and day."""


def date_pattern(language: str) -> str:
    """Pattern of a date with groups for the caller to read by `read_date`."""
    number = r"\d{1,2}"
    iso = rf"\d{{4}}-{number}-{number}|(?<![\d/-]){number}[-/]{number}(?:[-/]\d{{4}})?(?![\d/-])"
    if language in ("zh", "ja"):
        return (
            r"(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|" + iso
        )
    if language == "en":
        month = rf"(?:{_ENGLISH})"
        return (
            rf"{'|'.join(_FEASTS)}|{month}\s+{number}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}}\b)?|"
            rf"{number}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:\s+\d{{4}}\b)?|{iso}"
        )
    month = f"(?:{'|'.join(MONTHS[language])})"
    middle = r"\s+de\s+" if language == "es" else r"\s+"
    year = r"(?:\s+(?:de(?:l)?\s+)?\d{4}\b)?"
    return rf"{number}(?:\.|er|º)?{middle}{month}{year}|{iso}"


def read_date(text: str, language: str, year: int) -> date | None:
    """The date that a text names; `year` where it names none; None where there is no such day."""
    from goldthread.compile.numerals import read_cjk

    plain = text.lower()
    found_year = re.search(r"\b(\d{4})\b|(\d{4})年", plain)
    if found_year:
        year = int(found_year[1] or found_year[2])
    if feast := next((day for pattern, day in _FEASTS.items() if re.match(pattern, plain)), None):
        return date(year, *feast)
    try:
        if iso := re.search(r"\d{4}-(\d{1,2})-(\d{1,2})", plain):
            return date(year, int(iso[1]), int(iso[2]))
        if short := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})(?:[-/]\d{4})?", plain.strip()):
            first, second = int(short[1]), int(short[2])
            if language in ("de", "fr", "es"):
                first, second = second, first
            return date(year, first, second) if first <= 12 else date(year, second, first)
        if cjk := re.search(r"([\d一二三四五六七八九十]+)月([\d一二三四五六七八九十]+)[日号]", plain):
            month, day = (int(one) if one.isdigit() else read_cjk(one) or 0 for one in cjk.groups())
            return date(year, month, day)
        names = MONTHS.get(language, MONTHS["en"])
        month = next((at for at, name in enumerate(names, 1) if name in plain), 0)
        if not month and language == "en":
            month = next((at for at, name in enumerate(SHORT_MONTHS, 1) if re.search(rf"\b{name}", plain)), 0)
        number = re.search(r"(?<!\d)(\d{1,2})(?!\d)", plain)
        return date(year, month, int(number[1])) if month and number else None
    except ValueError:
        return None


def unit_of(day: date, label: str, count: int, start: date) -> int | None:
    """Number of the unit that a day falls in; None outside of all.

    Weeks are counted from `start`, seven days each; the day or two that a year has beyond its 52 weeks belong to the last.
    """
    offset = (day - start).days
    if offset < 0:
        return None
    if label == "week":
        number = offset // 7 + 1
        return count if count < number <= count + 1 and count in (52, 53) and day.year == start.year else number
    if label == "month":
        return (day.year - start.year) * 12 + day.month - start.month + 1
    if label == "quarter":
        return (day.month - 1) // 3 + 1
    return offset + 1


def month_day(day: date) -> str:
    """`January 1st`."""
    suffix = "th" if 10 <= day.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{MONTHS['en'][day.month - 1].capitalize()} {day.day}{suffix}"


def headings(label: str, shown: str, count: int, start: date, language: str) -> tuple[str, ...]:
    """Headings of weeks, days or months of a year with their dates; empty for other units or other languages' weeks."""
    if label == "week" and count <= 530:
        made = []
        for number in range(count):
            first = start + timedelta(days=7 * number)
            last = first + timedelta(days=6)
            made.append(f"{shown} {number + 1} ({_span(first, last, language)})")
        return tuple(made)
    if label == "day" and count <= 3660:
        return tuple(f"{shown} {at + 1} ({_day(start + timedelta(days=at), language)})" for at in range(count))
    return ()


def _day(day: date, language: str) -> str:
    if language == "en":
        return month_day(day)
    if language in ("zh", "ja"):
        return f"{day.month}月{day.day}日"
    if language == "es":
        return f"{day.day} de {MONTHS['es'][day.month - 1]}"
    name = MONTHS[language][day.month - 1]
    return f"{day.day}. {name.capitalize()}" if language == "de" else f"{day.day} {name}"


def _span(first: date, last: date, language: str) -> str:
    return f"{_day(first, language)} - {_day(last, language)}"
