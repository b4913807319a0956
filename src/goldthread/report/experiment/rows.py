"""Rows with a bar or a point each, its interval, and its number: rates by level, means, differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from goldthread.report.experiment.svg import (
    FONT,
    apart,
    label,
    line,
    mark,
    nice_ticks,
    picture,
    short,
    shorten,
    width_of,
)

WIDTH = 480.0
_ROW, _HEADING, _WIDEST = 25.0, 29.0, 172.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        label: At its left.
        value: None where nothing was measured.
        low: Lower end of the interval.
        high: Upper end.
        told: The number as written at its right.
        link: Fragment that leads to its cells.
        heading: A line of its own above rows; it has no value.
    """

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    told: str = ""
    link: str = ""
    heading: bool = False


def percent(value: float) -> str:
    """A tick of rates."""
    return f"{100 * value:.3g}%"


def chart(
    rows: Sequence[Row],
    title: str,
    *,
    ends: tuple[float, float] | None = None,
    points: bool = False,
    marks: Sequence[float] = (),
    tick: Callable[[float], str] = short,
) -> str:
    """The picture; an empty text where there are no rows.

    Args:
        rows: From above to below.
        title: For readers who do not see it.
        ends: Of the axis; from 0 to the greatest end of an interval where left out.
        points: Points rather than bars from 0.
        marks: Margins, drawn as dashed lines.
        tick: How numbers of the axis are written.
    """
    if not rows:
        return ""
    low, high = ends or _ends(rows, marks, points=points)
    left = 12 + min(_WIDEST, max((width_of(row.label) for row in rows if not row.heading), default=0.0))
    right = WIDTH - 12 - max((width_of(row.told, 12) for row in rows), default=0.0)
    if right - left < 90:
        left = max(60.0, right - 90)

    def across(value: float) -> float:
        return left + (min(max(value, low), high) - low) / (high - low) * (right - left)

    height = sum(_HEADING if row.heading else _ROW for row in rows)
    ticks = [(across(value), tick(value)) for value in nice_ticks(low, high, 4)]
    upright = [(x, "grid") for x, _ in ticks]
    upright += [(across(0), "axis")] if low <= 0 <= high else []
    upright += [(across(one), "margin") for one in marks if low <= one <= high]
    parts: list[str] = []
    y = 4.0
    for heading, block in groupby(rows, key=lambda row: row.heading):
        for row in block if heading else ():
            parts.append(label(4, y + 19, shorten(row.label, WIDTH - 8), strong=True, full=row.label))
            y += _HEADING
        if not heading:
            some = list(block)
            parts += [line(x, y, x, y + _ROW * len(some), kind) for x, kind in upright]
            for at, row in enumerate(some):
                drawn = _drawn(row, y + _ROW * (at + 0.5), across, left, points=points)
                parts.append(f'<a href="#{escape(row.link, quote=True)}">{drawn}</a>' if row.link else drawn)
            y += _ROW * len(some)
    parts += [label(ticks[at][0], height + 20, ticks[at][1], anchor="middle", size=11.5) for at in apart(ticks, 11.5)]
    return picture(WIDTH, height + 28, title, parts)


def _ends(rows: Sequence[Row], marks: Sequence[float], *, points: bool) -> tuple[float, float]:
    seen = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    if points:
        most = max((abs(value) for value in (*seen, *marks)), default=0.0) * 1.06 or 1.0
        return -most, most
    return min([0.0, *seen]), max([0.0, *seen]) * 1.04 or 1.0


def _drawn(row: Row, y: float, across: Callable[[float], float], left: float, *, points: bool) -> str:
    name = shorten(row.label, left - 9)
    parts = [label(left - 6, y + FONT * 0.35, name, anchor="end", full=row.label)]
    if row.value is not None:
        x = across(row.value)
        if not points:
            zero = across(0.0)
            parts.append(
                f'<rect x="{min(zero, x):.1f}" y="{y - 7:.1f}" width="{abs(x - zero):.1f}" height="14" class="bar"/>'
            )
        if row.low is not None and row.high is not None:
            begin, end = across(row.low), across(row.high)
            parts.append(line(begin, y, end, y, "whisker"))
            parts += [line(at, y - 4, at, y + 4, "whisker") for at in (begin, end)]
        if points:
            parts.append(mark(x, y, 0, size=4.5))
    parts.append(label(WIDTH - 4, y + 4, row.told, anchor="end", size=12))
    return "".join(parts)
