"""Simulated writers with known faults: the length loop and the repairs against them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import goldthread
from goldthread.schemas.yaml_files import dump_yaml
from tests.jobs import journal_of

FAULTS = [
    {"factor": 0.5, "noise": 0.2},
    {"factor": 0.7, "noise": 0.2},
    {"factor": 1.5, "noise": 0.2},
    {"factor": 2.5, "noise": 0.2},
    {"elasticity": 0.6},
    {"elasticity": 0.3},
    {"elasticity": 0.0},
    {"ceiling": 300},
]


def _write(folder: Path, simulation: dict[str, Any], request: str, **fields: Any) -> goldthread.RunResult:
    file = folder / "writer.yaml"
    file.write_text(dump_yaml(simulation), encoding="utf-8")
    job = {"request": request, "models": {"default": f"simulated:{file}"}}
    return goldthread.write(job, out=folder / "runs", concurrency=16, **fields)


def _error(folder: Path, simulation: dict[str, Any], sections: int, seed: int) -> float:
    result = _write(
        folder, simulation | {"seed": seed}, f"Write a report with {sections} sections.", words=500 * sections
    )
    return abs(result.words - result.asked) / result.asked


@pytest.mark.full
@pytest.mark.parametrize("sections", [10, 20])
@pytest.mark.parametrize("simulation", FAULTS, ids=str)
def test_the_total_comes_out_whatever_the_writer(tmp_path: Path, simulation: dict[str, Any], sections: int) -> None:
    seeds = 20 if "noise" in simulation else 2
    errors = sorted(_error(tmp_path, simulation, sections, seed) for seed in range(seeds))
    limit = 0.05 if "noise" not in simulation else 0.06 if sections == 10 else 0.03
    assert errors[max(0, round(0.95 * seeds) - 1)] <= limit


def test_the_total_comes_out_for_a_short_writer(tmp_path: Path) -> None:
    assert _error(tmp_path, {"factor": 0.5, "noise": 0.2}, 10, 1) <= 0.06


def test_a_writer_that_omits_a_third_is_repaired(tmp_path: Path) -> None:
    request = (
        "Write a handbook with 60 sections, each about 300 words. Every section must mention the blue vase. "
        "Every 2 sections, starting from section 2, mention the old clock."
    )
    result = _write(tmp_path, {"omit": 0.3, "noise": 0.1}, request)
    assert result.kept >= 0.99 * len(result.checks)
    run = Path(result.folder)
    calls = journal_of(run)

    def tokens(*purposes: str) -> int:
        used: list[Any] = [one["reply"] for one in calls if one["purpose"] in purposes]
        return sum(one["usage"]["input"] + one["usage"]["output"] for one in used)

    assert 0 < tokens("insert", "replace") <= 0.15 * tokens("draft")
    records = [json.loads(line) for line in (run / "sections.jsonl").read_text(encoding="utf-8").splitlines()]
    touched = {one["section"] for one in calls if one["purpose"] not in ("draft", "brief")}
    drafts: dict[Any, Any] = {one["section"]: one["reply"] for one in calls if one["purpose"] == "draft"}
    for record in records:
        if record["section"] not in touched:
            assert record["text"] == drafts[record["section"]]["text"]


@pytest.mark.full
@pytest.mark.timeout(900)
def test_the_forecast_covers_nine_runs_in_ten() -> None:
    bench = Path(__file__).resolve().parents[2] / "bench" / "forecast.py"
    done = subprocess.run([sys.executable, str(bench), "200"], capture_output=True, text=True, check=True)
    inside = re.search(r"within the bounds ([\d.]+)%", done.stdout)
    assert inside is not None
    assert 85.0 <= float(inside[1]) <= 95.0
