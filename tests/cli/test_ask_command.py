"""`goldthread ask`: what is printed, and how it ends."""

import json
from pathlib import Path

import pytest

from goldthread.cli.app import run
from goldthread.navigation.corpora import corpus
from goldthread.store.catalogs import build
from tests.workflows.asking import scripted, turn

SQL = "SELECT COUNT(*) AS stores FROM store"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("ask")
    retail = corpus("retail")
    build(retail.catalog, folder / "catalog")
    retail.make_database(folder / "retail.duckdb")
    return str(folder / "catalog"), str(folder / "retail.duckdb")


def ask(shop: tuple[str, str], folder: Path, reply: str, *more: str) -> int:
    model = scripted(folder, reply)
    return run(
        ["ask", "How many stores?", "--catalog", shop[0], "--model", model, "--out", str(folder / "runs"), *more]
    )


def test_an_answer_shows_query_tables_and_rows(
    shop: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(shop, tmp_path, turn("answer", sql=SQL), "--db", shop[1]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{SQL}\n\nTables:\n  store: ranked ")
    assert out.splitlines()[5].strip() == "stores"
    assert int(out.splitlines()[7]) > 0


def test_json_is_one_object(shop: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(shop, tmp_path, turn("answer", sql=SQL), "--db", shop[1], "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["sql"], told["tables"], told["columns"]) == ("answered", SQL, ["store"], ["stores"])
    assert len(told["rows"]) == 1
    assert (Path(told["folder"]) / "trajectory.jsonl").is_file()


def test_rows_are_capped_and_said_so(shop: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = turn("answer", sql="SELECT code FROM item")
    assert ask(shop, tmp_path, reply, "--db", shop[1], "--max-rows", "3", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["rows"]) == 3
    assert told["notes"] == ["only the first 3 rows: stopped at the limit of rows"]


def test_without_a_bound_query_likely_tables_are_named(
    shop: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(shop, tmp_path, turn("answer", sql="SELECT x FROM no_such_table"), "--db", shop[1]) == 3
    out = capsys.readouterr().out
    assert out.startswith("No bound query: ")
    assert "these tables are likely:\n" in out
    assert "\n  store: " in out
    assert "no_such_table" not in out


def test_without_a_database_it_says_that_nothing_ran(
    shop: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(shop, tmp_path, turn("answer", sql=SQL)) == 0
    assert "Bound, not run: there is no database." in capsys.readouterr().out


def test_a_database_that_lacks_the_table_is_said(
    shop: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus("synth-10").make_database(tmp_path / "other.duckdb")
    assert ask(shop, tmp_path, turn("answer", sql=SQL), "--db", str(tmp_path / "other.duckdb")) == 3
    out = capsys.readouterr().out
    assert out.startswith(SQL)
    assert "Bound, but not run to an end" in out


@pytest.mark.parametrize("more", [["--agent", "magic"], ["--max-tokens", "many"], ["--db", "nowhere.duckdb"]])
def test_flags_that_cannot_be_used_end_with_2(
    shop: tuple[str, str], tmp_path: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(shop, tmp_path, turn("answer", sql=SQL), *more) == 2
    assert capsys.readouterr().err.startswith("goldthread: ")
    assert not (tmp_path / "runs").exists()
