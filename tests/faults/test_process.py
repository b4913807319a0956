"""Real processes against the fault server: documented exit codes, and no secret in any file or stream."""

import asyncio
import os
import resource
import sys
import time
from email.utils import formatdate
from pathlib import Path

import pytest

from goldthread.cli.app import run as command
from goldthread.schemas.yaml_files import dump_yaml
from tests.faults import server as faults

CANARY = "sk-canary-5555aaaa6666bbbb"
PASSWORD = "canarypassword"


def _long_date() -> str:
    return formatdate(time.time() + 86_400, usegmt=True)


FAULTS = {
    "429-seconds": (faults.fails("429 Too Many Requests", "slow {key}", {"retry-after": "86400"}), 4),
    "429-date": (faults.fails("429 Too Many Requests", "slow {key}", {"retry-after": _long_date()}), 4),
    "401": (faults.fails("401 Unauthorized", "Incorrect API key provided: {key}"), 1),
    "500": (faults.fails("500 Internal Server Error", "oops {key}", {"x-should-retry": "false"}), 1),
    "html": (faults.page(), 1),
    "reset": (faults.breaks(), 1),
    "no-finish": (faults.streams(), 1),
    "filter": (faults.says("Half", "content_filter"), 1),
    "pings": (faults.pings(), 1),
    "huge": (faults.huge(50), 1),
}
QUICK = ("429-seconds", "401")


async def _process(*arguments: str) -> tuple[int, bytes]:
    """Exit code, and all that it said on both streams."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "goldthread",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "CANARY_KEY": CANARY},
    )
    told, _ = await asyncio.wait_for(child.communicate(), 200)
    return int(child.returncode or 0), told


def _leaks(folder: Path) -> list[str]:
    secrets = (CANARY.encode(), PASSWORD.encode())
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(secret in file.read_bytes() for secret in secrets)]


@pytest.mark.parametrize("name", [pytest.param(one, marks=() if one in QUICK else pytest.mark.full) for one in FAULTS])
async def test_a_lasting_fault_ends_with_its_code(tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    fault, wanted = FAULTS[name]
    async with faults.serving(fault) as server:
        url = server.url("/v1", user=f"user:{PASSWORD}@")
        choice = {"model": "openai:m", "base_url": url, "key_env": "CANARY_KEY", "deadline": 6.0}
        job = {"request": "Write a report with 4 sections.", "length": {"words": 240}, "models": {"default": choice}}
        (tmp_path / "job.yaml").write_text(dump_yaml(job), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        arguments = ["write", str(tmp_path / "job.yaml"), "--out", str(tmp_path / "runs"), "--json"]
        code, told = await _process("--debug", *arguments)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert code == wanted, told.decode()
    assert b"Traceback" in told
    assert CANARY.encode() not in told
    assert PASSWORD.encode() not in told
    assert b"run_finished" in told
    assert _leaks(tmp_path / "runs") == []
    run = next((tmp_path / "runs").iterdir())
    assert (run / "checkpoint.sqlite").exists()
    assert not (run / "document.md").exists()
    if name == "huge":
        # Kilobytes; a process that kept 50 MB as text, and a copy of it, would stand far above.
        assert max(peak - before, 0) < 100_000 or peak < 300_000
    capfd.readouterr()
    assert command(["status", str(run), "--json"]) == 0
    assert ('"paused"' if wanted == 4 else '"failed"') in capfd.readouterr().out
    # The address's password is not in the folder: the message says what is to be set.
    code, said = await _process("resume", str(run), "--display", "none")
    assert code == 2
    assert b"GOLDTHREAD_BASE_URL" in said
    assert b"password is not kept" in said
