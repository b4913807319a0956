"""Places that name some of the units, not all, and their numbers."""

from goldthread.compile.tongues.together import Found


def exact_of(places: list[Found]) -> list[Found]:
    """Places that name some of the units, not all."""
    return [one for one in places if one.rule not in ("everywhere", "absorbed") and one.place.kind != "everywhere"]


def numbers_of(places: list[Found]) -> tuple[int, ...]:
    """Numbers of all units that places name, each once."""
    return tuple(sorted({number for one in places for number in one.place.numbers}))
