"""An index of one text's words, so that each phrase costs only its own occurrences."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from goldthread.checks.sentences import Sentence, base_language, sentences
from goldthread.checks.words import Word, words_of
from goldthread.errors import BadInput

FUZZY = 87.0
"""Least similarity (rapidfuzz ratio) of two spellings of one word; five letters or fewer are never matched so."""
_CACHED_CHARACTERS = 200_000
MOST_WORDS = 2_500_000


@dataclass
class TextIndex:
    """A text's sentences and words, and where each key stands.

    Attributes:
        text: The text.
        language: Two letters.
        sentences: In order.
        words: In order, of sentences only.
        sentence_of: Number of the sentence of each word.
        places: Positions in `words` of each key.
        forms: Key of each folded form.
    """

    text: str
    language: str
    sentences: list[Sentence]
    words: list[Word] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    _alike: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def alike(self, word: Word) -> tuple[str, ...]:
        """Keys of words spelled nearly like a word of six letters or more: a slip of the pen, not another word."""
        known = self._alike.get(word.text)
        if known is None:
            found = process.extract(
                word.text, self._by_letter(word.text[0]), scorer=fuzz.ratio, score_cutoff=FUZZY, limit=8
            )
            swapped = process.extract(
                word.text, self._by_letter(word.text[0]), scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=8
            )
            found = [(form, score, at) for form, score, at in (*found, *swapped)]
            known = tuple({self.forms[form] for form, _, _ in found if abs(len(form) - len(word.text)) <= 2})
            self._alike[word.text] = known
        return known

    def _by_letter(self, letter: str) -> list[str]:
        if not hasattr(self, "_letters"):
            letters: defaultdict[str, list[str]] = defaultdict(list)
            for form in self.forms:
                if len(form) >= 6 and form.isalpha():
                    letters[form[0]].append(form)
            self._letters = letters
        return self._letters[letter]

    def in_range(self, key: str, low: int, high: int) -> list[int]:
        """Positions of a key from `low` to `high`, both included."""
        where = self.places.get(key, [])
        return where[bisect_left(where, low) : bisect_right(where, high)]


def index_text(text: str, language: str) -> TextIndex:
    """The index of a text, kept for the next question: many of short texts, one of a long one.

    Raises:
        BadInput: The text is too long to be checked.
    """
    code = base_language(language)
    return _cached(text, code) if len(text) <= _CACHED_CHARACTERS else _cached_long(text, code)


def _build(text: str, language: str) -> TextIndex:
    index = TextIndex(text, language, sentences(text, language))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(index.sentences):
        for word in words_of(sentence.text, language):
            places[word.stem].append(len(index.words))
            index.forms[word.text] = word.stem
            index.words.append(Word(word.start + sentence.start, word.end + sentence.start, word.text, word.stem))
            index.sentence_of.append(number)
        if len(index.words) > MOST_WORDS:
            raise BadInput(
                f"the text has more than {MOST_WORDS:,} words (of Chinese or Japanese, characters)",
                remedy="split the document into several files",
            )
    index.places = dict(places)
    return index


@lru_cache(maxsize=32)
def _cached(text: str, language: str) -> TextIndex:
    return _build(text, language)


@lru_cache(maxsize=1)
def _cached_long(text: str, language: str) -> TextIndex:
    return _build(text, language)
