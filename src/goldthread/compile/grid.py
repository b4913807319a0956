"""Cells of a grid of blocks: single ones, rectangles, every k-th along a row or a column."""

import re

from goldthread.compile.frame import Frame, Place, clip
from goldthread.schemas.constraint import Kind

_CELL = r"\(\s*(\d+)\s*,\s*(\d+)\s*\)"


def grid_places(text: str, frame: Frame) -> list[Place]:
    """Cells of a grid that is numbered from left to right and top to bottom: row first, as the words `row` and `column` say."""
    side = frame.grid or 0

    def number(row: str, column: str) -> int:
        inside = int(row) < side and int(column) < side
        return int(row) * side + int(column) + 1 if inside else -1

    found: list[Place] = []
    patterns = {
        "periodic": rf"(?:starting |beginning )?(?:from |at )?(?:the )?(?:blocks?|cells?)?\s*(?:at )?{_CELL}[^.;\n]{{0,40}}?\b(?:interval of )?every (\d+) "
        r"(?:blocks?|cells?)(?: along the (row|column))?",
        "range": rf"(?:along the (row|column) )?(?:from )?(?:blocks? )?(?:at )?{_CELL}\s*(?:to|through|[-–])\s*(?:blocks? )?(?:at )?{_CELL}",
        "single": rf"(?:the )?(?:blocks?|cells?)?\s*(?:at )?{_CELL}",
    }
    for name, pattern in patterns.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            if name == "single":
                numbers = [number(match[1], match[2])]
                kind: Kind = "single"
            elif name == "range":
                kind = "range"
                a, b, c, d = (int(match[at]) for at in range(2, 6))
                if max(a, b, c, d) > 10_000:
                    continue
                numbers = [
                    number(str(row), str(column))
                    for row in range(min(a, c), max(a, c) + 1)
                    for column in range(min(b, d), max(b, d) + 1)
                ]
            else:
                kind = "periodic"
                row, column, step = int(match[1]), int(match[2]), int(match[3])
                if not 0 < step <= 10_000 or max(row, column) > 10_000:
                    continue
                along_row = (match[4] or "").lower() == "row"
                cells = (
                    [(row, at) for at in range(column, side, step)]
                    if along_row
                    else [(at, column) for at in range(row, side, step)]
                )
                numbers = [number(str(one), str(two)) for one, two in cells] or [-1]
            inside, outside = clip(numbers, frame.count)
            found.append(Place(kind, *match.span(), inside, outside, words=match[0], label="block"))
    return found
