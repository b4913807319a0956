"""Passages that are said twice in a document: sentences and paragraphs of one section found again in a later one.

Word 8-grams in an inverted index, so the work grows with the words, not with their square.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
GRAM = 5
LEAST_WORDS = 12
SIMILAR = 0.5
COMMON = 50
"""A gram found in more than this many paragraphs is a phrase of the document, not a copy."""


@dataclass(frozen=True)
class Repeat:
    """A paragraph that is said again: spans in the texts of both sections, and their similarity (containment, 0 to 1)."""

    first: int
    first_span: tuple[int, int]
    second: int
    second_span: tuple[int, int]
    similarity: float


def _grams(text: str) -> list[int]:
    words = [word.casefold() for word in _PIECE.findall(text)]
    if len(words) < LEAST_WORDS:
        return []
    return [hash(tuple(words[at : at + GRAM])) for at in range(len(words) - GRAM + 1)]


def find_repeats(texts: Mapping[int, str]) -> list[Repeat]:
    """Paragraphs that repeat an earlier one of the document, in reading order.

    Args:
        texts: Sections' texts by number.

    Returns:
        Each later paragraph at most once, with the earlier one it resembles most: at least half of the shorter one's
        5-grams are shared.
    """
    seen: list[tuple[int, tuple[int, int], int]] = []
    index: defaultdict[int, list[int]] = defaultdict(list)
    repeats = []
    for section in sorted(texts):
        for match in _PARAGRAPH.finditer(texts[section]):
            grams = set(_grams(match[0]))
            if not grams:
                continue
            shared: defaultdict[int, int] = defaultdict(int)
            for gram in grams:
                where = index[gram]
                if len(where) <= COMMON:
                    for earlier in where:
                        shared[earlier] += 1
            best = max(shared, key=lambda one: shared[one] / min(len(grams), seen[one][2]), default=None)
            if best is not None:
                similarity = shared[best] / min(len(grams), seen[best][2])
                if similarity >= SIMILAR:
                    repeats.append(Repeat(seen[best][0], seen[best][1], section, match.span(), similarity))
            for gram in grams:
                index[gram].append(len(seen))
            seen.append((section, match.span(), len(grams)))
    return repeats
