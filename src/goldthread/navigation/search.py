"""Patterns that a model or a stranger wrote, over one large text, within a time limit."""

import heapq
import time
from collections.abc import Iterator
from typing import Any

import regex  # type: ignore[import-untyped]

from goldthread.errors import BadInput, Where
from goldthread.navigation.literals import branches

SECONDS = 0.5
STEP = 0.1
"""Seconds of the processor that one window may take; any pattern that means well takes a hundredth of it."""
LONGEST = 1_000
WINDOW = 8_000
"""Characters searched at once, and the rest of the last line: what a pattern remembers on its way back stays small."""
SAMPLE = 500_000
"""Characters from which is told what of a pattern is rare."""
MISSES = 10
"""Lines in a row that have what a pattern must contain and do not match: then the pattern itself is looked for."""
_ODD = "\u017f\u0130\u0131"
"""Long s, and i with and without its dot: alike to s and i for a pattern that ignores case, not in lower case."""
_FIELD = Where(field="pattern")
_RECURSION = regex.compile(r"\(\?(?:R|&|P>|[+-]?\d)")


class Clock:
    """The time that one search has, of the processor: a machine that is busy refuses no pattern that means well."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.thread_time() + seconds

    def left(self) -> float:
        """Seconds that the next step may take.

        Raises:
            BadInput: None are.
        """
        left = self._end - time.thread_time()
        if left <= 0:
            raise self.over()
        return min(left, STEP)

    def over(self) -> BadInput:
        """The error of a pattern that took too long."""
        return BadInput(
            "takes too long",
            where=_FIELD,
            remedy="use plain words without nested repetition, or name a folder or file to look in",
        )


class Pattern:
    """A regular expression by which lines are found; `^` and `$` are the beginning and end of a line.

    Raises:
        BadInput: It is empty, too long, or no pattern.
    """

    def __init__(self, text: str, *, ignore_case: bool) -> None:
        if not text or len(text) > LONGEST:
            reason = "is empty" if not text else f"has more than {LONGEST:,} characters"
            raise BadInput(reason, where=_FIELD, remedy="give a word or a regular expression, such as cust.*_id")
        if _RECURSION.search(text):
            raise BadInput("calls itself", where=_FIELD, remedy="write a pattern without (?R), (?1) and (?&name)")
        flags = regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0)
        _compiled(text, flags)
        self._ignore_case = ignore_case
        self._branches = [(_compiled(part, flags), runs, (part,) == runs) for part, runs in branches(text)]

    def lines(self, text: str, start: int, end: int, clock: Clock, lower: str = "") -> Iterator[tuple[int, int]]:
        """Lines of a stretch of a text that match, in order, each as its beginning and end.

        Many lines are searched at once, which is faster than line by line; a match that goes beyond its line is tried
        again within it, so that what is found is what a search of each line on its own would find.

        Args:
            text: The text.
            start: Where the stretch begins.
            end: Where it ends.
            clock: The time there is.
            lower: What `lowered` gives of the text.

        Raises:
            BadInput: The clock ran out.
        """
        try:
            ready = self._ready(text, lower)
            for low, high in windows(text, start, end):
                found = [_lines(*one, text, low, high, clock) for one in ready]
                last = -1
                for first, end_of_line, *_ in found[0] if len(found) == 1 else heapq.merge(*found):
                    if first > last:
                        last = first
                        yield first, end_of_line
        except (TimeoutError, MemoryError, RecursionError) as error:
            raise clock.over() from error

    def _ready(self, text: str, lower: str) -> "list[tuple[Any, str, str, bool]]":
        """Of each alternative the pattern, the plain text that it contains, where that is looked for, if it is all."""
        hay = lower if self._ignore_case else text
        ready = []
        for whole, runs, pure in self._branches:
            usable = [
                one.lower() if self._ignore_case else one for one in runs if hay and (one.isascii() or hay is text)
            ]
            plain = min(usable, key=lambda one: hay.count(one, 0, SAMPLE), default="")
            ready.append((whole, plain, hay, pure and bool(plain)))
        return ready

    def words(self, text: str, clock: Clock, most: int, lower: str = "") -> list[tuple[int, int]]:
        """The first match of each alternative in each line, as its beginning and end, at most `most`.

        Raises:
            BadInput: The clock ran out.
        """
        found: list[tuple[int, int]] = []
        try:
            ready = self._ready(text, lower)
            for low, high in windows(text, 0, len(text)):
                for whole, plain, hay, pure in ready:
                    if pure:
                        _add_plain(plain, hay, text, low, high, found)
                    else:
                        found += (one[2:] for one in _lines(whole, plain, hay, pure, text, low, high, clock))
                    if len(found) >= most:
                        return found[:most]
        except (TimeoutError, MemoryError, RecursionError) as error:
            raise clock.over() from error
        return found


def _compiled(text: str, flags: int) -> Any:
    try:
        return regex.compile(text, flags)
    except (regex.error, RecursionError, OverflowError, ValueError, MemoryError, KeyError, IndexError) as error:
        raise BadInput(
            f"is no regular expression: {str(error)[:200]}",
            where=_FIELD,
            remedy="put a backslash before ( ) [ ] { } * + ? . | that you mean as they are",
        ) from error


def windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of a text in pieces of whole lines."""
    while start < end:
        stop = text.find("\n", min(start + WINDOW, end), end) + 1 or end
        yield start, stop
        start = stop


def lowered(text: str) -> str:
    """A text in lower case; nothing where a letter would change its place, or is an odd form of an ASCII letter."""
    if any(letter in text for letter in _ODD):
        return ""
    lower = text.lower()
    return lower if len(lower) == len(text) else ""


def _add_plain(plain: str, hay: str, text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    """Add the first place of a plain text in each line that has it."""
    size, place = len(plain), start
    while (at := hay.find(plain, place, end)) >= 0:
        found.append((at, at + size))
        place = text.find("\n", at, end) + 1 or end


def _lines(
    whole: Any, plain: str, hay: str, pure: bool, text: str, start: int, end: int, clock: Clock
) -> Iterator[tuple[int, int, int, int]]:
    """Lines that match one alternative, with the first match in each.

    Args:
        whole: The pattern.
        plain: What each match contains, in `hay`, which is the text or the text in lower case; empty for nothing known.
        hay: See there.
        pure: Whether it is the whole pattern.
        text: The text.
        start: Where to begin.
        end: Where to end.
        clock: The time there is.
    """
    place, missed = start, 0
    while place < end:
        span: tuple[int, int] | None
        if plain:
            at = hay.find(plain, place, end)
            span = (at, at + len(plain)) if at >= 0 else None
        else:
            found = whole.search(text, place, end, timeout=clock.left(), concurrent=True)
            span = found.span() if found else None
        if span is None or (span[0] == end and text[end - 1] == "\n"):
            return
        first = max(text.rfind("\n", place, span[0]) + 1, place)
        last = text.find("\n", span[0], end)
        last = end if last < 0 else last
        if not pure and (plain or span[1] > last):
            found = whole.search(text, first, last, timeout=clock.left(), concurrent=True)
            span = found.span() if found else None
        if span is not None:
            yield (first, last, *span)
            missed = 0
        elif plain and (missed := missed + 1) == MISSES:
            plain = ""
        place = last + 1
