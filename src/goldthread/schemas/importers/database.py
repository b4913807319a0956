"""Catalogs of databases that SQLAlchemy reaches: what its inspector reflects, in one look a schema."""

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.errors import BadInput, GoldthreadError, Where
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.importers.connecting import engine_of, parse_url, shown, unreachable
from goldthread.schemas.importers.finishing import finish, full_name
from goldthread.schemas.importers.samples import rows_for, values_of
from goldthread.schemas.importers.sqlite_tables import sqlite_tables

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Inspector
    from sqlalchemy.engine.interfaces import Dialect

_SYSTEM = frozenset(
    """
    information_schema performance_schema mysql sys pg_catalog pg_toast guest db_owner db_accessadmin
    db_securityadmin db_ddladmin db_backupoperator db_datareader db_datawriter db_denydatareader db_denydatawriter
    system outln xdb ctxsys mdsys wmsys dbsnmp audsys appqossys gsmadmin_internal ojvmsys olapsys ordsys ordplugins
    """.split()  # noqa: SIM905
)
_PARTITIONS = """
SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition
"""


def read_database(address: str, *, samples: int = 0, schemas: Sequence[str] = (), name: str = "") -> Catalog:
    """Catalog of a database: tables and views of its schemas, with comments, keys and what may be NULL.

    Tables of the default schema have their plain names, others their schema before it. Partitions of a table of
    PostgreSQL are left out. Nothing is written, and only with `samples` are rows read.

    Args:
        address: Any URL of SQLAlchemy.
        samples: Values kept of each column of a table; data may be private.
        schemas: Schemas taken; all but the system's where none are named.
        name: Of the catalog; the database's where none is given.

    Raises:
        BadInput: The address is none, its driver is not installed, or the database cannot be reached or read; a
            password is never told.
    """
    return _read_url(parse_url(address), samples, schemas, name)


def read_sqlite(path: Path, samples: int = 0, name: str = "") -> Catalog:
    """Catalog of a SQLite file, as `read_database` gives it.

    Raises:
        BadInput: It is none, or is damaged.
    """
    from sqlalchemy import URL

    return _read_url(URL.create("sqlite", database=str(path)), samples, (), name)


def _read_url(url: "URL", samples: int, schemas: Sequence[str], name: str) -> Catalog:
    from sqlalchemy.exc import SQLAlchemyError

    engine = engine_of(url)
    failed: GoldthreadError | None = None
    catalog = Catalog("")
    try:
        with engine.connect() as connection, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            catalog = _read(connection, url, samples, schemas)
    except GoldthreadError:
        raise
    except (SQLAlchemyError, OSError, ValueError, UnicodeError) as error:
        failed = unreachable(url, error)
    except Exception as error:  # drivers of other databases have errors of their own
        if not type(error).__module__.partition(".")[0] == url.get_driver_name():
            raise
        failed = unreachable(url, error)
    finally:
        engine.dispose()
    if failed is not None:
        # Raised here, not above, so that no traceback holds the driver's error with the address in it.
        raise failed
    told = (url.database or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    return finish(replace(catalog, name=name or told.rpartition(".")[0] or told or url.get_backend_name()))


def _read(connection: "Connection", url: "URL", samples: int, schemas: Sequence[str]) -> Catalog:
    import sqlalchemy

    inspector = sqlalchemy.inspect(connection)
    default = inspector.default_schema_name
    wanted = _schemas(inspector, url, schemas)
    partitions: set[tuple[str, str]] = set()
    if connection.dialect.name == "postgresql":
        # Alone on the path, the default schema is what a reference without a schema means.
        path = sqlalchemy.text("SELECT set_config('search_path', quote_ident(:one), false)")
        connection.execute(path, {"one": default or "public"})
        partitions = {(row[0], row[1]) for row in connection.execute(sqlalchemy.text(_PARTITIONS))}
    tables: list[Table] = []
    for schema in wanted:
        found = [
            (name, table)
            for name, table in _tables(inspector, connection, schema, default)
            if ((schema or default or "", name) not in partitions)
        ]
        for name, table in found:
            if samples and table.kind == "table":
                table = _sampled(connection, table, name, schema, samples)
            # A domain only where the source has several schemas; else domains are found.
            tables.append(replace(table, domain=schema or default or "") if len(wanted) > 1 else table)
    return Catalog("", tables=tuple(tables), dialect=connection.dialect.name)


def _schemas(inspector: "Inspector", url: "URL", wanted: Sequence[str]) -> list[str | None]:
    """Schemas to read, the default one (None) first."""
    default = inspector.default_schema_name
    if not wanted and url.get_backend_name() in ("sqlite", "mysql", "mariadb") and url.database:
        return [None]
    there = inspector.get_schema_names()
    for one in wanted:
        if one not in there:
            raise BadInput(
                f"there is no schema {one!r}", where=Where(shown(url)), remedy=f"schemas are: {', '.join(there)[:500]}"
            )
    taken = wanted or [one for one in there if one.lower() not in _SYSTEM and not one.lower().startswith("pg_")]
    others = sorted({one for one in taken if one != default})
    return [*([None] if default in taken or not default else []), *others]


def _tables(
    inspector: "Inspector", connection: "Connection", schema: str | None, default: str | None
) -> list[tuple[str, Table]]:
    from sqlalchemy.engine.reflection import ObjectKind

    def many(what: str) -> dict[str, Any]:
        try:
            found = getattr(inspector, f"get_multi_{what}")(schema=schema, kind=ObjectKind.ANY)
        except NotImplementedError:
            return {}
        return {name: value for (_, name), value in found.items()}

    if inspector.dialect.name == "sqlite":
        return [(one.name, one) for one in sqlite_tables(connection)]
    columns, primary, foreign = many("columns"), many("pk_constraint"), many("foreign_keys")
    comments, views = many("table_comment"), _views(inspector, schema)
    tables = []
    for name in sorted(columns):
        keys = tuple(_key(one, default) for one in foreign.get(name) or ())
        tables.append(
            (
                name,
                Table(
                    full_name(schema, name, default),
                    description=_text((comments.get(name) or {}).get("text")),
                    columns=tuple(_column(one, inspector.dialect) for one in columns[name]),
                    primary_key=tuple((primary.get(name) or {}).get("constrained_columns") or ()),
                    foreign_keys=keys,
                    kind="view" if name in views else "table",
                ),
            )
        )
    return tables


def _views(inspector: "Inspector", schema: str | None) -> set[str]:
    found = set(inspector.get_view_names(schema))
    try:
        return found | set(inspector.get_materialized_view_names(schema))
    except NotImplementedError:
        return found


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _column(data: dict[str, Any], dialect: "Dialect") -> Column:
    return Column(
        data["name"],
        _type(data["type"], dialect),
        _text(data.get("comment")),
        nullable=bool(data.get("nullable", True)),
    )


def _type(kind: Any, dialect: "Dialect") -> str:
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.types import NullType

    if isinstance(kind, NullType):
        return ""
    try:
        return str(kind.compile(dialect=dialect))
    except SQLAlchemyError:
        return str(getattr(kind, "name", None) or type(kind).__name__)


def _key(data: dict[str, Any], default: str | None) -> ForeignKey:
    target = full_name(data.get("referred_schema"), data["referred_table"], default)
    return ForeignKey(tuple(data["constrained_columns"]), target, tuple(data["referred_columns"] or ()))


def _sampled(connection: "Connection", table: Table, name: str, schema: str | None, samples: int) -> Table:
    """The table with values of its first rows by primary key; none where they cannot be read."""
    import sqlalchemy
    from sqlalchemy.exc import SQLAlchemyError

    names = [one.name for one in table.columns]
    source = sqlalchemy.table(name, *map(sqlalchemy.column, names), schema=schema)
    query = sqlalchemy.select(source).limit(rows_for(samples))
    if table.primary_key:
        query = query.order_by(*(source.c[one] for one in table.primary_key if one in names))
    try:
        with connection.begin_nested():
            rows = connection.execute(query).fetchall()
    except SQLAlchemyError:
        return table
    columns = (replace(one, samples=values_of(rows, at, samples)) for at, one in enumerate(table.columns))
    return replace(table, columns=tuple(columns))
