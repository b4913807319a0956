"""Events of a run, as the API yields them and `--json` prints them."""

from typing import Any, Literal

from goldthread.schemas.base import Record

EventKind = Literal[
    "run_started",
    "phase",
    "planned",
    "section_started",
    "text",
    "call",
    "retry",
    "section_checked",
    "repaired",
    "section_finished",
    "cell_finished",
    "progress",
    "warning",
    "interrupt",
    "run_finished",
]


class Event(Record):
    """One thing that happened.

    Attributes:
        event: What sort.
        at: Seconds since the epoch.
        section: Section number, 0 for the whole run.
        message: For people; one line.
        data: For programs, by kind: `call` has role, purpose, tokens, price, seconds, replayed; `section_checked` has
            kept, broken, undecided, unchecked; `run_finished` has the fields of a result; of an experiment,
            `cell_finished` has key, status, factors, kind, again, and `progress` the counts of cells.
    """

    event: EventKind
    at: float
    section: int = 0
    message: str = ""
    data: dict[str, Any] = {}
