"""`retail`: 24 tables of a company that sells in shops, by telephone and on the web, in the shape of TPC-DS."""

import csv
import tempfile
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from goldthread.navigation.corpora.base import Corpus, execute_all, quoted
from goldthread.navigation.corpora.questions import retail_questions
from goldthread.navigation.corpora.retail_rows import retail_rows
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NULL = "NULL"
"""A value that is missing, in the files that rows are loaded from."""
DATA = Path(__file__).resolve().parent / "data"


def retail(seed: int = 0) -> Corpus:
    """The corpus: the catalog is always the same, the seed decides on the rows."""
    return Corpus("retail", seed, retail_catalog(), retail_questions(), lambda connection: fill(connection, seed))


@cache
def retail_catalog() -> Catalog:
    """Its catalog, with the roles of keys (bill and ship customer, sold and shipped day)."""
    data = yaml.load((DATA / "retail.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Catalog(
        "retail",
        "A company that sells in shops, by telephone from a printed catalog, and on the web, 2021 to 2023.",
        tuple(Domain(name, text) for name, text in data["domains"].items()),
        tuple(_table(name, entry, data["tables"]) for name, entry in data["tables"].items()),
        dialect="duckdb",
    )


def fill(connection: "DuckDBPyConnection", seed: int) -> None:
    """Create the tables with their keys and comments, and write the rows of that seed."""
    catalog = retail_catalog()
    rows = retail_rows(seed)
    before = TopologicalSorter({one.name: {key.table for key in one.foreign_keys} for one in catalog.tables})
    with tempfile.TemporaryDirectory(prefix="retail-") as folder:
        for name in before.static_order():
            execute_all(connection, _definition(catalog.by_name[name]))
            path = Path(folder) / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([NULL if cell is None else cell for cell in row] for row in rows[name])
            connection.execute(f"COPY {quoted(name)} FROM {_literal(str(path))} (HEADER false, NULLSTR '{NULL}')")


def _table(name: str, entry: dict[str, Any], tables: dict[str, Any]) -> Table:
    columns, keys = [], []
    for column, (kind, text, *reference) in entry["columns"].items():
        columns.append(Column(column, kind.removesuffix("?"), text, kind.endswith("?")))
        if reference:
            target, role = reference[0], reference[1] if len(reference) > 1 else ""
            keys.append(ForeignKey((column,), target, tuple(tables[target]["key"]), role))
    for key in entry.get("keys", ()):
        keys.append(ForeignKey(tuple(key["columns"]), key["table"], tuple(tables[key["table"]]["key"]), key["role"]))
    return Table(name, entry["domain"], entry["description"], tuple(columns), tuple(entry["key"]), tuple(keys))


def _definition(table: Table) -> list[str]:
    parts = [f"{quoted(one.name)} {one.type}{'' if one.nullable else ' NOT NULL'}" for one in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(map(quoted, table.primary_key))})")
    for key in table.foreign_keys:
        columns, references = ", ".join(map(quoted, key.columns)), ", ".join(map(quoted, key.references))
        parts.append(f"FOREIGN KEY ({columns}) REFERENCES {quoted(key.table)} ({references})")
    name = quoted(table.name)
    return [
        f"CREATE TABLE {name} ({', '.join(parts)})",
        f"COMMENT ON TABLE {name} IS {_literal(table.description)}",
        *(f"COMMENT ON COLUMN {name}.{quoted(one.name)} IS {_literal(one.description)}" for one in table.columns),
    ]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
