"""What an everyday demand wants: its predicate read by rules that each know one form, the surest first."""

import re
from collections.abc import Callable
from dataclasses import replace

from goldthread.compile.lexicon import cardinal
from goldthread.compile.plain.amounts import read_amount_before, read_thing
from goldthread.compile.plain.holding import FORM_WORDS, holds
from goldthread.compile.plain.lexicon import ANY_CASE, SAID, SAY, SPEAKING
from goldthread.compile.plain.marks import (
    TIMES,
    act,
    columns,
    dates,
    labelled,
    left_out,
    links,
    part_size,
    placeholders,
    times,
)
from goldthread.compile.plain.needs import need_of
from goldthread.compile.plain.objects import EVERY, FORM, formed, object_wants, section_wants, with_name
from goldthread.compile.plain.pieces import Demand
from goldthread.compile.plain.places import NAMED, PERHAPS, Where, place_of, without_place
from goldthread.compile.plain.shapes import edges, is_part, language, numbered, order, position, size, value
from goldthread.compile.plain.wants import QUOTED, Ask, Found, Want, place_in, quoted

_SAY = re.compile(
    rf"^(?:clearly |explicitly |briefly |at least |also )?(?P<verb>(?:{SAY})(?:s|es)?|covers|specifies|has|discusses)\b\s*:?\s*(?P<object>.+)$",
    ANY_CASE | re.DOTALL,
)


_PASSIVE = re.compile(
    rf"^(?:to )?(?:(?:be|is|are|gets?|get)\s+)(?:\w+ly\s+|also\s+|all\s+)?(?:{SAID})\b\s*(?P<tail>.*)$",
    ANY_CASE | re.DOTALL,
)


_THERE = re.compile(r"^(?:be|is|are|has to be|exist)\s+(?P<object>.+)$", ANY_CASE | re.DOTALL)


_INSTEAD = re.compile(
    r"^(?:use|write|say|call (?:it|them|her|him)|spell)\s+(?:the (?:term|word|spelling|form)s?\s+)?(?P<good>[\"“‘'][^\"”’]{1,60}[\"”’'])\s*(?:,?\s*(?:instead of|rather than|(?:and\s+)?(?:not|never)|but (?:not|never))\s+)(?:the (?:term|word)s?\s+)?(?P<bad>.+)$",
    ANY_CASE,
)


_TERM = re.compile(
    r"^(?:use|uses|contain|include|mention|say|write|have)?\s*(?:the |any |a |of the )?(?:exact |following )?(?:words?|terms?|phrases?|expressions?|names?|sentence|abbreviation|word combination)\b",
    ANY_CASE,
)


_ABOUT_IT = re.compile(
    r"^(?:mention|discuss|cover|address|explain|describe|talk about|refer to|comment on|touch (?:on|upon)|deal with|point out|note)(?:e?s)?$",
    ANY_CASE,
)
_ABOUT_SAID = re.compile(
    r"^(?:be|is|are)\s+(?:also\s+|all\s+)?(?:mentioned|discussed|covered|addressed|explained|described|talked about|referred to|dealt with|pointed out|noted)\b",
    ANY_CASE,
)
_PIECES = frozenset(("words", "sentences", "paragraphs", "lines", "characters"))
_PRESENT = re.compile(
    r"^(?:be|is|are)\s+(?:included|there|needed|required|present|used|enough|allowed|written|contained)\b", ANY_CASE
)
_WARNS = re.compile(r"^(?:warn|remind|advise)s?$", ANY_CASE)
"""What one is warned of is seldom called by its name."""
_SPOKEN = re.compile(r"^(?:mention|say|talk about|discuss|refer to|comment on|touch on|state)s?$", ANY_CASE)


def _terms(ask: Ask) -> Found:
    if match := _INSTEAD.match(ask.predicate):
        good, bad = quoted(match["good"]), quoted(match["bad"]) or (match["bad"].strip(" .'\""),)
        return [Want("term", good[0], mentions=good), Want("absent", bad[0], "nowhere", mentions=bad)] if good else None
    words = quoted(ask.predicate)
    outside = QUOTED.sub(" ", ask.predicate)
    if (
        not words
        or ask.where is None
        or re.search(
            r"\b(?:sections?|chapters?|headings?|titled|begin|start|open|end|close|columns?|link)\b", outside, ANY_CASE
        )
    ):
        return None
    if ask.forbidden:
        unit = (
            "outside quotations"
            if re.search(r"outside (?:of )?(?:direct |literal |the )?quot", ask.predicate, ANY_CASE)
            else "examples"
            if re.search(r"\b(?:such as|like|e\.g\.|for example|for instance)\s*,?\s*[\"“‘']", ask.predicate, ANY_CASE)
            else ""
        )
        return [Want("absent", words[0], "nowhere", place_in(ask.where), unit, mentions=words)]
    said = _SAY.match(ask.predicate) or _TERM.match(ask.predicate)
    alone = not re.search(
        r"\w{2,}",
        re.sub(
            rf"\b(?:{SAY}|the|words?|terms?|phrases?|sentence|exact|and|or|note|a|slogan|motto|hashtag|line|following|text|both|command|string|hashtag|tag|label|code|formula|abbreviation)s?\b",
            " ",
            outside,
            flags=ANY_CASE,
        ),
    )
    if said and alone:
        either = re.search(r"[\"”’']\s*(?:,\s*)?or\s", ask.predicate)
        if either:
            return [Want("term", words[0], place=place_in(ask.where), mentions=words)]
        return [Want("term", one, place=place_in(ask.where), mentions=(one,)) for one in words]
    return None


def _needed(ask: Ask) -> Found:
    """`A section on insurance is needed`, `A total has to be shown`: the subject is what must be there."""
    if not ask.subject or ask.forbidden:
        return None
    if EVERY.match(ask.subject):
        return None
    match = (
        _PASSIVE.match(ask.predicate)
        or re.match(r"^(?:be|is|are|stand|stands|come|comes)(?P<tail>)$", ask.predicate, ANY_CASE)
        if ask.where and ask.where.words and place_of(ask.subject) != ask.where
        else _PASSIVE.match(ask.predicate)
    )
    match = (
        match
        or re.match(
            r"^(?:be|is|are)\s+(?:needed|required|necessary|a must|mandatory|essential|included|wanted)(?P<tail>)$",
            ask.predicate,
            ANY_CASE,
        )
        or re.match(
            r"^(?:appear|appears|exist|stand|come up|be|feature|not be missing)(?P<tail>)$", ask.predicate, ANY_CASE
        )
    )
    if not match:
        return None
    tail = match["tail"].strip() if "tail" in match.groupdict() else ""
    inner = ask.where if ask.where is not None and ask.where.words and ask.where.words not in ask.subject else Where("")
    if place_of(ask.subject) == ask.where:
        inner = Where("")
    made = object_wants(ask.subject, inner, forbidden=False)
    if made and _ABOUT_SAID.match(ask.predicate):
        made = [_told_of(one) for one in made]
    if re.match(r"^(?:be|is|are)\s+named\b", ask.predicate, ANY_CASE) and made:
        made = [with_name(one) for one in made]
    if (
        made
        and any(one.wanted == "thing" and one.unit in _PIECES for one in made)
        and not _PRESENT.match(ask.predicate)
    ):
        return None
    if form := FORM.match(f"{ask.subject} {tail}") if tail else None:
        return formed(form, inner.place)
    if tail and made and len(made) == 1:
        tail = re.sub(r"^(?:with|together with|along with|in|by|as|at|for|to)\s+", "", tail)
        if made[0].wanted in ("thing",):
            return made
        joined = f"{made[0].text} " + re.sub(r"^(?:its|their|the)\s+", "", tail)
        return [
            Want(
                made[0].wanted,
                joined,
                made[0].kind,
                made[0].place,
                made[0].unit,
                made[0].low,
                made[0].high,
                mentions=made[0].mentions,
            )
        ]
    return made


def _there(ask: Ask) -> Found:
    forbidden = ask.forbidden
    if ask.subject != "there":
        return None
    match = _THERE.match(ask.predicate)
    target = match["object"] if match else ask.predicate
    if re.match(r"no\s+(?!more|fewer|less)", target, ANY_CASE):
        forbidden, target = True, re.sub(r"^no\s+", "", target, flags=ANY_CASE)
    return object_wants(target, ask.where or Where(""), forbidden=forbidden)


def _edge_section(ask: Ask) -> Found:
    """`The last section lists the open questions`, `the first section is the summary`."""
    if ask.forbidden or ask.where is None or ask.where.place not in ("the first section", "the last section"):
        return None
    match = re.match(
        rf"^(?:be|is|must be|(?:{SAY})s?|covers|has)\s+(?:called\s+|about\s+|named\s+|titled\s+|on\s+)?(?P<what>.+)$",
        ask.predicate,
        ANY_CASE,
    )
    called = re.match(r"^(?:be|is)\s+(?:called|named|titled)\s+(?:the\s+)?(?P<name>.{2,60})$", ask.predicate, ANY_CASE)
    if called:
        return [Want("position", called["name"].strip(" \"'“”‘’."), "structure", ask.where.place)]
    if not match or (read_amount_before(match["what"] + " ") and re.match(r"(?:at|no|\d)", match["what"], ANY_CASE)):
        return None
    return object_wants(match["what"], ask.where, forbidden=False)


def _each_item(ask: Ask) -> Found:
    """`Every action item needs an owner`: each entry of the list under that name."""
    match = re.match(r"^(?:every|each|all)\s+(?:single\s+|of the\s+)?(?P<what>[\w'’ -]{3,40})$", ask.subject, ANY_CASE)
    if not match or ask.forbidden or (ask.where and ask.where.place):
        return None
    said = _SAY.match(ask.predicate) or re.match(r"^needs?\s+(?P<object>.+)$", ask.predicate, ANY_CASE)
    if not said or FORM_WORDS.search(said["object"]):
        return None
    found = []
    for one in re.split(r"\s*,\s*|\s+and\s+", said["object"]):
        bare = re.sub(r"^(?:an?|the|its|their|his|her|one|at least one)\s+(?:own\s+)?", "", one.strip(), flags=ANY_CASE)
        wanted, topic = need_of(bare)
        found.append(Want("each", topic, "everywhere", f"every {match['what']}", unit=wanted))
    return found


def _says(ask: Ask) -> Found:
    told = SPEAKING.match(ask.predicate)
    match = _SAY.match(ask.predicate)
    if told is None and match is None:
        return None
    if ask.where is None:
        return None
    target = ask.predicate[told.end() :] if told else match["object"] if match else ""
    if told and target.lower().startswith("to "):
        target = target[3:]
        return (
            [Want("statement", target, "somewhere" if not ask.forbidden else "nowhere", ask.where.place)]
            if not ask.forbidden
            else None
        )
    if match and re.match(r"^(?:use|write)s?$", match["verb"], ANY_CASE):
        thing = read_thing(re.sub(r"^(?:an?|the|some)\s+", "", target, flags=ANY_CASE))
        counted = thing is not None and thing.unit not in ("words", "sentences", "paragraphs", "lines", "characters")
        if not counted and not read_amount_before(target):
            return None
    spoken = bool(match and _SPOKEN.match(match["verb"]))
    made = object_wants(target, ask.where, forbidden=ask.forbidden, spoken=spoken)
    if made and match and _ABOUT_IT.match(match["verb"]) and not ask.forbidden:
        made = [_told_of(one) for one in made]
    if made and match and _WARNS.match(match["verb"]) and not ask.forbidden:
        made = [replace(one, wanted="statement") if one.wanted == "mention" else one for one in made]
    named = match is not None and match["verb"].lower() in ("name", "names") and not ask.forbidden
    return [with_name(one) for one in made] if made and named else made


def _told_of(want: Want) -> Want:
    """What must be spoken of is spoken of where it is denied as well."""
    return Want(want.wanted, want.text, want.kind, want.place, "named") if want.wanted == "mention" else want


def _forbidden_words(ask: Ask) -> Found:
    predicate = ask.predicate
    if not ask.forbidden or ask.where is None:
        return None
    plain = re.sub(
        rf"^(?:no\s+|be\s+|(?:use|{SAY})\s+|any\s+|the use of\s+|uses?\s+|have\s+|contain\s+)+",
        "",
        predicate,
        flags=ANY_CASE,
    )
    if match := re.match(
        r"^(?P<what>.{2,60}?)(?:\s+by name)?\s*\((?:e\.g\.,?\s*|such as\s+|like\s+)?(?P<list>[^)]+)\)\s*$",
        plain,
        ANY_CASE,
    ):
        names = tuple(
            one.strip(" .'\"") for one in re.split(r",\s*(?:or |and )?|\s+(?:or|and)\s+", match["list"]) if one.strip()
        )
        return [Want("absent", names[0], "nowhere", ask.where.place, mentions=names)]
    return None


def _be_told(ask: Ask) -> Found:
    """`Employees must be told that ...`: the document must say it."""
    match = re.match(
        r"^be (?:told|informed|warned|reminded|advised)\s+(?P<what>(?:that|about|of|how|when|ask.where|what|who|why)\b.+)$",
        ask.predicate,
        ANY_CASE,
    )
    if not match or ask.forbidden:
        return None
    return object_wants(match["what"], Where(""), forbidden=False)


def _addressed(ask: Ask) -> Found:
    match = re.match(
        r"^(?:be|is)\s+(?:addressed|directed|sent|dedicated|written) to\s+(?P<who>(?-i:(?:Mrs?\.?|Ms\.?|Dr\.?|Prof\.?|[A-Z])[\w.' -]+))$",
        ask.predicate,
        ANY_CASE,
    )
    if match and not ask.forbidden:
        return [Want("term", match["who"], place="the beginning", mentions=(match["who"].strip(),))]
    match = re.match(r"^(?:be|is)\s+signed (?:by|with)\s+(?P<who>(?-i:[A-Z])[\w.' -]+)$", ask.predicate, ANY_CASE)
    return (
        [Want("term", match["who"], place="the end", mentions=(match["who"].strip(),))]
        if match and not ask.forbidden
        else None
    )


def _stated(text: str) -> bool:
    amount = read_amount_before(text)
    return amount is not None and (amount.stated or not re.match(r"^an?\s", text, ANY_CASE))


def _fragment(ask: Ask) -> Found:
    """A bare noun phrase is what must be there."""
    predicate = ask.predicate
    if ask.subject or (ask.forbidden and not predicate.lower().startswith("no ")):
        return None
    plain = re.sub(r"^no\s+", "", predicate, flags=ANY_CASE) if ask.forbidden else predicate
    if match := re.match(
        rf"^(?P<what>.+?)\s+(?:(?:is|are|be)\s+)?(?:needed|required|included|stated|mentioned|given|{SAID})$",
        plain,
        ANY_CASE,
    ):
        plain = match["what"]
    if match := re.match(
        r"^(?:an?\s+|the\s+)?(?P<name>[\w'’ -]{2,40}?)\s+section\s+(?:with|containing|that has|that contains|listing|including)\s+(?P<what>.+)$",
        plain,
        ANY_CASE,
    ):
        inside = object_wants(match["what"], Where(NAMED + match["name"]), forbidden=False)
        return (
            [Want("section", match["name"], "structure", unit="about", low=1), *inside]
            if inside and not ask.forbidden
            else None
        )
    if match := re.match(r"^(?P<name>[A-Za-z][\w'’ -]{2,30}):\s+(?P<what>.+)$", plain):
        return object_wants(match["what"], Where(PERHAPS + match["name"]), forbidden=ask.forbidden)
    if (
        re.match(
            r"^[A-Za-z]+\s+(?:the|an?|your|our|their|his|her|its|all|every|it|them|us|me|people|readers?)\b", plain
        )
        and not read_amount_before(plain)
        and not re.match(r"^(?:all|both|half|such|what|how|where|when|who|why|with|of)\b", plain, ANY_CASE)
    ):
        return None
    if (
        len(plain.split()) > 9
        or re.match(
            r"^(?:use|write|put|insert|add|avoid|choose|speak|talk|easy|simple|clear|short|friendly|nice|good|polite|formal|informal|concise|professional|neutral|fun|funny|readable|understandable|persuasive|engaging|well|not too|very|quite|sound|feel|read|be|make|write|look|tone|style|keep|stay|stick|try|do)\b",
            plain,
            ANY_CASE,
        )
        or re.search(r":", plain)
    ):
        return None
    found = object_wants(plain, ask.where or Where(""), forbidden=ask.forbidden)
    sure = ("thing", "section", "thing about", "email", "phone", "link", "link to", "length")
    return (
        [one for one in found if one.wanted in sure or (not _stated(plain) and not ask.forbidden)] or None
        if found
        else None
    )


_RULES: tuple[Callable[[Ask], Found], ...] = (
    dates, placeholders, labelled, columns, times, numbered, size, part_size, language, _addressed, _be_told, _terms, order, position, edges, _each_item, is_part, value, section_wants, links, act, _forbidden_words, left_out,
    _needed, _there, _edge_section, _says, _fragment, holds,
)  # fmt: skip


_OFTEN = re.compile(r"\b(?:once|twice|thrice|\w+ times)\b(?!\s+(?:an?|per|every|each)\b)", ANY_CASE)
"""How often something is said: the grammar counts it."""


_MEASURED = re.compile(rf"\b{cardinal('en')}[\s-]+(?:words?|characters?)\b", ANY_CASE)
"""A length: a rule that reads no bound of it has not understood the demand."""


def wants_of(demand: Demand) -> list[Want]:
    """What a demand wants; nothing where no rule knows its form."""
    predicate, inner = without_place(demand.predicate.strip(" .,;:!"))
    predicate = re.sub(r"^needs?\s+(?!to\b)", "have ", predicate, flags=ANY_CASE)
    subject, forbidden = demand.subject, demand.forbidden
    if (_OFTEN.search(predicate) and not (TIMES.match(predicate) and quoted(subject))) or re.match(
        r"^address\b.*\bby (?:\w+ )?name\b", demand.predicate, ANY_CASE
    ):
        return []
    if re.match(r"^there$", subject, ANY_CASE) or re.match(r"^there\s+(?:is|are)\b", predicate, ANY_CASE):
        predicate = re.sub(r"^there\s+", "", predicate, flags=ANY_CASE)
        subject = "there"
    where = inner or (Where("") if subject in ("", "there") else place_of(subject))
    for rule in _RULES:
        if (found := rule(Ask(subject, predicate, forbidden, where))) is not None:
            bounded = any(one.kind in ("length", "count") or one.unit in _PIECES for one in found)
            return found if bounded or not _MEASURED.search(QUOTED.sub("", predicate)) else []
    return []
