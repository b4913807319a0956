"""Cutting any document into the sections that requirements count: by its headings, else by lines that look like them."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from goldthread.checks.document import Document, parse
from goldthread.schemas.constraint import Units

_NUMBERED = re.compile(r"^(?:#*\s*)?(\d{1,4})(?:[.):]|\s*[-–—]|\s|$)")
_ROMAN = re.compile(r"^[IVXLC]{1,7}(?=[.:)\s]|$)")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LABELS = (
    r"chapter|section|part|week|day|month|year|floor|block|lesson|unit|module|step|entry|episode|scene|act|article|"
    r"appendix|phase|round|kapitel|abschnitt|teil|woche|tag|monat|lektion|chapitre|section|partie|semaine|jour|mois|"
    r"leçon|capítulo|sección|parte|semana|día|mes|lección"
)
_LABELLED = re.compile(rf"^\W*(?:menu\s+)?({_LABELS})\s+(\d{{1,4}}|[IVXLC]{{1,7}})\b", re.IGNORECASE)
_CJK = re.compile(r"^\W*第\s*([0-9]{1,4}|[一二三四五六七八九十百〇零]{1,7})\s*[章节節部周週天日月年层層階课課回篇]")
_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
MOST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a document: `text[body:end]` under `title`, numbered from 1 as the document itself numbers it."""

    number: int
    title: str
    start: int
    body: int
    end: int


def cut(text: str, units: Units | None = None) -> tuple[Part, ...]:
    """The sections of a document, in reading order.

    Headings that carry the units' label and a number (`Week 7`) are the sections where the requirements name units; else
    the highest level that has at least two headings. Sub-headings belong to their section. A text without headings is
    cut at short lines of their own that read `Chapter 3`, `Week 7: ...`, `第三章`; a text without these is one section.

    Args:
        text: Markdown or plain text.
        units: What the requirements count, where they say so.

    Returns:
        Sections with distinct numbers; of two that claim one number the first has it, the other is part of the one
        before it.

    Raises:
        BadInput: The text is too long to be parsed.
    """
    document = parse(text)
    lines = _headings(document)
    if units is not None:
        labelled = [line for line in lines if _says(units.label, line[2]) and number_in(line[2]) is not None]
        if not labelled:
            found = _plain_lines(text)
            labelled = [line for line in found if _says(units.label, line[2])] or found
        if labelled:
            return _parts(text, labelled, numbered=True)
    level = _unit_level(document)
    chosen = [line for line in lines if line[3] == level]
    if len(chosen) < 2:
        chosen = _plain_lines(text) or chosen
    if not chosen:
        return (Part(1, "", 0, 0, len(text)),)
    return _parts(text, chosen, numbered=_all_numbered(chosen))


Line = tuple[int, int, str, int]
"""Start of a heading's line, first character after it, its words, its level (0: a plain line)."""


def _headings(document: Document) -> list[Line]:
    return [(one.start, one.body, one.heading, one.level) for one in document.sections if one.level]


def _unit_level(document: Document) -> int:
    counts = Counter(section.level for section in document.sections if section.level)
    several = [level for level in sorted(counts) if counts[level] >= 2]
    return several[0] if several else max(counts, default=0)


def _plain_lines(text: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip().strip("*_#= ").strip()
        if (
            0 < len(bare) <= MOST_TITLE
            and (_LABELLED.match(bare) or _CJK.match(bare))
            and not bare.endswith((",", ";"))
        ):
            found.append((at, at + len(line), bare, 0))
        at += len(line)
    return found


def _says(label: str, title: str) -> bool:
    return label.casefold() in title.casefold()


def number_in(title: str) -> int | None:
    """The number that a heading carries: `Week 7`, `7. Costs`, `Chapter IV`, `第三章`."""
    if found := _LABELLED.match(title):
        return int(found[2]) if found[2].isdigit() else _roman(found[2].upper())
    if found := _CJK.match(title):
        return int(found[1]) if found[1].isdigit() else _chinese(found[1])
    if found := _NUMBERED.match(title):
        return int(found[1])
    if found := _ROMAN.match(title):
        return _roman(found[0])
    if found := re.search(r"\b(\d{1,4})\b", title):
        return int(found[1])
    return None


def _roman(text: str) -> int:
    values = [_VALUES[char] for char in text]
    return sum(-one if one < max(values[at + 1 :], default=0) else one for at, one in enumerate(values))


def _chinese(text: str) -> int:
    total = digit = 0
    for char in text:
        if char in ("十", "百"):
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _all_numbered(lines: list[Line]) -> bool:
    """Whether every heading opens with a label or number of its own, rising; else they are counted."""
    numbers = [number_in(line[2]) if _opens_with_number(line[2]) else None for line in lines]
    known = [one for one in numbers if one is not None]
    return len(known) == len(lines) and all(one < two for one, two in pairwise(known))


def _opens_with_number(title: str) -> bool:
    return bool(_LABELLED.match(title) or _CJK.match(title) or re.match(r"\d{1,4}[.):]", title))


def _parts(text: str, lines: list[Line], *, numbered: bool) -> tuple[Part, ...]:
    taken: dict[int, Line] = {}
    for line in lines:
        number = number_in(line[2]) if numbered else len(taken) + 1
        if number is not None and number > 0 and number not in taken:
            taken[number] = line
    ordered = sorted(taken.items(), key=lambda item: item[1][0])
    ends = [line[0] for _, line in ordered[1:]] + [len(text)]
    return tuple(
        Part(number, line[2].strip(), line[0], line[1], end) for (number, line), end in zip(ordered, ends, strict=True)
    )
