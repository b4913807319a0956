"""Counting: tokens by a named encoding, lengths by a named counter. No download, ever."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from goldthread.errors import BadInput

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\u31f0-\u31ff\U00020000-\U0002fa1f"
_UNICODE_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['’.,\-\u2010\u2011][^\W_{_CJK}]+)*")
_CJK_WORDS = re.compile(r"[\u4e00-\u9fff]")
_ASCII_WORDS = re.compile(r"\b[a-zA-Z]+\b")
_SPACE = re.compile(r"\s")


def _words(text: str) -> int:
    return sum(1 for _ in _UNICODE_WORD.finditer(text))


def _characters(text: str) -> int:
    return len(text) - sum(1 for _ in _SPACE.finditer(text))


def _longwriter(text: str) -> int:
    return len(_CJK_WORDS.findall(text)) + len(_ASCII_WORDS.findall(text))


COUNTERS: dict[str, Callable[[str], int]] = {"words": _words, "characters": _characters, "longwriter": _longwriter}
"""Named counters, never mixed.

`words`: runs of letters and digits of any script, joined by inner apostrophes, hyphens, points and commas; each CJK
ideograph and kana is one. `characters`: everything but white space. `longwriter`: LongBench-Write's own (ideographs of
4e00-9fff and ASCII words; digits count nothing), for scoring alone.
"""


def count_words(text: str, counter: str = "words") -> int:
    """Length of a text by a named counter.

    Raises:
        BadInput: There is no such counter.
    """
    if counter not in COUNTERS:
        raise BadInput(f"there is no counter {counter!r}", remedy=f"counters are: {', '.join(COUNTERS)}")
    return COUNTERS[counter](text)


@lru_cache(maxsize=2)
def _encoding(name: str) -> Any:
    import tiktoken

    return tiktoken.get_encoding(f"{name}_offline" if name == "cl100k_base" else name)


def count_tokens(text: str, encoding: str = "cl100k_base") -> int:
    """Tokens of a text by a tiktoken encoding; marks such as `<|endoftext|>` count as plain text."""
    size = len(text)
    count = _line if size <= _LINE else _page if size <= _PAGE else _tokens
    return count(text, encoding)


def _tokens(text: str, encoding: str) -> int:
    return len(_encoding(encoding).encode(text, disallowed_special=()))


_LINE, _PAGE = 500, 50_000
"""Characters of texts whose counts are kept: lines come again and again, and a conversation with every turn of it."""
_line = lru_cache(maxsize=20_000)(_tokens)
_page = lru_cache(maxsize=64)(_tokens)
