"""Numbers and conditions as a reader of the report sees them."""

import math

from goldthread.report.experiment.svg import short
from goldthread.schemas.analysis import Contrast, Figure, Where

MINUS, DASH, NOTHING = "−", "–", "—"
_NAMES = {
    "success": "success", "tokens": "tokens to answer", "tokens_in": "tokens in", "tokens_out": "tokens out",
    "calls": "model calls", "turns": "turns", "grep_density": "grep output density", "price": "price",
}  # fmt: skip


def percent(value: float | None) -> str:
    """A rate: 75.4%."""
    return NOTHING if value is None else f"{100 * value:.1f}%"


def number(value: float | None) -> str:
    """Any number, in few letters."""
    return NOTHING if value is None or not math.isfinite(value) else short(value).replace("-", MINUS)


def points(value: float | None) -> str:
    """A difference of rates in points, with its sign."""
    if value is None or not math.isfinite(value):
        return NOTHING
    told = f"{abs(100 * value):.1f}"
    return told if told == "0.0" else f"{MINUS if value < 0 else '+'}{told}"


def difference(value: float | None, measure: str) -> str:
    """A difference of any measure, with its sign."""
    if measure == "success":
        return points(value)
    if value is None or not math.isfinite(value):
        return NOTHING
    return (MINUS if value < 0 else "+" if value > 0 else "") + short(abs(value))


def rate_with_interval(figure: Figure) -> str:
    """75.4% 70–80."""
    if figure.value is None:
        return "no result"
    if figure.low is None or figure.high is None:
        return percent(figure.value)
    return f"{percent(figure.value)} ({100 * figure.low:.0f}{DASH}{100 * figure.high:.0f})"


def interval(figure: Figure, measure: str = "success") -> str:
    """The ends of an interval of a difference."""
    if figure.low is None or figure.high is None:
        return NOTHING
    return f"{difference(figure.low, measure)} to {difference(figure.high, measure)}"


def p_value(value: float | None) -> str:
    """A p-value: 0.031, or <0.001."""
    if value is None:
        return NOTHING
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def p_told(value: float | None) -> str:
    """A p-value in a sentence: p = 0.031, or p < 0.001."""
    return "p unknown" if value is None else "p < 0.001" if value < 0.001 else f"p = {value:.3f}"


def money(value: float | None) -> str:
    """US dollars."""
    if value is None:
        return "unknown"
    return f"${value:,.2f}" if value >= 1 or value == 0 else f"${value:.3g}"


def condition(where: Where) -> str:
    """A condition in words: `format yaml, tier 1 or 2`."""
    return ", ".join(f"{name} {' or '.join(levels)}" for name, levels in where) or "all cells"


def name_of(measure: str) -> str:
    """How a measure is called."""
    return _NAMES.get(measure, measure.replace("_", " "))


def title_of(contrast: Contrast) -> str:
    """`yaml − json`, with the condition where there is one."""
    told = f"{contrast.first} {MINUS} {contrast.second}"
    return f"{told}, {condition(contrast.where)}" if contrast.where else told
