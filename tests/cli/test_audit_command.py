"""`goldthread audit` as a gate: exit codes, JSON lines, SARIF, JUnit XML, HTML, many documents in a pool."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml
from sarif.loader import load_sarif_file

from goldthread.cli.app import run as command

ROOT = Path(__file__).resolve().parents[2]
GOOD = "# Report\n\n## Costs\n\nThree cranes were bought.\n\n## Outlook\n\nAll is well.\n"
BAD = GOOD.replace("All is well.", "Some <b>whales</b> came.\nThe whales were\u0007 shy.")
ASKED = "constraints:\n  - id: cranes\n    text: buy three cranes\n    place: the section on costs\n  - id: whales\n    kind: nowhere\n    text: whales\n"


def desk(folder: Path, *texts: str, more: str = "") -> list[str]:
    for at, text in enumerate(texts):
        (folder / f"d{at}.md").write_text(text, encoding="utf-8")
    (folder / "c.yaml").write_text(ASKED + more, encoding="utf-8")
    return ["--constraints", str(folder / "c.yaml")]


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = desk(tmp_path, GOOD, BAD, more="  - kind: free\n    text: It is warm.\n")
    assert command(["audit", str(tmp_path / "d0.md"), *asked]) == 0
    assert "2 kept, 0 broken, 0 undecided, 1 unchecked" in capsys.readouterr().out
    assert command(["audit", str(tmp_path / "d0.md"), *asked, "--strict"]) == 3
    assert command(["audit", str(tmp_path / "d1.md"), *asked]) == 3
    assert command(["audit", str(tmp_path / "d2.md"), *asked]) == 2
    assert command(["audit", str(tmp_path / "x*.md"), *asked]) == 2
    assert command(["audit", str(tmp_path / "d0.md")]) == 2
    assert command(["audit", str(tmp_path / "d0.md"), "--constraints", str(tmp_path / "none.yaml")]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "no file fits the pattern" in told


def test_json_lines_hold_every_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = desk(tmp_path, BAD)
    assert command(["audit", str(tmp_path / "d0.md"), *asked, "--json"]) == 3
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["constraint"], row["section"], row["verdict"]) for row in rows] == [
        ("cranes", 1, "kept"),
        ("whales", 0, "broken"),
    ]
    for row in rows:
        assert row["evidence"]
        assert all(BAD[one["start"] : one["end"]] == one["quote"] for one in row["evidence"])


def test_many_documents_in_a_pool_with_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = desk(tmp_path, *[GOOD, BAD] * 6)
    (tmp_path / "d5.md").write_bytes(b"\xff\xfe\xfd")
    outputs = [
        "--sarif",
        str(tmp_path / "a.sarif"),
        "--junit",
        str(tmp_path / "a.xml"),
        "--report",
        str(tmp_path / "html"),
    ]
    assert command(["audit", str(tmp_path / "d*.md"), *asked, "--jobs", "2", *outputs]) == 2
    told = capsys.readouterr()
    assert "11 documents" in told.out
    assert "1 could not be read" in told.out
    assert "d5.md" in told.err
    assert len(list((tmp_path / "html").glob("*.html"))) == 11
    assert len(json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["artifacts"]) == 11
    assert [one.tests for one in JUnitXml.fromfile(str(tmp_path / "a.xml"))] == [2] * 11


def test_sarif_is_read_by_other_tools_and_names_the_lines(tmp_path: Path) -> None:
    asked = desk(tmp_path, BAD, more="  - kind: free\n    text: It is warm.\n")
    target = tmp_path / "a.sarif"
    assert command(["audit", str(tmp_path / "d0.md"), *asked, "--sarif", str(target)]) == 3
    loaded = load_sarif_file(str(target))
    assert loaded.get_report().get_issue_count_for_severity("error") == 1
    listed = subprocess.run(
        [sys.executable, "-m", "sarif", "summary", str(target)], capture_output=True, text=True, check=True
    )
    assert "error: 1" in listed.stdout
    log = json.loads(target.read_text(encoding="utf-8"))
    (run,) = log["runs"]
    assert (log["version"], run["tool"]["driver"]["name"], run["columnKind"]) == (
        "2.1.0",
        "goldthread",
        "unicodeCodePoints",
    )
    lines = BAD.split("\n")
    for result in run["results"]:
        assert set(result) <= {"ruleId", "ruleIndex", "kind", "level", "message", "locations", "properties"}
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["kind"] in ("fail", "review", "open")
        assert (result["kind"] == "fail") == (result["level"] == "error")
        assert result["message"]["text"]
        for one in result["locations"]:
            region = one["physicalLocation"].get("region")
            if region and region["startLine"] == region["endLine"]:
                line = lines[region["startLine"] - 1]
                assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert [one["kind"] for one in run["results"]] == ["fail", "open"]


def test_junit_is_read_by_other_tools_whatever_the_text_holds(tmp_path: Path) -> None:
    asked = desk(tmp_path, BAD, more="  - kind: free\n    text: It is warm.\n")
    target = tmp_path / "a.xml"
    assert command(["audit", str(tmp_path / "d0.md"), *asked, "--junit", str(target)]) == 3
    loaded = JUnitXml.fromfile(str(target))
    (suite,) = loaded
    assert (suite.tests, suite.failures, suite.skipped, suite.errors) == (3, 1, 1, 0)
    (failed,) = [one for one in suite if one.is_failure]
    assert "whales" in failed.name
    assert "<b>whales</b>" in failed.result[0].text


def test_the_report_marks_the_evidence_and_holds_no_script(tmp_path: Path) -> None:
    asked = desk(tmp_path, BAD + "\n<script>alert(1)</script>\n")
    target = tmp_path / "report.html"
    assert command(["audit", str(tmp_path / "d0.md"), *asked, "--report", str(target)]) == 3
    html = target.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "<b>whales</b>" not in html
    assert re.search(r"<mark[^>]*>.*whales", html, re.DOTALL)


def test_a_request_is_compiled_and_held_against_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "d.md").write_text("## Week 1\n\nWe held a picnic.\n\n## Week 2\n\nIt rained.\n", encoding="utf-8")
    request = "Write a diary with 2 weeks. Week 1 must mention a picnic. Week 2 must mention a concert. Be kind."
    assert command(["audit", str(tmp_path / "d.md"), "--request", request, "--json"]) == 3
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["section"], row["verdict"]) for row in rows if row["kind"] == "single"] == [(1, "kept"), (2, "broken")]
    assert [row["verdict"] for row in rows if row["kind"] == "free"] == ["unchecked"]


def test_what_the_readme_tells_to_type_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each `goldthread audit` and `goldthread repair` line of the README, outputs in a folder of the test's."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Audit any document", 1)[1].split("\n## ", 1)[0]
    lines = [shlex.split(line)[1:] for line in section.splitlines() if line.startswith("goldthread ")]
    assert len(lines) >= 4
    for line in lines:
        if "openai:NAME" in line:
            continue
        assert command(line) == 3, line
    assert "“Whitfield” (3 times) is also spelled “Whitfeild”" in capsys.readouterr().out
    assert (tmp_path / "report.sarif").exists()
    assert (tmp_path / "report.xml").exists()
    assert (tmp_path / "report.html").exists()
