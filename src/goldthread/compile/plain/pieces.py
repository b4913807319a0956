"""A sentence of an everyday request cut into the demands that it joins, each with its subject and its own words."""

import re
from dataclasses import dataclass

from goldthread.compile.clauses import Clause
from goldthread.compile.plain.lexicon import ANY_CASE, MODAL, SAID, SAY

_LEAD = re.compile(
    r"^(?:(?:before|things|what|points|here|please|verify|check|make sure|i|we|for|the following|my|our|as|in)\b[^:;.]{0,60}:\s+|[\w ]{0,30}\b(?:check|checklist|requirements?|request|rules|please|task)\s*:\s+|(?:please|pls|kindly|also|and|but|then|finally|additionally|moreover|furthermore|in addition|above all|importantly|important|note|lastly|"
    r"most importantly|besides|of course|ideally|again|oh|ok(?:ay)?|plus|so|one more thing|last but not least)[,:]?\s+|"
    r"(?:please\s+)?(?:do\s+)?(?:make|be|making)\s+(?:absolutely\s+|quite\s+)?(?:sure|certain)(?: that| to|,)?\s+|(?:ensure|verify|confirm|see to it|take care|remember|be careful|don['’]t forget|do not forget)(?: that| to)\s+|"
    r"(?:check|ensure|verify|confirm)\s+(?=the|that|it|there|every|each|no)(?:that\s+)?|"
    r"(?:i|we)(?:['’]d| would)?\s+(?:also\s+|really\s+|just\s+)?(?:want|like|love|need|expect|hope)\s+to\s+(?:see|have|read|find|get)\s+|"
    r"(?:i|we)(?:['’]d| would)?\s+(?:also\s+|really\s+|just\s+)?(?:want|like|expect|wish|need)\s+(?:you\s+|it\s+|the text\s+)?to\s+(?=[a-z])|"
    r"(?:i|we)(?:['’]d| would)?\s+(?:also\s+|really\s+|just\s+)?(?:want|like|need|expect)\s+(?:to (?:see|have|read|find)\s+)?(?=(?:an?|the|at|no|exactly|one|two|three|four|five|\d)\b)|"
    r"(?:i|we)(?:['’]d| would)?\s+(?:also\s+)?(?:want|like|expect|wish|need)\s+(?:the|this|our)\s+[\w -]{2,25}?\s+to\s+(?=[a-z])|"
    r"it(?: is|['’]s) (?:important|essential|required|necessary|crucial|vital) (?:that|to)\s+)+",
    ANY_CASE,
)
_MODAL = re.compile(
    rf"^(?P<subject>(?:[^,;:]|,(?= \d)){{0,120}}?)\s*\b(?P<modal>{MODAL})(?P<neg>\s+(?:not|never)\b|n['’]t\b)?\s+(?:also\s+|always\s+|all\s+|both\s+|each\s+|either\s+)?(?P<rest>.+)$",
    ANY_CASE | re.DOTALL,
)
_BASE = (
    rf"{SAY}|be|have|has|start|begin|open|end|close|finish|conclude|come|appear|stand|go|stay|keep|avoid|use|follow|precede|link|thank|welcome|run|do without|"
    r"exceed|consist|comprise|refrain|leave|put|place|sign|address|call|write|make|limit"
)
_PRESENT = (
    r"is|are|has|have|contains?|includes?|mentions?|says?|states?|names?|lists?|gives?|shows?|explains?|describes?|covers?|comes?|appears?|begins?|starts?|opens?|"
    r"ends?|closes?|finishes|concludes?|uses?|stays?|links?|provides?|tells?|consists?|precedes?|follows?|goes|discusses|summari[sz]es|defines|specifies|indicates|exceeds|stands|needs?|thanks|welcomes|warns|quotes|cites|answers"
)
_DECLARES = re.compile(
    rf"^(?P<subject>(?!(?:who|what|when|where|how|why|whether|that|if)\b)[^,;:]{{1,90}}?)\s+(?P<verb>{_PRESENT})(?P<neg>\s+(?:not|never|no)\b)?\s+(?P<rest>.+)$",
    ANY_CASE | re.DOTALL,
)
_HELPS = re.compile(rf"\b(?:{MODAL}|do|does|did|not|never|cannot)\b|n['’]t\b", ANY_CASE)
_NEGATIVE = re.compile(
    r"^(?:(?:do(?:es)? not|does ?n['’]?t|don['’]?t|dont|never|please do not|not)\s+(?:ever\s+|use or\s+)?|avoid\s+(?:the use of |using |mentioning |any mention of )?|(?:use|have|contain|include|put|add)\s+(?=no\s+(?!more\b|less\b|fewer\b|longer\b))|(?:refrain from|stay away from|steer clear of|keep away from|leave out|omit|skip|exclude|without|ban)\s+)",
    ANY_CASE,
)
_IMPERATIVE = re.compile(rf"^(?:{_BASE})\b(?!\s+(?:must|should|has to|is|are)\b)", ANY_CASE)
_CUT = re.compile(
    r"\s*;\s+|,?\s+and\s+(?:also\s+|then\s+)?|,\s+(?:but\s+)?|\s+but\s+|\s+plus\s+|\s+as well as\s+|\.\s+|\s+(?:--?|–|—)\s+"
)
_WH = r"who|what|when|where|how|why|whether|which|until when|by when|since when"


@dataclass(frozen=True)
class Demand:
    """One demand: the words of its subject, whether it is forbidden, its predicate, and its own span of the request."""

    subject: str
    forbidden: bool
    predicate: str
    clause: Clause


def without_lead(clause: Clause) -> Clause:
    """The clause without what only introduces a demand: `please make sure that`."""
    text = clause.text
    match = _LEAD.match(text)
    start = match.end() if match else 0
    end = len(text.rstrip(" .;!,"))
    return Clause(clause.start + start, clause.start + end, text[start:end]) if end > start else clause


def demand_of(clause: Clause) -> Demand | None:
    """The demand that one clause states; None where it states none that is known."""
    text = re.sub(r"^(there|it)['’]s\b", r"\1 is", clause.text.strip(), flags=ANY_CASE)
    if re.match(rf"^(?:only|always|just)\s+(?:{_BASE})\b", text, ANY_CASE):
        return None
    if nowhere := re.search(r"\s+(?:nowhere|not anywhere)$", text, ANY_CASE):
        return Demand("", True, text[: nowhere.start()], clause)
    if negative := _NEGATIVE.match(text):
        return Demand("", True, text[negative.end() :], clause)
    if re.match(r"^no(?:ne)?\b(?! (?:more|less|fewer|longer|later|shorter|earlier) than\b)", text, ANY_CASE):
        return Demand("", True, re.sub(r"^no(?:ne of the)?\s+", "no ", text, flags=ANY_CASE), clause)
    said = _DECLARES.match(text)
    if (
        said
        and len(said["subject"].split()) <= 4
        and not _HELPS.search(said["subject"])
        and re.match(rf"(?:{_WH}|that)\b", said["rest"], ANY_CASE)
    ):
        return Demand(said["subject"].strip(), bool(said["neg"]), f"{said['verb']} {said['rest']}", clause)
    modal = _MODAL.match(text)
    imperative = _IMPERATIVE.match(text)
    if imperative and (
        modal is None
        or len(modal["subject"].split()) > 3
        or re.match(rf"^(?:{SAY})\s+(?:{_WH}|that)\b", text, ANY_CASE)
    ):
        return Demand("", False, text, clause)
    asked = modal and re.match(rf"^(?:{_WH})\b", modal["subject"], ANY_CASE)
    if modal and asked and re.match(rf"^be\s+(?:\w+ly\s+)?(?:{SAID})\b", modal["rest"], ANY_CASE):
        return Demand(modal["subject"].strip(), bool(modal["neg"]), modal["rest"].strip(), clause)
    if modal and not re.match(rf"^(?:{_WH}|if|that)\b", modal["subject"], ANY_CASE):
        return Demand(modal["subject"].strip(), bool(modal["neg"]), modal["rest"].strip(), clause)
    found = _DECLARES.match(text)
    if found and not re.fullmatch(r"the|an?|our|its|their|your|this|all|no", found["subject"].strip(), ANY_CASE):
        return Demand(found["subject"].strip(), bool(found["neg"]), f"{found['verb']} {found['rest']}", clause)
    return Demand("", False, text, clause)


def demands_of(sentence: Clause) -> list[Demand]:
    """The demands of a sentence in order; a joint is cut where what follows has a predicate or an object of its own."""
    whole = without_lead(sentence)
    first = demand_of(whole)
    if first is None:
        return []
    closed = [
        one.span() for one in re.finditer(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|\([^)]*\)", whole.text)
    ]
    cuts: list[re.Match[str]] = []
    begin = 0
    for joint in _CUT.finditer(whole.text):
        if any(start < joint.start() < end for start, end in closed):
            continue
        left, right = whole.text[begin : joint.start()], whole.text[joint.end() :]
        if _own(left, right):
            cuts.append(joint)
            begin = joint.end()
    if not cuts:
        return [first]
    bounds = [0, *(one.end() for one in cuts)], [*(one.start() for one in cuts), len(whole.text)]
    found: list[Demand] = []
    for start, end in zip(*bounds, strict=True):
        piece = Clause(whole.start + start, whole.start + end, whole.text[start:end])
        found.append(_continued(without_lead(piece), found[-1] if found else None))
    return found


def _own(left: str, right: str) -> bool:
    """Whether what follows a joint is a demand of its own."""
    if len(left.split()) < 2:
        return False
    if re.search(r"\bbetween\s+\S+$|\bboth\b[^,]*$", left, ANY_CASE):
        return False
    if re.search(r"\b(?:first|last)$", left, ANY_CASE) and re.match(
        r"^(?:the|an?)\s+[\w ]{2,40}\s(?:first|last)$", right, ANY_CASE
    ):
        return True
    if _NEGATIVE.match(right) or re.match(r"(?:no|at least|at most|exactly)\s+\w", right, ANY_CASE):
        return True
    modal = _MODAL.match(right)
    if (
        modal
        and len(modal["subject"].split()) <= 6
        and not re.search(rf"\b(?:{_WH}|that|if)\b", left.split(",")[-1] if modal["subject"] else "", ANY_CASE)
    ):
        return True
    if re.match(rf"(?:{_BASE})\b", right, ANY_CASE):
        return bool(
            _IMPERATIVE.match(left.strip())
            or _MODAL.match(left)
            or re.match(r"(?:include|end|start|begin|avoid|never)\b", right, ANY_CASE)
        )
    if re.match(rf"(?:{_PRESENT})\s", right, ANY_CASE) and not re.search(rf"\b(?:{_WH}|that|if)\b", left, ANY_CASE):
        return True
    said = re.search(
        rf"(?:^|\b)(?:{SAY}|must have|contains?|includes?|mentions?|names?|states?|gives?|lists?|there (?:must be|should be|is|are)|needs?|links? to)\s+(?P<object>.+)$",
        left,
        ANY_CASE,
    )
    return bool(
        (
            said
            and re.match(rf"(?:{_WH}|the|an?|our|its|their|your|that|any|all)\s+\w", right, ANY_CASE)
            and not re.search(r"\b(?:between|columns?|like|such as)\b", said["object"], ANY_CASE)
            and not re.match(
                rf"(?:the|an?|our|its|their)\s(?:(?!\b(?:which|that|who|when|where|whose|how)\b)[\w'’ -])+\b(?:{MODAL}|{_PRESENT})\b",
                right,
                ANY_CASE,
            )
        )
        or re.match(rf"(?:{_WH})\s", right, ANY_CASE)
    )


def _continued(piece: Clause, before: Demand | None) -> Demand:
    """A piece as a demand; what it leaves out is that of the one before it."""
    own = demand_of(piece)
    if before is None:
        return own or Demand("", False, piece.text, piece)
    text = piece.text
    edge = re.match(r"^(?P<what>(?:the|an?)\s+.{2,40}?)\s+(?P<where>first|last)$", text, ANY_CASE)
    if edge and re.match(r"^(?:be|come|comes|stand|go|is|are)\b", before.predicate, ANY_CASE):
        return Demand(edge["what"], False, f"come {edge['where']}", piece)
    if own and (own.subject or own.forbidden):
        return own
    if re.match(rf"(?:{_BASE})\b", text, ANY_CASE):
        return Demand(before.subject, False, text, piece)
    if re.match(rf"(?:{MODAL})\b", text, ANY_CASE) and own:
        return Demand(before.subject, own.forbidden, own.predicate, piece)
    verb = re.match(
        rf"^(?:there\s+)?(?:(?:be\s+)?(?:{SAY})s?|{_PRESENT}|link(?:s)? to)\s+(?:to\s+|about\s+)?",
        before.predicate,
        ANY_CASE,
    )
    lead = verb[0] if verb else ""
    return Demand(before.subject, before.forbidden, f"{lead}{text}", piece)
