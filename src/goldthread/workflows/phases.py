"""The phases of a write: each reads what is in the run's folder, adds its own part, and can be run again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from typing import Any

from langchain_core.runnables.config import var_child_runnable_config
from langgraph.config import get_stream_writer
from langgraph.types import interrupt

from goldthread.agents.compiler import read_rest
from goldthread.agents.planner import plan as make_plan
from goldthread.agents.planning.files import dump_plan, load_plan
from goldthread.agents.reviser import Repair
from goldthread.checks.sentences import base_language
from goldthread.compile import dump_constraints, load_constraints, place_constraints
from goldthread.sources import Retriever, read_sources
from goldthread.tokens import count_words
from goldthread.workflows.assemble import assemble, content_hash
from goldthread.workflows.checking import check_whole, tally
from goldthread.workflows.finishing import even_out_length, mend_repeats, mend_seams, repair_whole
from goldthread.workflows.opening import compile_job, open_run
from goldthread.workflows.preset import Step, carries_out
from goldthread.workflows.published import plan_as_published, write_as_published
from goldthread.workflows.reporting import write_report
from goldthread.workflows.scheduler import run_in_order
from goldthread.workflows.sections import compiled_section_graph, input_hash, needs
from goldthread.workflows.session import Session, is_open, session_of
from goldthread.workflows.state import WriteState


def _begin(state: WriteState, phase: str, message: str) -> Session:
    session = session_of(state["run"])
    session.writers = [get_stream_writer()]
    session.folder.write_status(phase=phase)
    session.emit("phase", message, phase=phase)
    return session


async def prepare(state: WriteState) -> dict[str, Any]:
    """Open the run: a new folder for a job, or the folder given."""
    if is_open(state.get("run", "")):
        return {"run": state["run"]}
    session = await open_run(state.get("run"), state.get("job"), out=state.get("out", "runs"))
    return {"run": str(session.folder.path)}


async def compile_request(state: WriteState) -> dict[str, Any]:
    """Constraints out of the request: the grammar first, then the model on what is left."""
    session = _begin(state, "compile", "reading the request")
    text = session.folder.read_constraints()
    if text is None:
        compiled = await read_rest(session.caller, compile_job(session.job))
        text = dump_constraints(compiled)
        session.folder.write_constraints(text)
    session.compiled = load_constraints(text, str(session.folder.path / "constraints.yaml"))
    for warning in session.compiled.warnings:
        session.warn(warning)
    _warn_of_language(session)
    return {"constraints_hash": content_hash(text)}


def _warn_of_language(session: Session) -> None:
    """Say so where the writer is known not to write the document's language: a program finds phrases, not sense."""
    writer = session.caller.model("writer")
    language = session.ready_constraints.language
    spoken = writer.capabilities.languages
    if spoken and base_language(language) not in spoken:
        session.warn(
            f"{writer.name} writes {', '.join(spoken)} only: expect words without sense in {language}; "
            "name another model with --model"
        )


async def plan(state: WriteState) -> dict[str, Any]:
    """The plan, and each constraint placed on exact sections by arithmetic."""
    session = _begin(state, "plan", "planning the sections")
    text = session.folder.read_plan()
    if text is None:
        if session.job.method == "goldthread":
            made = await make_plan(session.caller, session.ready_constraints, session.job, on_note=session.warn)
        else:
            made = await plan_as_published(session)
        text = dump_plan(made)
        session.folder.write_plan(text)
    return _take_plan(session, text)


def _take_plan(session: Session, text: str) -> dict[str, Any]:
    if session.compiled is None:
        session.compiled = load_constraints(
            session.folder.read_constraints() or "", str(session.folder.path / "constraints.yaml")
        )
    session.plan = load_plan(text, str(session.folder.path / "plan.yaml"))
    titles = [section.title for section in session.plan.sections]
    session.compiled = place_constraints(session.ready_constraints, titles)
    session.folder.write_constraints(dump_constraints(session.compiled))
    session.emit("planned", f"{len(titles)} sections", sections=len(titles), words=session.plan.words)
    return {"plan_hash": content_hash(text)}


async def approve(state: WriteState) -> dict[str, Any]:
    """Stop for a person, who may edit plan.yaml meanwhile; then take the plan as it stands there."""
    session = session_of(state["run"])
    if not state.get("approve"):
        return {}
    file = session.folder.path / "plan.yaml"
    session.emit("interrupt", f"the plan waits for approval: {file}", plan=str(file))
    interrupt({"plan": str(file), "message": "edit plan.yaml if you like, then resume"})
    text = session.folder.read_plan() or ""
    return _take_plan(session, text)


async def gather(state: WriteState) -> dict[str, Any]:
    """Cut the job's sources into passages and index them."""
    session = _begin(state, "gather", "reading the sources")
    if session.job.sources:
        passages = read_sources(session.job.sources, root=session.folder.job_root)
        session.retriever = Retriever(passages)
        session.passages = frozenset(one.id for one in passages)
    return {}


async def write(state: WriteState) -> dict[str, Any]:
    """Write each section the moment its dependencies are done."""
    session = _begin(state, "write", "writing the sections")
    if session.job.method != "goldthread":
        await write_as_published(session)
        return {}
    sections = session.ready_plan.sections
    graph = compiled_section_graph()
    recorded = session.folder.section_records()

    async def work(number: int) -> None:
        section = sections[number - 1]
        known = recorded.get(number)
        if known is not None and known.input_hash == input_hash(session, number):
            session.texts[number] = known.text
            session.repairs += [Repair(**one) for one in known.repairs]
            session.emit("section_finished", section=number, words=_words(session, known.text), kept_from_before=True)
            return
        session.emit("section_started", section.title, section=number)
        # Without the outer graph's configuration: its durability is not for a graph that has no checkpointer.
        apart = copy_context()
        apart.run(var_child_runnable_config.set, None)
        await asyncio.create_task(graph.ainvoke({"run": state["run"], "number": number}), context=apart)
        session.emit("section_finished", section=number, words=_words(session, session.texts[number]))

    await run_in_order(
        {section.number: float(section.words) for section in sections},
        {section.number: needs(session, section.number) for section in sections},
        work,
        concurrency=session.concurrency,
    )
    return {}


def _words(session: Session, text: str) -> int:
    return count_words(text, session.ready_plan.counter)


async def finish(state: WriteState) -> dict[str, Any]:
    """Even out the length, mend repeated passages and faulty seams."""
    session = _begin(state, "finish", "length, repetition and seams")
    if session.job.method == "goldthread":
        steps: tuple[tuple[Step, Callable[[Session], Awaitable[None]]], ...] = (
            ("even_out", even_out_length),
            ("repeats", mend_repeats),
            ("seams", mend_seams),
        )
        for step, mend in steps:
            if carries_out(step):
                await mend(session)
    return {}


async def assemble_document(state: WriteState) -> dict[str, Any]:
    """The document out of its sections."""
    session = _begin(state, "assemble", "assembling the document")
    document = assemble(session.ready_plan, session.texts)
    session.folder.write_document(document)
    return {"document_hash": content_hash(document)}


async def check(state: WriteState) -> dict[str, Any]:
    """Check the whole, repair what only the whole shows, and check again."""
    session = _begin(state, "check", "checking the whole document")
    checks = await check_whole(session, session.folder.read_document())
    if session.job.method == "goldthread" and carries_out("repair_whole"):
        checks = await repair_whole(session, checks)
    document = assemble(session.ready_plan, session.texts)
    session.folder.write_document(document)
    session.folder.write_sections(session.ready_plan.sections, session.texts)
    session.folder.write_checks(checks)
    return {"document_hash": content_hash(document), **tally(checks)}


async def report(state: WriteState) -> dict[str, Any]:
    """Render the report; the run is done."""
    session = _begin(state, "report", "rendering the report")
    return write_report(session)
