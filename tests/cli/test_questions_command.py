"""`goldthread questions` as a person types it."""

import json
from pathlib import Path

import pytest

from goldthread.cli.app import run

Capture = pytest.CaptureFixture[str]


def test_questions_are_json_lines(capsys: Capture) -> None:
    assert run(["questions", "sql", "retail", "--tier", "2", "--tier", "3", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["tier"] for one in lines} == {2, 3}
    assert len(lines) >= 80
    assert all({"id", "question", "sql", "tables", "columns"} <= set(one) for one in lines)


def test_gold_is_checked_on_data_of_two_seeds(capsys: Capture) -> None:
    assert run(["questions", "sql", "retail", "--tier", "5", "--check"]) == 0
    assert capsys.readouterr().out == "40 questions, 0 measure nothing on the data of 2 seeds\n"


def test_a_corpus_without_questions_is_told(capsys: Capture) -> None:
    assert run(["questions", "sql", "synth-20"]) == 2
    assert "has no questions of its own" in capsys.readouterr().err


def test_chains_are_made_for_a_catalog_in_a_folder(tmp_path: Path, capsys: Capture) -> None:
    folder = str(tmp_path / "catalog")
    assert run(["catalog", "build", "corpus:retail", "--out", folder]) == 0
    capsys.readouterr()
    assert run(["questions", "chains", folder, "--hops", "3", "--count", "4", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(found) == 4
    assert all(one["answers"] == [one["tables"][-1]] and one["hops"] == 3 for one in found)


def test_chains_over_rows_have_sql(capsys: Capture) -> None:
    asked = ["questions", "chains", "corpus:synth-200", "--rows", "--backward", "--scattered", "--parallel", "2"]
    assert run([*asked, "--hops", "1", "--count", "2", "--json"]) == 0
    for line in capsys.readouterr().out.splitlines():
        one = json.loads(line)
        assert one["sql"].startswith("SELECT")
        assert len(one["answers"]) == one["parallel"] == 2
        assert one["direction"] == "backward"
        assert one["scattered"] is True


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["corpus:retail", "--rows"], "--rows: only rows of a synthetic corpus"),
        (["corpus:retail", "--hops", "19"], "has no 1 forward chains of 19"),
        (["corpus:retail", "--hops", "0"], "hops are 1 to 20"),
        (["corpus:nosuch"], "no corpus 'nosuch'"),
    ],
)
def test_impossible_chains_are_refused(arguments: list[str], message: str, capsys: Capture) -> None:
    assert run(["questions", "chains", *arguments]) == 2
    assert message in capsys.readouterr().err
