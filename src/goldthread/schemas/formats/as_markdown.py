r"""Catalogs as Markdown: headings, bullets, and pipe tables of columns and foreign keys.

Texts stand on one line each (`\n` is a line break, `\|` a pipe). Paragraphs that a person adds below a heading are read
as part of the note there. The comment `<!-- end -->` closes a file, which is otherwise taken for cut short.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.formats.data import KINDS
from goldthread.schemas.formats.escapes import any_lines, join_names, one_line, split_names
from goldthread.schemas.formats.format import broken, check_end, check_size

END = "<!-- end -->"
_HEADING = re.compile(r"(#|##) (Catalog|Domain|Table|View|Record)(?: (.*))?")
_BULLET = re.compile(r"- (description|note|dialect|domain|primary key):(?: (.*))?")
_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|", re.DOTALL)
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
_COLUMN = ("column", "type", "null", "description", "samples", "note")
_KEY = ("foreign key", "table", "references", "role")
_ALLOWED = {
    "Catalog": ("dialect", "description", "note"),
    "Domain": ("description", "note"),
    "Table": ("domain", "description", "primary key", "note"),
}


def _cell(text: str) -> str:
    return one_line(text, pipes=True)


def _grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], keep: int) -> Iterator[str]:
    """A pipe table; columns after the first `keep` are left out where no row has anything in them."""
    kept = [at for at in range(len(head)) if at < keep or any(row[at] for row in rows)]
    yield f"| {' | '.join(head[at] for at in kept)} |"
    yield "|" + " --- |" * len(kept)
    for row in rows:
        yield f"| {' | '.join(_cell(row[at]) for at in kept)} |"


def _bullets(**texts: str) -> Iterator[str]:
    said = [f"- {key.replace('_', ' ')}: {one_line(text)}" for key, text in texts.items() if text]
    if said:
        yield ""
        yield from said


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.kind.title()} {one_line(table.name)}".rstrip(" ")
    yield from _bullets(
        domain=table.domain,
        description=table.description,
        primary_key=join_names(table.primary_key),
        note=table.note,
    )
    if table.columns:
        yield ""
        rows = [
            (one.name, one.type, "" if one.nullable else "no", one.description, join_names(one.samples), one.note)
            for one in table.columns
        ]
        yield from _grid(_COLUMN, rows, 2)
    if table.foreign_keys:
        yield ""
        keys = [
            (join_names(one.columns), one.table, join_names(one.references), one.role) for one in table.foreign_keys
        ]
        yield from _grid(_KEY, keys, 3)
    yield ""


def write(catalog: Catalog) -> str:
    """A catalog, or a part of one, as Markdown."""
    lines: list[str] = []
    if catalog.name or catalog.description or catalog.dialect or catalog.note:
        lines.append(f"# Catalog {one_line(catalog.name)}".rstrip(" "))
        lines += _bullets(dialect=catalog.dialect, description=catalog.description, note=catalog.note)
        lines.append("")
    for domain in catalog.domains:
        lines.append(f"# Domain {one_line(domain.name)}".rstrip(" "))
        lines += [*_bullets(description=domain.description, note=domain.note), ""]
    for table in catalog.tables:
        lines += _table(table)
    return "\n".join([*lines, END, ""])


def _cells(line: str) -> Iterator[str]:
    at = 1
    while match := _CELL.match(line, at):
        yield match[1]
        at = match.end()


def read(text: str, file: str = "") -> Catalog:
    """The catalog of a Markdown text.

    Raises:
        BadInput: A heading, bullet or row of it cannot be read, or it is cut short.
    """
    check_size(text, file)
    return _Reader(file).read(text)


class _Reader:
    """Takes the lines of a text one by one."""

    def __init__(self, file: str) -> None:
        self._file, self._line = file, 0
        self._catalog = Catalog("")
        self._domains: dict[str, Domain] = {}
        self._tables: dict[str, Table] = {}
        self._at: tuple[str, str] | None = None
        self._ended = False
        self._head: tuple[str, ...] = ()
        self._columns: dict[str, Column] = {}
        self._keys: list[ForeignKey] = []
        self._said: dict[str, str] = {}
        self._prose: list[str] = []

    def read(self, text: str) -> Catalog:
        """The catalog of a text."""
        for self._line, line in enumerate(text.split("\n"), 1):
            self._take(line.removesuffix("\r"))
        self._close()
        check_end(text, self._file, END, ended=self._ended)
        return replace(self._catalog, domains=(*self._domains.values(),), tables=(*self._tables.values(),))

    def _wrong(self, message: str, remedy: str) -> Exception:
        return broken(self._file, self._line, message, remedy)

    def _take(self, line: str) -> None:
        if heading := _HEADING.fullmatch(line):
            self._close()
            self._open(heading[2], any_lines(heading[3] or ""))
        elif line.startswith("|"):
            self._row(line)
        elif not line.strip():
            self._head = ()
        elif line.strip() == END:
            self._ended, self._head = True, ()
        elif self._at is None:
            raise self._wrong("stands before any heading", "begin with '# Catalog NAME' or '## Table NAME'")
        elif bullet := _BULLET.fullmatch(line):
            self._bullet(bullet[1], any_lines(bullet[2] or ""))
        else:
            self._prose.append(line.strip())

    def _open(self, kind: str, name: str) -> None:
        known = self._domains if kind == "Domain" else {} if kind == "Catalog" else self._tables
        if name in known or (kind == "Catalog" and self._catalog != Catalog("")):
            raise self._wrong(f"the {kind.lower()} {name[:80]!r} is there twice", "keep one of them")
        self._at, self._head = (kind, name), ()
        self._columns, self._keys, self._said, self._prose = {}, [], {}, []

    def _bullet(self, key: str, text: str) -> None:
        kind = self._at[0] if self._at else ""
        allowed = _ALLOWED.get(kind, _ALLOWED["Table"])
        if key not in allowed:
            raise self._wrong(f"a {kind.lower()} has no {key!r}", f"it may have: {', '.join(allowed)}")
        if key in self._said:
            raise self._wrong(f"says {key!r} twice", "keep one of them")
        self._said[key] = text

    def _row(self, line: str) -> None:
        cells = [any_lines(cell.strip(" \t")) for cell in _cells(line)]
        if _RULE.fullmatch(line) and self._head:
            return
        if not self._head:
            self._head = tuple(cell.lower() for cell in cells)
            known = _COLUMN if self._head[:1] == ("column",) else _KEY
            strange = [cell for cell in self._head if cell not in known]
            if strange or self._at is None or self._at[0] in ("Catalog", "Domain"):
                heads = f"{' | '.join(_COLUMN)} or {' | '.join(_KEY)}"
                raise self._wrong("begins a table that is no catalog's", f"below a table's heading: {heads}")
            return
        if len(cells) != len(self._head):
            message = f"has {len(cells)} cells where its table has {len(self._head)}"
            raise self._wrong(message, "escape a pipe inside a cell as \\|; the file may have been cut short")
        said = dict(zip(self._head, cells, strict=True))
        try:
            if "column" in said:
                self._column(said)
            else:
                columns, references = split_names(said.get("foreign key", "")), split_names(said.get("references", ""))
                self._keys.append(ForeignKey(columns, said.get("table", ""), references, said.get("role", "")))
        except ValueError as error:
            raise self._wrong("a list of names or samples cannot be read", str(error)) from error

    def _column(self, said: dict[str, str]) -> None:
        name, null = said["column"], said.get("null", "")
        if name in self._columns:
            raise self._wrong(f"the column {name[:80]!r} is there twice", "keep one of them")
        if null not in ("", "yes", "no"):
            raise self._wrong(f"null should be yes, no or empty, but is {null[:80]!r}", "write yes or no")
        self._columns[name] = Column(
            name,
            said.get("type", ""),
            said.get("description", ""),
            null != "no",
            split_names(said.get("samples", "")),
            said.get("note", ""),
        )

    def _close(self) -> None:
        if self._at is None:
            return
        kind, name = self._at
        said = self._said.get
        note = "\n".join(one for one in (said("note", ""), *self._prose) if one)
        if kind == "Catalog":
            self._catalog = Catalog(name, said("description", ""), dialect=said("dialect", ""), note=note)
        elif kind == "Domain":
            self._domains[name] = Domain(name, said("description", ""), note)
        else:
            try:
                primary = split_names(said("primary key", ""))
            except ValueError as error:
                raise self._wrong(f"the primary key of {name[:80]!r} cannot be read", str(error)) from error
            kinds = {one.title(): one for one in KINDS}
            self._tables[name] = Table(
                name, said("domain", ""), said("description", ""), (*self._columns.values(),), primary,
                (*self._keys,), kinds[kind], note,  # type: ignore[arg-type]
            )  # fmt: skip
        self._at = None
