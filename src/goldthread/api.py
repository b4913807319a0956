"""Entry points for embedding: sync, async, and as a stream of events."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from goldthread.errors import BadInput, Interrupted
from goldthread.resources import own_assets
from goldthread.schemas.answer import Answer
from goldthread.schemas.audit import Audited
from goldthread.schemas.base import Record
from goldthread.schemas.events import Event
from goldthread.schemas.job import Job, Length, ModelChoice
from goldthread.schemas.job_file import job_of, load_job
from goldthread.schemas.verdict import Check

if TYPE_CHECKING:
    from goldthread.models.base import Model
    from goldthread.navigation.files import CatalogFiles
    from goldthread.navigation.sql.run import Sandbox

if TYPE_CHECKING:
    from goldthread.experiments.embedding import ExperimentResult

OnEvent = Callable[[Event], None]
Result = TypeVar("Result")


class RunResult(Record):
    """What came of a run.

    Attributes:
        id: The run's id.
        folder: Its folder, absolute; so are `document` and `report`.
        status: `done`, or `waiting` where the plan waits for approval.
        document: The document's file; empty while waiting.
        report: The report's file; empty while waiting.
        words: Words (or characters) written.
        asked: Words (or characters) asked.
        kept: Checks kept; a check is one constraint in one section. So are `broken`, `undecided` and `unchecked`.
        tokens: Tokens of all calls, input and output.
        cost: US dollars; None where a price is unknown.
        seconds: Time of this process on the run.
        checks: Every check with its verdict and evidence.
        warnings: What the run wants a person to know.
    """

    id: str
    folder: str
    status: str
    document: str = ""
    report: str = ""
    words: int = 0
    asked: int = 0
    kept: int = 0
    broken: int = 0
    undecided: int = 0
    unchecked: int = 0
    tokens: int = 0
    cost: float | None = None
    seconds: float = 0.0
    checks: tuple[Check, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The document's Markdown."""
        return Path(self.document).read_text(encoding="utf-8") if self.document else ""

    def exit_code(self, *, strict: bool = False) -> int:
        """0, or 3 where a check is broken (`strict`: or undecided or unchecked), or 4 while the plan waits."""
        if self.status == "waiting":
            return 4
        open_too = self.undecided + self.unchecked if strict else 0
        return 3 if self.broken + open_too else 0


def make_job(
    job: Job | str | os.PathLike[str] | dict[str, Any],
    *,
    words: int | None = None,
    model: str | None = None,
    **fields: Any,
) -> tuple[Job, Path]:
    """A job out of what a caller gives: a Job, its fields, a job file's path, or the request itself.

    A string is a path where such a file exists or it ends in .yaml or .yml on one line; else it is the request.

    Args:
        job: What to write.
        words: Total length, in place of the job's own.
        model: Model of all roles, in place of the job's own.
        **fields: Further fields of a job, in place of its own.

    Returns:
        The job, and the folder that its sources are relative to.

    Raises:
        BadInput: A field is unknown or of the wrong type.
    """
    root = Path.cwd()
    if isinstance(job, Job):
        ready = job
    elif isinstance(job, dict):
        ready = job_of(job, None)
    else:
        text = os.fspath(job)
        if is_path(text):
            ready, root = load_job(Path(text)), Path(text).resolve().parent
        else:
            ready = job_of({"request": text}, None)
    changes: dict[str, Any] = {key: value for key, value in fields.items() if value is not None}
    if words is not None:
        if words < 1:
            raise BadInput(f"{words} words cannot be written", remedy="give a positive number of words")
        changes["length"] = Length(words=words)
    if model is not None:
        changes["models"] = {**ready.models, "default": ModelChoice(model=model)}
    unknown = sorted(set(changes) - set(Job.model_fields))
    if unknown:
        raise BadInput(f"a job has no field {unknown[0]!r}", remedy=f"known are: {', '.join(Job.model_fields)}")
    return ready.model_copy(update=changes), root


def is_path(text: str) -> bool:
    """Whether a string names a job file rather than being a request."""
    one_line = "\n" not in text and len(text) < 1000
    if not one_line:
        return False
    with contextlib.suppress(OSError, ValueError):
        if Path(text).exists():
            return True
    return text.endswith((".yaml", ".yml")) or (os.sep in text and " " not in text)


async def awrite(
    job: Job | str | os.PathLike[str] | dict[str, Any],
    *,
    out: str | os.PathLike[str] = "runs",
    approve: bool = False,
    assets: str | os.PathLike[str] | None = None,
    on_event: OnEvent | None = None,
    root: str | os.PathLike[str] | None = None,
    **fields: Any,
) -> RunResult:
    """Write a document.

    Args:
        job: A Job, its fields, a job file's path, or the request itself.
        out: Folder that the run's folder is made in.
        approve: Stop after the plan; go on with `aresume`.
        assets: Folder of own agents/, prompts/, schemas/, workflows/ files.
        on_event: Told of everything that happens.
        root: Folder that the job's sources are relative to; the job file's own where not given.
        **fields: See `make_job` (`words=`, `model=`, and any field of a job).

    Returns:
        The result, with the verdict of every check.

    Raises:
        BadInput: The job cannot be used, or its request asks for the impossible; nothing was written.
        GoldthreadError: See `goldthread.errors`; the run's folder is then resumable.
    """
    from goldthread.workflows.running import run_new

    with own_assets(Path(assets) if assets else None):
        ready, own = make_job(job, **fields)
        home = Path(root) if root is not None else own
        return RunResult(**await run_new(ready, root=home, out=Path(out), approve=approve, on_event=on_event))


async def aresume(
    run: str | os.PathLike[str],
    *,
    from_logs: bool = False,
    assets: str | os.PathLike[str] | None = None,
    on_event: OnEvent | None = None,
    ceilings: dict[str, float | int] | None = None,
) -> RunResult:
    """Go on with a run: after a crash, a ceiling, an interrupt, an approval, or an edit of its plan.yaml.

    Args:
        run: The run's folder.
        from_logs: Set a damaged checkpoint aside and go on from the logs and files alone.
        assets: Folder of own asset files.
        on_event: Told of everything that happens.
        ceilings: New ceilings (`tokens`, `cost`, `minutes`) in place of the job's.

    Raises:
        RunBusy: Another process owns the run.
        RunDamaged: The folder cannot be trusted; the message names the remedy.
        GoldthreadError: As for `awrite`.
    """
    from goldthread.workflows.running import run_again

    with own_assets(Path(assets) if assets else None):
        return RunResult(**await run_again(Path(run), from_logs=from_logs, on_event=on_event, ceilings=ceilings or {}))


async def stream(
    job: Job | str | os.PathLike[str] | dict[str, Any],
    *,
    out: str | os.PathLike[str] = "runs",
    assets: str | os.PathLike[str] | None = None,
    **fields: Any,
) -> AsyncIterator[Event]:
    """Write a document and yield its events; the last one is `run_finished` with the fields of a `RunResult`.

    Leaving the loop early stops the run, which stays resumable.

    Raises:
        GoldthreadError: As for `awrite`.
    """
    queue: asyncio.Queue[Event | None] = asyncio.Queue()
    task = asyncio.create_task(awrite(job, out=out, assets=assets, on_event=queue.put_nowait, **fields))
    task.add_done_callback(lambda _: queue.put_nowait(None))
    try:
        while (event := await queue.get()) is not None:
            yield event
        await task
    finally:
        if not task.done():
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Interrupted):
                await task


def _run(work: Coroutine[Any, Any, Result], name: str) -> Result:
    """Carry out an async entry point where no event loop runs.

    Raises:
        BadInput: One runs already, as in a notebook; the message names what to await.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    work.close()
    raise BadInput("an event loop runs here already", remedy=f"await goldthread.{name}(...)")


def write(job: Job | str | os.PathLike[str] | dict[str, Any], **options: Any) -> RunResult:
    """`awrite` for callers without an event loop."""
    return _run(awrite(job, **options), "awrite")


def resume(run: str | os.PathLike[str], **options: Any) -> RunResult:
    """`aresume` for callers without an event loop."""
    return _run(aresume(run, **options), "aresume")


def load_run(run: str | os.PathLike[str]) -> RunResult:
    """The result of a run as its folder has it, finished or not.

    Raises:
        BadInput: The folder is no run.
        RunDamaged: Its logs cannot be read.
    """
    from goldthread.workflows.running import result_of_folder

    return RunResult(**result_of_folder(Path(run)))


async def aaudit(
    document: str | os.PathLike[str],
    constraints: str | os.PathLike[str] | dict[str, Any] | list[Any] | None = None,
    *,
    request: str | None = None,
    language: str = "",
    judge: str | ModelChoice = "none",
    assets: str | os.PathLike[str] | None = None,
) -> Audited:
    """Hold a document against requirements.

    Args:
        document: A file's path (Markdown, text, HTML, DOCX), or the text itself.
        constraints: A file of requirements (or a run's constraints.yaml), its fields, or a list of sentences.
        request: The request itself, compiled as in a write, in place of `constraints`.
        language: Language of the document; found from the text where not given.
        judge: Model asked on what programs leave open; `none` leaves it `undecided` or `unchecked`.
        assets: Folder of own asset files.

    Returns:
        Every verdict with its evidence; offsets are into `Audited.text`.

    Raises:
        BadInput: The document or the requirements cannot be used.
        ModelError: The judge failed for good.
    """
    from goldthread.sources.documents import read_document
    from goldthread.workflows.audit import asked_of
    from goldthread.workflows.auditing import audit_text
    from goldthread.workflows.judging import caller_of, judge_open

    with own_assets(Path(assets) if assets else None):
        given = os.fspath(constraints) if isinstance(constraints, (str, os.PathLike)) else constraints
        asked = asked_of(given, request, language)
        name = os.fspath(document)
        if isinstance(document, os.PathLike) or is_document(name):
            text = await asyncio.to_thread(read_document, Path(name))
        else:
            name, text = "document", name
        audited = await asyncio.to_thread(audit_text, asked, text, name, language=language)
        choice = ModelChoice(model=judge) if isinstance(judge, str) else judge
        if choice.model == "none":
            return audited
        async with caller_of(choice) as caller:
            return await judge_open(audited, caller)


def is_document(text: str) -> bool:
    """Whether a string names a document's file rather than being the document."""
    if "\n" in text or len(text) > 1000:
        return False
    with contextlib.suppress(OSError, ValueError):
        if Path(text).exists():
            return True
    return text.lower().endswith((".md", ".markdown", ".txt", ".html", ".htm", ".docx"))


def audit(document: str | os.PathLike[str], constraints: Any = None, **options: Any) -> Audited:
    """`aaudit` for callers without an event loop."""
    return _run(aaudit(document, constraints, **options), "aaudit")


async def aask(
    question: str,
    *,
    catalog: "str | os.PathLike[str] | CatalogFiles",
    db: "str | os.PathLike[str] | Sandbox | None" = None,
    model: "str | ModelChoice | Model | None" = None,
    agent: str = "guided",
    max_tokens: int | None = None,
    max_rows: int = 100,
    out: str | os.PathLike[str] | None = "runs",
    assets: str | os.PathLike[str] | None = None,
) -> Answer:
    """Answer a question from a catalog, and from a database where one is given.

    What is given opened (`CatalogFiles`, `Sandbox`, a model) stays open, so that many questions share it.

    Args:
        question: In words.
        catalog: The catalog's folder, or a `CatalogFiles`.
        db: A DuckDB or SQLite file, or postgresql://, or a `Sandbox`; without one, the query is bound and not run.
        model: `provider:name`, a choice with its account, or a `Model`; the embedded model where not given.
        agent: `guided` (tables ranked by a program first), `file` (tools alone) or `prompt` (the whole schema).
        max_tokens: Ceiling of input and output tokens.
        max_rows: Rows of the result.
        out: Folder that the run's folder is made in; None keeps no record.
        assets: Folder of own asset files.

    Returns:
        A bound query with its rows, or the tables that are likely; see `Answer.status`.

    Raises:
        BadInput: What was given cannot be used, or the schema does not fit into the prompt.
        ModelError: The model failed for good.
    """
    from goldthread.workflows.ask import AskState, run_question

    state: AskState = {
        "question": question,
        "catalog": os.fspath(catalog) if isinstance(catalog, (str, os.PathLike)) else catalog,
        "db": os.fspath(db) if isinstance(db, (str, os.PathLike)) else db or "",
        "agent": agent,
        "out": os.fspath(out) if out else "",
        "tokens": max_tokens or 0,
        "max_rows": max_rows,
    }
    if model is not None:
        state["model"] = model.model_dump() if isinstance(model, ModelChoice) else model
    with own_assets(Path(assets) if assets else None):
        return await run_question(state)


def ask(question: str, **options: Any) -> Answer:
    """`aask` for callers without an event loop."""
    return _run(aask(question, **options), "aask")


def experiment(grid: Any, **options: Any) -> "ExperimentResult":
    """`aexperiment` for callers without an event loop; see `goldthread.experiments.embedding`."""
    from goldthread.experiments.embedding import aexperiment

    return _run(aexperiment(grid, **options), "aexperiment")
