"""A job out of flags, and the settings that stand behind them."""

import sys
from pathlib import Path
from typing import Any

from goldthread.config import Resolved, resolve
from goldthread.errors import BadInput, Where
from goldthread.schemas.job import Ceilings, Job, Length, ModelChoice

ROLES = ("default", "compiler", "planner", "writer", "reviser", "judge")


def job_of_flags(given: str, roles: list[str] | None, flags: dict[str, Any]) -> tuple[Job, Path, dict[str, Resolved]]:
    """The job of a command line: the file or request given, changed by what flags, variables and files say.

    Args:
        given: A job file's path, the request itself, or `-` for a request on stdin.
        roles: `ROLE=MODEL` pairs.
        flags: Flags by setting name.

    Raises:
        BadInput: Something given cannot be used.
    """
    from goldthread.api import make_job

    settings = resolve(flags)
    value = {name: one.value for name, one in settings.items()}
    request = sys.stdin.read() if given == "-" else given
    if not request.strip():
        raise BadInput(
            "the request is empty", where=Where(field="request"), remedy="say in your own words what to write"
        )
    if "\0" in request:
        raise BadInput("holds a NUL byte", where=Where(field="request"), remedy="give plain text")
    job, root = make_job({"request": request}) if given == "-" else make_job(request)
    changes: dict[str, Any] = {
        name: value[name]
        for name in ("title", "language", "style", "seed", "method", "context", "concurrency", "prompt_tokens")
        if value[name] is not None
    }
    if value["words"] is not None and value["characters"] is not None:
        raise BadInput("give words or characters, not both", where=Where(field="--characters"))
    if value["words"] is not None:
        changes["length"] = Length(words=value["words"])
    if value["characters"] is not None:
        changes["length"] = Length(characters=value["characters"])
    if ceilings := ceilings_of(value):
        changes["ceilings"] = Ceilings(**(job.ceilings.model_dump() | ceilings))
    if models := models_of(value, roles):
        changes["models"] = {**job.models, **models}
    from goldthread.schemas.job_file import job_of

    checked = job_of(_plain(job.model_copy(update=changes)), None)
    return checked, root, settings


def _plain(job: Job) -> dict[str, Any]:
    return job.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"request": job.request}


def ceilings_of(value: dict[str, Any]) -> dict[str, Any]:
    """Ceilings that flags or settings name."""
    names = {"max_tokens": "tokens", "max_cost": "cost", "max_time": "minutes"}
    return {field: value[name] for name, field in names.items() if value[name] is not None}


def models_of(value: dict[str, Any], roles: list[str] | None) -> dict[str, ModelChoice]:
    """Models that flags or settings name.

    Raises:
        BadInput: A role is unknown or a pair has no `=`.
    """
    models: dict[str, ModelChoice] = {}
    extra = {name: value[name] for name in ("base_url", "key_env") if value[name] is not None}
    if value["model"]:
        models["default"] = ModelChoice(model=value["model"], **extra)
    elif extra:
        raise BadInput("--base-url needs a model", where=Where(field="--base-url"), remedy="add --model openai:NAME")
    for pair in roles or []:
        role, equals, name = pair.partition("=")
        if not equals or not name or role not in ROLES:
            raise BadInput(
                f"{pair!r} is not ROLE=MODEL", where=Where(field="--role"), remedy=f"roles are: {', '.join(ROLES)}"
            )
        models[role] = ModelChoice(model=name, **extra)
    return models
