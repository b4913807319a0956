"""Plans in JSON, whole or damaged, one value or several that continue each other; and in data that has that shape."""

import re
from collections.abc import Iterable
from typing import Any

from goldthread.agents.planning.alternatives import chosen_last
from goldthread.agents.planning.damaged_json import loads_damaged
from goldthread.agents.planning.fields import (
    BRIEF_KEYS,
    LIST_KEYS,
    TITLE_KEYS,
    WORD_KEYS,
    get,
    normal,
    numbers_of,
    read_item,
    text_of,
    unnumbered,
)
from goldthread.agents.planning.items import Parsed, PlanItem
from goldthread.agents.planning.reply_text import is_schema

_START = re.compile(r"\{(?=\s*[\"'“„‘}\w/])|\[(?=\s*[\"'“„‘{\[/])")
_MOST_FAILED = 40
_FINAL_KEYS = (
    "final",
    "final plan",
    "final version",
    "revised",
    "revised plan",
    "endgültig",
    "definitivo",
    "définitif",
    "最终",
    "最終",
)


def read_json(text: str) -> Parsed | None:
    """The plan in a reply's JSON; None where it has none."""
    plans = list(_plans(text))
    if not plans:
        return None
    if chosen_last(text):
        return plans[-1]
    told = _Told()
    notes: list[str] = []
    for plan in plans:
        if told.add(plan.items):
            notes += [note for note in plan.notes if note not in notes]
    return plans[0].model_copy(update={"items": tuple(unnumbered(told.items)), "notes": tuple(notes)})


def _plans(text: str) -> Iterable[Parsed]:
    end = failed = 0
    for match in _START.finditer(text):
        start = match.start()
        if start < end:
            continue
        data, whole, length = loads_damaged(text, start)
        if is_schema(data):
            end = start + length
            continue
        inline = match[0] == "[" and text[text.rfind("\n", 0, start) + 1 : start].strip(" `") != ""
        parsed = None if inline and not _has_mapping(data) else from_data(data)
        if parsed is None or not parsed.items:
            failed += 1
            if failed >= _MOST_FAILED:
                return
            continue
        end = start + length
        yield (
            parsed
            if whole
            else parsed.model_copy(update={"notes": ("the JSON was damaged; the whole sections were read",)})
        )


def _has_mapping(data: Any) -> bool:
    return isinstance(data, dict) or (isinstance(data, list) and any(isinstance(one, (dict, list)) for one in data))


class _Told:
    """What the lists before have told, to see whether a later one goes on from there or tells it anew."""

    def __init__(self) -> None:
        self.items: list[PlanItem] = []
        self._least: int | None = None
        self._titles: set[str] = set()

    def add(self, later: tuple[PlanItem, ...]) -> bool:
        numbers = numbers_of(later)
        titles = {item.title.casefold() for item in later}
        if self.items:
            if numbers and self._least is not None:
                goes_on = min(numbers) > self._least
            else:
                goes_on = not numbers and self._least is None and not titles & self._titles
            if not goes_on:
                return False
        elif numbers:
            self._least = min(numbers)
        self.items += later
        self._titles |= titles
        return True


def from_data(data: Any) -> Parsed | None:
    """The plan in plain data: a list of sections, or a mapping that holds one at some depth."""
    if is_schema(data):
        return None
    if isinstance(data, list):
        if len(data) == 1 and isinstance(data[0], dict) and (inner := from_data(data[0])) is not None:
            return inner
        return _of_list(data)
    if not isinstance(data, dict):
        return None
    sections = get(data, LIST_KEYS)
    if isinstance(sections, str) and sections.lstrip()[:1] in ("{", "["):
        inner = from_data(loads_damaged(sections.strip())[0])
        if inner is not None and inner.items:
            return inner
    if isinstance(sections, dict):
        if not _all_titled(sections) and (inner := from_data(sections)) is not None and inner.items:
            return inner
        sections = [
            {"id": key, **value} if isinstance(value, dict) else {"id": key, "title": value}
            for key, value in sections.items()
        ]
    if isinstance(sections, list) and (found := _of_list(sections)) is not None:
        return found.model_copy(
            update={"title": str(data.get("title") or ""), "digest": text_of(data.get("digest") or "")}
        )
    if any(normal(key) in TITLE_KEYS for key in data) and get(data, WORD_KEYS + BRIEF_KEYS) is not None:
        item = read_item(data)
        return Parsed(items=(item,)) if item else None
    ordered = sorted(data.items(), key=lambda pair: normal(pair[0]) not in _FINAL_KEYS)
    return next(
        (inner for _, value in ordered if isinstance(value, (dict, list)) and (inner := from_data(value)) is not None),
        None,
    )


def _all_titled(sections: dict[Any, Any]) -> bool:
    return len(sections) > 0 and all(
        isinstance(one, dict) and get(one, TITLE_KEYS) is not None for one in sections.values()
    )


def _of_list(entries: list[Any]) -> Parsed | None:
    items = [item for one in _leaves(entries) if (item := read_item(one)) is not None]
    return Parsed(items=tuple(items)) if items else None


def _leaves(entries: list[Any], depth: int = 0) -> list[Any]:
    """The sections of a list whose parts hold sections of their own, in order; a part itself is no section."""
    found: list[Any] = []
    for entry in entries:
        inner = get(entry, LIST_KEYS) if isinstance(entry, dict) and depth < 8 else None
        if isinstance(inner, list) and any(isinstance(one, dict) and get(one, TITLE_KEYS) is not None for one in inner):
            found += _leaves(inner, depth + 1)
        else:
            found.append(entry)
    return found
