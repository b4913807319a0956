"""Binding inside the worker: empty tables in memory, and DuckDB's planner on the statement."""

import threading
from typing import Any

from goldthread.navigation.sql.ast import refusal
from goldthread.navigation.sql.engines import DUCKDB_CONFIG, lock


def bind_in_memory(tables: list[list[str]], sql: str, seconds: float) -> dict[str, Any]:
    """Make the tables, then let DuckDB plan the statement without running it.

    Args:
        tables: For each table its CREATE statement, and one with every type left out for where DuckDB lacks a type.
        sql: The SELECT, in DuckDB's SQL.
        seconds: Time that planning may take.

    Returns:
        `bound`, or `error` with its `kind` (the exception's name).
    """
    import duckdb

    con = duckdb.connect(":memory:", config={"threads": 1})
    timer = threading.Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        for first, *others in tables:
            _make(con, first, others)
        con.execute("PRAGMA disable_optimizer")
        for name, value in DUCKDB_CONFIG.items():
            if name != "threads":
                con.execute(f"SET {name} = '{value}'")
        lock(con)
        if reason := refusal(con, sql):
            return {"error": reason, "kind": "refused"}
        con.execute(f"EXPLAIN {sql}")
    except MemoryError:
        return {"error": "planning it takes more memory than allowed", "kind": "memory"}
    except duckdb.Error as error:
        return {"error": str(error)[:4000], "kind": type(error).__name__}
    finally:
        timer.cancel()
        timer.join()
        con.close()
    return {"bound": True}


def _make(con: Any, first: str, others: list[str]) -> None:
    import duckdb

    try:
        con.execute(first)
    except duckdb.Error:
        if not others:
            raise
        _make(con, others[0], others[1:])
