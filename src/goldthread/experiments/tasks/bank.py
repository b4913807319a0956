"""Questions that a grid asks: those of the corpus, or a person's own, chosen by tier or by id."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.experiments.tasks.factors import check_names
from goldthread.experiments.work import Json, Level
from goldthread.navigation.corpora.questions import Question

_FIELD = "factors.question"


@dataclass(frozen=True)
class Bank:
    """Questions by id.

    Attributes:
        questions: In their own order.
    """

    questions: Mapping[str, Question]

    def get(self, level: Level) -> Question:
        """The question of an id.

        Raises:
            BadInput: There is none.
        """
        found = self.questions.get(str(level))
        if found is None:
            raise BadInput(
                f"there is no question {str(level)[:40]!r}",
                where=Where(field=_FIELD),
                remedy=f"questions are: {', '.join([*self.questions][:8])}, ...",
            )
        return found

    def choose(self, told: Json) -> tuple[Level, ...]:
        """Ids of the questions that a grid describes.

        Args:
            told: `tiers`: which (all unless said); `count`: of each tier (all unless said); `seed`: of the draw, the
                first ones of each tier unless said.

        Raises:
            BadInput: A field is unknown, or there are not so many.
        """
        if not isinstance(told, dict):
            raise BadInput(
                "is no description of questions", where=Where(field=_FIELD), remedy="{tiers: [1, 2], count: 5}"
            )
        check_names(told, ("tiers", "count", "seed"), _FIELD, "field")
        by_tier: dict[int, list[str]] = {}
        for one in self.questions.values():
            by_tier.setdefault(one.tier, []).append(one.id)
        tiers = told.get("tiers", [*by_tier])
        if not isinstance(tiers, list) or not tiers or any(one not in by_tier for one in tiers):
            raise BadInput(
                "are not tiers that there are", where=Where(field=f"{_FIELD}.tiers"), remedy=f"tiers are: {[*by_tier]}"
            )
        return tuple(name for tier in tiers for name in _some(by_tier[tier], tier, told))  # type: ignore[index]

    def some(self, count: int) -> tuple[Question, ...]:
        """The first questions."""
        return tuple(self.questions.values())[:count]


def _some(names: list[str], tier: Any, told: dict[str, Json]) -> list[str]:
    count = told.get("count", len(names))
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= len(names):
        raise BadInput(
            f"tier {tier} has {len(names)} questions, not {count}",
            where=Where(field=f"{_FIELD}.count"),
            remedy=f"give 1 to {len(names)}",
        )
    seed = told.get("seed")
    if seed is None:
        return names[:count]
    kept = set(random.Random(f"questions {seed} {tier}").sample(names, count))
    return [name for name in names if name in kept]
