"""Which tables of a catalog a text names."""

import re
from collections.abc import Iterable

_PARTS = 4
"""Parts of a name with points that are looked at: database, schema, table, column."""
_WORD = re.compile(r"[\w$.]+")


class Mentions:
    """Names, to be found in texts as whole words, `store` in `store.city` too.

    A name with other signs, such as a blank or a hyphen, is looked for as it is.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._order = {name: at for at, name in enumerate(names)}
        self._odd = [name for name in self._order if not _WORD.fullmatch(name)]

    def within(self, text: str) -> list[str]:
        """The names that stand in a text, in their own order."""
        found = {name for name in self._odd if name in text}
        for word in set(_WORD.findall(text)):
            parts = word.strip(".").split(".")
            for start in range(min(len(parts), _PARTS)):
                for end in range(start + 1, min(len(parts), start + _PARTS) + 1):
                    name = ".".join(parts[start:end])
                    if name in self._order:
                        found.add(name)
        return sorted(found, key=self._order.__getitem__)
