"""Any subject with what must be so of it: `Prices must include VAT`."""

import re

from goldthread.compile.plain.lexicon import ANY_CASE
from goldthread.compile.plain.places import PERHAPS, Where, place_of
from goldthread.compile.plain.wants import Ask, Found, Want

FORM_WORDS = re.compile(
    r"\b(?:headings?|numbered|tables?|lists?|bold|italics?|fonts?|pages?|paragraphs?|levels?|columns?|sentences?|words?|formatted|format|markdown|capital\w*|lower ?case|upper ?case|"
    r"style|tone|order|alphabetical\w*|sorted|aligned|cited|quoted|linked|consistent\w*|spelled|written|visible|readable|short|long|first|last)\b",
    ANY_CASE,
)


def holds(ask: Ask) -> Found:
    """`Prices must include VAT`, any subject and predicate: said where one sentence says all of it."""
    predicate = ask.predicate
    if not ask.subject or ask.forbidden or ask.subject == "there" or len(f"{ask.subject} {predicate}".split()) > 14:
        return None
    if (
        re.match(r"^(?:every|each|all|no)\b", ask.subject, ANY_CASE)
        or place_of(ask.subject) == Where("", ask.subject)
        or re.match(
            r"^(?:sound|feel|read|look|flow|be (?:easy|clear|fun|formal|friendly|written|short|concise|polite|neutral|readable|consistent|correct|accurate|engaging))\b",
            predicate,
            ANY_CASE,
        )
    ):
        return None
    if ask.where and ask.where.place and not ask.where.place.startswith(PERHAPS):
        return None
    if FORM_WORDS.search(re.sub(r"^lasts?\s+(?=\S)", "", predicate, flags=ANY_CASE)):
        return [Want("", f"{ask.subject} {predicate}", "free")]
    said = re.sub(r"^(?:be|is|are|has|have)\s+", "", predicate, flags=ANY_CASE)
    return [Want("holds", f"{ask.subject} {said}")]
