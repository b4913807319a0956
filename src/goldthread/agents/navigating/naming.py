"""Which tables of a catalog a text names."""

import re
from collections.abc import Iterable, Iterator

_PARTS = 4
"""Parts of a name with points that are looked at: database, schema, table, column."""
_WORD = re.compile(r"[\w$.]+")


def named_in(text: str, names: Iterable[str]) -> Iterator[str]:
    """The names that stand in a text as whole words, `store` in `store.city` too; in their own order.

    A name with other signs, such as a blank or a hyphen, is looked for as it is.
    """
    words: set[str] = set()
    for word in set(_WORD.findall(text)):
        parts = word.strip(".").split(".")
        for start in range(min(len(parts), _PARTS)):
            words.update(".".join(parts[start:end]) for end in range(start + 1, min(len(parts), start + _PARTS) + 1))
    for name in names:
        if name in words or (not _WORD.fullmatch(name) and name in text):
            yield name
