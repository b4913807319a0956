"""Of several plans in one reply the one that it declares final."""

import re

from goldthread.agents.planning.counts import split_words
from goldthread.agents.planning.fields import UNIT, field_of

_MARK = re.compile(
    r"^(?![^\n]*[\"{}])(?![^\n]*(?:word count|main point))[^\n]{0,60}(?:\b(?:final (?:plan|version|answer|outline)|revised (?:plan|version|outline)|"
    r"(?:use|take|choose) (?:the )?(?:second|latter|this one)|plan b\b|option b\b|diese fassung|endgültige|gilt\b|überarbeitete fassung|"
    r"(?:version|plan) (?:final|définiti)|(?:versión|plan) (?:final|definitiv|revisad))|最终(?:方案|版|计划|大纲)(?!.*方案[一二三\dAB甲乙])|"
    r"修订版|定稿|最終(?:案|版)(?!.*案[一二\dAB])|改訂版)[^\n]{0,60}$",
    re.I | re.M,
)
_DROPPED = re.compile(
    r"^\W{0,12}(?:rejected|discarded|superseded|abandoned|(?:first|earlier|previous|old|initial|rough)\b[^\n]{0,20}(?:draft|plan|version|outline)|"
    r"draft\b|verworfen|entwurf|erster entwurf|frühere fassung|borrador|descartad|propuesta inicial|versión anterior|brouillon|abandonné|"
    r"première version|version rejetée|初稿|旧版|草案|草稿|废弃|下書き|没案|ボツ)[^\n|]{0,50}$",
    re.I | re.M,
)
_KIND = (
    r"(?:option|plan|variant|variante|version|versión|alternative|alternativa|opción|proposal|propuesta|proposition|vorschlag|"
    r"entwurf|draft|方案|版本|プラン|案)"
)
_KEY = r"(?:[a-c](?![a-z])|\d|one\b|two\b|three\b|eins\b|zwei\b|drei\b|un\b|deux\b|trois\b|uno\b|dos\b|tres\b|[一二三甲乙丙])"
_NAMED = re.compile(
    rf"^[\W_]{{0,12}}{_KIND}\s*(?P<key>{_KEY})(?:[\s*_]{{0,5}}[:：(（\-–—.][^\n]{{0,80}})?[\W_]{{0,8}}$", re.I | re.M
)
_CHOICE = re.compile(
    r"(?:\b(?:choose|take|use|using|prefer|pick|go with|going with|recommend|final\w*|endgültig\w*|definitiv\w*|select|nehme|nehmen|wähle|gilt|empfehle|"
    r"entscheide mich für|elijo|elegimos|quedo con|uso|recomiendo|choisis|retiens|garde|prends|recommande)\b|采用|选择|选用|选定|选|推荐|採用|選ぶ|使う|最終)"
    rf"[^\n.!?。]{{0,40}}?(?:(?:{_KIND})\s*(?P<key>{_KEY})|(?:the |die |la |le )?(?P<place>second|latter|first|former|zweite|erste|segunda|primera|deuxième|première))|"
    rf"(?:{_KIND})\s*(?P<before>{_KEY})[^\n.!?。]{{0,20}}?(?:\b(?:is|gilt|es|est)\b[^\n.!?。]{{0,12}}\b(?:final|definitiv\w*|endgültig\w*|best\w*)|を採用|でいき|を使|に決)",
    re.I,
)
_KEYS = {
    key: at for at, keys in enumerate(("a 1 one eins un uno 一 甲 first former erste primera première", "b 2 two zwei deux dos 二 乙 second latter zweite segunda deuxième",
    "c 3 three drei trois tres 三 丙"), 1) for key in keys.split()
}  # fmt: skip


def final_parts(text: str) -> list[str]:
    """Parts of a reply that may be the plan it declares final, the likeliest first; empty where it declares none."""
    parts = []
    named = list(_NAMED.finditer(text))
    for choice in reversed(list(_CHOICE.finditer(text))):
        said = (choice["key"] or choice["place"] or choice["before"]).casefold()
        wanted = _KEYS.get(said)
        if any(one.start() <= choice.start() < one.end() for one in named):
            continue
        for at, one in enumerate(named):
            if _KEYS.get(one["key"].casefold()) == wanted and len(named) > 1:
                ends = [other.start() for other in named[at + 1 : at + 2]]
                if choice.start() > one.end():
                    ends.append(text.rfind("\n", 0, choice.start()) + 1 or len(text))
                parts.append(text[one.end() : min(ends, default=len(text))])
        break
    for mark in reversed(list(_MARK.finditer(text))[-_MOST_MARKS:]):
        tail = text[mark.end() :]
        first = _FIRST_NUMBER.search(tail)
        if _is_entry(mark[0]) or (first and first[1] != "1"):
            continue
        dropped = next((one for one in _DROPPED.finditer(tail) if not _is_entry(one[0])), None)
        parts.append(tail[: dropped.start()] if dropped else tail)
        break
    return parts


_MOST_MARKS = 20
_FIRST_NUMBER = re.compile(
    rf"^[^\w\n]{{0,12}}(?:(?:{UNIT})[ \t]*)?(\d{{1,4}})(?!\d)(?=[ \t]*(?:[.):\-–—]|章|节|節))", re.I | re.M
)
_FIELD = re.compile(r"^[\s>*_#+•\-–]{0,12}([^\W\d_][^\n:：*_]{0,30}?)[\s*_]{0,6}[:：][\s*_]{0,6}[^\s*_]")


def _is_entry(line: str) -> bool:
    """Whether a line is a section or a field of one, whose words only sound like a declaration."""
    field = _FIELD.match(line)
    return (
        split_words(line)[2]
        or any(mark in line for mark in "<|")
        or re.match(r"\s*\d{1,4}[.)]\s", line) is not None
        or (field is not None and field_of(field[1]) is not None)
        or re.match(r"[^,;\t]+[,;\t]\s?\d+\s*$", line) is not None
    )


def chosen_last(text: str) -> bool:
    """Whether a reply chooses the second of two plans that have no headings."""
    choice = next(reversed(list(_CHOICE.finditer(text))), None)
    return choice is not None and _KEYS.get((choice["key"] or choice["place"] or choice["before"]).casefold()) == 2
