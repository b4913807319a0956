"""The grammar: a request becomes constraints; what it cannot read is listed, never dropped."""

import re
from datetime import date

from goldthread.compile.clauses import Clause, mask_examples, sentences
from goldthread.compile.contradictions import contradictions
from goldthread.compile.english import EnglishReader
from goldthread.compile.english_units import english_units
from goldthread.compile.frame import Frame
from goldthread.compile.language import detect
from goldthread.compile.reader import Reader
from goldthread.compile.tongues import SPOKEN
from goldthread.compile.tongues.reader import TongueReader
from goldthread.compile.tongues.rows import rows
from goldthread.compile.tongues.scale import find_scale
from goldthread.compile.tongues.sentences import joined_sentences
from goldthread.compile.tongues.setting import setting_of
from goldthread.compile.units import FoundUnits
from goldthread.schemas.constraint import Compiled, Span, Units

_HEAD = 20_000
"""Characters in which the units of a request are looked for."""


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
    day = today or date.today()
    found = None
    if units is None:
        head = masked[:_HEAD]
        found = find_scale(head, tongue, today=day) if tongue in SPOKEN else english_units(head, today=day)
    frame = found.frame if found else Frame(tongue, "section", units.count if units else None)
    fixed = found.units if found else units
    reader: TongueReader | EnglishReader | Reader
    if tongue in SPOKEN:
        reader = TongueReader(request, setting_of(frame), found)
    elif "#*#" in request or frame.grid is not None:
        reader = Reader(request, frame, found)
    else:
        reader = EnglishReader(request, frame, found)
    parts = joined_sentences(masked, tongue) if tongue in SPOKEN else sentences(masked)
    if isinstance(reader, TongueReader):
        reader.rows = rows(masked, parts, frame.count)
    for sentence in parts:
        reader.read(sentence)
    if fixed is not None and reader.each_words and fixed.words is None:
        fixed = fixed.model_copy(update={"words": reader.each_words})
    return Compiled(
        request=request,
        language=code or tongue,
        units=fixed,
        constraints=tuple(one.model_copy(update={"id": f"c{at}"}) for at, one in enumerate(reader.constraints, 1)),
        unread=tuple(sorted((*reader.unread, *_overlooked(parts, reader, found, request)), key=lambda one: one.start)),
        impossible=(*reader.impossible, *contradictions(reader.constraints)),
        warnings=tuple(reader.warnings),
    )


def _overlooked(
    parts: list[Clause], reader: TongueReader | EnglishReader | Reader, found: FoundUnits | None, request: str
) -> list[Span]:
    """Sentences that stand in no constraint and in no list: the promise that nothing is dropped holds whatever a rule forgets."""
    taken = [(one.start, one.end) for one in reader.constraints]
    taken += [(one.start, one.end) for one in (*reader.unread, *reader.impossible)]
    if found is not None and re.search(r"[^\W\d]", request[found.start : found.end]):
        taken.append((found.start, found.end))
    taken.sort()
    left: list[Span] = []
    at, reach = 0, 0
    for one in parts:
        while at < len(taken) and taken[at][0] < one.end:
            reach = max(reach, taken[at][1])
            at += 1
        if reach <= one.start and re.search(r"[^\W\d]{3}|[\u3040-\u9fff]", one.text):
            left.append(Span(quote=request[one.start : one.end], start=one.start, end=one.end))
    return left
