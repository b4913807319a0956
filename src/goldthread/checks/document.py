"""The structure of a Markdown text with exact offsets: blocks, sections, lists, tables, code.

Blocks come from markdown-it-py, whose tokens name lines; raw HTML is plain text, an indented paragraph is no code (novels
and poems are indented), and what lies deeper than the parser nests is kept as a paragraph. The work is linear in the text.
"""

import bisect
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt

from goldthread.errors import BadInput

MOST_CHARACTERS = 12_000_000
MOST_LINES = 400_000
MOST_CELLS = 400_000

BlockKind = Literal["heading", "paragraph", "item", "row", "code"]
_NEWLINE = re.compile(r"\r\n?|\n")
_HEADING_MARKS = re.compile(r"^[ \t>]*#{1,6}[ \t]*|[ \t]+#+[ \t]*$")
_LINE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?")
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"^[ \t>]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item's paragraph, table row or code block: `text[start:end]`, marks left out.

    Attributes:
        level: Of a heading, 1 to 6; else 0.
        quoted: It stands in a block quotation.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, up to the next one of any level.

    Attributes:
        number: From 1 in reading order; 0 is what comes before the first heading.
        heading: The heading's words.
        level: 1 to 6; 0 before the first heading.
        start: First character of the heading's line.
        body: First character after the heading.
        end: One past the last character.
    """

    number: int
    heading: str
    level: int
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Region:
    """A list, table or code block as a whole, with its number of items, rows (header included) or lines."""

    kind: Literal["list", "table", "code", "quote"]
    start: int
    end: int
    size: int
    ordered: bool = False


@dataclass(frozen=True)
class Document:
    """A parsed text; all offsets are into `text`."""

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    regions: tuple[Region, ...]

    def headings(self) -> list[Block]:
        """Headings in order."""
        return [block for block in self.blocks if block.kind == "heading"]

    def paragraphs(self) -> list[Block]:
        """Running text: paragraphs outside lists and tables."""
        return [block for block in self.blocks if block.kind == "paragraph"]

    def section_at(self, offset: int) -> Section:
        """The section in which a character stands."""
        starts = [section.start for section in self.sections]
        return self.sections[max(0, bisect.bisect_right(starts, offset) - 1)]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["code", "html_block", "reference"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@lru_cache(maxsize=4)
def parse(text: str) -> Document:
    """Parse a Markdown text; the last few are kept, since several checks ask for the same one.

    Args:
        text: At most 12,000,000 characters, 400,000 lines and 400,000 bars of tables.

    Raises:
        BadInput: The text is longer than that.
    """
    lines = _line_starts(text)
    if len(text) > MOST_CHARACTERS or len(lines) > MOST_LINES:
        raise BadInput(
            f"the text has {len(text):,} characters in {len(lines) - 1:,} lines; at most {MOST_CHARACTERS:,} in "
            f"{MOST_LINES:,} are checked",
            remedy="split the document into several files",
        )
    if (cells := text.count("|")) > MOST_CELLS:
        raise BadInput(
            f"the text has {cells:,} bars of table cells; at most {MOST_CELLS:,} are checked",
            remedy="split the document into several files",
        )
    blocks, regions = _walk(text, lines)
    blocks = _with_uncovered(text, lines, blocks)
    return Document(text, tuple(blocks), tuple(_sections(text, blocks)), tuple(regions))


def _line_starts(text: str) -> list[int]:
    """Start of each line, and the end of the text twice over."""
    starts = [0]
    for one in _NEWLINE.finditer(text):
        starts.append(one.end())
        if len(starts) > MOST_LINES:
            break
    return [*starts, len(text)]


def _walk(text: str, lines: list[int]) -> tuple[list[Block], list[Region]]:
    blocks: list[Block] = []
    regions: list[Region] = []
    opened: list[tuple[str, int, int]] = []
    quotes = items = 0
    heading = 0
    for token in _parser().parse(text):
        kind, span = token.type, token.map
        start, end = (lines[span[0]], lines[min(span[1], len(lines) - 1)]) if span else (0, 0)
        if kind in ("blockquote_open", "bullet_list_open", "ordered_list_open", "table_open"):
            opened.append((kind, len(regions), 0))
            name: Literal["list", "table", "quote"] = (
                "table" if kind == "table_open" else "quote" if kind == "blockquote_open" else "list"
            )
            regions.append(Region(name, start, end, 0, ordered=kind == "ordered_list_open"))
            quotes += kind == "blockquote_open"
            items += name == "list"
        elif kind in ("blockquote_close", "bullet_list_close", "ordered_list_close", "table_close"):
            _, index, size = opened.pop()
            old = regions[index]
            regions[index] = Region(old.kind, old.start, old.end, size, old.ordered)
            quotes -= kind == "blockquote_close"
            items -= old.kind == "list"
        elif kind in ("list_item_open", "tr_open"):
            if opened:
                opened[-1] = (opened[-1][0], opened[-1][1], opened[-1][2] + 1)
            if kind == "tr_open" and span:
                blocks.extend(_trimmed(text, "row", start, end, 0, quotes > 0))
        elif kind == "heading_open":
            heading = int(token.tag[1])
            if token.markup in ("-", "=") and span and span[1] - span[0] > 2:
                heading = 0
            if heading:
                blocks.extend(_trimmed(text, "heading", start, end, heading, quotes > 0))
            else:
                blocks.extend(_trimmed(text, "paragraph", start, lines[span[1] - 1] if span else end, 0, quotes > 0))
        elif kind == "paragraph_open":
            blocks.extend(_trimmed(text, "item" if items else "paragraph", start, end, 0, quotes > 0))
        elif kind == "fence":
            blocks.extend(_trimmed(text, "code", start, end, 0, quotes > 0))
            regions.append(Region("code", start, end, token.content.count("\n")))
    return blocks, regions


def _trimmed(text: str, kind: BlockKind, start: int, end: int, level: int, quoted: bool) -> list[Block]:
    piece = text[start:end]
    if kind == "heading":
        piece = _UNDERLINE.sub("", piece.rstrip())
        marks = _HEADING_MARKS.match(piece)
        closing = re.search(r"[ \t]+#+[ \t]*$", piece)
        begin = marks.end() if marks and marks.start() == 0 else 0
        start, piece = start + begin, piece[begin : closing.start() if closing and closing.start() >= begin else None]
    elif kind not in ("code", "row"):
        marks = _LINE_MARKS.match(piece)
        begin = marks.end() if marks else 0
        start, piece = start + begin, piece[begin:]
    left = len(piece) - len(piece.lstrip())
    body = piece.strip()
    return [Block(kind, start + left, start + left + len(body), level, quoted)] if body else []


def _with_uncovered(text: str, lines: list[int], blocks: list[Block]) -> list[Block]:
    """The blocks in order, and lines that lie in none of them (nested deeper than the parser goes) as paragraphs."""
    blocks = sorted(blocks, key=lambda block: block.start)
    found: list[Block] = []
    at = 0

    def fill(until: int) -> None:
        first = bisect.bisect_left(lines, at)
        for index in range(first, len(lines) - 1):
            start, end = lines[index], lines[index + 1]
            if start >= until:
                return
            line = text[start : min(end, until)]
            if line.strip() and any(map(str.isalnum, line)) and not _RULE.match(line.rstrip()):
                found.extend(_trimmed(text, "paragraph", start, min(end, until), 0, False))

    for block in blocks:
        if text[at : block.start].strip():
            fill(block.start)
        found.append(block)
        at = max(at, block.end)
    fill(len(text))
    return found


def _sections(text: str, blocks: list[Block]) -> list[Section]:
    marks = [block for block in blocks if block.kind == "heading" and not block.quoted]
    starts = [text.rfind("\n", 0, block.start) + 1 for block in marks]
    sections = [Section(0, "", 0, 0, 0, starts[0] if starts else len(text))]
    for number, (block, start) in enumerate(zip(marks, starts, strict=True), 1):
        end = starts[number] if number < len(starts) else len(text)
        body = text.find("\n", block.end, end)
        sections.append(
            Section(number, text[block.start : block.end], block.level, start, body + 1 if body >= 0 else end, end)
        )
    return sections
