"""The shape of a statement: exactly one SELECT over tables, told from its parse tree."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from goldthread.navigation.sql.model import Refused
from goldthread.navigation.sql.rules import (
    POSTGRESQL_FUNCTIONS,
    TABLE_FUNCTIONS,
    is_refused_function,
    is_system_table,
)

if TYPE_CHECKING:
    from sqlglot import exp

LONGEST = 50_000
"""Characters of a statement."""
_KEPT = 5_000
"""Characters of a statement whose tree is kept."""
_STEPS, _STEPS_A_TOKEN = 10_000, 50

_DIALECTS = {"": "duckdb", "postgresql": "postgres", "mssql": "tsql", "mariadb": "mysql"}


class Unparsable(Refused):
    """A statement that is no SQL of its dialect."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A SELECT that passed.

    Attributes:
        sql: As given.
        dialect: As sqlglot names it.
        tree: Its parse tree; to be copied before it is changed.
    """

    sql: str
    dialect: str
    tree: "exp.Query"


def dialect_of(name: str) -> str:
    """Sqlglot's name of a catalog's dialect; DuckDB's where it is not known."""
    from sqlglot import Dialect

    name = _DIALECTS.get(name.casefold(), name.casefold())
    return name if Dialect.get(name) is not None else "duckdb"


def parse(sql: str, dialect: str = "") -> Statement:
    """Parse one SELECT.

    Raises:
        Unparsable: It is no SQL of the dialect.
        Refused: It is more than one statement, another statement, or uses what no statement may use.
    """
    if len(sql) > LONGEST:
        raise Refused(f"the statement is longer than {LONGEST:,} characters", remedy="write a shorter SELECT")
    if "\x00" in sql:
        raise Refused("the statement holds a NUL character")
    name = dialect_of(dialect)
    return _kept(sql, name) if len(sql) <= _KEPT else _read(sql, name)


def _read(sql: str, name: str) -> Statement:
    try:
        found = _parsed(sql, name)
        if len(found) != 1:
            many = f"{len(found)} statements" if found else "no statement"
            raise Refused(f"there are {many}, not one" if found else many, remedy="write one SELECT")
        tree = found[0]
        for reason in _reasons(tree, name):
            raise Refused(reason, remedy="write one SELECT over tables of the catalog")
    except RecursionError:
        raise Refused("the statement is nested too deeply", remedy="write a flatter SELECT") from None
    return Statement(sql, name, tree)


_kept = lru_cache(maxsize=16)(_read)
"""The gate reads a statement, then the sandbox reads the same."""


def _parsed(sql: str, dialect: str) -> list[Any]:
    from sqlglot import errors, exp

    # Its remarks on what it reads are no news to a person at a terminal.
    logging.getLogger("sqlglot").addHandler(logging.NullHandler())
    try:
        found = _bounded_parse(sql, dialect)
    except (RecursionError, Refused):
        raise
    except errors.ParseError as error:
        told = error.errors[0] if error.errors else {}
        place = f"line {told['line']}, column {told['col']}: " if told.get("line") else ""
        raise Unparsable(f"{place}{told.get('description') or 'the statement cannot be parsed'}") from None
    except Exception as error:
        raise Unparsable(f"the statement cannot be parsed ({type(error).__name__})") from None
    return [one for one in found if one is not None and not isinstance(one, exp.Semicolon)]


def _bounded_parse(sql: str, dialect: str) -> list[Any]:
    """Parse within a number of steps: sqlglot tries some constructs in two ways, nested ones in 2, 4, 8, ... ways."""
    from sqlglot import Dialect

    chosen = Dialect.get_or_raise(dialect)
    tokens = chosen.tokenize(sql)
    parser: Any = chosen.parser()
    left = _STEPS + _STEPS_A_TOKEN * len(tokens)
    advance = parser._advance

    def counted(times: int = 1) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Refused("the statement is nested too deeply", remedy="write a flatter SELECT")
        advance(times)

    parser._advance = counted
    return list(parser.parse(tokens, sql))


def _reasons(tree: "exp.Expression", dialect: str) -> Iterator[str]:
    from sqlglot import exp

    root = tree
    while isinstance(root, (exp.Subquery, exp.Paren)):
        root = root.this
    if not isinstance(root, (exp.Select, exp.SetOperation)):
        yield f"{_word(root)} is refused: only SELECT is run"
        return
    forbidden = (
        exp.DML, exp.DDL, exp.Command, exp.Describe, exp.Summarize, exp.Show, exp.Pragma, exp.Set, exp.Copy, exp.Attach,
        exp.Detach, exp.Use, exp.Kill, exp.Drop, exp.TruncateTable, exp.Alter, exp.Analyze, exp.Transaction, exp.Commit,
        exp.Rollback,
    )  # fmt: skip
    for node in tree.walk():
        if isinstance(node, forbidden) and not isinstance(node, exp.Query):
            yield f"{_word(node)} inside a SELECT is refused"
        elif isinstance(node, exp.Into):
            yield "SELECT INTO is refused: it makes a table"
        elif isinstance(node, exp.Lock):
            yield "FOR UPDATE and FOR SHARE are refused: nothing is locked here"
        elif isinstance(node, (exp.Placeholder, exp.Parameter, exp.SessionParameter)):
            yield f"the parameter {node.sql(dialect)} has no value: write the value itself"
        elif isinstance(node, exp.Table):
            yield from _table(node)
        elif isinstance(node, (exp.Lateral, exp.TableFromRows)) and isinstance(node.this, exp.Func):
            yield from _table_function(node.this)
        elif isinstance(node, exp.Cast) and node.to.sql(dialect).casefold().startswith("reg"):
            yield f"the type {node.to.sql(dialect)} is refused: it looks names up in system tables"
        elif isinstance(node, exp.Func):
            yield from _function(node, dialect)


def _table(node: "exp.Table") -> Iterator[str]:
    from sqlglot import exp

    if isinstance(node.this, exp.Func):
        yield from _table_function(node.this)
    elif (parts := tuple(part.name for part in node.parts)) and is_system_table(parts):
        yield f"{'.'.join(parts)} is a table of the database system, not of the catalog"


def _table_function(node: "exp.Func") -> Iterator[str]:
    from sqlglot import exp

    if isinstance(node, (exp.GenerateSeries, exp.Unnest, exp.Explode)):
        return
    name = _names(node)[0]
    if name not in TABLE_FUNCTIONS:
        allowed = ", ".join(sorted(TABLE_FUNCTIONS))
        yield f"the table function {name} is refused: only {allowed} may stand where a table stands"


def _function(node: "exp.Func", dialect: str) -> Iterator[str]:
    from sqlglot import exp

    names = _names(node)
    for name in names:
        if is_refused_function(name):
            yield f"the function {name} is refused: it reads files, settings, the session or other SQL"
    anonymous = isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc))
    if anonymous and dialect in ("postgres", "redshift") and names[0] not in POSTGRESQL_FUNCTIONS:
        yield f"the function {names[0]} is not among those known to read nothing but its arguments"


def _names(node: "exp.Func") -> list[str]:
    from sqlglot import exp

    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        return [node.name.casefold()]
    return [one.casefold() for one in node.sql_names()]


def _word(node: Any) -> str:
    from sqlglot import exp

    if isinstance(node, exp.Command):
        return str(node.this).split()[0].upper()
    return str(node.key).upper()
