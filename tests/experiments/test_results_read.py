"""Tables, comparisons and advice out of results."""

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import pytest

from goldthread.errors import BadInput
from goldthread.experiments.analysis.advice import advise
from goldthread.experiments.analysis.comparison import two_grids, two_levels
from goldthread.experiments.analysis.records import cells_table, measures_table
from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Failure
from goldthread.report.experiment.tables import Field, Records, distinct, kind_of, to_csv, write_database, write_parquet
from goldthread.schemas.grid import Grid
from tests.experiments.generated import grid_of, results_of


def simple(rates: dict[str, float], tokens: dict[str, float], questions: int, clash: float = 0.0) -> list[CellResult]:
    """Cells of formats with exact rates; with `clash` a share of questions is answered the other way round."""
    made: list[CellResult] = []
    for level, rate in rates.items():
        for at in range(questions):
            right = at < rate * questions
            if at % 100 < clash * 100:
                right = (at + len(level)) % 2 == 0
            made.append(
                CellResult(
                    f"{len(made):064x}", len(made), {"format": level, "model": "m", "question": f"q{at}"}, "done",
                    {"success": float(right), "tokens_in": tokens[level] + at % 7},
                )
            )  # fmt: skip
    return made


def grid(*formats: str) -> Grid:
    return Grid(name="g", task="simulated", factors={"format": formats, "model": ("m",), "question": {}})


def test_advice_takes_what_is_better_than_every_other() -> None:
    cells = simple({"yaml": 0.9, "json": 0.5, "toon": 0.4}, dict.fromkeys(("yaml", "json", "toon"), 100.0), 100)
    one = advise(cells, grid("yaml", "json", "toon"))[0]
    assert (one.factor, one.take, one.decided, one.alike) == ("format", "yaml", True, ("yaml",))
    assert [group.level for group in one.levels] == ["yaml", "json", "toon"]


def test_advice_takes_the_cheaper_only_where_it_is_shown_not_to_be_worse() -> None:
    tokens = {"yaml": 200.0, "json": 100.0}
    same = advise(simple({"yaml": 0.7, "json": 0.7}, tokens, 400), grid("yaml", "json"))[0]
    assert (same.take, same.decided) == ("json", False)
    assert "not worse by five points" in same.sentence
    few = advise(simple({"yaml": 0.8, "json": 0.6}, tokens, 10), grid("yaml", "json"))[0]
    assert few.take == ""
    assert "The data do not tell" in few.sentence
    assert few.questions is not None
    assert few.questions > 10


def test_advice_without_a_choice() -> None:
    assert advise(simple({"yaml": 0.5}, {"yaml": 1.0}, 5), grid("yaml")) == ()
    assert advise([], grid("yaml", "json")) == ()


def test_advice_by_model_and_by_corpus() -> None:
    found = advise(results_of(questions=20), grid_of())
    wheres = [one.where for one in found if one.factor == "format"]
    assert wheres[:2] == [(("model", ("large",)),), (("model", ("small",)),)]
    assert len(wheres) == 2 + 2 * 4


def test_two_levels_and_what_is_not_there() -> None:
    cells = results_of(questions=10)
    first, *others = two_levels(cells, grid_of(), "format", "yaml", "json")
    assert (first.measure, first.factor) == ("success", "format")
    assert {one.measure for one in others} >= {"tokens", "calls", "jaccard"}
    with pytest.raises(BadInput, match="no factor 'formt'") as caught:
        two_levels(cells, grid_of(), "formt", "yaml", "json")
    assert "did you mean format" in str(caught.value)
    with pytest.raises(BadInput, match="no level 'yml'"):
        two_levels(cells, grid_of(), "format", "yml", "json")


def test_two_grids_pair_where_their_cells_are_alike() -> None:
    one = results_of(("yaml",), questions=10, open_share=0, failing=0)
    two = results_of(("yaml",), questions=12, seed=1, open_share=0, failing=0)
    found = two_grids((grid_of(), one), (grid_of(name="later"), two))[0]
    assert (found.first, found.second) == ("formats", "later")
    assert found.pairs == 2 * 4 * 10
    assert found.dropped == 2 * 4 * 2
    with pytest.raises(BadInput, match="no finished cell"):
        two_grids((grid_of(), []), (grid_of(name="later"), two))


ODD = [
    CellResult("a" * 64, 0, {"format": "yä,\"ml\n", "Status": True}, "done", {"success": 1.0, "seconds": 2.5}, {"tier": "L1"},
               seconds=1.25, attempts=1),
    CellResult("b" * 64, 1, {"format": "x", "Status": False}, "failed", {}, {"price": "x"}, None,
               failure=Failure("TimedOut", "späť\ud800")),
]  # fmt: skip


def test_names_that_are_taken_get_a_number() -> None:
    names = [field.name for field in cells_table(ODD).fields]
    assert names == [
        "key", "place", "status", "format", "Status_2", "price_2", "tier", "seconds_2", "success", "price", "seconds",
        "attempts", "failure", "message",
    ]  # fmt: skip
    assert distinct(["a", "A", "a_2", ""]) == ["a", "A_2", "a_2_2", "unnamed"]


def test_parquet_csv_and_database_say_the_same(tmp_path: Path) -> None:
    table = cells_table(ODD)
    write_parquet(tmp_path / "cells.parquet", table)
    write_database(tmp_path / "r.duckdb", [table, measures_table(ODD)])
    from_parquet = duckdb.execute(f"SELECT * FROM '{tmp_path / 'cells.parquet'}' ORDER BY place").fetchall()
    with duckdb.connect(str(tmp_path / "r.duckdb"), read_only=True) as con:
        assert con.execute("SELECT * FROM cells ORDER BY place").fetchall() == from_parquet
        assert con.execute("SELECT measure, value FROM measures ORDER BY 1").fetchall() == [
            ("seconds", 2.5),
            ("success", 1.0),
        ]
    assert from_parquet[0][3:5] == ('yä,"ml\n', True)
    assert from_parquet[1][-2:] == ("TimedOut", "späť?")
    head, first, _ = csv.reader(io.StringIO(to_csv(table)))
    told = dict(zip(head, first, strict=True))
    assert (told["format"], told["Status_2"], told["seconds_2"], told["price"]) == ('yä,"ml\n', "true", "2.5", "")
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2, None], "BIGINT"), ([1, 2.5], "DOUBLE"), ([True, None], "BOOLEAN"), ([True, 1], "VARCHAR"),
        (["a", 1], "VARCHAR"), ([], "VARCHAR"), ([2**70], "VARCHAR"),
    ],
)  # fmt: skip
def test_kinds(values: list[Any], kind: str) -> None:
    assert kind_of(values) == kind


def test_a_table_without_rows(tmp_path: Path) -> None:
    empty = cells_table([])
    write_parquet(tmp_path / "e.parquet", empty)
    assert duckdb.execute(f"SELECT count(*) FROM '{tmp_path / 'e.parquet'}'").fetchall() == [(0,)]
    assert to_csv(Records("x", (Field("a", "DOUBLE", []),))) == "a\n"
