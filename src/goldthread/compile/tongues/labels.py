"""Numbers, names and dates that head a line of notes: `[2] scope`, `1926: fire at the mill`, `wk 3 ladders`, `7-16 = upstairs`."""

import re
from itertools import pairwise

from goldthread.compile.clauses import Clause
from goldthread.compile.frame import Place, clip
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.belonging import number_of, ours
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token
from goldthread.schemas.constraint import Kind

_OPENS = re.compile(r"[\s\[(|*•–—-]*")
_CLOSES = re.compile(r"\s*[\])|]?\s*(?::|={1,2}>?|\||[-–—]+>|→|[-–—](?=\s))+\s*")
_SHUTS = re.compile(r"\s*[\])]\s*")
_LISTED = re.compile(r"\s*[.)]\s+")
_VALUES = "nomywqNd"


def label_of(text: str, tokens: list[Token], setting: Setting, *, listed: bool, line: bool) -> Found | None:
    """The label that a sentence begins with, as a place; None where it begins with none.

    Args:
        text: The sentence.
        tokens: Its tokens.
        setting: Language and units.
        listed: Whether numbers with a point or a bracket (`4. Locks`) name units in this request's lists.
        line: Whether the sentence is a whole line, so that `ep 4 rationing` needs no mark behind the number.
    """
    opened = _OPENS.match(text)
    start = opened.end() if opened else 0
    first = at = next((at for at, one in enumerate(tokens) if one.start >= start), len(tokens))
    noun = False
    numbers: list[int] = []
    kinds = ""
    spanning = expecting = False
    while at < len(tokens):
        one = tokens[at]
        if one.kind == "u" and ours(one.label, setting) and (not numbers or expecting):
            noun = True
        elif (
            one.kind == "p"
            and (one.text.lower() in ("no", "number", "nr", "nos", "the") or one.text == "#")
            and not numbers
        ):
            noun = noun or one.text == "#"
        elif one.kind in _VALUES and (not numbers or expecting):
            value = number_of(one, setting)
            if value is None or (one.kind in "no" and not one.text[:1].isdigit() and not noun):
                return None
            numbers += range(numbers[-1] + 1, value + 1) if spanning and numbers and numbers[-1] < value else [value]
            kinds += one.kind
            spanning = expecting = False
        elif (
            numbers
            and not expecting
            and (one.kind in "rbca" or one.text == "+")
            and _goes_on(tokens, at, setting, kinds[-1:])
        ):
            expecting, spanning = True, one.kind in "rb"
        else:
            break
        at += 1
    if not numbers or expecting or (setting.count and not any(1 <= one <= setting.count for one in numbers)):
        return None
    end = tokens[at - 1].end
    closed = _CLOSES.match(text, end) or (_SHUTS.match(text, end) if re.search(r"[\[(]", text[:start]) else None)
    point = _LISTED.match(text, end) if listed and kinds == "n" and not noun else None
    bare = (
        line
        and (noun or (listed and kinds == "n" and re.match(r"\s+[^\W\d]", text[end:])))
        and _tells_no_more(text, end, tokens, at, setting)
    )
    if not (closed or point or bare) or (closed and not closed[0].strip()):
        return None
    stop = closed.end() if closed else point.end() if point else end
    if not re.search(r"\w", text[stop:]):
        return None
    within, outside = clip(numbers, setting.count)
    kind: Kind = (
        "single" if len(numbers) == 1 else "range" if numbers == list(range(numbers[0], numbers[-1] + 1)) else "list"
    )
    kind = "date" if kinds in ("d", "y") else kind
    return Found("label", first, at, Place(kind, 0, stop, within, outside, words=text[:stop]), 0, numbers, kinds)


def _goes_on(tokens: list[Token], at: int, setting: Setting, kind: str) -> bool:
    """Whether a number follows what joins numbers."""
    after = [one for one in tokens[at + 1 : at + 3] if one.kind not in "pj"]
    if after and after[0].kind == "u":
        after = tokens[at + 2 : at + 3]
    return (
        bool(after)
        and (after[0].kind == kind or kind in "mwdN")
        and after[0].kind in _VALUES
        and (after[0].text[:1].isdigit() or after[0].text.isupper() or after[0].kind in "mwN")
        and number_of(after[0], setting) is not None
    )


def _tells_no_more(text: str, end: int, tokens: list[Token], at: int, setting: Setting) -> bool:
    """Whether behind a unit's number a line goes on without a verb: `day 14, landfall at Horta`."""
    after = tokens[at] if at < len(tokens) else None
    if after is None or not re.match(r"[\s,]\s*[^\W\d]|\s*[\"“‘']", text[end:]):
        return False
    word = re.match(r"[\s,]*([^\W\d_]+)", text[end:])
    return word is None or not re.fullmatch(tongue(setting.language).verbs, word[1].lower())


_ITEM = re.compile(
    r"^[ \t]*(?:[-*•–][ \t]*)?\(?(\d{1,4})[.)]?[ \t]+(?!(?:words|pages|min|minutes|chapters|sections|weeks|days)\b)[^\W\d]",
    re.MULTILINE,
)


def lists_units(request: str, count: int | None) -> bool:
    """Whether numbered lines of a request go by the units' numbers: with gaps, or one for each unit; else they only count demands."""
    numbers = [int(one[1]) for one in _ITEM.finditer(request)]
    if count is None or len(numbers) < 2 or any(one > count for one in numbers):
        return False
    rising = all(low < high for low, high in pairwise(numbers))
    return rising and (numbers != list(range(1, len(numbers) + 1)) or len(numbers) == count)


_HEAD = re.compile(r"(?:^|\n)[ \t]*(?:[-*•–][ \t]*)?(?P<own>\(?\d{1,4}(?:\.\d{1,3})*[:.)]+[ \t]+)$")


def headed(request: str, sentence: Clause) -> Clause:
    """A sentence with the number that heads its line, which cutting a list into its items has left out."""
    begin = max(0, sentence.start - 24)
    found = _HEAD.search(request[begin : sentence.start])
    start = begin + found.start("own") if found else sentence.start
    return Clause(start, sentence.end, request[start : sentence.end])
