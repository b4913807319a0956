"""Agents of known skill: the rates of what is drawn are those that were stated."""

import math
from itertools import product
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.experiments.tasks.skilled.skill import Skill, draw, drawn, skills_of

FORMATS = ("yaml", "json")


def rate(skill: Skill, cells: list[dict[str, Any]], seed: int = 1) -> float:
    return sum(skill.succeeds(one, one, seed) for one in cells) / len(cells)


@pytest.mark.parametrize("spread", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("scale", ["additive", "logit"])
def test_rates_are_those_stated_whatever_the_spread(scale: Any, spread: float) -> None:
    skill = Skill(base=0.6, scale=scale, spread=spread, effects={"format": {"json": -0.2}, "tier": {"L1": 0.1}})
    for format, tier in product(FORMATS, ("L1", "L2")):
        cells = [{"question": f"{tier}-{n}", "format": format, "tier": tier} for n in range(4_000)]
        expected = skill.chance(cells[0])
        assert rate(skill, cells) == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / 4_000))


def test_questions_that_are_easy_are_so_in_all_formats() -> None:
    cells: list[dict[str, Any]] = [{"question": n, "format": format} for n in range(2_000) for format in FORMATS]
    for spread, least, most in ((0.0, 0.45, 0.55), (0.6, 0.65, 0.75), (1.0, 1.0, 1.0)):
        skill = Skill(base=0.5, spread=spread)
        results = [skill.succeeds(one, one, 7) for one in cells]
        alike = sum(one == other for one, other in zip(results[::2], results[1::2], strict=True)) / 2_000
        assert least <= alike <= most


def test_a_cell_is_drawn_alike_whatever_the_order_and_a_repeat_anew() -> None:
    cell: dict[str, Any] = {"question": "L1-01", "format": "yaml"}
    same = draw(3, dict(reversed(cell.items())) | {"repeat": 1}, "success")
    assert draw(3, cell, "success") == same
    assert len({draw(3, cell | {"repeat": n}, "success") for n in (1, 2, 3)}) == 3
    assert 0 < drawn("a") < 1


def test_what_comes_together_adds_and_chances_stay_chances() -> None:
    told = {
        "base": 0.9,
        "effects": {"agent": {"file": 0.05}},
        "also": [{"where": {"agent": "file", "tier": ["L1", "L2"]}, "add": 0.2}],
    }
    skill = skills_of({"skills": {"a": told}, "effects": {"agent": {"prompt": -0.3}}})["a"]
    assert skill.chance({"agent": "file", "tier": "L3"}) == pytest.approx(0.95)
    assert skill.chance({"agent": "file", "tier": "L1"}) == 1.0
    assert skill.chance({"agent": "prompt"}) == pytest.approx(0.6)
    assert skill.succeeds({"agent": "file", "tier": "L1"}, {"question": 1}, 0)
    assert [skill.mistake(share) for share in (0.1, 0.7, 0.95)] == ["mutant", "unbound", "stop"]
    assert Skill(base=1, greps={"json": 40}).looks("json") == 12


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"base": -0.1}, "greater than or equal to 0"),
        ({"bases": 0.1}, "required|Extra|not permitted"),
        ({"base": 0.5, "scale": "odds"}, "additive"),
        ({"base": 0.5, "mistakes": {"typo": 1}}, "mutant"),
        ("good", "settings.skills.a"),
    ],
)
def test_skills_that_make_no_sense_are_refused(told: Any, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        skills_of({"skills": {"a": told}})
