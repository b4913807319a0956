"""A catalog's folder follows its source and keeps what people wrote in it."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput, RunBusy, StorageError
from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.layouts import find_domains, load
from goldthread.schemas.layouts.pages import MARK
from goldthread.store import atomic
from goldthread.store.catalogs import build, sync

LOSSLESS = [name for name, one in formats.FORMATS.items() if not one.losses]
ORDERS = Table(
    "orders",
    "sales",
    "One row per order",
    (
        Column("id", "INTEGER", "Number of the order", nullable=False),
        Column("customer", "INTEGER"),
        Column("sum", "DECIMAL(9,2)", "Euros"),
    ),
    ("id",),
    (ForeignKey(("customer",), "customers", ("id",)),),
)
CUSTOMERS = Table(
    "customers", "people", "One row per customer", (Column("id", "INTEGER"), Column("name", "TEXT")), ("id",)
)
SHOP = Catalog("shop", "A shop", (Domain("sales", "What is sold"), Domain("people")), (ORDERS, CUSTOMERS), "duckdb")


def changed(catalog: Catalog, name: str, **fields: Any) -> Catalog:
    return replace(catalog, tables=tuple(replace(one, **fields) if one.name == name else one for one in catalog.tables))


def edit(folder: Path, format: str, **tables: Any) -> None:
    """Change tables in their files as a person would: in the text of the file."""
    for path in folder.rglob(f"*{formats.get_format(format).extension}"):
        if path.name.startswith(("navigator", "index", "manifest")):
            continue
        part = formats.read(path.read_text(), format)
        mine = tuple(replace(one, **tables.get(one.name, {})) for one in part.tables)
        if mine != part.tables:
            path.write_text(formats.write(replace(part, tables=mine), format))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("layout", ["tables", "domain", "single"])
@pytest.mark.parametrize("format", LOSSLESS)
def test_peoples_words_stay_and_the_source_goes_on(tmp_path: Path, format: str, layout: str) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder, format, layout)
    columns = (
        replace(ORDERS.columns[0], note="not the invoice"),
        replace(ORDERS.columns[1], description="Who paid"),
        ORDERS.columns[2],
    )
    added = ForeignKey(("id",), "customers", ("name",), "odd")
    keys = (replace(ORDERS.foreign_keys[0], role="payer"), added)
    edit(folder, format, orders={"note": "ask Ada", "columns": columns, "foreign_keys": keys})

    types = (ORDERS.columns[0], ORDERS.columns[1], Column("sum", "DECIMAL(12,2)", "Dollars"))
    source = changed(SHOP, "orders", columns=(*types, Column("day", "DATE")), description="One line per order")
    changes = sync(source, folder)
    assert (changes.added, changes.changed, changes.removed) == ((), ("orders",), ())
    now = load(folder).by_name["orders"]
    assert (now.note, now.description) == ("ask Ada", "One line per order")
    assert [one.name for one in now.columns] == ["id", "customer", "sum", "day"]
    assert [one.note for one in now.columns] == ["not the invoice", "", "", ""]
    assert [one.description for one in now.columns] == ["Number of the order", "Who paid", "Dollars", ""]
    assert now.columns[2].type == "DECIMAL(12,2)"
    assert now.foreign_keys == keys
    assert load(folder).by_name["customers"] == CUSTOMERS

    before = contents(folder)
    again = sync(source, folder)
    assert again.written == again.deleted == again.changed == ()
    assert contents(folder) == before


@pytest.mark.parametrize("format", LOSSLESS)
def test_a_table_of_a_person_stays_though_it_moves_between_domains(tmp_path: Path, format: str) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder, format)
    edit(folder, format, orders={"note": "ask Ada"})
    changes = sync(changed(SHOP, "orders", domain="people"), folder)
    assert load(folder).by_name["orders"] == replace(ORDERS, domain="people", note="ask Ada")
    assert not (folder / "domains/sales").exists()
    assert changes.saved == ()


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    changes = sync(changed(SHOP, "orders", note="from the source"), folder)
    assert changes.written == ("domains/sales/orders.yaml",)
    touched = {path.name for path in folder.rglob("*.*") if before.get(path) != path.stat().st_mtime_ns}
    assert touched == {"orders.yaml", "manifest.json", ".goldthread"}
    assert load(folder).by_name["orders"].note == "from the source"


def test_tables_come_and_go(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    edit(folder, "yaml", customers={"note": "keep me"})
    bills = Table("bills", "sales", "One row per bill")
    changes = sync(replace(SHOP, tables=(bills, ORDERS)), folder)
    assert (changes.added, changes.changed, changes.removed) == (("bills",), (), ("customers",))
    assert [one.name for one in load(folder).tables] == ["bills", "orders"]
    assert not (folder / "domains/people").exists()
    assert changes.saved == ("removed/customers.yaml",)
    assert formats.read((folder / "removed/customers.yaml").read_text(), "yaml").tables[0].note == "keep me"
    assert "bills" in (folder / "domains/sales/index.md").read_text()


def test_a_note_of_a_column_that_is_gone_moves_to_its_table(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    edit(folder, "yaml", orders={"columns": (*ORDERS.columns[:2], replace(ORDERS.columns[2], note="net"))})
    source = changed(SHOP, "orders", columns=ORDERS.columns[:2])
    for _ in range(2):
        sync(source, folder)
        assert load(folder).by_name["orders"].note == "sum (gone): net"


def test_the_sources_text_comes_back_when_a_persons_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    edit(folder, "yaml", orders={"description": "Mine"})
    assert sync(SHOP, folder).kept == ("orders: description",)
    assert "Mine" in (folder / "domains/sales/index.md").read_text()
    edit(folder, "yaml", orders={"description": ""})
    sync(SHOP, folder)
    assert load(folder) == SHOP


def test_what_stands_below_the_line_of_a_page_stays(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    for name in ("navigator.md", "domains/sales/index.md"):
        page = folder / name
        page.write_text(page.read_text() + "Ask Ada first.\n")
    sync(changed(SHOP, "orders", description="Anew"), folder)
    sync(changed(SHOP, "orders", description="Anew again"), folder)
    for name in ("navigator.md", "domains/sales/index.md"):
        text = (folder / name).read_text()
        assert text.endswith(f"{MARK}\nAsk Ada first.\n")
        assert "Anew again" in text
    assert not (folder / "removed").exists()


def test_a_page_edited_above_the_line_is_saved(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    page = folder / "navigator.md"
    page.write_text("My own words\n" + page.read_text())
    (saved,) = sync(SHOP, folder).saved
    assert (folder / saved).read_text().startswith("My own words\n")
    assert not page.read_text().startswith("My own words")


def test_comments_in_a_file_are_saved_before_it_is_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    page = folder / "domains/sales/orders.yaml"
    page.write_text("# Ada knows more\n" + page.read_text())
    (saved,) = sync(SHOP, folder).saved
    assert (folder / saved).read_text().startswith("# Ada knows more\n")
    assert sync(SHOP, folder).saved == ()


def test_notes_of_domains_and_of_the_catalog_stay(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    head = folder / "catalog.yaml"
    text = head.read_text().replace("  description: A shop\n", "  description: A shop\n  note: ours\n")
    head.write_text(text.replace("- name: people\n", "- name: people\n  note: few\n"))
    sync(replace(SHOP, description="A large shop"), folder)
    assert load(folder).note == "ours"
    assert load(folder).description == "A large shop"
    assert load(folder).domains[1] == Domain("people", "", "few")
    assert "Note: ours" in (folder / "navigator.md").read_text()


def test_found_domains_stay_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "erp"
    names = [f"{prefix}_{word}" for prefix in ("hr", "fin", "crm") for word in ("one", "two", "three", "four")]
    catalog = Catalog("erp", tables=tuple(Table(name) for name in names))
    build(catalog, folder)
    assert [one.name for one in load(folder).domains] == ["hr", "fin", "crm"]
    more = replace(catalog, tables=(Table("fin_five"), *catalog.tables, Table("alone")))
    changes = sync(more, folder)
    assert changes.added == ("fin_five", "alone")
    assert changes.changed == changes.removed == ()
    assert {one.name: one.domain for one in load(folder).tables}["fin_five"] == "fin"
    assert {one.name: one.domain for one in load(folder).tables}["alone"] == "other"


def test_a_folder_that_is_no_catalog_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    for work in (
        lambda: build(SHOP, tmp_path / "mine", replace=True),
        lambda: sync(SHOP, tmp_path / "mine"),
        lambda: load(tmp_path / "mine"),
    ):
        with pytest.raises(BadInput, match="no catalog"):
            work()
    assert contents(tmp_path / "mine") == {"thesis.txt": b"years of work"}
    with pytest.raises(BadInput, match="is no folder"):
        build(SHOP, tmp_path / "mine/thesis.txt", replace=True)


def test_a_catalog_is_replaced_only_when_told(tmp_path: Path) -> None:
    build(SHOP, tmp_path / "shop")
    with pytest.raises(BadInput, match="sync"):
        build(SHOP, tmp_path / "shop", "json")
    build(SHOP, tmp_path / "shop", "json", replace=True)
    assert (tmp_path / "shop/catalog.json").exists()
    assert not (tmp_path / "shop/catalog.yaml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_a_file_that_was_cut_short_is_told(tmp_path: Path) -> None:
    build(SHOP, tmp_path / "shop")
    path = tmp_path / "shop/domains/sales/orders.yaml"
    text = path.read_text()
    path.write_text(text.partition("  - name: sum")[0])
    for read in (load, lambda folder: sync(SHOP, folder)):
        with pytest.raises(BadInput, match=r"orders\.yaml:12: may have been cut short"):
            read(tmp_path / "shop")
    path.write_text(text.partition("  - name: sum")[0] + "...\n")
    for read in (load, lambda folder: sync(SHOP, folder)):
        with pytest.raises(BadInput, match=r"orders\.yaml: has 2 of 3 columns"):
            read(tmp_path / "shop")
    path.write_bytes(b"tables:\n- name: \xff\n")
    with pytest.raises(BadInput, match=r"orders\.yaml:2: is not UTF-8"):
        load(tmp_path / "shop")
    path.unlink()
    with pytest.raises(BadInput, match="is missing"):
        load(tmp_path / "shop")
    sync(SHOP, tmp_path / "shop")
    assert load(tmp_path / "shop") == SHOP


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "[" * 100_000, '{"goldthread_catalog": 9}', '{"goldthread_catalog": 2}', "\0", "12" * 100_000],
)
def test_a_broken_manifest_is_told(tmp_path: Path, text: str) -> None:
    build(SHOP, tmp_path / "shop")
    (tmp_path / "shop/.goldthread/manifest.json").write_text(text)
    with pytest.raises(BadInput, match=r"manifest\.json") as caught:
        load(tmp_path / "shop")
    assert "--replace" in caught.value.remedy


@pytest.mark.parametrize("path", ["../../secret", "/etc/passwd", "a/../../b", "", "a//b", "c:/x", "a\\b"])
def test_a_manifest_leads_nowhere_else(tmp_path: Path, path: str) -> None:
    build(SHOP, tmp_path / "shop")
    manifest = tmp_path / "shop/.goldthread/manifest.json"
    manifest.write_text(manifest.read_text().replace('"catalog.yaml"', json.dumps(path)))
    with pytest.raises(BadInput, match="no manifest"):
        load(tmp_path / "shop")


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    for table, word in (
        (Table("a", description="\ud800"), "character"),
        (Table("a", columns=(Column("x"), Column("x"))), "column twice"),
    ):
        with pytest.raises(BadInput, match=word):
            build(Catalog("c", tables=(table,)), tmp_path / "c")
    with pytest.raises(BadInput, match="two tables"):
        build(Catalog("c", tables=(Table("a"), Table("a"))), tmp_path / "c")
    assert [*tmp_path.iterdir()] == []
    build(SHOP, tmp_path / "shop")
    with pytest.raises(BadInput, match="no tables"):
        sync(Catalog("shop"), tmp_path / "shop")


class Full(atomic.Filesystem):
    """A disk that is full after some writes."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def write(self, descriptor: int, data: bytes) -> int:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        return os.write(descriptor, data)


@pytest.mark.parametrize("writes", range(6))
def test_a_full_disk_leaves_a_catalog_that_the_next_sync_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    folder = tmp_path / "shop"
    build(SHOP, folder)
    edit(folder, "yaml", customers={"note": "mine"})
    source = changed(changed(SHOP, "orders", description="First"), "customers", description="Second")
    monkeypatch.setattr(atomic, "filesystem", Full(writes))
    with pytest.raises(StorageError):
        sync(source, folder)
    monkeypatch.undo()
    latest = changed(changed(source, "orders", description="Third"), "customers", description="Fourth")
    sync(latest, folder)
    assert load(folder) == changed(latest, "customers", note="mine")
    assert not list(folder.rglob("*.tmp"))


def test_a_full_disk_leaves_nothing_of_a_new_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "filesystem", Full(3))
    with pytest.raises(StorageError):
        build(SHOP, tmp_path / "shop")
    assert [*tmp_path.iterdir()] == []


def test_two_at_once_are_told(tmp_path: Path) -> None:
    from filelock import FileLock

    build(SHOP, tmp_path / "shop")
    with FileLock(tmp_path / "shop/.goldthread/lock"), pytest.raises(RunBusy):
        sync(SHOP, tmp_path / "shop")


def test_domains_are_found_by_schema_by_prefix_and_by_foreign_keys() -> None:
    by_schema = find_domains(Catalog("c", tables=(Table("a.x"), Table("b.y"), Table("a.z"))))
    assert [one.domain for one in by_schema.tables] == ["a", "b", "a"]
    chain = [
        Table(f"t{at}x", foreign_keys=(ForeignKey(("a",), f"t{at - 1}x", ("a",)),) if at % 5 else ())
        for at in range(15)
    ]
    by_keys = find_domains(Catalog("c", tables=(*chain, Table("lonely"))))
    assert len({one.domain for one in by_keys.tables}) == 4
    assert by_keys.tables[-1].domain == "other"
    for at in range(0, 15, 5):
        assert len({one.domain for one in by_keys.tables[at : at + 5]}) == 1
    assert find_domains(by_keys) is by_keys
