"""Cost against success: each set-up a numbered point, those that none beats joined by a line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import product

from goldthread.report.experiment.rows import percent
from goldthread.report.experiment.svg import (
    apart,
    label,
    line,
    log_ticks,
    mark,
    nice_ticks,
    picture,
    short,
    width_of,
)  # fmt: skip

WIDTH, HEIGHT = 480.0, 320.0
_LEFT, _TOP, _BOTTOM, _RIGHT = 52.0, 16.0, 34.0, 20.0
_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: its number in the table below, where it lies, its series, and whether it is on the front."""

    number: int
    cost: float
    rate: float
    series: int
    front: bool
    link: str
    told: str


Box = tuple[float, float, float, float]


def chart(dots: Sequence[Dot], title: str) -> str:
    """The picture; an empty text without points. A number that finds no free place is left out: the table has it."""
    if not dots:
        return ""
    costs = [dot.cost for dot in dots]
    logarithmic = min(costs) > 0 and max(costs) / min(costs) > 20
    low, high = (min(costs) / 1.3, max(costs) * 1.3) if logarithmic else (0.0, max(costs) * 1.06 or 1.0)

    def across(cost: float) -> float:
        part = math.log(cost / low) / math.log(high / low) if logarithmic else (cost - low) / (high - low)
        return _LEFT + part * (WIDTH - _LEFT - _RIGHT)

    def up(value: float) -> float:
        return HEIGHT - _BOTTOM - value * (HEIGHT - _BOTTOM - _TOP)

    parts = []
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts += [
            line(_LEFT, up(value), WIDTH - 6, up(value), "grid"),
            label(_LEFT - 5, up(value) + 4, percent(value), anchor="end", size=_SIZE),
        ]
    parts.append(line(_LEFT, HEIGHT - _BOTTOM, WIDTH - 6, HEIGHT - _BOTTOM, "axis"))
    ticks = log_ticks(low, high) if logarithmic else nice_ticks(low, high, 5)
    places = [(across(value), short(value)) for value in ticks]
    parts += [line(x, HEIGHT - _BOTTOM, x, HEIGHT - _BOTTOM + 5, "axis") for x, _ in places]
    parts += [
        label(places[at][0], HEIGHT - 12, places[at][1], anchor="middle", size=_SIZE) for at in apart(places, _SIZE)
    ]
    parts.append(_front([(across(dot.cost), up(dot.rate)) for dot in dots if dot.front]))
    spots = [(across(dot.cost), up(dot.rate)) for dot in dots]
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    for dot, (x, y) in sorted(zip(dots, spots, strict=True), key=lambda one: (not one[0].front, one[0].number)):
        drawn = mark(x, y, dot.series, hollow=not dot.front) + f"<title>{escape(dot.told)}</title>"
        parts.append(f'<a href="#{escape(dot.link, quote=True)}">{drawn}</a>')
        box = _free(x, y, width_of(str(dot.number), _SIZE), taken)
        if box:
            taken.append(box)
            parts.append(label(box[0] + 1, box[3] - 4, str(dot.number), size=_SIZE, strong=dot.front))
    return picture(WIDTH, HEIGHT, title, parts)


def _front(corners: list[tuple[float, float]]) -> str:
    """Steps along the front: up to the next success only at its cost."""
    path = ""
    for x, y in sorted(corners, key=lambda one: (one[0], -one[1])):
        path += f"M{x:.1f} {y:.1f}" if not path else f"H{x:.1f}V{y:.1f}"
    return f'<path d="{path}" class="front"/>' if path else ""


def _free(x: float, y: float, width: float, taken: Sequence[Box]) -> Box | None:
    """A place beside a point for a text of this width, clear of all that is taken and inside of the axes."""
    wide, tall = width + 2, 15.0
    for reach in (8.0, 16.0, 24.0):
        beside, below = (reach, -reach - wide, -wide / 2), (-tall / 2, reach, -reach - tall)
        for dx, dy in product(beside, below):
            if (dx, dy) == (-wide / 2, -tall / 2):
                continue
            box = (x + dx, y + dy, x + dx + wide, y + dy + tall)
            inside = box[0] > _LEFT and box[2] < WIDTH - 2 and box[1] > 1 and box[3] < HEIGHT - _BOTTOM
            if inside and not any(
                box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
            ):
                return box
    return None
