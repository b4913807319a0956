"""The contract with a person at the terminal: variables, displays, JSON fields, tracebacks."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import goldthread
from goldthread.cli.app import program
from goldthread.cli.app import run as command
from goldthread.cli.display import Counts
from goldthread.config import SETTINGS
from goldthread.schemas.events import Event
from tests.jobs import only_run, scripted_job

FIELDS = [
    "id",
    "folder",
    "status",
    "document",
    "report",
    "words",
    "constraints",
    "kept",
    "broken",
    "undecided",
    "unchecked",
]
ESCAPE = "\x1b["


def _flags(given: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    for name, below in getattr(given, "commands", {}).items():
        yield from _flags(below, (*path, name))
    for flag in given.params:
        if flag.param_type_name == "option" and "completion" not in flag.name:
            yield " ".join(path), flag.opts[0], str(flag.envvar or "")


def test_every_flag_has_a_variable() -> None:
    found = [one for one in _flags(program()) if one[1] not in ("--help", "--version")]
    assert len(found) > 60
    for path, flag, variable in found:
        name = flag.removeprefix("--").replace("-", "_")
        if variable:
            group = path.partition(" ")[0]
            assert variable in (f"GOLDTHREAD_{name.upper()}", f"GOLDTHREAD_{group.upper()}_{name.upper()}")
        else:
            assert name in SETTINGS, (path, flag)


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_takes_its_variable(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    setting = SETTINGS[name]
    given = setting.choices[-1] if setting.choices else "yes" if name == "strict" else "600"
    monkeypatch.setenv(f"GOLDTHREAD_{name.upper()}", given)
    assert command(["config", "show", "--json"]) == 0
    rows = {row["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows[name]["from"] == f"GOLDTHREAD_{name.upper()}"
    assert str(rows[name]["value"]) in (given, "True", "600.0")


def test_switches_take_their_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    job = scripted_job(tmp_path, sections=5)
    monkeypatch.setenv("GOLDTHREAD_OUT", str(tmp_path / "r"))
    monkeypatch.setenv("GOLDTHREAD_JSON", "1")
    monkeypatch.setenv("GOLDTHREAD_DRY_RUN", "1")
    assert command(["write", str(job)]) == 0
    assert json.loads(capsys.readouterr().out)["tokens"] > 0
    monkeypatch.delenv("GOLDTHREAD_DRY_RUN")
    monkeypatch.setenv("GOLDTHREAD_APPROVE", "1")
    assert command(["write", str(job)]) == 4
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["data"]["status"] == "waiting"
    monkeypatch.setenv("GOLDTHREAD_ROLE", "writer=none")
    assert command(["write", str(job)]) == 2


def test_repair_takes_its_model_from_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "d.md").write_text("# A\n\nNothing is here.\n", encoding="utf-8")
    monkeypatch.setenv("GOLDTHREAD_MODEL", "nobody:x")
    assert command(["repair", str(tmp_path / "d.md"), "--request", "Mention the sea."]) == 2
    assert "nobody" in capsys.readouterr().err


def test_records_have_exactly_the_documented_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = goldthread.write(scripted_job(tmp_path, sections=5), out=tmp_path / "r")
    assert command(["runs", "--out", str(tmp_path / "r"), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert command(["status", result.id, "--out", str(tmp_path / "r"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == listed
    assert list(listed) == FIELDS
    assert listed["id"] == result.id
    assert (listed["status"], listed["words"], listed["kept"]) == ("done", result.words, result.kept)
    assert listed["kept"] + listed["broken"] + listed["undecided"] + listed["unchecked"] == len(result.checks)
    assert all(Path(listed[name]).is_absolute() for name in ("folder", "document", "report"))


@pytest.mark.parametrize("kind", ["auto", "rich", "plain", "none"])
def test_no_progress_bar_in_a_pipe(tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str) -> None:
    job = scripted_job(tmp_path, sections=5)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--display", kind]) == 0
    out, told = capfd.readouterr()
    assert out == ""
    assert ESCAPE not in told
    assert "\r" not in told
    assert told.count("document  ") == 1
    assert ("sections" in told.split("document  ")[0]) == (kind != "none")


def _at_a_terminal(arguments: list[str], **variables: str) -> str:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "goldthread", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", **variables},
    )
    os.close(theirs)
    told = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        told += piece
    os.close(ours)
    assert child.wait(timeout=60) == 0
    return told.decode()


def test_a_terminal_gets_a_live_line_and_no_color_is_obeyed(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=5)
    assert ESCAPE in _at_a_terminal(["write", str(job), "--out", str(tmp_path / "a")])
    assert ESCAPE not in _at_a_terminal(["write", str(job), "--out", str(tmp_path / "b")], NO_COLOR="1")
    forced = _at_a_terminal(["write", str(job), "--out", str(tmp_path / "c"), "--display", "rich"], NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9][0-9;]*m", forced)


@pytest.mark.parametrize(
    ("before", "variable", "traced"), [([], "", False), (["--debug"], "", True), ([], "1", True), ([], "0", False)]
)
def test_a_traceback_only_with_debug(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    before: list[str],
    variable: str,
    traced: bool,
) -> None:
    monkeypatch.setenv("GOLDTHREAD_DEBUG", variable)
    assert command([*before, "write", str(tmp_path / "none.yaml")]) == 2
    assert ("Traceback" in capsys.readouterr().err) == traced


def test_doctor_and_models(capsys: pytest.CaptureFixture[str]) -> None:
    code = command(["doctor"])
    told = capsys.readouterr().out
    assert (code == 0) == ("FAIL" not in told)
    for what in ("Python", "disk", "token counter", "embedded model", "OPENAI_API_KEY"):
        assert what in told
    assert command(["models", "list"]) == 0
    path = capsys.readouterr().out.splitlines()[0].split()[-1]
    if path.endswith(".gguf"):
        assert command(["models", "pull", "smollm2-135m"]) == 0
        assert capsys.readouterr().out.strip() == path
    assert command(["models", "pull", "nothing"]) == 2
    assert "smollm2-135m" in capsys.readouterr().err


def test_a_loop_that_runs_is_told_for_resume_too(tmp_path: Path) -> None:
    import asyncio

    goldthread.write(scripted_job(tmp_path, sections=5), out=tmp_path / "r")

    async def inside() -> None:
        with pytest.raises(goldthread.GoldthreadError, match=r"await goldthread\.aresume"):
            goldthread.resume(only_run(tmp_path / "r"))

    asyncio.run(inside())


def test_a_forecast_needs_no_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    request = "Write a handbook on bees with 5 chapters."
    for variable, model in (("OPENAI_API_KEY", "openai:gpt-4o"), ("ANTHROPIC_API_KEY", "anthropic:claude-sonnet-4-5")):
        monkeypatch.delenv(variable, raising=False)
        assert command(["write", request, "--model", model, "--dry-run", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["cost"] > 0
        assert command(["write", request, "--model", model]) == 2
        assert variable in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()


def test_a_ceiling_prints_the_line_that_resumes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = scripted_job(tmp_path, sections=6)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--max-tokens", "2500", "--display", "none"]) == 4
    told = capsys.readouterr().err
    assert f"goldthread resume {only_run(tmp_path / 'r')} --max-tokens N" in told
    assert "resume RUN" not in told


def test_progress_counts_the_last_verdicts_of_each_section() -> None:
    counts = Counts()
    for section, kept, broken in ((1, 0, 2), (2, 3, 0), (1, 1, 1), (1, 2, 0)):
        counts.take(Event(event="section_checked", at=0.0, section=section, data={"kept": kept, "broken": broken}))
    assert "5 kept, 0 broken" in counts.line()


def test_fewer_words_than_sections_are_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = scripted_job(tmp_path, sections=6)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--words", "5"]) == 2
    assert "length: 5 words are too few for 6 sections" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()
    assert not (tmp_path / "begun.jsonl").exists()
