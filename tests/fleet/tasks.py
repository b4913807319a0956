"""Tasks of the fleet's tests; each leaves a line in a file for every run and every call that it begins."""

import asyncio
import os
import signal
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from goldthread.experiments.work import Context, Estimate, Factors, InputFile, Json, Level, Outcome, Work
from goldthread.schemas.call import CallRecord, Reply, Usage


def note(folder: Path, name: str, line: str) -> None:
    """Append a line; several processes may."""
    file = os.open(folder / name, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    try:
        os.write(file, (line + "\n").encode())
    finally:
        os.close(file)


def noted(folder: Path, name: str) -> list[str]:
    """The lines."""
    file = folder / name
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


async def noted_lines(folder: Path, name: str, count: int) -> list[str]:
    """Wait for so many lines."""
    while len(lines := noted(folder, name)) < count:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    return lines


class Calling:
    """`calls` calls of `seconds` each, one after the other, behind the gate; the result is made of all replies.

    `poison` kills its process, `block` holds it up for so many seconds, `fail` raises.
    """

    name = "calling"

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:
        """Takes everything."""

    def levels(self, factor: str, told: Json, settings: Mapping[str, Json]) -> tuple[Level, ...]:
        """Describes nothing."""
        return ()

    def labels(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """None."""
        return {}

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """None."""
        return {}

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:
        """None."""
        return ()

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:
        """One call."""
        return Estimate(10, 10, 1, 0.1)

    async def run(self, work: Work, context: Context) -> Outcome:
        """See the class."""
        folder = Path(str(work.settings["folder"]))
        await asyncio.to_thread(note, folder, "runs", f"{work.key} {work.attempt} {os.getpid()}")
        if work.factors.get("poison"):
            os.kill(os.getpid(), signal.SIGKILL)
        if block := work.factors.get("block"):
            time.sleep(float(block))  # noqa: ASYNC251
        if work.factors.get("fail"):
            raise LookupError("it fails")
        total = 0
        for number in range(int(work.factors.get("calls", 1))):
            key = f"{work.key}-{number}"
            known = context.calls.get(key)
            if known is None:
                known = await self._call(folder, key, work, context)
            total += known.reply.usage.output
        return Outcome("done", {"success": 1.0, "total": float(total)}, price=0.0)

    async def _call(self, folder: Path, key: str, work: Work, context: Context) -> CallRecord:
        reservation = await context.gate.admit("account", tokens=10, price=0.01)
        note(folder, "calls", f"{key} {time.time():.6f}")
        try:
            await asyncio.sleep(float(work.factors.get("seconds", 0.0)))
        except BaseException:
            await context.gate.release(reservation)
            raise
        await context.gate.settle(reservation, tokens=10, price=0.01)
        reply = Reply(text=key, finish_reason="stop", usage=Usage(input=5, output=len(key)), model="none")
        record = CallRecord(
            key=key, role="r", purpose="p", section=0, attempt=0, reply=reply, price=0.01, at=time.time()
        )
        await context.calls.append(record)
        note(folder, "kept", key)
        return record

    async def close(self) -> None:
        """Nothing is open."""


def find_task(name: str) -> Calling:
    """The one task."""
    if name != Calling.name:
        raise LookupError(name)
    return Calling()


def work_of(folder: Path, key: str, attempt: int = 1, **factors: Level) -> Work:
    """A piece of work for the task."""
    return Work(key, attempt, Calling.name, factors, {"folder": str(folder)})
