"""Counts of units in a request, and the one that is asked for."""

import re
from dataclasses import dataclass

from goldthread.compile.lexicon import MONTHS, SHORT_MONTHS, cardinal, number_value, singular, unit_label, unit_pattern

_MOST_COUNTS = 200
_GENERIC = frozenset(("entry", "page", "paragraph", "step", "year", "word"))


@dataclass(frozen=True)
class Counted:
    """A count, the noun that is counted, and the span of both."""

    count: int
    word: str
    start: int
    end: int


def best_count(text: str, language: str) -> Counted | None:
    """The count of units that a request most likely asks for; None where it counts none."""
    unit, number = unit_pattern(language), cardinal(language)
    if language == "en":
        number = rf"(?!(?-i:[IVXLC]+)\b){number}"
    if language in ("zh", "ja"):
        pattern = re.compile(
            rf"(?:共|分为|分成|包括|包含|全|写|一共|总共|計|全部で|合計)?(?P<n>{number})(?:个|個|つの)?(?P<u>{unit})"
        )
        barred = re.compile(r"(?:第|每|隔|毎|后|後|前|最后|最初|年|月|末)$")
    else:
        months = "|".join(rf"{one}\b" for one in (*MONTHS["en"], *SHORT_MONTHS, "sept"))
        adjective = rf"(?:(?!words?\b|{months}|is\b|are\b|was\b|were\b|in\b|at\b|first\b|second\b|third\b|[a-z]+th\b|wörter|mots|palabras|characters|times|of\b|with\b|and\b|to\b|for\b|or\b)[a-zà-ÿ]+(?:s?['’]s?)?(?:[- ](?!per\b|pro\b|par\b|por\b|of\b|with\b|and\b|to\b|for\b|or\b)[a-zà-ÿ]+)?[ -])?"
        pattern = re.compile(
            rf"(?<![\w.,(])(?!(?:19|20)\d\d (?:with|in|by|for|and)\b)(?P<n>{number})[ -]{adjective}(?P<u>{unit})\b",
            re.IGNORECASE,
        )
        barred = re.compile(
            r"(?:(?:begin|start|open|end|close|finish)(?:s|ning|ing)? with|every|each|last|first|final|next|previous|other|least|most|than|jede[nrms]?|alle|letzten|ersten|chaque|"
            r"derni(?:er|ère)s|premi(?:er|ère)s|tou(?:te)?s les|cada|últim[oa]s|primer[oa]s|after|within|nach|après|después de|"
            r"about every|any|between|starting from|"
            rf"{unit}|same|takes?|lasts?|for the)\s+(?:the\s+|den\s+|die\s+|les\s+|las\s+|los\s+)?$",
            re.IGNORECASE,
        )
    matches = list(pattern.finditer(text))
    opened: list[re.Match[str]] = []
    if language == "en":
        opened = _open_counts(text, number, [match.span() for match in matches])
    candidates: list[tuple[float, int, str, int, int]] = []
    for match in (*matches[:_MOST_COUNTS], *opened):
        count = number_value(match["n"], language)
        label = unit_label(match["u"], language)
        year = 1500 <= (count or 0) <= 2199 and re.search(r"\d{4}", match["n"])
        if year or count is None or not 2 <= count <= 20_000 or barred.search(text[: match.start()][-40:]):
            continue
        after = text[match.end() : match.end() + 30].lower()
        if re.match(
            r"\s*(?:long|later|ago|earlier|before|after|old|of age|spät|früh|plus tard|después|以内|后|後|前)", after
        ):
            continue
        asked = re.search(
            r"(?:has|have|with|in|of|into|consists? of|contain\w*|comprise\w*|all|exactly|complete|write|aus|mit|in|hat|umfasst|"
            r"en|de|compte|comporte|comprend|avec|con|tiene|consta de|dividid\w+ en|共|分为|分成|写|全|計|全部で|the|an?|its?|our|eine?n?|une?|una?)\s*$",
            text[: match.start()][-24:].lower(),
        )
        score = (2.0 if asked else 0.0) - (3.0 if label in _GENERIC else 0.0) - match.start() / (len(text) + 1)
        score += 0.5 if re.match(r"\s*[.,;:)]|\s+(?:for|on|about|one|,)", after) else 0.0
        if language == "en":
            score += _english_score(text, match)
        if score > -50 and (match not in opened or score >= 0.2):
            candidates.append((score, count, match["u"], *match.span()))
    if not candidates:
        return _in_all(text, number, language)
    score, count, word, start, end = max(candidates)
    linked = _one_for_each(text) if language == "en" else None
    if linked and (score < 1.5 or start > text.find(".") >= linked.end):
        return linked
    return Counted(count, word, start, end)


_TASK_ZONE = 500
_NO_UNIT = (
    r"(?:words?|characters?|pages?|paragraphs?|sentences?|lines?|times|minutes|seconds|hours|years?|months|people|persons|readers|euros|dollars|pounds|"
    r"percent|children|kids|grams|miles|kilometres|metres|meters|feet|inches|points|is|was|has|this|its|us|as|plus|less|others|these|those)"
)
_BACKGROUND = re.compile(
    r"\b(?:who|I|we|my (?:\w+ )?\w+|our (?:\w+ )?\w+|he|she|they)\s+(?:\w+ed|spent|was|were|had|have|has|am|are|live|run|own|work|know|got|took)\b"
)


def _open_counts(text: str, number: str, taken: list[tuple[int, int]]) -> list[re.Match[str]]:
    """Counts of any plural noun where requests state their task: in the first lines."""
    zone = text[:_TASK_ZONE]
    month = "|".join((*MONTHS["en"], *(rf"{one}\b" for one in SHORT_MONTHS)))
    pattern = re.compile(
        rf"(?<![\w.,(])(?P<n>{number})[ -](?:(?!and\b|or\b|to\b|of\b|in\b)[a-z]+(?:-[a-z]+)?(?:s?['’]s?)? ){{0,3}}?(?P<u>(?!{_NO_UNIT}\b)[a-z]{{2,}}s)\b(?!['’]| (?:words|pages)\b)",
        re.IGNORECASE,
    )
    return [
        match
        for match in pattern.finditer(zone)
        if not any(match.start() < end and start < match.end() for start, end in taken)
        and not re.search(rf" (?:{_NO_UNIT}\b|{month})", match[0], re.IGNORECASE)
        and (_states_task(zone, match.start()) or _numbers(text, match["u"]) or _EACH_ONE.match(zone, match.end()))
    ]


_TASK = re.compile(
    r"\b(?:write|design|draft|create|compose|produce|prepare|make|describe|develop|plan|build|put together|generate|i(?:['’]d| would)? (?:want|need|like)|we(?:['’]d| would)? (?:want|need|like))\b",
    re.IGNORECASE,
)


def _states_task(zone: str, at: int) -> bool:
    """Whether a place of the first lines stands in the first sentence or in one that says what to write."""
    begin = max(zone.rfind(mark, 0, at) for mark in (". ", "! ", "? ", "\n"))
    return begin < 0 or _TASK.search(zone[begin + 1 : at]) is not None or _letter_head(zone[: begin + 1])


_OF_A_THING = frozenset(("course", "column", "point", "hour", "step", "verse", "room", "person", "piece"))
"""Nouns that describe another behind a hyphen: `a three-course dinner`, `a two-column table`."""
_PARTS = frozenset(("chapter", "section", "episode", "lesson", "module", "entry"))
"""Nouns that are hardly ever counted but as the parts of a text."""
_EACH_ONE = re.compile(r"\s*[,(:–—-]\s*(?:one|an?|1)\s+(?:\w+ )?\w+\s+(?:each|apiece|per\s|for each)", re.IGNORECASE)
"""`18 endpoints, one section each`."""


def _numbers(text: str, noun: str) -> bool:
    """Whether a request numbers a noun: `Policy 1 settles ...`, `policies 3 and 4`."""
    one = re.escape(singular(noun))
    plural = re.escape(noun)
    return len(re.findall(rf"\b(?:{one}|{plural})\s+(?:no\.?\s*|#)?\d", text, re.IGNORECASE)) > 1


def _letter_head(before: str) -> bool:
    return (
        len(before) < 80 and re.match(r"\s*(?:subject|dear|hi|hello|to|re|title)\b", before, re.IGNORECASE) is not None
    )


def _english_score(text: str, match: re.Match[str]) -> float:
    """What speaks for a count: it stands where the task is stated, and places are told in its noun later."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in (". ", "! ", "? ", "\n"))
    ends = [at for mark in (". ", "! ", "? ", "\n") if (at := text.find(mark, match.end())) >= 0]
    sentence = text[begin + 1 : min(ends, default=len(text))]
    noun = re.escape(singular(match["u"]))
    used = re.search(
        rf"\b(?:{noun}s?|{noun}es)\s+(?:no\.?\s*|#)?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)|"
        rf"\b(?:every|each|last|final|other|penultimate|odd|even|\w+(?:th|rd|nd|st))\s+(?:\w+\s+)?{noun}",
        text[: match.start()] + " | " + text[match.end() :],
        re.IGNORECASE,
    )
    if unit_label(match["u"], "en") == "page" and re.search(r"(?:^|\n)[ \t]*(?:[-*•][ \t]*)?p\.?\s?\d", text):
        return 4.0
    if unit_label(match["u"], "en") in ("page", "paragraph") and not used:
        return -100.0
    score = 2.5 if used else 0.0
    given = re.search(r"\b(?:with|of|in|into)\s+$", text[: match.start()], re.IGNORECASE)
    if begin >= 0 and not used and not given and not _TASK.search(sentence):
        score -= 2.0
    score += 2.0 if begin < 0 else 0.0
    score -= 3.0 if _BACKGROUND.search(sentence) else 0.0
    score -= (
        2.0 if re.search(r"\b(?:for|by|has|have|takes?|after|than)\s+$", text[: match.start()], re.IGNORECASE) else 0.0
    )
    if re.match(r"\s+(?:each|apiece)\b|\s+of\s+[a-z]+ly\b", text[match.end() :]):
        score -= 3.0
    if re.match(
        r"\s+of\s+(?:\w+\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\s", text[match.end() :]
    ):
        score -= 3.0
    if re.match(r"[\w]+-[a-z]+$", match[0]) and unit_label(match["u"], "en") in _OF_A_THING:
        score -= 4.0
    if "-" in match[0] and re.match(r"\s+[a-z]+s\b", text[match.end() :]):
        score -= 4.0
    lone = re.search(r"(?:^|[.!?\n]|i\.e\.|that is|meaning)[,:]?\s*$", text[: match.start()]) and re.match(
        r"(?:,? (?:please|pls|in all|total))?\s*(?:[.!\n]|$)", text[match.end() :]
    )
    score += 5.0 if lone else 0.0
    score += 3.0 if _EACH_ONE.match(text, match.end()) else 0.0
    score += 2.0 if unit_label(match["u"], "en") in _PARTS else 0.0
    weekly = re.search(r"\b(?:daily|weekly|monthly|quarterly|yearly|annual)\b", match[0], re.IGNORECASE)
    return score + (3.0 if weekly else 0.0)


def _in_all(text: str, number: str, language: str) -> Counted | None:
    """`A story for every evening in December, thirty-one in all`."""
    if language != "en":
        return None
    match = re.search(
        rf"\b(?P<n>{number})\s+(?:of them\s+)?(?:in all|in total|altogether)\b", text[:_TASK_ZONE], re.IGNORECASE
    )
    count = number_value(match["n"], language) if match else None
    if match is None or count is None or count < 2:
        return _one_for_each(text)
    noun = re.search(r"\b(?:every|each|per)\s+([a-z]+)", text[: match.start()], re.IGNORECASE)
    return Counted(count, noun[1] if noun else "section", *match.span())


_LISTED = re.compile(
    r"(?:^|[.!?\n]\s*)(?:the\s+)?(?P<u>sections|chapters|parts|modules|headings)(?: are| should be| must be)?\s*:\s*(?P<items>[^.:;\n]{5,400})",
    re.IGNORECASE,
)
_KNOWN_SIZES = {
    r"month(?: of the year)?": (12, "month"), r"day of the week|weekday": (7, "day"), r"letter of the alphabet": (26, "letter"),
    r"hour of the day": (24, "hour"), r"season": (4, "season"), r"quarter(?: of the year)?": (4, "quarter"), r"sign of the zodiac|zodiac sign|star sign": (12, "sign"),
}  # fmt: skip


def _one_for_each(text: str) -> Counted | None:
    """`a chapter per month`, `one poem for every letter of the alphabet`."""
    years = re.search(r"\b(?:per|for (?:each|every)|each|every|a) year\b", text[:_TASK_ZONE], re.IGNORECASE)
    if years and (
        span := re.search(r"\b(1\d{3}|20\d\d)\s*(?:to|through|until|and|[-–])\s*(1\d{3}|20\d\d)\b", text[:_TASK_ZONE])
    ):
        first, last = int(span[1]), int(span[2])
        if first < last:
            return Counted(last - first + 1, "year", *span.span())
    versions = re.search(
        r"\bversions?\s+v?(\d+)\.(\d+)\s*(?:to|through|[-–])\s*v?(\d+)\.(\d+)", text[:_TASK_ZONE], re.IGNORECASE
    )
    if versions and versions[1] == versions[3] and int(versions[4]) > int(versions[2]):
        return Counted(int(versions[4]) - int(versions[2]) + 1, "version", *versions.span())
    listed = _LISTED.search(text[:1500])
    if listed:
        items = [one for one in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", listed["items"]) if one.strip()]
        if len(items) >= 3 and all(len(one.split()) <= 5 and one[:1].isupper() for one in items):
            return Counted(len(items), unit_label(listed["u"], "en"), listed.start("u"), listed.end())
    for pattern, (count, word) in _KNOWN_SIZES.items():
        match = re.search(
            rf"\b(?:one|an?)\s+(?:\w+\s+)?[a-z]+\s+(?:for\s+(?:each|every)|per|each|every|a)\s+(?:{pattern})\b",
            text[:_TASK_ZONE],
            re.IGNORECASE,
        )
        if match:
            return Counted(count, word, *match.span())
    return None
