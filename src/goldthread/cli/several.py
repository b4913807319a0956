"""Several documents in one command: prepared, written on one machine or many, and told of at the end."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.api import RunResult
from goldthread.cli.display import open_display
from goldthread.cli.jobs import ceilings_of, job_of_flags
from goldthread.cli.running import interruptible
from goldthread.config import resolve
from goldthread.errors import BadInput, GoldthreadError, Interrupted, Where
from goldthread.experiments.documents import Document, OnEvent, open_document, refuse_twins, write_documents
from goldthread.experiments.executors.base import ContextOf, Executor, FindTask
from goldthread.redaction import redact
from goldthread.resources import own_assets
from goldthread.schemas.job import Ceilings

_WORST_FIRST = (1, 6, 5, 2, 4, 3)
"""Exit codes of single documents, in the order in which they become that of all."""


@dataclass(frozen=True)
class Several:
    """How several documents are written.

    Attributes:
        executor: `local` or `ray`.
        address: Of the Ray cluster.
        workers: Processes on it.
        at_once: Documents in each process.
    """

    executor: str
    address: str | None
    workers: int | None
    at_once: int

    @property
    def slots(self) -> int:
        """Documents at once, as far as it is known before the cluster is."""
        return self.at_once * (self.workers or 1)

    def make(self, find_task: FindTask, context: ContextOf) -> Executor:
        """The executor.

        Raises:
            BadInput: There is none of the name.
        """
        if self.executor == "local":
            from goldthread.experiments.executors.local import LocalExecutor

            return LocalExecutor(find_task, context, slots=self.at_once, seconds=None)
        from goldthread.experiments.executors.ray_executor import RayExecutor

        return RayExecutor(
            find_task, context, address=self.address or "local", workers=self.workers, slots=self.at_once
        )


def refuse_single(address: str | None, workers: int | None) -> None:
    """Refuse flags of a cluster where none is used.

    Raises:
        BadInput: One is given.
    """
    for flag, value in (("--address", address), ("--workers", workers)):
        if value is not None:
            raise BadInput("needs a cluster", where=Where(field=flag), remedy="add --executor ray")


def write_several(
    jobs: Sequence[str], roles: list[str] | None, flags: dict[str, Any], how: Several, *, approve: bool, json: bool
) -> int:
    """Write several documents; the exit code.

    Raises:
        BadInput: A job or a flag cannot be used; nothing was begun.
        Interrupted: Ctrl-C.
    """
    if how.executor not in ("local", "ray"):
        raise BadInput(f"there is no executor {how.executor!r}", where=Where(field="--executor"), remedy="local or ray")
    if how.executor == "local":
        refuse_single(how.address, how.workers)
    if approve:
        raise BadInput("stops one run after its plan", where=Where(field="--approve"), remedy="give one job file")
    value = {name: one.value for name, one in resolve(flags).items()}
    assets = str(Path(value["assets"]).resolve()) if value["assets"] else ""
    shown = open_display(value["display"], json=json)
    try:
        with own_assets(Path(assets) if assets else None):
            documents = asyncio.run(_open(jobs, roles, flags, Path(value["out"]).resolve()))
            work = _write(documents, how, Ceilings(**ceilings_of(value)), assets, shown.show)
            ended, stopped = asyncio.run(interruptible(work))
    except GoldthreadError as error:
        shown.close()
        shown.failed(error)
        raise
    shown.close()
    codes = [_tell(one, strict=value["strict"]) for one in ended]
    if stopped is not None:
        stopped.remedy = stopped.remedy or "give the same command again"
        raise stopped
    return next((code for code in _WORST_FIRST if code in codes), 0)


async def _open(jobs: Sequence[str], roles: list[str] | None, flags: dict[str, Any], out: Path) -> list[Document]:
    # Ceilings of the command line hold for all together; the job files' own hold for each.
    each = {name: given for name, given in flags.items() if name not in ("max_tokens", "max_cost", "max_time")}
    for one in jobs:
        if not await asyncio.to_thread(Path(one).is_file):
            raise BadInput(
                "is no job file",
                where=Where(one[:200]),
                remedy="several jobs are files; a request in words stands alone, in quotes",
            )
    documents = []
    for one in jobs:
        job, root, _ = job_of_flags(one, roles, each)
        documents.append(await open_document(one, job, root, out))
    refuse_twins(documents)
    return documents


async def _write(
    documents: Sequence[Document], how: Several, ceilings: Ceilings, assets: str, on_event: OnEvent
) -> tuple[list[Document], GoldthreadError | None]:
    try:
        return await write_documents(
            documents, how.make, slots=how.slots, ceilings=ceilings, assets=assets, on_event=on_event
        )
    except asyncio.CancelledError:
        raise Interrupted("stopped; finished calls are kept", remedy="give the same command again") from None


def _tell(one: Document, *, strict: bool) -> int:
    """Tell of a document; its exit code."""
    from goldthread.workflows.running import result_of_folder

    if not one.done:
        why = one.failure.message.splitlines()[0] if one.failure else "not begun"
        print(redact(f"open      {one.source}: {why}; {one.folder.path}"), file=sys.stderr)
        return one.exit_code
    result = RunResult(**result_of_folder(one.folder.path))
    checks = f"{result.kept} kept, {result.broken} broken, {result.undecided} undecided, {result.unchecked} unchecked"
    print(redact(f"document  {result.document}  {result.words:,} of {result.asked:,}; {checks}"), file=sys.stderr)
    return result.exit_code(strict=strict)
