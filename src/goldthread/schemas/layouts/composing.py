"""All files of a catalog and its manifest, with what need not be written again left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Domain, Table
from goldthread.schemas.formats.format import Format
from goldthread.schemas.layouts.manifest import VERSION, Manifest, Unit, digest, digest_of, table_rows
from goldthread.schemas.layouts.pages import NAVIGATOR
from goldthread.schemas.layouts.plan import FOLDER, Paths, Planned, plan
from goldthread.schemas.layouts.rendering import (
    FILE_TOKENS,
    above,
    data_files,
    domain_places,
    index_files,
    index_made,
    navigator_files,
)
from goldthread.schemas.layouts.words import known


@dataclass
class Composed:
    """The manifest, and the texts by path that differ from what the folder has."""

    manifest: Manifest
    texts: dict[str, str] = field(default_factory=dict)

    def files(self) -> set[str]:
        """Paths of all files."""
        return {name for unit in (*self.manifest.data, *self.manifest.pages) for name in unit.files}


def paths_of(manifest: Manifest | None) -> Paths:
    """The stems that a folder uses."""
    paths = Paths()
    for unit in manifest.data if manifest else ():
        steps = next(iter(unit.files), "").split("/")
        if steps[0] != FOLDER or manifest is None:
            continue
        stem = steps[-1].rpartition(".")[0]
        if manifest.layout == "tables" and len(steps) == 3:
            paths.domains[unit.domain] = steps[1]
            of_domain = paths.tables.setdefault(unit.domain, {})
            for name in unit.tables:
                of_domain[name] = stem
        elif manifest.layout == "domain":
            paths.domains[unit.domain] = stem.partition("~")[0]
    return paths


class _Digests:
    """Hashes of tables, each made once."""

    def __init__(self) -> None:
        self._made: dict[int, str] = {}

    def of(self, table: Table) -> str:
        if id(table) not in self._made:
            try:
                self._made[id(table)] = digest_of(table_rows(table))
            except UnicodeEncodeError as error:
                raise BadInput(
                    f"the table {table.name!a:.120} has half of a character (U+{ord(error.object[error.start]):04X})",
                    remedy="correct its texts in the source",
                ) from error
        return self._made[id(table)]


def _head_rows(part: Catalog) -> list[object] | None:
    """The head of a part as plain lists, None where it has none."""
    if not (part.domains or part.name or part.description or part.dialect or part.note):
        return None
    domains = [[one.name, one.description, one.note] for one in part.domains]
    return [part.name, part.description, part.dialect, part.note, domains]


def _check_names(catalog: Catalog) -> None:
    seen: set[str] = set()
    for table in catalog.tables:
        if table.name in seen:
            raise BadInput(f"two tables are called {table.name[:80]!r}", remedy="give their names with their schemas")
        seen.add(table.name)
        columns = {one.name for one in table.columns}
        if len(columns) < len(table.columns):
            raise BadInput(f"the table {table.name[:80]!r} has a column twice", remedy="correct it in the source")


def compose(
    source: Catalog,
    merged: Catalog,
    format: Format,
    layout: str,
    *,
    found: bool = False,
    before: Manifest | None = None,
    disk: Mapping[str, str] | None = None,
    feet: Mapping[str, str] | None = None,
) -> Composed:
    """The files of a catalog.

    Args:
        source: What the source says.
        merged: The same tables and domains with people's words.
        format: The format.
        layout: Name of the layout.
        found: Whether the domains were found by a program.
        before: The manifest of the folder, where there is one.
        disk: Hashes of the files that are there, by path.
        feet: What people wrote below the line of pages, by path.

    Raises:
        BadInput: The catalog cannot be written: names twice, or a text that is no Unicode.
    """
    _check_names(source)
    disk, feet = disk or {}, feet or {}
    paths = paths_of(before)
    planned = plan(merged, layout, format.extension, paths)
    bare = planned if merged is source else plan(source, layout, format.extension, paths)
    prior = {next(iter(unit.files)): unit for unit in before.data if unit.files} if before else {}
    composed = Composed(Manifest(source.name, format.name, layout, found))
    digests = _Digests()
    budget = FILE_TOKENS if layout == "tables" else None
    files: dict[str, list[str]] = {}
    for one, origin in zip(planned, bare, strict=True):
        unit = _unit(one, origin, format, budget, digests, prior.get(one.path), disk, composed.texts)
        composed.manifest.data.append(unit)
        files[one.path] = [*unit.files]
    _pages(composed, merged, planned, files, format, layout, before, disk, feet)
    return composed


def _unit(
    one: Planned,
    origin: Planned,
    format: Format,
    budget: int | None,
    digests: _Digests,
    prior: Unit | None,
    disk: Mapping[str, str],
    texts: dict[str, str],
) -> Unit:
    tables = {table.name: digests.of(table) for table in origin.part.tables}
    try:
        heads = [_head_rows(origin.part), _head_rows(one.part)]
        head, head_made = (digest_of(head) if head else "" for head in heads)
    except UnicodeEncodeError as error:
        raise BadInput("the catalog's head has half of a character", remedy="correct it in the source") from error
    rows = [digests.of(table) for table in one.part.tables]
    made = digest_of(VERSION, format.name, budget, head_made, rows)
    words = head != head_made or rows != [*tables.values()]
    hashes = prior.known if prior and one.domain and prior.tables == tables else known(origin.part)
    if prior and prior.made == made and all(disk.get(name) == is_now for name, is_now in prior.files.items()):
        files = prior.files
    else:
        written = data_files(one, format, budget)
        texts |= written
        files = {name: digest(text.encode()) for name, text in written.items()}
    columns = sum(len(table.columns) for table in origin.part.tables)
    return Unit(files, made, one.domain, tables, columns, hashes, words, [*one.places])


def _pages(
    composed: Composed,
    merged: Catalog,
    planned: list[Planned],
    files: dict[str, list[str]],
    format: Format,
    layout: str,
    before: Manifest | None,
    disk: Mapping[str, str],
    feet: Mapping[str, str],
) -> None:
    prior = {next(iter(unit.files)): unit for unit in before.pages if unit.files} if before else {}

    def kept(path: str, made: str) -> bool:
        unit = prior.get(path)
        good = unit and unit.made == made and all(disk.get(name) == is_now for name, is_now in unit.files.items())
        if unit and good:
            composed.manifest.pages.append(unit)
        return bool(good)

    def put(written: dict[str, str], made: str, words: str) -> None:
        composed.texts |= written
        hashes = {name: digest(text.encode()) for name, text in written.items()}
        top = digest(above(next(iter(written.values()))).encode())
        composed.manifest.pages.append(Unit(hashes, made, known=top, words=bool(words)))

    places = domain_places(layout, planned)
    rows = [[one.name, one.domain, one.description, len(one.columns), len(one.foreign_keys)] for one in merged.tables]
    made = digest_of(VERSION, format.name, layout, _head_rows(merged), places, rows)
    if not kept(NAVIGATOR, made):
        foot = feet.get(NAVIGATOR, "")
        put(navigator_files(merged, layout, planned[0].path, places, foot), made, foot)
    if layout != "tables":
        return
    groups: dict[str, list[Planned]] = {}
    for one in planned[1:]:
        groups.setdefault(one.domain, []).append(one)
    domains = {one.name: one for one in merged.domains}
    for name, group in groups.items():
        domain = domains.get(name) or Domain(name)
        made = digest_of(VERSION, format.name, index_made(group, files, domain))
        (path,) = places[name]
        if not kept(path, made):
            foot = feet.get(path, "")
            put(index_files(group, files, domain, format.extension, foot), made, foot)
