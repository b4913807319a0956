"""What a part of a sentence is without its label or its places, and which of two places it is of."""

from dataclasses import replace

from goldthread.compile.tongues.parting import Part
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token


def refers(piece: Part, exact: list[Found], tokens: list[Token]) -> bool:
    """Whether the second of two places is only spoken of in the first: `level 15 is level 1 upside down`."""
    first, second = exact
    if (
        first.rule == "inherited"
        or second.rule == "inherited"
        or first.place.start > piece.begin
        or "p" in first.kinds[:1]
    ):
        return False
    between = tokens[first.last : second.first]
    return any(one.kind == "." for one in between) and not any(one.kind in "ca;" for one in between[-2:])


def behind(piece: Part, at: int) -> Part:
    """A part without the label that heads it; its quote keeps the label."""
    return replace(piece, begin=at, text=piece.text[at - piece.begin :])


def blanked(piece: Part, places: list[Found]) -> str:
    """Text of a part with blanks for places, so that the `not` of an exception forbids nothing."""
    text = piece.text
    for one in places:
        start, end = max(0, one.place.start - piece.begin), max(0, one.place.end - piece.begin)
        text = text[:start] + " " * (end - start) + text[end:]
    return text
