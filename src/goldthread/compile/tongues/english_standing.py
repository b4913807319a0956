"""Whether English numbers, halves and `others` are of units, by the words around them."""

import re

from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.belonging import ours
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token


def counts_first(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `first 3` stands for the first three units: a verb or a mark follows."""
    after = tokens[last] if last < len(tokens) else None
    if setting.language != "en":
        return False
    return after is None or after.kind in ";" or re.fullmatch(tongue("en").verbs, after.text.lower()) is not None


def is_other(tokens: list[Token], at: int, setting: Setting) -> bool:
    """Whether a noun behind the number of a place is of another thing: `Q16-Q18 talks and slides`."""
    return tokens[at].kind == "u" and tokens[at - 1].kind == "n" and not ours(tokens[at].label, setting)


def halved(after: Token) -> bool:
    """Whether a half is that of the units: nothing that it is half of follows but `of` (`the first half marathon`)."""
    return after.kind != "." or after.text == "." or re.fullmatch(tongue("en").verbs, after.text.lower()) is not None


def compared(tokens: list[Token], first: int) -> bool:
    """Whether the others are only compared with: `longer than the others`."""
    return first > 0 and tokens[first - 1].text.lower() in ("than", "as", "like", "without", "with")


_COUNTS = frozenset(
    (
        "words",
        "word",
        "pages",
        "characters",
        "minutes",
        "percent",
        "people",
        "euros",
        "pounds",
        "dollars",
        "hours",
        "times",
        "years",
        "%",
    )
)


def uncounted(tokens: list[Token], first: int, last: int) -> int:
    """Where an English list of units ends: before `, three things` in `in chapter 8, three things`, nowhere before `60 to 90 words`."""
    numbers = [at for at in range(first, last) if tokens[at].kind == "n"]
    if len(numbers) > 1 and tokens[numbers[0]].text[:1].isdigit():
        words = next((at for at in numbers if tokens[at].text[:1].isalpha() and not tokens[at].text.isupper()), None)
        if words is not None:
            while tokens[words - 1].kind in "capRjb":
                words -= 1
            return words
    after = tokens[last] if last < len(tokens) else None
    if numbers and numbers[-1] == last - 1 and after is not None:
        on = (
            tokens[last + 2]
            if after.kind in "rba" and last + 2 < len(tokens) and tokens[last + 1].kind == "n"
            else after
        )
        if on.text.lower() in _COUNTS:
            return first
    return last


def is_number(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `in 6` stands for `in chapter 6`: digits the request knows, and nothing that they could count."""
    one = tokens[last - 1]
    if (
        not one.text.isdigit()
        or one.value > (setting.count or 0)
        or tokens[last - 2].text.lower() not in ("in", "from", "of", "for")
    ):
        return False
    if last >= len(tokens) or tokens[last].kind in "c;a" or tokens[last].text == ".":
        return True
    word = tokens[last].text.lower()
    return (
        last == 2
        and tokens[last].kind in ".1jp"
        and word not in _COUNTS
        and not word.endswith("s")
        and word not in ("or", "to", "days", "of", "out", "and", "different")
    )
