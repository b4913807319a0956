"""What several places of one sentence make of each other: starts of a rhythm, exceptions, enumerations."""

import re
from dataclasses import dataclass, field, replace

from goldthread.compile.frame import Place, clip
from goldthread.compile.tongues.lexer import Token
from goldthread.compile.tongues.reach import upto
from goldthread.compile.tongues.setting import Setting


@dataclass
class Found:
    """A place with the rule that found it, its first and last token and its first value."""

    rule: str
    first: int
    last: int
    place: Place
    step: int = 0
    values: list[int] = field(default_factory=list)
    kinds: str = ""


def together(found: list[Found], tokens: list[Token], setting: Setting, text: str) -> list[Found]:
    """What places of one sentence make of each other: starts of a rhythm, exceptions, enumerations, restatements."""
    found = _rhythm(found, tokens, setting, text)
    found = _exceptions(found, tokens, setting, text)
    return _enumerations(found, tokens, text)


def _span(one: Found, other: Found, tokens: list[Token], text: str) -> tuple[int, int, int, int, str]:
    first, last = min(one.first, other.first), max(one.last, other.last)
    start, end = tokens[first].start, tokens[last - 1].end
    return first, last, start, end, text[start:end]


def _joined(one: Found, other: Found, place: Place, tokens: list[Token], text: str) -> Found:
    first, last, start, end, words = _span(one, other, tokens, text)
    return Found(one.rule, first, last, replace(place, start=start, end=end, words=words), one.step, one.values)


_MANY = 3


def clause_end(tokens: list[Token], first: int, last: int) -> int:
    """Where a list of units ends whose later ones begin a clause of their own: `a dog comes in chapter 3, and in chapter 4 a baker finds it`."""
    again = [
        at
        for at in range(first + 1, last)
        if tokens[at].kind == "u" and any(one.kind == "n" for one in tokens[first:at])
    ]
    if not again:
        return last
    cut = again[-1]
    while cut > first and tokens[cut - 1].kind in "capjRb":
        cut -= 1
    return cut if _two_clauses(tokens, first, cut, last) else last


def _two_clauses(tokens: list[Token], first: int, cut: int, last: int) -> bool:
    """Whether words before a first place and behind a second make two clauses of them."""
    before = tokens[max(0, first - _MANY) : first]
    after = tokens[last : last + _MANY]
    joined = any(one.kind == "a" for one in tokens[cut:last])
    if not joined or len(before) < _MANY or len(after) < _MANY or any(one.kind in "u;" for one in (*before, *after)):
        return False
    return after[0].text.lower() in (
        "a",
        "an",
        "the",
        "his",
        "her",
        "they",
        "he",
        "she",
        "it",
        "we",
        "there",
        "my",
        "our",
        "their",
    )


def _near(one: Found, other: Found, tokens: list[Token], kinds: str = "pRjcaib;") -> bool:
    low, high = (one, other) if one.first < other.first else (other, one)
    return all(token.kind in kinds for token in tokens[low.last : high.first])


def _rhythm(found: list[Found], tokens: list[Token], setting: Setting, text: str) -> list[Found]:
    """A rhythm takes the start, the end or the restatement that its sentence says."""
    at = next((at for at, one in enumerate(found) if one.rule in ("periodic", "odd") and one.step), None)
    if at is None:
        return found
    rhythm = found[at]
    kept = [rhythm]
    others = []
    for one in found[:at] + found[at + 1 :]:
        numbers = rhythm.place.numbers
        leads = one.last < len(tokens) and tokens[one.last].text == "から" and _near(one, rhythm, tokens, "rp")
        if (one.rule == "onward" or leads) and one.values:
            whole = upto(one.values[0], setting.count, rhythm.step)
        elif one.rule in ("range", "names", "dates", "until") and len(one.place.numbers) > rhythm.step and numbers:
            first = rhythm.place.numbers[0] if one.rule == "until" else one.place.numbers[0]
            whole = list(range(first, one.place.numbers[-1] + 1, rhythm.step))
        elif one.rule in ("list", "namely") and len(one.values) > 1 and one.values[1] - one.values[0] == rhythm.step:
            whole = upto(one.values[0], setting.count, rhythm.step)
        elif (
            one.rule in ("single", "first", "elided") and len(found) == 2 and _starts(tokens, one) and one.place.numbers
        ):
            whole = upto(one.place.numbers[0], setting.count, rhythm.step)
        else:
            others.append(one)
            continue
        if whole is None:
            place = rhythm.place
        else:
            within, outside = clip(whole, setting.count)
            place = replace(rhythm.place, numbers=within, outside=outside)
        if _near(rhythm, one, tokens, "pRjcaib;r"):
            kept[0] = rhythm = _joined(rhythm, one, place, tokens, text)
        else:
            rhythm.place = place
            kept.append(replace_rule(one, "absorbed"))
    return sorted([*kept, *others], key=lambda one: one.first)


def replace_rule(one: Found, rule: str) -> Found:
    """A place that another has taken up: its words are left out of the text, its numbers do not count."""
    one.rule = rule
    return one


def _starts(tokens: list[Token], one: Found) -> bool:
    before = tokens[max(0, one.first - 3) : one.first]
    return any(
        re.match(r"s|first|begin|第一次|首次|beg|erst|prem|prim|start|最初|初回|1回目", token.text.lower())
        or token.kind == "s"
        for token in before
    )


def _exceptions(found: list[Found], tokens: list[Token], setting: Setting, text: str) -> list[Found]:
    """An exception takes its units out of the place that it is an exception from, or of all."""
    kept: list[Found] = []
    removed: set[int] = set()
    spans: list[Found] = []
    in_exception = False
    for one in found:
        back = one.first - 1
        while back >= 0 and tokens[back].kind in "pRjcaDb" and one.first - back < 4:
            back -= 1
        after = tokens[one.last].kind if one.last < len(tokens) else ""
        second = tokens[one.last + 1].kind if one.last + 1 < len(tokens) and after == "p" else ""
        follows = (
            in_exception and one.rule in ("single", "elided", "last", "list") and _near(spans[-1], one, tokens, "pRjca")
        )
        if one.rule == "except" or (back >= 0 and tokens[back].kind == "x") or "X" in (after, second) or follows:
            removed |= set(one.place.numbers)
            if one.rule != "except" and back >= 0 and tokens[back].kind == "x":
                one.first = back
            if "X" in (after, second):
                one.last += 1 if after == "X" else 2
            spans.append(one)
            in_exception = True
        else:
            kept.append(one)
            in_exception = False
    if not spans:
        return found
    base = next((one for one in kept if one.rule in ("everywhere", "periodic", "odd", "range", "onward", "half")), None)
    taken = [replace_rule(one, "absorbed") for one in spans]
    for one in taken:
        start, end = tokens[one.first].start, tokens[one.last - 1].end
        one.place = replace(one.place, start=start, end=end, words=text[start:end])
    if base is not None:
        numbers = tuple(number for number in base.place.numbers if number not in removed)
        known = base.place.known and all(one.place.known for one in taken)
        base.place = replace(base.place, numbers=numbers if known else (), known=known, removed=frozenset(removed))
        return sorted([*kept, *taken], key=lambda one: one.first)
    if kept:
        return found
    numbers = tuple(one for one in range(1, (setting.count or 0) + 1) if one not in removed)
    first = taken[0]
    whole = Found("everywhere", first.first, first.last, replace(first.place, kind="everywhere", numbers=numbers, outside=(), known=bool(setting.count), removed=frozenset(removed)))  # fmt: skip
    return [whole, *taken[1:]]


def _enumerations(found: list[Found], tokens: list[Token], text: str) -> list[Found]:
    """Neighbours that only commas and `and` part are one place; a restatement after `that is` stands for both."""
    made: list[Found] = []
    alike = (
        "single",
        "list",
        "range",
        "last",
        "first",
        "names",
        "dates",
        "elided",
        "elided list",
        "elided number",
        "penultimate",
        "top",
        "namely",
        "after",
        "before",
    )
    for one in found:
        last = made[-1] if made else None
        if last is None or one.rule not in alike or last.rule not in alike or not _near(last, one, tokens):
            made.append(one)
            continue
        gap = "".join(token.kind for token in tokens[last.last : one.first])
        restated = "i" in gap or one.rule == "namely" or ("c" in gap and last.rule in ("top", "last") and one.place.numbers == last.place.numbers)  # fmt: skip
        if restated or last.rule in ("after", "before"):
            if restated:
                made[-1] = _joined(one, last, one.place, tokens, text)
            else:
                made.append(one)
            continue
        if (
            one.rule in ("after", "before")
            or (gap == "" and one.rule != "single")
            or _two_clauses(tokens, last.first, last.last, one.last)
        ):
            made.append(one)
            continue
        numbers = tuple(sorted({*last.place.numbers, *one.place.numbers}))
        outside = tuple(sorted({*last.place.outside, *one.place.outside}))
        known = last.place.known and one.place.known
        place = replace(last.place, kind="list", numbers=numbers if known else (), outside=outside, known=known)
        merged = _joined(last, one, place, tokens, text)
        merged.rule = "list"
        merged.values = [*last.values, *one.values]
        made[-1] = merged
    return made
