"""YAML for people's files: bounded before it is built, strict about keys, and with a line for every field.

The loader of PyYAML's C library crashes the process on deep nesting and expands alias bombs, so the events are scanned
first. Scalars follow the JSON schema: `no`, dates and octal numbers stay text.
"""

import io
import re
from collections.abc import Callable
from typing import Any

import yaml

from goldthread.errors import BadInput, Where

LineOf = Callable[[tuple[str | int, ...]], int | None]
MAX_BYTES = 5_000_000
MAX_DEPTH = 50
MAX_NODES = 500_000
Path = tuple[str | int, ...]

_PLAIN = (
    (re.compile(r"^(?:null|~|)$"), lambda _: None),
    (re.compile(r"^(?:true|false)$"), lambda text: text == "true"),
    (re.compile(r"^[-+]?(?:0|[1-9]\d{0,17})$"), int),
    (re.compile(r"^[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?$"), float),
)


def load_yaml(text: str, file: str) -> tuple[Any, LineOf]:
    """Read YAML text into plain data.

    Args:
        text: The file's text.
        file: Its name, for errors.

    Returns:
        The data (dicts, lists, text, numbers, booleans, None), and a function that gives the line of a path of keys and
        indices, or of its nearest parent.

    Raises:
        BadInput: The text is too large or too deep, uses aliases, tags or several documents, has a key twice, or is no
            YAML.
    """
    if len(text) > MAX_BYTES:
        raise BadInput(f"has more than {MAX_BYTES:,} characters", where=Where(file), remedy="make it smaller")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadInput("holds a NUL byte", where=Where(file, line), remedy="save it as plain UTF-8 text")
    lines: dict[Path, int] = {}
    try:
        data = _Builder(file, lines).build(_bounded_events(text, file))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        raise BadInput(
            f"is not YAML: {problem}",
            where=Where(file, mark.line + 1 if mark else None),
            remedy="check quotes, colons and indentation (spaces, no tabs)",
        ) from error

    def line_of(path: Path) -> int | None:
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path)

    return data, line_of


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _bounded_events(text: str, file: str) -> list[yaml.Event]:
    """Events of the text. The pure Python parser is used: it raises where the C one crashes."""
    depth = 0
    openings = re.match(r"[\s\[{]*", text)
    if openings and len(re.findall(r"[\[{]", openings[0])) > MAX_DEPTH:
        raise BadInput(f"is nested deeper than {MAX_DEPTH}", where=Where(file, 1), remedy="make it flatter")
    events = []
    for event in yaml.parse(io.StringIO(text), Loader=yaml.SafeLoader):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise BadInput("uses an alias (*)", where=Where(file, line), remedy="write the value out")
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise BadInput(f"is nested deeper than {MAX_DEPTH}", where=Where(file, line), remedy="make it flatter")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        events.append(event)
        if len(events) > MAX_NODES:
            raise BadInput(f"has more than {MAX_NODES:,} parts", where=Where(file, line), remedy="make it smaller")
    return events


class _Builder:
    """Plain data out of events, noting the line of each path."""

    def __init__(self, file: str, lines: dict[Path, int]) -> None:
        self._file = file
        self._lines = lines
        self._events: list[yaml.Event] = []
        self._at = 0

    def build(self, events: list[yaml.Event]) -> Any:
        self._events = [
            event
            for event in events
            if not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent))
        ]
        starts = [event for event in self._events if isinstance(event, yaml.DocumentStartEvent)]
        if len(starts) > 1:
            raise BadInput("holds several documents", where=Where(self._file, _line(starts[1])), remedy="keep one")
        self._events = [event for event in self._events if not isinstance(event, yaml.DocumentStartEvent)]
        return self._node(()) if self._events else None

    def _node(self, path: Path) -> Any:
        event = self._events[self._at]
        self._at += 1
        line = _line(event)
        self._lines.setdefault(path, line)
        tag = getattr(event, "tag", None)
        if tag and tag not in ("!", "tag:yaml.org,2002:str"):
            raise BadInput(f"uses the tag {tag}", where=Where(self._file, line), remedy="leave the tag out")
        if isinstance(event, yaml.ScalarEvent):
            return event.value if tag or event.style in ("'", '"', "|", ">") else self._scalar(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(self._events[self._at], yaml.SequenceEndEvent):
                items.append(self._node((*path, len(items))))
            self._at += 1
            return items
        mapping: dict[str, Any] = {}
        while not isinstance(self._events[self._at], yaml.MappingEndEvent):
            key_event = self._events[self._at]
            self._at += 1
            if not isinstance(key_event, yaml.ScalarEvent):
                raise BadInput("a key must be plain text", where=Where(self._file, _line(key_event)))
            key = key_event.value
            if key in mapping:
                raise BadInput(
                    f"has the key {key!r} twice",
                    where=Where(self._file, _line(key_event), key),
                    remedy="keep one of them",
                )
            self._lines[(*path, key)] = _line(key_event)
            mapping[key] = self._node((*path, key))
        self._at += 1
        return mapping

    @staticmethod
    def _scalar(text: str) -> Any:
        for pattern, read in _PLAIN:
            if pattern.match(text):
                return read(text)
        return text


class _Dumper(yaml.SafeDumper):
    pass


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    block = "\n" in value and not re.search(r"[ \t]\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^\s", value)
    if block:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|")
    read_back = _Builder._scalar(value)
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if isinstance(read_back, str) else "'")


_Dumper.add_representer(str, _text)


def dump_yaml(data: Any) -> str:
    """YAML text for people: keys in order, block text for several lines; `load_yaml` reads it back."""
    return yaml.dump(_plain(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, (list, tuple)) else data
