"""Numbers in words and digits brought to one key, so that `twelve`, `12` and `１２` are the same and `12` and `15` are not."""

from functools import lru_cache

MOST_WORDS = 24
"""Words of one number that are read."""
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_EN = {word: value for value, word in enumerate([*_UNITS.split(), "eighteen", "nineteen"])}
_EN_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_EN_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_EN_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_DE = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_FR = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_FR_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100}
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
    "veintinueve"
)
_ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien"


@lru_cache(maxsize=8)
def number_words(language: str) -> dict[str, int]:
    """Values of the number words of a language that stand for themselves; the article `ein`, `un`, `una` is none."""
    if language == "en":
        return {**_EN, **_EN_TENS}
    if language == "de":
        units = [*_DE.split(), "achtzehn", "neunzehn"]
        table = dict(zip(units, range(20), strict=True))
        for tens, word in enumerate(_DE_TENS.split(), start=2):
            table[word] = 10 * tens
            table.update({f"{units[unit]}und{word}": 10 * tens + unit for unit in range(1, 10)})
        return {word: value for word, value in table.items() if value != 1}
    if language == "fr":
        table = dict(zip(_FR.split(), range(17), strict=True))
        return {word: value for word, value in {**table, **_FR_TENS}.items() if value != 1}
    if language == "es":
        table = dict(zip(_ES.split(), range(30), strict=True))
        table.update({word: 10 * tens for tens, word in enumerate(_ES_TENS.split(), start=3)})
        return {word: value for word, value in table.items() if value != 1}
    return {}


def read_number(words: list[str], at: int, language: str) -> tuple[int, int, bool] | None:
    """The number that begins at a word: its value, how many words it takes, and whether it is an ordinal.

    Args:
        words: Folded words.
        at: Where to read.
        language: `en` reads compounds (`two hundred and five`, `twenty first`); others read single words.
    """
    if language != "en":
        value = number_words(language).get(words[at])
        return None if value is None else (value, 1, False)
    total = group = 0
    taken = 0
    last = ""
    while at + taken < len(words) and taken < MOST_WORDS:
        word = words[at + taken]
        if word in _EN_ORDINALS and (not taken or (last == "tens" and _EN_ORDINALS[word] < 10) or last == "hundred"):
            return total + group + _EN_ORDINALS[word], taken + 1, True
        if (word in _EN and last in ("", "hundred", "and", "scale")) or (
            word in _EN and last == "tens" and 0 < _EN[word] < 10
        ):
            group, last = group + _EN[word], "unit"
        elif word in _EN_TENS and last in ("", "hundred", "and", "scale"):
            group, last = group + _EN_TENS[word], "tens"
        elif word == "hundred" and last in ("", "unit"):
            group, last = (group or 1) * 100, "hundred"
        elif word in _EN_SCALES and word != "hundred" and last in ("", "unit", "tens", "hundred"):
            total, group, last = total + (group or 1) * _EN_SCALES[word], 0, "scale"
        elif (
            word == "and"
            and last in ("hundred", "scale")
            and at + taken + 1 < len(words)
            and (words[at + taken + 1] in _EN or words[at + taken + 1] in _EN_TENS)
        ):
            last = "and"
        else:
            break
        taken += 1
    return (total + group, taken, False) if taken else None


def digits_key(text: str, language: str) -> str:
    """The key of a number in digits: separators of thousands left out, a decimal point kept."""
    plain = text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace("'", "").replace("’", "")
    point, group = (",", ".") if language in ("de", "fr", "es") else (".", ",")
    head, _, tail = plain.partition(point)
    if tail and len(tail) == 3 and head and len(head) <= 3 and group not in plain and point == ",":
        return "#" + head.lstrip("0") + tail
    head = head.replace(group, "")
    tail = tail.replace(group, "").rstrip("0")
    return "#" + (head.lstrip("0") or "0") + (f".{tail}" if tail else "")
