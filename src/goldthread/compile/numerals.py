"""Word counts as replies write them: digits with any thousands mark, number words, CJK numerals, ranges."""

import re
from typing import Any

_SMALL = {
    word: value
    for value, words in enumerate(
        [
            "zero null zéro cero",
            "one ein eins eine un une uno una",
            "two zwei deux dos",
            "three drei trois tres",
            "four vier quatre cuatro",
            "five fünf cinq cinco",
            "six sechs seis",
            "seven sieben sept siete",
            "eight acht huit ocho",
            "nine neun neuf nueve",
            "ten zehn dix diez",
            "eleven elf onze once",
            "twelve zwölf douze doce",
            "thirteen dreizehn treize trece",
            "fourteen vierzehn quatorze catorce",
            "fifteen fünfzehn quinze quince",
            "sixteen sechzehn seize dieciséis",
            "seventeen siebzehn diecisiete",
            "eighteen achtzehn dieciocho",
            "nineteen neunzehn diecinueve",
        ]
    )
    for word in words.split()
}
_TENS = {
    word: value * 10
    for value, words in enumerate(
        [
            "",
            "",
            "twenty zwanzig vingt veinte",
            "thirty dreißig dreissig trente treinta",
            "forty fourty vierzig quarante cuarenta",
            "fifty fünfzig cinquante cincuenta",
            "sixty sechzig soixante sesenta",
            "seventy siebzig setenta",
            "eighty achtzig ochenta",
            "ninety neunzig noventa",
        ]
    )
    for word in words.split()
}
_HUNDRED = {"hundred": 100, "hundert": 100, "cent": 100, "cents": 100, "cien": 100, "ciento": 100, "cientos": 100}
_SPANISH = {"doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400,
            "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600,
            "setecientos": 700, "ochocientos": 800, "novecientos": 900}  # fmt: skip
_THOUSAND = {"thousand": 1000, "tausend": 1000, "mille": 1000, "mil": 1000}
_CJK_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_CJK_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000, "萬": 10000}
_CJK = r"[零〇一二两兩三四五六七八九十百千万萬]+"
_LONGEST = 20
"""Digits beyond which nothing counts words."""
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


def read_cjk(text: str) -> int | None:
    """Value of a numeral in Chinese characters, None where it is none."""
    if (
        not text
        or len(text) > _LONGEST
        or any(letter not in _CJK_DIGITS and letter not in _CJK_UNITS for letter in text)
    ):
        return None
    if all(letter in _CJK_DIGITS for letter in text):
        return int("".join(str(_CJK_DIGITS[letter]) for letter in text))
    total = part = digit = 0
    for letter in text:
        if letter in _CJK_DIGITS:
            digit = _CJK_DIGITS[letter]
        elif _CJK_UNITS[letter] == 10000:
            total, part, digit = (total + part + digit) * 10000, 0, 0
        else:
            part, digit = part + (digit or 1) * _CJK_UNITS[letter], 0
    return total + part + digit


def read_words(text: str) -> int | None:
    """Value of a number in words (English, German, French, Spanish), None where there is none."""
    total = part = 0
    found = False
    for word in _split(text.lower()):
        if word in ("and", "und", "et", "y", "a", "-"):
            continue
        if word in _SMALL or word in _TENS:
            part += _SMALL.get(word, _TENS.get(word, 0))
        elif word in _SPANISH:
            part += _SPANISH[word]
        elif word in _HUNDRED:
            part = (part or 1) * 100
        elif word in _THOUSAND:
            total, part = total + (part or 1) * 1000, 0
        elif found:
            break
        else:
            continue
        found = True
    return total + part if found else None


def _split(text: str) -> list[str]:
    words = []
    for word in re.findall(r"[^\W\d_]+", text):
        pieces = re.findall(r"tausend|hundert|und|(?:(?!tausend|hundert|und).)+", word)
        german = len(pieces) > 1 and all(
            one in _SMALL or one in _TENS or one in ("tausend", "hundert", "und") for one in pieces
        )
        words += pieces if german else [word]
    return words


def read_count(value: Any) -> int | None:
    """A positive count out of what a reply gives; None for zero, negative or unreadable ones. A range is its middle."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return round(value) if 0 < value < 10_000_000 else None
    text = str(value)[:500].translate(_WIDE).strip()
    if re.search(rf"\d{{{_LONGEST}}}", text):
        return None
    numbers = [
        int(re.sub(r"\D", "", one))
        for one in re.findall(r"(?<![\d.,])-?\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)|(?<![\d.,])-?\d+", text)
        if not one.startswith("-")
        or (re.search(r"\d\s*-", text[: text.index(one)] + "-") and re.search(rf"\d\s*{re.escape(one)}", text))
    ]
    if re.match(r"^-\d", text):
        return None
    if len(numbers) >= 2 and re.search(r"\d\s*(?:-|–|—|to|and|bis|und|à|a|y|et|~|至|到|〜)\s*\d", text):
        return round((numbers[0] + numbers[1]) / 2) or None
    if numbers:
        thousand = re.search(r"\d\s*k\b", text, re.I)
        return (numbers[0] * (1000 if thousand else 1)) or None
    halves = re.split(r"\b(?:to|and|bis|und|à|et|a|y)\b|[-–—]", text)
    values = [value for half in halves if (value := read_words(half)) and value >= 20]
    if len(values) == 2 and values[0] < values[1] and re.search(r"\b(?:to|bis|à|a)\b|[-–—]", text):
        return round(sum(values) / 2)
    span = re.search(rf"({_CJK})\s*[至到~〜～\-–—]\s*({_CJK})", text)
    if span and (low := read_cjk(span[1])) and (high := read_cjk(span[2])) and low < high:
        return round((low + high) / 2)
    cjk = re.search(_CJK, text)
    return (read_cjk(cjk[0]) if cjk else read_words(text)) or None
