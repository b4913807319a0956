"""Whether the words of a phrase, found near one another, are bound together as the phrase binds them."""

import re
from collections.abc import Mapping, Sequence

from goldthread.checks.index import TextIndex
from goldthread.checks.words import Word

_BOUNDARY = frozenset(
    [
        "and",
        "but",
        "or",
        "that",
        "while",
        "then",
        "because",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "though",
        "although",
        "if",
        "whether",
        "than",
        "after",
        "before",
        "until",
        "unless",
    ]
)
_AFTER_VERB = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "my",
        "our",
        "your",
        "their",
        "its",
        "this",
        "that",
        "these",
        "those",
        "to",
        "for",
        "in",
        "at",
        "on",
        "with",
        "from",
        "up",
        "into",
        "off",
        "out",
        "about",
        "by",
        "across",
        "after",
        "along",
        "around",
        "before",
        "behind",
        "beside",
        "over",
        "through",
        "under",
    ]
)
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_AUXILIARY = _BE | {"has", "have", "had", "will", "then", "also", "soon", "at", "last"}
_TELLING = re.compile(
    r"(?:say|tell|know|think|believ|find|learn|discov|show|see|hear|feel|announc|declar|report|confess|admit|claim|prove|"
    r"explain|rememb|forget|notic|reali|understand|hope|fear|suppos|mean|write|read|promis|agre|decid|state|suggest|"
    r"propos|demand|insist|order)"
)
"""Stems of verbs that a clause with `that` may follow."""
_DETERMINERS = frozenset(
    ["a", "an", "the", "his", "her", "my", "our", "your", "their", "its", "this", "these", "those"]
)
_PHRASES = frozenset(["the", "a", "an", "under", "over", "on", "in", "at", "with", "beside", "behind", "from", "into"])
_BREAK = re.compile(r"[,;:!?—–()]")
_POSSESSIVE = re.compile(r"['’]s?$")


def is_action(every: Sequence[Word], phrase: str) -> bool:
    """Whether a phrase reads like a verb with its object: `visit the lighthouse`, `interview Margaret Ellery`."""
    if len(every) < 2 or every[0].text in _AFTER_VERB or not phrase[every[0].start : every[0].start + 1].islower():
        return False
    second = phrase[every[1].start : every[1].start + 1]
    return every[1].text in _AFTER_VERB or second.isupper() or every[1].stem.startswith("#")


def loose(
    index: TextIndex, phrase: str, every: Sequence[Word], wanted: Sequence[Word], picked: Mapping[str, int]
) -> str:
    """Why words that stand together may not say the phrase; empty where they do. English alone has these rules.

    Args:
        index: The text.
        phrase: What is looked for.
        every: All words of the phrase.
        wanted: Its content words.
        picked: Place of each content word by its key.
    """
    if index.language != "en" or len(wanted) < 2:
        return ""
    low, high = min(picked.values()), max(picked.values())
    own = {word.text for word in every}
    action = is_action(every, phrase)
    if action and _owned(index, picked[wanted[-1].stem], wanted[-1]):
        return "it is said of what belongs to it"
    points = action and _points(index, picked[wanted[0].stem] + 1)
    if any(
        index.words[at].text in _BOUNDARY - own and not (points and at == picked[wanted[0].stem] + 1)
        for at in range(low + 1, high)
    ):
        return "its words stand in two clauses"
    between = index.text[index.words[low].end : index.words[high].start]
    if _BREAK.search(re.sub(r"(?<=\d)[,:](?=\d)", "", between)) and not _BREAK.search(phrase):
        return "its words stand in two clauses"
    places = [picked[word.stem] for word in wanted]
    first, last = min(word.start for word in wanted), max(word.start for word in wanted)
    bound = {word.text for word in every if first < word.start < last}
    if not action and any(index.words[at].text in _PHRASES - bound for at in range(low + 1, high)):
        return "its words stand in two phrases"
    if action and places[0] < places[1]:
        determiners = sum(index.words[at].text in _DETERMINERS for at in range(places[0] + 1, places[1]))
        if determiners > max(
            1, sum(word.text in _DETERMINERS for word in every if first < word.start < wanted[1].start)
        ):
            return "its words stand in two phrases"
    if all(phrase[word.start].isupper() for word in wanted) and (places != sorted(places) or high - low > len(wanted)):
        return "its names stand apart"
    if places == sorted(places):
        return ""
    passive = action and _is_passive(index, places[0])
    if action and not passive and places[0] > max(places[1:]) and index.words[places[0]].text == wanted[0].text:
        return "its words stand in another order"
    tied = sorted(places[1:]) if action else sorted(places)
    verbs = (
        {places[0], *(at for at in range(tied[0], tied[-1]) if index.words[at].text in _AUXILIARY)}
        if passive
        else set()
    )
    if len(tied) > 1 and sum(at not in verbs for at in range(tied[0], tied[-1] + 1)) > len(tied) + 2:
        return "its words stand apart in another order"
    return ""


def _points(index: TextIndex, at: int) -> bool:
    """Whether a `that` right after a verb's -ing form points at the object (`catching that salmon`) and opens no clause."""
    verb = index.words[at - 1]
    there = index.words[at].text if at < len(index.words) else ""
    return there == "that" and verb.text.endswith("ing") and not _TELLING.match(verb.stem)


def _is_passive(index: TextIndex, at: int) -> bool:
    """Whether a form of `be` stands within the two words before a verb, in its sentence."""
    return any(
        index.words[near].text in _BE and index.sentence_of[near] == index.sentence_of[at]
        for near in range(max(0, at - 2), at)
    )


def _owned(index: TextIndex, at: int, word: Word) -> bool:
    """`the lighthouse's`, `the goats'`, `the lighthouse keeper's` where the phrase ends with `lighthouse`."""
    there = index.words[at]
    if _POSSESSIVE.search(word.text):
        return False
    if _POSSESSIVE.search(there.text) or re.match(r"['’](?=\s\w)", index.text[there.end : there.end + 2]):
        return True
    following = index.words[at + 1] if at + 1 < len(index.words) else None
    close = following is not None and index.text[there.end : following.start] == " "
    return bool(close and following and _POSSESSIVE.search(following.text))
