"""Prohibitions: whether a part of a sentence forbids, where, and what an exception takes out."""

import re

from goldthread.compile.tongues.carrying import excepts, shifted
from goldthread.compile.tongues.exact import numbers_of
from goldthread.compile.tongues.marks import mark
from goldthread.compile.tongues.parting import Part
from goldthread.compile.tongues.readings import Readings
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token
from goldthread.compile.tongues.wording import said, without_places

_REVEALS = re.compile(r"明か|現れ|登場|知ら|分か|わか|バラ|出て|伏せ|隠|秘密|揭|透露|出场|露面|出现|知道")
"""What happens at the end of a span rather than after it."""

_BUT_NOT = re.compile(
    r"(?:(?:aber|jedoch|doch|nur|mais|pero|sino|但是?|不过|ただし)[\s、，]*)?(?:nie(?:mals)?|nicht|jamais|pas|nunca|no|jamás|不要?|别|不能|ない|なし)(?:[\s、，]*(?:aber|jedoch|提|写|出现))?\W*",
    re.IGNORECASE,
)

_RATHER = re.compile(
    r"^(?:in \w+ \w+ )?(?:please )?(?:say|use|write|call|put|take|choose)\b[^,;]*, not\b", re.IGNORECASE
)
"""`Say "you", not "the driver"` asks for something."""

_FORBIDS = re.compile(
    r"\b(?:must|should|shall|may|ought|needs? to|has to|have to|(?:is|are) to|please|do|dont|don['’]t)\b[^,;]{0,12}?(?:\bnot\b|n['’]t\b|\bnever\b|\bno\b|\bavoid|\bomit|\bskip|\bdont\b)(?! (?:only|need|have to))|"
    r"\b(?:avoid|refrain|omit|skip|forbid\w*|forbidden|banned|prohibited|taboo|off[- ]limits|unwelcome|unwanted|to be avoided|out of bounds|do without|don['’]t|do not|dont|must never|cannot (?:be|contain|mention|refer|use|include))\b|"
    r"\bnot (?:allowed|permitted|wanted|mentioned|named|used|shown|spoken of|to be)\b|\b(?:keep|leave|stay|steer)\b.{0,40}\b(?:out|away|clear|off|aside)\b|\bfree (?:of|from)\b",
    re.IGNORECASE,
)

_AT_ALL = re.compile(
    r"\b(?:at all|in it|whatsoever)\s*[.!]?$|\b(?:uses?|mentions?|names?|shows?|contains?|includes?) (?:no|nothing|none)\b",
    re.IGNORECASE,
)


def forbids(
    to: Readings,
    piece: Part,
    telling: Telling,
    exact: list[Found],
    every: list[Found],
    inside: list[Token],
    *,
    task: bool,
) -> bool:
    """Whether a part of a sentence forbids something."""
    if not telling.negative:
        return False
    if exact and exact[0].rule == "label" and (telling.tells_none or not telling.leads_with_never):
        return False
    if exact and telling.tells_not and not telling.commands and not (to.setting.language == "fr" and telling.says_no):
        return False
    start = telling.negative_start
    signs = to.setting.language in ("zh", "ja")
    if exact:
        placed = min(one.place.start for one in exact) - piece.begin if exact[0].rule != "inherited" else -1
        until = any(one.rule in ("until", "before") for one in exact)
        spans = [
            (one.place.start - piece.begin, one.place.end - piece.begin) for one in exact if one.rule != "inherited"
        ]
        rest = without_places(piece.text, spans)
        until = until or (
            to.setting.language == "en"
            and bool(
                re.match(
                    r"(?:no|without|none|nothing|never|not)\b(?! (?:but|more|less|only|just)\b)",
                    rest,
                    re.IGNORECASE,
                )
            )
        )
        if to.setting.language == "en" and telling.tells_none and not until and not telling.commands:
            return False
        until = until or bool(
            re.match(r"(?:kein\w*|ohne|aucune?|pas d[e'’]|sans|sin|ningún|ninguna|nada de)\b", rest, re.IGNORECASE)
        )
        if to.setting.language == "en":
            hard = _FORBIDS.search(rest) is not None and not telling.is_without
            leads = telling.leads_with_never and not re.match(r"there (?:is|are|was|were)\b", rest, re.IGNORECASE)
            return until or hard or telling.says_no or leads or _AT_ALL.search(rest) is not None
        return (
            until
            or telling.commands
            or telling.says_no
            or (
                not telling.lacks
                and not telling.tells_not
                and not telling.only_style
                and not telling.is_background
                and not telling.is_without
            )
            or (not signs and start <= 3 and start < placed and not telling.is_background)
        )
    if any(one.kind == "g" for one in inside) and every:
        return True
    if every and to.setting.language == "en" and _RATHER.search(piece.text) and not telling.leads_with_never:
        return False
    if every:
        none = re.search(
            r"\b(?:no|none|nobody|no one|nothing|never|kein\w*|aucune?|ningún|ninguna)\b", piece.text, re.IGNORECASE
        )
        whole = to.setting.language in ("zh", "ja") and re.search(r"任何|どの.{1,6}も|いずれの", piece.text)
        return (
            telling.commands or telling.says_no or bool(whole) or bool(none and any(one.place.removed for one in every))
        )
    if telling.is_background and not telling.commands:
        return False
    if task and not telling.leads_with_never:
        return False
    if telling.commands:
        return True
    if telling.says_no:
        return not (telling.only_style and not telling.leads_with_never)
    return telling.leads_with_never or (telling.never_ever and not task)


def add_prohibition(
    to: Readings,
    piece: Part,
    telling: Telling,
    exact: list[Found],
    every: list[Found],
    places: list[Found],
) -> None:
    """Add what a part forbids, in the units that it names or in all."""
    numbers: tuple[int, ...] = ()
    if exact:
        gone = {
            number
            for one in exact
            if one.rule == "until"
            and not (
                to.setting.language in ("zh", "ja")
                and not _REVEALS.search(piece.text)
                and one.place.numbers[-1:] != (to.setting.count,)
            )
            and not re.match(r"\W*(?:right )?(?:up to|through)", one.place.words, re.IGNORECASE)
            for number in one.place.numbers[-1:]
        }
        numbers = tuple(number for number in numbers_of(exact) if number not in gone)
    elif any(one.place.removed for one in every):
        numbers = numbers_of(every)
    elif to.setting.count:
        numbers = to.all()
    spans = [(one.place.start - piece.begin, one.place.end - piece.begin) for one in places if one.rule != "inherited"]
    own = exact or any(one.place.removed for one in every)
    text = without_places(piece.text, spans) if own else said(piece.text)
    if telling.forbids_form and not exact and to.setting.language != "en":
        to.add(piece, "structure", text, scope="document")
        return
    to.report_found(piece, exact)
    bare = without_places(piece.text, spans)
    to.add(
        piece,
        "nowhere",
        text,
        sections=numbers,
        mentions=telling.banned(bare),
        place=" ".join(one.place.words for one in places),
    )


def but_not_there(to: Readings, piece: Part, exact: list[Found]) -> bool:
    """Forbid at a place what the part before it asks for (`..., aber nie in Kapitel 1`)."""
    own = [one for one in exact if one.rule != "inherited"]
    bare = without_places(piece.text, [(one.place.start - piece.begin, one.place.end - piece.begin) for one in own])
    if not own or not to.constraints or not _BUT_NOT.fullmatch(bare):
        return False
    last = to.constraints[-1]
    text = " ".join(last.mentions) or last.text
    to.add(piece, "nowhere", text, sections=numbers_of(own), mentions=last.mentions)
    return True


def elsewhere(to: Readings, piece: Part, places: list[Found]) -> bool:
    """`vorher nicht`, `jamais avant`, `sonst nirgends`: what the previous clause puts somewhere is forbidden elsewhere."""
    language, count = to.setting.language, to.setting.count
    numbers = {number for one in places if one.place.kind != "everywhere" for number in one.place.numbers}
    if not numbers:
        return False
    if mark("later", language).match(piece.text) or (
        mark("until then", language).search(piece.text) and Telling.of(piece.text, language).negative
    ):
        wanted = range(1, min(numbers))
    elif mark("afterwards", language).match(piece.text) and count:
        wanted = range(max(numbers) + 1, count + 1)
    elif mark("elsewhere", language).match(piece.text) and count:
        wanted = range(1, count + 1)
    else:
        return False
    left = tuple(one for one in wanted if one not in numbers)
    if not left:
        return False
    before = next((one for one in reversed(to.constraints)), None)
    to.add(piece, "nowhere", said(piece.text), sections=left, mentions=before.mentions if before else ())
    return True


def takes_out(to: Readings, piece: Part, places: list[Found], exact: list[Found], every: list[Found]) -> bool:
    """Take the units of an exception that stands by itself (`Ausgenommen ist Kapitel 4.`) out of what was read before it."""
    own = [one for one in (*exact, *(one for one in every if one.place.removed)) if one.rule != "inherited"]
    if piece.begin <= 1 and re.match(r"\s*[,，、]", to.request[piece.end :]):
        # What leads a sentence narrows what follows, not what stands before.
        return False
    if (
        not own
        or not to.constraints
        or not excepts(
            piece.text,
            shifted([one for one in places if one.rule != "inherited"], piece.begin),
            to.setting.language,
        )
    ):
        return False
    last = to.constraints[-1]
    whole = last.sections or (
        to.all()
        if (last.kind in ("everywhere", "structure", "count", "length") and last.scope != "document")
        or last.kind == "everywhere"
        else ()
    )
    gone = {number for one in own for number in (one.place.removed or one.place.numbers)}
    left = tuple(number for number in whole if number not in gone)
    if not left or len(left) == len(whole) or to.request[last.end : piece.start].count("\n\n"):
        return False
    quote = to.request[last.start : piece.end]
    to.constraints[-1] = last.model_copy(update={"sections": left, "end": piece.end, "quote": quote})
    to.changed = True
    return True


def leads_with_never(piece: Part, exact: list[Found], language: str) -> bool:
    """Whether what stands behind a label begins with its negation (`Tag 4: keine Nüsse`)."""
    rest = without_places(piece.text, [(one.place.start - piece.begin, one.place.end - piece.begin) for one in exact])
    return Telling.of(rest, language).negative and Telling.of(rest, language).negative_start <= 1
