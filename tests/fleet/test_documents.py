"""Documents on the nodes: a run whose worker died goes on elsewhere from its journal."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.fleet.conftest import Nodes
from tests.jobs import journal_of, scripted_job, texts_of


def _jobs(folder: Path, count: int) -> list[str]:
    files = []
    for number in range(count):
        (folder / f"job{number}").mkdir()
        files.append(str(scripted_job(folder / f"job{number}", sections=20, delay=0.1)))
    return files


def _owners(out: Path) -> list[int]:
    """Processes that have a run."""
    found = []
    for note in out.glob("*/owner.json"):
        try:
            found.append(int(json.loads(note.read_text())["pid"]))
        except (OSError, ValueError):
            continue
    return found


def _texts(out: Path) -> dict[str, dict[str, str]]:
    return {run.name: texts_of(run) for run in out.iterdir() if not run.name.startswith(".")}


def test_documents_go_on_elsewhere_when_a_worker_dies(nodes: Nodes, tmp_path: Path) -> None:
    files, out = _jobs(tmp_path, 4), tmp_path / "out"
    command = [sys.executable, "-m", "goldthread", "write", *files, "--display", "plain"]
    fleet = ["--executor", "ray", "--address", nodes.address, "--workers", "2", "--at-once", "2", "--out", str(out)]
    with (tmp_path / "said").open("wb") as said:
        child = subprocess.Popen([*command, *fleet], stderr=said)
    try:
        until = time.monotonic() + 120
        while len(list(out.glob("*/sections/*.md"))) < 8:
            assert child.poll() is None, (tmp_path / "said").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)
        os.kill(_owners(out)[0], signal.SIGKILL)
        assert child.wait(timeout=200) == 0, (tmp_path / "said").read_text()
    finally:
        child.kill()
        child.wait()
    assert "goes on elsewhere" in (tmp_path / "said").read_text()
    for run in out.iterdir():
        keys = [record["key"] for record in journal_of(run)]
        assert len(keys) == len(set(keys))
        assert not (run / "owner.json").exists()
    begun = [line for n in range(4) for line in (tmp_path / f"job{n}" / "begun.jsonl").read_text().splitlines()]
    kept = sum(len(journal_of(run)) for run in out.iterdir())
    # Two documents of eight sections at once died with the worker.
    assert len(begun) - kept <= 2 * 8
    calm = tmp_path / "calm"
    assert subprocess.run([*command, "--out", str(calm)], check=False, stderr=subprocess.DEVNULL).returncode == 0
    assert _texts(out) == _texts(calm)
