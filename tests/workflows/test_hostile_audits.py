"""Hostile documents at the command line: answered or refused with a message, within 30 s and 1 GB, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goldthread.schemas.yaml_files import dump_yaml

MOST_SECONDS = 30.0
MOST_MEGABYTES = 1_000
ASKED: list[Any] = [
    {"text": "plant roses"},
    {"text": "(a+)+$"},
    {"text": "(a+)+$", "kind": "nowhere"},
    {"text": "a list", "kind": "structure", "mentions": ["(a+)+$"]},
    {"text": "names", "kind": "agreement"},
    {"text": "figures", "kind": "agreement", "mentions": ["the budget"]},
    {"text": "roses", "kind": "count", "maximum": 3, "scope": "document"},
    {"text": "English", "kind": "language", "scope": "document"},
    {"text": "easy", "kind": "reading", "maximum": 9, "scope": "document"},
    {"text": "long", "kind": "length", "unit": "sentences", "minimum": 2, "scope": "document"},
    {"text": "a table", "kind": "structure", "scope": "document"},
    {"text": "plant roses", "before": "pick plums"},
    {"text": "bold text", "kind": "structure", "scope": "document"},
    {"text": "links", "kind": "count", "unit": "links", "minimum": 1, "scope": "document"},
    {"text": "warm", "kind": "free"},
]
CODE = r"""
import re, sys, time
from goldthread.cli.app import run
begun = time.process_time()
code = run(["audit", "h.md", "--constraints", "c.yaml", "--language", "en", "--json"])
peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) // 1024
print("MEASURED", code, time.process_time() - begun, peak, file=sys.stderr)
"""
CELLS = "| " + " | ".join(f"c{n}" for n in range(50_000)) + " |\n"
SMALL = {
    "brackets": "[" * 200_000,
    "stars": "*" * 200_000,
    "open links": "[a](" * 100_000,
    "open bold": "**a " * 100_000,
    "exclamations": "<!--" * 100_000,
    "quotes": ">" * 10_000 + " The gardeners planted roses.\n",
    "lists": "- " * 10_000 + "The gardeners planted roses.\n",
    "right to left": "\u202e\u200f roses \u202c. " * 50_000,
    "numbers": "one hundred " * 50_000,
    "pattern": "a" * 1_000_000 + "!",
    "nul": "a\0b",
}
SLOW = ("stars", "exclamations", "quotes", "lists", "right to left", "pattern")
LARGE = {
    "line of 50 MB": "x" * 50_000_000,
    "paragraph of 18 MB": "word " * 3_600_000,
    "paragraph of 11 MB": "The gardeners planted roses in spring. " * 282_000,
    "a million headings": "# a\n" * 1_000_000,
    "headings": "# a\n" * 90_000,
    "row": CELLS + "|" + "---|" * 50_000 + "\n" + CELLS,
    "rows": "| "
    + " | ".join("c" * 50)
    + " |\n|"
    + "---|" * 50
    + "\n"
    + ("| " + " | ".join("c" * 50) + " |\n") * 20_000,
    "one word": "roses " * 1_000_000,
    "names": " ".join("said Anna" + "".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(100_000)),
    "wide": "玫瑰" * 2_000_000,
}
REFUSED = {"nul", "line of 50 MB", "paragraph of 18 MB", "a million headings", "rows", "wide"}


def audited(folder: Path, text: str) -> tuple[int, float, int, str, list[dict[str, Any]]]:
    """Exit code, CPU seconds, megabytes at the peak, what was told, and the checks."""
    (folder / "h.md").write_text(text, encoding="utf-8", newline="")
    (folder / "c.yaml").write_text(dump_yaml({"constraints": ASKED}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=folder, capture_output=True, text=True, timeout=280, check=True
    )
    told, measured = done.stderr.rsplit("MEASURED ", 1)
    code, seconds, peak = measured.split()
    return int(code), float(seconds), int(peak), told, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    "name",
    [
        *(one for one in SMALL if one not in SLOW),
        *(pytest.param(name, marks=pytest.mark.full) for name in (*SLOW, *LARGE)),
    ],
)
def test_a_hostile_document_is_answered_or_refused(tmp_path: Path, name: str) -> None:
    text = {**SMALL, **LARGE}[name]
    code, seconds, peak, told, rows = audited(tmp_path, text)
    assert "Traceback" not in told
    if name in REFUSED:
        assert (code, rows) == (2, [])
        assert "h.md" in told
    else:
        assert code in (0, 3)
        assert len(rows) >= len(ASKED)
        for one in (one for row in rows for one in row["evidence"]):
            assert text[one["start"] : one["end"]] == one["quote"]
    assert seconds < MOST_SECONDS
    assert peak < MOST_MEGABYTES
