"""HTML and DOCX give the verdicts of the Markdown they come from; hostile files are refused or answered."""

import re
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

import goldthread
from goldthread.cli.app import run as command
from goldthread.errors import BadInput
from goldthread.sources.documents import read_document
from goldthread.sources.html import html_to_markdown

REPORT = """# Harbour report

The harbour board met in **May**. It spoke of *many* things.

## Introduction

The pilots repainted the old lighthouse. See [the plan](https://example.org/plan).

- three cranes were bought
- two docks were closed
  - the north dock
  - the south dock

## Costs

1. The budget is 40 million euros.
2. The crane costs 3 million euros.

| year | tonnes |
| --- | --- |
| 2023 | 410 |
| 2024 | 455 |

> “We never closed the dock,” said the mayor.

There was no strike.

## Outlook

The board will perhaps build a ferry terminal. Nobody mentioned whales.
"""
MANUAL = """# Handbuch

## Einleitung

Die Werkstatt öffnet um acht Uhr. Der Meister prüfte alle Bremsen.

## Wartung

1. Öl wechseln
2. Kette spannen

Kein Lehrling bedient die Presse.

## Schluss

Das Budget beträgt 300 Euro. Fragen beantwortet das Büro.
"""
DIARY = "\n".join(f"## Week {n}\n\nThe miller sang in week {n}. We held a picnic {'by the weir' if n % 2 else ''}.\n" for n in range(1, 7))  # fmt: skip
ASKED: list[Any] = [
    {"text": "repaint the lighthouse", "place": "the introduction"},
    {"text": "buy three cranes", "place": "the introduction"},
    {"text": "close the dock", "place": "the section on costs"},
    {"text": "a strike"},
    {"text": "a ferry terminal", "place": "the section on outlook"},
    {"text": "whales", "kind": "nowhere"},
    {"text": "television", "kind": "nowhere"},
    {"text": "a table", "kind": "structure", "place": "the section on costs"},
    {"text": "a numbered list", "kind": "structure", "scope": "document"},
    {"text": "headings", "kind": "count", "unit": "headings", "minimum": 3, "scope": "document"},
    {"text": "rows", "kind": "count", "unit": "rows", "minimum": 2, "maximum": 2, "scope": "document"},
    {"text": "items", "kind": "count", "unit": "items", "minimum": 2, "scope": "document"},
    {"text": "bold text", "kind": "structure", "scope": "document"},
    {"text": "long", "kind": "length", "unit": "words", "minimum": 60, "scope": "document"},
    {"text": "crane", "before": "budget"},
    {"kind": "agreement", "text": "figures", "mentions": ["the budget"]},
    {"text": "miller sang", "kind": "everywhere"},
    {"text": "by the weir", "sections": [1, 3, 5]},
    {"text": "Bremsen prüfen", "place": "the section on Einleitung"},
]
NAMES = {"en": "Heading {}", "de": "Überschrift {}", "fr": "Titre {}"}


def to_html(markdown: str) -> str:
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return f"<!doctype html><html><head><title>x</title><style>p {{}}</style></head><body><div>{body}</div><script>whales()</script></body></html>"


def to_docx(markdown: str, language: str = "en") -> Document:
    """The Markdown that these tests use, by python-docx."""
    made = docx.Document()
    rows: list[list[str]] = []

    def inline(paragraph: Any, text: str) -> None:
        for piece in re.split(r"(\*\*.+?\*\*|\*.+?\*|\[.+?\]\(.+?\))", text):
            run = paragraph.add_run(re.sub(r"^\[(.+?)\]\(.+\)$", r"\1", piece.strip("*")))
            run.bold, run.italic = (
                piece.startswith("**") or None,
                (piece.startswith("*") and not piece.startswith("**")) or None,
            )

    def end_table() -> None:
        if rows:
            table = made.add_table(len(rows), len(rows[0]))
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    table.cell(at, column).text = cell
            rows.clear()

    for line in markdown.splitlines():
        if line.startswith("|"):
            if "---" not in line:
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        end_table()
        heading = re.match(r"(#+) (.+)", line)
        if heading:
            name = NAMES[language].format(len(heading[1]))
            if name not in [one.name for one in made.styles]:
                style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                level = OxmlElement("w:outlineLvl")
                level.set(qn("w:val"), str(len(heading[1]) - 1))
                style.element.get_or_add_pPr().append(level)
            made.add_paragraph(heading[2], style=name)
        elif line.startswith("  - "):
            inline(made.add_paragraph(style="List Bullet 2"), line[4:])
        elif line.startswith("- "):
            inline(made.add_paragraph(style="List Bullet"), line[2:])
        elif re.match(r"\d+\. ", line):
            inline(made.add_paragraph(style="List Number"), line.split(". ", 1)[1])
        elif line.startswith("> "):
            inline(made.add_paragraph(style="Quote"), line[2:])
        elif line.strip():
            inline(made.add_paragraph(), line)
    end_table()
    return made


def verdicts(path: Path) -> list[tuple[str, int, str]]:
    audited = goldthread.audit(path, {"constraints": ASKED})
    for check in audited.checks:
        for one in check.verdict.evidence:
            assert audited.text[one.start : one.end] == one.quote
    return [(one.constraint, one.section, one.verdict.value) for one in audited.checks]


@pytest.mark.parametrize("markdown", [REPORT, MANUAL, DIARY], ids=["report", "manual", "diary"])
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_html_and_docx_give_the_verdicts_of_their_markdown(tmp_path: Path, markdown: str, language: str) -> None:
    (tmp_path / "a.md").write_text(markdown, encoding="utf-8")
    (tmp_path / "a.html").write_text(to_html(markdown), encoding="utf-8")
    to_docx(markdown, language).save(str(tmp_path / "a.docx"))
    asked = verdicts(tmp_path / "a.md")
    assert {"kept", "broken"} <= {value for _, _, value in asked}
    assert verdicts(tmp_path / "a.html") == asked
    assert verdicts(tmp_path / "a.docx") == asked


def test_what_no_reader_of_a_page_sees_is_left_out() -> None:
    page = "<p>seen</p><script>a()</script><style>b</style><!-- c --><p hidden>d</p><p style='display: none'>e</p>"
    assert html_to_markdown(page) == "seen\n"


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<p>a<p>b", "a\n\nb\n"),
        ("<ul><li>a<li>b</ul>", "- a\n\n- b\n"),
        ("<ol><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>", "1. a\n\n2. b\n\n   - c\n"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b\n"),
        ("<table><tr><td>1<td>2|3<tr><td>4</table>", "| 1 | 2\\|3 |\n| --- | --- |\n| 4 |  |\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<pre><code class='language-py'>x = 1\n\ny</code></pre>", "```py\nx = 1\n\ny\n```\n"),
        ("<p>1. no list</p><p># no heading</p>", "1\\. no list\n\n\\# no heading\n"),
        ("<p>a <b>b</b> <i>c</i> <a href='d'>e</a><br>f", "a **b** *c* [e](d)\nf\n"),
    ],
)
def test_pages_as_markdown(page: str, markdown: str) -> None:
    assert html_to_markdown(page) == markdown


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "deep words" + "</div>" * 10_000,
        "<ul><li>" * 10_000 + "deep words",
        "<blockquote>" * 10_000 + "deep words",
        "<table><tr><td>" * 10_000 + "deep words",
        "<p>deep words" + "<!--" * 200_000,
        "<p>deep words" + "<" * 200_000,
        "<p>deep words" + "&" * 200_000,
        "<b>" * 50_000 + "deep words",
    ],
    ids=["divs", "lists", "quotes", "tables", "comments", "angles", "ampersands", "bold"],
)
def test_hostile_pages_are_answered_in_time(page: str) -> None:
    begun = time.perf_counter()
    assert "deep words" in html_to_markdown(page)
    assert time.perf_counter() - begun < 10


def bomb(path: Path, size: int) -> None:
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/bomb.xml", "w") as stream:
        for _ in range(size // 1_000_000):
            stream.write(b" " * 1_000_000)


def entities(path: Path) -> None:
    docx.Document().save(str(path.with_suffix(".plain")))
    with zipfile.ZipFile(path.with_suffix(".plain")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = re.sub(
                    rb"(<\?xml.*?\?>)", rb'\1<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', data, count=1
                )
            new.writestr(name, data)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: bomb(path, 100_000_000),
        entities,
        lambda path: path.write_bytes(b"no archive"),
        lambda path: path.write_bytes(b"PK\x05\x06" + b"\0" * 18),
        lambda path: zipfile.ZipFile(path, "w").writestr("word/document.xml", "<a/>"),
    ],
    ids=["bomb", "entities", "text", "empty", "foreign"],
)
def test_a_hostile_docx_is_refused(make: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "a.docx")
    asked = tmp_path / "c.yaml"
    asked.write_text("constraints: [Never mention whales.]\n", encoding="utf-8")
    assert command(["audit", str(tmp_path / "a.docx"), "--constraints", str(asked)]) == 2
    told = capsys.readouterr().err
    assert "a.docx" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.md", b"caf\xe9", "not UTF-8"),
        ("a.md", b"a\0b", "NUL"),
        ("a.md", b"x" * 50_000_000, "at most"),
        ("a.html", b"<meta charset=utf-9><p>x", "utf-9"),
        ("a.html", b"<meta charset=utf-8><p>caf\xe9", "utf-8"),
        ("a.pdf", b"%PDF", "not read"),
        ("a.md", b"# a\n" * 1_000_000, "at most"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    name: str, data: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    asked = tmp_path / "c.yaml"
    asked.write_text("constraints: [Never mention whales.]\n", encoding="utf-8")
    assert command(["audit", str(tmp_path / name), "--constraints", str(asked)]) == 2
    shown = capsys.readouterr().err
    assert told in shown
    assert name in shown


def test_encodings_that_a_file_declares_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes("<meta charset='iso-8859-1'><p>café".encode("latin-1"))
    (tmp_path / "b.txt").write_bytes("café".encode("utf-16"))
    assert read_document(tmp_path / "a.html") == "café\n"
    assert read_document(tmp_path / "b.txt") == "café"
    with pytest.raises(BadInput, match="no such document"):
        read_document(tmp_path / "c.md")
