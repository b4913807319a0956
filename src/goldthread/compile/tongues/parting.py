"""A sentence cut into parts, each of which holds one requirement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.compile.clauses import Clause
from goldthread.compile.tongues.amounts import Amount
from goldthread.compile.tongues.grammar import Found
from goldthread.compile.tongues.marks import mark
from goldthread.compile.tongues.telling import Telling

_SHUT = re.compile(r"\([^()]{0,300}\)|（[^（）]{0,300}）|[„“«「『»][^„“”«»「」『』]{0,300}[“”»«」』]|\"[^\"]{0,300}\"")

_THERE = re.compile(
    r"(?:must|should|has to|have to|needs? to|gets?|each of (?:them|these)|every one of them)\b|(?:there|it|they|these|this) (?:should|must|shall|has to|have to|may|can|needs?)\b",
    re.IGNORECASE,
)
"""What goes on about a place behind `and` with a subject of its own."""
_MANNER = re.compile(r"(?:\w+ )?(?:style|tone|tense|voice|language|register)$|(?:written|spoken|told) ", re.IGNORECASE)
"""A manner behind a length: `about 2,000 words each, spoken style`."""
_KEEP = re.compile(
    r"(?:please )?(?:keep|use|make|write|be|stay|end|start|begin|stick|give|put|add|show)\b(?! (?:up|out))",
    re.IGNORECASE,
)
"""An imperative behind a prohibition: `no caps lock and keep it cheerful`."""
_SHORT = 3
"""Words of a prohibition that belongs to what a label tells before it."""
_VERB = {
    "en": re.compile(
        r"(?:(?:must|should|has to|have to|needs? to|shall) |[a-z]{3,}s\s+(?:with|by|an?|the|on|in|at|to|from|about|two|three|four|five|at least|exactly|no|\d+)\b)"
    ),
    "de": re.compile(
        r"[a-zäöüß]{3,}t\s+(?:mit|eine?[nmrs]?|die|den|das|der|dem|auf|zu[mr]?|in|im|drei|zwei|vier|fünf|mindestens|höchstens|genau|kein\w*|sich|aus|\d+)\b"
    ),
    "fr": re.compile(
        r"(?:se |s['’])?[a-zéèêç]{3,}(?:e|t|ent|d)\s+(?:par|une?|le|la|les|l['’]|des|du|sur|avec|au|aux|à|deux|trois|quatre|cinq|au moins|\d+)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:se )?[a-záéíóú]{3,}(?:a|e|an|en)\s+(?:con|un|una|el|la|los|las|en|por|al|sobre|dos|tres|cuatro|cinco|al menos|\d+)\b",
        re.IGNORECASE,
    ),
}
"""What goes on behind `and` with a verb of its own."""


@dataclass(frozen=True)
class Part:
    """A part of a sentence: its offsets in the request and in the sentence, its text.

    `follows` tells that it goes on from the part before it, whose place holds for it too.
    """

    start: int
    end: int
    begin: int
    stop: int
    text: str
    follows: bool = False


def part(
    sentence: Clause,
    places: Sequence[Found],
    counted: Sequence[Amount],
    language: str,
    *,
    task: bool,
    kept: tuple[int, int] | None,
    labelled: bool = False,
) -> list[Part]:
    """Parts of a sentence in order.

    A cut lies at a comma, a semicolon or an `and` that no place, amount, bracket or quotation holds, where what follows
    stands by itself: it has a place of its own, a length, a prohibition or an imperative.

    Args:
        sentence: The sentence.
        places: Its places.
        counted: Its amounts.
        language: Its language.
        task: Whether it states the task; then every comma cuts.
        kept: Span of a list that stays whole.
        labelled: Whether a label heads it; then `rest, no trains` is one thing that happens there.
    """
    text = sentence.text
    held = [match.span() for match in _SHUT.finditer(text)]
    held += [(one.place.start, one.place.end) for one in places] + [(one.start, one.end) for one in counted]
    if kept is not None:
        held.append(kept)
    closed = bytearray(len(text) + 1)
    for start, end in held:
        closed[start:end] = b"\1" * max(0, end - start)
    marks = [one for one in mark("split", language).finditer(text) if not any(closed[one.start() : one.end()])]
    cuts: list[tuple[int, int, bool]] = []
    begin = 0
    for at, sep in enumerate(marks):
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        reason = _new(
            text,
            begin,
            sep,
            stop,
            places,
            counted,
            language,
            task=task,
            labelled=labelled and not cuts,
            far=_far(text, marks, at) if language == "en" else 0,
        )
        if reason:
            cuts.append((sep.start(), sep.end(), reason == "follows"))
            begin = sep.end()
    if language == "en":
        cuts = sorted(
            cuts
            + [
                one
                for one in _measured_asides(text, counted)
                if not any(one[0] < end and start < one[1] for start, end, _ in cuts)
            ]
        )
    parts: list[Part] = []
    begin, follows = 0, False
    for start, end, next_follows in [*cuts, (len(text), len(text), False)]:
        piece = text[begin:start]
        left = begin + len(piece) - len(piece.lstrip(" \t\n\x01"))
        right = begin + len(piece.rstrip(" \t\n\x01"))
        if right > left and re.search(r"\w", text[left:right]):
            parts.append(Part(sentence.start + left, sentence.start + right, left, right, text[left:right], follows))
        begin, follows = end, next_follows
    return parts


def _far(text: str, marks: list[re.Match[str]], at: int) -> int:
    """Where what follows a comma ends that goes on with a mere `and`: `capitals in section 4, numbers and dates in section 5`."""
    if "," not in marks[at][0]:
        return 0
    stop = next((one.start() for one in marks[at + 1 :] if one[0].strip() != "and"), len(text))
    return stop if len(text[marks[at].end() : stop].split()) <= _NEAR else 0


_NEAR = 9


def _measured_asides(text: str, counted: Sequence[Amount]) -> list[tuple[int, int, bool]]:
    """Cuts before brackets that say a length: `the greeting (1 page max)`."""
    return [
        (match.start(), match.start() + 1, True)
        for match in re.finditer(r"\([^()]{3,60}\)", text)
        if match.start() > 3
        and any(match.start() < one.start and one.end <= match.end() and one.what == "length" for one in counted)
    ]


def _new(
    text: str,
    begin: int,
    sep: re.Match[str],
    stop: int,
    places: Sequence[Found],
    counted: Sequence[Amount],
    language: str,
    *,
    task: bool,
    labelled: bool,
    far: int,
) -> str:
    """Why what follows a separator is a part of its own: `own`, `follows`, or nothing."""
    left, right, rest = text[begin : sep.start()], text[sep.end() : stop], text[sep.end() :]
    if not re.search(r"\w", left) or not re.search(r"\w", right):
        return ""

    def exact(low: int, high: int) -> bool:
        return any(
            low <= one.place.start
            and one.place.end <= high
            and one.place.kind != "everywhere"
            and one.rule != "absorbed"
            for one in places
        )

    def measured(low: int, high: int) -> bool:
        return any(low <= one.start and one.end <= high and one.what == "length" for one in counted)

    if any(mark(name, language).match(rest) for name in ("later", "afterwards", "elsewhere")):
        return "own"
    if re.match(r"\s?[:：]", sep[0]):
        return "own" if exact(begin, sep.start()) and exact(sep.end(), stop) else ""
    if "|" in sep[0]:
        return "follows"
    strong = not re.fullmatch(r"\s+(?:and|und|et|y|e|sowie)\s+", sep[0])
    if task:
        return "own" if (strong or exact(sep.end(), stop) or measured(sep.end(), stop)) else ""
    if exact(begin, sep.start()) and exact(sep.end(), far or stop):
        return "own"
    if measured(begin, sep.start()) != measured(sep.end(), stop) and (
        measured(sep.end(), stop)
        or (language == "en" and strong and _MANNER.match(rest))
        or (len(rest.split()) > 3 if language not in ("zh", "ja") else len(rest) > 10)
    ):
        return "follows"
    before, after = Telling.of(left, language), Telling.of(rest, language)
    if labelled and after.leads_with_never and len(rest.split()) <= _SHORT:
        return ""
    if (
        after.leads_with_never
        and (before.demands or exact(begin, sep.start()))
        and not before.negative
        and not after.only_style
        and not (
            language == "en"
            and re.match(r"(?:but )?(?:not|never) (?:too |very )?\w+\s*[.!]?$", rest.strip(), re.IGNORECASE)
        )
        and not (language == "en" and after.tells_none)
        and len(right.split()) > (1 if language not in ("zh", "ja") else 0)
    ):
        return "follows"
    if language == "en" and "and" in sep[0] and exact(begin, sep.start()) and _THERE.match(rest):
        return "follows"
    if before.negative and any(sep.end() <= one.start and one.end <= stop and one.what == "times" for one in counted):
        return "own"
    if (
        before.has_style
        and language != "en"
        and before.is_fragment
        and "," in sep[0]
        and re.match(
            r"(?:no|without|not|never|nothing|kein\w*|ohne|aucune?|pas d['’e]|sans|sin|ningún|ninguna|nada de)\b",
            rest,
            re.IGNORECASE,
        )
    ):
        return "own"
    everywhere = any(
        begin <= one.place.start and one.place.end <= sep.start() and one.place.kind == "everywhere" for one in places
    )
    if everywhere and re.fullmatch(r"\s+(?:and|und|et|y|e)\s+", sep[0]) and _VERB[language].match(rest):
        return "follows"
    if before.starts_command and after.starts_command and after.plain_command and len(right) > 5:
        return "own"
    if (
        language == "en"
        and before.leads_with_never
        and not after.negative
        and _KEEP.match(rest)
        and (strong or "and" in sep[0])
    ):
        return "own"
    return "own" if ";" in sep[0] or "；" in sep[0] else ""
