"""The grammar: a request becomes constraints; what it cannot read is listed, never dropped."""

import re
from datetime import date

from goldthread.compile.clauses import Clause, mask_examples, segments, sentences
from goldthread.compile.contradictions import contradictions
from goldthread.compile.language import detect
from goldthread.compile.lexicon import NEVER
from goldthread.compile.measures import Measure, read_length, read_times
from goldthread.compile.phrases import clause_text, mentions_of
from goldthread.compile.places import Frame, Place, find_places
from goldthread.compile.signs import CALENDAR, EACH, NAMED, ORDER, SAY_WORDS, STRUCTURE, STYLE, WHOLE
from goldthread.compile.units import FoundUnits, find_units
from goldthread.schemas.constraint import Compiled, Constraint, Span, Units


def compile_request(
    request: str, *, language: str | None = None, units: Units | None = None, today: date | None = None
) -> Compiled:
    """Read the constraints of a request.

    Args:
        request: What a person asks for.
        language: Language of the request; found from it where not given or none of the six.
        units: Units fixed elsewhere, such as by an outline.
        today: Day whose year stands in where the request names none.

    Returns:
        Units, constraints with their section numbers, what is impossible, and the sentences that nothing was read from.
        `request[start:end] == quote` for each.
    """
    code = (language or "").split("-")[0].lower()
    tongue = detect(request)
    masked = mask_examples(request)
    found = find_units(masked, tongue, today=today or date.today()) if units is None else None
    frame = found.frame if found else Frame(tongue, "section", units.count if units else None)
    fixed = found.units if found else units
    reader = _Reader(request, frame, found)
    for sentence in sentences(masked):
        reader.read(sentence)
    if fixed is not None and reader.each_words and fixed.words is None:
        fixed = fixed.model_copy(update={"words": reader.each_words})
    return Compiled(
        request=request,
        language=code or tongue,
        units=fixed,
        constraints=tuple(one.model_copy(update={"id": f"c{at}"}) for at, one in enumerate(reader.constraints, 1)),
        unread=tuple(reader.unread),
        impossible=(*reader.impossible, *contradictions(reader.constraints)),
        warnings=tuple(reader.warnings),
    )


class _Reader:
    def __init__(self, request: str, frame: Frame, found: FoundUnits | None) -> None:
        self.request = request
        self.frame = frame
        self.found = found
        self.constraints: list[Constraint] = []
        self.unread: list[Span] = []
        self.impossible: list[Span] = []
        self.warnings: list[str] = []
        self.each_words: int | None = None

    def read(self, sentence: Clause) -> None:
        """Read one sentence; it gives constraints, or is listed."""
        before = len(self.constraints) + len(self.impossible)
        self._sentence(sentence)
        if len(self.constraints) + len(self.impossible) == before and not self._fixes_units(sentence):
            self.unread.append(
                Span(quote=self.request[sentence.start : sentence.end], start=sentence.start, end=sentence.end)
            )

    def _fixes_units(self, sentence: Clause) -> bool:
        return self.found is not None and sentence.start < self.found.end and self.found.start < sentence.end

    def _sentence(self, sentence: Clause) -> None:
        text = sentence.text
        if re.match(r"(?:#\*#|\*{3})", text):
            return
        length = read_length(text, self.frame.language)
        places = self._places(sentence)
        times = read_times(text, self.frame.language)
        if length is not None and self._is_length(text, length, times):
            self._length(sentence, length, places)
            rest = self._after_length(sentence, length)
            if rest is not None:
                self._sentence(rest)
            return
        if self._forbids(text):
            self._nowhere(sentence, places)
            return
        order = ORDER.get(self.frame.language)
        if order and (match := re.match(order, text.strip(" .!。"), re.IGNORECASE)) and not places:
            self._order(sentence, match)
            return
        if times is not None and self._says(text):
            self._count(sentence, times, places)
            return
        marker = re.search(r"[\"'‘“](#\*#|\*{3}[^\"'’”]{0,30}|---)[\"'’”]", text)
        if marker:
            self._add(sentence, "structure", clause_text(text, []), mentions=(marker[1],), scope="document")
            return
        if places:
            self._placed(sentence, places)
            return
        named = NAMED.search(text)
        if named and self._demands(text):
            self._named(sentence, named)
            return
        if STRUCTURE.search(text) and self._demands(text):
            marker = re.search(r"[\"'‘“](#\*#|\*{3}[^\"'’”]{0,30}|---)[\"'’”]", text)
            self._add(
                sentence, "structure", clause_text(text, []), mentions=(marker[1],) if marker else (), scope="document"
            )
            return
        if self._demands(text) and STYLE.search(text) and not self._fixes_units(sentence):
            self._add(sentence, "free", clause_text(text, []), scope="document")

    def _places(self, sentence: Clause) -> list[Place]:
        fixed = self.found
        if CALENDAR.match(sentence.text):
            return []
        places = [one for one in find_places(sentence.text, self.frame) if self._ours(one)]
        if fixed is None:
            return places
        first, last = fixed.start - sentence.start, fixed.end - sentence.start
        return [one for one in places if one.end <= first or one.start >= last]

    def _ours(self, place: Place) -> bool:
        """Whether a place is told in the units of the request, not in pages, years or days of something else."""
        label = self.frame.label
        if not place.label or place.label == label or place.label in ("section", "entry"):
            return True
        if self.found is not None:
            return label == "menu" and place.label in ("week", "day")
        return place.label not in ("year", "page", "day", "month", "step", "level", "night", "story", "stage")

    def _demands(self, text: str) -> bool:
        return bool(
            re.search(
                r"\b(?:must|should|shall|has to|have to|needs? to|ensure|make sure|use|write|include|keep|begin|start|end|close|open|finish|conclude|"
                r"address|add|give|provide|maintain|the tone|format|muss|müssen|soll\w*|verwende\w*|schreib\w*|füge|beginn\w*|end\w*|"
                r"doit|doivent|utilise\w*|écri\w*|commence\w*|termine\w*|ajoute\w*|debe\w*|usa|use|escrib\w*|empie\w*|termin\w*|añad\w*|incluy\w*|mant\w*)\b|"
                r"必须|应|要|请|使用|用|写|してください|すること|書い|使っ|使い|入れ",
                text,
                re.IGNORECASE,
            )
        )

    def _is_length(self, text: str, length: Measure, times: Measure | None) -> bool:
        if times is not None and times.start < length.start:
            return False
        return length.unit in ("words", "characters", "pages") or bool(
            self._demands(text)
            or EACH.search(text)
            or re.search(r"\b(?:has|have|with|of|contain\w*|consist\w*|long)\b", text, re.I)
        )

    def _after_length(self, sentence: Clause, length: Measure) -> Clause | None:
        """What a sentence asks for after its length, where that is a clause of its own."""
        match = re.compile(r"\s*(?:,|;|，|；)?\s*(?:and|und|et|y)\s+(?=\w+\s)|;\s*|；").match(sentence.text, length.end)
        if not match or len(sentence.text) - match.end() < 12:
            return None
        rest = sentence.text[match.end() :]
        wants = self._forbids(rest) or self._says(rest) or find_places(rest, self.frame)
        return Clause(sentence.start + match.end(), sentence.end, rest) if wants else None

    def _length(self, sentence: Clause, length: Measure, places: list[Place]) -> None:
        text = sentence.text
        exact = [one for one in places if one.kind != "everywhere"]
        every = [one for one in places if one.kind == "everywhere"]
        near = text[max(0, length.start - 90) : length.end + 30]
        each = bool(every or (EACH.search(near) and not WHOLE.search(near)))
        numbers: tuple[int, ...] = ()
        if exact and not every:
            numbers = tuple(number for one in exact for number in one.numbers)
            each = True
        elif each and self.frame.count:
            numbers = every[0].numbers if every and every[0].numbers else tuple(range(1, self.frame.count + 1))
        elif each and every:
            numbers = every[0].numbers
        if length.unit in ("words", "characters") and each and not exact:
            low, high = length.minimum, length.maximum
            value = (low + high) // 2 if low and high else round(low * 1.05) if low else high
            self.each_words = self.each_words or value
        self._report(sentence, exact)
        self._add(
            sentence,
            "length",
            " ".join(text[length.start : length.end].split())[:300],
            sections=numbers if len(numbers) < 10_000 else (),
            minimum=length.minimum,
            maximum=length.maximum,
            unit=length.unit,
            scope="section" if each else "document",
            place="every section" if each and not numbers else "",
        )

    def _forbids(self, text: str) -> bool:
        language = self.frame.language
        if language in ("zh", "ja"):
            return bool(re.search(NEVER[language], text) and re.search(SAY_WORDS, text))
        never = re.search(rf"\b{NEVER[language]}(?:\b|(?<=['’]))", text, re.IGNORECASE)
        if not never or re.match(
            r"(?:no|not)\s+(?:less|more|fewer|later|earlier|only|longer)\b", text[never.start() :], re.I
        ):
            return False
        if (
            re.search(
                r"\b(?:have|has|had|who|which|that|is|are|was|were|haben|hat|noch)\s+$", text[: never.start()], re.I
            )
            and re.match(r"(?:never|no|not|nie|nicht)\b", never[0], re.I)
            and not re.match(r"\s*(?:to )?(?:be )?(?:mention|use|allow)", text[never.end() :], re.I)
        ):
            return False
        if language == "fr" and re.search(r"\bne\b.{1,30}\bque\b", text, re.I):
            return False
        if (
            re.match(
                r"(?:no|keine?[nmrs]?|aucune?|pas d[e']|sin|ningun[ao]?|ningún)\s+(?!(?:section|chapter|floor|week|day|part|entry|module|lesson)\b)\w+",
                text.strip(),
                re.I,
            )
            and len(text.split()) <= 10
        ):
            return True
        if re.match(r"(?:please\s+)?(?:do not|don['’]t|never|avoid)\b", text.strip(), re.I) and language == "en":
            return True
        strong = re.match(
            r"(?:never|avoid|refrain|omit|exclude|leave out|vermeide|verzichte|évite|evit)", never[0], re.I
        )
        tail = text[never.end() : never.end() + 60]
        head = text[max(0, never.start() - 60) : never.start()]
        return bool(strong or re.search(SAY_WORDS, tail, re.IGNORECASE) or re.search(SAY_WORDS, head, re.IGNORECASE))

    def _says(self, text: str) -> bool:
        return bool(re.search(SAY_WORDS, text, re.IGNORECASE)) or self._demands(text)

    def _nowhere(self, sentence: Clause, places: list[Place]) -> None:
        language = self.frame.language
        text = sentence.text
        quoted = re.findall(r"['‘\"“„«「『《]([^'’\"”“»」』》]{2,60})['’\"”“»」』》](?!\w)", text)
        bare = clause_text(text, places)
        phrase = bare
        if language in ("zh", "ja"):
            match = re.search(
                rf"{NEVER[language]}(?:在.*?)?(?:提到|提及|使用|出现|写到?|包含|讲到?|谈到?)?(?:“)?(.+)$", bare
            )
            found = (
                [match[1]]
                if match and language == "zh"
                else [
                    re.split(r"(?:という(?:言葉|語|単語))|(?:に(?:は)?触れ|について|を(?:使|用|書)|は(?:使|書))", bare)[
                        0
                    ]
                ]
            )
            phrase = found[0]
        else:
            phrase = re.sub(
                rf"^.*?\b{NEVER[language]}\s*(?:(?:be|to|any|ever|jemals|jamais|pas|nunca|se|the|de|d['’]|du|des|das|der|die|den|el|la|le|les|los|las|say|anything about|"
                rf"es|on|il|sie|{SAY_WORDS})\b\s*)*(?:(?:of|the|any|about|to|words?|terms?|phrases?|wörter|wort|begriffe?|mots?|palabras?|término|expression|von|über|de|a|an)\b\s*)*",
                "",
                bare,
                count=1,
                flags=re.IGNORECASE | re.DOTALL,
            )
            if not phrase.strip():
                phrase = re.split(
                    rf"\b(?:must|should|may|shall|can|darf|soll|muss|doit|peut|debe|puede)\b|\b{NEVER[language]}\b",
                    bare,
                    maxsplit=1,
                    flags=re.I,
                )[0]
        phrase = re.split(
            r"\s+(?:in any|anywhere|at all|throughout|nowhere|or its|irgendwo|nulle part|en ningún)\b|[,;(]", phrase
        )[0]
        parts = quoted or [
            one
            for one in re.split(r"\s+(?:or|and|nor|oder|und|noch|ou|ni|et|o|u|y)\s+|、|和|或|や", phrase)
            if one.strip()
        ]
        mentions = tuple(dict.fromkeys(one.strip(" .,;:!?\"'“”。，、的") for one in parts if one.strip(" .,;:!?")))
        numbers = tuple(number for one in places for number in one.numbers)
        if not numbers and self.frame.count:
            numbers = tuple(range(1, self.frame.count + 1)) if not any(one.known is False for one in places) else ()
        self._report(sentence, [one for one in places if one.kind != "everywhere"])
        self._add(
            sentence, "nowhere", bare, sections=numbers, mentions=mentions, place=" ".join(one.words for one in places)
        )

    def _order(self, sentence: Clause, match: re.Match[str]) -> None:
        groups = match.groupdict()
        one, two = groups.get("a") or groups.get("a2") or "", groups.get("b") or groups.get("b2") or ""
        word = (groups.get("o") or groups.get("o2") or "before").lower()
        first, second = (one, two) if word in ("before", "vor", "avant", "antes de") else (two, one)
        language = self.frame.language
        self._add(
            sentence,
            "order",
            clause_text(sentence.text, []),
            before=mentions_of(first.strip(), language)[0],
            mentions=mentions_of(second.strip(" ."), language),
            scope="document",
        )

    def _count(self, sentence: Clause, times: Measure, places: list[Place]) -> None:
        without = sentence.text[: times.start] + sentence.text[times.end :]
        text = clause_text(without, find_places(without, self.frame))
        numbers = tuple(number for one in places for number in one.numbers)
        self._report(sentence, [one for one in places if one.kind != "everywhere"])
        self._add(
            sentence,
            "count",
            text,
            sections=numbers,
            mentions=mentions_of(text, self.frame.language),
            minimum=times.minimum,
            maximum=times.maximum,
            unit="mentions",
            scope="section" if numbers else "document",
        )

    def _named(self, sentence: Clause, named: re.Match[str]) -> None:
        name = next(value for key, value in named.groupdict().items() if value and key != "where")
        text = sentence.text
        place = Place("single", named.start(), named.end(), words=named[0])
        said = clause_text(text, [place])
        self._add(
            sentence,
            "single",
            said,
            mentions=mentions_of(said, self.frame.language),
            place=f"the section named {name.strip()}",
        )

    def _placed(self, sentence: Clause, places: list[Place]) -> None:
        pieces = segments(sentence, [(one.start, one.end) for one in places])
        for piece in pieces:
            inside = [
                one
                for one in places
                if sentence.start + one.start >= piece.start and sentence.start + one.end <= piece.end
            ]
            self._one_placed(piece, inside)

    def _one_placed(self, piece: Clause, places: list[Place]) -> None:
        if not places:
            return
        offset = places[0]
        text = piece.text
        shifted = find_places(text, self.frame)
        shifted = [one for one in shifted if any(one.words == other.words for other in places)] or shifted
        said = clause_text(text, shifted)
        if not re.search(r"\w{2}|[\u3040-\u9fff]", said):
            return
        self._report(piece, places)
        exact = [one for one in places if one.kind != "everywhere"] or places
        numbers = tuple(sorted({number for one in exact for number in one.numbers}))
        known = all(one.known for one in exact)
        if known and not numbers and any(one.outside for one in exact):
            return
        structure = STRUCTURE.search(said) and offset.kind == "everywhere"
        kind = "list" if len(exact) > 1 else exact[0].kind
        everything = kind == "everywhere"
        self._add(
            piece,
            "structure" if structure else kind,
            said,
            sections=numbers if known else (),
            mentions=() if structure else mentions_of(said, self.frame.language),
            place=" and ".join(one.words for one in exact) if not (everything and known) else exact[0].words,
        )

    def _report(self, piece: Clause, places: list[Place]) -> None:
        """Say what lies outside: a place partly outside is clipped, one wholly outside is impossible."""
        for one in places:
            if not one.outside:
                continue
            beyond = ", ".join(str(number) for number in one.outside[:5]) + (" ..." if len(one.outside) > 5 else "")
            count = f"1 to {self.frame.count}" if self.frame.count else "none"
            if one.numbers:
                self.warnings.append(f"{one.words.strip()!r} reaches outside of {count}; it was clipped ({beyond})")
            else:
                self.impossible.append(
                    Span(
                        quote=self.request[piece.start : piece.end],
                        start=piece.start,
                        end=piece.end,
                        reason=f"{one.words.strip()!r} lies outside of {count}",
                    )
                )

    def _add(self, piece: Clause, kind: str, text: str, **fields: object) -> None:
        quote = self.request[piece.start : piece.end]
        self.constraints.append(
            Constraint(
                id="c0",
                kind=kind,  # type: ignore[arg-type]
                text=(text or quote)[:300],
                quote=quote,
                start=piece.start,
                end=piece.end,
                **fields,  # type: ignore[arg-type]
            )
        )
