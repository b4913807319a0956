"""Seams between neighbours: what a program finds wrong there. Only such a seam is mended by a model."""

import re

from rapidfuzz import fuzz

from goldthread.agents.writing.sentences import paragraphs, split_sentences

_LOOK_BACK = re.compile(
    r"^(?:as (?:we|I) (?:saw|discussed|mentioned)|in the (?:previous|last|preceding) (?:section|chapter)|"
    r"as (?:mentioned|discussed|noted) (?:above|earlier|before)|building on the previous|continuing from)",
    re.IGNORECASE,
)
_LOOK_AHEAD = re.compile(
    r"(?:in the (?:next|following) (?:section|chapter)|(?:next|following) (?:section|chapter) (?:will|we)|"
    r"will be (?:discussed|explored|covered) (?:next|in the next))[^.!?]*[.!?]?$",
    re.IGNORECASE,
)


def seam_fault(earlier: str, later: str) -> str:
    """What is wrong where `later` follows `earlier`; empty where nothing is.

    A program's findings only: the beginning says the end again, the beginning looks back at a section by its place,
    the end announces the next one, or the end breaks off.
    """
    blocks, following = paragraphs(earlier), paragraphs(later)
    if not blocks or not following:
        return ""
    end, beginning = split_sentences(blocks[-1]), split_sentences(following[0])
    if fuzz.ratio(end[-1].casefold(), beginning[0].casefold()) >= 85 and len(end[-1]) > 30:
        return "the later section begins with what the earlier one ends with"
    if _LOOK_BACK.search(beginning[0]):
        return "the later section begins with a look back at the section before it"
    if _LOOK_AHEAD.search(end[-1]):
        return "the earlier section ends by announcing the next"
    return ""
