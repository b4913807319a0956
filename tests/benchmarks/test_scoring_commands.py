"""What the scoring commands print: a table for people, one JSON object for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goldthread.cli.scoring import judge_agreement_command, score_hellobench_command, weights_fit_command


def _both(capsys: pytest.CaptureFixture[str], run: Callable[[bool], int]) -> tuple[str, dict[str, Any]]:
    assert run(False) == 0
    table = capsys.readouterr().out
    assert run(True) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return table, json.loads(out)


def test_hellobench(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = data / "hellobench"
    file = folder / "judgements" / "main_exp.claude35.jsonl.gz"
    table, found = _both(capsys, lambda as_json: score_hellobench_command(folder, file, json=as_json))
    assert set(found) == {"tasks", "overall", "not_scored"}
    tasks = {"chat", "heuristic_text_generation", "open_ended_qa", "summarization", "text_completion"}
    assert set(found["tasks"]) == tasks
    assert all(set(task) == {"score", "n", "left_out", "words"} for task in found["tasks"].values())
    assert ["chat", "32.11", "147", "0", "915"] in [line.split() for line in table.splitlines()]
    assert ["summarization", "-", "0", "100", "329"] in [line.split() for line in table.splitlines()]
    assert "not scored: summarization" in table
    assert "16,000" in table


def test_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ratings.csv"
    rows = [(a / 4, b / 4) for a in range(5) for b in range(5)]
    file.write_text("clear,complete,rating\n" + "".join(f"{a},{b},{2.5 * a + 7.5 * b}\n" for a, b in rows))
    table, found = _both(capsys, lambda as_json: weights_fit_command(file, json=as_json))
    assert [(one["item"], round(one["weight"], 6)) for one in found["weights"]] == [("clear", 25), ("complete", 75)]
    assert (found["n"], round(found["r2"], 9)) == (25, 1)
    assert "25 rated texts, R2 1.000" in table
    assert table.splitlines()[2].split()[:2] == ["complete", "75.00"]


def test_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labels.jsonl"
    rows = [{"id": at, "label": at % 2, "judge": [at % 2, at % 3 % 2]} for at in range(12)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    table, found = _both(capsys, lambda as_json: judge_agreement_command(file, json=as_json))
    assert (found["n"], found["pairs"], found["repeatability"]) == (12, 12, 0.5)
    assert found["kappa"] == found["weighted_kappa"]
    assert f"kappa           {found['kappa']:.3f}" in table
    assert "bias            -0.083" in table


def test_words_as_labels_have_no_bias(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text('{"id": "a", "label": "kept", "judge": "kept"}\n{"id": "b", "label": "kept", "judge": null}\n')
    table, found = _both(capsys, lambda as_json: judge_agreement_command(file, json=as_json))
    assert (found["bias"], found["kappa"], found["unanswered"]) == (None, None, 1)
    assert "bias            -\n" in table
    assert "1, 1 more without an answer" in table
