"""The report of an experiment as one HTML file, without script and without anything from outside."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from goldthread.redaction import redact
from goldthread.report.experiment import pictures, words
from goldthread.report.experiment.anchors import Anchors, of_kind
from goldthread.report.experiment.trajectories import Step, side_by_side
from goldthread.schemas.analysis import Analysis, Breakdown, Contrast, Figure, Group

_CELLS = 24
"""Cells that a condition names one by one."""


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("goldthread.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(
        percent=words.percent, number=words.number, p_value=words.p_value,
        p_told=words.p_told, money=words.money,
        condition=words.condition, name_of=words.name_of, safe=Markup,
    )  # fmt: skip
    return environment.get_template("experiment.html")


def render_experiment(
    analysis: Analysis,
    *,
    grid: str = "",
    trajectories: Mapping[str, Sequence[Step]] | None = None,
    times: bool = True,
    written: str = "",
) -> str:
    """The page.

    Args:
        analysis: What it says.
        grid: The grid's name, for the commands that lead to cells.
        trajectories: Of the cells that differ, by key.
        times: Whether seconds are shown; without them equal records give equal bytes.
        written: When it was written, with `times`.
    """
    anchors = Anchors()
    everything = anchors.to((), analysis.cells)
    success, costs = pictures.success(analysis, anchors), pictures.costs(analysis, anchors)
    differences = pictures.differences(analysis, anchors)
    context = {
        "a": analysis,
        "everything": everything,
        "facts": _facts(analysis, times=times, written=written),
        "primary": _contrast(analysis.primary, anchors) if analysis.primary else None,
        "families": [
            (family, [_contrast(one, anchors) for one in analysis.contrasts if one.family == family])
            for family in ("secondary", "exploratory")
        ],
        "success": [_picture(one) for one in success],
        "costs": [_picture(one) for one in costs],
        "differences": _picture(differences) if differences else None,
        "tables": [_table(one, anchors) for one in analysis.breakdowns],
        "points": [
            {"at": at, "one": one, "link": anchors.to(one.where, one.success.cells),
             "cost": words.money(one.cost) if analysis.cost_unit == "US dollars" else words.number(one.cost),
             "rate": words.rate_with_interval(one.success)}
            for at, one in enumerate(analysis.points, 1)
        ],
        "failures": [
            {"one": one, "levels": [(level, count) for level, count in one.by_level.items() if count],
             "link": f"k{at}", "command": of_kind(grid or analysis.name, one)}
            for at, one in enumerate(analysis.failures, 1)
        ],
        "published": [
            {"one": one, "link": anchors.to(one.where, one.ours.cells), "ours": _value(one.ours, one.measure),
             "said": _value(Figure(one.published), one.measure)}
            for one in analysis.published
        ],
        "pairs": _pairs(analysis, trajectories or {}),
        "show": {row.key: f"cell-{row.place}" for row in analysis.rows},
        "times": times,
    }  # fmt: skip
    context["sources"] = _sources(analysis, anchors, grid or analysis.name)
    return redact(_template().render(**context))


def _facts(analysis: Analysis, *, times: bool, written: str) -> list[tuple[str, str]]:
    made = [
        (
            f"{analysis.clusters:,}",
            " × ".join(analysis.cluster_by) + "s" if analysis.cluster_by else "independent cells",
        ),
        (words.number(analysis.tokens), "tokens"),
        (words.money(analysis.price), "spent"),
    ]
    if times:
        made.append((f"{analysis.seconds / 3600:,.1f} h", "of cells"))
    if times and written:
        made.append((written, ""))
    return made


def _picture(one: pictures.Picture) -> dict[str, Any]:
    return {
        "title": one.title,
        "words": one.words,
        "svg": Markup(one.svg),  # noqa: S704 - made of our own numbers and escaped texts
        "legend": [Markup(item) for item in one.legend],  # noqa: S704
    }


def _value(figure: Figure, measure: str) -> str:
    return words.rate_with_interval(figure) if measure == "success" else words.number(figure.value)


def _contrast(one: Contrast, anchors: Anchors) -> dict[str, Any]:
    yes_no = one.test.startswith("exact")
    told = words.percent if yes_no else words.number
    low, high = one.difference.low, one.difference.high

    def gap(value: float | None) -> str:
        return words.points(value) if yes_no else words.difference(value, one.measure)

    return {
        "one": one,
        "title": words.title_of(one),
        "link": anchors.to((*one.where, (one.factor, (one.first, one.second))), one.difference.cells),
        "yes_no": yes_no,
        "first": told(one.rate_first),
        "second": told(one.rate_second),
        "difference": gap(one.difference.value),
        "interval": f"{gap(low)} to {gap(high)}" if low is not None and high is not None else words.NOTHING,
        "detectable": gap(one.detectable).lstrip("+"),
        "margin": gap(one.margin).lstrip("+"),
    }


def _table(one: Breakdown, anchors: Anchors) -> dict[str, Any]:
    measures = [
        name
        for name in (one.groups[0].measures if one.groups else ())
        if any(g.measures[name].cells for g in one.groups)
    ]
    return {"by": one.by, "measures": measures, "rows": [_group_row(group, measures, anchors) for group in one.groups]}


def _group_row(group: Group, measures: Sequence[str], anchors: Anchors) -> dict[str, Any]:
    return {
        "levels": [" or ".join(levels) for _, levels in group.where],
        "link": anchors.to(group.where, group.cells),
        "group": group,
        "rate": words.rate_with_interval(group.success),
        "means": [words.number(group.measures[name].value) for name in measures],
        "price": words.money(group.price.value),
    }


def _pairs(analysis: Analysis, trajectories: Mapping[str, Sequence[Step]]) -> list[dict[str, Any]]:
    lead = analysis.primary or next((one for one in analysis.contrasts if one.differing), None)
    made = []
    for pair in lead.differing if lead else ():
        one, two = trajectories.get(pair.first), trajectories.get(pair.second)
        if lead and one is not None and two is not None:
            made.append({"pair": pair, "first": lead.first, "second": lead.second, "both": side_by_side(one, two)})
    return made


def _sources(analysis: Analysis, anchors: Anchors, grid: str) -> list[dict[str, Any]]:
    columns = {name: at for at, name in enumerate(analysis.columns)}
    made = []
    for link, told, cells, command, where in anchors.listed(grid):
        listed = all(name in columns for name, _ in where) and bool(analysis.rows)
        rows = [
            row.place
            for row in analysis.rows
            if listed and all(row.levels[columns[name]] in levels for name, levels in where)
        ]
        made.append(
            {"link": link, "told": told, "cells": cells, "command": command, "rows": rows[:_CELLS],
             "more": max(0, len(rows) - _CELLS)}
        )  # fmt: skip
    return made
