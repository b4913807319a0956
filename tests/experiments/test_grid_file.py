"""Grid files: what is read, and what is refused with its line."""

from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.grid_file import find_grid, load_grid, parse_grid, presets

GOOD = """
name: formats
task: simulated
factors:
  format: [yaml, json]
  question: {count: 5}
models: {small: "openai:x"}
hypothesis: {factor: format, better: yaml, than: json, claim: not_worse, margin: 0.05}
"""


def test_a_grid_is_read() -> None:
    grid = parse_grid(GOOD, "g.yaml")
    assert grid.factors == {"format": ("yaml", "json"), "question": {"count": 5}}
    assert grid.models["small"].model == "openai:x"
    assert grid.hypothesis is not None
    assert grid.hypothesis.margin == 0.05
    assert grid.pair_by == ("question",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("task: simulated", "task: simulate", r"g.yaml:3: task: \"simulate\" must be one of: ask"),
        ("name: formats", "nam: formats", r"unknown field 'nam'\n  did you mean name\?"),
        ("name: formats", "", "the field 'name' is missing"),
        ("models:", "exclude: [{}]\nmodels:", r"g.yaml:7: exclude\[0\]: .* must not be empty|does not have"),
        ("[yaml, json]", "[]", r"g.yaml:5: factors.format: .*\n  A list of different levels"),
        ("[yaml, json]", "[yaml, yaml]", "has something twice|does not have the right form"),
        ("[yaml, json]", "[[yaml], json]", r"g.yaml:5: factors.format"),
        ("  format:", "  Format:", "'Format' cannot be a factor's name"),
        ("question: {count: 5}", "repeat: [1, 2]", "the factor 'repeat' is made by repeats"),
        (
            "models:",
            "exclude: [{fromat: yaml}]\nmodels:",
            r"exclude\[0\].fromat: there is no factor 'fromat'\n  did you",
        ),
        ("models:", "only: [{size: 3}]\nmodels:", r"g.yaml:7: only\[0\].size: there is no factor"),
        ("models:", "pair_by: [quest]\nmodels:", r"g.yaml:7: pair_by\[0\]: there is no factor 'quest'"),
        ("factor: format", "factor: layout", r"hypothesis.factor: there is no factor 'layout'"),
        (", margin: 0.05", "", "the claim 'not_worse' needs a margin"),
        ("than: json", "than: yaml", "is compared with itself"),
        ("models:", "repeats: 0\nmodels:", "must be at least 1"),
        ("models:", "concurrency: 2000\nmodels:", "must be at most 1024"),
        ("models:", "ceilings: {cost: 0}\nmodels:", "must be above 0"),
        ("name: formats", "name: formats\nname: other", "has the key 'name' twice"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput, match=message) as caught:
        parse_grid(GOOD.replace(old, new, 1), "g.yaml")
    assert caught.value.where.file == "g.yaml"
    assert caught.value.remedy


def test_a_grid_is_found_by_path_or_by_the_name_of_a_shipped_one(tmp_path: Path) -> None:
    assert find_grid("some/where.yaml") == Path("some/where.yaml")
    for name in presets():
        assert load_grid(find_grid(name)).name
    with pytest.raises(BadInput, match="there is no such grid file, nor a shipped grid"):
        find_grid("nothing-of-the-kind")
    with pytest.raises(BadInput, match="there is no such grid file"):
        load_grid(tmp_path / "none.yaml")
