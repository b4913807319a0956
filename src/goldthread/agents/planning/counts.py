"""Word counts inside lines: named ("Word Count: 400"), at the end ("(400 words)"), and lines that hold nothing else."""

import re

from goldthread.compile.numerals import read_count, read_words

NAMED = re.compile(
    r"[\s,;|(\[（【\-–—]*[*_]*(?:word[ -]?count|words|target|length|wortzahl|wortanzahl|wörter|umfang|länge|nombre de mots|mots|longueur|"
    r"número de palabras|numero de palabras|recuento de palabras|palabras|extensión|字数要求|字数|字數|词数|文字数|语数|長さ)[*_]*\s*[:：=]\s*[*_]*"
    r"(?P<count>[^\n|)\]）】]*)",
    re.I,
)
_UNIT = r"(?:words?|wörter|worte|mots|palabras|字|词|語|文字)"
_CJK = r"[零〇一二两三四五六七八九十百千万]+"
_AT_END = re.compile(
    r"[\s,;|(\[（【\-–—~≈]*(?:(?:about|ca\.?|circa|approx(?:\.|imately)?|around|roughly|etwa|rund|environ|unos|unas|约|約|大约)\s*)?"
    rf"(?P<count>[\d][\d.,'’ \u00a0\u202f]*(?:\s*(?:-|–|to|bis|à|a|~|至|到|〜)\s*\d[\d.,]*)?|{_CJK}(?:[至到~〜\-–]{_CJK})?|"
    rf"(?:[a-zäöüßéèíóú]{{1,30}}[ -]){{1,7}})\s*{_UNIT}\.?\s*[)\]）】]*[*_.。]*\s*$",
    re.I,
)
SEVERAL = re.compile(r"\d[\d.,]*\s*(?:words|wörter|mots|palabras|字)", re.I)
_REST = re.compile(
    rf"^(?:(?:bis|to|à|a|y|et|and|und|-|–|至|到|〜)\s+)?(?:[\d.,]+|(?:[a-zäöüßéèíóú]{{1,30}}[ -]){{0,6}}[a-zäöüßéèíóú]{{1,30}})?\s*{_UNIT}\.?$",
    re.I,
)


def split_words(text: str) -> tuple[str, int | None, bool]:
    """Text without its word count, the count, and whether one was named at all."""
    match = NAMED.search(text)
    unit = match is not None and _AFTER_NUMBER.match(match[0]) and text[: match.start()][-1:].isdecimal()
    if match and not unit:
        return text[: match.start()], read_count(match["count"]), True
    match = _AT_END.search(text)
    if not match:
        return text, None, False
    start, count = match.start(), match["count"]
    if count[:1].isascii() and count[:1].isalpha():
        number = _number_at_end(count)
        if number != count:
            start, count = match.start("count") + len(count) - len(number), number
    value = read_count(count)
    return (text, None, False) if value is None else (text[:start], value, True)


_AT_START = re.compile(
    rf"^[(\[（【~≈]?\s?(?:(?:about|ca\.?|around|etwa|rund|environ|unos|unas|约|約)\s?)?(?P<count>\d[\d.,'’]{{0,9}}(?:\s?[-–]\s?\d[\d.,]{{0,9}})?)\s?{_UNIT}"
    r"[)\]）】]?\s?(?:[:：.,;，、]|[-–—]|$)\s*",
    re.I,
)


def words_at_start(text: str) -> tuple[int | None, str]:
    """The count with which a text opens ("300 words: how it began"), and the text after it."""
    match = _AT_START.match(text)
    return (read_count(match["count"]), text[match.end() :]) if match else (None, text)


_AFTER_NUMBER = re.compile(r"\s*(?:words|wörter|mots|palabras)", re.I)
_BETWEEN = {"and", "und", "et", "y", "to", "bis", "à", "a", "or"}


def _number_at_end(text: str) -> str:
    """The number words with which a text ends: "a page of five hundred" gives "five hundred"."""
    start = len(text)
    for match in reversed(list(re.finditer(r"[^\W\d_]+", text))):
        if read_words(match[0]) is not None:
            start = match.start()
        elif match[0].casefold() not in _BETWEEN:
            break
    return text[start:]


def goes_on(line: str) -> bool:
    """Whether a line is the rest of a count that the line above began ("bis 450 Wörter", "hundred words")."""
    rest = _REST.match(line)
    return rest is not None and (read_count(line) is not None or len(line.split()) == 1)
