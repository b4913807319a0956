"""Names in a statement: which tables and columns of the catalog it uses, and which it made up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goldthread.navigation.sql.shape import Statement
from goldthread.schemas.catalog import Catalog, Table

if TYPE_CHECKING:
    from sqlglot import exp
    from sqlglot.optimizer.scope import Scope

_DEFAULT_SCHEMAS = frozenset({"main", "public", "dbo"})

_EDIT = 3.0
"""What an edit takes off the likeness of 100 of two names; names that only hold the other have 90 or less."""
_PSEUDO = frozenset(
    {
        "",
        "*",
        "rowid",
        "_rowid_",
        "oid",
        "rownum",
        "level",
        "sysdate",
        "systimestamp",
        "ctid",
        "xmin",
        "tableoid",
        "value",
    }
)
"""What databases let stand like a column; DuckDB's planner has the last word on it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A table as a statement names it.

    Attributes:
        parts: Catalog and schema where they are written, then the name.
        table: What it is in the catalog; None where it is not there.
    """

    parts: tuple[str, ...]
    table: Table | None


@dataclass(slots=True)
class Names:
    """Names of a statement.

    Attributes:
        references: Tables, each once, in the order of the statement.
        columns: Names of table and column, of the catalog.
        unknown_tables: As written.
        unknown_columns: As written, with the table's name where one is written.
    """

    references: list[Reference] = field(default_factory=list)
    columns: set[tuple[str, str]] = field(default_factory=set)
    unknown_tables: list[str] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)


class Lookup:
    """Tables of a catalog by the names that SQL may give them, without regard to case."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tables = catalog.by_folded_name

    def find(self, parts: tuple[str, ...]) -> Table | None:
        """The table that a name means: in full, without the catalog's name or a default schema, or with the latter."""
        wanted = tuple(part.casefold() for part in parts)
        while True:
            if found := self._tables.get(".".join(wanted)):
                return found
            if len(wanted) == 1 or wanted[0] not in {*_DEFAULT_SCHEMAS, self._catalog.name.casefold()}:
                break
            wanted = wanted[1:]
        if len(wanted) == 1:
            tries = (self._tables.get(f"{schema}.{wanted[0]}") for schema in sorted(_DEFAULT_SCHEMAS))
            return next((one for one in tries if one), None)
        return None


def names_of(statement: Statement, lookup: Lookup) -> Names:
    """Tables and columns that a statement uses; a `*` uses every column, `count(*)` none."""
    from sqlglot import exp

    tree = statement.tree.copy()
    for identifier in tree.find_all(exp.Identifier):
        identifier.set("this", identifier.name.casefold())
    names = Names()
    inside: dict[str, Table] = {}
    seen: dict[tuple[str, ...], str] = {}
    for node in _real_tables(tree):
        parts = tuple(part.name for part in node.parts)
        alias = node.alias_or_name
        if parts not in seen:
            table = lookup.find(parts)
            names.references.append(Reference(parts, table))
            if table is None:
                names.unknown_tables.append(".".join(parts))
            seen[parts] = f"t{len(seen)}_"
            if table is not None:
                inside[seen[parts]] = table
        node.set("this", exp.to_identifier(seen[parts]))
        node.set("db", None)
        node.set("catalog", None)
        if not node.alias:
            node.set("alias", exp.TableAlias(this=exp.to_identifier(alias)))
    for column in tree.find_all(exp.Column):
        column.set("db", None)
        column.set("catalog", None)
    _collect_columns(tree, inside, names)
    return names


def _real_tables(tree: "exp.Query") -> "list[exp.Table]":
    """Tables that are no CTE where they stand."""
    from sqlglot import errors, exp
    from sqlglot.optimizer.scope import traverse_scope

    found: dict[int, exp.Table] = {}
    try:
        for scope in traverse_scope(tree):
            for source in scope.sources.values():
                if isinstance(source, exp.Table) and isinstance(source.this, exp.Identifier):
                    found[id(source)] = source
    except (errors.SqlglotError, RecursionError, AttributeError):
        made = {one.alias for one in tree.find_all(exp.CTE)}
        for table in tree.find_all(exp.Table):
            if isinstance(table.this, exp.Identifier) and (table.db or table.name not in made):
                found[id(table)] = table
    return list(found.values())


def _collect_columns(tree: "exp.Query", inside: dict[str, Table], names: Names) -> None:
    from sqlglot import errors, exp
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import traverse_scope
    from sqlglot.schema import MappingSchema

    real = {name: {one.name.casefold(): one.name for one in table.columns} for name, table in inside.items()}
    shape: dict[str, object] = {name: dict.fromkeys(columns, "text") for name, columns in real.items()}
    given = tree.copy()
    aliases = _made_names(tree)
    try:
        schema = MappingSchema(shape, dialect="duckdb", normalize=False)
        tree = qualify(
            tree, schema=schema, dialect="duckdb", validate_qualify_columns=False, quote_identifiers=False,
            identify=False, allow_partial_qualification=True, expand_stars=False, expand_alias_refs=False,
        )  # fmt: skip
        scopes = list(traverse_scope(tree))
    except (errors.SqlglotError, RecursionError, AttributeError, KeyError, ValueError):
        _collect_loosely(given, inside, real, names)
        return
    told: dict[str, None] = {}
    known = aliases | _PSEUDO | {column for columns in real.values() for column in columns}
    for scope in scopes:
        # Stars are counted where they stand and not written out: nested ones double the columns each time.
        for name, column_name in _starred(scope, real):
            names.columns.add((inside[name].name, column_name))
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in real:
                found = real[source.name].get(column.name)
                if found is not None:
                    names.columns.add((inside[source.name].name, found))
                elif column.name not in _PSEUDO and not isinstance(column.this, exp.Star):
                    told[f"{source.alias_or_name}.{column.name}"] = None
            elif not column.table and column.name not in known and not names.unknown_tables:
                told[column.name] = None
    names.unknown_columns.extend(told)


def _starred(scope: "Scope", real: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Columns that stars of a SELECT stand for, without those excluded; a star over a subquery stands for none."""
    from sqlglot import exp

    if not isinstance(scope.expression, exp.Select):
        return
    for one in scope.expression.selects:
        star = one.this if isinstance(one, exp.Column) else one
        if not isinstance(star, exp.Star):
            continue
        left_out = {column.name for key in ("except_", "except") for column in star.args.get(key) or ()}
        wanted = one.table if isinstance(one, exp.Column) else ""
        for alias, source in scope.sources.items():
            if isinstance(source, exp.Table) and source.name in real and wanted in ("", alias):
                yield from ((source.name, real[source.name][at]) for at in real[source.name] if at not in left_out)


def _made_names(tree: "exp.Query") -> set[str]:
    """Names that a statement gives to what it computes."""
    from sqlglot import exp

    made = {one.alias for one in tree.find_all(exp.Alias)}
    for alias in tree.find_all(exp.TableAlias):
        made |= {alias.name, *(one.name for one in alias.columns)}
    return made


def _collect_loosely(
    tree: "exp.Query", inside: dict[str, Table], real: dict[str, dict[str, str]], names: Names
) -> None:
    """By names alone: a column is that of every table used that has one of its name."""
    from sqlglot import exp

    made = _made_names(tree)
    told: dict[str, None] = {}
    for column in tree.find_all(exp.Column):
        holders = [name for name, columns in real.items() if column.name in columns]
        names.columns.update((inside[name].name, real[name][column.name]) for name in holders)
        if not holders and column.name not in made | _PSEUDO and not isinstance(column.this, exp.Star):
            told[column.name] = None
    names.unknown_columns.extend(() if names.unknown_tables else told)


def alike(name: str, among: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Names that may be meant by a wrong one, best first: alike as a whole or in their last part.

    A slip of the finger (a letter lost, doubled or changed, two letters exchanged) goes before names that hold it.
    """
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import OSA

    wanted = name.rpartition(".")[2]
    whole = list(among)
    scores = dict.fromkeys(range(len(whole)), 0.0)
    last = [one.rpartition(".")[2] for one in whole]
    for text, choices in ((name, whole), (wanted, last)):
        for _, score, at in process.extract(
            text, choices, scorer=fuzz.WRatio, processor=utils.default_process, limit=2 * most, score_cutoff=60
        ):
            scores[at] = max(scores[at], score)
        for _, edits, at in process.extract(
            text, choices, scorer=OSA.distance, processor=str.casefold, limit=most, score_cutoff=1 + (len(text) > 7)
        ):
            scores[at] = max(scores[at], 100.0 - _EDIT * edits)
    best = sorted(
        (at for at, score in scores.items() if score), key=lambda at: (-scores[at], len(whole[at]), whole[at])
    )
    return tuple(whole[at] for at in best[:most])
