"""What a format writes, it reads back, whatever the catalog."""

import json
import unicodedata

import pytest
import toons
import yaml
from hypothesis import given, settings

from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats.data import catalog_data
from tests.schemas.random_catalogs import catalogs

LOSSLESS = [name for name, one in formats.FORMATS.items() if not one.losses]


@pytest.mark.parametrize("format", LOSSLESS)
@settings(max_examples=60, deadline=None)
@given(catalog=catalogs())
def test_nothing_is_lost(format: str, catalog: Catalog) -> None:
    text = formats.write(catalog, format)
    again = formats.read(text, format)
    assert again == catalog
    assert formats.write(again, format) == text
    assert "\r" not in text


@settings(max_examples=40, deadline=None)
@given(catalogs())
def test_other_readers_of_yaml_and_json_see_the_same(catalog: Catalog) -> None:
    data = catalog_data(catalog)
    assert json.loads(formats.write(catalog, "json")) == data
    assert yaml.load(formats.write(catalog, "yaml"), Loader=yaml.CSafeLoader) == data


@settings(max_examples=40, deadline=None)
@given(catalogs())
def test_a_second_implementation_of_toon_reads_the_same(catalog: Catalog) -> None:
    import toon_format

    text = formats.write(catalog, "toon")
    assert toons.loads(text) == toon_format.decode(text)


@settings(max_examples=40, deadline=None)
@given(catalogs())
def test_toon_paper_keeps_what_it_does_not_list_as_lost(catalog: Catalog) -> None:
    text = formats.write(catalog, "toon-paper")
    again = formats.read(text, "toon-paper")
    assert formats.write(again, "toon-paper") == text
    assert [table.name for table in again.tables] == [table.name for table in catalog.tables]
    for read, written in zip(again.tables, catalog.tables, strict=True):
        assert read.domain == written.domain
        shown = "".join(
            " " if unicodedata.category(one) == "Cc" or one in "\ufeff\ufffe\uffff" else one
            for one in written.description
        )
        assert read.description == " ".join(shown.split())
        assert [(one.name, one.type, one.nullable) for one in read.columns] == [
            (one.name, one.type, one.nullable) for one in written.columns
        ]
        assert [(one.columns, one.table, one.references) for one in read.foreign_keys] == [
            (one.columns, one.table, one.references) for one in written.foreign_keys
        ]
