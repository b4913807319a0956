"""Role definitions of `agents/NAME.yaml`: which prompts a role uses, its settings and its output type."""

import json
from functools import lru_cache
from typing import Any

import jsonschema
import yaml

from goldthread import resources
from goldthread.errors import BadInput, Where
from goldthread.prompts import render
from goldthread.schemas.base import Record
from goldthread.schemas.call import Message, Request

NAVIGATORS = ("navigator_file", "navigator_prompt", "navigator_guided", "navigator_chain")
ROLES = ("compiler", "planner", "writer", "reviser", "judge", *NAVIGATORS)


class Role(Record):
    """A role as its file states it.

    Attributes:
        name: The file's stem.
        about: One line for people.
        prompts: Prompt template by purpose.
        temperature: Sampling temperature, None for the provider's default.
        max_tokens: Greatest reply in tokens; a caller may ask for less.
        outputs: Schema file by purpose, for the purposes with structured output.
        options: Numbers that tune the role (candidates, rounds, ...).
    """

    name: str
    about: str = ""
    prompts: dict[str, str]
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int = 4096
    outputs: dict[str, str] = {}
    options: dict[str, float] = {}

    def output(self, purpose: str) -> dict[str, Any] | None:
        """JSON Schema of the output for a purpose; None where it is plain text."""
        file = self.outputs.get(purpose)
        return load_schema(file) if file else None

    def request(self, purpose: str, *, values: dict[str, Any], **settings: Any) -> Request:
        """A request of this role: the purpose's prompt rendered with `values`, the role's settings, then `settings`.

        Raises:
            BadInput: The role has no prompt for this purpose, or the prompt's variables do not match.
        """
        if purpose not in self.prompts:
            raise BadInput(f"role {self.name!r} has no prompt for {purpose!r}", where=Where(field="prompts"))
        messages: tuple[Message, ...] = render(self.prompts[purpose], **values)
        base: dict[str, Any] = {
            "role": self.name,
            "purpose": purpose,
            "messages": messages,
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
            "top_p": self.top_p,
        }
        return Request(**(base | settings))


def load_role(name: str) -> Role:
    """Read `agents/NAME.yaml`, checked against `schemas/role.schema.json`.

    Raises:
        BadInput: The file is missing, is not YAML, or does not fit the schema.
    """
    path = resources.find("agents", f"{name}.yaml")
    return _parse(str(path), name, path.read_text(encoding="utf-8"))


def load_schema(file: str) -> dict[str, Any]:
    """Read a JSON Schema of `schemas/`, the user's own where there is one.

    Raises:
        BadInput: It is not a JSON object, or no valid JSON Schema.
    """
    path = resources.find("schemas", file)
    return _schema(str(path), path.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _schema(path: str, text: str) -> dict[str, Any]:
    try:
        schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schema)
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: {error.msg}", where=Where(path, error.lineno)) from error
    except jsonschema.SchemaError as error:
        raise BadInput(f"is no JSON Schema: {error.message}", where=Where(path, field=error.json_path)) from error
    if not isinstance(schema, dict):
        raise BadInput("a JSON Schema here is an object", where=Where(path, 1))
    return schema


@lru_cache(maxsize=64)
def _parse(path: str, name: str, text: str) -> Role:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadInput(f"is not YAML: {error}", where=Where(path)) from error
    schema = load_schema("role.schema.json")
    problems = sorted(jsonschema.Draft202012Validator(schema).iter_errors(data), key=str)
    if problems:
        first = problems[0]
        raise BadInput(
            first.message,
            where=Where(path, _line(text, [str(part) for part in first.absolute_path]), first.json_path),
            remedy="see schemas/role.schema.json",
        )
    options = {key: float(value) for key, value in data.pop("options", {}).items()}
    return Role(name=name, options=options, **data)


def _line(text: str, path: list[str]) -> int:
    key = path[-1] if path else ""
    for number, line in enumerate(text.splitlines(), 1):
        if key and line.lstrip().startswith(f"{key}:"):
            return number
    return 1
