"""Numbers of a requirement: lengths, counts of mentions, order."""

import re
from dataclasses import dataclass

from goldthread.compile.lexicon import cardinal, number_value

_COUNTED = {
    "en": {"words": r"words?", "characters": r"characters?|signs", "paragraphs": r"paragraphs?", "sentences": r"sentences?", "pages": r"pages?", "lines": r"lines?"},
    "de": {"words": r"wörter[n]?|worte[n]?", "characters": r"zeichen", "paragraphs": r"absätze[n]?|absatz", "sentences": r"sätze[n]?", "pages": r"seiten"},
    "fr": {"words": r"mots?", "characters": r"caractères?|signes?", "paragraphs": r"paragraphes?", "sentences": r"phrases?", "pages": r"pages?"},
    "es": {"words": r"palabras?", "characters": r"caracteres?", "paragraphs": r"párrafos?", "sentences": r"frases?|oraciones", "pages": r"páginas?"},
    "zh": {"words": r"个?词", "characters": r"个?字", "paragraphs": r"个?段落?", "sentences": r"句话?"},
    "ja": {"words": r"語", "characters": r"文字|字", "paragraphs": r"段落", "sentences": r"文"},
}  # fmt: skip
_LEAST = {
    "en": r"at least|(?:no|not) (?:less|fewer|shorter) than|a minimum of|minimum(?: of)?|(?<!no )(?<!not )more than|(?<!not )over|or more|min\.?|longer than|beyond|above|upwards of|exceed(?:s|ing)?",
    "de": r"mindestens|wenigstens|nicht weniger als|mehr als|über", "fr": r"au moins|au minimum|minimum|pas moins de|plus de",
    "es": r"al menos|como mínimo|por lo menos|mínimo|no menos de|más de", "zh": r"至少|不少于|不低于|以上|超过", "ja": r"少なくとも|以上|最低",
}  # fmt: skip
_MOST = {
    "en": r"at most|(?:no|not) (?:more|longer) than|(?:must|shall|should|may|can)(?: not|n['’]t) (?:be (?:more|longer) than|exceed)|a maximum of|maximum(?: of)?|up to|less than|fewer than|under|below|within|shorter than|not exceed(?:ing)?|or (?:less|fewer)|max\.?|fit(?:s|ted|ting)? (?:in|into|on|within)|keep\b[^,;.]{1,30}? to|limit(?:ed)?\b[^,;.]{0,30}? to|(?:limit|cap|ceiling) (?:is|of)|capped at",
    "de": r"höchstens|maximal|nicht mehr als|weniger als|bis zu|unter", "fr": r"au plus|au maximum|maximum|pas plus de|moins de|jusqu['’]à",
    "es": r"como máximo|a lo sumo|máximo|no más de|menos de|hasta", "zh": r"最多|不超过|不多于|以内|以下|不得超过", "ja": r"最大|以内|以下|まで|未満",
}  # fmt: skip
_BEHIND = {
    "least": r",?\s*(?:or (?:more|longer|over)|at least|min(?:imum)?\b|and up\b)",
    "most": r",?\s*(?:or (?:less|fewer|shorter|under)|at (?:the )?most|max(?:imum)?\b|tops\b)",
}
"""What bounds a number behind its noun in English."""
_UNDER = re.compile(r"(?:less|fewer|shorter) than|under|below", re.IGNORECASE)
_ABOUT = {
    "en": r"about|around|approximately|roughly|some|circa|ca\.?|aim for", "de": r"etwa|ungefähr|circa|ca\.?|rund|um die", "fr": r"environ|à peu près|autour de",
    "es": r"unas?|unos|aproximadamente|alrededor de|cerca de", "zh": r"大约|约|左右|大概", "ja": r"約|およそ|ほど|程度|くらい",
}  # fmt: skip
_TIMES = {
    "en": r"(?P<n>{number})\s+times\b|(?P<once>once|twice|thrice)\b", "de": r"(?P<n>{number})[ -]?mal\b|(?P<once>einmal|zweimal|dreimal|viermal|fünfmal)\b",
    "fr": r"(?P<n>{number})\s+fois\b|(?P<once>never_)", "es": r"(?P<n>{number})\s+veces\b|(?P<once>una vez)\b", "zh": r"(?P<n>{number})次|(?P<once>never_)",
    "ja": r"(?P<n>{number})回|(?P<once>一度)",
}  # fmt: skip
_ONCE = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "einmal": 1,
    "zweimal": 2,
    "dreimal": 3,
    "viermal": 4,
    "fünfmal": 5,
    "una vez": 1,
    "一度": 1,
}


def length_noun(language: str) -> str:
    """Pattern of the nouns that lengths are counted in."""
    return "|".join(_COUNTED[language].values())


@dataclass(frozen=True)
class Measure:
    """Bounds read from a clause: what is counted, least, greatest, and the span of the words."""

    unit: str
    minimum: int | None
    maximum: int | None
    start: int
    end: int


_NEGATED = re.compile(
    r"^\W*no(?:ne)?\s(?!(?:less|fewer|shorter)\b)|(?:\b(?:not|never)|n['’]t)\s(?!(?:less|fewer|shorter)\b)[^,;]{0,40}$",
    re.IGNORECASE,
)


def _bounds(value: int, text: str, start: int, end: int, language: str) -> tuple[int | None, int | None, int]:
    before = text[max(0, start - 40) : start].lower()
    after = text[end : end + 16].lower()

    def near(pattern: str) -> re.Match[str] | None:
        return re.search(rf"(?:{pattern})\s*(?:the\s+)?$", before)

    def follows(pattern: str) -> bool:
        return bool(re.match(rf"\s*(?:{pattern})", after))

    least, most = near(_LEAST[language]), near(_MOST[language])
    if least and most:
        least, most = (least, None) if least.start() <= most.start() else (None, most)
    if language == "en" and not (least or most):
        low, high = (bool(re.match(rf"\s*{_BEHIND[name]}", after)) for name in ("least", "most"))
    else:
        low, high = (bool(one) or follows(table[language]) for one, table in ((least, _LEAST), (most, _MOST)))
    if low or high:
        found = least or most
        turns = low or (most is not None and _UNDER.match(most[0]) is not None)
        low = low != (language == "en" and turns and _NEGATED.search(text[:start]) is not None)
        first = start - len(before) + found.start() if found else start
        return (value, None, first) if low else (None, value, first)
    about = near(_ABOUT[language])
    if about or follows(_ABOUT[language]):
        slack = round(value * 0.1)
        return value - slack, value + slack, start - len(before) + about.start() if about else start
    exact = re.search(r"(?:exactly|precisely|genau|exactement|exactamente|正好|恰好|ちょうど)\s*$", before)
    if exact:
        return value, value, start - len(before) + exact.start()
    return value - round(value * 0.1), value + round(value * 0.1), start


def read_length(text: str, language: str) -> Measure | None:
    """A length that a clause asks for: words, characters, paragraphs, sentences or pages; None where it asks for none."""
    number = cardinal(language)
    for unit, pattern in _COUNTED[language].items():
        between = re.search(
            rf"(?:(?:between|from|zwischen|von|entre|de)\s+)?(?P<a>{number})\s*(?:and|to|und|bis|et|à|y|a|[-–—~〜至到から])\s*(?P<b>{number})[\s-]*(?:{pattern})(?![a-zà-ÿ])",
            text,
            re.IGNORECASE,
        )
        if between:
            low, high = number_value(between["a"], language), number_value(between["b"], language)
            if low and high and low <= high:
                return Measure(unit, low, high, *between.span())
        short = r"(?P<k>k)?" if language == "en" else ""
        single = re.search(rf"(?P<n>{number}){short}[\s-]*(?:{pattern})(?![a-zà-ÿ])", text, re.IGNORECASE)
        if single and (value := number_value(single["n"], language)):
            value *= 1000 if short and single["k"] else 1
            low_, high_, start = _bounds(value, text, single.start(), single.end(), language)
            return Measure(unit, low_, high_, start, single.end())
    return None


def read_times(text: str, language: str) -> Measure | None:
    """How often something is to be mentioned; None where a clause says nothing of it."""
    pattern = _TIMES[language].replace("{number}", cardinal(language)).replace("{{", "{").replace("}}", "}")
    for match in re.finditer(pattern, text, re.IGNORECASE):
        value = _ONCE.get(match["once"].lower()) if match["once"] else number_value(match["n"], language)
        if value is None:
            continue
        before = text[max(0, match.start() - 40) : match.start()].lower()
        low: int | None = value
        high: int | None = value
        start = match.start()
        if found := re.search(rf"(?:{_LEAST[language]})\s*$", before):
            high, start = None, match.start() - len(before) + found.start()
        elif found := re.search(rf"(?:{_MOST[language]})\s*$", before):
            low, start = None, match.start() - len(before) + found.start()
        elif found := re.search(r"(?:exactly|precisely|genau|exactement|exactamente|正好|恰好|ちょうど)\s*$", before):
            start = match.start() - len(before) + found.start()
        return Measure("mentions", low, high, start, match.end())
    return None


_AMOUNTS = {
    "en": r"\b(?:(?P<low>at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum|more than)|(?P<high>at most|no more than|not more than|a maximum of|maximum|up to|fewer than)|"
    r"(?P<exact>exactly|precisely))\s+(?P<n>{number})\b|\bonly (?P<only>{number})\b|\bthe (?P<the>{number})\s+[a-z]+ that\b(?P<never>)",
}


def read_amount(text: str, language: str) -> Measure | None:
    """Bounds on how many of a thing there are (`at least twelve studies`), of no unit that lengths have; None where there are none."""
    pattern = _AMOUNTS.get(language)
    match = re.search(pattern.replace("{number}", cardinal(language)), text, re.IGNORECASE) if pattern else None
    if match is None or match["the"]:
        return None
    value = number_value(match["n"] or match["only"], language)
    if value is None:
        return None
    low, high = (None if match["high"] else value), (None if match["low"] else value)
    return Measure("only" if match["only"] else "things", low, high, *match.span())
