"""What went wrong: failed cells by kind, and those that finished without success by the task's word for it."""

from collections.abc import Mapping

import numpy as np

from goldthread.experiments.analysis import measures
from goldthread.experiments.analysis.columns import Column, Mask, Table
from goldthread.schemas.analysis import Kind

_EXAMPLES = 3
_MOST = 20


def kinds(table: Table, focus: str) -> tuple[Kind, ...]:
    """Kinds, the most frequent first; the rarest of many together as one."""
    by = table.column(focus)
    named: dict[str, list[int]] = {}
    for place in np.flatnonzero(table.failed).tolist():
        failure = table.cells[place].failure
        named.setdefault(failure.kind if failure else "unknown", []).append(place)
    found = [_kind(table, by, kind, places, failure=True) for kind, places in named.items()]
    for kind, mask in _problems(table).items():
        found.append(_kind(table, by, kind, np.flatnonzero(mask).tolist(), failure=False))
    found.sort(key=lambda one: (not one.failure, -one.cells, one.kind))
    return tuple(found[:_MOST]) if len(found) <= _MOST else (*found[: _MOST - 1], _rest(found[_MOST - 1 :]))


def _problems(table: Table) -> Mapping[str, Mask]:
    values = measures.values_of(table, measures.SUCCESS)
    unsuccessful = ~table.failed & ~table.open & ~np.isnan(values) & (values < 1)
    label = table.labels.get("problem")
    if label is None:
        return {"no success": unsuccessful} if unsuccessful.any() else {}
    made = {}
    for at, level in enumerate(label.levels):
        mask = unsuccessful & (label.codes == at)
        if level and mask.any():
            made[level] = mask
    told = np.array([bool(level) for level in (*label.levels, "")], bool)[label.codes]
    unnamed = unsuccessful & ~told
    return made | ({"no success": unnamed} if unnamed.any() else {})


def _kind(table: Table, by: Column | None, kind: str, places: list[int], *, failure: bool) -> Kind:
    counts: dict[str, int] = {}
    if by is not None and places:
        counted = np.bincount(by.codes[places] + 1, minlength=len(by.levels) + 1)
        counts = {level: int(counted[at + 1]) for at, level in enumerate(by.levels)}
    first = table.cells[places[0]].failure if places else None
    return Kind(
        kind=kind,
        failure=failure,
        cells=len(places),
        by_level=counts,
        examples=tuple(table.cells[place].key for place in places[:_EXAMPLES]),
        message=" ".join(first.message.split())[:300] if first else "",
    )


def _rest(few: list[Kind]) -> Kind:
    counts: dict[str, int] = {}
    for one in few:
        for level, count in one.by_level.items():
            counts[level] = counts.get(level, 0) + count
    return Kind(f"{len(few)} rarer kinds", False, sum(one.cells for one in few), counts, few[0].examples[:1], "")
