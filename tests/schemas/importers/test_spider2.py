"""The Spider 2.0 folder layout, sound and broken."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.catalog import ForeignKey
from goldthread.schemas.importers.spider2 import read_spider2


def table(**fields: Any) -> dict[str, Any]:
    return {
        "table_name": "orders",
        "table_fullname": "shop.SALES.orders",
        "column_names": ["id", "buyer"],
        "column_types": ["INT64", "STRING"],
        "description": ["Key", None],
        "sample_rows": [{"id": 1, "buyer": "Ann"}, {"id": 1, "buyer": None}, {"id": 2, "buyer": "Bob"}],
        **fields,
    }


def put(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")


def put_statements(path: Path, heading: str, statements: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("table_name", heading), *statements.items()])


def test_tables_of_all_folders_become_one_catalog(tmp_path: Path) -> None:
    put(tmp_path / "snowflake" / "SHOP" / "SALES" / "orders.json", table())
    put(tmp_path / "bigquery" / "again" / "orders.json", table())
    put(tmp_path / "sqlite" / "Airlines" / "seats.json", table(table_name="seats", table_fullname="seats"))
    put(tmp_path / "sqlite" / "Cinema" / "seats.json", table(table_name="seats", table_fullname="seats"))
    catalog = read_spider2(tmp_path)
    assert [one.name for one in catalog.tables] == ["shop.SALES.orders", "Airlines.seats", "Cinema.seats"]
    assert [one.name for one in catalog.domains] == ["shop.SALES", "Airlines", "Cinema"]
    columns = catalog.by_name["shop.SALES.orders"].columns
    assert [(one.name, one.type, one.description, one.samples) for one in columns] == [
        ("id", "INT64", "Key", ()),
        ("buyer", "STRING", "", ()),
    ]


def test_samples_are_kept_only_when_asked_for(tmp_path: Path) -> None:
    put(tmp_path / "orders.json", table())
    columns = read_spider2(tmp_path, samples=True).tables[0].columns
    assert [one.samples for one in columns] == [("1", "2"), ("Ann", "Bob")]


def test_keys_and_descriptions_come_from_the_statements(tmp_path: Path) -> None:
    put(tmp_path / "A" / "orders.json", table(table_fullname="orders"))
    put(tmp_path / "A" / "buyers.json", table(table_name="buyers", table_fullname="buyers"))
    put(tmp_path / "B" / "big.json", table(table_name="big", table_fullname="p.d.big"))
    put_statements(
        tmp_path / "A" / "DDL.csv",
        "DDL",
        {
            "orders": "CREATE TABLE orders (id INTEGER PRIMARY KEY, buyer TEXT,\n FOREIGN KEY (buyer) REFERENCES buyers(id));",
            "buyers": "CREATE TABLE buyers (id TEXT, buyer TEXT REFERENCES buyers, PRIMARY KEY (id, buyer))",
        },
    )
    statement = (
        'CREATE TABLE `p.d.big` (id INT64 OPTIONS(description="not this")) '
        'OPTIONS(friendly_name="F", description="All \\"big\\" things", labels=[("a", "b")]);'
    )
    put_statements(tmp_path / "B" / "DDL.csv", "ddl", {"big": statement})
    tables = read_spider2(tmp_path).by_name
    assert tables["A.orders"].primary_key == ("id",)
    assert tables["A.orders"].foreign_keys == (ForeignKey(("buyer",), "A.buyers", ("id",)),)
    assert tables["A.buyers"].primary_key == ("id", "buyer")
    assert tables["A.buyers"].foreign_keys[0].table == "A.buyers"
    assert tables["p.d.big"].description == 'All "big" things'


def test_a_statement_that_cannot_be_parsed_gives_no_keys(tmp_path: Path) -> None:
    put(tmp_path / "orders.json", table(table_fullname="orders"))
    put_statements(tmp_path / "DDL.csv", "DDL", {"orders": "CREATE TABLE (((( PRIMARY KEY"})
    assert read_spider2(tmp_path).tables[0].primary_key == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "no JSON object"),
        (table(table_fullname=None), "table_fullname: is no text"),
        (table(column_names="id"), "column_names: is no list"),
        (table(column_names=[1, 2]), "column_names: is no list"),
        (table(column_types=["INT64"]), "column_types: has not as many"),
        (table(description={"id": "x"}), "description: has not as many"),
    ],
)
def test_a_broken_table_file_is_named(data: Any, message: str, tmp_path: Path) -> None:
    put(tmp_path / "bad.json", data)
    with pytest.raises(BadInput, match=message) as caught:
        read_spider2(tmp_path)
    assert "bad.json" in str(caught.value)
    assert caught.value.remedy


def test_links_are_not_followed_and_an_empty_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "outside" / "orders.json", table())
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "away").symlink_to(tmp_path / "outside")
    (inside / "orders.json").symlink_to(tmp_path / "outside" / "orders.json")
    with pytest.raises(BadInput, match="holds no table file"):
        read_spider2(inside)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "orders.json").write_bytes(b'{"table_fullname": "\xff"}')
    with pytest.raises(BadInput, match="is not UTF-8"):
        read_spider2(tmp_path)
