"""`describe`: one table with its columns, its keys, and who refers to it."""

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.joins import Join, is_junction
from goldthread.navigation.names import find_table
from goldthread.navigation.tools.result import Block, Bounds, Result, clip, pack
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table

_DEFAULT = Bounds(matches=500)
_LONGEST = 400


def describe(files: CatalogFiles, table: str, cursor: str = "", *, bounds: Bounds = _DEFAULT) -> Result:
    """A table: what it is, its columns in order, foreign keys with their roles, and tables that refer to it.

    Args:
        files: The catalog.
        table: Its name.
        cursor: Of the result before.
        bounds: How much there may be.

    Raises:
        BadInput: There is no such table.
    """
    catalog = files.catalog()
    one = find_table(catalog, table)
    referring = files.joins().referring(one.name)
    blocks = [
        *(_column(one, column) for column in one.columns),
        *(_key(catalog, key) for key in one.foreign_keys),
        *(_referring(join) for join in referring),
    ]
    kind = "junction table" if is_junction(one) else one.kind
    head = [f"{one.domain} > {one.name} ({kind}; {files.file_of(one.name)})" if one.domain else f"{one.name} ({kind})"]
    head += [clip(one.description, _LONGEST)] if one.description else []
    head += [f"note: {clip(one.note, _LONGEST)}"] if one.note else []
    counts = f"{len(one.columns):,} columns, {len(one.foreign_keys):,} foreign keys, referred to by {len(referring):,}"
    key = f"; primary key: {clip(', '.join(one.primary_key), _LONGEST)}" if one.primary_key else ""
    head.append(f"{counts}{key}")
    return pack("\n".join(head), len(blocks), lambda at: blocks[at], cursor, bounds, what="lines")


def column_text(table: Table, column: Column, longest: int = _LONGEST) -> str:
    """A column on one line: name, type, whether it may be NULL, where it refers to, what it means."""
    text = column.name
    if column.type:
        text += f" {clip(column.type, 120)}"
    if column.name in table.primary_key:
        text += " PK"
    elif not column.nullable:
        text += " NOT NULL"
    for key in table.foreign_keys:
        if column.name in key.columns:
            at = key.columns.index(column.name)
            other = key.references[at] if at < len(key.references) else ""
            text += f" -> {key.table}.{other}" if other else f" -> {key.table}"
    said = " ".join(filter(None, (column.description, f"(note: {column.note})" if column.note else "")))
    if said:
        text += f": {clip(said, longest)}"
    if column.samples:
        text += f" [such as {clip(', '.join(column.samples[:5]), 120)}]"
    return text


def _column(table: Table, column: Column) -> Block:
    item = {
        "column": column.name,
        "type": column.type,
        "nullable": column.nullable,
        "primary_key": column.name in table.primary_key,
        "description": clip(column.description, _LONGEST),
    }
    return Block(column_text(table, column), item)


def _key(catalog: Catalog, key: ForeignKey) -> Block:
    missing = "" if key.table in catalog.by_name else " (this table is not in the catalog)"
    role = f" as {clip(key.role, 120)}" if key.role else ""
    text = f"FK ({', '.join(key.columns)}) -> {key.table}({', '.join(key.references)}){role}{missing}"
    item = {"foreign_key": list(key.columns), "table": key.table, "references": list(key.references), "role": key.role}
    return Block(text, item)


def _referring(join: Join) -> Block:
    role = f" as {clip(join.key.role, 120)}" if join.key.role else ""
    text = f"<- {join.owner}({', '.join(join.key.columns)}){role}"
    return Block(text, {"referred_by": join.owner, "columns": list(join.key.columns), "role": join.key.role})
