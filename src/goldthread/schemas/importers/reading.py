"""Files of other programs: bounded, decoded and parsed, with errors that say where and what to do."""

import json
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where

MOST_BYTES = 300_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def wrong(file: Path | str, message: str, remedy: str, *, line: int | None = None, field: str = "") -> BadInput:
    """The error of a file that cannot be used."""
    return BadInput(message, where=Where(str(file), line, field or None), remedy=remedy)


def read_head(path: Path, length: int = 4096) -> bytes:
    """The first bytes of a file.

    Raises:
        BadInput: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError as error:
        raise wrong(path, f"cannot be read ({error.strerror})", "check the path and its rights") from None


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """The text of a file: UTF-8, or what its byte order mark says.

    Raises:
        BadInput: It cannot be read, is too large, or is no text.
    """
    try:
        if not path.is_file():
            raise wrong(path, "is no file", "name a file that is there")
        if path.stat().st_size > most:
            raise wrong(path, f"is larger than {most:,} bytes", "give a part of it")
        data = path.read_bytes()
    except OSError as error:
        raise wrong(path, f"cannot be read ({error.strerror})", "check the path and its rights") from None
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise wrong(path, f"is not {encoding.upper()}", "save it as UTF-8", line=line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise wrong(path, "holds a NUL byte: this is no text file", "save it as plain UTF-8 text", line=line)
    return text


def parse_json(text: str, file: Path | str) -> Any:
    """The data of a JSON text.

    Raises:
        BadInput: It is no JSON, or nested too deeply.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        found = f"is not JSON: {error.msg} in column {error.colno}"
        remedy = "mend it, or have it made again; it may have been cut short"
        raise wrong(file, found, remedy, line=error.lineno) from None
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        message = "is nested too deeply" if deep else "has a number that is too long"
        raise wrong(file, message, "make it flatter" if deep else "shorten it") from None


def read_json(path: Path, most: int = MOST_BYTES) -> Any:
    """The data of a JSON file.

    Raises:
        BadInput: It cannot be read, or is no JSON.
    """
    return parse_json(read_text(path, most), path)


def mapping(value: Any, file: Path | str, field: str) -> dict[str, Any]:
    """A JSON object, or the error that it is none; nothing counts as an empty one.

    Raises:
        BadInput: It is something else.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise wrong(file, "should be a JSON object", "take the file as its program wrote it", field=field)
    return value


def listing(value: Any, file: Path | str, field: str) -> list[Any]:
    """A JSON list, or the error that it is none; nothing counts as an empty one.

    Raises:
        BadInput: It is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong(file, "should be a JSON list", "take the file as its program wrote it", field=field)
    return value


def text_of(value: Any) -> str:
    """A text as it is without spaces around it; anything else is none."""
    return value.strip() if isinstance(value, str) else ""


def texts_of(value: Any) -> tuple[str, ...]:
    """The texts of a list; what is no list has none."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
