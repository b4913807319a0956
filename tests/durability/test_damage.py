"""Damage and rivals, as a person meets them: the exit code, the message, and nothing lost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

import goldthread
from goldthread.cli.app import run as command
from goldthread.schemas.yaml_files import dump_yaml
from tests.jobs import journal_of, only_run, scripted_job, texts_of

LOGS = ("calls.jsonl", "sections.jsonl", "checks.jsonl")


@pytest.mark.parametrize("name", LOGS)
def test_half_a_last_line_is_what_a_crash_leaves(tmp_path: Path, name: str) -> None:
    run = Path(goldthread.write(scripted_job(tmp_path, sections=6), out=tmp_path / "r").folder)
    before, calls = texts_of(run), journal_of(run)
    data = (run / name).read_bytes()
    (run / name).write_bytes(data[: len(data) - len(data.splitlines()[-1]) // 2])
    assert command(["resume", str(run), "--display", "none"]) == 0
    assert texts_of(run) == before
    # The text of a section whose call's line was torn stands in its own record.
    keys = [record["key"] for record in journal_of(run)]
    assert set(keys) <= {record["key"] for record in calls}
    assert len(keys) == len(set(keys)) >= len(calls) - 1


@pytest.mark.parametrize("name", ["calls.jsonl", "sections.jsonl"])
def test_a_cut_line_in_the_middle_is_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    run = Path(goldthread.write(scripted_job(tmp_path, sections=6), out=tmp_path / "r").folder)
    before = texts_of(run)
    lines = (run / name).read_bytes().splitlines(keepends=True)
    (run / name).write_bytes(b"".join([lines[0], lines[1][:40] + b"\n", *lines[2:]]))
    assert command(["resume", str(run), "--display", "none"]) == 6
    told = capsys.readouterr().err
    assert f"{name}" in told
    assert "line 2" in told or ":2" in told
    assert f"goldthread resume {run} --from-logs" in told
    assert command(["resume", str(run), "--from-logs", "--display", "none"]) == 0
    assert texts_of(run) == before


def _start(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "goldthread", *arguments, "--display", "none"], stderr=subprocess.PIPE, text=True
    )


def _wait_for(folder: Path, pattern: str) -> None:
    deadline = time.monotonic() + 60
    while not list(folder.glob(pattern)):
        assert time.monotonic() < deadline, pattern
        time.sleep(0.02)


def test_a_second_process_leaves_the_first_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = scripted_job(tmp_path, sections=16, delay=0.7)
    first = _start("write", str(job), "--out", str(tmp_path / "r"))
    _wait_for(tmp_path, "r/*/plan.yaml")
    run = only_run(tmp_path / "r")
    assert command(["resume", str(run), "--display", "none"]) == 5
    assert str(first.pid) in capsys.readouterr().err
    assert command(["status", str(run), "--json"]) == 0
    assert '"running"' in capsys.readouterr().out
    _, told = first.communicate(timeout=120)
    assert first.returncode == 0, told
    keys = [record["key"] for record in journal_of(run)]
    assert len(keys) == len(set(keys))


def _published_job(folder: Path, delay: float) -> Path:
    job = scripted_job(folder, sections=6, delay=delay)
    lines = "\n\n".join(f"Paragraph {n} - Main Point: Point {n} - Word Count: 60 words" for n in range(1, 7))
    script = yaml.safe_load((folder / "script.yaml").read_text(encoding="utf-8"))
    rules = [{"when": {"role": "planner", "purpose": "agentwrite"}, "reply": lines}]
    (folder / "script.yaml").write_text(dump_yaml(script | {"rules": rules + script["rules"]}), encoding="utf-8")
    return job


@pytest.mark.parametrize("method", ["direct", "agentwrite"])
def test_a_killed_published_run_buys_nothing_twice(tmp_path: Path, method: str) -> None:
    job = _published_job(tmp_path, 0.0)
    calm = texts_of(Path(goldthread.write(job, out=tmp_path / "calm", method=method).folder))
    wanted = len(journal_of(only_run(tmp_path / "calm")))
    job = _published_job(tmp_path, 0.8)
    (tmp_path / "begun.jsonl").unlink()
    child = _start("write", str(job), "--out", str(tmp_path / "r"), "--method", method)
    deadline = time.monotonic() + 60
    begun: list[str] = []
    # A direct text is one call, which is in flight; of AgentWrite's, two are done and the third is.
    while (
        len([one for one in begun if '"writer"' in one]) < (3 if method == "agentwrite" else 1)
        and time.monotonic() < deadline
    ):
        file = tmp_path / "begun.jsonl"
        begun = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if child.poll() is not None:
            break
        time.sleep(0.02)
    child.kill()
    child.communicate()
    run = only_run(tmp_path / "r")
    finished = len(journal_of(run)) if (run / "calls.jsonl").exists() else 0
    assert finished < wanted
    if method == "agentwrite":
        assert finished >= 3
        saved = sorted((run / "sections").glob("*.md"))
        assert len(saved) >= 2
        assert all(file.read_text(encoding="utf-8") == calm[file.name] for file in saved)
    _published_job(tmp_path, 0.0)
    assert command(["resume", str(run), "--display", "none"]) in (0, 3)
    assert texts_of(run) == calm
    keys = [record["key"] for record in journal_of(run)]
    assert len(keys) == len(set(keys)) == wanted
    assert len((tmp_path / "begun.jsonl").read_text(encoding="utf-8").splitlines()) <= wanted + 1
