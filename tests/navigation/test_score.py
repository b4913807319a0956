"""Scores: their laws over random results, and cases whose score is known."""

import random
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goldthread.navigation.score import (
    Ordering,
    bird_ex,
    jaccard,
    ordering_of,
    overlap,
    same_rows,
    score,
    soft_f1,
    spider2,
    weak_gold,
)
from goldthread.navigation.sql.model import Bound, Rows

CELLS = st.one_of(
    st.none(),
    st.integers(-3, 3),
    st.sampled_from(["a", "b", "A", ""]),
    st.decimals(-5, 5, places=2),
    st.dates(date(2024, 1, 1), date(2024, 1, 4)),
    st.floats(allow_nan=True, width=32),
)


@st.composite
def results(draw: st.DrawFn, least: int = 0) -> list[tuple[Any, ...]]:
    width = draw(st.integers(1, 5))
    return draw(st.lists(st.tuples(*[CELLS] * width), min_size=least, max_size=8))


@given(results(), st.randoms(use_true_random=False))
def test_rows_and_columns_may_stand_in_any_order(gold: list[tuple[Any, ...]], dice: random.Random) -> None:
    found = list(gold)
    dice.shuffle(found)
    columns = list(range(len(gold[0]) if gold else 0))
    dice.shuffle(columns)
    found = [tuple(row[at] for at in columns) for row in found]
    assert same_rows(found, gold)
    assert same_rows(gold, found)
    assert spider2(found, gold)


@given(results(least=1), st.data())
def test_a_row_less_a_row_more_or_a_column_less_is_another_result(
    gold: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(gold) - 1))
    assert not same_rows(gold[:at] + gold[at + 1 :], gold)
    assert not same_rows([*gold, gold[at]], gold)
    assert not same_rows([row[1:] for row in gold], gold)
    assert not same_rows([(*row, 1) for row in gold], gold)


@given(results(least=1), st.data())
def test_a_cell_of_another_value_is_another_result(gold: list[tuple[Any, ...]], data: st.DataObject) -> None:
    row, column = data.draw(st.integers(0, len(gold) - 1)), data.draw(st.integers(0, len(gold[0]) - 1))
    found = [list(one) for one in gold]
    found[row][column] = "something else"
    assert not same_rows(found, gold)
    assert jaccard(found, gold) < 1


@given(results(), results())
@settings(max_examples=300)
def test_scores_agree_where_they_must(found: list[tuple[Any, ...]], gold: list[tuple[Any, ...]]) -> None:
    same = same_rows(found, gold)
    assert same == same_rows(gold, found)
    assert 0 <= jaccard(found, gold) <= 1
    assert 0 <= soft_f1(found, gold) <= 1
    if same and gold:
        assert spider2(found, gold)
    if same and bird_ex(found, gold) and not any(isinstance(value, float) for row in gold for value in row):
        assert jaccard(found, gold) > 0 or not gold


@given(results())
def test_a_result_is_itself(gold: list[tuple[Any, ...]]) -> None:
    assume(not any(value != value for row in gold for value in row))  # NaN is no NaN in Python's sets
    assert bird_ex(gold, gold)
    assert jaccard(gold, gold) == 1
    assert soft_f1(gold, gold) == 1


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=6), st.floats(-5e-7, 5e-7))
def test_numbers_may_differ_by_a_millionth(numbers: list[float], off: float) -> None:
    distinct = [
        one for at, one in enumerate(numbers) if all(abs(one - other) > abs(one) * 1e-5 for other in numbers[:at])
    ]
    assert same_rows([(one * (1 + off),) for one in distinct], [(one,) for one in distinct])


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ([(1,)], [(1.0,)], True),
        ([(Decimal("1.50"),)], [(1.5,)], True),
        ([(True,)], [(1,)], True),
        ([(0.1 + 0.2,), (0.3,)], [(0.3,), (0.3,)], True),
        ([(0.3,), (0.3,)], [(0.1 + 0.2,), (0.3,)], True),
        ([(1_000_001,)], [(1_000_002,)], False),
        ([(1e-12,)], [(0,)], True),
        ([(1.00001,)], [(1.0,)], False),
        ([("1",)], [(1,)], False),
        ([("a",)], [("A",)], False),
        ([(None,)], [(None,)], True),
        ([(None,)], [(0,)], False),
        ([(None,)], [("",)], False),
        ([(date(2024, 1, 1),)], [(datetime(2024, 1, 1),)], True),
        (
            [(datetime(2024, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))),)],
            [(datetime(2024, 1, 1, tzinfo=UTC),)],
            True,
        ),
        ([(datetime(2024, 1, 1, 1),)], [(date(2024, 1, 1),)], False),
        ([([1.0, {"a": 2}],)], [([1, {"a": 2.0}],)], True),
        ([(float("nan"),)], [(float("nan"),)], True),
        ([(float("inf"),)], [(10**400,)], False),
        # The same values in each column, but not in the same rows.
        ([(1, "a"), (2, "b")], [(1, "b"), (2, "a")], False),
        ([(1, 2), (2, 1)], [(1, 1), (2, 2)], False),
        ([(1, 2, 3), (3, 1, 2)], [(3, 2, 1), (2, 1, 3)], True),
        ([], [], True),
        ([], [(1,)], False),
    ],
)
def test_what_is_the_same(found: list[Any], gold: list[Any], same: bool) -> None:
    assert same_rows(found, gold) is same


ROWS = [("a", 3), ("b", 2), ("c", 2), ("d", 1)]


@pytest.mark.parametrize(
    ("sql", "ordering"),
    [
        ("SELECT n, x FROM t", Ordering()),
        ("SELECT n, x FROM (SELECT * FROM t ORDER BY x) y", Ordering()),
        ("SELECT n, x FROM t ORDER BY x DESC", Ordering(True, (1,))),
        ("SELECT n, x FROM t ORDER BY 2 DESC, n", Ordering(True, (1, 0))),
        ("SELECT n, sum(x) AS total FROM t GROUP BY n ORDER BY total", Ordering(True, (1,))),
        ("SELECT n, sum(x) FROM t GROUP BY n ORDER BY sum(x)", Ordering(True, (1,))),
        ("SELECT t.n, x FROM t ORDER BY t.n", Ordering(True, (0,))),
        ("SELECT n FROM t ORDER BY x", Ordering(True, None)),
        ("SELECT * FROM t ORDER BY x", Ordering(True, None)),
        ("SELECT n FROM t UNION SELECT m FROM u ORDER BY 1", Ordering(True, (0,))),
        ("WITH a AS (SELECT n FROM t ORDER BY n) SELECT n FROM a LIMIT 3", Ordering()),
        ("(SELECT n FROM t ORDER BY n)", Ordering(True, (0,))),
        ("SELECT row_number() OVER (ORDER BY n) FROM t", Ordering()),
    ],
)
def test_the_top_level_says_whether_order_counts(sql: str, ordering: Ordering) -> None:
    assert ordering_of(sql) == ordering


def test_order_counts_where_gold_orders_and_ties_are_free() -> None:
    ties = [ROWS[0], ROWS[2], ROWS[1], ROWS[3]]
    wrong = [ROWS[1], ROWS[0], ROWS[2], ROWS[3]]
    turned = [row[::-1] for row in ties]
    for ordering, expected in (
        (Ordering(), (True, True, True)),
        (Ordering(True, (1,)), (True, False, True)),
        (Ordering(True, (1, 0)), (False, False, False)),
        (Ordering(True, None), (False, False, False)),
    ):
        assert tuple(same_rows(one, ROWS, ordering) for one in (ties, wrong, turned)) == expected
        assert same_rows([row[::-1] for row in ROWS], ROWS, ordering)


def test_each_score_of_others_sees_what_it_sees() -> None:
    gold = [("a", 1.0), ("b", 2.0), ("b", 2.0)]
    assert bird_ex([("b", 2), ("a", 1)], gold)  # repeated rows do not count
    assert not bird_ex([(1, "a"), (2, "b"), (2, "b")], gold)  # the order of columns does
    assert not bird_ex([("a", 1.0000001), ("b", 2.0)], gold)  # no tolerance
    assert spider2([("x", 1.005, "a"), ("y", 2.0, "b"), ("z", 2, "b")], gold)  # further columns, 1e-2
    assert spider2([("a", 2.0), ("b", 1.0), ("b", 2.0)], gold)  # columns one by one
    assert not spider2([("b", 2.0), ("a", 1.0), ("b", 2.0)], gold, ordered=True)
    assert jaccard([("a", 1.0), ("b", 2.0)], gold) == pytest.approx(2 / 3)
    assert jaccard([], []) == 1
    assert soft_f1([("a", 1.0), ("b", 3.0)], gold) == pytest.approx(0.75)
    assert soft_f1([("b", 2.0), ("a", 1.0)], gold) == 0  # rows by their place
    assert soft_f1([("a",), ("b",)], gold) == pytest.approx(2 / 3)
    assert soft_f1([], gold) == 0


def test_a_score_holds_names_and_binding_as_well() -> None:
    gold = Rows(("n",), rows=(("a",), ("b",)))
    gold_bound = Bound(True, "", tables=("t", "u"), columns=("t.n", "u.m"))
    bound = Bound(True, "", tables=("t",), columns=("t.n", "t.x"))
    told = score(Rows(("n",), rows=(("b",), ("a",))), gold, bound=bound, gold_bound=gold_bound)
    assert (told.exact, told.bird_ex, told.spider2, told.jaccard_right) == (True, True, True, True)
    assert (told.tables.precision, told.tables.recall) == (1.0, 0.5)
    assert (told.columns.precision, told.columns.recall) == (0.5, 0.5)
    unbound = Bound(False, "", problem="unknown", unknown=("v",))
    none = score(None, gold, bound=unbound, gold_bound=gold_bound)
    assert (none.exact, none.jaccard, none.hallucinated, none.bound, none.problem) == (
        False,
        0,
        ("v",),
        False,
        "unknown",
    )
    stopped = Rows(("n",), rows=gold.rows, stopped="rows")
    assert not score(stopped, gold, bound=bound, gold_bound=gold_bound).exact
    empty = score(Rows(("n", "m")), Rows(("n",)), bound=bound, gold_bound=gold_bound)
    assert not empty.exact  # two columns are not one, also without rows
    assert overlap((), ()).recall == 1


def test_gold_that_tells_nothing_apart_is_found() -> None:
    good = [Rows(("n",), rows=((seed, 1),)) for seed in (1, 2)]
    assert weak_gold(good) == ""
    assert "same on all seeds" in weak_gold([good[0], good[0]])
    assert "empty" in weak_gold([good[0], Rows(("n",))])
    assert "NULL and zero" in weak_gold([good[0], Rows(("n",), rows=((None, 0),))])
    assert "stopped" in weak_gold([Rows(("n",), rows=((1,),), stopped="rows")])


def test_large_and_hostile_results_are_scored_in_time() -> None:
    dice = random.Random(1)
    gold = [tuple(dice.choice(("x", "y", dice.random(), at)) for _ in range(8)) for at in range(10_000)]
    found = [row[::-1] for row in gold]
    dice.shuffle(found)
    began = time.process_time()
    assert same_rows(found, gold)
    # All columns hold the same values, no assignment of columns fits: the search gives up instead of trying all.
    bits = [[row >> at & 1 for at in range(10)] for row in range(1024)]
    assert Counter(map(sum, zip(*bits, strict=True))) == {512: 10}
    odd = [row for row in bits if sum(row) % 2] * 2
    assert not same_rows(odd, bits)
    assert time.process_time() - began < 10
