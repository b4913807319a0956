"""Catalogs as YAML: block style, texts that another reader could take for something else in double quotes.

Written by rules of its own, since PyYAML needs fifteen times as long; read from the events of PyYAML's C parser, which
neither recurses nor expands, so that depth, aliases and keys are checked before anything is built. Every scalar is
text: `type: 12` and `note: no` say what they show. YAML's own mark, `...`, ends the document: a file without it was cut
short.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats.data import Data, Path, catalog_data, read_catalog
from goldthread.schemas.formats.escapes import quoted
from goldthread.schemas.formats.format import MAX_DEPTH, broken, check_end, check_size

END = "..."
_PLAIN = re.compile(r"[^\W\d](?:[\w.,;()/+=<>'%$&*!?@~^`|-]| (?! ))*(?<! )")
_FLOW = re.compile(r"[^\W\d][\w.$-]*")
_TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN else quoted(text)


def _item(text: str) -> str:
    return text if _FLOW.fullmatch(text) and text.lower() not in _TAKEN else quoted(text)


def _lines(data: Data, indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {_scalar(value)}"
        elif value is False:
            yield f"{indent}{key}: false"
        elif isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        elif value and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for one in value:
                first = True
                for line in _lines(one, indent + "  "):
                    yield f"{indent}- {line[len(indent) + 2 :]}" if first else line
                    first = False
        else:
            yield f"{indent}{key}: [{', '.join(map(_item, value))}]"


def write(catalog: Catalog) -> str:
    """A catalog, or a part of one, as YAML."""
    lines = "\n".join(_lines(catalog_data(catalog), ""))
    return f"{lines or '{}'}\n{END}\n"


def read(text: str, file: str = "") -> Catalog:
    """The catalog of a YAML text.

    Raises:
        BadInput: It is no YAML, is cut short or too deep, has aliases, tags, several documents or a key twice, or is no
            catalog.
    """
    check_size(text, file)
    builder = _Builder(text, file)
    catalog = read_catalog(builder.build(), file, lambda path: _Builder(text, file).line_of(path))
    check_end(text, file, END, ended=builder.ended)
    return catalog


class _Builder:
    """Plain data out of the events of a text, or the line of a path in it."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._wanted: Path | None = None
        self._found: int | None = None
        self._depth = -1
        self.ended = False

    def line_of(self, path: Path) -> int | None:
        """Line of a path of keys and indices, or of the nearest above it that is there."""
        self._wanted = path
        self.build()
        return self._found

    def build(self) -> Any:
        """The data."""
        try:
            self._events = yaml.parse(self._text, Loader=yaml.CSafeLoader)
            root: Any = None
            documents = 0
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise self._wrong(event, "holds several documents", f"keep one, with {END} as its last line")
                elif isinstance(event, yaml.DocumentEndEvent):
                    self.ended = bool(event.explicit)
                elif not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                    root = self._node(event, ())
            return root
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
            line = mark.line + 1 if mark else self._unreadable(error)
            remedy = "check quotes, colons and indentation (spaces, no tabs)"
            if self.ended:
                remedy = f"the line {END} ends the file: move what stands below it above it"
            raise broken(self._file, line, f"is not YAML: {problem}", remedy) from error

    def _unreadable(self, error: yaml.YAMLError) -> int | None:
        at = getattr(error, "position", None)
        return self._text.encode()[:at].count(b"\n") + 1 if isinstance(at, int) else None

    def _wrong(self, event: yaml.Event, message: str, remedy: str) -> Exception:
        mark = event.start_mark
        return broken(self._file, mark.line + 1 if mark else None, message, remedy)

    def _note(self, event: yaml.Event, path: Path) -> None:
        nearer = self._wanted is not None and len(path) > self._depth and path == self._wanted[: len(path)]
        if nearer and event.start_mark is not None:
            self._found, self._depth = event.start_mark.line + 1, len(path)

    def _node(self, event: yaml.Event, path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent):
            raise self._wrong(event, "uses an alias (*)", "write the value out")
        tag: str | None = getattr(event, "tag", None)
        if tag and tag not in ("!", "tag:yaml.org,2002:str"):
            raise self._wrong(event, f"uses the tag {tag[:80]}", "leave the tag out")
        self._note(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return "" if event.implicit[0] and event.value in ("null", "~") else event.value
        if len(path) >= MAX_DEPTH:
            raise self._wrong(event, f"is nested deeper than {MAX_DEPTH}", "make it flatter")
        return self._items(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _items(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> Data:
        mapping: Data = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise self._wrong(event, "a key must be plain text", "check brackets and indentation")
            key = event.value
            if key in mapping:
                raise self._wrong(event, f"has the key {key[:80]!r} twice", "keep one of them")
            self._note(event, (*path, key))
            mapping[key] = self._node(next(self._events), (*path, key))
        return mapping
