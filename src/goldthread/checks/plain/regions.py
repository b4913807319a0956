"""Where in a document a place lies: a section by its ordinary title, the title, an end, every section or paragraph."""

import re
from dataclasses import dataclass

from goldthread.checks.cutting import cut
from goldthread.checks.document import parse
from goldthread.checks.plain.kin import alike
from goldthread.checks.plain.passages import heading_keys, topics
from goldthread.checks.sentences import sentences
from goldthread.checks.words import content_words

NAMED = "the section named "
PERHAPS = "perhaps the section named "
_LEAST_EDGE = 300
_SHARE = 0.15
_ALIASES = {
    "introduction": ("introduction", "intro", "preface", "foreword", "einleitung", "vorwort"),
    "conclusion": ("conclusion", "conclusions", "closing", "fazit", "schluss"),
}


@dataclass(frozen=True)
class Region:
    """`text[start:end]`, what it is called, and where its own text begins behind its heading."""

    start: int
    end: int
    name: str
    body: int


def headed(name: str, text: str, language: str) -> Region | None:
    """The section whose heading says a name: all its words, by themselves or by kin; the heading with the least beside it."""
    name = re.sub(r"[\"'“”‘’]", "", name).strip()
    folded = _folded(name)
    wanted = [(one.key, one.near) for one in topics(name, "", language, frozenset())]
    best: tuple[float, Region] | None = None
    for order, (start, body, end, heading, level, keys) in enumerate(heading_keys(text, language)):
        if not heading or not wanted:
            continue
        region = Region(start, end, heading, body)
        if _folded(heading) == folded:
            return region
        grades = [_alike(key, near, keys, language) for key, near in wanted]
        if min(grades) > 0:
            covered = sum(grades) / max(1, len(content_words(heading, language)))
            score = sum(grades) / len(grades) + min(1.0, covered) - (1.0 if level == 1 and order == 0 else 0.0)
            if best is None or score > best[0]:
                best = (score, region)
    return best[1] if best and best[0] > 1.0 else None


def _alike(key: str, near: frozenset[str], keys: frozenset[str], language: str) -> float:
    if key in keys:
        return 1.0
    return 0.8 if near & keys or any(alike(key, one, language) for one in keys) else 0.0


def _folded(text: str) -> str:
    return re.sub(r"^[\d.()\s]+|[^\w\s]", "", text.casefold()).strip()


def titled(text: str) -> Region | None:
    """The document's title: its first heading where nothing but marks stands before it, else its first line."""
    document = parse(text)
    first = next((one for one in document.blocks), None)
    if first is None:
        return None
    heading = next((one for one in document.blocks if one.kind == "heading"), None)
    chosen = heading if heading is not None and (heading.level == 1 or heading is first) else first
    return Region(chosen.start, chosen.end, "the title", chosen.start)


def edge(text: str, which: str) -> Region:
    """The beginning or the end of a document: what lies before its first section, its last section; at least a seventh."""
    parts = cut(text)
    least = max(_LEAST_EDGE, int(len(text) * _SHARE))
    if which == "the beginning":
        end = min(len(text), max(parts[0].start if len(parts) > 1 else 0, least))
        return Region(0, end, which, 0)
    start = max(0, min(parts[-1].start if len(parts) > 1 else len(text), len(text) - least))
    return Region(start, len(text), which, start)


def regions_of(place: str, text: str, language: str) -> list[Region] | None:
    """The regions that a place names; None where the document has none such."""
    if not place:
        return [Region(0, len(text), "the document", 0)]
    if place == "the title":
        found = titled(text)
        return [found] if found else None
    if place in ("the beginning", "the end"):
        return [edge(text, place)]
    if place.startswith((NAMED, PERHAPS)):
        name = place.removeprefix(NAMED) if place.startswith(NAMED) else place.removeprefix(PERHAPS)
        region = headed(name, text, language) or _usual(name, text, language)
        return [region] if region else None
    if match := re.match(
        r"^(the first|the last|every) (section|chapter|part|heading|paragraph|sentence|line|word)$", place
    ):
        units = _units(match[2], text, language)
        if not units:
            return None
        return units if match[1] == "every" else [units[0 if match[1] == "the first" else -1]]
    return None


def _usual(name: str, text: str, language: str) -> Region | None:
    """An introduction without a heading: what stands before the first section."""
    plain = name.casefold().strip()
    for usual, words in _ALIASES.items():
        if plain in words:
            found = next((one for word in words if (one := headed(word, text, language))), None)
            if found or usual == "conclusion":
                return found
            parts = cut(text)
            title = titled(text)
            start = title.end if title and title.end < parts[0].start else 0
            return (
                Region(start, parts[0].start, "the introduction", start)
                if text[start : parts[0].start].strip()
                else None
            )
    return None


def _units(part: str, text: str, language: str) -> list[Region]:
    document = parse(text)
    if part in ("section", "chapter", "part"):
        parts = cut(text)
        return (
            [Region(one.start, one.end, one.title or "the text", one.body) for one in parts] if parts[0].title else []
        )
    if part == "heading":
        return [Region(one.start, one.end, text[one.start : one.end], one.start) for one in document.headings()]
    if part == "paragraph":
        return [Region(one.start, one.end, "a paragraph", one.start) for one in document.paragraphs()]
    if part == "sentence":
        return [
            Region(one.start, one.end, "a sentence", one.start)
            for one in sentences(text, language)
            if not one.heading and not one.code
        ]
    if part == "line":
        found, at = [], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                found.append(Region(at, at + len(line.rstrip()), "a line", at))
            at += len(line)
        return found
    return []
