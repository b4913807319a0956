"""Catalogs as JSON, indented, an attribute a line, so that differences and hits are lines."""

import json
import re
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats.data import Data, Path, catalog_data, read_catalog
from goldthread.schemas.formats.escapes import show_unsafe
from goldthread.schemas.formats.format import broken, check_size

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|\n|[^\s{}\[\],:"]+', re.DOTALL)


def write(catalog: Catalog) -> str:
    """A catalog, or a part of one, as JSON."""
    return show_unsafe(_text(catalog_data(catalog), "\n")) + "\n"


def _text(value: Any, line: str) -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=2)` gives, in half its time: with an indent it is pure Python.

    Args:
        value: Plain data with keys of text.
        line: The line break and the indent of the line that the value stands in.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        items = [f"{encode_basestring(key)}: {_text(one, inner)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_text(one, inner) for one in value])}{line}]"
    return json.dumps(value)


class _TwiceError(ValueError):
    pass


def _pairs(pairs: list[tuple[str, Any]]) -> Data:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return data


def read(text: str, file: str = "") -> Catalog:
    """The catalog of a JSON text.

    Raises:
        BadInput: It is no JSON, is too deep, has a key twice, or is no catalog.
    """
    check_size(text, file)
    if not text.strip():
        raise broken(file, 1, "is empty", 'write at least {} or {"tables": []}')
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_int=lambda _: 0, parse_constant=lambda _: 0)
    except _TwiceError as error:
        key = str(error)
        raise broken(file, _line_of_second(text, key), f"has the key {key[:80]!r} twice", "keep one of them") from error
    except json.JSONDecodeError as error:
        remedy = "check quotes, commas and brackets; the file may have been cut short"
        raise broken(file, error.lineno, f"is not JSON: {error.msg}", remedy) from error
    except RecursionError as error:
        raise broken(file, 1, "is nested too deep", "make it flatter") from error
    return read_catalog(data, file, lambda path: line_of(text, path))


def _places(text: str) -> Iterator[tuple[Path, int, str | None]]:
    """Path and line of every key (with it) and value of a text that is known to parse."""
    line, steps, awaits_key = 1, list[str | int](), False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n":  # noqa: S105
            line += 1
        elif token in ("{", "["):
            yield (*steps,), line, None
            steps.append("" if token == "{" else 0)  # noqa: S105
            awaits_key = token == "{"  # noqa: S105
        elif token in ("}", "]"):
            steps.pop()
            awaits_key = False
        elif token == ",":  # noqa: S105
            last = steps[-1]
            awaits_key = isinstance(last, str)
            if isinstance(last, int):
                steps[-1] = last + 1
        elif token == ":":  # noqa: S105
            awaits_key = False
        elif awaits_key:
            key = json.loads(token, strict=False)
            steps[-1] = key
            yield (*steps,), line, key
        else:
            yield (*steps,), line, None


def line_of(text: str, path: Path) -> int | None:
    """Line of a path of keys and indices in a JSON text, or of the nearest above it that is there."""
    found, depth = None, -1
    for place, line, _ in _places(text):
        if len(place) > depth and place == path[: len(place)]:
            found, depth = line, len(place)
    return found


def _line_of_second(text: str, key: str) -> int | None:
    """Line where a mapping has a key for the second time."""
    seen: dict[Path, int] = {}
    for place, line, name in _places(text):
        if name != key:
            continue
        if place in seen:
            return line
        seen[place] = line
    return None
