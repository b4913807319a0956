"""Sections out of any reply: the forms are tried in order of certainty, on what is left without echoes and thinking."""

import json
from collections.abc import Callable

from goldthread.agents.planning.agentwrite import read_agentwrite
from goldthread.agents.planning.alternatives import final_parts
from goldthread.agents.planning.fields import numbers_of
from goldthread.agents.planning.headings import read_headings
from goldthread.agents.planning.items import Parsed, PlanItem
from goldthread.agents.planning.json_plans import read_json
from goldthread.agents.planning.label_blocks import read_label_blocks
from goldthread.agents.planning.listed import read_list
from goldthread.agents.planning.prose import read_named, read_prose
from goldthread.agents.planning.reply_text import clean
from goldthread.agents.planning.tables import read_csv, read_table
from goldthread.agents.planning.xml_plans import read_xml
from goldthread.agents.planning.yaml_plans import read_yaml

Read = Callable[[str], Parsed | list[PlanItem] | None]
_FORMS: tuple[Read, ...] = (
    read_json,
    read_xml,
    read_yaml,
    read_label_blocks,
    read_agentwrite,
    read_table,
    read_csv,
    read_headings,
    read_named,
    read_list,
    read_prose,
)


def parse_plan(reply: str) -> Parsed:
    """Read the sections of a plan out of a reply.

    Preambles, closing remarks, ellipses and repeated entries are never sections, nor are schemas, examples of the form
    or drafts beside a final plan; of a reply that breaks off the whole sections are read.

    Args:
        reply: A model's reply, however formed.

    Returns:
        The sections in the reply's order, and notes on what was mended; no items where nothing of a plan was found.
    """
    text = clean(reply)
    for part in final_parts(text):
        parsed = _read(part)
        if parsed is not None:
            return _unique(parsed, [*parsed.notes, "of two alternatives the final one was read"])
    parsed = _read(text) or Parsed(items=())
    return _unique(parsed, list(parsed.notes))


def _read(text: str) -> Parsed | None:
    for form in _FORMS:
        found = form(text)
        if isinstance(found, list):
            found = Parsed(items=tuple(found))
        if found is not None and found.items:
            return found
    return None


def _unique(parsed: Parsed, notes: list[str]) -> Parsed:
    seen: dict[tuple[str, str, int | None], PlanItem] = {}
    for item in parsed.items:
        key = (item.title.casefold().rstrip("."), " ".join(item.brief.split()).casefold(), item.words)
        seen.setdefault(key, item)
    items = list(seen.values())
    if len(items) < len(parsed.items):
        notes = [*notes, f"{len(parsed.items) - len(items)} repeated sections were left out"]
    numbers = numbers_of(items)
    if numbers and sorted(numbers) != list(range(numbers[0], numbers[0] + len(numbers))):
        notes = [*notes, "the numbering had gaps or repeats"]
    return parsed.model_copy(update={"items": tuple(items), "notes": tuple(notes)})


def json_error(reply: str) -> str:
    """What is wrong with a reply as JSON, for the one repair."""
    start = reply.find("{")
    try:
        json.loads(reply[start : reply.rfind("}") + 1] if start >= 0 else reply)
    except ValueError as error:
        return str(error)
    return "it has no list of sections"
