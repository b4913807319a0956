"""Words of a text as checks compare them: folded, their stem or number as the key, stop words apart."""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from goldthread.checks.forms import KEEP_APART, american, irregular
from goldthread.checks.numbers import digits_key, read_number

CJK = r"\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_INNER = r"\u00ad\u200b-\u200d\u2060\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_LETTER = rf"[^\W_{CJK}]"
_RUN = rf"{_LETTER}(?:{_LETTER}|[{_INNER}])*"
_WORD = re.compile(
    rf"\d+(?:(?:[.,'’]|[ \u00a0\u202f](?=\d{{3}}(?!\d)))\d+)*(?:st|nd|rd|th|er|ère|e|º|ª)?(?!{_LETTER})"
    rf"|[{CJK}]|{_RUN}(?:['’]{_RUN})*"
)
_DIGITS = re.compile(r"^(\d[\d.,'’ \u00a0\u202f]*?)(st|nd|rd|th|er|ère|e|º|ª)?$")
_DROP = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}
_MONTHS = frozenset(
    (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
)
_STOP = {
    "en": """
a an the of in on at to for from by with and or as is are was were be been being it its this that these those his her their
my our your i we you he she they him them us me has have had having do does did will would there some any who whom whose which
into onto upon about s t""",
    "de": """
der die das den dem des ein eine einen einem einer eines und oder in im am an auf zu zum zur von vom mit für aus bei ist sind
war waren wird werden wurde wurden sein seine seinen seiner seinem ihr ihre ihren ihrer ihrem mein meine meinen meiner meinem
unser unsere unseren unserer es sie er wir ich als hat haben hatte hatten sich da""",
    "fr": """
le la les l un une des du de d et ou en dans à au aux sur pour par avec est sont était étaient être son sa ses mon ma mes
notre nos leur leurs il elle ils elles nous vous je j ce c cette ces se s qu que qui a ont avait ai y n""",
    "es": """
el la los las un una unos unas de del y o en a al con para por es son era eran ser su sus mi mis nuestro nuestra lo se que él
ella ellos nosotros yo como ha han había hay le les nos me""",
}
STOP_WORDS = {language: frozenset(words.split()) for language, words in _STOP.items()}
_QUOTES = str.maketrans("’‘‛“”„«»‐‑–—\u00a0\u202f", '\'\'\'"""""----  ')


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its offsets, its folded form, and its key: stem, or `#` and the number."""

    start: int
    end: int
    text: str
    stem: str


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Composed, compatible, case-folded; soft hyphens and joiners left out, apostrophes plain."""
    return unicodedata.normalize("NFKC", _DROP.sub("", text)).casefold().translate(_QUOTES)


def normal(text: str) -> str:
    """Lower case with plain quotation marks, hyphens and spaces, character for character: offsets stay as they are."""
    if text.isascii():
        return text.lower()
    return "".join(_plain_character(char) for char in text.translate(_QUOTES))


@lru_cache(maxsize=20_000)
def _plain_character(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


_stemming = threading.Lock()


@lru_cache(maxsize=8)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


def _bare(text: str) -> str:
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)).replace(
        "ß", "ss"
    )


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """A folded word's stem: irregular forms and spellings brought together, accents left out."""
    plain = word.removesuffix("'s").rstrip("'")
    if language in ("fr",) and "'" in plain:
        plain = plain.rsplit("'", 1)[1]
    if language not in _STEMMERS or not plain or plain in KEEP_APART:
        singular = plain[:-3] + "y" if plain.endswith("ies") else plain.removesuffix("s")
        return singular if plain in KEEP_APART else plain
    if language == "en":
        plain = american(plain)
    plain = irregular(language).get(plain, plain)
    with _stemming:  # A stemmer holds the word that it is at; two threads at once would mix theirs.
        found = _bare(str(_stemmer(language).stemWord(plain)))
    # The stemmer leaves `sue` and makes `su` of `sued`.
    return found[:-1] if language == "en" and len(found) == 3 and found.endswith("ue") else found


def words_of(text: str, language: str) -> list[Word]:
    """Words of a text in order; a number in several words is one, each character of a script without spaces is one."""
    found = [(one.start(), one.end(), fold(one[0])) for one in _WORD.finditer(text)]
    plain = [one[2] for one in found]
    words: list[Word] = []
    at = 0
    while at < len(found):
        start, end, folded = found[at]
        if folded[:1].isdigit():
            digits = _DIGITS.match(folded)
            key = digits_key(digits[1], language) + ("th" if digits[2] else "") if digits else folded
            words.append(Word(start, end, folded, key))
            at += 1
            continue
        number = read_number(plain, at, language)
        if number and (language != "en" or number[1] == 1 or _together(text, found, at, number[1])):
            value, taken, ordinal = number
            last = found[at + taken - 1][1]
            words.append(Word(start, last, " ".join(plain[at : at + taken]), f"#{value}" + ("th" if ordinal else "")))
            at += taken
            continue
        words.append(Word(start, end, folded, stem(folded, language)))
        at += 1
    return _dates(words) if language == "en" else words


def _together(text: str, found: list[tuple[int, int, str]], at: int, taken: int) -> bool:
    return all(text[found[i][1] : found[i + 1][0]].strip(" -‐‑\n") == "" for i in range(at, at + taken - 1))


def _dates(words: list[Word]) -> list[Word]:
    """`May 3rd`, `3rd of May` and `May 3` have one key."""
    for at, word in enumerate(words):
        if word.stem.startswith("#") and word.stem.endswith("th"):
            near = [words[i].text for i in (at - 1, at + 1, at + 2) if 0 <= i < len(words)]
            if near and (near[0] in _MONTHS or any(one in _MONTHS for one in near[1:2]) or (
                len(near) == 3 and near[1] == "of" and near[2] in _MONTHS)):  # fmt: skip
                words[at] = Word(word.start, word.end, word.text, word.stem.removesuffix("th"))
    return words


def content_words(phrase: str, language: str) -> list[Word]:
    """Words of a phrase without stop words; all of them where nothing else is left."""
    every = words_of(phrase, language)
    stop = STOP_WORDS.get(language, frozenset())
    return [word for word in every if _plain(word.text, language) not in stop] or every


def _plain(word: str, language: str) -> str:
    return word.rsplit("'", 1)[-1] if language == "fr" else word.removesuffix("'s")
