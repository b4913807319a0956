"""Enumerations of units without their noun: `the first and the last`, `4, 7 and 9`, `the 3rd to the 5th`."""

import re
from functools import lru_cache

from goldthread.compile.frame import MOST, Frame, extra_nouns
from goldthread.compile.lexicon import cardinal, number_value, ordinal, unit_pattern
from goldthread.compile.patterns import AND, DASH, FIRST, LAST, THE, TO


@lru_cache(maxsize=32)
def _member(language: str, extra: tuple[str, ...]) -> re.Pattern[str]:
    nth, number, unit = ordinal(language), cardinal(language), unit_pattern(language, extra)
    to = rf"(?:{TO[language].replace('|and', '').replace('|und', '').replace('|et', '').replace('|y|e', '')}|{DASH})"
    one = rf"(?:{nth}|{number})"
    penultimate = r"penultimate|second[- ]to[- ]last|last but one"
    return re.compile(
        rf"\s*(?:(?:in|on|for|at|those|im|in|en|dans|pour|para)\s+)*{THE[language]}(?:{unit}\s+)?(?:(?P<pen>{penultimate})|"
        rf"(?:{LAST[language]}\s+(?P<n>{number})|(?P<n2>{number})\s+{LAST[language]}|(?P<last>{LAST[language]}))|{FIRST[language]}\s+(?P<f>{number})|"
        rf"(?P<a>{one}|{FIRST[language]})(?:\s*{to}\s*{THE[language]}(?:{unit}\s+)?(?P<b>{one}))?)(?:\s+(?:{unit}|ones?)\b)?(?![\w-])",
        re.IGNORECASE,
    )


def read_members(text: str, at: int, frame: Frame) -> tuple[int, list[int]]:
    """Numbers of the units enumerated from a place of the text on, and where the enumeration ends.

    Returns:
        `(at, [])` where nothing is enumerated there.
    """
    language, count = frame.language, frame.count
    if language not in THE:
        return at, []
    member = _member(language, extra_nouns(frame))
    joint = re.compile(rf"\s*,\s*(?:(?:{AND[language]})\s+)?|\s+(?:{AND[language]})\s+", re.IGNORECASE)
    numbers: list[int] = []
    end = at
    while match := member.match(text, end):
        low = number_value(match["a"], language) if match["a"] else None
        if match["pen"]:
            numbers += [count - 1] if count else []
        elif match["last"] or match["n"] or match["n2"]:
            many = number_value(match["n"] or match["n2"] or "1", language) or 1
            numbers += list(range(count - min(many, MOST) + 1, count + 1)) if count else []
        elif match["f"]:
            numbers += list(range(1, min(number_value(match["f"], language) or 1, MOST) + 1))
        elif low is not None:
            high = number_value(match["b"], language) if match["b"] else None
            numbers += list(range(low, high + 1)) if high is not None and low < high <= low + MOST else [low]
        end = match.end()
        between = joint.match(text, end)
        if not between or not member.match(text, between.end()):
            break
        end = between.end()
    return end, numbers
