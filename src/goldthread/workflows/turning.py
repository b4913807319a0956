"""One turn of the navigator: a call, its reply read, the tool or the gate, and what is told back."""

import asyncio
from typing import TypedDict

from goldthread.agents.navigating.transcript import Said, fitted, gave, replied, told
from goldthread.agents.navigating.turns import ANSWER, LONGEST_REPLY, QUERY, STOP, Turn, read_turn, turn_schema
from goldthread.errors import BadInput, CeilingReached, ContentFiltered, Malformed
from goldthread.navigation.sql import gate
from goldthread.navigation.sql.model import Bound, NotOpened, QueryFailed, Rows
from goldthread.navigation.tools.catalog_tools import call
from goldthread.redaction import redact
from goldthread.schemas.call import Request
from goldthread.workflows.asking import Asking

REPAIRS = 2
"""How often a query that was refused may be given anew."""
MALFORMED = 3
"""Replies that cannot be read, one after another, at which it ends."""
SAME = 3
"""How often the same call may be made: the second time it is told, at the third it ends."""
_LONGEST = 2_000


class Progress(TypedDict):
    """Where the turns stand; plain data.

    Attributes:
        question: In words.
        values: Variables of the prompt.
        said: The conversation after the prompt.
        turn: Turns taken.
        did: What the last one did.
        calls: How often each call was made.
        found: How each table came up first.
        repairs: Queries that were refused.
        malformed: Replies in a row that could not be read.
        bound: What the gate said of the last query; None before one.
        sql: The query, once it is bound.
        tables: Tables that it uses.
        result: Its rows, where it ran.
        notes: For the answer.
        end: Why it ended; empty while it goes on.
    """

    question: str
    values: dict[str, str]
    said: list[Said]
    turn: int
    did: str
    calls: dict[str, int]
    found: dict[str, str]
    repairs: int
    malformed: int
    bound: Bound | None
    sql: str
    tables: tuple[str, ...]
    result: Rows | None
    notes: list[str]
    end: str


def begin(question: str, values: dict[str, str], found: dict[str, str]) -> Progress:
    """The progress before the first turn."""
    return {
        "question": question,
        "values": values,
        "said": [],
        "turn": 0,
        "did": "",
        "calls": {},
        "found": found,
        "repairs": 0,
        "malformed": 0,
        "bound": None,
        "sql": "",
        "tables": (),
        "result": None,
        "notes": [],
        "end": "",
    }


async def take_turn(asking: Asking, before: Progress) -> Progress:
    """The progress after one more turn; the one before is left as it was.

    Raises:
        ModelError: The model failed for good.
    """
    now: Progress = {**before, "said": [*before["said"]], "calls": {**before["calls"]}, "found": {**before["found"]}}
    now["notes"] = [*before["notes"]]
    now["turn"] += 1
    request = _request(asking, now)
    if request is None:
        return _ended(asking, now, "the conversation no longer fits into the model's window")
    length = 0

    def watch(piece: str) -> bool:
        nonlocal length
        length += len(piece)
        return length > LONGEST_REPLY

    try:
        reply = (await asking.caller.call(request, watch)).text
    except CeilingReached:
        now["turn"] -= 1
        return _ended(asking, now, "the budget of tokens or time is used up")
    except ContentFiltered:
        return _ended(asking, now, "the provider filtered the reply")
    now["said"].append(replied(reply))
    try:
        turn = read_turn(reply, asking.moves)
    except Malformed as error:
        _malformed(asking, now, error.message)
    else:
        now["malformed"] = 0
        asking.record.step("call", now["turn"], tool=turn.tool, arguments=dict(turn.arguments), thought=turn.thought)
        await _act(asking, now, turn)
    most = asking.option("turns", 10)
    if not now["end"] and now["turn"] >= most:
        _ended(asking, now, f"its {most} turns are used up")
    return now


def _request(asking: Asking, now: Progress) -> Request | None:
    able = asking.model.capabilities
    schema = turn_schema(asking.moves, coupled=able.grammar) if able.json_schema else None
    bare = asking.role.request(
        asking.purpose,
        values=now["values"],
        section=now["turn"],
        json_schema=schema,
        max_tokens=asking.reply_tokens(),
        seed=asking.seed,
    )
    messages = fitted(bare.messages, now["said"], asking.room(), asking.model.count_tokens)
    return None if messages is None else bare.model_copy(update={"messages": messages})


def _ended(asking: Asking, now: Progress, reason: str) -> Progress:
    now["end"] = reason
    now["did"] = now["did"] or "ended"
    asking.record.step("end", now["turn"], reason=reason)
    return now


def _tell(asking: Asking, now: Progress, event: str, text: str) -> None:
    now["said"].append(told(text))
    now["did"] = event
    asking.record.step(event, now["turn"], text=text)


def _malformed(asking: Asking, now: Progress, message: str) -> None:
    now["malformed"] += 1
    text = f'{message}\nReply with one JSON object: {{"thought": "...", "tool": "NAME", "arguments": {{...}}}}'
    _tell(asking, now, "malformed", text)
    if now["malformed"] >= MALFORMED:
        _ended(asking, now, f"{MALFORMED} replies in a row could not be read")


async def _act(asking: Asking, now: Progress, turn: Turn) -> None:
    count = now["calls"][turn.key] = now["calls"].get(turn.key, 0) + 1
    if count >= SAME:
        _ended(asking, now, "the model repeated the same call")
    elif count > 1:
        _tell(asking, now, "repeated", "You made just this call before. Do something else, or give the query.")
    elif turn.tool == STOP:
        _ended(asking, now, "the model found no query for it")
    elif turn.tool == ANSWER:
        if asking.answer == QUERY:
            await _query(asking, now, str(turn.arguments[QUERY]))
        else:
            now["result"] = Rows(("answer",), rows=((str(turn.arguments[asking.answer]),),))
            _ended(asking, now, "answered")
    else:
        await _use(asking, now, turn)


async def _use(asking: Asking, now: Progress, turn: Turn) -> None:
    tokens = max(100, min(asking.option("result_tokens", 2_000), asking.room() // 6))
    try:
        result = await asyncio.to_thread(
            call, asking.files, turn.tool, turn.arguments, tokens=tokens, tools=asking.tools
        )
    except BadInput as error:
        _tell(asking, now, "refused", redact(str(error))[:_LONGEST])
        return
    now["said"].append(gave(turn.tool, result.text))
    now["did"] = turn.tool
    asking.record.step("result", now["turn"], text=result.text, more=result.more)
    what = next((str(value) for key, value in turn.arguments.items() if key != "cursor"), "")
    for name in asking.files.mentions().within(result.text):
        now["found"].setdefault(name, f"turn {now['turn']}: {turn.tool} {what[:80]}".rstrip())


async def _query(asking: Asking, now: Progress, sql: str) -> None:
    bound = await asyncio.to_thread(gate.check, sql, asking.files.catalog())
    now["bound"] = bound
    if not bound.ok or not bound.tables:
        message = bound.message if not bound.ok else "the query uses no table of the catalog"
        near = f"\nNames that may be meant: {', '.join(bound.candidates[:10])}" if bound.candidates else ""
        _refuse(asking, now, f"{message[:_LONGEST]}{near}", "no query was bound")
        return
    now["sql"], now["tables"] = sql.strip(), bound.tables
    asking.record.step("bound", now["turn"], sql=sql, tables=list(bound.tables))
    if asking.sandbox is None:
        now["notes"] += [f"note of the check: {bound.message}"] if bound.message else []
        _ended(asking, now, "bound")
        return
    try:
        rows = await asyncio.to_thread(asking.sandbox.run, sql, asking.max_rows)
    except NotOpened:
        raise  # there is nothing that a model could mend
    except (BadInput, QueryFailed) as error:
        _refuse(asking, now, redact(str(error))[:_LONGEST], "the database could not run it")
        return
    if rows.stopped in ("time", "memory"):
        _refuse(asking, now, f"the query was stopped at its limit of {rows.stopped}; ask for less", "it ran too long")
        return
    now["result"] = rows
    asking.record.step("run", now["turn"], rows=len(rows.rows), stopped=rows.stopped)
    _ended(asking, now, "answered")


def _refuse(asking: Asking, now: Progress, message: str, reason: str) -> None:
    """Give an error back for a repair, or end where there were enough."""
    now["repairs"] += 1
    _tell(asking, now, "refused", f"The query is refused: {message}\nGive it anew, mended.")
    if now["repairs"] > REPAIRS:
        why = "the database ran none to its end" if now["sql"] else reason
        _ended(asking, now, f"{why} in {REPAIRS + 1} tries")
