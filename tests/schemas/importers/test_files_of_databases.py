"""DuckDB and SQLite files, sound and broken."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Column, ForeignKey
from goldthread.schemas.importers import import_catalog

DUCK = """
CREATE SCHEMA sales;
CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, mood ENUM('good', 'bad'), tags STRUCT(a INTEGER)[]);
CREATE TABLE friends (one INTEGER REFERENCES people (id), other INTEGER REFERENCES people (id), PRIMARY KEY (one, other));
CREATE TABLE sales.orders (id INTEGER, note VARCHAR);
CREATE TABLE sales.lines (n INTEGER, "odd ""name" BLOB);
CREATE VIEW sales.named AS SELECT id, name FROM people;
CREATE VIEW stolen AS SELECT content FROM read_text('/etc/hostname');
COMMENT ON TABLE people IS 'Who is here';
COMMENT ON COLUMN people.name IS 'In full';
COMMENT ON VIEW sales.named IS 'By name';
INSERT INTO people SELECT i, 'person ' || i % 4, 'good', [{'a': i}] FROM range(300) t(i);
INSERT INTO sales.lines VALUES (1, '\\x00'::BLOB);
"""
LITE = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, born, boss_id REFERENCES people);
CREATE TABLE "odd names" (a TEXT, b TEXT, PRIMARY KEY (a, b));
CREATE TABLE links (x TEXT, y TEXT, z INTEGER REFERENCES nowhere (id), FOREIGN KEY (x, y) REFERENCES "odd names" (a, b));
CREATE VIEW bosses AS SELECT boss_id FROM people;
INSERT INTO people VALUES (1, 'Ann', x'00ff', NULL), (2, 'Bob' || char(10) || '  B.', 1.5, 1), (3, 'Ann', NULL, 1);
"""


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("duck") / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(DUCK)
    return path


@pytest.fixture
def lite(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.executescript(LITE)
    connection.close()
    return path


def test_a_duckdb_file_is_read_with_comments_keys_and_schemas(duck: Path) -> None:
    catalog = import_catalog(str(duck))
    assert (catalog.name, catalog.dialect) == ("shop", "duckdb")
    assert [(one.name, one.domain, one.kind) for one in catalog.tables] == [
        ("friends", "main", "table"),
        ("people", "main", "table"),
        ("stolen", "main", "view"),
        ("sales.lines", "sales", "table"),
        ("sales.named", "sales", "view"),
        ("sales.orders", "sales", "table"),
    ]
    people = catalog.by_name["people"]
    assert people.description == "Who is here"
    assert people.columns == (
        Column("id", "INTEGER", nullable=False),
        Column("name", "VARCHAR", "In full", nullable=False),
        Column("mood", "ENUM('good', 'bad')"),
        Column("tags", "STRUCT(a INTEGER)[]"),
    )
    assert catalog.by_name["friends"].foreign_keys == (
        ForeignKey(("one",), "people", ("id",), "one"),
        ForeignKey(("other",), "people", ("id",), "other"),
    )
    assert catalog.by_name["friends"].primary_key == ("one", "other")
    assert import_catalog(f"duckdb:///{duck}") == catalog


def test_values_of_a_duckdb_file_are_those_of_its_first_rows(duck: Path) -> None:
    catalog = import_catalog(str(duck), samples=3)
    assert [one.samples for one in catalog.by_name["people"].columns] == [
        ("0", "1", "2"),
        ("person 0", "person 1", "person 2"),
        ("good",),
        ("[{'a': 0}]", "[{'a': 1}]", "[{'a': 2}]"),
    ]
    assert [one.samples for one in catalog.by_name["sales.lines"].columns] == [("1",), ()]
    assert catalog.by_name["stolen"].columns[0].samples == ()


def test_a_duckdb_file_that_somebody_writes_to_is_named(tmp_path: Path) -> None:
    path = tmp_path / "busy.duckdb"
    program = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); c.execute('CREATE TABLE t (a INT)'); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(BadInput, match="could not be read") as raised:
            import_catalog(str(path))
        other.communicate(b"\n")
    assert "close the program" in raised.value.remedy
    assert [one.name for one in import_catalog(str(path)).tables] == ["t"]
    with duckdb.connect(str(path)), pytest.raises(BadInput, match="could not be read") as raised:
        import_catalog(str(path))
    assert "close the program" in raised.value.remedy


def test_a_duckdb_file_that_is_cut_short_is_named(duck: Path, tmp_path: Path) -> None:
    broken = tmp_path / "cut.duckdb"
    broken.write_bytes(duck.read_bytes()[:9000])
    with pytest.raises(BadInput, match=r"cut\.duckdb: could not be read"):
        import_catalog(str(broken))
    (tmp_path / "none.duckdb").write_bytes(b"")
    with pytest.raises(BadInput, match="no kind that is known"):
        import_catalog(str(tmp_path / "none.duckdb"))
    with pytest.raises(BadInput, match="no such file"):
        import_catalog(f"duckdb:///{tmp_path}/gone.duckdb")


def test_a_sqlite_file_is_read_by_path_and_by_address(lite: Path) -> None:
    catalog = import_catalog(str(lite))
    assert (catalog.name, catalog.dialect) == ("shop", "sqlite")
    assert import_catalog(f"sqlite:///{lite}") == catalog
    assert [(one.name, one.kind, one.domain) for one in catalog.tables] == [
        ("bosses", "view", ""),
        ("links", "table", ""),
        ("odd names", "table", ""),
        ("people", "table", ""),
    ]
    people = catalog.by_name["people"]
    assert [(one.name, one.type, one.nullable) for one in people.columns] == [
        ("id", "INTEGER", False),
        ("name", "VARCHAR(20)", False),
        ("born", "", True),
        ("boss_id", "", True),
    ]
    assert people.foreign_keys == (ForeignKey(("boss_id",), "people", ("id",), "boss"),)
    assert catalog.by_name["links"].foreign_keys == (
        ForeignKey(("x", "y"), "odd names", ("a", "b")),
        ForeignKey(("z",), "nowhere", ("id",)),
    )


def test_values_of_a_sqlite_file_are_of_one_line(lite: Path) -> None:
    columns = import_catalog(str(lite), samples=5).by_name["people"].columns
    assert [one.samples for one in columns] == [("1", "2", "3"), ("Ann", "Bob B."), ("1.5",), ("1",)]


def test_reading_a_sqlite_file_leaves_nothing_beside_it(lite: Path) -> None:
    connection = sqlite3.connect(lite)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    before = lite.read_bytes()
    assert len(import_catalog(str(lite)).tables) == 4
    assert lite.read_bytes() == before
    assert [one.name for one in lite.parent.iterdir()] == ["shop.db"]


def test_a_broken_sqlite_file_is_named(lite: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    data = lite.read_bytes()
    broken.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    with pytest.raises(BadInput, match=r"broken\.db: could not be read"):
        import_catalog(str(broken))
    with pytest.raises(BadInput, match="no such database file"):
        import_catalog("sqlite:///nowhere.db")
    with pytest.raises(BadInput, match="names no file"):
        import_catalog("sqlite://")
    assert not Path("nowhere.db").exists()


def test_a_large_number_of_values_is_refused(lite: Path) -> None:
    for number in (-1, 101):
        with pytest.raises(BadInput, match="cannot be kept"):
            import_catalog(str(lite), samples=number)


def test_a_name_that_a_person_gives_wins(lite: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(lite, copy)
    assert import_catalog(str(copy), name="mine").name == "mine"


def test_what_sqlite_declares_oddly_is_read_as_it_is_declared(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE "a.b" (
            x varchar(9), y ANY, n INT GENERATED ALWAYS AS (x || 1) STORED, "from" int, PRIMARY KEY (y, x)
        );
        CREATE TABLE "c; --" (y, x, FOREIGN KEY (y, x) REFERENCES "a.b", FOREIGN KEY (x) REFERENCES "A.B" (X));
        CREATE TABLE gone (z);
        CREATE VIEW broken AS SELECT z FROM gone;
        CREATE VIEW whole AS SELECT x FROM "a.b";
        CREATE VIRTUAL TABLE words USING fts5(body);
        DROP TABLE gone;
        """
    )
    connection.close()
    catalog = import_catalog(str(path))
    assert [(one.name, one.kind) for one in catalog.tables] == [
        ("a.b", "table"),
        ("c; --", "table"),
        ("whole", "view"),
        ("words", "table"),
    ]
    first = catalog.by_name["a.b"]
    assert [(one.name, one.type, one.nullable) for one in first.columns] == [
        ("x", "varchar(9)", False),
        ("y", "ANY", False),
        ("n", "INT", True),
        ("from", "INT", True),
    ]
    assert first.primary_key == ("y", "x")
    assert [(one.columns, one.table, one.references) for one in catalog.by_name["c; --"].foreign_keys] == [
        (("y", "x"), "a.b", ("y", "x")),
        (("x",), "a.b", ("x",)),
    ]
    assert [one.name for one in catalog.by_name["words"].columns] == ["body"]
