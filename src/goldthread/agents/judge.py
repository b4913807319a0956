"""The judge: decides what programs leave open, on at most three passages, with a quote that must be in the text."""

import json
from typing import Any

import jsonschema

from goldthread.agents.caller import Caller
from goldthread.agents.roles import load_role
from goldthread.checks.evidence import verify_quote
from goldthread.checks.shortlist import shortlist
from goldthread.errors import Malformed
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Value, Verdict

KEPT_FROM, BROKEN_TO = 0.75, 0.25
"""Scores of a checklist question from which it counts as kept, and up to which as broken."""


async def judge(caller: Caller, constraint: Constraint, section: int, text: str, *, language: str) -> Verdict:
    """A verdict on one constraint in one text; `undecided` where the judge's quote is not in the text.

    A checklist question gets a score out of {0, .25, .5, .75, 1} (HelloEval's steps) besides.

    Args:
        caller: Where calls go.
        constraint: What is asked.
        section: The section's number, 0 for the whole document.
        text: The section's text.
        language: Language of the text.

    Raises:
        Malformed: Two replies in a row could not be read as an answer.
    """
    passages = shortlist(constraint, text, language=language)
    if not passages:
        return Verdict(
            value="undecided", reason="no passage of the text bears on it", decided_by="judge", confidence=0.0
        )
    asked = constraint.quote or constraint.text
    question = constraint.kind == "checklist"
    purpose = "checklist" if question else "judge"
    values: dict[str, object] = {"question" if question else "requirement": asked, "passages": passages}
    answer = await _ask(caller, purpose, values, section)
    span = verify_quote(text, answer["quote"]) if answer["quote"] else None
    if span is None:
        reason = "the judge's quote is not in the text" if answer["quote"] else answer["reason"]
        return Verdict(value="undecided", reason=reason, decided_by="judge", confidence=0.0)
    evidence = Evidence(section=section, start=span[0], end=span[1], quote=text[span[0] : span[1]])
    score = float(answer["score"]) if question else None
    value: Value = answer["verdict"] if score is None else _of_score(score)
    return Verdict(
        value=value,
        reason=answer["reason"] if score is None else f"{score:g}: {answer['reason']}",
        evidence=(evidence,),
        decided_by="judge",
        confidence=0.7,
        score=score,
    )


def _of_score(score: float) -> Value:
    return "kept" if score >= KEPT_FROM else "broken" if score <= BROKEN_TO else "undecided"


async def _ask(caller: Caller, purpose: str, values: dict[str, object], section: int) -> dict[str, Any]:
    role = load_role("judge")
    schema = role.output(purpose)
    for attempt in range(2):
        reply = await caller.call(
            role.request(purpose, values=values, section=section, attempt=attempt, json_schema=schema, seed=attempt)
        )
        try:
            answer: dict[str, Any] = json.loads(reply.text[reply.text.find("{") : reply.text.rfind("}") + 1])
            jsonschema.validate(answer, schema or {})
        except (json.JSONDecodeError, jsonschema.ValidationError, RecursionError):
            continue
        return answer
    raise Malformed("the judge gave no readable answer", remedy="name another model for the role judge")
