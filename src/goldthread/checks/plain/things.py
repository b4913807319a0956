"""Countable things of a Markdown text, each with the span that shows it."""

import re
from collections.abc import Callable

from goldthread.checks.amounts import LINK, measure
from goldthread.checks.cutting import cut
from goldthread.checks.document import parse
from goldthread.checks.plain.entities import spans_of_sort
from goldthread.checks.plain.regions import headed
from goldthread.checks.structure import _bold

Span = tuple[int, int]
_CODE = re.compile(r"`[^`\n]+`")
_ADDRESS = re.compile(r"(?<![(\w\[])(?:https?://|www\.)[^\s)>\]]+")
_PATTERNS = {
    "images": re.compile(r"!\[[^\]\n]*\]\([^)\n]+\)|!\[[^\]\n]*\]\[[^\]\n]*\]|<img\b[^>]*>"),
    "footnotes": re.compile(r"(?<!^)\[\^[^\]\s]+\](?!:)", re.MULTILINE),
    "exclamation marks": re.compile(r"[!！](?!\[)"),
    "question marks": re.compile(r"[?？]"),
    "questions": re.compile(r"[?？]+"),
    "semicolons": re.compile(r"[;；]"),
    "emoji": re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf]"),
    "italic": re.compile(r"(?<![*\w])\*(?![*\s])[^*\n]+\*(?!\*)|(?<![_\w])_(?![_\s])[^_\n]+_(?![_\w])"),
    "quotations": re.compile(r"\"[^\"\n]{8,600}\"|“[^”\n]{8,600}”|„[^“”\n]{8,600}[“”]|«[^»\n]{8,600}»"),
    "checkboxes": re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]\]", re.MULTILINE),
    "rules": re.compile(r"^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:\*[ \t]*){3,}$", re.MULTILINE),
    "formulas": re.compile(r"\$\$[^$]+\$\$|(?<!\$)\$(?![\d\s])[^$\n]+\$"),
    "capitals": re.compile(r"(?<![\w-])[A-Z]{5,}(?![\w-])"),
}
_SORTS = {
    "dates": "date",
    "emails": "email",
    "phones": "phone",
    "percentages": "percent",
    "prices": "amount",
    "numbers": "number",
}
_REGIONS = {"tables": "table", "lists": "list", "ordered": "list", "code": "code", "quotes": "quote"}


def find_things(text: str, unit: str, language: str) -> list[Span] | None:
    """Spans of all things of a kind in a text; None where programs do not know the kind.

    Args:
        text: Markdown.
        unit: As in goldthread.compile.plain.amounts.
        language: Language of the text.
    """
    if unit == "quotations":
        marked = [one.span() for one in _PATTERNS[unit].finditer(_without_code(text))]
        return sorted({*marked, *(find_things(text, "quotes", language) or [])})
    finder = _FINDERS.get(unit)
    if finder:
        return finder(text, language)
    if unit in _PATTERNS:
        return [one.span() for one in _PATTERNS[unit].finditer(_without_code(text))]
    if unit in _SORTS:
        return spans_of_sort(text, _SORTS[unit])
    if unit in _REGIONS:
        return [
            _line(text, one.start, one.end)
            for one in parse(text).regions
            if one.kind == _REGIONS[unit] and (unit != "ordered" or one.ordered)
        ]
    return None


def count_things(text: str, unit: str, language: str) -> int | None:
    """How many things of a kind a text has; None where programs cannot count them."""
    if unit in ("words", "characters", "sentences", "paragraphs", "lines"):
        return measure(text, unit, language)
    found = find_things(text, unit, language)
    return None if found is None else len(found)


def _without_code(text: str) -> str:
    """The text with code blanked out, the same length."""
    plain = _CODE.sub(lambda match: " " * len(match[0]), text) if "`" in text else text
    pieces, at = [], 0
    for one in parse(text).regions:
        if one.kind == "code" and one.start >= at:
            pieces += [plain[at : one.start], " " * (one.end - one.start)]
            at = one.end
    return "".join([*pieces, plain[at:]])


def _line(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    stop = text.find("\n", left, end)
    return left, left + len(text[left : stop if stop >= 0 else end].rstrip())


def _links(text: str, _language: str) -> list[Span]:
    plain = _without_code(text)
    marked = [one.span() for one in LINK.finditer(plain) if not plain[: one.start()].endswith("!")]
    rest = LINK.sub(lambda match: " " * len(match[0]), plain)
    return sorted(marked + [one.span() for one in _ADDRESS.finditer(rest)])


def _headings(text: str, _language: str) -> list[Span]:
    return [(one.start, one.end) for one in parse(text).headings()]


def _subheadings(text: str, _language: str) -> list[Span]:
    marks = parse(text).headings()
    top = min((one.level for one in marks), default=0)
    upper = 2 if sum(one.level == top for one in marks) == 1 and marks and marks[0].level == top else 1
    return [(one.start, one.end) for one in marks if one.level >= top + upper] if marks else []


def _sections(text: str, _language: str) -> list[Span]:
    return [(one.start, one.body) for one in cut(text) if one.title]


def _items(text: str, _language: str) -> list[Span]:
    return [(one.start, one.end) for one in parse(text).blocks if one.kind == "item"]


def _entries(text: str, language: str) -> list[Span]:
    """Items of lists, else rows of tables without their heads."""
    found = _items(text, language)
    if found:
        return found
    document = parse(text)
    rows = [one for one in document.blocks if one.kind == "row"]
    heads = {
        min((row.start for row in rows if region.start <= row.start < region.end), default=-1)
        for region in document.regions
        if region.kind == "table"
    }
    return [(one.start, one.end) for one in rows if one.start not in heads]


def _references(text: str, language: str) -> list[Span] | None:
    """Entries under a heading of references; None where there is none such."""
    region = next(
        (
            one
            for name in (
                "references",
                "sources",
                "bibliography",
                "literature",
                "works cited",
                "Quellen",
                "Literatur",
                "Références",
                "Sources",
            )
            if (one := headed(name, text, language))
        ),
        None,
    )
    if region is None:
        return None
    inside = text[region.body : region.end]
    found = _entries(inside, language) or [(one.start, one.end) for one in parse(inside).paragraphs()]
    return [(region.body + start, region.body + end) for start, end in found]


def _contents(text: str, language: str) -> list[Span]:
    region = next(
        (
            one
            for name in (
                "table of contents",
                "contents",
                "Inhaltsverzeichnis",
                "Inhalt",
                "Sommaire",
                "Table des matières",
            )
            if (one := headed(name, text, language))
        ),
        None,
    )
    return [(region.start, region.body)] if region else []


_FINDERS: dict[str, Callable[[str, str], list[Span] | None]] = {
    "links": _links, "headings": _headings, "subheadings": _subheadings, "sections": _sections, "items": _items, "steps": _items,
    "entries": _entries, "references": _references, "contents": _contents, "bold": lambda text, _language: _bold(text),
}  # fmt: skip
