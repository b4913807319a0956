"""A valid plan out of any list of sections: numbers without gaps, budgets that sum exactly, no cycles."""

from collections.abc import Sequence
from fractions import Fraction

from goldthread.agents.planning.items import PlanItem
from goldthread.schemas.plan import Plan, Section

_HEAVIEST = 10**12
"""A weight past this, or one that is no number, counts as none."""


def share(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers of at least 1 in proportion to weights that sum exactly to `total` (largest remainder).

    Raises:
        ValueError: `total` is smaller than the number of weights.
    """
    count = len(weights)
    if total < count:
        raise ValueError(f"{total} cannot be shared among {count}")
    positive = [Fraction(weight) if 0 < weight < _HEAVIEST else Fraction(0) for weight in weights]
    whole = sum(positive)
    if not whole:
        positive, whole = [Fraction(1)] * count, Fraction(count)
    free = total - count
    exact = [free * weight / whole for weight in positive]
    parts = [1 + int(one) for one in exact]
    order = sorted(range(count), key=lambda at: (int(exact[at]) - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def acyclic(depends_on: dict[int, list[int]]) -> dict[int, tuple[int, ...]]:
    """The same dependencies without those that close a cycle; edges to earlier sections are kept first."""
    kept: dict[int, set[int]] = {
        number: {one for one in needed if one < number and one in depends_on} for number, needed in depends_on.items()
    }
    # What each section rests on, directly or not, as bits of one integer: earlier sections alone close no cycle.
    rests: dict[int, int] = {}
    for number in sorted(kept):
        rests[number] = 0
        for needed in kept[number]:
            rests[number] |= rests[needed] | 1 << needed
    later = sorted((number, one) for number, needed in depends_on.items() for one in set(needed) if one > number)
    for number, needed in later:
        if needed not in rests or rests[needed] >> number & 1:
            continue
        kept[number].add(needed)
        gained = rests[needed] | 1 << needed
        if rests[number] | gained != rests[number]:
            for one in rests:
                if one == number or rests[one] >> number & 1:
                    rests[one] |= gained
    return {number: tuple(sorted(needed)) for number, needed in kept.items()}


def make_plan(
    items: Sequence[PlanItem],
    *,
    total: int,
    title: str,
    language: str = "en",
    counter: str = "words",
    digest: str = "",
) -> Plan:
    """A valid plan.

    Args:
        items: Sections in reading order.
        total: Words (or characters) of the whole.
        title: The document's title.
        language: The document's language.
        counter: What lengths are counted in.
        digest: What holds for every section.

    Raises:
        ValueError: There is no item, or `total` is smaller than their number.
    """
    if not items:
        raise ValueError("a plan needs at least one section")
    asked = [item.words for item in items if item.words and item.words > 0]
    usual = sorted(asked)[len(asked) // 2] if asked else 1
    budgets = share(total, [item.words if item.words and item.words > 0 else usual for item in items])
    by_id: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        for name in (item.id, item.title.casefold()):
            if name:
                by_id.setdefault(name, number)
    wanted = {
        number: [by_id[name] for one in item.depends_on if (name := one if one in by_id else one.casefold()) in by_id]
        for number, item in enumerate(items, 1)
    }
    needs = acyclic({number: [one for one in all_ if one != number] for number, all_ in wanted.items()})
    sections = tuple(
        Section(
            number=number,
            title=" ".join(item.title.split())[:300] or f"{number}",
            brief=item.brief.strip(),
            words=budgets[number - 1],
            depends_on=needs[number],
        )
        for number, item in enumerate(items, 1)
    )
    return Plan(title=title, language=language, words=total, counter=counter, digest=digest.strip(), sections=sections)
