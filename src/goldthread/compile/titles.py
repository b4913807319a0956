"""Titles of the units that an English request lists: `Sections: 1 Overview, 2 Power`, `made up of Summary, Need and Budget`."""

import re
from dataclasses import dataclass

_NOUNS = (
    r"(?:sections?|chapters?|parts?|modules?|units|lessons|headings|topics|episodes|entries|stages|steps|structure|outline|contents|toc|table of contents|agenda|"
    r"order|sequence|titles|stops|pages|articles|clauses|acts|scenes)"
)
_NAMING = re.compile(
    rf"\b{_NOUNS}\b[^.:;\n]{{0,40}}:[ \t]*(?P<items>[^\n]{{8,600}})|"
    rf"\b(?P<open>(?:(?:is|are|be) )?(?:made up|consist(?:s|ing)?|composed) of|compris(?:es?|ing)|(?:divided|split|broken) (?:up )?(?:into|in)|organi[sz]ed (?:into|as|in)|"
    rf"structured (?:as|into|in))\s+(?:the\s+)?(?:following\s+)?(?:{_NOUNS}\s*)?:?[ \t]*(?P<parts>[^\n]{{8,600}})",
    re.IGNORECASE,
)
_LINES = re.compile(
    rf"\b{_NOUNS}\b[^.:;\n]{{0,60}}:[ \t]*\n(?P<lines>(?:[ \t]*(?:[-*•–]|\(?\d{{1,3}}[.):])[ \t]+[^\n]{{2,80}}(?:\n|$)){{3,}})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:^|\n)(?P<lines>(?:[ \t]*\(?\d{1,3}[.):][ \t]+[^\n:]{2,60}(?:\n|$)){3,})",
)
_OF_EACH = re.compile(r"\b(?:each|every|per|all)\b", re.IGNORECASE)
"""Words that make a list one of the parts of each unit, not of the units."""
_END = re.compile(r"[.!?](?=\s|$)|;(?=\s)|\n|\s[–—]\s|\(")
_ITEM = re.compile(r"\s*[,;]\s*(?:and\s+|&\s+)?|\s+(?:/|→|->|>|\|)\s+|\s+(?:and|&)\s+")
_NUMBER = re.compile(r"^\(?(\d{1,3})[.):]?\s+")
_MARK = re.compile(r"^[ \t]*(?:[-*•–]|\(?\d{1,3}[.):])[ \t]+")
_ZONE = 2_000


@dataclass(frozen=True)
class Titles:
    """Titles in order, with the span of the request that lists them and whether an explicit noun leads it."""

    names: tuple[str, ...]
    start: int
    end: int


def listed_titles(text: str, count: int | None = None) -> Titles | None:
    """The list of titles that a request gives; None where it gives none.

    Args:
        text: The request.
        count: Units that it counts, where it counts them: then the list has as many.
    """
    head = text[:_ZONE]
    for match in _NAMING.finditer(head):
        group = "items" if match["items"] else "parts"
        if _OF_EACH.search(head[max(0, match.start() - 60) : match.start(group)].rsplit(".", 1)[-1]):
            continue
        found = _inline(match[group], match.start(group), capital=group == "parts")
        if found is not None and (count is None or len(found.names) == count):
            return found
    for pattern in (_LINES, _COUNTED):
        for match in pattern.finditer(head):
            names = tuple(_MARK.sub("", one).strip(" .;,") for one in match["lines"].splitlines() if one.strip())
            numbers = [int(one) for one in re.findall(r"(?m)^[ \t]*\(?(\d{1,3})[.):]", match["lines"])]
            whole = numbers == list(range(1, len(names) + 1)) or not numbers
            if pattern is _COUNTED and (not whole or count != len(names)):
                continue
            if whole and all(len(one.split()) <= 7 for one in names) and (count is None or len(names) == count):
                start = match.start("lines") + len(match["lines"]) - len(match["lines"].lstrip())
                return Titles(names, start, match.start("lines") + len(match["lines"].rstrip()))
    return None


def _inline(items: str, at: int, *, capital: bool) -> Titles | None:
    stop = _END.search(re.sub(r"(?<=\b\d)\.(?= )", ",", items))
    kept = items[: stop.start()] if stop else items
    pieces = [one.strip(" \"'“”‘’.") for one in _ITEM.split(kept.strip()) if one and one.strip(" .")]
    if len(pieces) < 3:
        return None
    numbers = [int(one[1]) if (one := _NUMBER.match(piece)) else 0 for piece in pieces]
    names = tuple(_NUMBER.sub("", piece).strip() for piece in pieces)
    numbered = numbers == list(range(1, len(names) + 1))
    if any(numbers) and not numbered:
        return None
    if any(len(one.split()) > 6 or not re.search(r"[^\W\d]", one) for one in names):
        return None
    if (
        not numbered
        and (capital or any(len(one.split()) > 4 for one in names))
        and not all(one[:1].isupper() for one in names)
    ):
        return None
    return Titles(names, at, at + len(kept.rstrip()))
