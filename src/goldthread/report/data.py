"""What a report shows."""

from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Compiled
from goldthread.schemas.plan import Plan
from goldthread.schemas.verdict import Check


class CallRow(Record):
    """A model call as the report shows it; `start` in seconds since the first call began."""

    role: str
    purpose: str
    section: int
    start: float
    seconds: float
    input: int
    output: int
    cached: int
    price: float | None
    tries: int


class RepairRow(Record):
    """Something that was mended, and why."""

    section: int
    constraint: str
    why: str
    how: str
    before: str = ""
    after: str = ""


class ReportData(Record):
    """Everything that `render_report` needs; texts are Markdown by section number."""

    title: str
    compiled: Compiled
    plan: Plan
    texts: dict[int, str]
    written: dict[int, int]
    checks: tuple[Check, ...]
    calls: tuple[CallRow, ...] = ()
    repairs: tuple[RepairRow, ...] = ()
    warnings: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    audit: bool = False
