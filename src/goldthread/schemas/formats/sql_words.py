"""Names and types as SQL writes them, and the tokens of DDL."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldthread.schemas.formats.escapes import UNSAFE

RESERVED = frozenset(
    """
    all analyse analyze and any array as asc asymmetric both by case cast check collate column constraint create
    cross current_catalog current_date current_role current_time current_timestamp current_user default
    deferrable delete desc describe distinct do drop else end except exists false fetch for foreign freeze from
    full glob grant group having ilike in index initially inner insert intersect into is isnull join key lambda
    lateral leading left like limit localtime localtimestamp map natural not notnull null offset on only or order
    outer overlaps partition pivot pivot_longer pivot_wider placing primary qualify references returning right
    row rows select session_user set show similar some summarize symmetric table tablesample then to trailing
    true union unique unknown unpivot update user using values variadic verbose view when where window with
    """.split()  # noqa: SIM905
)
"""Words that some engine reserves; as names they stand in double quotes."""

NO_TYPE = "UNKNOWN"
"""Stands where a column has no type, since SQL asks for one."""

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*)|(?P<line>\n)|(?P<space>[^\S\n]+)|(?P<name>(?:[uU]&)?"(?:[^"]|"")*")|(?P<text>'(?:[^']|'')*')
    |(?P<mark>[(),;.])|(?P<word>(?:[^\s(),;."'-]|-(?!-))+)|(?P<strange>.)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CONTROL = re.compile(rf"[\n\r\t{UNSAFE}]")
_CODED = re.compile(rf"[\\\n\r\t{UNSAFE}]")
_CODE = re.compile(r"\\(\\|[0-9a-fA-F]{4})")
_STOPS = frozenset(
    {"NOT", "NULL", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT", "REFERENCES", "DEFAULT", NO_TYPE}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of DDL: `kind` is comment, line, name, text, mark, word or strange; `start` and `end` are offsets."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Tokens of DDL, without spaces."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "space":
            yield Token(kind, match[0], match.start(), match.end())


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    if _CONTROL.search(doubled):
        codes = _CODED.sub(lambda match: "\\\\" if match[0] == "\\" else f"\\{ord(match[0]):04x}", doubled)
        return f'U&"{codes}"'
    return f'"{doubled}"'


def write_name(name: str) -> str:
    """A name, in double quotes where it is no plain word."""
    return name if _PLAIN.fullmatch(name) and name.lower() not in RESERVED else _quoted(name)


def write_table_name(name: str) -> str:
    """The name of a table, with its schema where it has one."""
    parts = name.split(".")
    return ".".join(map(write_name, parts)) if all(parts) else _quoted(name)


def read_name(token: str) -> str:
    """The name that a token stands for."""
    if token[:2] in ("U&", "u&"):
        codes = token[3:-1].replace('""', '"')
        return _CODE.sub(lambda match: "\\" if match[1] == "\\" else chr(int(match[1], 16)), codes)
    return token[1:-1].replace('""', '"') if token[:1] == '"' else token


def nesting(token: Token) -> int:
    """By how much a token opens or closes brackets of a type."""
    if token.kind == "mark":
        return {"(": 1, ")": -1}.get(token.text, 0)
    return token.text.count("<") - token.text.count(">") if token.kind == "word" else 0


def write_type(type: str) -> str:
    """A type as it is where it can stand in DDL, else in double quotes."""
    if not type:
        return NO_TYPE
    depth = 0
    found = list(tokens(type))
    good = type[0].isalpha() and not type[-1].isspace() and not _CONTROL.search(type)
    for token in found:
        depth += nesting(token)
        good = good and depth >= 0 and token.kind in ("word", "mark", "text") and token.text != ";"
        good = good and (depth > 0 or (token.text != "," and token.text.upper() not in _STOPS))
    return type if good and depth == 0 else _quoted(type)
