"""Simulated cells have the rates that they are given, and are the same each time."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from goldthread.errors import BadInput
from goldthread.experiments.tasks.simulated import Simulated, SimulatedTask, rate, settings_of, succeeds

SETTINGS: dict[str, Any] = {"base": 0.6, "effects": {"format": {"json": -0.2, "true": 0.1}, "size": {"10": 0.05}}}


def test_a_rate_is_the_base_with_its_effects() -> None:
    simulated = settings_of(SETTINGS)
    assert rate(simulated, {"format": "yaml", "size": 100}) == 0.6
    assert rate(simulated, {"format": "json", "size": 10}) == pytest.approx(0.45)
    assert rate(simulated, {"format": True}) == pytest.approx(0.7)
    assert rate(Simulated(base=0.9, effects={"a": {"b": 0.3}}), {"a": "b"}) == 1.0


@pytest.mark.parametrize("spread", [0.0, 0.5, 0.9])
def test_rates_are_exact_whatever_the_spread(spread: float) -> None:
    simulated = Simulated(base=0.7, effects={"format": {"json": -0.2}}, spread=spread)
    cells = product(range(4000), ("yaml", "json"))
    found: dict[str, list[bool]] = {"yaml": [], "json": []}
    for question, form in cells:
        found[form].append(succeeds(simulated, {"question": question, "format": form}, 11))
    assert np.mean(found["yaml"]) == pytest.approx(0.7, abs=4 * np.sqrt(0.21 / 4000))
    assert np.mean(found["json"]) == pytest.approx(0.5, abs=4 * np.sqrt(0.25 / 4000))
    alike = np.corrcoef(np.array(found["yaml"], float), np.array(found["json"], float))[0, 1]
    assert (alike > 0.25) == (spread >= 0.5)
    assert abs(alike) < 0.07 or spread > 0


def test_what_is_drawn_is_the_same_each_time_and_another_with_another_seed() -> None:
    simulated = Simulated(base=0.5)
    cells = [{"question": one, "format": form} for one in range(50) for form in ("a", "b")]
    drawn = [succeeds(simulated, cell, 1) for cell in cells]
    assert drawn == [succeeds(simulated, dict(reversed(cell.items())), 1) for cell in cells]
    assert drawn != [succeeds(simulated, cell, 2) for cell in cells]
    assert drawn == [succeeds(simulated, {**cell, "repeat": 1}, 1) for cell in cells]
    assert drawn != [succeeds(simulated, {**cell, "repeat": 2}, 1) for cell in cells]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"bas": 0.5}, "the task simulated has no setting 'bas'"),
        ({"base": 1.5}, "settings.base: Input should be less than or equal to 1"),
        ({"effects": {"layout": {"flat": 0.1}}}, r"settings.effects.layout: there is no factor 'layout'"),
        ({"effects": {"format": {"xml": 0.1}}}, r"settings.effects.format: the grid has no level 'xml'"),
    ],
)
def test_settings_that_do_not_fit_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        SimulatedTask().check({"format": ("yaml", "json")}, settings)


def test_levels_are_described_by_their_number() -> None:
    task = SimulatedTask()
    assert task.levels("question", {"count": 2}, {}) == ("question-1", "question-2")
    with pytest.raises(BadInput, match=r"factors.question: levels of a simulated factor"):
        task.levels("question", {"tiers": [1]}, {})
    assert task.labels({"question": "question-4"}, {"tiers": 3}) == {"tier": "L1"}


def test_the_estimate_is_the_mean() -> None:
    settings = {
        "calls": 3,
        "tokens_in": 100,
        "tokens_out": 10,
        "token_effects": {"format": {"json": 1.5}},
        "latency": 0.5,
    }
    estimate = SimulatedTask().estimate({"format": "json"}, settings)  # type: ignore[arg-type]
    assert (estimate.tokens_in, estimate.tokens_out, estimate.calls, estimate.seconds) == (450, 45, 3, 1.5)
