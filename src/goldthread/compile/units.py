"""The units that a request fixes: how many, what they are called, when they begin."""

import re
from dataclasses import dataclass
from datetime import date

from goldthread.compile.calendar import headings
from goldthread.compile.counting import Counted, best_count
from goldthread.compile.frame import Frame
from goldthread.compile.lexicon import UNITS, number_value, unit_label
from goldthread.compile.named import named_units
from goldthread.compile.rhythm import calendar_of, first_day, of_a_year, weekday_of, year_span
from goldthread.schemas.constraint import Units

_LINKED = re.compile(
    r"\b(?:one|an?)\s+(?:\w+\s+)?(?P<one>[a-z]+)\s+(?:for\s+each|for\s+every|per|each|a|for\s+(?:all|any))\s*(?:of\s+(?:the|them)\s+)?(?:\w+ly\s+|\d+\s+|calendar\s+|school\s+)?(?P<two>[a-z]+)?",
    re.IGNORECASE,
)
_ADJECTIVES = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
    "annual": "year",
}  # fmt: skip
_SECTIONS = frozenset(
    ("section", "entry", "chapter", "part", "item", "text", "page", "number", "paragraph", "issue", "edition")
)


_BUILT = re.compile(
    r"\b(?:buildings?|towers?|sky-?scrapers?|houses?|blocks?|hotels?|castles?|floors?|storeys?|elevators?|lifts?|roof)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundUnits:
    """Units with the span of the request that fixes them, and the frame that places are read in."""

    units: Units
    frame: Frame
    start: int
    end: int


def find_units(text: str, language: str, *, today: date) -> FoundUnits | None:
    """The units that a request fixes, None where it fixes none.

    A count of units is taken where it is asked for (`with 52 weeks`, `12 chapters`, `a 10x10 block grid`), not where it
    places something (`every 5 weeks`, `the last two chapters`, `week 3`).
    """
    grid = re.search(r"\b(\d{1,3})\s*[x×]\s*(\d{1,3})\s+(?:(block|cell|city)\s+)?grid", text, re.IGNORECASE)
    if grid and grid[1] == grid[2] and int(grid[1]) > 0:
        side = int(grid[1])
        shown = tuple(
            f"Block {row * side + column + 1} ({row}, {column})" for row in range(side) for column in range(side)
        )
        units = Units(label="Block", count=side * side, headings=shown, quote=grid[0])
        return FoundUnits(units, Frame(language, "block", side * side, None, side), *grid.span())
    best = best_count(text, language) or of_a_year(text, language)
    if best is None:
        return None
    label = unit_label(best.word, language)
    if label == "floor" and best.word.lower().startswith("stor") and not _BUILT.search(text):
        label = "story"
    inner = re.match(r"[\w-]*?-(?P<noun>[a-z]+)\s", text[best.start : best.end].lower()) if language == "en" else None
    if inner and unit_label(inner["noun"], language) in UNITS[language]:
        label = unit_label(inner["noun"], language)
    rhythm = of_a_year(text, language) if label in ("entry", "menu", "page") else None
    if rhythm is not None and abs(rhythm.count - best.count) <= 1:
        best = Counted(best.count, rhythm.word, best.start, best.end)
        label = unit_label(best.word, language)
    nouns = _other_nouns(text, label, language, best)
    span = calendar_of(text, label, best.count, language)
    if (
        not span
        and language == "en"
        and (kind := re.search(r"\b(dai|week|month)ly\b", text[best.start : best.end], re.IGNORECASE))
    ):
        span = {"dai": "day"}.get(kind[1].lower(), kind[1].lower())
    begins = first_day(text, span, best.count, language, today=today) if span else None
    if span == "year":
        years = year_span(text, best.count)
        begins = date(years[0], 1, 1) if years else None
    names = named_units(text, language, best.count)
    shown_label = label.capitalize()
    dated = re.search(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)", text) is not None and label in ("week", "day", "month", "menu")
    menu = language == "en" and re.search(rf"#\*#\s*Menu {shown_label}\s*1", text)
    shown_label = f"Menu {shown_label}" if menu else shown_label
    titles = headings(label, shown_label, best.count, begins, language) if dated and begins else ()
    units = Units(label=shown_label, count=best.count, headings=titles, quote=text[best.start : best.end])
    frame = Frame(
        language, label, best.count, begins, None, span if begins else "", nouns, names, weekday_of(text, begins)
    )
    return FoundUnits(units, frame, best.start, best.end)


def _other_nouns(text: str, label: str, language: str, best: Counted) -> frozenset[str]:
    """Labels of other words for the same units: `nine islands, one chapter for each`, `36 lesson plans`."""
    found = set(_SECTIONS - {"page", "paragraph"})
    if language == "en":
        for match in _LINKED.finditer(text[:1500]):
            one, two = unit_label(match["one"], language), unit_label(match["two"] or "", language)
            if label in (one, two) or not match["two"]:
                found |= {one, two}
        again = re.finditer(
            r"(?<![\w.])(\d+|[a-z]+(?:-[a-z]+)?)[ -](?:[a-z]+[ -])?([a-z]{3,}s)\b", text[:600], re.IGNORECASE
        )
        found |= {unit_label(one[2], language) for one in again if number_value(one[1], language) == best.count}
        counted = text[best.start : best.end].lower()
        found |= {_ADJECTIVES[word] for word in re.findall(r"[a-z]+", counted) if word in _ADJECTIVES}
        inside = {unit_label(word, language) for word in re.findall(r"[a-z]+", text[best.start : best.end].lower())}
        found |= {unit_label(best.word, language)} | (inside & set(UNITS[language]))
    if label == "question":
        found |= {"quarter", "answer"}
    return frozenset(one for one in found if len(one) > 2 and one not in ("word", "page", "year", "paragraph")) | {
        label
    }
