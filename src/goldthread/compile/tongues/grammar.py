"""The place grammar: rules over classes of tokens find the places of a sentence, arithmetic gives their numbers."""

import re
from calendar import monthrange
from dataclasses import replace

from goldthread.compile.calendar import unit_of
from goldthread.compile.frame import MOST, Frame, Place, clip
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.lexer import Token, lex
from goldthread.compile.tongues.marks import is_measure
from goldthread.compile.tongues.reach import MAKERS, Reach
from goldthread.compile.tongues.rules import rules
from goldthread.compile.tongues.setting import Setting, setting_of
from goldthread.compile.tongues.together import Found, clause_end, together

__all__ = ["Found", "find", "read_places"]


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
            if rule == "odd" and last - first == 1 and not signs and not _like_another_half(tokens, first, last, found):
                continue
            if (
                rule == "odd"
                and line[last - 1] in "OE"
                and last - first == 2
                and setting.language not in ("fr", "es", "en")
                and not (setting.language == "de" and _like_another_half(tokens, first, last, found))
            ):
                continue
            if rule == "rest" and "u" not in line[first:last]:
                behind = (
                    signs and first > 0 and tokens[first - 1].kind in "c;" and any(one.last <= first for one in found)
                )
                if not (behind or _others(tokens, last, setting)):
                    continue
            if rule == "rest" and setting.language == "en" and _compared(tokens, first):
                continue
            second = not signs and _like_another(tokens, first, last, found)
            if rule == "rest" and _compares(tokens, first, last):
                continue
            if rule == "elided number" and not (
                _numbered(tokens, last, setting) or (second and tokens[last - 1].value <= (setting.count or 0))
            ):
                continue
            if rule == "elided" and setting.language == "es" and tokens[last - 1].text.lower() in ("final", "finales"):
                continue
            if rule == "namely" and signs and not _restates(tokens[first], found, first):
                continue
            if rule == "elided" and signs and not _ends_place(tokens, last, text):
                continue
            if rule == "elided last" and setting.language == "en":
                continue
            if rule in ("elided", "elided list", "elided last") and not (
                second or signs or _stands_alone(tokens, first, last, setting)
            ):
                continue
            if rule == "first" and line[last - 1] == "n" and not _counts_first(tokens, last, setting):
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
                last = _uncounted(tokens, first, last) if setting.language == "en" else _unmeasured(tokens, first, last)
                if last <= first:
                    continue
            if (
                rule in ("range", "list")
                and setting.language == "en"
                and last - first > 3
                and _is_other(tokens, last - 1, setting)
            ):
                last -= 1
            if rule == "list" and setting.language == "en":
                last = clause_end(tokens, first, last)
            if rule == "half" and setting.language == "en" and last < len(tokens) and not _halved(tokens[last]):
                continue
            if rule == "elided range" and not _goes_on(tokens, first, last, found):
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
        found = _without_references(found, text)
        _weeks_of_days(found, tokens, setting)
    return together(found, tokens, setting, text)


def _restates(token: Token, found: list[Found], first: int) -> bool:
    """Whether numbers in brackets or behind `即` say what a rhythm before them comes to."""
    rhythm = any(one.rule in ("periodic", "odd", "one in", "multiple") and one.last <= first for one in found)
    return rhythm and (token.kind == "i" or token.text in ("(", "（"))


def _counts_first(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `first 3` stands for the first three units: a verb or a mark follows."""
    after = tokens[last] if last < len(tokens) else None
    if setting.language != "en":
        return False
    return after is None or after.kind in ";" or re.fullmatch(tongue("en").verbs, after.text.lower()) is not None


def _is_other(tokens: list[Token], at: int, setting: Setting) -> bool:
    """Whether a noun behind the number of a place is of another thing: `Q16-Q18 talks and slides`."""
    return tokens[at].kind == "u" and tokens[at - 1].kind == "n" and not ours(tokens[at].label, setting)


def _halved(after: Token) -> bool:
    """Whether a half is that of the units: nothing that it is half of follows but `of` (`the first half marathon`)."""
    return after.kind != "." or after.text == "." or re.fullmatch(tongue("en").verbs, after.text.lower()) is not None


def _compared(tokens: list[Token], first: int) -> bool:
    """Whether the others are only compared with: `longer than the others`."""
    return first > 0 and tokens[first - 1].text.lower() in ("than", "as", "like", "without", "with")


_REFERS = re.compile(
    r"(?:\b(?:verweis\w*|bezieh\w+ sich|knüpf\w* an|siehe|vgl\.?|vergleiche|wie|aus|renvo\w+|voir|cf\.?|comme|repren\w+|remit\w+|véase|ver|como|retom\w+)\s+(?:(?:auf|zu[rm]?|an|in|im|à|au|aux|dans|a|al|en|lo de|de)\s+)?|(?:rückblick|ausblick|blick|retour|regard|repaso|mirada)\s*(?:auf|sur|a|de)?\s*|参[照见考]|见|同|与|跟)\s*$",
    re.IGNORECASE,
)
_REFERRED = re.compile(r"\s*(?:を|も)?(?:参照|に戻)|\s*(?:相同|一样|一致|呼应)")


def _without_references(found: list[Found], text: str) -> list[Found]:
    """Places without those that another only refers to (`Frage 17 verweist auf Frage 4`)."""
    exact = [one for one in found if one.place.kind != "everywhere"]
    if len(exact) < 2:
        return found
    gone = [
        one
        for one in exact[1:]
        if one.rule in ("single", "list", "range", "elided number", "half")
        and (_REFERS.search(text[: one.place.start]) or _REFERRED.match(text, one.place.end))
    ]
    return [one for one in found if one not in gone]


def _weeks_of_days(found: list[Found], tokens: list[Token], setting: Setting) -> None:
    """Weeks of units that are days: seven of them each, counted from the first."""
    count = setting.count or 0
    if setting.label != "day" or count < 10:
        return
    weekly = False
    for one in found:
        own = any(token.kind == "u" and token.label == "week" for token in tokens[one.first : one.last])
        elided = weekly and one.rule == "elided"
        if not (own or elided) or one.rule not in ("single", "first", "last", "elided", "range", "list"):
            continue
        weekly = True
        weeks = range(1, -(-count // 7) + 1)
        wanted = [weeks[-1]] if one.rule == "last" else one.values or [1]
        days = [day for week in wanted if week in weeks for day in range(7 * week - 6, min(7 * week, count) + 1)]
        if days:
            one.place = replace(one.place, kind="range", numbers=tuple(days), outside=())


_DETERMINERS = frozenset(
    ("un", "une", "le", "la", "l'", "les", "sur", "au", "aux", "à", "par", "en", "dans", "avec", "se", "sans", "el", "los", "las", "una", "con", "por", "al", "a", "sobre", "chez", "vers", "pour", "para", "hacia", "entre")
)  # fmt: skip


def _opens_clause(tokens: list[Token], last: int) -> bool:
    """Whether a verb and its object follow an ordinal that begins a sentence (`La última designa los juzgados`)."""
    if (
        last + 1 >= len(tokens)
        or tokens[last].kind != "."
        or not re.fullmatch(r"[a-zéèêçáíóúñ]{3,}(?:an?|en?|e|t|d)", tokens[last].text)
    ):
        return False
    following = tokens[last + 1].text.lower().replace("’", "'").split()[0]
    return following in _DETERMINERS - {"se", "con", "avec", "por", "par", "en", "a", "à"} or following in (
        "a",
        "al",
        "à",
        "au",
        "aux",
        "cómo",
        "por",
        "qué",
        "dos",
        "deux",
        "una",
        "tres",
    )


def _like_another(tokens: list[Token], first: int, last: int, found: list[Found]) -> bool:
    """Whether `la quatrième` or `la 7` behind a comma or `and` goes on from `la troisième étape`: a verb and its object follow."""
    if (
        first == 0
        or tokens[first - 1].kind not in "ca;"
        or not any(one.last <= first and "u" in one.kinds for one in found)
    ):
        return False
    before = next(one for one in reversed(found) if one.last <= first and "u" in one.kinds)
    same = tokens[first].text.lower() == tokens[before.first].text.lower()
    if tokens[last - 1].kind == "o" and "o" in before.kinds and same and tokens[first].text.lower() in ("am", "im"):
        return True
    if (
        tokens[first].kind == "p"
        and tokens[first].text.lower() in ("in", "bei")
        and last < len(tokens)
        and tokens[last].kind == "p"
    ):
        return tokens[last - 1].text.isdigit()
    if tokens[first].kind != "p" or last + 1 >= len(tokens) or tokens[last].kind != ".":
        return False
    return tokens[last].text.islower() and tokens[last + 1].text.lower().replace("’", "'").split()[0] in _DETERMINERS


def _like_another_half(tokens: list[Token], first: int, last: int, found: list[Found]) -> bool:
    """Whether `die geraden` goes on from `die ungeraden Kapitel`."""
    after = tokens[last] if last < len(tokens) else None
    other = any(one.rule == "odd" and one.last <= first and "u" in one.kinds for one in found)
    return (
        other
        and (tokens[first].text.lower() in ("die", "den", "in") or (first > 0 and tokens[first - 1].kind == "c"))
        and not (after is not None and after.text[:1].isupper())
    )


def _compares(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the others are what something is compared with: `länger als die anderen`, `ほかの号より`."""
    after = tokens[last].text if last < len(tokens) else ""
    before = tokens[first - 1].text.lower() if first else ""
    return after.startswith("より") or before in ("als", "wie", "que", "比")


def _goes_on(tokens: list[Token], first: int, last: int, found: list[Found]) -> bool:
    """Whether `11 à 20` behind a comma goes on from `les questions 1 à 10`."""
    before = next(
        (
            one
            for one in reversed(found)
            if one.last <= first and one.rule in ("range", "list", "single") and "u" in one.kinds
        ),
        None,
    )
    if before is None or first == 0 or tokens[first - 1].kind not in "ca;":
        return False
    given = [one.value for one in tokens[first:last] if one.kind in "no"]
    return bool(given and before.values) and given[0] > before.values[-1]


def _unmeasured(tokens: list[Token], first: int, last: int) -> int:
    """Where a place ends before a number that counts words, pages and the like (`chapitre 3, 400 mots`), `first` where nothing is left."""
    after = tokens[last] if last < len(tokens) else None
    if after is None or tokens[last - 1].kind != "n" or not is_measure(after.text):
        return last
    last -= 1
    while last > first and tokens[last - 1].kind in "capRjbri":
        last -= 1
    return last if any(one.kind in "no" for one in tokens[first:last]) else first


def _ends_place(tokens: list[Token], last: int, text: str) -> bool:
    """Whether a number with `第` and no unit ends there: what counts other things follows it at once (`第一次`)."""
    after = text[tokens[last - 1].end : tokens[last - 1].end + 1]
    return not after or bool(re.match(r"[\s、，,：:；;。和与及到至~～〜（(はがをのにでと-]", after))


def _stands_alone(tokens: list[Token], first: int, last: int, setting: Setting) -> bool:
    """Whether an ordinal stands for its unit: with an article before and no noun of another thing after."""
    if first == last - 1 and (tokens[last - 1].kind != "l" or (first and tokens[first - 1].kind == "u")):
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if setting.language == "de":
        return not (after.text[:1].isupper() or after.kind in "nu" or after.text[:1] == "„")
    if setting.language == "en" and after.kind not in "nu" and _is_day(tokens[last - 1], setting):
        return after.text.lower() not in ("century", "birthday", "anniversary", "grade", "edition", "floor", "world")
    if setting.language == "en" and after.text == ".":
        return not (first and tokens[first - 1].text.lower() in ("it", "this", "that", "them", "come", "comes"))
    if (
        setting.language != "en"
        and after.kind == "a"
        and last + 1 < len(tokens)
        and tokens[last + 1].kind == "."
        and last - first > 1
    ):
        return False
    if after.kind in ("ca;" if setting.language == "en" else "ca;p1"):
        return True
    if setting.language in ("fr", "es") and first == 0 and _opens_clause(tokens, last):
        return True
    if setting.language in ("fr", "es") and re.fullmatch(r"\w+(?:ra|ront|rá|rán)", after.text.lower()) and first < 2:
        return True
    return bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower().strip("'’")))


def _is_day(token: Token, setting: Setting) -> bool:
    """Whether an ordinal in digits names a day among units that are days (`on the 14th somebody leaves a rose`)."""
    days = setting.label in ("day", "night", "evening", "morning", "entry", "menu") or setting.month is not None
    return token.kind == "o" and token.text[:1].isdigit() and days and token.value <= (setting.count or 0)


def _others(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `les autres`, `los demás` stand for the other units: no noun follows."""
    if setting.language == "en" and tokens[last - 1].text.lower().endswith(("others", "rest", "remainder")):
        return True
    if setting.language not in ("fr", "es") or last >= len(tokens):
        return False
    after = tokens[last]
    if tokens[last - 1].text.lower() in ("ailleurs", "partout ailleurs", "le reste", "el resto"):
        return after.kind in "c;"
    if after.kind == "p" and any(one.kind == "u" for one in tokens[:last]):
        return True
    return (
        after.kind == "k"
        or after.text.lower() in ("sur", "sobre", "de", "des", "à", "a")
        or bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower()))
    )


def _numbered(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `la 4` stands for a unit: a single article, a number of the request's, no noun after."""
    if setting.language == "en":
        return _is_number(tokens, last, setting)
    if setting.language not in ("fr", "es", "de") or not setting.count or tokens[last - 1].value > setting.count:
        return False
    if tokens[last - 2].text.lower() not in ("la", "le", "el", "die", "der", "das") or not (
        tokens[last - 1].text.isdigit() or tokens[last - 1].text.isupper()
    ):
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if setting.language == "de":
        return after.kind in "ca;." and not after.text[:1].isupper()
    return (
        after.kind in "cabp;"
        or after.text.lower() in ("du", "des", "del")
        or bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower().strip("'’")))
    )


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


def _uncounted(tokens: list[Token], first: int, last: int) -> int:
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


def _is_number(tokens: list[Token], last: int, setting: Setting) -> bool:
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


_ASKED = frozenset(("faq", "question", "answer"))


def ours(label: str, setting: Setting) -> bool:
    """Whether a unit's noun means the units of the request, not pages, years or days of something else."""
    if (
        not label
        or label == setting.label
        or (setting.months and label == "month")
        or (setting.first_year is not None and label == "year")
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
    if (
        setting.language in ("zh", "ja")
        and setting.months
        and label in ("letter", "release", "episode", "volume", "session", "copy")
    ):
        return True
    if (
        setting.language != "en"
        and label == "week"
        and setting.label == "day"
        and setting.count
        and setting.count >= 10
    ):
        return True
    if setting.label in _ASKED and label in _ASKED:
        return True
    if (
        setting.language in ("de", "fr", "es")
        and setting.count
        and setting.label not in tongue(setting.language).unit_patterns
    ):
        # `zehn Protokolle ... in der zweiten Sitzung`: what the units are of stands for them.
        return label in ("session", "meeting", "stage", "episode", "lesson", "match", "letter")
    if setting.label == "section" and not setting.nouns and setting.count is not None:
        return label not in ("year", "page", "day", "month", "week", "step", "night", "story", "paragraph")
    if setting.label == "entry" and setting.count:
        return (
            (label == "month" and setting.months)
            or (label == "day" and setting.count >= 28)
            or (label == "week" and setting.count in (52, 53))
        )
    return False


def number_of(token: Token, setting: Setting) -> int | None:
    """The unit that a name, a date or a number means; None where the request knows no such unit."""
    if token.kind in "no":
        return token.value
    if token.kind == "N" or token.kind == "q":
        return token.value or None
    if token.kind == "m":
        return (token.value - setting.first_month) % 12 + 1 if setting.months else None
    if token.kind == "w":
        return (token.value - setting.weekday) % 7 + 1 if setting.weekday else None
    if token.kind == "y":
        return token.value - setting.first_year + 1 if setting.first_year is not None else None
    if token.kind == "d" and token.day is not None:
        if setting.month is not None:
            return token.day.day if token.day.month == setting.month.month else -1
        if setting.months and setting.start is None:
            return (token.day.month - setting.first_month) % 12 + 1
        if setting.start is not None and setting.count:
            label = setting.label if setting.label in ("week", "month", "quarter") else "day"
            number = unit_of(token.day, label, setting.count, setting.start)
            return -1 if number is None else number
    return None


_NEVER_OURS = frozenset(("year", "page", "day", "month", "week", "quarter", "paragraph", "step"))
"""Labels of units that are hardly another word for those of the request."""


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
        signs and rule in ("everywhere", "rest") and labels[0] not in _NEVER_OURS
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
