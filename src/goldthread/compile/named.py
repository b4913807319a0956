"""Units that a request names: a list of section titles, versions from one to another, the days of a week."""

import re

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = re.compile(
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thurs|fri|sat|sun)(?: \d{1,2}(?:st|nd|rd|th)?)?\s*(?:to|through|[-–])\s*((?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thurs|fri|sat|sun)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:sections?|chapters?|parts?|modules?|headings?|units?|lessons?|topics?|stops?|entries|pages|episodes|titled|called|named|entitled|"
    r"[a-z]+s)(?: (?:called|named|titled|entitled|are|as follows|in (?:this|that) order))*\s*(?:[:(–—]|\s-\s)\s*(?P<items>[^.;:\n()]{3,600})",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_VERSIONS = re.compile(
    r"\b(?:versions?|releases?|v)\s*(\d+)\.(\d+)\s*(?:to|through|[-–])\s*v?(\d+)\.(\d+)", re.IGNORECASE
)


def named_units(text: str, language: str, count: int) -> tuple[str, ...]:
    """The names of the units in order, where the request gives as many names as it counts units; else none."""
    if versions := _VERSIONS.search(text):
        major, low, other, high = (int(one) for one in versions.groups())
        if major == other and high - low + 1 == count:
            return tuple(f"{major}.{minor}" for minor in range(low, high + 1))
    for match in _LISTED.finditer(text):
        names = tuple(one.strip(" \"'“”‘’") for one in _ITEM.split(match["items"].strip()) if one.strip())
        if len(names) == count:
            return names
    lines = re.search(r":\s*\n((?:\s*(?:[-*•]|\d+[.)])[ \t]+[^\n]{2,80}(?:\n|$))+)", text)
    if lines:
        listed = tuple(
            re.sub(r"^\s*(?:[-*•]|\d+[.)])[ \t]+", "", one).strip(" .;,")
            for one in lines[1].splitlines()
            if one.strip()
        )
        if len(listed) == count and all(len(one.split()) <= 6 for one in listed):
            return listed
    if language == "en" and len(days := weekday_run(text)) == count:
        return days
    if count == 7 and language == "en" and re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", text):
        return WEEKDAYS
    return ()


def weekday_run(text: str) -> tuple[str, ...]:
    """Days of the week from one to another, as an English text spans them: `Monday to Friday`, `Fri 18 - Sun 20 July`."""
    run = _DAYS.search(text)
    if run is None:
        return ()
    first, last = (
        next(at for at, day in enumerate(WEEKDAYS) if day.lower().startswith(one.lower()[:3])) for one in run.groups()
    )
    return WEEKDAYS[first : last + 1] if last > first else ()
