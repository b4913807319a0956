"""Scripted jobs that several tests run."""

import json
from pathlib import Path

from goldthread.schemas.yaml_files import dump_yaml


def scripted_job(folder: Path, *, sections: int = 40, words: int = 60, delay: float = 0.0, every: int = 5) -> Path:
    """A job of so many sections with dependencies, every text different; the job file's path.

    Every `every`-th section must mention a phrase, which the draft leaves out and the repair adds.
    """
    plan = {
        "title": "Forty Rooms",
        "digest": "One room after the other.",
        "sections": [
            {
                "id": number,
                "title": f"Room {number}",
                "brief": f"What stands in room {number}.",
                "words": words,
                "depends_on": [one for one in (number - 7, number - 3) if one > 0 and number % 3 == 0],
            }
            for number in range(1, sections + 1)
        ],
    }
    rules = [
        {"when": {"role": "planner"}, "reply": json.dumps(plan)},
        {"when": {"role": "compiler"}, "reply": '{"requirements": []}'},
        {"when": {"purpose": "insert"}, "reply": "The blue vase of room {section} stood on the shelf.", "delay": delay},
        {"when": {"role": "writer"}, "reply": {"words": words}, "delay": delay},
        {"when": {"role": "judge"}, "reply": '{"reason": "no", "quote": "", "verdict": "undecided"}'},
    ]
    (folder / "script.yaml").write_text(dump_yaml({"rules": rules, "log": "begun.jsonl"}), encoding="utf-8")
    job = {
        "request": f"Write about a house with {sections} sections. Every {every} sections, "
        f"starting from section {every}, mention the blue vase.",
        "title": "Forty Rooms",
        "models": {"default": f"scripted:{folder / 'script.yaml'}"},
        "length": {"words": sections * words},
        "concurrency": 8,
    }
    (folder / "job.yaml").write_text(dump_yaml(job), encoding="utf-8")
    return folder / "job.yaml"


def only_run(folder: Path) -> Path:
    """The one run below a folder."""
    runs = sorted(one for one in folder.iterdir() if one.is_dir())
    assert len(runs) == 1, runs
    return runs[0]


def texts_of(run: Path) -> dict[str, str]:
    """The document and each section file of a run."""
    files = [run / "document.md", *sorted((run / "sections").glob("*.md"))]
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def journal_of(run: Path) -> list[dict[str, object]]:
    """Records of a run's journal."""
    return [json.loads(line) for line in (run / "calls.jsonl").read_text(encoding="utf-8").splitlines()]
