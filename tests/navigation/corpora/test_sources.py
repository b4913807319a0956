"""Corpora by name, from outside sources and on the command line."""

import json
from pathlib import Path

import duckdb
import pytest

from goldthread.cli.app import run
from goldthread.errors import BadInput
from goldthread.navigation.corpora import corpus


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nosuch", "no corpus 'nosuch'"),
        ("", "no corpus ''"),
        ("retail-3", "no corpus 'retail-3'"),
        ("retail:x", "no corpus 'retail:x'"),
        ("synth", "needs a number"),
        ("synth-", "needs a number"),
        ("synth--5", "needs a number"),
        ("synth-1e3", "needs a number"),
        ("synth-9", "10 to 10,000"),
        ("synth-99999", "10 to 10,000"),
        ("synth-٣٠", "needs a number"),
        ("embed-29", "30 to 10,000"),
        ("embed-10001", "30 to 10,000"),
        ("tpcds-x", "scale factor"),
        ("tpcds-0.0001", "scale factor"),
        ("tpcds-999", "scale factor"),
        ("aws10k-3", "no corpus 'aws10k-3'"),
        ("spider2", "needs its folder"),
        ("spider2:/nowhere/at/all", "is no folder"),
    ],
)
def test_an_impossible_corpus_is_refused_with_a_remedy(name: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        corpus(name)
    assert caught.value.remedy


def test_records_of_aws_are_ten_thousand_whole_services() -> None:
    pytest.importorskip("botocore", reason="the extra aws is not installed")
    made = corpus("aws10k", 5)
    catalog = made.catalog
    assert len(catalog.tables) == len(catalog.by_name) == 10_000
    assert {one.kind for one in catalog.tables} == {"record"}
    assert {one.domain for one in catalog.tables} == {one.name for one in catalog.domains}
    assert all(len(one.columns) >= 3 for one in catalog.tables)
    keys = [key for one in catalog.tables for key in one.foreign_keys]
    assert len(keys) > 3_000
    for key in keys:
        assert key.references[0] in {one.name for one in catalog.by_name[key.table].columns}
    described = sum(bool(column.description) for one in catalog.tables for column in one.columns)
    assert described / sum(len(one.columns) for one in catalog.tables) > 0.9
    assert not any(column.description.startswith("<") for one in catalog.tables for column in one.columns)
    with pytest.raises(BadInput, match="schema alone"):
        made.make_database(Path("never.duckdb"))


@pytest.mark.full
def test_tpcds_has_its_tables_and_rows(tmp_path: Path) -> None:
    try:
        made = corpus("tpcds-0.001")
    except BadInput as error:
        pytest.skip(f"{error.message}: {error.remedy}")
    assert len(made.catalog.tables) == 24
    made.make_database(tmp_path / "t.duckdb")
    with duckdb.connect(str(tmp_path / "t.duckdb"), read_only=True) as database:
        for table in made.catalog.tables:
            described = database.execute(f"DESCRIBE {table.name}").fetchall()
            assert [(one[0], one[1]) for one in described] == [(one.name, one.type) for one in table.columns]
            for key in table.foreign_keys:
                assert key.references == made.catalog.by_name[key.table].primary_key
        sold = made.catalog.by_name["web_sales"]
        assert {key.role for key in sold.foreign_keys if key.table == "customer"} == {"bill customer", "ship customer"}
        joined = database.execute("SELECT COUNT(*) FROM store_sales JOIN item ON ss_item_sk = i_item_sk").fetchone()
        assert joined is not None
        assert joined[0] > 0


def test_the_command_makes_catalog_and_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, db = tmp_path / "catalog", tmp_path / "shop.duckdb"
    assert (
        run(["catalog", "build", "corpus:synth-30", "--seed", "4", "--out", str(out), "--db", str(db), "--json"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told["tables"] == 30
    assert told["database"] == str(db)
    with duckdb.connect(str(db), read_only=True) as database:
        names = {row[0] for row in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert names == set(corpus("synth-30", 4).catalog.by_name)


@pytest.mark.parametrize("source", ["corpus:nosuch", "sqlite:///x.db"])
def test_a_database_that_cannot_be_made_leaves_nothing(
    source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, db = tmp_path / "catalog", tmp_path / "shop.duckdb"
    assert run(["catalog", "build", source, "--out", str(out), "--db", str(db)]) == 2
    assert capsys.readouterr().err.startswith("goldthread: ")
    assert list(tmp_path.iterdir()) == []
