"""What a demand wants, and the demand as rules take it."""

import re
from dataclasses import dataclass

from goldthread.compile.plain.places import Where
from goldthread.schemas.constraint import Kind


@dataclass(frozen=True)
class Want:
    """What a demand wants: the fields of its constraint that differ from their defaults."""

    wanted: str
    text: str
    kind: Kind = "somewhere"
    place: str = ""
    unit: str = ""
    low: int | None = None
    high: int | None = None
    mentions: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True)
class Ask:
    """A demand with its place taken out: `where` is None where the subject can be no place."""

    subject: str
    predicate: str
    forbidden: bool
    where: Where | None


Found = list[Want] | None


QUOTED = re.compile(r"\"([^\"]{1,80})\"|“([^”]{1,80})”|«([^»]{1,80})»|‘([^’]{1,80})’|(?<!\w)'([^'\n]{1,80})'(?!\w)")


def quoted(text: str) -> tuple[str, ...]:
    """The texts in quotation marks."""
    return tuple(next(one for one in match.groups() if one).strip(" .,;") for match in QUOTED.finditer(text))


def place_in(where: Where | None) -> str:
    """A place as a constraint words it."""
    return where.place if where else ""
