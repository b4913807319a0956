"""The shape that the published study of file-native agents called TOON: lines that begin with TABLE, COL and FK.

It is not TOON as its specification has it (that is `as_toon`), but what the study measured, as far as its text
describes the shape. It is here so that both can be measured, and loses what `LOSSES` lists:

* the catalog's head, and the domains' descriptions and notes;
* notes of tables and columns, sample values, and whether a table is a view or a record;
* roles of foreign keys;
* line breaks, control characters and runs of spaces in descriptions.

    TABLE orders [sales]: One row per order
      COL o_id INTEGER PK NOT NULL: Identifier
      COL o_customer INTEGER: Who ordered
      FK o_customer -> customer(c_id)
    END

END is ours: it tells a whole file from one that was cut short.
"""

import json
import re
from collections.abc import Iterator

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.formats.escapes import UNSAFE, join_names, quoted, split_names
from goldthread.schemas.formats.format import broken, check_end, check_size

LOSSES = (
    "name, description, dialect and note of the catalog",
    "descriptions and notes of domains, and domains without tables",
    "notes of tables and columns",
    "kind of a table (view, record)",
    "sample values",
    "roles of foreign keys",
    "order of the columns of a primary key, and those that are no columns of the table",
    "line breaks, control characters and runs of spaces in descriptions",
)

END = "END"
_ONE = r'(?:"(?:[^"\\]|\\.)*"|[^\W\d][\w$.\-]*)'
_WORD = r"[^\W\d][\w.,()<>\[\]]*"
_NAME = f"({_ONE})"
_SEVERAL = f"((?:{_ONE}(?:, {_ONE})*)?)"
_TABLE = re.compile(rf"TABLE {_NAME}(?: \[{_NAME}\])?(?:: (.*))?")
_COLUMN = re.compile(rf'COL {_NAME}(?: ("(?:[^"\\]|\\.)*"|(?!PK\b|NOT\b){_WORD}))?( PK)?( NOT NULL)?(?:: (.*))?')
_KEY = re.compile(rf"FK {_SEVERAL} -> {_NAME}\({_SEVERAL}\)")
_UNSEEN = re.compile(f"[{UNSAFE}]")
_TYPE = re.compile(rf"(?!PK\b|NOT\b){_WORD}")


def losses() -> tuple[str, ...]:
    """What does not come back from this format."""
    return LOSSES


def _name(name: str) -> str:
    return join_names((name,))


def _said(text: str) -> str:
    return f": {said}" if (said := " ".join(_UNSEEN.sub(" ", text).split())) else ""


def _lines(table: Table) -> Iterator[str]:
    domain = f" [{_name(table.domain)}]" if table.domain else ""
    yield f"TABLE {_name(table.name)}{domain}{_said(table.description)}"
    for one in table.columns:
        type = one.type if _TYPE.fullmatch(one.type) else quoted(one.type)
        primary = " PK" if one.name in table.primary_key else ""
        required = "" if one.nullable else " NOT NULL"
        yield f"  COL {_name(one.name)}{f' {type}' if one.type else ''}{primary}{required}{_said(one.description)}"
    for key in table.foreign_keys:
        yield f"  FK {join_names(key.columns)} -> {_name(key.table)}({join_names(key.references)})"
    yield ""


def write(catalog: Catalog) -> str:
    """The tables of a catalog, or of a part of one."""
    return "\n".join([*(line for table in catalog.tables for line in _lines(table)), END, ""])


def read(text: str, file: str = "") -> Catalog:
    """What the text still says of its catalog.

    Raises:
        BadInput: A line of it cannot be read, or it is cut short.
    """
    check_size(text, file)
    tables: dict[str, _Lines] = {}
    last: _Lines | None = None
    ended = False
    for number, line in enumerate(text.split("\n"), 1):
        if not (line := line.strip()):
            continue
        if line == END:
            ended = True
            continue
        try:
            if line.startswith("TABLE "):
                last = _Lines(line)
                if last.name in tables:
                    raise ValueError(f"the table {last.name[:80]!r} is there twice")
                tables[last.name] = last
            elif last is None:
                raise ValueError("stands before the first table")
            else:
                last.take(line)
        except ValueError as error:
            remedy = "a line is TABLE name, COL name type, or FK columns -> table(columns)"
            raise broken(file, number, str(error), remedy) from error
    check_end(text, file, END, ended=ended)
    domains = dict.fromkeys(one.domain for one in tables.values() if one.domain)
    return Catalog("", domains=tuple(map(Domain, domains)), tables=tuple(one.table() for one in tables.values()))


class _Lines:
    """A table while its lines are read."""

    def __init__(self, line: str) -> None:
        match = _TABLE.fullmatch(line)
        if not match:
            raise ValueError("is no line of a table")
        (self.name,) = split_names(match[1])
        self.domain = split_names(match[2])[0] if match[2] else ""
        self._description = match[3] or ""
        self._columns: dict[str, Column] = {}
        self._primary: list[str] = []
        self._keys: list[ForeignKey] = []

    def take(self, line: str) -> None:
        """Add a line of a column or of a foreign key."""
        if key := _KEY.fullmatch(line):
            (table,) = split_names(key[2])
            self._keys.append(ForeignKey(split_names(key[1]), table, split_names(key[3])))
            return
        match = _COLUMN.fullmatch(line)
        if not match:
            raise ValueError("is no line of a column or a foreign key")
        (name,) = split_names(match[1])
        if name in self._columns:
            raise ValueError(f"the column {name[:80]!r} is there twice")
        type = match[2] or ""
        type = json.loads(type, strict=False) if type[:1] == '"' else type
        self._columns[name] = Column(name, type, match[5] or "", nullable=not match[4])
        if match[3]:
            self._primary.append(name)

    def table(self) -> Table:
        """The table of all its lines."""
        columns, keys = (*self._columns.values(),), (*self._keys,)
        return Table(self.name, self.domain, self._description, columns, (*self._primary,), keys)
