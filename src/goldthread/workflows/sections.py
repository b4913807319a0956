"""The graph of one section: draft, check, repair, save. It has no checkpointer: the journal decides what is done."""

from functools import lru_cache
from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from goldthread.agents.context import MENTIONED, SectionContext, build_context
from goldthread.agents.reviser import repair_section
from goldthread.agents.roles import load_role
from goldthread.agents.writing import adjust_length, write_draft, write_evidence_first
from goldthread.agents.writing.length import trim
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check
from goldthread.sources import drop_unknown_citations
from goldthread.tokens import count_words
from goldthread.workflows.assemble import content_hash
from goldthread.workflows.checking import check_one
from goldthread.workflows.session import Session, session_of
from goldthread.workflows.state import SectionState

FULL_CONTEXT_WORDS = 3000


def uses_full_text(session: Session) -> bool:
    """Whether finished text goes into the prompts: asked for, or a hosted model and a short document."""
    if session.job.context != "auto":
        return session.job.context == "full"
    hosted = session.caller.model("writer").capabilities.hosted
    return hosted and session.ready_plan.words <= FULL_CONTEXT_WORDS


def needs(session: Session, number: int) -> tuple[int, ...]:
    """Sections that must be there before one is written."""
    if uses_full_text(session):
        return tuple(range(1, number))
    return session.ready_plan.sections[number - 1].depends_on


def context_of(session: Session, number: int) -> SectionContext:
    """The bounded context of a section, from the plan and the sections it depends on."""
    model = session.caller.model("writer")
    section = session.ready_plan.sections[number - 1]
    constraints = session.constraints_of(number)
    limit = session.job.prompt_tokens
    if model.capabilities.window <= 16_384:
        limit = min(limit, model.capabilities.window // 2)
    query = " ".join([section.title, section.brief, *(one.text for one in constraints)])
    return build_context(
        session.ready_plan,
        number,
        constraints,
        done={n: session.texts[n] for n in needs(session, number)},
        style=session.job.style,
        sources=session.retriever.best(query),
        full=uses_full_text(session),
        # The role's own words around the context are some 500 tokens.
        limit=max(200, limit - 500),
        count=model.count_tokens,
    )


def input_hash(session: Session, number: int) -> str:
    """Hash of what a section is written from: its plan line, its constraints, what it depends on, its model."""
    section = session.ready_plan.sections[number - 1]
    parts = [
        section.model_dump_json(exclude={"level"}),
        *(one.model_dump_json(exclude={"id", "start", "end"}) for one in session.constraints_of(number)),
        *(content_hash(session.texts[n]) for n in needs(session, number)),
        session.caller.model("writer").name,
        session.job.style,
        str(session.job.seed),
    ]
    return content_hash("\0".join(parts))


async def _draft(state: SectionState) -> dict[str, Any]:
    session, number = session_of(state["run"]), state["number"]
    context = context_of(session, number)
    seed = session.job.seed

    def on_piece(piece: str) -> None:
        session.emit("text", section=number, piece=piece)

    if session.caller.model("writer").capabilities.weak:
        mentioned = [one for one in session.constraints_of(number) if one.kind in MENTIONED]
        draft = await write_evidence_first(session.caller, context, mentioned, seed=seed, on_piece=on_piece)
    else:
        draft = await write_draft(session.caller, context, seed=seed, on_piece=on_piece)
        draft.first = count_words(draft.text, context.counter)
        session.drafts.append((context.section.words, draft.first))
        tries = int(load_role("writer").options.get("adjustments", 2))
        await adjust_length(
            session.caller, context, draft, asked=context.section.words, seed=seed, tries=tries, on_piece=on_piece
        )
    text = check_citations(session, number, draft.text)
    for note in draft.notes:
        session.emit("warning", f"section {number}: {note}", section=number)
    return {"text": text, "rounds": 0}


def check_citations(session: Session, number: int, text: str) -> str:
    """The text without citations of passages that no source holds; each is told of."""
    if not session.passages:
        return text
    text, dropped = drop_unknown_citations(text, session.passages)
    for name in dropped:
        session.warn(f"section {number} cites {name}, which is no passage of the sources; the mark was removed")
    return text


async def _check(state: SectionState) -> dict[str, Any]:
    session, number = session_of(state["run"]), state["number"]
    found = await check_one(session, number, state["text"])
    counts: dict[str, Any] = {}
    for _, check in found:
        counts[check.verdict.value] = counts.get(check.verdict.value, 0) + 1
    session.emit("section_checked", "", section=number, **counts)
    return {"broken": sum(1 for one, check in found if check.verdict.value == "broken" and one.kind != "length")}


async def _repair(state: SectionState) -> dict[str, Any]:
    session, number = session_of(state["run"]), state["number"]
    found = await check_one(session, number, state["text"])
    broken = [(one, check.verdict) for one, check in found if check.verdict.value == "broken"]
    text, repairs = await repair_section(
        session.caller,
        context_of(session, number),
        state["text"],
        broken,
        attempt=state["rounds"],
        seed=session.job.seed,
    )
    text = await keep_length(session, number, check_citations(session, number, text))
    if kept_ids(found) - kept_ids(await check_one(session, number, text)):
        session.emit("warning", f"section {number}: a repair lost a kept constraint and was refused", section=number)
        text, repairs = state["text"], []
    session.repairs += repairs
    if repairs:
        session.emit("repaired", section=number, constraints=[one.constraint for one in repairs])
    return {"text": text, "rounds": state["rounds"] + 1}


def kept_ids(found: list[tuple[Constraint, Check]]) -> set[str]:
    """Constraints that a section keeps, its length apart: that is brought back by leaving sentences off."""
    return {one.id for one, check in found if check.verdict.value == "kept" and one.kind != "length"}


async def keep_length(session: Session, number: int, text: str) -> str:
    """The text with whole sentences left off where an addition made it longer than its constraint allows."""
    found = await check_one(session, number, text)
    most = min((one.maximum for one, _ in found if one.kind == "length" and one.maximum), default=None)
    counter = session.ready_plan.counter
    if most is None or count_words(text, counter) <= most:
        return text
    quotes = [item.quote for _, check in found if check.verdict.value == "kept" for item in check.verdict.evidence]
    return trim(text, most, counter, quotes)


def _after_check(state: SectionState) -> str:
    rounds = int(load_role("reviser").options.get("rounds", 2))
    return "repair" if state["broken"] and state["rounds"] < rounds else "save"


async def _save(state: SectionState) -> dict[str, Any]:
    session, number = session_of(state["run"]), state["number"]
    session.texts[number] = state["text"]
    session.folder.save_section(
        session.ready_plan.sections[number - 1],
        state["text"],
        input_hash=input_hash(session, number),
        repairs=[one.model_dump(mode="json") for one in session.repairs if one.section == number],
    )
    return {}


def section_graph() -> "StateGraph[SectionState]":
    """The uncompiled graph of one section: draft -> check -> (repair -> check)* -> save."""
    graph = StateGraph(SectionState)
    graph.add_node("draft", _draft)
    graph.add_node("check", _check)
    graph.add_node("repair", _repair)
    graph.add_node("save", _save)
    graph.add_edge(START, "draft")
    graph.add_edge("draft", "check")
    graph.add_conditional_edges("check", _after_check, ["repair", "save"])
    graph.add_edge("repair", "check")
    graph.add_edge("save", END)
    return graph


@lru_cache(maxsize=1)
def compiled_section_graph() -> "CompiledStateGraph[SectionState, None, SectionState, SectionState]":
    """The graph of one section, compiled once, without a checkpointer even inside a graph that has one."""
    return section_graph().compile(checkpointer=False)
