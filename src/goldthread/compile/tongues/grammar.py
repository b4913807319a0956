"""The place grammar: rules over classes of tokens, one set for words and one for signs; arithmetic gives the numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from goldthread.compile.calendar import unit_of
from goldthread.compile.frame import MOST, Frame, Place, clip
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.lexer import Token, lex
from goldthread.compile.tongues.setting import Setting, setting_of
from goldthread.schemas.constraint import Kind

F = "[pRjb]{0,3}"
"""Filler: prepositions and articles."""
X = "[no]"
_NAMELIKE = "[mywqNd]"

_WORD_RULES: tuple[tuple[str, str], ...] = (
    ("periodic", rf"{F}v{F}ou|{F}v{F}nu|{F}[n1]u?k{F}nu?|[n1]ukn|v{F}n(?:zu|uz)|v{F}u?z"),
    ("odd", rf"{F}v?{F}[OE]u|{F}v?{F}u{F}[OE]|p[OE](?!u)"),
    ("dates", rf"{F}d{F}[rb]{F}d|{F}[no]{F}[rb]{F}d"),
    ("names", rf"B?{F}u?{F}(?:(?:m{F}[rba]{F}m)|(?:y{F}[rb]{F}y)|(?:w{F}[rb]{F}w)|(?:q{F}[rb]{F}q)|(?:N{F}[rb]{F}N))"),
    ("between", rf"B{F}u{F}{X}a{F}u?{F}{X}|B{F}[nol]u?a{F}[nol]u"),
    ("range", rf"[sB]?{F}u{F}{X}[rb]{F}u?{F}(?:{X}|l)(?:u)?|[sB]?{F}[no]u?{F}[rb]{F}[nol]u|[sB]?{F}o[rb]{F}[ol](?!u)|R{F}n[b]{F}n(?![nou])"),
    ("onward", rf"s{F}(?:u{F}{X}|[nol]u|d|[myqN]|o)S?|R{F}(?:u{F}{X}|ou?|d|m)j(?=[c;]|$)|{F}(?:u{F}{X}|ou)S"),
    ("before", rf"t{F}(?:u{F}{X}|[ol]u|[ol](?!u)|P|y|d|Pu|u?{F}m)"),
    ("after", rf"T{F}(?:u{F}{X}|[ol]u|[ol](?!u)|y|d|u?{F}m)"),
    ("until", rf"r{F}(?:u{F}{X}|[ol]u|[ol](?!u)|d|u?{F}[myN])"),
    ("half", rf"{F}[ol]H"),
    ("ends", rf"{F}oa{F}lu"),
    ("rest", rf"{F}G{F}n?u|p?G"),
    ("everywhere", rf"{F}v{F}n?u|k{F}u|{F}V{F}u|g{F}u|{F}A"),
    ("except", rf"x{F}(?:[nol]u?|u{F}{X}(?:[rb]{F}{X})?(?:[ca]{{1,2}}{F}{X}){{0,30}}|{_NAMELIKE})"),
    ("last", rf"{F}ln?u|{F}nlu|{F}u?l(?=n)n(?!u)u?|{F}u{F}l(?!n)|{F}nul"),
    ("first", rf"{F}nou|{F}onu|{F}no(?![nu])"),
    ("penultimate", rf"{F}Pu?"),
    ("list", rf"{F}u{F}{X}(?:[rb]{F}{X})?(?:[ca]{{1,2}}{F}u?{F}{X}(?:[rb]{F}{X})?){{1,60}}|{F}[nol](?:[ca]{{1,2}}{F}[nol]){{1,60}}u"),
    ("single", rf"{F}u{F}{X}|{F}[o]u|{F}u?{F}{_NAMELIKE}"),
    ("namely", rf"i{F}n(?:[ca]{{1,2}}{F}n){{0,60}}"),
    ("top", rf"{F}Mu?"),
    ("elided number", r"[pRjb]{0,2}pn"),
    ("elided list", rf"{F}[ol](?:[ca]{{1,2}}{F}[ol]){{1,60}}"),
    ("elided", rf"{F}[ol]"),
)  # fmt: skip
_Q = "D?n"
_SIGN_RULES: tuple[tuple[str, str], ...] = (
    ("periodic", rf"[vz]D?nu(?:k)?|n?uk|D?nuk|vz{_Q}?u|z{_Q}?u|vzu|nu?k"),
    ("odd", r"v?p?[OE]p?u?"),
    ("dates", r"s?d[rb](?:d|nu?)b?"),
    ("names", r"s?(?:mrmb?|mbm|yryb?|wrwb?)"),
    ("range", rf"s?{_Q}u?[rb]{_Q}ub?|s?{_Q}ur(?:lu|M)b?|s?{_Q}u[rb]{_Q}b?"),
    ("onward", rf"s{_Q}u?S?|{_Q}uS|sdS?|dS|[my]S|s[my]S?"),
    ("before", rf"{_Q}u(?:K)|[my]K|lu(?:K)|r{_Q}uK?|rlu|{_Q}ub(?!r)|lub|lb"),
    ("after", rf"{_Q}uL|[myd]L"),
    ("half", r"h|H"),
    ("rest", r"Gp?u"),
    ("everywhere", r"v(?:p)?u|A"),
    ("penultimate", r"Pu?"),
    ("last", r"lp?n?u|lp?(?=n)nu?"),
    ("first", r"Fp?nu?|Fp?u|F(?=u)u"),
    ("list", r"D?nu?(?:[ca]{1,2}D?nu?){0,60}[ca]{1,2}D?nu"),
    ("single", rf"Dnu|{_NAMELIKE}|nu(?=[pXc])|uD?n"),
    ("top", r"M"),
    ("elided", r"Dn(?!u)"),
)  # fmt: skip


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


def read_places(text: str, frame: Frame) -> list[Place]:
    """Places of a clause in order, as `find_places` gives them for English."""
    return [one.place for one in find(lex(text, setting_of(frame)), setting_of(frame), text)]


def find(tokens: list[Token], setting: Setting, text: str) -> list[Found]:
    """Places in tokens: the rules in their order, then what several of them make together."""
    signs = setting.language in ("zh", "ja")
    line = "".join(one.kind for one in tokens)
    taken = bytearray(len(tokens))
    found: list[Found] = []
    for rule, pattern in _compiled(signs):
        for match in pattern.finditer(line):
            first, last = match.span()
            if any(taken[first:last]):
                continue
            if rule == "odd" and line[last - 1] in "OE" and last - first == 2 and setting.language not in ("fr", "es"):
                continue
            if rule == "rest" and "u" not in line[first:last] and not _others(tokens, last, setting):
                continue
            if rule == "elided number" and not _numbered(tokens, last, setting):
                continue
            if rule in ("elided", "elided list") and not (signs or _stands_alone(tokens, first, last, setting)):
                continue
            made = _make(rule, tokens, first, last, setting)
            if made is None:
                continue
            taken[first:last] = b"\1" * (last - first)
            found.append(made)
    found.sort(key=lambda one: one.first)
    for one in found:
        start, end = tokens[one.first].start, tokens[one.last - 1].end
        one.place = replace(one.place, start=start, end=end, words=text[start:end])
    return _together(found, tokens, setting, text)


_CACHE: dict[bool, list[tuple[str, re.Pattern[str]]]] = {}


def _compiled(signs: bool) -> list[tuple[str, re.Pattern[str]]]:
    if signs not in _CACHE:
        _CACHE[signs] = [(name, re.compile(pattern)) for name, pattern in (_SIGN_RULES if signs else _WORD_RULES)]
    return _CACHE[signs]


def _stands_alone(tokens: list[Token], first: int, last: int, setting: Setting) -> bool:
    """Whether an ordinal stands for its unit: with an article before and no noun of another thing after."""
    if first == last - 1 and (tokens[last - 1].kind != "l" or (first and tokens[first - 1].kind == "u")):
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if setting.language == "de":
        return not (after.text[:1].isupper() or after.kind in "nu" or after.text[:1] == "„")
    if after.kind in "ca;p1":
        return True
    return bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower().strip("'’")))


def _others(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `les autres`, `los demás` stand for the other units: no noun follows."""
    if setting.language not in ("fr", "es") or last >= len(tokens):
        return False
    after = tokens[last]
    return (
        after.kind == "k"
        or after.text.lower() in ("sur", "sobre", "de", "des", "à", "a")
        or bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower()))
    )


def _numbered(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `la 4` stands for a unit: a single article, a number of the request's, no noun after."""
    if setting.language not in ("fr", "es", "de") or not setting.count or tokens[last - 1].value > setting.count:
        return False
    if (
        tokens[last - 2].text.lower() not in ("la", "le", "el", "die", "der", "das")
        or not tokens[last - 1].text.isdigit()
    ):
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if setting.language == "de":
        return after.kind in "ca;." and not after.text[:1].isupper()
    return (
        after.kind in "cap;"
        or after.text.lower() in ("du", "des", "del")
        or bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower().strip("'’")))
    )


def _ours(label: str, setting: Setting) -> bool:
    """Whether a unit's noun means the units of the request, not pages, years or days of something else."""
    if (
        not label
        or label == setting.label
        or (setting.months and label == "month")
        or (setting.weekday and label == "day")
    ):
        return True
    known = (
        ("section", "entry", "chapter", "article", "part") if setting.count and setting.nouns else ("section", "entry")
    )
    if label in known or (setting.label in ("section", "entry", "menu") and setting.count is None):
        return label not in ("year", "page", "day", "month", "step", "level", "night") or label == setting.label
    if setting.label == "menu" and label in ("week", "day"):
        return True
    if setting.label == "section" and not setting.nouns and setting.count is not None:
        return label not in ("year", "page", "day", "month", "week", "step", "night", "story", "paragraph")
    if setting.label == "entry" and setting.count:
        return (
            (label == "month" and setting.months)
            or (label == "day" and setting.count >= 28)
            or (label == "week" and setting.count in (52, 53))
        )
    return False


def _number(token: Token, setting: Setting) -> int | None:
    """The unit that a name, a date or a number means; None where the request knows no such unit."""
    if token.kind in "no":
        return token.value
    if token.kind == "N" or token.kind == "q":
        return token.value or None
    if token.kind == "m":
        return token.value if setting.months else None
    if token.kind == "w":
        return (token.value - setting.weekday) % 7 + 1 if setting.weekday else None
    if token.kind == "y":
        return token.value - setting.first_year + 1 if setting.first_year is not None else None
    if token.kind == "d" and token.day is not None:
        if setting.month is not None:
            return token.day.day if token.day.month == setting.month.month else -1
        if setting.months:
            return token.day.month
        if setting.start is not None and setting.count:
            label = setting.label if setting.label in ("week", "month", "quarter") else "day"
            number = unit_of(token.day, label, setting.count, setting.start)
            return -1 if number is None else number
    return None


def _make(rule: str, tokens: list[Token], first: int, last: int, setting: Setting) -> Found | None:
    inside = tokens[first:last]
    labels = [one.label for one in inside if one.kind == "u"]
    if any(one.kind == "N" for one in inside):
        labels = []
    if any(one.kind == "y" for one in inside):
        labels = [label for label in labels if label != "year"]
    if any(not _ours(label, setting) for label in labels):
        return None
    values = [one for one in inside if one.kind in "nomywqNd"]
    numbers = [_number(one, setting) for one in values]
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
    label = labels[0] if labels else setting.label
    maker = _MAKERS[rule]
    made = maker(_Reach(inside, given, count))
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


@dataclass(frozen=True)
class _Reach:
    """What a rule's arithmetic needs: its tokens, their numbers, how many units there are."""

    inside: list[Token]
    given: list[int]
    count: int | None


_Made = tuple[Kind, list[int] | None, int] | None


def _upto(first: int, count: int | None, step: int = 1) -> list[int] | None:
    if count is None:
        return None
    return list(range(first, min(count, MOST) + 1, step)) or [first]


def _periodic(read: _Reach) -> _Made:
    kinds = "".join(one.kind for one in read.inside)
    if "z" in kinds:
        step = 2 if not read.given or "v" not in kinds else read.given[-1]
        if read.given and "v" not in kinds and read.inside[0].kind == "z":
            step = read.given[-1] + 1
        return "periodic", _upto(1 if step == 2 else step, read.count, step), step
    step = read.given[-1] if read.given else 1
    if step < 1 or (step == 1 and "k" not in kinds):
        return None
    if "k" in kinds and any("おき" in one.text for one in read.inside):
        step += 1
    if step == 1:
        return "everywhere", _upto(1, read.count), 1
    if read.count is not None and step == read.count and "o" not in kinds and "D" not in kinds and "k" not in kinds:
        return "everywhere", _upto(1, read.count), 1
    # `jede zweite`, `un jour sur deux`: where no start is said, the step itself is the first.
    return "periodic", _upto(step, read.count, step), step


def _odd(read: _Reach) -> _Made:
    return "periodic", _upto(1 if any(one.kind == "O" for one in read.inside) else 2, read.count, 2), 2


def _range(read: _Reach) -> _Made:
    if any(one.kind in "lM" for one in read.inside) and len(read.given) == 1:
        return "range", _upto(read.given[0], read.count), 1
    if len(read.given) < 2 or read.given[1] < read.given[0] or read.given[1] - read.given[0] > MOST:
        if (
            len(read.given) == 2
            and all(one.kind in "pmrbBRjusa" for one in read.inside)
            and any(one.kind == "m" for one in read.inside)
        ):
            return "range", [*range(read.given[0], 13), *range(1, read.given[1] + 1)], 1
        return None
    if any(one.kind == "a" for one in read.inside) and not any(one.kind == "B" for one in read.inside):
        return "list", [read.given[0], read.given[1]], 0
    return "range", list(range(read.given[0], read.given[1] + 1)), 1


def _onward(read: _Reach) -> _Made:
    if not read.given:
        return None
    return "range", _upto(read.given[0], read.count), 1


def _before(read: _Reach) -> _Made:
    if read.given:
        return "range", list(range(1, min(read.given[0], MOST))) or [0], 1
    if any(one.kind in "lM" for one in read.inside):
        return "range", None if read.count is None else list(range(1, read.count)), 1
    if any(one.kind == "P" for one in read.inside):
        return "range", None if read.count is None else list(range(1, read.count - 1)), 1
    return None


def _after(read: _Reach) -> _Made:
    return ("range", _upto(read.given[0] + 1, read.count), 1) if read.given else None


def _rest(read: _Reach) -> _Made:
    return ("list", None, 0) if read.inside else None


def _until(read: _Reach) -> _Made:
    if read.given:
        return "range", list(range(1, min(read.given[0], MOST) + 1)), 1
    return "range", _upto(1, read.count), 1


def _half(read: _Reach) -> _Made:
    second = any(one.kind in "lH" for one in read.inside if one.kind != "o") if not read.given else read.given[0] == 2
    if read.inside[-1].kind == "H" and len(read.inside) > 1:
        second = any(one.kind == "l" for one in read.inside) or read.given[:1] == [2]
        if read.given[:1] not in ([1], [2], []):
            return None
    if read.count is None:
        return "range", None, 1
    middle = read.count // 2
    return "range", list(range(middle + 1, read.count + 1)) if second else list(range(1, middle + 1)), 1


def _everywhere(read: _Reach) -> _Made:
    if read.inside[0].kind == "k" and "cada" not in read.inside[0].text.lower():
        return None
    if read.given and read.count is not None and read.given[0] != read.count:
        return (
            ("periodic", _upto(read.given[0], read.count, read.given[0]), read.given[0]) if read.given[0] > 1 else None
        )
    return "everywhere", _upto(1, read.count), 1


def _except(read: _Reach) -> _Made:
    if any(one.kind == "l" for one in read.inside):
        return "last", [read.count] if read.count is not None else None, 0
    listed = _list(read)
    return listed if listed is not None else ("single", read.given, 0)


def _last(read: _Reach) -> _Made:
    many = read.given[0] if read.given else 1
    if read.count is None:
        return "last", None, 0
    return "last", list(range(max(1, read.count - many + 1), read.count + 1)), 0


def _first(read: _Reach) -> _Made:
    kinds = [one.kind for one in read.inside]
    if "o" in kinds:
        order = next(one.value for one in read.inside if one.kind == "o")
        many = next((one.value for one in read.inside if one.kind == "n"), 1)
        if order != 1:
            return None
        return "first", list(range(1, min(many, MOST) + 1)), 0
    return "first", list(range(1, min(read.given[0] if read.given else 1, MOST) + 1)), 0


def _penultimate(read: _Reach) -> _Made:
    return "single", [read.count - 1] if read.count is not None else None, 0


def _ends(read: _Reach) -> _Made:
    if read.given[:1] != [1]:
        return None
    return "list", [1, read.count] if read.count is not None else None, 0


def _list(read: _Reach) -> _Made:
    numbers: list[int] = []
    previous: Token | None = None
    for one in read.inside:
        if one.kind in "no":
            if (
                previous is not None
                and previous.kind in "rb"
                and numbers
                and numbers[-1] < one.value < numbers[-1] + MOST
            ):
                numbers += range(numbers[-1] + 1, one.value + 1)
            else:
                numbers.append(one.value)
        elif one.kind == "l":
            if read.count is None:
                return "list", None, 0
            numbers.append(read.count)
        if one.kind not in "pRj":
            previous = one
    return ("list", numbers, 0) if len(numbers) > 1 else None


def _single(read: _Reach) -> _Made:
    if len(read.given) != 1:
        return None
    kind = next(one.kind for one in read.inside if one.kind in "nomywqNd")
    return ("date" if kind in "dy" else "single"), read.given, 0


def _namely(read: _Reach) -> _Made:
    return ("list" if len(read.given) > 1 else "single"), read.given, 0


def _top(read: _Reach) -> _Made:
    return "last", [read.count] if read.count is not None else None, 0


def _elided(read: _Reach) -> _Made:
    if any(one.kind == "l" for one in read.inside):
        return _last(_Reach(read.inside, [], read.count))
    return _single(read) if read.given and (read.count is None or read.given[0] <= read.count) else None


_MAKERS: dict[str, Callable[[_Reach], _Made]] = {
    "periodic": _periodic, "odd": _odd, "dates": _range, "names": _range, "between": _range, "range": _range, "onward": _onward, "before": _before,
    "after": _after, "until": _until,
    "rest": _rest, "half": _half, "everywhere": _everywhere, "except": _except, "last": _last, "first": _first,
    "penultimate": _penultimate, "ends": _ends, "list": _list, "single": _single, "namely": _namely, "top": _top, "elided": _elided, "elided list": _list,
    "elided number": _single,
}  # fmt: skip


def _together(found: list[Found], tokens: list[Token], setting: Setting, text: str) -> list[Found]:
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
            whole = _upto(one.values[0], setting.count, rhythm.step)
        elif one.rule in ("range", "names", "dates", "until") and len(one.place.numbers) > rhythm.step and numbers:
            first = rhythm.place.numbers[0] if one.rule == "until" else one.place.numbers[0]
            whole = list(range(first, one.place.numbers[-1] + 1, rhythm.step))
        elif one.rule in ("list", "namely") and len(one.values) > 1 and one.values[1] - one.values[0] == rhythm.step:
            whole = _upto(one.values[0], setting.count, rhythm.step)
        elif (
            one.rule in ("single", "first", "elided") and len(found) == 2 and _starts(tokens, one) and one.place.numbers
        ):
            whole = _upto(one.place.numbers[0], setting.count, rhythm.step)
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
        re.match(r"s|第一次|首次|beg|erst|prem|prim|start|最初|初回|1回目", token.text.lower()) or token.kind == "s"
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
        if one.rule in ("after", "before") or (gap == "" and one.rule != "single"):
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
