"""Reading what the grammar left: a model quotes the request, code decides what the quote means and where it holds."""

import json

import jsonschema

from goldthread.agents.caller import Caller
from goldthread.agents.roles import load_role
from goldthread.compile import accept_reading
from goldthread.errors import Malformed, RequestRefused
from goldthread.schemas.constraint import Compiled


async def read_rest(caller: Caller, compiled: Compiled) -> Compiled:
    """Let the model read the unread sentences of a request; an invented span is refused.

    A small model is not asked: what it would read is not worth a constraint. What nobody could read stays in `unread`.
    """
    if not compiled.unread or caller.model("compiler").capabilities.weak:
        return compiled
    role = load_role("compiler")
    schema = role.output("read")
    values = {"request": compiled.request, "sentences": [span.quote for span in compiled.unread]}
    for attempt in range(2):
        request = role.request("read", values=values, attempt=attempt, json_schema=schema, seed=attempt)
        try:
            reply = await caller.call(request)
            answer = json.loads(reply.text[reply.text.find("{") : reply.text.rfind("}") + 1])
            jsonschema.validate(answer, schema or {})
        except (json.JSONDecodeError, jsonschema.ValidationError, Malformed):
            continue
        except RequestRefused:
            break
        return accept_reading(compiled, answer["requirements"])
    warning = f"{len(compiled.unread)} sentences of the request were read by no one: the model gave no readable answer"
    return compiled.model_copy(update={"warnings": (*compiled.warnings, warning)})
