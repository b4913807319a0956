"""What the place grammar knows of a request beside its language: its units, and by what other names they go."""

from dataclasses import dataclass, fields
from datetime import date

from goldthread.compile.frame import Frame


@dataclass(frozen=True)
class Setting(Frame):
    """A frame whose `nouns` are folded stems of the request's own noun for its units (`leyenda`, `märchen`).

    Attributes:
        months: Whether the units are months that go by their names.
        first_month: The month of the first unit, 1 for January.
        weekday: Day of the week (1 is Monday) of the first unit, where the units are days that go by theirs.
        first_year: Year of the first unit, where each is a year.
        month: First day of the month whose days the units are.
    """

    months: bool = False
    first_month: int = 1
    weekday: int | None = None
    first_year: int | None = None
    month: date | None = None


def setting_of(frame: Frame) -> Setting:
    """The frame itself where it is a setting, else one of nothing more."""
    if isinstance(frame, Setting):
        return frame
    given = {one.name: getattr(frame, one.name) for one in fields(Frame)}
    return Setting(**given, months=frame.label == "month" and frame.count == 12)
