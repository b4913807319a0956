"""The judge: decides what programs leave open, on at most three passages, with a quote that must be in the text."""

import json

import jsonschema

from goldthread.agents.caller import Caller
from goldthread.agents.roles import load_role
from goldthread.checks.evidence import verify_quote
from goldthread.checks.shortlist import shortlist
from goldthread.errors import Malformed
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Verdict


async def judge(caller: Caller, constraint: Constraint, section: int, text: str, *, language: str) -> Verdict:
    """A verdict on one constraint in one text; `undecided` where the judge's quote is not in the text.

    Args:
        caller: Where calls go.
        constraint: What is asked.
        section: The section's number, 0 for the whole document.
        text: The section's text.
        language: Language of the text.

    Raises:
        Malformed: Two replies in a row could not be read as an answer.
    """
    role = load_role("judge")
    passages = shortlist(constraint, text, language=language)
    if not passages:
        return Verdict(
            value="undecided", reason="no passage of the text bears on it", decided_by="judge", confidence=0.0
        )
    schema = role.output("judge")
    for attempt in range(2):
        reply = await caller.call(
            role.request(
                "judge",
                values={"requirement": constraint.quote or constraint.text, "passages": passages},
                section=section,
                attempt=attempt,
                json_schema=schema,
                seed=attempt,
            )
        )
        try:
            answer = json.loads(reply.text[reply.text.find("{") : reply.text.rfind("}") + 1])
            jsonschema.validate(answer, schema or {})
        except (json.JSONDecodeError, jsonschema.ValidationError):
            continue
        span = verify_quote(text, answer["quote"]) if answer["quote"] else None
        if span is None:
            reason = "the judge's quote is not in the text" if answer["quote"] else answer["reason"]
            return Verdict(value="undecided", reason=reason, decided_by="judge", confidence=0.0)
        evidence = Evidence(section=section, start=span[0], end=span[1], quote=text[span[0] : span[1]])
        return Verdict(
            value=answer["verdict"], reason=answer["reason"], evidence=(evidence,), decided_by="judge", confidence=0.7
        )
    raise Malformed("the judge gave no readable answer", remedy="name another model for the role judge")
