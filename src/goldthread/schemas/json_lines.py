"""Reading JSON lines, plain or gzipped: one object a line; every error names file and line."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from goldthread.errors import BadInput, Where

LONGEST_LINE = 64_000_000
_GZIP = b"\x1f\x8b"


def read_json_lines(path: Path, what: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their line numbers (from 1); blank lines are skipped.

    Args:
        path: The file; gzip is told by its first two bytes, not by its name.
        what: What the file is, for the messages ("judgements file").

    Raises:
        BadInput: The file is missing or cannot be read, or a line is no JSON object in UTF-8.
    """
    try:
        with open_plain_or_gzip(path, what) as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if line.strip():
                    yield number, _object(line.removeprefix(b"\xef\xbb\xbf"), Where(str(path), number))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"cannot be read: {reason}", where=Where(str(path)), remedy="make the file anew") from error


def open_plain_or_gzip(path: Path, what: str) -> BinaryIO:
    """Open a file for reading, unpacking it where it begins as gzip does.

    Raises:
        BadInput: There is no such file, or it is a folder.
        OSError: The system cannot read it.
    """
    if not path.is_file():
        found = "is not a file" if path.exists() else "there is no such file"
        raise BadInput(f"{found}; a {what} is needed", where=Where(str(path)), remedy="correct the path")
    file = path.open("rb")
    packed = file.read(2) == _GZIP
    file.seek(0)
    if not packed:
        return file
    file.close()
    return cast(BinaryIO, gzip.open(path, "rb"))


def _object(line: bytes, where: Where) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadInput(f"is longer than {LONGEST_LINE:,} bytes", where=where, remedy="write one object a line")
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8 text", where=where, remedy="save the file as UTF-8") from error
    except RecursionError as error:
        raise BadInput("is nested too deep", where=where, remedy="write one flat object a line") from error
    except ValueError as error:
        raise BadInput(f"is not JSON: {error}", where=where, remedy="write one JSON object a line") from error
    if not isinstance(value, dict):
        raise BadInput(f"is {_kind(value)}, not an object", where=where, remedy="write one JSON object a line")
    return value


def _kind(value: Any) -> str:
    """How people name a JSON value's kind."""
    kinds = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
