"""AgentWrite's form: "Paragraph 1 - Main Point: ... - Word Count: ...", in six languages, wrapped and reordered."""

import re

from goldthread.agents.planning.counts import NAMED, goes_on, split_words
from goldthread.agents.planning.fields import NUMBER, UNIT, is_placeholder, plain
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.lines import CLOSING, ELLIPSIS, POINT, lines_of
from goldthread.compile.numerals import read_cjk, read_count

_DECOR = r"[ \t>*_#•‣▪\-–—+\d.)(:：|✅🔹▶️📌➡️👉🌟✍📝🔸]*"
_OPENING = re.compile(
    rf"^{_DECOR}(?:{UNIT}[ ]*[#№nº°.]*[ ]*{NUMBER}|第[ ]*{NUMBER}[ ]*(?:段落|段|章|节|節|部分)?)[*_]*[ ]*(?:[-–—:：.|)、]+|$|(?=(?:要点|主题|内容|字数)))",
    re.I,
)
_BULLETED = re.compile(r"^\s*(?:[-*•+]|\d+[.)])\s")
WRAPPED = 40
"""Lines over which one entry may run."""


def read_agentwrite(text: str) -> list[PlanItem]:
    """Sections of which each opens with a label and a number and may wrap over lines."""
    entries: list[list[str]] = []
    closed = True
    gap = left = False
    for line in lines_of(text):
        bare, after_gap, gap = line.strip(), gap, not line.strip()
        if bare.startswith("#") and not POINT.search(bare):
            return []
        opening = _OPENING.match(bare) or (POINT.search(bare) if POINT.match(re.sub(rf"^{_DECOR}", "", bare)) else None)
        if opening and not (
            entries
            and not closed
            and not _OPENING.match(bare)
            and not POINT.search(entries[-1][0])
            and len(entries[-1]) == 1
            and POINT.match(re.sub(rf"^{_DECOR}", "", bare))
        ):
            entries.append([bare])
            closed = False
        elif not entries or ELLIPSIS.match(bare):
            if entries and not bare and split_words(" ".join(entries[-1]))[2]:
                closed = True
        elif closed and _BULLETED.match(line) and split_words(bare)[2]:
            left = True
        elif not closed and len(entries[-1]) >= WRAPPED:
            closed = True
        elif not closed:
            complete = split_words(" ".join(entries[-1]))[2] and not entries[-1][-1].endswith((":", "："))
            if complete and not after_gap and goes_on(bare):
                entries[-1].append(bare)
                closed = True
            elif complete and _BULLETED.match(line) and split_words(bare)[2] and not NAMED.match(bare):
                closed = left = True
            elif complete and not re.match(r"^[\s\-–—*]*(?:word|字数|wort|nombre|número)", bare, re.I):
                closed = True
            elif not (CLOSING.match(bare) and complete):
                entries[-1].append(bare)
    if left and not any(POINT.search(" ".join(entry)) for entry in entries):
        return []  # These are parts; the counted entries below them are the sections.
    items = []
    for entry in entries:
        joined = " ".join(entry)
        if not (POINT.search(joined) or split_words(joined)[2]):
            continue
        label = _OPENING.match(joined)
        number = re.search(r"\d+|[零〇一二两三四五六七八九十百]+", label[0]) if label else None
        body, words = _parts(joined[label.end() :] if label else joined)
        point = POINT.search(body)
        title = plain(body[point.end() :] if point else body)
        if title and not ELLIPSIS.match(title) and not is_placeholder(title):
            title = title[1:-1].strip() if re.fullmatch(r"\[[^\[\]]+\]", title) else title
            identity = str(read_cjk(number[0]) or number[0]) if number else ""
            items.append(PlanItem(id=identity, title=title, words=words))
    counted = [item for item in items if item.words is not None]
    if items and items[-1].words is None and len(counted) == len(items) - 1 and len(items) > 2:
        items.pop()
    return items


def _parts(text: str) -> tuple[str, int | None]:
    """The text with the main point, and the count, whichever stands first."""
    count, point = NAMED.search(text), POINT.search(text)
    if count and point and count.start() < point.start():
        return text[point.start() :], read_count(text[count.start("count") : point.start()])
    body, words, _ = split_words(text)
    return body, words
