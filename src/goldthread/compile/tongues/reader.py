"""Sentences of English, German, French, Spanish, Chinese and Japanese requests become constraints, or are listed as unread."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from goldthread.compile.clauses import Clause
from goldthread.compile.frame import Place, clip
from goldthread.compile.phrases import mentions_of
from goldthread.compile.tongues.amounts import Amount, amounts
from goldthread.compile.tongues.carrying import excepts, one_to_one, shifted, these
from goldthread.compile.tongues.grammar import find
from goldthread.compile.tongues.labels import label_of, lists_units
from goldthread.compile.tongues.lexer import lex
from goldthread.compile.tongues.marks import comes_second, mark
from goldthread.compile.tongues.parting import EACH_LEAD, Part, has_label, part
from goldthread.compile.tongues.rows import Row
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token
from goldthread.compile.tongues.wording import named_place, said, without_places
from goldthread.compile.units import FoundUnits
from goldthread.schemas.constraint import Constraint, Kind, Span

_LONGEST = 3_000
"""Characters of a sentence; a longer one is no person's, and is listed as unread."""
_ONE_EACH = re.compile(
    r"(?:soit |jeweils |es decir )?(?:je )?(?:one|an?|ein(?:e[nmrs]?|s)?|une?|un[oa]?)\b|每|毎|各", re.IGNORECASE
)
_ONE_FOR_EACH = re.compile(
    r"(?:zu|für|pro|je)\s+jede\w*(?:\s+\w+)?\s+eine?[nrs]?\s+\w+|pour chac\w+(?:\s+\w+)?,?\s+une?\s+\w+|(?:para|por) cada (?:un[oa]|\w+),?\s+un[oa]?\s+\w+|每\w{1,3}[一1]\w{1,2}|各\w{1,2}[一1]\w{1,2}",
    re.IGNORECASE,
)
_ANYTHING = frozenset(("any", "alles", "tout", "toute", "todo", "toda"))
"""Words for everything, which are not of each of several things."""

_AT_AN_END = re.compile(
    r"\b(?:anfang|ende|beginn\w*|schluss|schließt|endet|eingangs|début|fin|finit|termine\w*|commence\w*|ouvre\w*|conclu\w*|final|comienzo|principio|empieza\w*|acaba\w*|cierra\w*|abre\w*|resumen|résumé|zusammenfassung)\b|"
    r"开头|结尾|末尾|最后|先用|概括|总结|冒頭|最後|終わり|末尾|始め|要約|まとめ|终|初め",
    re.IGNORECASE,
)
"""Where sentences stand at a unit's end or sum it up, they are not its length."""
_TABLED = re.compile(
    r"\b(?:\w*tabelle\w*|\w*checkliste\w*|\w*diagramm\w*|tableau|tableaux|schéma|diagramme|liste à puces|encadré|tabla|tablas|diagrama|esquema|recuadro)\b|表格|一张[^，。]{0,14}(?:表|图)|示意图|流程图|位图|[\u4e00-\u9fff]{2}表(?=[，。；,;]|$)|表を|図を|表形式|チェックリスト",
    re.IGNORECASE,
)
"""Forms that a program can look for at a place."""
_GIVES = re.compile(
    r"\b(?:als|kommt|steht|stehen|enthält|enthalten|bekommt|folgt|gehört|hat|sous forme|comporte\w*|contien\w+|présente\w*|accompagn\w+|en forma|contiene\w*|incluye\w*|lleva\w*|tiene\w*|acompañ\w+)\b|"
    r"を(?:\w{0,4})(?:付け|つけ|載せ|入れ|添え|置)|附|配|给出|列出|有",
    re.IGNORECASE,
)
"""What says that a place has a form, without asking for it."""
_FIRST_THEN = re.compile(
    r"(?:zuerst|erst|zunächst)\b.{2,100}\b(?:dann|danach|anschließend)\b|d['’]abord\b.{2,100}\b(?:puis|ensuite)\b|primero\b.{2,100}\b(?:luego|después)\b|先[^，。]{1,40}[，,]?(?:再|后|然后|之后)|(?:まず|先に)[^。]{1,40}(?:次に|その後|それから)",
    re.IGNORECASE,
)
_REVEALS = re.compile(r"明か|現れ|登場|知ら|分か|わか|バラ|出て|伏せ|隠|秘密|揭|透露|出场|露面|出现|知道")
"""What happens at the end of a span rather than after it."""
_BUT_NOT = re.compile(
    r"(?:(?:aber|jedoch|doch|nur|mais|pero|sino|但是?|不过|ただし)[\s、，]*)?(?:nie(?:mals)?|nicht|jamais|pas|nunca|no|jamás|不要?|别|不能|ない|なし)(?:[\s、，]*(?:aber|jedoch|提|写|出现))?\W*",
    re.IGNORECASE,
)
_REMAINING = re.compile(r"rest|verbleib|剩|余下|残", re.IGNORECASE)
"""What remains when all before has been given something, not merely what is another."""
_BEGUN = re.compile(r"\b(?:start|begin|commenc)\w*\b[^.,;]{0,20}$", re.IGNORECASE)
_ONLY_THERE = re.compile(r"\bonly (?:allowed|permitted|acceptable)\b", re.IGNORECASE)
_FORMS = r"(?:tables?|bullet(?:ed)?(?: points?| lists?)|numbered (?:list|steps)|checklist|code (?:block|example|sample)s?|(?:warning|info|text) box(?:es)?|flow ?chart|decision tree|diagram|graph|sidebar)"
_FORM_THERE = re.compile(
    rf"^(?:an? |the |one |two |three |\w+ )?{_FORMS}\b|"
    rf"\b(?:as|in|is|include|includes|incl\.?|with|add|use|have|has|contains?|needs?|like|want|flow of) (?:an? |the |one |two |three |[a-z]+ ){{0,2}}{_FORMS}\b|"
    rf"\b{_FORMS} (?:is|are) (?:needed|required|wanted|compulsory|expected)|\b(?:be|is|are) numbered$",
    re.IGNORECASE,
)
"""A form asked for at one place: `a table of prices`, `as a numbered list`."""
_OF_PART = re.compile(r"\s+(?:about|on|for|describing|that|which|of|with|in)\b", re.IGNORECASE)
"""What follows a number of sentences that are not all of the unit's: `one sentence about the sky`."""
_RATHER = re.compile(
    r"^(?:in \w+ \w+ )?(?:please )?(?:say|use|write|call|put|take|choose)\b[^,;]*, not\b", re.IGNORECASE
)
"""`Say "you", not "the driver"` asks for something."""
_FORBIDS = re.compile(
    r"\b(?:must|should|shall|may|ought|needs? to|has to|have to|(?:is|are) to|please|do|dont|don['’]t)\b[^,;]{0,12}?(?:\bnot\b|n['’]t\b|\bnever\b|\bno\b|\bavoid|\bomit|\bskip|\bdont\b)(?! (?:only|need|have to))|"
    r"\b(?:avoid|refrain|omit|skip|forbid\w*|forbidden|banned|prohibited|taboo|off[- ]limits|unwelcome|unwanted|to be avoided|out of bounds|do without|don['’]t|do not|dont|must never|cannot (?:be|contain|mention|refer|use|include))\b|"
    r"\bnot (?:allowed|permitted|wanted|mentioned|named|used|shown|spoken of|to be)\b|\b(?:keep|leave|stay|steer)\b.{0,40}\b(?:out|away|clear|off|aside)\b|\bfree (?:of|from)\b",
    re.IGNORECASE,
)
_AT_ALL = re.compile(
    r"\b(?:at all|in it|whatsoever)\s*[.!]?$|\b(?:uses?|mentions?|names?|shows?|contains?|includes?) (?:no|nothing|none)\b",
    re.IGNORECASE,
)
_BOUNDS_ALL = re.compile(
    r"no\b(?! (?:more|fewer|less|longer|shorter) than).*\b(?:more|fewer|less|longer|shorter|other) than\b|(?:no|none)\b.{2,40}\b(?:is|are|goes|ends|passes|without)\b.{0,20}\bwithout\b",
    re.IGNORECASE,
)
"""`No recipe uses more than ten things`, `no page without a picture`: a bound on each."""


@dataclass
class TongueReader:
    """Reads a request sentence by sentence.

    Attributes:
        request: The whole request.
        setting: Its language and units.
        found: What fixes the units, None where nothing does.
        constraints: What was read.
        unread: Sentences that gave nothing.
        impossible: Places that lie wholly outside.
        warnings: Places that were clipped.
        each_words: Words asked for each unit.
        rows: Rows of lists and tables by the start of their sentence.
    """

    request: str
    setting: Setting
    found: FoundUnits | None
    constraints: list[Constraint] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    impossible: list[Span] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    each_words: int | None = None
    rows: dict[int, Row] = field(default_factory=dict)
    _named: bool = False
    _before: tuple[int, ...] = ()
    _changed: bool = False
    _last_numbers: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.labelled = False
        self._listed = lists_units(self.request, self.setting.count)

    def read(self, sentence: Clause) -> None:
        """Read one sentence; it gives constraints, or is listed."""
        before = len(self.constraints) + len(self.impossible)
        self._changed = False
        fixes = self.found is not None and sentence.start < self.found.end and self.found.start < sentence.end
        header = sentence.text.startswith("|") and self.rows and sentence.start not in self.rows
        if len(sentence.text) <= _LONGEST and not header and not re.match(r"(?:#\*#|\*{3})", sentence.text):
            self._sentence(sentence, fixes=fixes)
        if len(self.constraints) + len(self.impossible) == before and not fixes and not self._changed:
            self.unread.append(
                Span(quote=self.request[sentence.start : sentence.end], start=sentence.start, end=sentence.end)
            )

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
        self._resolve_rest(places, measured=language != "en" and any(one.what == "length" for one in counted))
        opens = not re.search(r"\w", self.request[: sentence.start][:200])
        task = fixes or opens or Telling.of(text, language).sets_task
        listed = self._titles(sentence) if fixes or self._lists_names(text) else None
        ordered = language != "en" and not task and not _exact(places) and _FIRST_THEN.match(text)
        kept = (0, len(text)) if ordered else listed
        pieces = part(sentence, places, counted, language, task=task, kept=kept, labelled=label is not None)
        if label is not None:
            pieces[:1] = [_behind(pieces[0], label.place.end)]
        previous: tuple[Part, list[Found]] | None = None
        self._before = _numbers(_exact(places))
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
                    self._add(piece, "structure", said(text[listed[0] : listed[1]]), scope="document")
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

    def _with_length(self) -> set[int]:
        """Units that have been given a length of their own."""
        return {
            number
            for one in self.constraints
            if one.kind == "length" and len(one.sections) < (self.setting.count or 0)
            for number in one.sections
        }

    def _placed_so_far(self) -> set[int]:
        """Units that the request has given something of their own."""
        return {
            number
            for one in self.constraints
            if one.kind in ("single", "date", "first", "range", "list")
            for number in one.sections
        }

    def _resolve_rest(self, places: list[Found], *, measured: bool) -> None:
        """`the others` are the units that neither this sentence nor the one before it has named."""
        named = {number for one in places if one.place.kind != "everywhere" for number in one.place.numbers}
        named |= {number for one in places for number in one.place.removed or () if self.setting.language != "en"}
        for one in places:
            if one.rule == "rest" and self.setting.count:
                taken = named or (self._with_length() if measured else set()) or self._last_numbers
                several = sum(it.place.kind in ("range", "list") for it in places if it is not one) > 1
                remaining = len(named) > 2 and (several or bool(_REMAINING.search(one.place.words)))
                if self.setting.language != "en" and remaining and not measured:
                    taken = taken | {number for number in self._placed_so_far() if number < min(named)}
                numbers = tuple(number for number in range(1, self.setting.count + 1) if number not in taken)
                one.place = replace(one.place, numbers=numbers, known=True)
        if named:
            self._last_numbers = named

    def places_in(self, sentence: Clause) -> bool:
        """Whether a sentence names units of its own, or is headed by their label."""
        tokens = lex(sentence.text, self.setting)
        label = label_of(sentence.text, tokens, self.setting, listed=self._listed, line=True)
        return label is not None or bool(_exact(find(tokens, self.setting, sentence.text)))

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
        headed = language != "en" and has_label(text, 0, len(text), shifted(_exact(places), piece.begin))
        if language == "es" and any(one.rule == "periodic" for one in places):
            telling = Telling.of(_blanked(piece, [one for one in places if one.rule == "periodic"]), language)
        if language not in ("zh", "ja") and any(one.rule == "absorbed" for one in places):
            telling = Telling.of(_blanked(piece, [one for one in places if one.rule == "absorbed"]), language)
        exact = _exact(places)
        every = [one for one in places if one.place.kind == "everywhere" and one.rule != "absorbed"]
        if language == "en" and any(one.first == 0 or tokens[one.first - 1].kind == ";" for one in every):
            exact = [one for one in exact if one.rule != "rest"]
            places = [one for one in places if one.rule != "rest"]
        if language == "en" and len(exact) == 2 and _refers(piece, exact, tokens):
            exact = exact[:1]
            places = [one for one in places if one is exact[0] or one.rule == "absorbed" or one in every]
        inside = [one for one in tokens if piece.begin <= one.start and one.end <= piece.stop]
        each = bool(every) or any(one.kind in "vVA" for one in inside) or telling.says_each
        if language != "en" and self._takes_out(piece, places, exact, every):
            return
        length = next((one for one in counted if one.what == "length"), None)
        if length is not None and (length.unit != "pages" or length.bounded or task or each):
            self._length(piece, length, exact, every, each)
            return
        if previous is not None and self._elsewhere(piece, previous[1]):
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
            self._add(piece, "everywhere", said(text), sections=self._all())
            return
        if language != "en" and exact and previous is not None and self._but_not_there(piece, exact):
            return
        bounds = language != "en" and any(
            one.what == "parts" and one.bounded and one.unit in ("sentences", "lines", "paragraphs") for one in counted
        )
        if (
            not (bounds and (exact or each))
            and self._forbids(piece, telling, exact, every, inside, task=task)
            and not (headed and not _leads_with_never(piece, exact, language))
        ):
            self._nowhere(piece, telling, exact, every, places)
            return
        titled = not exact or (
            all("N" in one.kinds for one in exact) and sum(one.kinds.count("N") or 1 for one in exact) + len(exact) > 2
        )
        order = mark("order", language).match(text.strip()) if titled and not task else None
        if order and telling.puts_in_order(order):
            self._order(piece, order)
            return
        times = next((one for one in counted if one.what == "times"), None)
        if (
            times is not None
            and not task
            and (telling.says or telling.demands or times.bounded)
            and not telling.is_background
        ):
            self._count(piece, times, exact, every)
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
            self._length(piece, amount, exact, every, each)
            return
        if (
            amount is not None
            and not (task and first)
            and not telling.is_background
            and (exact or each or telling.demands or telling.is_fragment or telling.says)
        ):
            self._count(piece, amount, exact, every)
            return
        if (
            language != "en"
            and piece.follows
            and not exact
            and every
            and telling.only_style
            and not self._own_place(piece, every)
        ):
            self._add(piece, "free", said(text), scope="document")
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
            self._placed(piece, exact, every, places)
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
            self._add(
                piece,
                "everywhere",
                said_text,
                mentions=mentions_of(said_text, language),
                sections=self._all(),
                scope="section",
            )
            return
        self._loose(piece, telling, inside, task=task)

    def _own_place(self, piece: Part, every: list[Found]) -> bool:
        """Whether a part says for itself that it is of each unit, and does not have that from the part before it."""
        return any(piece.begin <= one.place.start and one.place.end <= piece.stop for one in every)

    def _loose(self, piece: Part, telling: Telling, inside: list[Token], *, task: bool) -> None:
        """A demand that names no place: of structure, of what must be mentioned, or of style."""
        text = piece.text
        language = self.setting.language
        if task:
            if telling.has_style and not telling.is_background:
                self._add(piece, "free", said(text), scope="document")
            return
        named = named_place(text, language)
        if named is not None and not telling.is_background:
            name, start, end = named
            bare = without_places(text, [(start, end)])
            self._add(piece, "single", bare, mentions=mentions_of(bare, language), place=f"the section named {name}")
            return
        if telling.is_background:
            return
        every = [
            at
            for at, one in enumerate(inside[:-1])
            if one.kind == "v" and one.text.lower() not in _ANYTHING and inside[at + 1].kind in ".up"
        ]
        if (
            every
            and len(inside) > 2
            and (
                every[0] == 0
                or (language != "en" and every[0] == 1 and inside[0].kind in "pR")
                or ((telling.demands or telling.is_fragment) and not telling.only_style)
            )
        ):
            self._add(
                piece,
                "everywhere",
                said(text),
                mentions=mentions_of(said(text), language),
                sections=self._all(),
                scope="section",
            )
            return
        if telling.always and (telling.demands or telling.is_fragment) and not telling.only_style:
            self._add(
                piece,
                "everywhere",
                said(text),
                mentions=mentions_of(said(text), language),
                sections=self._all(),
                scope="section",
            )
            return
        if language != "en" and telling.tells_cast:
            self._add(piece, "free", said(text), scope="document")
            return
        if telling.has_structure and (telling.demands or telling.is_fragment) and not telling.only_style:
            self._add(piece, "structure", said(text), scope="document")
            return
        if telling.lists_topics or (telling.demands and telling.mentions):
            self._add(piece, "checklist", said(text), mentions=mentions_of(said(text), language), scope="document")
            return
        if (
            (
                telling.has_style
                and (telling.demands or telling.is_fragment or telling.is_copular or telling.names_style)
            )
            or telling.demands
            or telling.is_short
        ):
            self._add(piece, "free", said(text), scope="document")

    def _all(self) -> tuple[int, ...]:
        return tuple(range(1, min(self.setting.count or 0, 9_999) + 1))

    def _length(self, piece: Part, length: Amount, exact: list[Found], every: list[Found], each: bool) -> None:
        numbers: tuple[int, ...] = ()
        if exact:
            numbers = _numbers(exact)
        elif every and any(one.place.removed for one in every):
            numbers = _numbers(every)
        elif each:
            numbers = self._all()
        if length.unit in ("words", "characters") and each and not exact:
            low, high = length.minimum, length.maximum
            value = (low + high) // 2 if low and high else round(low * 1.05) if low else high
            self.each_words = self.each_words or value
        self._report(piece, exact)
        spans = [(one.place.start - piece.begin, one.place.end - piece.begin) for one in exact]
        self._add(
            piece,
            "length",
            without_places(piece.text, spans) if spans else said(piece.text),
            sections=numbers,
            minimum=length.minimum,
            maximum=length.maximum,
            unit=length.unit,
            scope="section" if each or exact else "document",
            place="every section" if each and not numbers else "",
        )

    def _takes_out(self, piece: Part, places: list[Found], exact: list[Found], every: list[Found]) -> bool:
        """Take the units of an exception that stands by itself (`Ausgenommen ist Kapitel 4.`) out of what was read before it."""
        own = [one for one in (*exact, *(one for one in every if one.place.removed)) if one.rule != "inherited"]
        if piece.begin <= 1 and re.match(r"\s*[,，、]", self.request[piece.end :]):
            # What leads a sentence narrows what follows, not what stands before.
            return False
        if (
            not own
            or not self.constraints
            or not excepts(
                piece.text,
                shifted([one for one in places if one.rule != "inherited"], piece.begin),
                self.setting.language,
            )
        ):
            return False
        last = self.constraints[-1]
        whole = last.sections or (
            self._all()
            if (last.kind in ("everywhere", "structure", "count", "length") and last.scope != "document")
            or last.kind == "everywhere"
            else ()
        )
        gone = {number for one in own for number in (one.place.removed or one.place.numbers)}
        left = tuple(number for number in whole if number not in gone)
        if not left or len(left) == len(whole) or self.request[last.end : piece.start].count("\n\n"):
            return False
        quote = self.request[last.start : piece.end]
        self.constraints[-1] = last.model_copy(update={"sections": left, "end": piece.end, "quote": quote})
        self._changed = True
        return True

    def _elsewhere(self, piece: Part, places: list[Found]) -> bool:
        """`vorher nicht`, `jamais avant`, `sonst nirgends`: what the previous clause puts somewhere is forbidden elsewhere."""
        language, count = self.setting.language, self.setting.count
        numbers = {number for one in places if one.place.kind != "everywhere" for number in one.place.numbers}
        if not numbers:
            return False
        if mark("later", language).match(piece.text) or (
            mark("until then", language).search(piece.text) and Telling.of(piece.text, language).negative
        ):
            wanted = range(1, min(numbers))
        elif mark("afterwards", language).match(piece.text) and count:
            wanted = range(max(numbers) + 1, count + 1)
        elif mark("elsewhere", language).match(piece.text) and count:
            wanted = range(1, count + 1)
        else:
            return False
        left = tuple(one for one in wanted if one not in numbers)
        if not left:
            return False
        before = next((one for one in reversed(self.constraints)), None)
        self._add(piece, "nowhere", said(piece.text), sections=left, mentions=before.mentions if before else ())
        return True

    def _forbids(
        self, piece: Part, telling: Telling, exact: list[Found], every: list[Found], inside: list[Token], *, task: bool
    ) -> bool:
        if not telling.negative:
            return False
        if exact and exact[0].rule == "label" and (telling.tells_none or not telling.leads_with_never):
            return False
        if (
            exact
            and telling.tells_not
            and not telling.commands
            and not (self.setting.language == "fr" and telling.says_no)
        ):
            return False
        start = telling.negative_start
        signs = self.setting.language in ("zh", "ja")
        if exact:
            placed = min(one.place.start for one in exact) - piece.begin if exact[0].rule != "inherited" else -1
            until = any(one.rule in ("until", "before") for one in exact)
            spans = [
                (one.place.start - piece.begin, one.place.end - piece.begin) for one in exact if one.rule != "inherited"
            ]
            rest = without_places(piece.text, spans)
            until = until or (
                self.setting.language == "en"
                and bool(
                    re.match(
                        r"(?:no|without|none|nothing|never|not)\b(?! (?:but|more|less|only|just)\b)",
                        rest,
                        re.IGNORECASE,
                    )
                )
            )
            if self.setting.language == "en" and telling.tells_none and not until and not telling.commands:
                return False
            until = until or bool(
                re.match(r"(?:kein\w*|ohne|aucune?|pas d[e'’]|sans|sin|ningún|ninguna|nada de)\b", rest, re.IGNORECASE)
            )
            if self.setting.language == "en":
                hard = _FORBIDS.search(rest) is not None and not telling.is_without
                leads = telling.leads_with_never and not re.match(r"there (?:is|are|was|were)\b", rest, re.IGNORECASE)
                return until or hard or telling.says_no or leads or _AT_ALL.search(rest) is not None
            return (
                until
                or telling.commands
                or telling.says_no
                or (
                    not telling.lacks
                    and not telling.tells_not
                    and not telling.only_style
                    and not telling.is_background
                    and not telling.is_without
                )
                or (not signs and start <= 3 and start < placed and not telling.is_background)
            )
        if any(one.kind == "g" for one in inside) and every:
            return True
        if every and self.setting.language == "en" and _RATHER.search(piece.text) and not telling.leads_with_never:
            return False
        if every:
            none = re.search(
                r"\b(?:no|none|nobody|no one|nothing|never|kein\w*|aucune?|ningún|ninguna)\b", piece.text, re.IGNORECASE
            )
            whole = self.setting.language in ("zh", "ja") and re.search(r"任何|どの.{1,6}も|いずれの", piece.text)
            return (
                telling.commands
                or telling.says_no
                or bool(whole)
                or bool(none and any(one.place.removed for one in every))
            )
        if telling.is_background and not telling.commands:
            return False
        if task and not telling.leads_with_never:
            return False
        if telling.commands:
            return True
        if telling.says_no:
            return not (telling.only_style and not telling.leads_with_never)
        return telling.leads_with_never or (telling.never_ever and not task)

    def _but_not_there(self, piece: Part, exact: list[Found]) -> bool:
        """Forbid at a place what the part before it asks for (`..., aber nie in Kapitel 1`)."""
        own = [one for one in exact if one.rule != "inherited"]
        bare = without_places(piece.text, [(one.place.start - piece.begin, one.place.end - piece.begin) for one in own])
        if not own or not self.constraints or not _BUT_NOT.fullmatch(bare):
            return False
        last = self.constraints[-1]
        text = " ".join(last.mentions) or last.text
        self._add(piece, "nowhere", text, sections=_numbers(own), mentions=last.mentions)
        return True

    def _nowhere(
        self,
        piece: Part,
        telling: Telling,
        exact: list[Found],
        every: list[Found],
        places: list[Found],
    ) -> None:
        numbers: tuple[int, ...] = ()
        if exact:
            gone = {
                number
                for one in exact
                if one.rule == "until"
                and not (
                    self.setting.language in ("zh", "ja")
                    and not _REVEALS.search(piece.text)
                    and one.place.numbers[-1:] != (self.setting.count,)
                )
                and not re.match(r"\W*(?:right )?(?:up to|through)", one.place.words, re.IGNORECASE)
                for number in one.place.numbers[-1:]
            }
            numbers = tuple(number for number in _numbers(exact) if number not in gone)
        elif any(one.place.removed for one in every):
            numbers = _numbers(every)
        elif self.setting.count:
            numbers = self._all()
        spans = [
            (one.place.start - piece.begin, one.place.end - piece.begin) for one in places if one.rule != "inherited"
        ]
        own = exact or any(one.place.removed for one in every)
        text = without_places(piece.text, spans) if own else said(piece.text)
        if telling.forbids_form and not exact and self.setting.language != "en":
            self._add(piece, "structure", text, scope="document")
            return
        self._report(piece, exact)
        bare = without_places(piece.text, spans)
        self._add(
            piece,
            "nowhere",
            text,
            sections=numbers,
            mentions=telling.banned(bare),
            place=" ".join(one.place.words for one in places),
        )

    def _order(self, piece: Part, match: re.Match[str]) -> None:
        groups = {key[0]: value for key, value in match.groupdict().items() if value}
        one, two = groups.get("a", ""), groups.get("b", "")
        first, second = (two, one) if comes_second(match[0]) else (one, two)
        language = self.setting.language
        self._add(
            piece,
            "order",
            said(piece.text),
            before=mentions_of(first.strip(" ."), language)[0] if first.strip() else "",
            mentions=mentions_of(second.strip(" ."), language) if second.strip() else (),
            scope="document",
        )

    def _count(self, piece: Part, amount: Amount, exact: list[Found], every: list[Found]) -> None:
        language = self.setting.language
        spans = [
            (one.place.start - piece.begin, one.place.end - piece.begin) for one in exact if one.rule != "inherited"
        ]
        text = without_places(piece.text, spans) if spans else said(piece.text)
        numbers = (
            _numbers(exact)
            if exact
            else _numbers(every)
            if any(one.place.removed for one in every)
            else self._all()
            if every
            else ()
        )
        self._report(piece, exact)
        without = piece.text[: max(0, amount.start - piece.begin)] + piece.text[amount.end - piece.begin :]
        self._add(
            piece,
            "count",
            text,
            sections=numbers,
            mentions=mentions_of(said(without), language) if amount.what == "times" and said(without) else (),
            minimum=amount.minimum,
            maximum=amount.maximum,
            unit=amount.unit,
            scope="section" if exact or every else "document",
        )

    def _placed(self, piece: Part, exact: list[Found], every: list[Found], places: list[Found]) -> None:
        language = self.setting.language
        chosen = exact or every
        spans = [
            (one.place.start - piece.begin, one.place.end - piece.begin)
            for one in places
            if one.rule != "inherited"
            and "V" not in one.kinds
            and (one in chosen or one.rule == "absorbed")
            and not (language != "en" and one in every and one.place.removed and one.place.start > piece.begin + 1)
        ]
        bare = without_places(piece.text, spans)
        if not re.search(r"\w{2}|[\u3040-\u9fff]", bare):
            return
        self._report(piece, exact)
        numbers = _numbers(chosen)
        if language != "en" and exact and self._one_to_one(piece, bare, exact):
            return
        known = all(one.place.known for one in chosen)
        if known and not numbers and any(one.place.outside for one in chosen):
            return
        everywhere = not exact and not any(one.place.removed for one in every)
        kind: Kind = "list" if len(exact) > 1 or (exact and exact[0].place.removed) else chosen[0].place.kind
        telling = Telling.of(bare, language)
        if (
            (everywhere and Telling.of(piece.text, language).has_structure)
            or (not everywhere and language == "en" and _FORM_THERE.search(bare))
            or (language != "en" and not everywhere and _asks_form(bare, telling))
        ):
            kind = "structure"
        others = tuple(number for number in range(1, (self.setting.count or 0) + 1) if number not in numbers)
        if exact and known and numbers and others and _ONLY_THERE.search(piece.text):
            self._add(piece, "nowhere", bare, sections=others, mentions=mentions_of(bare, language))
            return
        self._add(
            piece,
            kind,
            said(piece.text) if everywhere else bare,
            sections=numbers if known else (),
            mentions=() if kind == "structure" else mentions_of(bare, language),
            place=" ".join(one.place.words for one in chosen),
        )
        count = self.setting.count
        if (
            exact
            and known
            and numbers
            and count
            and Telling.of(piece.text, language).only
            and exact[0].place.kind != "last"
            and self._puts_only(piece, exact)
        ):
            others = tuple(number for number in range(1, count + 1) if number not in numbers)
            self._add(piece, "nowhere", bare, sections=others, mentions=mentions_of(bare, language))

    def _one_to_one(self, piece: Part, bare: str, exact: list[Found]) -> bool:
        """Give each of several units its own of as many things (`Kapitel 5 und 6 behandeln Tee bzw. Kaffee`)."""
        numbers = [number for one in exact for number in (one.values if len(one.values) > 1 else one.place.numbers)]
        items = one_to_one(bare, numbers, self.setting.language)
        if items is None or set(numbers) != set(_numbers(exact)):
            return False
        for number, text in zip(numbers, items, strict=True):
            self._add(piece, "single", text, sections=(number,), mentions=mentions_of(text, self.setting.language))
        return True

    def _puts_only(self, piece: Part, exact: list[Found]) -> bool:
        """Whether `only` stands right before the place."""
        before = piece.text[: max(0, exact[0].place.start - piece.begin)]
        after = piece.text[max(0, exact[-1].place.end - piece.begin) :]
        if self.setting.language == "en" and re.match(
            r"\s*,?\s*(?:only|alone|exclusively|and nowhere else)\s*(?:$|[.,;!)])", after, re.IGNORECASE
        ):
            return True
        return bool(
            re.search(
                r"(?:only|solely|exclusively|only (?:\w+|to be \w+)|nowhere but|nur|ausschließlich|einzig|seulement|uniquement|exclusivement|solo|sólo|solamente|únicamente|exclusivamente|qu['’]|que|(?:solo|sólo|solamente|únicamente)\s+(?:se\s+)?\w+|(?:只|仅)(?:在|于)?)\s*$",
                before,
                re.IGNORECASE,
            )
            or re.match(r"にしか", after)
        )

    def _report(self, piece: Part, places: list[Found]) -> None:
        """Say what lies outside: a place partly outside is clipped, one wholly outside is impossible."""
        for one in places:
            place = one.place
            if not place.outside or one.rule == "inherited":
                continue
            beyond = ", ".join(str(number) for number in place.outside[:5]) + (" ..." if len(place.outside) > 5 else "")
            count = f"1 to {self.setting.count}" if self.setting.count else "none"
            if place.numbers:
                self.warnings.append(f"{place.words.strip()!r} reaches outside of {count}; it was clipped ({beyond})")
            else:
                reason = f"{place.words.strip()!r} lies outside of {count}"
                self.impossible.append(
                    Span(quote=self.request[piece.start : piece.end], start=piece.start, end=piece.end, reason=reason)
                )

    def _add(self, piece: Part, kind: Kind, text: str, **fields: Any) -> None:
        quote = self.request[piece.start : piece.end]
        self.constraints.append(
            Constraint(
                id="c0", kind=kind, text=(text or quote)[:300], quote=quote, start=piece.start, end=piece.end, **fields
            )
        )


def _asks_form(bare: str, telling: Telling) -> bool:
    """Whether what is asked for at a place is a form that a program can look for."""
    return (
        not telling.negative
        and _TABLED.search(bare) is not None
        and (telling.demands or _GIVES.search(bare) is not None)
    )


def _refers(piece: Part, exact: list[Found], tokens: list[Token]) -> bool:
    """Whether the second of two places is only spoken of in the first: `level 15 is level 1 upside down`."""
    first, second = exact
    if (
        first.rule == "inherited"
        or second.rule == "inherited"
        or first.place.start > piece.begin
        or "p" in first.kinds[:1]
    ):
        return False
    between = tokens[first.last : second.first]
    return any(one.kind == "." for one in between) and not any(one.kind in "ca;" for one in between[-2:])


def _behind(piece: Part, at: int) -> Part:
    """A part without the label that heads it; its quote keeps the label."""
    return replace(piece, begin=at, text=piece.text[at - piece.begin :])


def _blanked(piece: Part, places: list[Found]) -> str:
    """Text of a part with blanks for places, so that the `not` of an exception forbids nothing."""
    text = piece.text
    for one in places:
        start, end = max(0, one.place.start - piece.begin), max(0, one.place.end - piece.begin)
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _leads_with_never(piece: Part, exact: list[Found], language: str) -> bool:
    """Whether what stands behind a label begins with its negation (`Tag 4: keine Nüsse`)."""
    rest = without_places(piece.text, [(one.place.start - piece.begin, one.place.end - piece.begin) for one in exact])
    return Telling.of(rest, language).negative and Telling.of(rest, language).negative_start <= 1


def _exact(places: list[Found]) -> list[Found]:
    """Places that name some of the units, not all."""
    return [one for one in places if one.rule not in ("everywhere", "absorbed") and one.place.kind != "everywhere"]


def _numbers(places: list[Found]) -> tuple[int, ...]:
    return tuple(sorted({number for one in places for number in one.place.numbers}))
