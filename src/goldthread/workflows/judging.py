"""The judge in an audit: asked only on what programs leave open, on the passages that bear on it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from goldthread.agents.caller import Caller, JournaledCaller
from goldthread.agents.judge import judge
from goldthread.checks.verdicts import MENTIONED
from goldthread.errors import ContentFiltered, Malformed, RequestRefused
from goldthread.models.accounts import Accounts
from goldthread.models.ceilings import Ledger
from goldthread.models.prices import Prices
from goldthread.models.registry import open_model
from goldthread.schemas.audit import Audited
from goldthread.schemas.call import CallRecord
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.job import ModelChoice
from goldthread.schemas.verdict import Check
from goldthread.store.journal import Journal
from goldthread.workflows.auditing import checked_text, shifted

ASKED = MENTIONED | {"nowhere", "structure", "order", "checklist", "free", "count", "agreement"}
"""Kinds that a judge can decide; the others are numbers."""
OnCall = Callable[[CallRecord], None]


@asynccontextmanager
async def caller_of(
    choice: ModelChoice, *, tokens: int | None = None, on_call: OnCall | None = None
) -> AsyncIterator[Caller]:
    """A caller of one model for calls outside of a run: retries, limits, a ceiling; the same call is made once.

    Args:
        choice: The model and its account.
        tokens: Ceiling of input and output tokens together.
        on_call: Told of each call.

    Raises:
        BadInput: The model's name or key is wrong.
    """
    model = open_model(choice)
    accounts = Accounts({"default": choice})
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "calls.jsonl")
        try:
            yield JournaledCaller(
                {"default": model},
                journal,
                ledger=Ledger(tokens=tokens),
                prices=Prices({}),
                send=accounts.send,
                on_call=lambda record, _replayed: on_call(record) if on_call else None,
            )
        finally:
            journal.close()
            await model.close()


def open_checks(audited: Audited) -> list[tuple[int, Check, Constraint]]:
    """Checks that a judge may decide: undecided or unchecked, of a known place."""
    by_id = {one.id: one for one in audited.constraints}
    return [
        (at, check, by_id[check.constraint])
        for at, check in enumerate(audited.checks)
        if check.verdict.value in ("undecided", "unchecked")
        and by_id[check.constraint].kind in ASKED
        and not check.verdict.reason.startswith("its place is not known")
    ]


async def judge_open(audited: Audited, caller: Caller) -> Audited:
    """The audit with the judge's verdicts where programs left something open; evidence has offsets of the document."""
    width = asyncio.Semaphore(max(1, caller.model("judge").capabilities.concurrency))
    warnings: list[str] = []

    async def one(check: Check, constraint: Constraint) -> Check:
        text, _ = checked_text(audited, check)
        async with width:
            try:
                verdict = await judge(caller, constraint, check.section, text, language=audited.language)
            except (Malformed, RequestRefused, ContentFiltered) as error:
                warnings.append(f"the judge could not be asked on {constraint.id}: {error.message}")
                return check
        return shifted([check.model_copy(update={"verdict": verdict})], audited.sections)[0]

    asked = open_checks(audited)
    judged = await asyncio.gather(*(one(check, constraint) for _, check, constraint in asked))
    checks = list(audited.checks)
    for (at, _, _), check in zip(asked, judged, strict=True):
        checks[at] = check
    return audited.model_copy(
        update={"checks": tuple(checks), "warnings": (*audited.warnings, *dict.fromkeys(warnings))}
    )
