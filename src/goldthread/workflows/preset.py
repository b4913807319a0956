"""The preset of a graph: `workflows/write.yaml`, or the user's own in its place."""

import json
from typing import Literal

import jsonschema

from goldthread import resources
from goldthread.errors import BadInput, Where
from goldthread.schemas.yaml_files import load_yaml

Step = Literal["seams", "repeats", "even_out", "repair_whole"]


def carries_out(step: Step) -> bool:
    """Whether the preset carries a step out; those that it does not name are.

    Raises:
        BadInput: The preset does not fit `schemas/workflow.schema.json`.
    """
    path = resources.find("workflows", "write.yaml")
    data, line_of = load_yaml(path.read_text(encoding="utf-8"), str(path))
    schema = json.loads(resources.read("schemas", "workflow.schema.json"))
    for problem in jsonschema.Draft202012Validator(schema).iter_errors(data or {}):
        where = tuple(problem.absolute_path)
        raise BadInput(
            problem.message,
            where=Where(str(path), line_of(where), ".".join(map(str, where)) or None),
            remedy="see schemas/workflow.schema.json",
        )
    return bool((data or {}).get(step, True))
