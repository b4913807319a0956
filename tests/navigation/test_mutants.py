"""Mutants of gold SQL: each a mistake of its kind, and those that change a result are scored wrong."""

from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest

from goldthread.navigation.corpora import corpus
from goldthread.navigation.mutants import KINDS, mutants
from goldthread.navigation.score import Ordering, ordering_of, same_rows
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table

CATALOG = Catalog(
    "shop",
    tables=(
        Table("customers", columns=(Column("id", "INTEGER"), Column("name", "VARCHAR"), Column("town", "VARCHAR"))),
        Table(
            "orders",
            columns=tuple(Column(name, "INTEGER") for name in ("id", "customer_id", "payer_id", "amount", "cost")),
            foreign_keys=(
                ForeignKey(("customer_id",), "customers", ("id",), role="customer"),
                ForeignKey(("payer_id",), "customers", ("id",), role="payer"),
            ),
        ),
    ),
    dialect="duckdb",
)
GOLD = (
    "SELECT c.name, SUM(o.amount) AS total FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id"
    " WHERE o.amount > 3 AND c.town <> 'town 1' GROUP BY c.name ORDER BY total DESC, c.name LIMIT 5"
)


@pytest.fixture(scope="module")
def databases() -> Iterator[list[duckdb.DuckDBPyConnection]]:
    found = []
    for seed in (1, 2):
        con = duckdb.connect()
        con.execute(
            "CREATE TABLE customers AS SELECT i AS id, 'n' || i AS name, 'town ' || (i % 3) AS town FROM range(20) t(i)"
        )
        con.execute(
            f"CREATE TABLE orders AS SELECT i AS id, hash(i * {seed}) % 20 AS customer_id, hash(i * {seed} + 1) % 20 AS payer_id,"
            f" hash(i + {seed}) % 9 AS amount, hash(i * 3 + {seed}) % 50 AS cost FROM range(100) t(i)"
        )
        found.append(con)
    yield found
    for con in found:
        con.close()


def test_each_kind_of_mistake_is_made_in_one_place() -> None:
    found = mutants(GOLD, CATALOG)
    assert {one.kind for one in found} == set(KINDS)
    told = {one.sql for one in found}
    assert len(told) == len(found)
    assert any("o.payer_id = c.id" in one.sql for one in found if one.kind == "role")
    assert {one.sql.rpartition(" ")[2] for one in found if one.kind == "limit"} == {"4", "6"}
    assert any("c.town <> 'town 1'" not in one.sql for one in found if one.kind == "condition")
    assert any("AVG(o.amount)" in one.sql for one in found)
    assert mutants(GOLD, CATALOG) == found


@pytest.mark.parametrize(
    "gold",
    [
        GOLD,
        "SELECT town, COUNT(DISTINCT payer_id) FROM customers JOIN orders ON customer_id = customers.id GROUP BY town",
        "SELECT DISTINCT c.town FROM customers c, orders o WHERE o.payer_id = c.id AND o.cost >= 20",
        "WITH best AS (SELECT payer_id, MAX(cost) AS m FROM orders GROUP BY payer_id) SELECT name, m FROM best"
        " JOIN customers ON id = payer_id ORDER BY m, name",
        "SELECT customer_id FROM orders WHERE cost > 30 UNION SELECT payer_id FROM orders WHERE cost < 5",
        "SELECT name FROM customers WHERE NOT EXISTS (SELECT 1 FROM orders WHERE payer_id = customers.id AND amount > 2)",
    ],
)
def test_a_mutant_that_changes_the_result_is_scored_wrong(
    gold: str, databases: list[duckdb.DuckDBPyConnection]
) -> None:
    ordering = ordering_of(gold)
    wanted = [con.execute(gold).fetchall() for con in databases]
    noticed = 0
    for mutant in mutants(gold, CATALOG):
        found = [_rows(con, mutant.sql) for con in databases]
        changed = any(_changed(one, right, ordering) for one, right in zip(found, wanted, strict=True))
        right = all(same_rows(one, gold, ordering) for one, gold in zip(found, wanted, strict=True))
        assert changed != right, mutant
        noticed += changed
    assert noticed >= 3


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    try:
        return con.execute(sql).fetchall()
    except duckdb.Error:
        return [("cannot run",)]


def _changed(found: list[tuple[object, ...]], gold: list[tuple[object, ...]], ordering: Ordering) -> bool:
    if Counter(found) != Counter(gold):
        return True
    if not ordering.ordered:
        return False
    keys = ordering.keys or ()
    return [[row[at] for at in keys] for row in found] != [[row[at] for at in keys] for row in gold]


def test_every_question_of_retail_has_mutants_that_can_be_parsed() -> None:
    retail = corpus("retail")
    for question in retail.questions[::20]:
        found = mutants(question.sql, retail.catalog)
        assert len(found) >= 2
        assert "duplicates" in {one.kind for one in found}
