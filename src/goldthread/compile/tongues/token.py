"""A token of a request, and those whose value the request itself gives: titles of units and dates."""

import re
from dataclasses import dataclass
from datetime import date

from goldthread.compile.calendar import read_date
from goldthread.compile.tongues.numbers import fold
from goldthread.compile.tongues.setting import Setting

QUOTED = r"[„“\"«「『‹]\s?(?P<title>[^„“\"”»」』›\n]{1,60}?)\s?[“\"”»」』›]"


@dataclass(frozen=True)
class Token:
    """One token: its class, its span, its value where it is a number or stands for one, a unit's label."""

    kind: str
    start: int
    end: int
    text: str
    value: int = 0
    label: str = ""
    day: date | None = None


def title_of(text: str, setting: Setting) -> int:
    """Number of the unit with a title, 0 where none has it."""
    wanted = fold(text).strip()
    return next((at for at, name in enumerate(setting.names, 1) if fold(name) == wanted), 0)


def dated(match: re.Match[str], setting: Setting) -> Token:
    """Token of a date."""
    year = setting.start.year if setting.start else setting.month.year if setting.month else 2024
    day = read_date(match[0], setting.language, year)
    if day is None:
        return Token(".", *match.span(), match[0])
    if setting.start and day < setting.start and not re.search(r"\d{4}", match[0]) and (day.month, day.day) != (2, 29):
        # A date without a year lies in the run of the units, not before it.
        day = day.replace(year=day.year + 1)
    return Token("d", *match.span(), match[0], day=day)
