"""HelloBench's live judge: result lines that score as they should, resuming, odd replies, bad input."""

import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.benchmarks.hellobench import score_hellobench
from goldthread.benchmarks.hellobench_judge import LONGEST, shown
from goldthread.cli.app import run as command
from goldthread.schemas.yaml_files import dump_yaml


def _write(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "tasks").mkdir(parents=True)
    (folder / "checklists.json").write_text(json.dumps({"chat": {"talk": ["Is it warm?", "Is it long?"]}}))
    (folder / "weights.json").write_text(json.dumps({"talk": [62.5, 37.5]}))
    _write(
        folder / "tasks" / "chat.jsonl",
        *({"id": f"chat_{i:03}", "category": "talk", "instruction": f"Say hello {i}."} for i in range(4)),
    )
    return folder


def _reply(*scores: Any) -> str:
    items = [{"checklist_id": at, "reason": "so", "evaluation_score": one} for at, one in enumerate(scores)]
    return json.dumps({"evaluations": items})


def _script(folder: Path, *rules: dict[str, Any]) -> str:
    path = folder / "judge.yaml"
    path.write_text(dump_yaml({"rules": list(rules)}), encoding="utf-8")
    return f"scripted:{path}"


def _judge(small: Path, made: Path, model: str, out: Path) -> list[str]:
    return [
        "judge", "hellobench", "--data", str(small), "--generations", str(made), "--model", model, "--out", str(out),
        "--json",
    ]  # fmt: skip


def test_judged_texts_score_as_the_checklist_says(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _write(tmp_path / "made.jsonl", *({"id": f"chat_{i:03}", "response": f"text {i}"} for i in range(4)))
    backwards = json.dumps({"evaluations": list(reversed(json.loads(_reply(1, 0))["evaluations"]))})
    model = _script(
        tmp_path,
        {"when": {"contains": "hello 0"}, "reply": "Here: " + _reply(1, 0.5)},
        {"when": {"contains": "hello 1"}, "reply": backwards},
        {"when": {"contains": "hello 2"}, "reply": _reply(0.6, 1)},
        {"when": {"contains": "hello 3"}, "reply": _reply(1)},
    )
    out = tmp_path / "out" / "results.jsonl"
    assert command(_judge(small, made, model, out)) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["judged"], told["unanswered"], told["cut"]) == (4, 2, 0)
    task = score_hellobench(small, out).tasks["chat"]
    # 62.5 + 18.75 = 81.25 and 62.5: the mean is 71.875, less 75, times 4.
    assert (task.score, task.n, task.left_out, task.words) == (-12.5, 2, 2, 2.0)


def test_an_interrupted_run_goes_on(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = _write(tmp_path / "made.jsonl", *({"id": f"chat_{i:03}", "response": f"text {i}"} for i in range(4)))
    out = tmp_path / "results.jsonl"
    failing = {"when": {"contains": "hello 3"}, "fault": "access_denied", "reply": _reply(1, 1)}
    model = _script(tmp_path, failing, {"reply": _reply(1, 1)})
    assert command(_judge(small, made, model, out)) == 1
    kept = out.read_bytes()
    out.write_bytes(kept + b'{"id": "chat_0')
    _script(tmp_path, {"reply": _reply(1, 1)})
    capsys.readouterr()
    assert command(_judge(small, made, model, out)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["before"] == kept.count(b"\n")
    assert told["judged"] + told["before"] == 4
    assert out.read_bytes().startswith(kept)
    assert score_hellobench(small, out).tasks["chat"].score == 100
    assert command(_judge(small, made, model, out)) == 0
    assert json.loads(capsys.readouterr().out)["judged"] == 0


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": "chat_000"}, "made.jsonl:2: response: "),
        ({"id": 3, "response": ""}, "made.jsonl:2: id: "),
        ({"id": "chat_900", "response": "x"}, "made.jsonl:2: id: there is no sample"),
        ({"id": "chat_001", "response": "x"}, "made.jsonl:2: id: chat_001 has a text already, on line 1"),
    ],
)
def test_texts_that_cannot_be_judged_are_told(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], row: dict[str, Any], told: str
) -> None:
    made = _write(tmp_path / "made.jsonl", {"id": "chat_001", "response": "x"}, row)
    out = tmp_path / "results.jsonl"
    assert command(_judge(small, made, _script(tmp_path, {"reply": "x"}), out)) == 2
    assert told in capsys.readouterr().err
    assert not out.exists()


def test_results_of_another_judge_or_text_are_not_continued(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _write(tmp_path / "made.jsonl", {"id": "chat_001", "response": "x"})
    model = _script(tmp_path, {"reply": _reply(1, 1)})
    row = {"id": "chat_001", "response": "x", "checklist_wise_evaluation": [], "judge": "openai:other"}
    out = _write(tmp_path / "results.jsonl", row)
    assert command(_judge(small, made, model, out)) == 2
    assert "was judged by 'openai:other'" in capsys.readouterr().err
    _write(out, row | {"judge": model, "response": "y"})
    assert command(_judge(small, made, model, out)) == 2
    assert "is of another text" in capsys.readouterr().err


def test_a_long_text_is_cut_for_the_judge() -> None:
    text = "word \n" * LONGEST
    assert shown(text) == (text, False)
    assert shown(text + "more") == (text.rstrip(), True)
