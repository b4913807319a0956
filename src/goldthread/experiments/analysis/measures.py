"""What measures mean: which are costs, what adds up to tokens, and how they are called."""

import numpy as np

from goldthread.experiments.analysis.columns import Floats, Table

SUCCESS = "success"
TOKENS = "tokens"
TIMES = frozenset({"seconds", "latency"})
_COSTS = frozenset(
    {
        TOKENS, "tokens_in", "tokens_out", "tokens_cached", "calls", "turns", "tools", "price", "grep_tokens",
        "grep_lines", "grep_density", "repairs", "malformed", "repeated", "unknown_names", *TIMES,
    }
)  # fmt: skip
_COMPARED = (
    TOKENS, "calls", "turns", "grep_density", "exact", "jaccard", "soft_f1", "table_recall", "column_recall",
)  # fmt: skip
_FEW = 12


def is_cost(measure: str) -> bool:
    """Whether less of a measure is better."""
    return measure in _COSTS or measure.startswith("tool_")


def compared(table: Table) -> list[str]:
    """Measures besides success that contrasts take: all where they are few, else those that reports are read for."""
    found = names(table)
    return found if len(found) <= _FEW else [name for name in found if name in _COMPARED]


_UNITS = {
    TOKENS: "tokens", "tokens_in": "tokens", "tokens_out": "tokens", "calls": "calls", "turns": "turns",
    "seconds": "s", "price": "dollars",
}  # fmt: skip


def unit(measure: str) -> str:
    """In what a measure is told."""
    return _UNITS.get(measure, "")


def values_of(table: Table, measure: str) -> Floats:
    """A measure of all cells; `tokens` are those in and out."""
    if measure == TOKENS and TOKENS not in table.measures:
        parts = [table.measures[name] for name in ("tokens_in", "tokens_out") if name in table.measures]
        return np.asarray(np.sum(parts, axis=0)) if parts else np.full(len(table), np.nan)
    if measure == "price":
        return np.where(table.open, np.nan, table.price)
    return table.measures.get(measure, np.full(len(table), np.nan))


def names(table: Table) -> list[str]:
    """Measures besides success, tokens first."""
    own = [name for name in table.measures if name not in (SUCCESS, TOKENS)]
    return [TOKENS, *own] if not np.isnan(values_of(table, TOKENS)).all() else own


def is_yes_no(measure: str, values: Floats) -> bool:
    """Whether a measure is yes or no: all values are 0 or 1, and they count nothing."""
    known = values[~np.isnan(values)]
    return not is_cost(measure) and bool(np.isin(known, (0.0, 1.0)).all())
