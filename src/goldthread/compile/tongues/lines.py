"""Line breaks that end a sentence: a line that ends before the paragraph's width does, and the rows of a list or table."""

import re
from itertools import pairwise

from goldthread.compile.clauses import Clause

_WIDTH = 50
"""Characters from which a paragraph may be one that was wrapped by hand; signs count twice."""


def _cells(line: str) -> int:
    """Width of a line, where a sign of a script without blanks is as wide as two letters."""
    return sum(2 if ord(letter) >= 0x2E80 else 1 for letter in line)


def _wrapped(lines: list[str]) -> bool:
    """Whether a paragraph's lines, its last apart, are as long as they can be: then its breaks mean nothing.

    A line is full where the first word of the next would not have found room in it.
    """
    width = max(_cells(line) for line in lines)
    if width < _WIDTH or len(lines) < 2:
        return False
    for line, following in pairwise(lines):
        begins = re.match(r"\s*(\S+)", following)
        word = begins[1] if begins else ""
        first = word[:1] if ord(word[:1] or " ") >= 0x2E80 else word
        if _cells(line) + _cells(first) + 1 <= width:
            return False
    return len(lines) > 2 or lines[1].lstrip()[:1].islower()


def by_lines(text: str, one: Clause) -> list[Clause]:
    """A sentence cut at the line breaks in it, unless its paragraph was wrapped by hand or a line is the last one's indented rest.

    Args:
        text: The request.
        one: The sentence, with its offsets in it.
    """
    if "\n" not in one.text:
        return [one]
    begin = text.rfind("\n\n", 0, one.start) + 1
    end = text.find("\n\n", one.end)
    lines = [line for line in text[begin : end if end >= 0 else len(text)][:6_000].split("\n") if line.strip()]
    if _wrapped([line.rstrip() for line in lines]):
        return [one]
    made: list[Clause] = []
    at = 0
    for match in re.finditer(r"\n(?!  +[^\W\d_A-ZÄÖÜÀ-Ý])", one.text):
        made += _tidy(one, at, match.start())
        at = match.end()
    return made + _tidy(one, at, len(one.text))


def _tidy(one: Clause, start: int, end: int) -> list[Clause]:
    """A piece of a sentence without its bullet, nothing where it has no letter or digit."""
    piece = one.text[start:end]
    bullet = re.match(r"[\s\x01]*(?:[-*•・‣▪●○◆■□◦–—]\s*(?=\D))?", piece)
    left = start + (bullet.end() if bullet else 0)
    right = start + len(piece.rstrip(" \t\r\n\x01"))
    if right <= left or not re.search(r"\w", one.text[left:right]):
        return []
    return [Clause(one.start + left, one.start + right, one.text[left:right])]
