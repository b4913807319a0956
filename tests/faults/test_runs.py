"""Whole runs against the fault server: they complete or stop resumable, with no error text and no secret in any file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import goldthread
from goldthread.errors import AccessDenied, BadInput, RunPaused
from goldthread.models.scripted import prose
from tests.faults import server as faults

CANARY = "sk-canary-9876543210fedcba"
PLAN = {
    "title": "Faults",
    "digest": "Plain.",
    "sections": [{"id": n, "title": f"Part {n}", "brief": "b", "words": 60, "depends_on": []} for n in range(1, 13)],
}


def _job(server: faults.FaultServer) -> dict[str, Any]:
    url = server.url("/v1", user="user:canarypassword@")
    return {
        "request": "Write a report with 12 sections.",
        "models": {"default": {"model": "openai:m", "base_url": url, "key_env": "CANARY_KEY", "deadline": 20.0}},
        "context": "bounded",
        "prices": {"m": {"input": 1.0, "output": 1.0}},
    }


def _secrets_in(folder: Path) -> list[str]:
    found = []
    for file in folder.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        if CANARY.encode() in data or b"canarypassword" in data:
            found.append(file.name)
    return found


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY_KEY", CANARY)


async def test_a_run_with_random_faults_completes(tmp_path: Path) -> None:
    def choose(number: int, _path: str, body: dict[str, Any]) -> faults.Answer:
        if number % 4 == 1:
            return faults.fails("500 Internal Server Error", "ERROR-TEXT {key}")
        if number % 5 == 2:
            return faults.page()
        if number % 7 == 3:
            return faults.breaks("ERROR-HALF")
        if "response_format" in body:
            return faults.says(json.dumps(PLAN))
        asked = re.findall(r"about (\d+) words", str(body["messages"][-1]["content"]))
        return faults.says(prose(int(asked[-1]) if asked else 40, f"{number}"))

    async with faults.serving_by(choose) as server:
        result = await goldthread.awrite(_job(server), words=720, out=tmp_path / "runs")
    assert result.status == "done"
    text = result.text
    assert text.count("\n## ") == 12
    assert not re.search(r"ERROR|<html|Sign in|canary", text)
    assert _secrets_in(tmp_path) == []


@pytest.mark.parametrize("reply", ['{"sections": [{"id": 1, "tit', "[]", "null", "Certainly! <plan>none</plan>"])
async def test_wrong_json_ends_in_a_valid_plan(tmp_path: Path, reply: str) -> None:
    def choose(number: int, _path: str, body: dict[str, Any]) -> faults.Answer:
        if "response_format" in body:
            return faults.says(reply)
        asked = re.findall(r"about (\d+) words", str(body["messages"][-1]["content"]))
        return faults.says(prose(int(asked[-1]) if asked else 40, f"{number}"))

    async with faults.serving_by(choose) as server:
        result = await goldthread.awrite(_job(server), words=720, out=tmp_path / "runs")
    assert result.status == "done"
    assert result.text.count("\n## ") == 12
    assert reply not in result.text


async def test_a_wrong_key_stops_without_telling_it(tmp_path: Path) -> None:
    events: list[goldthread.Event] = []
    async with faults.serving(faults.fails("401 Unauthorized", "Incorrect API key provided: {key}")) as server:
        with pytest.raises(AccessDenied) as caught:
            await goldthread.awrite(_job(server), words=720, out=tmp_path / "runs", on_event=events.append)
    assert CANARY not in str(caught.value)
    assert not any(CANARY in event.model_dump_json() for event in events)
    assert _secrets_in(tmp_path) == []


async def test_a_long_wait_pauses_and_goes_on(tmp_path: Path) -> None:
    wait = faults.fails("429 Too Many Requests", "tomorrow", {"retry-after": "86400"})
    async with faults.serving(wait) as server:
        job = _job(server)
        with pytest.raises(RunPaused, match="86,400"):
            await goldthread.awrite(job, words=720, out=tmp_path / "runs")
    run = next((tmp_path / "runs").iterdir())
    assert goldthread.load_run(run).status == "paused"
    assert _secrets_in(tmp_path) == []
    with pytest.raises(BadInput, match="GOLDTHREAD_BASE_URL"):
        await goldthread.aresume(run)
