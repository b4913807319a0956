"""What parsed DDL declares: tables and views with their columns, keys and comments."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goldthread.schemas.catalog import Column, ForeignKey, Table, TableKind
from goldthread.schemas.importers.finishing import DEFAULT_SCHEMAS
from goldthread.schemas.importers.sql_statements import Statement

if TYPE_CHECKING:
    from sqlglot import exp

Name = tuple[str, ...]


@dataclass
class _Draft:
    """A table as far as statements declared it."""

    name: Name
    kind: TableKind = "table"
    description: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    primary: tuple[str, ...] = ()
    keys: list[tuple[tuple[str, ...], Name, tuple[str, ...]]] = field(default_factory=list)


class Declared:
    """Takes statements in their order; later ones add to the tables of earlier ones."""

    def __init__(self) -> None:
        self.tables: dict[Name, _Draft] = {}
        self._dialect = ""
        self._types: dict[tuple[str, exp.Expression], str] = {}

    def take(self, tree: Any, statement: Statement, dialect: str) -> None:
        """What one statement of a dialect declares; any that declares nothing changes nothing."""
        from sqlglot import exp

        self._dialect = dialect

        if isinstance(tree, exp.Create) and tree.kind in ("TABLE", "VIEW"):
            self._create(tree, statement)
        elif isinstance(tree, exp.Alter):
            self._alter(tree)
        elif isinstance(tree, exp.Comment):
            self._comment(tree)

    def _create(self, tree: "exp.Create", statement: Statement) -> None:
        from sqlglot import exp

        shape = tree.this
        named = shape.this if isinstance(shape, exp.Schema) else shape
        name = _name(named)
        if not name or _folded(name) in self.tables or _is_part(tree):
            return
        draft = _Draft(name, "view" if tree.kind == "VIEW" else "table", statement.comment)
        for one in shape.expressions if isinstance(shape, exp.Schema) else ():
            self._item(draft, one)
        if not draft.columns and isinstance(tree.expression, exp.Query):
            for column in self._selected(tree.expression):
                draft.columns.setdefault(column.name.casefold(), replace(column, nullable=True))
        properties = tree.args.get("properties")
        if properties is not None:
            for like in properties.find_all(exp.LikeProperty):
                self._like(draft, like.this)
            draft.description = _comment_of(properties) or draft.description
        self.tables[_folded(name)] = draft

    def _item(self, draft: _Draft, item: Any) -> None:
        """A column, or a constraint of the table."""
        from sqlglot import exp

        if isinstance(item, exp.ColumnDef):
            self._column(draft, item)
        elif isinstance(item, (exp.Schema, exp.Tuple)):
            for one in item.expressions:
                self._item(draft, one)
        elif isinstance(item, exp.LikeProperty):
            self._like(draft, item.this)
        elif isinstance(item, exp.Constraint):
            if any(isinstance(one, exp.PrimaryKeyColumnConstraint) for one in item.expressions):
                # PRIMARY KEY CLUSTERED (a, b): the columns stand in the constraint beside it.
                draft.primary = draft.primary or tuple(dict.fromkeys(one.name for one in item.find_all(exp.Column)))
            for one in item.expressions:
                self._item(draft, one)
        elif isinstance(item, (exp.PrimaryKey, exp.PrimaryKeyColumnConstraint)):
            draft.primary = draft.primary or tuple(_names(item.expressions or [item.this]))
        elif isinstance(item, exp.ForeignKey):
            self._foreign(draft, tuple(_names(item.expressions)), item.args.get("reference"))
        elif isinstance(item, (exp.Identifier, exp.Column)):
            draft.columns.setdefault(item.name.casefold(), Column(item.name, description=_remarks(item)))

    def _column(self, draft: _Draft, item: "exp.ColumnDef") -> None:
        from sqlglot import exp

        description, nullable = "", True
        kind: Any
        for constraint in item.constraints:
            kind = constraint.kind
            if isinstance(kind, exp.NotNullColumnConstraint):
                nullable = bool(kind.args.get("allow_null"))
            elif isinstance(kind, exp.PrimaryKeyColumnConstraint):
                draft.primary = (*draft.primary, item.name)
            elif isinstance(kind, exp.CommentColumnConstraint):
                description = kind.name
            elif isinstance(kind, exp.Reference):
                self._foreign(draft, (item.name,), kind)
            elif isinstance(kind, exp.Properties):
                description = _comment_of(kind) or description
        for option in item.find_all(exp.Property):
            if option.name.lower() == "description":
                description = option.args["value"].name
        kind = item.args.get("kind")
        column = Column(
            item.name,
            self._type(kind) if kind is not None else "",
            description or _remarks(item),
            nullable,
        )
        draft.columns.setdefault(item.name.casefold(), column)

    def _type(self, kind: "exp.Expression") -> str:
        key = (self._dialect, kind)
        if key not in self._types:
            self._types[key] = kind.sql(dialect=self._dialect)
        return self._types[key]

    def _foreign(self, draft: _Draft, columns: tuple[str, ...], reference: Any) -> None:
        from sqlglot import exp

        target = reference.this if isinstance(reference, exp.Reference) else None
        table = target.this if isinstance(target, exp.Schema) else target
        if isinstance(table, exp.Table) and (name := _name(table)):
            named = tuple(_names(target.expressions)) if isinstance(target, exp.Schema) else ()
            draft.keys.append((columns, name, named))

    def _like(self, draft: _Draft, table: Any) -> None:
        if (source := self._find(_name(table), draft.name)) is not None:
            for folded, column in source.columns.items():
                draft.columns.setdefault(folded, column)

    def _selected(self, query: "exp.Query") -> Iterator[Column]:
        """Columns of a view: what it selects, with type and description where a table of this catalog has it."""
        from sqlglot import exp

        first: Any = query
        while isinstance(first, exp.SetOperation):
            first = first.this
        if not isinstance(first, exp.Select):
            return
        sources: dict[str, _Draft] = {}
        for part in (first.args.get("from_") or first.args.get("from"), *(first.args.get("joins") or ())):
            table = part.this if part is not None else None
            if isinstance(table, exp.Table) and (found := self._find(_name(table), ())) is not None:
                sources[table.alias_or_name.casefold()] = found
        one: Any
        for one in first.selects:
            if one.is_star:
                wanted = [sources.get(one.table.casefold())] if isinstance(one, exp.Column) else [*sources.values()]
                yield from (column for draft in wanted if draft for column in draft.columns.values())
            elif one.alias_or_name:
                real = one.unalias()
                drafts = (
                    [sources[real.table.casefold()]] if real.text("table").casefold() in sources else sources.values()
                )
                named = real.name.casefold() if isinstance(real, exp.Column) else ""
                found_ = next((draft.columns[named] for draft in drafts if named in draft.columns), Column(""))
                yield replace(found_, name=one.alias_or_name, description=found_.description or _remarks(one))

    def _find(self, name: Name, by: Name) -> _Draft | None:
        """The table that a name means beside another one."""
        folded = _folded(name)
        if folded in self.tables:
            return self.tables[folded]
        if len(by) > len(name) and (near := _folded((*by[: len(by) - len(name)], *name))) in self.tables:
            return self.tables[near]
        ends = [draft for known, draft in self.tables.items() if known[-len(folded) :] == folded]
        return ends[0] if len(ends) == 1 else None

    def _alter(self, tree: "exp.Alter") -> None:
        from sqlglot import exp

        draft = self._find(_name(tree.this), ())
        if draft is None:
            return
        for action in tree.args.get("actions") or ():
            if isinstance(action, exp.AddConstraint):
                for one in action.expressions:
                    self._item(draft, one)
            elif isinstance(action, exp.Drop) and str(action.args.get("kind") or "").upper() == "COLUMN":
                draft.columns.pop(action.this.name.casefold(), None)
            else:
                self._item(draft, action)

    def _comment(self, tree: "exp.Comment") -> None:
        text = tree.expression.name if tree.expression is not None else ""
        target = tree.this
        kind = str(tree.args.get("kind") or "").upper()
        self.remark(kind, tuple(part.name for part in target.parts) if kind == "COLUMN" else _name(target), text)

    def remark(self, kind: str, name: Name, text: str) -> None:
        """What COMMENT ON says of a column, table or view."""
        if kind == "COLUMN":
            draft = self._find(name[:-1], ())
            folded = name[-1].casefold()
            if draft is not None and folded in draft.columns:
                draft.columns[folded] = replace(draft.columns[folded], description=text.strip())
        elif kind.endswith(("TABLE", "VIEW")) and (draft := self._find(name, ())) is not None:
            draft.description = text.strip()

    def catalog_tables(self) -> tuple[Table, ...]:
        """The tables, in the order of their declaration."""
        catalogs = {draft.name[-3] for draft in self.tables.values() if len(draft.name) > 2}
        named = (draft.name[-2] if len(draft.name) > 1 else "" for draft in self.tables.values())
        schemas = {"" if one.lower() in DEFAULT_SCHEMAS else one for one in named}

        def said(name: Name) -> str:
            kept = name if len(catalogs) > 1 else name[-2:]
            return ".".join(kept[1:] if len(kept) == 2 and kept[0].lower() in DEFAULT_SCHEMAS else kept)

        def target(name: Name, by: Name) -> str:
            found = self._find(name, by)
            return said(found.name if found is not None else name)

        return tuple(
            Table(
                said(one.name),
                (".".join(one.name[:-1]) if len(catalogs) > 1 else one.name[-2])
                if len(schemas) > 1 < len(one.name)
                else "",
                one.description,
                tuple(one.columns.values()),
                one.primary,
                tuple(ForeignKey(columns, target(name, one.name), named) for columns, name, named in one.keys),
                one.kind,
            )
            for one in self.tables.values()
        )


def _name(table: Any) -> Name:
    from sqlglot import exp

    return tuple(part.name for part in table.parts) if isinstance(table, exp.Table) else ()


def _folded(name: Name) -> Name:
    return tuple(part.casefold() for part in name)


def _names(items: Any) -> Iterator[str]:
    for one in items or ():
        if one is not None and one.name:
            yield one.name


def _is_part(tree: "exp.Create") -> bool:
    """Whether a table is a partition of another."""
    from sqlglot import exp

    return tree.find(exp.PartitionedOfProperty) is not None


def _comment_of(properties: Any) -> str:
    """The description among the properties of a table."""
    from sqlglot import exp

    for one in properties.expressions:
        if isinstance(one, exp.SchemaCommentProperty):
            return str(one.this.name).strip()
        if isinstance(one, exp.Property) and one.name.lower() == "description":
            return str(one.args["value"].name).strip()
    return ""


def _remarks(item: Any) -> str:
    """Comments at an item of a statement."""
    comments = dict.fromkeys(one for node in item.walk() for one in node.comments or ())
    lines = (line.strip(" \t*") for one in comments for line in one.splitlines())
    return "\n".join(line for line in lines if line.strip("-"))
