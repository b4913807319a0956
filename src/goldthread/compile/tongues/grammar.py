"""The place grammar: rules over classes of tokens find the places of a sentence, arithmetic gives their numbers."""

import re
from calendar import monthrange
from dataclasses import replace

from goldthread.compile.frame import MOST, Frame, Place, clip
from goldthread.compile.tongues.belonging import NEVER_OURS, number_of, ours
from goldthread.compile.tongues.english_standing import compared, counts_first, halved, is_other, uncounted
from goldthread.compile.tongues.lexer import lex
from goldthread.compile.tongues.reach import MAKERS, Reach
from goldthread.compile.tongues.references import weeks_of_days, without_references
from goldthread.compile.tongues.rules import rules
from goldthread.compile.tongues.setting import Setting, setting_of
from goldthread.compile.tongues.standing import (
    compares,
    ends_place,
    goes_on,
    like_another,
    like_another_half,
    numbered,
    others,
    restates,
    stands_alone,
    unmeasured,
)
from goldthread.compile.tongues.together import Found, clause_end, together
from goldthread.compile.tongues.token import Token


def read_places(text: str, frame: Frame) -> list[Place]:
    """Places of a clause in order, as `find_places` gives them for English."""
    return [one.place for one in find(lex(text, setting_of(frame)), setting_of(frame), text)]


def find(tokens: list[Token], setting: Setting, text: str) -> list[Found]:
    """Places in tokens: the rules in their order, then what several of them make together."""
    signs = setting.language in ("zh", "ja")
    line = "".join(one.kind for one in tokens)
    taken = bytearray(len(tokens))
    found: list[Found] = []
    for rule, pattern in rules(signs):
        for match in pattern.finditer(line):
            first, last = match.span()
            if any(taken[first:last]):
                continue
            if rule == "odd" and last - first == 1 and not signs and not like_another_half(tokens, first, last, found):
                continue
            if (
                rule == "odd"
                and line[last - 1] in "OE"
                and last - first == 2
                and setting.language not in ("fr", "es", "en")
                and not (setting.language == "de" and like_another_half(tokens, first, last, found))
            ):
                continue
            if rule == "rest" and "u" not in line[first:last]:
                behind = (
                    signs and first > 0 and tokens[first - 1].kind in "c;" and any(one.last <= first for one in found)
                )
                if not (behind or others(tokens, last, setting)):
                    continue
            if rule == "rest" and setting.language == "en" and compared(tokens, first):
                continue
            second = not signs and like_another(tokens, first, last, found)
            if rule == "rest" and compares(tokens, first, last):
                continue
            if rule == "elided number" and not (
                numbered(tokens, last, setting) or (second and tokens[last - 1].value <= (setting.count or 0))
            ):
                continue
            if rule == "elided" and setting.language == "es" and tokens[last - 1].text.lower() in ("final", "finales"):
                continue
            if rule == "namely" and signs and not restates(tokens[first], found, first):
                continue
            if rule == "elided" and signs and not ends_place(tokens, last, text):
                continue
            if rule == "elided last" and setting.language == "en":
                continue
            if rule in ("elided", "elided list", "elided last") and not (
                second or signs or stands_alone(tokens, first, last, setting)
            ):
                continue
            if rule == "first" and line[last - 1] == "n" and not counts_first(tokens, last, setting):
                continue
            if (
                setting.language == "en"
                and rule == "single"
                and any(one.text.lower() == "of" for one in tokens[first + 1 : last])
            ):
                continue
            if rule == "first" and setting.language == "en" and line[last - 1] == "o" and "n" in line[first : last - 1]:
                continue
            if rule in ("list", "range", "single", "between", "elided number", "namely", "elided range"):
                last = uncounted(tokens, first, last) if setting.language == "en" else unmeasured(tokens, first, last)
                if last <= first:
                    continue
            if (
                rule in ("range", "list")
                and setting.language == "en"
                and last - first > 3
                and is_other(tokens, last - 1, setting)
            ):
                last -= 1
            if rule == "list" and setting.language == "en":
                last = clause_end(tokens, first, last)
            if rule == "half" and setting.language == "en" and last < len(tokens) and not halved(tokens[last]):
                continue
            if rule == "elided range" and not goes_on(tokens, first, last, found):
                continue
            made = _make(rule, tokens, first, last, setting)
            if (
                made is None
                and rule in ("range", "list")
                and tokens[last - 1].kind == "u"
                and last - first > 1
                and setting.language != "en"
            ):
                # `jours 16 à 19 semaine italienne`: the noun behind begins what is asked for.
                last -= 1
                made = _make(rule, tokens, first, last, setting)
            if made is None and rule == "single" and tokens[first].kind == "N":
                last = first + 1
                made = _make(rule, tokens, first, last, setting)
            if made is None:
                continue
            taken[first:last] = b"\1" * (last - first)
            found.append(made)
    found.sort(key=lambda one: one.first)
    for one in found:
        start, end = tokens[one.first].start, tokens[one.last - 1].end
        one.place = replace(one.place, start=start, end=end, words=text[start:end])
    if setting.language != "en":
        found = without_references(found, text)
        weeks_of_days(found, tokens, setting)
    return together(found, tokens, setting, text)


def _of_one_month(values: list[Token]) -> list[Token]:
    """Tokens of a span of dates, where a bare number is a day of the other's month."""
    dated = next((one.day for one in values if one.day is not None), None)
    made = []
    for one in values:
        if one.kind in "no" and dated is not None and 1 <= one.value <= 28:
            made.append(replace(one, kind="d", day=dated.replace(day=one.value)))
        elif one.kind in "no" and dated is not None and one.value <= 31:
            last = monthrange(dated.year, dated.month)[1]
            made.append(replace(one, kind="d", day=dated.replace(day=min(one.value, last))))
        else:
            made.append(one)
    return made


def _make(rule: str, tokens: list[Token], first: int, last: int, setting: Setting) -> Found | None:
    inside = tokens[first:last]
    labels = [one.label for one in inside if one.kind == "u"]
    if any(one.kind == "N" for one in inside):
        labels = []
    if any(one.kind == "y" for one in inside):
        labels = [label for label in labels if label != "year"]
    signs = setting.language in ("zh", "ja")
    if setting.language != "en" and "week" in labels and len(set(labels)) > 1:
        return None
    if any(not ours(label, setting) for label in labels) and not (
        signs and rule in ("everywhere", "rest") and labels[0] not in NEVER_OURS
    ):
        return None
    values = (
        _of_one_month([one for one in inside if one.kind in "nomywqNd"])
        if rule == "dates"
        else [one for one in inside if one.kind in "nomywqNd"]
    )
    numbers = [number_of(one, setting) for one in values]
    if any(number is None for number in numbers):
        return None
    given = [number for number in numbers if number is not None]
    count = setting.count
    bare = not labels and all(one.kind in "nopRjbsStTr" for one in inside)
    if (
        bare
        and any(number > (count or 0) for number in given)
        and (count or not re.search("[oy]", "".join(one.kind for one in inside)))
    ):
        return None
    if rule == "before" and not count and inside[-1].kind == "b" and inside[0].kind == "n":
        return None
    if (
        signs
        and labels
        and rule not in ("everywhere", "rest")
        and labels[0] != setting.label
        and not (rule == "periodic" and labels[0] == "year" and setting.first_year is not None)
        and not any(one.kind in "DmwydNlF" for one in inside)
    ):
        # `三条`, `一节` of other things are so many, not the third or first.
        return None
    label = labels[0] if labels else setting.label
    maker = MAKERS[rule]
    made = maker(Reach(inside, given, count))
    if made is None:
        return None
    kind, wanted, step = made
    if rule == "single" and values[0].kind == "w" and count and count > 7:
        kind, wanted = "periodic", list(range(given[0], count + 1, 7))
    if wanted is None:
        place = Place(kind, 0, 0, known=False, label=label)
    elif kind == "everywhere":
        place = Place(kind, 0, 0, tuple(wanted), label=label)
    else:
        if len(wanted) > MOST:
            return None
        within, outside = clip(wanted, count)
        place = Place(kind, 0, 0, within, outside, label=label)
    return Found(rule, first, last, place, step, given, "".join(one.kind for one in inside))
