"""The score of an answer in SQL: its rows against gold's rows, its tables and columns against gold's, its names.

Pure functions: nothing is run here. `exact` is the score that counts; the others say what published benchmarks would
have said, and what went wrong on the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldthread.navigation.score_peers import JACCARD_RIGHT, bird_ex, jaccard, soft_f1, spider2
from goldthread.navigation.score_rows import Ordering, ordering_of, same_rows
from goldthread.navigation.score_values import token
from goldthread.navigation.sql.model import Bound, Problem, Rows

__all__ = [
    "Ordering", "Overlap", "Score", "bird_ex", "jaccard", "ordering_of", "overlap", "same_rows", "score", "soft_f1",
    "spider2", "weak_gold",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two sets of names overlap.

    Attributes:
        precision: Share of the answer's names that gold has; 1.0 where the answer has none.
        recall: Share of gold's names that the answer has; 1.0 where gold has none.
    """

    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one answer.

    Attributes:
        exact: The result is gold's; see `same_rows`.
        bird_ex: As BIRD counts; see there, as for `spider2`, `jaccard` and `soft_f1`.
        spider2: As Spider 2.0 counts.
        jaccard: Multiset Jaccard of the rows.
        jaccard_right: Whether that is at least 0.9.
        soft_f1: As BIRD mini-dev counts.
        tables: Tables used against gold's (schema linking).
        columns: Columns used against gold's.
        hallucinated: Names that the catalog lacks.
        bound: Whether the statement could be bound.
        problem: Why not.
    """

    exact: bool
    bird_ex: bool
    spider2: bool
    jaccard: float
    jaccard_right: bool
    soft_f1: float
    tables: Overlap
    columns: Overlap
    hallucinated: tuple[str, ...]
    bound: bool
    problem: Problem


def overlap(found: Iterable[str], gold: Iterable[str]) -> Overlap:
    """Precision and recall of names; a name is right or wrong as a whole."""
    ours, theirs = set(gold), set(found)
    both = len(ours & theirs)
    return Overlap(both / len(theirs) if theirs else 1.0, both / len(ours) if ours else 1.0)


def score(rows: Rows | None, gold: Rows, *, bound: Bound, gold_bound: Bound, ordering: Ordering | None = None) -> Score:
    """Score an answer.

    Args:
        rows: Its result; None where there is none. One that a limit stopped counts as none.
        gold: The gold statement's result, complete.
        bound: What the gate said of the answer's statement.
        gold_bound: What it said of the gold statement.
        ordering: How the gold statement orders its rows; see `ordering_of`.
    """
    ran = rows is not None and not rows.stopped
    found: Sequence[Sequence[object]] = rows.rows if rows is not None and ran else ()
    ordered = ordering is not None and ordering.ordered
    fits = rows is not None and len(rows.columns) == len(gold.columns)
    near = jaccard(found, gold.rows) if ran else 0.0
    return Score(
        exact=ran and fits and same_rows(found, gold.rows, ordering),
        bird_ex=ran and bird_ex(found, gold.rows),
        spider2=ran and spider2(found, gold.rows, ordered=ordered),
        jaccard=near,
        jaccard_right=near >= JACCARD_RIGHT,
        soft_f1=soft_f1(found, gold.rows) if ran else 0.0,
        tables=overlap(bound.tables, gold_bound.tables),
        columns=overlap(bound.columns, gold_bound.columns),
        hallucinated=bound.unknown,
        bound=bound.ok,
        problem=bound.problem,
    )


def weak_gold(results: Sequence[Rows]) -> str:
    """Why a gold statement tells right from wrong too badly to ask, given its results on data of several seeds.

    Returns:
        The reason: a result that is stopped, empty or nothing but NULL and zero, or the same on all seeds; empty for a
        good one.
    """
    for rows in results:
        if rows.stopped:
            return f"its result was stopped at the limit of {rows.stopped}"
        if not rows.rows:
            return "its result is empty"
        if all(value is None or token(value).value == 0 for row in rows.rows for value in row):
            return "its result holds nothing but NULL and zero"
    if len(results) > 1 and all(same_rows(one.rows, results[0].rows) for one in results[1:]):
        return "its result is the same on all seeds"
    return ""
