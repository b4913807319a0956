"""Catalogs of DDL files: CREATE TABLE and VIEW, ALTER TABLE ADD, COMMENT ON and comments of a line, in any dialect."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.importers.ddl_tables import Declared
from goldthread.schemas.importers.finishing import finish
from goldthread.schemas.importers.reading import MOST_BYTES, read_text, wrong
from goldthread.schemas.importers.sql_statements import Statement, declaration, plain_remark, statements

LONGEST = 2_000_000
"""Characters of one statement."""
_TRIED = ("postgres", "mysql", "tsql", "bigquery", "snowflake", "oracle", "sqlite", "duckdb", "spark", "clickhouse")
_DECLARING = re.compile(r"CREATE|.*\bFOREIGN\s+KEY\b", re.IGNORECASE | re.DOTALL)
_SAME = {"postgresql": "postgres", "mssql": "tsql", "mariadb": "mysql"}


def check_dialect(dialect: str) -> str:
    """The name that sqlglot has for a dialect.

    Raises:
        BadInput: It knows none of that name.
    """
    from sqlglot.dialects.dialect import Dialects

    known = sorted(one.value for one in Dialects if one.value)
    name = _SAME.get(dialect.lower(), dialect.lower())
    if name and name not in known:
        raise BadInput(f"there is no SQL dialect {dialect!r}", remedy=f"dialects are: {', '.join(known)}")
    return name


def read_ddl(files: Sequence[Path], *, dialect: str = "", name: str = "") -> Catalog:
    """Catalog of DDL files, which may refer to each other's tables.

    Args:
        files: In the order in which a database would run them.
        dialect: Of their SQL; where none is given, each statement is read in the first dialect that understands it.
        name: Of the catalog; the first file's where none is given.

    Raises:
        BadInput: A file or statement cannot be read, or the dialect is none; with file, line and remedy.
    """
    given = check_dialect(dialect)
    declared = Declared()
    total = 0
    order = [given] if given else list(_TRIED)
    with _quiet():
        for file in files:
            text = read_text(file)
            total += len(text)
            if total > MOST_BYTES:
                raise wrong(file, f"with the files before it has more than {MOST_BYTES:,} characters", "give a part")
            if not given:
                order = _likely(text, order)
            for statement in statements(text):
                if (remark := plain_remark(statement.text)) is not None:
                    declared.remark(*remark)
                    continue
                tree = _parsed(statement, file, order)
                declared.take(tree, statement, order[0])
    spoken = given or (order[0] if declared.tables else "")
    told = {"postgres": "postgresql", "tsql": "mssql"}.get(spoken, spoken)
    return finish(Catalog(name or files[0].stem, tables=declared.catalog_tables(), dialect=told))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without sqlglot's warnings of statements that it does not know."""
    logger = logging.getLogger("sqlglot")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _likely(text: str, order: list[str]) -> list[str]:
    """Dialects with the likeliest first, by what only some of them write."""
    signs = (
        ("bigquery", ("OPTIONS(", "INT64", "OPTIONS (")),
        ("mysql", ("ENGINE=", "AUTO_INCREMENT", "`")),
        ("tsql", ("[dbo]", "NVARCHAR", "IDENTITY(", "\nGO\n", "\nGO\r")),
        ("oracle", ("VARCHAR2", "NUMBER(")),
        ("sqlite", ("AUTOINCREMENT", "PRAGMA ", "WITHOUT ROWID")),
        ("snowflake", ("TIMESTAMP_NTZ", "VARIANT", "CLUSTER BY")),
    )
    upper = text[:1_000_000].upper()
    likely = [dialect for dialect, words in signs if any(word.upper() in upper for word in words)]
    return [*likely, *(one for one in order if one not in likely)]


def _wordings(statement: str) -> Iterator[str]:
    yield statement
    if (bare := declaration(statement)) != statement:
        yield bare


def _parsed(statement: Statement, file: Path, order: list[str]) -> Any:
    """The tree of a statement, in the first dialect that knows it, which is then tried first; None for a command."""
    import sqlglot
    from sqlglot import errors, exp

    if len(statement.text) > LONGEST:
        raise wrong(file, f"a statement has more than {LONGEST:,} characters", "give a part", line=statement.line)
    first: errors.ParseError | None = None
    understood = False
    message = ""
    # Without options behind the columns and states of constraints, more statements are understood.
    for text in _wordings(statement.text):
        for dialect in list(order):
            try:
                tree: Any = next((one for one in sqlglot.parse(text, dialect=dialect) if one is not None), None)
            except errors.ParseError as error:
                first = first or error
            except errors.TokenError as error:
                message = message or str(error).splitlines()[0][:200]
            except RecursionError:
                raise wrong(file, "a statement is nested too deeply", "make it flatter", line=statement.line) from None
            else:
                if not isinstance(tree, exp.Command):
                    order.insert(0, order.pop(order.index(dialect)))
                    return tree
                understood = True
    # A statement that could only be told as a command is passed over where it declares nothing that is kept.
    if understood and not _DECLARING.match(statement.text):
        return None
    found = first.errors[0] if first and first.errors else {}
    line = statement.line + (int(found.get("line") or 1) - 1)
    told = str(found.get("description") or message or "it is of a kind that is not known").rstrip(".")
    near = str(found.get("highlight") or "")[:40]
    remedy = "mend the statement" if len(order) == 1 else "mend the statement, or name its SQL with --dialect"
    raise wrong(file, f"is no DDL that can be read: {told}{f', at {near!r}' if near else ''}", remedy, line=line)
