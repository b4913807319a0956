"""A catalog's folder holds the catalog, within its budgets, whatever the catalog."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from goldthread.errors import BadInput
from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.layouts import FILE_TOKENS, LAYOUTS, NAVIGATOR_TOKENS, find_domains, load
from goldthread.store.catalogs import build, sync
from goldthread.tokens import count_tokens
from tests.schemas.random_catalogs import catalogs

LOSSLESS = [name for name, one in formats.FORMATS.items() if not one.losses]


def over_budget(folder: Path) -> list[tuple[str, int]]:
    """Files for readers that have more tokens than they may."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and ".goldthread" not in path.parts:
            tokens = count_tokens(path.read_text())
            if tokens > (NAVIGATOR_TOKENS if path.name.startswith("navigator") else FILE_TOKENS):
                found.append((str(path.relative_to(folder)), tokens))
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("format", LOSSLESS)
@settings(max_examples=8, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(catalog=catalogs())
def test_what_is_built_is_loaded(format: str, layout: str, catalog: Catalog) -> None:
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here, "catalog")
        build(catalog, folder, format, layout)
        assert load(folder) == find_domains(catalog)
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        changes = sync(catalog, folder)
        assert (changes.added, changes.changed, changes.removed, changes.written, changes.deleted) == (
            (),
            (),
            (),
            (),
            (),
        )
        before[folder / ".goldthread" / "lock"] = b""
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("format", LOSSLESS)
@pytest.mark.parametrize(
    "text",
    ["one word " * 9_000, "表" * 20_000, "\U0001f600\x01" * 9_000, "x" * 100_000],
    ids=["words", "cjk", "emoji", "run"],
)
def test_huge_texts_are_split_over_files_within_the_budget(tmp_path: Path, format: str, text: str) -> None:
    columns = tuple(Column(f"c{at}", "INTEGER", text[: at * 3], note=text[:at]) for at in range(400))
    table = Table(
        "wide",
        "a",
        text,
        (*columns, Column("huge", "TEXT", text, samples=(text[:900], "b"), note=text)),
        ("c1",),
        note=text,
    )
    catalog = Catalog("c", text, (Domain("a", text, text),), (table, Table("small", "a")), note=text)
    build(catalog, tmp_path / "c", format)
    assert load(tmp_path / "c") == catalog
    assert over_budget(tmp_path / "c") == []
    assert " files: wide." in (tmp_path / "c/domains/a/index.md").read_text()


@pytest.mark.parametrize(
    "table",
    [
        Table("wide", "a", columns=(Column("some words " * 4_000),)),
        Table("wide", "a", columns=(Column("x", samples=("one word " * 9_000,)),)),
        Table("wide", "a", foreign_keys=(ForeignKey(tuple(f"column_{at}" for at in range(3_000)), "b", ()),)),
    ],
    ids=["name", "sample", "key"],
)
def test_what_fits_into_no_file_is_refused_and_nothing_is_left(tmp_path: Path, table: Table) -> None:
    catalog = Catalog("c", domains=(Domain("a"),), tables=(table, Table("small", "a")))
    with pytest.raises(BadInput, match=r"the table 'wide' has a name, .*no file of 6,000 tokens") as caught:
        build(catalog, tmp_path / "c")
    assert "--layout domain" in caught.value.remedy
    assert [*tmp_path.iterdir()] == []
    build(catalog, tmp_path / "c", layout="domain")
    assert load(tmp_path / "c") == catalog
