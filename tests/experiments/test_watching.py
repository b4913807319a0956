"""Inputs that are changed while a grid runs: seen, named, and no result from then on is kept."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.experiments import source
from goldthread.experiments.entry import RunOptions, run_prepared
from goldthread.experiments.preparing import Prepared, prepare
from goldthread.experiments.watching import InputWatch
from goldthread.experiments.work import InputFile
from goldthread.schemas.events import Event
from goldthread.schemas.grid_file import grid_of
from tests.experiments.grids import results, run

JOB = "request: Write a note on a small harbour in 2 chapters of about 60 words each. It must mention the pier.\n"


def watch_of(*files: Path) -> InputWatch:
    watch = InputWatch()
    watch.take(InputFile("job", str(one)) for one in files)
    return watch


def test_a_file_is_read_again_only_where_its_time_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one", encoding="utf-8")
    watch = watch_of(file, tmp_path / "never there")
    assert watch.look() is None
    os.utime(file, (1, 1))
    assert watch.look() is None  # the same bytes
    file.write_text("two", encoding="utf-8")
    change = watch.look()
    assert change is not None
    assert (change.name, change.path, change.gone) == ("job", str(file), False)
    file.unlink()
    change = watch.look()
    assert change is not None
    assert change.gone
    assert "is gone" in str(change.error(0))


def test_a_file_that_was_just_written_is_held_against_the_hash_that_is_known(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("two", encoding="utf-8")
    watch = InputWatch()
    watch.take([InputFile("catalog", str(file), "0" * 20)])
    change = watch.look()
    assert change is not None
    assert change.name == "catalog"


def grid(folder: Path, **fields: Any) -> Prepared:
    data = {
        "name": "notes",
        "task": "write",
        "factors": {"job": ["note.yaml"], "method": ["direct"], "model": ["fair"], "seed": list(range(24))},
        "pair_by": ["job"],
        "settings": {"writers": {"fair": {"noise": 0.02, "seed": 3}}},
        "models": {"fair": {"model": "simulated:fair"}},
        "concurrency": 2,
        **fields,
    }
    return prepare(grid_of(data, None), root=folder)


def written(folder: Path) -> list[tuple[int, Any, Any]]:
    return [(one.place, one.factors, dict(one.measures) | {"model_seconds": 0}) for one in results(folder)]


@pytest.mark.parametrize("gone", [False, True])
def test_an_input_changed_in_the_middle_stops_the_run_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    monkeypatch.setattr(source, "WATCH_SECONDS", 0.0)
    job = tmp_path / "note.yaml"
    job.write_text(JOB, encoding="utf-8")
    ended: list[str] = []

    def change(event: Event) -> None:
        if event.event != "cell_finished":
            return
        ended.append(str(event.data["status"]))
        if len(ended) == 5:
            if gone:
                job.unlink()
            else:
                job.write_text(JOB.replace("pier", "crane"), encoding="utf-8")

    with pytest.raises(BadInput) as told:
        asyncio.run(run_prepared(grid(tmp_path), tmp_path / "out", RunOptions(), change))
    said = "is gone" if gone else "was changed: its hash differs"
    assert f"an input (job) {said} while the grid ran" in str(told.value)
    assert told.value.where.file == str(job)
    assert told.value.exit_code == 2
    kept = {one.status for one in results(tmp_path)}
    assert "open" in kept
    assert "failed" not in kept
    job.write_text(JOB, encoding="utf-8")
    ran = run(grid(tmp_path), tmp_path, resume=True)
    assert (ran.counts.done, ran.counts.open) == (24, 0)
    whole = tmp_path / "whole"
    whole.mkdir()
    (whole / "note.yaml").write_text(JOB, encoding="utf-8")
    # Calls are kept by what was asked: those of results that were not trusted are not made again.
    assert run(grid(whole), whole).counts.calls == ran.counts.calls
    assert written(tmp_path) == written(whole)


def test_an_input_changed_at_the_very_end_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "WATCH_SECONDS", 3600.0)
    (tmp_path / "note.yaml").write_text(JOB, encoding="utf-8")
    ready = grid(tmp_path)

    def change(event: Event) -> None:
        if event.event == "cell_finished":
            (tmp_path / "note.yaml").write_text(JOB + "seed: 3\n", encoding="utf-8")

    with pytest.raises(BadInput, match="24 results from then on are not kept"):
        asyncio.run(run_prepared(ready, tmp_path / "out", RunOptions(), change))
    assert {one.status for one in results(tmp_path)} == {"open"}
