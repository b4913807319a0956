"""HelloBench's live judge: texts held against their checklists, written as the benchmark's own result lines.

A line is `id`, `instruction`, `response`, `checklist_wise_evaluation` and, beyond the benchmark's form, `judge`, the
model's name. A line is appended and synced as soon as its text is judged, so that an interrupted run goes on where it
stopped. A text without a readable answer has an empty evaluation: scoring leaves it out and counts it.
"""

import asyncio
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from goldthread.agents.caller import Caller
from goldthread.agents.roles import load_role
from goldthread.benchmarks.hellobench_data import Task, read_tasks
from goldthread.errors import BadInput, ContentFiltered, Where
from goldthread.schemas.base import Record
from goldthread.schemas.job import ModelChoice
from goldthread.schemas.json_lines import read_json_lines
from goldthread.workflows.judging import caller_of

LONGEST = 16_000
"""Words of a text that the judge is shown; the benchmark cuts there."""
_GENERATION = 'each line: {"id": "chat_002", "response": "the text"}'
_WORD = re.compile(r"\S+")
OnJudged = Callable[[int, int], None]


class Judged(Record):
    """What a call did: texts judged now, judged before, without a readable answer (left out of scores), and cut."""

    judge: str
    judged: int
    before: int
    unanswered: int
    cut: int
    out: str


def read_responses(path: Path, tasks: dict[str, Task]) -> dict[str, str]:
    """Texts by sample id.

    Raises:
        BadInput: A line is malformed, names no sample, or a sample has two texts; or there is none.
    """
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, row in read_json_lines(path, "generations file"):
        for field in ("id", "response"):
            if not isinstance(row.get(field), str):
                raise BadInput("is no text", where=Where(str(path), number, field), remedy=_GENERATION)
        identity = row["id"]
        where = Where(str(path), number, "id")
        if identity not in tasks:
            raise BadInput(f"there is no sample {identity!r:.60} in the data", where=where, remedy="correct it")
        if identity in found:
            raise BadInput(
                f"{identity} has a text already, on line {lines[identity]}",
                where=where,
                remedy="give the texts of one model, one a sample",
            )
        found[identity], lines[identity] = row["response"], number
    if not found:
        raise BadInput("holds no texts", where=Where(str(path)), remedy=_GENERATION)
    return found


def read_finished(path: Path, judge: str, responses: dict[str, str]) -> set[str]:
    """Samples that a result file holds already; a last line that was cut short is taken off the file.

    Raises:
        BadInput: The file is of another judge or of other texts, or is malformed.
    """
    if not path.exists():
        return set()
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with path.open("r+b") as file:
            file.truncate(whole)
    done: set[str] = set()
    for number, row in read_json_lines(path, "result file"):
        where = Where(str(path), number)
        if row.get("judge") != judge:
            raise BadInput(f"was judged by {row.get('judge')!r:.60}", where=where, remedy="name another --out")
        identity = row.get("id")
        if not isinstance(identity, str) or row.get("response") != responses.get(identity):
            raise BadInput("is of another text", where=where, remedy="name another --out")
        done.add(identity)
    return done


def shown(response: str) -> tuple[str, bool]:
    """What the judge sees of a text, and whether it was cut."""
    for at, word in enumerate(_WORD.finditer(response)):
        if at == LONGEST:
            return response[: word.start()].rstrip(), True
    return response, False


async def judge_hellobench(
    data: Path, generations: Path, out: Path, choice: ModelChoice, *, tokens: int | None = None, on_judged: OnJudged
) -> Judged:
    """Judge the texts that a result file does not hold yet.

    Args:
        data: Folder with checklists.json and tasks/TASK.jsonl[.gz].
        generations: JSON lines of `id` and `response`, plain or gzipped.
        out: The result file; made, or continued.
        choice: The judge.
        tokens: Ceiling of this call's tokens.
        on_judged: Told how many of how many are judged.

    Raises:
        BadInput: A file cannot be used.
        ModelError: The judge failed for good; what is judged is kept.
        CeilingReached: The ceiling would be passed; what is judged is kept.
    """
    tasks = read_tasks(data)
    responses = read_responses(generations, tasks)
    done = read_finished(out, choice.model, responses)
    waiting = [tasks[identity] for identity in responses if identity not in done]
    unanswered = cut = finished = 0
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("ab") as file:
        async with caller_of(choice, tokens=tokens) as caller:
            width = asyncio.Semaphore(max(1, caller.model("judge").capabilities.concurrency))

            async def one(task: Task) -> None:
                nonlocal unanswered, cut, finished
                async with width:
                    text, shortened = shown(responses[task.id])
                    items = await ask_checklist(caller, task, text)
                row = {
                    "id": task.id,
                    "instruction": task.instruction,
                    "response": responses[task.id],
                    "checklist_wise_evaluation": items,
                    "judge": choice.model,
                }
                file.write(json.dumps(row, ensure_ascii=True).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
                unanswered += not items
                cut += shortened
                finished += 1
                on_judged(len(done) + finished, len(responses))

            try:
                async with asyncio.TaskGroup() as group:
                    for task in waiting:
                        group.create_task(one(task))
            except ExceptionGroup as failed:
                raise failed.exceptions[0] from failed
    return Judged(judge=choice.model, judged=finished, before=len(done), unanswered=unanswered, cut=cut, out=str(out))


async def ask_checklist(caller: Caller, task: Task, text: str) -> list[dict[str, Any]]:
    """A judge's answers to a checklist in its order; none where no reply could be read or a filter held it back."""
    role = load_role("judge")
    schema = role.output("hellobench") or {}
    values = {"instruction": task.instruction, "response": text, "checklist": list(task.checklist)}
    for attempt in range(2):
        request = role.request(
            "hellobench", values=values, attempt=attempt, json_schema=schema, seed=attempt, max_tokens=4096
        )
        try:
            reply = await caller.call(request)
        except ContentFiltered:
            return []
        try:
            answer = json.loads(reply.text[reply.text.find("{") : reply.text.rfind("}") + 1])
            jsonschema.validate(answer, schema)
        except (ValueError, jsonschema.ValidationError, RecursionError):
            continue
        items = sorted(answer["evaluations"], key=lambda item: float(item["checklist_id"]))
        if [item["checklist_id"] for item in items] == list(range(len(task.checklist))):
            return list(items)
    return []
