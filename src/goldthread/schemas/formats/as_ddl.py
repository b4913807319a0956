r"""Catalogs as DDL: one CREATE TABLE a table, with what SQL has no place for in comments.

Before a statement stand `-- domain: ...`, `-- kind: ...`, `-- description: ...` and `-- note: ...` of its table. The
comment behind a column is its description, behind a foreign key its role; `-- note: ...` and `-- samples: ...` stand
below a column. Any other comment that a person adds is read as part of the note there. Texts stand on one line (`\n` is
a line break). The comment `-- end` closes a file, which is otherwise taken for cut short.
"""

from collections.abc import Iterator

from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.formats.ddl_reader import END, Reader
from goldthread.schemas.formats.escapes import join_names, one_line
from goldthread.schemas.formats.format import check_size
from goldthread.schemas.formats.sql_words import write_name, write_table_name, write_type


def _comments(indent: str = "", **texts: str) -> Iterator[str]:
    for key, text in texts.items():
        if text:
            yield f"{indent}-- {key}: {one_line(text)}"


def _names(names: tuple[str, ...]) -> str:
    return f"({', '.join(map(write_name, names))})"


def _column(one: Column) -> tuple[str, str, list[str]]:
    sql = f"{write_name(one.name)} {write_type(one.type)}{'' if one.nullable else ' NOT NULL'}"
    return sql, one.description, [*_comments("  ", note=one.note, samples=join_names(one.samples))]


def _key(one: ForeignKey) -> tuple[str, str, list[str]]:
    references = f" {_names(one.references)}" if one.references else ""
    return f"FOREIGN KEY {_names(one.columns)} REFERENCES {write_table_name(one.table)}{references}", one.role, []


def _table(table: Table) -> Iterator[str]:
    kind = "" if table.kind == "table" else table.kind
    yield from _comments(domain=table.domain, kind=kind, description=table.description, note=table.note)
    yield f"CREATE TABLE {write_table_name(table.name)} ("
    items = [_column(one) for one in table.columns]
    if table.primary_key:
        items.append((f"PRIMARY KEY {_names(table.primary_key)}", "", []))
    items += [_key(one) for one in table.foreign_keys]
    for at, (sql, comment, below) in enumerate(items):
        comma = "," if at + 1 < len(items) else ""
        yield f"  {sql}{comma}{f' -- {one_line(comment)}' if comment else ''}"
        yield from below
    yield ");"
    yield ""


def write(catalog: Catalog) -> str:
    """A catalog, or a part of one, as DDL."""
    lines: list[str] = []
    if catalog.name or catalog.description or catalog.dialect or catalog.note:
        lines.append(f"-- Catalog {one_line(catalog.name)}".rstrip(" "))
        lines += _comments(dialect=catalog.dialect, description=catalog.description, note=catalog.note)
        lines.append("")
    for domain in catalog.domains:
        lines.append(f"-- Domain {one_line(domain.name)}".rstrip(" "))
        lines += [*_comments(description=domain.description, note=domain.note), ""]
    for table in catalog.tables:
        lines += _table(table)
    return "\n".join([*lines, f"-- {END}", ""])


def read(text: str, file: str = "") -> Catalog:
    """The catalog of DDL as `write` writes it, and as people edit it.

    Raises:
        BadInput: A statement or comment of it cannot be read, or it is cut short.
    """
    check_size(text, file)
    return Reader(text, file).read()
