"""Sentences of a request read one after another, clause by clause."""

import re
from dataclasses import replace

from goldthread.compile.clauses import Clause
from goldthread.compile.cues import (
    ABOUT_TEXT,
    ANAPHOR,
    BOUNDED,
    EVERY_THING,
    FROM_THEN,
    INHERITS,
    MARKER,
    ONLY_THERE,
    STATES,
    TOLD,
)
from goldthread.compile.demands import (
    LABELLED,
    contents_of,
    demands,
    demands_manner,
    end_of_document,
    is_courtesy,
    order_of,
    wants_contents,
)
from goldthread.compile.frame import Frame, Place
from goldthread.compile.lexicon import UNITS, unit_label
from goldthread.compile.measurer import Measurer
from goldthread.compile.measures import Measure, read_amount, read_length, read_times
from goldthread.compile.phrases import clause_text, mentions_of
from goldthread.compile.prohibitions import MUST_BE_THERE, forbidden_phrases, forbids
from goldthread.compile.signs import CALENDAR, NAMED, ORDER, PARTS, STRUCTURE, STYLE, TASK, asks
from goldthread.compile.splitting import split
from goldthread.compile.units import FoundUnits
from goldthread.schemas.constraint import Span


class Reader(Measurer):
    """Reads the sentences of one request, and holds what came of them."""

    def __init__(self, request: str, frame: Frame, found: FoundUnits | None) -> None:
        super().__init__(request, frame, found)
        self._seen = 0
        self._stated = False
        self._names: Clause | None = None

    def read(self, sentence: Clause) -> None:
        """Read one sentence; it gives constraints, or is listed."""
        before = len(self.constraints) + len(self.impossible)
        self._sentence(sentence)
        covered = self._names is not None and self._names.start <= sentence.start < self._names.end
        if len(self.constraints) + len(self.impossible) == before and not covered and not self._fixes_units(sentence):
            self.unread.append(
                Span(quote=self.request[sentence.start : sentence.end], start=sentence.start, end=sentence.end)
            )

    def _states_task(self, sentence: Clause) -> bool:
        """Whether a sentence says what to write: the one with the units, else the first that is no greeting."""
        if self.frame.language != "en":
            return self._fixes_units(sentence)
        if self._fixes_units(sentence):
            self._stated = True
            return True
        if self._stated or self._seen >= STATES or is_courtesy(sentence.text):
            return False
        self._seen += 1
        if ABOUT_TEXT.match(sentence.text):
            self._seen = STATES
            return False
        told = TOLD.search(sentence.text) is not None
        if self._seen == 1 or (TASK.match(sentence.text) and not told):
            self._stated = not told
            return True
        return False

    def _sentence(self, sentence: Clause) -> None:
        if re.match(r"(?:#\*#|\*{3})", sentence.text):
            return
        if self.frame.names and sentence.text.strip(" .;,") in self.frame.names and self._listed(sentence):
            return
        places = self._places(sentence)
        task = self._states_task(sentence)
        if self.frame.language == "en" and not places and not task and LABELLED.match(sentence.text):
            self.add(sentence, "free", clause_text(sentence.text, []), scope="document")
            return
        before: list[Place] = []
        latest: list[Place] = []
        for at, piece in enumerate(split(sentence, places, self.frame.language)):
            offset = piece.start - sentence.start
            inside = [
                replace(one, start=one.start - offset, end=one.end - offset)
                for one in places
                if one.start >= offset and one.end <= offset + len(piece.text)
            ]
            own = self.request[max(0, piece.start - 2) : piece.start].strip() == ";" and not re.search(
                r"\b(?:its?|there|them)\b", piece.text
            )
            joined = at > 0 and not inside and not own
            if joined and latest and INHERITS.match(piece.text):
                inside = [replace(one, start=0, end=0) for one in latest]
            latest = [one for one in inside if not one.aside] or latest
            self._clause(piece, inside, task=task and (at == 0 or self._fixes_units(piece)), before=before)
            before += inside

    def _listed(self, sentence: Clause) -> bool:
        """Take a line that is one of the units' names: the first gives one demand of structure for all of them."""
        first, last = self.frame.names[0], self.frame.names[-1]
        if self._names is None and sentence.text.strip(" .;,") == first:
            at = self.request.find(last, sentence.end)
            end = at + len(last) if at >= 0 else sentence.end
            whole = Clause(sentence.start, end, self.request[sentence.start : end])
            self._names = whole
            self.add(whole, "structure", " ".join(whole.text.split()), scope="document")
        return self._names is not None and self._names.start <= sentence.start and sentence.end <= self._names.end + 2

    def _clause(self, clause: Clause, places: list[Place], *, task: bool, before: list[Place]) -> None:
        """Read one clause; `before` are the places of the clauses before it in its sentence."""
        text, language = clause.text, self.frame.language
        length = read_length(text, language)
        times = read_times(text, language)
        if length is not None and self._is_length(text, length, times, places):
            inherited = (
                [one for one in before if one.kind != "everywhere"]
                if not places and self._bare_length(text, length)
                else []
            )
            self._length(clause, length, places or inherited, own=places)
            self._beside_length(clause, length, places)
            return
        if task:
            self._task(clause, places)
            return
        placed = [one for one in places if not one.aside]
        if ANAPHOR.match(text.strip()) and before:
            self._elsewhere(clause, before)
            return
        if (then := FROM_THEN.search(text)) and before and before[-1].numbers and self.frame.count:
            place = Place(
                "range", *then.span(), tuple(range(before[-1].numbers[-1], self.frame.count + 1)), words=then[0]
            )
            self._one_placed(clause, [place])
            return
        if language == "en" and re.match(
            r"no\b(?! (?:more|fewer|less|longer|shorter) than).*\b(?:more|fewer|less|longer|shorter|other) than\b|(?:no|none)\b.{2,40}\bwithout\b",
            text,
            re.IGNORECASE,
        ):
            self.add(
                clause,
                "everywhere",
                clause_text(text, []),
                sections=self._all(places),
                mentions=(),
                place="every section",
            )
            return
        exact = [one for one in placed if one.kind != "everywhere"]
        if forbids(text, language, placed=bool(exact)):
            self._nowhere(clause, places)
            return
        if self._order(clause, exact):
            return
        amount = read_amount(text, language) if times is None else None
        bounded = times is not None and BOUNDED.match(text[times.start :])
        told = re.match(r"(?:I|we)\b", text)
        if (
            times is not None
            and not is_courtesy(text)
            and not told
            and (bounded or self._says(text) or demands(text, language))
        ):
            self._count(clause, times, places)
            return
        if marker := MARKER.search(text):
            self.add(clause, "structure", clause_text(text, []), mentions=(marker[1],), scope="document")
            return
        if language == "en" and exact and self._only(clause, places, exact):
            return
        if placed:
            self._placed(clause, places)
            return
        self._unplaced(clause, amount)

    def _only(self, clause: Clause, places: list[Place], exact: list[Place]) -> bool:
        """`X only in chapter 3`: forbidden elsewhere; whether nothing more is to be read of the clause."""
        trailing = any(re.match(r"\s*only\b", clause.text[one.end :], re.IGNORECASE) for one in exact)
        allowed = ONLY_THERE.search(clause.text) is not None
        away = set(range(1, (self.frame.count or 0) + 1)) - set(self._all(exact))
        if not (trailing or allowed) or not away:
            return False
        if trailing:
            self._placed(clause, places)
        bare = clause_text(clause.text, places)
        self.add(
            clause,
            "nowhere",
            bare,
            sections=tuple(sorted(away)),
            mentions=mentions_of(bare, "en"),
            place=f"not {exact[0].words}",
        )
        return True

    def _unplaced(self, clause: Clause, amount: Measure | None) -> None:
        """A clause without a section's number: a named section, an end, contents, a form, a manner."""
        text, language = clause.text, self.frame.language
        said = clause_text(text, [])
        named = NAMED.search(text)
        if named and (asks(text) or language == "en") and self._named(clause, named):
            return
        if language == "en" and (is_courtesy(text) or CALENDAR.match(text)):
            return
        if language == "en" and (each := EVERY_THING.match(text)) and self._is_unit(each["noun"]):
            self.add(
                clause,
                "everywhere",
                said,
                sections=self._all([]),
                mentions=mentions_of(text[each.end() :], language),
                place=each[0],
            )
            return
        if end := end_of_document(text, language):
            sections = ((1 if end == "first" else self.frame.count),) if self.frame.count else ()
            self.add(clause, end, said, sections=sections, mentions=mentions_of(said, language) if sections else ())
            return
        if (
            amount is not None
            and (demands(text, language) or amount.unit == "only" or amount.start < 3)
            and not PARTS.search(text[amount.start :])
        ):
            self.add(clause, "count", said, minimum=None, maximum=None, scope="document")
            return
        if language == "en" and MUST_BE_THERE.search(text):
            self.add(clause, "checklist", said, scope="document")
            return
        form = STRUCTURE.search(text) or (PARTS.search(text) if language == "en" else None)
        contents = contents_of(text) if wants_contents(text, language) else None
        if contents and len(contents[1]) >= 2 and not (form and form.start() < text.find(contents[1][1])):
            self.add(clause, "checklist", said, scope="document")
            return
        if form and (asks(text) if language != "en" else demands(text, language) or amount is not None):
            self.add(clause, "structure", said, scope="document")
            return
        if contents:
            self.add(clause, "checklist", said, scope="document")
            return
        manner = demands_manner(text, language) if language == "en" else asks(text) and bool(STYLE.search(text))
        if manner and not self._fixes_units(clause):
            self.add(clause, "free", said, scope="document")

    def _task(self, clause: Clause, places: list[Place]) -> None:
        """What a clause that states the task demands beside it: names of its units, their order, exact places."""
        text = clause.text
        if self.frame.names and self.frame.language == "en" and self._fixes_units(clause):
            listed = [text.find(name) for name in self.frame.names]
            if min(listed) >= 0 and ":" in text[: min(listed)]:
                self.add(clause, "structure", clause_text(text, []), scope="document")
                return
        if self.frame.language == "en" and order_of(text) == ("", ""):
            self.add(clause, "order", clause_text(text, []), scope="document")
            return
        exact = [one for one in places if one.kind != "everywhere" and not one.aside]
        if (self.frame.language != "en" and places) or (
            exact and self._fixes_units(clause) and self.frame.grid is None
        ):
            self._placed(clause, places)
        elif not self._fixes_units(clause):
            if exact:
                self._placed(clause, places)
            elif (
                self.frame.language == "en"
                and (demands_manner(text, "en") or wants_contents(text, "en"))
                and not TASK.match(text)
                and self._seen > 1
            ) or self.frame.language != "en":
                self._unplaced(clause, None)

    def _is_unit(self, noun: str) -> bool:
        """Whether a noun may mean the units: one of the table's, or one that the task is stated with."""
        label = unit_label(noun, self.frame.language)
        return (
            label in UNITS["en"]
            or label == self.frame.label
            or re.search(rf"\b{re.escape(noun[:-1])}", self.request[:300], re.IGNORECASE) is not None
        )

    def _nowhere(self, clause: Clause, places: list[Place]) -> None:
        placed = [one for one in places if not one.aside]
        bare = clause_text(clause.text, [one for one in places if one.kind != "everywhere" or one.removed or one.aside])
        self.report(clause, [one for one in placed if one.kind != "everywhere"])
        self.add(
            clause,
            "nowhere",
            bare,
            sections=self._all(placed),
            mentions=forbidden_phrases(clause_text(clause.text, places), self.frame.language),
            place=" ".join(one.words for one in placed),
        )

    def _elsewhere(self, clause: Clause, before: list[Place]) -> None:
        """`..., never before`: what the clause before places is forbidden before, after or outside of that place."""
        match = ANAPHOR.match(clause.text.strip())
        placed = {number for one in before for number in one.numbers}
        if not match or not placed or not self.frame.count:
            return
        side = match["side"].lower()
        every = set(range(1, self.frame.count + 1))
        early = side in ("before", "earlier", "sooner")
        away = {
            one
            for one in every
            if (
                one < min(placed)
                if early
                else one > max(placed)
                if side in ("after", "later", "afterwards")
                else one not in placed
            )
        }
        last = self.constraints[-1] if self.constraints else None
        if last is not None and re.search(r"\bmay\b", last.text) and last.end <= clause.start:
            self.constraints.pop()
        if away:
            self.add(
                clause,
                "nowhere",
                clause.text.strip(" .!"),
                sections=tuple(sorted(away)),
                mentions=last.mentions if last else (),
            )

    def _order(self, clause: Clause, exact: list[Place]) -> bool:
        text, language = clause.text, self.frame.language
        if exact:
            return False
        if language == "en":
            found = order_of(text)
            if found is None or is_courtesy(text) or re.match(r"(?:I|we|my|our)\b", text):
                return False
            first, second = found
        else:
            pattern = ORDER.get(language)
            match = re.match(pattern, text.strip(" .!。"), re.IGNORECASE) if pattern else None
            if match is None:
                return False
            groups = match.groupdict()
            one, two = groups.get("a") or groups.get("a2") or "", groups.get("b") or groups.get("b2") or ""
            word = (groups.get("o") or groups.get("o2") or "before").lower()
            first, second = (one, two) if word in ("before", "vor", "avant", "antes de") else (two, one)
        self.add(
            clause,
            "order",
            clause_text(text, []),
            before=mentions_of(first.strip(), language)[0] if first else "",
            mentions=mentions_of(second.strip(" ."), language) if second else (),
            scope="document",
        )
        return True

    def _named(self, clause: Clause, named: re.Match[str]) -> bool:
        name = next((value for key, value in named.groupdict().items() if value and key != "where"), "")
        place = Place("single", named.start(), named.end(), words=named[0])
        said = clause_text(clause.text, [place])
        if not name or not re.search(r"\w{2}", said):
            return False
        self.add(
            clause,
            "single",
            said,
            mentions=mentions_of(said, self.frame.language),
            place=f"the section named {name.strip()}",
        )
        return True
