"""Rules on the form of a document: its language, order, ends, lengths, numbered headings."""

import re

from goldthread.compile.plain.amounts import read_amount_before, read_thing, with_tail
from goldthread.compile.plain.lexicon import ANY_CASE
from goldthread.compile.plain.needs import need_of
from goldthread.compile.plain.places import NAMED, PERHAPS, Where, place_of
from goldthread.compile.plain.wants import QUOTED, Ask, Found, Want, place_in, quoted

_LANGUAGE = re.compile(
    r"\b(?:written |be |is |are |stay |kept |it |all |text |write |report |document )?(?:in|into) (?:plain |simple |good |proper |british |american )?(?P<name>English|German|French|Spanish|Italian|Dutch|Portuguese|Polish|Russian|Swedish|Czech|Turkish|Chinese|Japanese|Korean|Arabic)\b",
    ANY_CASE,
)


_ORDER = re.compile(
    r"^(?:(?:be|is|are|to)\s+)*(?:come|comes|go|goes|stand|stands|appear|appears|be|is|are|placed|put|mentioned|explained|described|listed|introduced|given|told|shown|precede|precedes|follow|follows)?\s*(?:placed |mentioned |listed |explained |somewhere |directly |right |immediately |straight |just )?(?P<word>before|after|ahead of|precedes?|follows?)\s+(?P<other>.+)$",
    ANY_CASE,
)


_POSITION = re.compile(
    r"^(?:(?:be|is|are|come|comes|stand|stands|go|goes|appear|appears)\s+)(?:at\s+)?(?:the\s+)?(?:very\s+)?(?P<which>first|last|final|opening|closing|end|beginning|start)(?:\s+(?:section|chapter|part|thing|item|heading))?(?:\s+(?:in|of)\s+(?:it|(?:the|this|our)\s+\w+))?$",
    ANY_CASE,
)


_BEGIN = re.compile(
    r"^(?P<edge>begins?|starts?|opens?|ends?|close[s]?|finish(?:es)?|conclude[s]?)\s+(?:off\s+|it\s+|the \w+\s+)?(?:with|by|on|in)\s+(?P<what>.+)$",
    ANY_CASE | re.DOTALL,
)


_LENGTH_IS = re.compile(
    r"^(?:be|is|are|stay|stays|run|runs to|run to|have|has|contain|contains|consist of|consists of|comprise|comprises|exceed|exceeds|keep|keep to|kept|be kept|limit(?:ed)? to|(?:be|is|are) limited to|(?:be |is |are )?capped at|fits?(?: in| into| within| on)?)?(?!\w)\s*(?:to\s+)?(?:have\s+)?",
    ANY_CASE,
)


_COUNTED = frozenset(("words", "characters", "sentences", "paragraphs", "lines"))


_NUMBERED = re.compile(r"^(?:be|is|are)\s+numbered\b", ANY_CASE)


_VALUE = re.compile(
    r"^(?:be|is|are|have|has|cost|costs|last|lasts|take|takes)\s+(?P<rest>.+?)\s*(?P<unit>percent|per cent|%|days?|weeks?|months?|years?|hours?|minutes?|seconds?|euros?|dollars?|pounds?|€|\$|£|kg|km|metres?|meters?|people|guests|grams?|g)$",
    ANY_CASE,
)


def language(ask: Ask) -> Found:
    """`Write the report in German`."""
    match = _LANGUAGE.search(ask.predicate)
    if (
        not match
        or ask.forbidden
        or ask.where is None
        or match.end() < len(ask.predicate) - 2
        or len(ask.predicate.split()) > 8
    ):
        return None
    if re.search(r"\b(?:plain|simple|good|proper|british|american|easy)\b", match[0], ANY_CASE):
        return [Want("", ask.predicate, "free")]
    return [Want("language", match["name"], "language", place_in(ask.where))]


def order(ask: Ask) -> Found:
    """`The budget comes before the schedule`."""
    match = _ORDER.match(ask.predicate) or (
        None
        if ask.subject
        else re.match(
            r"^(?:put|place|mention|explain|describe|list|introduce|show|give|present|discuss|cover)\s+(?P<first>.{2,60}?)\s+(?P<word>before|after|ahead of)\s+(?P<other>.+)$",
            ask.predicate,
            ANY_CASE,
        )
    )
    if not match or ask.forbidden:
        return None
    first = match.groupdict().get("first") or ask.subject
    other = match["other"].strip(" .")
    if (
        not first
        or first == "there"
        or len(first.split()) > 8
        or len(other.split()) > 8
        or re.search(r"\b(?:\d+|you|we|they|he|she|it)\b", other, ANY_CASE)
    ):
        return None
    one, two = bare_name(first), bare_name(other)
    if match["word"].lower().startswith(("after", "follow")):
        one, two = two, one
    close = re.search(
        r"\b(?:directly|right|immediately|straight|just)\s+(?:before|after|ahead|follows?|precedes?)", ask.predicate
    )
    return [Want("order", two, "order", mentions=(two,), before=one, unit="next" if close else "")]


def bare_name(name: str) -> str:
    """A subject without its article and without what only says that it is a section."""
    where = place_of(name)
    place = where.place if where else ""
    for prefix in (NAMED, PERHAPS):
        if place.startswith(prefix):
            return place.removeprefix(prefix).strip("\"'“”‘’ ")
    return re.sub(r"^(?:the|an?|our|its)\s+", "", name.strip(), flags=ANY_CASE)


def position(ask: Ask) -> Found:
    """`Safety comes first`: a section at one end."""
    if ask.forbidden or not ask.subject:
        return None
    match = _POSITION.match(ask.predicate)
    edge = (
        ask.where.place
        if ask.where
        and ask.where.place in ("the beginning", "the end")
        and re.match(r"^(?:come|comes|be|is|stand|stands|go|goes|appear|appears)$", ask.predicate, ANY_CASE)
        else ""
    )
    own = place_of(ask.subject)
    section = re.match(r"^(?:an?|the)\s+(?P<name>.+?)\s+section$", ask.subject, ANY_CASE)
    name = (
        section["name"] if section else bare_name(ask.subject) if own and own.place.startswith((NAMED, PERHAPS)) else ""
    )
    if quotes := quoted(ask.subject):
        name = quotes[0]
    if not name or not (match or (edge and (section or (own and own.place.startswith(NAMED))))):
        if match and own and own.place in ("the first section", "the last section"):
            return None
        return None
    which = match["which"].lower() if match else edge.removeprefix("the ")
    return [
        Want(
            "position",
            name,
            "structure",
            "the first section" if which in ("first", "opening", "beginning", "start") else "the last section",
        )
    ]


def edges(ask: Ask) -> Found:
    """`End with contact details`, `begin with a question`."""
    match = _BEGIN.match(ask.predicate)
    if not match or ask.where is None:
        return None
    edge = "begin" if match["edge"][0].lower() in "bso" else "end"
    what = match["what"].strip(" .")
    words = quoted(what)
    if (
        re.match(r"^(?:an?\s+|the\s+)?(?:[a-z]+ )?(?:greeting|salutation|welcome)", what, ANY_CASE)
        and not ask.forbidden
    ):
        return [
            Want(
                "act",
                "greet",
                "first",
                ask.where.place or ("the beginning" if edge == "begin" else "the end"),
                mentions=("greet",),
            )
        ]
    if words and re.fullmatch(r"(?:the (?:words?|phrase|sentence|line)\s*)?\s*", QUOTED.sub("", what), ANY_CASE):
        return [
            Want(
                edge,
                words[0],
                "structure",
                ask.where.place,
                unit="literal",
                high=0 if ask.forbidden else None,
                mentions=words,
            )
        ]
    thing = read_thing(re.sub(r"^(?:an?|the|one)\s+", "", what, flags=ANY_CASE))
    if (
        thing
        and thing.unit
        in ("questions", "quotations", "quotes", "images", "links", "tables", "lists", "headings", "dates")
        and thing.end >= len(re.sub(r"^(?:an?|the|one)\s+", "", what, flags=ANY_CASE))
    ):
        return [Want(edge, what, "structure", ask.where.place, unit=thing.unit, high=0 if ask.forbidden else None)]
    if ask.forbidden or ask.where.place:
        return None
    typed = [
        one
        for one in (need_of(piece) for piece in re.split(r"\s*,\s*|\s+and\s+", what))
        if one[0] not in ("mention", "told", "statement")
    ]
    wanted, topic = (typed[0][0], "") if len(typed) == 1 and " and " in what else need_of(what)
    return [Want(wanted, topic, "last" if edge == "end" else "first", "the end" if edge == "end" else "the beginning")]


_CAPPED = re.compile(
    r"^(?:keep|limit|cap|fits?|(?:be|is|are)\s+(?:kept|limited|capped))\b(?!.*\b(?:at|around)\s+\d)|^(?:be|is|are)\s+capped\b",
    ANY_CASE,
)
"""A number behind these is the greatest: `keep it to 150 words`."""
_LIMIT = re.compile(
    r"^(?:the|its|our|a)\s+(?:(?:word|length|character|size)\s+)?(?P<which>limit|cap|ceiling|maximum|minimum)(?:\s+length)?$",
    ANY_CASE,
)


def size(ask: Ask) -> Found:
    """Lengths and counts: `is at most 80 words`, `no section longer than 60 words`, `150-250 words long`."""
    predicate = ask.predicate
    where = ask.where
    if ask.subject in ("", "there") and (
        match := re.match(
            r"^no\s+(?P<part>section|chapter|paragraph|sentence|heading|line|title)s?\s+(?:(?:is |are |may be |should be |must be |can be )?(?:longer than|over|with more than|above|of more than|exceed(?:s|ing)?|has more than|have more than)|(?:may|should|must|can) (?:be longer than|exceed|have more than))\s+(?P<rest>.+)$",
            predicate,
            ANY_CASE,
        )
    ):
        amount, thing = _amount_thing(match["rest"])
        if amount and thing:
            return [
                Want(
                    "length", predicate, "length", f"every {match['part'].lower()}", thing, high=amount[1] or amount[0]
                )
            ]
        return None
    if match := re.match(
        r"^(?:keep|limit|make)\s+(?P<what>the whole thing|it|this|the [\w ]{2,30}?|(?:every|each|all) [\w ]{2,30}?|paragraphs|sentences|sections|headings)\s+(?P<rest>(?:to|under|below|within|at|between|shorter|no|less|around|about|up|\d).*)$",
        predicate,
        ANY_CASE,
    ):
        name = match["what"]
        target = place_of(
            f"every {name.removesuffix('s')}"
            if name.lower() in ("paragraphs", "sentences", "sections", "headings")
            else "it"
            if name.lower() == "the whole thing"
            else name
        )
        if target is None:
            return None
        where, predicate = (target if target.place else where or Where("")), match["rest"]
    if where is None:
        return None
    limit = _LIMIT.match(ask.subject)
    where = Where("") if limit else where
    rest = _LENGTH_IS.sub("", predicate, count=1)
    rest = re.sub(
        r"^(?:shorter|less) than",
        "less than",
        re.sub(r"^(?:longer than)", "more than", rest, flags=ANY_CASE),
        flags=ANY_CASE,
    )
    rest = re.sub(r"^(?:no|not) (?:longer|more|bigger) than", "at most", rest, flags=ANY_CASE)
    rest = re.sub(r"^(?:no|not) (?:shorter|less|fewer) than", "at least", rest, flags=ANY_CASE)
    amount, thing = _amount_thing(rest)
    if amount is None or thing not in _COUNTED | {"pages"}:
        return None
    low, high = amount
    if ask.forbidden or re.match(r"^exceeds?\b", predicate, ANY_CASE):
        value = low if low is not None and high is None else high
        over = re.match(r"^(?:more than|over)", rest, ANY_CASE)
        if (
            ask.forbidden
            and re.match(r"^(?:be|is|are|have|has|contain|exceed)", predicate, ANY_CASE)
            and value is not None
        ):
            turned = low is None and high is not None
            low, high = (value + 1, None) if turned else (None, value - (1 if over and low is not None else 0))
        else:
            return None
    elif (
        low == high
        and low is not None
        and not re.search(r"\b(?:exactly|precisely)\b", rest, ANY_CASE)
        and (limit or _CAPPED.match(ask.predicate))
    ):
        low, high = (low, None) if limit and limit["which"].lower() == "minimum" else (None, high)
    elif (
        low == high
        and low is not None
        and thing in ("words", "characters")
        and not re.match(r"^(?:exactly|precisely)", rest, ANY_CASE)
    ):
        low, high = int(low * 0.9), -int(-high * 1.1 // 1) if high else None
    place = where.place
    if place.startswith("every ") and place.endswith(("word", "line")):
        return None
    return [Want("length", predicate, "length", place, thing, low, high)]


def _amount_thing(text: str) -> tuple[tuple[int | None, int | None] | None, str]:
    """Bounds and unit where a text is an amount of a thing and nothing more."""
    text = re.sub(r"^(?:an?|one)\s+single\s+", "exactly one ", text.strip(), flags=ANY_CASE)
    text = re.sub(r"^(?:a (?:total|length|word count) of|in total|total)\s+", "", text.strip(), flags=ANY_CASE)
    amount = read_amount_before(text)
    if amount is None:
        return None, ""
    rest = text[amount.end :]
    thing = read_thing(rest)
    if thing is None:
        return None, ""
    tail = rest[thing.end :]
    amount = with_tail(amount, tail)
    if not re.fullmatch(
        r"\s*(?:long|in length|at (?:the )?most|at least|max(?:imum)?\.?|or (?:less|fewer|more)|each|total|in total|or so|altogether|overall|,? not more)?\s*(?:long)?",
        tail,
        ANY_CASE,
    ):
        return None, ""
    return (amount.low, amount.high), thing.unit


def numbered(ask: Ask) -> Found:
    """`Headings are numbered`."""
    if ask.forbidden or not _NUMBERED.match(ask.predicate):
        return None
    if not re.match(
        r"^(?:(?:all |the |all the )?(?:sections?|headings?|chapters?)|every (?:section|heading)|each (?:section|heading))$",
        ask.subject,
        ANY_CASE,
    ):
        bare = re.sub(r"^(?:the|all|all the|our)\s+", "", ask.subject, flags=ANY_CASE)
        return [Want("thing about", "" if bare == "steps" else bare, "structure", unit="ordered", low=1)]
    return [Want("numbered", ask.subject, "structure")]


def is_part(ask: Ask) -> Found:
    """`The timeline must be a table`, `the steps are a numbered list`."""
    match = re.match(
        r"^(?:be|is|are|be (?:given|shown|set|presented|written|formatted) (?:as|in)|come as|use)\s+(?P<what>(?:an?|one|as an?|in an?)\s+.+)$",
        ask.predicate,
        ANY_CASE,
    )
    if not match or ask.where is None or not ask.where.place:
        return None
    what = re.sub(r"^(?:as |in )?(?:an?|one)\s+", "", match["what"], flags=ANY_CASE)
    further: list[Want] = []
    if parts := re.match(
        r"^(?P<what>.+?)\s+(?:with|of)\s+(?P<parts>(?:at least|at most|no more than|exactly|\d|two|three|four|five).+)$",
        what,
        ANY_CASE,
    ):
        bounds = read_amount_before(parts["parts"])
        counted = read_thing(parts["parts"][bounds.end :]) if bounds else None
        if bounds is None or counted is None:
            return None
        further = [Want("thing", parts["parts"], "count", ask.where.place, counted.unit, bounds.low, bounds.high)]
        what = parts["what"]
    thing = read_thing(what)
    if thing is None or thing.end < len(what) or thing.unit in _COUNTED:
        return None
    return [
        Want(
            "thing",
            match["what"],
            "structure",
            ask.where.place,
            thing.unit,
            None if ask.forbidden else 1,
            0 if ask.forbidden else None,
        ),
        *further,
    ]


def value(ask: Ask) -> Found:
    """`The deposit must be at most 10 percent`: a bound on the value of a topic."""
    match = _VALUE.match(ask.predicate)
    if not match or ask.forbidden or ask.where is None or ask.where.place in ("", "the title"):
        return None
    amount = read_amount_before(match["rest"] + " ")
    if amount is None or not amount.stated:
        return None
    return [Want("value", bare_name(ask.subject), "count", "", match["unit"].lower(), amount.low, amount.high)]
