"""The schemas of Spider, BIRD and their kin: a `tables.json` with a list of databases."""

from pathlib import Path
from typing import Any

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.importers.finishing import finish
from goldthread.schemas.importers.reading import listing, read_json, text_of, wrong

_SHAPE = "a database has db_id, table_names_original, column_names_original, column_types and its keys"


def is_spider(data: Any) -> bool:
    """Whether JSON data are such a list, or one database of it."""
    one = data[0] if isinstance(data, list) and data else data
    return isinstance(one, dict) and {"table_names_original", "column_names_original"} <= one.keys()


def read_spider(path: Path, *, data: Any = None, name: str = "") -> Catalog:
    """Catalog of a `tables.json`: a domain a database, `database.table` where there are several.

    Args:
        path: The file.
        data: Its data, where it was read before.
        name: Of the catalog; the file's, or the database's where it is one, if none is given.

    Raises:
        BadInput: It is no such file, or a key points at no column; with file, field and remedy.
    """
    data = read_json(path) if data is None else data
    databases = data if isinstance(data, list) else [data]
    tables: list[Table] = []
    domains: list[Domain] = []
    for at, one in enumerate(databases):
        if not is_spider(one):
            raise wrong(path, "is no database of a tables.json", _SHAPE, field=f"[{at}]")
        domain = text_of(one.get("db_id")) or f"database {at + 1}"
        several = len(databases) > 1
        domains.append(Domain(domain))
        tables += _Reader(path, f"[{at}]", one, domain if several else "").tables()
    title = name or (path.stem if len(databases) != 1 else domains[0].name)
    return finish(Catalog(title, domains=tuple(domains), tables=tuple(tables), dialect="sqlite"))


class _Reader:
    """Reads one database."""

    def __init__(self, path: Path, at: str, data: dict[str, Any], domain: str) -> None:
        self._path, self._at, self._data, self._domain = path, at, data, domain
        self._names = [self._text(one, "table_names_original") for one in self._list("table_names_original")]
        self._columns = [self._column(one) for one in self._list("column_names_original")]

    def _list(self, field: str) -> list[Any]:
        return listing(self._data.get(field), self._path, f"{self._at}.{field}")

    def _text(self, value: Any, field: str) -> str:
        if not isinstance(value, str) or not value:
            raise wrong(self._path, "should be a name", _SHAPE, field=f"{self._at}.{field}")
        return value

    def _column(self, value: Any) -> tuple[int, str]:
        fits = isinstance(value, list) and len(value) == 2 and type(value[0]) is int
        if not fits or not -1 <= value[0] < len(self._names):
            raise wrong(
                self._path, "should be pairs of a table's number and a name", _SHAPE,
                field=f"{self._at}.column_names_original",
            )  # fmt: skip
        return value[0], self._text(value[1], "column_names_original")

    def _number(self, value: Any, field: str) -> int:
        """The number of a column."""
        if type(value) is not int or not 0 <= value < len(self._columns) or self._columns[value][0] < 0:
            raise wrong(
                self._path, f"{value!r:.40} is the number of no column", "count from 0, * included",
                field=f"{self._at}.{field}",
            )  # fmt: skip
        return value

    def _full(self, table: int) -> str:
        return f"{self._domain}.{self._names[table]}" if self._domain else self._names[table]

    def tables(self) -> list[Table]:
        """Its tables, in order."""
        types, said = (
            self._list("column_types"),
            [one[-1] if isinstance(one, list) and one else "" for one in self._list("column_names")],
        )
        about = self._list("table_names")
        primary: dict[int, list[str]] = {at: [] for at in range(len(self._names))}
        keys: dict[int, list[ForeignKey]] = {at: [] for at in primary}
        for one in self._list("primary_keys"):
            for number in one if isinstance(one, list) else [one]:
                table, column = self._columns[self._number(number, "primary_keys")]
                primary[table].append(column)
        for pair in self._list("foreign_keys"):
            if not isinstance(pair, list) or len(pair) != 2:
                raise wrong(self._path, "should be pairs of columns", _SHAPE, field=f"{self._at}.foreign_keys")
            (table, column), (target, reference) = (self._columns[self._number(one, "foreign_keys")] for one in pair)
            keys[table].append(ForeignKey((column,), self._full(target), (reference,)))
        columns: dict[int, list[Column]] = {at: [] for at in primary}
        for at, (table, name) in enumerate(self._columns):
            if table >= 0:
                kind = text_of(types[at]) if at < len(types) else ""
                columns[table].append(Column(name, kind, _told(said[at] if at < len(said) else "", name)))
        return [
            Table(
                self._full(at), self._domain, _told(about[at] if at < len(about) else "", name),
                tuple(columns[at]), tuple(primary[at]), tuple(keys[at]),
            )
            for at, name in enumerate(self._names)
        ]  # fmt: skip


def _told(words: Any, name: str) -> str:
    """A name in words, where it says more than the name itself."""
    said = text_of(words)

    def bare(text: str) -> str:
        return "".join(one for one in text.casefold() if one.isalnum())

    return said if bare(said) != bare(name) else ""
