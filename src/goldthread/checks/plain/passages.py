"""A document as passages (sentences, list items, table rows), each with the headings and the table head that it stands under."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from goldthread.checks.document import Document, parse
from goldthread.checks.index import index_text
from goldthread.checks.plain.kin import alike, joined, kin_of
from goldthread.checks.words import Word, content_words, stem, words_of


@dataclass(frozen=True)
class Passage:
    """`text[start:end]` with its words' keys and those of what it stands under.

    Attributes:
        block: Number of its paragraph, item or row.
        kind: `heading`, `paragraph`, `item`, `row` or `code`.
        keys: Keys of its own words.
        under: Keys of its headings, of the head of its table, and of the line that introduces its list.
        title: Keys of the document's title.
    """

    start: int
    end: int
    block: int
    kind: str
    keys: frozenset[str]
    under: frozenset[str]
    title: frozenset[str]


@dataclass(frozen=True)
class Topic:
    """A word that is looked for: its key, and keys of the text that may stand for it; a name or number is `firm`."""

    text: str
    key: str
    near: frozenset[str]
    firm: bool = False


@lru_cache(maxsize=8)
def heading_keys(text: str, language: str) -> tuple[tuple[int, int, int, str, int, frozenset[str]], ...]:
    """Start, body, end, heading, level and keys of each section."""
    return tuple((*one, _keys(one[3], language)) for one in spans_of_sections(parse(text)))


@lru_cache(maxsize=8)
def passages(text: str, language: str) -> tuple[Passage, ...]:
    """The passages of a Markdown text in order."""
    index = index_text(text, language)
    document = parse(text)
    words: defaultdict[int, list[str]] = defaultdict(list)
    keys: defaultdict[int, set[str]] = defaultdict(set)
    for word, sentence in zip(index.words, index.sentence_of, strict=True):
        keys[sentence].add(word.stem)
        words[sentence].append(word.text)
    groups: list[list[int]] = []
    for number, one in enumerate(index.sentences):
        row = document.blocks[one.block].kind == "row"
        if row and groups and index.sentences[groups[-1][-1]].block == one.block:
            groups[-1].append(number)
        else:
            groups.append([number])
    every = spans_of_sections(document)
    whole = every[0][2] == len(text) and every[0][4] == 1 if every else False
    title = _keys(every[0][3], language) if whole else frozenset()
    headings = _Lookup(
        [(start, end, _keys(heading, language)) for start, _, end, heading, _ in every[1 if whole else 0 :]]
    )
    heads = _table_heads(document, language)
    found: list[Passage] = []
    lead: frozenset[str] = frozenset()
    for group in groups:
        first, last = index.sentences[group[0]], index.sentences[group[-1]]
        kind = document.blocks[first.block].kind
        own = set().union(*(keys[one] for one in group))
        own |= {stem(one, language) for number in group for one in joined(words[number])}
        under = set(headings(first.start))
        if kind == "row":
            under |= heads(first.start)
        if kind == "item":
            under |= lead
        elif kind == "paragraph":
            lead = frozenset(own) if text[last.start : last.end].rstrip("*_ ").endswith(":") else frozenset()
        lines = _labelled_lines(text, first.start, last.end) if kind in ("paragraph", "item") else []
        for start, end in lines or [(first.start, last.end)]:
            said = _keys(text[start:end], language) if lines else frozenset(own)
            found.append(Passage(start, end, first.block, kind, said, frozenset(under), title))
    return tuple(found)


_LABEL = re.compile(r"^\W*[^\W\d][\w ()'’/-]{1,40}:\s", re.MULTILINE)


def _labelled_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a passage that is a run of labelled ones (`Chair: ...`, `Treasurer: ...`); none where it is not."""
    if "\n" not in text[start:end] or end - start > 2_000 or len(_LABEL.findall(text[start:end])) < 2:
        return []
    found, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            found.append((at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line)
    return found


def _keys(text: str, language: str) -> frozenset[str]:
    words = words_of(text, language)
    return frozenset({one.stem for one in words} | {stem(one, language) for one in joined([one.text for one in words])})


class _Lookup:
    """Keys by spans of the document that nest or follow one another."""

    def __init__(self, spans: list[tuple[int, int, frozenset[str]]]) -> None:
        self._starts: list[int] = []
        self._keys: list[frozenset[str]] = []
        opened: list[tuple[int, frozenset[str]]] = []
        for start, end, keys in spans:
            self._close(opened, start)
            opened.append((end, (opened[-1][1] if opened else frozenset()) | keys))
            self._mark(start, opened[-1][1])
        self._close(opened, None)

    def _close(self, opened: list[tuple[int, frozenset[str]]], until: int | None) -> None:
        while opened and (until is None or opened[-1][0] <= until):
            end, _ = opened.pop()
            self._mark(end, opened[-1][1] if opened else frozenset())

    def _mark(self, at: int, keys: frozenset[str]) -> None:
        self._starts.append(at)
        self._keys.append(keys)

    def __call__(self, at: int) -> frozenset[str]:
        found = bisect_right(self._starts, at) - 1
        return self._keys[found] if found >= 0 else frozenset()


def spans_of_sections(document: Document) -> list[tuple[int, int, int, str, int]]:
    """Start, body, end, heading and level of each section; an end takes in the sub-sections."""
    marks = [one for one in document.sections if one.level]
    found = []
    ends = [len(document.text)] * len(marks)
    opened: list[int] = []
    for at, one in enumerate(marks):
        while opened and marks[opened[-1]].level >= one.level:
            ends[opened.pop()] = one.start
        opened.append(at)
    for one, end in zip(marks, ends, strict=True):
        found.append((one.start, one.body, end, one.heading, one.level))
    return found


def _table_heads(document: Document, language: str) -> _Lookup:
    rows = [one for one in document.blocks if one.kind == "row"]
    starts = [one.start for one in rows]
    spans = []
    for region in document.regions:
        if region.kind == "table":
            at = bisect_left(starts, region.start)
            if at < len(rows) and (head := rows[at]).start < region.end:
                spans.append((head.end, region.end, _keys(document.text[head.start : head.end], language)))
    return _Lookup(spans)


@lru_cache(maxsize=4_096)
def _near(key: str, text: str, language: str) -> frozenset[str]:
    """Keys that may stand for one: its kin, and those of a text that are alike."""
    kin = kin_of(key, language)
    found = {
        other
        for other in index_text(text, language).places
        if other != key
        and (alike(key, other, language) or (language == "de" and any(alike(one, other, language) for one in kin)))
    }
    return frozenset(found | kin)


def topics(phrase: str, text: str, language: str, skip: frozenset[str], *, numbers: bool = False) -> list[Topic]:
    """The words of a phrase that say what it is about, each with the keys of the text that may stand for it.

    Args:
        phrase: What is asked.
        text: The document.
        language: Its language.
        skip: Words that say little; left out.
        numbers: Numbers are kept even where they are among these.
    """
    every = content_words(phrase, language)
    wanted = [
        one
        for one in every
        if one.text.removesuffix("'s") not in skip
        or (numbers and one.stem.startswith("#") and not one.stem.endswith("th"))
    ]
    unique = {one.stem: one for one in wanted}
    vocabulary = index_text(text, language).places
    words = words_of(phrase, language)
    for one, two in pairwise(words):
        whole = stem(one.text + two.text, language)
        if whole in vocabulary and (one.stem in unique or two.stem in unique):
            unique.pop(one.stem, None)
            unique.pop(two.stem, None)
            unique[whole] = Word(one.start, two.end, one.text + two.text, whole)
    made = []
    for one in unique.values():
        near = _near(one.stem, text, language)
        name = language in ("en", "fr") and one.start > 0 and phrase[one.start].isupper()
        made.append(Topic(one.text, one.stem, near, firm=name or one.stem.startswith("#")))
    return made


def grade(topic: Topic, passage: Passage, around: frozenset[str]) -> float:
    """How surely a passage says a topic's word: itself, by kin, by what it stands under, by its neighbours; 0 where not."""
    if topic.key in passage.keys:
        return 1.0
    if topic.near & passage.keys:
        return 0.9
    if topic.key in passage.under:
        return 0.8
    if topic.near & passage.under:
        return 0.7
    if topic.key in passage.title or topic.near & passage.title:
        return 0.6
    if topic.key in around:
        return 0.5
    return 0.0
