"""Prose that names one section after the other with its length."""

import re

from goldthread.agents.planning.fields import UNIT, plain
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.lines import lines_of
from goldthread.compile.numerals import read_cjk, read_count, read_words

_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|next|last|final|opening|closing|"
    r"erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|fünfte[rn]?|letzte[rn]?|premi[eè]re?|deuxième|troisième|quatrième|dernière|"
    r"primera?|segunda?|tercera?|cuarta?|última)"
)
_PROSE_TITLE = re.compile(
    r"(?:paragraph|section|chapter|part|absatz|abschnitt|paragraphe|párrafo):\s*((?:[A-Z][\w'’-]*\s*(?:(?:of|the|and|in|on|at|to|a|for)\s+)*){1,8})(?=[,(])|"
    r"[\"“„«「《]([^\"”“»」》]{2,80})[\"”“»」》]|\*\*([^*]{2,80})\*\*|, ((?:[A-Z][\w'’-]+\s*(?:(?:of|the|and|in|on|at|to|a|for)\s+)*){1,8}),"
)


_NAMED = re.compile(
    rf"(?:\b{UNIT}\s+(?P<number>\d{{1,4}}|[a-zäöüéèíó]{{2,12}})|第\s*(?P<cjk>\d{{1,4}}|[零〇一二两三四五六七八九十百]{{1,6}})\s*(?:章|节|節|段|部分))"
    r"[^.!?。\n\"“„«「《『]{0,40}[\"“„«「《『](?P<title>[^\n\"”“»」》』]{1,120})[\"”“»」》』]",
    re.I,
)
_COUNT = re.compile(
    r"(?P<count>\d[\d.,'’ ]{0,9}(?:\s?(?:-|–|to|bis|à|a|至|到|〜)\s?\d[\d.,]{0,9})?|[零〇一二两三四五六七八九十百千万]{1,9}(?:[至到〜][零〇一二两三四五六七八九十百千万]{1,9})?|"
    r"(?:[a-zäöüßéèíóú]{1,30}[ -]){1,6}?)\s?(?:words|wörter|worte|mots|palabras|字|词|語)",
    re.I,
)


def read_named(text: str) -> list[PlanItem]:
    """Sentences that give each section's number and, in quotation marks, its title; its length before the next one."""
    text = "\n".join(lines_of(text))
    found = list(_NAMED.finditer(text))
    if len(found) < 2:
        return []
    items = []
    for at, match in enumerate(found):
        told = text[match.end() : found[at + 1].start() if at + 1 < len(found) else match.end() + 2000]
        counts = (read_count(one["count"]) for one in _COUNT.finditer(told[:2000]))
        number = match["number"] or match["cjk"]
        items.append(
            PlanItem(
                id=str(read_cjk(number) or number),
                title=plain(match["title"]),
                brief=told.strip(" ,，。.\n"),
                words=next((one for one in counts if one is not None), None),
            )
        )
    return items


def read_prose(text: str) -> list[PlanItem]:
    """Prose that names one section after the other with its length."""
    items: list[PlanItem] = []
    text = "\n".join(lines_of(text))
    for sentence in re.split(r"(?<=[.!?。)])\s+|,\s+and (?=finally)|;\s+|(?<=words),\s+(?=and )", text):
        count = re.search(
            r"(\d[\d.,]*(?:\s*(?:-|–|to)\s*\d[\d.,]*)?|(?:[a-z]{1,30}[ -]){0,4}(?:hundred|thousand|hundert|tausend)(?:(?: and)? [a-z]+)?)\s*"
            r"(?:words|wörter|mots|palabras|字)",
            sentence,
            re.I,
        )
        title = _PROSE_TITLE.search(sentence)
        ordinal = re.search(rf"\b{_ORDINAL}\b", sentence, re.I)
        if title and (count or ordinal):
            words = (read_count(count[1]) or read_words(count[1])) if count else None
            name = next(group for group in title.groups() if group)
            items.append(PlanItem(title=plain(name), brief=sentence.strip(), words=words))
        elif items and count and items[-1].words is None:
            items[-1] = items[-1].model_copy(update={"words": read_count(count[1])})
    return items
