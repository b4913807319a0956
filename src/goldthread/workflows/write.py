"""The writing graph: compile, plan, approve, gather, write, finish, assemble, check, report."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from langgraph.graph import END, START, StateGraph

from goldthread.workflows import phases
from goldthread.workflows.opening import close_session
from goldthread.workflows.session import session_of
from goldthread.workflows.state import WriteState


def write_graph() -> "StateGraph[WriteState]":
    """The uncompiled graph of a write, ready to be compiled or to stand as a node in a graph of one's own.

    Its input is a `WriteState` with `job` (a path or the job's fields) or `run` (the folder of a run to go on with);
    its output has the paths of the document and the report and the counts of verdicts. With `approve` it
    interrupts after
    the plan. All that happens is written to the `custom` stream as events.
    """
    graph = StateGraph(WriteState)
    steps: dict[str, Any] = {
        "prepare": phases.prepare,
        "compile": phases.compile_request,
        "plan": phases.plan,
        "approve": phases.approve,
        "gather": phases.gather,
        "write": phases.write,
        "finish": phases.finish,
        "assemble": phases.assemble_document,
        "check": phases.check,
        "report": phases.report,
    }
    previous = START
    for name, step in steps.items():
        graph.add_node(name, step if name == "prepare" else _locked(step))
        graph.add_edge(previous, name)
        previous = name
    graph.add_edge(previous, END)
    return graph


def _locked(
    step: Callable[[WriteState], Awaitable[dict[str, Any]]],
) -> Callable[[WriteState], Awaitable[dict[str, Any]]]:
    """A phase that holds the run's lock, where the graph runs by itself; after the last one the session is closed."""

    @wraps(step)
    async def locked(state: WriteState) -> dict[str, Any]:
        session = session_of(state["run"])
        if session.owned:
            return await step(state)
        with session.folder.lock():
            result = await step(state)
        if step is phases.report:
            await close_session(session)
        return result

    return locked
