"""Sentences of a Markdown text with exact offsets; headings, code, quotations and comments marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import sentencex

from goldthread.checks.document import Block, parse

LANGUAGES = ("en", "de", "fr", "es", "zh", "ja")
_PIECE = 20_000
MOST_IN_SENTENCE = 2_000
"""Characters after which a sentence that does not end is cut at white space, so that work on one is bounded."""
_CELL = re.compile(r"(?:\\\||[^|\n])+")
_UNFINISHED = re.compile(
    r"(?:^|[\s(«“\"'])(?:M|MM|Mme|Mlle|Dr|Drs|Mr|Mrs|Ms|St|Sr|Sra|Srta|Prof|Hr|Fr|Nr|No|Ste|Capt|Col|Gen|Rev|Lt|vs|etc|approx|"
    r"Jan|Feb|Aug|Sept?|Oct|Nov|Dec|z\. ?B|d\. ?h|u\. ?a|[A-Z])\.\s*$"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CLOSING = re.compile(r"^[\s\"'”’»）」』)\]]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: `text[start:end]` is what stands there.

    Attributes:
        block: Number of its block (paragraph, item, row, heading or code block) in the text.
        heading: It is a heading.
        code: It stands in a code block.
        quoted: It stands in a block quotation.
    """

    start: int
    end: int
    text: str
    block: int = 0
    heading: bool = False
    code: bool = False
    quoted: bool = False


def base_language(language: str) -> str:
    """`de` of `de-AT`."""
    return re.split(r"[-_]", language, maxsplit=1)[0].lower()


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """Sentences of a Markdown text in order; each heading, table cell and code block is one of its own kind.

    Raises:
        BadInput: The text is too long to be checked.
    """
    return list(_sentences(text, base_language(language)))


@lru_cache(maxsize=4)
def _sentences(text: str, language: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for number, block in enumerate(parse(text).blocks):
        spans = _spans(text, block, language)
        for start, end in spans if block.kind == "code" else _bounded(text, spans):
            found.append(
                Sentence(
                    start,
                    end,
                    text[start:end],
                    number,
                    heading=block.kind == "heading",
                    code=block.kind == "code",
                    quoted=block.quoted,
                )
            )
    return tuple(found)


def _spans(text: str, block: Block, language: str) -> Iterator[tuple[int, int]]:
    if block.kind in ("heading", "code"):
        yield block.start, block.end
    elif block.kind == "row":
        for cell in _CELL.finditer(text, block.start, block.end):
            if any(map(str.isalnum, cell[0])):
                yield _strip(text, *cell.span())
    else:
        yield from split(text, block.start, block.end, language)


def split(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, white space at their ends left out."""
    code = language if language in LANGUAGES else "en"
    spans: list[tuple[int, int]] = []
    at = start
    # The segmenter's work grows with the square of the marks in one call: long paragraphs pass in pieces.
    while at < end:
        stop = min(end, at + _PIECE)
        found = list(_segmented(text, at, stop, code))
        if stop < end and len(found) > 1 and found[-1][0] > at:
            stop = found.pop()[0]
        spans += found
        at = stop
    return _joined(text, spans)


def _segmented(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    # Lone surrogates cannot pass to the segmenter; any other character keeps the offsets.
    block = _SURROGATE.sub("\ufffd", text[start:end])
    position = 0
    for piece in sentencex.segment(language, block):
        begin = block.find(piece, position)
        if begin < 0:
            continue
        position = begin + len(piece)
        if piece.strip():
            yield _strip(text, start + begin, start + position)


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences cut after an abbreviation or before their closing quotation mark put together again."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (
            _CLOSING.match(text[start:end])
            or (
                _UNFINISHED.search(text, max(joined[-1][0], joined[-1][1] - 12), joined[-1][1])
                and "\n\n" not in text[joined[-1][1] : start]
            )
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _bounded(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of at most 2,000 characters: a longer one is cut at its last white space before that."""
    for start, end in spans:
        while end - start > MOST_IN_SENTENCE:
            piece = text[start : start + MOST_IN_SENTENCE]
            size = len(piece.rsplit(maxsplit=1)[0]) if not piece[-1].isspace() and " " in piece else len(piece)
            if text[start : start + size].strip():
                yield _strip(text, start, start + size)
            start += max(1, size)
        if text[start:end].strip():
            yield _strip(text, start, end)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + left + len(piece.strip())
