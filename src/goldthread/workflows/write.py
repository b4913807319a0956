"""The writing graph: compile, plan, approve, gather, write, finish, assemble, check, report."""

from langgraph.graph import END, START, StateGraph

from goldthread.workflows import phases
from goldthread.workflows.state import WriteState


def write_graph() -> "StateGraph[WriteState]":
    """The uncompiled graph of a write, ready to be compiled or to stand as a node in a graph of one's own.

    Its input is a `WriteState` with `job` (a path or the job's fields) or `run` (the folder of a run to go on with);
    its output has the paths of the document and the report and the counts of verdicts. With `approve` it
    interrupts after
    the plan. All that happens is written to the `custom` stream as events.
    """
    graph = StateGraph(WriteState)
    steps = {
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
        graph.add_node(name, step)
        graph.add_edge(previous, name)
        previous = name
    graph.add_edge(previous, END)
    return graph
