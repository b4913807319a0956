"""Weights fitted to ratings: known weights come back, the bound holds, and files that cannot be used are told."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import lsq_linear

from goldthread.checks.ratings import Ratings, read_ratings
from goldthread.checks.weights import FittedWeights, fit_weights
from goldthread.errors import BadInput

Array = NDArray[np.float64]


def _texts(n: int, items: int, seed: int) -> Array:
    return np.random.default_rng(seed).integers(0, 5, (n, items)) / 4


def _fit(scores: Array, rated: Array) -> FittedWeights:
    names = tuple(f"item {at}" for at in range(scores.shape[1]))
    return fit_weights(Ratings("r.csv", names, tuple(map(tuple, scores.tolist())), tuple(rated.tolist())))


def _shares(fitted: FittedWeights) -> list[float]:
    return [one.weight for one in fitted.weights]


def test_known_weights_come_back() -> None:
    true = np.array([0.8, 1.2, 2.5, 1.5, 4.0])
    scores = _texts(60, 5, 1)
    fitted = _fit(scores, scores @ true)
    assert _shares(fitted) == pytest.approx((true / true.sum() * 100).tolist(), abs=1e-9)
    assert fitted.r2 == pytest.approx(1)
    assert (fitted.n, fitted.notes) == (60, [])
    assert not any(one.at_bound for one in fitted.weights)


def test_ratings_with_noise_are_fitted_within_their_intervals() -> None:
    true = np.array([1.0, 2.0, 3.0, 4.0])
    shares, inside, seeds = true / true.sum() * 100, 0, 25
    for seed in range(seeds):
        scores = _texts(120, 4, seed)
        fitted = _fit(scores, np.clip(scores @ true + np.random.default_rng(seed + 99).normal(0, 0.5, 120), 0, 10))
        assert sum(_shares(fitted)) == pytest.approx(100)
        assert fitted.r2 is not None
        assert 0.8 < fitted.r2 < 1
        inside += sum(one.low <= true <= one.high for one, true in zip(fitted.weights, shares, strict=True))
        assert all(one.low < one.weight < one.high for one in fitted.weights)
    # 100 intervals of 95%: fewer than 85 inside has a chance below 1 in 10,000.
    assert inside >= 85


def test_the_bound_keeps_an_item_that_ratings_ignore() -> None:
    scores = _texts(80, 3, 3)
    fitted = _fit(scores, scores @ np.array([6.0, 0.0, 4.0]))
    ignored = fitted.weights[1]
    assert ignored.at_bound
    # 0.5 of the sum of raw weights; the others give way a little, so the sum stays near 10.
    assert ignored.weight == pytest.approx(100 * 0.5 / 10, abs=0.3)
    assert fitted.r2 is not None
    assert fitted.r2 < 1


@given(st.integers(0, 10_000), st.integers(1, 7), st.sampled_from((0.0, 1.0, 5.0)))
def test_it_is_the_bounded_least_squares_solution(seed: int, items: int, noise: float) -> None:
    random = np.random.default_rng(seed)
    scores = random.integers(0, 5, (40, items)) / 4
    scores[0] = 1
    rated = np.clip(scores @ random.uniform(-2, 4, items) + random.normal(0, noise, 40), 0, 10)
    if np.linalg.matrix_rank(scores) < items:
        return
    expected = lsq_linear(scores, rated, bounds=(0.5, np.inf), method="bvls", tol=1e-14).x
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("goldthread.checks.weights.RESAMPLES", 2)
        assert _shares(_fit(scores, rated)) == pytest.approx((expected / expected.sum() * 100).tolist(), abs=1e-6)


def test_a_file_always_gives_the_same() -> None:
    scores = _texts(30, 3, 5)
    rated = np.round(
        scores @ np.array([2.0, 3.0, 5.0]) + np.random.default_rng(6).normal(0, 1, 30).clip(-1, 1), 1
    ).clip(0)
    assert _fit(scores, rated) == _fit(scores, rated)


def test_answers_from_0_to_4_are_divided_by_4() -> None:
    scores = _texts(40, 3, 7)
    rated = scores @ np.array([0.2, 3.0, 6.0])
    shares, fours = _fit(scores, rated), _fit(scores * 4, rated)
    assert _shares(shares) == _shares(fours)
    assert (shares.item_scale, fours.item_scale) == (1, 4)
    assert any("divided by 4" in note for note in fours.notes)


def test_what_a_reader_should_know_is_said() -> None:
    scores = _texts(40, 2, 8)
    percent = _fit(scores, scores @ np.array([40.0, 60.0]))
    assert _shares(percent) == pytest.approx([40, 60])
    assert percent.greatest_rating == 100
    assert any("0 to 10" in note for note in percent.notes)
    twins = _fit(np.column_stack([scores[:, 0], scores[:, 0]]), scores[:, 0] * 10)
    assert any("cannot be told" in note for note in twins.notes)
    assert _fit(scores, np.full(40, 7.0)).r2 is None


def _file(folder: Path, lines: Sequence[str]) -> Path:
    path = folder / "r.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_table_is_read(tmp_path: Path) -> None:
    path = _file(tmp_path, ["\ufeffclear, rating ,\"long, enough\"", "1,8,0.25", "", '"0",2.5,1'])  # fmt: skip
    table = read_ratings(path)
    assert table.items == ("clear", "long, enough")
    assert table.scores == ((1, 0.25), (0, 1))
    assert table.ratings == (8, 2.5)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["a,b", "1,1"], "r.csv:1: has no column `rating`"),
        (["a;rating", "1;1"], "r.csv:1: has no column `rating`"),
        ([], "r.csv:1: has no column `rating`"),
        (["rating", "1"], "r.csv:1: has no column of item scores"),
        (["a,a,rating", "1,1,1"], "r.csv:1: names column 'a' twice"),
        (["a,,rating", "1,1,1"], "r.csv:1: has a column without a name"),
        (["a,rating"], "r.csv: holds no ratings"),
        (["a,rating", "1,5", "x,5"], "r.csv:3: a: is 'x', not a number"),
        (["a,rating", "1,5", ",5"], "r.csv:3: a: is empty"),
        (["a,rating", "1,nan"], "r.csv:2: rating: is 'nan', not a number"),
        (["a,rating", "1,inf"], "r.csv:2: rating: is 'inf', not a number"),
        (["a,rating", "true,1"], "r.csv:2: a: is 'true', not a number"),
        (["a,rating", "5,1"], "r.csv:2: a: is 5; it must be from 0 to 4"),
        (["a,rating", "1,-1"], "r.csv:2: rating: is -1; it must be from 0"),
        (["a,rating", "1,1e300"], "r.csv:2: rating: is 1e300; it must be from 0"),
        (["a,rating", "1"], "r.csv:2: has 1 cells where the first row has 2"),
        (["a,rating", '"1,2'], "r.csv:2: is not CSV"),
        (["a,b,rating", "1,1,1", "1,0,1"], "r.csv: 2 rated texts for 2 items; at least 3 are needed"),
    ],
)
def test_tables_that_cannot_be_used_are_told(tmp_path: Path, lines: Sequence[str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        fit_weights(read_ratings(_file(tmp_path, lines)))
    assert told in str(caught.value)
    assert caught.value.remedy
