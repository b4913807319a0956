"""What a corpus is: a catalog, and for most an executable database in the same shape."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.errors import BadInput, StorageError, Where
from goldthread.navigation.corpora.questions import Question
from goldthread.schemas.catalog import Catalog, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 100
"""Statements sent at once: 10,000 tables one by one take half as long again."""


@dataclass(frozen=True)
class Corpus:
    """A schema to navigate.

    Attributes:
        name: As it was asked for (`retail`, `synth-500`).
        seed: That its catalog and rows were made from.
        catalog: Its tables.
        questions: With gold SQL; none for corpora that have generated ones alone (see `chains`).
        fill: Writes tables and rows into an open database; None where the corpus has no database.
    """

    name: str
    seed: int
    catalog: Catalog
    questions: tuple[Question, ...] = ()
    fill: "Callable[[DuckDBPyConnection], None] | None" = None

    def make_database(self, path: Path) -> None:
        """Write the corpus as a DuckDB file, all of it or nothing.

        Raises:
            BadInput: The corpus has no database, the file exists, or its folder does not.
            StorageError: The file could not be written.
        """
        if self.fill is None:
            raise BadInput(
                f"the corpus {self.name} is a schema alone and has no database",
                remedy="leave out --db, or take retail, synth-N, embed-N or tpcds",
            )
        if path.exists():
            raise BadInput("exists already", where=Where(str(path)), remedy="name a new file")
        if not path.parent.is_dir():
            raise BadInput("its folder does not exist", where=Where(str(path)), remedy="make the folder first")
        try:
            with tempfile.TemporaryDirectory(prefix=".corpus-", dir=path.parent) as folder:
                part = Path(folder) / "corpus.duckdb"
                write_database(part, self.fill)
                part.replace(path)
        except OSError as error:
            raise StorageError(
                f"cannot be written: {error.strerror or error}",
                where=Where(str(path)),
                remedy="name a folder that you may write to, with room for the file",
            ) from error


def write_database(path: Path, fill: "Callable[[DuckDBPyConnection], None]") -> None:
    """Make a DuckDB file in one transaction; small blocks, since most tables of a corpus are small.

    Raises:
        OSError: DuckDB could not write it.
    """
    import duckdb

    try:
        with duckdb.connect(str(path), config={"threads": 1, "default_block_size": 16384}) as connection:
            connection.execute("BEGIN")
            fill(connection)
            connection.execute("COMMIT")
    except (duckdb.IOException, duckdb.FatalException) as error:
        raise OSError(str(error)) from error


def quoted(name: str) -> str:
    """An SQL name in quotes."""
    return '"' + name.replace('"', '""') + '"'


def create_statement(table: Table) -> str:
    """CREATE TABLE without constraints, which would slow down thousands of tables."""
    columns = ", ".join(f"{quoted(one.name)} {one.type or 'VARCHAR'}" for one in table.columns)
    return f"CREATE TABLE {quoted(table.name)} ({columns})"


def execute_all(connection: "DuckDBPyConnection", statements: list[str]) -> None:
    """Run many statements, a batch at a time."""
    for start in range(0, len(statements), BATCH):
        connection.execute(";\n".join(statements[start : start + BATCH]))
