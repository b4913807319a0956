"""What a navigator is given before its first turn: nothing but the question, the whole schema, or a shortlist."""

from collections.abc import Callable
from dataclasses import dataclass, field

from goldthread.errors import BadInput, Where
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools.catalog_tools import call
from goldthread.navigation.tools.finding import joins_between
from goldthread.navigation.tools.joining import path_text
from goldthread.navigation.tools.result import clip
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats import get_format

Count = Callable[[str], int]
_JOINED = 4
_CHARACTERS = 12
"""More characters a token than any text has: what is longer is not even counted."""
_SHARES = 4
"""A table's description has at most this part of the room, so that several fit."""
_LEAST = 120
"""Tokens below which a table's description says too little."""


@dataclass(frozen=True)
class Briefing:
    """What goes into the prompt, and how its tables were found.

    Attributes:
        text: For the prompt.
        found: How each table in it was found, by table.
    """

    text: str = ""
    found: dict[str, str] = field(default_factory=dict)


def whole_schema(files: CatalogFiles, limit: int, count: Count, format: str = "yaml") -> Briefing:
    """The whole schema in a format.

    Raises:
        BadInput: It does not fit; nothing was asked.
    """
    catalog = files.catalog()
    text = files.searched(("whole", format), lambda: get_format(format).write(catalog))
    tokens = -1 if len(text) > _CHARACTERS * limit else count(text)
    if tokens < 0 or tokens > limit:
        size = f"{tokens:,} tokens" if tokens >= 0 else f"{len(text):,} characters"
        raise BadInput(
            f"the schema of {len(catalog.tables):,} tables has {size}, and {limit:,} tokens fit into the prompt",
            where=Where(field="--agent prompt"),
            remedy="use --agent guided or --agent file, or a model with a larger window",
        )
    return Briefing(text, {one.name: "the whole schema was in the prompt" for one in catalog.tables})


def shortlist(files: CatalogFiles, question: str, limit: int, count: Count, most: int, format: str = "") -> Briefing:
    """Tables ranked by the question, with those on the joins between the first of them, described as far as fits.

    Args:
        files: The catalog.
        question: The question.
        limit: Tokens that the text may have.
        count: Counts tokens.
        most: Tables at most.
        format: Give each table as a file of this format has it, instead of described; those that do not fit are left
            out.
    """
    ranked = files.ranker().best(question, most)
    ways = joins_between(files, [one.table.name for one in ranked[:_JOINED]])
    found = {one.table.name: f"ranked {at} of the shortlist" for at, one in enumerate(ranked, 1)}
    for way in ways:
        ends = f"{way.tables[0]} and {way.tables[-1]}"
        for name in way.tables[1:-1]:
            found.setdefault(name, f"on the join of {ends}")
    joins = "\n".join(path_text(way) for way in ways[:_JOINED])
    parts: list[str] = []
    kept: dict[str, str] = {}
    left = limit
    if joins and count(joins) <= limit // 3:
        left -= count(joins) + 20
    else:
        joins = ""
    share = max(_LEAST, limit // _SHARES)
    for name, how in found.items():
        if left < _LEAST:
            break
        text = (
            _written(files, name, left, count, format) if format else _described(files, name, min(left, share), count)
        )
        if not text:
            continue
        parts.append(text)
        kept[name] = how
        left -= count(text) + 2
    if joins:
        parts.append(f"Joins between the first of them:\n{joins}")
    return Briefing("\n\n".join(parts) or "(no table shares a word with the question)", kept)


def _described(files: CatalogFiles, name: str, room: int, count: Count) -> str:
    """A table's description in so many tokens of the model, which may be more than the tool counts; else nothing."""
    tokens = room
    while tokens >= _LEAST // 2:
        text = call(files, "describe", {"table": name}, tokens=tokens).text
        if count(text) + 2 <= room:
            return text
        tokens = tokens * 3 // 4
    return ""


def _written(files: CatalogFiles, name: str, room: int, count: Count, format: str) -> str:
    """A table as a file of a format has it; nothing where that does not fit."""
    text = get_format(format).write(Catalog("", tables=(files.catalog().by_name[name],))).strip()
    return text if count(text) + 2 <= room else ""


def likely(files: CatalogFiles, question: str, most: int = 5) -> list[tuple[str, str]]:
    """Tables that the question may be about, nearest first, each with what it is; no model is asked."""
    return [(one.table.name, clip(one.table.description, 160)) for one in files.ranker().best(question, most)]
