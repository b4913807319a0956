"""Many documents at once: each job has a run's folder of its own, and whichever process has it carries it on."""

import asyncio
import hashlib
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goldthread import errors
from goldthread.errors import BadInput, GoldthreadError, Where
from goldthread.experiments.driving import AHEAD, drive
from goldthread.experiments.executors.base import ContextOf, Executor, FindTask
from goldthread.experiments.executors.trying import STAYS_OPEN
from goldthread.experiments.keys import canonical
from goldthread.experiments.ledger.limits import Rate
from goldthread.experiments.limits import SharedLimits
from goldthread.experiments.tasks.registry import find_task
from goldthread.experiments.work import Context, Failure, Finished, Work
from goldthread.models.accounts import account_name
from goldthread.models.ceilings import Ledger
from goldthread.schemas.call import CallRecord
from goldthread.schemas.events import Event, EventKind
from goldthread.schemas.job import Ceilings, Job
from goldthread.schemas.slug import slugify
from goldthread.store.run import RunFolder

MOST_TRIES = 3
OnEvent = Callable[[Event], None]


@dataclass(frozen=True)
class Document:
    """One job and its run.

    Attributes:
        source: What the person named it by.
        key: SHA-256 of the job and the folder of its sources.
        job: The job.
        folder: Its run.
        failure: Why it is not done; None where it is, or was not tried.
        done: Whether it is.
    """

    source: str
    key: str
    job: Job
    folder: RunFolder
    failure: Failure | None = None
    done: bool = False

    @property
    def exit_code(self) -> int:
        """Of what went wrong; 4 where it is open, 0 where it is done (its checks are another question)."""
        if self.failure is None:
            return 0 if self.done else 4
        kind = getattr(errors, self.failure.kind, GoldthreadError)
        return int(getattr(kind, "exit_code", 1))


def job_key(job: Job, root: Path) -> str:
    """SHA-256 of a job and the folder of its sources."""
    body = job.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"request": job.request}
    return hashlib.sha256(canonical([body, str(root.resolve())]).encode()).hexdigest()


async def open_document(source: str, job: Job, root: Path, out: Path) -> Document:
    """The run of a job below `out`: the one that is there, else a new one.

    The folder's name holds the key, so the same command finds the same runs again, after whatever end.

    Raises:
        BadInput: The job cannot be used.
        RunDamaged: The run that is there cannot be trusted.
        StorageError: The folder could not be made.
    """
    from goldthread.workflows.running import check_job

    key = job_key(job, root)
    name = f"{slugify(job.title or job.request[:80], 30)}-{key[:12]}"
    if await asyncio.to_thread((out / name).is_dir):
        folder = RunFolder.open(out / name)
    else:
        await check_job(job, root)
        folder = RunFolder.create(out, job, job_root=root, name=name)
    return Document(source, key, job, folder, done=folder.read_status().status == "done")


def refuse_twins(documents: Sequence[Document]) -> None:
    """Refuse one job given twice.

    Raises:
        BadInput: With both names.
    """
    seen: dict[str, str] = {}
    for one in documents:
        if one.key in seen:
            raise BadInput(
                f"is the same job as {seen[one.key]}",
                where=Where(one.source),
                remedy="give it once; for another text of the same job, give it another seed",
            )
        seen[one.key] = one.source


class NoCalls:
    """The `CallLog` of a document: its run has a journal of its own."""

    def get(self, key: str) -> CallRecord | None:  # noqa: ARG002
        """None is kept here."""
        return None

    async def append(self, record: CallRecord) -> None:
        """None is kept here."""


class DocumentSource:
    """See `Source`: documents that are not done, each tried at most three times.

    Attributes:
        stopped: Why no more is handed out: a shared ceiling, or a folder that cannot be written.
    """

    def __init__(self, documents: Sequence[Document], assets: str, on_event: OnEvent) -> None:
        self.stopped: GoldthreadError | None = None
        self._documents = {one.key: one for one in documents}
        self._settings: Mapping[str, Any] = {"assets": assets}
        self._on_event = on_event
        todo = [self._work(one) for one in documents if not one.done]
        self._waiting = deque(todo)
        self._works = {work.key: work for work in todo}

    @property
    def documents(self) -> list[Document]:
        """All, as they are now."""
        return list(self._documents.values())

    def _work(self, one: Document) -> Work:
        return Work(one.key, 1, "document", {}, {**self._settings, "run": str(one.folder.path)})

    async def claim(self, count: int) -> Sequence[Work] | None:
        """See `Source`."""
        if self.stopped is not None:
            return None
        found = [self._waiting.popleft() for _ in range(min(count, len(self._waiting)))]
        return found or None

    async def settle(self, finished: Finished) -> None:
        """See `Source`."""
        work, one = self._works[finished.key], self._documents[finished.key]
        if finished.attempt != work.attempt:
            return
        failure = finished.failure or (finished.outcome.failure if finished.outcome else None)
        tried_out = work.attempt >= MOST_TRIES
        if finished.failure and finished.failure.kind in STAYS_OPEN:
            kind = getattr(errors, finished.failure.kind, GoldthreadError)
            self.stopped = self.stopped or kind(finished.failure.message)
        elif finished.failure and finished.failure.again and not tried_out:
            again = self._works[work.key] = replace(work, attempt=work.attempt + 1)
            self._waiting.append(again)
            self._tell(one, f"goes on elsewhere: {finished.failure.message}", event="warning")
            return
        self._documents[work.key] = ended = replace(one, failure=failure, done=failure is None)
        self._tell(ended, failure.message.splitlines()[0] if failure else "done")

    def _tell(self, one: Document, what: str, *, event: EventKind = "progress") -> None:
        done = sum(document.done for document in self._documents.values())
        message = f"{done} of {len(self._documents)} documents; {one.source}: {what}"
        data = {"job": one.source, "folder": str(one.folder.path), "done": done, "documents": len(self._documents)}
        self._on_event(Event(event=event, at=time.time(), message=message, data=data))


def limits_of(documents: Sequence[Document], ceilings: Ceilings) -> SharedLimits:
    """What the documents share: the rates that their jobs name, and a ceiling over what all their runs used."""
    from goldthread.workflows.opening import choices_of

    rates: dict[str, Rate] = {}
    used = Ledger(
        tokens=ceilings.tokens, cost=ceilings.cost, seconds=60 * ceilings.minutes if ceilings.minutes else None
    )
    for one in documents:
        for choice in choices_of(one.job).values():
            if choice.requests_per_minute or choice.tokens_per_minute:
                rates.setdefault(account_name(choice), Rate(choice.requests_per_minute, choice.tokens_per_minute))
        totals = one.folder.journal.totals()
        used.used_tokens += totals.input + totals.output
        used.used_cost += totals.price or 0.0
        one.folder.close()
    return SharedLimits(rates, used)


async def write_documents(
    documents: Sequence[Document],
    make_executor: Callable[[FindTask, ContextOf], Executor],
    *,
    slots: int,
    ceilings: Ceilings,
    assets: str,
    on_event: OnEvent,
) -> tuple[list[Document], GoldthreadError | None]:
    """Carry on all runs that are not done.

    Args:
        documents: See `open_document`.
        make_executor: Makes the executor.
        slots: Documents that it writes at once.
        ceilings: Of all documents together.
        assets: Folder of own assets, on every machine; empty for none.
        on_event: Told of each end.

    Returns:
        The documents, and what stopped all of them before they were done.
    """
    gate = limits_of(documents, ceilings)
    context = Context(NoCalls(), gate)
    source = DocumentSource(documents, assets, on_event)
    await drive(make_executor(find_task, lambda _: context), source, window=AHEAD * slots)
    return source.documents, source.stopped
