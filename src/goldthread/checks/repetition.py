"""Passages that are said twice in a document: paragraphs and sentences found again later, copied or lightly edited.

An inverted index of word 5-grams (8 characters of Chinese or Japanese) finds candidates, so the work grows with the words and
not with their square; the share of words in common order (longest common subsequence) decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from goldthread.checks.document import parse
from goldthread.checks.sentences import split

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_PIECE = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_HAS_CJK = re.compile(rf"[{_CJK}]")
GRAM = 5
GRAM_CJK = 8
COMMON = 40
"""A gram found in more than this many passages is a phrase of the document, not a copy."""
CANDIDATES = 4
PARAGRAPH = 0.62
"""Least share of the shorter paragraph's words that stand in the other one in the same order."""
SENTENCE = 0.8
"""The same of the longer sentence: a phrase that comes back in a longer sentence is no copy."""
SHORT_PARAGRAPH = 20
SHORT_SENTENCE = 12
"""Fewer words than these (twice as many characters) are a phrase that may come back."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage that is said again: spans in the texts of both sections, and the share of words in common (0 to 1)."""

    first: int
    first_span: tuple[int, int]
    second: int
    second_span: tuple[int, int]
    similarity: float


@dataclass(frozen=True, slots=True)
class _Passage:
    section: int
    start: int
    end: int
    words: tuple[str, ...]


class _Known:
    """The passages seen so far, by their grams."""

    def __init__(self, least: float, *, alike: bool = False) -> None:
        self._least = least
        self._alike = alike
        self._passages: list[_Passage] = []
        self._index: defaultdict[int, list[int]] = defaultdict(list)

    def like(self, passage: _Passage, grams: set[int]) -> tuple[float, _Passage] | None:
        """The earlier passage most like this one, where one is like enough."""
        shared = Counter(
            earlier for gram in grams if len(where := self._index.get(gram, [])) <= COMMON for earlier in where
        )
        best: tuple[float, _Passage] | None = None
        for earlier, count in shared.most_common(CANDIDATES):
            if count < 2:
                break
            other = self._passages[earlier]
            shorter, longer = sorted((len(passage.words), len(other.words)))
            common = LCSseq.similarity(passage.words, other.words)
            if common >= self._least * (longer if self._alike else shorter) and (
                best is None or common / shorter > best[0]
            ):
                best = common / shorter, other
        return best

    def add(self, passage: _Passage, grams: set[int]) -> None:
        for gram in grams:
            where = self._index[gram]
            if len(where) <= COMMON:
                where.append(len(self._passages))
        self._passages.append(passage)


def find_repeats(texts: Mapping[int, str]) -> list[Repeat]:
    """Passages that repeat an earlier one of the document, in reading order.

    Args:
        texts: Sections' Markdown by number; headings, tables and code are not looked at.

    Returns:
        Each later paragraph at most once, with the earlier one that it resembles most; of a paragraph that is not a copy as
        a whole, the sentences that are.

    Raises:
        BadInput: A text is too long to be checked.
    """
    paragraphs, sentences = _Known(PARAGRAPH), _Known(SENTENCE, alike=True)
    repeats = []
    for section in sorted(texts):
        text = texts[section]
        for block in parse(text).blocks:
            if block.kind not in ("paragraph", "item"):
                continue
            whole = _passage(text, section, block.start, block.end)
            grams = _grams(whole.words)
            copied = None
            if _long_enough(whole, SHORT_PARAGRAPH):
                copied = paragraphs.like(whole, grams)
                paragraphs.add(whole, grams)
            if copied:
                repeats.append(_repeat(copied, whole))
            for sentence in _sentences(text, section, block.start, block.end):
                own = _grams(sentence.words)
                again = None if copied else sentences.like(sentence, own)
                if again:
                    repeats.append(_repeat(again, sentence))
                sentences.add(sentence, own)
    return repeats


def _repeat(found: tuple[float, _Passage], later: _Passage) -> Repeat:
    share, first = found
    return Repeat(first.section, (first.start, first.end), later.section, (later.start, later.end), round(share, 3))


def _passage(text: str, section: int, start: int, end: int) -> _Passage:
    return _Passage(section, start, end, tuple(_PIECE.findall(text[start:end].casefold())))


def _sentences(text: str, section: int, start: int, end: int) -> Iterator[_Passage]:
    language = "zh" if _HAS_CJK.search(text, start, end) else "en"
    for left, right in split(text, start, end, language):
        passage = _passage(text, section, left, right)
        if _long_enough(passage, SHORT_SENTENCE):
            yield passage


def _long_enough(passage: _Passage, least: int) -> bool:
    cjk = sum(1 for word in passage.words if _HAS_CJK.match(word))
    return len(passage.words) - cjk / 2 >= least


def _grams(words: tuple[str, ...]) -> set[int]:
    size = GRAM_CJK if words and _HAS_CJK.match(words[len(words) // 2]) else GRAM
    return {hash(words[at : at + size]) for at in range(len(words) - size + 1)}
