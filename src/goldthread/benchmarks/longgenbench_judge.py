"""Judges of `sgt-classic`: the program, or any model asked as the benchmark asks."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from goldthread.agents.roles import load_role
from goldthread.benchmarks.longgenbench import Answer
from goldthread.benchmarks.longgenbench_strict import verdict_of
from goldthread.schemas.job import ModelChoice
from goldthread.workflows.judging import caller_of

OFFICIAL_SEED = 42


async def by_program(asked: Sequence[tuple[str, str]]) -> list[str]:
    """Yes where a block says the event as fact."""
    return ["yes" if verdict_of(event, 0, block).value == "kept" else "no" for block, event in asked]


@asynccontextmanager
async def by_model(choice: ModelChoice, *, tokens: int | None = None) -> AsyncIterator[Answer]:
    """A model as the judge, asked in the benchmark's words with its settings (temperature and top_p 0.95, seed 42).

    Args:
        choice: The model.
        tokens: Ceiling of all calls.

    Raises:
        ModelError: The model failed for good.
        CeilingReached: The ceiling would be passed.
    """
    role = load_role("judge")
    async with caller_of(choice, tokens=tokens) as caller:

        async def answer(asked: Sequence[tuple[str, str]]) -> list[str]:
            requests = [
                role.request(
                    "include",
                    values={"context": block, "event": event},
                    max_tokens=50,
                    temperature=0.95,
                    top_p=0.95,
                    seed=OFFICIAL_SEED,
                )
                for block, event in asked
            ]
            replies = await asyncio.gather(*(caller.call(request) for request in requests))
            return [reply.text for reply in replies]

        yield answer
