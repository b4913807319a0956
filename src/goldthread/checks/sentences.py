"""Sentences of a Markdown text with exact offsets, headings and code apart."""

import re
from dataclasses import dataclass

import sentencex

LANGUAGES = ("en", "de", "fr", "es", "zh", "ja")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_BLOCK = 20_000


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text: `text[start:end]` is what stands there."""

    start: int
    end: int
    text: str
    heading: bool = False
    code: bool = False
    quoted: bool = False


def base_language(language: str) -> str:
    """`de` of `de-AT`."""
    return language.split("-")[0].lower()


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """Sentences of a Markdown text in order; each heading and each line of code is one of its own kind."""
    found: list[Sentence] = []
    fence = ""
    position = 0
    paragraph_start = -1
    lines = text.splitlines(keepends=True)

    def close(end: int) -> None:
        nonlocal paragraph_start
        if paragraph_start >= 0:
            found.extend(_paragraph(text, paragraph_start, end, language))
            paragraph_start = -1

    for line in lines:
        start, position = position, position + len(line)
        mark = _FENCE.match(line)
        if fence or mark:
            close(start)
            if line.strip():
                found.append(_stripped(text, start, position, code=True))
            fence = ("" if fence and mark and mark[1] == fence else fence) if fence else (mark[1] if mark else "")
        elif not line.strip():
            close(start)
        elif _HEADING.match(line):
            close(start)
            found.append(_stripped(text, start, position, heading=True))
        elif paragraph_start < 0:
            paragraph_start = start
        elif re.match(r"\s*(?:[-*+]|\d+[.)])\s|\s*\|", line):
            close(start)
            paragraph_start = start
    close(position)
    return found


def _stripped(text: str, start: int, end: int, *, heading: bool = False, code: bool = False) -> Sentence:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return Sentence(left, right, text[left:right], heading=heading, code=code)


def _paragraph(text: str, start: int, end: int, language: str) -> list[Sentence]:
    block = text[start:end]
    code = base_language(language)
    pieces = (
        [block[at : at + _BLOCK] for at in range(0, len(block), _BLOCK)]
        if len(block) > _BLOCK
        else list(sentencex.segment(code if code in LANGUAGES else "en", block))
    )
    quoted = block.lstrip().startswith(">")
    found = []
    at = start
    for piece in pieces:
        begin = text.find(piece, at, end) if piece else -1
        if begin < 0:
            begin = at
        at = begin + len(piece)
        if piece.strip():
            one = _stripped(text, begin, at)
            found.append(Sentence(one.start, one.end, one.text, quoted=quoted))
    return found
