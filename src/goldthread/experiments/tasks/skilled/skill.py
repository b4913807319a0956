"""What an agent can: its chance of success by levels, and what is drawn from it by hash."""

import hashlib
import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from goldthread.errors import BadInput, Where
from goldthread.experiments.cells import fits
from goldthread.experiments.work import Factors
from goldthread.schemas.base import Record
from goldthread.schemas.explain import tupled
from goldthread.schemas.grid import Condition

PREFIX = "skilled:"
Rate = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(ge=0)]
MISTAKES = ("mutant", "unbound", "stop")
_NORMAL = NormalDist()
_MOST_LOOKS = 12
"""Greps at most, so that an answer still fits into the turns of the agent `file`."""


class Added(Record):
    """What is added where several levels come together.

    Attributes:
        where: Of which cells.
        add: What.
    """

    where: Condition
    add: float


class Skill(Record):
    """The known skill of an agent.

    Attributes:
        base: Chance of success where no effect holds.
        scale: What effects are added to: the chance itself (kept within 0 and 1), or its logit.
        effects: By factor (or `tier`) and level, what is added.
        also: What is added besides, where several levels come together.
        spread: Share of what decides that is the question's own ease, the same for all its cells, 0 to 1; the chance
            stays what it is.
        greps: Greps before the answer, one number or one by format.
        mistakes: Weights of how a failure shows: `mutant` (a wrong query or another table), `unbound` (a made-up name),
            `stop` (gives up).
    """

    base: Rate
    scale: Literal["additive", "logit"] = "additive"
    effects: dict[str, dict[str, float]] = {}
    also: tuple[Added, ...] = ()
    spread: Rate = 0.0
    greps: int | dict[str, int] = 1
    mistakes: dict[Literal["mutant", "unbound", "stop"], Positive] = {"mutant": 0.6, "unbound": 0.2, "stop": 0.2}

    def chance(self, levels: Factors) -> float:
        """Chance of success of a cell.

        Args:
            levels: Its factors, and its tier under `tier`.
        """
        added = sum(by.get(str(levels.get(name)), 0.0) for name, by in self.effects.items())
        added += sum(one.add for one in self.also if fits(levels, one.where))
        if self.scale == "additive":
            return min(1.0, max(0.0, self.base + added))
        return 1.0 / (1.0 + math.exp(-(_logit(self.base) + added)))

    def succeeds(self, levels: Factors, cell: Factors, seed: int) -> bool:
        """Whether a cell ends right, as drawn.

        It does where sqrt(s) z + sqrt(1 - s) e < Phi^-1(p), with the question's ease z and the cell's own luck e both
        normal: the chance is exactly p for every spread s (as in the task `simulated`).

        Args:
            levels: Its factors with those left out, and its tier under `tier`.
            cell: Its factors.
            seed: Of the grid.
        """
        chance = self.chance(levels)
        if chance in (0.0, 1.0):
            return chance == 1.0
        ease = _NORMAL.inv_cdf(drawn(seed, "ease", levels.get("question", "")))
        luck = _NORMAL.inv_cdf(draw(seed, cell, "success"))
        return math.sqrt(self.spread) * ease + math.sqrt(1 - self.spread) * luck < _NORMAL.inv_cdf(chance)

    def looks(self, format: str) -> int:
        """Greps before the answer in a format."""
        told = self.greps if isinstance(self.greps, int) else self.greps.get(format, 1)
        return max(0, min(told, _MOST_LOOKS))

    def mistake(self, share: float) -> str:
        """How a failure shows, where `share` was drawn from 0 to 1."""
        total = sum(self.mistakes.values()) or 1.0
        passed = 0.0
        for name in MISTAKES:
            passed += self.mistakes.get(name, 0.0) / total  # type: ignore[call-overload]
            if share < passed:
                return name
        return MISTAKES[0]


def _logit(chance: float) -> float:
    kept = min(1 - 1e-9, max(1e-9, chance))
    return math.log(kept / (1 - kept))


def drawn(*parts: Any) -> float:
    """A number between 0 and 1, never either, drawn by the hash of what it is for."""
    whole = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return (int.from_bytes(whole[:7], "big") + 0.5) / 2**56


def draw(seed: int, factors: Factors, what: str) -> float:
    """A number drawn for a cell."""
    levels = [f"{name}={factors[name]}" for name in sorted(factors) if name != "repeat" or factors[name] != 1]
    return drawn(seed, what, *levels)


def skills_of(settings: Mapping[str, Any]) -> dict[str, Skill]:
    """The skills that a grid states under `settings.skills`.

    Effects under `settings.effects` hold for all of them.

    Raises:
        BadInput: A field is unknown or out of bounds.
    """
    told = settings.get("skills") or {}
    common = settings.get("effects") or {}
    found = {}
    for name, fields in told.items() if isinstance(told, Mapping) else ():
        try:
            skill = Skill.model_validate(tupled(fields), strict=False)
            effects = {factor: dict(by) for factor, by in common.items()}
            for factor, by in skill.effects.items():
                effects[factor] = effects.get(factor, {}) | by
            found[name] = skill.model_copy(update={"effects": effects})
        except (ValidationError, TypeError, ValueError, AttributeError) as error:
            message = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise BadInput(
                message, where=Where(field=f"settings.skills.{name}"), remedy="fields: " + ", ".join(Skill.model_fields)
            ) from error
    return found


def skill_of(model: str, skills: Mapping[str, Skill]) -> Skill | None:
    """The skill of a model that is named `skilled:NAME`; None for other models.

    Raises:
        BadInput: There is no such skill.
    """
    if not model.startswith(PREFIX):
        return None
    name = model.removeprefix(PREFIX)
    if name not in skills:
        known = ", ".join(skills) or "none"
        raise BadInput(
            f"there is no skill {name!r}",
            where=Where(field="settings.skills"),
            remedy=f"state it there; known: {known}",
        )
    return skills[name]
