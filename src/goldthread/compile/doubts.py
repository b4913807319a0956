"""A second look at what was read of an English sentence: what measures a part, what is of everything, what is doubtful."""

import re

from goldthread.compile.tongues.telling import Telling
from goldthread.compile.wholes import EVERY
from goldthread.schemas.constraint import Constraint

_CALENDAR_NAME = r"(?:january|february|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
_SOMEWHERE = re.compile(
    rf"^(?:in|on|at|for|under|during|from|between)\s+(?:the\s+)?(?:one|ones|\d|{_CALENDAR_NAME}|(?:chapter|section|part|episode|lesson|entry|week|day|month|stage|session|module)\b)|"
    rf"\b{_CALENDAR_NAME}(?:['’]s)?\s+(?:chapter|section|part|episode|lesson|entry|issue|number|letter|newsletter|story|tale|one)\b|^{_CALENDAR_NAME}\b|^\d+\s*(?:to|thru|through|[-–])\s*\d+\s|"
    r"\b(?:in|on) (?:there|it|that one|this one|these|those|them)\s*[.!]?$|\bunder [A-Z]\b",
    re.IGNORECASE,
)
"""A place that no rule resolved."""
_EXCEPT = re.compile(
    r"\b(?:except(?:ed|ing)?|apart from|other than|with the exception of|save for|but not|bar the|excluded|excluding)\b",
    re.IGNORECASE,
)
_ONE_OF_EACH = re.compile(
    r"^(?:[\w ,-]+, )?(?:one|an?|1) [a-z]+ (?:per|for each|for every|each|an?) [a-z]+$", re.IGNORECASE
)
"""What only says the units again: `one section per year`."""
_EMPTY = re.compile(r"(?:in )?(?:all|total|every\w*|each)", re.IGNORECASE)
MEASURED = re.compile(r"\b\d[\d,.]*\s*(?:words|pages|characters|sentences|paragraphs|lines)\b", re.IGNORECASE)
NOT_ONE = re.compile(
    r"^(?:please )?not (?:one|a|a single) (?:word|mention|line|hint|trace) (?:about|of|on)\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""`Not one word about the manager` measures nothing."""
SCENE = re.compile(
    r"\b(?:is|are|be) set (?:in|on|at|aboard)\b|\btakes? place\b|\bplays (?:in|on|at) (?:an?|the)\b|\b(?:past|present|future) tense\b|\bimperative\b|\b(?:first|second|third) person\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:an?|the|one|its|their|two|three) (?:[\w-]+ ){1,4}?(?:of|with|in) (?:(?:exactly|at least|at most|no more than|about|only|just|up to|no longer than|not more than) )?(?:[\w-]+ (?:to|or) )?[\w-]+ (?:lines?|sentences?|paragraphs?|words?)\b|"
    r"\b\w+-(?:word|line|sentence|paragraph)\s+[a-z]",
    re.IGNORECASE,
)


_TITLED = re.compile(
    r"\b(?:titles?|headings?|summary|caption|subtitle|headline|abstract|introduction|lists?|quotation|motto|tagline|label|footnote) of\b",
    re.IGNORECASE,
)


def _measures_part(one: Constraint, whole: tuple[int, ...]) -> bool:
    """Whether a length said of each unit is that of a part of it: `each case opens with a prayer of four lines`."""
    return (
        one.kind == "length"
        and one.sections in ((), whole)
        and one.unit != "words"
        and EVERY.search(one.text) is not None
        and (_PART.search(one.text) is not None or _TITLED.search(one.text) is not None)
    )


def _is_manner(text: str) -> bool:
    """Whether a demand on everything is one of style: `a friendly tone throughout`; `a funny headnote everywhere` is not."""
    return Telling.of(text, "en").only_style and not re.search(r"\b(?:each|every|everywhere)\b", text, re.IGNORECASE)


def is_doubtful(one: Constraint, whole: tuple[int, ...]) -> bool:
    """Whether a demand on the whole speaks of a place or an exception that was not understood: better listed than misread.

    Args:
        one: The demand.
        whole: Numbers of all units.
    """
    if one.sections not in ((), whole):
        return False
    if (one.kind in ("range", "list") and whole) or _ONE_OF_EACH.search(one.text):
        return True
    if one.kind == "free":
        return bool(_SOMEWHERE.search(one.quote))
    return one.kind in ("everywhere", "checklist") and bool(_EXCEPT.search(one.quote) or _EMPTY.fullmatch(one.text))


def of_everything(one: Constraint, whole: tuple[int, ...]) -> Constraint:
    """The demand itself, or one on every unit where its words say so though only a judge or a length was read of it.

    Args:
        one: The demand.
        whole: Numbers of all units.
    """
    guessed = one.kind == "free" or (one.kind == "order" and not one.before) or _measures_part(one, whole)
    if not (guessed and EVERY.search(one.text)) or _is_manner(one.text):
        return one
    changed = {"kind": "everywhere", "sections": whole, "scope": "section", "minimum": None, "maximum": None}
    return one.model_copy(update=changed)
