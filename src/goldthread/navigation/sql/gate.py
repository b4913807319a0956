"""The gate: whether a statement is one SELECT that fits a catalog, told without any data.

`check` parses it, finds its tables in the catalog, makes just these, empty, in a DuckDB in memory and lets DuckDB plan
the statement. All that runs hostile text through DuckDB is done in a worker process with limits of its own.
"""

import atexit
import contextlib
import re
import threading
from dataclasses import replace
from functools import cache
from typing import Any

from goldthread.navigation.sql.model import MEBIBYTE, Bound, Problem, Refused
from goldthread.navigation.sql.names import Lookup, Names, Reference, alike, names_of
from goldthread.navigation.sql.process import Killed, Worker
from goldthread.navigation.sql.shape import Statement, Unparsable, parse
from goldthread.navigation.sql.types import UNKNOWN, duckdb_type
from goldthread.schemas.catalog import Catalog, Table

_SECONDS = 2.0
"""Of the processor for planning one statement."""
_PATIENCE = 20.0
"""On the clock, since a busy machine may give the binder little of the processor."""
_MEMORY = 1024 * MEBIBYTE
_NO_NAME = re.compile(
    r"Referenced (?:column|table) |does not have a column named|Table with name"
    r"|Values list .*? does not have|Schema with name"
)


def check(sql: str, catalog: Catalog) -> Bound:
    """Check a statement against a catalog; nothing is run, and what the statement says never raises an error.

    Args:
        sql: Any text that should be one SELECT in the catalog's dialect (DuckDB's where it has none).
        catalog: The schema.
    """
    try:
        statement = parse(sql, catalog.dialect)
    except Unparsable as error:
        return Bound(False, sql, problem="syntax", message=error.message)
    except Refused as error:
        return Bound(False, sql, problem="refused", message=error.message)
    try:
        names = names_of(statement, Lookup(catalog))
    except RecursionError:
        return Bound(False, sql, problem="refused", message="the statement is nested too deeply")
    used = Bound(
        True,
        sql,
        tables=tuple(sorted({one.table.name for one in names.references if one.table is not None})),
        columns=tuple(sorted(f"{table}.{column}" for table, column in names.columns)),
    )
    if names.unknown_tables:
        return _unknown_tables(catalog, names, used)
    problem, message = _plan(statement, names)
    if not problem:
        return replace(used, message=message)
    unknown = tuple(names.unknown_columns) if problem == "unknown" else ()
    candidates: tuple[str, ...] = ()
    if unknown:
        message, candidates = _unknown_columns(message, catalog, names)
    return replace(used, ok=False, problem=problem, message=message, unknown=unknown, candidates=candidates)


def _unknown_tables(catalog: Catalog, names: Names, used: Bound) -> Bound:
    told: list[str] = []
    candidates: dict[str, None] = {}
    for name in names.unknown_tables:
        near = alike(name, (one.name for one in catalog.tables))
        candidates.update(dict.fromkeys(near))
        told.append(f"there is no table {name}" + (f"; did you mean {', '.join(near)}?" if near else ""))
    return replace(
        used,
        ok=False,
        problem="unknown",
        message="\n".join(told),
        unknown=(*names.unknown_tables, *names.unknown_columns),
        candidates=tuple(candidates),
    )


def _unknown_columns(message: str, catalog: Catalog, names: Names) -> tuple[str, tuple[str, ...]]:
    """DuckDB's message, with columns alike in the tables used and with tables that have the column."""
    tables = [one.table for one in names.references if one.table is not None]
    here = [f"{table.name}.{column.name}" for table in tables for column in table.columns]
    told = [message]
    candidates: dict[str, None] = {}
    for written in names.unknown_columns:
        name = written.rpartition(".")[2]
        near = alike(name, here, 3)
        elsewhere = [
            f"{table.name}.{column.name}"
            for table in catalog.tables
            for column in table.columns
            if column.name.casefold() == name.casefold()
        ]
        candidates.update(dict.fromkeys((*near, *elsewhere[:5])))
        if near:
            told.append(f"{written}: did you mean {', '.join(near)}?")
        if elsewhere:
            more = f" and {len(elsewhere) - 5} more" if len(elsewhere) > 5 else ""
            told.append(f"{name} is a column of {', '.join(elsewhere[:5])}{more}")
    return "\n".join(told), tuple(candidates)


def _plan(statement: Statement, names: Names) -> tuple[Problem, str]:
    """Let DuckDB plan a statement over empty tables; what is wrong and the message."""
    from sqlglot import ErrorLevel

    own = statement.dialect == "duckdb"
    try:
        text = (
            statement.sql if own else statement.tree.sql("duckdb", comments=False, unsupported_level=ErrorLevel.IGNORE)
        )
    except RecursionError:
        return "refused", "the statement is nested too deeply"
    except Exception as error:
        return _by_names(names, f"not planned by DuckDB: {error}")
    tables = _statements(names.references, statement.dialect)
    told = _ask({"tables": tables, "sql": text, "seconds": _SECONDS})
    if told.get("bound"):
        return "", ""
    kind, message = str(told["kind"]), _shorten(str(told["error"]))
    if kind in ("refused", "memory", "OutOfMemoryException", "InterruptException"):
        return "refused", message
    if _NO_NAME.search(message) and (own or names.unknown_columns):
        return "unknown", message
    if kind == "ParserException" and own:
        return "syntax", message
    if own and UNKNOWN not in message:
        return "types", message
    return _by_names(names, f"names are known, types were not checked: {message}")


def _by_names(names: Names, remark: str) -> tuple[Problem, str]:
    return ("unknown", remark) if names.unknown_columns else ("", remark)


def _shorten(message: str) -> str:
    """DuckDB's message without the picture of the line."""
    return re.split(r"\n\n(?:LINE |Possible solutions)", message)[0].strip()[:1500]


def _statements(references: list[Reference], dialect: str) -> list[list[str]]:
    """Statements that make the tables under the names that the query gives them, each with simpler ones to try next."""
    made: dict[str, list[str]] = {}
    for reference in references:
        *outside, _ = parts = tuple(_quote(part) for part in reference.parts)
        if len(parts) == 3:
            made.setdefault(f"ATTACH IF NOT EXISTS ':memory:' AS {parts[0]}", [])
        if outside:
            made.setdefault(f"CREATE SCHEMA IF NOT EXISTS {'.'.join(outside[-2:])}", [])
        assert reference.table is not None  # noqa: S101
        name = ".".join(parts[-3:])
        exact, plain = _columns(reference.table, dialect)
        make = "CREATE TABLE IF NOT EXISTS"
        made.setdefault(f"{make} {name} ({exact})", [f"{make} {name} ({plain})"])
    return [[first, *others] for first, others in made.items()]


def _columns(table: Table, dialect: str) -> tuple[str, str]:
    names = {column.name.casefold(): column for column in table.columns}
    columns = list(names.values())
    if not columns:
        return ('"(no column is known)" INTEGER',) * 2
    exact = ", ".join(f"{_quote(one.name)} {duckdb_type(one.type, dialect)}" for one in columns)
    return exact, ", ".join(f"{_quote(one.name)} {UNKNOWN}" for one in columns)


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


_beginning = threading.Lock()


def _binder() -> Worker:
    """The worker that binds, one for the whole program, also where several threads ask first."""
    with _beginning:
        return _made_binder()


@cache
def _made_binder() -> Worker:
    """The worker, ended with the program."""
    worker = Worker({"engine": "bind"}, _MEMORY, name="the binder")
    atexit.register(worker.close)
    return worker


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    try:
        with contextlib.closing(_binder().ask(request, _PATIENCE)) as answers:
            return next(answers)
    except Killed as killed:
        return {"error": f"planning it passed the limit of {killed.why}", "kind": "refused"}
