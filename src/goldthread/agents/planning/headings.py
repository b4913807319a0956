"""Markdown headings or bold lines, the text of each section below."""

import re

from goldthread.agents.planning.counts import split_words
from goldthread.agents.planning.fields import is_placeholder, title_of
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.lines import ELLIPSIS, lines_of

_COUNTED = re.compile(r"^\s*(?:[-*•+]|\d+[.)])\s")
_STOP = re.compile(r"[.!?。！？…)\]）」』”\"']\s*[*_]*$")


def read_headings(text: str) -> list[PlanItem]:
    """Markdown headings (or bold lines), their text below; a first heading without a count is the document's title."""
    blocks: list[tuple[int, str, list[str]]] = []
    for line in lines_of(text):
        match = re.match(r"^\s{0,3}(#{1,6})\s+(.*)$", line) or re.match(r"^()\*\*(.+?)\*\*:?\s*$", line.strip())
        if match:
            blocks.append((len(match[1]) or 7, match[2], []))
        elif blocks:
            blocks[-1][2].append(line)
    if not blocks:
        return []
    counted = [
        level for level, title, body in blocks if split_words(title)[2] or any(split_words(one)[2] for one in body)
    ]
    if not counted:
        return []
    level_of_sections = max(set(counted), key=counted.count)
    if any(
        level == level_of_sections and not split_words(title)[2] and _sections_in(body) > 1
        for level, title, body in blocks
    ):
        return []  # These are parts; the counted entries below them are the sections.
    items = []
    for level, heading, body in blocks:
        if level != level_of_sections:
            continue
        title, words, named = split_words(heading)
        brief = []
        for line in body:
            rest, found, has = split_words(line)
            if has and not named:
                words, named = found, True
                line = rest
            if line.strip() and not ELLIPSIS.match(line):
                brief.append(re.sub(r"^\s*[-*•]\s+", "", line.strip()))
        name = title_of(title)
        if name and not ELLIPSIS.match(name) and not is_placeholder(name) and (named or body):
            items.append(PlanItem(title=name, brief=" ".join(brief), words=words))
    if len(items) > 2 and _breaks_off(items, blocks[-1][2]):
        items.pop()
    return items


def _sections_in(body: list[str]) -> int:
    return sum(_COUNTED.match(line) is not None and split_words(line)[2] for line in body)


def _breaks_off(items: list[PlanItem], last: list[str]) -> bool:
    """Whether the reply ends within the text below the last heading: all others end in a stop, and it does not."""
    if not last or not last[-1].strip() or not items[-1].brief:
        return False
    others = [item.brief for item in items[:-1]]
    return all(_STOP.search(brief) for brief in others) and not _STOP.search(items[-1].brief)
