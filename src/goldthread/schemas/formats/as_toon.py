"""Catalogs as TOON, by `toon-format`; rows are kept flat so that columns and keys stand in tables of their own.

A row holds plain values only, so sample values have a table of their own (`samples[2]{column,value}`), and the columns
of a composite foreign key are one text with commas. TOON counts rows but not keys, so the comment `# end` closes a
file.
"""

import re
from typing import Any

import toon_format

from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.formats.data import Data, Path, catalog_data, read_catalog, table_data
from goldthread.schemas.formats.escapes import join_names, split_names
from goldthread.schemas.formats.format import broken, check_end, check_size

END = "# end"
_ENDED = re.compile(rf"^{END}\s*$", re.MULTILINE)


def _uniform(rows: list[Data], defaults: Data) -> list[Data]:
    """Rows with the same keys, so that TOON makes a table of them; keys that no row needs are left out."""
    keys = [
        key for key in defaults if key == "name" or any(row.get(key, defaults[key]) != defaults[key] for row in rows)
    ]
    return [{key: row.get(key, defaults[key]) for key in keys} for row in rows]


def _columns(columns: tuple[Column, ...]) -> list[Data]:
    rows = [
        {"name": one.name, "type": one.type, "nullable": one.nullable, "description": one.description, "note": one.note}
        for one in columns
    ]
    return _uniform(rows, {"name": None, "type": "", "nullable": True, "description": "", "note": ""})


def _keys(keys: tuple[ForeignKey, ...]) -> list[Data]:
    roles = any(one.role for one in keys)
    rows = []
    for one in keys:
        row = {"columns": join_names(one.columns), "table": one.table, "references": join_names(one.references)}
        rows.append({**row, "role": one.role} if roles else row)
    return rows


def _table(table: Table) -> Data:
    data = table_data(table)
    if table.columns:
        data["columns"] = _columns(table.columns)
    if samples := [{"column": one.name, "value": value} for one in table.columns for value in one.samples]:
        data["samples"] = samples
    if table.foreign_keys:
        data["foreign_keys"] = _keys(table.foreign_keys)
    return data


def write(catalog: Catalog) -> str:
    """A catalog, or a part of one, as TOON."""
    data = catalog_data(catalog)
    if catalog.domains:
        data["domains"] = _uniform(data["domains"], {"name": None, "description": "", "note": ""})
    if catalog.tables:
        data["tables"] = [_table(table) for table in catalog.tables]
    text = toon_format.encode(data)
    return f"{text}\n{END}\n" if text else f"{END}\n"


def read(text: str, file: str = "") -> Catalog:
    """The catalog of a TOON text.

    Raises:
        BadInput: It is no TOON, is cut short, or is no catalog.
    """
    check_size(text, file)
    try:
        data = toon_format.decode(text, parse_int=str, parse_float=str) if text.strip() else {}
    except toon_format.ToonDecodeError as error:
        remedy = "check counts in brackets, commas, quotes and indentation; the file may have been cut short"
        raise broken(file, error.line, f"is not TOON: {error.msg[:200]}", remedy) from error
    except RecursionError as error:
        raise broken(file, 1, "is nested too deep", "make it flatter") from error

    def line_of(path: Path) -> int | None:
        return _line_of(text, path)

    if isinstance(data, dict) and isinstance(data.get("tables"), list):
        for at, table in enumerate(data["tables"]):
            if isinstance(table, dict):
                _nested(table, file, line_of, ("tables", at))
    catalog = read_catalog(data, file, line_of)
    check_end(text, file, END, ended=bool(_ENDED.search(text)))
    return catalog


def _nested(table: Data, file: str, line_of: Any, path: Path) -> None:
    """Put samples back into their columns, and make lists of the columns of foreign keys."""
    columns = table.get("columns")
    by_name = {}
    if isinstance(columns, list):
        by_name = {one["name"]: one for one in columns if isinstance(one, dict) and isinstance(one.get("name"), str)}
    for row in table.pop("samples", None) or ():
        if not isinstance(row, dict) or set(row) != {"column", "value"} or row["column"] not in by_name:
            message = "every sample needs the name of a column of this table, and a value"
            raise broken(file, line_of((*path, "samples")), message, "write rows below samples[N]{column,value}:")
        by_name[row["column"]].setdefault("samples", []).append(row["value"])
    keys = table.get("foreign_keys")
    for at, key in enumerate(keys if isinstance(keys, list) else ()):
        for name in ("columns", "references"):
            if isinstance(key, dict) and isinstance(key.get(name), str):
                try:
                    key[name] = list(split_names(key[name]))
                except ValueError as error:
                    line = line_of((*path, "foreign_keys", at))
                    raise broken(file, line, f"{name} cannot be read", str(error)) from error


def _line_of(text: str, path: Path) -> int | None:
    """Line of the nearest entry that a path names: the table, the list in it, the row of that list."""
    lines = text.split("\n")
    found: int | None = None
    at, end = 0, len(lines)
    for depth, step in enumerate(path[:4]):
        indent = "  " * depth
        if isinstance(step, str):
            pattern = re.compile(rf"{indent[2:]}(?:- |  )?{step}\b" if depth > 1 else rf"{indent}{step}\b")
            hits = [line for line in range(at, end) if pattern.match(lines[line])]
            if not hits:
                break
            at = hits[0]
        else:
            starts = [line for line in range(at + 1, end) if re.match(rf"{indent}(?:- |\S)", lines[line])]
            if step >= len(starts):
                break
            at, end = starts[step], starts[step + 1] if step + 1 < len(starts) else end
        found = at + 1
    return found
