"""What a JSON Schema finds wrong with a file, in words for the person who wrote it."""

import difflib
import json
from collections.abc import Sequence
from typing import Any, TypeVar

import jsonschema
from pydantic import BaseModel, ValidationError

from goldthread import resources
from goldthread.errors import BadInput, Where
from goldthread.schemas.yaml_files import LineOf

Kind = TypeVar("Kind", bound=BaseModel)


def tupled(data: Any) -> Any:
    """Lists as tuples, for strict models."""
    if isinstance(data, dict):
        return {key: tupled(value) for key, value in data.items()}
    return tuple(tupled(item) for item in data) if isinstance(data, list) else data


def complaints(data: Any, name: str) -> list[jsonschema.ValidationError]:
    """What `schemas/NAME.schema.json` finds wrong, by place."""
    schema = json.loads(resources.read("schemas", f"{name}.schema.json"))
    return sorted(jsonschema.Draft202012Validator(schema).iter_errors(data), key=lambda one: list(map(str, one.path)))


def with_choices(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of a file with `models` written out: a name alone is a choice of that model."""
    models = data.get("models")
    if not isinstance(models, dict):
        return dict(data)
    return data | {"models": {key: {"model": one} if isinstance(one, str) else one for key, one in models.items()}}


def typed(kind: type[Kind], data: Any, name: str, file: str | None, line_of: LineOf | None) -> Kind:
    """Data that fit the schema as what they stand for.

    Raises:
        BadInput: What no schema sees.
    """
    try:
        return kind.model_validate(tupled(data), strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(
            first["msg"], where=where_of(file, first["loc"], line_of), remedy=f"see schemas/{name}.schema.json"
        ) from error


def where_of(file: str | None, path: Sequence[str | int], line_of: LineOf | None) -> Where:
    """Place of a field: `constraints[2].minimum` and its line."""
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return Where(file, line_of(tuple(path)) if line_of else None, field or None)


def explained(
    error: jsonschema.ValidationError, file: str | None, line_of: LineOf | None, *, schema: str = "job"
) -> BadInput:
    """A schema's complaint in words: what stands there, what must, and what to do; `schema` names its file."""
    path: list[str | int] = list(error.absolute_path)
    if error.validator == "oneOf" and error.context:
        fields = [one for one in error.context if one.validator != "type" or len(one.path) > 0]
        if isinstance(error.instance, dict) and fields:
            return explained(max(fields, key=lambda one: len(one.absolute_path)), file, line_of, schema=schema)
    if error.validator == "additionalProperties" or "propertyNames" in error.absolute_schema_path:
        known = _known_fields(error)
        unknown = (
            next((key for key in error.instance if key not in known), "") if isinstance(error.instance, dict) else ""
        )
        name = str(unknown or error.instance)
        near = difflib.get_close_matches(name, known, 1)
        remedy = f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"
        return BadInput(f"unknown field {name!r}", where=where_of(file, [*path, name], line_of), remedy=remedy)
    if error.validator == "required":
        missing = next(one for one in _listed(error.validator_value) if one not in _instance(error))
        return BadInput(
            f"the field {missing!r} is missing",
            where=where_of(file, [*path, missing], line_of)
            if not line_of
            else Where(file, line_of(tuple(path)), ".".join(map(str, [*path, missing]))),
            remedy=f"see schemas/{schema}.schema.json"
            + (", or start from: goldthread init" if schema == "job" else ""),
        )
    shown = json.dumps(error.instance, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    wants = {
        "type": f"must be {_type_name(error.validator_value)}",
        "enum": f"must be one of: {', '.join(map(str, _listed(error.validator_value)))}"
        if error.validator == "enum"
        else "",
        "minimum": f"must be at least {error.validator_value}",
        "exclusiveMinimum": f"must be above {error.validator_value}",
        "maximum": f"must be at most {error.validator_value}",
        "minLength": "must not be empty",
        "maxLength": f"must have at most {error.validator_value} characters",
        "pattern": "does not have the right form",
        "minProperties": "needs words or characters" if "length" in path else "must not be empty",
        "uniqueItems": "has something twice",
        "minItems": "must not be empty",
        "maxProperties": "takes words or characters, not both",
        "oneOf": "must be a model's name or its fields" if "models" in path else "does not have the right form",
    }.get(str(error.validator), error.message)
    return BadInput(f"{shown} {wants}", where=where_of(file, path, line_of), remedy=_remedy(error, schema))


def _known_fields(error: jsonschema.ValidationError) -> list[str]:
    parent = error.schema
    if isinstance(parent, dict) and "enum" in parent:
        return list(map(str, parent["enum"]))
    return sorted(parent.get("properties", {})) if isinstance(parent, dict) else []


def _instance(error: jsonschema.ValidationError) -> dict[str, Any]:
    return error.instance if isinstance(error.instance, dict) else {}


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _type_name(kind: object) -> str:
    names = {
        "string": "text",
        "integer": "a whole number",
        "number": "a number",
        "array": "a list",
        "object": "a mapping",
        "null": "nothing",
        "boolean": "true or false",
    }
    kinds = kind if isinstance(kind, list) else [kind]
    return " or ".join(names.get(str(one), str(one)) for one in kinds)


def _remedy(error: jsonschema.ValidationError, schema: str) -> str:
    about = error.schema.get("description") if isinstance(error.schema, dict) else None
    return str(about) if about else f"see schemas/{schema}.schema.json"
