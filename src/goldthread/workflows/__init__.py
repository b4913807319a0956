"""The LangGraph graphs, to run as they are or as nodes of one's own."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldthread.workflows.write import write_graph

__all__ = ["write_graph"]


def __getattr__(name: str) -> Any:
    if name == "write_graph":
        from goldthread.workflows.write import write_graph

        return write_graph
    raise AttributeError(f"module 'goldthread.workflows' has no attribute {name!r}")
