"""JSON Schemas and OpenAPI documents that lie in several files."""

import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, ForeignKey
from goldthread.schemas.importers import import_catalog

PERSON = {
    "$id": "https://example.org/people/person.json",
    "properties": {
        "id": {"type": "string"},
        "home": {"$ref": "#/$defs/Address"},
        "boss": {"$ref": "#"},
        "orders": {"items": {"$ref": "../order.json"}},
    },
    "$defs": {"Address": {"properties": {"street": {"type": "string"}}}},
}
ORDER = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Order",
    "type": "object",
    "allOf": [{"$ref": "common.yaml#/definitions/Base"}],
    "properties": {
        "buyer": {"$ref": "people/person.json"},
        "ship_to": {"$ref": "people/person.json#/$defs/Address"},
        "by_id": {"$ref": "https://example.org/people/person.json"},
        "gone": {"$ref": "missing.json"},
        "outside": {"$ref": "../outside.json"},
        "remote": {"$ref": "https://example.org/none.json#/x"},
    },
}
COMMON = """
definitions:
  Base: {type: object, required: [id], properties: {id: {type: string}, made: {$ref: '#/definitions/Day'}}}
  Day: {type: string, format: date}
"""


def folder_of(tmp_path: Path, files: dict[str, Any]) -> Path:
    folder = tmp_path / "shop"
    for name, data in {**files, "../outside.json": {"properties": {"secret": {}}}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data if isinstance(data, str) else json.dumps(data))
    return folder


def keys(catalog: Catalog, table: str) -> set[tuple[str, str]]:
    return {(one.columns[0], one.table) for one in catalog.by_name[table].foreign_keys}


def test_a_folder_of_schemas_is_one_catalog(tmp_path: Path) -> None:
    files = {"order.json": ORDER, "people/person.json": PERSON, "common.yaml": COMMON, "package.json": {"name": "x"}}
    catalog = import_catalog(str(folder_of(tmp_path, {**files, "notes.yaml": "a: &x 1\nb: *x\n"})))
    assert catalog.name == "shop"
    assert {one.name: one.domain for one in catalog.tables} == {
        "Base": "", "Order": "", "Address": "people", "person": "people",
    }  # fmt: skip
    assert keys(catalog, "Order") == {("buyer", "person"), ("ship_to", "Address"), ("by_id", "person")}
    assert keys(catalog, "person") == {("home", "Address"), ("boss", "person"), ("orders", "Order")}
    columns = {one.name: (one.type, one.nullable) for one in catalog.by_name["Order"].columns}
    assert columns["id"] == ("string", False)
    assert columns["gone"] == ("missing.json", True)
    assert columns["outside"] == ("outside.json", True)
    assert catalog.by_name["Base"].columns[1].type == "string"
    assert "secret" not in repr(catalog)


def test_a_file_takes_what_it_refers_to_from_the_files_beside_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"order.json": ORDER, "people/person.json": PERSON, "common.yaml": COMMON})
    catalog = import_catalog(str(folder / "order.json"))
    assert {one.name for one in catalog.tables} == {"Base", "Order", "Address", "person"}
    assert keys(catalog, "person") == {("home", "Address"), ("boss", "person"), ("orders", "Order")}
    inner = import_catalog(str(folder / "people/person.json"))
    assert [one.name for one in inner.tables] == ["Address", "person"]


OPENAPI = """
openapi: 3.1.0
info: {title: Shop}
tags: [{name: sales}]
paths:
  /orders: {$ref: paths/orders.yaml}
components:
  schemas:
    Order: {properties: {id: {type: string}, buyer: {$ref: 'people.yaml#/Person'}}}
    Fault: {properties: {order: {$ref: '#/components/schemas/Order'}}}
"""
PEOPLE = "Person: {properties: {id: {type: string}, last: {$ref: 'shop.yaml#/components/schemas/Order'}}}\nOther: {}\n"
PATHS = "get: {tags: [sales], responses: {'200': {content: {x: {schema: {$ref: '../shop.yaml#/components/schemas/Order'}}}}}}"


@pytest.mark.parametrize("source", ["shop.yaml", ""])
def test_an_openapi_document_in_several_files(tmp_path: Path, source: str) -> None:
    files = {"shop.yaml": OPENAPI, "people.yaml": PEOPLE, "paths/orders.yaml": PATHS}
    catalog = import_catalog(str(folder_of(tmp_path, files) / source))
    assert catalog.name == "Shop"
    assert {one.name: one.domain for one in catalog.tables} == {"Order": "sales", "Fault": "", "Person": ""}
    assert keys(catalog, "Order") == {("buyer", "Person")}
    assert keys(catalog, "Person") == {("last", "Order")}
    assert catalog.by_name["Fault"].foreign_keys == (ForeignKey(("order",), "Order", ("id",)),)


def test_names_that_several_files_use_stay_apart(tmp_path: Path) -> None:
    one = {"properties": {"x": {"$ref": "#/$defs/Part"}}, "$defs": {"Part": {"properties": {"one": {}}}}}
    two = {"properties": {"x": {"$ref": "#/$defs/Part"}}, "$defs": {"Part": {"properties": {"two": {}}}}}
    catalog = import_catalog(str(folder_of(tmp_path, {"one.json": one, "two.json": two})))
    assert [one.name for one in catalog.tables] == ["Part", "one", "Part_2", "two"]
    assert keys(catalog, "two") == {("x", "Part_2")}
    assert [one.name for one in catalog.by_name["Part_2"].columns] == ["two"]


def test_a_long_chain_of_files_and_a_link_out_of_the_folder(tmp_path: Path) -> None:
    files = {f"f{at}.json": {"properties": {"next": {"$ref": f"f{at + 1}.json"}}} for at in range(1_500)}
    folder = folder_of(tmp_path, files)
    (folder / "f1500.json").symlink_to(tmp_path / "outside.json")
    catalog = import_catalog(str(folder / "f0.json"))
    assert len(catalog.tables) == 1_500
    assert "secret" not in repr(catalog)


def test_a_broken_file_that_is_referred_to_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"a.json": {"properties": {"x": {"$ref": "b.json"}}}, "b.json": '{"properties": {\n'})
    for source in (folder, folder / "a.json"):
        with pytest.raises(BadInput, match=r"b\.json:2: is not JSON"):
            import_catalog(str(source))
    (folder / "c.json").write_text('{"$defs": []}')
    with pytest.raises(BadInput, match="should be"):
        import_catalog(str(folder / "c.json"))


def test_scripts_beside_other_files_are_still_scripts(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"a.sql": "CREATE TABLE t (a INT);", "package.json": {"name": "x"}, "ci.yaml": "a: 1"})
    assert [one.name for one in import_catalog(str(folder)).tables] == ["t"]
    (folder / "b.json").write_text('{"properties": {}}')
    with pytest.raises(BadInput, match="SQL scripts and JSON Schemas"):
        import_catalog(str(folder))


@pytest.mark.parametrize(
    "told",
    [
        "http://[x",
        "a" * 5_000 + ".json",
        "a\u0000.json",
        "",
        "#",
        "##",
        "a.json#/%ff/~2",
        "/etc/x.json",
        "%2e%2e/x.json",
    ],
)
def test_references_that_lead_nowhere_are_left_alone(tmp_path: Path, told: str) -> None:
    schema = {"$id": "https://example.org/a.json", "properties": {"x": {"$ref": told}, "$ref": {"type": "string"}}}
    folder = folder_of(tmp_path, {"a.json": schema, "b.json": {"allOf": [{"$ref": told}], "properties": {"y": {}}}})
    for source in (folder, folder / "a.json"):
        (table,) = (one for one in import_catalog(str(source)).tables if one.name == "a")
        assert [one.name for one in table.columns] == ["x", "$ref"]
