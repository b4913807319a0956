"""The plan: sections with briefs, word budgets and dependencies."""

from pydantic import Field

from goldthread.schemas.base import Record


class Section(Record):
    """One section of the plan.

    Attributes:
        number: From 1, in reading order, without gaps.
        title: Heading without marks, one line.
        brief: What the section says, for its writer.
        words: Word budget (or characters, as the plan's `counter` says).
        depends_on: Numbers of sections that must be written first.
        level: Heading level in the document: 2 for a section, 3 for a part of one.
    """

    number: int = Field(ge=1)
    title: str
    brief: str = ""
    words: int = Field(ge=1)
    depends_on: tuple[int, ...] = ()
    level: int = Field(default=2, ge=2, le=6)

    @property
    def slug(self) -> str:
        """File name stem: `007-the-harbour`."""
        from goldthread.schemas.slug import slugify

        return f"{self.number:03d}-{slugify(self.title)}"


class Plan(Record):
    """A valid plan: numbers run from 1, budgets sum to `words`, dependencies have no cycle."""

    title: str
    language: str = "en"
    words: int = Field(ge=1)
    counter: str = "words"
    digest: str = ""
    sections: tuple[Section, ...]
