"""A request cut into sentences and clauses, every character accounted for by its offsets."""

import re
from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from goldthread.compile.lines import breaks, widths
from goldthread.compile.markers import MARKER

_END = re.compile(
    r"[.!?](?=\s*(?:\*{3}|#\*#))|(?<!\.\.)[.!?](?=[\"'”’)\]]*(?:\s|$))|(?<=\.\.)\.(?=\s+[A-Z]|\s*$)|[。！？；]|(?<=[a-zà-ÿ)\]\d]);(?=\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|bzw|z\.B|d\.h|usw|Nr|[Nn]os|No|Dr|Mr|Mrs|Ms|St|p\.ej|cf|resp|[Ss]ects?|[Ss]ec|[Cc]h|[Cc]hap|[Ww]ks?|[Ee]p|[Vv]ol|pp?|Fig|incl|[Mm]ax|[Mm]in|[Aa]pprox|Std)|\b[A-Z]|(?<!['’])\b[sp]|"
    r"(?<![\d.])\d{1,2})\.$"
)
_SHORT_NOUN = re.compile(r"(?:^|[;(\n])\s*[A-Za-z]{1,5}\.$")
"""A word that is cut before a number: `Cl. 5`, `Art. 10`, `mtg. 3`."""
_LETTERED = re.compile(
    r"\b(?:part|chapter|section|act|book|volume|appendix|annex|module|unit|plan|type|[A-Z] to|[A-Z][-–])\s?[A-Z]\.$",
    re.IGNORECASE,
)
"""A letter that names something and ends its sentence: `in Part V.`, `A to Z.`"""
_EXAMPLE = re.compile(
    r"\((?:e\.g\.?|for example|for instance|such as|z\.\s?B\.|p\.\s?ex\.|p\.\s?ej\.|例如|如|例)[,:]?\s*", re.I
)


MASK = "\x01"
"""Stands for a character of an example: neither a letter nor white space, so that no pattern runs along it."""
_EDGE = " \t\r\n\x01"


@dataclass(frozen=True)
class Clause:
    """A piece of the request: `request[start:end] == text`."""

    start: int
    end: int
    text: str


def mask_examples(request: str) -> str:
    """The request with the bracketed examples (`(e.g. ...)`) blanked out, the same length.

    Brackets that never close reach to the end of their paragraph.
    """
    masked = list(request)
    at = 0
    while match := _EXAMPLE.search(request, at):
        depth, end = 0, match.start()
        while end < len(request):
            if request[end] == "(":
                depth += 1
            elif request[end] == ")":
                depth -= 1
                if depth == 0:
                    break
            end += 1
        else:
            stop = request.find("\n\n", match.start())
            end = (stop if stop >= 0 else len(request)) - 1
        for place in range(match.start(), min(end + 1, len(request))):
            masked[place] = MASK
        at = max(end, match.end())
    return "".join(masked)


def sentences(text: str) -> list[Clause]:
    """Sentences and list items in order; a line break ends one where a list item or a blank line follows."""
    found: list[Clause] = []
    start = 0

    def add(end: int) -> None:
        nonlocal start
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip(_EDGE))
        marker = MARKER.match(text, left, end)
        if marker and marker.end() < end:
            left = marker.end()
        right = start + len(piece.rstrip(_EDGE))
        if right > left and re.search(r"\w", text[left:right]):
            found.extend(_bounded(text, left, right))
        start = end

    position = 0
    blocks = deque(widths(text))
    end = _END.search(text)
    while position < len(text):
        if end is not None and end.start() < position:
            end = _END.search(text, position)
        line = text.find("\n", position)
        stop = end.end() if end else len(text)
        if 0 <= line < stop:
            following = text[line + 1 : line + 201]
            piece = text[text.rfind("\n", 0, line) + 1 : line]
            while blocks[0][0] <= line:
                blocks.popleft()
            if breaks(piece, following, blocks[0][1]):
                add(line)
            position = line + 1
            continue
        if (
            end
            and _SHORT_NOUN.search(text[max(start, end.end() - 12) : end.end()])
            and re.match(r"\s*\d", text[end.end() : end.end() + 3])
        ):
            position = end.end()
            continue
        if end and _ABBREVIATION.search(text[max(start, end.end() - 12) : end.end()]) and end.end() < len(text):
            tail = text[end.end() : end.end() + 200].lstrip().lstrip("¡¿„“«(")
            one_letter = re.search(r"\b[A-Z]\.$", text[max(start, end.end() - 4) : end.end()])
            if one_letter and tail[:1].isupper() and _LETTERED.search(text[max(start, end.end() - 24) : end.end()]):
                add(stop)
                position = stop
                continue
            number = re.search(r"\d\.$", text[max(start, end.end() - 4) : end.end()])
            if (
                not (
                    (number or text[max(0, end.end() - 4) : end.end()] == "etc.")
                    and (tail[:1].isupper() or re.match(r"\d[\d,.]* [a-z]", tail) or tail[:4].isdigit())
                    and _sentence_number(text[start : end.end()])
                )
                or one_letter
            ):
                position = end.end()
                continue
        add(stop)
        position = stop
    add(len(text))
    return found


_LONGEST = 2_000
"""Characters of the longest sentence that is read as one; a longer one is read in pieces, so that time stays linear."""


def _bounded(text: str, left: int, right: int) -> list[Clause]:
    """A sentence, or its pieces where it is longer than any that a person writes (masked examples not counted)."""
    if right - left - text.count(MASK, left, right) <= _LONGEST:
        return [Clause(left, right, text[left:right])]
    pieces = []
    while left < right:
        end = min(left + _LONGEST, right)
        blank = text.rfind(" ", left + 1, end) if end < right else end
        end = blank if blank > left else end
        piece = text[left:end]
        start, stop = left + len(piece) - len(piece.lstrip(_EDGE)), left + len(piece.rstrip(_EDGE))
        if stop > start and re.search(r"\w", text[start:stop]):
            pieces.append(Clause(start, stop, text[start:stop]))
        left = end
    return pieces


def _sentence_number(piece: str) -> bool:
    """Whether a sentence that ends in a number and a point is whole: it has a verb's worth of words before."""
    return len(piece.split()) > 3 and not re.match(r"^\s*\d+\.$", piece)


_SPLIT = re.compile(r";\s+|,\s+(?:and|und|et|y|but|aber|mais|pero)\s+|,\s+|\s+(?:and|und|et|y|while)\s+|[，；、,]\s*")


def segments(sentence: Clause, spans: list[tuple[int, int]]) -> list[Clause]:
    """A sentence with several places cut so that each place stands in its own segment.

    The cut lies at the last comma, semicolon or `and` between two places outside of brackets; a sentence that has none
    there is not cut.

    Args:
        sentence: The sentence.
        spans: Places in it, offsets within the sentence, in order.
    """
    cuts = [0]
    for (_, end), (start, _) in pairwise(spans):
        options = [
            match
            for match in _SPLIT.finditer(sentence.text, end, start)
            if sentence.text.count("(", cuts[-1], match.start()) == sentence.text.count(")", cuts[-1], match.start())
        ]
        if options:
            strong = [one for one in options if ";" in one[0]] or options
            cuts.append(strong[0].end())
        else:
            cuts.append(-1)
    pieces: list[Clause] = []
    bounds = [*cuts, len(sentence.text)]
    begin = 0
    for at in range(len(spans)):
        following = bounds[at + 1]
        if following == -1:
            continue
        piece = sentence.text[begin:following]
        end = following - (len(piece) - len(piece.rstrip(" ,;，；、")))
        pieces.append(Clause(sentence.start + begin, sentence.start + end, sentence.text[begin:end]))
        begin = following
    return pieces
