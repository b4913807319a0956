"""Texts of any kind on one line, and lists of names, as Markdown and DDL hold them."""

import json
import re

_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
UNSAFE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
"""Characters that break lines, or that editors do not show, for a character class of `re`."""
_ESCAPED = re.compile(rf"[\\\n\r\t{UNSAFE}]")
_PIPED = re.compile(rf"[\\|\n\r\t{UNSAFE}]")
_BACKSLASH = re.compile(r"\\(u[0-9a-fA-F]{4}|.?)", re.DOTALL)
_UNSAFE = re.compile(f"[{UNSAFE}]")
_BARE = re.compile(r"[^\W\d][\w$.\-]*")
_ITEM = re.compile(r'\s*+(?:("(?:[^"\\]|\\.)*+")\s*+|([^",\\]*+))(,|$)')


def _escape(match: re.Match[str]) -> str:
    one = match[0]
    return _SHORT.get(one) or ("\\|" if one == "|" else f"\\u{ord(one):04x}")


def one_line(text: str, *, pipes: bool = False) -> str:
    r"""A text on one line: `\n`, `\t`, `\r`, `\\`, `\uXXXX`, and `\|` where pipes are marks; spaces at its ends too."""
    text = (_PIPED if pipes else _ESCAPED).sub(_escape, text)
    if text[:1] == " ":
        text = "\\u0020" + text[1:]
    return text[:-1] + "\\u0020" if text[-1:] == " " else text


def _unescape(match: re.Match[str]) -> str:
    one = match[1]
    return chr(int(one[1:], 16)) if len(one) == 5 else _LONG.get(one, one or "\\")


def any_lines(text: str) -> str:
    """The text of `one_line`; a backslash before any other character stands for that character."""
    return _BACKSLASH.sub(_unescape, text) if "\\" in text else text


def show_unsafe(text: str) -> str:
    r"""A JSON text with `\uXXXX` for what may stand raw in its strings, yet breaks lines or is not shown."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def quoted(text: str) -> str:
    """A text as a JSON string on one line."""
    return show_unsafe(json.dumps(text, ensure_ascii=False))


def join_names(names: tuple[str, ...]) -> str:
    """Names with commas between; those that are no plain words as JSON strings."""
    return ", ".join(name if _BARE.fullmatch(name) else quoted(name) for name in names)


def split_names(text: str) -> tuple[str, ...]:
    """The names of `join_names`.

    Raises:
        ValueError: The text is no list of names.
    """
    names: list[str] = []
    at, text = 0, text.strip()
    if not text:
        return ()
    while True:
        match = _ITEM.match(text, at)
        if not match:
            raise ValueError("names are words, or texts in double quotes, with commas between")
        names.append(json.loads(match[1], strict=False) if match[1] else match[2].strip())
        at = match.end()
        if match[3] != ",":
            return tuple(names)
