"""Who owns a run in a folder that machines share."""

import json
import threading
import time
from pathlib import Path

import pytest

from goldthread.errors import RunBusy
from goldthread.schemas.job import Job
from goldthread.store import lock
from goldthread.store.lock import is_owned, own
from goldthread.store.run import RunFolder


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(lock, "LEASE_SECONDS", 0.5)


def _note(folder: Path, host: str) -> None:
    note = {"pid": 7, "host": host, "since": "2026-01-01 00:00:00", "token": "theirs"}
    (folder / "owner.json").write_text(json.dumps(note), encoding="utf-8")
    (folder / "owner.beat").write_text("theirs 0", encoding="utf-8")


def test_a_living_owner_on_another_machine_is_told(tmp_path: Path) -> None:
    _note(tmp_path, "elsewhere")
    ended = threading.Event()

    def beat() -> None:
        count = 0
        while not ended.wait(0.1):
            count += 1
            (tmp_path / "owner.beat").write_text(f"theirs {count}", encoding="utf-8")

    beating = threading.Thread(target=beat)
    beating.start()
    try:
        with pytest.raises(RunBusy, match="process 7 on elsewhere"), own(tmp_path):
            pass
        (tmp_path / "run.lock").touch()
        assert is_owned(tmp_path)
    finally:
        ended.set()
        beating.join()
    assert json.loads((tmp_path / "owner.json").read_text())["token"] == "theirs"


def test_a_dead_owner_on_another_machine_is_followed_after_a_lease(tmp_path: Path) -> None:
    _note(tmp_path, "elsewhere")
    started = time.monotonic()
    with own(tmp_path):
        assert time.monotonic() - started >= 0.5
        assert json.loads((tmp_path / "owner.json").read_text())["token"] != "theirs"
    assert not (tmp_path / "owner.json").exists()
    assert not (tmp_path / "owner.beat").exists()


def test_a_dead_owner_of_this_machine_is_followed_at_once(tmp_path: Path) -> None:
    import socket

    _note(tmp_path, socket.gethostname())
    started = time.monotonic()
    with own(tmp_path):
        assert time.monotonic() - started < 0.4


def test_an_owner_beats_while_its_loop_is_blocked(tmp_path: Path) -> None:
    with own(tmp_path):
        time.sleep(0.3)
        first = (tmp_path / "owner.beat").read_text()
        time.sleep(0.3)
        assert (tmp_path / "owner.beat").read_text() != first


def test_who_was_taken_for_dead_writes_no_more(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, Job(request="Write 100 words on tea."), job_root=tmp_path)
    with folder.lock():
        folder.write_document("ours")
        _note(folder.path, "elsewhere")
        with pytest.raises(RunBusy, match="on elsewhere"):
            folder.write_document("late")
        with pytest.raises(RunBusy, match="on elsewhere"):
            folder.write_status(status="done")
    assert folder.read_document() == "ours"
    assert json.loads((folder.path / "owner.json").read_text())["token"] == "theirs"
