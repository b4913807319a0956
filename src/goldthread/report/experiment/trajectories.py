"""Trajectories of two cells side by side."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_STEPS = 60
_LONGEST = 1200

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """One step: its heading, and its fields as text."""

    heading: str
    fields: tuple[tuple[str, str, str], ...]
    """Name, beginning, and what follows of a long one."""


@dataclass(frozen=True, slots=True)
class Both:
    """Two trajectories, row by row; None where one is over."""

    rows: tuple[tuple[Shown | None, Shown | None], ...]
    left_out: int


def side_by_side(first: Sequence[Step], second: Sequence[Step]) -> Both:
    """Steps of two trajectories, the n-th beside the n-th, at most 60 of them."""
    longest = max(len(first), len(second))
    made = [
        (
            _shown(first[at]) if at < len(first) else None,
            _shown(second[at]) if at < len(second) else None,
        )
        for at in range(min(longest, _STEPS))
    ]
    return Both(tuple(made), max(0, longest - _STEPS))


def _shown(step: Step) -> Shown:
    names = ("event", "kind", "tool", "name")
    heading = " ".join(str(step[name]) for name in names if isinstance(step.get(name), (str, int)))
    turn = step.get("turn")
    fields = []
    for name, value in step.items():
        if name in (*names, "turn") or value in (None, "", [], {}):
            continue
        told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        fields.append((name, told[:_LONGEST], told[_LONGEST : 10 * _LONGEST]))
    return Shown(f"{f'turn {turn}: ' if turn is not None else ''}{heading or 'step'}"[:200], tuple(fields))
