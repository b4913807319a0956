"""A scripted agent for chains: it has the question and the tools, and nothing else."""

import re
from dataclasses import dataclass

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools import call

_START = re.compile(
    r"(?:Start at the table (?P<table>\S+)\.|Take the row of (?P<of>\S+) with the code (?P<code>\S+)\.)"
)
_FORWARD = re.compile(r"(?:Follow its foreign key|from the table that it refers to,) (.+?)(?=, then,|\. |\.$)")
_BACKWARD = re.compile(r"(?:refers to it by|refers to that one by) (.+?)(?=, then to|\. |\.$)")
_KEY = re.compile(r"^FK \((.+?)\) -> (\S+?)\((.+?)\)", re.M)
_REFERRED = re.compile(r"^<- (\S+?)\((.+?)\)", re.M)


@dataclass(frozen=True)
class Way:
    """What the agent found: tables in order, and the key of each step as (holder, columns, other table, references)."""

    tables: list[str]
    joins: list[tuple[str, list[str], str, list[str]]]
    code: str


def described(files: CatalogFiles, table: str) -> str:
    """All pages of a table's description."""
    pages, cursor = [], ""
    while True:
        result = call(files, "describe", {"table": table, "cursor": cursor} if cursor else {"table": table})
        pages.append(result.text)
        if not result.cursor:
            return "\n".join(pages)
        cursor = result.cursor


def follow(files: CatalogFiles, question: str) -> list[Way]:
    """The ways that a question asks for, found table by table."""
    parts = re.split(r"\(\d+\) ", question)
    return [_way(files, part) for part in parts if _START.search(part)]


def _way(files: CatalogFiles, asked: str) -> Way:
    start = _START.search(asked)
    assert start is not None
    place = start["table"] or start["of"]
    tables, joins = [place], []
    forward, backward = _FORWARD.findall(asked), _BACKWARD.findall(asked)
    for said in forward or backward:
        columns = said.split(" and ")
        text = described(files, place)
        if forward:
            found = [(to, ends) for names, to, ends in _KEY.findall(text) if names.split(", ") == columns]
            assert len(found) == 1, (place, columns)
            joins.append((place, columns, found[0][0], found[0][1].split(", ")))
            place = found[0][0]
        else:
            owners = [owner for owner, names in _REFERRED.findall(text) if names.split(", ") == columns]
            assert len(owners) == 1, (place, columns)
            keys = [
                ends for names, to, ends in _KEY.findall(described(files, owners[0])) if (names, to) == (said, place)
            ]
            joins.append((owners[0], columns, place, keys[0].split(", ") if keys else columns))
            place = owners[0]
        tables.append(place)
    return Way(tables, joins, start["code"] or "")


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
