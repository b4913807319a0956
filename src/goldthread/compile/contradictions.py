"""Constraints that cannot both be kept."""

from collections import defaultdict

from goldthread.schemas.constraint import Constraint, Span

_SAID = frozenset(("single", "range", "periodic", "date", "list", "first", "last", "everywhere", "count"))
_MOST = 100
"""Contradictions that are told of; a request with more has been told enough."""


def contradictions(constraints: list[Constraint]) -> list[Span]:
    """Pairs that cannot both be kept: the same phrase asked for and forbidden in a section, or bounds that exclude.

    Args:
        constraints: All of a request.

    Returns:
        At most 100 of each sort.
    """
    found = []
    asked: defaultdict[str, list[Constraint]] = defaultdict(list)
    for one in constraints:
        if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
            found.append(_span(one, f"at least {one.minimum} and at most {one.maximum} exclude each other"))
        if one.kind in _SAID and (one.kind != "count" or one.minimum):
            for phrase in {phrase.casefold() for phrase in one.mentions}:
                asked[phrase].append(one)
    clashes: dict[int, Span] = {}
    for one in constraints:
        if one.kind != "nowhere" or len(clashes) >= _MOST:
            continue
        banned = set(one.sections)
        for phrase in {phrase.casefold() for phrase in one.mentions}:
            for other in asked.get(phrase, ())[:_MOST]:
                if not banned or not other.sections or banned.intersection(other.sections):
                    clashes.setdefault(other.start, _span(other, f"asks for what {one.quote!r} forbids"))
    found += list(clashes.values())[:_MOST]
    whole = [one for one in constraints if one.kind == "length" and one.scope == "document" and one.unit == "words"]
    each = [
        one
        for one in constraints
        if one.kind == "length" and one.scope == "section" and one.unit == "words" and one.minimum
    ]
    for total in whole[:10]:
        for one in each[:_MOST]:
            least = (one.minimum or 0) * len(one.sections)
            if total.maximum is not None and least > total.maximum:
                found.append(
                    _span(one, f"its sections need at least {least:,} words, the whole has at most {total.maximum:,}")
                )
    return found


def _span(constraint: Constraint, reason: str) -> Span:
    return Span(quote=constraint.quote, start=constraint.start, end=constraint.end, reason=reason)
