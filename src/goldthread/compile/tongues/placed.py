"""What is asked for at a place: content, a form that a program can look for, one thing for each of several units."""

import re

from goldthread.compile.phrases import mentions_of
from goldthread.compile.tongues.carrying import one_to_one
from goldthread.compile.tongues.exact import numbers_of
from goldthread.compile.tongues.parting import Part
from goldthread.compile.tongues.readings import Readings
from goldthread.compile.tongues.telling import Telling
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.wording import said, without_places
from goldthread.schemas.constraint import Kind

_TABLED = re.compile(
    r"\b(?:\w*tabelle\w*|\w*checkliste\w*|\w*diagramm\w*|tableau|tableaux|schéma|diagramme|liste à puces|encadré|tabla|tablas|diagrama|esquema|recuadro)\b|表格|一张[^，。]{0,14}(?:表|图)|示意图|流程图|位图|[\u4e00-\u9fff]{2}表(?=[，。；,;]|$)|表を|図を|表形式|チェックリスト",
    re.IGNORECASE,
)
"""Forms that a program can look for at a place."""

_GIVES = re.compile(
    r"\b(?:als|kommt|steht|stehen|enthält|enthalten|bekommt|folgt|gehört|hat|sous forme|comporte\w*|contien\w+|présente\w*|accompagn\w+|en forma|contiene\w*|incluye\w*|lleva\w*|tiene\w*|acompañ\w+)\b|"
    r"を(?:\w{0,4})(?:付け|つけ|載せ|入れ|添え|置)|附|配|给出|列出|有",
    re.IGNORECASE,
)
"""What says that a place has a form, without asking for it."""

_ONLY_THERE = re.compile(r"\bonly (?:allowed|permitted|acceptable)\b", re.IGNORECASE)

_FORMS = r"(?:tables?|bullet(?:ed)?(?: points?| lists?)|numbered (?:list|steps)|checklist|code (?:block|example|sample)s?|(?:warning|info|text) box(?:es)?|flow ?chart|decision tree|diagram|graph|sidebar)"

_FORM_THERE = re.compile(
    rf"^(?:an? |the |one |two |three |\w+ )?{_FORMS}\b|"
    rf"\b(?:as|in|is|include|includes|incl\.?|with|add|use|have|has|contains?|needs?|like|want|flow of) (?:an? |the |one |two |three |[a-z]+ ){{0,2}}{_FORMS}\b|"
    rf"\b{_FORMS} (?:is|are) (?:needed|required|wanted|compulsory|expected)|\b(?:be|is|are) numbered$",
    re.IGNORECASE,
)
"""A form asked for at one place: `a table of prices`, `as a numbered list`."""


def add_placed(to: Readings, piece: Part, exact: list[Found], every: list[Found], places: list[Found]) -> None:
    """Add what a part asks for at its places."""
    language = to.setting.language
    chosen = exact or every
    spans = [
        (one.place.start - piece.begin, one.place.end - piece.begin)
        for one in places
        if one.rule != "inherited"
        and "V" not in one.kinds
        and (one in chosen or one.rule == "absorbed")
        and not (language != "en" and one in every and one.place.removed and one.place.start > piece.begin + 1)
    ]
    bare = without_places(piece.text, spans)
    if not re.search(r"\w{2}|[\u3040-\u9fff]", bare):
        return
    to.report_found(piece, exact)
    numbers = numbers_of(chosen)
    if language != "en" and exact and _each_its_own(to, piece, bare, exact):
        return
    known = all(one.place.known for one in chosen)
    if known and not numbers and any(one.place.outside for one in chosen):
        return
    everywhere = not exact and not any(one.place.removed for one in every)
    kind: Kind = "list" if len(exact) > 1 or (exact and exact[0].place.removed) else chosen[0].place.kind
    telling = Telling.of(bare, language)
    if (
        (everywhere and Telling.of(piece.text, language).has_structure)
        or (not everywhere and language == "en" and _FORM_THERE.search(bare))
        or (language != "en" and not everywhere and _asks_form(bare, telling))
    ):
        kind = "structure"
    others = tuple(number for number in range(1, (to.setting.count or 0) + 1) if number not in numbers)
    if exact and known and numbers and others and _ONLY_THERE.search(piece.text):
        to.add(piece, "nowhere", bare, sections=others, mentions=mentions_of(bare, language))
        return
    to.add(
        piece,
        kind,
        said(piece.text) if everywhere else bare,
        sections=numbers if known else (),
        mentions=() if kind == "structure" else mentions_of(bare, language),
        place=" ".join(one.place.words for one in chosen),
    )
    count = to.setting.count
    if (
        exact
        and known
        and numbers
        and count
        and Telling.of(piece.text, language).only
        and exact[0].place.kind != "last"
        and _puts_only(to, piece, exact)
    ):
        others = tuple(number for number in range(1, count + 1) if number not in numbers)
        to.add(piece, "nowhere", bare, sections=others, mentions=mentions_of(bare, language))


def _each_its_own(to: Readings, piece: Part, bare: str, exact: list[Found]) -> bool:
    """Give each of several units its own of as many things (`Kapitel 5 und 6 behandeln Tee bzw. Kaffee`)."""
    numbers = [number for one in exact for number in (one.values if len(one.values) > 1 else one.place.numbers)]
    items = one_to_one(bare, numbers, to.setting.language)
    if items is None or set(numbers) != set(numbers_of(exact)):
        return False
    for number, text in zip(numbers, items, strict=True):
        to.add(piece, "single", text, sections=(number,), mentions=mentions_of(text, to.setting.language))
    return True


def _puts_only(to: Readings, piece: Part, exact: list[Found]) -> bool:
    """Whether `only` stands right before the place."""
    before = piece.text[: max(0, exact[0].place.start - piece.begin)]
    after = piece.text[max(0, exact[-1].place.end - piece.begin) :]
    if to.setting.language == "en" and re.match(
        r"\s*,?\s*(?:only|alone|exclusively|and nowhere else)\s*(?:$|[.,;!)])", after, re.IGNORECASE
    ):
        return True
    return bool(
        re.search(
            r"(?:only|solely|exclusively|only (?:\w+|to be \w+)|nowhere but|nur|ausschließlich|einzig|seulement|uniquement|exclusivement|solo|sólo|solamente|únicamente|exclusivamente|qu['’]|que|(?:solo|sólo|solamente|únicamente)\s+(?:se\s+)?\w+|(?:只|仅)(?:在|于)?)\s*$",
            before,
            re.IGNORECASE,
        )
        or re.match(r"にしか", after)
    )


def _asks_form(bare: str, telling: Telling) -> bool:
    """Whether what is asked for at a place is a form that a program can look for."""
    return (
        not telling.negative
        and _TABLED.search(bare) is not None
        and (telling.demands or _GIVES.search(bare) is not None)
    )
