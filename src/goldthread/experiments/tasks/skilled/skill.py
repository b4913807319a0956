"""What an agent can: its chance of success by levels, and what is drawn from it by hash."""

import hashlib
import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from goldthread.errors import BadInput, Where
from goldthread.experiments.work import Factors
from goldthread.schemas.base import Record
from goldthread.schemas.explain import tupled

PREFIX = "skilled:"
Rate = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(ge=0)]
MISTAKES = ("mutant", "unbound", "stop")
_MOST_LOOKS = 12
"""Greps at most, so that an answer still fits into the turns of the agent `file`."""


class Skill(Record):
    """The known skill of an agent.

    Attributes:
        base: Chance of success where no effect holds.
        scale: What effects are added to: the chance itself (kept within 0 and 1), or its logit.
        effects: By factor (or `tier`) and level, what is added.
        ease: Standard deviation, on the logit, of how much easier one question is than another, the same for all cells
            of a question.
        greps: Greps before the answer, one number or one by format.
        mistakes: Weights of how a failure shows: `mutant` (a query with one mistake), `unbound` (a made-up name),
            `stop` (gives up).
    """

    base: Rate
    scale: Literal["additive", "logit"] = "additive"
    effects: dict[str, dict[str, float]] = {}
    ease: Positive = 0.0
    greps: int | dict[str, int] = 1
    mistakes: dict[Literal["mutant", "unbound", "stop"], Positive] = {"mutant": 0.6, "unbound": 0.2, "stop": 0.2}

    def chance(self, levels: Mapping[str, Any]) -> float:
        """Chance of success of a cell.

        Args:
            levels: Its factors, and its tier under `tier`.
        """
        added = [by[str(levels[name])] for name, by in self.effects.items() if str(levels.get(name)) in by]
        ease = self.ease * NormalDist().inv_cdf(drawn("ease", levels.get("question", ""))) if self.ease else 0.0
        if self.scale == "additive" and not ease:
            return min(1.0, max(0.0, self.base + sum(added)))
        start = self.base if self.scale == "logit" else min(1.0, max(0.0, self.base + sum(added)))
        moved = _logit(start) + ease + (sum(added) if self.scale == "logit" else 0.0)
        return 1.0 / (1.0 + math.exp(-moved))

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
