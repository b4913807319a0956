"""SQL scripts cut into statements, each with its line and the comment above it; what declares no table is left out.

Dumps hold rows between their declarations: INSERT statements and COPY blocks are passed over without being parsed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|\#[^\n]*|/\*(?!!).*?\*/)
    |(?P<text>'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`[^`]*`|(?P<tag>\$(?:[A-Za-z_]\w*)?\$).*?(?P=tag))
    |(?P<end>;|^[ \t]*GO[ \t]*(?=\r?$))
    |(?P<other>[^\s'"`$;/\#-]+|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_WANTED = re.compile(
    r"""(?:CREATE\s+(?:OR\s+\w+\s+)?(?:[A-Z]+\s+){0,4}?(?:TABLE|VIEW)\b|ALTER\s+(?:FOREIGN\s+)?TABLE\b
    |COMMENT\s+ON\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_COPY = re.compile(r"COPY\s[^;]*\sFROM\s+STDIN\b", re.IGNORECASE)
_COPY_END = re.compile(r"^\\\.\s*$", re.MULTILINE)
_HEADING = re.compile(
    r"Name: .*; Type: |Table structure for |Data for Name: |Temporary (?:table|view) structure|[-=*\s]*$"
)
"""What dumps write above each table, and rulers."""

_PART = re.compile(r'"(?:[^"]|"")+"|[^\W\d]\w*')
_NAME = rf"(?:{_PART.pattern})"
_REMARK = re.compile(
    rf"""COMMENT\s+ON\s+(COLUMN|TABLE|VIEW)\s+({_NAME}(?:\.{_NAME}){{0,3}})\s+IS\s+'((?:[^'\\]|'')*)'""", re.IGNORECASE
)
_STATES = re.compile(
    r"""\bUSING\s+INDEX\b(?:\s+[\w"]+)*(?:\s*\([^()]*\))?(?:\s+[\w"]+)*|\bNOT\s+FOR\s+REPLICATION\b
    |\bWITH\s+(?:NO)?CHECK\b(?=\s+ADD\b)|\b(?:ENABLE|DISABLE)(?:\s+(?:NO)?VALIDATE)?\b|\b(?:NO)?(?:VALIDATE|RELY)\b""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a script: its text without the semicolon, the line it begins on, and the comment right above."""

    text: str
    line: int
    comment: str = ""


def statements(script: str) -> Iterator[Statement]:
    """Statements of a script that declare tables, views, keys and comments."""
    at, line, length = 0, 1, len(script)
    counted = 0
    while at < length:
        start, end, after, comment = _next(script, at)
        text = script[start:end].strip()
        if _COPY.match(text):
            block = _COPY_END.search(script, after)
            after = block.end() if block else length
        elif _WANTED.match(text):
            line += script.count("\n", counted, start)
            counted = start
            yield Statement(text, line, comment)
        at = after


def _next(script: str, at: int) -> tuple[int, int, int, str]:
    """Where the next statement begins and ends, where the one after it can begin, and the comment above it."""
    start = -1
    above: list[str] = []
    last = at
    for token in _TOKEN.finditer(script, at):
        if token.lastgroup == "end":
            return (start if start >= 0 else token.start()), token.start(), token.end(), _said(above)
        if start >= 0:
            continue
        if token.lastgroup == "comment":
            if script.count("\n", last, token.start()) > 1:
                above.clear()
            above.append(token[0])
            last = token.end()
        elif not token[0].isspace():
            if script.count("\n", last, token.start()) > 1:
                above.clear()
            start = token.start()
    return (start if start >= 0 else len(script)), len(script), len(script), _said(above)


def _said(comments: list[str]) -> str:
    lines = [line for one in comments for line in plain_comment(one).splitlines()]
    return "\n".join(line for line in lines if not _HEADING.match(line)).strip()


def plain_comment(comment: str) -> str:
    """A comment without its marks."""
    if comment.startswith("/*"):
        comment = comment[2:-2]
        return "\n".join(line.strip(" \t*") for line in comment.splitlines()).strip("\n ")
    return comment.lstrip("-#").strip()


def plain_remark(statement: str) -> tuple[str, tuple[str, ...], str] | None:
    """What a COMMENT ON that all dialects read alike says: kind, name, text. Dumps have many: parsing is slow."""
    match = _REMARK.fullmatch(statement)
    if not match:
        return None
    names = (part[1:-1].replace('""', '"') if part[0] == '"' else part for part in _PART.findall(match[2]))
    return match[1].upper(), (*names,), match[3].replace("''", "'")


def declaration(statement: str) -> str:
    """What a statement declares: up to the end of a table's columns, and without states of constraints and indices."""
    alter = statement[:5].upper() == "ALTER"
    return _STATES.sub(" ", statement if alter else statement[: _columns_end(statement)])


def _columns_end(statement: str) -> int:
    """Where the first brackets of a statement end."""
    depth = 0
    for token in _TOKEN.finditer(statement):
        if token.lastgroup == "other":
            for at, sign in enumerate(token[0], token.start()):
                depth += (sign == "(") - (sign == ")")
                if sign == ")" and depth <= 0:
                    return at + 1
    return len(statement)
