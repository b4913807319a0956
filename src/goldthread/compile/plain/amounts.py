"""Amounts of things in everyday requirements: `at least three links`, `no more than two pages`, `exactly one table`."""

import re
from dataclasses import dataclass

from goldthread.compile.lexicon import cardinal, number_value

_N = cardinal("en")
_LEAST = r"at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum(?: of)?|min\.?|more than|over"
_MOST = r"at (?:the )?most|no more than|not more than|a maximum of|maximum(?: of)?|max\.?|up to|fewer than|less than|under|below|within|not exceed(?:ing)?|no longer than|not longer than|no longer|not be longer than"
_EXACT = r"exactly|precisely|only|just"
_ABOUT = r"about|around|roughly|approximately|some|circa|ca\.?"
_AMOUNT = re.compile(
    rf"(?:(?P<low>{_LEAST})|(?P<high>{_MOST})|(?P<exact>{_EXACT})|(?P<about>{_ABOUT}))?\s*"
    rf"(?:(?:between\s+|from\s+)?(?P<a>{_N})\s*(?:-|–|—|to|and)\s*(?P<b>{_N})|(?P<n>{_N})|(?P<one>an?))\s*(?P<tail>or more|or fewer|or less|max\.?|or so)?[\s-]+",
    re.IGNORECASE,
)
_STRICT = re.compile(r"^(?:more than|over)$", re.IGNORECASE)
_BELOW = re.compile(r"^(?:fewer than|less than|under|below)$", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """Bounds, and where the words that state them end."""

    low: int | None
    high: int | None
    end: int
    stated: bool = True


def read_amount_before(text: str) -> Amount | None:
    """The amount that a text begins with; `a link` is at least one and counts as not stated."""
    match = _AMOUNT.match(text)
    if match is None:
        return None
    if match["a"]:
        low, high = number_value(match["a"], "en"), number_value(match["b"], "en")
        return Amount(low, high, match.end()) if low is not None and high is not None and low <= high else None
    if match["one"]:
        if match["high"]:
            return Amount(None, 1, match.end())
        return Amount(1, 1 if match["exact"] else None, match.end(), stated=bool(match["exact"] or match["low"]))
    value = number_value(match["n"], "en")
    if value is None:
        return None
    tail = (match["tail"] or "").lower()
    if match["low"] or tail == "or more":
        return Amount(value + bool(_STRICT.match(match["low"] or "")), None, match.end())
    if match["high"] or tail in ("or fewer", "or less", "max", "max."):
        return Amount(None, value - bool(_BELOW.match(match["high"] or "")), match.end())
    if match["about"]:
        slack = max(1, round(value * 0.1))
        return Amount(value - slack, value + slack, match.end())
    return Amount(value, value, match.end(), stated=bool(match["exact"]))


_AFTER_MOST = re.compile(r"^\s*(?:at (?:the )?most|max(?:imum)?\.?|or (?:less|fewer|shorter)|tops)\b", re.IGNORECASE)
_AFTER_LEAST = re.compile(r"^\s*(?:at least|min(?:imum)?\.?|or (?:more|longer))\b", re.IGNORECASE)


def with_tail(amount: Amount, rest: str) -> Amount:
    """The amount with what stands behind the thing counted: `three sentences at most`."""
    value = amount.high if amount.high is not None else amount.low
    if _AFTER_MOST.match(rest):
        return Amount(None, value, amount.end)
    if _AFTER_LEAST.match(rest):
        return Amount(value, None, amount.end)
    return amount


THINGS = (
    ("words", r"words?"), ("characters", r"characters?(?: long)?|letters"), ("sentences", r"sentences?"), ("paragraphs", r"paragraphs?"),
    ("lines", r"lines?"), ("links", r"(?:hyper|web ?)?links?|urls?"), ("images", r"images?|pictures?|photos?|photographs?|screenshots?|illustrations?|logos?|figure"),
    ("tables", r"(?:\w+ )??tables?"), ("code", r"code (?:blocks?|samples?|snippets?|examples?|listings?)|blocks? of code|snippets?|examples? in code"),
    ("ordered", r"(?:numbered|ordered) (?:lists?|steps)"), ("lists", r"(?:bullet(?:ed)? |bullet-point |unordered |itemi[sz]ed )?lists?"),
    ("items", r"bullets?|bullet points?|list items?|items|entries|points"), ("steps", r"steps?"), ("headings", r"headings?|headers?|headlines"),
    ("subheadings", r"sub-?headings?|sub-?sections?"), ("sections", r"(?:main |top-level )?(?:sections?|chapters?|parts)"), ("footnotes", r"footnotes?|endnotes?"),
    ("quotes", r"block ?quot(?:e|ation)s?"), ("quotations", r"quot(?:e|ation)s?|citations? in quotation marks"), ("exclamation marks", r"exclamation (?:marks?|points?)|exclamations"),
    ("question marks", r"question marks?"), ("questions", r"questions?"), ("emoji", r"emojis?|emoticons?|smileys?"), ("semicolons", r"semi-?colons?"),
    ("bold", r"bold(?:ed)? (?:words?|phrases?|terms?|text|passages?)|bold(?:face)?"), ("italic", r"italics?|italic (?:words?|text)"),
    ("dates", r"dates?"), ("emails", r"e-?mail address(?:es)?|e-?mails?"), ("phones", r"(?:tele)?phone numbers?"), ("numbers", r"numbers?"),
    ("percentages", r"percentages?"), ("prices", r"prices?"), ("references", r"references?|sources?"), ("checkboxes", r"check ?boxes|checkbox|task items?"),
    ("rules", r"horizontal (?:rules?|lines?)"), ("formulas", r"formulas?|equations?"), ("contents", r"(?:a )?tables? of contents|contents list|toc"),
    ("capitals", r"words in (?:all )?(?:caps|capitals)|all[- ]caps(?: words?)?"), ("pages", r"pages?"),
)  # fmt: skip
_THING = [(unit, re.compile(rf"(?:{pattern})\b", re.IGNORECASE)) for unit, pattern in THINGS]


@dataclass(frozen=True)
class Thing:
    """What is counted, and where its name ends."""

    unit: str
    end: int


def read_thing(text: str) -> Thing | None:
    """The countable thing that a text begins with; the longest name wins."""
    found = [(match.end(), unit) for unit, pattern in _THING if (match := pattern.match(text))]
    if not found:
        return None
    end, unit = max(found, key=lambda one: one[0])
    return Thing(unit, end)
