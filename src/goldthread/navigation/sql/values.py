"""Values on their way out of the worker: JSON without loss, and nothing but data."""

import json
import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_PLAIN = (bool, int, str, type(None))


def encode(value: Any) -> Any:
    """A value as JSON; what JSON lacks becomes an object with one key, its kind."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": repr(value)}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"interval": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, (list, tuple)):
        return [encode(one) for one in value]
    if isinstance(value, dict):
        return {"map": [[encode(key), encode(one)] for key, one in value.items()]}
    return str(value)


def _key(value: Any) -> Any:
    return json.dumps(encode(value)) if isinstance(value, (list, dict)) else value


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "float": float,
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "interval": lambda told: timedelta(days=told[0], seconds=told[1], microseconds=told[2]),
    "bytes": bytes.fromhex,
    "map": lambda told: {_key(decode(key)): decode(value) for key, value in told},
}


def decode(value: Any) -> Any:
    """The value that `encode` was given."""
    if isinstance(value, list):
        return [decode(one) for one in value]
    if isinstance(value, dict):
        ((kind, told),) = value.items()
        return _DECODERS[kind](told)
    return value


def as_json(value: Any) -> Any:
    """A value as people's programs want it in JSON: numbers as numbers where none of their digits is lost."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and value.is_finite():
            return int(value) if abs(value) < 10**40 else str(value)
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    return value if isinstance(value, (*_PLAIN, float)) else str(value)
