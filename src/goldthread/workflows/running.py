"""Running the writing graph over a run's folder: lock, checkpointer, interrupts, and the result."""

import asyncio
import contextlib
import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.types import Command

from goldthread.errors import GoldthreadError, Interrupted, StorageError
from goldthread.models.base import Model
from goldthread.schemas.events import Event
from goldthread.schemas.job import Ceilings, Job
from goldthread.store.atomic import storage_error
from goldthread.store.damage import CHECKPOINT, rebuild_from_logs, refuse_damaged
from goldthread.store.run import RunFolder
from goldthread.workflows.checking import tally
from goldthread.workflows.opening import (
    check_models,
    close_session,
    compile_job,
    ignore,
    open_session,
    refuse_impossible,
    refuse_too_short,
    stored_job,
)
from goldthread.workflows.session import Session
from goldthread.workflows.write import write_graph

OnEvent = Callable[[Event], None] | None
OpenModels = Callable[[Job], dict[str, Model]]


async def run_new(job: Job, *, root: Path, out: Path, approve: bool, on_event: OnEvent) -> dict[str, Any]:
    """Make a run of a job and carry it out; the fields of a result."""
    await check_job(job, root)
    folder = RunFolder.create(out, job, job_root=root)
    return await _carry_out(folder, job, approve=approve, on_event=on_event or ignore)


async def check_job(job: Job, root: Path) -> None:
    """Find all that can be wrong with a job, before a folder is made for it.

    Raises:
        BadInput: With the field and the remedy.
    """
    compiled = compile_job(job)
    refuse_impossible(compiled)
    refuse_too_short(job, compiled)
    check_sources(job, root)
    for model in check_models(job).values():
        await model.close()


def check_sources(job: Job, root: Path) -> None:
    """Find what is wrong with the job's sources before the run starts.

    Raises:
        BadInput: A source is missing, lies outside, or is no text.
    """
    from goldthread.sources import read_sources

    read_sources(job.sources, root=root)


async def run_again(
    path: Path,
    *,
    from_logs: bool = False,
    on_event: OnEvent = None,
    ceilings: dict[str, float | int] | None = None,
    models: OpenModels | None = None,
) -> dict[str, Any]:
    """Go on with a run's folder, or begin one that was only made; the fields of a result.

    Args:
        path: The folder.
        from_logs: Set a damaged checkpoint aside.
        on_event: Told of everything that happens.
        ceilings: In place of the job's own.
        models: Opens the job's models by role, where it is not done in the usual way.
    """
    try:
        folder = RunFolder.open(path)
        job = stored_job(folder)
        if ceilings:
            job = job.model_copy(update={"ceilings": Ceilings(**{**job.ceilings.model_dump(), **ceilings})})
        opened = models(job) if models else None
        return await _carry_out(
            folder, job, approve=None, on_event=on_event or ignore, from_logs=from_logs, models=opened
        )
    except GoldthreadError as error:
        error.remedy = error.remedy.replace("resume RUN", f"resume {path}")
        raise


async def _carry_out(
    folder: RunFolder,
    job: Job,
    *,
    approve: bool | None,
    on_event: Callable[[Event], None],
    from_logs: bool = False,
    models: dict[str, Model] | None = None,
) -> dict[str, Any]:
    started = time.time()
    with folder.lock():
        if from_logs:
            rebuild_from_logs(folder)
        else:
            refuse_damaged(folder)
        session = open_session(folder, job, on_event=on_event, models=models)
        session.owned = True
        session.emit("run_started", str(folder.path), id=folder.id, folder=str(folder.path))
        try:
            waiting = await _invoke(session, approve)
        except asyncio.CancelledError:
            folder.write_status(status="interrupted")
            raise Interrupted("stopped", remedy=f"goldthread resume {folder.path}") from None
        except sqlite3.OperationalError as error:
            full = shutil.disk_usage(folder.path).free < 64 * 1024
            raise storage_error(
                folder.path / CHECKPOINT, OSError(os.strerror(errno.ENOSPC) if full else str(error))
            ) from error
        except GoldthreadError as error:
            error.remedy = error.remedy.replace("resume RUN", f"resume {folder.path}")
            with contextlib.suppress(StorageError):
                folder.write_status(status={4: "paused"}.get(error.exit_code, "failed"), message=str(error))
            raise
        finally:
            await close_session(session)
        folder.write_status(status="waiting" if waiting else "done")
        result = result_of(folder, seconds=time.time() - started, warnings=tuple(session.warnings))
        session.emit("run_finished", "the plan waits" if waiting else "done", **_plain(result))
        return result


def _plain(result: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key != "checks"}


async def _invoke(session: Session, approve: bool | None) -> bool:
    """Run the graph from where its checkpoint stands; True where it waits for a person."""
    folder = session.folder
    async with AsyncSqliteSaver.from_conn_string(str(folder.path / CHECKPOINT)) as saver:
        graph = write_graph().compile(checkpointer=saver)
        thread = 0
        while True:
            config: Any = {"configurable": {"thread_id": f"{folder.id}-{thread}"}, "recursion_limit": 100}
            state = await graph.aget_state(config)
            if not state.created_at or state.interrupts:
                break
            # A thread that ended, or was cut off among the phases: they are carried out again from the files and the
            # journal, which costs no call, since a later phase needs what the earlier ones have in memory.
            approve = approve if approve is not None else _unapproved(state)
            thread += 1
        given: Any = Command(resume=True) if state.interrupts else {"run": str(folder.path), "approve": bool(approve)}
        await graph.ainvoke(given, config, durability="sync")
        after = await graph.aget_state(config)
        return bool(after.interrupts)


def _unapproved(state: Any) -> bool:
    """Whether a cut-off thread still had its approval before it."""
    return bool(state.values.get("approve")) and bool({"prepare", "compile", "plan", "approve"} & set(state.next))


def result_of_folder(path: Path) -> dict[str, Any]:
    """The fields of a result, from a run's folder as it is."""
    return result_of(RunFolder.open(path), seconds=0.0, warnings=())


def result_of(folder: RunFolder, *, seconds: float, warnings: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a result."""
    status = folder.read_status()
    totals = folder.journal.totals()
    checks = tuple(folder.read_checks())
    document, report = folder.path / "document.md", folder.path / "report.html"
    return {
        "id": folder.id,
        "folder": str(folder.path.resolve()),
        "status": status.status,
        "document": str(document.resolve()) if document.exists() else "",
        "report": str(report.resolve()) if report.exists() else "",
        "words": status.words,
        "asked": status.asked,
        "tokens": totals.input + totals.output,
        "cost": totals.price,
        "seconds": seconds,
        "checks": checks,
        "warnings": warnings,
        **tally(list(checks)),
    }
