"""DOCX as Markdown: headings by their outline level, in whatever language, lists, tables, quotations, code."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from goldthread.errors import BadInput, Where

MOST_UNPACKED = 200_000_000
_MARKS = re.compile(r"^([#>+-]|\d+[.)](?=\s))")
_CODE = re.compile(r"source ?code|preformatted|^code", re.IGNORECASE)


def docx_to_markdown(data: bytes, name: str) -> str:
    """The Markdown of a Word document's body.

    Args:
        data: The file.
        name: Its name, for messages.

    Raises:
        BadInput: It is no Word document, or unpacks to more than 200 MB.
    """
    where = Where(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
        if size > MOST_UNPACKED:
            raise BadInput(f"unpacks to {size:,} bytes", where=where, remedy=f"at most {MOST_UNPACKED:,} are read")
        from docx import Document

        document = Document(io.BytesIO(data))
        blocks = list(_blocks(document))
    except BadInput:
        raise
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        NotImplementedError,
        OSError,
    ) as error:
        raise BadInput("is no Word document that can be read", where=where, remedy="save it as .docx again") from error
    lines: list[str] = []
    for kind, text in blocks:
        tight = bool(lines) and kind == "item" and lines[-1][0] == "\x00"
        lines.append(("\x00" if kind == "item" else "\x01") + ("" if tight or not lines else "\n") + text)
    return "\n".join(line[1:] for line in lines).strip() + "\n"


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    from docx.table import Table

    numbering = _Numbering(document)
    code: list[str] = []
    for part in document.iter_inner_content():
        if not isinstance(part, Table) and _CODE.search(_style_name(part)):
            code.append(part.text)
            continue
        if code:
            yield "code", "```\n" + "\n".join(code) + "\n```"
            code = []
        if isinstance(part, Table):
            yield "table", _table(part)
        elif part.text.strip():
            yield _paragraph(part, numbering)
    if code:
        yield "code", "```\n" + "\n".join(code) + "\n```"


def _paragraph(part: Any, numbering: "_Numbering") -> tuple[str, str]:
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", part.text.strip())
    level = _outline(part)
    if level:
        return "heading", "#" * level + " " + " ".join(text.split())
    found = numbering.of(part)
    if found:
        depth, ordered = found
        return "item", "  " * depth + ("1. " if ordered else "- ") + " ".join(text.split())
    plain = _MARKS.sub(r"\\\1", text)
    if re.search(r"quot|zitat|citation|cita", _style_name(part), re.IGNORECASE):
        return "quote", "\n".join(f"> {line}" for line in plain.split("\n"))
    return "paragraph", plain


def _style_name(part: Any) -> str:
    return str(part.style.name or "") if part.style is not None else ""


def _outline(part: Any) -> int:
    """Heading level from 1 to 6; 0 for other text. The document's title is a heading of the first level."""
    style = part.style
    own = part._p.find(f"{_W}pPr/{_W}outlineLvl")
    if own is not None and (own.get(f"{_W}val") or "").isdigit():
        return _level(int(own.get(f"{_W}val")))
    while style is not None:
        named = re.match(r"heading (\d)$", style.name or "", re.IGNORECASE)
        if named:
            return _level(int(named[1]) - 1)
        if (style.name or "").lower() == "title":
            return 1
        outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (outline.get(f"{_W}val") or "").isdigit():
            return _level(int(outline.get(f"{_W}val")))
        style = style.base_style
    return 0


def _level(outline: int) -> int:
    """Markdown's level of an outline level from 0; 9 is body text."""
    return min(outline + 1, 6) if outline < 9 else 0


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Numbering:
    """Which paragraphs are list items: their depth, and whether they are numbered."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            one.get(f"{_W}abstractNumId"): {
                level.get(f"{_W}ilvl"): self._format(level) for level in one.findall(f"{_W}lvl")
            }
            for one in root.findall(f"{_W}abstractNum")
        }
        for one in root.findall(f"{_W}num"):
            base = one.find(f"{_W}abstractNumId")
            for level, form in abstract.get(base.get(f"{_W}val") if base is not None else None, {}).items():
                self._formats[one.get(f"{_W}numId"), level] = form

    @staticmethod
    def _format(level: Any) -> str:
        form = level.find(f"{_W}numFmt")
        return str(form.get(f"{_W}val")) if form is not None else "decimal"

    def of(self, part: Any) -> tuple[int, bool] | None:
        """Depth from 0 and whether it is numbered; None for what is no item."""
        named = re.match(r"list (bullet|number)(?: (\d))?$", _style_name(part), re.IGNORECASE)
        marked = part._p.find(f"{_W}pPr/{_W}numPr")
        style = part.style
        while marked is None and style is not None and not named:
            marked = style.element.find(f"{_W}pPr/{_W}numPr")
            style = style.base_style
        if marked is not None:
            number, depth = marked.find(f"{_W}numId"), marked.find(f"{_W}ilvl")
            identity = number.get(f"{_W}val") if number is not None else ""
            level = depth.get(f"{_W}val") if depth is not None else "0"
            if identity == "0":
                return None
            form = self._formats.get((identity, level), "bullet")
            return min(int(level) if level.isdigit() else 0, 8), form not in ("bullet", "none")
        if named:
            return int(named[2] or 1) - 1, named[1].lower() == "number"
        return None


def _table(table: Any) -> str:
    rows = []
    for row in table.rows:
        cells, seen = [], set()
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(" ".join(cell.text.split()).replace("|", r"\|"))
        rows.append("| " + " | ".join(cells) + " |")
    width = rows[0].count(" | ") + 1 if rows else 0
    return "\n".join([*rows[:1], "|" + " --- |" * width, *rows[1:]])
