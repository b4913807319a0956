"""Results made in memory, with known rates."""

import hashlib
from itertools import product
from typing import Any

import numpy as np

from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Failure
from goldthread.schemas.grid import Grid, Hypothesis

FORMATS = {"yaml": 0.10, "markdown": 0.08, "json": 0.0, "toon": -0.02, "toon-paper": -0.06}
MODELS = {"large": 0.80, "small": 0.55}
COSTS = {"yaml": 1.0, "markdown": 1.6, "json": 1.28, "toon": 0.8, "toon-paper": 1.4}
PROBLEMS = ("wrong rows", "unknown column", "no answer")


def grid_of(**changed: Any) -> Grid:
    """A grid of formats, models, sizes and questions."""
    told: dict[str, Any] = {
        "name": "formats",
        "about": "Which format is found best in large catalogs",
        "task": "simulated",
        "factors": {
            "format": tuple(FORMATS),
            "model": tuple(MODELS),
            "size": (10, 100, 1000, 10000),
            "question": {"tiers": [1, 2, 3, 4, 5], "count": 20},
        },
        "hypothesis": Hypothesis(factor="format", better="yaml", than="json"),
        "published": (
            {"format": "yaml", "value": 0.754, "source": "arXiv 2602.05447"},
            {"format": "json", "value": 0.723, "source": "arXiv 2602.05447"},
            {"format": "xml", "value": 0.5},
        ),
    }
    return Grid(**told | changed)


def results_of(
    formats: tuple[str, ...] = tuple(FORMATS),
    models: tuple[str, ...] = tuple(MODELS),
    sizes: tuple[int, ...] = (10, 100, 1000, 10000),
    questions: int = 20,
    repeats: int = 1,
    failing: float = 0.02,
    open_share: float = 0.01,
    seed: int = 0,
) -> list[CellResult]:
    """Cells whose success has known rates by format, model, size and tier."""
    random = np.random.default_rng(seed)
    ease = random.normal(0, 0.12, questions)
    cells = []
    for place, (form, model, size, question, repeat) in enumerate(
        product(formats, models, sizes, range(questions), range(repeats))
    ):
        tier = 1 + question % 5
        rate = MODELS[model] + FORMATS[form] - 0.05 * np.log10(size) - 0.06 * (tier - 1) + ease[question]
        factors: dict[str, Any] = {"format": form, "model": model, "size": size, "question": f"q{question:03d}"}
        if repeats > 1:
            factors["repeat"] = repeat
        key = hashlib.sha256(repr((seed, place)).encode()).hexdigest()
        common: dict[str, Any] = {"key": key, "place": place, "factors": factors}
        drawn, fate = random.random(), random.random()
        used = int(2000 * COSTS[form] * (1 + 0.6 * np.log10(size)) * random.lognormal(0, 0.3))
        measures = {
            "success": float(drawn < rate), "jaccard": float(min(1.0, max(drawn < rate, random.random()))),
            "tokens_in": float(used), "tokens_out": float(120 + random.integers(0, 80)),
            "calls": float(random.integers(1, 8)), "turns": float(random.integers(1, 6)),
            "grep_density": float(20 * COSTS[form] * random.lognormal(0, 0.2)),
        }  # fmt: skip
        price = used * (5e-6 if model == "large" else 4e-7)
        if fate < open_share:
            cells.append(CellResult(**common, status="open", labels={"tier": str(tier)}))
        elif fate < open_share + failing:
            failure = Failure("RateLimited" if drawn < 0.5 else "TimedOut", "the provider did not answer", again=True)
            cells.append(
                CellResult(**common, status="failed", measures={"success": 0.0}, labels={"tier": str(tier)},
                           price=price, seconds=30.0, attempts=3, failure=failure)
            )  # fmt: skip
        else:
            problem = "" if measures["success"] else PROBLEMS[int(random.integers(0, 3))]
            labels = {"tier": str(tier)} | ({"problem": problem} if problem else {})
            cells.append(
                CellResult(**common, status="done", measures=measures, labels=labels, price=price,
                           seconds=float(random.random() * 9), attempts=1)
            )  # fmt: skip
    return cells
