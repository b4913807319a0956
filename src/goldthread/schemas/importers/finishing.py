"""What every importer ends with: references resolved, keys in order, roles told, nothing twice."""

from collections.abc import Iterable
from dataclasses import replace

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.importers.roles import with_roles

DEFAULT_SCHEMAS = frozenset({"public", "main", "dbo"})
"""Schemas whose tables SQL finds without their name."""


def full_name(schema: str | None, name: str, default: str | None = None) -> str:
    """A table's name: without its schema where that is the default one, so that a second schema renames nothing."""
    if not schema or (schema == default if default else schema.lower() in DEFAULT_SCHEMAS):
        return name
    return f"{schema}.{name}"


def finish(catalog: Catalog) -> Catalog:
    """The catalog in order.

    Tables of one name are merged into the first, with the columns and keys that only the others have. A reference is
    that to the table of exactly its name, else to one of its own schema or whatever its case, and without columns means
    the primary key. Members of a primary key are not nullable. Keys stand in the order of their columns.
    """
    merged: dict[str, Table] = {}
    for table in catalog.tables:
        merged[table.name] = _merge(merged[table.name], table) if table.name in merged else table
    folded = {name.casefold(): name for name in reversed(merged)}
    tables = tuple(with_roles(_finished(one, merged, folded)) for one in merged.values())
    return replace(catalog, domains=_domains(catalog.domains, tables), tables=tables)


def _merge(one: Table, other: Table) -> Table:
    known = {column.name for column in one.columns}
    return replace(
        one,
        description=one.description or other.description,
        columns=(*one.columns, *(column for column in other.columns if column.name not in known)),
        primary_key=one.primary_key or other.primary_key,
        foreign_keys=(*one.foreign_keys, *other.foreign_keys),
    )


def _domains(given: Iterable[Domain], tables: Iterable[Table]) -> tuple[Domain, ...]:
    named = {one.name: one for one in given}
    used = dict.fromkeys(table.domain for table in tables if table.domain)
    return (*(one for name, one in named.items() if name in used), *(Domain(one) for one in used if one not in named))


def _finished(table: Table, tables: dict[str, Table], folded: dict[str, str]) -> Table:
    columns = {one.name: one for one in reversed(table.columns)}
    spelled = {name.casefold(): name for name in columns}
    order = {one: at for at, one in enumerate(dict.fromkeys(column.name for column in table.columns))}
    primary = tuple(spelled.get(one.casefold(), one) for one in table.primary_key)
    keys = dict.fromkeys(_resolved(key, table, spelled, tables, folded) for key in table.foreign_keys)
    ordered = sorted(keys, key=lambda key: [order.get(one, len(order)) for one in key.columns])
    return replace(
        table,
        columns=tuple(_required(columns[name], primary) for name in order),
        primary_key=primary,
        foreign_keys=tuple(ordered),
    )


def _required(column: Column, primary: tuple[str, ...]) -> Column:
    return replace(column, nullable=False) if column.nullable and column.name in primary else column


def _resolved(
    key: ForeignKey, table: Table, spelled: dict[str, str], tables: dict[str, Table], folded: dict[str, str]
) -> ForeignKey:
    schema = table.name.rpartition(".")[0]
    near = folded.get(f"{schema}.{key.table}".casefold()) if schema and "." not in key.table else None
    name = key.table if key.table in tables else near or folded.get(key.table.casefold())
    columns = tuple(spelled.get(one.casefold(), one) for one in key.columns)
    if not name:
        return replace(key, columns=columns)
    target = tables[name]
    theirs = {one.name.casefold(): one.name for one in target.columns}
    references = key.references or (target.primary_key if len(target.primary_key) == len(columns) else ())
    return replace(
        key, columns=columns, table=name, references=tuple(theirs.get(one.casefold(), one) for one in references)
    )
