"""Binding inside the worker: empty tables in memory, and DuckDB's planner on the statement."""

import contextlib
import threading
from functools import cache
from typing import Any

from goldthread.navigation.sql.ast import refusal
from goldthread.navigation.sql.engines import DUCKDB_CONFIG, lock


def bind_in_memory(tables: list[list[str]], sql: str, seconds: float) -> dict[str, Any]:
    """Make the tables, let DuckDB plan the statement without running it, and forget the tables again.

    Args:
        tables: For each table its CREATE statement, and others to try where DuckDB cannot make it; schemas before.
        sql: The SELECT, in DuckDB's SQL.
        seconds: Time that planning may take.

    Returns:
        `bound`, or `error` with its `kind` (the exception's name).
    """
    import duckdb

    # Other databases cannot be attached and forgotten in one transaction: then a connection of its own.
    alone = any(first.startswith("ATTACH") for first, *_ in tables)
    con = _connect() if alone else _kept()
    timer = threading.Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
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
        timer.cancel()
        timer.join()
        with contextlib.suppress(duckdb.Error):
            con.close() if alone else con.execute("ROLLBACK")
    return {"bound": True}


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
