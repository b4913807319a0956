"""Factors and settings of a grid, checked against what a task knows."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.experiments.work import Level

Check = Callable[[Level], None]


def check_names(found: Iterable[str], known: Iterable[str], field: str, what: str) -> None:
    """Refuse names that are not known.

    Raises:
        BadInput: With the nearest name.
    """
    names = list(known)
    for name in found:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            remedy = f"did you mean {near[0]}?" if near else f"{what}s are: {', '.join(names)}"
            raise BadInput(f"there is no {what} {name!r}", where=Where(field=f"{field}.{name}"), remedy=remedy)


def one_of(name: str, known: Iterable[str]) -> Check:
    """A check that a level is one of those known."""
    names = list(known)

    def check(level: Level) -> None:
        if level not in names or isinstance(level, bool):
            near = difflib.get_close_matches(str(level), names, 1)
            remedy = f"did you mean {near[0]}?" if near else f"levels are: {', '.join(names)}"
            raise BadInput(f"there is no {name} {level!r}", where=Where(field=f"factors.{name}"), remedy=remedy)

    return check


def whole_number(name: str, least: int, most: int) -> Check:
    """A check that a level is a whole number within bounds."""

    def check(level: Level) -> None:
        if not isinstance(level, int) or isinstance(level, bool) or not least <= level <= most:
            raise BadInput(
                f"{level!r} is no level of {name}",
                where=Where(field=f"factors.{name}"),
                remedy=f"give whole numbers from {least} to {most:,}",
            )

    return check


def yes_no(name: str) -> Check:
    """A check that a level is true or false."""

    def check(level: Level) -> None:
        if not isinstance(level, bool):
            raise BadInput(
                f"{level!r} is no level of {name}", where=Where(field=f"factors.{name}"), remedy="true, false"
            )

    return check


def check_levels(levels: Mapping[str, tuple[Level, ...]], checks: Mapping[str, Check], required: Iterable[str]) -> None:
    """Hold factors and their levels against those that a task knows.

    Raises:
        BadInput: With the factor, the level and what there is.
    """
    check_names((one for one in levels if one != "repeat"), checks, "factors", "factor")
    for name in required:
        if name not in levels:
            raise BadInput(f"has no factor {name}", where=Where(field="factors"), remedy=f"add {name} to factors")
    for name, found in levels.items():
        for level in found if name in checks else ():
            checks[name](level)


def whole_setting(settings: Mapping[str, Any], name: str, usual: int, least: int = 0) -> int:
    """A whole number of the settings.

    Raises:
        BadInput: It is none, or too small.
    """
    found = settings.get(name, usual)
    if not isinstance(found, int) or isinstance(found, bool) or found < least:
        raise BadInput(
            f"is no whole number from {least}", where=Where(field=f"settings.{name}"), remedy=f"for instance {usual}"
        )
    return found


def seed_of(factors: Mapping[str, Any]) -> int:
    """The seed of a cell's calls: each repeat has its own, the first that of the factor `seed`."""
    return int(factors.get("seed", 0)) + 1_000_003 * (int(factors.get("repeat", 1)) - 1)


def folder_setting(settings: Mapping[str, Any], name: str) -> Path | None:
    """A folder of the settings, taken from the grid's root where it is relative; None where it is not told.

    Raises:
        BadInput: It is no text.
    """
    told = settings.get(name)
    if told is None:
        return None
    if not isinstance(told, str) or not told:
        raise BadInput("is no path", where=Where(field=f"settings.{name}"), remedy="name a folder")
    return Path(str(settings.get("root", ""))) / told
