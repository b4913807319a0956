"""Documents with parts taken out or replaced: read, or refused with a clear error, and nothing else."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.importers import import_catalog
from goldthread.schemas.yaml_files import load_yaml
from tests.schemas.importers.test_documents import MANIFEST, OPENAPI, SERVICE, SPIDER

JUNK: list[Any] = [
    None,
    1,
    "x",
    [],
    {},
    True,
    [1],
    {"a": 1},
    [[]],
    "",
    -5,
    1.5,
    [None],
    "ref('orders')",
    [{}],
    "#/components/schemas/Order",
]
SCHEMA = {
    "title": "J",
    "properties": {"a": {"$ref": "#/$defs/b"}, "c": {"type": ["array", "null"], "items": {"properties": {"z": {}}}}},
    "required": ["a"],
    "$defs": {"b": {"properties": {"q": {"enum": [1, 2]}}}},
}


def places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [one for key, value in inner for one in [(*at, key), *places(value, (*at, key))]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("manifest.json", MANIFEST),
        ("tables.json", [SPIDER]),
        ("service-2.json", SERVICE),
        ("api.json", load_yaml(OPENAPI, "api.yaml")[0]),
        ("schema.json", SCHEMA),
    ],
)
def test_a_part_of_the_wrong_kind_is_passed_over_or_named(name: str, data: Any, tmp_path: Path) -> None:
    rng = random.Random(name)
    every = places(data)
    path = tmp_path / name
    read = 0
    refused: list[BadInput] = []
    for _ in range(300):
        mutant = copy.deepcopy(data)
        *above, last = rng.choice(every)
        parent = mutant
        for step in above:
            parent = parent[step]
        if rng.random() < 0.2:
            del parent[last]
        else:
            parent[last] = rng.choice(JUNK)
        path.write_text(json.dumps(mutant))
        try:
            import_catalog(str(path))
        except BadInput as error:
            refused.append(error)
        else:
            read += 1
    assert read > 0
    assert refused
    assert all(error.where.file == str(path) and error.remedy for error in refused)
