"""Which kind of source a text names, by its form and by what is in the file or folder."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.importers.reading import parse_json, read_head, read_text, wrong

FORMS = """\
a source is one of:
    postgresql://user@host/db, mysql://..., sqlite:///shop.db, any URL of SQLAlchemy
    shop.duckdb, shop.db            a DuckDB or SQLite file
    schema.sql, or a folder of them DDL in any dialect
    target/manifest.json            a dbt project, or its folder
    tables.json                     the schemas of Spider or BIRD
    a folder of Spider 2.0          a JSON file a table
    openapi.yaml, schema.json       an OpenAPI document or a JSON Schema, or a folder of them
    botocore:, botocore:ec2,s3      AWS's service models; also a service-2.json
    a catalog's folder or file"""
SUFFIXES = {".sql": "ddl", ".ddl": "ddl", ".psql": "ddl", ".toon": "toon", ".md": "markdown"}
DOCUMENTS = (".json", ".yaml", ".yml")
MOST_FILES = 100_000
"""Files of a folder that are looked at."""
_SERVICES = "botocore:"
_OWN = {"catalog", "domains", "tables"}


@dataclass(frozen=True)
class Options:
    """What a person may say about a source.

    Attributes:
        dialect: Of DDL.
        samples: Values a column that are kept.
        schemas: Schemas of a database that are read.
        name: Of the catalog.
    """

    dialect: str = ""
    samples: int = 0
    schemas: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Form:
    """A kind of source.

    Attributes:
        title: What it is, in words.
        read: Makes the catalog.
        takes: Options that mean something to it, besides the name.
    """

    title: str
    read: Callable[[Options], Catalog]
    takes: Sequence[str] = ()


def form_of(source: str) -> Form:
    """The form of a source.

    Raises:
        BadInput: It is of none that is known, is not there, or cannot be read.
    """
    if source.startswith(_SERVICES):
        return _services(source.removeprefix(_SERVICES))
    if scheme := re.match(r"([A-Za-z][A-Za-z0-9_+.-]*)://", source):
        return _address(source, scheme[1].lower())
    path = Path(source)
    try:
        if path.is_dir():
            return _folder(path)
        if path.is_file():
            return _file(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot be read ({error})", where=Where(source[:200]), remedy=FORMS) from None
    raise BadInput("there is no such file or folder, nor is it an address", where=Where(source[:200]), remedy=FORMS)


def _services(told: str) -> Form:
    from goldthread.schemas.importers.service_models import read_service_models

    services = [one.strip() for one in told.split(",") if one.strip()] or None
    return Form("service models", lambda _: read_service_models(services))


def _address(source: str, scheme: str) -> Form:
    kind = scheme.partition("+")[0]
    if kind in ("duckdb", "file"):
        rest = unquote(source.partition("://")[2].partition("?")[0])
        return form_of(rest.removeprefix("/") if kind == "duckdb" else rest)
    if kind in ("http", "https", "s3", "gs"):
        raise BadInput(f"{kind}:// is not fetched", remedy="download the file and name its path")

    def read(options: Options) -> Catalog:
        from goldthread.schemas.importers.database import read_database

        return read_database(source, samples=options.samples, schemas=options.schemas, name=options.name)

    return Form("database", read, ("samples", "schemas"))


def _folder(path: Path) -> Form:
    from goldthread.schemas.layouts import is_catalog, load

    if is_catalog(path):
        return Form("catalog", lambda _: load(path))
    for inside in ("manifest.json", "target/manifest.json", "tables.json"):
        if (path / inside).is_file():
            return _file(path / inside)
    scripts, documents = _inside(path)
    tables = [one for one in documents if one.suffix.lower() == ".json"][:20]
    if not any(map(_is_table_file, tables)):
        if any(map(_is_schema_file, documents[:200])):
            if scripts:
                raise wrong(path, "holds SQL scripts and JSON Schemas", "name the files or the folder of one of them")
            return _schemas(path, documents)
        if scripts:
            return _ddl(scripts)
        raise wrong(path, "is a folder of no kind that is known", FORMS)

    def spider2(options: Options) -> Catalog:
        from goldthread.schemas.importers.spider2 import read_spider2

        return read_spider2(path, samples=options.samples > 0)

    return Form("Spider 2.0 folder", spider2, ("samples",))


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """SQL files of a folder and those below it, and JSON and YAML files, by name; links are not followed."""
    scripts: list[Path] = []
    documents: list[Path] = []
    seen = 0
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            seen += 1
            if seen > MOST_FILES:
                raise wrong(folder, f"holds more than {MOST_FILES:,} files", "give a part of it")
            suffix = Path(name).suffix.lower()
            found = scripts if SUFFIXES.get(suffix) == "ddl" else documents if suffix in DOCUMENTS else None
            if found is not None and not Path(place, name).is_symlink():
                found.append(Path(place, name))
    return scripts, documents


def _is_table_file(path: Path) -> bool:
    return b'"table_fullname"' in read_head(path, 1_000_000)


def _is_schema_file(path: Path) -> bool:
    from goldthread.schemas.importers.json_schema import is_schema
    from goldthread.schemas.importers.schema_files import load_document

    return is_schema(load_document(path, any_kind=False))


def _schemas(folder: Path, files: list[Path]) -> Form:
    from goldthread.schemas.importers.json_schema import read_schemas

    return Form("folder of JSON Schemas", lambda told: read_schemas(folder, files, name=told.name))


def _ddl(files: list[Path]) -> Form:
    from goldthread.schemas.importers.ddl import read_ddl

    return Form("DDL", lambda told: read_ddl(files, dialect=told.dialect, name=told.name), ("dialect",))


def _file(path: Path) -> Form:
    from goldthread.schemas import formats
    from goldthread.schemas.importers.duckdb_file import is_duckdb, read_duckdb

    head = read_head(path)
    if head.startswith(b"SQLite format 3\0"):
        from goldthread.schemas.importers.database import read_sqlite

        return Form("SQLite file", lambda told: read_sqlite(path, told.samples, told.name), ("samples",))
    if is_duckdb(head):
        return Form("DuckDB file", lambda told: read_duckdb(path, samples=told.samples, name=told.name), ("samples",))
    suffix = path.suffix.lower()
    kind = SUFFIXES.get(suffix, "")
    if kind == "ddl":
        # A catalog's own DDL says its domains and notes in comments.
        own = re.match(rb"(?:\xef\xbb\xbf)?-- (?:Catalog|Domain|domain:)", head)
        return Form("catalog", lambda _: formats.read(read_text(path), "ddl", str(path))) if own else _ddl([path])
    if kind:
        return Form("catalog", lambda _: formats.read(read_text(path), kind, str(path)))
    if suffix in (".yaml", ".yml"):
        return _yaml(path)
    if suffix == ".json" or re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]", head):
        return _json(path)
    if re.search(rb"\bCREATE\s+(?:\w+\s+){0,3}(?:TABLE|VIEW)\b", head, re.IGNORECASE):
        return _ddl([path])
    raise wrong(path, "is of no kind that is known", FORMS)


def _yaml(path: Path) -> Form:
    from goldthread.schemas import formats
    from goldthread.schemas.importers import json_schema
    from goldthread.schemas.yaml_files import load_yaml

    text = read_text(path)
    if re.search(r"^(?:catalog|domains|tables):", text, re.MULTILINE) and not re.search(
        r"^(?:openapi|swagger|properties|\$defs)\b", text, re.MULTILINE
    ):
        return Form("catalog", lambda _: formats.read(text, "yaml", str(path)))
    data, _ = load_yaml(text, str(path))
    if json_schema.is_openapi(data) or json_schema.is_json_schema(data):
        return Form("schema", lambda told: json_schema.read_schema(path, data, name=told.name))
    raise wrong(path, "is YAML of no kind that is known", FORMS)


def _json(path: Path) -> Form:
    from goldthread.schemas import formats
    from goldthread.schemas.importers import dbt, json_schema, service_models, spider

    text = read_text(path)
    data: Any = parse_json(text, path)
    if dbt.is_manifest(data):
        return Form("dbt manifest", lambda told: dbt.read_manifest(path, data=data, name=told.name))
    if spider.is_spider(data):
        return Form("tables.json", lambda told: spider.read_spider(path, data=data, name=told.name))
    if json_schema.is_openapi(data):
        return Form("OpenAPI document", lambda told: json_schema.read_schema(path, data, name=told.name))
    if service_models.is_service_model(data):
        return Form("service model", lambda _: service_models.read_service_model(path, data))
    if isinstance(data, dict) and data and data.keys() <= _OWN:
        return Form("catalog", lambda _: formats.read(text, "json", str(path)))
    if json_schema.is_json_schema(data):
        return Form("JSON Schema", lambda told: json_schema.read_schema(path, data, name=told.name))
    raise wrong(path, "is JSON of no kind that is known", FORMS)
