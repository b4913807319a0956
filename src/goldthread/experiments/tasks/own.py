"""A person's own corpora and questions, stated in a grid's settings."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from goldthread.errors import BadInput, Where
from goldthread.navigation.corpora.questions import Question
from goldthread.schemas.base import Record
from goldthread.schemas.job_file import read_text_file
from goldthread.schemas.yaml_files import load_yaml

_REMEDY = "write a list of {id: ..., question: ..., sql: ..., tier: 1}"


class OwnCorpus(Record):
    """A corpus of a person's own.

    Attributes:
        source: What `goldthread catalog build` takes: a database, DDL, a catalog's folder, ...
        database: What queries are run on; the source itself where it is a database.
    """

    source: Annotated[str, Field(min_length=1)]
    database: str = ""


class OwnQuestion(Record):
    """A question of a person's own, with a right query."""

    id: Annotated[str, Field(min_length=1)]
    question: Annotated[str, Field(min_length=1)]
    sql: Annotated[str, Field(min_length=1)]
    tier: Annotated[int, Field(ge=1, le=9)] = 1


def own_corpora(settings: Mapping[str, Any]) -> dict[str, OwnCorpus]:
    """Corpora under `settings.corpora`, their paths taken from the grid's root.

    Raises:
        BadInput: A field is unknown or missing.
    """
    found = {}
    told = settings.get("corpora") or {}
    for name, fields in told.items() if isinstance(told, Mapping) else ():
        try:
            one = OwnCorpus.model_validate(dict(fields), strict=False)
        except (ValidationError, TypeError, ValueError) as error:
            message = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            where = Where(field=f"settings.corpora.{name}")
            raise BadInput(message, where=where, remedy="fields: source, database") from error
        source = _placed(one.source, settings)
        found[name] = OwnCorpus(source=source, database=_placed(one.database, settings) or source)
    return found


def _placed(told: str, settings: Mapping[str, Any]) -> str:
    return told if not told or "://" in told else str(Path(str(settings.get("root", ""))) / told)


def questions_file(settings: Mapping[str, Any]) -> Path:
    """The file `settings.questions`."""
    return Path(_placed(str(settings["questions"]), settings))


def own_questions(settings: Mapping[str, Any]) -> dict[str, Question]:
    """Questions of the file `settings.questions`, by id; none where there is no such setting.

    Raises:
        BadInput: The file cannot be read, or a question lacks a field; with file and line.
    """
    told = settings.get("questions")
    if not told:
        return {}
    path = questions_file(settings)
    data, line_of = load_yaml(read_text_file(path, "file of questions"), str(path))
    if not isinstance(data, list) or not data:
        raise BadInput("is no list of questions", where=Where(str(path), 1), remedy=_REMEDY)
    found: dict[str, Question] = {}
    for at, fields in enumerate(data):
        try:
            one = OwnQuestion.model_validate(fields, strict=False)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise BadInput(first["msg"], where=Where(str(path), line_of((at,)), field), remedy=_REMEDY) from error
        if one.id in found:
            raise BadInput(f"the id {one.id!r} is there twice", where=Where(str(path), line_of((at,)), "id"))
        found[one.id] = Question(one.id, one.tier, one.question, one.sql.strip(), (), ())
    return found


def data_identity(database: str) -> str:
    """Hash of a database's bytes; of a server, its address without a password."""
    path = Path(database)
    if not path.is_file():
        from goldthread.navigation.sql.database import database_of

        return hashlib.sha256(database_of(database).name.encode()).hexdigest()[:20]
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:20]
