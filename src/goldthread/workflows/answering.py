"""The answer to a question, from where its turns ended."""

import asyncio
from typing import Any

from goldthread.agents.navigating.briefing import likely
from goldthread.navigation.sql.values import as_json
from goldthread.schemas.answer import Answer, AnswerStatus, LikelyTable
from goldthread.workflows.asking import Asking
from goldthread.workflows.turning import Progress


async def answer_of(asking: Asking, progress: Progress) -> Answer:
    """The answer, written to the folder as well.

    What the model said besides a bound query is never shown: its names are known to nobody.
    """
    rows, sql = progress["result"], progress["sql"]
    status: AnswerStatus = "answered" if rows is not None else "unbound"
    if rows is None and sql:
        status = "failed" if asking.sandbox else "bound"
    notes = [*progress["notes"]]
    if status == "bound":
        notes.insert(0, "bound, not run: there is no database")
    elif status == "failed":
        notes.insert(0, f"bound, but not run to an end: {progress['end']}")
    elif status == "unbound":
        notes.insert(0, f"no bound query: {progress['end']}; these tables are likely")
    if rows is not None and rows.stopped:
        notes.append(f"only the first {len(rows.rows):,} rows: stopped at the limit of {rows.stopped}")
    if rows is not None and not rows.rows:
        notes.append("the query gave no rows")
    ranked = await asyncio.to_thread(likely, asking.files, progress["question"]) if status == "unbound" else []
    seen = progress["found"]
    answer = Answer(
        question=progress["question"],
        status=status,
        sql=sql,
        tables=progress["tables"],
        found={one: seen.get(one, "named by the model, and in the catalog") for one in progress["tables"]},
        columns=rows.columns if rows else (),
        types=rows.types if rows else (),
        rows=rows.rows if rows else (),
        likely=tuple(LikelyTable(table=name, description=about) for name, about in ranked),
        notes=tuple(notes),
        agent=asking.agent,
        model=asking.model.name,
        turns=progress["turn"],
        tokens=asking.ledger.used_tokens,
        seconds=rows.seconds if rows else 0.0,
        folder=asking.record.kept,
    )
    asking.record.write_answer(answer_data(answer))
    return answer


def answer_data(answer: Answer) -> dict[str, Any]:
    """An answer as JSON has it."""
    data = answer.model_dump(exclude={"rows"})
    data["rows"] = [[as_json(value) for value in row] for row in answer.rows]
    return data
