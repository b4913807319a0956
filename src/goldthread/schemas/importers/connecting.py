"""Addresses of databases and connections to them; what is secret in an address reaches no message and no traceback."""

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from goldthread.errors import BadInput, GoldthreadError, Where
from goldthread.redaction import MARK, redact, register_secret

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine

SECONDS = 60
"""Time that one look at a server's catalog may take."""
_DRIVERS = {"postgresql": "psycopg", "mysql": "pymysql", "mariadb": "pymysql", "oracle": "oracledb"}
"""Drivers taken where an address names none."""
_INSTALL = {
    "postgresql": "'goldthread[postgresql]'",
    "mysql": "pymysql",
    "mariadb": "pymysql",
    "oracle": "oracledb",
    "mssql": "pyodbc",
    "snowflake": "snowflake-sqlalchemy",
    "bigquery": "sqlalchemy-bigquery",
    "redshift": "sqlalchemy-redshift",
    "databricks": "databricks-sqlalchemy",
    "trino": "'trino[sqlalchemy]'",
    "clickhouse": "clickhouse-sqlalchemy",
}
_SECRET = re.compile(r"pass|pwd|secret|token|key|credential|connect", re.IGNORECASE)
_FORM = "write postgresql://user@host:port/database, with / : @ in a password as %2F %3A %40"


def shown(url: "URL") -> str:
    """An address as people may see it: without password and options."""
    return url.set(drivername=url.get_backend_name(), password=None, query={}).render_as_string()


def parse_url(text: str) -> "URL":
    """The address that a text tells, with the driver that is taken for its database.

    Raises:
        BadInput: It is no address.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    scheme, _, rest = text.partition("://")
    url = None
    if rest.partition("?")[0].count("@") <= 1:
        try:
            url = make_url(text.replace("postgres://", "postgresql://", 1))
        except (ArgumentError, ValueError):
            url = None
    if url is None:
        raise BadInput(f"{scheme}://... is no address of a database", remedy=_FORM)
    for secret in _secrets(url):
        register_secret(secret)
    backend = url.get_backend_name()
    return url if "+" in url.drivername or backend not in _DRIVERS else _with_driver(url, _DRIVERS[backend])


def _with_driver(url: "URL", driver: str) -> "URL":
    return url.set(drivername=f"{url.get_backend_name()}+{driver}")


def _secrets(url: "URL") -> list[str]:
    values = [url.password or ""]
    for name, value in url.query.items():
        if _SECRET.search(name):
            values += [value] if isinstance(value, str) else value
    return [str(one) for one in values if one]


def hide(text: str, url: "URL") -> str:
    """A driver's message without what is secret in the address, however short it is."""
    text = redact(text)
    for secret in _secrets(url):
        for form in {secret, quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}:
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)" if len(form) < 4 else re.escape(form), MARK, text)
    return text


def engine_of(url: "URL") -> "Engine":
    """An engine that only reads; it has not connected yet.

    Raises:
        BadInput: The driver is not installed, there is none, or there is no such file.
    """
    import sqlalchemy

    backend = url.get_backend_name()
    options: dict[str, Any] = {"poolclass": sqlalchemy.NullPool}
    if backend == "sqlite":
        file = _sqlite_file(url)
        options["creator"] = lambda: _open_sqlite(file)
        url = sqlalchemy.make_url("sqlite://")
    elif backend == "postgresql" and url.get_driver_name() in ("psycopg", "psycopg2"):
        milliseconds = SECONDS * 1000
        settings = f"-c default_transaction_read_only=on -c statement_timeout={milliseconds} -c lock_timeout=10000"
        options["connect_args"] = {"connect_timeout": 10, "application_name": "goldthread", "options": settings}
        if "options" in url.query:
            del options["connect_args"]["options"]
    missing = unknown = ""
    try:
        return sqlalchemy.create_engine(url, **options)
    except ImportError as error:
        missing = error.name or str(error)
    except sqlalchemy.exc.NoSuchModuleError:
        unknown = backend
    except (sqlalchemy.exc.ArgumentError, TypeError, ValueError) as error:
        unknown = f"{backend} ({hide(str(error), url)[:200]})"
    install = _INSTALL.get(backend, "")
    if missing:
        raise BadInput(
            f"the driver {missing} of {backend} is not installed",
            where=Where(shown(url)),
            remedy=f"pip install {install or missing}",
        )
    raise BadInput(
        f"there is no SQLAlchemy dialect for {unknown}",
        where=Where(f"{backend}://"),
        remedy=f"pip install {install}" if install else "check the spelling, or install the package of its dialect",
    )


def unreachable(url: "URL", error: Exception) -> GoldthreadError:
    """The error of a server that could not be asked, from what its driver said."""
    cause = getattr(error, "orig", None) or error
    told = hide(str(cause).strip() or type(cause).__name__, url)
    lines = [" ".join(line.split()) for line in told.splitlines() if line.strip()]
    remedy = "check host, port, database, user and password"
    if re.search(r"passw|authenti|access denied|login failed|role .* does not exist", told, re.IGNORECASE):
        remedy = (
            "check user and password; a password may also stand where the driver looks for it (~/.pgpass, PGPASSWORD)"
        )
    elif re.search(r"permission|denied|privilege", told, re.IGNORECASE):
        remedy = "the user needs the right to read the catalog"
    return BadInput(f"could not be read: {'; '.join(lines)[:500]}", where=Where(shown(url)), remedy=remedy)


def _sqlite_file(url: "URL") -> Path:
    path = Path(url.database or "")
    if not url.database or url.database == ":memory:":
        raise BadInput("names no file", where=Where(shown(url)), remedy="write sqlite:///shop.db")
    if not path.is_file():
        raise BadInput("there is no such database file", where=Where(str(path)), remedy="check the path")
    return path


def _open_sqlite(path: Path) -> sqlite3.Connection:
    path = path.resolve()
    # A file in WAL mode that nobody has open is read as it lies: SQLite would leave two files beside it.
    with path.open("rb") as file:
        in_wal_mode = file.read(19)[18:] == b"\x02"
    alone = in_wal_mode and not path.with_name(f"{path.name}-wal").exists()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro{'&immutable=1' if alone else ''}", uri=True)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda told: told.decode("utf-8", "replace")
    return connection
