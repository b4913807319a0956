"""Words of a text as checks compare them: case-folded, stemmed, stop words apart."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+(?:['’][^\W_{CJK}]+)*")
_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}
STOP_WORDS = {
    "en": ["a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "is", "are", "was", "were", "be", "been", "being", "it", "its", "this", "that", "these", "those", "his", "her", "their", "my", "our", "your", "i", "we", "you", "he", "she", "they", "has", "have", "had", "do", "does", "did", "will", "would", "use", "s", "t"],
    "de": ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "in", "im", "am", "an", "auf", "zu", "zum", "zur", "von", "vom", "mit", "für", "aus", "bei", "ist", "sind", "war", "waren", "wird", "werden", "sein", "ihr", "ihre", "mein", "meine", "unser", "es", "sie", "er", "wir", "ich", "als"],
    "fr": ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "ou", "en", "dans", "à", "au", "aux", "sur", "pour", "par", "avec", "est", "sont", "était", "être", "son", "sa", "ses", "mon", "ma", "mes", "notre", "il", "elle", "ils", "nous", "vous", "je", "ce", "cette", "ces", "se", "s", "qu", "que", "qui"],
    "es": ["el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "y", "o", "en", "a", "al", "con", "para", "por", "es", "son", "era", "ser", "su", "sus", "mi", "mis", "nuestro", "lo", "se", "que", "él", "ella", "ellos", "nosotros", "yo", "como"],
}
NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass(frozen=True)
class Word:
    """A word of a text with its offsets and its stem."""

    start: int
    end: int
    text: str
    stem: str


def normal(text: str) -> str:
    """Case-folded, composed, typographic quotation marks and hyphens made plain; the same number of characters."""
    table = str.maketrans("’‘‛“”„«»‐‑–—\u00a0", '\'\'\'"""""---- '[:13])
    composed = unicodedata.normalize("NFC", text)
    folded = composed.translate(table).lower()
    return folded if len(folded) == len(text) else text.translate(table).lower()


@lru_cache(maxsize=8)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The word's stem; the word itself where the language has no stemmer, or it is a number."""
    plain = word.removesuffix("'s")
    if language not in _STEMMERS or plain[:1].isdigit():
        return plain.rstrip("'")
    return str(_stemmer(language).stemWord(plain))


def words_of(text: str, language: str) -> list[Word]:
    """Words of a text in order; each character of a script without spaces is one."""
    plain = normal(text)
    if len(plain) != len(text):
        plain = text.lower() if len(text.lower()) == len(text) else text
    return [Word(one.start(), one.end(), one[0], stem(one[0], language)) for one in _WORD.finditer(plain)]


def content_words(phrase: str, language: str) -> list[Word]:
    """Words of a phrase without stop words; all of them where nothing else is left."""
    every = words_of(phrase, language)
    stop = set(STOP_WORDS.get(language, ()))
    return [word for word in every if word.text not in stop] or every
