"""The units that an English request fixes: counted, stated, numbered from one to another, listed by their titles."""

import re
from dataclasses import replace
from datetime import date

from goldthread.compile.frame import Frame
from goldthread.compile.lexicon import cardinal, number_value, singular, unit_label
from goldthread.compile.named import weekday_run
from goldthread.compile.runs import numbered_run
from goldthread.compile.titles import listed_titles
from goldthread.compile.units import FoundUnits, find_units
from goldthread.schemas.constraint import Units

_VERSION = re.compile(r"(?<![\w.])v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?![\w]|\.\d)")
_VERSIONS = re.compile(r"\b(?:versions?|releases?|release notes|changelog|what['’]s new)\b", re.IGNORECASE)


def english_units(text: str, *, today: date) -> FoundUnits | None:
    """The units that an English request fixes: also where they are counted in brackets, or are versions that it lists.

    Args:
        text: The request.
        today: Day whose year stands in where the request names none.
    """
    found = find_units(text, "en", today=today)
    names, start, end = _listed_versions(text)
    if names and (found is None or (found.start > end and found.units.count != len(names))):
        return _named_units(text, names, "release", start, end)
    days = weekday_run(text[:_ZONE])
    if (
        days
        and (found is None or found.frame.label not in _SURE or found.units.count == len(days))
        and not (found and len(days) != found.units.count and found.start < 60)
    ):
        return _named_units(text, days, "day", 0, _first_stop(text))
    stated = _STATED.search(text[:_ZONE])
    if stated is not None and (found is None or found.frame.label not in _SURE or "\n" in text[: found.start]):
        return _named_units(text, (), stated["noun"], *stated.span(), int(stated["n"]))
    run = numbered_run(text)
    if run is not None and (found is None or found.start >= run.start or found.frame.label not in _SURE):
        return _named_units(text, run.names, singular(run.noun), run.start, run.end, run.count)
    if found is None or found.frame.label not in _SURE:
        total = _TOTAL.search(text[:_ZONE])
        many = number_value(total["n"] or total["m"] or total["k"], "en") if total else None
        if (
            total
            and many
            and many > 1
            and (found is None or (found.start > total.start() and found.units.count != many))
        ):
            return _named_units(text, (), total["noun"] or total["thing"] or total["span"], *total.span(), many)
    if found is None or found.frame.label not in _SURE:
        opened = find_units(re.sub(r"\((?=\d|[a-z])", " ", text), "en", today=today)
        found = opened if found is None or (opened and opened.frame.label in _SURE) else found
    titles = listed_titles(text, found.units.count if found and found.frame.label in _SURE else None)
    if titles is None:
        return found
    if found is not None and found.units.count == len(titles.names):
        return replace(found, frame=replace(found.frame, names=titles.names))
    return _named_units(text, titles.names, "section", titles.start, titles.end)


_ZONE = 500


def _first_stop(text: str) -> int:
    stop = re.search(r"[.!?\n]|$", text)
    return stop.start() if stop else len(text)


_STATED = re.compile(
    r"(?:^|\n)[ \t]*(?:number of )?(?P<noun>units|chapters|sections|parts|modules|lessons|episodes|entries|weeks|days|questions|scenes|articles)[ \t]*[:=][ \t]*(?P<n>\d{1,4})[ \t]*(?=$|[\n,;.])",
    re.IGNORECASE,
)
"""`Units: 9`."""
_TOTAL = re.compile(
    rf"\b(?P<n>\d{{1,4}}) (?P<noun>[a-z]{{3,}}s)\b[^.!?\n]{{0,60}}\((?P=n) (?:in )?(?:total|all)\)|"
    rf"\b(?:per|for each|for every|each|a) (?P<span>[a-z]{{3,}})\b[^.!?\n]{{0,30}}?\b(?P<k>{cardinal('en')}) in all\b|"
    rf"\b(?P<thing>[a-z-]{{3,}}s)\b[^.!?\n]{{0,60}},\s+(?P<m>{cardinal('en')}) of them\b",
    re.IGNORECASE,
)
"""`first 90 days, one entry per day (90 total)`, `Lenten talks, seven of them`."""
_SURE = frozenset(
    (
        "chapter",
        "section",
        "part",
        "module",
        "episode",
        "lesson",
        "entry",
        "week",
        "day",
        "month",
        "question",
        "stage",
        "article",
        "unit",
        "session",
    )
)
"""Nouns whose count is that of the units."""


def _named_units(
    text: str, names: tuple[str, ...], noun: str, start: int, end: int, count: int | None = None
) -> FoundUnits:
    *others, noun = noun.lower().split()
    label = unit_label(noun, "en")
    number = count or len(names)
    units = Units(label=label.capitalize(), count=number, headings=names, quote=text[start:end])
    nouns = frozenset(
        (
            label,
            noun,
            *others,
            "section",
            "entry",
            "chapter",
            "part",
            *(("release", "version", "note") if label in ("release", "version") else ()),
        )
    )
    return FoundUnits(units, Frame("en", label, number, nouns=nouns, names=names), start, end)


def _listed_versions(text: str) -> tuple[tuple[str, ...], int, int]:
    """Versions that the first sentence about versions lists or spans."""
    lead = _VERSIONS.search(text[:400])
    if lead is None:
        return (), 0, 0
    stop = re.compile(r"[.!?;:](?=\s|$)|\n").search(text, lead.end())
    end = stop.start() if stop else len(text)
    begin = max(text.rfind(". ", 0, lead.start()), text.rfind("\n", 0, lead.start())) + 1
    matches = list(_VERSION.finditer(text, begin, min(end, begin + 600)))
    names = tuple(dict.fromkeys(one[1] for one in matches))
    if len(names) == 2:
        (base, low), (other, high) = (one.rsplit(".", 1) for one in names)
        between = text[matches[0].end() : matches[-1].start()].strip()
        if base == other and 1 < int(high) - int(low) < 200 and re.fullmatch(r"to|through|until|up to|[-–—]", between):
            names = tuple(f"{base}.{at}" for at in range(int(low), int(high) + 1))
    return (names, matches[0].start(), matches[-1].end()) if len(names) > 2 else ((), 0, 0)
