"""Bad job files and flags, written without sight of the reader: each refused with a message, nothing written."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from goldthread.cli.app import run as command
from goldthread.schemas.job_file import parse_job
from goldthread.workflows.opening import compile_job

ROOT = Path(__file__).resolve().parents[1] / "corpora"
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "bad_jobs.yaml").read_text(encoding="utf-8"))


def _make(recipe: dict[str, Any]) -> bytes:
    if "hex" in recipe:
        return bytes.fromhex(recipe["hex"])
    if "concat" in recipe:
        return b"".join(_make(one) if isinstance(one, dict) else str(one).encode() for one in recipe["concat"])
    if "repeat" in recipe:
        return str(recipe["repeat"]).encode() * int(recipe["times"])
    return str(recipe.get("text", "")).encode(recipe.get("encoding", "utf-8"))


def _prepare(case: dict[str, Any], folder: Path) -> Path:
    job = folder / "job" / "job.yaml"
    job.parent.mkdir()
    for step in case.get("setup") or []:
        for kind, given in step.items() if isinstance(step, dict) else []:
            if kind == "write":
                path = job.parent / (given["path"] if isinstance(given, dict) else given)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(str(given.get("text", "x")) if isinstance(given, dict) else "x", encoding="utf-8")
            elif kind == "mkdir":
                (job.parent / str(given if not isinstance(given, dict) else given["path"])).mkdir(
                    parents=True, exist_ok=True
                )
            elif kind == "symlink":
                (job.parent / given["path"]).symlink_to(given["to"] if "to" in given else given["target"])
    make = case.get("make")
    if make and make.get("directory"):
        job.mkdir()
    elif make and make.get("absent"):
        pass
    else:
        job.write_bytes(_make(make) if make else str(case["file"]).encode())
        if make and "mode" in make:
            job.chmod(int(str(make["mode"]), 8))
    return job


@pytest.mark.parametrize("case", CASES, ids=[str(case["id"]) for case in CASES])
def test_bad_input_is_refused(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if os.geteuid() == 0 and "mode" in str(case.get("make") or case.get("setup") or ""):
        pytest.skip("root reads every file")
    job = _prepare(case, tmp_path)
    monkeypatch.chdir(job.parent)
    monkeypatch.setenv("HOME", str(tmp_path))
    code = command(["write", "job.yaml", *(str(one) for one in case.get("flags") or [])])
    told = capsys.readouterr().err
    assert code == 2, told
    assert "Traceback" not in told
    assert told.strip()
    if case["line"] is not None and "job.yaml:" in told:
        assert f"job.yaml:{case['line']}" in told, told
    assert not (job.parent / "runs").exists()


@pytest.mark.parametrize("file", sorted((ROOT / "jobs").glob("good_*.yaml")), ids=lambda file: str(file.stem))
def test_controls_are_accepted(file: Path) -> None:
    job = parse_job(file.read_text(encoding="utf-8"), file.name)
    assert not compile_job(job).impossible
