"""Sentences of English, German, French, Spanish, Chinese and Japanese requests become constraints, or are listed as unread."""

import re
from dataclasses import dataclass, replace

from goldthread.compile.clauses import Clause
from goldthread.compile.frame import Place, clip
from goldthread.compile.phrases import mentions_of
from goldthread.compile.tongues.amounts import Amount, amounts
from goldthread.compile.tongues.carrying import shifted, these
from goldthread.compile.tongues.exact import exact_of, numbers_of
from goldthread.compile.tongues.forbidding import (
    add_prohibition,
    but_not_there,
    elsewhere,
    forbids,
    leads_with_never,
    takes_out,
)
from goldthread.compile.tongues.grammar import find
from goldthread.compile.tongues.labels import label_of, lists_units
from goldthread.compile.tongues.lengths import add_count, add_length
from goldthread.compile.tongues.lexer import lex
from goldthread.compile.tongues.loose import add_loose, add_order
from goldthread.compile.tongues.marks import mark
from goldthread.compile.tongues.parting import Part, has_label, part
from goldthread.compile.tongues.parting_words import EACH_LEAD
from goldthread.compile.tongues.pieces import behind, blanked, refers
from goldthread.compile.tongues.placed import add_placed
from goldthread.compile.tongues.readings import Readings
from goldthread.compile.tongues.remaining import resolve_rest
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token
from goldthread.compile.tongues.wording import said
from goldthread.schemas.constraint import Kind

_LONGEST = 3_000
"""Characters of a sentence; a longer one is no person's, and is listed as unread."""

_ONE_EACH = re.compile(
    r"(?:soit |jeweils |es decir )?(?:je )?(?:one|an?|ein(?:e[nmrs]?|s)?|une?|un[oa]?)\b|每|毎|各", re.IGNORECASE
)

_ONE_FOR_EACH = re.compile(
    r"(?:zu|für|pro|je)\s+jede\w*(?:\s+\w+)?\s+eine?[nrs]?\s+\w+|pour chac\w+(?:\s+\w+)?,?\s+une?\s+\w+|(?:para|por) cada (?:un[oa]|\w+),?\s+un[oa]?\s+\w+|每\w{1,3}[一1]\w{1,2}|各\w{1,2}[一1]\w{1,2}",
    re.IGNORECASE,
)

_AT_AN_END = re.compile(
    r"\b(?:anfang|ende|beginn\w*|schluss|schließt|endet|eingangs|début|fin|finit|termine\w*|commence\w*|ouvre\w*|conclu\w*|final|comienzo|principio|empieza\w*|acaba\w*|cierra\w*|abre\w*|resumen|résumé|zusammenfassung)\b|"
    r"开头|结尾|末尾|最后|先用|概括|总结|冒頭|最後|終わり|末尾|始め|要約|まとめ|终|初め",
    re.IGNORECASE,
)
"""Where sentences stand at a unit's end or sum it up, they are not its length."""

_FIRST_THEN = re.compile(
    r"(?:zuerst|erst|zunächst)\b.{2,100}\b(?:dann|danach|anschließend)\b|d['’]abord\b.{2,100}\b(?:puis|ensuite)\b|primero\b.{2,100}\b(?:luego|después)\b|先[^，。]{1,40}[，,]?(?:再|后|然后|之后)|(?:まず|先に)[^。]{1,40}(?:次に|その後|それから)",
    re.IGNORECASE,
)

_BEGUN = re.compile(r"\b(?:start|begin|commenc)\w*\b[^.,;]{0,20}$", re.IGNORECASE)

_OF_PART = re.compile(r"\s+(?:about|on|for|describing|that|which|of|with|in)\b", re.IGNORECASE)
"""What follows a number of sentences that are not all of the unit's: `one sentence about the sky`."""

_BOUNDS_ALL = re.compile(
    r"no\b(?! (?:more|fewer|less|longer|shorter) than).*\b(?:more|fewer|less|longer|shorter|other) than\b|(?:no|none)\b.{2,40}\b(?:is|are|goes|ends|passes|without)\b.{0,20}\bwithout\b",
    re.IGNORECASE,
)
"""`No recipe uses more than ten things`, `no page without a picture`: a bound on each."""


@dataclass
class TongueReader(Readings):
    """Reads a request sentence by sentence."""

    _named: bool = False
    _before: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.labelled = False
        self._listed = lists_units(self.request, self.setting.count)

    def read(self, sentence: Clause) -> None:
        """Read one sentence; it gives constraints, or is listed."""
        before = len(self.constraints) + len(self.impossible)
        self.changed = False
        fixes = self.found is not None and sentence.start < self.found.end and self.found.start < sentence.end
        header = sentence.text.startswith("|") and self.rows and sentence.start not in self.rows
        if len(sentence.text) <= _LONGEST and not header and not re.match(r"(?:#\*#|\*{3})", sentence.text):
            self._sentence(sentence, fixes=fixes)
        if len(self.constraints) + len(self.impossible) == before and not fixes and not self.changed:
            self.unread.append(self.span(sentence))

    def _sentence(self, sentence: Clause, *, fixes: bool) -> None:
        language = self.setting.language
        text = sentence.text
        tokens = lex(text, self.setting)
        places = [one for one in find(tokens, self.setting, text) if not self._is_units(sentence, one.place)]
        counted = [
            one
            for one in amounts(text, tokens, language)
            if one.what == "length" or not any(one.start < it.place.end and it.place.start < one.end for it in places)
        ]
        if language == "ja" and self.setting.nouns & {"枚", "枚目"}:
            counted = [one for one in counted if one.unit != "pages" or "枚" not in text[one.start : one.end]]
        whole = tuple(range(1, (self.setting.count or 0) + 1))
        if fixes:
            places = [
                one
                for one in places
                if one.rule not in ("names", "dates", "range", "first", "last", "list") or one.place.numbers != whole
            ]
        if fixes and language != "en":
            # A title in the task's own sentence is spoken of, unless it is in the list of all.
            places = [one for one in places if not (one.rule == "single" and one.kinds == "N")]
        if fixes and language == "en":
            places = [one for one in places if not _BEGUN.search(text[: one.place.start] + one.place.words[:10])]
        label = (
            None
            if fixes or language != "en"
            else label_of(text, tokens, self.setting, listed=self._listed, line=self._is_line(sentence))
        )
        self.labelled = label is not None
        if label is not None:
            places = [label, *(one for one in places if one.place.start >= label.place.end)]
        places, counted = self._with_row(sentence, places, counted)
        if not places and language != "en" and (same := these(text, self.setting, self._before)):
            places = [same]
        elif not places and self._before and re.match(r"ただし|但し|但是?(?!也)|不过", text):
            place = Place("list", 0, 0, self._before, words="", label=self.setting.label)
            places = [Found("same", 0, 0, place, values=list(self._before))]
        resolve_rest(self, places, measured=language != "en" and any(one.what == "length" for one in counted))
        opens = not re.search(r"\w", self.request[: sentence.start][:200])
        task = fixes or opens or Telling.of(text, language).sets_task
        listed = self._titles(sentence) if fixes or self._lists_names(text) else None
        ordered = language != "en" and not task and not exact_of(places) and _FIRST_THEN.match(text)
        kept = (0, len(text)) if ordered else listed
        pieces = part(sentence, places, counted, language, task=task, kept=kept, labelled=label is not None)
        if label is not None:
            pieces[:1] = [behind(pieces[0], label.place.end)]
        previous: tuple[Part, list[Found]] | None = None
        self._before = numbers_of(exact_of(places))
        for at, piece in enumerate(pieces):
            inside = [one for one in places if piece.begin <= one.place.start and one.place.end <= piece.stop]
            if label is not None and not any(one.place.kind != "everywhere" for one in inside):
                inside = [label, *inside]
            own = [one for one in counted if piece.begin <= one.start and one.end <= piece.stop]
            if not inside and previous is not None and piece.follows:
                inside = [
                    replace(one, rule="inherited" if one.rule not in ("everywhere", "absorbed") else one.rule)
                    for one in previous[1]
                ]
            if listed is not None and piece.begin <= listed[0] and listed[1] <= piece.stop:
                if not self._named:
                    self.add(piece, "structure", said(text[listed[0] : listed[1]]), scope="document")
                    self._named = True
                continue
            self._part(piece, inside, own, tokens, task=task, first=at == 0, previous=previous)
            previous = piece, inside or (previous[1] if previous else [])

    def _with_row(
        self, sentence: Clause, places: list[Found], counted: list[Amount]
    ) -> tuple[list[Found], list[Amount]]:
        """Places and amounts of a sentence that is the row of a unit and names no other."""
        row = self.rows.get(sentence.start)
        if row is None or any(one.place.kind != "everywhere" and one.place.start < row.end + 12 for one in places):
            return places, counted
        kind: Kind = "single" if len(row.numbers) == 1 else "list"
        within, outside = clip(list(row.numbers), self.setting.count)
        place = Place(kind, 0, row.end, within, outside, words=sentence.text[: row.end], label=self.setting.label)
        return (
            [Found("row", 0, 0, place, values=list(row.numbers))]
            + [one for one in places if one.place.start >= row.end],
            [one for one in counted if one.start >= row.end],
        )

    def places_in(self, sentence: Clause) -> bool:
        """Whether a sentence names units of its own, or is headed by their label."""
        tokens = lex(sentence.text, self.setting)
        label = label_of(sentence.text, tokens, self.setting, listed=self._listed, line=True)
        return label is not None or bool(exact_of(find(tokens, self.setting, sentence.text)))

    def _is_line(self, sentence: Clause) -> bool:
        """Whether a sentence begins where a line does."""
        begin = self.request.rfind("\n", 0, sentence.start) + 1
        return not re.search(r"\w", self.request[begin : sentence.start])

    def _lists_names(self, text: str) -> bool:
        """Whether a sentence names all units in their order."""
        names = self.setting.names
        if self._named or len(names) < 3 or self.setting.language == "en" or any(one[:1].isdigit() for one in names):
            return False
        at = 0
        for name in names:
            at = text.find(name, at)
            if at < 0:
                return False
            at += len(name)
        return True

    def _titles(self, sentence: Clause) -> tuple[int, int] | None:
        """Span of the list of titles in the sentence that fixes the units."""
        if self.found is None or not self.setting.names:
            return None
        last = self.setting.names[-1]
        first = self.setting.names[0]
        at = sentence.text.find(last, max(0, sentence.text.find(first)))
        start = max(0, self.found.start - sentence.start)
        start = 0 if start >= len(sentence.text) or self.found.end <= sentence.start else start
        if self.setting.language in ("zh", "ja") and at < start:
            start = sentence.text.find(first)
        if at < start or re.match(r"\d", first):
            return None
        return start, at + len(last)

    def _is_units(self, sentence: Clause, place: Place) -> bool:
        if self.found is None:
            return False
        first, last = self.found.start - sentence.start, self.found.end - sentence.start
        return not (place.end <= first or place.start >= last)

    def _part(
        self,
        piece: Part,
        places: list[Found],
        counted: list[Amount],
        tokens: list[Token],
        *,
        task: bool,
        first: bool,
        previous: tuple[Part, list[Found]] | None,
    ) -> None:
        language = self.setting.language
        text = piece.text
        telling = Telling.of(text, language)
        headed = language != "en" and has_label(text, 0, len(text), shifted(exact_of(places), piece.begin))
        if language == "es" and any(one.rule == "periodic" for one in places):
            telling = Telling.of(blanked(piece, [one for one in places if one.rule == "periodic"]), language)
        if language not in ("zh", "ja") and any(one.rule == "absorbed" for one in places):
            telling = Telling.of(blanked(piece, [one for one in places if one.rule == "absorbed"]), language)
        exact = exact_of(places)
        every = [one for one in places if one.place.kind == "everywhere" and one.rule != "absorbed"]
        if language == "en" and any(one.first == 0 or tokens[one.first - 1].kind == ";" for one in every):
            exact = [one for one in exact if one.rule != "rest"]
            places = [one for one in places if one.rule != "rest"]
        if language == "en" and len(exact) == 2 and refers(piece, exact, tokens):
            exact = exact[:1]
            places = [one for one in places if one is exact[0] or one.rule == "absorbed" or one in every]
        inside = [one for one in tokens if piece.begin <= one.start and one.end <= piece.stop]
        each = bool(every) or any(one.kind in "vVA" for one in inside) or telling.says_each
        if language != "en" and takes_out(self, piece, places, exact, every):
            return
        length = next((one for one in counted if one.what == "length"), None)
        if length is not None and (length.unit != "pages" or length.bounded or task or each):
            add_length(self, piece, length, exact, every, each)
            return
        if previous is not None and elsewhere(self, piece, previous[1]):
            return
        if language != "en" and telling.is_greeting:
            return
        if (
            language != "en"
            and telling.is_background
            and exact
            and all(one.rule in ("elided number", "elided") for one in exact)
        ):
            return
        if task and language != "en" and _ONE_FOR_EACH.fullmatch(text.strip(" .,。、，")):
            return
        if task and every and not exact and _ONE_EACH.match(text) and len(text.split()) <= 6:
            return
        if language == "en" and _BOUNDS_ALL.match(text):
            self.add(piece, "everywhere", said(text), sections=self.all())
            return
        if language != "en" and exact and previous is not None and but_not_there(self, piece, exact):
            return
        bounds = language != "en" and any(
            one.what == "parts" and one.bounded and one.unit in ("sentences", "lines", "paragraphs") for one in counted
        )
        if (
            not (bounds and (exact or each))
            and forbids(self, piece, telling, exact, every, inside, task=task)
            and not (headed and not leads_with_never(piece, exact, language))
        ):
            add_prohibition(self, piece, telling, exact, every, places)
            return
        titled = not exact or (
            all("N" in one.kinds for one in exact) and sum(one.kinds.count("N") or 1 for one in exact) + len(exact) > 2
        )
        order = mark("order", language).match(text.strip()) if titled and not task else None
        if order and telling.puts_in_order(order):
            add_order(self, piece, order)
            return
        times = next((one for one in counted if one.what == "times"), None)
        if (
            times is not None
            and not task
            and (telling.says or telling.demands or times.bounded)
            and not telling.is_background
        ):
            add_count(self, piece, times, exact, every)
            return
        amount = next(
            (one for one in counted if (one.what == "things" and one.bounded) or (one.what == "parts" and not exact)),
            None,
        )
        if amount is None and language != "en" and exact and not headed:
            amount = next((one for one in counted if one.what == "parts" and one.bounded), None)
        if (
            amount is not None
            and amount.unit in ("sentences", "lines")
            and not (language == "en" and _OF_PART.match(text[amount.end - piece.begin :]))
            and (each or (exact and language != "en"))
            and (language == "en" or not _AT_AN_END.search(text))
            and (not exact or language != "en")
            and (amount.bounded or (amount.maximum != 1 and not exact))
            and not (exact and language in ("zh", "ja") and not telling.demands and not amount.bounded)
        ):
            add_length(self, piece, amount, exact, every, each)
            return
        if (
            amount is not None
            and not (task and first)
            and not telling.is_background
            and (exact or each or telling.demands or telling.is_fragment or telling.says)
        ):
            add_count(self, piece, amount, exact, every)
            return
        if (
            language != "en"
            and piece.follows
            and not exact
            and every
            and telling.only_style
            and not self._own_place(piece, every)
        ):
            self.add(piece, "free", said(text), scope="document")
            return
        if (
            language != "en"
            and every
            and not exact
            and telling.is_background
            and not telling.modal
            and all(one.place.start > piece.begin for one in every)
        ):
            # `El taller lo pagamos entre todos`
            return
        if exact or (every and not (task and not telling.demands and language in ("zh", "ja") and len(text) < 6)):
            add_placed(self, piece, exact, every, places)
            return
        if task and first:
            return
        if (
            language != "en"
            and piece.follows
            and previous is not None
            and EACH_LEAD.match(previous[0].text)
            and not task
        ):
            said_text = said(text)
            self.add(
                piece,
                "everywhere",
                said_text,
                mentions=mentions_of(said_text, language),
                sections=self.all(),
                scope="section",
            )
            return
        add_loose(self, piece, telling, inside, task=task)

    def _own_place(self, piece: Part, every: list[Found]) -> bool:
        """Whether a part says for itself that it is of each unit, and does not have that from the part before it."""
        return any(piece.begin <= one.place.start and one.place.end <= piece.stop for one in every)
