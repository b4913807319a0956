"""LongGenBench's samples, and texts written for them.

Source: Wu et al., "LongGenBench: Benchmarking Long-Form Generation in Long Context LLMs", arXiv 2409.02076. A sample
asks for `number` blocks of a `type` (Week, Floor, Menu Day, ...); `checks_once`, `checks_range` and `checks_periodic`
say which event belongs into which block.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record
from goldthread.schemas.json_lines import read_json_lines

EventKind = Literal["once", "range", "periodic"]
KINDS: tuple[EventKind, ...] = ("once", "range", "periodic")
_TAKE = "take the benchmark's own file"


class Pair(Record):
    """An event that belongs into a block."""

    block: int
    kind: EventKind
    event: str


class Sample(Record):
    """One sample; `pairs` are its labels in the order of once, range, periodic."""

    index: int
    type: str
    number: int
    prefix: str
    pairs: tuple[Pair, ...]


class Generation(Record):
    """A text written for a sample, without the sample's prefix; `set` is `short` or `long`."""

    set: str
    index: int
    text: str


def read_samples(path: Path) -> dict[int, Sample]:
    """The samples of a data file by index.

    Raises:
        BadInput: The file is missing, a row is malformed, or an index stands there twice.
    """
    found: dict[int, Sample] = {}
    for line, row in read_json_lines(path, "LongGenBench data file"):
        sample = _sample(row, Where(str(path), line))
        if sample.index in found:
            raise BadInput(f"index {sample.index} again", where=Where(str(path), line, "index"), remedy=_TAKE)
        found[sample.index] = sample
    if not found:
        raise BadInput("holds no samples", where=Where(str(path)), remedy=_TAKE)
    return found


def _sample(row: dict[str, Any], where: Where) -> Sample:
    number = _whole(row, "number", where, least=1)
    if number > 100_000:
        raise BadInput(f"{number} blocks are too many", where=Where(where.file, where.line, "number"), remedy=_TAKE)
    pairs = [Pair(block=block, kind=kind, event=event) for kind in KINDS for block, event in _checks(row, kind, where)]
    return Sample(
        index=_whole(row, "index", where, least=0),
        type=_text(row, "type", where, empty=False),
        number=number,
        prefix=_text(row, "prefix", where),
        pairs=tuple(pairs),
    )


def _checks(row: dict[str, Any], kind: str, where: Where) -> Iterator[tuple[int, str]]:
    field = f"checks_{kind}"
    checks = row.get(field)
    at = Where(where.file, where.line, field)
    if not isinstance(checks, dict):
        raise BadInput("is not an object of block numbers and events", where=at, remedy=_TAKE)
    for block, event in checks.items():
        if not (block.isascii() and block.isdigit() and len(block) < 10):
            raise BadInput(f"{block!r:.40} is no block number", where=at, remedy=_TAKE)
        if not isinstance(event, str):
            raise BadInput(f"the event of block {block} is no text", where=at, remedy=_TAKE)
        yield int(block), event


def _whole(row: dict[str, Any], field: str, where: Where, *, least: int) -> int:
    value = row.get(field)
    if type(value) is not int or value < least:
        raise BadInput(
            f"is {value!r:.40}, not a whole number from {least}",
            where=Where(where.file, where.line, field),
            remedy="correct the line",
        )
    return value


def _text(row: dict[str, Any], field: str, where: Where, *, empty: bool = True) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not (value or empty):
        raise BadInput(
            f"is {value!r:.40}, not a text",
            where=Where(where.file, where.line, field),
            remedy="correct the line",
        )
    return value


def set_of(path: Path) -> str:
    """The set that a data file holds, by its name: `short`, `long`, or nothing where the name does not say."""
    return next((name for name in ("short", "long") if name in path.name.lower()), "")


def read_generations(path: Path, samples: dict[int, Sample], name: str) -> Iterator[Generation]:
    """The texts of a file for a set, in order; those of the other set are passed over.

    Args:
        path: JSON lines, plain or gzipped: `set`, `index`, `text`.
        samples: The samples by index.
        name: The set that is scored; nothing where the data's name does not say, then all lines must be of one set.

    Raises:
        BadInput: A line is malformed, names no sample, or a sample has two texts; or no line is of this set.
    """
    lines: dict[int, int] = {}
    for number, row in read_json_lines(path, "generations file"):
        where = Where(str(path), number)
        one = Generation(
            set=_text(row, "set", where, empty=False),
            index=_whole(row, "index", where, least=0),
            text=_text(row, "text", where),
        )
        if name and one.set != name and one.set in ("short", "long"):
            continue
        if one.set != (name or one.set):
            raise BadInput(
                f"there is no set {one.set!r:.40}", where=Where(str(path), number, "set"), remedy="short or long"
            )
        name = one.set
        if one.index not in samples:
            raise BadInput(
                f"there is no sample {one.index} in the data",
                where=Where(str(path), number, "index"),
                remedy="correct it",
            )
        if one.index in lines:
            raise BadInput(
                f"sample {one.index} has a text already, on line {lines[one.index]}",
                where=Where(str(path), number, "index"),
                remedy="give one text a sample",
            )
        lines[one.index] = number
        yield one
    if not lines:
        told = f" of the set {name!r}" if name else ""
        raise BadInput(f"holds no texts{told}", where=Where(str(path)), remedy='each line: {"set", "index", "text"}')


def read_strict(path: Path, name: str) -> dict[int, tuple[Pair, ...]]:
    """What the prompts themselves ask for, by index: `set`, `index`, `pairs` of block, kind, event.

    Raises:
        BadInput: A line is malformed.
    """
    found: dict[int, tuple[Pair, ...]] = {}
    for line, row in read_json_lines(path, "strict labels file"):
        where = Where(str(path), line)
        if _text(row, "set", where) != name:
            continue
        pairs = row.get("pairs")
        if not isinstance(pairs, list) or not all(_is_pair(one) for one in pairs):
            raise BadInput("are no lists of block, kind and event", where=Where(str(path), line, "pairs"), remedy=_TAKE)
        found[_whole(row, "index", where, least=0)] = tuple(
            Pair(block=block, kind=kind, event=event) for block, kind, event in pairs
        )
    return found


def _is_pair(one: Any) -> bool:
    return (
        isinstance(one, list) and len(one) == 3 and type(one[0]) is int and one[1] in KINDS and isinstance(one[2], str)
    )
