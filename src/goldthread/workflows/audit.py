"""The audit graph: read, check by programs, judge what they leave open."""

from pathlib import Path
from typing import Any, TypedDict

from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph

from goldthread.errors import BadInput, Where
from goldthread.schemas.audit import Audited
from goldthread.schemas.job import ModelChoice
from goldthread.schemas.requirements import load_requirements, requirements_of
from goldthread.workflows.auditing import Asked, asked_of_file, asked_of_request, audit_text
from goldthread.workflows.judging import caller_of, judge_open


class AuditState(TypedDict, total=False):
    """What travels between the steps of an audit.

    Attributes:
        document: A document's path; not needed where `text` is given.
        text: The document's Markdown.
        constraints: A file of requirements, or its fields.
        request: The request itself, in place of `constraints`.
        language: Language of the document; found from the text where not given.
        judge: Model that decides what programs leave open; `none` where not given.
        audited: The fields of `goldthread.schemas.audit.Audited`.
        kept: Checks kept; so are `broken`, `undecided` and `unchecked`.
        score: Weight kept over weight decided.
    """

    document: str
    text: str
    constraints: str | dict[str, Any] | list[Any]
    request: str
    language: str
    judge: str
    audited: dict[str, Any]
    kept: int
    broken: int
    undecided: int
    unchecked: int
    score: float | None


def asked_of(
    constraints: str | Path | dict[str, Any] | list[Any] | None, request: str | None, language: str = ""
) -> Asked:
    """What a document is to be held against.

    Raises:
        BadInput: Neither or both are given, or the file does not fit.
    """
    if (constraints is None) == (request is None):
        raise BadInput(
            "an audit needs requirements or a request, and one of them",
            where=Where(field="--constraints"),
            remedy="give --constraints FILE, or --request FILE",
        )
    if request is not None:
        return asked_of_request(request, language or None)
    if isinstance(constraints, (dict, list)):
        return requirements_of(constraints, None)
    path = Path(str(constraints))
    wanted, text = load_requirements(path)
    return asked_of_file(text, str(path)) if wanted is None else wanted


def read(state: AuditState) -> dict[str, Any]:
    """The document's Markdown."""
    if "text" in state:
        return {}
    if not state.get("document"):
        raise BadInput("an audit needs a document", where=Where(field="document"), remedy="give its path or its text")
    from goldthread.sources.documents import read_document

    return {"text": read_document(Path(state["document"]))}


def check(state: AuditState) -> dict[str, Any]:
    """Every verdict of programs."""
    asked = asked_of(state.get("constraints"), state.get("request"), state.get("language", ""))
    audited = audit_text(asked, state["text"], state.get("document", "document"), language=state.get("language", ""))
    get_stream_writer()({"event": "checked", **counts(audited)})
    return {"audited": audited.model_dump(mode="json"), **counts(audited)}


async def judge(state: AuditState) -> dict[str, Any]:
    """The judge's verdicts where programs left something open."""
    name = state.get("judge", "none")
    if name == "none":
        return {}
    async with caller_of(ModelChoice(model=name)) as caller:
        audited = await judge_open(Audited.model_validate(state["audited"], strict=False), caller)
    get_stream_writer()({"event": "judged", **counts(audited)})
    return {"audited": audited.model_dump(mode="json"), **counts(audited)}


def counts(audited: Audited) -> dict[str, Any]:
    """Checks by verdict, and the score."""
    values = ("kept", "broken", "undecided", "unchecked")
    return {value: audited.count(value) for value in values} | {"score": audited.score}


def audit_graph() -> "StateGraph[AuditState]":
    """The uncompiled graph of an audit, ready to be compiled or to stand as a node in a graph of one's own.

    Its input is an `AuditState` with `document` or `text`, and `constraints` or `request`; its output has the verdicts
    under `audited` and their counts. What happens is written to the `custom` stream.
    """
    graph = StateGraph(AuditState)
    graph.add_node("read", read)
    graph.add_node("check", check)
    graph.add_node("judge", judge)
    graph.add_edge(START, "read")
    graph.add_edge("read", "check")
    graph.add_edge("check", "judge")
    graph.add_edge("judge", END)
    return graph
