"""What a noun phrase or clause wants: a counted thing, a section, a form, an answer."""

import re

from goldthread.compile.plain.amounts import read_amount_before, read_thing, with_tail
from goldthread.compile.plain.lexicon import ANY_CASE, SAY
from goldthread.compile.plain.needs import need_of
from goldthread.compile.plain.places import Where, without_place
from goldthread.compile.plain.wants import QUOTED, Ask, Found, Want, place_in
from goldthread.schemas.constraint import Kind

_SECTION = re.compile(
    r"^(?:an?|the|one|its own|a separate|a short|a dedicated|a brief)?\s*(?:short |separate |dedicated |own |brief |final )?(?:(?:section|chapter|part|heading|paragraph|subsection)\s+(?:called|named|titled|entitled|on|about|for|with the (?:title|heading)|headed|dedicated to|devoted to|that covers|covering|with)?\s*(?P<name>[\"“‘'].{1,80}?[\"”’']|.{2,80})|(?P<before>[\"“‘'].{1,80}?[\"”’']|(?!\b(?:numbered|first|last|new|short)\b)[\w'’& -]{2,60}?)\s+section)$",
    ANY_CASE,
)


EVERY = re.compile(r"^(?:every|each|all|no|any|both|none)\b", ANY_CASE)


FORM = re.compile(
    r"^(?P<topic>.+?)\s+(?:as|in|in the form of|in form of|by means of|using|formatted as)\s+(?:an?\s+|the\s+)?(?P<more>(?:(?!of\b|in\b)[\w-]+\s+)??)(?P<form>tables?|images?|pictures?|photos?|(?:bullet(?:ed)? |numbered |ordered )?lists?|bullets?|bullet points?|code blocks?|block ?quotes?)$",
    ANY_CASE,
)


_MANNER = re.compile(
    r"\b(?:passive|active voice|jargon|clich[ée]s?|slang|sarcas\w+|iron\w+|humou?r|spoilers?|exaggerat\w+|speculat\w+|(?:first|second|third) person|(?:past|present|future) tense|"
    r"contractions?|abbreviations?|acronyms?|buzzwords?|filler\w*|opinions?|repetitions?|long sentences|marketing|advertis\w+|blame|tone|style|wording|language|superlatives?|adjectives?|adverbs?|"
    r"technical terms?|foreign words?|emotion\w*|redundan\w+)$",
    ANY_CASE,
)
"""What no list of words can show to be absent."""
_FILLER = re.compile(
    r"^(?:any |the )?(?:mention|use|talk|word|words|reference|references|mentions)\s+(?:of|to|about)\s+", ANY_CASE
)


def section_wants(ask: Ask) -> Found:
    """`a section on insurance`, `the section called Risks`."""
    predicate = ask.predicate
    plain = re.sub(rf"^(?:be|is|are|(?:{SAY})s?|has|contains?|includes?|have|no)\s+", "", predicate, flags=ANY_CASE)
    plain = re.sub(r"\s+(?:is|are)?\s*(?:needed|required|necessary|a must|missing)$", "", plain, flags=ANY_CASE)
    match = _SECTION.match(plain)
    if (
        not match
        or ask.where is None
        or ask.where.place
        or (read_amount_before(plain + " ") and re.match(r"(?:at|no|exactly|two|three|\d)", plain, ANY_CASE))
    ):
        return None
    if ask.subject and ask.subject != "there" and place_in(ask.where):
        return None
    name = (match["name"] or match["before"]).strip(" \"“”‘’'.")
    name = re.sub(r"^(?:the|our|your)\s+", "", name, flags=ANY_CASE)
    if len(name.split()) > 6 or re.search(r"\b(?:that|which|must|with)\b", name):
        return None
    exact = bool(QUOTED.search(plain)) or bool(re.search(r"\b(?:called|named|titled|entitled)\b", plain, ANY_CASE))
    return [
        Want(
            "section",
            name,
            "structure",
            "",
            unit="called" if exact else "about",
            high=0 if ask.forbidden else None,
            low=None if ask.forbidden else 1,
        )
    ]


def formed(match: re.Match[str], place: str) -> list[Want]:
    """`the weights in a table`: a thing of that form about the topic."""
    thing = read_thing(match["form"])
    unit = "lists" if thing is None or thing.unit == "items" else thing.unit
    more = "" if re.match(r"^(?:short|simple|clear|small|own|separate)\b", match["more"], ANY_CASE) else match["more"]
    return [Want("thing about", f"{match['topic']} {more}".strip(), "structure", place, unit, 1)]


_PEOPLE = re.compile(
    r"(?:\w{2,}(?:er|or|ist|ian|ee|man|woman)s?|head\b.*|chairs?|lead|boss|staff|people|persons?|president|secretary|host|nurse|doctor|vet|team|parties|tenant|landlord|client|accountant|attendant|assistant|consultant|applicant|participant)",
    ANY_CASE,
)
_THINGS = re.compile(
    r"(?:number|paper|order|letter|chapter|error|factor|computer|server|printer|router|water|answer|offer|river|power|layer|parameter|sensor|motor|container|header|footer|folder|browser|calculator|center|meter|"
    r"buffer|timer|corner|register|quarter|danger|matter|colou?r|floor|door|indicator|fee|tree|degree|guarantee|committee|list|checklist|ladder|filter|adapter|charger|poster|flyer|dinner|weather|cover|door|door|mirror|vector|monitor)s?",
    ANY_CASE,
)


def with_name(want: Want) -> Want:
    """Who must be named needs a name beside the words; a thing is named by its own words."""
    head = re.split(r"\s(?:of|for|in|on|who|that|which|from|to|at|with)\s", want.text)[0].split()
    who = bool(head) and _PEOPLE.fullmatch(head[-1]) is not None and not _THINGS.fullmatch(head[-1])
    return Want("person", want.text, want.kind, want.place) if want.wanted == "mention" and who else want


_SHORT = r"[\w'’-]+(?: [\w'’-]+)?"
_JOINED = re.compile(rf"(?!both\b){_SHORT}(?:, {_SHORT})*,? and (?:an? |the )?{_SHORT}", ANY_CASE)


def _joined(topic: str) -> list[str]:
    """The parts of `iron, zinc and copper`; none where a topic is one."""
    if not _JOINED.fullmatch(topic) or re.search(
        r"\b(?:of|in|on|for|with|to|by|that|which|than|as)\b", topic, ANY_CASE
    ):
        return []
    return [re.sub(r"^(?:an?|the) ", "", one) for one in re.split(r",? and |, ", topic)]


def object_wants(text: str, where: Where, *, forbidden: bool, spoken: bool = False) -> list[Want] | None:
    """What a noun phrase or clause wants: a counted thing, a section, a need."""
    plain, inner = without_place(text.strip(" .,;:!"))
    place = inner.place if inner and inner.place else where.place
    if re.match(r"^no\s+(?!more\b|less\b|fewer\b|longer\b|later\b)", plain, ANY_CASE):
        forbidden = not forbidden
    plain = re.sub(r"^(?:any|no)\s+(?=\w)(?!more|less|fewer|longer)", "", plain, flags=ANY_CASE)
    if EVERY.match(plain) and not re.match(r"^(?:no|any)\b", plain, ANY_CASE):
        return None
    if not forbidden and (form := FORM.match(plain)):
        return formed(form, place)
    if not forbidden and (
        both := re.match(
            r"^(?P<who>.+?)\s+with\s+(?:an?\s+|the\s+|their\s+|his\s+|her\s+)?(?P<way>(?:tele)?phone(?: numbers?)?|telephone numbers?|e-?mail(?: address(?:es)?)?)$",
            plain,
            ANY_CASE,
        )
    ):
        return [Want(need_of(both["way"])[0], need_of(both["who"])[1], place=place)]
    if not place and (found := section_wants(Ask("", plain, forbidden, Where("")))):
        return found
    amount = read_amount_before(plain)
    thing = read_thing(plain[amount.end :] if amount else plain)
    if spoken and not (amount and amount.stated):
        thing = None
    if thing is not None:
        rest = (plain[amount.end :] if amount else plain)[thing.end :]
        bounds = with_tail(amount, rest) if amount else None
        bare = not re.search(
            r"\w",
            re.sub(
                r"\b(?:at most|at least|max(?:imum)?|or more|or less|or fewer|in it|each|per section|please)\b",
                "",
                rest,
                flags=ANY_CASE,
            ),
        )
        low, high = (bounds.low, bounds.high) if bounds else (1, None)
        if (
            amount
            and low == high
            and not amount.stated
            and thing.unit not in ("sections", "tables", "paragraphs", "sentences")
        ):
            high = None if re.search(r"\b(?:have|include|contain|add)\b", text, ANY_CASE) else high
        if forbidden:
            low, high = None, (high - 1 if high is not None and amount and amount.stated and low is not None else 0)
            if amount and amount.stated and bounds and bounds.low is not None and bounds.high is None:
                high = bounds.low - 1
        if bare:
            kind: Kind = "count" if amount and amount.stated else "structure"
            return [Want("thing", plain, kind, place, thing.unit, low, high)]
        if thing.unit in ("tables", "images", "code", "lists", "ordered", "links", "quotations") and not forbidden:
            topic = re.sub(
                r"^\s*(?:of|for|with|on|about|showing|that shows?|from|by|in|listing|to)\s+(?:the\s+|an?\s+)?(?:columns?\s+)?",
                "",
                rest,
                flags=ANY_CASE,
            )
            columns = re.match(r"^\s*with\s+(?P<n>.+?)\s+columns?$", rest, ANY_CASE)
            cols = read_amount_before(columns["n"] + " ") if columns and thing.unit == "tables" else None
            if cols:
                return [Want("columns", plain, "structure", place, "columns", cols.low, cols.high)]
            if thing.unit == "links":
                return [Want("link to", topic, "structure", place)]
            return [Want("thing about", topic.strip(), "structure", place, thing.unit, low or 1, high)]
        if thing.unit not in (
            "dates",
            "numbers",
            "prices",
            "percentages",
            "emails",
            "phones",
            "words",
            "references",
            "pages",
            "items",
            "lines",
            "steps",
            "headings",
            "sections",
            "questions",
            "rules",
        ):
            return None
    if forbidden and not amount:
        plain = _FILLER.sub("", plain)
        wanted, topic = need_of(plain)
        if _MANNER.search(topic) or wanted == "person":
            return [Want("", text, "free", place)]
        if wanted in ("amount", "number", "date", "duration", "phone", "email", "percent"):
            return [Want(f"no {wanted}", topic, "nowhere", place, mentions=(topic,))]
        if len(topic.split()) > 5:
            return [Want("", text, "free", place)]
        names = tuple(one.strip() for one in re.split(r",\s*(?:or\s+|and\s+)?|\s+(?:or|nor)\s+", topic) if one.strip())
        return [Want("unsaid", topic, "nowhere", place, mentions=names)]
    if amount and (amount.stated or not re.match(r"^an?\s", plain, ANY_CASE)):
        return None
    wanted, topic = need_of(plain)
    if wanted == "mention" and (parts := _joined(topic)):
        return [Want(wanted, one, place=place) for one in parts]
    if re.match(r"^year$", topic, ANY_CASE):
        return [Want("year", topic, place=place)]
    if not re.search(r"\w{2}", topic) and wanted in ("mention", "statement"):
        return None
    return [Want(wanted, topic, place=place)]
