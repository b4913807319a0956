"""The four verbs of an executor."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from goldthread.experiments.work import Context, Finished, Task, Work

FindTask = Callable[[str], Task]
"""The task of a name, the same object each time: `experiments.tasks.registry.find_task`. A function of a module, so
that it can be sent to other machines by name."""
ContextOf = Callable[[Work], Context]
"""The durable calls and the shared limits of a piece of work, in the process that writes the ledger. Executors are
made with one: the local executor gives it to the task as it is; the Ray executor carries each of its verbs from the
worker to the driver and the answer back, so that both share one ledger and one implementation of limits."""


@dataclass(frozen=True, slots=True)
class ExecutorStatus:
    """Where an executor stands.

    Attributes:
        workers: Processes at work.
        slots: Pieces of work that can run at once.
        running: Pieces submitted and not finished.
    """

    workers: int
    slots: int
    running: int


class Executor(Protocol):
    """Runs work; the ledger is written by who uses it, never by it.

    Nothing else in the code knows which executor runs. The user submits a few times as many pieces as there are slots
    and takes results as they come.
    """

    async def submit(self, work: Work) -> None:
        """Take one more piece of work; returns at once where a slot or a place in the queue is free."""

    def results(self) -> AsyncIterator[Finished]:
        """Tries as they end, each once, in whatever order; waits while something runs, ends when nothing is left."""

    async def cancel(self) -> None:
        """Stop all that runs and release everything; what was cancelled has no result."""

    async def status(self) -> ExecutorStatus:
        """Where it stands."""
