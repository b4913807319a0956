"""English requests read by two grammars: the one over classes of words, and that of English phrases."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goldthread.compile.clauses import Clause
from goldthread.compile.frame import Frame
from goldthread.compile.heads import Head, Sort, head_of, is_item, is_thing
from goldthread.compile.lexicon import MONTHS, UNITS, singular, unit_label
from goldthread.compile.phrases import mentions_of
from goldthread.compile.reader import Reader
from goldthread.compile.reasons import without_reason
from goldthread.compile.runs import numbered_run
from goldthread.compile.titles import listed_titles
from goldthread.compile.tongues.labels import headed
from goldthread.compile.tongues.lexer import stem
from goldthread.compile.tongues.reader import TongueReader
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.wording import said
from goldthread.compile.units import FoundUnits, find_units
from goldthread.compile.wholes import EVERY, ends_of, whole_of
from goldthread.schemas.constraint import Constraint, Kind, Span, Units

_LOOSE = frozenset(("item", "number", "page", "paragraph"))
_MONTH = re.compile(r"(?<!\d )(?<!\dth )\b(" + "|".join(one.capitalize() for one in MONTHS["en"]) + r")\b(?! \d)")
_FOR_EACH = re.compile(r"\b(?:one|an?|1)\s+(?:[a-z]+ )?(?:for (?:each|every)|per|each) (?P<x>[a-z]{3,})", re.IGNORECASE)


def _nouns(frame: Frame, request: str, counted: str) -> frozenset[str]:
    """Stems of the nouns that the units go by: that which is counted, and those of which each has one."""
    own = {stem(one, "en") for one in re.findall(r"[a-z]{3,}", counted.lower())[-1:]}
    given = {stem(one, "en") for one in frame.nouns - _LOOSE}
    linked = {stem(one["x"], "en") for one in _FOR_EACH.finditer(request[:600])} - {"word", "page", "year", "person"}
    nights = {"night", "evening"} if frame.calendar == "day" else set()
    return frozenset(own | given | linked | nights | _numbered_nouns(frame, request))


_NUMBERED = re.compile(
    r"\b(?P<noun>[a-z]{4,})\s+(?:number |no\.? ?|#)?(?P<n>\d{1,3})\b(?! ?(?:%|words|pages|minutes|to \d+ words))",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset(
    [
        "about",
        "least",
        "most",
        "than",
        "around",
        "exactly",
        "between",
        "under",
        "over",
        "page",
        "table",
        "figure",
        "line",
        "aged",
        "route",
        "platform",
        "building",
        "gate",
        "past",
        "next",
        "last",
        "first",
        "only",
        "nearly",
        "roughly",
        "approximately",
        "some",
        "other",
        "some",
        "every",
        "each",
        "with",
        "from",
        "into",
        "until",
        "till",
        "during",
        "these",
        "those",
        "the",
        "and",
        "row",
        "column",
        "point",
        "minute",
        "hour",
        "year",
        "age",
        "track",
        "bus",
        "train",
        "number",
    ]
)


def _numbered_nouns(frame: Frame, request: str) -> set[str]:
    """Stems of nouns that a request numbers its units by though it counts them by another: `Three weeks of soups: 21 sections. Soup 20 is cold`."""
    found: set[str] = set()
    times: dict[str, int] = {}
    for match in _NUMBERED.finditer(request[:6_000]):
        noun = match["noun"].lower()
        own = stem(noun, "en")
        if own in _NO_NOUNS or noun in _NO_NOUNS or not 1 <= int(match["n"]) <= (frame.count or 0):
            continue
        if unit_label(noun, "en") in UNITS["en"]:
            times[own] = times.get(own, 0) + 1
            continue
        if re.search(
            rf"\b{re.escape(own)}(?:s|es)\b(?!\s+(?:no\.? ?|#)?\d)", request[: min(300, match.start())], re.IGNORECASE
        ):
            found.add(own)
    mine = times.pop(stem(frame.label, "en"), 0)
    return found | {own for own, many in times.items() if many > 1 and not mine and own not in _CALENDAR}


_CALENDAR = frozenset(
    (
        "week",
        "day",
        "month",
        "year",
        "quarter",
        "step",
        "rule",
        "task",
        "point",
        "example",
        "case",
        "problem",
        "class",
        "round",
        "phase",
        "item",
    )
)
"""Nouns that a request may number beside its units."""


def english_setting(frame: Frame, request: str, counted: str = "") -> Setting:
    """The setting of an English frame: what its units stand for in the calendar, the stems of their nouns.

    Args:
        frame: The units.
        request: The whole request.
        counted: The words that count them.
    """
    named = {one[1].lower() for one in _MONTH.finditer(request[:6_000])}
    months = frame.count == 12 and (frame.calendar == "month" or len(named) > 1)
    first = frame.start if frame.calendar == "day" else None
    weekday = frame.weekday + 1 if frame.weekday is not None else None
    names = frame.names
    if frame.count == 7 and names and names[0] == "Monday":
        weekday, names = 1, ()
    label = frame.calendar if frame.calendar in ("week", "day", "month", "quarter") else frame.label
    return Setting(
        "en",
        label or "section",
        frame.count,
        frame.start,
        nouns=_nouns(frame, request, counted),
        names=names,
        months=months,
        first_month=frame.start.month if months and frame.start else 1,
        weekday=weekday,
        first_year=frame.start.year if frame.calendar == "year" and frame.start else None,
        month=date(first.year, first.month, 1) if first and first.day == 1 and (frame.count or 99) <= 31 else None,
    )


_VERSION = re.compile(r"(?<![\w.])v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?![\w]|\.\d)")
_VERSIONS = re.compile(r"\b(?:versions?|releases?|release notes|changelog|what['’]s new)\b", re.IGNORECASE)


def english_units(text: str, *, today: date) -> FoundUnits | None:
    """The units that an English request fixes: also where they are counted in brackets, or are versions that it lists.

    Args:
        text: The request.
        today: Day whose year stands in where the request names none.
    """
    found = find_units(text, "en", today=today)
    names, start, end = _listed_versions(text)
    if names and (found is None or (found.start > end and found.units.count != len(names))):
        return _named_units(text, names, "release", start, end)
    run = numbered_run(text)
    if run is not None and (found is None or found.start >= run.start or found.frame.label not in _SURE):
        return _named_units(text, run.names, singular(run.noun), run.start, run.end, run.count)
    if found is None or found.frame.label not in _SURE:
        total = _TOTAL.search(text[:_ZONE])
        if total and (found is None or found.start > total.start()):
            return _named_units(text, (), total["noun"], *total.span(), int(total["n"]))
    if found is None:
        found = find_units(re.sub(r"\((?=\d|[a-z])", " ", text), "en", today=today)
    titles = listed_titles(text, found.units.count if found and found.frame.label in _SURE else None)
    if titles is None:
        return found
    if found is not None and found.units.count == len(titles.names):
        return replace(found, frame=replace(found.frame, names=titles.names))
    return _named_units(text, titles.names, "section", titles.start, titles.end)


_ZONE = 500
_TOTAL = re.compile(
    r"\b(?P<n>\d{1,4}) (?P<noun>[a-z]{3,}s)\b[^.!?\n]{0,60}\((?P=n) (?:in )?(?:total|all)\)", re.IGNORECASE
)
"""`first 90 days, one entry per day (90 total)`."""
_SURE = frozenset(
    (
        "chapter",
        "section",
        "part",
        "module",
        "episode",
        "lesson",
        "entry",
        "week",
        "day",
        "month",
        "question",
        "stage",
        "article",
        "unit",
        "session",
    )
)
"""Nouns whose count is that of the units."""


def _named_units(
    text: str, names: tuple[str, ...], noun: str, start: int, end: int, count: int | None = None
) -> FoundUnits:
    *others, noun = noun.lower().split()
    label = unit_label(noun, "en")
    number = count or len(names)
    units = Units(label=label.capitalize(), count=number, headings=names, quote=text[start:end])
    nouns = frozenset(
        (
            label,
            noun,
            *others,
            "section",
            "entry",
            "chapter",
            "part",
            *(("release", "version", "note") if label in ("release", "version") else ()),
        )
    )
    return FoundUnits(units, Frame("en", label, number, nouns=nouns, names=names), start, end)


def _listed_versions(text: str) -> tuple[tuple[str, ...], int, int]:
    """Versions that the first sentence about versions lists or spans."""
    lead = _VERSIONS.search(text[:400])
    if lead is None:
        return (), 0, 0
    stop = re.compile(r"[.!?;:](?=\s|$)|\n").search(text, lead.end())
    end = stop.start() if stop else len(text)
    begin = max(text.rfind(". ", 0, lead.start()), text.rfind("\n", 0, lead.start())) + 1
    matches = list(_VERSION.finditer(text, begin, min(end, begin + 600)))
    names = tuple(dict.fromkeys(one[1] for one in matches))
    if len(names) == 2:
        (base, low), (other, high) = (one.rsplit(".", 1) for one in names)
        between = text[matches[0].end() : matches[-1].start()].strip()
        if base == other and 1 < int(high) - int(low) < 200 and re.fullmatch(r"to|through|until|up to|[-–—]", between):
            names = tuple(f"{base}.{at}" for at in range(int(low), int(high) + 1))
    return (names, matches[0].start(), matches[-1].end()) if len(names) > 2 else ((), 0, 0)


_SORTS: dict[Sort, Kind] = {"covered": "checklist", "forbidden": "nowhere", "each": "everywhere"}
_PLACES = ("first", "second", "third", "fourth", "fifth")
_NUMBER_END = re.compile(r"(?<=[a-z,] )\d{1,4}(\.)\s+(?=[a-z])")
"""Where a sentence ends in a number and the next begins in lower case."""


@dataclass
class EnglishReader:
    """Reads a request sentence by sentence by both grammars, and keeps one reading of each.

    Attributes:
        request: The whole request.
        frame: Its units, as `english_units` finds them.
        found: What fixes the units, None where nothing does.
        constraints: What was read.
        unread: Sentences that gave nothing.
        impossible: Places that lie wholly outside.
        warnings: Places that were clipped.
        each_words: Words asked for each unit.
    """

    request: str
    frame: Frame
    found: FoundUnits | None
    constraints: list[Constraint] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    impossible: list[Span] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    each_words: int | None = None

    def __post_init__(self) -> None:
        self._head: Head | None = None
        self._opened = 0
        self._titled = False
        self._titles = listed_titles(self.request, self.frame.count) if self.frame.names else None
        self._phrases = Reader(self.request, self.frame, self.found)
        self._classes = TongueReader(
            self.request,
            english_setting(self.frame, self.request, self.found.units.quote if self.found else ""),
            self.found,
        )

    def read(self, sentence: Clause) -> None:
        """Read one sentence by both and keep one reading; lists of titles and items under a head are read as such."""
        if self._title(sentence):
            return
        if self._head and not is_item(self.request, sentence):
            self._head = None
        if head := head_of(self.request, sentence):
            self._head, self._opened = head, head.start
            self.unread.append(Span(quote=sentence.text, start=sentence.start, end=sentence.end))
            return
        if self._head and is_thing(sentence.text):
            self._item(sentence, self._head)
            return
        for one in self._pieces(sentence):
            self._read(one)

    def _title(self, sentence: Clause) -> bool:
        """Take the list of the units' titles as one demand of structure; whether the sentence belongs to it."""
        titles = self._titles
        if titles is None or sentence.end <= titles.start or titles.end <= sentence.start:
            return False
        if not self._titled:
            start, end = min(sentence.start, titles.start), max(titles.end, sentence.end)
            self._keep(
                "structure", " ".join(self.request[titles.start : titles.end].split()), start, end, scope="document"
            )
        self._titled = True
        return True

    def _item(self, sentence: Clause, head: Head) -> None:
        """Take an item under a head: to be covered, to be avoided, or a demand on each unit."""
        whole = tuple(range(1, (self.frame.count or 0) + 1))
        text = said(sentence.text)
        sections = () if head.sort == "covered" else whole
        kind = _SORTS[head.sort]
        if self._opened == head.start:
            self.unread.pop()
        self._keep(kind, text, self._opened, sentence.end, sections=sections, mentions=mentions_of(text, "en"))
        self._opened = sentence.end

    def _keep(self, kind: Kind, text: str, start: int, end: int, **fields: Any) -> None:
        self.constraints.append(self._made(kind, text, start, end, **fields))

    def _made(self, kind: Kind, text: str, start: int, end: int, **fields: Any) -> Constraint:
        while self.request[start].isspace():
            start += 1
        quote = self.request[start:end]
        return Constraint(id="c0", kind=kind, text=text[:300], quote=quote, start=start, end=end, **fields)

    def _pieces(self, sentence: Clause) -> list[Clause]:
        """The sentence with the version that heads it, cut behind a number that ends one (`from sheet 12. the others`)."""
        sentence = without_reason(headed(self.request, sentence))
        made, begin = [], 0
        for match in _NUMBER_END.finditer(sentence.text):
            made.append(
                Clause(sentence.start + begin, sentence.start + match.end(1), sentence.text[begin : match.end(1)])
            )
            begin = match.end()
        made.append(Clause(sentence.start + begin, sentence.end, sentence.text[begin:]))
        return made

    def _read(self, sentence: Clause) -> None:
        if self._ends(sentence):
            return
        classes, phrases = (_reading(reader, sentence) for reader in (self._classes, self._phrases))
        chosen = self._widened(sentence, self._chosen(sentence, classes, phrases))
        self.constraints += chosen.constraints
        self.unread += chosen.unread
        self.impossible += chosen.impossible
        self.warnings += chosen.warnings
        words = (self._classes.each_words, self._phrases.each_words)
        self.each_words = (words[0] or words[1]) if chosen is classes else (words[1] or words[0])

    def _chosen(self, sentence: Clause, classes: "_Reading", phrases: "_Reading") -> "_Reading":
        """The reading by classes where it names places; else that by phrases, which knows the sorts of demand better."""
        if self._classes.labelled:
            return classes
        if phrases.constraints and _RELATIVE.search(sentence.text):
            return phrases
        if self._names_places(classes) or not (phrases.constraints or phrases.impossible):
            sure = any(one.kind != "free" or _SCENE.search(one.text) for one in classes.constraints)
            return classes if sure or classes.impossible else phrases
        if any(one.kind == "nowhere" for one in classes.constraints) and all(
            one.kind in ("everywhere", "structure", "free") for one in phrases.constraints
        ):
            return classes
        return phrases

    def _widened(self, sentence: Clause, chosen: "_Reading") -> "_Reading":
        """A reading with what it says of everything: a sentence that gave nothing, or a demand that only a judge was left for."""
        whole = tuple(range(1, (self.frame.count or 0) + 1))
        if chosen.unread and not chosen.constraints and (found := whole_of(sentence.text)):
            sections = whole if found.kind == "everywhere" else ()
            made = self._made(
                found.kind, found.text, sentence.start, sentence.end, sections=sections, before=found.before
            )
            return replace(chosen, constraints=[made], unread=[])
        kept = [
            one.model_copy(
                update={"kind": "everywhere", "sections": whole, "scope": "section", "minimum": None, "maximum": None}
            )
            if (one.kind == "free" or _measures_part(one, whole) or (one.kind == "order" and not one.before))
            and EVERY.search(one.text)
            and not _is_manner(one.text)
            else one
            for one in chosen.constraints
        ]
        return replace(chosen, constraints=kept)

    def _ends(self, sentence: Clause) -> bool:
        """Take what a sentence puts first and last among the units; whether it does."""
        found = ends_of(sentence.text) if self.frame.count else []
        for what, end in found:
            number = self.frame.count or 1 if end == "last" else _PLACES.index(end) + 1
            kind: Kind = "first" if end == "first" else "last" if end == "last" else "single"
            sections = (number,)
            self._keep(kind, what, sentence.start, sentence.end, sections=sections, mentions=mentions_of(what, "en"))
        return bool(found)

    def _names_places(self, made: "_Reading") -> bool:
        """Whether a constraint of a reading holds for some of the units only."""
        whole = tuple(range(1, (self.frame.count or 0) + 1))
        return any(one.sections and one.sections != whole for one in made.constraints)


@dataclass(frozen=True)
class _Reading:
    """What a reader made of one sentence."""

    constraints: list[Constraint]
    unread: list[Span]
    impossible: list[Span]
    warnings: list[str]


_SCENE = re.compile(
    r"\b(?:is|are|be) set (?:in|on|at|aboard)\b|\btakes? place\b|\bplays (?:in|on|at) (?:an?|the)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:an?|the|one|its|their|two|three) (?:[\w-]+ ){1,4}?(?:of|with|in) (?:(?:exactly|at least|at most|no more than|about|only|just|up to|no longer than|not more than) )?(?:[\w-]+ (?:to|or) )?[\w-]+ (?:lines?|sentences?|paragraphs?)\b|"
    r"\b\w+-(?:word|line|sentence|paragraph)\s+[a-z]",
    re.IGNORECASE,
)


def _measures_part(one: Constraint, whole: tuple[int, ...]) -> bool:
    """Whether a length said of each unit is that of a part of it: `each case opens with a prayer of four lines`."""
    return (
        one.kind == "length"
        and one.sections in ((), whole)
        and one.unit != "words"
        and EVERY.search(one.text) is not None
        and _PART.search(one.text) is not None
    )


def _is_manner(text: str) -> bool:
    """Whether a demand on everything is one of style: `a friendly tone throughout`; `a funny headnote everywhere` is not."""
    return Telling.of(text, "en").only_style and not re.search(r"\b(?:each|every|everywhere)\b", text, re.IGNORECASE)


def _reading(reader: Reader | TongueReader, sentence: Clause) -> _Reading:
    lists = (reader.constraints, reader.unread, reader.impossible, reader.warnings)
    before = [len(one) for one in lists]
    reader.read(sentence)
    return _Reading(
        reader.constraints[before[0] :],
        reader.unread[before[1] :],
        reader.impossible[before[2] :],
        reader.warnings[before[3] :],
    )


_RELATIVE = re.compile(
    r"\b(?:weeks?|days?|months?|chapters?|sections?|entries|entry|episodes?|floors?|parts?|lessons?|units?) (?:that|which|where|in which|before (?!\d|one|two)\w+ (?:week|month)|whose|after (?:it|that|them)|immediately|directly|right)\b|"
    r"\b(?:two|three|four|five|\d+) (?:weeks?|days?|months?|chapters?|sections?|entries|episodes?) (?:later|earlier|after|before)\b",
    re.IGNORECASE,
)
"""Places told by another: `in every week that is no holiday`, `the two weeks after it`; phrases read them."""
