"""The lines of a reply, bounded, and the marks that all line forms share."""

import re

LONGEST = 3000
"""Characters of a line that are read: patterns that look for a count at its end take time with the square of it."""
_MOST = 400_000
ELLIPSIS = re.compile(r"^[\s.…*\-–—_=#|:]*$")
CLOSING = re.compile(
    r"^(?:this (?:plan|outline|structure)|let me know|i hope|feel free|total|note|in total|would you|please|these|the (?:total|plan|outline)|"
    r"altogether|sum\b|gesamt|insgesamt|summe|dieser plan|total\b|ce plan|este plan|en total|au total|总计|合计|以上|共计|合計)(?![a-z])",
    re.I,
)
POINT = re.compile(
    r"(?:main[ -]?point|hauptpunkt|kernaussage|hauptaussage|kernpunkt|thema|idée principale|point principal|point central|"
    r"idea principal|punto principal|要点|主要内容|主旨|主题|要旨|要點|主な内容|ポイント)[*_]*\s*[:：\-–—]\s*[*_]*",
    re.I,
)


def lines_of(text: str) -> list[str]:
    """Lines of at most `LONGEST` characters, marks that repeat without end shortened."""
    return [re.sub(r"([^\w\n])\1{9,}", r"\1" * 9, line[:LONGEST]) for line in text[:_MOST].split("\n")]
