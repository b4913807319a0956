"""Rules on marks of form: dates and how they are written, placeholders, languages of code, lengths of parts."""

import re

from goldthread.compile.plain.amounts import read_amount_before, read_thing
from goldthread.compile.plain.lexicon import ANY_CASE
from goldthread.compile.plain.places import PERHAPS, Where, place_of
from goldthread.compile.plain.shapes import size
from goldthread.compile.plain.wants import Ask, Found, Want, place_in, quoted

_PLACEHOLDERS = ("TBD", "TODO", "TBC", "FIXME", "XXX", "lorem ipsum", "[insert", "???")
_FORMATS = (
    ("YYYY-MM-DD", r"YYYY-MM-DD|\bISO\b"),
    ("DD.MM.YYYY", r"DD\.MM\.YYYY|TT\.MM\.JJJJ"),
    ("DD/MM/YYYY", r"DD/MM/YYYY|JJ/MM/AAAA"),
    ("MM/DD/YYYY", r"MM/DD/YYYY"),
)
_LABELLED = re.compile(
    r"\b(?:labell?ed|tagged|marked|annotated)\b.*\blanguage|\b(?:names?|states?|ha(?:s|ve)|gives?|shows?|declares?)\s+(?:its|the|their|a)\s+(?:\w+\s+)?language",
    ANY_CASE,
)
_PART = re.compile(
    r"^(?:an?\s+|the\s+)?(?P<name>[a-z][\w'’-]*(?:\s+[\w'’-]+){0,2}?)\s*(?:of|with|in|:|,)?\s+(?P<rest>(?:at\s|no\s|not\s|max|min|under|below|less|fewer|more|up\s|between|exactly|\d|[a-z]+\s(?:words|sentences)).*)$",
    ANY_CASE,
)
_OPENS = re.compile(r"^(?:starts?|begins?|opens?)\s+with\s+(?P<what>(?:an?|the)\s+.+)$", ANY_CASE)


def dates(ask: Ask) -> Found:
    """`The document is dated`, `all dates in the form YYYY-MM-DD`."""
    if ask.forbidden:
        return None
    if (
        ask.where
        and not ask.where.place
        and re.fullmatch(r"(?:be|is) dated|(?:carry|bear|have|show)s? (?:a|the) date", ask.predicate, ANY_CASE)
    ):
        return [Want("date", "")]
    whole = f"{ask.subject} {ask.predicate}"
    if not re.match(r"^\W*(?:all |every |the |any |write |give |use |full )*dates?\b", whole, ANY_CASE):
        return None
    found = next((name for name, pattern in _FORMATS if re.search(pattern, whole)), None)
    return [Want("dates as", whole.strip(), "structure", unit=found)] if found else None


def placeholders(ask: Ask) -> Found:
    """`No placeholders like TBD or TODO`."""
    if not ask.forbidden or not re.search(r"\bplaceholders?\b", ask.predicate, ANY_CASE):
        return None
    named = quoted(ask.predicate) or tuple(re.findall(r"\b[A-Z]{3,}\b", ask.predicate))
    return [
        Want(
            "absent",
            "placeholders",
            "nowhere",
            place_in(ask.where),
            mentions=tuple(dict.fromkeys((*named, *_PLACEHOLDERS))),
        )
    ]


def labelled(ask: Ask) -> Found:
    """`Every code block names its language`."""
    if ask.forbidden or not re.match(
        r"^(?:every|each|all(?: the)?)?\s*code (?:block|sample|example|snippet|listing)s?$", ask.subject, ANY_CASE
    ):
        return None
    return [Want("labelled", ask.predicate, "structure")] if _LABELLED.search(ask.predicate) else None


def columns(ask: Ask) -> Found:
    """`The table has three columns`."""
    match = re.match(r"^(?:have|has|contains?|with)\s+(?P<n>.+?)\s+columns?$", ask.predicate, ANY_CASE)
    if not match or ask.forbidden or not re.match(r"^(?:the|its|a|every|each)\s+table$", ask.subject, ANY_CASE):
        return None
    amount = read_amount_before(match["n"] + " ")
    return [Want("columns", ask.predicate, "structure", "", "columns", amount.low, amount.high)] if amount else None


def part_size(ask: Ask) -> Found:
    """`Abstract of no more than 150 words`, `starts with a summary of at most 50 words`."""
    opens = _OPENS.match(ask.predicate)
    match = _PART.match(opens["what"] if opens else ask.predicate)
    if ask.forbidden or not match or (ask.subject and not opens):
        return None
    name = match["name"].strip()
    if read_amount_before(f"{name} ") or re.fullmatch(
        r"keep|limit|make|write|use|stay|it|at|no|not|between|exactly|max\w*|min\w*|under|up|about|around",
        name.split()[0],
        ANY_CASE,
    ):
        return None
    place = place_of(f"the {name}")
    where = place if place is not None and not place.place else Where(PERHAPS + name)
    made = size(Ask("", f"be {match['rest']}", forbidden=False, where=where))
    if not made:
        return None
    return [Want("position", name, "structure", "the first section"), *made] if opens else made


TIMES = re.compile(
    r"^(?:be|is|are)?\s*(?:used|occurs?|appears?|stands?|comes? up|mentioned|found)\s+(?P<amount>.+?)\s+times?$",
    ANY_CASE,
)


def times(ask: Ask) -> Found:
    """`The word "I" is used no more than five times`."""
    match, words = TIMES.match(ask.predicate), quoted(ask.subject)
    amount = read_amount_before(match["amount"] + " ") if match else None
    if not words or amount is None or ask.forbidden:
        return None
    return [Want("times", words[0], "count", low=amount.low, high=amount.high, mentions=words[:1])]


_LEFT_OUT = frozenset(("exclamation marks", "question marks", "semicolons", "emoji", "bold", "italic", "tables", "images", "lists", "footnotes", "links", "quotations", "capitals", "code", "checkboxes", "formulas"))  # fmt: skip


_SPOKEN_OF = re.compile(r"^(?:mention|say|talk about|discuss|refer to|comment on|touch on|write about)s?\b", ANY_CASE)
"""`Never mention tables` forbids the word, not the form."""


def left_out(ask: Ask) -> Found:
    """`Leave out exclamation marks`: a sign or a form, and nothing more."""
    if not ask.forbidden or ask.subject or ask.where is None:
        return None
    bare = re.sub(r"^(?:no|any|all|the)\s+(?:use of\s+)?", "", ask.predicate, flags=ANY_CASE)
    thing = read_thing(bare)
    if thing is None or thing.end < len(bare) or thing.unit not in _LEFT_OUT or _SPOKEN_OF.match(bare):
        return None
    return [Want("thing", bare, "structure", ask.where.place, thing.unit, None, 0)]


def links(ask: Ask) -> Found:
    """`A link to the form`."""
    match = re.match(
        r"^(?:(?:have|has|contain|include|add|give|provide|be|is)s?\s+)?(?:an?\s+)?links? (?:to|for)\s+(?P<what>.+)$",
        ask.predicate,
        ANY_CASE,
    )
    if not match or ask.where is None:
        return None
    return [
        Want(
            "link to",
            re.sub(r"^(?:the|our|an?)\s+", "", match["what"], flags=ANY_CASE),
            "structure",
            ask.where.place,
            high=0 if ask.forbidden else None,
        )
    ]


def act(ask: Ask) -> Found:
    """Demands whose verb is itself what must be said: `Thank the contributors`, `welcome the reader`."""
    match = re.match(
        r"^(?P<verb>thank|welcome|congratulate|apologi[sz]e|invite|greet)s?\b\s*(?P<rest>.*)$", ask.predicate, ANY_CASE
    )
    if not match or ask.forbidden or ask.where is None:
        return None
    return [Want("act", match["verb"].lower(), place=ask.where.place, mentions=(match["verb"].lower(),))]
