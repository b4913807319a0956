"""What a language needs so that everyday demands in it can be read: patterns, each with the groups that it must have."""

import re
from dataclasses import dataclass

ANY_CASE = re.IGNORECASE
Patterns = tuple[re.Pattern[str], ...]
Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tongue:
    """Patterns of one language.

    Attributes:
        lead: What only introduces a demand.
        joints: Where two demands of a sentence may join.
        refused: Words of a demand that programs cannot tell (prohibitions of acts, permissions, manner).
        ruled: A predicate by which the text itself allows, forbids or covers something.
        holds: A subject with what must be so of it.
        speech: The language that a text must be in, with `languages` to tell which.
        order: `one`, `word`, `two`; `before` holds the words by which the first stands before the second.
        sections: A section that must be there: `name`.
        places: A section, `name`, and the demand on it, `rest`.
        subject: A subject that may be a section: `name`.
        demands: Forms of a demand that something is told: `what`, perhaps `with`.
        form: `topic` in a `form`: a table, a list.
        about: A `form` about a `topic`.
        questions: Beginnings of indirect questions with the sort of their answer; `sorts` likewise for nouns.
    """

    lead: re.Pattern[str]
    joints: re.Pattern[str]
    refused: re.Pattern[str]
    ruled: re.Pattern[str]
    holds: re.Pattern[str]
    speech: re.Pattern[str]
    languages: Named
    numbered: re.Pattern[str]
    order: re.Pattern[str]
    before: frozenset[str]
    sections: Patterns
    act: re.Pattern[str]
    acts: tuple[str, ...]
    places: Patterns
    end: re.Pattern[str]
    subject: re.Pattern[str]
    document: str
    demands: Patterns
    form: re.Pattern[str]
    about: re.Pattern[str]
    things: Named
    questions: Named
    sorts: Named
    article: str
    joined: str
    question: str
    has: re.Pattern[str]
    least: str
    most: str
    exact: str
    between: str
    and_: str
    none: str
    tail: str


def compiled(*patterns: str) -> Patterns:
    """Patterns that know no case."""
    return tuple(re.compile(one, ANY_CASE) for one in patterns)
