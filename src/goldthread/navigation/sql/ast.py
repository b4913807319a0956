"""DuckDB's own parse tree of a statement, looked through before DuckDB runs it.

sqlglot reads the statement first; where the two parsers differ, this one decides, since it is the one that runs.
"""

import json
from typing import Any

from goldthread.navigation.sql.rules import TABLE_FUNCTIONS, is_refused_function, is_system_table

_SOURCES = frozenset(
    {"BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT", "EMPTY_FROM", "CTE"}
)


def refusal(con: Any, sql: str) -> str:
    """Why DuckDB's tree of a statement is refused; empty where it is not.

    Args:
        con: A connection of DuckDB.
        sql: The statement.
    """
    told = json.loads(con.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()[0])
    if told.get("error"):
        if told.get("error_type") == "parser":
            return ""
        return "only SELECT is run"
    if len(told["statements"]) != 1:
        return "there are several statements, not one"
    pending: list[Any] = [told["statements"][0]]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            if reason := _reason(node):
                return reason
            pending.extend(node.values())
    return ""


def _reason(node: dict[str, Any]) -> str:
    kind = node.get("type")
    if kind == "TABLE_FUNCTION" and isinstance(node.get("function"), dict):
        name = str(node["function"].get("function_name", "")).casefold()
        if name not in TABLE_FUNCTIONS:
            return f"the table function {name} is refused: only {', '.join(sorted(TABLE_FUNCTIONS))} are allowed"
    if kind == "BASE_TABLE":
        path = tuple(node.get("qualified_name", {}).get("path") or ())
        parts = path or tuple(filter(None, (node["catalog_name"], node["schema_name"], node["table_name"])))
        if parts and is_system_table(parts):
            return f"{'.'.join(parts)} is a table of the database system, not of the catalog"
    if "from_table" in node and isinstance(node["from_table"], dict) and node["from_table"]["type"] not in _SOURCES:
        return f"{node['from_table']['type'].replace('_REF', '')} is refused: only tables and subqueries are read"
    if node.get("class") == "FUNCTION" and is_refused_function(str(node.get("function_name", ""))):
        return f"the function {node['function_name']} is refused"
    return ""
