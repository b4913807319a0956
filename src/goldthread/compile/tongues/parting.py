"""A sentence cut into parts, each of which holds one requirement."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldthread.compile.clauses import Clause
from goldthread.compile.tongues.amounts import Amount
from goldthread.compile.tongues.carrying import excepts, shifted
from goldthread.compile.tongues.marks import mark
from goldthread.compile.tongues.parting_words import (
    ADDS,
    ADVERSE,
    EACH_LEAD,
    EXPLAINS,
    FORM,
    HOW,
    KEEP,
    MANNER,
    SHORT_OR_LONG,
    SUM,
    THERE,
    TONE,
    TONED,
    VERB,
)
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.together import Found

_SHUT = re.compile(r"\([^()]{0,300}\)|（[^（）]{0,300}）|[„“«「『»][^„“”«»「」『』]{0,300}[“”»«」』]|\"[^\"]{0,300}\"")

_SHORT = 3
"""Words of a prohibition that belongs to what a label tells before it."""


def has_label(text: str, begin: int, end: int, places: Sequence[Found]) -> bool:
    """Whether a part is a label and what stands behind it: `Kapitel 4: ...`, the row of a table."""
    for one in places:
        if one.rule == "row" and begin <= one.place.start and one.place.end <= end:
            return True
        if begin <= one.place.start and one.place.end <= end and not re.search(r"\w", text[begin : one.place.start]):
            return bool(re.match(r"\s*(?:[:：=＝→|]|[-–—]{1,2}>?\s)", text[one.place.end :]))
    return False


def _only_amount(right: str, begin: int, counted: Sequence[Amount]) -> bool:
    """Whether nothing but a length stands behind a comma."""
    if re.search(r"\b(?:total|tout|conjunto|insgesamt|summe)\b", right, re.IGNORECASE):
        return False
    bare = right
    for one in counted:
        if begin <= one.start and one.end <= begin + len(right):
            bare = bare.replace(right[one.start - begin : one.end - begin], "", 1)
    return len(re.sub(r"[\W\d]|で|程度|左右", "", bare)) < 2


def _both_each(begin: int, sep: re.Match[str], stop: int, places: Sequence[Found]) -> bool:
    """Whether both sides of a comma speak of each."""
    each = [one.place.start for one in places if one.place.kind == "everywhere" and one.rule == "everywhere"]
    return any(begin <= one < sep.start() for one in each) and any(sep.end() <= one < stop for one in each)


def _leans(
    left: str,
    text_after: str,
    measured: Callable[[int, int], bool],
    begin: int,
    sep: re.Match[str],
    stop: int,
    language: str,
) -> bool:
    """Whether a comma parts no two demands: a bare lead before a length, `short` and the length that says how short."""
    if re.match(r"(?:que|qui|dont|quien|cuyo)\b", text_after, re.IGNORECASE):
        return True
    if not measured(sep.end(), stop) or measured(begin, sep.start()):
        return False
    if SUM.fullmatch(left) or SHORT_OR_LONG.search(left):
        return True
    return language not in ("zh", "ja") and bool(EACH_LEAD.match(left)) and len(left.split()) <= 2


def _tells_on(sep: str, rest: str, left: str, after: Telling, language: str) -> bool:
    """Whether a negation behind a place or a tone tells on what happens, or how, and forbids nothing."""
    if TONE.match(left) or (TONED.match(left) and HOW.match(rest)):
        return True
    if language == "zh":
        return not after.commands and not re.match(r"不(?:要|得|能|可|许|准|用|写|提|放|谈|讲|说)", rest)
    if language == "ja":
        return False
    conjunction = re.fullmatch(r"\s+(?:und|et|y|e)\s+", sep) is not None
    return (
        conjunction
        and not after.commands
        and not after.says_no
        and not re.match(
            r"(?:kein\w*|ohne|aucune?|pas d[e'’]|sans|sin|ningún|ninguna|nada de|nie|jamais|nunca)\b",
            rest,
            re.IGNORECASE,
        )
    )


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
    if language != "en" and (
        EXPLAINS[language].match(rest) or _leans(left, rest, measured, begin, sep, stop, language)
    ):
        return ""
    inside = [one for one in places if sep.end() <= one.place.start and one.place.end <= stop]
    if language != "en" and inside and excepts(right, shifted(inside, sep.end()), language):
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
    if language != "en" and measured(begin, sep.start()) and measured(sep.end(), stop) and strong:
        return "" if _only_amount(right, sep.end(), counted) else "own"
    if language in ("zh", "ja") and _both_each(begin, sep, stop, places):
        return "own"
    if language in ("zh", "ja") and re.match(r"[也亦更](?:不要|不得|不能|不准|别|勿)", rest):
        return "own"
    if language != "en" and ADVERSE[language].match(rest) and exact(sep.end(), stop):
        return "own"
    label = language != "en" and has_label(text, begin, sep.start(), places)
    if label and not measured(sep.end(), stop):
        return ""
    if language == "en" and exact(begin, sep.start()) and FORM.match(rest):
        return "follows"
    if measured(begin, sep.start()) != measured(sep.end(), stop) and (
        measured(sep.end(), stop)
        or (language == "en" and strong and MANNER.match(rest))
        or (len(rest.split()) > 3 if language not in ("zh", "ja") else len(rest) > 6)
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
        and not (language != "en" and _tells_on(sep[0], rest, left, after, language))
        and not (
            language == "en"
            and re.match(r"(?:but )?(?:not|never) (?:too |very )?\w+\s*[.!]?$", rest.strip(), re.IGNORECASE)
        )
        and not (language == "en" and after.tells_none)
        and len(right.split()) > (1 if language not in ("zh", "ja") else 0)
    ):
        return "follows"
    if language == "en" and "and" in sep[0] and exact(begin, sep.start()) and THERE.match(rest):
        return "follows"
    if before.negative and any(sep.end() <= one.start and one.end <= stop and one.what == "times" for one in counted):
        return "own"
    if (
        before.has_style
        and language != "en"
        and before.is_fragment
        and "," in sep[0]
        and not TONE.match(left)
        and not (TONED.match(left) and HOW.match(rest))
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
    if (
        (everywhere or (language != "en" and EACH_LEAD.match(left)))
        and re.fullmatch(r"\s+(?:and|und|et|y|e)\s+", sep[0])
        and VERB[language].match(rest)
    ):
        return "follows"
    if language != "en" and not label and ADDS[language].match(rest) and (everywhere or exact(begin, sep.start())):
        return "follows"
    if before.starts_command and after.starts_command and after.plain_command and len(right) > 5:
        return "own"
    if (
        language == "en"
        and before.leads_with_never
        and not after.negative
        and KEEP.match(rest)
        and (strong or "and" in sep[0])
    ):
        return "own"
    return "own" if ";" in sep[0] or "；" in sep[0] else ""
