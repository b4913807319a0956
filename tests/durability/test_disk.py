"""A full disk: the run stops with a message, what was bought stays, and resume ends as if nothing had happened."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import goldthread
from goldthread.cli.app import run as command
from goldthread.store import atomic
from goldthread.store.atomic import Filesystem
from tests.faults.disk import Failing, Periodic
from tests.jobs import journal_of, only_run, scripted_job, texts_of


class Counting(Filesystem):
    """Counts the calls that `Failing` would count."""

    def __init__(self) -> None:
        self.calls = 0

    def write(self, descriptor: int, data: bytes) -> int:
        self.calls += 1
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self.calls += 1
        super().sync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        self.calls += 1
        super().rename(source, target)


def _write(job: Path, out: Path) -> int:
    return command(["write", str(job), "--out", str(out), "--display", "none"])


def _resume_until_done(run: Path, disk: Callable[[], Filesystem], monkeypatch: pytest.MonkeyPatch) -> int:
    """Resumes that it took."""
    for tries in range(1, 60):
        monkeypatch.setattr(atomic, "filesystem", disk())
        if command(["resume", str(run), "--display", "none"]) == 0:
            return tries
    raise AssertionError("it made no progress")


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_any_one_write_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = scripted_job(tmp_path, sections=5)
    counting = Counting()
    monkeypatch.setattr(atomic, "filesystem", counting)
    calm = texts_of(Path(goldthread.write(job, out=tmp_path / "calm").folder))
    calls = len(journal_of(only_run(tmp_path / "calm")))
    assert counting.calls > 50
    for at in range(1, counting.calls + 1):
        out = tmp_path / f"full{at}"
        monkeypatch.setattr(atomic, "filesystem", Failing(at, 28))
        code = _write(job, out)
        monkeypatch.setattr(atomic, "filesystem", Filesystem())
        assert code in (0, 1), at
        runs = [one for one in out.iterdir() if (one / "run.json").exists()] if out.is_dir() else []
        if code and not runs:
            continue
        if code:
            _resume_until_done(runs[0], Filesystem, monkeypatch)
        assert texts_of(runs[0]) == calm, at
        keys = [record["key"] for record in journal_of(runs[0])]
        # A reply whose own line could not be written is bought again; nothing else is.
        assert len(keys) == len(set(keys)) == calls, at
        shutil.rmtree(out)


@pytest.mark.full
@pytest.mark.parametrize("every", [61, 67, 97, 149])
def test_every_nth_write_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int) -> None:
    job = scripted_job(tmp_path, sections=10)
    calm = texts_of(Path(goldthread.write(job, out=tmp_path / "calm").folder))
    disk = Periodic(every, 28)
    monkeypatch.setattr(atomic, "filesystem", disk)
    code = _write(job, tmp_path / "full")
    run = only_run(tmp_path / "full")
    assert code == 1
    assert _resume_until_done(run, lambda: disk, monkeypatch) >= 1
    assert texts_of(run) == calm


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of 300 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a tmpfs can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.full
@pytest.mark.parametrize("kilobytes", [40, 80, 120, 160, 200, 260])
def test_a_disk_that_is_full_is_told_and_resumed(
    tmp_path: Path, small_disk: Path, capfd: pytest.CaptureFixture[str], kilobytes: int
) -> None:
    calm = texts_of(Path(goldthread.write(scripted_job(tmp_path), out=tmp_path / "calm").folder))
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(small_disk)], check=True)
    assert _write(tmp_path / "job.yaml", small_disk) == 1
    told = capfd.readouterr().err
    assert "Traceback" not in told
    assert "No space left" in told or "disk is full" in told
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    runs = [one for one in small_disk.iterdir() if (one / "run.json").exists()]
    if not runs:
        assert _write(tmp_path / "job.yaml", small_disk) == 0
        runs = [one for one in small_disk.iterdir() if (one / "run.json").exists()]
    else:
        assert command(["resume", str(runs[0]), "--display", "none"]) == 0
    assert texts_of(runs[0]) == calm
