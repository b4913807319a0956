"""The questions on retail: gold SQL is bound, says what it uses, has one answer, and measures something."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.questions import TIERS, Question, retail_questions, weak_questions
from goldthread.navigation.corpora.retail import retail_catalog
from goldthread.navigation.sql.gate import check

SEEDS = (11, 12)


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    folder = tmp_path_factory.mktemp("questions")
    opened = []
    for seed in SEEDS:
        corpus("retail", seed).make_database(folder / f"{seed}.duckdb")
        opened.append(duckdb.connect(str(folder / f"{seed}.duckdb"), read_only=True))
    yield opened
    for one in opened:
        one.close()


def parsed(question: Question) -> exp.Query:
    tree = sqlglot.parse_one(question.sql, dialect="duckdb")
    assert isinstance(tree, exp.Query)
    return tree


def test_there_are_forty_and_more_in_each_tier() -> None:
    questions = retail_questions()
    counts = Counter(one.tier for one in questions)
    assert set(counts) == set(TIERS)
    assert min(counts.values()) >= 40
    assert len({one.id for one in questions}) == len(questions)
    assert len({one.question for one in questions}) == len(questions)
    assert len({one.sql for one in questions}) == len(questions)
    assert all(one.id.startswith(f"L{one.tier}-") for one in questions)


@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_is_what_it_says(tier: int) -> None:
    least, most = {1: (1, 1), 2: (2, 2), 3: (3, 4), 4: (4, 99), 5: (5, 99)}[tier]
    for one in retail_questions():
        if one.tier != tier:
            continue
        assert least <= len(one.tables) <= most, one.id
        steps = list(parsed(one).find_all(exp.CTE, exp.Window, exp.Subquery))
        assert steps or tier < 4, one.id


def test_gold_is_bound_and_uses_the_tables_and_columns_it_names() -> None:
    catalog = retail_catalog()
    for one in retail_questions():
        bound = check(one.sql, catalog)
        assert bound.ok, f"{one.id}: {bound.message}"
        assert (one.tables, one.columns) == (bound.tables, bound.columns), one.id
        words = set(re.findall(r"\w+", one.sql))
        assert set(one.tables) == words & set(catalog.by_name), one.id
        assert {column.partition(".")[2] for column in one.columns} <= words, one.id


def test_every_table_of_retail_is_asked_for() -> None:
    asked = {table for one in retail_questions() for table in one.tables}
    assert asked == set(retail_catalog().by_name)


def test_no_gold_result_is_empty_trivial_or_the_same_for_all_seeds(databases: list[duckdb.DuckDBPyConnection]) -> None:
    assert weak_questions(retail_questions(), databases) == {}


def bag(rows: list[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(round(cell, 6) if isinstance(cell, float) else cell for cell in row) for row in rows)


def test_an_order_is_told_in_the_question_and_leaves_no_tie(databases: list[duckdb.DuckDBPyConnection]) -> None:
    """Rows stored the other way round must give the same result, in the same order where one is asked for."""
    turned, straight = duckdb.connect(), databases[0]
    place = straight.execute("SELECT path FROM duckdb_databases() WHERE database_name = current_database()").fetchone()
    assert place is not None
    turned.execute(f"ATTACH '{place[0]}' AS kept (READ_ONLY)")
    for table in retail_catalog().tables:
        turned.execute(f"CREATE TABLE {table.name} AS SELECT * FROM kept.{table.name} ORDER BY rowid DESC")
    for one in retail_questions():
        first, second = straight.execute(one.sql).fetchall(), turned.execute(one.sql).fetchall()
        assert bag(first) == bag(second), one.id
        if parsed(one).args.get("order"):
            assert [bag([row]) for row in first] == [bag([row]) for row in second], one.id
            assert re.search(r"\b(order|first|largest|most|highest|best)\b", one.question), one.id
        assert not parsed(one).args.get("limit") or parsed(one).args.get("order"), one.id


def test_weak_questions_are_named_with_the_reason(databases: list[duckdb.DuckDBPyConnection]) -> None:
    def asking(sql: str) -> Question:
        return Question("x", 1, "?", sql, (), ())

    for sql, reason in (
        ("SELECT 1 FROM item WHERE item_id < 0", "its result is empty"),
        ("SELECT COUNT(*) FROM item WHERE item_id < 0", "its result holds nothing but NULL and zero"),
        ("SELECT COUNT(*) FROM clock_time", "its result is the same on all seeds"),
    ):
        assert weak_questions([asking(sql)], databases) == {"x": reason}
    assert weak_questions([asking("SELECT SUM(current_price) FROM item")], databases) == {}
