"""Demands that name no place: of order, of structure, of what must be mentioned, of style."""

import re

from goldthread.compile.phrases import mentions_of
from goldthread.compile.tongues.marks import comes_second
from goldthread.compile.tongues.parting import Part
from goldthread.compile.tongues.readings import Readings
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.token import Token
from goldthread.compile.tongues.wording import named_place, said, without_places

_ANYTHING = frozenset(("any", "alles", "tout", "toute", "todo", "toda"))
"""Words for everything, which are not of each of several things."""


def add_loose(to: Readings, piece: Part, telling: Telling, inside: list[Token], *, task: bool) -> None:
    """A demand that names no place: of structure, of what must be mentioned, or of style."""
    text = piece.text
    language = to.setting.language
    if task:
        if telling.has_style and not telling.is_background:
            to.add(piece, "free", said(text), scope="document")
        return
    named = named_place(text, language)
    if named is not None and not telling.is_background:
        name, start, end = named
        bare = without_places(text, [(start, end)])
        to.add(piece, "single", bare, mentions=mentions_of(bare, language), place=f"the section named {name}")
        return
    if telling.is_background:
        return
    every = [
        at
        for at, one in enumerate(inside[:-1])
        if one.kind == "v" and one.text.lower() not in _ANYTHING and inside[at + 1].kind in ".up"
    ]
    asks = (telling.demands or telling.is_fragment) and not telling.only_style
    leads = every and (every[0] == 0 or (language != "en" and every[0] == 1 and inside[0].kind in "pR"))
    if (every and len(inside) > 2 and (leads or asks)) or (telling.always and asks):
        mentions = mentions_of(said(text), language)
        to.add(piece, "everywhere", said(text), mentions=mentions, sections=to.all(), scope="section")
        return
    if language != "en" and telling.tells_cast:
        to.add(piece, "free", said(text), scope="document")
        return
    if telling.has_structure and asks:
        to.add(piece, "structure", said(text), scope="document")
        return
    if telling.lists_topics or (telling.demands and telling.mentions):
        to.add(piece, "checklist", said(text), mentions=mentions_of(said(text), language), scope="document")
        return
    if (
        (telling.has_style and (telling.demands or telling.is_fragment or telling.is_copular or telling.names_style))
        or telling.demands
        or telling.is_short
    ):
        to.add(piece, "free", said(text), scope="document")


def add_order(to: Readings, piece: Part, match: re.Match[str]) -> None:
    """Add the order of two things that a part says."""
    groups = {key[0]: value for key, value in match.groupdict().items() if value}
    one, two = groups.get("a", ""), groups.get("b", "")
    first, second = (two, one) if comes_second(match[0]) else (one, two)
    language = to.setting.language
    to.add(
        piece,
        "order",
        said(piece.text),
        before=mentions_of(first.strip(" ."), language)[0] if first.strip() else "",
        mentions=mentions_of(second.strip(" ."), language) if second.strip() else (),
        scope="document",
    )
