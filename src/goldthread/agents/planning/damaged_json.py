"""JSON as models write it: comments, single quotes, trailing commas, bare keys, line breaks in strings, cut short."""

import json
import re
from typing import Any


class _Cut(Exception):
    """The text ended inside a value."""


def loads_damaged(text: str, start: int = 0) -> tuple[Any, bool, int]:
    """Read the JSON value at a place of a text.

    Returns:
        The value, whether it was whole and valid JSON, and how many characters it takes. Of a value that breaks off,
        containers keep their whole entries; None where no value can be read.
    """
    text = text[start:]  # An error counts the lines before it: on the whole text many values take time with its square.
    try:
        data, end = json.JSONDecoder(strict=True).raw_decode(text)
        return data, True, end
    except ValueError:
        pass
    except RecursionError:
        return None, False, 1
    reader = _Reader(text)
    try:
        return reader.value(0), False, reader.at
    except (_Cut, RecursionError):
        return reader.partial, False, max(1, reader.at)


_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/|#[^\n]*)*", re.S)
_BARE = re.compile(r"[^\s,:\[\]{}\"']+")
_TO_COMMA = re.compile(r"[^,\n\]}]*")
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "‘": "’"}


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.partial: Any = None

    def _skip(self) -> str:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        if self.at >= len(self.text):
            raise _Cut
        return self.text[self.at]

    def value(self, depth: int) -> Any:
        if depth > 60:
            raise _Cut
        letter = self._skip()
        if letter == "{":
            return self._mapping(depth)
        if letter == "[":
            return self._list(depth)
        if letter in _QUOTES:
            return self._string(letter)
        bare = _BARE.match(self.text, self.at)
        if not bare:
            self.at += 1
            return None
        self.at = bare.end()
        word = bare[0]
        if re.fullmatch(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?", word):
            return float(word) if "." in word else int(word)
        known = {"true": True, "false": False, "null": None, "none": None}
        if word.lower() in known:
            return known[word.lower()]
        # An unquoted text goes on to the end of its line or the next comma.
        rest = _TO_COMMA.match(self.text, self.at)
        if rest:
            self.at = rest.end()
            word += rest[0]
        return word.strip()

    def _mapping(self, depth: int) -> dict[str, Any]:
        self.at += 1
        made: dict[str, Any] = {}
        if depth == 0:
            self.partial = made
        while True:
            letter = self._skip()
            if letter == "}":
                self.at += 1
                return made
            if letter == "]":
                return made
            if letter == ",":
                self.at += 1
                continue
            key = str(self._string(letter) if letter in _QUOTES else self._bare_key())
            if self._skip() == ":" or self.text[self.at] == "=":
                self.at += 1
            holder: list[Any] = []
            if depth == 0 and self._skip() in "[{":
                made[key] = self._watched(depth, holder, made, key)
            else:
                made[key] = self.value(depth + 1)

    def _watched(self, depth: int, holder: list[Any], made: dict[str, Any], key: str) -> Any:
        if self.text[self.at] == "[":
            made[key] = holder
            return self._list(depth + 1, holder)
        return self.value(depth + 1)

    def _bare_key(self) -> str:
        match = _BARE.match(self.text, self.at)
        if not match:
            self.at += 1
            return ""
        self.at = match.end()
        return match[0]

    def _list(self, depth: int, made: list[Any] | None = None) -> list[Any]:
        self.at += 1
        made = [] if made is None else made
        if depth == 0:
            self.partial = made
        after_mapping = False
        while True:
            letter = self._skip()
            if letter == "]":
                self.at += 1
                return made
            if letter == "}":
                return made
            if letter == ",":
                self.at += 1
                after_mapping = False
                continue
            if after_mapping and letter not in "{[\"'“„‘":
                return made  # Text after the last entry: the brackets are missing.
            after_mapping = letter == "{"
            made.append(self.value(depth + 1))

    def _string(self, opening: str) -> str:
        closing = _QUOTES[opening]
        pieces: list[str] = []
        at = self.at + 1
        while at < len(self.text):
            letter = self.text[at]
            if letter == "\\" and at + 1 < len(self.text):
                pair = self.text[at : at + 2]
                if pair == "\\u" and re.match(r"[0-9a-fA-F]{4}", self.text[at + 2 : at + 6]):
                    pieces.append(chr(int(self.text[at + 2 : at + 6], 16)))
                    at += 6
                    continue
                pieces.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(pair[1], pair[1]))
                at += 2
                continue
            if letter == closing and self._closes(at, closing):
                self.at = at + 1
                return "".join(pieces)
            pieces.append(letter)
            at += 1
        raise _Cut

    def _closes(self, at: int, closing: str) -> bool:
        """Whether a quotation mark ends the string: what follows is a comma, colon, bracket or the next key."""
        rest = self.text[at + 1 : at + 200].lstrip()
        if not rest:
            return True
        if rest[0] in ":]}":
            return True
        if rest[0] == ",":
            after = rest[1:].lstrip()
            return not after or after[0] in "\"'“{[]}0123456789-tfn/#" or bool(re.match(r"\w+\s*:", after))
        if closing in '"”':
            return rest[0] in '"“' and bool(re.match(r"[\"“][\w ]{1,20}[\"”]\s*:", rest))
        return False
