"""Questions with gold SQL, in five tiers from a look into one table to several steps over five tables and more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from goldthread.navigation.score import weak_gold
from goldthread.navigation.sql.model import Rows

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


def weak_questions(questions: Iterable[Question], databases: "Sequence[DuckDBPyConnection]") -> dict[str, str]:
    """Questions that measure nothing, by id, with the reason: see `score.weak_gold`.

    Args:
        questions: What to check.
        databases: The same schema filled from different seeds.
    """
    found = {}
    for one in questions:
        results = []
        for database in databases:
            told = database.execute(one.sql)
            names = tuple(str(column[0]) for column in told.description or ())
            results.append(Rows(names, rows=tuple(told.fetchall())))
        if reason := weak_gold(results):
            found[one.id] = reason
    return found
