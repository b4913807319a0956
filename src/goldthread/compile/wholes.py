"""Demands on the whole that need no place: on everything, on a form, on an order, on what comes first and last."""

import re
from dataclasses import dataclass

from goldthread.compile.demands import is_courtesy, starts_imperative
from goldthread.compile.tongues.telling import Telling
from goldthread.schemas.constraint import Kind

EVERY = re.compile(
    r"\b(?:each|every|always|everywhere|throughout|at all times|in all cases|apiece)\b(?! (?:year|now and then|so often|one of us)\b)|^(?:everything|all|any)\b",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:is|are|be|gets?|to be) (?:always |all )?(?:abbreviated|rounded|called|spelled|spelt|written|printed|quoted|numbered|capitali[sz]ed|translated|cited|dated|stated|named|expressed|"
    r"measured|marked|italici[sz]ed|referred to|addressed|converted|footnoted|anonymi[sz]ed|a (?:\w+ )?(?:hint|note|footnote|label|caption|number|date|heading|title))\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"^(?:all )?(?:(?!the\b|this\b|these\b|those\b|his\b|her\b)[a-z-]+ ){0,2}[a-z-]+s (?:are|get|have|must|should)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^(?P<what>[^:]{2,60}):\s*(?:none|no|never|nowhere|not (?:at all|a word|one word|wanted|allowed|here)|forbidden|taboo|off limits|out|banned|please not?)$",
    re.IGNORECASE,
)
"""`prices: none`."""
_ONLY = re.compile(r"^(?P<what>[a-z -]{3,40}?) only$|^only (?P<that>[a-z -]{3,40})$", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:whenever|wherever|where|if|when|once|as soon as|unless|in case)\b[^,]{3,90},\s*(?:then )?(?:please )?(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    r"^(?P<side>before|after) (?:you (?:come to |get to |turn to |discuss |explain )?|(?:coming|getting|turning) to )?(?P<one>[^,]{3,80}),\s*(?:please )?(?P<two>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ENDS = re.compile(
    r"(?P<what>\b(?:the|an?|all)\s[\w' -]{2,50}?) (?:(?:should|must|shall|has to|is to) )?(?:(?:always )?(?:comes?|goes|go|stands?|be|is placed|be placed|be put) )?(?:at the (?:very )?)?(?:very )?(?P<end>first|second|third|fourth|fifth|last)(?=\s*(?:$|[.,;]|and (?:the|an?|all)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Whole:
    """A demand on the whole: its kind, its words, and for an order what comes before."""

    kind: Kind
    text: str
    before: str = ""


def whole_of(text: str) -> Whole | None:
    """The demand that an English sentence without a place makes on the whole; None where it makes none that is sure.

    Args:
        text: The sentence.
    """
    plain = text.strip(" .!\n")
    telling = Telling.of(plain, "en")
    ordered = _BEFORE.match(plain)
    told = (
        telling.is_background
        or is_courtesy(plain)
        or re.search(r"\b(?:I|we|my|our|us|you)\b(?! (?:\w+ ){1,2}(?:is|are) never)", plain)
    )
    if told and not (ordered and starts_imperative(ordered["two"], "en")):
        return None
    if match := ordered:
        if starts_imperative(match["two"], "en") or re.search(r"\b(?:must|should|has to)\b", match["two"]):
            two = re.sub(r"^\w+\s+", "", match["two"]) if starts_imperative(match["two"], "en") else match["two"]
            return (
                Whole("order", plain, before=two)
                if match["side"].lower() == "before"
                else Whole("order", two, before=match["one"])
            )
        return None
    if (match := _WHEN.match(plain)) and starts_imperative(match["rest"], "en"):
        return Whole("free", plain)
    if _NONE.match(plain):
        return Whole("nowhere", plain)
    if (match := _ONLY.match(plain)) and telling.has_structure:
        return Whole("structure", plain)
    if re.match(
        r"(?:told|written|narrated|spoken|sung) (?:by|in|as|like|from|for|with)\b|sounds? (?:as if|like)\b",
        plain,
        re.IGNORECASE,
    ):
        return Whole("free", plain)
    if re.search(
        r"\b(?:is|are|must be|should be) never (?:\w+ly )?(?:named|mentioned|used|shown|called|described|explained|quoted)\b",
        plain,
    ):
        return Whole("nowhere", plain)
    if EVERY.search(plain) and not telling.only_style:
        return Whole("everywhere", plain)
    if _FORM.search(plain) and _PLURAL.match(plain):
        return Whole("everywhere", plain)
    return None


def ends_of(text: str) -> list[tuple[str, str]]:
    """What an English sentence puts first and last, as words and `first` or `last`: `the summary comes first and the index last`."""
    plain = re.sub(r"^(?:please )?(?:put|place|have|let)\s+", "", text.strip(" .!\n"), flags=re.IGNORECASE)
    found = [(match["what"], match["end"].lower()) for match in _ENDS.finditer(plain)]
    covered = sum(len(what) + 6 for what, _ in found)
    return found if found and covered * 2 > len(plain) and not re.search(r"\d", plain) else []
