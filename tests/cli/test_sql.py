"""`goldthread sql`: rows as a table or JSON lines, and its exit codes."""

import io
import json
from pathlib import Path

import duckdb
import pytest

from goldthread.cli.app import run
from goldthread.cli.querying import distinct


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sql") / "shop.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE items AS SELECT i AS id, 'item ' || i AS name, i * 1.25 AS price FROM range(40) t(i)")
    return str(path)


def test_a_json_line_a_row(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT id, id, price, DATE '2024-02-29' AS day, NULL AS nothing, [1.5] AS list FROM items WHERE id = 3"
    assert run(["sql", "--db", shop, sql, "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "id": 3, "id_1": 3, "price": 3.75, "day": "2024-02-29", "nothing": None, "list": [1.5],
    }  # fmt: skip


def test_a_table_for_people(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT name, price, NULL AS none, '\x1b[31m' || repeat('x', 100) AS odd FROM items WHERE id < 2 ORDER BY id"
    assert run(["sql", "--db", shop, sql]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[0].split() == ["name", "|", "price", "|", "none", "|", "odd"]
    assert lines[2].startswith("item 0 |")
    assert "\x1b" not in told.out
    assert lines[2].endswith("…")
    assert "2 rows" in told.err


def test_a_refused_statement_ends_with_2(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    for sql in (
        "DROP TABLE items",
        "SELECT nosuch FROM items",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT 1; SELECT 2",
    ):
        assert run(["sql", "--db", shop, sql, "--json"]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("goldthread: ")


def test_one_that_a_limit_stops_ends_with_4_after_its_rows(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "--db", shop, "SELECT id FROM items ORDER BY id", "--max-rows", "2", "--json"]) == 4
    told = capsys.readouterr()
    assert [json.loads(line) for line in told.out.splitlines()] == [{"id": 0}, {"id": 1}]
    assert "2 rows" in told.err
    endless = "SELECT count(*) FROM range(1000000000000) a, range(1000000) b"
    assert run(["sql", "--db", shop, endless, "--timeout", "0.3"]) == 4
    assert "0.3 s" in capsys.readouterr().err


def test_an_error_in_the_data_ends_with_1(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "--db", shop, "SELECT name::INTEGER FROM items"]) == 1
    assert "Conversion Error" in capsys.readouterr().err


def test_the_statement_may_come_from_stdin(
    shop: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 7 AS a"))
    assert run(["sql", "--db", shop, "-", "--json"]) == 0
    assert capsys.readouterr().out == '{"a": 7}\n'


def test_bad_limits_and_a_missing_file_end_with_2(
    shop: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", "--db", shop, "SELECT 1", "--timeout", "0"]) == 2
    assert run(["sql", "--db", str(tmp_path / "none.db"), "SELECT 1"]) == 2
    assert "none.db: there is no such database file" in capsys.readouterr().err


def test_repeated_names_stay_apart() -> None:
    assert distinct(["a", "a", "a_1", "a"]) == ["a", "a_1", "a_1_1", "a_2"]
