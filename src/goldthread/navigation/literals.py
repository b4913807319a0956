"""What a pattern must contain: its alternatives, and of each a text without which it cannot match.

A search for a plain text is many times faster than one for a pattern that may begin anywhere (`.*date.*`), or for
several alternatives at once. Where the pattern has anything unusual, nothing is claimed of it.
"""

import re

MOST_BRANCHES = 100
SHORTEST = 2
_UNUSUAL = re.compile(r"\(\?(?!:|=|!|<=|<!)|\\[0-9gkKGpPNLXRmMQ]|\[\[|\[:|[{][^}]*[a-z<=]|--|&&|~~|\|\||\(\*")
_LITERAL = re.compile(r"[\w\-:@#,;=/%&'\"<>! ]")


def branches(pattern: str) -> list[tuple[str, tuple[str, ...]]]:
    """The alternatives of a pattern, each with the texts that every match of it contains, longest first.

    A line matches the pattern if and only if it matches one of them.
    """
    if _UNUSUAL.search(pattern):
        return [(pattern, ())]
    parts = _split(pattern)
    if parts is None or len(parts) > MOST_BRANCHES or not all(parts):
        return [(pattern, ())]
    return [(part, _runs(part)) for part in parts]


def _end_of_class(pattern: str, at: int) -> int:
    """Where a class that begins at a place ends; -1 where it does not."""
    at += 1
    if pattern[at : at + 1] == "^":
        at += 1
    if pattern[at : at + 1] == "]":
        at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at if at < len(pattern) else -1


def _end_of_group(pattern: str, at: int) -> int:
    """Where a group that begins at a place ends; -1 where it does not."""
    depth = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = _end_of_class(pattern, at)
            if at < 0:
                return -1
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def _split(pattern: str) -> list[str] | None:
    """A pattern at the bars outside of its groups and classes."""
    parts, begin, at = [], 0, 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter in "[(":
            at = _end_of_class(pattern, at) if letter == "[" else _end_of_group(pattern, at)
            if at < 0:
                return None
        elif letter == "|":
            parts.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*parts, pattern[begin:]]


def _runs(part: str) -> tuple[str, ...]:
    """Runs of plain letters that are neither in a group nor repeated nor optional."""
    runs: list[str] = []
    run, at = "", 0
    while at < len(part):
        letter, step = part[at], 1
        if letter == "\\" and part[at + 1 : at + 2] and not part[at + 1].isalnum():
            letter, step = part[at + 1], 2
            plain = True
        else:
            plain = bool(_LITERAL.fullmatch(letter))
        follows = part[at + step : at + step + 1]
        if plain and follows not in ("*", "?", "{", "+"):
            run += letter
        elif plain and follows == "+":
            runs.append(run + letter)
            run = ""
        else:
            runs.append(run)
            run = ""
            if letter == "\\":
                step = 2
            elif letter == "{":
                step = max(part.find("}", at) + 1 - at, 1)
            elif letter == "[":
                step = _end_of_class(part, at) + 1 - at
            elif letter == "(":
                step = _end_of_group(part, at) + 1 - at
        at += step
    return tuple(sorted((one for one in (*runs, run) if len(one) >= SHORTEST), key=len, reverse=True))
