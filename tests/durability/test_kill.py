"""SIGKILL at any moment: the run ends as one that was never killed, and no finished call is bought again."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldthread.cli.app import run as command
from tests.jobs import journal_of, only_run, scripted_job, texts_of

CONCURRENCY = 8
"""As `scripted_job` has it."""


def _start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "goldthread", *arguments, "--display", "none"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _undisturbed(folder: Path) -> tuple[dict[str, str], int]:
    job = scripted_job(folder, delay=0.03)
    assert command(["write", str(job), "--out", str(folder / "calm"), "--display", "none"]) == 0
    run = only_run(folder / "calm")
    return texts_of(run), len(journal_of(run))


def _begun(folder: Path) -> list[str]:
    """Keys of the calls that began since the last look."""
    file = folder / "begun.jsonl"
    keys = [json.loads(line)["key"] for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    file.unlink(missing_ok=True)
    return keys


def _finished(run: Path) -> set[str]:
    """Keys of the journal's whole lines; a kill may leave half of the last one."""
    file = run / "calls.jsonl"
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    return {json.loads(line)["key"] for line in lines}


def _killed(folder: Path, name: str, moments: list[float]) -> Path:
    """Kill a run at each moment, going on with plain `resume`; what it begins is held against what it had.

    No finished call may begin again, and a kill may cost no more calls than run at a time.
    """
    job = folder / "job.yaml"
    out = folder / name
    _begun(folder)
    child = _start(["write", str(job), "--out", str(out)])
    finished: set[str] = set()
    for moment in moments:
        time.sleep(moment)
        child.send_signal(signal.SIGKILL)
        child.wait()
        begun = _begun(folder)
        assert not finished & set(begun)
        assert len(begun) == len(set(begun))
        runs = list(out.iterdir()) if out.is_dir() else []
        has_run = bool(runs) and (runs[0] / "run.json").exists()
        finished = _finished(runs[0]) if has_run else set()
        assert len(set(begun) - finished) <= CONCURRENCY
        child = _start(["resume", str(runs[0])] if has_run else ["write", str(job), "--out", str(out)])
        if runs and not has_run:
            shutil.rmtree(runs[0])
    assert child.wait(timeout=120) == 0
    assert not finished & set(_begun(folder))
    return only_run(out)


@pytest.mark.full
@pytest.mark.timeout(1500)
def test_fifty_kills_leave_no_trace(tmp_path: Path) -> None:
    calm, calls = _undisturbed(tmp_path)
    assert len(calm) == 41
    chance = random.Random(7)
    for number in range(10):
        moments = [chance.uniform(0.9, 3.2) for _ in range(5)]
        run = _killed(tmp_path, f"killed{number}", moments)
        assert texts_of(run) == calm, moments
        keys = [record["key"] for record in journal_of(run)]
        assert len(keys) == len(set(keys)) == calls


def test_one_kill_leaves_no_trace(tmp_path: Path) -> None:
    calm, calls = _undisturbed(tmp_path)
    run = _killed(tmp_path, "killed", [2.2])
    assert texts_of(run) == calm
    keys = [record["key"] for record in journal_of(run)]
    assert len(keys) == len(set(keys)) == calls


def test_every_text_lies_in_its_own_section(tmp_path: Path) -> None:
    scripted_job(tmp_path)
    assert command(["write", str(tmp_path / "job.yaml"), "--out", str(tmp_path / "r"), "--display", "none"]) == 0
    run = only_run(tmp_path / "r")
    drafts = {r["section"]: r["reply"]["text"] for r in journal_of(run) if r["purpose"] == "draft"}  # type: ignore[index]
    for file in (run / "sections").glob("*.md"):
        assert str(drafts[int(file.name[:3])]).split("\n")[0][:60] in file.read_text(encoding="utf-8")
