"""Curves over sizes, on a logarithmic axis: one line a series, with intervals."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from goldthread.report.experiment.svg import (
    COLOURS,
    DASHES,
    apart,
    label,
    line,
    mark,
    nice_ticks,
    picture,
    short,
    width_of,
)  # fmt: skip

WIDTH, HEIGHT = 480.0, 290.0
_TOP, _BOTTOM, _STEP = 12.0, 34.0, 6.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a curve; see `rows.Row`."""

    size: float
    value: float
    low: float | None = None
    high: float | None = None
    link: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One curve."""

    name: str
    spots: tuple[Spot, ...]


def chart(
    series: Sequence[Series],
    title: str,
    *,
    ends: tuple[float, float] | None = None,
    tick: Callable[[float], str] = short,
) -> str:
    """The picture; an empty text where no series has a point.

    Args:
        series: Each with its colour, dash and mark, in this order.
        title: For readers who do not see it.
        ends: Of the upright axis.
        tick: How its numbers are written.
    """
    spots = [spot for one in series for spot in one.spots if spot.size > 0]
    if not spots:
        return ""
    low, high = ends or (0.0, max(max(spot.value, spot.high or 0.0) for spot in spots) * 1.04 or 1.0)
    ticks = nice_ticks(low, high, 5)
    left = 10 + max(width_of(tick(value), 11.5) for value in ticks)
    sizes = sorted({spot.size for spot in spots})
    spread = _STEP * (len(series) - 1) / 2 + 8
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    room = WIDTH - 26 - left - 2 * spread

    def across(size: float) -> float:
        part = 0.5 if first == last else (math.log10(size) - first) / (last - first)
        return left + spread + part * room

    def up(value: float) -> float:
        return HEIGHT - _BOTTOM - (min(max(value, low), high) - low) / (high - low) * (HEIGHT - _BOTTOM - _TOP)

    parts = []
    for value in ticks:
        parts += [
            line(left, up(value), WIDTH - 6, up(value), "grid"),
            label(left - 5, up(value) + 4, tick(value), anchor="end", size=11.5),
        ]
    parts.append(line(left, HEIGHT - _BOTTOM, WIDTH - 6, HEIGHT - _BOTTOM, "axis"))
    places = [(across(size), f"{size:,.6g}") for size in sizes]
    parts += [line(x, HEIGHT - _BOTTOM, x, HEIGHT - _BOTTOM + 5, "axis") for x, _ in places]
    parts += [
        label(places[at][0], HEIGHT - 12, places[at][1], anchor="middle", size=11.5) for at in apart(places, 11.5)
    ]
    for at, one in enumerate(series):
        aside = _STEP * (at - (len(series) - 1) / 2)
        parts.append(_curve(at, one, lambda size, aside=aside: across(size) + aside, up))  # type: ignore[misc]
    return picture(WIDTH, HEIGHT, title, parts)


def _curve(at: int, one: Series, across: Callable[[float], float], up: Callable[[float], float]) -> str:
    spots = sorted((spot for spot in one.spots if spot.size > 0), key=lambda spot: spot.size)
    path = " ".join(f"{across(spot.size):.1f},{up(spot.value):.1f}" for spot in spots)
    colour, dash = COLOURS[at % len(COLOURS)], DASHES[at % len(DASHES)]
    parts = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>']
    for spot in spots:
        x = across(spot.size)
        drawn = ""
        if spot.low is not None and spot.high is not None:
            drawn = line(x, up(spot.low), x, up(spot.high), "reach", f' stroke="{colour}"')
        drawn += mark(x, up(spot.value), at) + f"<title>{escape(f'{one.name}, {spot.size:,.6g}: {spot.told}')}</title>"
        parts.append(f'<a href="#{escape(spot.link, quote=True)}">{drawn}</a>' if spot.link else f"<g>{drawn}</g>")
    return "".join(parts)
