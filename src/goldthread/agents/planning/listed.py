"""Bulleted or numbered lines, one a section."""

import re

from goldthread.agents.planning.counts import SEVERAL, split_words, words_at_start
from goldthread.agents.planning.fields import is_placeholder, plain, title_of
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.lines import CLOSING, ELLIPSIS, LONGEST, POINT, lines_of

_BULLET = re.compile(r"^\s*(?:[-*•‣▪+]|\(?\d+[.):]|\d+\s*[-–]|[a-z][.)]|[ivx]+[.)]|[①-⑳]|#+\s*\d*[.):]?)\s+", re.I)


def read_list(text: str) -> list[PlanItem]:
    """Bulleted or numbered lines, with or without counts; wrapped lines belong to the entry above."""
    entries: list[str] = []
    told: dict[int, list[str]] = {}
    indents: list[int] = []
    for line in lines_of(text):
        if len(SEVERAL.findall(line)) > 1 and len(re.findall(r"[.!?。]\s|\)", line)) > 1:
            return []
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        opens = _BULLET.match(line) is not None and not ELLIPSIS.match(line)
        if opens and entries and indent >= indents[-1] + 2 and not split_words(line)[2]:
            told.setdefault(len(entries) - 1, []).append(_BULLET.sub("", line, count=1).strip())
        elif opens:
            entries.append(_BULLET.sub("", line, count=1))
            indents.append(indent)
        elif entries and line.startswith((" ", "\t")) and line.strip():
            wraps = not split_words(entries[-1])[2] and len(entries[-1]) < LONGEST
            if wraps:
                entries[-1] += " " + line.strip()
            else:
                told.setdefault(len(entries) - 1, []).append(line.strip())
        elif line.strip() and split_words(line)[2] and not CLOSING.match(line.strip()) and len(line) < 300:
            entries.append(line.strip())
            indents.append(indent)
    items = []
    counted = sum(1 for entry in entries if split_words(entry)[2])
    if len(entries) < 1 or (counted == 0 and len(entries) < 2):
        return []
    if not counted and all(entry.rstrip(" *_").endswith(("?", "？")) for entry in entries):
        return []  # It asks back.
    for at, entry in enumerate(entries):
        body, words, named = split_words(entry)
        if counted >= len(entries) / 2 and not named:
            continue
        if CLOSING.match(plain(body)) and not _BULLET.match(entry):
            continue
        title, brief = title_of(body), ""
        split = re.match(r"^(.{3,80}?)(?:\s+[-–—]\s+|[:：]\s*)(\S.*)$", title)
        if split and not POINT.match(title):
            title, brief = plain(split[1]), split[2].strip()
            if words is None:
                words, brief = words_at_start(brief)
        point = POINT.match(title)
        title = plain(title[point.end() :]) if point else title
        if title and not ELLIPSIS.match(title) and not is_placeholder(title):
            items.append(PlanItem(title=title, brief=" ".join([brief, *told.get(at, [])]).strip(), words=words))
    return items
