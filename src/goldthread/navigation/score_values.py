"""Values of results made comparable: one form for numbers, dates and times, and a tolerance for numbers."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

RELATIVE = 1e-6
ABSOLUTE = 1e-9
_NOISE = 1e-12


class Token(NamedTuple):
    """A value in comparable form: its kind, and the value of that kind."""

    kind: str
    value: Any


NULL = Token("null", None)


def token(value: Any) -> Token:
    """The comparable form of a value.

    NULL equals NULL. Booleans are 1 and 0. Whole numbers are equal whatever their type (1, 1.0, 1.00). A timestamp at
    midnight is its date; one with a time zone is told in UTC. Text stays as it is, case and spaces included.
    """
    if value is None:
        return NULL
    if isinstance(value, (bool, int)):
        return Token("number", int(value))
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, datetime):
        told = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return Token("date", told.date() if told.time() == time() else told)
    if isinstance(value, date):
        return Token("date", value)
    if isinstance(value, timedelta):
        return Token("interval", value)
    if isinstance(value, (bytes, bytearray)):
        return Token("bytes", bytes(value))
    if isinstance(value, (list, tuple)):
        return Token("list", tuple(rounded(token(one)) for one in value))
    if isinstance(value, dict):
        parts = ((rounded(token(key)), rounded(token(one))) for key, one in value.items())
        return Token("map", tuple(sorted(parts, key=repr)))
    return Token("text", str(value))


def _number(value: float | Decimal) -> Token:
    if not math.isfinite(value):
        return Token("number", str(float(value)))
    if value == int(value):
        return Token("number", int(value))
    return Token("number", float(value))


def rounded(told: Token) -> Token:
    """A token whose broken number has six significant digits, where values cannot be compared in pairs."""
    if told.kind == "number" and isinstance(told.value, float):
        return token(float(f"{told.value:.6g}"))
    return told


def close(one: float, other: float) -> bool:
    """Whether two numbers count as equal: whole ones exactly, others within 1e-6 of the larger (or 1e-9 near zero)."""
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    try:
        return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    except OverflowError:
        return False


class Column:
    """A column of the gold result, which columns of other results are matched with."""

    def __init__(self, values: Iterable[Any]) -> None:
        told = [token(value) for value in values]
        numbers = sorted({one.value for one in told if _is_number(one)})
        self._numbers: list[float] = []
        self._same: dict[float, float] = {}
        for number in numbers:
            # Sums of the same numbers in another order differ in the last digits: one number, not two.
            last = self._numbers[-1] if self._numbers else None
            both_whole = isinstance(number, int) and isinstance(last, int)
            if last is None or both_whole or not _alike(last, number):
                self._numbers.append(number)
            self._same[number] = self._numbers[-1]
        self.tokens = [Token("number", self._same[one.value]) if _is_number(one) else one for one in told]

    def match(self, tokens: Sequence[Token]) -> list[Token]:
        """Tokens of another column, each number replaced by the gold column's nearest if that is close enough."""
        return [self._nearest(one) if one.kind == "number" else one for one in tokens]

    def _nearest(self, told: Token) -> Token:
        if isinstance(told.value, str):
            return told
        if told.value in self._same:
            return Token("number", self._same[told.value])
        at = bisect_left(self._numbers, told.value)
        near = [one for one in self._numbers[max(0, at - 1) : at + 1] if close(one, told.value)]
        return Token("number", min(near, key=lambda one: abs(one - told.value))) if near else told


def _is_number(told: Token) -> bool:
    return told.kind == "number" and not isinstance(told.value, str)


def _alike(one: float, other: float) -> bool:
    try:
        return math.isclose(one, other, rel_tol=_NOISE)
    except OverflowError:
        return False
