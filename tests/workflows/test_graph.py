"""The graph by itself, in a graph of one's own, through the API, and with own assets."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import goldthread
from goldthread.cli.app import run as command
from goldthread.errors import BadInput, RunBusy
from goldthread.schemas.yaml_files import dump_yaml
from goldthread.store.lock import own
from goldthread.workflows.session import is_open
from tests.jobs import journal_of, only_run, scripted_job, texts_of

ROOT = Path(__file__).resolve().parents[2]


def test_import_pulls_in_no_sdk() -> None:
    code = "import goldthread, sys; print([m for m in ('openai', 'anthropic', 'langgraph', 'xllamacpp') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_there() -> None:
    for name in goldthread.__all__:
        assert getattr(goldthread, name) is not None
    assert set(goldthread.__all__) == set(dir(goldthread))


def test_a_scripted_run_keeps_its_constraints(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=20)
    result = goldthread.write(job, out=tmp_path / "runs")
    assert (result.status, result.broken) == ("done", 0)
    assert result.exit_code() == 0
    kept = [check for check in result.checks if check.section]
    assert {check.section for check in kept} == {5, 10, 15, 20}
    for check in kept:
        for item in check.verdict.evidence:
            text = next((Path(result.folder) / "sections").glob(f"{item.section:03d}-*.md")).read_text(encoding="utf-8")
            assert text[item.start : item.end] == item.quote
    assert goldthread.load_run(result.folder).kept == result.kept


@pytest.mark.parametrize(("language", "warned"), [("de-AT", True), ("en", False)])
def test_a_writer_that_does_not_know_the_language_is_told_of(tmp_path: Path, language: str, warned: bool) -> None:
    job = scripted_job(tmp_path, sections=2, every=2)
    script: dict[str, Any] = yaml.safe_load((tmp_path / "script.yaml").read_text(encoding="utf-8"))
    (tmp_path / "script.yaml").write_text(dump_yaml(script | {"capabilities": {"languages": ["en"]}}), encoding="utf-8")
    job.write_text(job.read_text(encoding="utf-8") + f"language: {language}\n", encoding="utf-8")
    result = goldthread.write(job, out=tmp_path / "runs")
    assert any("writes en only" in warning for warning in result.warnings) == warned


def test_resuming_a_finished_run_buys_nothing(tmp_path: Path) -> None:
    result = goldthread.write(scripted_job(tmp_path, sections=12), out=tmp_path / "runs")
    run = Path(result.folder)
    before, calls = texts_of(run), len(journal_of(run))
    goldthread.resume(run)
    assert texts_of(run) == before
    assert len(journal_of(run)) == calls


def test_an_edited_plan_writes_again_only_what_it_touches(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=12)
    script: dict[str, Any] = yaml.safe_load((tmp_path / "script.yaml").read_text(encoding="utf-8"))
    rules = [{"when": {"purpose": "draft", "section": 2, "contains": "a clock"}, "reply": {"words": 61}}]
    (tmp_path / "script.yaml").write_text(dump_yaml({"rules": rules + script["rules"]}), encoding="utf-8")
    run = Path(goldthread.write(job, out=tmp_path / "runs").folder)
    before, calls = texts_of(run), len(journal_of(run))
    plan = yaml.safe_load((run / "plan.yaml").read_text(encoding="utf-8"))
    plan["sections"][1]["brief"] = "Now it is about a clock."
    (run / "plan.yaml").write_text(dump_yaml(plan), encoding="utf-8")
    goldthread.resume(run)
    new = journal_of(run)[calls:]
    touched = {record["section"] for record in new if record["purpose"] == "draft"}
    needs = {one["number"]: set(one.get("depends_on", ())) for one in plan["sections"]}
    expected = {2}
    for number in sorted(needs):
        if needs[number] & expected:
            expected.add(number)
    assert 2 in touched
    assert touched <= expected
    after = texts_of(run)
    for name, text in before.items():
        if name != "document.md" and int(name[:3]) not in expected:
            assert after[name] == text


async def test_events_are_an_async_iterator(tmp_path: Path) -> None:
    events = [event async for event in goldthread.stream(scripted_job(tmp_path, sections=8), out=tmp_path / "runs")]
    kinds = [event.event for event in events]
    assert kinds[0] == "run_started"
    assert kinds[-1] == "run_finished"
    assert kinds.count("section_finished") == 8


async def test_the_graph_runs_as_a_node_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("own_graph", ROOT / "examples" / "own_graph.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    script = scripted_job(tmp_path, sections=20).parent / "script.yaml"
    monkey = pytest.MonkeyPatch()
    monkey.chdir(tmp_path)
    state = await module.main(
        "Write about a house with 20 sections. Every 5 sections, starting from section 5, mention the blue vase.",
        f"scripted:{script}",
    )
    monkey.undo()
    assert "0 broken" in state["note"]
    told = capsys.readouterr().out
    assert "the plan is approved" in told
    assert "section_finished 20" in told


def test_approval_stops_and_goes_on(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=10)
    assert command(["write", str(job), "--out", str(tmp_path / "r"), "--approve", "--display", "none"]) == 4
    run = only_run(tmp_path / "r")
    assert not (run / "document.md").exists()
    assert command(["resume", str(run), "--display", "none"]) == 0
    assert (run / "document.md").exists()


def _edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    own = tmp_path / "own"
    assert command(["assets", "copy", str(own)]) == 0
    file = own / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return own


def test_an_edited_prompt_changes_what_is_sent(tmp_path: Path) -> None:
    own = _edited(tmp_path, "prompts/draft.md", "You are a professional author", "You are a PIRATE author")
    script = [
        {"when": {"contains": "PIRATE"}, "reply": "Arr, " + " ".join(f"gold{{section}}x{n}" for n in range(57)) + "."}
    ]
    job = scripted_job(tmp_path, sections=5)
    data: dict[str, Any] = yaml.safe_load((tmp_path / "script.yaml").read_text(encoding="utf-8"))
    (tmp_path / "script.yaml").write_text(dump_yaml({"rules": script + data["rules"]}), encoding="utf-8")
    assert "Arr" in goldthread.write(job, out=tmp_path / "runs", assets=own).text


def test_an_edited_role_changes_its_calls(tmp_path: Path) -> None:
    own = _edited(tmp_path, "agents/reviser.yaml", "rounds: 2", "rounds: 0")
    result = goldthread.write(scripted_job(tmp_path, sections=10), out=tmp_path / "runs", assets=own)
    assert result.broken == 2


def test_an_edited_schema_refuses_a_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = _edited(tmp_path, "schemas/job.schema.json", '"maxLength": 400000', '"maxLength": 20')
    assert command(["write", str(scripted_job(tmp_path)), "--assets", str(own)]) == 2
    assert "at most 20" in capsys.readouterr().err


def test_an_edited_preset_leaves_a_step_out(tmp_path: Path) -> None:
    job = scripted_job(tmp_path, sections=5, words=24)
    script: dict[str, Any] = yaml.safe_load((tmp_path / "script.yaml").read_text(encoding="utf-8"))
    same = "The very same words stand in each of the rooms of this large and quiet old house by the sea."
    rules = [{"when": {"purpose": "draft"}, "reply": f"Room {{section}} is here.\n\n{same}"}]
    (tmp_path / "script.yaml").write_text(dump_yaml({"rules": rules + script["rules"]}), encoding="utf-8")
    assert goldthread.write(job, out=tmp_path / "a").text.count(same) <= 2
    own = _edited(tmp_path, "workflows/write.yaml", "repeats: true", "repeats: false")
    assert goldthread.write(job, out=tmp_path / "b", assets=own).text.count(same) == 5


def test_own_assets_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = _edited(tmp_path, "agents/writer.yaml", "temperature: 0.8", "temprature: 0.8")
    assert command(["write", str(scripted_job(tmp_path)), "--out", str(tmp_path / "r"), "--assets", str(own)]) == 2
    assert "temprature" in capsys.readouterr().err


@pytest.mark.parametrize("method", ["direct", "agentwrite"])
def test_published_methods_write_too(tmp_path: Path, method: str) -> None:
    job = scripted_job(tmp_path, sections=6)
    script: dict[str, Any] = yaml.safe_load((tmp_path / "script.yaml").read_text(encoding="utf-8"))
    lines = "\n\n".join(f"Paragraph {n} - Main Point: Point {n} - Word Count: 60 words" for n in range(1, 7))
    rules = [{"when": {"role": "planner", "purpose": "agentwrite"}, "reply": lines}]
    (tmp_path / "script.yaml").write_text(dump_yaml({"rules": rules + script["rules"]}), encoding="utf-8")
    result = goldthread.write(job, out=tmp_path / "runs", method=method)
    assert result.words > 50
    assert result.checks


async def test_a_graph_by_itself_owns_its_run(tmp_path: Path) -> None:
    result = await goldthread.awrite(scripted_job(tmp_path, sections=5), out=tmp_path / "runs")
    graph = goldthread.workflows.write_graph().compile()
    with own(Path(result.folder)), pytest.raises(RunBusy):
        await graph.ainvoke({"run": result.folder})
    done = await graph.ainvoke({"run": result.folder})
    assert done["kept"] == result.kept
    assert not is_open(result.folder)
    with own(Path(result.folder)):
        pass


async def test_a_running_loop_is_told_what_to_await(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"await goldthread\.awrite"):
        goldthread.write(scripted_job(tmp_path), out=tmp_path / "runs")
    with pytest.raises(BadInput, match=r"await goldthread\.aaudit"):
        goldthread.audit("# A text", ["Mention the sea."])
    assert not (tmp_path / "runs").exists()
