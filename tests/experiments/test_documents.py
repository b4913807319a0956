"""Several documents in one command."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldthread.cli.app import run as command
from goldthread.schemas.yaml_files import dump_yaml, load_yaml
from tests.jobs import journal_of, scripted_job, texts_of


def _jobs(folder: Path, count: int, *, sections: int = 6, delay: float = 0.0) -> list[str]:
    """Job files, each in a folder of its own."""
    files = []
    for number in range(count):
        (folder / f"job{number}").mkdir()
        files.append(str(scripted_job(folder / f"job{number}", sections=sections, delay=delay)))
    return files


def _write(files: list[str], out: Path, *flags: str) -> int:
    return command(["write", *files, "--out", str(out), "--display", "none", *flags])


def test_each_job_has_its_run_and_the_same_command_finds_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = _jobs(tmp_path, 3)
    assert _write(files, tmp_path / "out") == 0
    runs = sorted(one for one in (tmp_path / "out").iterdir())
    assert len(runs) == 3
    assert all((run / "document.md").exists() for run in runs)
    assert capsys.readouterr().err.count("document  ") == 3
    begun = [(tmp_path / f"job{n}" / "begun.jsonl").read_text() for n in range(3)]
    assert _write(files, tmp_path / "out") == 0
    assert capsys.readouterr().err.count("document  ") == 3
    assert begun == [(tmp_path / f"job{n}" / "begun.jsonl").read_text() for n in range(3)]


def test_a_killed_command_goes_on_where_it_was(tmp_path: Path) -> None:
    files = _jobs(tmp_path, 2, sections=20, delay=0.05)
    assert _write(files, tmp_path / "calm") == 0
    calm = {run.name: texts_of(run) for run in (tmp_path / "calm").iterdir()}
    for number in range(2):
        (tmp_path / f"job{number}" / "begun.jsonl").unlink()
    arguments = [sys.executable, "-m", "goldthread", "write", *files, "--out", str(tmp_path / "out")]
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and not list((tmp_path / "out").glob("*/sections/*.md")):
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    finished = {str(record["key"]) for run in (tmp_path / "out").glob("*/calls.jsonl") for record in _whole(run)}
    assert finished
    for number in range(2):
        (tmp_path / f"job{number}" / "begun.jsonl").unlink(missing_ok=True)
    assert _write(files, tmp_path / "out") == 0
    again = [line for n in range(2) for line in (tmp_path / f"job{n}" / "begun.jsonl").read_text().splitlines()]
    assert not finished & {json.loads(line)["key"] for line in again}
    runs = [one for one in (tmp_path / "out").iterdir() if not one.name.startswith(".")]
    assert {run.name: texts_of(run) for run in runs} == calm


def _whole(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_bytes().split(b"\n")[:-1]]


def test_a_ceiling_holds_for_all_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = _jobs(tmp_path, 3, sections=10)
    assert _write(files, tmp_path / "free") == 0
    used = [_tokens(run) for run in (tmp_path / "free").iterdir()]
    ceiling = sum(used) * 2 // 3
    assert _write(files, tmp_path / "out", "--max-tokens", str(ceiling)) == 4
    assert "same command again" in capsys.readouterr().err
    assert sum(_tokens(run) for run in (tmp_path / "out").iterdir()) <= ceiling
    assert _write(files, tmp_path / "out") == 0
    assert [_tokens(run) for run in sorted((tmp_path / "out").iterdir())] == [
        _tokens(run) for run in sorted((tmp_path / "free").iterdir())
    ]


def _tokens(run: Path) -> int:
    if not (run / "calls.jsonl").exists():
        return 0
    usages = [record["reply"]["usage"] for record in journal_of(run)]  # type: ignore[index]
    return sum(one["input"] + one["output"] for one in usages)


def test_one_job_that_fails_does_not_hold_up_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = _jobs(tmp_path, 2)
    job, _ = load_yaml(Path(files[0]).read_text(), files[0])
    Path(files[0]).write_text(dump_yaml({**job, "ceilings": {"tokens": 500}}))
    assert _write(files, tmp_path / "out") == 4
    told = capsys.readouterr().err
    assert told.count("document  ") == 1
    assert "a ceiling was reached" in told
    assert files[0] in told


@pytest.mark.parametrize(
    ("flags", "code", "told"),
    [
        (["--executor", "kubernetes"], 2, "no executor 'kubernetes'"),
        (["--approve"], 2, "--approve: stops one run"),
        (["--address", "127.0.0.1:1"], 2, "--address: needs a cluster"),
    ],
)
def test_flags_that_do_not_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: list[str], code: int, told: str
) -> None:
    files = _jobs(tmp_path, 2)
    assert _write(files, tmp_path / "out", *flags) == code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_jobs_that_cannot_be_used_begin_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = _jobs(tmp_path, 1)
    assert _write([*files, "no such file"], tmp_path / "out") == 2
    assert "no such file: is no job file" in capsys.readouterr().err
    assert _write([*files, *files], tmp_path / "out") == 2
    assert "is the same job as" in capsys.readouterr().err


def test_a_run_that_another_process_owns_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from goldthread.experiments.tasks import document
    from goldthread.store.lock import own

    monkeypatch.setattr(document, "PATIENCE", 0.0)
    files = _jobs(tmp_path, 2)
    assert _write(files, tmp_path / "out") == 0
    first = sorted((tmp_path / "out").iterdir())[0]
    status = json.loads((first / "status.json").read_text())
    (first / "status.json").write_text(json.dumps({**status, "status": "running"}))
    with own(first):
        assert _write(files, tmp_path / "out") == 5
    told = capsys.readouterr().err
    assert "the run belongs to process" in told
    assert _write(files, tmp_path / "out") == 0
