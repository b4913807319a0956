"""A catalog as plain data (dicts, lists, text, booleans) and back, for formats without a grammar of their own."""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.formats.format import broken

Path = tuple[str | int, ...]
LineOf = Callable[[Path], int | None]
Data = dict[str, Any]
One = TypeVar("One")

KINDS = ("table", "view", "record")
_TOP = ("catalog", "domains", "tables")
_HEAD = ("name", "dialect", "description", "note")
_DOMAIN = ("name", "description", "note")
_TABLE = ("name", "domain", "kind", "description", "note", "primary_key", "columns", "foreign_keys")
_COLUMN = ("name", "type", "nullable", "description", "samples", "note")
_KEY = ("columns", "table", "references", "role")


def _texts(one: object, names: tuple[str, ...]) -> Data:
    return {name: value for name in names if (value := getattr(one, name))}


def column_data(one: Column) -> Data:
    """A column as plain data, without what is as it is by default."""
    data: Data = {"name": one.name}
    if one.type:
        data["type"] = one.type
    if not one.nullable:
        data["nullable"] = False
    if one.description:
        data["description"] = one.description
    if one.samples:
        data["samples"] = list(one.samples)
    if one.note:
        data["note"] = one.note
    return data


def key_data(one: ForeignKey) -> Data:
    """A foreign key as plain data."""
    data: Data = {"columns": list(one.columns), "table": one.table, "references": list(one.references)}
    return {**data, "role": one.role} if one.role else data


def table_data(one: Table) -> Data:
    """A table as plain data, its name first."""
    data: Data = {"name": one.name, **_texts(one, ("domain",))}
    if one.kind != "table":
        data["kind"] = one.kind
    data |= _texts(one, ("description", "note"))
    if one.primary_key:
        data["primary_key"] = list(one.primary_key)
    if one.columns:
        data["columns"] = [column_data(column) for column in one.columns]
    if one.foreign_keys:
        data["foreign_keys"] = [key_data(key) for key in one.foreign_keys]
    return data


def catalog_data(one: Catalog) -> Data:
    """A catalog, or a part of one, as plain data."""
    data: Data = {}
    if head := _texts(one, _HEAD):
        data["catalog"] = head
    if one.domains:
        data["domains"] = [{"name": domain.name, **_texts(domain, ("description", "note"))} for domain in one.domains]
    if one.tables:
        data["tables"] = [table_data(table) for table in one.tables]
    return data


class _Misfit(Exception):
    def __init__(self, path: Path, message: str, remedy: str) -> None:
        super().__init__(message)
        self.path, self.message, self.remedy = path, message, remedy


def read_catalog(data: Any, file: str, line_of: LineOf) -> Catalog:
    """The catalog of plain data.

    Args:
        data: What a parser gave.
        file: Name of the file, for errors.
        line_of: The line of a path of keys and indices, asked only where something is wrong.

    Raises:
        BadInput: The data are no catalog.
    """
    try:
        return _catalog(data)
    except _Misfit as misfit:
        raise _located(misfit, file, line_of) from misfit


def _located(misfit: _Misfit, file: str, line_of: LineOf) -> BadInput:
    field = ""
    for step in misfit.path:
        field += f"[{step}]" if isinstance(step, int) else f".{step}" if field else step
    return broken(file, line_of(misfit.path), misfit.message, misfit.remedy, field or None)


def _wrong(path: Path, message: str, remedy: str) -> NoReturn:
    raise _Misfit(path, message, remedy)


def _said(value: Any) -> str:
    kinds = {dict: "a mapping", list: "a list", bool: "true or false", str: "a text", type(None): "nothing"}
    return kinds.get(type(value), "a number")


def _mapping(value: Any, path: Path, keys: tuple[str, ...]) -> Data:
    if not isinstance(value, dict):
        _wrong(path, f"should be a mapping, but is {_said(value)}", f"its keys are: {', '.join(keys)}")
    for key in value:
        if key not in keys:
            _wrong((*path, str(key)[:80]), "is no key of a catalog file here", f"keys are: {', '.join(keys)}")
    return value


def _text(data: Data, key: str, path: Path) -> str:
    value = data.get(key, "")
    if type(value) is not str:
        if value is None:
            return ""
        _wrong((*path, key), f"should be a text, but is {_said(value)}", "put the value in double quotes")
    return value


def _named(data: Data, path: Path, *, key: str = "name") -> str:
    if key not in data:
        _wrong(path, f"has no {key}", f"add the key {key}")
    return _text(data, key, path)


def _list(data: Data, key: str, path: Path) -> list[Any]:
    value = data.get(key)
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        _wrong((*path, key), f"should be a list, but is {_said(value)}", "write a list, an entry a line")
    return value


def _words(data: Data, key: str, path: Path) -> tuple[str, ...]:
    values = _list(data, key, path)
    for at, value in enumerate(values):
        if type(value) is not str:
            place = (*path, key, at)
            _wrong(place, f"should be a text, but is {_said(value)}", "put the value in double quotes")
    return tuple(values)


def _flag(data: Data, key: str, path: Path) -> bool:
    value = data.get(key, True)
    if isinstance(value, str) and value.lower() in ("true", "false", "yes", "no"):
        return value.lower() in ("true", "yes")
    if not isinstance(value, bool):
        _wrong((*path, key), f"should be true or false, but is {_said(value)}", "write true or false")
    return value


def _once(names: list[str], path: Path, what: str) -> None:
    if len(set(names)) == len(names):
        return
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name in seen:
            _wrong((*path, at, "name"), f"the {what} {name[:80]!r} is there twice", "keep one of them")
        seen.add(name)


def _each(data: Data, key: str, path: Path, read: Callable[[Any, Path], One]) -> tuple[One, ...]:
    return tuple(read(value, (*path, key, at)) for at, value in enumerate(_list(data, key, path)))


def _column(value: Any, path: Path) -> Column:
    data = _mapping(value, path, _COLUMN)
    return Column(
        _named(data, path),
        _text(data, "type", path),
        _text(data, "description", path),
        _flag(data, "nullable", path),
        _words(data, "samples", path),
        _text(data, "note", path),
    )


def _key(value: Any, path: Path) -> ForeignKey:
    data = _mapping(value, path, _KEY)
    return ForeignKey(
        _words(data, "columns", path),
        _named(data, path, key="table"),
        _words(data, "references", path),
        _text(data, "role", path),
    )


def _table(value: Any, path: Path) -> Table:
    data = _mapping(value, path, _TABLE)
    kind = _text(data, "kind", path) or "table"
    if kind not in KINDS:
        _wrong((*path, "kind"), f"there is no kind {kind[:80]!r}", f"kinds are: {', '.join(KINDS)}")
    columns = _each(data, "columns", path, _column)
    _once([column.name for column in columns], (*path, "columns"), "column")
    return Table(
        _named(data, path),
        _text(data, "domain", path),
        _text(data, "description", path),
        columns,
        _words(data, "primary_key", path),
        _each(data, "foreign_keys", path, _key),
        kind,  # type: ignore[arg-type]
        _text(data, "note", path),
    )


def _domain(value: Any, path: Path) -> Domain:
    data = _mapping(value, path, _DOMAIN)
    return Domain(_named(data, path), _text(data, "description", path), _text(data, "note", path))


def _catalog(value: Any) -> Catalog:
    if value is None or value == "":
        return Catalog("")
    data = _mapping(value, (), _TOP)
    head = data.get("catalog")
    head = {} if head is None or head == "" else _mapping(head, ("catalog",), _HEAD)
    tables = _each(data, "tables", (), _table)
    _once([table.name for table in tables], ("tables",), "table")
    domains = _each(data, "domains", (), _domain)
    _once([domain.name for domain in domains], ("domains",), "domain")
    return Catalog(
        _text(head, "name", ("catalog",)),
        _text(head, "description", ("catalog",)),
        domains,
        tables,
        _text(head, "dialect", ("catalog",)),
        _text(head, "note", ("catalog",)),
    )
