"""What a catalog's folder says of itself: format, layout, and for each file what it was made of."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Table

FOLDER = ".goldthread"
FILE = "manifest.json"
VERSION = 2
MAX_BYTES = 200_000_000
ENCODING = "cl100k_base"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REMEDY = "put the file back from your backup, or build the catalog again with --replace"


@dataclass
class Unit:
    """Files that hold one part of the catalog: a table, a domain, the head, or a page for readers.

    Attributes:
        files: Hashes of their bytes by path, in order.
        made: Hash of what they were made of, people's words included.
        domain: Domain of its tables.
        tables: Hash of each table as the source had it, by name.
        columns: Columns of all its tables.
        known: Short hashes of the texts and foreign keys that came from the source; what else is there, people
            wrote. Of a page, the hash of what stands above its line.
        words: Whether it holds anything that people wrote.
        places: Places of its tables in the catalog's order.
    """

    files: dict[str, str]
    made: str
    domain: str = ""
    tables: dict[str, str] = field(default_factory=dict)
    columns: int = 0
    known: str = ""
    words: bool = False
    places: list[int] = field(default_factory=list)


@dataclass
class Manifest:
    """The manifest of a folder.

    Attributes:
        name: Of the catalog.
        format: Its format.
        layout: Its layout.
        found: Whether its domains were found by a program, since the source gave none.
        data: Units that hold the catalog, the head first.
        pages: Units for readers alone.
    """

    name: str
    format: str
    layout: str
    found: bool = False
    data: list[Unit] = field(default_factory=list)
    pages: list[Unit] = field(default_factory=list)


def digest(data: bytes) -> str:
    """Hash of bytes, as the manifest holds it."""
    return hashlib.sha256(data).hexdigest()[:20]


def digest_of(*values: Any) -> str:
    """Hash of plain values.

    Raises:
        UnicodeEncodeError: A text is none that UTF-8 can hold.
    """
    return digest(_ENCODER.encode(values).encode())


def table_rows(one: Table) -> list[Any]:
    """A table as plain lists, for hashing."""
    return [
        [one.name, one.domain, one.description, one.primary_key, one.kind, one.note],
        [[c.name, c.type, c.description, c.nullable, c.samples, c.note] for c in one.columns],
        [[k.columns, k.table, k.references, k.role] for k in one.foreign_keys],
    ]


def path_of(folder: Path) -> Path:
    """Where a folder's manifest is."""
    return folder / FOLDER / FILE


def _line(unit: Unit) -> str:
    data = {key: value for key, value in vars(unit).items() if value}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _block(units: Iterable[Unit]) -> str:
    lines = ",\n".join(map(_line, units))
    return f"[\n{lines}\n]" if lines else "[]"


def write_manifest(one: Manifest) -> str:
    """A manifest as text, a unit a line."""
    head = {
        "goldthread_catalog": VERSION,
        "name": one.name,
        "format": one.format,
        "layout": one.layout,
        "tokenizer": ENCODING,
        "found": one.found,
    }
    text = json.dumps(head, ensure_ascii=False, indent=0)[:-2]
    return f'{text},\n"data": {_block(one.data)},\n"pages": {_block(one.pages)}\n}}\n'


def is_catalog(folder: Path) -> bool:
    """Whether a folder has a manifest."""
    return path_of(folder).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder.

    Raises:
        BadInput: The folder is no catalog, or its manifest cannot be read.
    """
    path = path_of(folder)
    if not path.is_file():
        raise BadInput(
            "is no catalog: it has no manifest",
            where=Where(str(folder)),
            remedy="make one with: goldthread catalog build SOURCE --out DIR",
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(f"has more than {MAX_BYTES:,} bytes", where=Where(str(path)), remedy=_REMEDY)
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=Where(str(path)), remedy=_REMEDY) from error
    return parse_manifest(data, str(path))


def parse_manifest(text: bytes, path: str) -> Manifest:
    """The manifest that the bytes of a file say.

    Raises:
        BadInput: They are no manifest.
    """
    try:
        data = json.loads(text)
        if data["goldthread_catalog"] != VERSION:
            raise BadInput(
                f"is of version {data['goldthread_catalog']!r}, this program reads version {VERSION}",
                where=Where(path),
                remedy="build the catalog again with --replace",
            )
        return Manifest(
            _text(data["name"]),
            _text(data["format"]),
            _text(data["layout"]),
            bool(data["found"]),
            [_unit(one) for one in data["data"]],
            [_unit(one) for one in data["pages"]],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        message = "is no manifest of a catalog" if line is None else f"is not JSON: {error}"
        raise BadInput(message, where=Where(path, line), remedy=_REMEDY) from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _unit(data: Any) -> Unit:
    unit = Unit(**data)
    good = isinstance(unit.files, dict) and isinstance(unit.tables, dict) and isinstance(unit.places, list)
    if not good or not all(map(_inside, unit.files)):
        raise TypeError("a unit cannot be read")
    return unit


_OUTSIDE = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\\0:]")


def _inside(path: Any) -> bool:
    """Whether a path of the manifest stays in its folder."""
    return isinstance(path, str) and not _OUTSIDE.search(path)
