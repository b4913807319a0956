"""Questions with gold SQL, in five tiers from a look into one table to several steps over five tables and more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TIERS = (1, 2, 3, 4, 5)
DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and how it is rightly answered.

    Attributes:
        id: Tier and number (`L3-07`).
        tier: 1 (one table), 2 (a join), 3 (three or four tables), 4 (four or more, with windows or named subqueries),
            5 (five or more, in several steps).
        question: As a person asks it.
        sql: One right query in DuckDB's dialect; it orders rows only where the question does.
        tables: Tables that it uses, sorted.
        columns: Columns that it uses, as `table.column`, sorted.
    """

    id: str
    tier: int
    question: str
    sql: str
    tables: tuple[str, ...]
    columns: tuple[str, ...]


@cache
def retail_questions() -> tuple[Question, ...]:
    """The questions on retail, which hold for `embed-N` as well, tier by tier."""
    return tuple(
        Question(
            entry["id"], tier, entry["question"], entry["sql"].strip(), tuple(entry["tables"]), tuple(entry["columns"])
        )
        for tier in TIERS
        for entry in yaml.load((DATA / f"questions_l{tier}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    )


def is_trivial(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a result can be had without the right query: no rows, or nothing but NULL, 0 and false."""
    return not any(cell is not None and cell != 0 for row in rows for cell in row)


def weak_questions(questions: Iterable[Question], databases: "Sequence[DuckDBPyConnection]") -> dict[str, str]:
    """Questions that measure nothing, by id, with the reason: their gold result is empty or trivial on some data.

    Args:
        questions: What to check.
        databases: The same schema filled from different seeds.
    """
    found: dict[str, str] = {}
    for one in questions:
        for number, database in enumerate(databases, 1):
            rows = database.execute(one.sql).fetchall()
            if is_trivial(rows):
                found[one.id] = f"the result on database {number} is {'trivial' if rows else 'empty'}"
                break
    return found
