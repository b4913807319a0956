"""Which file holds what, by layout."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Table
from goldthread.schemas.layouts.paths import give_stems

LAYOUTS = ("tables", "domain", "single")
A_FILE = 250
"""Tables that a file of the layout `domain` holds, as in the published study."""
HEAD = "catalog"
FOLDER = "domains"


@dataclass(frozen=True)
class Planned:
    """A unit to be: where it goes and what it holds.

    Attributes:
        path: Of its first file.
        part: What it holds.
        domain: Domain of its tables.
        places: Places of its tables in the catalog's order.
    """

    path: str
    part: Catalog
    domain: str = ""
    places: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class Paths:
    """Stems that a folder already uses: of domains by name, of tables by domain and name."""

    domains: dict[str, str] = field(default_factory=dict)
    tables: dict[str, dict[str, str]] = field(default_factory=dict)


def check_layout(layout: str) -> None:
    """Refuse a layout that there is not.

    Raises:
        BadInput: There is none of that name.
    """
    if layout not in LAYOUTS:
        raise BadInput(f"there is no layout {layout!r}", remedy=f"layouts are: {', '.join(LAYOUTS)}")


def plan(catalog: Catalog, layout: str, extension: str, before: Paths | None = None) -> list[Planned]:
    """The data files of a catalog, its head first.

    Args:
        catalog: A catalog whose tables have domains.
        layout: Name of the layout.
        extension: Of the format's files.
        before: Stems to keep.
    """
    before = before or Paths()
    if layout == "single":
        return [Planned(f"{HEAD}{extension}", catalog, places=(*range(len(catalog.tables)),))]
    head = Planned(f"{HEAD}{extension}", replace(catalog, tables=()))
    groups: dict[str, list[tuple[int, Table]]] = {}
    for at, table in enumerate(catalog.tables):
        groups.setdefault(table.domain, []).append((at, table))
    names = [*dict.fromkeys([*(one.name for one in catalog.domains), *groups])]
    stems = give_stems(names, {name: one for name, one in before.domains.items() if name in set(names)})
    units = _files if layout == "domain" else _tables
    found = [one for name in groups for one in units(name, stems[name], groups[name], extension, before)]
    return [head, *found]


def _part(rows: Iterable[tuple[int, Table]]) -> tuple[Catalog, tuple[int, ...]]:
    rows = [*rows]
    return Catalog("", tables=tuple(table for _, table in rows)), tuple(at for at, _ in rows)


def _files(name: str, stem: str, rows: list[tuple[int, Table]], extension: str, before: Paths) -> list[Planned]:
    del before
    found = []
    for at in range(0, len(rows), A_FILE):
        path = f"{FOLDER}/{stem}{f'~{at // A_FILE + 1}' if at else ''}{extension}"
        part, places = _part(rows[at : at + A_FILE])
        found.append(Planned(path, part, name, places))
    return found


def _tables(name: str, stem: str, rows: list[tuple[int, Table]], extension: str, before: Paths) -> list[Planned]:
    names = [table.name for _, table in rows]
    given = {one: stem for one, stem in before.tables.get(name, {}).items() if one in set(names)}
    stems = give_stems(names, given)
    found = []
    for row in rows:
        part, places = _part([row])
        found.append(Planned(f"{FOLDER}/{stem}/{stems[row[1].name]}{extension}", part, name, places))
    return found
