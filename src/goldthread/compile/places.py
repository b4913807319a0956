"""Places: which units a requirement is for. A pattern finds the words, arithmetic gives the numbers."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from goldthread.compile.calendar import date_pattern, read_date, unit_of
from goldthread.compile.lexicon import MONTHS, cardinal, number_value, ordinal, unit_label, unit_pattern
from goldthread.schemas.constraint import Kind

MOST = 20_000


@dataclass(frozen=True)
class Frame:
    """What the request fixes: its language, the unit's label, how many there are, when the first begins, a grid's side."""

    language: str
    label: str = ""
    count: int | None = None
    start: date | None = None
    grid: int | None = None


@dataclass(frozen=True)
class Place:
    """A place found in a clause: its words, its kind, its numbers, and those that lie outside.

    `numbers` is empty where the count of units is not known; `known` tells that from a place that is wholly outside.
    """

    kind: Kind
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    known: bool = True
    words: str = ""
    label: str = ""
    removed: frozenset[int] = field(default_factory=frozenset)


_DASH = r"[-–—~〜～]"
_TO = {
    "en": rf"(?:to|through|thru|until|till|up to|and|{_DASH})",
    "de": rf"(?:bis(?: zu[mr]?| einschließlich)?|und|{_DASH})",
    "fr": rf"(?:à|au|jusqu['’](?:à|au)|et|{_DASH})",
    "es": rf"(?:a|al|hasta(?: la| el)?|y|e|{_DASH})",
}
_THE = {
    "en": r"(?:the\s+)?",
    "de": r"(?:(?:der|die|das|dem|den|des)\s+)?",
    "fr": r"(?:(?:la|le|les|l['’]|aux?|des?|du)\s*)?",
    "es": r"(?:(?:la|el|las|los|del|al)\s+)?",
}
_AND = {"en": "and|or|&|as well as", "de": "und|oder|sowie", "fr": "et|ou|ainsi que", "es": "y|e|o|u"}
_EVERY = {
    "en": r"(?:every(?: single)?|each(?: and every)?|all(?: of)?(?: the)?|any|in all)",
    "de": r"(?:jede[nmrs]?|alle[nrm]?|sämtliche[nr]?)",
    "fr": r"(?:chaque|chacun(?:e)? d(?:es|e ces)|tou(?:te)?s? les|toutes les)",
    "es": r"(?:cada(?: un[oa] de l[oa]s)?|tod[oa]s l[oa]s|todo el|en todas las)",
}
_EXCEPT = {
    "en": r"(?:,?\s*(?:except(?: for| in| the)*|but(?: not| for)?|other than|apart from|excluding|save(?: for)?|with the exception of))\s+",
    "de": r"(?:,?\s*(?:außer(?: in| im| dem| der)*|bis auf|ausgenommen|mit ausnahme (?:von|des|der)|ohne|nicht aber|aber nicht))\s+",
    "fr": r"(?:,?\s*(?:sauf|excepté|hormis|à l['’]exception d(?:e|u|es))(?: (?:le|la|les|dans))*)\s+",
    "es": r"(?:,?\s*(?:excepto|salvo|menos|a excepción de(?:l)?)(?: (?:en|el|la|los|las))*)\s+",
}
_LAST = {
    "en": r"(?:last|final|closing|concluding)", "de": r"(?:letzte[nrms]?|abschließende[nrms]?)",
    "fr": r"(?:derni(?:er|ère)s?)", "es": r"(?:últim[oa]s?)",
}  # fmt: skip
_FIRST = {
    "en": r"(?:first|opening|initial)", "de": r"(?:erste[nrms]?)", "fr": r"(?:premi(?:er|ère)s?)", "es": r"(?:primer(?:[oa]s?)?)",
}  # fmt: skip
_START = {
    "en": r"(?:,?\s*(?:\(?(?:starting|beginning|commencing|counting|from|start|begin)(?:\s+(?:from|with|in|on|at|as of))?))",
    "de": r"(?:,?\s*(?:\(?(?:beginnend|angefangen|startend|erstmals|ab|von|beginnt)(?:\s+(?:mit|in|im|ab|bei|am|von))?))",
    "fr": r"(?:,?\s*(?:\(?(?:à partir d(?:e|u)|à compter d(?:e|u)|en commençant (?:par|à|dès|avec)|dès|depuis|en débutant (?:par|à)))(?: (?:la|le|l['’]))?)",
    "es": r"(?:,?\s*(?:\(?(?:a partir de(?:l)?|empezando (?:por|en|con|desde)|comenzando (?:por|en|con|desde)|desde))(?: (?:la|el))?)",
}
_UNTIL = {
    "en": r"(?:,?\s*(?:and\s+)?(?:until|till|up to|through|to|ending (?:in|with|at)))",
    "de": r"(?:,?\s*(?:und\s+)?(?:bis(?: zu[mr]?)?))",
    "fr": r"(?:,?\s*(?:et\s+)?(?:jusqu['’](?:à|au)))(?: la| le)?",
    "es": r"(?:,?\s*(?:y\s+)?(?:hasta))(?: la| el)?",
}


@lru_cache(maxsize=64)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    if language in ("zh", "ja"):
        return _cjk_patterns(language)
    unit, number, nth = unit_pattern(language), cardinal(language), ordinal(language)
    the, to, every, first, last = (table[language] for table in (_THE, _TO, _EVERY, _FIRST, _LAST))
    begin, until, both = _START[language], _UNTIL[language], _AND[language]
    hash_ = r"(?:(?:#|no\.?|nr\.?|n[º°]\.?)\s*)?"
    one = rf"(?:{nth}|{hash_}{number})"
    more = rf"(?:\s*(?:,|/|;)\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+)(?:in\s+|{the})?(?:{unit}\s+)?"
    item = rf"{one}(?:\s*{_DASH}\s*{one}|\s+{to.replace('|and', '').replace('|und', '').replace('|et', '').replace('|y|e', '')}\s+{one})?"
    step = rf"(?P<k>{number})"
    other = {
        "en": r"other|second|alternate",
        "de": r"zweite[nrms]?",
        "fr": r"deuxième|second[e]?",
        "es": r"segund[oa]|dos",
    }[language]
    tail = rf"(?:(?:\s+[^\W\d]+){{0,4}}?{begin}\s+{the}(?:{unit}\b\s*)?(?P<m>{one})(?:\s+{unit}\b)?)?(?:{until}\s+{the}(?:{unit}\b\s*)?(?P<e>{one})(?:\s+{unit}\b)?)?\)?"
    between = {"en": "between", "de": "zwischen", "fr": "entre", "es": "entre"}[language]
    fro = {"en": "from", "de": "von|vom|ab", "fr": "de|du|des", "es": "de|del|desde(?: la| el)?"}[language]
    made = {
        "periodic2": rf"\b(?:starting|beginning|commencing|beginnend|ab|à partir d[eu]|desde|a partir de)\s*(?:from|with|in|on|at|mit|in|im)?\s+{the}"
        rf"(?:{unit}\b\s*)?(?P<m>{one})(?:\s+{unit}\b)?\s*,?\s*(?:(?:and|then|und|et|y)\s+)?(?:repeat\w*\s+|recurring\s+)?{every}\s+{step}\s+(?P<u1>{unit})\b",
        "periodic": rf"\b{every}\s+(?:{step}\s+{unit}\b|(?P<nth>{nth})\s+(?P<u1>{unit})\b|(?P<other>{other})\s+(?P<u2>{unit})\b){tail}",
        "onward": rf"\b(?:{fro}|starting (?:with|from|in|at)|ab|à partir d[eu]|a partir de(?:l)?)\s+{the}(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})\s+(?P<u1>{unit}))"
        r"\s+(?:onwards?|on|upwards?|an|aufwärts|en adelante)\b",
        "above": rf"\b(?:above|after|beyond|über|oberhalb von|nach|après|au-delà d[eu]|después de(?:l)?|por encima de(?:l)?)\s+{the}"
        rf"(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})(?:\s+(?P<u1>{unit}))?)(?!\w)",
        "below": rf"\b(?:before|below|under|vor|unterhalb von|avant|antes de(?:l)?|por debajo de(?:l)?)\s+{the}"
        rf"(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})\s+(?P<u1>{unit}))(?!\w)",
        "range": rf"\b(?:(?:{fro}|{between})\s+)?{the}(?P<u>{unit})\s*{hash_}(?P<a>{one})\s*{to}\s*{the}(?:{unit}\b\s*)?{hash_}(?P<b>{one})\b",
        "range2": rf"\b(?:(?:{fro}|{between})\s+)?{the}(?P<a>{nth})(?:\s+{unit})?\s+{to}\s+{the}(?P<b>{nth})\s+(?P<u>{unit})\b",
        "list": rf"\b{the}(?P<u>{unit})\s*{hash_}(?P<items>{item}(?:{more}{item})+)(?!\w)",
        "list2": rf"\b{the}(?P<items>{nth}(?:(?:\s*,\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+){the}{nth})+)\s+(?P<u>{unit})\b",
        "ends": rf"\b{the}{first}\s+(?:{both})\s+(?:in\s+)?{the}{last}\s+(?P<u>{unit})\b",
        "penultimate": rf"\b{the}(?:penultimate|second[- ]to[- ]last|next[- ]to[- ]last|vorletzte[nrms]?|avant-derni(?:er|ère)|penúltim[oa])\s+(?P<u>{unit})\b",
        "last": rf"\b{the}(?:{last}\s+(?P<n>{number})|(?P<n2>{number})\s+{last}|{last})\s+(?P<u>{unit})\b",
        "first": rf"\b{the}(?:{first}\s+(?P<n>{number})|(?P<n2>{number})\s+{first}|{first})\s+(?P<u>{unit})\b",
        "nth": rf"\b{the}(?P<a>{nth})\s+(?P<u>{unit})\b",
        "single": rf"\b{the}(?P<u>{unit})\s*{hash_}(?P<a>{number})\b(?!\s*(?:words|wörter|mots|palabras|{unit})\b)",
        "odd": rf"\b(?:{every}\s+)?(?P<odd>odd|even|ungerade[nrm]?|gerade[nrm]?|impairs?|impaires?|paires?|pairs?|impar(?:es)?|pares|par)(?:[- ]numbered)?\s+(?P<u>{unit})\b",
        "odd2": rf"\b{every}\s+(?P<u>{unit})\s+(?P<odd>impaires?|impairs?|paires?|pairs?|impar(?:es)?|pares)\b",
        "everywhere": rf"\b{every}\s+(?:of (?:the|these) )?(?:{number}\s+)?(?:\w+\s+)?(?P<u>{unit})\b(?:\s+(?:description|entry|entries))?",
        "each": r"\b(?:per|pro|par|por)\s+(?P<u>" + unit + r")\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in made.items()}


def _cjk_patterns(language: str) -> dict[str, re.Pattern[str]]:
    unit, number = unit_pattern(language), cardinal(language)
    to = r"(?:到|至|から|[-–—~〜～])"
    made = {
        "periodic": rf"(?:每隔?|隔|毎)?(?P<k>{number})(?:个|個)?(?P<u1>{unit})(?:一次|ごとに|おきに|毎に|都|一回)?(?:[，,、（(]?(?:从|自|從)第?(?P<m>{number})(?:个|個)?{unit}(?:开始|起|開始)?)?",
        "periodic2": rf"(?:从|自|從)?第?(?P<m>{number})(?:个|個)?{unit}(?:开始|起|開始|から始めて|から)[，,、]?\s*(?:每隔?|每|毎)?(?P<k>{number})(?:个|個)?(?P<u1>{unit})(?:一次|ごとに|おきに|毎に)?",
        "range": rf"(?:从|自|在)?第?(?P<a>{number})(?:个|個)?(?:{unit})?{to}第?(?P<b>{number})(?:个|個)?(?P<u>{unit})(?:まで)?",
        "list": rf"第?(?P<items>{number}(?:个|個)?(?:{unit})?(?:(?:[、，,]|和|与|與|及|と|以及){{1,2}}第?{number}(?:个|個)?(?:{unit})?)+)(?P<tail>(?:{unit})?)",
        "last": rf"(?:最后|最後|末)(?:の)?(?P<n>{number})?(?:个|個|の)?(?P<u>{unit})",
        "first": rf"(?:最初|开头|首|前|最初の|はじめの)(?:の)?(?P<n>{number})?(?:个|個|の)?(?P<u>{unit})",
        "nth": rf"第(?P<a>{number})(?:个|個)?(?P<u>{unit})",
        "single": rf"(?<![\d零〇一二两三四五六七八九十百千共全])(?P<a>{number})(?P<u>{unit})(?=には|では|で|に|は|的|要|必|应|须)",
        "everywhere": rf"(?:每(?:一|个|個)?(?:个|個)?|各|毎|すべての|全ての|所有(?:的)?|全部)(?P<u>{unit})",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in made.items()}


def find_places(text: str, frame: Frame) -> list[Place]:
    """Places in a clause, in order, none overlapping another; the more exact pattern wins."""
    found: list[Place] = []

    def free(start: int, end: int) -> bool:
        return all(end <= one.start or start >= one.end for one in found)

    if frame.grid:
        for place in _grid_places(text, frame):
            if free(place.start, place.end):
                found.append(place)
    for name, pattern in _patterns(frame.language).items():
        if name == "range":
            for place in _date_places(text, frame):
                if free(place.start, place.end):
                    found.append(place)
        for match in pattern.finditer(text):
            if match.end() > match.start() and free(*match.span()):
                made = _place(name, match, text, frame)
                if made is not None and free(made.start, made.end):
                    found.append(made)
    return sorted(found, key=lambda one: one.start)


def _group(match: re.Match[str], *names: str) -> str | None:
    known = match.re.groupindex
    return next((match[name] for name in names if name in known and match[name]), None)


def _clip(numbers: list[int], count: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    inside = sorted({one for one in numbers if one >= 1 and (count is None or one <= count)})
    return tuple(inside), tuple(sorted({one for one in numbers if one not in set(inside)}))


def _place(name: str, match: re.Match[str], text: str, frame: Frame) -> Place | None:
    language, count = frame.language, frame.count
    word = _group(match, "u", "u1", "u2") or ""
    label = unit_label(word, language) if word else frame.label
    start, end = match.span()

    def value(*names: str) -> int | None:
        given = _group(match, *names)
        return number_value(given, language) if given else None

    numbers: list[int] = []
    kind: Kind
    if name in ("periodic", "periodic2"):
        if language in ("zh", "ja") and not re.search(r"每|隔|毎|ごと|おき", match[0]):
            return None
        step = 2 if _group(match, "other") else value("k", "nth")
        if not step or step < 1 or (step == 1 and language in ("zh", "ja")):
            return None
        if language in ("zh", "ja") and ("隔" in match[0] or "おき" in match[0]) and "每隔" not in match[0]:
            step += 1
        unnamed = _group(match, "other") is not None
        given = value("m")
        if given is None and frame.start is not None and count and frame.language not in ("zh", "ja"):
            dated = re.compile(
                rf"{_START[frame.language]}\s+(?:{unit_pattern(frame.language)}\s+)?(?P<d>{date_pattern(frame.language)})",
                re.I,
            )
            when = dated.match(text, end)
            day_ = read_date(when["d"], frame.language, frame.start.year) if when else None
            if when and day_:
                given, end = (
                    unit_of(day_, frame.label if frame.label in ("week", "month") else "day", count, frame.start),
                    when.end(),
                )
        first = given if given is not None else (1 if unnamed else step)
        last = value("e") or count
        kind = "periodic"
        if last is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = list(range(first, min(last, MOST) + 1, step)) or [first]
    elif name in ("range", "range2"):
        low, high = value("a"), value("b")
        if low is None or high is None or high <= low or high - low > MOST:
            return None
        between_and = re.search(r"\b(?:and|und|et|y|e)\b", match[0]) and not re.match(
            r"\W*(?:between|zwischen|entre)", match[0], re.I
        )
        kind = "list" if between_and else "range"
        numbers = [low, high] if between_and else list(range(low, high + 1))
    elif name in ("list", "list2"):
        kind, numbers = "list", _items(match["items"], language)
        if len(numbers) < 2:
            return None
    elif name == "ends":
        kind = "list"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = [1, count]
    elif name == "penultimate":
        kind = "single"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = [count - 1]
    elif name == "last":
        many = value("n", "n2") or 1
        kind = "last"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        numbers = list(range(count - many + 1, count + 1))
    elif name == "first":
        kind, numbers = "first", list(range(1, (value("n", "n2") or 1) + 1))
    elif name in ("onward", "above", "below"):
        edge = value("a", "a2")
        if edge is None:
            return None
        kind = "range"
        if name == "below":
            numbers = list(range(1, min(edge, MOST)))
        elif count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        else:
            numbers = list(range(edge if name == "onward" else edge + 1, count + 1)) or [edge + 1]
    elif name in ("nth", "single"):
        number = value("a")
        if number is None:
            return None
        kind, numbers = "single", [number]
    elif name in ("odd", "odd2"):
        kind = "periodic"
        if count is None:
            return Place(kind, start, end, known=False, words=match[0], label=label)
        odd = re.match(r"odd|ungerade|imp", match["odd"], re.I)
        numbers = list(range(1 if odd else 2, count + 1, 2))
    else:
        kind = "everywhere"
        except_end, removed = _exceptions(text, end, frame)
        end = except_end
        if count is None:
            return Place(kind, start, end, known=False, words=text[start:end], label=label, removed=frozenset(removed))
        numbers = [one for one in range(1, count + 1) if one not in removed]
        return Place(kind, start, end, tuple(numbers), words=text[start:end], label=label, removed=frozenset(removed))
    inside, outside = _clip(numbers, count)
    return Place(kind, start, end, inside, outside, words=match[0], label=label)


def _items(text: str, language: str) -> list[int]:
    number = rf"(?:{ordinal(language)}|{cardinal(language)})"
    found: list[int] = []
    span = re.compile(rf"({number})(?:\s*(?:[-–—~至到]|to|through|bis|à|al?)\s*({number}))?", re.IGNORECASE)
    for match in span.finditer(text):
        low = number_value(match[1], language)
        high = number_value(match[2], language) if match[2] else None
        if low is not None:
            found += list(range(low, high + 1)) if high is not None and low < high <= low + MOST else [low]
    return found


def _exceptions(text: str, end: int, frame: Frame) -> tuple[int, list[int]]:
    """Where the exception after `every ...` ends, and the numbers that it takes out."""
    if frame.language in ("zh", "ja"):
        return end, []
    match = re.compile(_EXCEPT[frame.language], re.IGNORECASE).match(text, end)
    if not match:
        return end, []
    rest = text[match.end() : match.end() + 120]
    stop = re.search(r"[.;:!?]|,(?!\s*(?:\d|and|or|und|et|y)\b)|\b(?:must|should|has|have|muss|soll|doit|debe)\b", rest)
    part = rest[: stop.start()] if stop else rest
    inner = Frame(frame.language, frame.label, frame.count, frame.start, frame.grid)
    prefix = part if any(one.label for one in find_places(part, inner)) else f"{_unit_word(frame)} {part}"
    places = find_places(prefix, inner)
    numbers = [number for place in places for number in place.numbers]
    if not numbers:
        word = re.match(rf"\s*(?:the\s+)?({_LAST[frame.language]}|{_FIRST[frame.language]})(?:\s+one)?\b", part, re.I)
        if word and frame.count:
            numbers = [frame.count] if re.match(_LAST[frame.language], word[1], re.I) else [1]
        elif not word:
            return end, []
        return match.end() + word.end(), numbers
    last = max(place.end for place in places) - (len(prefix) - len(part))
    return match.end() + max(0, last), numbers


def _unit_word(frame: Frame) -> str:
    table = {"en": "sections", "de": "Abschnitte", "fr": "sections", "es": "secciones"}
    return table.get(frame.language, "")


def _date_places(text: str, frame: Frame) -> list[Place]:
    """Dates and spans of dates, where the units are parts of a year."""
    if (
        frame.label not in ("week", "day", "month", "quarter", "entry", "menu")
        or frame.start is None
        or not frame.count
    ):
        return []
    label = frame.label if frame.label in ("week", "month", "quarter") else "day"
    pattern = date_pattern(frame.language)
    to = _TO.get(frame.language, r"(?:到|至|から|[-–—~〜])")
    lead = r"(?:\b(?:on|from|between|starting on|am|vom|von|ab|le|du|el|del|desde el|de)\s+)?"
    both = re.compile(
        rf"{lead}(?P<a>{pattern})\s*{to}\s*(?P<b>{pattern}|\d{{1,2}}(?:st|nd|rd|th)?\b)(?:まで)?(?:,?\s+\d{{4}})?", re.I
    )
    single = re.compile(rf"{lead}(?P<a>{pattern})", re.I)
    found = _month_places(text, frame)
    for match in both.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        first = read_date(match["a"], frame.language, frame.start.year)
        last = read_date(match["b"], frame.language, frame.start.year)
        if first is not None and last is None and (day := re.match(r"\d{1,2}", match["b"])):
            try:
                last = first.replace(day=int(day[0]))
            except ValueError:
                last = None
        if first is None or last is None:
            continue
        if last < first and last.year == first.year:
            last = last.replace(year=last.year + 1) if (last.month, last.day) != (2, 29) else last
        low = unit_of(first, label, frame.count, frame.start)
        high = unit_of(last, label, frame.count, frame.start)
        numbers = list(range(low if low is not None else -1, (high if high is not None else -1) + 1)) or [-1]
        inside, outside = _clip(numbers if len(numbers) <= MOST else [-1], frame.count)
        found.append(
            Place("range" if low != high else "date", *match.span(), inside, outside, words=match[0], label=label)
        )
    for match in single.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        day_ = read_date(match["a"], frame.language, frame.start.year)
        bare = not re.search(r"[^\W\d_]", match["a"])
        if bare and (day_ is None or re.search(rf"{unit_pattern(frame.language)}\s*$", text[: match.start()], re.I)):
            continue
        number = unit_of(day_, label, frame.count, frame.start) if day_ else None
        inside, outside = _clip([number if number is not None else -1], frame.count)
        found.append(Place("date", *match.span(), inside, outside, words=match[0], label=label))
    return found


def _month_places(text: str, frame: Frame) -> list[Place]:
    """Months by name, alone or as a span, where the units are the months of a year."""
    if frame.label != "month" or frame.count != 12 or frame.language not in MONTHS:
        return []
    names = MONTHS[frame.language]
    name = f"(?:{'|'.join(names)})"
    to = _TO[frame.language]
    found: list[Place] = []
    # English `may` is a month only where it is written as a name.
    flags = 0 if frame.language == "en" else re.IGNORECASE
    shown = name if flags else "(?:" + "|".join(one.capitalize() for one in names) + ")"
    pattern = re.compile(
        rf"\b(?:(?:[Ii]n|[Dd]uring|[Ff]rom|im|von|en|de|desde)\s+)?(?P<a>{shown})(?:\s*{to}\s*(?P<b>{shown}))?\b(?!\s*\d)",
        flags,
    )
    for match in pattern.finditer(text):
        low = names.index(match["a"].lower()) + 1
        high = names.index(match["b"].lower()) + 1 if match["b"] else low
        numbers = tuple(range(low, high + 1)) if high >= low else (*range(low, 13), *range(1, high + 1))
        both_named = match["b"] and re.search(r"\b(?:and|und|et|y)\b", match[0])
        if both_named:
            numbers = (low, high)
        kind: Kind = "single" if len(numbers) == 1 else "list" if both_named else "range"
        found.append(Place(kind, *match.span(), tuple(sorted(numbers)), words=match[0], label="month"))
    return found


_CELL = r"\(\s*(\d+)\s*,\s*(\d+)\s*\)"


def _grid_places(text: str, frame: Frame) -> list[Place]:
    """Cells of a grid that is numbered from left to right and top to bottom: row first, as the words `row` and `column` say."""
    side = frame.grid or 0

    def number(row: str, column: str) -> int:
        inside = int(row) < side and int(column) < side
        return int(row) * side + int(column) + 1 if inside else -1

    found: list[Place] = []
    patterns = {
        "periodic": rf"(?:starting |beginning )?(?:from |at )?(?:the )?(?:blocks?|cells?)?\s*(?:at )?{_CELL}[^.;\n]{{0,40}}?\b(?:interval of )?every (\d+) "
        r"(?:blocks?|cells?)(?: along the (row|column))?",
        "range": rf"(?:along the (row|column) )?(?:from )?(?:blocks? )?(?:at )?{_CELL}\s*(?:to|through|[-–])\s*(?:blocks? )?(?:at )?{_CELL}",
        "single": rf"(?:the )?(?:blocks?|cells?)?\s*(?:at )?{_CELL}",
    }
    for name, pattern in patterns.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            if name == "single":
                numbers = [number(match[1], match[2])]
                kind: Kind = "single"
            elif name == "range":
                kind = "range"
                a, b, c, d = (int(match[at]) for at in range(2, 6))
                if max(a, b, c, d) > 10_000:
                    continue
                numbers = [
                    number(str(row), str(column))
                    for row in range(min(a, c), max(a, c) + 1)
                    for column in range(min(b, d), max(b, d) + 1)
                ]
            else:
                kind = "periodic"
                row, column, step = int(match[1]), int(match[2]), int(match[3])
                if not 0 < step <= 10_000 or max(row, column) > 10_000:
                    continue
                along_row = (match[4] or "").lower() == "row"
                cells = (
                    [(row, at) for at in range(column, side, step)]
                    if along_row
                    else [(at, column) for at in range(row, side, step)]
                )
                numbers = [number(str(one), str(two)) for one, two in cells] or [-1]
            inside, outside = _clip(numbers, frame.count)
            found.append(Place(kind, *match.span(), inside, outside, words=match[0], label="block"))
    return found
