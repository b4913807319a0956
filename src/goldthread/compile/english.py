"""English requests read by two grammars: the one over classes of words, and that of English phrases."""

import re
from dataclasses import dataclass, replace

from goldthread.compile.clauses import Clause
from goldthread.compile.demands import LABELLED
from goldthread.compile.doubts import MEASURED, NOT_ONE, SCENE, is_doubtful, of_everything
from goldthread.compile.english_setting import english_setting
from goldthread.compile.heads import Head, Sort, head_of, is_item, is_thing
from goldthread.compile.ledger import Ledger
from goldthread.compile.phrases import mentions_of
from goldthread.compile.reader import Reader
from goldthread.compile.reasons import without_reason
from goldthread.compile.titles import listed_titles
from goldthread.compile.tongues.labels import headed
from goldthread.compile.tongues.reader import TongueReader
from goldthread.compile.tongues.wording import said
from goldthread.compile.units import FoundUnits
from goldthread.compile.wholes import ends_of, whole_of
from goldthread.schemas.constraint import Constraint, Kind, Span

_SORTS: dict[Sort, Kind] = {"covered": "checklist", "forbidden": "nowhere", "each": "everywhere"}
_PLACES = ("first", "second", "third", "fourth", "fifth")
_LABEL_SO_FAR = re.compile(r"(?:(?:[A-Za-z]{1,12}\.?\s*)?#?\d+[\s,&+–-]*)*")
_CUTS = re.compile(
    r"(?<=[a-z,] )\d{1,4}(\.)\s+(?=[a-z])|"
    r"(?<=\S)(\s+[/|•]|;|,)\s+(?=(?:[A-Za-z]{1,10}\.?\s?)?#?\d{1,4}(?:\s*[-–,&+]\s*\d{1,4})*\s*(?:=|:|->|→|[–—]\s|-\s))"
)
"""Where a sentence ends in a number and the next begins in lower case, or another label follows: `7-16 = upstairs, 17-22 = cellar`."""


@dataclass
class EnglishReader(Ledger):
    """Reads a request sentence by sentence by both grammars, and keeps one reading of each.

    Attributes:
        found: What fixes the units, None where nothing does.
    """

    found: FoundUnits | None

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
            self.unread.append(self.span(sentence))
            return
        if (
            self._head
            and is_thing(sentence.text)
            and not MEASURED.search(sentence.text)
            and not self._classes.places_in(headed(self.request, sentence))
        ):
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
            listed = " ".join(self.request[titles.start : titles.end].split())
            self.add(self._piece(start, end), "structure", listed, scope="document")
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
        self.add(
            self._piece(self._opened, sentence.end), kind, text, sections=sections, mentions=mentions_of(text, "en")
        )
        self._opened = sentence.end

    def _piece(self, start: int, end: int) -> Clause:
        """A piece of the request without white space at its start."""
        while self.request[start].isspace():
            start += 1
        return Clause(start, end, self.request[start:end])

    def _pieces(self, sentence: Clause) -> list[Clause]:
        """The sentence with the version that heads it, cut behind a number that ends one (`from sheet 12. the others`)."""
        sentence = without_reason(headed(self.request, sentence))
        made, begin = [], 0
        for match in _CUTS.finditer(sentence.text):
            if _LABEL_SO_FAR.fullmatch(sentence.text[begin : match.start()].strip()):
                continue
            made.append(
                Clause(
                    sentence.start + begin,
                    sentence.start + match.end(match.lastindex or 0),
                    sentence.text[begin : match.end(match.lastindex or 0)],
                )
            )
            begin = match.end()
        made.append(Clause(sentence.start + begin, sentence.end, sentence.text[begin:]))
        return made

    def _read(self, sentence: Clause) -> None:
        if self._ends(sentence):
            return
        if match := NOT_ONE.match(sentence.text.strip(" .!")):
            whole = tuple(range(1, (self.frame.count or 0) + 1))
            self.add(sentence, "nowhere", said(sentence.text), sections=whole, mentions=(match["what"],))
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
            sure = any(one.kind != "free" or SCENE.search(one.text) for one in classes.constraints)
            return classes if sure or classes.impossible else phrases
        kinds = {one.kind for one in phrases.constraints}
        if any(one.kind == "length" for one in classes.constraints) and kinds <= {"everywhere", "free"}:
            return classes
        if any(one.kind == "nowhere" for one in classes.constraints) and all(
            one.kind in ("everywhere", "structure") or (one.kind == "free" and not LABELLED.match(one.text))
            for one in phrases.constraints
        ):
            return classes
        return phrases

    def _widened(self, sentence: Clause, chosen: "_Reading") -> "_Reading":
        """A reading with what it says of everything: a sentence that gave nothing, or a demand that only a judge was left for."""
        whole = tuple(range(1, (self.frame.count or 0) + 1))
        if chosen.unread and not chosen.constraints and (found := whole_of(sentence.text)):
            sections = whole if found.kind in ("everywhere", "nowhere") else ()
            made = self.made(sentence, found.kind, found.text, sections=sections, before=found.before)
            return replace(chosen, constraints=[made], unread=[])
        kept = [of_everything(one, whole) for one in chosen.constraints if not is_doubtful(one, whole)]
        if not kept and chosen.constraints:
            return replace(chosen, constraints=[], unread=[self.span(sentence)])
        return replace(chosen, constraints=kept)

    def _ends(self, sentence: Clause) -> bool:
        """Take what a sentence puts first and last among the units; whether it does."""
        found = ends_of(sentence.text) if self.frame.count else []
        for what, end in found:
            number = self.frame.count or 1 if end == "last" else _PLACES.index(end) + 1
            kind: Kind = "first" if end == "first" else "last" if end == "last" else "single"
            sections = (number,)
            self.add(sentence, kind, what, sections=sections, mentions=mentions_of(what, "en"))
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
