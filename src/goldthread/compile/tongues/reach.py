"""Arithmetic of the place grammar: the units that a rule's tokens mean, without the request's words."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from goldthread.compile.frame import MOST
from goldthread.compile.tongues.token import Token
from goldthread.schemas.constraint import Kind


@dataclass(frozen=True)
class Reach:
    """What a rule's arithmetic needs: its tokens, their numbers, how many units there are."""

    inside: list[Token]
    given: list[int]
    count: int | None


_Made = tuple[Kind, list[int] | None, int] | None


def upto(first: int, count: int | None, step: int = 1) -> list[int] | None:
    """Every `step`-th unit from the first to the last; None where the count is not known."""
    if count is None:
        return None
    return list(range(first, min(count, MOST) + 1, step)) or [first]


def _periodic(read: Reach) -> _Made:
    kinds = "".join(one.kind for one in read.inside)
    if "z" in kinds:
        step = 2 if not read.given or "v" not in kinds else read.given[-1]
        if read.given and "v" not in kinds and read.inside[0].kind == "z":
            step = read.given[-1] + 1
        return "periodic", upto(1 if step == 2 else step, read.count, step), step
    step = read.given[-1] if read.given else 1
    if step < 1 or (step == 1 and "k" not in kinds):
        return None
    if "k" in kinds and any("おき" in one.text for one in read.inside):
        step += 1
    if step == 1:
        return "everywhere", upto(1, read.count), 1
    if read.count is not None and step == read.count and "o" not in kinds and "D" not in kinds and "k" not in kinds:
        return "everywhere", upto(1, read.count), 1
    # `jede zweite`, `un jour sur deux`: where no start is said, the step itself is the first.
    return "periodic", upto(step, read.count, step), step


def _odd(read: Reach) -> _Made:
    return "periodic", upto(1 if any(one.kind == "O" for one in read.inside) else 2, read.count, 2), 2


def _range(read: Reach) -> _Made:
    if any(one.kind in "lM" for one in read.inside) and len(read.given) == 1:
        return "range", upto(read.given[0], read.count), 1
    if len(read.given) < 2 or read.given[1] < read.given[0] or read.given[1] - read.given[0] > MOST:
        if (
            len(read.given) == 2
            and all(one.kind in "pmrbBRjusa" for one in read.inside)
            and any(one.kind == "m" for one in read.inside)
        ):
            return "range", [*range(read.given[0], 13), *range(1, read.given[1] + 1)], 1
        return None
    if any(one.kind == "a" for one in read.inside) and not any(one.kind == "B" for one in read.inside):
        return "list", [read.given[0], read.given[1]], 0
    return "range", list(range(read.given[0], read.given[1] + 1)), 1


def _onward(read: Reach) -> _Made:
    if not read.given:
        return None
    return "range", upto(read.given[0], read.count), 1


def _before(read: Reach) -> _Made:
    if read.given:
        return "range", list(range(1, min(read.given[0], MOST))) or [0], 1
    if any(one.kind in "lM" for one in read.inside):
        return "range", None if read.count is None else list(range(1, read.count)), 1
    if any(one.kind == "P" for one in read.inside):
        return "range", None if read.count is None else list(range(1, read.count - 1)), 1
    return None


def _after(read: Reach) -> _Made:
    return ("range", upto(read.given[0] + 1, read.count), 1) if read.given else None


def _rest(read: Reach) -> _Made:
    return ("list", None, 0) if read.inside else None


def _until(read: Reach) -> _Made:
    if read.given:
        return "range", list(range(1, min(read.given[0], MOST) + 1)), 1
    return "range", upto(1, read.count), 1


_SHARES = {"drittel": 3, "tiers": 3, "tercio": 3, "viertel": 4, "quart": 4}


def _half(read: Reach) -> _Made:
    """A half, a third or a quarter; in signs `h` is the first half and `H` the second."""
    last = read.inside[-1]
    if read.inside[0].kind in "hH" and read.given and last.kind == "u":
        many = read.given[0]
        if read.count is None or many > read.count:
            return "range", None, 1
        first = 1 if read.inside[0].kind == "h" else read.count - many + 1
        return "range", list(range(first, first + many)), 1
    share = _SHARES.get(last.text.lower(), 2)
    if read.inside[0].kind in "hH":
        part = 1 if read.inside[0].kind == "h" else 2
    elif len(read.inside) > 1:
        part = share if any(one.kind == "l" for one in read.inside) else (read.given or [share])[0]
    else:
        part = 1 if last.kind == "h" else 2
    if not 1 <= part <= share:
        return None
    if read.count is None:
        return "range", None, 1
    first, end = (part - 1) * read.count // share + 1, part * read.count // share
    return "range", list(range(first, end + 1)), 1


def _everywhere(read: Reach) -> _Made:
    if read.inside[0].kind == "k" and "cada" not in read.inside[0].text.lower():
        return None
    if read.given and read.count is not None and read.given[0] != read.count:
        if any(one.text.lower().startswith("all") for one in read.inside):
            return None
        return (
            ("periodic", upto(read.given[0], read.count, read.given[0]), read.given[0]) if read.given[0] > 1 else None
        )
    return "everywhere", upto(1, read.count), 1


def _except(read: Reach) -> _Made:
    if any(one.kind == "l" for one in read.inside) and not read.given:
        return "last", [read.count] if read.count is not None else None, 0
    listed = _list(read)
    return listed if listed is not None else ("single", read.given, 0)


def _last(read: Reach) -> _Made:
    many = read.given[0] if read.given else 1
    if read.count is None:
        return "last", None, 0
    return "last", list(range(max(1, read.count - many + 1), read.count + 1)), 0


def _first(read: Reach) -> _Made:
    kinds = [one.kind for one in read.inside]
    if "o" in kinds:
        order = next(one.value for one in read.inside if one.kind == "o")
        many = next((one.value for one in read.inside if one.kind == "n"), 1)
        if order != 1:
            return None
        return "first", list(range(1, min(many, MOST) + 1)), 0
    return "first", list(range(1, min(read.given[0] if read.given else 1, MOST) + 1)), 0


def _penultimate(read: Reach) -> _Made:
    told = next(one for one in read.inside if one.kind == "P")
    from_end = told.value or (3 if re.match(r"drittletzt|ant[eé]p[eé]n", told.text, re.IGNORECASE) else 2)
    if read.count is None:
        return "single", None, 0
    return ("single", [read.count - from_end + 1], 0) if from_end <= read.count else None


def _one_in(read: Reach) -> _Made:
    """`4章に1章`: every fourth."""
    joint = next(one.text for one in read.inside if one.kind == "p")
    if joint != "に" or len(read.given) != 2 or read.given[1] != 1 or read.given[0] < 2:
        return None
    return "periodic", upto(read.given[0], read.count, read.given[0]), read.given[0]


def _middle(read: Reach) -> _Made:
    """The unit in the middle of an odd number, the two of an even one where two are meant."""
    if read.count is None:
        return "single", None, 0
    many = read.given[0] if read.given else 1
    if many >= read.count or many % 2 != read.count % 2:
        return None
    first = (read.count - many) // 2 + 1
    return ("single" if many == 1 else "range"), list(range(first, first + many)), 0


def _multiple(read: Reach) -> _Made:
    step = read.given[0] if read.given else 0
    return ("periodic", upto(step, read.count, step), step) if step > 1 else None


def _ends(read: Reach) -> _Made:
    if any(one.kind == "F" for one in read.inside):
        return "list", [1, read.count] if read.count is not None else None, 0
    if any(one.kind == "D" for one in read.inside) and read.given:
        return "list", [read.given[0], read.count] if read.count is not None else None, 0
    if read.given[:1] != [1]:
        return None
    return "list", [1, read.count] if read.count is not None else None, 0


def _list(read: Reach) -> _Made:
    numbers: list[int] = []
    previous: Token | None = None
    for one in read.inside:
        if one.kind in "no":
            if (
                previous is not None
                and previous.kind in "rb"
                and numbers
                and numbers[-1] < one.value < numbers[-1] + MOST
            ):
                numbers += range(numbers[-1] + 1, one.value + 1)
            else:
                numbers.append(one.value)
        elif one.kind == "l":
            if read.count is None:
                return "list", None, 0
            numbers.append(read.count)
        if one.kind not in "pRj":
            previous = one
    return ("list", numbers, 0) if len(numbers) > 1 else None


def _single(read: Reach) -> _Made:
    if len(read.given) != 1:
        return None
    kind = next(one.kind for one in read.inside if one.kind in "nomywqNd")
    return ("date" if kind in "dy" else "single"), read.given, 0


def _namely(read: Reach) -> _Made:
    return ("list" if len(read.given) > 1 else "single"), read.given, 0


def _top(read: Reach) -> _Made:
    if read.count is None:
        return "last", None, 0
    many = read.given[0] if read.given else 1
    return "last", list(range(max(1, read.count - many + 1), read.count + 1)), 0


def _elided(read: Reach) -> _Made:
    if any(one.kind == "l" for one in read.inside):
        return _last(Reach(read.inside, [], read.count))
    return _single(read) if read.given and (read.count is None or read.given[0] <= read.count) else None


MAKERS: dict[str, Callable[[Reach], _Made]] = {
    "one in": _one_in, "middle": _middle, "multiple": _multiple, "periodic": _periodic, "odd": _odd, "dates": _range, "names": _range, "between": _range, "range": _range, "onward": _onward, "before": _before,
    "after": _after, "until": _until,
    "rest": _rest, "half": _half, "everywhere": _everywhere, "except": _except, "last": _last, "first": _first,
    "penultimate": _penultimate, "ends": _ends, "list": _list, "single": _single, "namely": _namely, "top": _top, "elided": _elided, "elided last": _last, "elided list": _list,
    "elided number": _single, "elided range": _range,
}  # fmt: skip
