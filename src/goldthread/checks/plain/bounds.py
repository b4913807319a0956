"""Values held against bounds: `leave of at least 30 days`, `the notice period is three months`."""

import re
from dataclasses import dataclass

from goldthread.checks.plain.doubt import narrows, restricts
from goldthread.checks.plain.passages import grade, passages, topics
from goldthread.checks.plain.regions import Region
from goldthread.compile.lexicon import number_value

_I = re.IGNORECASE
_LEAST = (
    r"at least|no less than|not less than|a minimum of|minimum|more than|over|from|mindestens|mehr als|au moins|plus de"
)
_MOST = (
    r"at (?:the )?most|no (?:more|higher|longer|later) than|not (?:more|higher|longer) than|not exceed(?:ing)?|up to|under|below|less than|within|a maximum of|"
    r"maximum|max\.?|höchstens|maximal|weniger als|unter|au plus|au maximum|moins de|pas plus de"
)
_N = (
    r"\d[\d.,'’ \u00a0]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|"
    r"eine?[nmr]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze"
)
_UNITS: tuple[tuple[str, str, float], ...] = (
    ("percent", r"%|per ?cent|prozent|pour ?cent", 1),
    ("euro", r"€|euros?|eur", 1),
    ("dollar", r"\$|dollars?|usd", 1),
    ("pound", r"£|pounds?|gbp", 1),
    ("time", r"minutes?|mins?|minuten?", 1),
    ("time", r"hours?|stunden?|heures?", 60),
    ("time", r"(?:calendar )?days?|tage?n?|jours?", 1_440),
    ("time", r"weeks?|wochen?|semaines?", 10_080),
    ("month", r"months?|monate?n?|mois", 1),
    ("month", r"years?|jahre?n?|ans?|années?", 12),
    ("workday", r"(?:working|business|work) days?|werktage?n?|arbeitstage?n?|jours ouvrables", 1),
)
_UNIT = "|".join(pattern for _, pattern, _ in _UNITS)
_VALUE = re.compile(rf"(?<![\w.,])(?:(?P<sign>[€$£])\s?)?(?P<n>{_N})[\s-]?(?P<unit>{_UNIT})?(?!\w)", _I)
_ASKED = re.compile(
    rf"(?:\b(?P<low>{_LEAST})\s+|\b(?P<high>{_MOST})\s+)?(?:the\s+)?(?P<value>[€$£]?\s?(?:{_N})[\s-]?(?:{_UNIT})?(?!\w))(?:\s+or\s+(?P<tail>more|less|fewer|longer))?",
    _I,
)


_BOUNDED = re.compile(rf"\b(?:{_LEAST}|{_MOST})\s+(?:the\s+)?$", _I)
"""A bound that the text itself states: only the same one keeps the demand."""


@dataclass(frozen=True)
class Bound:
    """What a value must lie between, its dimension, and the phrase without it."""

    low: float
    high: float
    sort: str
    rest: str


def _value(match: re.Match[str], language: str) -> tuple[str, float] | None:
    """The dimension and size of a value; None where its unit or number is not known."""
    unit = (match["sign"] or match["unit"] or "").lower()
    number = match["n"].strip()
    size: float | None = number_value(re.sub(r"[\s\u00a0'’]", "", number), language)
    if size is None and re.fullmatch(r"\d+[.,]\d{1,2}", number):
        size = float(number.replace(",", "."))
    for sort, pattern, factor in _UNITS:
        if unit and size is not None and re.fullmatch(pattern, unit, _I):
            return sort, size * factor
    return None


def bound_of(phrase: str, language: str) -> Bound | None:
    """The one bound of a phrase; None where it has none, or several."""
    found = []
    for match in _ASKED.finditer(phrase):
        value = _VALUE.fullmatch(match["value"].strip())
        read = _value(value, language) if value else None
        if read:
            found.append((match, read))
    if len(found) != 1:
        return None
    match, (sort, size) = found[0]
    up = bool(match["low"]) or (match["tail"] or "").lower() in ("more", "longer")
    down = bool(match["high"]) or (match["tail"] or "").lower() in ("less", "fewer")
    return Bound(
        float("-inf") if down else size,
        float("inf") if up else size,
        sort,
        (phrase[: match.start()] + " " + phrase[match.end() :]).strip(),
    )


def held(
    phrase: str, text: str, language: str, region: Region, light: frozenset[str]
) -> tuple[bool, tuple[int, int]] | None:
    """Whether the one value that a topic has lies within the bound of a phrase; None where that is not clear.

    Args:
        phrase: The demand.
        text: The document.
        language: Its language.
        region: Where to look.
        light: Words that say little.
    """
    bound = bound_of(phrase, language)
    if bound is None:
        return None
    wanted = topics(bound.rest, text, language, light | _VERBS)
    values: list[tuple[float, tuple[int, int]]] = []
    for one in passages(text, language):
        if one.start < region.start or one.end > region.end or one.kind in ("heading", "code"):
            continue
        grades = [grade(topic, one, frozenset()) for topic in wanted]
        if not grades or min(grades) < _LEAST_GRADE or sum(each >= _DIRECT for each in grades) * 2 < len(grades):
            continue
        before = len(values)
        for match in _VALUE.finditer(text, one.start, one.end):
            read = _value(match, language)
            if read and read[0] == bound.sort:
                values.append((read[1], match.span()))
        piece = text[one.start : one.end]
        if len(values) > before and (restricts(piece, phrase, language) or narrows(piece, phrase, language)):
            return None
    if len({size for size, _ in values}) != 1:
        return None
    size, span = values[0]
    if _BOUNDED.search(text[max(0, span[0] - 24) : span[0]]):
        if size in (bound.low, bound.high):
            return True, span
        worse = size > bound.high if bound.low == float("-inf") else size < bound.low and bound.high == float("inf")
        return (False, span) if worse else None
    return bound.low <= size <= bound.high, span


_LEAST_GRADE, _DIRECT = 0.7, 0.8
_VERB_WORDS = "get gets stay stays cost costs beträgt betragen kostet kosten dauert dauern bekommen erhalten higher lower longer shorter than own period level rate time"
_VERBS = frozenset(_VERB_WORDS.split())
"""Words of a demand on a value that the document need not say."""
