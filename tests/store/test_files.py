"""Atomic files, logs and the journal: nothing acknowledged is lost, nothing half is read."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goldthread
from goldthread.cli.app import run as command
from goldthread.errors import RunDamaged, StorageError
from goldthread.store import atomic
from goldthread.store.atomic import Filesystem
from goldthread.store.lock import own
from goldthread.store.log import AppendLog
from tests.faults.disk import Failing
from tests.jobs import only_run, scripted_job, texts_of


@pytest.mark.parametrize("at", range(1, 5))
def test_a_failed_write_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    file = tmp_path / "a.txt"
    atomic.write_text(file, "old")
    monkeypatch.setattr(atomic, "filesystem", Failing(at, 28))
    with pytest.raises(StorageError, match="No space left"):
        atomic.write_text(file, "new")
    assert file.read_text(encoding="utf-8") == ("new" if at == 4 else "old")
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6), st.data())
def test_a_log_cut_anywhere_keeps_whole_records(texts: list[str], data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "log.jsonl"
        log = AppendLog(path)
        ends = []
        for text in texts:
            log.append({"text": text})
            ends.append(path.stat().st_size)
        log.close()
        cut = data.draw(st.integers(0, ends[-1]))
        os.truncate(path, cut)
        whole = sum(1 for end in ends if end <= cut)
        again = AppendLog(path)
        assert [record["text"] for _, record in again.read()] == texts[:whole]
        again.append({"text": "next"})
        assert [record["text"] for _, record in again.read()] == [*texts[:whole], "next"]
        again.close()


def test_a_failed_append_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = AppendLog(tmp_path / "log.jsonl")
    log.append({"n": 1})
    monkeypatch.setattr(atomic, "filesystem", Failing(1, 28))
    with pytest.raises(StorageError):
        log.append({"n": 2})
    monkeypatch.setattr(atomic, "filesystem", Filesystem())
    log.append({"n": 3})
    assert [record["n"] for _, record in log.read()] == [1, 3]
    log.close()


def test_a_damaged_line_in_the_middle_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"n": 1}\n{"n": \n{"n": 3}\n', encoding="utf-8")
    with pytest.raises(RunDamaged) as caught:
        list(AppendLog(path).read())
    assert caught.value.where.line == 2
    assert AppendLog(path).drop_damaged() == 1
    assert [record["n"] for _, record in AppendLog(path).read()] == [1, 3]


@pytest.mark.parametrize("at", [3, 40, 90, 150, 220, 300])
def test_a_run_survives_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: int
) -> None:
    job = scripted_job(tmp_path, sections=10)
    calm = goldthread.write(job, out=tmp_path / "calm")
    monkeypatch.setattr(atomic, "filesystem", Failing(at, 28))
    code = command(["write", str(job), "--out", str(tmp_path / "full"), "--display", "none"])
    monkeypatch.setattr(atomic, "filesystem", Filesystem())
    if code == 0:
        assert texts_of(only_run(tmp_path / "full")) == texts_of(Path(calm.folder))
        return
    assert code == 1
    assert "No space left" in capsys.readouterr().err
    run = only_run(tmp_path / "full")
    if not (run / "run.json").exists():
        return
    assert command(["resume", str(run), "--display", "none"]) == 0
    assert texts_of(run) == texts_of(Path(calm.folder))


def test_a_second_process_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Path(goldthread.write(scripted_job(tmp_path, sections=5), out=tmp_path / "r").folder)
    with own(run):
        assert command(["resume", str(run), "--display", "none"]) == 5
    assert str(os.getpid()) in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["empty", "cut", "missing", "foreign"])
def test_a_damaged_checkpoint_is_refused_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    run = Path(goldthread.write(scripted_job(tmp_path, sections=6), out=tmp_path / "r").folder)
    before = texts_of(run)
    file = run / "checkpoint.sqlite"
    if damage == "empty":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:9000])
    elif damage == "missing":
        file.unlink()
    else:
        connection = sqlite3.connect(file)
        connection.execute("DELETE FROM checkpoints")
        connection.commit()
        connection.close()
    for side in ("-wal", "-shm"):
        (run / f"checkpoint.sqlite{side}").unlink(missing_ok=True)
    assert command(["resume", str(run), "--display", "none"]) == 6
    assert "--from-logs" in capsys.readouterr().err
    assert command(["resume", str(run), "--from-logs", "--display", "none"]) == 0
    assert texts_of(run) == before


def test_runs_are_listed_with_damaged_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goldthread.write(scripted_job(tmp_path, sections=5), out=tmp_path / "r")
    broken = tmp_path / "r" / "broken"
    broken.mkdir()
    (broken / "run.json").write_text("{", encoding="utf-8")
    assert command(["runs", "--out", str(tmp_path / "r"), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["status"] for row in rows] == ["done", "damaged"]
    assert rows[0]["kept"] == 1
    assert Path(rows[0]["document"]).is_absolute()
