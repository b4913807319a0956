"""What an English frame stands for: the nouns its units go by, its calendar, its names."""

import re
from datetime import date

from goldthread.compile.frame import Frame
from goldthread.compile.lexicon import MONTHS, UNITS, unit_label
from goldthread.compile.named import WEEKDAYS
from goldthread.compile.tongues.nouns import stem
from goldthread.compile.tongues.setting import Setting

_LOOSE = frozenset(("item", "number", "page", "paragraph"))
_MONTH = re.compile(r"(?<!\d )(?<!\dth )\b(" + "|".join(one.capitalize() for one in MONTHS["en"]) + r")\b(?! \d)")
_FOR_EACH = re.compile(r"\b(?:one|an?|1)\s+(?:[a-z]+ )?(?:for (?:each|every)|per|each) (?P<x>[a-z]{3,})", re.IGNORECASE)


def _nouns(frame: Frame, request: str, counted: str) -> frozenset[str]:
    """Stems of the nouns that the units go by: that which is counted, and those of which each has one."""
    own = {stem(one, "en") for one in re.findall(r"[a-z]{3,}", counted.lower())[-1:]}
    given = {stem(one, "en") for one in frame.nouns - _LOOSE}
    linked = {stem(one["x"], "en") for one in _FOR_EACH.finditer(request[:600])} - {"word", "page", "year", "person"}
    nights = {"night", "evening"} if frame.calendar == "day" else set()
    return frozenset(own | given | linked | nights | _numbered_nouns(frame, request))


_NUMBERED = re.compile(
    r"\b(?P<noun>[a-z]{4,})\s+(?:number |no\.? ?|#)?(?P<n>\d{1,3})\b(?! ?(?:%|words|pages|minutes|to \d+ words))",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset(
    [
        "about",
        "least",
        "most",
        "than",
        "around",
        "exactly",
        "between",
        "under",
        "over",
        "page",
        "table",
        "figure",
        "line",
        "aged",
        "route",
        "platform",
        "building",
        "gate",
        "past",
        "next",
        "last",
        "first",
        "only",
        "nearly",
        "roughly",
        "approximately",
        "some",
        "other",
        "some",
        "every",
        "each",
        "with",
        "from",
        "into",
        "until",
        "till",
        "during",
        "these",
        "those",
        "the",
        "and",
        "row",
        "column",
        "point",
        "minute",
        "hour",
        "year",
        "age",
        "track",
        "bus",
        "train",
        "number",
    ]
)


def _numbered_nouns(frame: Frame, request: str) -> set[str]:
    """Stems of nouns that a request numbers its units by though it counts them by another: `Three weeks of soups: 21 sections. Soup 20 is cold`."""
    found: set[str] = set()
    times: dict[str, int] = {}
    for match in _NUMBERED.finditer(request[:6_000]):
        noun = match["noun"].lower()
        own = stem(noun, "en")
        if own in _NO_NOUNS or noun in _NO_NOUNS or not 1 <= int(match["n"]) <= (frame.count or 0):
            continue
        if unit_label(noun, "en") in UNITS["en"]:
            times[own] = times.get(own, 0) + 1
            continue
        if re.search(
            rf"\b{re.escape(own)}(?:s|es)\b(?!\s+(?:no\.? ?|#)?\d)", request[: min(300, match.start())], re.IGNORECASE
        ):
            found.add(own)
    mine = times.pop(stem(frame.label, "en"), 0)
    return found | {own for own, many in times.items() if many > 1 and not mine and own not in _CALENDAR}


_CALENDAR = frozenset(
    (
        "week",
        "day",
        "month",
        "year",
        "quarter",
        "step",
        "rule",
        "task",
        "point",
        "example",
        "case",
        "problem",
        "class",
        "round",
        "phase",
        "item",
    )
)
"""Nouns that a request may number beside its units."""


def english_setting(frame: Frame, request: str, counted: str = "") -> Setting:
    """The setting of an English frame: what its units stand for in the calendar, the stems of their nouns.

    Args:
        frame: The units.
        request: The whole request.
        counted: The words that count them.
    """
    named = {one[1].lower() for one in _MONTH.finditer(request[:6_000])}
    months = (frame.count == 12 and len(named) > 1) or (frame.calendar == "month" and (frame.count or 99) <= 12)
    first = frame.start if frame.calendar == "day" else None
    weekday = frame.weekday + 1 if frame.weekday is not None and frame.calendar in ("day", "") else None
    names = frame.names
    if names and names[0] in WEEKDAYS:
        weekday, names = WEEKDAYS.index(names[0]) + 1, ()
    label = frame.calendar if frame.calendar in ("week", "day", "month", "quarter") else frame.label
    return Setting(
        "en",
        label or "section",
        frame.count,
        frame.start,
        nouns=_nouns(frame, request, counted),
        names=names,
        months=months,
        first_month=frame.start.month if months and frame.start else 1,
        weekday=weekday,
        first_year=frame.start.year if frame.calendar == "year" and frame.start else None,
        month=date(first.year, first.month, 1) if first and first.day == 1 and (frame.count or 99) <= 31 else None,
    )
