"""Tokens of German, French and Spanish whose class their form or their neighbours tell."""

import re
from dataclasses import replace

from goldthread.compile.calendar import read_date
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token
from goldthread.compile.tongues.tongue import Tongue

_ENDS = re.compile(r"(?P<last>schluss|abschluss|end|final)(?P<noun>[a-zäöüß]{3,})", re.IGNORECASE)
_STARTS = re.compile(r"(?P<first>auftakt|anfangs|eröffnungs|eingangs|einstiegs)(?P<noun>[a-zäöüß]{3,})", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:\b(?:am|vom|ab|bis|zum|dem|den|der|und|le|du|au|el|del|al|día)\s+|[-–,]\s*)$", re.IGNORECASE
)


def settled(tokens: list[Token], setting: Setting, spoken: Tongue, text: str) -> list[Token]:
    """Tokens with `Schlusskapitel` as the last chapter and `17.10.` as a date where the units follow the calendar."""
    made: list[Token] = []
    for at, one in enumerate(tokens):
        if spoken.code == "de" and one.kind in ".u" and (pair := _end_of(one, setting, spoken)):
            made += pair
        elif one.kind in "ny" and _is_year(one, made, setting):
            at_month = len(made) - 1 if made[-1].kind == "m" else len(made) - 2
            month = made[at_month]
            made[at_month:] = [replace(month, end=one.end, text=text[month.start : one.end])]
        elif (
            one.text == "+" and made and made[-1].kind in "no" and at + 1 < len(tokens) and tokens[at + 1].kind in "nou"
        ):
            made.append(replace(one, kind="a"))
        elif one.kind in "nq" and (
            day := _numeric_date(one, tokens[at + 1] if at + 1 < len(tokens) else None, setting, text)
        ):
            made.append(day)
        else:
            made.append(one)
    return made


def _is_year(one: Token, made: list[Token], setting: Setting) -> bool:
    """Whether a number is the year of the month before it, where the units are months (`August 2025`, `agosto de 2025`)."""
    if not setting.months or not 1900 <= one.value <= 2199 or not made:
        return False
    return made[-1].kind == "m" or (len(made) > 1 and made[-1].kind == "R" and made[-2].kind == "m")


def _end_of(one: Token, setting: Setting, spoken: Tongue) -> list[Token] | None:
    """The two tokens of a compound that names the first or last unit."""
    match = _ENDS.fullmatch(one.text) or _STARTS.fullmatch(one.text)
    label = spoken.unit(match["noun"]) if match else None
    if match is None or label is None or label != setting.label:
        return None
    cut = one.start + match.start("noun")
    head = (
        Token("l", one.start, cut, one.text[: cut - one.start])
        if "last" in match.groupdict()
        else Token("o", one.start, cut, one.text[: cut - one.start], 1)
    )
    return [head, Token("u", cut, one.end, one.text[cut - one.start :], label=label)]


def _numeric_date(one: Token, after: Token | None, setting: Setting, text: str) -> Token | None:
    """The date that `17.10.` is."""
    pair = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", one.text)
    if pair is None or (setting.start is None and setting.month is None and not setting.months):
        return None
    if not _BEFORE_DATE.search(text[max(0, one.start - 12) : one.start]) and not (
        after is not None and after.text == "."
    ):
        return None
    year = setting.start.year if setting.start else setting.month.year if setting.month else 2024
    day = read_date(f"{pair[1]}/{pair[2]}", setting.language, year)
    if day is None:
        return None
    if setting.start and day < setting.start:
        day = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day
    end = one.end + (after is not None and after.text == "." and after.start == one.end)
    return replace(one, kind="d", end=end, text=text[one.start : end], value=0, day=day)
