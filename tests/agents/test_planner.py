"""The planner over scripted replies: batches, replies that hold no plan, and what is told of it."""

import json
from pathlib import Path
from typing import Any

import goldthread
from goldthread.agents.planning.files import load_plan
from goldthread.schemas.plan import Plan
from goldthread.schemas.yaml_files import dump_yaml
from tests.jobs import journal_of


def _sections(first: int, last: int, *, ids_from: int, needs_from: int = 0) -> str:
    items: list[dict[str, Any]] = [
        {"id": ids_from + at, "title": f"Matter {number}", "brief": f"On {number}.", "words": 700, "depends_on": []}
        for at, number in enumerate(range(first, last + 1))
    ]
    for at, item in enumerate(items[1:]):
        item["depends_on"] = [needs_from + at] if needs_from else []
    return json.dumps({"title": "Matters", "digest": "Plain.", "sections": items})


def _plan(folder: Path, replies: list[str], words: int) -> tuple[Plan, tuple[str, ...]]:
    rules = [
        {"when": {"role": "planner"}, "replies": replies},
        {"when": {"role": "compiler"}, "reply": '{"requirements": []}'},
    ]
    (folder / "script.yaml").write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    job = {"request": "Write a treatise on matter.", "models": {"default": f"scripted:{folder / 'script.yaml'}"}}
    result = goldthread.write(job, words=words, approve=True, out=folder / "runs")
    assert result.status == "waiting"
    text = (Path(result.folder) / "plan.yaml").read_text(encoding="utf-8")
    return load_plan(text, "plan.yaml"), result.warnings


def test_batches_that_count_from_one_again_keep_their_own_dependencies(tmp_path: Path) -> None:
    replies = [
        _sections(1, 50, ids_from=1, needs_from=1),
        _sections(51, 100, ids_from=1, needs_from=1),
    ]
    plan, _ = _plan(tmp_path, replies, 70_000)
    assert [section.title for section in plan.sections] == [f"Matter {number}" for number in range(1, 101)]
    assert [section.depends_on for section in plan.sections[1:50]] == [(number,) for number in range(1, 50)]
    assert plan.sections[50].depends_on == ()
    assert [section.depends_on for section in plan.sections[51:]] == [(number,) for number in range(51, 100)]
    assert sum(section.words for section in plan.sections) == 70_000


def test_a_batch_that_cannot_be_read_is_filled_by_code_and_told(tmp_path: Path) -> None:
    replies = [_sections(1, 50, ids_from=1), "I am sorry.", "I am sorry.", _sections(101, 150, ids_from=101)]
    plan, warnings = _plan(tmp_path, replies, 105_000)
    assert len(plan.sections) == 150
    assert plan.sections[49].title == "Matter 50"
    assert plan.sections[100].title == "Matter 101"
    assert {section.words for section in plan.sections} == {700}
    assert any("reply 2 of the planner held no sections" in warning for warning in warnings)


def test_what_was_mended_is_told(tmp_path: Path) -> None:
    twice = json.loads(_sections(1, 6, ids_from=1))
    twice["sections"].append(twice["sections"][2])
    plan, warnings = _plan(tmp_path, [json.dumps(twice)], 4_200)
    assert len(plan.sections) == 6
    assert any("1 repeated sections were left out" in warning for warning in warnings)


def test_batches_of_fixed_sections_are_briefed_at_the_same_time(tmp_path: Path) -> None:
    def batch(first: int, last: int) -> str:
        items = [{"id": n, "title": f"Floor {n}", "brief": f"On {n}.", "words": 100} for n in range(first, last + 1)]
        return json.dumps({"title": "T", "digest": f"Settled by {first}.", "sections": items})

    rules: list[dict[str, Any]] = [
        {"when": {"role": "planner", "contains": f"{n}. Floor {n}\n"}, "reply": batch(n, n + 49), "delay": delay}
        for n, delay in ((51, 0.6), (101, 0.3), (151, 0.0))
    ]
    rules.append({"when": {"role": "planner"}, "reply": batch(1, 50)})
    rules.append({"when": {"role": "compiler"}, "reply": '{"requirements": []}'})
    (tmp_path / "script.yaml").write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    job = {
        "request": "Describe a tower of 200 floors.",
        "models": {"default": f"scripted:{tmp_path / 'script.yaml'}"},
    }
    result = goldthread.write(job, words=20_000, approve=True, out=tmp_path / "runs")
    plan = load_plan((Path(result.folder) / "plan.yaml").read_text(encoding="utf-8"), "plan.yaml")
    assert [section.brief for section in plan.sections] == [f"On {number}." for number in range(1, 201)]
    assert plan.digest == "Settled by 1."
    planned = [record["attempt"] for record in journal_of(Path(result.folder)) if record["role"] == "planner"]
    assert planned == [0, 3, 2, 1]
