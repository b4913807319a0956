"""`ask` as a tool beside those of the catalog, for clients that want an answer and not its parts."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.sql.run import Sandbox
from goldthread.navigation.tools.catalog_tools import Tool
from goldthread.navigation.tools.result import Block, Bounds, Result, clip, pack
from goldthread.schemas.answer import Answer
from goldthread.workflows.answering import answer_data
from goldthread.workflows.ask import AskState, run_question

_BOUNDS = Bounds(matches=100)
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"question": {"type": "string", "description": "The question in words."}},
    "required": ["question"],
    "additionalProperties": False,
}


def ask_tool(db: str | Path | Sandbox | None = None, model: str = "") -> Tool:
    """The tool `ask`; no record of its runs is kept.

    Args:
        db: A DuckDB or SQLite file or a URL, or one that is open; without one, queries are bound and not run.
        model: `provider:name`; the embedded model unless said.
    """

    def ask(files: CatalogFiles, question: str, *, bounds: Bounds = _BOUNDS) -> Result:
        state: AskState = {
            "question": question,
            "catalog": files,
            "db": str(db) if isinstance(db, Path) else db or "",
            "model": model,
        }
        return answer_result(asyncio.run(run_question(state)), bounds)

    done = "run, read-only and within limits" if db else "not run, since there is no database"
    description = (
        "Answer a question: a model finds tables and writes one SELECT, which is checked against the catalog and then "
        f"{done}. Where no query is found, the tables that are likely are named."
    )
    return Tool("ask", description, _SCHEMA, ask, _BOUNDS)


def answer_result(answer: Answer, bounds: Bounds) -> Result:
    """An answer within bounds: query, tables, notes, then rows or likely tables."""
    data = answer_data(answer)
    head = [clip(answer.sql, bounds.tokens)] if answer.sql else []
    head += [f"{name}: {clip(answer.found[name], 120)}" for name in answer.tables[:20]]
    head += [clip(note, 300) for note in answer.notes[:5]]
    head += [clip(" | ".join(answer.columns), 1_000)] if answer.columns else []
    blocks = [
        Block(
            " | ".join(clip(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False), 300) for one in row),
            {"row": row},
        )
        for row in data["rows"]
    ]
    blocks += [
        Block(f"{one.table}: {one.description}", {"table": one.table, "description": one.description})
        for one in answer.likely
    ]
    told = pack("\n".join(head), len(blocks), lambda at: blocks[at], "", bounds, what="rows", resumable=False)
    about = {key: data[key] for key in ("status", "sql", "tables", "found", "columns", "notes")}
    return Result(told.text, [about, *told.items], "", told.more)
