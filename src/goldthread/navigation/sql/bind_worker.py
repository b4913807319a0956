"""Binding inside the worker: empty tables in memory, and DuckDB's planner on the statement."""

import contextlib
import time
from functools import cache
from typing import Any

from goldthread.navigation.sql.ast import refusal
from goldthread.navigation.sql.engines import DUCKDB_CONFIG, lock


def bind_in_memory(tables: list[list[str]], sql: str, seconds: float) -> dict[str, Any]:
    """Make the tables, let DuckDB plan the statement without running it, and forget the tables again.

    Args:
        tables: For each table its CREATE statement, and others to try where DuckDB cannot make it; schemas before.
        sql: The SELECT, in DuckDB's SQL.
        seconds: Time of the processor that planning may take; where it does not stop by itself, the process ends.

    Returns:
        `bound`, or `error` with its `kind` (the exception's name).
    """
    import duckdb

    # Other databases cannot be attached and forgotten in one transaction: then a connection of its own.
    alone = any(first.startswith("ATTACH") for first, *_ in tables)
    con = _connect() if alone else _kept()
    try:
        limit_processor(seconds)
        _make(con, [list(one) for one in tables], transaction=not alone)
        # Read alone first: after EXPLAIN, a text that begins with ANALYZE would be another statement.
        if len(con.extract_statements(sql)) != 1:
            return {"error": "there are several statements, not one", "kind": "refused"}
        if reason := refusal(con, sql):
            return {"error": reason, "kind": "refused"}
        con.execute(f"EXPLAIN {sql}")
    except MemoryError:
        _kept.cache_clear()
        return {"error": "planning it takes more memory than allowed", "kind": "memory"}
    except duckdb.Error as error:
        return {"error": str(error)[:4000], "kind": type(error).__name__}
    finally:
        limit_processor(None)
        with contextlib.suppress(duckdb.Error):
            con.close() if alone else con.execute("ROLLBACK")
    return {"bound": True}


def limit_processor(seconds: float | None) -> None:
    """Let the system end this process once it has used so much more of the processor; None lifts the limit.

    The system counts whole seconds, so it may be half of one more or less. Windows knows no such limit: there the
    clock of the parent alone holds.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        until = most if seconds is None else round(time.process_time() + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))


@cache
def _kept() -> Any:
    return _connect()


def _connect() -> Any:
    import duckdb

    con = duckdb.connect(":memory:", config={**DUCKDB_CONFIG, "memory_limit": "256MiB"})
    con.execute("PRAGMA disable_optimizer")
    lock(con)
    return con


def _make(con: Any, tables: list[list[str]], *, transaction: bool) -> None:
    """Make the tables; where DuckDB cannot make one as it is told first, all anew with the next way to tell it."""
    import duckdb

    while True:
        if transaction:
            con.execute("BEGIN")
        for at, (first, *others) in enumerate(tables):
            try:
                con.execute(first)
            except duckdb.Error:
                if not others:
                    raise
                # A failed statement ends its transaction.
                tables[at] = others
                if transaction:
                    con.execute("ROLLBACK")
                    break
                con.execute(others[0])
        else:
            return
