"""A sentence that asks for several things cut into the clauses that ask for one each."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from goldthread.compile.clauses import Clause
from goldthread.compile.demands import LABELLED, starts_imperative
from goldthread.compile.frame import Place
from goldthread.compile.lexicon import cardinal
from goldthread.compile.measures import length_noun

_MOST_JOINTS = 60
"""Joints of a sentence that are looked at; no person's sentence has more."""
_CUT = re.compile(
    r"\s*;\s*|\s+[–—]\s+|\s+-{1,2}\s+|\s*:\s+|,\s+(?:and|but|while|whereas|yet|so|or|nor|plus|though)\s+|,\s+|\s+(?:and|but|while|whereas)\s+",
    re.IGNORECASE,
)
_PROHIBITS = re.compile(
    r"(?:(?:please|but|and|or|also|then)\s+)*(?:never\b|not (?:before|earlier|later|sooner|elsewhere|in|on|until|after|at|to be|to mention)\b|nor\b|do(?:es)? not\b|don['’]?t\b|avoid\b|leave out\b|omit\b|without (?:any|a|the|using|mention\w*)\b|"
    r"no (?!more|less|fewer|longer|later|matter|one\b|doubt|later|sooner)\w+)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:the|an?|each|every|all|no|its?|they|he|she|there|this|these|both|[A-Z]\w+)\b[^,;:]{0,70}?\s(?:must(?:n['’]t)?|should(?:n['’]t)?|shall|has to|have to|needs? to|may not|cannot|can['’]t|may only)\b"
)
_STRONG = r"end|finish|close|conclude|begin|start|open|keep|use|write|include|mention|leave|put|add|make sure|ensure|cite|give|list|tell|let|describe|explain|name|limit|quote|address|say|set|show|stick|stay|sign"
_FACT = re.compile(
    r"(?:the|an?|its?|they|he|she|there|this|these|both|each|every|all|no|one|[A-Z]\w+|\w+s)\s", re.IGNORECASE
)
_CONTINUES = re.compile(r"(?:must|should|shall|has to|have to|needs? to|may not|cannot)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|has|have|must|should|shall|will|may|can|include|describe|explain|mention|write|list|tell|say|put|add|use|give|show|keep|(?-i:[a-z]+(?:es|ies|[^sui]s)))\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:and\s+)?(?:in (?:this|that|exactly this|chronological|alphabetical) order|(?!in\b)[\w-]+(?: [\w-]+){0,3} (?:before|after) [\w-]+(?: [\w-]+){0,3})\s*[.!]?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|(?<!\w)['‘][^'’\n]{1,120}['’](?!\w)|\([^()\n]{0,400}\)|\[[^\[\]\n]{0,400}\]"
)


@lru_cache(maxsize=8)
def _amount(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:and|but|with)\s+)?(?:(?:each|every one|all|both)\s+(?:of\s+(?:them|these)\s+)?(?:(?:of|with|about|around|has|have|being|having|should be|must be|at)\s+)*)?"
        rf"(?:(?:about|around|at (?:most|least)|(?:no|not) (?:more|less|fewer|longer|shorter) than|between|from|maximum|minimum|max\.?|min\.?|under|over|below|up to|roughly|approximately|exactly|some|within|in|of|of about|less than|fewer than|more than|a (?:maximum|minimum|total) of|total(?: length)?:?)\s+)*"
        rf"{cardinal(language)}k?(?:\s*(?:to|and|or|[-–])\s*{cardinal(language)})?[ -](?:{length_noun(language)})\b",
        re.IGNORECASE,
    )


def split(sentence: Clause, places: Sequence[Place], language: str) -> list[Clause]:
    """Clauses of a sentence in order; together they hold every letter of it but the joints.

    A joint is cut where what follows asks for something of its own: a prohibition, a length, an imperative, a subject
    with `must`; or, before a place of its own, after a semicolon. Nothing is cut inside of quotation marks, brackets and
    the words of a place.
    """
    text = sentence.text
    if language != "en" or LABELLED.match(text):
        return [sentence]
    closed = [match.span() for match in _QUOTED.finditer(text)] + [(one.start, one.end) for one in places]
    closed.sort()
    amount = _amount(language)
    cuts: list[tuple[int, int]] = []
    begin = at = 0
    for match in islice(_CUT.finditer(text), _MOST_JOINTS):
        while at < len(closed) and closed[at][1] <= match.start():
            at += 1
        if at < len(closed) and closed[at][0] < match.end() - 1 and match.start() < closed[at][1]:
            continue
        joint = match[0].strip().lower()
        left, right = text[begin : match.start()], text[match.end() : match.end() + 160]
        outside = left
        for one in places:
            if begin <= one.start and one.end <= match.start():
                outside = outside.replace(text[one.start : one.end], " ", 1)
        if (
            len(re.findall(r"\w{2,}", outside)) < 2
            and joint != ";"
            and not (amount.match(right) and len(left.split()) >= 2)
        ):
            continue
        if len(left.split()) < 2 and not amount.match(right) and joint != ";":
            continue
        placed = any(begin <= one.start < match.start() for one in places)
        if _asks(joint, left, right, amount, language, placed=placed):
            cuts.append(match.span())
            begin = match.end()
    pieces: list[Clause] = []
    begin = 0
    for start, end in [*cuts, (len(text), len(text))]:
        if start > begin and re.search(r"\w", text[begin:start]):
            pieces.append(Clause(sentence.start + begin, sentence.start + start, text[begin:start]))
        begin = end
    return pieces or [sentence]


def _asks(joint: str, left: str, right: str, amount: re.Pattern[str], language: str, *, placed: bool) -> bool:
    """Whether what follows a joint asks for something of its own."""
    if joint == ":":
        return False
    if (
        amount.search(left)
        and joint in ("and", ", and")
        and re.match(r"(?:contain|include|have|end|begin|start|close|open|mention|feature|use)\b", right, re.IGNORECASE)
    ):
        return True
    if amount.match(right):
        return (
            joint not in ("and", "but")
            or bool(re.match(r"(?:no|not|at|under|about|around|between|a (?:max|min))", right, re.IGNORECASE))
            or (bool(amount.search(left)) is False and joint != "and")
        )
    if joint in (";", "–", "—", "-", "--"):
        return True
    if joint in ("and", ", and", "but", ", but") and placed and _CONTINUES.match(right) and len(left.split()) >= 3:
        return True
    if re.match(r"(?:in|on|at|for|from|during|under)\b", left.strip(), re.IGNORECASE) and not _VERB.search(left):
        return False
    if (
        joint == "and"
        and re.match(r"never\b", right)
        and not re.search(r"\b(?:must|should|shall|use|write|keep|always)\b", left, re.IGNORECASE)
    ):
        return False
    if _PROHIBITS.match(right) and not re.search(r"\b(?:or|nor|neither|either)$", left.strip()):
        return joint != "and" or bool(re.match(r"never|do not|don|avoid|leave out|omit|no\b", right, re.IGNORECASE))
    if joint in (",", ", and") and re.match(r"each of (?:them|these)\b", right, re.IGNORECASE):
        return True
    if re.match(r"from (?:then|there|that \w+) on", right, re.IGNORECASE):
        return True
    if joint in (",", ", and") and _ORDERED.match(right):
        return True
    if joint == ",":
        return bool(_CLAUSE.match(right)) and not re.match(
            r"(?:in|on|at|for|from|during|if|when|where|after|before|as|while)\b", left, re.IGNORECASE
        )
    strong = re.match(rf"(?:please\s+|then\s+)?(?:{_STRONG})\b(?!['’-])", right, re.IGNORECASE)
    if strong and len(left.split()) >= 3:
        return (
            starts_imperative(left, language) or joint != "and" or bool(re.search(r"\b(?:must|should|shall)\b", left))
        )
    return bool(_CLAUSE.match(right))
