"""Constraints that cannot both be kept."""

from goldthread.schemas.constraint import Constraint, Span


def contradictions(constraints: list[Constraint]) -> list[Span]:
    """Pairs that cannot both be kept: the same phrase asked for and forbidden in a section, or bounds that exclude."""
    found = []
    said = ("single", "range", "periodic", "date", "list", "first", "last", "everywhere", "count")
    for one in constraints:
        if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
            found.append(_span(one, f"at least {one.minimum} and at most {one.maximum} exclude each other"))
        if one.kind != "nowhere":
            continue
        banned = {phrase.casefold() for phrase in one.mentions}
        for other in constraints:
            if other.kind not in said or (other.kind == "count" and not other.minimum):
                continue
            where = not other.sections or not one.sections or set(other.sections) & set(one.sections)
            if where and banned & {phrase.casefold() for phrase in other.mentions}:
                found.append(_span(other, f"asks for what {one.quote!r} forbids"))
    whole = [one for one in constraints if one.kind == "length" and one.scope == "document" and one.unit == "words"]
    each = [
        one
        for one in constraints
        if one.kind == "length" and one.scope == "section" and one.unit == "words" and one.minimum
    ]
    for total in whole:
        for one in each:
            least = (one.minimum or 0) * len(one.sections)
            if total.maximum is not None and least > total.maximum:
                found.append(
                    _span(one, f"its sections need at least {least:,} words, the whole has at most {total.maximum:,}")
                )
    return found


def _span(constraint: Constraint, reason: str) -> Span:
    return Span(quote=constraint.quote, start=constraint.start, end=constraint.end, reason=reason)
