"""The report: links both ways, nothing hostile survives, and a real browser opens it."""

import html.parser
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

import goldthread
from goldthread.models.scripted import prose
from goldthread.report import CallRow, ReportData, render_report
from goldthread.report.marking import mark_html
from goldthread.schemas.constraint import Compiled, Constraint
from goldthread.schemas.plan import Plan, Section
from goldthread.schemas.verdict import Check, Evidence, Verdict
from tests.jobs import scripted_job

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = (
    "<script>document.title='owned'</script>\n\n[click](javascript:document.title='owned') <img src=x onerror=alert(1)>\n\n"
    "<style>body{display:none}</style> [d](data:text/html,<script>1</script>)\n\n| a | <b onclick=x>b</b> |\n|---|---|\n| 1 | 2 |\n"
)


class Links(html.parser.HTMLParser):
    """Ids and internal links of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)


def read(page: str) -> Links:
    found = Links()
    found.feed(page)
    return found


def make(texts: dict[int, str], quote: str = "", count: int = 1) -> ReportData:
    sections = tuple(Section(number=n, title=f"Part {n}", words=100) for n in texts)
    constraints = tuple(
        Constraint(id=f"c{n}", kind="single", text="lamp <script>", sections=(1,)) for n in range(1, count + 1)
    )
    start = texts[1].find(quote) if quote else 0
    evidence = (Evidence(section=1, start=start, end=start + len(quote), quote=quote),) if quote else ()
    verdict = Verdict(value="kept" if quote else "broken", reason="<b>r</b>", evidence=evidence)
    return ReportData(
        title="A <script>alert(1)</script> title",
        compiled=Compiled(request="R <script>", language="en", constraints=constraints),
        plan=Plan(title="T", words=100 * len(sections), sections=sections),
        texts=texts,
        written=dict.fromkeys(texts, 90),
        checks=tuple(Check(constraint=one.id, section=1, verdict=verdict) for one in constraints),
        calls=(
            CallRow(
                role="writer",
                purpose="draft",
                section=1,
                start=0,
                seconds=1,
                input=5,
                output=5,
                cached=0,
                price=None,
                tries=1,
            ),
        ),
    )


def test_links_lead_both_ways() -> None:
    page = render_report(make({1: "One. The lamp is here. Two.", 2: "Other."}, "The lamp is here.", count=3))
    found = read(page)
    for link in found.links:
        assert link.startswith("#"), link
        assert link[1:] in found.ids, link
    assert len(found.ids) == len(set(found.ids))
    assert "<mark" in page
    assert "unknown" in page


def test_nothing_hostile_survives() -> None:
    page = render_report(make({1: HOSTILE}))
    found = read(page)
    assert not found.tags & {"script", "img", "iframe", "object", "form"}
    assert not any(name.startswith("on") for name in found.attributes)
    assert not any(link.lower().startswith(("javascript:", "data:")) for link in found.links)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A *very long* sentence is **here**.", "very long* sentence is **here"),
        ("- one\n- the lamp is here\n- two", "the lamp is here"),
        ("江南的灯在这里。第二句。", "江南的灯在这里。"),
        ("| a | lamp here |\n|---|---|\n| 1 | 2 |", "lamp here"),
    ],
)
def test_marks_stand_where_the_evidence_is(text: str, quote: str) -> None:
    start = text.index(quote)
    page = mark_html(text, [(start, start + len(quote), "e1", "c1")])
    assert 'id="e1"' in page
    assert 'href="#c1"' in page
    assert not any("\ue000" <= letter <= "\ue0ff" for letter in page)


def test_two_hundred_thousand_words_render(tmp_path: Path) -> None:
    texts = {number: prose(2000, str(number)) for number in range(1, 101)}
    page = render_report(make(texts, texts[1].split("\n")[0][:60], count=500))
    assert len(page) < 6_000_000
    assert page.count("<h3 id=") == 100


def _browse(page: Path, folder: Path, *extra: str) -> str:
    command: list[Any] = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'profile'}", *extra, "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.full
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_a_browser_runs_nothing_of_a_hostile_document(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(render_report(make({1: HOSTILE, 2: prose(300, "x")})), encoding="utf-8")
    shown = _browse(page, tmp_path)
    assert "<title>A &lt;script&gt;alert(1)&lt;/script&gt; title · goldthread</title>" in shown
    found = read(shown)
    assert "script" not in found.tags
    assert all(link[1:] in found.ids for link in found.links if link.startswith("#"))


@pytest.mark.full
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_a_browser_opens_a_long_report(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(render_report(make({n: prose(2000, str(n)) for n in range(1, 101)})), encoding="utf-8")
    started = time.monotonic()
    assert "Part 100" in _browse(page, tmp_path)
    assert time.monotonic() - started < 90


def test_the_report_of_a_run_is_linked(tmp_path: Path) -> None:
    result = goldthread.write(scripted_job(tmp_path, sections=10), out=tmp_path / "runs")
    page = Path(result.report).read_text(encoding="utf-8")
    found = read(page)
    assert all(link[1:] in found.ids for link in found.links if link.startswith("#"))
    assert page.count("<mark") >= 2
