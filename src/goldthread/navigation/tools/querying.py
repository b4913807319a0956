"""`sql`: one SELECT, bound against the catalog, and run where there is a database."""

import json
from collections.abc import Mapping
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.sql import gate
from goldthread.navigation.sql.run import Sandbox
from goldthread.navigation.sql.values import as_json
from goldthread.navigation.tools.catalog_tools import Tool
from goldthread.navigation.tools.result import Block, Bounds, Result, clip, pack

_DEFAULT = Bounds(matches=100)
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"sql": {"type": "string", "description": "One SELECT over tables of the catalog."}},
    "required": ["sql"],
    "additionalProperties": False,
}


def sql_tool(sandbox: Sandbox | None = None) -> Tool:
    """The tool `sql`.

    Args:
        sandbox: Of the database; without one, statements are bound and not run.
    """

    def query(files: CatalogFiles, sql: str, *, bounds: Bounds = _DEFAULT) -> Result:
        return run_sql(files, sql, sandbox, bounds=bounds)

    done = "run, read-only and within limits" if sandbox else "not run, since there is no database"
    description = f"One SELECT. Its names and types are checked against the catalog, then it is {done}."
    return Tool("sql", description, _SCHEMA, query, _DEFAULT)


def run_sql(files: CatalogFiles, sql: str, sandbox: Sandbox | None, *, bounds: Bounds = _DEFAULT) -> Result:
    """Bind a SELECT and, with a database, run it.

    Raises:
        BadInput: It is refused, or has names or types that do not fit the catalog.
        QueryFailed: The database could not run it.
    """
    bound = gate.check(sql, files.catalog())
    if not bound.ok:
        near = f"names that may be meant: {', '.join(bound.candidates)}" if bound.candidates else ""
        raise BadInput(bound.message, where=Where(field="sql"), remedy=near or "use grep and describe to find names")
    about = {"bound": True, "tables": list(bound.tables), "columns": list(bound.columns)}
    if sandbox is None:
        text = f"bound, not run (there is no database): {clip(', '.join(bound.tables), 1_000)}"
        return Result(f"{text}\n{clip(bound.message, 500)}".strip(), [about])
    rows = sandbox.run(sql)
    stopped = f"; stopped at its limit of {rows.stopped}" if rows.stopped else ""
    count = len(rows.rows)
    head = f"{count:,} row{'' if count == 1 else 's'}{stopped}\n{clip(' | '.join(rows.columns), 2_000)}"

    def block(at: int) -> Block:
        values = [as_json(value) for value in rows.rows[at]]
        text = " | ".join(
            clip(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False), 300) for one in values
        )
        return Block(text, {"row": values})

    result = pack(head, count, block, "", bounds, what="rows", resumable=False)
    return Result(result.text, [about, *result.items], "", result.more)
