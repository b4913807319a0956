"""What the nodes of a graph share while a run is open: its folder, its models, its events."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldthread.agents.caller import Caller
from goldthread.agents.reviser import Repair
from goldthread.errors import RunDamaged
from goldthread.schemas.constraint import Compiled, Constraint
from goldthread.schemas.events import Event, EventKind
from goldthread.schemas.job import Job
from goldthread.schemas.plan import Plan
from goldthread.sources import Retriever
from goldthread.store.run import RunFolder

OnEvent = Callable[[Event], None]


@dataclass
class Session:
    """An open run.

    Attributes:
        folder: The run's folder.
        job: The job, complete with what flags changed.
        caller: Where model calls go.
        on_event: Told of everything that happens.
        concurrency: Sections written at once.
        retriever: Passages of the job's sources.
        compiled: The request's constraints, once the phase `compile` is done.
        plan: The plan, once there is one.
        texts: Sections' texts as they are now.
        repairs: What was mended and why.
        writers: Further receivers of events, such as a LangGraph stream.
        owned: Whether the run's lock is held for the whole of it; else each phase takes it.
    """

    folder: RunFolder
    job: Job
    caller: Caller
    on_event: OnEvent
    concurrency: int = 8
    retriever: Retriever = field(default_factory=lambda: Retriever(()))
    passages: frozenset[str] = frozenset()
    compiled: Compiled | None = None
    plan: Plan | None = None
    texts: dict[int, str] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    drafts: list[tuple[int, int]] = field(default_factory=list)
    writers: list[Callable[[dict[str, Any]], None]] = field(default_factory=list)
    started: float = field(default_factory=time.time)
    owned: bool = False

    def emit(self, event: EventKind, message: str = "", *, section: int = 0, **data: Any) -> None:
        """Tell all receivers that something happened."""
        what = Event(event=event, at=time.time(), section=section, message=message, data=data)
        self.on_event(what)
        for write in self.writers:
            write(what.model_dump(mode="json"))

    def warn(self, message: str, *, section: int = 0) -> None:
        """Keep a warning for the report and tell of it."""
        if message not in self.warnings:
            self.warnings.append(message)
            self.emit("warning", message, section=section)

    @property
    def ready_plan(self) -> Plan:
        """The plan of a run whose phase `plan` is done."""
        if self.plan is None:
            raise RunDamaged("the run has no plan", remedy="goldthread resume RUN --from-logs")
        return self.plan

    @property
    def ready_constraints(self) -> Compiled:
        """The constraints of a run whose phase `compile` is done."""
        if self.compiled is None:
            raise RunDamaged("the run has no constraints", remedy="goldthread resume RUN --from-logs")
        return self.compiled

    def constraints_of(self, number: int) -> list[Constraint]:
        """Constraints placed on a section."""
        return [one for one in self.ready_constraints.constraints if number in one.sections]


_open: dict[str, Session] = {}


def register(session: Session) -> None:
    """Make a session known under its folder, for the nodes of a graph."""
    _open[str(session.folder.path)] = session


def forget(session: Session) -> None:
    """Take a session out again."""
    _open.pop(str(session.folder.path), None)


def session_of(run: str) -> Session:
    """The open session of a run's folder.

    Raises:
        KeyError: None is open; the graph's first node opens one.
    """
    return _open[run]


def is_open(run: str) -> bool:
    """Whether a session of this folder is open in this process."""
    return run in _open


def neighbours_done(texts: dict[int, str], needed: Sequence[int]) -> dict[int, str]:
    """Texts of the sections that are needed and there."""
    return {number: texts[number] for number in needed if number in texts}
