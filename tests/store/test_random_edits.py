"""Random people edit random catalogs while their sources change at random: no word is lost and the source's facts hold."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog, Table
from goldthread.schemas.layouts import find_domains, load
from goldthread.store.catalogs import build, sync
from tests.schemas.random_catalogs import catalogs

LOSSLESS = [name for name, one in formats.FORMATS.items() if not one.losses]


def facts(table: Table) -> tuple[object, ...]:
    columns = [(one.name, one.type, one.nullable, one.samples) for one in table.columns]
    return table.name, table.domain, table.kind, table.primary_key, columns


@pytest.mark.parametrize("layout", ["tables", "domain", "single"])
@settings(max_examples=15, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(first=catalogs(), second=catalogs(), data=st.data())
def test_words_stay_and_facts_follow(layout: str, first: Catalog, second: Catalog, data: st.DataObject) -> None:
    format = data.draw(st.sampled_from(LOSSLESS))
    noted = data.draw(st.lists(st.sampled_from(first.tables), unique_by=lambda one: one.name)) if first.tables else []
    names = {one.name for one in noted}
    shared = tuple(one for one in second.tables if one.name not in names)
    source = replace(second, domains=first.domains, tables=(*noted, *(replace(one, domain="") for one in shared)))
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here, "catalog")
        build(first, folder, format, layout)
        extension = formats.get_format(format).extension
        for path in folder.rglob(f"*{extension}"):
            if ".goldthread" in path.parts or path.name.startswith(("navigator", "index")):
                continue
            part = formats.read(path.read_bytes().decode(), format)
            mine = tuple(replace(one, note=f"{one.note}; mine") if one.name in names else one for one in part.tables)
            path.write_bytes(formats.write(replace(part, tables=mine), format).encode())
        if not source.tables:
            return
        sync(source, folder)
        now = load(folder)
        wanted = {one.name: one for one in source.tables}
        assert [one.name for one in now.tables] == [*wanted]
        for table in now.tables:
            assert facts(replace(table, domain="")) == facts(replace(wanted[table.name], domain=""))
            assert table.note == (
                f"{wanted[table.name].note}; mine" if table.name in names else wanted[table.name].note
            )
            assert table.description == wanted[table.name].description
        again = sync(source, folder)
        assert again.written == again.deleted == ()
        assert load(folder) == now
        if first.domains and all(one.domain for one in source.tables):
            assert find_domains(source).domains == now.domains
