"""A user's own requirements of a document: the file behind `goldthread audit --constraints`."""

from pathlib import Path
from typing import Any, Literal

import jsonschema

from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Kind
from goldthread.schemas.explain import complaints, explained, tupled, where_of
from goldthread.schemas.job_file import read_text_file
from goldthread.schemas.yaml_files import LineOf, load_yaml


class Requirement(Record):
    """One requirement as a person states it; fields as in `Constraint`, `place` in words."""

    id: str = ""
    text: str = ""
    kind: Kind | None = None
    place: str = ""
    sections: tuple[int, ...] = ()
    mentions: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    scope: Literal["section", "document"] | None = None
    before: str = ""
    weight: float = 1.0


class Question(Record):
    """A checklist question with its weight."""

    question: str
    weight: float = 1.0


class UnitsAsked(Record):
    """What the sections are called, and how many there must be."""

    label: str
    count: int | None = None


class Requirements(Record):
    """All requirements of a document; a plain sentence is read by the grammar like a request."""

    language: str = ""
    units: UnitsAsked | None = None
    constraints: tuple[str | Requirement, ...] = ()
    checklist: tuple[Question, ...] = ()


def requirements_of(data: Any, file: str | None, line_of: LineOf | None = None) -> Requirements:
    """Requirements out of plain data, checked against `schemas/constraints.schema.json`.

    Raises:
        BadInput: A field is unknown, missing or of the wrong type, or two ids are the same.
    """
    if isinstance(data, list):
        data = {"constraints": data}
    if not isinstance(data, dict):
        raise BadInput(
            "requirements are a mapping or a list", where=Where(file, 1), remedy="start with: constraints: [...]"
        )
    errors = complaints(data, "constraints")
    if errors:
        raise explained(_deepest(errors[0]), file, line_of)
    data = dict(data)
    data["checklist"] = [{"question": one} if isinstance(one, str) else one for one in data.get("checklist", ())]
    ready = Requirements.model_validate(tupled(data))
    seen: set[str] = set()
    for at, one in enumerate(ready.constraints):
        where = where_of(file, ("constraints", at), line_of)
        if isinstance(one, str):
            continue
        if one.id and one.id in seen:
            raise BadInput(f"two requirements have the id {one.id!r}", where=where, remedy="name each once")
        seen.add(one.id)
        if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
            raise BadInput(
                f"minimum {one.minimum} is above maximum {one.maximum}", where=where, remedy="correct one of them"
            )
    return ready


def _deepest(error: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """Of alternatives, the complaint about the one that was meant."""
    if error.validator != "anyOf" or not error.context:
        return error
    meant = [one for one in error.context if one.validator != "type" or len(one.relative_path) > 0]
    return _deepest(max(meant, key=lambda one: len(one.absolute_path))) if meant else error


def load_requirements(path: Path) -> tuple[Requirements | None, str]:
    """Read a file of requirements.

    Returns:
        The requirements, None where the file is a run's constraints.yaml; and the file's text.

    Raises:
        BadInput: It cannot be read or does not fit; with file, line, field and remedy.
    """
    text = read_text_file(path, "constraints file")
    data, line_of = load_yaml(text, str(path))
    if isinstance(data, dict) and "request" in data:
        return None, text
    return requirements_of(data, str(path), line_of), text
