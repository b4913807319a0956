"""Which database an address means: a DuckDB or SQLite file, or a server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from goldthread.errors import BadInput, Where
from goldthread.redaction import redact, register_secret

Engine = Literal["duckdb", "sqlite", "postgresql"]


@dataclass(frozen=True, slots=True)
class Database:
    """A database that can be asked.

    Attributes:
        engine: What runs it; also its dialect.
        address: Absolute path of the file, or the whole URL.
        name: As people may see it, without a password.
    """

    engine: Engine
    address: str
    name: str


def database_of(told: str | Path) -> Database:
    """The database behind a path or URL (`shop.duckdb`, `sqlite:///shop.db`, `postgresql://user@host/shop`).

    Raises:
        BadInput: No such file, a file of another kind, or a server that is not supported.
    """
    text = str(told)
    scheme, marks, rest = text.partition("://")
    if not marks:
        return _file(Path(text))
    kind = scheme.partition("+")[0].casefold()
    if kind in ("duckdb", "sqlite"):
        # SQLAlchemy's way: three slashes lead to a relative path, four to an absolute one.
        return _file(Path(unquote(rest.removeprefix("/").partition("?")[0])), kind)
    if kind in ("postgresql", "postgres"):
        return _postgresql(text, rest)
    raise BadInput(
        f"{scheme}:// cannot be run read-only and with a time limit",
        remedy="use a DuckDB file, a SQLite file or postgresql://",
    )


def _postgresql(text: str, rest: str) -> Database:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        raise BadInput(
            f"{redact(text)} is no address of a database", remedy="write postgresql://user@host:port/database"
        ) from None
    register_secret(url.password)
    return Database(
        "postgresql", url.render_as_string(hide_password=False), url.set(drivername="postgresql").render_as_string()
    )


def _file(path: Path, kind: str = "") -> Database:
    where = Where(file=str(path))
    if not path.is_file():
        raise BadInput("there is no such database file", where=where, remedy="check the path; --db takes a file or URL")
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=where) from None
    engine: Engine | None = None
    if head.startswith(b"SQLite format 3\0"):
        engine = "sqlite"
    elif head[8:12] == b"DUCK":
        engine = "duckdb"
    if engine is None or (kind and kind != engine):
        raise BadInput(
            f"is no {kind or 'DuckDB or SQLite'} database",
            where=where,
            remedy="CSV and Parquet files are loaded into a DuckDB file first",
        )
    return Database(engine, str(path.resolve()), str(path))
