"""`goldthread repair`: only what is at fault changes, byte for byte, and nothing is overwritten unasked."""

import json
from pathlib import Path

import pytest

from goldthread.cli.app import run as command
from goldthread.schemas.yaml_files import dump_yaml

DOCUMENT = (
    "\ufeff# Title  \r\n\r\nIntro with a trailing blank. \t\r\n\r\n"
    "## One\r\n\r\nThe  pilots   rested.  \r\nThey slept.\t\r\n\r\n* a star list\r\n+ a plus list\r\n\r\n\r\n\r\n"
    "## Two\r\n\r\nThe whales sang loudly. It rained.\r\n\r\n## Three\r\n\r\nLast words, no end of line"
)
ASKED = {
    "constraints": [
        {"id": "lighthouse", "text": "paint the lighthouse", "place": "section 1"},
        {"id": "whales", "kind": "nowhere", "text": "whales"},
        {"id": "long", "kind": "length", "unit": "words", "minimum": 9_000, "text": "long", "scope": "document"},
    ]
}


def desk(folder: Path, rules: list[dict[str, object]], name: str = "doc.md") -> list[str]:
    (folder / name).write_bytes(DOCUMENT.encode())
    (folder / "c.yaml").write_text(dump_yaml(ASKED), encoding="utf-8")
    (folder / "model.yaml").write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    return [
        "repair",
        str(folder / name),
        "--constraints",
        str(folder / "c.yaml"),
        "--model",
        f"scripted:{folder / 'model.yaml'}",
    ]


GOOD: list[dict[str, object]] = [
    {"when": {"purpose": "insert"}, "reply": "The pilots painted the lighthouse."},
    {"when": {"purpose": "replace"}, "reply": "The seals sang loudly."},
]


def test_only_the_places_at_fault_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = desk(tmp_path, GOOD)
    assert command(call) == 3
    told = capsys.readouterr()
    assert "+The seals sang loudly. It rained." in told.out
    assert "-The whales sang loudly. It rained." in told.out
    assert "not mended: long" in told.err
    assert (tmp_path / "doc.md").read_bytes() == DOCUMENT.encode()
    mended = (tmp_path / "doc.repaired.md").read_bytes().decode()
    assert "The pilots painted the lighthouse." in mended
    plain = mended.replace("The seals sang", "The whales sang")
    assert plain.replace(" The pilots painted the lighthouse.", "", 1) == DOCUMENT
    assert (
        command(["audit", str(tmp_path / "doc.repaired.md"), "--constraints", str(tmp_path / "c.yaml"), "--json"]) == 3
    )
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["constraint"]: row["verdict"] for row in rows} == {
        "lighthouse": "kept",
        "whales": "kept",
        "long": "broken",
    }


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    call = desk(tmp_path, GOOD)
    (tmp_path / "doc.repaired.md").write_text("mine", encoding="utf-8")
    assert command(call) == 2
    assert (tmp_path / "doc.repaired.md").read_text(encoding="utf-8") == "mine"
    assert command([*call, "--in-place", "--out", str(tmp_path / "x.md")]) == 2
    assert command([*call, "--out", str(tmp_path / "x.md")]) == 3
    assert (tmp_path / "doc.md").read_bytes() == DOCUMENT.encode()
    assert command([*call, "--in-place"]) == 3
    assert (tmp_path / "doc.md").read_bytes() == (tmp_path / "x.md").read_bytes() != DOCUMENT.encode()


@pytest.mark.parametrize(
    "rules",
    [
        [{"when": {}, "fault": "access_denied"}],
        [
            {"when": {"purpose": "insert"}, "reply": "The pilots painted the lighthouse."},
            {"when": {}, "fault": "access_denied"},
        ],
    ],
    ids=["at once", "half way"],
)
def test_a_model_that_fails_leaves_nothing_written(
    tmp_path: Path, rules: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    call = desk(tmp_path, rules)
    before = sorted(tmp_path.iterdir())
    assert command([*call, "--in-place"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "doc.md").read_bytes() == DOCUMENT.encode()


@pytest.mark.parametrize(
    "reply", ["", "The whales sang again.", "I'm sorry, but I can't help with that.", "x " * 4_000]
)
def test_a_useless_reply_changes_nothing_at_fault(tmp_path: Path, reply: str) -> None:
    call = desk(tmp_path, [{"when": {}, "reply": reply}])
    assert command([*call, "--in-place"]) == 3
    assert (tmp_path / "doc.md").read_bytes() == DOCUMENT.encode()


def test_docx_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(desk(tmp_path, GOOD, "doc.docx")) == 2
    assert "Markdown" in capsys.readouterr().err
