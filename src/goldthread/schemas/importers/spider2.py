"""The Spider 2.0 folder layout: a JSON file a table, with a `DDL.csv` beside the tables of one schema."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

MOST_FILES = 50_000
MOST_DEPTH = 8
MOST_BYTES = 20_000_000
MOST_COLUMNS = 20_000
SAMPLES = 5
SAMPLE_LENGTH = 200
_TABLE_TEXT = re.compile(r"\)\s*OPTIONS\s*\((?:(?!\bOPTIONS\b).)*?\bdescription\s*=\s*\"((?:[^\"\\]|\\.)*)\"", re.S)


def read_spider2(root: Path, *, samples: bool = False) -> Catalog:
    """Catalog of a folder of Spider 2.0 table files, at any depth below it.

    A table that several folders hold under one full name is taken once. Links are not followed.

    Args:
        root: For instance `spider2-lite/resource/databases`.
        samples: Whether to keep values of the sample rows.

    Raises:
        BadInput: There is no such folder, it has no table file, or one cannot be read; with file, field and remedy.
    """
    if not root.is_dir():
        raise BadInput("is no folder", where=Where(str(root)), remedy="give the folder that holds the table files")
    tables: dict[str, Table] = {}
    domains: dict[str, Domain] = {}
    seen = 0
    for folder, files in _folders(root, MOST_DEPTH):
        seen += len(files)
        if seen > MOST_FILES:
            raise BadInput(f"holds more than {MOST_FILES:,} table files", where=Where(str(root)), remedy="give a part")
        statements = _statements(folder / "DDL.csv")
        for file in files:
            data = _table_data(file)
            full = data["table_fullname"]
            domain = full.rpartition(".")[0] or folder.name
            name = full if "." in full else f"{domain}.{full}"
            if name in tables:
                continue
            domains.setdefault(domain, Domain(domain))
            short = name.rpartition(".")[2]
            statement = statements.get(str(data.get("table_name", short)).casefold(), "")
            primary, keys = _keys(statement, domain)
            tables[name] = Table(name, domain, _said(statement), _columns(file, data, samples), primary, keys)
    if not tables:
        raise BadInput(
            "holds no table file of Spider 2.0",
            where=Where(str(root)),
            remedy="a table file is JSON with table_fullname, column_names and column_types",
        )
    return Catalog(root.name, f"{len(tables):,} tables.", tuple(domains.values()), tuple(tables.values()))


def _folders(folder: Path, depth: int) -> Iterator[tuple[Path, list[Path]]]:
    """Folders with the JSON files in them, in order of names."""
    inside = sorted(one for one in folder.iterdir() if not one.is_symlink())
    files = [one for one in inside if one.suffix == ".json" and one.is_file()]
    if files:
        yield folder, files
    for one in inside:
        if one.is_dir() and depth > 0:
            yield from _folders(one, depth - 1)


def _text(file: Path) -> str:
    if file.stat().st_size > MOST_BYTES:
        raise BadInput(f"is larger than {MOST_BYTES:,} bytes", where=Where(str(file)), remedy="leave it out")
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInput("is not UTF-8", where=Where(str(file)), remedy="save it as UTF-8") from None


def _table_data(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(_text(file))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        message = "is not JSON" if isinstance(error, ValueError) else "is nested too deeply"
        raise BadInput(message, where=Where(str(file), line), remedy="take the file as it was published") from None
    if not isinstance(data, dict):
        raise BadInput("is no JSON object", where=Where(str(file)), remedy="a table file is an object")
    if not isinstance(data.get("table_fullname"), str) or not data["table_fullname"]:
        raise BadInput("is no text", where=Where(str(file), field="table_fullname"), remedy="give the table's name")
    names = data.get("column_names")
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names) or len(names) > MOST_COLUMNS:
        raise BadInput("is no list of names", where=Where(str(file), field="column_names"), remedy="list the columns")
    for field in ("column_types", "description"):
        given = data.get(field)
        if given is not None and (not isinstance(given, list) or len(given) != len(names)):
            raise BadInput(
                "has not as many entries as column_names",
                where=Where(str(file), field=field),
                remedy="give one for each column, or leave the field out",
            )
    return data


def _columns(file: Path, data: dict[str, Any], samples: bool) -> tuple[Column, ...]:
    names = data["column_names"]
    types, texts = data.get("column_types") or [""] * len(names), data.get("description") or [""] * len(names)
    rows = data.get("sample_rows") or []
    if samples and (not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows)):
        raise BadInput("is no list of rows", where=Where(str(file), field="sample_rows"), remedy="take it out")
    return tuple(
        Column(name, str(kind or ""), str(text or ""), samples=_values(rows, name) if samples else ())
        for name, kind, text in dict(zip(names, zip(names, types, texts, strict=True), strict=True)).values()
    )


def _values(rows: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    values = (row.get(name) for row in rows)
    said = (str(one)[:SAMPLE_LENGTH] for one in values if one is not None)
    return tuple(dict.fromkeys(said))[:SAMPLES]


def _statements(file: Path) -> dict[str, str]:
    """The CREATE TABLE of each table, by its name; no file, no statements."""
    if not file.is_file() or file.is_symlink():
        return {}
    csv.field_size_limit(MOST_BYTES)
    try:
        rows = list(csv.DictReader(io.StringIO(_text(file))))
    except csv.Error as error:
        raise BadInput(f"is not CSV: {error}", where=Where(str(file)), remedy="take it as it was published") from None
    found = {}
    for row in rows:
        cells = {str(name).casefold(): value for name, value in row.items()}
        name, statement = cells.get("table_name"), cells.get("ddl")
        if isinstance(name, str) and isinstance(statement, str):
            found[name.rpartition(".")[2].casefold()] = statement
    return found


def _said(statement: str) -> str:
    """The description of a table at the end of its BigQuery statement."""
    found = _TABLE_TEXT.search(statement)
    return found[1].replace('\\"', '"').replace("\\n", "\n").strip() if found else ""


def _keys(statement: str, domain: str) -> tuple[tuple[str, ...], tuple[ForeignKey, ...]]:
    """Primary and foreign keys that a statement declares; most declare none and are not parsed."""
    if not re.search(r"\bPRIMARY\s+KEY\b|\bREFERENCES\b", statement, re.I):
        return (), ()
    import sqlglot
    from sqlglot import errors, exp

    try:
        tree = sqlglot.parse_one(statement, dialect="sqlite")
    except (errors.SqlglotError, RecursionError):
        return (), ()
    primary: tuple[str, ...] = ()
    keys: list[ForeignKey] = []
    for column in tree.find_all(exp.ColumnDef):
        for one in column.constraints:
            if isinstance(one.kind, exp.PrimaryKeyColumnConstraint):
                primary += (column.name,)
            elif isinstance(one.kind, exp.Reference):
                keys += _reference((column.name,), one.kind, domain)
    for constraint in tree.find_all(exp.PrimaryKey):
        primary = tuple(one.name for one in constraint.expressions)
    for foreign in tree.find_all(exp.ForeignKey):
        reference = foreign.args.get("reference")
        if isinstance(reference, exp.Reference):
            keys += _reference(tuple(one.name for one in foreign.expressions), reference, domain)
    return primary, tuple(keys)


def _reference(columns: tuple[str, ...], reference: Any, domain: str) -> list[ForeignKey]:
    from sqlglot import exp

    target = reference.this
    table = target.this if isinstance(target, exp.Schema) else target
    named = tuple(one.name for one in target.expressions) if isinstance(target, exp.Schema) else ()
    references = named if len(named) == len(columns) else columns
    return [ForeignKey(columns, f"{domain}.{table.name}", references)] if table.name else []
