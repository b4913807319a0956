"""Lines that end in a colon and say what the items of the list below them are: to be covered, to be avoided, of each unit."""

import re
from dataclasses import dataclass
from typing import Literal

from goldthread.compile.clauses import Clause
from goldthread.compile.markers import MARKER

Sort = Literal["covered", "forbidden", "each"]
_FORBIDDEN = re.compile(
    r"\b(?:do not|don['’]?t|never|avoid|without|leave out|omit|skip|exclude|forbidden|banned|taboo|off[- ]limits|no[- ]gos?|must not|may not|should not|not wanted|unwanted|out of scope|no mention)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|every|all|per)\b", re.IGNORECASE)
_COVERED = re.compile(
    r"\b(?:cover\w*|mention\w*|includ\w+|contain\w*|must|should|feature\w*|topics?|points|subjects|somewhere|following|address\w*|discuss\w*|bring up|come up|touch on|work in|need to know)\b",
    re.IGNORECASE,
)
_SHORTEST = 3
"""Words of an item up to which, at twice this many, it is a thing rather than a sentence."""


@dataclass(frozen=True)
class Head:
    """The head of a list: what sort its items are, where it begins, where it ends."""

    sort: Sort
    start: int
    end: int


def head_of(request: str, sentence: Clause) -> Head | None:
    """The head that a sentence is; None where it is none or its items are not of one sort.

    Args:
        request: The whole request.
        sentence: A sentence of it.
    """
    text = sentence.text.rstrip()
    following = request[sentence.end :].lstrip(": \t")
    if not (text.endswith(":") or request[sentence.end : sentence.end + 1] == ":") or not following.startswith("\n"):
        return None
    if not MARKER.match(following.lstrip("\n")):
        return None
    sort: Sort | None = (
        "forbidden"
        if _FORBIDDEN.search(text)
        else "each"
        if _EACH.search(text)
        else "covered"
        if _COVERED.search(text)
        else None
    )
    return Head(sort, sentence.start, sentence.end) if sort and len(text.split()) <= 20 else None


def is_item(request: str, sentence: Clause) -> bool:
    """Whether a sentence is the first of an item of a list."""
    begin = request.rfind("\n", 0, sentence.start) + 1
    mark = request[begin : sentence.start]
    return bool(mark.strip()) and MARKER.fullmatch(mark) is not None


def is_thing(text: str) -> bool:
    """Whether an item names a thing rather than saying a whole sentence."""
    return len(text.split()) <= 2 * _SHORTEST + 4 and not re.search(
        r"\b(?:must|should|shall|is|are|please|don['’]t|do not|never|has to|have to)\b", text, re.IGNORECASE
    )
