"""Reading a job file: strict YAML, then its JSON Schema, then the typed job; every error names line and field."""

from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.explain import complaints, explained, typed, where_of, with_choices
from goldthread.schemas.job import Job
from goldthread.schemas.yaml_files import LineOf, load_yaml

MAX_BYTES = 5_000_000


def read_text_file(path: Path, what: str, *, most: int = MAX_BYTES) -> str:
    """Text of a file that a person gave.

    Args:
        path: The file.
        what: What it is, for messages.
        most: Greatest size in bytes.

    Raises:
        BadInput: It is missing, no file, too large, not UTF-8, or holds NUL bytes.
    """
    where = Where(str(path))
    if not path.exists():
        raise BadInput(f"there is no such {what}", where=where, remedy="correct the path")
    if not path.is_file():
        raise BadInput(f"is not a file; a {what} is needed", where=where, remedy="name the file itself")
    try:
        size = path.stat().st_size
        if size > most:
            remedy = "put long material into files and name them under sources" if most == MAX_BYTES else "split it"
            raise BadInput(f"is {size:,} bytes; a {what} has at most {most:,}", where=where, remedy=remedy)
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=where, remedy="check its permissions") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput("is not UTF-8 text", where=Where(str(path), line), remedy="save it as UTF-8") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadInput("holds a NUL byte", where=Where(str(path), line), remedy="save it as plain UTF-8 text")
    return text


def load_job(path: Path) -> Job:
    """Read a job file.

    Raises:
        BadInput: See `parse_job`.
    """
    return parse_job(read_text_file(path, "job file"), str(path))


def parse_job(text: str, file: str) -> Job:
    """Read a job out of YAML text.

    Raises:
        BadInput: The text is no YAML within our limits, or a field is unknown, missing or of the wrong type; with file,
            line, field and remedy.
    """
    data, line_of = load_yaml(text, file)
    return job_of(data, file, line_of)


def job_of(data: Any, file: str | None, line_of: LineOf | None = None) -> Job:
    """A job out of plain data, checked against `schemas/job.schema.json` and then typed.

    Raises:
        BadInput: A field is unknown, missing or of the wrong type.
    """
    if not isinstance(data, dict):
        raise BadInput("a job is a mapping of fields", where=Where(file, 1), remedy="start with: request: ...")
    errors = complaints(data, "job")
    if errors:
        raise explained(errors[0], file, line_of)
    if not str(data["request"]).strip():
        raise BadInput(
            "the request is empty",
            where=where_of(file, ("request",), line_of),
            remedy="say in your own words what to write",
        )
    job = typed(Job, with_choices(data), "job", file, line_of)
    _check_sense(job, file, line_of)
    return job


def _check_sense(job: Job, file: str | None, line_of: LineOf | None) -> None:
    """What no schema sees: an outline longer than the whole, bounds that exclude each other."""
    for index, constraint in enumerate(job.constraints):
        if (
            constraint.minimum is not None
            and constraint.maximum is not None
            and constraint.minimum > constraint.maximum
        ):
            raise BadInput(
                f"minimum {constraint.minimum} is above maximum {constraint.maximum}",
                where=where_of(file, ("constraints", index, "minimum"), line_of),
                remedy="correct one of them",
            )
    for index, item in enumerate(job.outline):
        if not item.title.strip():
            raise BadInput(
                "the title is blank",
                where=where_of(file, ("outline", index, "title"), line_of),
                remedy="give it a title",
            )
    planned = sum(item.words or 0 for item in job.outline)
    total = (job.length.words or job.length.characters) if job.length else None
    if total is not None and planned > total:
        raise BadInput(
            f"the outline asks for {planned:,}, the whole has {total:,}",
            where=where_of(file, ("outline",), line_of),
            remedy="raise length or lower the sections' words",
        )
    if total is not None and len(job.outline) > total:
        raise BadInput(
            f"{len(job.outline)} sections do not fit into {total} words",
            where=where_of(file, ("outline",), line_of),
            remedy="raise length",
        )
