"""The four verbs of an executor."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from goldthread.experiments.work import Finished, Work


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
