"""Cells of `ask`: real turns over real files and data, scored; what goes wrong is said and nothing is lost."""

import asyncio
import sqlite3
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput, CeilingReached, StorageError
from goldthread.experiments.tasks import ask as module
from goldthread.experiments.tasks.ask import AskTask
from goldthread.experiments.tasks.questioning import ask_once
from goldthread.experiments.work import Context, Factors
from goldthread.schemas.yaml_files import dump_yaml
from tests.experiments.tasks.cells import MemoryLog, OpenGate, run_cell, run_cells
from tests.workflows.asking import scripted, turn

CELL: dict[str, Any] = {"question": "L2-03", "model": "good", "layout": "single", "agent": "file"}


def cells(**levels: list[Any]) -> list[Factors]:
    return [dict(zip(levels, one, strict=True)) for one in product(*levels.values())]


async def test_agents_of_known_skill_end_as_they_must(ask: AskTask, settings: dict[str, Any]) -> None:
    grid = cells(
        question=["L1-02", "L3-05", "L5-01"],
        agent=["file", "guided", "prompt"],
        format=["yaml", "toon-paper"],
        layout=["single"],
        model=["good", "poor"],
    )
    found = await run_cells(ask, grid, settings)
    for factors, outcome in found:
        right = factors["model"] == "good"
        assert outcome.status == "done"
        assert outcome.measures["success"] == outcome.measures["exact"] == float(right), (factors, outcome)
        assert not right or outcome.measures["table_recall"] == outcome.measures["column_recall"] == 1.0
        assert outcome.labels["tier"] == str(factors["question"])[:2]
        assert outcome.price == 0.0
        assert outcome.measures["calls"] == outcome.measures["turns"]
        assert outcome.measures["tool_grep"] == (0 if factors["agent"] == "prompt" else 1)
        assert (outcome.measures["grep_tokens"] > 0) is (factors["agent"] != "prompt")
    ends = Counter(outcome.labels["end"] for factors, outcome in found if factors["model"] == "poor")
    assert len(ends) > 1
    assert set(ends) <= {"answered", "unbound", "stopped"}


async def test_a_failure_by_made_up_names_is_measured(ask: AskTask, settings: dict[str, Any]) -> None:
    settings["skills"]["poor"]["mistakes"] = {"unbound": 1}
    outcome = await run_cell(ask, CELL | {"model": "poor"}, settings)
    assert outcome.labels == {"tier": "L2", "end": "unbound", "problem": "unknown"}
    assert outcome.measures["hallucinated"] >= 1
    assert outcome.measures["repairs"] == 3
    assert outcome.measures["bound"] == outcome.measures["success"] == 0


async def test_raw_and_breadcrumb_greps_differ_in_density(ask: AskTask, settings: dict[str, Any]) -> None:
    found = [await run_cell(ask, CELL | {"grep": mode}, settings) for mode in ("raw", "breadcrumb")]
    texts = [
        next(one["text"] for one in outcome.trajectory if one["turn"] == 3 and one["event"] == "result")
        for outcome in found
    ]
    assert str(texts[0]).startswith("catalog.yaml:")
    assert "match" in str(texts[1]).partition("\n")[0]
    assert len({outcome.measures["grep_density"] for outcome in found}) == 2


async def test_more_greps_are_made_where_the_format_asks_for_them(ask: AskTask, settings: dict[str, Any]) -> None:
    found = await run_cells(
        ask, cells(**{**{k: [v] for k, v in CELL.items()}, "model": ["poor"], "format": ["yaml", "json"]}), settings
    )
    assert [outcome.measures["tool_grep"] for _, outcome in found] == [1, 3]


async def test_the_measure_of_the_published_study_can_decide(
    ask: AskTask, settings: dict[str, Any], tmp_path: Path
) -> None:
    question = ask._bank(settings).get("L1-02")
    twice = f"SELECT * FROM ({question.sql}) AS a UNION ALL SELECT * FROM ({question.sql}) AS b"
    settings["models"]["copy"] = {"model": scripted(tmp_path, turn("answer", sql=twice))}
    for measure in module.MEASURES:
        outcome = await run_cell(ask, CELL | {"question": "L1-02", "model": "copy"}, settings | {"measure": measure})
        assert outcome.measures["success"] == outcome.measures[measure] == 0.0
        assert outcome.measures["jaccard"] == pytest.approx(0.5)
        assert outcome.measures["bird_ex"] == 1.0


async def test_finished_calls_are_not_made_again(ask: AskTask, settings: dict[str, Any]) -> None:
    log, gate = MemoryLog(), OpenGate()
    first = await run_cell(ask, CELL, settings, Context(log, gate))
    used = gate.used
    assert used == first.measures["tokens_in"] + first.measures["tokens_out"]
    again = await run_cell(ask, CELL, settings, Context(log, gate))
    assert gate.used == used
    assert not gate.open
    assert again == first


async def test_the_runs_ceiling_is_no_outcome_of_a_cell(ask: AskTask, settings: dict[str, Any]) -> None:
    gate = OpenGate(tokens=3_000)
    with pytest.raises(CeilingReached):
        await run_cell(ask, CELL, settings, Context(MemoryLog(), gate))
    assert gate.used <= 3_000
    assert not gate.open


async def test_a_cells_own_budget_is_one(ask: AskTask, settings: dict[str, Any]) -> None:
    outcome = await run_cell(ask, CELL, settings | {"tokens": 2_500})
    assert outcome.labels["end"] == "budget"
    assert outcome.measures["success"] == 0.0


async def test_a_schema_too_large_for_the_prompt_is_a_failure_that_says_so(
    ask: AskTask, settings: dict[str, Any], tmp_path: Path
) -> None:
    small = scripted(tmp_path, turn("stop", reason="no"), capabilities={"window": 2_000, "max_output": 500})
    settings["models"]["small"] = {"model": small}
    with pytest.raises(BadInput, match="the prompt"):
        await run_cell(ask, CELL | {"agent": "prompt", "model": "small"}, settings)


async def test_a_database_that_goes_in_the_middle_is_no_failure_of_the_model(
    settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = AskTask()
    settings["cache"] = str(tmp_path)
    assert (await run_cell(task, CELL, settings)).measures["success"] == 1.0
    real = ask_once

    def lose_databases() -> None:
        for path in tmp_path.glob("*.duckdb"):
            path.unlink()

    async def lose(*given: Any) -> Any:
        await asyncio.to_thread(lose_databases)
        return await real(*given)

    monkeypatch.setattr(module, "ask_once", lose)
    with pytest.raises(StorageError, match="is gone"):
        await run_cell(task, CELL, settings)
    monkeypatch.setattr(module, "ask_once", real)
    assert (await run_cell(task, CELL, settings)).measures["success"] == 1.0
    await task.close()


async def test_a_database_that_cannot_be_opened_any_more_is_no_failure_of_the_model(
    settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = AskTask()
    settings["cache"] = str(tmp_path)
    real = ask_once

    def damage(setting: Any) -> None:
        setting.box.close()
        for path in tmp_path.glob("*.duckdb"):
            path.write_bytes(b"no database")

    async def break_it(*given: Any) -> Any:
        await asyncio.to_thread(damage, given[1])
        return await real(*given)

    monkeypatch.setattr(module, "ask_once", break_it)
    with pytest.raises(StorageError, match="does not answer"):
        await run_cell(task, CELL, settings)
    await task.close()


def test_an_edited_catalog_is_refused_by_name(settings: dict[str, Any], tmp_path: Path) -> None:
    settings["cache"] = str(tmp_path)
    task = AskTask()
    before = task.identity(CELL, settings)
    assert task.identity(CELL | {"format": "json"}, settings)["catalog"] != before["catalog"]
    assert task.identity(CELL | {"question": "L2-04"}, settings)["question"] != before["question"]
    file = next(tmp_path.glob("*-yaml-single")) / "catalog.yaml"
    file.write_text(file.read_text() + "# mine\n")
    with pytest.raises(BadInput, match=r"catalog\.yaml: is not as it was made"):
        AskTask().identity(CELL, settings)
    assert AskTask().identity(CELL | {"format": "json"}, settings)


@pytest.mark.parametrize(
    ("levels", "more", "message"),
    [
        ({"question": ("L1-01",), "formt": ("yaml",)}, {}, "there is no factor 'formt'\n  did you mean format"),
        ({"format": ("yaml",)}, {}, "has no factor question"),
        ({"question": ("L9-01",)}, {}, "there is no question 'L9-01'"),
        ({"question": ("L1-01",), "format": ("yml",)}, {}, "there is no format 'yml'\n  did you mean yaml"),
        ({"question": ("L1-01",), "corpus": ("synth-20",)}, {}, "has no questions in SQL"),
        ({"question": ("L1-01",), "corpus": ("nowhere",)}, {}, "there is no corpus 'nowhere'"),
        ({"question": ("L1-01",), "corpus": ("embed-20000",)}, {}, "embeds retail in 30 to 10,000"),
        ({"question": ("L1-01",), "model": ("gpt",)}, {}, "'gpt' is no model"),
        ({"question": ("L1-01",), "model": ("skilled:none",)}, {}, "there is no skill 'none'"),
        ({"question": ("L1-01",)}, {"skills": {"good": {"base": 2}}}, "less than or equal to 1"),
        ({"question": ("L1-01",)}, {"measure": "f1"}, "there is no measure 'f1'"),
        ({"question": ("L1-01",)}, {"cach": "x"}, "did you mean cache"),
        ({"question": ("L1-01",), "seed": (-1,)}, {}, "is no level of seed"),
    ],
)
def test_what_is_not_known_is_refused(
    levels: dict[str, Any], more: dict[str, Any], message: str, settings: dict[str, Any]
) -> None:
    with pytest.raises(BadInput, match=message):
        AskTask().check(levels, settings | more)


def test_questions_are_chosen_by_tier_and_by_draw() -> None:
    task = AskTask()
    assert len(task.levels("question", {"count": 20}, {})) == 100
    assert task.levels("question", {"tiers": [1, 5], "count": 2}, {}) == ("L1-01", "L1-02", "L5-01", "L5-02")
    drawn = task.levels("question", {"tiers": [1], "count": 5, "seed": 3}, {})
    assert len(set(drawn)) == 5
    assert drawn == task.levels("question", {"tiers": [1], "count": 5, "seed": 3}, {})
    for told in ({"tiers": [7]}, {"count": 200}, {"number": 3}, ["L1-01"]):
        with pytest.raises(BadInput):
            task.levels("question", told, {})  # type: ignore[arg-type]


def test_a_forecast_grows_with_what_is_in_the_prompt(settings: dict[str, Any]) -> None:
    task = AskTask()
    by_agent = {agent: task.estimate(CELL | {"agent": agent}, settings) for agent in ("file", "guided", "prompt")}
    assert by_agent["prompt"].calls == 1
    assert by_agent["prompt"].tokens_in > 5_000
    assert by_agent["file"].tokens_in > by_agent["file"].calls * 700
    assert task.labels(CELL, settings) == {"tier": "L2"}


async def test_a_persons_own_database_and_questions(ask: AskTask, settings: dict[str, Any], tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "shop.db") as connection:
        connection.executescript(
            "CREATE TABLE guest (guest_id INTEGER PRIMARY KEY, town TEXT);"
            "CREATE TABLE stay (stay_id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guest, nights INTEGER);"
            "INSERT INTO guest VALUES (1, 'Ulm'), (2, 'Bonn'); INSERT INTO stay VALUES (1, 1, 3), (2, 2, 4), (3, 2, 1);"
        )
    connection.close()
    sql = "SELECT town, SUM(nights) AS nights FROM guest JOIN stay USING (guest_id) GROUP BY town"
    questions = [{"id": "nights", "question": "How many nights did guests of each town stay?", "sql": sql, "tier": 2}]
    (tmp_path / "questions.yaml").write_text(dump_yaml(questions), encoding="utf-8")
    settings |= {"root": str(tmp_path), "questions": "questions.yaml", "corpora": {"hotel": {"source": "shop.db"}}}
    assert ask.levels("question", {}, settings) == ("nights",)
    cell = {"corpus": "hotel", "question": "nights", "layout": "single", "agent": "file"}
    ask.check({name: (level,) for name, level in cell.items()}, settings)
    before = ask.identity(cell, settings)
    for model, success in (("good", 1.0), ("poor", 0.0)):
        outcome = await run_cell(ask, cell | {"model": model}, settings)
        assert (outcome.measures["success"], outcome.labels["tier"]) == (success, "L2")
    with sqlite3.connect(tmp_path / "shop.db") as connection:
        connection.execute("INSERT INTO stay VALUES (4, 1, 9)")
    connection.close()
    changed = AskTask().identity(cell, settings)
    assert {name for name in before if before[name] != changed[name]} == {"data"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x", "is no list of questions"),
        ("- {id: a, question: b}", "questions.yaml:1: sql: Field required"),
        ("- {id: a, question: b, sql: c}\n- {id: a, question: b, sql: c}", "is there twice"),
    ],
)
def test_a_file_of_questions_is_read_strictly(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        AskTask().levels("question", {}, {"root": str(tmp_path), "questions": "questions.yaml"})
    with pytest.raises(BadInput, match="Field required"):
        AskTask().check({"question": ("L1-01",), "corpus": ("x",)}, {"corpora": {"x": {"database": "y"}}})
