"""A key is the hash of all that determines a result, and of nothing else."""

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.experiments.keys import Keys, canonical, code_version, model_of
from goldthread.schemas.grid import Grid
from goldthread.schemas.grid_file import grid_of
from goldthread.schemas.job import ModelChoice

LEVELS: st.SearchStrategy[Any] = st.one_of(st.text(max_size=8), st.integers(-5, 5), st.booleans(), st.floats(-2, 2))
FACTORS = st.dictionaries(st.sampled_from(["format", "question", "size", "repeat"]), LEVELS, min_size=1)
IDENTITY = st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3)


def grid(**fields: Any) -> Grid:
    return grid_of({"name": "g", "task": "simulated", "factors": {"format": ["yaml"]}, **fields}, None)


@given(FACTORS, IDENTITY, st.integers(0, 9))
def test_a_key_is_the_hash_of_canonical_json(factors: dict[str, Any], identity: dict[str, str], seed: int) -> None:
    told = grid(seed=seed, settings={"base": 0.5})
    kept = {name: level for name, level in factors.items() if not (name == "repeat" and level == 1)}
    whole = [["simulated", code_version(), {"base": 0.5}, seed], [kept, {}, identity]]
    nested = canonical([whole[0], whole[1]])
    assert Keys(told).key(factors, identity) == hashlib.sha256(nested.encode()).digest()


@given(FACTORS, FACTORS)
def test_different_cells_have_different_keys(one: dict[str, Any], other: dict[str, Any]) -> None:
    keys = Keys(grid())
    same = canonical({k: v for k, v in one.items() if (k, v) != ("repeat", 1)}) == canonical(
        {k: v for k, v in other.items() if (k, v) != ("repeat", 1)}
    )
    assert (keys.key(one, {}) == keys.key(other, {})) == same


def test_the_first_repeat_is_the_cell_without_repeats() -> None:
    keys = Keys(grid())
    assert keys.key({"format": "yaml", "repeat": 1}, {}) == keys.key({"format": "yaml"}, {})
    assert keys.key({"format": "yaml", "repeat": 2}, {}) != keys.key({"format": "yaml"}, {})


@pytest.mark.parametrize(
    "fields",
    [
        {"seed": 1}, {"settings": {"base": 0.1}}, {"models": {"small": {"model": "openai:x", "temperature": 0.5}}},
        {"models": {"small": {"model": "openai:y"}}}, {"models": {"small": {"model": "openai:x", "base_url": "http://h"}}},
    ],
)  # fmt: skip
def test_what_determines_the_result_changes_the_key(fields: dict[str, Any]) -> None:
    plain = {"models": {"small": {"model": "openai:x"}}}
    cell = {"format": "yaml", "model": "small"}
    assert Keys(grid(**{**plain, **fields})).key(cell, {}) != Keys(grid(**plain)).key(cell, {})
    assert Keys(grid(), "2").key(cell, {}) != Keys(grid(), "1").key(cell, {})


@pytest.mark.parametrize(
    "fields",
    [
        {"ceilings": {"tokens": 5}}, {"about": "words"}, {"concurrency": 3}, {"name": "other"},
        {"models": {"small": {"model": "openai:x", "key_env": "OTHER", "requests_per_minute": 7, "deadline": 9}}},
    ],
)  # fmt: skip
def test_what_does_not_determine_it_leaves_the_key(fields: dict[str, Any]) -> None:
    plain = {"models": {"small": {"model": "openai:x", "key_env": "KEY"}}}
    cell = {"format": "yaml", "model": "small"}
    assert Keys(grid(**{**plain, **fields})).key(cell, {}) == Keys(grid(**plain)).key(cell, {})


def test_a_model_by_its_name_alone_is_the_same_as_by_a_choice() -> None:
    named = Keys(grid()).key({"model": "openai:x"}, {})
    assert Keys(grid(models={"openai:x": {"model": "openai:x"}})).key({"model": "openai:x"}, {}) == named


def test_no_password_goes_into_a_key() -> None:
    choice = ModelChoice(model="openai:x", base_url="https://me:secret@host:8000/v1?token=abc", key_env="K")
    assert model_of(choice) == {"model": "openai:x", "base_url": "https://host:8000/v1"}
