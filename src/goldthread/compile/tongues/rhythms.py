"""The units of a request that go by another: one for each day, version or year."""

import calendar
import re

from goldthread.compile.numerals import read_cjk
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.counted import Chosen, counted_units, noun_after
from goldthread.compile.tongues.nouns import stem
from goldthread.compile.tongues.shown import RHYTHMS
from goldthread.compile.tongues.token import Token

YEAR = re.compile(r"(?<![\d.])((?:19|20|21)\d{2})(?![\d.]\d|\d)")


YEARS = re.compile(
    r"((?:19|20|21)\d{2})年?\s*(?:bis|à|a|al|au|hasta|jusqu'en|y|et|und|(?:写|记|讲|画|编|一直|延续)?(?:到|至)|から|[-–—~〜])\s*(?:el\s+)?((?:19|20|21)\d{2})"
)


_PER = {
    "de": r"(?:(?:je|pro|für jede[nrs]?|zu jede[mr]?)\s+(?:[\wäöüß]+\s+)?(?P<x>[A-ZÄÖÜ]\w+)\s+eine?[nmrs]?\s+(?P<u>[A-ZÄÖÜ]\w+))|(?:eine?[nmrs]?\s+(?P<u2>[A-ZÄÖÜ]\w+\s+)?(?:je|pro|für jede[nrsm]?|zu jede[nrm]?)\s+(?P<x2>[A-ZÄÖÜ]\w+))",
    "fr": r"une?\s+(?P<u2>\w+\s+)?(?:par|pour chaque)\s+(?P<x2>\w+)",
    "es": r"un[oa]?\s+(?P<u2>\w+\s+)?(?:por|para cada)\s+(?P<x2>\w+)",
}


def per_other(text: str, tokens: list[Token], language: str) -> Chosen | None:
    """`je Insel ein Kapitel`, `un capítulo por mes`: as many units as there are of the other noun."""
    spoken = tongue(language)
    if language in ("zh", "ja"):
        if stay := re.search(
            r"(?P<n>[\d一二三四五六七八九十]{1,3})(?:泊|晚|夜)(?P<d>[\d一二三四五六七八九十]{1,3})[日天]|(?P<e>[\d一二三四五六七八九十]{1,3})天[\d一二三四五六七八九十]{1,3}[夜晚]",
            text[:600],
        ):
            word = stay["d"] or stay["e"]
            days = int(word) if word.isdigit() else read_cjk(word) or 0
            if days > 1:
                return days, "day", "日" if language == "ja" else "天", *stay.span()
        if floors := re.search(
            r"(?<!\d)1(?P<u>[階层楼回章号])(?:から|到|至|[〜～~-])(?P<n>\d{1,3})(?P=u)(?:まで)?[^。]{0,6}(?:一|1|各|每|毎)(?P=u)",
            text[:600],
        ):
            return int(floors["n"]), spoken.unit(floors["u"]) or "floor", floors["u"], *floors.span()
        match = re.search(
            r"(?:每(?:个)?月|毎月|ひと月に|月ごとに)(?:一|1)(?P<u>[章篇节课期集话話編節本号通枚封则份首])", text
        )
        if not match:
            return None
        said = re.search(r"(?:十二|12)\s*" + match["u"], text)
        start, end = said.span() if said else match.span()
        return 12, spoken.unit(match["u"]) or "chapter", match["u"], start, end
    match = re.search(_PER[language], text[:600])
    if not match:
        return None
    given = match.groupdict()
    word = (given.get("u") or given.get("u2") or "").strip()
    other = given.get("x") or given.get("x2") or ""
    if word and spoken.unit(word) is None:
        return None
    kind = spoken.unit(other)
    counted = counted_units([one for one in tokens if one.start < 400], text, language)
    if kind == "month":
        if counted and counted[0] == 12:
            return counted
        return (12, spoken.unit(word) or "month", word, *match.span()) if word else None
    if kind in ("week", "day") and word:
        number = re.search(r"(?<!\d)(\d{2,3})\s+(?:en total|au total|insgesamt|in summe)", text[:600], re.IGNORECASE)
        named = YEAR.search(text)
        whole = {"week": 52, "day": 365 + calendar.isleap(int(named[1]))}[kind] if named else 0
        count = counted[0] if counted and counted[0] > 20 else int(number[1]) if number else whole
        return (count, kind, word, *match.span()) if count > 1 else counted
    if kind == "year" and counted is None:
        years = YEARS.search(text)
        if years and word and 1 < int(years[2]) - int(years[1]) + 1 <= 500:
            return int(years[2]) - int(years[1]) + 1, spoken.unit(word) or "section", word, *match.span()
    if kind == "year" or not word:
        return counted
    head = stem(other, language)
    for at, one in enumerate(tokens):
        if one.kind == "n" and 2 <= one.value <= 20_000:
            noun = noun_after(tokens, at, language)
            if noun is not None and stem(noun.text, language).endswith(head[:1].lower() + head[1:]):
                return one.value, spoken.unit(word) or "section", word, one.start, match.end()
    return None


_YEARLY = re.compile(
    r"pro jahr|je jahr|jahr für jahr|jedes jahr|chronik|par an(?:née)?\b|chaque année|chronique|por año|cada año|crónica|一年一|每年|逐年|毎年|年ごと|年代記|年表|编年|村志|社史",
    re.IGNORECASE,
)


_ONE_EACH = {
    "de": r"\b(?:je|pro)\s+(?P<x>[A-ZÄÖÜ]\w+)\s+eine?[nrs]?\b|\beine?[nrs]?\s+(?:Seite\s+)?(?:je|pro)\s+(?P<x2>[A-ZÄÖÜ]\w+)",
    "fr": r"\bune?\s+(?:page\s+)?(?:par|pour chaque)\s+(?P<x2>\w+)",
    "es": r"\bun[oa]?\s+(?:página\s+)?(?:por|para cada)\s+(?P<x2>\w+)",
}


_TOTAL = r"(?:en total|au total|en tout|insgesamt|in summe|zusammen|pages|páginas|seiten)\b"


def each_in_total(text: str, tokens: list[Token], language: str) -> Chosen | None:
    """`uno por día, treinta en total`, `une page par saison, de 1991 à 2020`: as many units as are summed up, or as there are years."""
    if language in ("zh", "ja"):
        return None
    match = re.search(_ONE_EACH[language], text[:600])
    if match is None:
        return _summed_up(text, tokens)
    given = match.groupdict()
    word = given.get("x") or given.get("x2") or ""
    label = tongue(language).unit(word) or "section"
    paged = re.search(r"page|página|Seite", match[0]) is not None
    unit = "page" if paged else label
    for one in tokens:
        if (
            one.kind == "n"
            and 2 <= one.value <= 2_000
            and one.start < 600
            and re.match(rf"\s+{_TOTAL}", text[one.end :], re.IGNORECASE)
        ):
            noun = re.search(r"page|página|Seite", match[0]) if paged else None
            return one.value, unit, noun[0] if noun else word, *match.span()
    years = YEARS.search(text[:600])
    if years and paged and 1 < int(years[2]) - int(years[1]) + 1 <= 500:
        noun = re.search(r"page|página|Seite", match[0])
        return int(years[2]) - int(years[1]) + 1, unit, noun[0] if noun else "", *match.span()
    return None


def _summed_up(text: str, tokens: list[Token]) -> Chosen | None:
    """`unas preguntas frecuentes, veintidós en total`: the number stands behind its noun, with a word for the whole."""
    for at, one in enumerate(tokens):
        if (
            one.kind != "n"
            or not 2 <= one.value <= 2_000
            or one.start > 400
            or not re.match(r"\s+(?:en total|au total|en tout|insgesamt)\b", text[one.end :], re.IGNORECASE)
        ):
            continue
        noun = next((it for it in reversed(tokens[max(0, at - 4) : at]) if it.kind == "u"), None)
        if noun is not None and text[noun.end : one.start].count(",") == 1:
            return one.value, noun.label, noun.text, noun.start, one.end
    return None


_VERSIONS = re.compile(
    r"(?<![\d.])(?P<base>\d{1,3}(?:\.\d{1,3}){0,2})\.(?P<low>\d{1,3})\s*(?:bis|à(?: la)?|a(?: la)?|hasta(?: la)?|到|至|から|[-–—~〜～])\s*(?:version\s+|v)?(?P=base)\.(?P<high>\d{1,3})(?![\d.]*\d)",
    re.IGNORECASE,
)


def version_span(text: str, language: str) -> Chosen | None:
    """`Version 3.0 bis 3.9`: as many units as there are versions from the first to the last."""
    match = _VERSIONS.search(text[:400])
    if match is None or not 1 < int(match["high"]) - int(match["low"]) + 1 <= 300:
        return None
    word = {"de": "Version", "fr": "version", "es": "versión", "zh": "版本", "ja": "バージョン"}[language]
    return int(match["high"]) - int(match["low"]) + 1, "release", word, *match.span()


def named_rhythm(text: str, tokens: list[Token]) -> Chosen | None:
    """Days, weeks or months of a named year, months from January to December, days from Monday to Sunday."""
    line = "".join(one.kind for one in tokens)
    for match in re.finditer(r"m[pR]{0,2}[rb]m|w[pR]{0,2}[rb]w|yr[pR]?y", line):
        first, last = tokens[match.start()], tokens[match.end() - 1]
        if first.kind == "m" and (first.value, last.value) == (1, 12):
            return 12, "month", "", first.start, last.end
        if first.kind == "w" and first.value == 1 and last.value >= 5 and first.start < 200:
            return last.value, "day", "", first.start, last.end
    years = YEARS.search(text[:600])
    if years and _YEARLY.search(text) and 2 < int(years[2]) - int(years[1]) + 1 <= 500:
        return int(years[2]) - int(years[1]) + 1, "year", "", *years.span()
    year = YEAR.search(text)
    if year is None:
        return None
    leap = calendar.isleap(int(year[1]))
    for label, count, pattern in RHYTHMS:
        if found := re.search(rf"(?:{pattern})", text, re.IGNORECASE):
            return (count + 1 if leap and label == "day" else count), label, "", *found.span()
    return None
