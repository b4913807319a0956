"""The pictures of a report, out of its analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from goldthread.report.experiment import curves, rows, scatter
from goldthread.report.experiment.anchors import Anchors
from goldthread.report.experiment.svg import COLOURS, sample, short
from goldthread.report.experiment.words import (
    MINUS,
    condition,
    money,
    name_of,
    number,
    percent,
    points,
    rate_with_interval,
)  # fmt: skip
from goldthread.schemas.analysis import Analysis, Breakdown, Contrast, Figure, Group

CHARTED = ("tokens", "calls", "turns", "grep_density")
_MOST_ROWS = 42
_SERIES = len(COLOURS)
_RATES = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words.

    Attributes:
        title: Above it.
        words: What it shows and how to read it.
        svg: The picture, safe HTML.
        legend: Sample and name of each series, safe HTML.
    """

    title: str
    words: str
    svg: str
    legend: tuple[str, ...] = ()


def success(analysis: Analysis, anchors: Anchors) -> list[Picture]:
    """Success by each column, crossed with the factor compared, and over sizes."""
    made = []
    for one in analysis.breakdowns:
        if one.sizes:
            made += _over_sizes(one, anchors) if len(one.by) == 2 else []
        elif len(one.by) == 1:
            made.append(_levels(one, anchors))
        elif len(one.groups) + len({group.where[0] for group in one.groups}) <= _MOST_ROWS:
            made.append(_crossed(one, anchors))
    if not any(one.sizes and len(one.by) == 2 for one in analysis.breakdowns):
        made += [picture for one in analysis.breakdowns if one.sizes for picture in _over_sizes(one, anchors)]
    return made


def costs(analysis: Analysis, anchors: Anchors) -> list[Picture]:
    """Tokens, calls, turns and density by level of the factor compared; cost against success."""
    made = []
    first = next((one for one in analysis.breakdowns if one.by == (analysis.focus,)), None)
    for measure in CHARTED:
        if first and any(measure in group.measures and group.measures[measure].cells for group in first.groups):
            made.append(_means(first, measure, anchors))
    pareto = _pareto(analysis, anchors)
    return [*made, pareto] if pareto else made


def differences(analysis: Analysis, anchors: Anchors) -> Picture | None:
    """Differences of success with their intervals."""
    found = [one for one in (analysis.primary, *analysis.contrasts) if one and one.pairs and one.measure == "success"]
    kept = found[:_MOST_ROWS]
    if not kept:
        return None
    lines: list[rows.Row] = []
    for heading, these in _parted(kept).items():
        lines.append(rows.Row(heading, heading=True))
        lines += [_difference(one, anchors) for one in these]
    margins = [one.margin for one in kept if one.family == "primary" and one.margin]
    marks = [sign * margin for margin in margins for sign in (-1, 1)]
    svg = rows.chart(lines, "Differences of success", points=True, marks=marks, tick=points)
    words = "Difference of success in points with its 95% interval; right of 0 the first level is better."
    if marks:
        words += " Dashed lines are the margin."
    if len(found) > len(kept):
        words += f" The first {len(kept)} of {len(found)}; the table has all."
    return Picture("Differences", words, svg)


def _parted(contrasts: Sequence[Contrast]) -> dict[str, list[Contrast]]:
    """Contrasts by what is written above them: their family, and for a pair within levels the pair."""
    made: dict[str, list[Contrast]] = {}
    for one in contrasts:
        within = one.family == "exploratory" and one.where
        heading = f"exploratory: {one.first} {MINUS} {one.second}, within" if within else one.family
        made.setdefault(heading, []).append(one)
    return made


def _difference(one: Contrast, anchors: Anchors) -> rows.Row:
    where = (*one.where, (one.factor, (one.first, one.second)))
    within = one.family == "exploratory" and one.where
    told = condition(one.where[-1:]) if within else f"{one.first} {MINUS} {one.second}"
    value = one.difference
    return rows.Row(told, value.value, value.low, value.high, points(value.value), anchors.to(where, value.cells))


def _row(group: Group, anchors: Anchors) -> rows.Row:
    one = group.success
    return rows.Row(
        group.level, one.value, one.low, one.high, rate_with_interval(one), anchors.to(group.where, group.cells)
    )


def _levels(one: Breakdown, anchors: Anchors) -> Picture:
    lines = [_row(group, anchors) for group in one.groups]
    svg = rows.chart(lines, f"Success by {one.by[0]}", ends=_RATES, tick=rows.percent)
    return Picture(f"Success by {one.by[0]}", "Bars: rate of success. Lines: its 95% interval.", svg)


def _crossed(one: Breakdown, anchors: Anchors) -> Picture:
    lines: list[rows.Row] = []
    last = ""
    for group in one.groups:
        outer = group.where[0][1][0]
        if not lines or outer != last:
            lines.append(rows.Row(f"{one.by[0]} {outer}", heading=True))
            last = outer
        lines.append(_row(group, anchors))
    svg = rows.chart(lines, f"Success by {one.by[0]} and {one.by[1]}", ends=_RATES, tick=rows.percent)
    return Picture(f"Success by {one.by[0]} and {one.by[1]}", "Bars: rate of success. Lines: its 95% interval.", svg)


def _over_sizes(one: Breakdown, anchors: Anchors) -> list[Picture]:
    series: dict[str, list[Group]] = {}
    for group in one.groups:
        series.setdefault(group.level if len(one.by) == 2 else "success", []).append(group)
    names = list(series)[:_SERIES]
    sizes = one.sizes
    legend = (
        tuple(sample(at) + f"<span>{escape(name)}</span>" for at, name in enumerate(names)) if len(names) > 1 else ()
    )
    said = f" The first {_SERIES} of {len(series)} levels." if len(series) > _SERIES else ""
    over = one.by[0]
    made = [
        Picture(
            f"Success over {over}",
            f"Upright: rate of success with its 95% interval. Across: {over}, on a logarithmic scale.{said}",
            curves.chart([_series(name, series[name], "success", sizes, anchors) for name in names],
                         f"Success over {over}", ends=_RATES, tick=rows.percent),
            legend,
        )
    ]  # fmt: skip
    drawn = [_series(name, series[name], "tokens", sizes, anchors) for name in names]
    if svg := curves.chart(drawn, f"Tokens over {over}"):
        words = f"Upright: mean tokens of a cell. Across: {over}, on a logarithmic scale.{said}"
        made.append(Picture(f"Tokens over {over}", words, svg, legend))
    return made


def _series(
    name: str, groups: Sequence[Group], measure: str, sizes: dict[str, float], anchors: Anchors
) -> curves.Series:
    spots = []
    for group in groups:
        figure = group.success if measure == "success" else group.measures.get(measure, Figure(None))
        if figure.value is None:
            continue
        told = rate_with_interval(figure) if measure == "success" else number(figure.value)
        size, link = sizes[group.where[0][1][0]], anchors.to(group.where, group.cells)
        spots.append(curves.Spot(size, figure.value, figure.low, figure.high, link, told))
    return curves.Series(name, tuple(spots))


def _means(one: Breakdown, measure: str, anchors: Anchors) -> Picture:
    lines = []
    for group in one.groups:
        figure = group.measures.get(measure, Figure(None))
        lines.append(
            rows.Row(group.level, figure.value, figure.low, figure.high, number(figure.value),
                     anchors.to(group.where, group.cells))
        )  # fmt: skip
    title = name_of(measure)[0].upper() + name_of(measure)[1:]
    return Picture(
        title, f"Mean of a cell, by {one.by[0]}, with its 95% interval.", rows.chart(lines, title, tick=short)
    )


def _pareto(analysis: Analysis, anchors: Anchors) -> Picture | None:
    first = next((one.groups for one in analysis.breakdowns if one.by == (analysis.focus,)), ())
    # As in the curves, so that a level looks the same in all pictures.
    levels = list(
        dict.fromkeys(
            [group.level for group in first] + [_level(point.where, analysis.focus) for point in analysis.points]
        )
    )
    told = money if analysis.cost_unit == "US dollars" else number
    dots = [
        scatter.Dot(
            at,
            point.cost,
            point.success.value,
            levels.index(_level(point.where, analysis.focus)),
            point.front,
            anchors.to(point.where, point.success.cells),
            f"{point.label}: {told(point.cost)}, {percent(point.success.value)}",
        )
        for at, point in enumerate(analysis.points, 1)
        if point.cost is not None and point.success.value is not None
    ]
    svg = scatter.chart(dots, "Cost against success")
    if not svg:
        return None
    words = (
        f"Across: {analysis.cost_unit} a cell. Upright: rate of success. Filled: no other is both cheaper and better; "
        "the line joins these. Numbers are those of the table below."
    )
    legend = tuple(sample(at, dashed=False) + f"<span>{escape(name)}</span>" for at, name in enumerate(levels) if name)
    return Picture("Cost against success", words, svg, legend if len(legend) > 1 else ())


def _level(where: tuple[tuple[str, tuple[str, ...]], ...], focus: str) -> str:
    return next((levels[0] for name, levels in where if name == focus), "")
