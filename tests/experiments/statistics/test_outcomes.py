"""Results side by side: what is paired, what is left out and counted, what is refused."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.errors import BadInput
from goldthread.experiments.statistics.outcomes import Dropped, match, outcomes


def test_pairs_are_matched_by_key_and_the_rest_is_counted() -> None:
    a = outcomes("a", [1, 0, 1, np.nan], ["q1", "q2", "q3", "q4"])
    b = outcomes("b", [1, 1, 0, 0, 1], ["q4", "q3", "q2", "q1", "q9"])
    both = match([a, b], yes_no=True)
    assert both.values.tolist() == [[1, 0], [0, 0], [1, 1]]
    assert both.dropped == Dropped(unpaired=1, no_value=2)
    assert both.dropped.total == 3
    assert len(a) + len(b) == both.values.size + both.dropped.total
    assert not both.repeated


def test_failures_are_wrong_in_yes_no_and_keep_their_score_elsewhere() -> None:
    a = outcomes("a", [1, np.nan, 1], ["x", "y", "z"], failed=[True, True, False])
    b = outcomes("b", [1, 1, 1], ["x", "y", "z"])
    yes_no = match([a, b], yes_no=True)
    assert yes_no.values[:, 0].tolist() == [0, 0, 1]
    assert yes_no.failed == (2, 0)
    score = match([a, b], yes_no=False)
    assert score.values[:, 0].tolist() == [1, 1]
    assert (score.failed, score.dropped.no_value) == ((1, 0), 2)


def test_clusters_are_summed() -> None:
    keys = [("q2", 1), ("q1", 1), ("q1", 2), ("q2", 2), ("q2", 3)]
    a = outcomes("a", [1, 2, 3, 4, 5], keys, [key[0] for key in keys])
    both = match([a], yes_no=False)
    assert both.clusters == 2
    assert both.repeated
    assert both.totals(both.values[:, 0]).tolist() == [5, 10]
    assert both.sizes().tolist() == [2, 3]


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(-5, 5)), min_size=1, unique_by=lambda one: one[:2]
    )
)
def test_the_order_of_records_changes_nothing(drawn: list[tuple[int, int, float]]) -> None:
    shuffled = random.Random(1).sample(drawn, len(drawn))
    one, two = (
        match(
            [outcomes("a", [row[2] for row in rows], [row[:2] for row in rows], [row[0] for row in rows])], yes_no=False
        )
        for rows in (drawn, shuffled)
    )
    assert one.values.tolist() == two.values.tolist()
    assert one.cluster.tolist() == two.cluster.tolist()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: outcomes("a", [1, 0], ["q"]), "2 values, 1 pairs"),
        (lambda: outcomes("a", [1, 0], ["q", "q"]), "'q' comes more than once"),
        (lambda: outcomes("a", [np.inf], ["q"]), "infinite"),
        (lambda: match([outcomes("a", [0.5], ["q"])], yes_no=True), "0.5 is neither 0 nor 1"),
        (lambda: match([outcomes("a", [1], ["q"]), outcomes("b", [1], ["r"])], yes_no=True), "no result has a partner"),
        (
            lambda: match([outcomes("a", [1], ["q"], ["x"]), outcomes("b", [1], ["q"], ["y"])], yes_no=True),
            "in cluster 'y', in 'x' of a",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(make: object, said: str) -> None:
    assert callable(make)
    with pytest.raises(BadInput, match=said) as caught:
        make()
    assert caught.value.where.field
    assert caught.value.remedy
