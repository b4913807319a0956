"""Results as tables for SQL, Parquet and CSV: `cells`, and `measures` in long form."""

from collections.abc import Iterable, Sequence
from typing import Any

from goldthread.experiments.ledger.reading import Try
from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Level
from goldthread.report.experiment.tables import Field, Records, distinct, kind_of
from goldthread.schemas.call import CallRecord

_FIRST = ("key", "place", "status")
_LAST = ("price", "seconds", "attempts", "failure", "message")


def cells_table(cells: Sequence[CellResult]) -> Records:
    """One row a cell: key, place, status, factors, labels, measures, price, seconds, attempts, failure and its message.

    A label or measure whose name is taken gets a number: `seconds_2`.
    """
    factors = list(dict.fromkeys(name for cell in cells for name in cell.factors))
    labels = sorted({name for cell in cells for name in cell.labels} - set(factors))
    measured = sorted({name for cell in cells for name in cell.measures})
    names = distinct([*_FIRST, *_LAST, *factors, *labels, *measured])
    first, last, own = names[:3], names[3:8], names[8:]
    columns: list[Field] = [
        Field(first[0], "VARCHAR", [cell.key for cell in cells]),
        Field(first[1], "BIGINT", [cell.place for cell in cells]),
        Field(first[2], "VARCHAR", [cell.status for cell in cells]),
    ]
    for at, name in enumerate(factors):
        columns.append(_levels(own[at], [cell.factors.get(name) for cell in cells]))
    for at, name in enumerate(labels, len(factors)):
        columns.append(Field(own[at], "VARCHAR", [cell.labels.get(name) for cell in cells]))
    for at, name in enumerate(measured, len(factors) + len(labels)):
        columns.append(Field(own[at], "DOUBLE", [cell.measures.get(name) for cell in cells]))
    columns += [
        Field(last[0], "DOUBLE", [cell.price for cell in cells]),
        Field(last[1], "DOUBLE", [float(cell.seconds) for cell in cells]),
        Field(last[2], "BIGINT", [cell.attempts for cell in cells]),
        Field(last[3], "VARCHAR", [cell.failure.kind if cell.failure else None for cell in cells]),
        Field(last[4], "VARCHAR", [cell.failure.message if cell.failure else None for cell in cells]),
    ]
    return Records("cells", tuple(columns))


def measures_table(cells: Iterable[CellResult]) -> Records:
    """One row a cell and measure."""
    rows = [(cell.key, name, float(value)) for cell in cells for name, value in sorted(cell.measures.items())]
    return _table("measures", rows, ("key", "VARCHAR"), ("measure", "VARCHAR"), ("value", "DOUBLE"))


def tries_table(tries: Iterable[tuple[str, Try]]) -> Records:
    """One row a try; `kind` is empty where it gave a result."""
    rows = [(key, one.attempt, one.worker, one.seconds, one.ended, one.kind, one.message) for key, one in tries]
    return _table(
        "tries", rows, ("key", "VARCHAR"), ("attempt", "BIGINT"), ("worker", "VARCHAR"), ("seconds", "DOUBLE"),
        ("ended", "DOUBLE"), ("kind", "VARCHAR"), ("message", "VARCHAR"),
    )  # fmt: skip


def calls_table(calls: Iterable[tuple[str, CallRecord]]) -> Records:
    """One row a model call."""
    rows = [
        (
            key, one.role, one.purpose, one.reply.model, one.reply.finish_reason, one.reply.usage.input,
            one.reply.usage.output, one.reply.usage.cached, one.price, one.reply.seconds, one.tries, one.at,
        )
        for key, one in calls
    ]  # fmt: skip
    return _table(
        "calls", rows, ("key", "VARCHAR"), ("role", "VARCHAR"), ("purpose", "VARCHAR"), ("model", "VARCHAR"),
        ("finish_reason", "VARCHAR"), ("tokens_in", "BIGINT"), ("tokens_out", "BIGINT"), ("tokens_cached", "BIGINT"),
        ("price", "DOUBLE"), ("seconds", "DOUBLE"), ("tries", "BIGINT"), ("at", "DOUBLE"),
    )  # fmt: skip


def _table(name: str, rows: Sequence[tuple[Any, ...]], *columns: tuple[str, Any]) -> Records:
    return Records(
        name, tuple(Field(field, kind, [row[at] for row in rows]) for at, (field, kind) in enumerate(columns))
    )


def _levels(name: str, levels: Sequence[Level | None]) -> Field:
    kind = kind_of(levels)
    if kind != "VARCHAR":
        return Field(name, kind, levels)
    texts = [
        None if level is None else str(level).lower() if isinstance(level, bool) else str(level) for level in levels
    ]
    return Field(name, kind, texts)
