"""What went wrong: failed cells by kind, and those that finished without success by the task's word for it."""

from collections.abc import Mapping

import numpy as np

from goldthread.experiments.analysis import measures
from goldthread.experiments.analysis.columns import Column, Mask, Table
from goldthread.schemas.analysis import Kind

_EXAMPLES = 3
_MOST = 20
_UNNAMED = "no success"


def kinds(table: Table, focus: str) -> tuple[Kind, ...]:
    """Kinds, the most frequent first; the rarest of many together as one."""
    by = table.column(focus)
    named: dict[str, list[int]] = {}
    for place in np.flatnonzero(table.failed).tolist():
        failure = table.cells[place].failure
        named.setdefault(failure.kind if failure else "unknown", []).append(place)
    found = [_kind(table, by, kind, places, "failure") for kind, places in named.items()]
    problems = _problems(table)
    for kind, mask in problems.items():
        told = "problem" if kind != _UNNAMED else "success" if len(problems) == 1 else ""
        found.append(_kind(table, by, kind, np.flatnonzero(mask).tolist(), told))
    found.sort(key=lambda one: (not one.failure, -one.cells, one.kind))
    return tuple(found[:_MOST]) if len(found) <= _MOST else (*found[: _MOST - 1], _rest(found[_MOST - 1 :]))


def _problems(table: Table) -> Mapping[str, Mask]:
    values = measures.values_of(table, measures.SUCCESS)
    unsuccessful = ~table.failed & ~table.open & ~np.isnan(values) & (values < 1)
    label = table.labels.get("problem")
    if label is None:
        return {_UNNAMED: unsuccessful} if unsuccessful.any() else {}
    made = {}
    for at, level in enumerate(label.levels):
        mask = unsuccessful & (label.codes == at)
        if level and mask.any():
            made[level] = mask
    told = np.array([bool(level) for level in (*label.levels, "")], bool)[label.codes]
    unnamed = unsuccessful & ~told
    return made | ({_UNNAMED: unnamed} if unnamed.any() else {})


def _kind(table: Table, by: Column | None, kind: str, places: list[int], column: str) -> Kind:
    counts: dict[str, int] = {}
    if by is not None and places:
        counted = np.bincount(by.codes[places] + 1, minlength=len(by.levels) + 1)
        counts = {level: int(counted[at + 1]) for at, level in enumerate(by.levels)}
    first = table.cells[places[0]].failure if places else None
    return Kind(
        kind=kind,
        failure=column == "failure",
        cells=len(places),
        by_level=counts,
        examples=tuple(table.cells[place].key for place in places[:_EXAMPLES]),
        message=" ".join(first.message.split())[:300] if first else "",
        column=column,
    )


def _rest(few: list[Kind]) -> Kind:
    counts: dict[str, int] = {}
    for one in few:
        for level, count in one.by_level.items():
            counts[level] = counts.get(level, 0) + count
    return Kind(f"{len(few)} rarer kinds", False, sum(one.cells for one in few), counts, few[0].examples[:1], "")
