"""HelloBench's judgements: published figures, a second computation, both forms, left-out values, malformed files."""

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.benchmarks.hellobench import score_hellobench
from goldthread.checks.helloeval import STEPS, HelloBenchResult, sample_score, sum_up_task, task_score, usable
from goldthread.errors import BadInput

# Task figures of the three models as they are known; summarization is not at hand.
KNOWN = {
    "claude35": {"open_ended_qa": 62.73, "chat": 32.11, "text_completion": 51.27, "heuristic_text_generation": 40.92},
    "gpt4o_0806": {"open_ended_qa": 54.82, "chat": 42.88, "text_completion": 67.49, "heuristic_text_generation": 47.87},
    "llama31_8b": {"open_ended_qa": 42.52, "chat": -5.26, "text_completion": -5.61, "heuristic_text_generation": 24.99},
}
Rows = list[dict[str, Any]]


def _rows(path: Path) -> Rows:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _second(rows: Rows, weights: dict[str, list[float]]) -> dict[str, tuple[float | None, int, int, float]]:
    """Straight from the definition, in floats: task -> score, samples scored, samples left out, mean words."""
    tasks: defaultdict[str, Rows] = defaultdict(list)
    for row in rows:
        tasks[row["file"]].append(row)
    found = {}
    for task, samples in tasks.items():
        totals = []
        for row in samples:
            vector, scores = weights.get(row["category"]), row["scores"]
            if vector is None or not isinstance(scores, list) or len(scores) != len(vector):
                continue
            if any(isinstance(one, bool) or one not in (0, 0.25, 0.5, 0.75, 1) for one in scores):
                continue
            totals.append(math.fsum(a * b for a, b in zip(scores, vector, strict=True)))
        score = (math.fsum(totals) / len(totals) - 75) * 4 if totals else None
        words = sum(row["words"] for row in samples) / len(samples)
        found[task] = (score, len(totals), len(samples) - len(totals), words)
    return found


def _agree(result: HelloBenchResult, expected: dict[str, tuple[float | None, int, int, float]]) -> None:
    assert set(expected) == {name for name, task in result.tasks.items() if task.n + task.left_out}
    for name, (score, n, left_out, words) in expected.items():
        got = result.tasks[name]
        assert (got.n, got.left_out) == (n, left_out), name
        assert got.score == (None if score is None else pytest.approx(score, rel=1e-12, abs=1e-10)), name
        assert got.words == pytest.approx(words, rel=1e-12)
        assert (name in result.not_scored) == (score is None)
    scored = [score for score, *_ in expected.values() if score is not None]
    assert result.overall == (pytest.approx(sum(scored) / len(scored), rel=1e-12) if scored else None)


@pytest.mark.parametrize("model", KNOWN)
def test_published_figures(data: Path, model: str) -> None:
    folder = data / "hellobench"
    result = score_hellobench(folder, folder / "judgements" / f"main_exp.{model}.jsonl.gz").model_dump()
    scored = {task: round(one["score"], 2) for task, one in result["tasks"].items() if one["score"] is not None}
    assert scored == KNOWN[model]
    assert result["not_scored"] == ["summarization"]
    assert result["tasks"]["summarization"]["score"] is None
    assert {task: one["n"] for task, one in result["tasks"].items()} == {
        "open_ended_qa": 200, "chat": 147, "text_completion": 77, "heuristic_text_generation": 123, "summarization": 0,
    }  # fmt: skip


def test_overall_is_the_mean_of_the_scored_tasks(data: Path) -> None:
    folder = data / "hellobench"
    result = score_hellobench(folder, folder / "judgements" / "main_exp.gpt4o_0806.jsonl.gz")
    # 53.27 is the mean of the figures at two decimals; the mean of the figures themselves is 53.2636.
    assert round(sum(KNOWN["gpt4o_0806"].values()) / 4, 2) == 53.27
    assert result.overall == pytest.approx(53.27, abs=0.01)
    assert result.overall == pytest.approx(53.26361117065014, abs=1e-12)


def test_a_second_computation_on_every_file(data: Path) -> None:
    folder = data / "hellobench"
    weights = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    files = sorted((folder / "judgements").iterdir())
    assert len(files) == 18
    for file in files:
        _agree(score_hellobench(folder, file), _second(_rows(file), weights))


def test_the_benchmarks_own_form_gives_the_same(data: Path, tmp_path: Path) -> None:
    folder = data / "hellobench"
    compact = folder / "judgements" / "main_exp.gpt4o_0806.jsonl.gz"
    own = tmp_path / "results.jsonl"
    lines = []
    for row in _rows(compact):
        items = [{"checklist_id": i, "reason": "", "evaluation_score": one} for i, one in enumerate(row["scores"])]
        response = " ".join(["word"] * row["words"])
        lines.append({"id": row["id"], "instruction": "", "response": response, "checklist_wise_evaluation": items})
    own.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert score_hellobench(folder, own) == score_hellobench(folder, compact)


def test_left_out_samples_are_counted_in_every_file(data: Path, tmp_path: Path) -> None:
    folder = data / "hellobench"
    weights = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    odd: tuple[Any, ...] = (None, "1", "good", 0.6, True, False, 2, -0.25, [1], {}, 1e300, math.nan, 0.7500000001)
    for file in sorted((folder / "judgements").iterdir()):
        rows = _rows(file)
        for at, row in enumerate(rows):
            if at % 5 == 0:
                row["scores"][at % len(row["scores"])] = odd[at // 5 % len(odd)]
            elif at % 7 == 0:
                row["scores"] = (None, [], row["scores"][:-1], [*row["scores"], 1], "none")[at % 5]
        changed = tmp_path / file.name
        with gzip.open(changed, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
        result = score_hellobench(folder, changed)
        assert sum(task.left_out for task in result.tasks.values()) > len(rows) // 4
        _agree(result, _second(rows, weights))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A benchmark of two tasks with one category each."""
    (tmp_path / "checklists.json").write_text(json.dumps({"chat": {"talk": ["a?", "b?"]}, "essay": {"long": ["a?"]}}))
    (tmp_path / "weights.json").write_text(json.dumps({"talk": [62.5, 37.5], "long": [100]}))
    (tmp_path / "tasks").mkdir()
    task = [{"id": f"chat_{i:03}", "category": "talk", "instruction": ""} for i in range(3)]
    task += [{"id": "essay_000", "category": "long"}]
    (tmp_path / "tasks" / "all.jsonl").write_text("".join(json.dumps(one) + "\n" for one in task))
    return tmp_path


def _write(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _items(*scores: Any) -> list[dict[str, Any]]:
    return [{"checklist_id": at, "reason": "", "evaluation_score": one} for at, one in enumerate(scores)]


def test_a_score_by_hand(small: Path) -> None:
    file = _write(
        small / "a.jsonl",
        {"file": "chat", "id": "chat_000", "category": "talk", "scores": [1, 0.5], "words": 10},
        {"file": "chat", "id": "chat_001", "category": None, "scores": [0.75, 0], "words": 20},
        {"file": "chat", "id": "chat_002", "category": "talk", "scores": [0.6, 1], "words": 60},
    )
    # 62.5 + 18.75 = 81.25 and 46.875; their mean is 64.0625; (64.0625 - 75) x 4 = -43.75. The length is of all three.
    assert score_hellobench(small, file).model_dump() == {
        "tasks": {
            "chat": {"score": -43.75, "n": 2, "left_out": 1, "words": 30.0},
            "essay": {"score": None, "n": 0, "left_out": 0, "words": None},
        },
        "overall": -43.75,
        "not_scored": ["essay"],
    }


def test_items_are_read_by_their_ids(small: Path) -> None:
    turned = list(reversed(_items(1, 0)))
    shifted = [item | {"checklist_id": str(item["checklist_id"] + 1)} for item in _items(1, 0)]
    plain = [{"evaluation_score": one} for one in (1, 0)]
    for items in (turned, shifted, plain):
        file = _write(small / "own.jsonl", {"id": "chat_000", "response": "a b", "checklist_wise_evaluation": items})
        assert score_hellobench(small, file).tasks["chat"].score == (62.5 - 75) * 4


@pytest.mark.parametrize(
    "items",
    [None, [], "none", [1, 0], _items(1), _items(1, 0, 1), _items(1, "0.5"), _items(True, 0), [_items(1)[0]] * 2,
     [{"checklist_id": 0}, {"checklist_id": 1}], [{"checklist_id": 5, "evaluation_score": 1}] * 2],
)  # fmt: skip
def test_an_unreadable_answer_leaves_the_sample_out(small: Path, items: Any) -> None:
    rows = [
        {"id": "chat_000", "response": "a b c", "checklist_wise_evaluation": items},
        {"id": "essay_000", "response": None, "checklist_wise_evaluation": _items(1)},
    ]
    result = score_hellobench(small, _write(small / "own.jsonl", *rows))
    assert result.tasks["chat"].model_dump() == {"score": None, "n": 0, "left_out": 1, "words": 3.0}
    assert (result.overall, result.not_scored) == (100, ["chat"])


def test_the_lengths_of_the_benchmark_are_tasks_of_their_own(small: Path) -> None:
    row = {"id": "essay_000", "response": "a", "checklist_wise_evaluation": _items(1)}
    result = score_hellobench(small, _write(small / "essay_16k_results.jsonl", row))
    assert list(result.tasks) == ["chat", "essay_16k"]
    assert score_hellobench(small, _write(small / "other_16k_results.jsonl", row)).tasks["essay"].score == 100


GOOD = {"file": "chat", "id": "chat_000", "category": "talk", "scores": [1, 1], "words": 1}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("{", "j.jsonl:2: is not JSON"),
        ("[1]", "j.jsonl:2: is a list"),
        ("[" * 100_000, "j.jsonl:2: is n"),
        ("null", "j.jsonl:2: is null"),
        ('{"id": ' + "9" * 5000 + "}", "j.jsonl:2: is not JSON"),
        (json.dumps({"file": "chat", "scores": []}), "j.jsonl:2: id: is missing"),
        (json.dumps(GOOD | {"id": 3}), "j.jsonl:2: id: is 3"),
        (json.dumps({"id": "chat_001", "scores": []}), "j.jsonl:2: file: is missing"),
        (json.dumps({"id": "chat_001", "file": "chat"}), "j.jsonl:2: is no judgement"),
        (json.dumps({"id": "x", "checklist_wise_evaluation": []}), "j.jsonl:2: id: 'x' does not tell the task"),
        (json.dumps(GOOD | {"category": "other"}), "j.jsonl:2: category: 'other'"),
        (json.dumps(GOOD | {"id": "chat_001", "words": "many"}), "j.jsonl:2: words: "),
        (json.dumps({"id": "chat_001", "response": 1, "checklist_wise_evaluation": []}), "j.jsonl:2: response: "),
        (json.dumps(GOOD), "j.jsonl:2: id: chat_000 of chat is judged again; first on line 1"),
    ],
)
def test_malformed_lines_are_named(small: Path, line: str, place: str) -> None:
    file = small / "j.jsonl"
    file.write_text(json.dumps(GOOD) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        score_hellobench(small, file)
    assert place in str(caught.value)
    assert caught.value.remedy


def _cut_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode() * 50)[:-20])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "there is no such file"),
        (Path.mkdir, "is not a file"),
        (lambda path: path.write_bytes(b"\n\n"), "holds no judgements"),
        (lambda path: path.write_bytes(b'{"id": "\xff"}'), "1: is not UTF-8"),
        (_cut_gzip, "cannot be read"),
        (lambda path: path.write_bytes(b"\x1f\x8bnot gzip"), "cannot be read"),
    ],
)
def test_unreadable_files_are_told(small: Path, make: Callable[[Path], object], told: str) -> None:
    make(small / "j.jsonl")
    with pytest.raises(BadInput, match=r"j\.jsonl") as caught:
        score_hellobench(small, small / "j.jsonl")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("weights.json", "{", "weights.json:1: is not JSON"),
        ("weights.json", "[]", "weights.json:1: is not a JSON object"),
        ("weights.json", '{"talk": "x"}', "weights.json: talk: is not a list"),
        ("weights.json", '{"talk": [50, NaN]}', "weights.json: talk: is not a list"),
        ("weights.json", '{"talk": [50, 40]}', "weights.json: talk: sums to 90"),
        ("tasks/all.jsonl", '{"id": "chat_000"}\n', "all.jsonl:1: category"),
    ],
)
def test_malformed_data_is_told(small: Path, name: str, text: str, told: str) -> None:
    (small / name).write_text(text)
    with pytest.raises(BadInput) as caught:
        score_hellobench(small, _write(small / "j.jsonl", GOOD))
    assert told in str(caught.value)


def test_absent_data_is_told(small: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        score_hellobench(small / "none", small / "j.jsonl")
    (small / "weights.json").unlink()
    with pytest.raises(BadInput, match=r"weights\.json"):
        score_hellobench(small, _write(small / "j.jsonl", GOOD))


_weights = st.lists(st.floats(0.5, 100), min_size=1, max_size=8)


@given(_weights, st.data())
def test_a_sample_lies_between_nothing_and_all_its_weights(weights: list[float], draw: st.DataObject) -> None:
    scores = draw.draw(st.lists(st.sampled_from(STEPS), min_size=len(weights), max_size=len(weights)))
    total = sample_score(scores, weights)
    assert 0 <= total <= sum(map(Fraction, weights))
    assert total == sum(Fraction(a) * Fraction(b) for a, b in zip(scores, weights, strict=True))
    better = sample_score([1.0, *scores[1:]], weights)
    assert better - total == Fraction(weights[0]) * Fraction(1 - scores[0])


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=30), st.randoms())
def test_the_order_of_samples_changes_no_digit(samples: list[Fraction], random: Any) -> None:
    score = task_score(samples)
    random.shuffle(samples)
    assert task_score(samples) == score
    assert score is not None
    assert -300 <= score <= 100


@given(st.lists(st.one_of(st.none(), st.booleans(), st.text(), st.integers(), st.floats()), max_size=6))
def test_what_is_left_out_is_counted(scores: list[Any]) -> None:
    fits = len(scores) == 3 and all(type(one) in (int, float) and one in STEPS for one in scores)
    assert usable(scores, 3) == fits
    task = sum_up_task([(scores, [20.0, 30.0, 50.0]), (scores, None)], [None])
    assert (task.n, task.left_out, task.words) == (int(fits), 2 - fits, None)


def test_a_sample_with_an_answer_off_the_scale_has_no_score() -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        sample_score([0.6], [100])
