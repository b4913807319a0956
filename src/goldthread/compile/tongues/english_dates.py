"""English dates of several tokens made one, and days that share their month."""

import calendar
from dataclasses import replace
from datetime import date

from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token


def whole_dates(tokens: list[Token], setting: Setting) -> list[Token]:
    """English dates of several tokens made one: `May 2023` as its first day, `Saturday the 20th` as the 20th."""
    made: list[Token] = []
    tokens = _same_month(tokens)
    at = 0
    while at < len(tokens):
        one = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            one.kind == "m"
            and after is not None
            and after.kind in "ny"
            and 1000 <= after.value <= 2199
            and len(after.text) == 4
            and setting.start is not None
            and setting.label == "month"
        ):
            text = f"{one.text} {after.text}"
            made.append(Token("d", one.start, after.end, text, day=date(after.value, one.value, 1)))
            at += 2
            continue
        ahead = [it for it in tokens[at + 1 : at + 4] if it.kind not in "pjc"]
        if one.kind == "w" and ahead and (ahead[0].kind == "d" or (ahead[0].kind == "o" and _dates(setting))):
            one = replace(one, kind="p")
        elif one.kind == "w" and (back := _back_to_date(made)):
            made[-back:] = [replace(it, kind="p") for it in made[-back:]]
            one = replace(one, kind="p")
        made.append(one)
        at += 1
    return made


def _same_month(tokens: list[Token]) -> list[Token]:
    """Days before a date that its month holds for too: `on 5, 12, 19 and 26 October`."""
    made = list(tokens)
    for at, one in enumerate(tokens):
        if one.kind != "d" or one.day is None or not one.text[:1].isdigit():
            continue
        back = at
        while (
            back > 1
            and made[back - 1].kind in "ca"
            and (days := [it for it in (back - 2, back - 3) if it >= 0 and made[it].kind in "no"])
        ):
            first = days[0]
            if not 1 <= made[first].value <= calendar.monthrange(one.day.year, one.day.month)[1] or any(
                made[it].kind not in "ca" for it in range(first + 1, back)
            ):
                break
            made[first] = replace(made[first], kind="d", day=one.day.replace(day=made[first].value))
            back = first
    return made


def _back_to_date(made: list[Token]) -> int:
    """How many tokens of a comma and an article lie behind a date (`1 September, a`); 0 where none or more do."""
    for back in (1, 2):
        if len(made) > back and made[-back - 1].kind == "d":
            return back if all(one.text.lower() in (",", "a", "the", "(") for one in made[-back:]) else 0
    return 0


def _dates(setting: Setting) -> bool:
    """Whether the units are days that a date in digits can name."""
    return setting.month is not None or setting.start is not None
