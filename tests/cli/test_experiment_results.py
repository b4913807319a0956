"""`goldthread experiment report | compare | export | sql | advise`, on a ledger."""

import json
from pathlib import Path

import duckdb
import pytest

from goldthread.cli.app import run
from tests.experiments.generated import grid_of, results_of
from tests.experiments.ledgers import write_ledger

Out = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of two grids in `experiments`."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "experiments"
    write_ledger(made, grid_of(name="earlier"), results_of(questions=8, sizes=(10, 100), seed=5))
    write_ledger(made, grid_of(), results_of(questions=10))
    return made


def goldthread(*words: str) -> int:
    return run(["experiment", *words])


def test_report(folder: Path, capsys: Out) -> None:
    assert goldthread("report") == 0
    told = capsys.readouterr()
    assert told.out == f"report    {Path('experiments') / 'formats.html'}\n"
    assert "answer    yaml" in told.err
    page = (folder / "formats.html").read_text(encoding="utf-8")
    assert "line of" in page  # of a trajectory
    assert goldthread("report", "earlier", "--no-times", "--to", "one.html") == 0
    assert goldthread("report", "earlier", "--no-times", "--to", "two.html") == 0
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()
    capsys.readouterr()
    assert goldthread("report", "experiments", "--json") == 0
    analysis = json.loads(capsys.readouterr().out)
    assert analysis["name"] == "formats"
    assert analysis["cells"] == 400
    assert analysis["primary"]["pairs"] > 70


def test_compare(folder: Path, capsys: Out) -> None:
    assert goldthread("compare", "format=yaml", "format=json") == 0
    assert capsys.readouterr().out.startswith("yaml ")
    assert goldthread("compare", "earlier", "formats", "--json") == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["factor"], first["first"], first["second"]) == ("grid", "earlier", "formats")
    assert first["pairs"] > 0


def test_export(folder: Path, capsys: Out) -> None:
    assert goldthread("export", "--where", "format=yaml", "--where", "format=json", "--where", "model=large") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("key,place,status,format,model,size,question,problem,tier,calls,")
    assert len(lines) == 1 + 2 * 4 * 10
    assert goldthread("export", "--format", "parquet", "--to", "cells.parquet") == 0
    assert duckdb.execute("SELECT count(*), count(DISTINCT format) FROM 'cells.parquet'").fetchall() == [(400, 5)]
    assert goldthread("export", "earlier", "--to", "cells.csv") == 0
    assert len(Path("cells.csv").read_text(encoding="utf-8").splitlines()) == 161


def test_sql(folder: Path, capsys: Out) -> None:
    ask = "SELECT format, count(*) AS n FROM cells GROUP BY 1 ORDER BY 1 LIMIT 1"
    assert goldthread("sql", ask, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"format": "json", "n": 80}
    joined = "SELECT count(*) AS n FROM tries JOIN cells USING (key) WHERE kind = '' AND status = 'done'"
    assert goldthread("sql", joined, "--grid", "earlier", "--json") == 0
    assert json.loads(capsys.readouterr().out)["n"] > 100
    assert goldthread("sql", "SELECT measure FROM measures GROUP BY 1 HAVING count(*) > 9 ORDER BY 1", "--json") == 0
    assert [json.loads(line)["measure"] for line in capsys.readouterr().out.splitlines()][:2] == [
        "calls",
        "grep_density",
    ]
    assert goldthread("sql", "SELECT count(*) AS n FROM calls", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"n": 0}


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE cells", "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM duckdb_settings()", "SELECT 1; SELECT 2", "COPY cells TO 'x.csv'", "SELECT nothing FROM cells",
        "SELECT * FROM unknown", "ATTACH 'x.db'", "SELECT (",
    ],
)  # fmt: skip
def test_sql_reads_records_and_nothing_else(folder: Path, capsys: Out, statement: str) -> None:
    assert goldthread("sql", statement) == 2
    assert capsys.readouterr().out == ""


def test_advise(folder: Path, capsys: Out) -> None:
    assert goldthread("advise") == 0
    told = capsys.readouterr().out
    assert "format for model large: " in told
    assert "tokens a cell" in told
    assert goldthread("advise", "--json") == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["factor"], first["where"]) == ("format", [["model", ["large"]]])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "nothing"), "there is no grid 'nothing'"),
        (("report", "--out", "elsewhere"), "there is no experiment in this folder"),
        (("report", "--to", "none/there.html"), "folder that is not there"),
        (("report", "none.yaml"), "none.yaml"),
        (("export", "--format", "xls"), "known are: csv, parquet"),
        (("export", "--format", "parquet"), "name a file with --to"),
        (("export", "--where", "format"), "write --where factor=level"),
        (("export", "--where", "format=yml"), "did you mean yaml"),
        (("export", "--where", "forma=yaml"), "did you mean format"),
        (("compare", "format=yaml", "model=large"), "two levels of one factor"),
        (("compare", "formats", "format=yaml"), "two levels of one factor"),
        (("compare", "formats", "other"), "there is no grid 'other'"),
    ],
)
def test_bad_input_says_what_to_do(folder: Path, capsys: Out, words: tuple[str, ...], said: str) -> None:
    assert goldthread(*words) == 2
    assert said in capsys.readouterr().err
