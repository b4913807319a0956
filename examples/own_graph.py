"""goldthread's writing graph as a node of a graph of one's own: interrupts and events pass through.

Run it with: python examples/own_graph.py "Write a diary with 3 weeks. In week 2 mention the lamp."
"""

import asyncio
import sys
from typing import Any, TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command

from goldthread.workflows import write_graph


class Desk(TypedDict, total=False):
    """The state of the outer graph; the fields that it shares with the writing graph pass through."""

    job: dict[str, Any]
    out: str
    approve: bool
    run: str
    document: str
    kept: int
    broken: int
    note: str


def file_it(state: Desk) -> Desk:
    """What the outer graph does with the document."""
    return {"note": f"{state['document']}: {state['kept']} kept, {state['broken']} broken"}


def desk_graph() -> "StateGraph[Desk]":
    """Write, then file."""
    graph = StateGraph(Desk)
    graph.add_node("write", write_graph().compile())
    graph.add_node("file", file_it)
    graph.add_edge(START, "write")
    graph.add_edge("write", "file")
    graph.add_edge("file", END)
    return graph


async def main(request: str, model: str = "embedded:smollm2-135m") -> Desk:
    """Write with a stop for approval, print events, then file."""
    graph = desk_graph().compile(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "desk"}}
    given: Any = {"job": {"request": request, "models": {"default": model}}, "out": "runs", "approve": True}
    while True:
        async for _, event in graph.astream(given, config, stream_mode="custom", subgraphs=True):
            if event["event"] in ("phase", "section_finished"):
                print(event["event"], event["section"], event["message"])
        state = await graph.aget_state(config)
        if not state.next:
            return Desk(**state.values)
        print("the plan is approved")
        given = Command(resume=True)


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1]))["note"])
