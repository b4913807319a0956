"""Names, figures and dates that must agree throughout a document."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from goldthread.checks.mention import find_mentions
from goldthread.checks.sentences import Sentence, base_language, sentences
from goldthread.checks.words import content_words
from goldthread.compile.calendar import date_pattern, read_date
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Verdict

LEAST_NAME = 5
MOST_NAMES = 3_000
_NAME = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*")
_FIGURE = r"(?P<figure>\d{1,3}(?:[.,\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)\s*(?P<unit>%|[$€£]|\w{1,24})?"
_LINK = (
    r"(?:\s+(?:of|is|was|are|were|will be|amounts? to|amounted to|totals?|totalled|stands? at|stood at|reaches|comes to|"
    r"von|beträgt|betrug|liegt bei|ist|war|de|est|était|s'élève à|es|era|asciende a)\s+|\s*[:=]\s*|\s+)"
)
_CJK_LINK = r"(?:是|为|達|达|共|は|が|：|:)?\s*"
_WEEKDAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_ABOUT = {
    "names": re.compile(r"\bnam(?:e|es|en)\b|\bspell|\bschreibweise|\bnoms?\b|\bnombres?\b|姓名|名字|人名|名前", re.IGNORECASE),
    "figures": re.compile(r"\bfigures?\b|\bnumbers?\b|\bamounts?\b|\bzahlen?\b|\bchiffres?\b|\bcifras?\b|数字|数値", re.IGNORECASE),
    "dates": re.compile(r"\bdates?\b|\bweekdays?\b|\bdatum\b|\bdaten\b|\bfechas?\b|日期|日付", re.IGNORECASE),
}  # fmt: skip


def check_agreement(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    """Whether what must agree throughout a text does.

    The constraint's mentions are names, or things with a figure or date (`the budget`, `Jonathan Meyer`): a near
    spelling of a name, or two figures or dates of one thing, break it. Without mentions its text says what to look at
    (`names`, `figures`, `dates`; all three where it says none): two spellings of a name of which one is rare, and
    weekdays that do not fall on their dates, break it; two figures of what only seems to be one thing leave it open.

    Args:
        constraint: What must agree.
        section: Number for the evidence.
        text: Markdown.
        language: Language of the text.
    """
    code = base_language(language)
    found = [one for one in sentences(text, code) if not one.code]
    named = constraint.mentions
    if named:
        faults = [fault for one in named for fault in _faults_of(one, found, code)]
    else:
        about = [name for name, pattern in _ABOUT.items() if pattern.search(constraint.text)] or list(_ABOUT)
        faults = []
        if "names" in about:
            faults += _near_names(found)
        if "dates" in about:
            faults += _wrong_weekdays(found, code)
        if not faults and "figures" in about and code == "en":
            open_ = _figures_at_large(found)
            if open_:
                reason, places = open_[0]
                return Verdict(value="undecided", reason=reason, evidence=_shown(places, section), confidence=0.5)
    if faults:
        reason, places = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        shown = [place for _, several in faults for place in several]
        return Verdict(value="broken", reason=reason + more, evidence=_shown(shown, section), confidence=0.85)
    said = [one for name in named for one in find_mentions(text, name, language, close=True)]
    if named and not said:
        return Verdict(value="broken", reason=f"nowhere says “{named[0]}”", confidence=0.9)
    return Verdict(value="kept", reason="no two places differ", confidence=0.8)


Fault = tuple[str, list[Sentence]]


def _shown(places: Sequence[Sentence], section: int) -> tuple[Evidence, ...]:
    unique = {one.start: one for one in places}
    return tuple(
        Evidence(section=section, start=one.start, end=one.end, quote=one.text)
        for one in sorted(unique.values(), key=lambda one: one.start)[:20]
    )


def _faults_of(thing: str, found: list[Sentence], language: str) -> list[Fault]:
    faults = _other_spellings(thing, found) if _NAME.match(thing) else []
    values: defaultdict[str, dict[str, Sentence]] = defaultdict(dict)
    if any(word.stem for word in content_words(thing, language)):
        for one in found:
            for kind, value in _values(thing, one.text, language):
                values[kind].setdefault(value, one)
    for kind, several in values.items():
        if len(several) > 1:
            told = " and ".join(list(several)[:3])
            faults.append((f"the {kind} of “{thing}” differs: {told}", list(several.values())))
    return faults


def _values(thing: str, sentence: str, language: str) -> Iterator[tuple[str, str]]:
    """Dates and figures that a sentence gives of a thing, written one way."""
    at = sentence.casefold().find(thing.casefold())
    if at < 0:
        return
    after = sentence[at + len(thing) :]
    dated = re.search(date_pattern(language), after[:60], re.IGNORECASE)
    if dated:
        day = read_date(dated[0], language, 4)
        if day is not None:
            year = "" if day.year == 4 else f" {day.year}"
            yield "date", f"{day.month}-{day.day}{year}"
            return
    link = _CJK_LINK if language in ("zh", "ja") else _LINK
    figure = re.match(link + _FIGURE, after)
    if figure:
        digits = re.sub(r"(?<=\d)[.,\u202f ](?=\d{3}(?!\d))", "", figure["figure"]).replace(",", ".")
        unit = (figure["unit"] or "").casefold()
        yield f"figure{' in ' + unit if unit else ''}", digits


def _names(found: list[Sentence]) -> tuple[dict[str, list[Sentence]], set[str]]:
    """Capitalised words that are never written small, with their sentences; and those that stand within a sentence."""
    inside: set[str] = set()
    places: defaultdict[str, list[Sentence]] = defaultdict(list)
    small: set[str] = set()
    for one in found:
        small.update(re.findall(r"(?<!\w)[a-zà-ÿ][\w'’-]+", one.text))
        if one.heading:
            continue
        for match in _NAME.finditer(one.text):
            word = re.sub(r"['’]s$", "", match[0])
            places[word].append(one)
            if match.start() > 0 and not re.search(r"[.!?:“\"‘'(]\s*$", one.text[: match.start()]):
                inside.add(word)
    named = {word: several for word, several in places.items() if len(word) >= LEAST_NAME and word.lower() not in small}
    return named, inside


def _is_slip(one: str, other: str) -> bool:
    """Whether two words look like spellings of one name: one edit, not at the first letter, no plural or case ending."""
    if one == other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if {one, other} in ({one, one + "s"}, {other, other + "s"}) or one[:-1] == other[:-1] or one + other[-1:] == other:
        return False
    distance = DamerauLevenshtein.distance(one, other)
    return distance == 1 or (distance == 2 and min(len(one), len(other)) >= 9)


def _near_names(found: list[Sentence]) -> list[Fault]:
    names, inside = _names(found)
    common = sorted(names, key=lambda word: -len(names[word]))[:MOST_NAMES]
    counts = Counter({word: len(names[word]) for word in common})
    faults: list[Fault] = []
    for at, word in enumerate(common):
        near = process.extract(word, common[at + 1 :], scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=5)
        for other, _, _ in near:
            if (
                word in inside
                and _is_slip(word, other)
                and counts[other] <= max(1, counts[word] // 4)
                and counts[word] >= 2
            ):
                reason = f"“{word}” ({counts[word]} times) is also spelled “{other}” ({counts[other]} times)"
                faults.append((reason, [names[word][0], *names[other][:3]]))
    return faults


def _other_spellings(name: str, found: list[Sentence]) -> list[Fault]:
    names, _ = _names(found)
    faults: list[Fault] = []
    for word in _NAME.findall(name):
        if len(word) < LEAST_NAME:
            continue
        for other, places in names.items():
            if other not in name and _is_slip(word, other):
                faults.append((f"“{word}” is also spelled “{other}”", places[:3]))
    return faults


def _wrong_weekdays(found: list[Sentence], language: str) -> list[Fault]:
    """Weekdays beside a date with its year that do not fall on it."""
    days = _WEEKDAYS.get(language)
    if not days:
        return []
    pattern = re.compile(
        rf"\b({'|'.join(days)})\b[,]?\s+(?:the |den |dem |le |el )?({date_pattern(language)})(?:,?\s+(?:de\s+)?(\d{{4}}))?",
        re.IGNORECASE,
    )
    faults: list[Fault] = []
    for one in found:
        for match in pattern.finditer(one.text):
            year = re.search(r"\b\d{4}\b", match[0])
            day: date | None = read_date(match[2], language, int(year[0])) if year else None
            if day is not None and days[day.weekday()] != match[1].lower():
                faults.append((f"{match[0]} was a {days[day.weekday()].title()}", [one]))
    return faults


_AT_LARGE = re.compile(
    r"\b(?:the|our|its|their|total)\s+(?P<thing>(?:[a-z-]+\s+){0,2}[a-z-]{4,})"
    r"\s+(?:is|was|are|were|of|amounts? to|amounted to|totals?|stands? at|stood at)\s+(?:about |some )?" + _FIGURE
)


def _figures_at_large(found: list[Sentence]) -> list[Fault]:
    values: defaultdict[tuple[str, str], dict[str, Sentence]] = defaultdict(dict)
    for one in found:
        for match in _AT_LARGE.finditer(one.text):
            digits = re.sub(r"[.,\u202f ](?=\d{3}(?!\d))", "", match["figure"])
            values[match["thing"], (match["unit"] or "").casefold()].setdefault(digits, one)
    return [
        (f"the {thing} is given as {' and '.join(list(several)[:3])} {unit}".strip(), list(several.values()))
        for (thing, unit), several in values.items()
        if len(several) > 1
    ]
