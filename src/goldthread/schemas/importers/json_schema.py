"""Catalogs of JSON Schema and OpenAPI documents: objects are records, properties that refer to one are keys."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.importers.finishing import finish
from goldthread.schemas.importers.identity import identity_of
from goldthread.schemas.importers.reading import mapping, text_of, texts_of, wrong
from goldthread.schemas.importers.schema_files import PLACES, Bundle, load_document

MOST_RECORDS = 100_000
DEPTH = 32
"""How deep objects inside objects are followed."""
_METHODS = frozenset("get put post delete options head patch trace query".split())  # noqa: SIM905
Data = dict[str, Any]


def is_openapi(data: Any) -> bool:
    """Whether data are a document of OpenAPI, or of Swagger before it."""
    return isinstance(data, dict) and ("openapi" in data or "swagger" in data)


def is_json_schema(data: Any) -> bool:
    """Whether data are a JSON Schema."""
    if not isinstance(data, dict):
        return False
    known = {"$defs", "definitions", "properties"} & data.keys()
    return bool(known) or "json-schema.org" in str(data.get("$schema", ""))


def read_schema(path: Path, data: Any, *, name: str = "") -> Catalog:
    """Catalog of a JSON Schema or OpenAPI document.

    An object that stands inside another is a record of its own, named after both. What several schemas have in common
    (`allOf`) is in each record. References to other files are followed in the folder of the file and below it.

    Args:
        path: The file, for errors and the catalog's name.
        data: Its data.
        name: Of the catalog; the document's title where none is given.

    Raises:
        BadInput: A part of it is of the wrong kind; with file, field and remedy.
    """
    document = Bundle(path.parent).with_main(path, mapping(data, path, ""))
    return _catalog(path, document, name, {})


def read_schemas(folder: Path, files: Sequence[Path], *, name: str = "") -> Catalog:
    """Catalog of a folder of JSON Schemas, which may refer to each other; a folder below it is a domain.

    Args:
        folder: The folder.
        files: JSON and YAML files in it; those that are no schemas are passed over.
        name: Of the catalog; the folder's where none is given.

    Raises:
        BadInput: A file of them cannot be read; with file, field and remedy.
    """
    found = {path: data for path in files if is_schema(data := load_document(path, any_kind=False))}
    bundle = Bundle(folder)
    document = bundle.with_files(found)
    domains = {pointer: place for pointer, place in bundle.folders.items() if place}
    return _catalog(folder.resolve(), document, name or text_of(document.get("title")), domains)


def is_schema(data: Any) -> bool:
    """Whether data are a JSON Schema or a document of OpenAPI."""
    return is_openapi(data) or is_json_schema(data)


def _catalog(path: Path, document: Data, name: str, places: dict[str, str]) -> Catalog:
    reader = _Reader(path, document)
    tables = reader.read(places)
    about = mapping(document.get("info"), path, "info") if is_openapi(document) else document
    domains = []
    if is_openapi(document):
        tags = document.get("tags")
        said = [one for one in tags if isinstance(one, dict)] if isinstance(tags, list) else []
        domains = [Domain(text_of(one.get("name")), text_of(one.get("description"))) for one in said]
    title = name or text_of(about.get("title")) or path.name.partition(".")[0]
    return finish(Catalog(title, text_of(about.get("description")), tuple(domains), tuple(tables)))


class _Reader:
    """Reads one document."""

    def __init__(self, path: Path, document: Data) -> None:
        self._path, self._document = path, document
        self._schemas: dict[str, Data] = {}
        """Named objects by the pointer to them."""
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._made: dict[str, Table] = {}
        called: dict[str, str] = {}
        for place in PLACES:
            steps = place.split(".")
            found: Any = document
            for step in steps:
                found = mapping(mapping(found, path, place).get(step), path, place)
            for key, schema in found.items():
                pointer = f"#/{'/'.join(steps)}/{_escaped(key)}"
                if isinstance(schema, dict):
                    self._schemas[pointer], called[pointer] = schema, key
        if is_json_schema(document) and document.get("properties") and not is_openapi(document):
            called["#"] = text_of(document.get("title")) or path.name.partition(".")[0]
            self._schemas["#"] = document
        for pointer, schema in self._schemas.items():
            if any(True for _ in self._properties(schema)):
                self._names[pointer] = self._unique(called[pointer])

    def _unique(self, name: str) -> str:
        number, tried = 2, name
        while tried in self._taken:
            tried, number = f"{name}_{number}", number + 1
        self._taken.add(tried)
        return tried

    def read(self, places: dict[str, str]) -> list[Table]:
        """Its records: named ones in their order, each with those inside it behind it.

        Args:
            places: Domains by pointer, where no operation tells one.
        """
        domains = places | self._tagged()
        for pointer, name in list(self._names.items()):
            self._record(name, self._schemas[pointer], domains.get(pointer, ""), 0)
        return [*self._made.values()]

    def _record(self, name: str, schema: Data, domain: str, depth: int) -> Table:
        if len(self._made) >= MOST_RECORDS:
            raise wrong(self._path, f"has more than {MOST_RECORDS:,} objects", "give a part of it")
        table = Table(name, domain, _described(schema), kind="record")
        self._made[name] = table
        required = {one for part in self._parts(schema) for one in texts_of(part.get("required"))}
        columns, keys = [], []
        for property, about in self._properties(schema):
            targets: dict[str, str] = {}
            for inner in self._inside(about):
                pointer = text_of(inner.get("$ref"))
                if pointer in self._names:
                    name_ = self._names[pointer]
                    targets[name_] = self._identity(name_, self._schemas[pointer])
                elif not pointer and depth < DEPTH and any(True for _ in self._properties(inner)):
                    made = self._record(self._unique(f"{name}_{property}"), inner, domain, depth + 1)
                    targets[made.name] = self._identity(property, inner)
            nullable = property not in required or "null" in _types(about) or about.get("nullable") is True
            columns.append(Column(property, self._type(about, targets), self._text(about), nullable))
            keys += [ForeignKey((property,), target, (key,) if key else ()) for target, key in targets.items()]
        self._made[name] = Table(name, domain, table.description, tuple(columns), (), tuple(keys), "record")
        return self._made[name]

    def _identity(self, name: str, schema: Data) -> str:
        return identity_of(name, [name for name, _ in self._properties(schema)])

    def _parts(self, schema: Data) -> Iterator[Data]:
        """The schema, and those that it is all of, each reference once."""
        seen: set[str] = set()
        left = [schema]
        while left:
            part = left.pop()
            yield part
            several = part.get("allOf")
            for one in reversed(several) if isinstance(several, list) else ():
                pointer = text_of(one.get("$ref")) if isinstance(one, dict) else ""
                found = self._schemas.get(pointer) if pointer else one
                if isinstance(found, dict) and pointer not in seen:
                    seen |= {pointer} if pointer else set()
                    left.append(found)

    def _properties(self, schema: Data) -> Iterator[tuple[str, Data]]:
        """Properties of a schema, each once; one without a schema has an empty one."""
        seen: set[str] = set()
        for part in self._parts(schema):
            found = part.get("properties")
            for name, about in found.items() if isinstance(found, dict) else ():
                if name not in seen:
                    seen.add(name)
                    yield name, about if isinstance(about, dict) else {}

    def _inside(self, about: Data) -> Iterator[Data]:
        """The schemas that a property holds: itself, its items, its values, or one of several."""
        seen: set[str] = set()
        left = [about]
        while left:
            one = left.pop()
            yield one
            inner: list[Any] = [one.get("items"), one.get("additionalProperties")]
            for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
                several = one.get(key)
                if isinstance(several, list) and not (key == "allOf" and one.get("properties")):
                    inner += several
            pointer = text_of(one.get("$ref"))
            if pointer in self._schemas and pointer not in self._names and pointer not in seen:
                # A named schema that is no object: an alias, a list of records.
                seen.add(pointer)
                inner.append(self._schemas[pointer])
            left += [each for each in reversed(inner) if isinstance(each, dict)]

    def _text(self, about: Data) -> str:
        said = _described(about)
        target = self._schemas.get(text_of(about.get("$ref")))
        return said or (_described(target) if target else "")

    def _type(self, about: Data, targets: dict[str, str], depth: int = 0) -> str:
        kinds = [one for one in _types(about) if one != "null"]
        if "array" in kinds:
            items = about.get("items")
            known = isinstance(items, dict) and depth < DEPTH
            return f"array<{self._type(items, targets, depth + 1) if known else 'any'}>"  # type: ignore[arg-type]
        if pointer := text_of(about.get("$ref")):
            target = self._schemas.get(pointer)
            if pointer in self._names or target is None:
                return self._names.get(pointer) or unquote(pointer.rpartition("/")[2])
            return " | ".join(_types(target)) or unquote(pointer.rpartition("/")[2])
        if values := about.get("enum"):
            said = ", ".join(str(one) for one in values[:20]) if isinstance(values, list) else ""
            return f"enum({said}{', ...' if isinstance(values, list) and len(values) > 20 else ''})"
        form = text_of(about.get("format"))
        return " | ".join(kinds) + (f"({form})" if form else "") or " | ".join(targets)

    def _tagged(self) -> dict[str, str]:
        """The first tag of the first operation that names a record."""
        found: dict[str, str] = {}
        paths = self._document.get("paths") if is_openapi(self._document) else None
        for methods in paths.values() if isinstance(paths, dict) else ():
            if isinstance(methods, dict) and text_of(methods.get("$ref")) in self._schemas:
                methods = self._schemas[methods["$ref"]]
            for method, operation in methods.items() if isinstance(methods, dict) else ():
                if method.lower() in _METHODS and isinstance(operation, dict):
                    tags = operation.get("tags")
                    tag = text_of(tags[0]) if isinstance(tags, list) and tags else ""
                    for pointer in _pointers(operation) if tag else ():
                        found.setdefault(pointer, tag)
        return found


def _pointers(data: Any) -> Iterator[str]:
    """References anywhere in data, in order."""
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if isinstance(one.get("$ref"), str):
                yield one["$ref"]
            left += reversed([*one.values()])
        elif isinstance(one, list):
            left += reversed(one)


def _types(about: Data) -> list[str]:
    told = about.get("type")
    return (
        [told]
        if isinstance(told, str)
        else [one for one in told if isinstance(one, str)]
        if isinstance(told, list)
        else []
    )


def _described(schema: Data) -> str:
    return text_of(schema.get("description")) or text_of(schema.get("title"))


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
