"""What an audit found in one document."""

from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check


class AuditedSection(Record):
    """A section that was found: `text[body:end]` under its title."""

    number: int
    title: str
    start: int
    body: int
    end: int


class Audited(Record):
    """An audited document.

    Attributes:
        document: Its name: the path as it was given.
        text: Its Markdown.
        constraints: What was asked, placed on its sections.
        checks: Every verdict; offsets of evidence are into `text`.
        sections: Where the document was cut.
        language: Two letters.
        warnings: What a person should know.
    """

    document: str
    text: str
    constraints: tuple[Constraint, ...] = ()
    checks: tuple[Check, ...] = ()
    sections: tuple[AuditedSection, ...] = ()
    language: str = "en"
    warnings: tuple[str, ...] = ()

    def count(self, value: str) -> int:
        """How many checks have a verdict."""
        return sum(1 for one in self.checks if one.verdict.value == value)

    @property
    def score(self) -> float | None:
        """Weight of the checks kept over that of all decided ones; None where nothing was decided."""
        weights = {one.id: one.weight for one in self.constraints}
        decided = [one for one in self.checks if one.verdict.value in ("kept", "broken")]
        whole = sum(weights.get(one.constraint, 1.0) for one in decided)
        kept = sum(weights.get(one.constraint, 1.0) for one in decided if one.verdict.value == "kept")
        return kept / whole if whole else None
