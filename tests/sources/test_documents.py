"""The same document as Markdown, HTML and DOCX gets the same verdicts; what is hostile is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from markdown_it import MarkdownIt

import goldthread
from goldthread.errors import BadInput
from goldthread.sources.documents import read_document

REPORT = """# Harbour report

The harbour was quiet in *2025*, and [the ferry](http://example.org) ran daily.

## Week 1

We repaired the brass lamp. Costs rose by 12 percent.

- ropes
- two anchors
- a barrel of tar

## Week 2

> “The lamp is broken,” said the keeper.

The keeper did not visit the lighthouse.

| Item | Price |
| --- | --- |
| rope | 12 |
| tar | 30 |

### Notes

1. First the hull.
2. Then the mast.

## Week 3

The **summer festival** took place on 3 July 2025. Costs rose by 14 percent.

```
forbidden = 1
```
"""
ASKED = [
    {"text": "the brass lamp", "place": "week 1"},
    {"text": "the brass lamp", "place": "week 3"},
    {"text": "visit the lighthouse", "place": "week 2"},
    {"text": "summer festival", "place": "the last week"},
    {"text": "a bullet list", "kind": "structure", "place": "week 1"},
    {"text": "a table", "kind": "structure", "place": "week 2"},
    {"text": "a table", "kind": "structure", "place": "week 3"},
    {"text": "a numbered list", "kind": "structure", "place": "week 2"},
    {"text": "ferry", "kind": "count", "minimum": 1, "maximum": 1, "unit": "mentions", "scope": "document"},
    {"text": "television", "kind": "nowhere"},
    {"text": "summer festival", "before": "brass lamp"},
    {"kind": "length", "text": "length", "minimum": 60, "maximum": 80, "unit": "words", "scope": "document"},
    {"kind": "agreement", "text": "names, figures and dates"},
    {"kind": "language", "text": "English"},
]
SECOND = """# Handbuch

## Kapitel 1: Anfang

Der Leuchtturm steht am Meer. Er wurde 1890 gebaut.

## Kapitel 2: Betrieb

Die Lampe wird jeden Abend geprüft.

1. Öl füllen
2. Docht schneiden
"""


def _html(markdown: str) -> bytes:
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    page = f"<html><head><title>T</title><style>p {{ color: red }}</style></head><body><div><main>{body}</main></div>"
    return f"<!DOCTYPE html>{page}<script>alert('television')</script><!-- television --></body></html>".encode()


def _docx(markdown: str) -> bytes:
    made: Any = docx.Document()
    table: Any = None
    for line in re.sub(r"\n```\n(.*?)\n```", r"\n@@\1", markdown, flags=re.DOTALL).split("\n"):
        plain = re.sub(r"\*+|\[([^\]]*)\]\([^)]*\)", lambda match: match[1] or "", line)
        cells = [cell.strip() for cell in plain.strip("|").split("|")]
        if line.startswith("|") and "---" not in line:
            if table is None:
                table = made.add_table(rows=0, cols=len(cells))
            row = table.add_row()
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
            continue
        if not line.startswith("|"):
            table = None
        if match := re.match(r"(#+) (.*)", plain):
            made.add_heading(match[2], level=len(match[1]))
        elif line.startswith("- "):
            made.add_paragraph(plain[2:], style="List Bullet")
        elif match := re.match(r"\d\. (.*)", plain):
            made.add_paragraph(match[1], style="List Number")
        elif line.startswith("> "):
            made.add_paragraph(plain[2:], style="Quote")
        elif line.startswith("@@"):
            style = made.styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
            made.add_paragraph(plain[2:], style=style)
        elif plain.strip() and not line.startswith("|"):
            made.add_paragraph(plain)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _verdicts(path: Path, asked: Any) -> list[tuple[str, int, str]]:
    audited = goldthread.audit(path, asked)
    for check in audited.checks:
        for one in check.verdict.evidence:
            assert audited.text[one.start : one.end] == one.quote
    return [(check.constraint, check.section, check.verdict.value) for check in audited.checks]


@pytest.mark.parametrize("form", [_html, _docx], ids=["html", "docx"])
@pytest.mark.parametrize(
    ("markdown", "asked"),
    [
        (REPORT, {"units": {"label": "week", "count": 3}, "constraints": ASKED}),
        (SECOND, ["Kapitel 1 muss den Leuchtturm erwähnen.", "Kapitel 2 muss das Meer erwähnen."]),
    ],
    ids=["report", "german"],
)
def test_the_same_verdicts(tmp_path: Path, form: Callable[[str], bytes], markdown: str, asked: Any) -> None:
    plain, other = tmp_path / "a.md", tmp_path / f"a.{form.__name__.strip('_')}"
    plain.write_text(markdown, encoding="utf-8")
    other.write_bytes(form(markdown))
    expected = _verdicts(plain, asked)
    assert {value for _, _, value in expected} >= {"kept", "broken"}
    assert _verdicts(other, asked) == expected


def test_headings_of_any_language_are_told_by_their_level(tmp_path: Path) -> None:
    made: Any = docx.Document()
    style = made.styles.add_style("Überschrift eigen", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Heading 2"]
    made.add_paragraph("Kapitel 1", style=style)
    made.add_paragraph("# kein Titel")
    made.save(tmp_path / "a.docx")
    assert read_document(tmp_path / "a.docx") == "## Kapitel 1\n\n\\# kein Titel\n"


def test_thousands_of_boxes_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<div>" * 10_000 + "The lamp.<p>The sea.</p>" + "</div>" * 10_000, encoding="utf-8")
    assert read_document(file) == "The lamp.\n\nThe sea.\n"


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    file = tmp_path / "a.htm"
    file.write_bytes('<meta charset="iso-8859-1"><p>Übermut</p>'.encode("iso-8859-1"))
    assert read_document(file) == "Übermut\n"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 210_000_000)
    return out.getvalue()


def _entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_docx("A text."))) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            data = old.read(one)
            if one.filename == "word/document.xml":
                head, _, rest = data.partition(b"?>")
                entity = b'?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                data = head + entity + rest.replace(b"A text.", b"A text. &x;")
            new.writestr(one.filename, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"no zip", "no Word document"),
        ("a.docx", _bomb(), "unpacks to"),
        ("a.pdf", b"%PDF", "not read"),
        ("a.txt", b"\xff\xfe\xfa", "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(BadInput, match=told) as caught:
        read_document(file)
    assert name in str(caught.value)


def test_no_file_is_read_through_an_entity(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(_entities())
    with pytest.raises(BadInput, match="declares entities"):
        read_document(file)
