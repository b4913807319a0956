"""What a tool gives back: text for a model, the same as data, and how to go on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.tokens import count_tokens

_FOOT = 30
"""Tokens kept for the line that says what is left."""


@dataclass(frozen=True)
class Bounds:
    """How much one result may have."""

    matches: int = 50
    bytes: int = 16_000
    tokens: int = 2_000


@dataclass(frozen=True)
class Result:
    """What a tool found.

    Attributes:
        text: For a model or a person to read; within the bounds.
        items: The same as plain data.
        cursor: What to give as `cursor` for what comes next; empty at the end.
        more: How many more there are; -1 where that is not known.
    """

    text: str
    items: list[dict[str, Any]] = field(default_factory=list)
    cursor: str = ""
    more: int = 0

    def data(self) -> dict[str, Any]:
        """The whole result as plain data."""
        return {"items": self.items, "more": self.more, "cursor": self.cursor}


@dataclass(frozen=True)
class Block:
    """One item: its text, one line or several, and its data."""

    text: str
    item: Mapping[str, Any]


def number_of(cursor: str) -> int:
    """The place that a cursor names.

    Raises:
        BadInput: It is no cursor.
    """
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 12):
        raise BadInput(
            f"is no cursor: {cursor[:40]!a}",
            where=Where(field="cursor"),
            remedy="give the cursor of the last result as it was, or none to begin",
        )
    return int(cursor)


def clip(text: str, longest: int) -> str:
    """A text on one line, cut where it is too long."""
    flat = " ".join(text[: 4 * longest].split())
    return flat if len(flat) <= longest and len(text) <= 4 * longest else flat[: longest - 1] + "…"


def pack(
    head: str,
    total: int,
    block: Callable[[int], Block],
    cursor: str,
    bounds: Bounds,
    *,
    what: str = "more",
    capped: bool = False,
    resumable: bool = True,
) -> Result:
    """As many items as the bounds allow, from the cursor on, and a line that says how many more there are.

    Args:
        head: First line; empty for none.
        total: Number of items.
        block: The item of a number.
        cursor: Where to begin.
        bounds: How much there may be.
        what: What the items are, for the last line.
        capped: Whether there are more than `total`.
        resumable: Whether a cursor can be given for the next.
    """
    start = number_of(cursor)
    texts = [head] if head else []
    tokens = count_tokens(head) + _FOOT
    size = len(head.encode())
    items: list[dict[str, Any]] = []
    at = start
    while at < total and len(items) < bounds.matches:
        one = block(at)
        text, cost = _fitting(one.text, bounds, tokens, size, first=not items)
        if not text:
            break
        texts.append(text)
        items.append(dict(one.item))
        tokens += cost
        size += len(text.encode()) + 1
        at += 1
    left = max(0, total - at)
    if left:
        way = f"; for the next: cursor={at}" if resumable else ", not shown"
        texts.append(f"... {left:,}{'+' if capped else ''} more {what}{way}")
    elif start and not items:
        texts.append("Nothing more.")
    text = "\n".join(filter(None, texts))
    return Result(text, items, str(at) if left and resumable else "", left)


def _fitting(text: str, bounds: Bounds, tokens: int, size: int, *, first: bool) -> tuple[str, int]:
    """The text and its tokens, or nothing where it does not fit; the first is cut until it does."""
    longest = 4 * bounds.tokens
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    while True:
        cost = count_tokens(text) + 1
        if tokens + cost <= bounds.tokens and size + len(text.encode()) + 60 <= bounds.bytes:
            return text, cost
        if not first or len(text) < 20:
            return "", 0
        text = text[: len(text) * 3 // 4] + "…"


def joined(parts: Sequence[str], most: int = 5) -> str:
    """Names with commas, the rest as a number."""
    more = f" and {len(parts) - most:,} more" if len(parts) > most else ""
    return f"{', '.join(parts[:most])}{more}"
