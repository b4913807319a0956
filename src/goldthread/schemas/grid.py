"""The grid file: factors and their levels, what is left out, what is asked of the result, and the ceilings."""

from typing import Annotated, Any, Literal

from pydantic import Field

from goldthread.schemas.base import Record
from goldthread.schemas.job import Ceilings, ModelChoice, Price

Level = str | int | float | bool
NAME = r"^[a-z][a-z0-9_]{0,39}$"
Levels = tuple[Level, ...] | dict[str, Any]
"""Levels listed, or described in words that the task knows (`{tiers: [1, 2], count: 20, seed: 0}` of questions)."""
Condition = dict[str, Level | tuple[Level, ...]]
"""Cells whose every named factor has the level, or one of the levels."""


class Hypothesis(Record):
    """The primary contrast, named before the run.

    Attributes:
        factor: Whose levels are compared.
        better: The level expected to be better (or to be no worse).
        than: The level that it is compared with.
        measure: Which measure; yes/no measures are compared by McNemar's exact test, others by the bootstrap.
        claim: `different` (two-sided), `not_worse` (non-inferiority) or `equivalent`.
        margin: Greatest difference that does not matter, in units of the measure (0.05 = 5 points); for the latter two.
        where: Only these cells.
    """

    factor: str
    better: Level
    than: Level
    measure: str = "success"
    claim: Literal["different", "not_worse", "equivalent"] = "different"
    margin: Annotated[float, Field(gt=0, lt=1)] | None = None
    where: Condition = {}


class Grid(Record):
    """A grid.

    Attributes:
        name: Of the experiment.
        about: For people.
        task: What a cell does: `ask`, `chains`, `write` or `simulated`.
        factors: By name, the levels; each cell has one of each.
        models: What the levels of the factor `model` stand for, where a name is not enough.
        exclude: Cells left out: those that fit one of the conditions.
        only: Where given, cells that fit none of the conditions are left out.
        repeats: How often each cell is done, told apart by the factor `repeat`, which is part of what is drawn; the
            first is the cell without repeats.
        pair_by: Factors by which cells of two conditions are paired; questions (and jobs) are the clusters.
        hypothesis: The primary contrast; without one, the report explores and says so.
        settings: Of the task: budgets, seeds, folders.
        ceilings: Tokens, cost and minutes of the whole run.
        prices: Where no price list knows a model.
        concurrency: Cells at once, on each process.
        cell_seconds: Time that one try of a cell may take.
        seed: What everything drawn is drawn from.
        published: Rows of a published study, for the report to print beside ours.
    """

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
    about: str = ""
    task: Literal["ask", "chains", "write", "simulated"]
    factors: Annotated[dict[str, Levels], Field(min_length=1)]
    models: dict[str, ModelChoice] = {}
    exclude: tuple[Condition, ...] = ()
    only: tuple[Condition, ...] = ()
    repeats: Annotated[int, Field(ge=1, le=1000)] = 1
    pair_by: tuple[str, ...] = ("question",)
    hypothesis: Hypothesis | None = None
    settings: dict[str, Any] = {}
    ceilings: Ceilings = Ceilings()
    prices: dict[str, Price] = {}
    concurrency: Annotated[int, Field(ge=1, le=1024)] = 8
    cell_seconds: Annotated[float, Field(gt=0)] = 900.0
    seed: int = 0
    published: tuple[dict[str, Any], ...] = ()
