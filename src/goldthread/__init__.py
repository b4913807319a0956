"""goldthread writes long documents with language models and proves that every constraint of the request is kept.

The public names are those of `__all__`; each is imported when it is first used, so that `import goldthread` pulls in no
provider's SDK and no graph library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldthread.api import (
        RunResult,
        aask,
        aaudit,
        aresume,
        ask,
        audit,
        awrite,
        experiment,
        load_run,
        resume,
        stream,
        write,
    )
    from goldthread.compile import compile_request
    from goldthread.errors import (
        BadInput,
        CeilingReached,
        GoldthreadError,
        Interrupted,
        ModelError,
        RunBusy,
        RunDamaged,
        RunPaused,
    )
    from goldthread.experiments.embedding import ExperimentResult, aexperiment
    from goldthread.schemas.answer import Answer
    from goldthread.schemas.audit import Audited
    from goldthread.schemas.constraint import Compiled, Constraint
    from goldthread.schemas.events import Event
    from goldthread.schemas.job import Job
    from goldthread.schemas.plan import Plan, Section
    from goldthread.schemas.verdict import Check, Evidence, Verdict

_WHERE = {
    "Answer": "goldthread.schemas.answer",
    "Audited": "goldthread.schemas.audit",
    "BadInput": "goldthread.errors",
    "CeilingReached": "goldthread.errors",
    "Check": "goldthread.schemas.verdict",
    "Compiled": "goldthread.schemas.constraint",
    "Constraint": "goldthread.schemas.constraint",
    "Event": "goldthread.schemas.events",
    "Evidence": "goldthread.schemas.verdict",
    "ExperimentResult": "goldthread.experiments.embedding",
    "GoldthreadError": "goldthread.errors",
    "Interrupted": "goldthread.errors",
    "Job": "goldthread.schemas.job",
    "ModelError": "goldthread.errors",
    "Plan": "goldthread.schemas.plan",
    "RunBusy": "goldthread.errors",
    "RunDamaged": "goldthread.errors",
    "RunPaused": "goldthread.errors",
    "RunResult": "goldthread.api",
    "Section": "goldthread.schemas.plan",
    "Verdict": "goldthread.schemas.verdict",
    "aask": "goldthread.api",
    "aaudit": "goldthread.api",
    "aexperiment": "goldthread.experiments.embedding",
    "aresume": "goldthread.api",
    "ask": "goldthread.api",
    "audit": "goldthread.api",
    "awrite": "goldthread.api",
    "compile_request": "goldthread.compile",
    "experiment": "goldthread.api",
    "load_run": "goldthread.api",
    "resume": "goldthread.api",
    "stream": "goldthread.api",
    "write": "goldthread.api",
}

__all__ = [
    "Answer",
    "Audited",
    "BadInput",
    "CeilingReached",
    "Check",
    "Compiled",
    "Constraint",
    "Event",
    "Evidence",
    "ExperimentResult",
    "GoldthreadError",
    "Interrupted",
    "Job",
    "ModelError",
    "Plan",
    "RunBusy",
    "RunDamaged",
    "RunPaused",
    "RunResult",
    "Section",
    "Verdict",
    "aask",
    "aaudit",
    "aexperiment",
    "aresume",
    "ask",
    "audit",
    "awrite",
    "compile_request",
    "experiment",
    "load_run",
    "resume",
    "stream",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'goldthread' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
