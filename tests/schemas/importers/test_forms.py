"""Sources told apart by their form, and sources that cannot be used."""

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from goldthread.cli import main
from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.formats import FORMATS, write
from goldthread.schemas.importers import import_catalog
from goldthread.schemas.importers.finishing import finish
from goldthread.schemas.importers.roles import role_of, with_roles
from tests.schemas.importers.test_documents import MANIFEST, SPIDER


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere.sql", "no such file or folder"),
        ("just words", "no such file or folder"),
        ("", "cannot be read|no such|folder of no kind"),
        ("a\0b", "cannot be read|no such"),
        ("x" * 5000, "cannot be read|no such"),
    ],
)
def test_an_unknown_source_is_told_what_a_source_is(
    source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=message) as raised:
        import_catalog(source)
    assert "postgresql://" in raised.value.remedy
    assert "manifest.json" in raised.value.remedy


@pytest.mark.parametrize(
    ("source", "message", "remedy"),
    [
        ("https://example.org/openapi.json", "not fetched", "download"),
        ("foo://u:hidden-1@host/d", "no SQLAlchemy dialect for foo", "spelling"),
        ("mysql://u:hidden-1@host/d", "driver pymysql of mysql is not installed", "pip install pymysql"),
        ("snowflake://u:hidden-1@host/d", "no SQLAlchemy dialect for snowflake", "pip install snowflake-sqlalchemy"),
        ("postgresql://u:hid@den-1@host/d", "no address", "%40"),
        ("postgresql://u:hidden-1@host:port/d", "no address", "%40"),
        ("postgresql://u:hidden-1@[::1", "no address|could not be read", ""),
        ("postgresql://u:hidden-1@127.0.0.1:1/d", "could not be read", "check host"),
        ("duckdb:///nowhere.duckdb", "no such file", ""),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(source: str, message: str, remedy: str) -> None:
    with pytest.raises(BadInput, match=message) as raised:
        import_catalog(source)
    told: BaseException | None = raised.value
    while told is not None:
        assert "hidden-1" not in str(told)
        assert "den-1" not in str(told)
        told = told.__cause__ or told.__context__
    assert remedy in raised.value.remedy


def test_a_missing_driver_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInput, match="driver psycopg of postgresql") as raised:
        import_catalog("postgresql://u:hidden-1@host/d")
    assert raised.value.remedy == "pip install 'goldthread[postgresql]'"


def test_missing_service_models_name_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore", None)
    with pytest.raises(BadInput, match="botocore") as raised:
        import_catalog("botocore:")
    assert "goldthread[aws]" in raised.value.remedy


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "toon-paper"])
def test_a_catalog_of_one_file_is_a_source(format: str, tmp_path: Path) -> None:
    columns = (Column("id", "INT", "Key", False),)
    catalog = Catalog("c", "about", (), (Table("t", "", "text", columns, ("id",)),), "duckdb")
    path = tmp_path / f"c{FORMATS[format].extension}"
    path.write_text(write(catalog, format))
    assert import_catalog(str(path)) == catalog


BROKEN: list[tuple[str, str | bytes | dict[str, Any] | list[Any], str, int | None]] = [
    ("cut.json", '{"metadata": {},\n "nodes": {', "is not JSON", 2),
    ("deep.json", "[" * 100_000, "nested too deeply", None),
    ("deep.yaml", "openapi: " + "[" * 100_000, "nested|not YAML", 1),
    ("bomb.yaml", "openapi: 3\na: &a [x]\nb: [*a, *a]\n", "alias", 3),
    ("twice.yaml", "openapi: 3\ninfo: {}\ninfo: {}\n", "twice", 3),
    ("latin.json", b'{"openapi": "3",\n "x": "\xe9"}', "not UTF-8", 2),
    ("nul.sql", b"CREATE TABLE a (\n\0)", "NUL", 2),
    ("other.json", {"some": "thing"}, "no kind that is known", None),
    ("other.yaml", "some: thing\n", "no kind that is known", None),
    ("other.txt", "words\n", "no kind that is known", None),
    ("list.json", [], "no kind that is known", None),
    ("manifest.json", {**MANIFEST, "nodes": []}, "nodes: should be a JSON object", None),
    ("manifest.json", {**MANIFEST, "sources": {"source.a": 1}}, r"sources\.source\.a: should be a JSON object", None),
    ("manifest.json", {**MANIFEST, "sources": {"source.a": {"columns": [1]}}}, "has no name|should be", None),
    ("tables.json", [SPIDER, 1], r"\[1\]: is no database", None),
    ("tables.json", [{**SPIDER, "foreign_keys": [[3, 99]]}], r"foreign_keys: 99 is the number of no column", None),
    ("tables.json", [{**SPIDER, "primary_keys": [0]}], "number of no column", None),
    ("tables.json", [{**SPIDER, "column_names_original": [[7, "x"]]}], "pairs of a table's number", None),
    ("tables.json", [{**SPIDER, "table_names_original": "x"}], "should be a JSON list", None),
    ("api.json", {"openapi": "3", "components": []}, "should be a JSON object", None),
]


@pytest.mark.parametrize(("name", "data", "message", "line"), BROKEN)
def test_a_broken_file_is_told_with_its_line_or_field(
    name: str, data: str | bytes | dict[str, Any] | list[Any], message: str, line: int | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    text = data if isinstance(data, (str, bytes)) else json.dumps(data)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput, match=message) as raised:
        import_catalog(str(path))
    assert raised.value.where.file == str(path)
    assert raised.value.where.line == line
    assert raised.value.remedy


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.write(b"{")
        file.truncate(400_000_000)
    with pytest.raises(BadInput, match="larger than"):
        import_catalog(str(path))


def test_a_folder_of_other_files_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(BadInput, match="folder of no kind"):
        import_catalog(str(tmp_path))


@pytest.mark.parametrize("flag", [{"samples": 1}, {"schemas": ["a"]}, {"dialect": "mysql"}])
def test_an_option_that_means_nothing_to_a_source_is_refused(flag: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "tables.json"
    path.write_text(json.dumps([SPIDER]))
    with pytest.raises(BadInput, match="has no meaning for this source"):
        import_catalog(str(path), **flag)


def test_the_command_says_that_a_database_without_tables_has_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.db"
    connection = sqlite3.connect(empty)
    connection.execute("PRAGMA user_version = 1")
    connection.execute("VACUUM")
    connection.close()
    with pytest.raises(SystemExit) as ended:
        main(["catalog", "build", str(empty), "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    assert "no tables" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("columns", "role"),
    [
        (["bill_customer_sk"], "bill customer"),
        (["billCustomerID"], "bill customer"),
        (["ID_CLIENT"], "client"),
        (["home_team_uuid"], "home team"),
        (["id"], "id"),
        (["Käufer_Nr"], "käufer"),
        (["parent_shop", "parent_number"], "parent"),
        (["town", "street_no"], "town street"),
    ],
)
def test_roles_are_what_column_names_tell(columns: list[str], role: str) -> None:
    assert role_of(columns) == role


def test_roles_leave_out_the_prefix_of_a_table_and_what_keys_share() -> None:
    names = ("cs_bill_customer_sk", "cs_ship_customer_sk", "cs_item_sk", "cs_tenant")
    keys = (
        ForeignKey(("cs_tenant", "cs_bill_customer_sk"), "customer", ("t", "sk")),
        ForeignKey(("cs_tenant", "cs_ship_customer_sk"), "customer", ("t", "sk")),
        ForeignKey(("cs_item_sk",), "item", ("sk",)),
    )
    told = with_roles(Table("catalog_sales", columns=tuple(map(Column, names)), foreign_keys=keys))
    assert [key.role for key in told.foreign_keys] == ["bill customer", "ship customer", ""]


def test_a_catalog_is_finished_in_order_and_without_what_is_twice() -> None:
    one = Table("s.a", columns=(Column("Id"), Column("x"), Column("x", "INT")), primary_key=("ID",))
    keys = (ForeignKey(("y",), "B", ()), ForeignKey(("X",), "a", ()), ForeignKey(("y",), "b", ("k",)))
    other = Table("s.b", columns=(Column("k"), Column("x"), Column("y")), primary_key=("k",), foreign_keys=keys)
    first, second = finish(Catalog("c", tables=(one, other, Table("s.a", description="late")))).tables
    assert first.columns == (Column("Id", nullable=False), Column("x"))
    assert first.description == "late"
    assert second.foreign_keys == (
        ForeignKey(("x",), "s.a", ("Id",)),
        ForeignKey(("y",), "s.b", ("k",), "y"),
    )
