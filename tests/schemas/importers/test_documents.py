"""dbt, Spider, OpenAPI, JSON Schema and service models."""

import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Column, ForeignKey
from goldthread.schemas.importers import import_catalog


def read(tmp_path: Path, data: Any, name: str = "document.json") -> Catalog:
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return import_catalog(str(path))


def relationships(model: str, column: str, to: str, field: str, **fields: Any) -> dict[str, Any]:
    kwargs = {"to": to, "field": field, "column_name": column}
    return {
        "resource_type": "test",
        "unique_id": f"test.{model}.{column}",
        "column_name": column,
        "attached_node": f"model.shop.{model}",
        "test_metadata": {"name": "relationships", "kwargs": kwargs},
        **fields,
    }


def simple(kind: str, model: str, column: str) -> dict[str, Any]:
    about = {"name": kind, "kwargs": {"column_name": column, "model": f"{{{{ get_where_subquery(ref('{model}')) }}}}"}}
    return {"resource_type": "test", "test_metadata": about, "column_name": column}


MANIFEST: dict[str, Any] = {
    "metadata": {"project_name": "shop", "adapter_type": "duckdb"},
    "nodes": {
        "model.shop.orders": {
            "resource_type": "model", "name": "orders", "alias": "fct_orders", "schema": "mart", "description": "What was bought",
            "fqn": ["shop", "mart", "sales", "orders"], "config": {"materialized": "table"},
            "columns": {
                "id": {"name": "id", "description": "Key", "data_type": "integer"},
                "buyer_id": {"name": "buyer_id", "description": ""},
                "payer_id": {"name": "payer_id"},
            },
        },
        "model.shop.buyers": {
            "resource_type": "model", "name": "buyers", "schema": "mart", "fqn": ["shop", "mart", "buyers"],
            "config": {"materialized": "view"}, "relation_name": '"db"."mart"."buyers"',
            "columns": {"key": {"name": "key", "constraints": [{"type": "primary_key"}, {"type": "not_null"}]}},
        },
        "model.shop.lines": {
            "resource_type": "model", "name": "lines", "schema": "mart", "fqn": ["shop", "lines"], "config": {},
            "columns": {"order": {"name": "order"}, "sku": {"name": "sku"}},
            "constraints": [
                {"type": "primary_key", "columns": ["order", "sku"]},
                {"type": "foreign_key", "columns": ["order"], "to": "ref('orders')", "to_columns": ["id"]},
            ],
        },
        "model.shop.passing": {"resource_type": "model", "name": "passing", "config": {"materialized": "ephemeral"}},
        "operation.shop.hook": {"resource_type": "operation", "name": "hook"},
        "test.1": relationships("orders", "buyer_id", "ref('buyers')", "key"),
        "test.2": relationships("orders", "payer_id", "ref('shop', 'buyers')", "key", attached_node=None,
                                depends_on={"nodes": ["model.shop.buyers", "model.shop.orders"]}),
        "test.3": relationships("orders", "id", "source('raw', 'orders')", "number"),
        "test.4": simple("not_null", "orders", "id"),
        "test.5": simple("unique", "orders", "id"),
    },
    "sources": {
        "source.shop.raw.orders": {
            "resource_type": "source", "name": "orders", "source_name": "raw", "identifier": "ORDERS", "schema": "mart",
            "columns": {"number": {"name": "number"}},
        },
    },
}  # fmt: skip


def test_a_manifest_of_dbt_gives_tables_domains_and_keys_from_tests_and_contracts(tmp_path: Path) -> None:
    catalog = read(tmp_path, MANIFEST, "manifest.json")
    assert (catalog.name, catalog.dialect) == ("shop", "duckdb")
    assert [(one.name, one.domain, one.kind) for one in catalog.tables] == [
        ("ORDERS", "raw", "table"),
        ("buyers", "mart", "view"),
        ("fct_orders", "mart", "table"),
        ("lines", "", "table"),
    ]
    orders = catalog.by_name["fct_orders"]
    assert orders.description == "What was bought"
    assert orders.primary_key == ("id",)
    assert orders.columns == (
        Column("id", "integer", "Key", nullable=False), Column("buyer_id"), Column("payer_id"),
    )  # fmt: skip
    assert orders.foreign_keys == (
        ForeignKey(("id",), "ORDERS", ("number",)),
        ForeignKey(("buyer_id",), "buyers", ("key",), "buyer"),
        ForeignKey(("payer_id",), "buyers", ("key",), "payer"),
    )
    assert catalog.by_name["buyers"].primary_key == ("key",)
    lines = catalog.by_name["lines"]
    assert lines.primary_key == ("order", "sku")
    assert lines.foreign_keys == (ForeignKey(("order",), "fct_orders", ("id",)),)


def test_types_come_from_the_catalog_beside_a_manifest_and_the_project_folder_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    columns = {"ID": {"name": "ID", "type": "BIGINT"}, "AT": {"name": "AT", "type": "DATE", "comment": "When"}}
    (tmp_path / "target" / "catalog.json").write_text(
        json.dumps({"nodes": {"model.shop.orders": {"columns": columns}}})
    )
    (tmp_path / "target" / "manifest.json").write_text(json.dumps(MANIFEST))
    orders = import_catalog(str(tmp_path)).by_name["fct_orders"]
    assert [(one.name, one.type, one.description) for one in orders.columns] == [
        ("id", "integer", "Key"), ("buyer_id", "", ""), ("payer_id", "", ""), ("AT", "DATE", "When"),
    ]  # fmt: skip


SPIDER: dict[str, Any] = {
    "db_id": "cars",
    "table_names_original": ["makers", "models"],
    "table_names": ["car makers", "models"],
    "column_names_original": [[-1, "*"], [0, "Id"], [0, "Full_Name"], [1, "Maker"], [1, "Code"]],
    "column_names": [[-1, "*"], [0, "id"], [0, "full name"], [1, "who made it"], [1, "code"]],
    "column_types": ["text", "number", "text", "number", "text"],
    "primary_keys": [1, [3, 4]],
    "foreign_keys": [[3, 1]],
}


def test_spider_gives_a_domain_a_database(tmp_path: Path) -> None:
    one = read(tmp_path, [SPIDER], "tables.json")
    assert (one.name, one.dialect) == ("cars", "sqlite")
    makers, models = one.tables
    assert (makers.name, makers.domain, makers.description, makers.primary_key) == ("makers", "", "car makers", ("Id",))
    assert [(column.name, column.type, column.description) for column in models.columns] == [
        ("Maker", "number", "who made it"),
        ("Code", "text", ""),
    ]
    assert models.primary_key == ("Maker", "Code")
    assert models.foreign_keys == (ForeignKey(("Maker",), "makers", ("Id",)),)
    two = read(tmp_path, [SPIDER, {**SPIDER, "db_id": "boats"}], "tables.json")
    assert [table.name for table in two.tables] == ["cars.makers", "cars.models", "boats.makers", "boats.models"]
    assert [domain.name for domain in two.domains] == ["cars", "boats"]
    assert two.by_name["boats.models"].foreign_keys[0].table == "boats.makers"
    assert import_catalog(str(tmp_path)) == two


OPENAPI = """\
openapi: 3.1.0
info: {title: Shop, description: What a shop tells}
tags: [{name: sales, description: Orders and lines}]
paths:
  /orders:
    get:
      tags: [sales]
      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    Base: {type: object, required: [id], properties: {id: {type: string, format: uuid, description: Its key}}}
    Person:
      allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {name: {type: [string, 'null']}}}]
    Order:
      description: What was bought
      allOf: [{$ref: '#/components/schemas/Base'}]
      required: [buyer, payer]
      properties:
        buyer: {$ref: '#/components/schemas/Person'}
        payer: {oneOf: [{$ref: '#/components/schemas/Person'}, {type: 'null'}]}
        state: {enum: [open, paid]}
        lines: {type: array, items: {type: object, properties: {sku: {$ref: '#/components/schemas/Sku'}, n: {type: integer}}}}
        parents: {$ref: '#/components/schemas/Orders'}
        gone: {$ref: 'other.yaml#/components/schemas/Other'}
    Orders: {type: array, items: {$ref: '#/components/schemas/Order'}}
    Sku: {type: string, description: Stock keeping unit}
"""


def test_openapi_gives_records_with_keys_roles_and_domains(tmp_path: Path) -> None:
    catalog = read(tmp_path, OPENAPI, "shop.yaml")
    assert (catalog.name, catalog.description) == ("Shop", "What a shop tells")
    assert [(one.name, one.domain, one.kind) for one in catalog.tables] == [
        ("Base", "", "record"), ("Person", "", "record"), ("Order", "sales", "record"), ("Order_lines", "sales", "record"),
    ]  # fmt: skip
    assert [(one.name, one.description) for one in catalog.domains] == [("sales", "Orders and lines")]
    order = catalog.by_name["Order"]
    assert order.description == "What was bought"
    assert {one.name: (one.type, one.nullable) for one in order.columns} == {
        "buyer": ("Person", False),
        "payer": ("Person", False),
        "state": ("enum(open, paid)", True),
        "lines": ("array<object>", True),
        "parents": ("array", True),
        "gone": ("Other", True),
        "id": ("string(uuid)", False),
    }
    assert set(order.foreign_keys) == {
        ForeignKey(("buyer",), "Person", ("id",), "buyer"),
        ForeignKey(("payer",), "Person", ("id",), "payer"),
        ForeignKey(("lines",), "Order_lines", ("sku",)),
        ForeignKey(("parents",), "Order", ("id",), "parents"),
    }
    assert catalog.by_name["Order_lines"].columns[0] == Column("sku", "string", "Stock keeping unit")
    assert [one.name for one in catalog.by_name["Person"].columns] == ["id", "name"]


def test_json_schema_gives_its_root_and_its_definitions(tmp_path: Path) -> None:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Job",
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "steps": {"additionalProperties": {"$ref": "#/$defs/a~1Step"}},
            "any": True,
        },
        "$defs": {
            "a/Step": {"type": "object", "properties": {"job": {"$ref": "#"}, "n": {"type": ["integer", "null"]}}}
        },
    }
    catalog = read(tmp_path, document, "job.schema.json")
    assert [one.name for one in catalog.tables] == ["a/Step", "Job"]
    assert catalog.by_name["Job"].foreign_keys == (ForeignKey(("steps",), "a/Step", ("job",)),)
    assert catalog.by_name["a/Step"].foreign_keys == (ForeignKey(("job",), "Job", ("name",)),)


def test_schemas_that_refer_to_themselves_end(tmp_path: Path) -> None:
    loops = {f"L{at}": {"anyOf": [{"$ref": f"#/$defs/L{(at + step) % 40}"} for step in (1, 2, 3)]} for at in range(40)}
    mixed = {f"M{at}": {"allOf": [{"$ref": f"#/$defs/M{(at + step) % 40}"} for step in (1, 2)]} for at in range(40)}
    mixed["M0"]["properties"] = {"x": {"$ref": "#/$defs/L0"}}  # type: ignore[assignment]
    catalog = read(tmp_path, {"$defs": {**loops, **mixed}})
    assert len(catalog.tables) == 40
    assert all(one.columns[0].name == "x" for one in catalog.tables)


def test_service_models_come_by_name() -> None:
    catalog = import_catalog("botocore:sqs, dynamodb", name="mine")
    assert catalog.name == "mine"
    assert "dynamodb" in [one.name for one in catalog.domains]
    assert {one.kind for one in catalog.tables} == {"record"}
    assert catalog.by_name["dynamodb.TableDescription"].foreign_keys
    with pytest.raises(BadInput, match="no service 'ec3'"):
        import_catalog("botocore:ec3")


SERVICE = {
    "metadata": {"serviceFullName": "Shop Service"},
    "operations": {"Get": {"input": {"shape": "GetRequest"}}},
    "shapes": {
        "GetRequest": {"type": "structure", "members": {name: {"shape": "Text"} for name in "abc"}},
        "Text": {"type": "string"},
        "People": {"type": "list", "member": {"shape": "Person"}},
        "Person": {"type": "structure", "members": {name: {"shape": "Text"} for name in ("Age", "PersonId", "Town")}},
        "Order": {
            "type": "structure",
            "required": ["Buyer"],
            "members": {"Buyer": {"shape": "Person"}, "Payers": {"shape": "People"}, "Note": {"shape": "Text"}},
        },
    },
}


def test_a_service_model_in_a_file_gives_its_records(tmp_path: Path) -> None:
    folder = tmp_path / "shop" / "2024-01-01"
    folder.mkdir(parents=True)
    catalog = read(folder, SERVICE, "service-2.json")
    assert [one.name for one in catalog.tables] == ["shop.Person", "shop.Order"]
    assert catalog.by_name["shop.Order"].foreign_keys == (
        ForeignKey(("Buyer",), "shop.Person", ("PersonId",), "buyer"),
        ForeignKey(("Payers",), "shop.Person", ("PersonId",), "payers"),
    )
    with pytest.raises(BadInput, match="no whole service model"):
        read(folder, {**SERVICE, "shapes": {"A": {}}}, "service-2.json")
