"""Opening a run: a job made ready, its folder, its models, its ceilings."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldthread.agents.caller import JournaledCaller
from goldthread.agents.planner import total_length
from goldthread.compile import compile_request, merge_job_constraints
from goldthread.errors import BadInput, Where
from goldthread.models.accounts import Accounts
from goldthread.models.base import Model
from goldthread.models.ceilings import Ledger
from goldthread.models.prices import Prices
from goldthread.models.registry import open_model
from goldthread.redaction import MARK
from goldthread.schemas.call import CallRecord
from goldthread.schemas.constraint import Compiled, Units
from goldthread.schemas.events import Event
from goldthread.schemas.job import Job, ModelChoice
from goldthread.schemas.job_file import job_of, load_job, parse_job
from goldthread.store.run import RunFolder
from goldthread.workflows.session import Session, forget, register

DEFAULT_MODEL = "embedded:smollm2-135m"


def ignore(event: Event) -> None:
    """Take no notice of an event."""


def compile_job(job: Job) -> Compiled:
    """All that the grammar reads of a job: its request and its own constraints.

    Raises:
        BadInput: The language is none that a document can be written in.
    """
    titles = tuple(item.title for item in job.outline)
    units = Units(label="Section", count=len(titles), headings=titles) if titles else None
    compiled = compile_request(job.request, language=job.language, units=units)
    return merge_job_constraints(compiled, job.constraints)


def refuse_impossible(compiled: Compiled) -> None:
    """Refuse a request of which a part cannot be kept, before anything is written.

    Raises:
        BadInput: With the words of the request and the reason.
    """
    if not compiled.impossible:
        return
    first = compiled.impossible[0]
    line = compiled.request[: first.start].count("\n") + 1
    others = f" ({len(compiled.impossible) - 1} more)" if len(compiled.impossible) > 1 else ""
    raise BadInput(
        f"cannot be kept: {first.quote!r}: {first.reason}{others}",
        where=Where(None, line, "request"),
        remedy="correct the request; `goldthread compile` shows all that is impossible in it",
    )


def refuse_too_short(job: Job, compiled: Compiled) -> None:
    """Refuse a length smaller than the number of sections that the job fixes, before anything is written.

    Raises:
        BadInput: With both numbers.
    """
    count = len(job.outline) or (compiled.units.count if compiled.units else 0)
    total, counter = total_length(job, compiled)
    if total < count:
        raise BadInput(
            f"{total} {counter} are too few for {count} sections",
            where=Where(field="length"),
            remedy="raise the length or ask for fewer sections",
        )


def choices_of(job: Job) -> dict[str, ModelChoice]:
    """The model of each role, the embedded one where the job names none."""
    return {"default": ModelChoice(model=DEFAULT_MODEL)} | dict(job.models)


def check_models(job: Job, *, calling: bool = True) -> dict[str, Model]:
    """Open the job's models without calling them; what is wrong with a name is found here.

    Args:
        job: The job.
        calling: Whether they will be called; a forecast needs no key.

    Raises:
        BadInput: An unknown provider, a missing file or key, or a money ceiling with a model of unknown price.
    """
    models = {role: open_model(choice, calling=calling) for role, choice in choices_of(job).items()}
    for role in ("planner", "writer", "reviser"):
        if (models.get(role) or models["default"]).name == "none":
            raise BadInput(
                f"writing needs a model for the role {role}, and the model is `none`",
                where=Where(field="--model"),
                remedy="name one, such as embedded:smollm2-135m",
            )
    if job.ceilings.cost is not None:
        prices = Prices(job.prices)
        for model in models.values():
            if prices.estimate(model.name, 1000, 1000) is None:
                raise BadInput(
                    f"no price of {model.name} is known, so a money ceiling cannot hold",
                    where=Where(field="ceilings.cost"),
                    remedy=f"give one: prices: {{{model.name}: {{input: ..., output: ...}}}}, or use a token ceiling",
                )
    return models


def open_session(
    folder: RunFolder, job: Job, *, on_event: Callable[[Event], None] = ignore, models: dict[str, Model] | None = None
) -> Session:
    """Open a run's folder for writing: journal, models, limits, ceilings.

    Raises:
        BadInput: See `check_models`.
        RunDamaged: The journal cannot be read.
    """
    log = folder.path / "server.log"
    models = models or {role: open_model(choice, log=log) for role, choice in choices_of(job).items()}
    prices = Prices(job.prices)
    totals = folder.journal.totals()
    ledger = Ledger(
        tokens=job.ceilings.tokens,
        cost=job.ceilings.cost,
        seconds=job.ceilings.minutes * 60 if job.ceilings.minutes else None,
        used_tokens=totals.input + totals.output,
        used_cost=totals.price or 0.0,
    )
    session: Session

    def on_call(record: CallRecord, replayed: bool) -> None:
        session.emit(
            "call",
            section=record.section,
            role=record.role,
            purpose=record.purpose,
            model=record.reply.model,
            input=record.reply.usage.input,
            output=record.reply.usage.output,
            cached=record.reply.usage.cached,
            price=record.price,
            seconds=record.reply.seconds,
            replayed=replayed,
        )

    def on_retry(role: str, message: str) -> None:
        session.emit("retry", message, role=role)

    accounts = Accounts(choices_of(job), on_retry=on_retry)
    caller = JournaledCaller(models, folder.journal, ledger=ledger, prices=prices, send=accounts.send, on_call=on_call)
    concurrency = job.concurrency or caller.model("writer").capabilities.concurrency
    session = Session(folder=folder, job=job, caller=caller, on_event=on_event, concurrency=concurrency)
    register(session)
    return session


def stored_job(folder: RunFolder) -> Job:
    """A run's job, with the addresses whose password was left out of its file.

    Raises:
        BadInput: GOLDTHREAD_BASE_URL does not give the address.
    """
    file = str(folder.path / "job.yaml")
    job = parse_job(folder.read_job(), file)
    models = dict(job.models)
    for role, choice in job.models.items():
        if choice.base_url and MARK in choice.base_url:
            address = os.environ.get("GOLDTHREAD_BASE_URL")
            if not address:
                raise BadInput(
                    "the address's password is not kept in the run's folder",
                    where=Where(file, field=f"models.{role}.base_url"),
                    remedy="set GOLDTHREAD_BASE_URL to the whole address, then resume",
                )
            models[role] = choice.model_copy(update={"base_url": address})
    return job.model_copy(update={"models": models})


async def close_session(session: Session) -> None:
    """Forget a session and close its models; the embedded runtime ends with the last of them."""
    forget(session)
    seen: set[int] = set()
    for role in ("compiler", "planner", "writer", "reviser", "judge"):
        model = session.caller.model(role)
        if id(model) not in seen:
            seen.add(id(model))
            await model.close()


async def open_run(run: str | None, job: str | dict[str, Any] | None, *, out: str = "runs") -> Session:
    """Open a run from within a graph: the folder given, or a new one for the job given.

    Raises:
        BadInput: Neither is given, or the job cannot be used.
    """
    if run:
        folder = await asyncio.to_thread(RunFolder.open, Path(run))
        return open_session(folder, stored_job(folder))
    if job is None:
        raise BadInput("the graph needs a job or a run", where=Where(field="job"))
    ready = load_job(Path(job)) if isinstance(job, str) else job_of(job, None)
    compiled = compile_job(ready)
    refuse_impossible(compiled)
    refuse_too_short(ready, compiled)
    check_models(ready)
    root = Path(job).parent if isinstance(job, str) else Path.cwd()
    folder = await asyncio.to_thread(RunFolder.create, Path(out), ready, job_root=root)
    return open_session(folder, ready)
