"""One try of a piece of work, the same in every executor: what it returns, and how it may fail."""

import asyncio
import time

from goldthread.errors import AccessDenied, CeilingReached, GoldthreadError, Retryable, RunPaused, StorageError
from goldthread.experiments.executors.base import FindTask
from goldthread.experiments.work import Context, Failure, Finished, Outcome, Work
from goldthread.redaction import redact

STAYS_OPEN = frozenset(one.__name__ for one in (AccessDenied, CeilingReached, RunPaused, StorageError))
"""Failures of the run and not of the cell: the cell stays open, and the try does not count."""


async def try_work(
    find_task: FindTask, work: Work, context: Context, *, seconds: float | None, worker: str
) -> Finished:
    """Try once; a failure comes back as data, only a cancellation is raised.

    Args:
        find_task: Tasks by name; a task that is not to be found, or opened, is a failure like others.
        work: The work.
        context: Its calls and limits.
        seconds: Time that the try may take; None for no limit.
        worker: Name of this process.
    """
    started = time.monotonic()
    outcome: Outcome | None = None
    failure: Failure | None = None
    try:
        async with asyncio.timeout(seconds):
            outcome = await find_task(work.task).run(work, context)
    except TimeoutError:
        failure = timed_out(seconds or 0.0)
    except GoldthreadError as error:
        failure = failure_of(error)
    except Exception as error:
        # A fault of the task itself is a result like any other: one cell must not end a run of days.
        failure = failure_of(error)
    return Finished(work.key, work.attempt, outcome, failure, worker, time.monotonic() - started)


def failure_of(error: Exception) -> Failure:
    """An error as data; another try may help after a `Retryable`, or once the run itself goes on (`STAYS_OPEN`)."""
    kind = type(error).__name__
    again = isinstance(error, Retryable) or kind in STAYS_OPEN
    return Failure(kind, redact(str(error)) or kind, again)


def timed_out(seconds: float) -> Failure:
    """The failure of a try that took too long."""
    return Failure("TimedOut", f"the try took longer than {seconds:g} s", again=True)
