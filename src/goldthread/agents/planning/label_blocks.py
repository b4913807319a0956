"""Sections over several labelled lines: "**Title:** ...", "**Brief:** ...", "**Words:** ...", in six languages."""

import re

from goldthread.agents.planning.fields import HEADING_LABELS, LIST_KEYS, UNIT, field_of, normal, read_item, unnumbered
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.lines import lines_of

_LABELLED = re.compile(
    r"^[\s>*_#+•\-–]{0,12}(?P<label>[^\W\d_][^\n:：*_|\[\]{}]{0,30}?)[\s*_]{0,6}[:：][\s*_]{0,6}(?P<value>.*)$"
)
_UNIT_LINE = re.compile(
    rf"^[\W_]{{0,12}}(?:{UNIT}\s*[#№nº°.]*\s*[\w一-鿿-]{{1,12}}|第\s*\w{{1,6}}\s*[章节節段]|\d{{1,4}}[.)]?)[\W_]{{0,6}}$",
    re.I,
)


def read_label_blocks(text: str) -> list[PlanItem]:
    """Sections whose fields stand on lines of their own; empty where no title has such a line."""
    blocks: list[dict[str, str]] = []
    last = ""
    for line in lines_of(text):
        match = _LABELLED.match(line)
        label = normal(match["label"]) if match else ""
        if match and label in HEADING_LABELS:
            blocks.append({"title": match["value"].strip(" *_")})
            last = "title"
        elif not blocks:
            continue
        elif _UNIT_LINE.match(line) or not line.strip() or label in LIST_KEYS:
            last = ""
        elif match and (name := field_of(match["label"])) not in (None, "title", "id"):
            last = name or ""
            blocks[-1].setdefault(last, match["value"].strip(" *_"))
        elif last and len(blocks[-1][last]) < 3000:
            blocks[-1][last] += " " + line.strip()
    told = [block for at, block in enumerate(blocks) if at > 0 or len(block) > 1]
    if len(told) > 2 and all(list(block) == list(told[0]) for block in told[:-1]):
        fields = list(told[0])
        if list(told[-1]) == fields[: len(told[-1])] and len(told[-1]) < len(fields):
            told.pop()  # The reply breaks off inside it.
    if not any({"words", "brief"} & set(block) for block in told):
        return []
    return unnumbered([item for block in told if (item := read_item(block)) is not None])
