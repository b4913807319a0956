"""Tasks by name, each imported when it is asked for."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from goldthread.errors import BadInput, Where
from goldthread.experiments.work import Task

TASKS = {
    "ask": "goldthread.experiments.tasks.ask:AskTask",
    "chains": "goldthread.experiments.tasks.chains:ChainsTask",
    "document": "goldthread.experiments.tasks.document:DocumentTask",
    "simulated": "goldthread.experiments.tasks.simulated:SimulatedTask",
    "write": "goldthread.experiments.tasks.write:WriteTask",
}


@cache
def find_task(name: str) -> Task:
    """The task of a name, the same one each time.

    Raises:
        BadInput: There is none.
    """
    place = TASKS.get(name)
    if place is None:
        raise BadInput(
            f"there is no task {name!r}", where=Where(field="task"), remedy=f"known are: {', '.join(sorted(TASKS))}"
        )
    module, _, kind = place.partition(":")
    made: Callable[[], Task] = getattr(import_module(module), kind)
    return made()
