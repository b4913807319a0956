"""Units that `the others` means: those that have not been named."""

import re
from dataclasses import replace

from goldthread.compile.tongues.readings import Readings
from goldthread.compile.tongues.together import Found

_REMAINING = re.compile(r"rest|verbleib|剩|余下|残", re.IGNORECASE)
"""What remains when all before has been given something, not merely what is another."""


def resolve_rest(to: Readings, places: list[Found], *, measured: bool) -> None:
    """`the others` are the units that neither this sentence nor the one before it has named."""
    named = {number for one in places if one.place.kind != "everywhere" for number in one.place.numbers}
    named |= {number for one in places for number in one.place.removed or () if to.setting.language != "en"}
    for one in places:
        if one.rule == "rest" and to.setting.count:
            taken = named or (_with_length(to) if measured else set()) or to.last_numbers
            several = sum(it.place.kind in ("range", "list") for it in places if it is not one) > 1
            remaining = len(named) > 2 and (several or bool(_REMAINING.search(one.place.words)))
            if to.setting.language != "en" and remaining and not measured:
                taken = taken | {number for number in _placed_so_far(to) if number < min(named)}
            numbers = tuple(number for number in range(1, to.setting.count + 1) if number not in taken)
            one.place = replace(one.place, numbers=numbers, known=True)
    if named:
        to.last_numbers = named


def _with_length(to: Readings) -> set[int]:
    """Units that have been given a length of their own."""
    return {
        number
        for one in to.constraints
        if one.kind == "length" and len(one.sections) < (to.setting.count or 0)
        for number in one.sections
    }


def _placed_so_far(to: Readings) -> set[int]:
    """Units that the request has given something of their own."""
    return {
        number
        for one in to.constraints
        if one.kind in ("single", "date", "first", "range", "list")
        for number in one.sections
    }
