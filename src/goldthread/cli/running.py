"""Carrying out a run at the terminal: events, progress, Ctrl-C, the last lines."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from goldthread.api import RunResult, aresume, awrite
from goldthread.cli.display import Display, open_display
from goldthread.cli.jobs import ceilings_of, job_of_flags
from goldthread.config import resolve
from goldthread.errors import BadInput, GoldthreadError, Where
from goldthread.redaction import redact
from goldthread.resources import own_assets
from goldthread.schemas.events import Event

Result = TypeVar("Result")


def write_job(given: str, roles: list[str] | None, flags: dict[str, Any], *, approve: bool, json: bool) -> int:
    """Write a document; the exit code."""
    assets = resolve(flags)["assets"].value
    with own_assets(Path(assets) if assets else None):
        job, root, settings = job_of_flags(given, roles, flags)
    value = {name: one.value for name, one in settings.items()}

    def start(on_event: Callable[[Event], None]) -> Coroutine[Any, Any, RunResult]:
        return awrite(job, root=root, out=value["out"], approve=approve, assets=value["assets"], on_event=on_event)

    return _run(start, json=json, display=value["display"], strict=value["strict"])


def resume_run(run: str, flags: dict[str, Any], *, from_logs: bool, json: bool) -> int:
    """Go on with a run; the exit code."""
    value = {name: one.value for name, one in resolve(flags).items()}
    folder = find_run(run, value["out"])

    def start(on_event: Callable[[Event], None]) -> Coroutine[Any, Any, RunResult]:
        return aresume(
            folder, from_logs=from_logs, assets=value["assets"], on_event=on_event, ceilings=ceilings_of(value)
        )

    return _run(start, json=json, display=value["display"], strict=value["strict"])


def find_run(run: str, out: str) -> Path:
    """The folder of a run given by path or by id.

    Raises:
        BadInput: Neither is there.
    """
    for path in (Path(run), Path(out) / run):
        if path.is_dir():
            return path
    raise BadInput("there is no such run", where=Where(run), remedy="list them with: goldthread runs")


def _run(
    start: Callable[[Callable[[Event], None]], Coroutine[Any, Any, RunResult]],
    *,
    json: bool,
    display: str,
    strict: bool,
) -> int:
    shown: Display = open_display(display, json=json)
    try:
        result = asyncio.run(interruptible(start(shown.show)))
    except GoldthreadError as error:
        shown.close()
        shown.failed(error)
        raise
    shown.close()
    code = result.exit_code(strict=strict)
    for line in last_lines(result):
        print(redact(line), file=sys.stderr)
    return code


async def interruptible(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it; the first Ctrl-C cancels it, the second leaves at once."""
    task = asyncio.ensure_future(work)
    presses = 0

    def pressed(_number: int, _frame: object) -> None:
        nonlocal presses
        presses += 1
        if presses > 1:
            os._exit(130)
        print("\nstopping; press Ctrl-C again to leave at once", file=sys.stderr)
        loop.call_soon_threadsafe(task.cancel)

    loop = asyncio.get_running_loop()
    # Not the loop's own handlers: they go with the loop, and a second press may come while Python ends.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pressed)
    return await task


def last_lines(result: RunResult) -> list[str]:
    """What a person reads last: where things are, and what the run came to."""
    if result.status == "waiting":
        plan = Path(result.folder) / "plan.yaml"
        return [f"the plan waits for you: {plan}", f"edit it if you like, then: goldthread resume {result.folder}"]
    cost = "cost unknown" if result.cost is None else f"${result.cost:.4f}"
    return [
        f"document  {result.document}",
        f"report    {result.report}",
        f"checks    {result.kept} kept, {result.broken} broken, {result.undecided} undecided, "
        f"{result.unchecked} unchecked",
        f"length    {result.words:,} of {result.asked:,} asked",
        f"used      {result.tokens:,} tokens, {cost}, {result.seconds:.0f} s",
    ]


def dry_run_job(given: str, roles: list[str] | None, flags: dict[str, Any], *, json: bool) -> int:
    """Print the forecast of a job; the exit code."""
    from goldthread.workflows.forecast import forecast_job

    job, root, _ = job_of_flags(given, roles, flags)
    forecast = forecast_job(job, root=root)
    if json:
        print(forecast.model_dump_json())
    else:
        print("\n".join(forecast.lines()))
    return 0
