"""`goldthread catalog build`, `sync` and `show` as a user runs them."""

import json
from pathlib import Path

import pytest

from goldthread.cli.app import run
from goldthread.schemas.layouts import load


def test_a_catalog_is_built_shown_converted_and_synced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = str(tmp_path / "yaml"), str(tmp_path / "toon")
    assert run(["catalog", "build", "corpus:retail", "--out", first]) == 0
    assert "24 tables" in capsys.readouterr().out
    assert run(["catalog", "build", first, "--out", second, "--format", "toon", "--layout", "domain", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["tables"], told["format"], told["layout"], told["losses"]) == (24, "toon", "domain", [])
    assert load(first) == load(second)

    page = tmp_path / "toon/domains/stores.toon"
    page.write_text(page.read_text().replace("- name: store\n", "- name: store\n    note: ours\n", 1))
    assert run(["catalog", "show", "--catalog", second, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["edited"] == ["domains/stores.toon"]
    assert shown["tokens"] > 3_000
    assert len(shown["largest"]) == 5

    assert run(["catalog", "sync", "corpus:retail", "--catalog", second, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] == []
    assert load(second).by_name["store"].note == "ours"
    assert run(["catalog", "show", "--catalog", second]) == 0
    assert "24 tables" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "corpus:retail", "--out", "HERE/full"], "is no catalog and is not empty"),
        (["build", "corpus:retail", "--out", "HERE/new", "--format", "xml"], "formats are: yaml"),
        (["build", "corpus:retail", "--out", "HERE/new", "--layout", "flat"], "layouts are: tables"),
        (["show", "--catalog", "HERE/full"], "goldthread catalog build"),
        (["show", "--catalog", "HERE/none"], "goldthread catalog build"),
        (["sync", "corpus:retail", "--catalog", "HERE/full"], "goldthread catalog build"),
    ],
)
def test_bad_input_ends_with_2_and_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a.txt").write_text("mine")
    assert run(["catalog", *(one.replace("HERE", str(tmp_path)) for one in arguments)]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "a.txt"]
