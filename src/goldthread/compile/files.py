"""constraints.yaml and the JSON lines of `goldthread compile`."""

from typing import Any

from pydantic import ValidationError

from goldthread.errors import BadInput, Where
from goldthread.schemas.constraint import Compiled
from goldthread.schemas.explain import tupled
from goldthread.schemas.yaml_files import dump_yaml, load_yaml

HEAD = "# The constraints of this run, read from its request. `sections` are numbers of plan.yaml.\n"


def dump_constraints(compiled: Compiled) -> str:
    """Text of constraints.yaml."""
    return HEAD + dump_yaml(compiled.model_dump(mode="json", exclude_defaults=True) | {"request": compiled.request})


def load_constraints(text: str, file: str) -> Compiled:
    """Read constraints.yaml.

    Raises:
        BadInput: It does not fit; with line and field.
    """
    data, line_of = load_yaml(text, file)
    try:
        return Compiled.model_validate(tupled(data))
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(one for one in first["loc"] if isinstance(one, (str, int)))
        raise BadInput(
            first["msg"],
            where=Where(file, line_of(path), ".".join(map(str, path)) or None),
            remedy="correct it or remove the file; then resume",
        ) from error


def to_lines(compiled: Compiled, file: str) -> list[dict[str, Any]]:
    """One record a constraint, then one a sentence left out or impossible."""
    lines: list[dict[str, Any]] = []
    for one in compiled.constraints:
        line: dict[str, Any] = {
            "file": file,
            "kind": one.kind,
            "text": one.text,
            "sections": list(one.sections),
            "quote": one.quote,
            "start": one.start,
            "end": one.end,
            "place": one.place,
            "id": one.id,
        }
        for name in ("minimum", "maximum", "unit", "scope", "before", "read_by"):
            if value := getattr(one, name):
                line[name] = value
        lines.append(line | {"mentions": list(one.mentions)})
    for kind, spans in (("unread", compiled.unread), ("impossible", compiled.impossible)):
        for span in spans:
            lines.append({"file": file, "kind": kind, "text": span.quote[:300], "sections": [], "quote": span.quote,
                          "start": span.start, "end": span.end, "place": "", "reason": span.reason})  # fmt: skip
    return lines
