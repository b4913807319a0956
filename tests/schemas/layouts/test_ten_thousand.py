"""10,000 tables: built, read back and synced within time, memory and budgets, in every format."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import toon_format
import toons

from goldthread.navigation.corpora import corpus
from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog, Column, Domain, Table
from goldthread.schemas.layouts import load
from goldthread.store.catalogs import build, sync
from tests.schemas.layouts.test_folders import over_budget

LOSSLESS = [name for name, one in formats.FORMATS.items() if not one.losses]
BUILD = """
import json, sys, time
from goldthread.navigation.corpora import corpus
from goldthread.store.catalogs import build
catalog = corpus("synth-10000").catalog
started = time.process_time()
build(catalog, sys.argv[1], sys.argv[2])
took = time.process_time() - started
# ru_maxrss of a child may be that of the parent that forked it; the peak in /proc begins with its own program.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([took, int(peak.split()[1]) / 1024]))
"""


@pytest.mark.full
def test_ten_thousand_tables_in_five_formats(tmp_path: Path) -> None:
    catalog = corpus("synth-10000").catalog
    table = catalog.tables[5_000]
    other = replace(table, description=f"Changed. {table.description}")
    changed = replace(catalog, tables=tuple(other if one is table else one for one in catalog.tables))
    seconds = 0.0
    for format in LOSSLESS:
        folder = tmp_path / format
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(folder), format], capture_output=True, text=True, check=True
        )
        took, megabytes = json.loads(done.stdout)
        seconds += took
        assert megabytes < 400
        assert load(folder) == catalog
        assert over_budget(folder) == []
        started = time.process_time()
        changes = sync(changed, folder)
        assert time.process_time() - started < 2
        assert changes.changed == (table.name,)
        assert len(changes.written) == 2
        assert load(folder) == changed
    assert seconds < 30
    for path in (tmp_path / "toon").rglob("*.toon"):
        text = path.read_text()
        assert toons.loads(text) == toon_format.decode(text)


@pytest.mark.full
@pytest.mark.parametrize("layout", ["tables", "domain", "single"])
def test_ten_thousand_structures_with_much_prose(tmp_path: Path, layout: str) -> None:
    pytest.importorskip("botocore")
    catalog = corpus("aws10k").catalog
    build(catalog, tmp_path / "aws", "markdown", layout)
    assert load(tmp_path / "aws") == catalog
    found = over_budget(tmp_path / "aws")
    assert [name for name, _ in found if layout == "tables" or name.startswith("navigator")] == []


@pytest.mark.full
@pytest.mark.parametrize("format", ["yaml", "markdown"])
def test_one_domain_of_three_thousand_and_as_many_domains(tmp_path: Path, format: str) -> None:
    words = "What a row of it says, told at some length so that an index has to leave it out, and more of it. "
    many = tuple(
        Table(f"entity_{at:05}_of_something", f"domain_{at:05}" if at % 2 else "all", words, (Column("x"),))
        for at in range(6_000)
    )
    domains = tuple(Domain(name, words * 3) for name in dict.fromkeys(one.domain for one in many))
    catalog = Catalog("wide", words * 50, domains, many, note=words * 50)
    build(catalog, tmp_path / "wide", format)
    assert over_budget(tmp_path / "wide") == []
    assert load(tmp_path / "wide") == catalog


def linked(folder: Path, page: Path) -> set[Path]:
    """Pages and files that can be reached from a page by its links."""
    import re

    found, left = {page}, [page]
    while left:
        one = left.pop()
        for target in re.findall(r"\]\(([^)]+)\)", one.read_text()):
            path = one.parent / target
            assert path.exists(), (one, target)
            if path not in found:
                found.add(path)
                left.append(path)
    return found


def test_every_page_is_reached_from_the_navigator(tmp_path: Path) -> None:
    words = "What a row of it says, told at some length so that an index has to leave it out. "
    tables = tuple(
        Table(f"entity_{at:05}_of_something_longer", f"domain_{at % 900 if at % 2 else 0:03}", words)
        for at in range(3_000)
    )
    domains = tuple(Domain(name, words) for name in dict.fromkeys(one.domain for one in tables))
    folder = tmp_path / "wide"
    build(Catalog("wide", "", domains, tables), folder)
    pages = set(folder.rglob("*.md"))
    assert len(pages) > len(domains) + 1
    assert linked(folder, folder / "navigator.md") == pages
    text = "".join(path.read_text() for path in pages)
    assert all(table.name in text for table in tables)
