"""The commands as a person types them: exit codes, JSON lines, settings, Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldthread.cli.app import run as command
from tests.jobs import journal_of, only_run, scripted_job, texts_of


def test_a_token_ceiling_stops_and_a_higher_one_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = scripted_job(tmp_path, sections=20)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--max-tokens", "9000", "--display", "none"]) == 4
    assert "--max-tokens" in capsys.readouterr().err
    run = only_run(tmp_path / "r")
    used = sum(r["reply"]["usage"]["input"] + r["reply"]["usage"]["output"] for r in journal_of(run))  # type: ignore[index]
    assert used <= 9000
    assert command(["resume", str(run), "--max-tokens", "900000", "--display", "none"]) == 0
    assert command(["write", str(job), "--out", str(tmp_path / "c"), "--display", "none"]) == 0
    assert texts_of(run) == texts_of(only_run(tmp_path / "c"))


def test_broken_checks_end_with_three(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=10)
    script = tmp_path / "script.yaml"
    text = script.read_text(encoding="utf-8").replace(
        "The blue vase of room {section} stood on the shelf.", "Nothing here."
    )
    script.write_text(text, encoding="utf-8")
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--display", "none"]) == 3


def test_json_lines_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = scripted_job(tmp_path, sections=6)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[-1]["event"] == "run_finished"
    assert Path(rows[-1]["data"]["document"]).is_absolute()


def test_compile_prints_a_line_a_constraint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "request.txt"
    request = "Write a diary with 52 weeks. Visit Rome in week 3. Visit the dentist in week 60. The weather is nice."
    file.write_text(request, encoding="utf-8")
    assert command(["compile", str(file), "--model", "none", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["kind"], row["sections"]) for row in rows if row["kind"] == "single"] == [("single", [3])]
    assert {row["kind"] for row in rows} == {"single", "unread", "impossible"}
    for row in rows:
        assert request[row["start"] : row["end"]] == row["quote"]


def test_dry_run_makes_no_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = scripted_job(tmp_path, sections=10)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--dry-run", "--json"]) == 0
    forecast = json.loads(capsys.readouterr().out)
    assert forecast["tokens_low"] < forecast["tokens"] < forecast["tokens_high"]
    assert not (tmp_path / "r").exists()


def test_settings_say_where_they_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "goldthread.toml").write_text('language = "de"\nseed = 3\n', encoding="utf-8")
    monkeypatch.setenv("GOLDTHREAD_SEED", "7")
    assert command(["config", "show", "--json"]) == 0
    rows = {row["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (rows["seed"]["value"], rows["seed"]["from"]) == (7, "GOLDTHREAD_SEED")
    assert (rows["language"]["value"], rows["language"]["from"]) == ("de", "goldthread.toml")
    assert rows["out"]["from"] == "default"


def test_init_writes_a_job_that_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(["init"]) == 0
    assert command(["init"]) == 2
    assert command(["compile", "job.yaml"]) == 0


def test_help_names_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for code in (
        "0 done",
        "1 error",
        "2 usage",
        "3 finished",
        "4 stopped",
        "5 the run",
        "6 the run",
        "130 interrupted",
    ):
        assert code in told


def test_ctrl_c_saves_and_resumes(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=40, delay=0.2)
    child = subprocess.Popen(
        [sys.executable, "-m", "goldthread", "write", str(job), "--out", str(tmp_path / "r"), "--display", "none"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ},
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not list(tmp_path.glob("r/*/sections/*.md")):
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=30)
    assert child.returncode == 130, told
    assert "goldthread resume" in told
    assert command(["resume", str(only_run(tmp_path / "r")), "--display", "none"]) == 0


def test_ctrl_c_twice_leaves_at_once_and_loses_nothing(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=8, delay=30.0)
    script = (tmp_path / "script.yaml").read_text(encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, "-m", "goldthread", "write", str(job), "--out", str(tmp_path / "r"), "--display", "none"],
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not list(tmp_path.glob("r/*/plan.yaml")):
        time.sleep(0.02)
    for _ in range(2):
        child.send_signal(signal.SIGINT)
        time.sleep(0.05)
    begun = time.monotonic()
    _, told = child.communicate(timeout=30)
    # Where the second one comes while Python ends, the signal itself ends it: 130 in a shell as well.
    assert child.returncode in (130, -signal.SIGINT), told
    assert time.monotonic() - begun < 15
    quick = script.replace("delay: 3.0", "delay: 0.0")
    (tmp_path / "script.yaml").write_text(quick, encoding="utf-8")
    assert command(["resume", str(only_run(tmp_path / "r")), "--display", "none"]) == 0
