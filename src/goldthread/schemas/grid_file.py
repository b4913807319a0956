"""Reading a grid file: strict YAML, then its JSON Schema, then the typed grid; every error names line and field."""

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goldthread import resources
from goldthread.errors import BadInput, Where
from goldthread.schemas.explain import complaints, explained, typed, where_of, with_choices
from goldthread.schemas.grid import NAME, Grid
from goldthread.schemas.job_file import read_text_file
from goldthread.schemas.yaml_files import LineOf, load_yaml

PRESETS = "experiments"
"""Folder of the shipped grids, below the asset folder `workflows`."""


def presets() -> list[str]:
    """Names of the shipped grids, sorted."""
    folder = resources.folder("workflows") / PRESETS
    return sorted(path.stem for path in folder.glob("*.yaml"))


def find_grid(given: str) -> Path:
    """The grid file that a person names: a path, or a shipped grid's name.

    Raises:
        BadInput: There is neither.
    """
    path = Path(given)
    if path.exists() or given.endswith((".yaml", ".yml")) or "/" in given:
        return path
    shipped = resources.folder("workflows") / PRESETS / f"{given}.yaml"
    if shipped.is_file():
        return shipped
    near = difflib.get_close_matches(given, presets(), 1)
    known = f"did you mean {near[0]}?" if near else f"shipped are: {', '.join(presets())}"
    raise BadInput("there is no such grid file, nor a shipped grid of that name", where=Where(given), remedy=known)


def load_grid(path: Path) -> Grid:
    """Read a grid file.

    Raises:
        BadInput: See `parse_grid`.
    """
    return parse_grid(read_text_file(path, "grid file"), str(path))


def parse_grid(text: str, file: str) -> Grid:
    """Read a grid out of YAML text.

    Raises:
        BadInput: The text is no YAML within our limits, or a field is unknown, missing or of the wrong type; with file,
            line, field and remedy.
    """
    data, line_of = load_yaml(text, file)
    return grid_of(data, file, line_of)


def grid_of(data: Any, file: str | None, line_of: LineOf | None = None) -> Grid:
    """A grid out of plain data, checked against `schemas/grid.schema.json` and then typed.

    Raises:
        BadInput: A field is unknown, missing or of the wrong type, or names a factor that there is not.
    """
    if not isinstance(data, dict):
        raise BadInput("a grid is a mapping of fields", where=Where(file, 1), remedy="start with: name: ...")
    errors = complaints(data, "grid")
    if errors:
        raise explained(errors[0], file, line_of, schema="grid")
    grid = typed(Grid, with_choices(data), "grid", file, line_of)
    _check_sense(grid, file, line_of)
    return grid


def _check_sense(grid: Grid, file: str | None, line_of: LineOf | None) -> None:
    """What no schema sees: names of factors that there are not, a factor of our own, a contrast without a margin."""
    if "repeat" in grid.factors:
        raise BadInput(
            "the factor 'repeat' is made by repeats",
            where=where_of(file, ("factors", "repeat"), line_of),
            remedy=f"write repeats: {len(grid.factors['repeat'])} beside factors",
        )
    known = [*grid.factors, "repeat"]
    for name in grid.factors:
        if not re.fullmatch(NAME, name):
            raise BadInput(
                f"{name!r} cannot be a factor's name",
                where=where_of(file, ("factors", name), line_of),
                remedy="use small letters, digits and _, a letter first, at most 40",
            )
    for field in ("exclude", "only"):
        for index, condition in enumerate(getattr(grid, field)):
            _check_names(condition, known, (field, index), file, line_of)
    if "pair_by" in grid.model_fields_set:
        for index, name in enumerate(grid.pair_by):
            _check_names([name], known, ("pair_by", index), file, line_of, last=False)
    asked = grid.hypothesis
    if asked is None:
        return
    _check_names([asked.factor], known, ("hypothesis", "factor"), file, line_of, last=False)
    _check_names(asked.where, known, ("hypothesis", "where"), file, line_of)
    if asked.claim != "different" and asked.margin is None:
        raise BadInput(
            f"the claim {asked.claim!r} needs a margin",
            where=where_of(file, ("hypothesis", "claim"), line_of),
            remedy="add margin: the greatest difference that does not matter, such as 0.05",
        )
    if asked.better == asked.than:
        raise BadInput(
            f"{asked.better!r} is compared with itself",
            where=where_of(file, ("hypothesis", "than"), line_of),
            remedy="name another level",
        )


def _check_names(
    names: Any,
    known: list[str],
    place: Sequence[str | int],
    file: str | None,
    line_of: LineOf | None,
    *,
    last: bool = True,
) -> None:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            remedy = f"did you mean {near[0]}?" if near else f"factors are: {', '.join(known)}"
            where = where_of(file, [*place, name] if last else place, line_of)
            raise BadInput(f"there is no factor {name!r}", where=where, remedy=remedy)
