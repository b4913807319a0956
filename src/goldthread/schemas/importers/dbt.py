"""Catalogs of dbt projects: the models, seeds, snapshots and sources of a `manifest.json`.

Keys are what its tests and contracts say: a `relationships` test is a foreign key, `not_null` means that a column may
not hold NULL, and a column that is `unique` and `not_null` is the primary key. Types come from the `catalog.json`
beside it where `dbt docs generate` made one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.importers.finishing import finish, full_name
from goldthread.schemas.importers.reading import listing, mapping, read_json, text_of, texts_of, wrong

_KINDS = ("model", "seed", "snapshot")
_CATALOG = "catalog.json"
_CALL = re.compile(r"\b(ref|source)\s*\(([^()]*)\)")


def is_manifest(data: Any) -> bool:
    """Whether JSON data are a manifest of dbt."""
    return isinstance(data, dict) and {"metadata", "nodes", "sources"} <= data.keys()


class _Manifest:
    """A manifest: its nodes by id, what its tests say of them, and types from the catalog beside it."""

    def __init__(self, path: Path, data: dict[str, Any], types: dict[str, Any]) -> None:
        self.path = path
        self.nodes: dict[str, dict[str, Any]] = {}
        self.tests: list[dict[str, Any]] = []
        self.types = types
        for field in ("nodes", "sources"):
            for key, value in sorted(mapping(data.get(field), path, field).items()):
                node = mapping(value, path, f"{field}.{key}")
                if node.get("resource_type") == "test":
                    self.tests.append(node)
                elif field == "sources" or self._is_table(node):
                    self.nodes[key] = node
        schemas = [text_of(node.get("schema")) for node in self.nodes.values()]
        self.several = len(set(schemas)) > 1
        self.names = {key: self._name(key, node) for key, node in self.nodes.items()}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for key, node in self.nodes.items():
            self.by_name[text_of(node.get("name"))].append(key)

    @staticmethod
    def _is_table(node: dict[str, Any]) -> bool:
        config = node.get("config")
        kept = not isinstance(config, dict) or config.get("materialized") != "ephemeral"
        return node.get("resource_type") in _KINDS and kept

    def _name(self, key: str, node: dict[str, Any]) -> str:
        name = text_of(node.get("identifier")) or text_of(node.get("alias")) or text_of(node.get("name"))
        if not name:
            raise wrong(self.path, "has no name", "take the file as dbt wrote it", field=key)
        return full_name(text_of(node.get("schema")), name) if self.several else name

    def referred(self, told: Any) -> str:
        """The node that `ref('orders')` or `source('shop', 'orders')` means; nothing where there is none."""
        call = _CALL.search(text_of(told))
        kind, inside = (call[1], call[2]) if call else ("", text_of(told))
        words = [one.strip(" '\"") for one in inside.split(",") if "=" not in one]
        found = self.by_name.get(words[-1], [])
        if kind == "source" and len(words) > 1:
            found = [key for key in found if self.nodes[key].get("source_name") == words[0]]
        elif kind == "ref":
            found = [key for key in found if self.nodes[key].get("resource_type") in _KINDS]
        return found[0] if found else ""


def read_manifest(path: Path, *, data: Any = None, name: str = "") -> Catalog:
    """Catalog of a manifest of dbt.

    Args:
        path: The file.
        data: Its data, where it was read before.
        name: Of the catalog; the project's where none is given.

    Raises:
        BadInput: It is no manifest; with file, field and remedy.
    """
    data = read_json(path) if data is None else data
    if not is_manifest(data):
        raise wrong(path, "is no manifest of dbt", "name target/manifest.json, which dbt parse writes")
    beside = path.with_name(_CATALOG)
    types = mapping(read_json(beside), beside, "") if beside.is_file() else {}
    known = {**mapping(types.get("nodes"), beside, "nodes"), **mapping(types.get("sources"), beside, "sources")}
    manifest = _Manifest(path, data, known)
    required, unique, keys = _tested(manifest)
    tables = tuple(
        _table(manifest, key, required.get(key, set()), unique.get(key, set()), keys.get(key, []))
        for key in sorted(manifest.nodes, key=lambda key: (manifest.names[key], key))
    )
    about = mapping(data["metadata"], path, "metadata")
    title = name or text_of(about.get("project_name")) or path.parent.name
    return finish(Catalog(title, tables=tables, dialect=text_of(about.get("adapter_type"))))


_Sets = dict[str, set[str]]


def _tested(manifest: _Manifest) -> tuple[_Sets, _Sets, dict[str, list[ForeignKey]]]:
    """What tests say: columns that are never NULL, columns that are unique, and foreign keys, each by node."""
    required: _Sets = defaultdict(set)
    unique: _Sets = defaultdict(set)
    keys: dict[str, list[ForeignKey]] = defaultdict(list)
    for test in manifest.tests:
        field = text_of(test.get("unique_id")) or "nodes"
        about = mapping(test.get("test_metadata"), manifest.path, f"{field}.test_metadata")
        given = mapping(about.get("kwargs"), manifest.path, f"{field}.test_metadata.kwargs")
        given = {**given, **mapping(given.get("arguments"), manifest.path, f"{field}.test_metadata.kwargs.arguments")}
        column = text_of(test.get("column_name")) or text_of(given.get("column_name"))
        node = _tested_node(manifest, test, given)
        if not node or not column:
            continue
        column = column.strip('`"')
        kind = about.get("name")
        if kind == "not_null":
            required[node].add(column.casefold())
        elif kind == "unique":
            unique[node].add(column.casefold())
        elif kind == "relationships" and (target := manifest.referred(given.get("to"))):
            field_ = text_of(given.get("field")).strip('`"')
            keys[node].append(ForeignKey((column,), manifest.names[target], (field_,) if field_ else ()))
    return required, unique, keys


def _tested_node(manifest: _Manifest, test: dict[str, Any], given: dict[str, Any]) -> str:
    if (node := text_of(test.get("attached_node"))) in manifest.nodes:
        return node
    if found := manifest.referred(given.get("model")):
        return found
    depends = mapping(test.get("depends_on"), manifest.path, "depends_on").get("nodes")
    left = [one for one in texts_of(depends) if one in manifest.nodes]
    return left[-1] if left else ""


def _table(manifest: _Manifest, key: str, required: set[str], unique: set[str], tested: list[ForeignKey]) -> Table:
    node, path = manifest.nodes[key], manifest.path
    columns: dict[str, Column] = {}
    primary: list[str] = []
    keys = list(tested)
    seen = mapping(mapping(manifest.types.get(key), path, key).get("columns"), path, f"{key}.columns")
    types = {name.casefold(): one for name, one in seen.items() if isinstance(one, dict)}
    for name, value in mapping(node.get("columns"), path, f"{key}.columns").items():
        data = mapping(value, path, f"{key}.columns.{name}")
        said = text_of(data.get("name")) or name
        kind = text_of(data.get("data_type")) or text_of(types.get(said.casefold(), {}).get("type"))
        nullable = said.casefold() not in required
        for constraint in _constraints(manifest, data, f"{key}.columns.{name}"):
            nullable = nullable and constraint.get("type") != "not_null"
            if constraint.get("type") == "primary_key":
                primary.append(said)
            keys += _declared(manifest, constraint, (said,))
        columns[said.casefold()] = Column(said, kind, text_of(data.get("description")), nullable)
    for folded, one in types.items():
        said = text_of(one.get("name")) or folded
        made = Column(said, text_of(one.get("type")), text_of(one.get("comment")), folded not in required)
        columns.setdefault(folded, made)
    for constraint in _constraints(manifest, node, key):
        named = texts_of(constraint.get("columns"))
        if constraint.get("type") == "primary_key":
            primary += named
        keys += _declared(manifest, constraint, named)
    if not primary:
        both = [one.name for folded, one in columns.items() if folded in required & unique]
        primary = both if len(both) == 1 else []
    config = mapping(node.get("config"), path, f"{key}.config")
    is_view = config.get("materialized") == "view"
    text = text_of(node.get("description"))
    return Table(
        manifest.names[key], _domain(node), text, tuple(columns.values()), tuple(primary), tuple(keys),
        "view" if is_view else "table",
    )  # fmt: skip


def _domain(node: dict[str, Any]) -> str:
    """The source, or the first folder of models, that a node is in."""
    if source := text_of(node.get("source_name")):
        return source
    fqn = texts_of(node.get("fqn"))
    return fqn[1] if len(fqn) > 2 else ""


def _constraints(manifest: _Manifest, data: dict[str, Any], field: str) -> Iterator[dict[str, Any]]:
    for one in listing(data.get("constraints"), manifest.path, f"{field}.constraints"):
        yield mapping(one, manifest.path, f"{field}.constraints")


def _declared(manifest: _Manifest, constraint: dict[str, Any], columns: tuple[str, ...]) -> Iterator[ForeignKey]:
    """The foreign key of a contract."""
    if constraint.get("type") != "foreign_key" or not columns:
        return
    told = text_of(constraint.get("to"))
    names = {text_of(node.get("relation_name")): key for key, node in manifest.nodes.items()} if told else {}
    target = names.get(told) or manifest.referred(told)
    if target:
        named = texts_of(constraint.get("to_columns"))
        yield ForeignKey(columns, manifest.names[target], named)
