"""What surrounds a mention and leaves it open: negation, wish or condition, quotation, example, question.

Local scope, as NegEx does it (Chapman and others, 2001): cues count within the mention's own clause, after phrases that
only look like cues (`no doubt`, `not only`) are masked.
"""

import re
from dataclasses import dataclass

from goldthread.checks.words import normal

_I = re.IGNORECASE
PSEUDO = {
    "en": r"no doubt|not only|no sooner|no less|no matter|no fewer than|no more than|not just|not merely|not simply|"
    r"not long|not far|"
    r"not to mention|never (?:forg[eo]t\w*|fails? to|failed to|tire\w* of)|"
    r"(?:can|could)(?: ?not|n't) (?:wait|help|contain)|not without|without (?:fail|doubt|delay|hesitation|question|"
    r"a hitch|"
    r"incident|ado|further ado|warning)|nothing (?:but|less|short)|none other than|if only because|"
    r"so far(?= from)|not (?:till|long|without)|as if by|could (?:see|hear|feel|smell|taste|make out)|"
    r"(?:can|could|might) be (?:seen|heard|smelt|smelled|felt)|if not (?:more|the)|it was not until|not until|"
    r"never before|"
    r"(?:(?:see|saw|know|knew|ask|asked|wonder|wondered|check|checked|asking|what) if)|nevertheless|nonetheless|"
    r"no longer than|"
    r"would (?:later|eventually|soon|become)|in no time|next to nothing",
    "de": r"nicht nur|nicht zuletzt|nicht mehr als|ohne zweifel|ohne weiteres|nicht umsonst|nichts als|keine frage",
    "fr": r"non seulement|pas seulement|sans doute|sans faute|pas à pas|sans hésit\w+|ne (?:\w+ )?que|"
    r"personnes? (?:ont|sont|étaient)|"
    r"une personne|des personnes|nouveaux? pas|au pas|premiers? pas|un pas|quelques pas",
    "es": r"no s[oó]lo|no solamente|sin duda|sin falta|sin embargo|nada más|no obstante",
    "zh": r"不但|不仅|不僅|不只|不错|不錯|不同|不断|不斷|不久|差不多|对不起|不过|不過|不少|无数|無數|不禁|不愧|了不起|无论|不管|不得不|特别|分别|"
    r"忍不住|不由得|毫无疑问|无疑|别人|别墅|区别|级别|性别|告别|个别|送别|未来|未婚",
    "ja": r"だけで(?:は)?なく|のみならず|違いない|に過ぎない|なければならな\w*|少なくない|しかない|はずがない|忘れられない",
}
NEGATION = {
    "en": r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|lack(?:s|ed|ing)?|absen(?:t|ce)|"
    r"instead of|rather than|"
    r"except|excluding|fail(?:s|ed|ing)? to|failure to|refus(?:es?|ed|ing|al)|declin(?:es?|ed|ing)|den(?:y|ies|ied|"
    r"ying)|avoid(?:s|ed|ing)?|"
    r"hardly|scarcely|barely|unable|skip(?:s|ped|ping)?|miss(?:es|ed|ing)|forg[eo]t(?:s|ten|ting)?|neglect(?:s|ed|"
    r"ing)?|no[- ]one|"
    r"cancel\w*|call(?:s|ed|ing)? off|postpon\w*|abandon\w*|scrapp\w*|reject(?:s|ed|ing)?|rul(?:es?|ed|ing) out|"
    r"prevent(?:s|ed|ing)?|"
    r"far from|anything but|unwilling|impossible|too \w+ (?:to|for)|neither|false|untrue|stopp?(?:ed)? short of|"
    r"gave up|(?:was|were|is|are|been|remained) (?:\w+ )?(?:unknown|unheard of|out of the question)|"
    r"give up|given up|ain't|\w+n't|didnt|wasnt|dont|cant|couldnt|wouldnt)\b",
    "de": r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|nichts|ohne|weder|statt|anstatt|außer|abgesagt\w*|verschoben\w*|"
    r"ausgefallen|verzicht\w*|"
    r"nirgend\w*|kaum|fiel\w* aus|entfiel\w*|entfällt)\b",
    "fr": r"\b(?:ne|pas|jamais|aucun\w*|sans|ni|rien|personne|sauf|annul\w*|report(?:é|ée|és|ées)|refus\w*|manqu\w*|"
    r"nulle part)\b|\bn'",
    "es": r"\b(?:no|nunca|jamás|ning[uú]n\w*|sin|ni|nadie|nada|tampoco|salvo|excepto|cancel\w*|suspend\w*|aplaz\w*|"
    r"en lugar de)\b",
    "zh": r"没|沒|不|未|无|無|别|勿|取消|推迟|拒绝|缺少|缺席|并非|非也",
    "ja": r"ない|なく|ません|なかった|なし|せず|ずに|ず、|ぬまま|中止|取りやめ|延期|欠席|見送",
}
HYPOTHESIS = {
    "en": r"\b(?:if|would|could|might|may|maybe|perhaps|hop(?:e[sd]?|ing) (?:to|that|for)|wish(?:es|ed|ing)?|"
    r"plan(?:s|ned|ning)? (?:to|on|for)|want(?:s|ed|ing)? to|intend\w* to|intention to|dream\w* (?:of|about|that)|"
    r"imagin\w*|unless|"
    r"someday|some day|one day we|supposed to|should|ought to|(?:was|were) to|about to|look(?:s|ed|ing)? forward to|"
    r"is coming up|"
    r"promis(?:e[sd]?|ing) (?:to|that)|threaten\w* to|propos(?:e[sd]?|ing)|suggest(?:s|ed|ing)?|considered|"
    r"considering|contemplat\w*|"
    r"rumou?r\w*|alleged\w*|supposed\w*|pretend\w*|was going to|were going to|would-be|'d (?:have|like|love|rather|"
    r"be)|wonder\w*|"
    r"whether|suppose|hypothetical\w*|in case|as though|fantasi\w*|try to|tried to|trying to|meant to|"
    r"talk(?:s|ed)? of|possibl[ey]|potential\w*)\b|(?:^|, )had (?:we|i|he|she|they) ",
    "de": r"\b(?:wenn|falls|würde\w*|könnte\w*|hätte\w*|wäre\w*|vielleicht|möchte\w*|hoff\w*|plan(?:e|en|t|te|ten)|"
    r"sollte\w*|wollte\w*|"
    r"wünsch\w*|träum\w*|angeblich|ob|beabsichtig\w*|womöglich|eventuell|als ob)\b",
    "fr": r"\b(?:si|serai(?:t|ent)|aurai(?:t|ent|s)|pourrai(?:t|ent|s)|peut-être|espèr\w*|espér\w*|voudrai\w*|"
    r"souhait\w*|devrai(?:t|ent|s)|"
    r"rêv\w*|comme si|prévoi\w*|compt(?:e|ait|ent) |imagin\w*)\b|\bs'(?=ils?\b)",
    "es": r"\b(?:si|sería\w*|habría\w*|podría\w*|quizás?|tal vez|esper(?:o|a|aba|amos|an)|quisiera\w*|desea\w*|"
    r"debería\w*|sueñ\w*|soñ\w*|"
    r"planea\w*|ojalá|como si|hubiera\w*|imagin\w*)\b",
    "zh": r"如果|假如|要是|倘若|也许|也許|或许|希望|打算|可能|计划|計劃|本来想|想要|想去|梦见|幻想|假设|据说|是否|原定",
    "ja": r"もし|たら|かもしれ|だろう|つもり|たい(?:と|。|が|で)|たかった|予定|なら|夢見|そうだ。|らしい|はずだった",
}
_EXAMPLE = re.compile(
    r"\b(?:for example|for instance|e\.g\.|zum beispiel|z\. ?b\.|par exemple|por ejemplo)|例如|比如|譬如|たとえば|例えば",
    _I,
)
_UNDONE = {
    "en": re.compile(
        r"\b(?:(?:was|were|is|are|be|been|being|got|had to be) (?:\w+ )?(?:cancel\w*|called off|postponed|scrapped|"
        r"abandoned|rained out|shelved)|"
        r"(?:it|this|that|which|these|they|none of (?:it|this|that|them)) (?:was|were|did|had|has|would|could|"
        r"is) ?(?:not|never|n't)|"
        r"(?:it|this|that|which|they)(?: all)? (?:never|hardly)|"
        r"(?:it|this|that|which|they) (?:didn't|wasn't|weren't|hadn't|hasn't|isn't)|fell through|came to nothing|"
        r"never (?:happened|took place|came about|"
        r"materiali[sz]ed)|did(?: not|n't) (?:happen|take place|come about|go ahead)|call(?:ed)? (?:it|this|that|them|"
        r"the whole thing) off)\b"
    ),
    "de": re.compile(r"\b(?:fiel\w* (?:\w+ ){0,3}aus\b|abgesagt|fand\w* (?:\w+ )*nicht statt|verschoben|nie statt)"),
    "fr": re.compile(r"\b(?:annulée?s?|n'(?:a|eut|ont) (?:pas|jamais)|reportée?s?)\b"),
    "es": re.compile(r"\b(?:cancelad[oa]s?|suspendid[oa]s?|aplazad[oa]s?|no se (?:celebró|hizo|realizó))\b"),
    "zh": re.compile("取消|推迟|没有(?:举行|发生|成行|实现)|泡汤"),
    "ja": re.compile("中止|取りやめ|延期|行われなかった|実現しなかった"),
}
_SUBJECT = r"(?:i|we|he|she|it|they|you|the|a|an|my|our|his|her|their|this|that|these|those|there|then|so|yet|everyone|everybody|all)\b"
_BEFORE_CUT = {
    "en": re.compile(
        rf"[;:]|[–—]|--|[,)] (?:but|yet|while|whereas|though|although)\b|,? (?:and|so|but) (?={_SUBJECT})"
    ),
    "de": re.compile(r"[;:]|[–—]|, (?:aber|doch|sondern|während|und)\b"),
    "fr": re.compile(r"[;:]|[–—]|, (?:mais|tandis que|et)\b"),
    "es": re.compile(r"[;:]|[–—]|, (?:pero|sino|mientras|y)\b"),
    "zh": re.compile(r"[，；：]"),
    "ja": re.compile(r"[；]|が、"),
}
_AFTER_CUT = {
    "en": re.compile(
        r"[;]|[–—]|--|, (?:but|yet|while|whereas|though|although|and|so|because|since|as|when|where)\b"
        rf"|, (?={_SUBJECT} )"
        rf"|\b(?:and|so|but|because|since|although|though|when|where|until|after|before|while|as) (?:{_SUBJECT}|no|"
        rf"not|nobody|nothing|never)"
    ),
    "de": re.compile(r"[;]|[–—]|, (?:aber|doch|sondern|während|und|weil|obwohl|da|denn|als|so)\b"),
    "fr": re.compile(r"[;]|[–—]|, (?:mais|tandis que|et|car|parce que|bien que)\b"),
    "es": re.compile(r"[;]|[–—]|, (?:pero|sino|mientras|y|porque|aunque)\b"),
    "zh": re.compile(r"[，；：]"),
    "ja": re.compile(r"[；]|が、"),
}
_SAID_OF_OTHERS = re.compile(r"\b(?:without|sans|sin|ohne)\b|\b(?:that|which|who|whom|whose) (?:no|never|hardly)")
"""From here on what follows a mention says nothing of the mention itself: `without a fee`, `that nobody would take`."""
_RELATIVE = re.compile(
    r"\b(?:that|which|whom|who|whose) (?!(?:would|could|might|may|should|was|were|is|are|had|has)\b)(?=\w)"
)
"""A clause about the thing mentioned, with a subject of its own: `a kitten that nobody else would take`."""
_PARTICIPLE = re.compile(r"\w{2,}ing\b")
"""`Visiting the lighthouse, she forgot ...`: what follows the comma is another clause."""
_LEAD_IN = re.compile(
    r"^\W*(?:when|as|after|before|since|because|although|though|while|once|having|despite|until|by the time|"
    r"even though|not \w+ing|"
    r"als|nachdem|weil|obwohl|da|während|quand|lorsque|après|bien que|comme|cuando|después|aunque|como|"
    r"mientras)\b[^,;]*, ",
    _I,
)
_QUOTES = (("“", "”"), ("„", "“”"), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』"))
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)[^\n]{1,400}?(?:[.,!?;…—]['’](?!\w)|(?<=\w)['’](?=[\s.,;:!?)]|$))")


@dataclass(frozen=True, slots=True)
class Scope:
    """A mention's place: offsets of the mention and of its sentence in the paragraph's text."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


def quotations(block: str) -> list[tuple[int, int]]:
    """Spans of quotations in a paragraph; one that does not close runs to the paragraph's end."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match in re.finditer(r"[\"“”„«»「」『』]", block):
        mark, at = match[0], match.start()
        if opened is not None:
            if mark in opened[1]:
                spans.append((opened[0], at + 1))
                opened = None
        elif mark == '"':
            opened = (at, '"')
        else:
            closing = next((closing for opening, closing in _QUOTES if opening == mark), "")
            if closing and not (mark == "»" and not block[:at].strip()):
                opened = (at, closing)
    if opened is not None and block[opened[0] + 1 : opened[0] + 2].strip():
        spans.append((opened[0], len(block)))
    spans += [match.span() for match in _SINGLE.finditer(block)]
    return spans


def doubt(block: str, scope: Scope, phrase: str, language: str, quotes: list[tuple[int, int]]) -> str:
    """Why a mention does not count as plain fact; empty where it does.

    Args:
        block: The paragraph.
        scope: Where in it the mention and its sentence stand.
        phrase: What is mentioned; cues that it holds itself do not count.
        language: Two letters.
        quotes: Spans of quotations in the paragraph.
    """
    own_quotes = any(mark in phrase for mark in '"“”„«»「」『』')
    if not own_quotes and any(start <= scope.start and scope.end <= end for start, end in quotes):
        return "it stands in a quotation"
    sentence = normal(block[scope.sentence_start : scope.sentence_end])
    start, end = scope.start - scope.sentence_start, scope.end - scope.sentence_start
    own = normal(phrase)
    masked = _mask(sentence, block, language, quotes, scope)
    before, after = _clause(masked, start, end, language)
    inside = masked[start:end]
    for cues, reason in ((NEGATION, "it is negated"), (HYPOTHESIS, "it is a wish or a condition")):
        pattern = re.compile(cues.get(language, cues["en"]))
        others = _SAID_OF_OTHERS if cues is NEGATION else _RELATIVE
        tail = others.split(after, maxsplit=1)[0]
        tail = tail if cues is NEGATION else _verb_group(tail)
        # A phrase that holds a cue itself (`forget the umbrella`) is not negated by it, but may be by another before it.
        inner = any(not _holds(own, one[0]) for one in pattern.finditer(inside))
        if pattern.search(before) or inner or pattern.search(tail):
            return reason
    following = _seeming(normal(block[scope.sentence_end : scope.sentence_end + 160]), language)
    undone = _UNDONE.get(language, _UNDONE["en"])
    if undone.search(masked[end:]) or (
        _refers(following) and undone.search(re.split(r"[.!?。！？]", following.strip())[0])
    ):
        return "it is said not to have happened"
    example = _EXAMPLE.search(before)
    if example and len(before) - example.end() < 60:
        return "it is an example"
    if re.search(r"[?？][\"'”’」)\s]*$", sentence) or (language == "ja" and re.search(r"か。$", sentence)):
        return "it is a question"
    return ""


def _holds(phrase: str, cue: str) -> bool:
    """Whether a phrase holds a cue, inflected or not: `miss the ferry` holds `missed`."""
    stem = re.escape(cue[:4])
    return bool(re.search(rf"\b{stem}" if len(cue) > 3 else rf"\b{stem}\b", phrase))


def _seeming(text: str, language: str) -> str:
    """A text with seeming cues blanked."""
    pattern = PSEUDO.get(language)
    return re.sub(rf"(?<!\w)(?:{pattern})", lambda one: " " * len(one[0]), text) if pattern else text


def _refers(following: str) -> bool:
    return bool(re.match(r"\s*(?:it|this|that|they|none|but it|but that|in the end|alas|then it|however|sadly|unfortunately|instead)\b|"
                         r"\s*(?:es|sie|das|doch|leider|il|elle|cela|mais|hélas|pero|eso|esto|但|可惜|しかし|"
                         r"だが)", following))  # fmt: skip


def _mask(sentence: str, block: str, language: str, quotes: list[tuple[int, int]], scope: Scope) -> str:
    """The sentence with seeming cues, and quotations that do not hold the mention, blanked."""
    masked = sentence
    for month in re.finditer(r"(?<=\s)May\b", block[scope.sentence_start : scope.sentence_end]):
        masked = masked[: month.start()] + "   " + masked[month.end() :]
    for start, end in quotes:
        left, right = start - scope.sentence_start, end - scope.sentence_start
        inside = 0 <= left < right <= len(masked)
        if inside and not (start <= scope.start and scope.end <= end) and not (scope.start < end and start < scope.end):
            masked = masked[:left] + " " * (right - left) + masked[right:]
    pattern = PSEUDO.get(language)
    begin = scope.start - scope.sentence_start

    def blank(one: re.Match[str]) -> str:
        # `never forgot` seems a negation only where what was forgotten is not itself what is asked.
        return one[0] if one.start() < begin < one.end() else " " * len(one[0])

    return re.sub(rf"(?<!\w)(?:{pattern})", blank, masked) if pattern else masked


def _clause(sentence: str, start: int, end: int, language: str) -> tuple[str, str]:
    """What stands before and after a mention in its own clause."""
    before, after = sentence[:start], sentence[end:]
    cut = _BEFORE_CUT.get(language, _BEFORE_CUT["en"])
    cuts = [one.end() for one in cut.finditer(before)]
    lead = _LEAD_IN.match(before)
    if lead:
        cuts.append(lead.end())
    stop = _AFTER_CUT.get(language, _AFTER_CUT["en"]).search(after)
    if language == "en" and not before.strip() and _PARTICIPLE.match(sentence[start:]) and after.count(",") == 1:
        after, stop = after.split(",")[0], None
    return before[max(cuts) :] if cuts else before, after[: stop.start()] if stop else after


def _verb_group(after: str) -> str:
    """The words right after a mention: its verb, where the mention is the subject."""
    return " ".join(re.split(r"[,;，。]", after, maxsplit=1)[0].split()[:4])
