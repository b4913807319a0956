"""report.html: one file, no script, everything linked both ways."""

from collections import defaultdict
from functools import lru_cache
from html import escape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from goldthread.redaction import redact
from goldthread.report.data import CallRow, ReportData
from goldthread.report.marking import mark_html
from goldthread.schemas.verdict import Check

_ORDER = ("broken", "undecided", "unchecked", "kept")
_QUOTES = 3
_LANES = 24
_BARS = 1500
_COLOURS = {"writer": "#a97b12", "planner": "#3b6ea5", "reviser": "#8a4fa3", "judge": "#2f8f83", "compiler": "#70757a"}


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("goldthread.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html")


def _anchor(check: Check, at: int) -> str:
    return f"e-{check.constraint}-{check.section}-{at}"


def _rows(data: ReportData) -> list[dict[str, Any]]:
    by_constraint: defaultdict[str, list[Check]] = defaultdict(list)
    for check in data.checks:
        by_constraint[check.constraint].append(check)
    rows = []
    for one in data.compiled.constraints:
        checks = by_constraint.get(one.id, [])
        worst = min((check.verdict.value for check in checks), key=_ORDER.index, default="unchecked")
        first_bad = next((check for check in checks if check.verdict.value == worst), None)
        quotes = [
            {
                "text": item.quote[:300],
                "anchor": _anchor(check, at) if item.section else "document",
                "label": str(item.section or ""),
            }
            for check in checks
            for at, item in enumerate(check.verdict.evidence)
        ]
        rows.append(
            {
                "id": one.id,
                "kind": one.kind,
                "text": one.text,
                "place": one.place,
                "worst": worst,
                "reason": first_bad.verdict.reason if first_bad else "its place is not known",
                "quotes": quotes[:_QUOTES],
                "more": max(0, len(quotes) - _QUOTES),
                "checks": [
                    {
                        "value": check.verdict.value,
                        "reason": check.verdict.reason,
                        "label": str(check.section) if check.section else "all",
                        "anchor": _anchor(check, 0)
                        if any(item.section for item in check.verdict.evidence[:1])
                        else (f"s{check.section}" if check.section else "document"),
                    }
                    for check in checks
                ],
            }
        )
    return rows


def _sections(data: ReportData) -> list[dict[str, Any]]:
    spans: defaultdict[int, list[tuple[int, int, str, str]]] = defaultdict(list)
    for check in data.checks:
        for at, item in enumerate(check.verdict.evidence):
            if item.section:
                spans[item.section].append((item.start, item.end, _anchor(check, at), check.constraint))
    sections = []
    for section in data.plan.sections:
        written = data.written.get(section.number, 0)
        sections.append(
            {
                "number": section.number,
                "title": section.title,
                "brief": section.brief,
                "after": ", ".join(map(str, section.depends_on)),
                "written": f"{written:,}",
                "words": f"{section.words:,}",
                "percent": min(100, round(100 * written / section.words)),
                # The HTML was sanitised by nh3; the marks in it are our own.
                "html": Markup(mark_html(redact(data.texts.get(section.number, "")), spans[section.number])),  # noqa: S704
            }
        )
    return sections


def _cost(prices: list[float | None]) -> str:
    return "unknown" if any(price is None for price in prices) else f"${sum(price or 0 for price in prices):.4f}"


def _roles(calls: tuple[CallRow, ...]) -> list[dict[str, Any]]:
    grouped: defaultdict[str, list[CallRow]] = defaultdict(list)
    for call in calls:
        grouped[call.role].append(call)
    return [
        {
            "name": name,
            "calls": f"{len(rows):,}",
            "input": f"{sum(row.input for row in rows):,}",
            "cached": f"{sum(row.cached for row in rows):,}",
            "output": f"{sum(row.output for row in rows):,}",
            "cost": _cost([row.price for row in rows]),
        }
        for name, rows in [*sorted(grouped.items()), ("all", list(calls))]
    ]


def timeline(calls: tuple[CallRow, ...]) -> str:
    """An SVG of the calls over time; calls that overlap lie in different rows. Of thousands, every k-th is drawn."""
    if not calls:
        return ""
    rows = sorted(calls, key=lambda call: call.start)
    rows = rows[:: max(1, len(rows) // _BARS)]
    whole = max(call.start + call.seconds for call in rows) or 1.0
    ends: list[float] = []
    bars = []
    for call in rows:
        lane = next((at for at, end in enumerate(ends) if end <= call.start), None)
        if lane is None:
            lane = len(ends) if len(ends) < _LANES else _LANES - 1
            ends += [0.0] * (lane + 1 - len(ends))
        ends[lane] = call.start + call.seconds
        x, width = 1000 * call.start / whole, max(1.0, 1000 * call.seconds / whole)
        told = escape(
            f"{call.role} {call.purpose}, section {call.section}, {call.seconds:.1f} s, {call.input}+{call.output} tokens"
        )
        colour = _COLOURS.get(call.role, "#70757a")
        bars.append(
            f'<rect x="{x:.1f}" y="{lane * 9}" width="{width:.1f}" height="7" rx="1.5" fill="{colour}"><title>{told}</title></rect>'
        )
    return f'<svg viewBox="0 0 1000 {len(ends) * 9}" role="img" aria-label="calls over time">{"".join(bars)}</svg>'


def render_report(data: ReportData) -> str:
    """The report as one HTML file, without script and without anything from outside.

    Everything that a model or source wrote is escaped or sanitised; links lead from each constraint to its evidence and
    back.
    """
    counts = dict.fromkeys(("kept", "broken", "undecided", "unchecked"), 0)
    for check in data.checks:
        counts[check.verdict.value] += 1
    return redact(
        _template().render(
            data=data,
            counts=list(counts.items()),
            rows=_rows(data),
            sections=_sections(data),
            roles=_roles(data.calls),
            timeline=Markup(timeline(data.calls)),  # noqa: S704
            span=max((call.start + call.seconds for call in data.calls), default=0.0),
        )
    )
