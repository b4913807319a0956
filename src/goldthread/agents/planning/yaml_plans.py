"""Plans in YAML, by the safe loader and within its limits; also with colons in plain text, and cut short."""

import json
import re
from typing import Any

from goldthread.agents.planning.fields import LIST_KEYS, field_of, get, normal, unnumbered
from goldthread.agents.planning.items import Parsed
from goldthread.agents.planning.json_plans import from_data
from goldthread.errors import BadInput
from goldthread.schemas.yaml_files import load_yaml

_MOST = 200_000
_KEY = re.compile(
    r"^(?P<lead>\s*(?:-\s+)?)(?P<key>[\"']?[^\W\d_][^\s:：\"'][^\n:\"']{0,30}?|\w)[\"']?:(?:[ \t]+(?P<value>.*))?$"
)
_FENCED = re.compile(r"```+\s*(?:ya?ml)?[ \t]*\n(.*?)(?:\n[ \t]*```|\Z)", re.S | re.I)


def read_yaml(text: str) -> Parsed | None:
    """The plan in a reply's YAML; None where it has none."""
    parts = [found[1] for found in _FENCED.finditer(text)][:5] or [text]
    for part in parts:
        block, open_end = _block(part[:_MOST])
        if not block:
            continue
        data = _load(block)
        if data is None or not _has_sections(data):
            continue
        if open_end and not re.search(r"```\s*\Z", text):
            data = _without_cut(data, block)
        parsed = from_data(data)
        if parsed is not None and parsed.items:
            return parsed.model_copy(update={"items": tuple(unnumbered(list(parsed.items)))})
    return None


def _block(text: str) -> tuple[list[str], bool]:
    """The lines that may be YAML, from the first key of a plan on; and whether they go to the text's end."""
    lines = text.expandtabs(2).split("\n")
    start = next((at for at, line in enumerate(lines) if _opens(line)), None)
    if start is None or not any(line.lstrip().startswith("- ") for line in lines):
        return [], False
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.strip() and not line.startswith((" ", "-", "#")) and not _KEY.match(line):
            return lines[start:at], False
    return lines[start:], True


def _opens(line: str) -> bool:
    match = _KEY.match(line)
    if match is None:
        return False
    key = normal(match["key"])
    return key in LIST_KEYS or key in ("title", "plan", "digest") or field_of(key) in ("title", "id")


def _load(lines: list[str]) -> Any:
    """The data of the lines; where they are no YAML, with plain text quoted, then without the last entry."""
    quoted = [_quoted(line) for line in lines]
    entries = [at for at, line in enumerate(lines) if line.lstrip().startswith("- ") and _KEY.match(line)]
    for attempt in (lines, quoted, quoted[: entries[-1]] if entries else []):
        try:
            data, _ = load_yaml("\n".join(attempt), "reply")
        except (BadInput, RecursionError):
            continue
        return data
    return None


def _quoted(line: str) -> str:
    match = _KEY.match(line)
    if match is None or not match["value"]:
        return line
    value = match["value"].strip()
    if re.match(r"[|>][+-]?\d?$|[\[{\"']", value) and not re.match(r"[\"'].*[\"'].*\S$(?<![\"'])", value):
        return line
    return line[: match.start("value")] + json.dumps(value, ensure_ascii=False)


def _has_sections(data: Any) -> bool:
    sections = data if isinstance(data, list) else get(data, LIST_KEYS) if isinstance(data, dict) else None
    if isinstance(sections, dict):
        sections = list(sections.values())
    return isinstance(sections, list) and any(isinstance(one, dict) for one in sections)


def _without_cut(data: Any, lines: list[str]) -> Any:
    """The data without a last section that has only the first of the fields that all others have."""
    holder = data if isinstance(data, list) else get(data, LIST_KEYS)
    if not isinstance(holder, list) or len(holder) < 2 or not all(isinstance(one, dict) for one in holder):
        return data
    fields = list(holder[0])
    last = list(holder[-1])
    same = all(list(one) == fields for one in holder[:-1])
    if not same or last != fields[: len(last)] or len(last) == len(fields) or not lines[-1].strip():
        return data
    kept = holder[:-1]
    return (
        kept
        if isinstance(data, list)
        else {**{key: value for key, value in data.items() if value is not holder}, "sections": kept}
    )
