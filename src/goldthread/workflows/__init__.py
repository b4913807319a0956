"""The LangGraph graphs, to run as they are or as nodes of one's own."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldthread.workflows.ask import ask_graph
    from goldthread.workflows.audit import audit_graph
    from goldthread.workflows.write import write_graph

__all__ = ["ask_graph", "audit_graph", "write_graph"]

_WHERE = {
    "ask_graph": "goldthread.workflows.ask",
    "audit_graph": "goldthread.workflows.audit",
    "write_graph": "goldthread.workflows.write",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'goldthread.workflows' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
