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
    ]
)
_PHRASES = frozenset(["the", "a", "an", "under", "over", "on", "in", "at", "with", "beside", "behind", "from", "into"])
_BREAK = re.compile(r"[,;:!?—–()]")
_POSSESSIVE = re.compile(r"['’]s?$")


def is_action(every: Sequence[Word], phrase: str) -> bool:
    """Whether a phrase reads like a verb with its object: `visit the lighthouse`, `interview Margaret Ellery`."""
    if len(every) < 2 or every[0].text in _AFTER_VERB or not phrase[every[0].start : every[0].start + 1].islower():
        return False
    second = phrase[every[1].start : every[1].start + 1]
    return every[1].text in _AFTER_VERB or second.isupper()


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
    if any(index.words[at].text in _BOUNDARY - own for at in range(low + 1, high)):
        return "its words stand in two clauses"
    between = index.text[index.words[low].end : index.words[high].start]
    if _BREAK.search(re.sub(r"(?<=\d)[,:](?=\d)", "", between)) and not _BREAK.search(phrase):
        return "its words stand in two clauses"
    places = [picked[word.stem] for word in wanted]
    if not action and any(index.words[at].text in _PHRASES - own for at in range(low + 1, high)):
        return "its words stand in two phrases"
    if all(phrase[word.start].isupper() for word in wanted) and (places != sorted(places) or high - low > len(wanted)):
        return "its names stand apart"
    if places == sorted(places):
        return ""
    if action and places[0] > max(places[1:]) and index.words[places[0]].text == wanted[0].text:
        return "its words stand in another order"
    tied = sorted(places[1:]) if action else sorted(places)
    if len(tied) > 1 and tied[-1] - tied[0] + 1 > len(tied) + 2:
        return "its words stand apart in another order"
    return ""


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
