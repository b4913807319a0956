"""Adjusted p-values beside statsmodels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from goldthread.experiments.statistics.multiple import adjusted, benjamini_hochberg, holm

P = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@settings(max_examples=60)
@given(P)
def test_they_are_those_of_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-9)
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1], abs=1e-9)


@given(P)
def test_adjusting_never_lowers_p_and_holm_never_less_than_benjamini_hochberg(p: list[float]) -> None:
    assert all(holm(p) >= np.array(p))
    assert all(holm(p) >= benjamini_hochberg(p) - 1e-12)
    assert list(adjusted(p, "none")) == p


def test_families_are_adjusted_row_by_row() -> None:
    table = np.random.default_rng(1).random((5, 6))
    for row, together in zip(table, holm(table), strict=True):
        assert list(holm(row)) == list(together)
    assert list(adjusted(table[0], "holm")) == list(holm(table[0]))
    assert list(adjusted(table[0], "benjamini-hochberg")) == list(benjamini_hochberg(table[0]))
