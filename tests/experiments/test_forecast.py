"""Forecasts: estimates first, then what finished cells used, with bounds that hold."""

from pathlib import Path

import pytest

from goldthread.errors import CeilingReached
from goldthread.experiments.forecast import GUESS, forecast_grid
from tests.experiments.grids import prepared, results, run

SETTINGS = {"tokens_in": 900, "tokens_out": 100, "token_effects": {"format": {"json": 2.0}}, "token_noise": 0.3}


def test_before_anything_ran_the_estimates_stand(tmp_path: Path) -> None:
    ready = prepared(tmp_path, 30, settings={**SETTINGS, "latency": 2.0})
    forecast = forecast_grid(ready, None)
    assert (forecast.cells, forecast.finished, forecast.measured) == (90, 0, False)
    assert forecast.calls.value == 90
    assert forecast.tokens.value == pytest.approx(30 * (1000 + 2000 + 1000))
    assert forecast.tokens.low == pytest.approx((forecast.tokens.value or 0) / GUESS)
    assert forecast.seconds.value == pytest.approx(90 * 2 / 4)
    assert "a guess" in "\n".join(forecast.lines())


def test_a_rate_makes_it_longer(tmp_path: Path) -> None:
    factors = {"model": ["m"], "question": {"count": 100}}
    models = {"m": {"model": "simulated:m", "requests_per_minute": 10}}
    forecast = forecast_grid(prepared(tmp_path, factors=factors, models=models), None)
    assert forecast.seconds.value == pytest.approx(600)


def test_a_price_that_is_unknown_is_called_so(tmp_path: Path) -> None:
    factors = {"model": ["openai:nobody-knows"], "question": {"count": 10}}
    assert forecast_grid(prepared(tmp_path, factors=factors), None).cost.value is None
    prices = {"openai:nobody-knows": {"input": 2, "output": 10}}
    known = forecast_grid(
        prepared(tmp_path, factors=factors, prices=prices, settings=SETTINGS | {"token_effects": {}}), None
    )
    assert known.cost.value == pytest.approx(10 * (900 * 2 + 100 * 10) / 1e6)


def test_bounds_from_finished_cells_hold_what_came(tmp_path: Path) -> None:
    held = 0
    for seed in range(20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        ready = prepared(folder, 60, settings=SETTINGS, seed=seed)
        with pytest.raises(CeilingReached):
            run(ready, folder, tokens=90_000)
        forecast = forecast_grid(ready, folder / "out")
        assert forecast.measured
        before = sum(one.measures["tokens_in"] + one.measures["tokens_out"] for one in results(folder) if one.measures)
        counts = run(ready, folder, tokens=10**9).counts
        spent = counts.tokens - before
        assert forecast.tokens.low is not None
        assert forecast.tokens.high is not None
        held += forecast.tokens.low <= spent <= forecast.tokens.high
    # 90 of 100 runs; 14 or fewer of 20 would come once in 90 times.
    assert held >= 15


def test_what_can_be_seen_follows_the_questions(tmp_path: Path) -> None:
    found = [forecast_grid(prepared(tmp_path, count), None) for count in (50, 100, 400)]
    assert [one.clusters for one in found] == [50, 100, 400]
    seen = [one.detectable for one in found]
    assert seen == sorted(seen, key=lambda one: -(one or 0))
    assert seen[1] == pytest.approx(0.11, abs=0.01)


def test_what_can_be_seen_follows_the_pairs_that_have_finished(tmp_path: Path) -> None:
    asked = {"factor": "format", "better": "yaml", "than": "json"}
    ready = prepared(tmp_path, 100, hypothesis=asked, settings={"base": 0.5}, seed=3)
    before = forecast_grid(ready, None)
    assert (before.discordance, before.discordance_pairs) == (0.15, 0)
    assert "15% of pairs differing, assumed" in before.lines()[-1]
    run(ready, tmp_path)
    cells = {(one.factors["question"], one.factors["format"]): one.measures["success"] for one in results(tmp_path)}
    apart = sum(cells[question, "yaml"] != cells[question, "json"] for question, form in cells if form == "yaml")
    after = forecast_grid(ready, tmp_path / "out")
    assert (after.discordance, after.discordance_pairs) == (apart / 100, 100)
    assert 0.3 < after.discordance < 0.7
    assert (after.detectable or 0) > (before.detectable or 0)
    assert "as in 100 finished ones" in after.lines()[-1]
