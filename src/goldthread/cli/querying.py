"""What `goldthread sql` does: the query, and its rows as a table or as JSON lines."""

import json as _json
import sys
from collections.abc import Sequence
from typing import Any

from goldthread.errors import CeilingReached
from goldthread.navigation.sql.model import MEBIBYTE, Limits, Rows
from goldthread.navigation.sql.run import run
from goldthread.navigation.sql.values import as_json

_WIDEST = 60


def query(statement: str, db: str, *, timeout: float, max_rows: int, json: bool) -> int:
    """Run a statement and print its rows; 0, or 4 where a limit stopped it."""
    limits = Limits(seconds=timeout, rows=max_rows)
    rows = run(sys.stdin.read() if statement == "-" else statement, db, limits)
    print_rows(rows, json=json)
    if rows.stopped:
        what = {
            "time": f"its time of {limits.seconds:g} s",
            "memory": f"its memory of {limits.memory // MEBIBYTE} MiB",
            "rows": f"{limits.rows:,} rows",
            "bytes": f"{limits.bytes // MEBIBYTE} MiB of rows",
        }[rows.stopped]
        remedy = {"time": "raise --timeout, or ask for less", "rows": "raise --max-rows, or aggregate"}
        raise CeilingReached(
            f"the query was stopped at {what}; {len(rows.rows):,} rows came before",
            remedy=remedy.get(rows.stopped, "ask for less: fewer columns, a condition, an aggregate"),
        )
    return 0


def print_rows(rows: Rows, *, json: bool) -> None:
    """Print rows: an object a line, or a table for people."""
    names = distinct(rows.columns)
    if json:
        for row in rows.rows:
            print(_json.dumps(dict(zip(names, (as_json(value) for value in row), strict=True)), ensure_ascii=False))
        return
    if not names:
        return
    table = [[_cell(name) for name in rows.columns], *([_cell(value) for value in row] for row in rows.rows)]
    widths = [max(len(line[at]) for line in table) for at in range(len(names))]
    right = [all(isinstance(row[at], (int, float)) or row[at] is None for row in rows.rows) for at in range(len(names))]
    for number, line in enumerate(table):
        cells = (
            cell.rjust(width) if end else cell.ljust(width)
            for cell, width, end in zip(line, widths, right, strict=True)
        )
        print(" | ".join(cells).rstrip())
        if number == 0:
            print("-+-".join("-" * width for width in widths))
    print(f"({len(rows.rows):,} row{'s' if len(rows.rows) != 1 else ''}, {rows.seconds:.2f} s)", file=sys.stderr)


def distinct(names: Sequence[str]) -> list[str]:
    """Names without repetition: the second `id` becomes `id_1`."""
    made: list[str] = []
    for name in names:
        free, number = name, 0
        while free in made:
            number += 1
            free = f"{name}_{number}"
        made.append(free)
    return made


def _cell(value: Any) -> str:
    """A value for a terminal: short, on one line, without control characters."""
    told = as_json(value)
    text = "NULL" if told is None else told if isinstance(told, str) else _json.dumps(told, ensure_ascii=False)
    text = "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text[: _WIDEST + 1])
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
