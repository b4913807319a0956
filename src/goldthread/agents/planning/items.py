"""A planned section as a reply words it, before the plan is valid."""

from goldthread.schemas.base import Record


class PlanItem(Record):
    """One section of a reply.

    Attributes:
        id: As the reply numbers it; empty where it does not.
        title: Heading.
        brief: What it says.
        words: Budget asked, None where none was read.
        depends_on: Ids or titles that it names.
    """

    id: str = ""
    title: str
    brief: str = ""
    words: int | None = None
    depends_on: tuple[str, ...] = ()


class Parsed(Record):
    """All that was read of a reply, and what had to be mended on the way."""

    items: tuple[PlanItem, ...]
    title: str = ""
    digest: str = ""
    notes: tuple[str, ...] = ()
