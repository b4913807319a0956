"""Number words of English, German, French and Spanish: cardinals up to a hundred thousand, ordinals up to 120."""

import re
import unicodedata
from functools import lru_cache

_GERMAN = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_GERMAN_TENS = ["-", "zehn", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_FRENCH = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FRENCH_TENS = ["-", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"]
_SPANISH = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_SPANISH_TENS = ["-", "diez", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_SPANISH_HUNDREDS = [
    "-",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]
_SPANISH_ORDINALS = [
    "-",
    "primer",
    "segund",
    "tercer",
    "cuart",
    "quint",
    "sext",
    "séptim",
    "octav",
    "noven",
    "décim",
    "undécim",
    "duodécim",
]
_SPANISH_TENTHS = [
    "-",
    "décim",
    "vigésim",
    "trigésim",
    "cuadragésim",
    "quincuagésim",
    "sexagésim",
    "septuagésim",
    "octogésim",
    "nonagésim",
]


def fold(text: str) -> str:
    """Lower case without accents, hyphens and apostrophes as blanks; umlauts and ß are kept."""
    plain = text.lower().replace("-", " ").replace("’", "'")
    if plain.isascii():
        return plain
    made = []
    for letter in plain:
        base = unicodedata.normalize("NFD", letter)
        made.append(letter if letter in "äöüßñ" else base[0])
    return "".join(made)


def _german(value: int) -> str:
    if value < 20:
        return _GERMAN[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return (f"{_GERMAN[ones]}und" if ones else "") + _GERMAN_TENS[tens]
    hundreds, rest = divmod(value, 100)
    return f"{_GERMAN[hundreds]}hundert" + (_german(rest) if rest else "")


def _french(value: int) -> str:
    if value < 20:
        return _FRENCH[value]
    if value < 70:
        tens, ones = divmod(value, 10)
        return _FRENCH_TENS[tens] + ("" if not ones else " et un" if ones == 1 else f"-{_FRENCH[ones]}")
    if value < 80:
        return "soixante et onze" if value == 71 else f"soixante-{_FRENCH[value - 60]}"
    if value < 100:
        return "quatre-vingts" if value == 80 else f"quatre-vingt-{_FRENCH[value - 80]}"
    hundreds, rest = divmod(value, 100)
    head = "cent" if hundreds == 1 else f"{_FRENCH[hundreds]} cent"
    return f"{head} {_french(rest)}" if rest else head


def _spanish(value: int) -> str:
    if value < 30:
        return _SPANISH[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _SPANISH_TENS[tens] + (f" y {_SPANISH[ones]}" if ones else "")
    if value == 100:
        return "cien"
    hundreds, rest = divmod(value, 100)
    return _SPANISH_HUNDREDS[hundreds] + (f" {_spanish(rest)}" if rest else "")


_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ["-", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}


def _english(value: int) -> str:
    if value < 20:
        return _ENGLISH[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _ENGLISH_TENS[tens] + (f"-{_ENGLISH[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{_ENGLISH[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")


_NAMES = {"en": _english, "de": _german, "fr": _french, "es": _spanish}


@lru_cache(maxsize=4)
def cardinals(language: str) -> dict[str, int]:
    """Folded number words with their values, the thousands apart (`read_phrase` composes them)."""
    name = _NAMES[language]
    found = {fold(name(value)): value for value in range(1, 1000)}
    if language == "de":
        found |= {f"ein{end}": 1 for end in ("s", "e", "en", "em", "er")}
        found |= {"beide": 2, "beiden": 2, "zwo": 2, "hundert": 100, "tausend": 1000, "dutzend": 12}
        for word, value in list(found.items()):
            found[word.replace("ß", "ss")] = value
            if word.startswith("einhundert"):
                found[word.removeprefix("ein")] = value
        thousand = {f"{word}tausend": value * 1000 for word, value in found.items() if value < 1000}
        found |= thousand
        for word, value in thousand.items():
            if value <= 20_000:
                found |= {f"{word}{_german(rest)}": value + rest for rest in range(100, 1000, 50)}
    elif language == "fr":
        found |= {"une": 1, "quatre vingt": 80, "cents": 100, "mille": 1000, "douzaine": 12, "vingtaine": 20}
        found |= {word.replace(" un", " une"): value for word, value in found.items() if word.endswith(" un")}
        found |= {f"{_FRENCH[at]} cents": at * 100 for at in range(2, 10)}
        found["octante"], found["huitante"], found["septante"], found["nonante"] = 80, 80, 70, 90
    elif language == "en":
        found |= {word.replace(" and ", " "): value for word, value in found.items()}
        found |= {"hundred": 100, "a hundred": 100, "a thousand": 1000, "thousand": 1000, "dozen": 12, "a dozen": 12}
        found |= {f"{_ENGLISH[at]} dozen": at * 12 for at in range(2, 10)} | {"half a dozen": 6}
    else:
        found |= {"un": 1, "una": 1, "ambos": 2, "ambas": 2, "ciento": 100, "mil": 1000, "veintiun": 21, "docena": 12}
        for word, value in list(found.items()):
            if word.endswith("uno"):
                found[word[:-1]] = found[word[:-1] + "a"] = value
            if "cientos" in word or "quinientos" in word:
                found[word.replace("ientos", "ientas")] = value
    return found


@lru_cache(maxsize=4)
def ordinals(language: str) -> dict[str, int]:
    """Folded ordinal words in all their forms with their values."""
    found: dict[str, int] = {}
    if language == "de":
        odd = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
        for value in range(1, 121):
            word = _german(value)
            rest = value % 100
            if rest in odd:
                stem = word[: len(word) - len(_german(rest))] + odd[rest]
            else:
                stem = word + ("t" if 0 < rest < 20 else "st")
            for end in ("e", "en", "er", "es", "em"):
                found[stem + end] = value
        found |= {f"siebent{end}": 7 for end in ("e", "en", "er", "es", "em")}
        found |= {word.replace("ß", "ss"): value for word, value in found.items()}
    elif language == "en":
        for value in range(1, 121):
            word, rest = _english(value), value % 100
            rest = rest if rest < 20 else rest % 10
            end = _ENGLISH_ORDINALS.get(rest) or (f"{_ENGLISH[rest]}th" if rest else "")
            plain = word[: len(word) - len(_ENGLISH[rest])] + end if rest else f"{re.sub('y$', 'ie', word)}th"
            found[fold(plain)] = value
    elif language == "fr":
        for value in range(2, 101):
            word = fold(_french(value))
            stem = word.removesuffix("s") if word.endswith("vingts") else word
            stem = stem[:-1] if stem.endswith("e") else stem
            stem = f"{stem}u" if stem.endswith("cinq") else f"{stem[:-1]}v" if stem.endswith("neuf") else stem
            found |= {f"{stem}ieme": value, f"{stem}iemes": value}
        found |= {"premier": 1, "premiere": 1, "premiers": 1, "premieres": 1, "second": 2, "seconde": 2, "secondes": 2}
    else:
        ends = ("o", "a", "os", "as", "")
        ones = [fold(one) for one in _SPANISH_ORDINALS]
        for value in range(1, 13):
            found |= {ones[value] + end: value for end in ends if end or value in (1, 3)}
        for tens in range(1, 10):
            stem = fold(_SPANISH_TENTHS[tens])
            for end in ends[:4]:
                found[stem + end] = tens * 10
                for value in range(1, 10):
                    found[f"{stem}{end} {ones[value]}{end}"] = tens * 10 + value
                    found[f"{stem}o{ones[value]}{end}"] = tens * 10 + value
            for value in (1, 3):
                found[f"{stem}o{ones[value]}"] = found[f"{stem}o {ones[value]}"] = tens * 10 + value
    return found


_LONGEST = 7
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?!\d)|\d+")


def read_phrase(words: list[str], language: str) -> tuple[int, int]:
    """Value and number of words of the longest number phrase that folded words begin with; (0, 0) where none.

    A thousand takes the number before it as its factor and adds the one after it.
    """
    known = cardinals(language)

    def longest(at: int) -> tuple[int, int]:
        for many in range(min(_LONGEST, len(words) - at), 0, -1):
            value = known.get(" ".join(words[at : at + many]))
            if value is not None:
                return value, many
        return 0, 0

    value, many = longest(0)
    if not many:
        return 0, 0
    thousand = {"en": ("thousand",), "fr": ("mille",), "es": ("mil",)}.get(language, ())
    if value < 1000 and many < len(words) and words[many] in thousand:
        rest, more = longest(many + 1) if many + 1 < len(words) else (0, 0)
        rest, more = (rest, more) if rest < 1000 else (0, 0)
        return value * 1000 + rest, many + 1 + more
    if value == 1000:
        rest, more = longest(many) if many < len(words) else (0, 0)
        return (1000 + rest, many + more) if 0 < rest < 1000 else (value, many)
    return value, many


def read_digits(text: str) -> int:
    """Value of digits with any thousands mark."""
    found = _GROUPED.match(text)
    return int(re.sub(r"\D", "", found[0])[:9]) if found else 0
