"""A labelled file: what people say of a text and what a judge says, in JSON lines."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.json_lines import read_json_lines

Value = float | str
_FORM = 'each line: {"id": ..., "label": ..., "judge": one value, or a list of repeated values}'
_GREATEST = 1e9


@dataclass(frozen=True)
class Labelled:
    """One text's label and the judge's answers, one a repetition; none where the judge gave no answer."""

    id: str
    label: Value
    answers: tuple[Value, ...]


def read_labelled(path: Path) -> list[Labelled]:
    """Read a labelled file; true and false are read as 1 and 0, a null answer as none.

    Raises:
        BadInput: The file cannot be read, a line lacks `id`, `label` or `judge`, an id comes twice, or numbers and texts
            are mixed; with the line.
    """
    found: list[Labelled] = []
    lines: dict[str, int] = {}
    kind: type | None = None
    for number, row in read_json_lines(path, "labelled file"):
        where = Where(str(path), number)
        one = _labelled(row, where)
        if one.id in lines:
            raise BadInput(
                f"{one.id!r:.60} was on line {lines[one.id]} already",
                where=Where(where.file, number, "id"),
                remedy="give repeated answers to one text as a list in `judge`",
            )
        lines[one.id] = number
        for value in (one.label, *one.answers):
            kind = kind or type(value)
            if type(value) is not kind:
                problem = f"{value!r:.40} is a {_named(type(value))} where the lines before have {_named(kind)}s"
                raise BadInput(problem, where=where, remedy="give labels and answers on one scale")
        found.append(one)
    if not found:
        raise BadInput("holds no labels", where=Where(str(path)), remedy=_FORM)
    return found


def _labelled(row: dict[str, Any], where: Where) -> Labelled:
    for field in ("id", "label", "judge"):
        if field not in row:
            raise BadInput(f"has no `{field}`", where=where, remedy=_FORM)
    given = row["judge"] if isinstance(row["judge"], list) else [row["judge"]]
    answers = tuple(_value(one, "judge", where) for one in given if one is not None)
    if type(row["id"]) not in (str, int):
        raise BadInput("is neither a text nor a number", where=Where(where.file, where.line, "id"), remedy=_FORM)
    return Labelled(str(row["id"]), _value(row["label"], "label", where), answers)


def _value(value: Any, field: str, where: Where) -> Value:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, int | float) and abs(value) <= _GREATEST:
        return float(value)
    raise BadInput(
        f"is {value!r:.40}, neither a number nor a word",
        where=Where(where.file, where.line, field),
        remedy=_FORM,
    )


def _named(kind: type) -> str:
    return "text" if kind is str else "number"
