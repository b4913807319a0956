"""What a kill costs: calls in flight are bought again, at most as many as ran at a time, and no finished one."""

import asyncio
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from goldthread.models.scripted import prose
from goldthread.schemas.yaml_files import dump_yaml
from tests.faults import server as faults
from tests.jobs import journal_of, only_run

CONCURRENCY = 8
SECTIONS = 40
PLAN = {
    "title": "Kills",
    "digest": "Plain.",
    "sections": [
        {
            "id": n,
            "title": f"Part {n}",
            "brief": f"On {n}.",
            "words": 60,
            "depends_on": [n - 7] if n % 3 == 0 and n > 7 else [],
        }
        for n in range(1, SECTIONS + 1)
    ],
}


def _answer(_number: int, _path: str, body: dict[str, Any]) -> faults.Answer:
    if "response_format" in body:
        return faults.says(json.dumps(PLAN))
    asked = str(body["messages"][-1]["content"])
    words = re.findall(r"about (\d+) words", asked)
    return faults.says(prose(int(words[-1]) if words else 40, asked), pause=0.002)


async def _start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "goldthread", *arguments, "--display", "none", stderr=asyncio.subprocess.PIPE
    )


@pytest.mark.full
async def test_a_kill_repeats_at_most_the_calls_in_flight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY_KEY", "sk-kill-test")
    chance = random.Random(3)
    async with faults.serving_by(_answer) as server:
        choice = {"model": "openai:m", "base_url": server.url("/v1"), "key_env": "CANARY_KEY"}
        job = {"request": f"Write a report with {SECTIONS} sections.", "concurrency": CONCURRENCY}
        job |= {"models": {"default": choice}, "length": {"words": 60 * SECTIONS}, "context": "bounded"}
        (tmp_path / "job.yaml").write_text(dump_yaml(job), encoding="utf-8")
        child = await _start("write", str(tmp_path / "job.yaml"), "--out", str(tmp_path / "runs"))
        repeated = 0
        for _ in range(8):
            before = len(server.received)
            await server.reached(before + chance.randint(3, 10))
            assert child.returncode is None
            child.kill()
            await child.wait()
            run = only_run(tmp_path / "runs")
            child = await _start("resume", str(run))
            now = sum((Counter(json.dumps(one.body) for one in server.received) - Counter(_sent(server))).values())
            assert now - repeated <= CONCURRENCY
            repeated = now
        _, told = await child.communicate()
        assert child.returncode == 0, told
        keys = [record["key"] for record in journal_of(only_run(tmp_path / "runs"))]
        assert len(keys) == len(set(keys)) == len(set(_sent(server)))
        assert len(server.received) - len(keys) <= 8 * CONCURRENCY


def _sent(server: faults.FaultServer) -> list[str]:
    return list(dict.fromkeys(json.dumps(one.body) for one in server.received))
