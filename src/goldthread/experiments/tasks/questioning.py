"""One question of one cell: the real ask graph over an opened catalog, with what it took as measures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from goldthread.agents.navigating.turns import QUERY
from goldthread.agents.roles import Role
from goldthread.errors import BadInput
from goldthread.experiments.tasks.greps import grep_tool
from goldthread.experiments.tasks.models import CellCaller, Models
from goldthread.experiments.tasks.opened import ROWS
from goldthread.experiments.work import Context, Json
from goldthread.models.base import Model
from goldthread.models.ceilings import Ledger
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.sql.run import Sandbox
from goldthread.navigation.tools.catalog_tools import Tool
from goldthread.schemas.answer import Answer
from goldthread.schemas.job import ModelChoice
from goldthread.store.asked import AskedMemory
from goldthread.tokens import count_tokens
from goldthread.workflows.ask import ask_opened
from goldthread.workflows.asking import Asking, tools_of
from goldthread.workflows.turning import Progress

LONGEST = 3_000
"""Characters of a tool's result that a trajectory keeps."""
TOOLS = ("list", "read", "grep", "find", "describe", "path")
_ENDS = {
    "answered": "answered",
    "bound": "bound",
    "the model found no query": "stopped",
    "the model repeated": "repeated",
    "the conversation": "window",
    "the budget": "budget",
    "the provider filtered": "filtered",
    "no query was bound": "unbound",
    "the database": "failed",
    "it ran too long": "failed",
}


@dataclass(frozen=True)
class Asked:
    """A question that was asked to its end.

    Attributes:
        answer: Its answer.
        progress: Where its turns ended.
        steps: Its trajectory.
        used: Its caller, with what the calls used.
    """

    answer: Answer
    progress: Progress
    steps: list[dict[str, Any]]
    used: CellCaller


@dataclass(frozen=True)
class Setting:
    """Under what a question is asked.

    Attributes:
        files: The catalog.
        box: The database; None where nothing is run.
        agent: `guided`, `file` or `prompt`.
        tools: The agent's tools.
        role: The role file.
        purpose: Which of its prompts.
        answer: What an answer holds.
        format: Of the tables in the prompt, as of the files.
        seed: Of the calls.
    """

    files: CatalogFiles
    box: Sandbox | None
    agent: str
    tools: Mapping[str, Tool]
    role: Role
    purpose: str = "turn"
    answer: str = QUERY
    format: str = "yaml"
    seed: int = 0


def tools_for(agent: str, grep: str) -> dict[str, Tool]:
    """The tools of an agent, its `grep` in one mode where one is named."""
    tools = tools_of(agent)
    if grep and "grep" in tools:
        tools["grep"] = grep_tool(grep)
    return tools


async def ask_once(
    question: str, setting: Setting, model: Model, choice: ModelChoice, models: Models, context: Context,
    settings: Mapping[str, Any],
) -> Asked:  # fmt: skip
    """Ask a question.

    Raises:
        CeilingReached: The run's ceiling, not the question's own budget.
        ModelError: The model failed for good.
        BadInput: The question cannot be asked so, as where the schema does not fit into the prompt.
    """
    role = setting.role
    ledger = Ledger(
        tokens=int(settings.get("tokens") or role.options.get("tokens", 200_000)),
        seconds=role.options.get("seconds", 900),
    )
    used = CellCaller(model, choice, models.accounts(choice), context, settings, ledger=ledger)
    record = AskedMemory(context.calls)
    weak = setting.agent == "guided" and model.capabilities.weak
    asking = Asking(
        files=setting.files,
        agent=setting.agent,
        role=role,
        tools={} if weak else setting.tools,
        caller=used.caller,
        ledger=ledger,
        record=record,
        sandbox=setting.box,
        max_rows=ROWS,
        answer=setting.answer,
        purpose=setting.purpose,
        format=setting.format,
        seed=setting.seed,
    )
    answer, progress = await ask_opened(asking, question)
    used.check_ceiling()
    return Asked(answer, progress, record.steps, used)


def measures_of(asked: Asked) -> dict[str, float]:
    """What a question took: calls and tokens, turns, tools, what grep gave, what was refused."""
    events = Counter(one["event"] for one in asked.steps)
    tools = Counter(one["tool"] for one in asked.steps if one["event"] == "call")
    found = [one["text"] for one in _results(asked.steps, "grep")]
    tokens, lines = sum(map(count_tokens, found)), sum(text.count("\n") + 1 for text in found)
    return {
        **asked.used.tally.measures,
        "turns": asked.progress["turn"],
        "tools": sum(tools[name] for name in TOOLS),
        **{f"tool_{name}": tools[name] for name in TOOLS},
        "grep_tokens": tokens,
        "grep_lines": lines,
        "grep_density": tokens / lines if lines else 0.0,
        "repairs": asked.progress["repairs"],
        "malformed": events["malformed"],
        "repeated": events["repeated"],
    }


def _results(steps: list[dict[str, Any]], tool: str) -> list[dict[str, Any]]:
    """Results of calls of one tool: a result follows its call."""
    return [after for call, after in pairwise(steps) if call.get("tool") == tool and after["event"] == "result"]


def end_of(progress: Progress) -> str:
    """Why the turns ended, in one word: `answered`, `stopped`, `turns`, `unreadable`, ..."""
    reason = progress["end"]
    for start, word in _ENDS.items():
        if reason.startswith(start):
            return word
    return "turns" if "turns are used up" in reason else "unreadable"


def trajectory_of(asked: Asked) -> tuple[Mapping[str, Json], ...]:
    """The steps, long results cut."""
    return tuple(
        {
            key: f"{value[:LONGEST]}… (cut)" if isinstance(value, str) and len(value) > LONGEST else value
            for key, value in step.items()
        }
        for step in cast(list[dict[str, Json]], asked.steps)
    )


def hold_fit(setting: Setting, model: Model) -> None:
    """Refuse a whole schema that is longer than the model's window by far, before it is even written."""
    if setting.agent == "prompt" and len(setting.files.texts().whole) > 12 * model.capabilities.window:
        raise BadInput(
            f"the schema of {len(setting.files.catalog().tables):,} tables does not fit into the prompt",
            remedy="leave the agent prompt out for this corpus, under exclude",
        )
