"""Lengths, counts and times in a clause of words or signs."""

import re
from dataclasses import dataclass

from goldthread.compile.tongues.marks import bound, counted_unit, mark, measures
from goldthread.compile.tongues.token import Token


@dataclass(frozen=True)
class Amount:
    """A number with what it counts and its bounds.

    Attributes:
        what: `length` (words, characters, pages), `parts` (paragraphs, sentences), `times`, or `things` (any other noun).
        unit: What is counted.
        minimum: Least value.
        maximum: Greatest value.
        start: First character, the bound's words included.
        end: One past the last character.
        bounded: Whether a bound or `exactly` is said.
    """

    what: str
    unit: str
    minimum: int | None
    maximum: int | None
    start: int
    end: int
    bounded: bool


_HALF_PAGE = re.compile(
    r"\b(?:about |at most |max\.? )?(?:half|a quarter of|a third of) an? page(?: (?:max|at most|tops))?\b|"
    r"\b(?:etwa |höchstens |maximal )?eine(?:r)? halben? seite\b|\b(?:environ |au plus )?une demi-page\b|\bmedia página\b",
    re.IGNORECASE,
)


_LASTS = re.compile(
    r"\b(?:each|every|per|apiece)\b.*\b(?:takes?|lasts?|runs?|read\w*|play\w*|perform\w*|talk|speech|long)\b|\b(?:takes?|lasts?|read\w*|talk|speech)\b.*\b(?:each|every|per|apiece)\b",
    re.IGNORECASE,
)
"""What makes a time the length of each unit: `each scene lasts six minutes`."""


def amounts(text: str, tokens: list[Token], language: str) -> list[Amount]:
    """Amounts of a clause in order.

    Args:
        text: The clause.
        tokens: Its tokens.
        language: `de`, `fr`, `es`, `zh` or `ja`.
    """
    found = [Amount("length", "pages", None, 1, *one.span(), True) for one in _HALF_PAGE.finditer(text)]
    at = 0
    while at < len(tokens):
        one = tokens[at]
        if one.kind not in "n1yd" or (one.kind == "d") or one.value < 0:
            if (
                language in ("de", "en")
                and (word := mark("times", language).match(text, one.start))
                and word.groupdict().get("word")
            ):
                value = _TIMES_WORDS.get(word["word"].lower(), 0)
                low, high, start, bounded = _bounds(value, value, text, one.start, word.end(), language, soft=False)
                found.append(Amount("times", "mentions", low, high, start, word.end(), bounded))
            at += 1
            continue
        last = at
        low = high = one.value
        if at + 2 < len(tokens) and tokens[at + 1].kind in "rba" and tokens[at + 2].kind in "n":
            last, high = at + 2, tokens[at + 2].value
        elif (
            language in ("zh", "ja")
            and at + 3 < len(tokens)
            and tokens[at + 1].kind in ".u"
            and tokens[at + 2].kind in "rb"
            and tokens[at + 3].kind == "n"
            and len(tokens[at + 1].text) < 3
        ):
            last, high = at + 3, tokens[at + 3].value
        made = _amount(text, tokens, at, last, low, high, language) or _sum(text, one, high, found, language)
        if made is not None:
            found.append(made)
        at = last + 1
    return found


_TOTAL = r"(?:au total|en total|en tout|en conjunto|insgesamt|in summe|alles in allem)"


def _sum(text: str, one: Token, value: int, found: list[Amount], language: str) -> Amount | None:
    """A total without its noun behind a length (`400 Wörter je Woche, insgesamt höchstens 1.800`)."""
    before = next((it for it in reversed(found) if it.what == "length"), None)
    if before is None or language not in ("de", "fr", "es") or value < 100:
        return None
    least, most, start, bounded = _bounds(value, value, text, one.start, one.end, language, soft=True)
    behind = re.compile(rf"\s*{_TOTAL}\b", re.IGNORECASE).match(text, one.end)
    ahead = re.search(rf"\b{_TOTAL}\s*$", text[:start], re.IGNORECASE)
    if not behind and not (ahead and re.match(r"\s*(?:[.,;)]|$)", text[one.end :])):
        return None
    return Amount("length", before.unit, least, most, start, behind.end() if behind else one.end, bounded)


_OF_LENGTH = re.compile(
    r"(?:^|[，,])(?:每|各)一?[章篇节回封集课天则条份站关期首道层](?:都|约|大约|控制在|不超过)?$|(?:字数|文字数|篇幅)(?:每\w{1,2}|全文)?(?:都|均|请|は|为|：|:)?(?:控制在|大约|约|不超过|不少于|至少|最多|在)?$"
)
"""What a number of characters stands behind that does not name them."""
_TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3} | {
    word: value
    for value, word in enumerate(
        [
            "einmal",
            "zweimal",
            "dreimal",
            "viermal",
            "fünfmal",
            "sechsmal",
            "siebenmal",
            "achtmal",
            "neunmal",
            "zehnmal",
            "-",
            "zwölfmal",
        ],
        1,
    )
}


def _amount(text: str, tokens: list[Token], first: int, last: int, low: int, high: int, language: str) -> Amount | None:
    begin, after = tokens[first].start, tokens[last].end
    ranged = last > first and low < high
    if last > first and not ranged:
        return None
    signs = language in ("zh", "ja")
    gap = r"" if signs else r"(?:ish|\+|-odd)?[\s-]{1,2}"
    for unit, pattern in measures(language).items():
        edge = "" if signs else r"(?!\w)"
        adjective = (
            r""
            if signs
            else r"(?:(?:ganze[nr]?|vollständige[nr]?|kurze[nr]?|courts?|courtes|cortas?|cortos|short|full|single|long|brief|whole|or so|(?P<only>einzige[nrsm]?|seule?s?|sol[oa]s?|únic[oa]s?)|simples?)\s)?"
        )
        if match := re.compile(rf"{gap}{adjective}(?:{pattern.pattern}){edge}", re.IGNORECASE).match(text, after):
            if unit in ("words", "characters") and high < 5:
                continue
            if language == "ja" and re.match(r"(?:以上|以下|ほど|程度)?を(?!目安|上限|超)", text[match.end() :]):
                least, most, start, bounded = _bounds(low, high, text, begin, match.end(), language, soft=False)
                return Amount("things", counted_unit(match[0]), least, most, start, match.end(), bounded or ranged)
            long = unit != "minutes" and re.match(r"\s+long\b", text[match.end() :]) is not None
            if unit == "minutes" and not _LASTS.search(text):
                continue
            what = "length" if unit in ("words", "characters", "pages", "minutes") or long else "parts"
            least, most, start, bounded = _bounds(low, high, text, begin, match.end(), language, soft=what == "length")
            alone = not signs and bool(match.groupdict().get("only"))
            only = alone or (signs and re.match(r"だけ|のみ|きっかり", text[match.end() :]) is not None)
            if (unit == "lines" or (signs and unit == "sentences")) and high == 1 and not (bounded or only):
                return None
            return Amount(what, unit, least, most, start, match.end(), bounded or ranged or only)
    if match := re.compile(rf"[\s-]{{0,2}}(?:{mark('times', language).pattern})", re.IGNORECASE).match(text, after):
        least, most, start, bounded = _bounds(low, high, text, begin, match.end(), language, soft=False)
        return Amount("times", "mentions", least, most, start, match.end(), bounded)
    if language in ("zh", "ja") and high >= 50 and _OF_LENGTH.search(text[:begin]):
        least, most, start, bounded = _bounds(low, high, text, begin, after, language, soft=True)
        return Amount("length", "characters", least, most, start, after, bounded or ranged)
    noun = _noun(tokens, last + 1, language)
    if noun is None:
        return None
    least, most, start, bounded = _bounds(low, high, text, begin, noun.end, language, soft=False)
    if (
        bounded
        and language == "de"
        and re.match(r"(?:über|ab|unter|um die|an die|gut|knapp|rund|nur|je)\b", text[start:], re.IGNORECASE)
    ):
        # `über eine Frau`, `ab drei Jahren`: a preposition, not a bound.
        least, most, start, bounded = low, high, begin, False
    return Amount("things", counted_unit(noun.text), least, most, start, noun.end, bounded or ranged)


def _noun(tokens: list[Token], at: int, language: str) -> Token | None:
    for one in tokens[at : at + 3]:
        if one.kind not in ".uHmN" or not re.search(r"\w", one.text):
            return None
        if (
            language == "de"
            and not one.text[:1].isupper()
            and not all(it.text.islower() for it in tokens if it.text.isalpha())
        ):
            continue
        return one
    return None


def _bounds(
    low: int, high: int, text: str, start: int, end: int, language: str, *, soft: bool
) -> tuple[int | None, int | None, int, bool]:
    """Bounds that the words around a number set; a soft number without any is met within a tenth."""
    window = max(0, start - 40)
    before, after = text[window:start], text[end : end + 24]
    if low < high:
        lead = re.search(r"(?:between|from|zwischen|von|entre|de|d['’])\s*$", before, re.IGNORECASE)
        return low, high, window + lead.start() if lead else start, True
    negated = re.search(
        r"\b(?:not|never|none|n['’]t|kein\w*|nicht|nie|ningún|ninguna|no|nunca|aucune?|ne|jamais|pas)\b|[不没]",
        before,
        re.IGNORECASE,
    )
    for name in ("most", "least", "about", "exact"):
        found = bound(name, language).search(before)
        if found is None:
            continue
        at = window + found.start()
        if name == "about":
            slack = round(low * 0.1)
            return low - slack, low + slack, at, True
        if name == "exact":
            return low, low, at, True
        word = found[0].strip().lower()
        turned = bool(negated) and negated.end() <= max(0, found.start()) + 1 if negated else False
        # `kein Kapitel kürzer als 150` asks for as many at least, `nicht mehr als` for as many at most.
        lower = (
            name == "most"
            and turned
            and re.match(
                r"under|less than|fewer than|shorter than|below|unter|weniger als|kürzer als|moins de|menos de|por debajo|少于",
                word,
            )
        )
        over = (
            name == "least"
            and negated
            and word
            in (
                "more than",
                "over",
                "above",
                "longer than",
                "beyond",
                "mehr als",
                "länger als",
                "über",
                "más de",
                "plus de",
                "plus long que",
                "plus longue que",
                "plus longs que",
                "plus longues que",
                "超过",
            )
        )
        upper = (name == "most" and not lower) or bool(over)
        return (None, low, at, True) if upper else (low, None, at, True)
    for name in ("after most", "after least", "after about"):
        if bound(name, language).match(after):
            if name == "after about":
                return low - round(low * 0.1), low + round(low * 0.1), start, True
            return (None, low, start, True) if name == "after most" else (low, None, start, True)
    slack = round(low * 0.1) if soft else 0
    return low - slack, low + slack, start, False
