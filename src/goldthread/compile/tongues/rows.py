"""Rows of lists and tables whose first cell is the number of a unit: `#7 = ...`, `[2] ...`, `| 8 | ... |`, `1: ...`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldthread.compile.clauses import Clause

_NUMBERS = r"\d{1,4}(?:\s*(?:[-–—~〜～至到]|bis|to|à|a|al|から)\s*\d{1,4}|(?:\s*[,、，+&/]\s*\d{1,4}){1,12})?"
_ROW = re.compile(
    rf"[ \t]*(?:[-*•・][ \t]*)?(?P<open>\|[ \t]*(?:\#[ \t]*)?|[#\[(（【]|[Nn][°ºo]\.?[ \t]?|[Nn]r\.?[ \t]?|[Nn]úm\.?[ \t]?|№[ \t]?|第)?[ \t]*(?P<numbers>{_NUMBERS})(?:番目?|号)?"
    r"[ \t]*(?P<shut>\]|】|\)|）|\.(?=[ \t])|\||、)?[ \t]*(?P<sep>[:：=＝→>]|[-–—]{1,2}>?(?=[ \t])|=>|\t)?[ \t]*(?=\S)"
)
_PLAIN = frozenset((".", ")", "）", "(", "（", "、", "-", "–", "—"))
"""Marks of an ordinary numbered list, which counts its points and not the units."""


@dataclass(frozen=True)
class Row:
    """A row: the units it is of, and one past the last character of its first cell in the sentence (0 where cut off)."""

    numbers: tuple[int, ...]
    end: int


def _numbers(words: str) -> tuple[int, ...]:
    found = [int(one) for one in re.findall(r"\d+", words)]
    if len(found) == 2 and re.search(r"[-–—~〜～至到]|bis|to|à|a|から", words):
        low, high = found
        return tuple(range(low, high + 1)) if low < high < low + 2_000 else ()
    return tuple(found)


def rows(text: str, sentences: Sequence[Clause], count: int | None) -> dict[int, Row]:
    """Rows by the start of their sentence.

    At least two rows of the same form make a list; their numbers rise and none is beyond the count. A list that counts
    1, 2, 3 in the way of ordinary numbering is one of units only where it has as many points as there are units.

    Args:
        text: The request.
        sentences: Its sentences.
        count: How many units there are.
    """
    if not count:
        return {}
    kinds: dict[str, list[tuple[int, Row]]] = {}
    for one in sentences:
        begin = text.rfind("\n", 0, one.start) + 1
        if one.start - begin > 12:
            continue
        match = _ROW.match(text, begin)
        if not match or match.end() < one.start or match.end() >= one.end:
            continue
        form = (match["open"] or "").strip() + (match["shut"] or "") + (match["sep"] or "")
        numbers = _numbers(match["numbers"])
        if form and numbers and form != "第":
            kinds.setdefault(form, []).append((one.start, Row(numbers, match.end() - one.start)))
    found: dict[int, Row] = {}
    for form, given in kinds.items():
        firsts = [row.numbers[0] for _, row in given]
        if len(given) < 2 or max(number for _, row in given for number in row.numbers) > count:
            continue
        if any(low >= high for low, high in pairwise(firsts)):
            continue
        counts_up = firsts == list(range(1, len(firsts) + 1)) and all(len(row.numbers) == 1 for _, row in given)
        if counts_up and set(form) <= _PLAIN and len(firsts) != count:
            continue
        found |= dict(given)
    return found
