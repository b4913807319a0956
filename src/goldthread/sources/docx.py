"""DOCX as Markdown: headings by outline level, lists by numbering, tables, emphasis and links."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from goldthread.errors import BadInput, Where
from goldthread.sources.markdown import MarkdownText, collapsed

MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 5_000
_HEADING = re.compile(
    r"^(?:heading|überschrift|titre|título|titulo|encabezado|标题|標題|見出し|overskrift|rubrik|kop|titolo|nagłówek|"
    r"nadpis|заголовок)\s*([1-9])$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:title|titel|titre|título|标题|表題)$", re.IGNORECASE)
_LIST = re.compile(r"^(?:list (bullet|number)|(?:liste|aufzählung|lista).*?)\s*\d?$", re.IGNORECASE)
_QUOTE = re.compile(r"quote|zitat|citation|cita\b|引用", re.IGNORECASE)
_CODE = re.compile(r"source code|preformatted|code block|html pre", re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def docx_to_markdown(path: Path) -> str:
    """Markdown of a DOCX file.

    Headings are known by the outline level of their style or by its name in several languages; list items by their
    numbering or style.

    Raises:
        BadInput: The file is no DOCX, is damaged, or would unpack to more than 60 MB.
    """
    where = Where(str(path))
    _bounded(path, where)
    # Imported here: it takes a third of a second.
    import docx
    from docx.opc.exceptions import OpcError

    try:
        opened = docx.Document(str(path))
        return _Reader(opened).read()
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile, OSError) as error:
        raise BadInput(
            f"is no Word document that can be read: {type(error).__name__}",
            where=where,
            remedy="save it again, or as HTML or Markdown",
        ) from error


def _bounded(path: Path, where: Where) -> None:
    """Refuses what is no archive, and what would unpack to too much: sizes are those really unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise BadInput(f"holds {len(members):,} files", where=where, remedy="it is no ordinary DOCX")
            total = 0
            for member in members:
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(member) as stream:
                    head = b""
                    while piece := stream.read(1 << 20):
                        total += len(piece)
                        if total > MOST_UNPACKED:
                            raise BadInput(
                                f"unpacks to more than {MOST_UNPACKED:,} bytes",
                                where=where,
                                remedy="split the document",
                            )
                        head = head or piece
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise BadInput("declares entities", where=where, remedy="save it again from a word processor")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise BadInput("is no Word document: it cannot be unpacked", where=where, remedy="save it again") from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise BadInput("is no Word document: it is damaged", where=where, remedy="save it again") from error
        raise


class _Reader:
    def __init__(self, opened: Any) -> None:
        self._body = opened.element.body
        self._links = {key: one.target_ref for key, one in opened.part.rels.items() if one.is_external}
        self._styles = {one.style_id: one for one in opened.styles if one.style_id}
        self._outline: dict[str, int] = {}
        self._formats = _numbering(opened)
        self._out = MarkdownText()
        self._depth = 0
        self._counts: dict[tuple[str, int], int] = {}
        self._code: list[str] = []

    def read(self) -> str:
        for element in self._body.iterchildren():
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._end_lists(0)
                self._end_code()
                self._out.table(
                    [[_cell(cell) for cell in row.iterchildren(f"{W}tc")] for row in element.iterchildren(f"{W}tr")]
                )
            elif element.tag == f"{W}sdt":
                for inner in element.iter(f"{W}p"):
                    self._paragraph(inner)
        self._end_code()
        return self._out.text()

    def _paragraph(self, element: Any) -> None:
        style = element.find(f"{W}pPr/{W}pStyle")
        key = style.get(f"{W}val") if style is not None else ""
        name = getattr(self._styles.get(key), "name", None) or key or ""
        if _CODE.search(name):
            self._end_lists(0)
            self._code.append("".join(_plain(element)))
            return
        self._end_code()
        words = "".join(self._inline(element))
        if not collapsed(words):
            return
        level = self._level(element, key, name)
        if level:
            self._end_lists(0)
            self._out.heading(level, _unmarked(words))
            return
        item = self._item(element, key, name)
        if item is not None:
            depth, mark = item
            self._end_lists(depth)
            while self._depth < depth:
                self._out.open_item("-")
                self._depth += 1
            self._out.open_item(mark)
            self._depth += 1
            self._out.paragraph(words)
            return
        self._end_lists(0)
        self._counts.clear()
        if _QUOTE.search(name):
            self._out.open_quote()
            self._out.paragraph(words)
            self._out.close()
        else:
            self._out.paragraph(words)

    def _level(self, element: Any, key: str, name: str) -> int:
        """Level of a heading: from the paragraph, its style or the styles that this is based on; 0 for other text."""
        own = element.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _number(own) + 1 if _number(own) < 9 else 0
        if _TITLE.match(name):
            return 1
        seen: set[str] = set()
        while key and key not in seen:
            seen.add(key)
            style = self._styles.get(key)
            found = _HEADING.match(getattr(style, "name", "") or "") or _HEADING.match(re.sub(r"(\d)$", r" \1", key))
            if found:
                return int(found[1])
            outline = style.element.find(f"{W}pPr/{W}outlineLvl") if style is not None else None
            if outline is not None:
                return _number(outline) + 1 if _number(outline) < 9 else 0
            based = style.element.find(f"{W}basedOn") if style is not None else None
            key = based.get(f"{W}val") if based is not None else ""
        return 0

    def _item(self, element: Any, key: str, name: str) -> tuple[int, str] | None:
        """Depth and mark of a list item; None for other text."""
        numbered = element.find(f"{W}pPr/{W}numPr")
        style = self._styles.get(key)
        if numbered is None and style is not None:
            numbered = style.element.find(f"{W}pPr/{W}numPr")
        named = _LIST.match(name)
        if numbered is None and not named:
            return None
        number = numbered.find(f"{W}numId") if numbered is not None else None
        indent = numbered.find(f"{W}ilvl") if numbered is not None else None
        identity = number.get(f"{W}val") if number is not None else name
        if identity == "0":
            return None
        tail = re.search(r"(\d)$", name) if named else None
        depth = _number(indent) if indent is not None else int(tail[1]) - 1 if tail else 0
        bullet = self._formats.get((identity, depth), "bullet") in ("bullet", "none")
        if named and named[1]:
            bullet = named[1].lower() == "bullet"
        if bullet:
            return depth, "-"
        self._counts = {one: count for one, count in self._counts.items() if one[1] <= depth}
        self._counts[identity, depth] = self._counts.get((identity, depth), 0) + 1
        return depth, f"{self._counts[identity, depth]}."

    def _end_lists(self, depth: int) -> None:
        while self._depth > depth:
            self._out.close()
            self._depth -= 1

    def _end_code(self) -> None:
        if self._code:
            self._out.code("\n".join(self._code))
            self._code = []

    def _inline(self, element: Any) -> Iterator[str]:
        runs: list[tuple[str, str]] = []
        for child in element.iterchildren():
            if child.tag == f"{W}hyperlink":
                target = self._links.get(child.get(f"{R}id") or "", "")
                words = "".join(_plain(child))
                runs.append(("", f"[{words}]({target})" if target and not re.search(r"[\s()]", target) else words))
            elif child.tag == f"{W}r":
                runs.append((_mark(child), "".join(_plain(child))))
            elif child.tag in (f"{W}ins", f"{W}smartTag", f"{W}sdt"):
                runs += [(_mark(run), "".join(_plain(run))) for run in child.iter(f"{W}r")]
        at = 0
        while at < len(runs):
            mark, words = runs[at]
            at += 1
            while at < len(runs) and runs[at][0] == mark:
                words += runs[at][1]
                at += 1
            inner = words.strip()
            if not mark or not inner:
                yield words
                continue
            left = words[: len(words) - len(words.lstrip())]
            yield f"{left}{mark}{inner}{mark}{words[len(words.rstrip()) :]}"


def _mark(run: Any) -> str:
    bold, italic = (run.find(f"{W}rPr/{W}{name}") for name in ("b", "i"))
    off = ("0", "false", "off")
    strong = bold is not None and bold.get(f"{W}val") not in off
    slanted = italic is not None and italic.get(f"{W}val") not in off
    return ("**" if strong else "") + ("*" if slanted else "")


def _plain(element: Any) -> Iterator[str]:
    """Text of runs; what was deleted in tracked changes is not there."""
    for one in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        tag = one.tag.removeprefix(W)
        yield one.text or "" if tag == "t" else "\n" if tag in ("br", "cr") else "-" if tag == "noBreakHyphen" else " "


def _cell(cell: Any) -> str:
    return " ".join("".join(_plain(one)) for one in cell.iter(f"{W}p"))


def _unmarked(words: str) -> str:
    return re.sub(r"^\*{1,3}(.*?)\*{1,3}$", r"\1", words)


def _number(element: Any) -> int:
    value = str(element.get(f"{W}val") or "0")
    return int(value) if re.fullmatch(r"\d{1,2}", value) else 9


def _numbering(opened: Any) -> dict[tuple[str, int], str]:
    """Format (`bullet`, `decimal`, ...) of each numbering and level."""
    try:
        root = opened.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for one in root.iterchildren(f"{W}abstractNum"):
        levels = {}
        for level in one.iterchildren(f"{W}lvl"):
            kind = level.find(f"{W}numFmt")
            depth = str(level.get(f"{W}ilvl") or "0")
            levels[int(depth) if depth.isdigit() else 0] = kind.get(f"{W}val") if kind is not None else "decimal"
        abstract[str(one.get(f"{W}abstractNumId"))] = levels
    found: dict[tuple[str, int], str] = {}
    for one in root.iterchildren(f"{W}num"):
        base = one.find(f"{W}abstractNumId")
        for level, kind in abstract.get(str(base.get(f"{W}val")) if base is not None else "", {}).items():
            found[str(one.get(f"{W}numId")), level] = kind
    return found
