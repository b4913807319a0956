"""Scripted agents for chains and for gold SQL: they have the question and the tools, and know no file of the catalog.

An agent is a generator: it yields a call of a tool and is sent what the tool gave, page by page where there are more.
"""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools import call

Turn = tuple[str, dict[str, Any]]
Found = TypeVar("Found")
Play = Generator[Turn, str, Found]
Key = tuple[list[str], str, list[str]]
"""Columns, the table that they refer to, and its columns."""

_START = re.compile(
    r"(?:Start at the table (?P<table>\S+)\.|Take the row of (?P<of>\S+) with the code (?P<code>\S+)\.)"
)
_FORWARD = re.compile(r"(?:Follow its foreign key|from the table that it refers to,) (.+?)(?=, then,|\. |\.$)")
_BACKWARD = re.compile(r"(?:refers to it by|refers to that one by) (.+?)(?=, then to|\. |\.$)")
_KEY = re.compile(r"^ *FK \(?([^()]+?)\)? -> (\S+?)\((.+?)\)", re.M)
_REFERRED = re.compile(r"^<- (\S+?)\((.+?)\)", re.M)
_MORE = re.compile(r"\n\.\.\. [\d,]+\+? more .*?; for the next: cursor=(\d+)\Z")


@dataclass(frozen=True)
class Way:
    """What the agent found: tables in order, and the key of each step as (holder, columns, other table, references)."""

    tables: list[str]
    joins: list[tuple[str, list[str], str, list[str]]]
    code: str


def whole(tool: str, **arguments: str) -> Play[str]:
    """All pages of a result."""
    pages = []
    while True:
        text = yield tool, dict(arguments)
        more = _MORE.search(text)
        pages.append(text[: more.start()] if more else text)
        if more is None:
            return "\n".join(pages)
        arguments["cursor"] = more[1]


class ByDescribing:
    """Keys as `describe` tells them; each table is described once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def _text(self, table: str) -> Play[str]:
        if table not in self._texts:
            self._texts[table] = yield from whole("describe", table=table)
        return self._texts[table]

    def keys(self, table: str) -> Play[list[Key]]:
        text = yield from self._text(table)
        return [(names.split(", "), to, ends.split(", ")) for names, to, ends in _KEY.findall(text)]

    def owners(self, table: str) -> Play[list[tuple[str, Key]]]:
        """Tables that refer to one, each with its key."""
        text = yield from self._text(table)
        return [(owner, (names.split(", "), table, [])) for owner, names in _REFERRED.findall(text)]

    def ends(self, owner: str, key: Key) -> Play[list[str]]:
        """Columns that a key refers to."""
        keys = yield from self.keys(owner)
        return next(ends for names, to, ends in keys if (names, to) == (key[0], key[1]))


class ByFiles:
    """Keys as the files hold them, which are found by grep."""

    def __init__(self) -> None:
        self._keys: dict[str, list[Key]] = {}
        self._owners: dict[str, list[tuple[str, Key]]] = {}

    def keys(self, table: str) -> Play[list[Key]]:
        if table not in self._keys:
            paths = yield from files_of([table])
            text = yield from whole("read", path=paths[table])
            (found,) = (one for one in yaml.safe_load(text)["tables"] if one["name"] == table)
            told = found.get("foreign_keys", [])
            self._keys[table] = [(one["columns"], one["table"], one["references"]) for one in told]
        return self._keys[table]

    def owners(self, table: str) -> Play[list[tuple[str, Key]]]:
        if table in self._owners:
            return self._owners[table]
        text = yield from whole("grep", pattern=rf"-> {re.escape(table)}\(")
        found = []
        for block in re.split(r"^(?=\S)", text, flags=re.M):
            head = re.match(r"\S+ > (\S+?)(?: \(.*\))?(?::|$)", block, re.M)
            keys = [one for one in _KEY.findall(block) if one[1] == table]
            found += [(head[1], (names.split(", "), to, ends.split(", "))) for names, to, ends in keys if head]
        self._owners[table] = found
        return found

    def ends(self, owner: str, key: Key) -> Play[list[str]]:
        yield from ()
        return key[2]


def files_of(tables: list[str]) -> Play[dict[str, str]]:
    """The files of tables, found by their lines."""
    names = "|".join(re.escape(one) for one in tables)
    text = yield from whole("grep", pattern=f"^- name: (?:{names})$", mode="raw")
    return {name: path for path, name in re.findall(r"^(\S+?):\d+:- name: (\S+)$", text, re.M)}


def following(question: str, eyes: ByDescribing | ByFiles) -> Play[list[Way]]:
    """The ways that a question asks for, found table by table."""
    ways = []
    for part in re.split(r"\(\d+\) ", question):
        if _START.search(part):
            ways.append((yield from _way(part, eyes)))
    return ways


def _way(asked: str, eyes: ByDescribing | ByFiles) -> Play[Way]:
    start = _START.search(asked)
    assert start is not None
    place = start["table"] or start["of"]
    tables, joins = [place], []
    forward, backward = _FORWARD.findall(asked), _BACKWARD.findall(asked)
    for said in forward or backward:
        columns = said.split(" and ")
        if forward:
            keys = yield from eyes.keys(place)
            ((_, other, ends),) = [one for one in keys if one[0] == columns]
            joins.append((place, columns, other, ends))
        else:
            owners = yield from eyes.owners(place)
            ((other, key),) = [one for one in owners if one[1][0] == columns]
            ends = yield from eyes.ends(other, key)
            joins.append((other, columns, place, ends))
        place = other
        tables.append(place)
    return Way(tables, joins, start["code"] or "")


def play(files: CatalogFiles, agent: Play[Found]) -> Found:
    """Let an agent use the tools until it has what it looks for."""
    try:
        tool, arguments = next(agent)
        while True:
            tool, arguments = agent.send(call(files, tool, arguments).text)
    except StopIteration as ended:
        found: Found = ended.value
        return found


def follow(files: CatalogFiles, question: str, eyes: Callable[[], ByDescribing | ByFiles] = ByDescribing) -> list[Way]:
    """The ways that a question asks for, over a catalog's files."""
    return play(files, following(question, eyes()))


def written(ways: list[Way], question: str) -> str:
    """SQL for questions that ask for rows."""
    counted = "How many rows" in question
    selects = []
    for number, way in enumerate(ways, 1):
        asked = "COUNT(*)" if counted else f"{way.tables[-1]}.code"
        shown = asked if len(ways) == 1 else f"{number} AS chain, CAST({asked} AS VARCHAR) AS answer"
        conditions = [
            f"{holder}.{one} = {other}.{two}"
            for holder, columns, other, references in way.joins
            for one, two in zip(columns, references, strict=True)
        ]
        conditions.append(f"{way.tables[0]}.code = '{way.code}'")
        selects.append(f"SELECT {shown} FROM {', '.join(way.tables)} WHERE {' AND '.join(conditions)}")
    return " UNION ALL ".join(selects)
