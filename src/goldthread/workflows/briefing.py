"""The navigator's prompt: what its agent gives it before the first turn."""

import asyncio

from goldthread.agents.navigating.briefing import Briefing, shortlist, whole_schema
from goldthread.agents.navigating.turns import QUERY, tool_text
from goldthread.workflows.asking import Asking
from goldthread.workflows.turning import Progress, begin

_BARE = 700
"""Tokens of a prompt without its briefing."""
_FILES = "The schema is kept as a folder of files: navigator.md says what there is, and each domain has its own files."


async def brief(asking: Asking, question: str) -> Progress:
    """The progress of a question before its first turn.

    Raises:
        BadInput: The whole schema does not fit into the prompt.
    """
    agent = asking.agent
    room = max(200, asking.room() - _BARE - asking.model.count_tokens(question))
    count = asking.model.count_tokens
    values: dict[str, str] = {"question": question, "tools": tool_text(asking.moves)}
    given = _FILES
    made = Briefing()
    if agent == "prompt":
        made = await asyncio.to_thread(
            whole_schema,
            asking.files,
            min(room, asking.option("schema_tokens", 100_000)),
            count,
            asking.format or "yaml",
        )
        values["schema"] = made.text
        given = f"The whole schema:\n{made.text}"
    elif agent == "guided":
        limit = min(room * 2 // 3, asking.option("shortlist_tokens", 6_000))
        most = asking.option("shortlist_tables", 10)
        made = await asyncio.to_thread(shortlist, asking.files, question, limit, count, most, asking.format)
        values["shortlist"] = made.text
        given = f"Tables that are likely:\n{made.text}"
        asking.record.step("shortlist", 0, tables=made.found)
    if asking.answer == QUERY:
        values["dialect"] = asking.files.catalog().dialect or "duckdb"
        values["ending"] = "" if asking.sandbox else "There is no database: the query is checked and not run."
    else:
        values = {"question": question, "tools": values["tools"], "given": given}
    return begin(question, values, made.found)
