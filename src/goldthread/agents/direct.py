"""The published ways of writing, for comparison: the whole in one call, and AgentWrite.

AgentWrite (LongWriter, section 3): one planning call, then one call a planned paragraph in order, each with the full
instruction, the full plan and all text so far. It is built as published, without our guards on length or constraints;
the limit of 50 plan lines is lifted.
"""

from collections.abc import Callable

from goldthread.agents.caller import Caller
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.parse import parse_plan
from goldthread.agents.roles import load_role
from goldthread.agents.writing.draft import ask, reply_limit
from goldthread.errors import Malformed
from goldthread.models.base import Model, OnText
from goldthread.schemas.call import Reply, Request


class PlainCaller:
    """Calls of one model for all roles, with no journal and no ceiling: for a look outside of a run."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def model(self, _role: str) -> Model:
        """The one model."""
        return self._model

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Send it once."""
        return await self._model.call(request, on_text)


async def write_direct(caller: Caller, request: str, *, words: int, counter: str, seed: int) -> str:
    """The whole document in one call, as the model gives it.

    Raises:
        Malformed: Nothing of the reply is usable.
    """
    role = load_role("writer")
    greatest = caller.model("writer").capabilities.max_output
    text, _, notes = await ask(
        caller,
        role.request(
            "direct",
            values={"request": request, "words": words, "counter": counter},
            max_tokens=reply_limit(words, counter, greatest),
            seed=seed,
        ),
        "",
    )
    if not text:
        raise Malformed(f"the reply held no usable text ({'; '.join(notes[-2:])})", remedy="try another model")
    return text


async def plan_agentwrite(caller: Caller, request: str, *, words: int, counter: str) -> list[PlanItem]:
    """AgentWrite's plan: its lines as read.

    Raises:
        Malformed: No line of the reply reads like a step.
    """
    role = load_role("planner")
    reply = await caller.call(
        role.request("agentwrite", values={"request": request, "words": words, "counter": counter}, seed=0)
    )
    items = list(parse_plan(reply.text).items)
    if not items:
        raise Malformed("the plan has no readable step", remedy="try another model")
    return items


async def write_agentwrite(
    caller: Caller,
    request: str,
    steps: list[str],
    *,
    seed: int,
    on_step: Callable[[int, str], None] | None = None,
) -> list[str]:
    """AgentWrite's writing: one call a step, in order, each with everything written so far.

    Args:
        caller: Where calls go.
        request: The full instruction.
        steps: Lines of the plan.
        seed: Seed of the first call.
        on_step: Told of each finished step's number and text.

    Returns:
        The text of each step.
    """
    role = load_role("writer")
    texts: list[str] = []
    plan = "\n\n".join(steps)
    for number, step in enumerate(steps, 1):
        reply = await caller.call(
            role.request(
                "agentwrite",
                values={"request": request, "plan": plan, "text": "\n\n".join(texts), "step": step},
                section=number,
                seed=seed + number,
                max_tokens=min(4096, caller.model("writer").capabilities.max_output),
            )
        )
        texts.append(reply.text.strip())
        if on_step:
            on_step(number, texts[-1])
    return texts
