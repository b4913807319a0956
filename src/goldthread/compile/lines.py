"""Which line breaks of a request are meant: those of lists and notes, not those of text wrapped at a width."""

import re

from goldthread.compile.markers import MARKER

_GOES_ON = re.compile(
    r"(?:[,(–—&/-]|(?<![-\w])(?:the|an?|of|and|or|to|in|on|at|with|for|by|from|its|their|und|oder|der|die|das|den|dem|ein|eine|mit|von|zu|im|in|für|"
    r"et|ou|le|la|les|de|du|des|un|une|à|au|avec|pour|en|dans|y|o|el|los|las|del|al|con|por|para))\s*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|evening|afternoon|day)|hallo|liebe\w*|sehr geehrte\w*|bonjour|cher\w*|hola|estimad\w+|querid\w+)\b[^.!?:]{0,40},$",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\s*[\[(|#]|\s*(?:[A-Za-z]{1,10}\.?\s?)?#?\d{1,4}(?:\s*[-–,&+]\s*[A-Za-z]?\d{1,4})*\s*(?:[:=|)\]]|->|→|=>|[-–—]\s)|\s*[A-Za-z]{1,10}\.? ?\d{1,3}\b"
)
"""What a line of notes begins with: `[2] scope`, `1926: fire`, `ep 4 - bottle episode`, `wk 3 ladders`."""
_WIDEST = 120
_NARROWEST = 60


def widths(text: str) -> list[tuple[int, int]]:
    """End of each block of lines that no blank line parts, with the length of its longest line; in order.

    A block of notes, most of whose lines are short, has no width: each of its lines stands for itself.
    """
    found: list[tuple[int, int]] = []
    at = 0
    lines: list[int] = []

    def close(end: int) -> None:
        short = sum(one < _NARROWEST for one in lines[:-1])
        notes = len(lines) > 2 and 2 * short >= len(lines) - 1
        found.append((end, _WIDEST + 1 if notes else max(lines, default=0)))
        lines.clear()

    for line in text.splitlines(keepends=True):
        at += len(line)
        if line.strip():
            lines.append(len(line.rstrip()))
        else:
            close(at)
    close(len(text) + 1)
    return found


def breaks(piece: str, following: str, width: int) -> bool:
    """Whether a line break ends what stands before it.

    Text wrapped at a width breaks only where the next word did not fit, so a break before a word that had room is meant.

    Args:
        piece: The line.
        following: What follows the break, some words at least.
        width: Length of the longest line of the block.
    """
    if (
        MARKER.match(following)
        or not following.strip()
        or following[:1] == "\n"
        or piece.rstrip().endswith((":", "："))
    ):
        return True
    line = piece.rstrip()
    if _GOES_ON.search(line):
        return _GREETING.match(line) is not None
    if width > _WIDEST or _HEADS.match(following):
        return True
    word = following.split(maxsplit=1)[0]
    if len(line) < _NARROWEST:
        return following.lstrip(" \t")[:1].isupper() or len(line) + 1 + len(word) <= width or width < _NARROWEST
    return len(line) + 1 + len(word) <= width - 12
