"""The catalog: domains, tables, columns and foreign keys of a schema, with what people noted on them.

One model in memory; `schemas.formats` writes it as text and reads it back. Dataclasses, not pydantic models: a catalog
of 10,000 tables has a hundred thousand columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

TableKind = Literal["table", "view", "record"]
"""A `record` is a structure of an interface (an API's shape), which no database holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: As SQL names it.
        type: As the source says it (`DECIMAL(7,2)`), empty where it says none.
        description: What it means, one or more lines.
        nullable: Whether it may hold NULL.
        samples: Values seen in it; empty unless asked for, since data may be private.
        note: What people added, kept by `catalog sync`.
    """

    name: str
    type: str = ""
    description: str = ""
    nullable: bool = True
    samples: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A reference from columns of a table to those of another.

    Attributes:
        columns: Columns of the table that holds it, in order.
        table: Name of the table referred to; may be missing from the catalog (a dangling reference).
        references: Columns of that table, as many as `columns`.
        role: What the other table is here (`bill customer`, `ship customer`), where several keys lead to one table.
    """

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: As SQL names it, with its schema where the source has several (`sales.orders`); unique in the catalog.
        domain: Name of the domain that it belongs to.
        description: What a row is.
        columns: In order.
        primary_key: Names of its columns.
        foreign_keys: In order.
        kind: Table, view or record.
        note: What people added.
    """

    name: str
    domain: str = ""
    description: str = ""
    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    kind: TableKind = "table"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A group of tables that belong together: a schema, a name prefix, a community of foreign keys."""

    name: str
    description: str = ""
    note: str = ""


@dataclass(frozen=True)
class Catalog:
    """A whole schema.

    Attributes:
        name: What it is called.
        description: What it is about.
        domains: In order; every table's domain is one of them.
        tables: In order.
        dialect: Of its SQL (`duckdb`, `postgresql`, ...), empty where there is none.
        note: What people added.
    """

    name: str
    description: str = ""
    domains: tuple[Domain, ...] = ()
    tables: tuple[Table, ...] = field(default=())
    dialect: str = ""
    note: str = ""

    @cached_property
    def by_name(self) -> dict[str, Table]:
        """Tables by their name."""
        return {one.name: one for one in self.tables}

    @cached_property
    def by_folded_name(self) -> dict[str, Table]:
        """Tables by their name without its case; the last one where several have it."""
        return {one.name.casefold(): one for one in self.tables}

    def of_domain(self, name: str) -> Iterator[Table]:
        """Tables of a domain, in order."""
        return (one for one in self.tables if one.domain == name)
