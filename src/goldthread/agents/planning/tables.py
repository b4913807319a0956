"""Tables of Markdown and of CSV: a header that names fields, a row a section."""

import csv
import re

from goldthread.agents.planning.fields import (
    BRIEF_KEYS,
    HEADING_LABELS,
    TITLE_KEYS,
    UNIT,
    field_of,
    is_placeholder,
    normal,
    plain,
    read_item,
    title_of,
    unnumbered,
)
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.lines import CLOSING, ELLIPSIS, lines_of

_RULE = re.compile(r":?-+:?|")
_NUMBER = re.compile(rf"\W*(?:{UNIT}\s*)?[\dIVX]*\W*", re.I)


def read_table(text: str) -> list[PlanItem]:
    """Sections out of the rows of Markdown tables; tables without a title and a length or content hold none."""
    items: list[PlanItem] = []
    header: list[str] = []
    lines = [line for line in lines_of(text) if line.strip()]
    for at, line in enumerate(lines):
        if line.count("|") < 2:
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]
        if all(_RULE.fullmatch(cell) for cell in cells):
            continue
        names = _header([re.sub(r"[*_]", "", cell) for cell in cells])
        if names and (not header or names == header):
            header = names
        elif header:
            cut = at == len(lines) - 1 and not line.rstrip().endswith("|") and line.lstrip().startswith("|")
            if not (cut and lines[0 if at == 0 else at - 1].rstrip().endswith("|")):
                items += _row(header, [plain(cell) for cell in cells])
    return unnumbered(items)


def _header(cells: list[str]) -> list[str]:
    """Labels of the columns; empty where they are no header of a plan."""
    fields = [field_of(cell) if len(cell) <= 40 else None for cell in cells]
    known = {field for field in fields if field}
    if len(cells) < 2 or not ({"title"} <= known or len(known) >= 2) or not {"words", "brief"} & known:
        return []
    titled = [at for at, field in enumerate(fields) if field == "title"]
    names = [cell if normal(cell) in TITLE_KEYS else field or cell for cell, field in zip(cells, fields, strict=True)]
    if not titled:
        free = next((at for at, field in enumerate(fields) if field is None), None)
        if free is None:
            free = next((at for at, field in enumerate(fields) if field == "brief"), None)
        if free is None:
            return []
        names[free] = "title"
    return [normal(name) for name in names]


def _row(header: list[str], cells: list[str]) -> list[PlanItem]:
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        row.setdefault(name, cell)
    titled = sorted((key for key in row if key in TITLE_KEYS and row[key]), key=lambda key: key not in HEADING_LABELS)
    key = next((key for key in titled if not _NUMBER.fullmatch(row[key])), titled[0] if titled else "")
    title = title_of(row.get(key, ""))
    if not title or ELLIPSIS.match(title) or CLOSING.match(title) or is_placeholder(title):
        return []
    others = {name: cell for name, cell in row.items() if name not in titled}
    points = [row[name] for name in titled if name != key and name in BRIEF_KEYS]
    item = read_item({"brief": " ".join(points)} | others | {"title": row[key]})
    return [item] if item is not None else []


def read_csv(text: str) -> list[PlanItem]:
    """Sections out of comma, semicolon or tab separated rows below a header; a row that breaks off is none."""
    lines = lines_of(text)
    for at, line in enumerate(lines[:200]):
        for mark in ",;\t，；":
            if line.count(mark) < 1:
                continue
            header = _header(next(csv.reader([line], delimiter=mark), []))
            if header and (items := _rows(header, lines[at + 1 :], mark)):
                return unnumbered(items)
    return []


def _rows(header: list[str], lines: list[str], mark: str) -> list[PlanItem]:
    kept = []
    for line in lines:
        if line.strip().startswith("```"):
            break
        if mark in line:
            kept.append(line)
    ended = len(kept) < len([line for line in lines if line.strip()])
    try:
        rows = list(csv.reader(kept, delimiter=mark, skipinitialspace=True))
    except csv.Error:
        return []
    items: list[PlanItem] = []
    usual = len(rows[0]) if rows else 0
    for at, row in enumerate(rows):
        if len(row) < usual and at == len(rows) - 1 and not ended:
            break
        if len(row) > len(header):
            row = _joined(header, row, mark)
        if len(row) >= 2 and row != header:
            items += _row(header, [" ".join(cell.split()) for cell in row])
    return items


def _joined(header: list[str], row: list[str], mark: str) -> list[str]:
    """A row whose brief holds the mark without quotation marks."""
    at = next((at for at, name in enumerate(header) if name == "brief"), None)
    over = len(row) - len(header)
    if at is None or not any(row[len(header) :]):
        return row[: len(header)] if not any(row[len(header) :]) else row
    return [*row[:at], (mark + " ").join(cell.strip() for cell in row[at : at + over + 1]), *row[at + over + 1 :]]
