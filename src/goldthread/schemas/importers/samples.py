"""Values seen in columns, where they are asked for."""

import datetime
import decimal
import uuid
from collections.abc import Iterable, Sequence

from goldthread.errors import BadInput

MOST = 100
LENGTH = 100
"""Characters of a value that are kept."""


def rows_for(samples: int) -> int:
    """Rows that are looked at for so many values a column."""
    return max(100, 20 * samples)


def check_samples(samples: int) -> None:
    """Refuse a number of values that nobody reads.

    Raises:
        BadInput: It is negative, or too large.
    """
    if not 0 <= samples <= MOST:
        raise BadInput(f"{samples} sample values a column cannot be kept", remedy=f"ask for 0 to {MOST}")


def values_of(rows: Iterable[Sequence[object]], at: int, most: int) -> tuple[str, ...]:
    """The first different values of a column, as text; bytes and nothing are left out."""
    found: dict[str, None] = {}
    for row in rows:
        value = row[at]
        if value is None or isinstance(value, (bytes, bytearray, memoryview)):
            continue
        found[_text(value)] = None
        if len(found) == most:
            break
    return tuple(found)


def _text(value: object) -> str:
    if isinstance(value, (str, bool, int, float, decimal.Decimal, datetime.date, datetime.time, uuid.UUID)):
        said = str(value)
    else:
        said = str(value)[: 10 * LENGTH]
    said = " ".join(said.split())
    return said if len(said) <= LENGTH else f"{said[: LENGTH - 4]} ..."
