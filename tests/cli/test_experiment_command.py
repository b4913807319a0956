"""`goldthread experiment` at the terminal: output, exit codes, bad input."""

import json
from pathlib import Path

import pytest

import goldthread
from goldthread.cli.app import run as command
from goldthread.experiments.ledger.tables import NAME

GRID = """
name: small
about: A small one.
task: simulated
factors: {format: [yaml, json], question: {count: 6}}
settings: {base: 0.7, tokens_in: 90, tokens_out: 10, token_noise: 0.0}
concurrency: 4
"""


@pytest.fixture
def grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "small.yaml"
    file.write_text(GRID, encoding="utf-8")
    return file


def test_plan_run_status_resume_and_show(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["experiment", "plan", "small.yaml"]) == 0
    assert "cells     12" in capsys.readouterr().out
    assert not (grid.parent / "experiments").exists()
    assert command(["experiment", "run", "small.yaml", "--display", "none"]) == 0
    assert "cells     12 done, 0 failed, 0 open, of 12" in capsys.readouterr().err
    assert command(["experiment", "status"]) == 0
    assert "12 of 12 cells; 1,200 tokens" in capsys.readouterr().out
    assert command(["experiment", "resume", "small.yaml", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["event"] == "run_finished"
    assert lines[-1]["data"]["done"] == 12
    (result,) = [goldthread.experiment("small.yaml", resume=True)]
    assert (result.cells, result.done, result.tokens, result.open) == (12, 12, 1200, 0)
    cells = list(result.results())
    assert len(cells) == 12
    assert command(["experiment", "show", cells[3].key[:10]]) == 0
    said = capsys.readouterr().out
    assert f"cell      {cells[3].key}" in said
    assert "levels    question=question-2, format=json" in said
    assert "step 1    call: 1" in said
    assert command(["experiment", "show", cells[3].key, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["model_calls"][0]["reply"]["usage"]["input"] == 90
    assert shown["trajectory"] == [{"call": 1, "reply": "simulated"}]


def test_a_ceiling_ends_with_its_code_and_says_how_to_go_on(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["experiment", "run", "small.yaml", "--display", "none", "--max-tokens", "550"]) == 4
    assert "goldthread experiment resume GRID --max-tokens N" in capsys.readouterr().err
    assert command(["experiment", "status", "small", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["done"] == 5
    assert command(["experiment", "plan", "small.yaml", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["finished"], plan["calls"]["value"]) == (5, 7)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("format: [yaml, json]", "format: []", "small.yaml:5: factors.format"),
        ("task: simulated", "task: simulated\nexclude: [{layout: flat}]", "there is no factor 'layout'"),
        (
            "task: simulated",
            "task: simulated\nonly: [{format: xml}]",
            "small.yaml:5: only[0].format: no cell has the level 'xml'",
        ),
        ("task: simulated", "task: simulated\nexclude: [{format: [yaml, json]}]", "leaves out every cell"),
        ("count: 6", "count: 1500000", "make 3,000,000 cells; a grid has at most 2,000,000"),
        (
            "count: 6",
            "count: 10000000",
            "small.yaml:5: factors.question.count: 10,000,000 levels make more cells than a grid has",
        ),
        ("base: 0.7", "bass: 0.7", "small.yaml:6: settings.bass: the task simulated has no setting 'bass'"),
    ],
)
def test_bad_grids_are_refused(
    grid: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    grid.write_text(GRID.replace(old, new), encoding="utf-8")
    for verb in ("plan", "run"):
        assert command(["experiment", verb, "small.yaml"]) == 2
        assert message in capsys.readouterr().err
    assert not (grid.parent / "experiments").exists()


def test_a_changed_grid_is_refused_by_resume_and_taken_by_run(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["experiment", "run", "small.yaml", "--display", "none"]) == 0
    grid.write_text(GRID.replace("count: 6", "count: 7"), encoding="utf-8")
    assert command(["experiment", "resume", "small.yaml"]) == 2
    assert "its hash differs (factors)" in capsys.readouterr().err
    assert command(["experiment", "run", "small.yaml", "--display", "none"]) == 0
    assert "200 tokens" in capsys.readouterr().err


def test_a_damaged_ledger_and_a_wrong_executor_are_told(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["experiment", "run", "small.yaml", "--executor", "slurm"]) == 2
    assert "there is no executor 'slurm'" in capsys.readouterr().err
    folder = grid.parent / "experiments"
    folder.mkdir(exist_ok=True)
    for file in folder.glob("*"):
        if file.is_file():
            file.unlink()
    (folder / NAME).write_bytes(b"no ledger" * 1000)
    assert command(["experiment", "run", "small.yaml"]) == 6
    assert command(["experiment", "status"]) == 6
    assert command(["experiment", "status", "--out", "nowhere"]) == 2


def test_the_folder_has_a_variable_of_its_own(grid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_EXPERIMENT_OUT", "elsewhere")
    monkeypatch.setenv("GOLDTHREAD_OUT", "never")
    for verb in ("run", "resume"):
        assert command(["experiment", verb, "small.yaml", "--display", "none"]) == 0
    assert (grid.parent / "elsewhere" / NAME).is_file()
    assert not (grid.parent / "never").exists()


def test_shipped_grids_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["experiment", "presets"]) == 0
    assert "formats-small" in capsys.readouterr().out
    assert command(["experiment", "plan", "formats-smal"]) == 2
    assert "did you mean formats-small?" in capsys.readouterr().err
