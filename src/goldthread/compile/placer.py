"""Clauses with a place: one constraint for each place, or run of places that share their words."""

import re
from dataclasses import replace

from goldthread.compile.clauses import Clause, segments
from goldthread.compile.frame import Frame, Place
from goldthread.compile.ledger import Ledger
from goldthread.compile.phrases import clause_text, mentions_of
from goldthread.compile.places import find_places
from goldthread.compile.signs import CALENDAR, STRUCTURE
from goldthread.compile.units import FoundUnits


class Placer(Ledger):
    """Places what the clauses of one request say.

    Attributes:
        found: The units that the request fixes, None where it fixes none.
        each_words: Words asked for each unit, once a clause has said so.
    """

    def __init__(self, request: str, frame: Frame, found: FoundUnits | None) -> None:
        super().__init__(request, frame)
        self.found = found
        self.each_words: int | None = None

    def _fixes_units(self, sentence: Clause) -> bool:
        return self.found is not None and sentence.start < self.found.end and self.found.start < sentence.end

    def _ours(self, place: Place) -> bool:
        """Whether a place is told in the units of the request, not in pages, years or days of something else."""
        label = self.frame.label
        if not place.label or place.label in (label, self.frame.calendar, "section", "entry", *self.frame.nouns):
            return True
        if self.found is not None:
            return label == "menu" and place.label in ("week", "day")
        return place.label in (
            "chapter",
            "part",
            "module",
            "lesson",
            "unit",
            "item",
            "block",
            "floor",
            "week",
            "episode",
            "appendix",
            "act",
            "scene",
        )

    def _places(self, sentence: Clause) -> list[Place]:
        fixed = self.found
        if CALENDAR.match(sentence.text):
            return []
        places = [one for one in find_places(sentence.text, self.frame) if self._ours(one)]
        if fixed is None:
            return places
        first, last = fixed.start - sentence.start, fixed.end - sentence.start
        return [one for one in places if one.end <= first or one.start >= last]

    def _all(self, places: list[Place]) -> tuple[int, ...]:
        """Numbers of the places, else of all units."""
        numbers = tuple(sorted({number for one in places for number in one.numbers}))
        if numbers or any(not one.known for one in places):
            return numbers
        return tuple(range(1, self.frame.count + 1)) if self.frame.count else ()

    def _placed(self, clause: Clause, places: list[Place]) -> None:
        """One constraint a place, or a run of places that share their words."""
        placed = [one for one in places if not one.aside]
        groups: list[tuple[Clause, list[Place]]] = []
        for piece in segments(clause, [(one.start, one.end) for one in placed]):
            offset = piece.start - clause.start
            inside = [
                replace(one, start=one.start - offset, end=one.end - offset)
                for one in places
                if one.start >= offset and one.end <= offset + len(piece.text)
            ]
            bare = not re.search(r"\w{2}|[\u3040-\u9fff]", clause_text(piece.text, inside)) or re.match(
                r"(?:that is|i\.?e\.?|namely|and|or)\W*$", clause_text(piece.text, inside), re.IGNORECASE
            )
            if groups and (bare or not _has_content(groups[-1])):
                head, kept = groups[-1]
                shift = piece.start - head.start
                text = clause.text[head.start - clause.start : piece.end - clause.start]
                kept = [*kept, *(replace(one, start=one.start + shift, end=one.end + shift) for one in inside)]
                groups[-1] = (Clause(head.start, piece.end, text), kept)
            else:
                groups.append((piece, inside))
        for piece, inside in groups:
            self._one_placed(piece, inside)

    def _one_placed(self, piece: Clause, places: list[Place]) -> None:
        placed = [one for one in places if not one.aside]
        if not placed:
            return
        bare = clause_text(piece.text, places)
        if not re.search(r"\w{2}|[\u3040-\u9fff]", bare):
            return
        self.report(piece, placed)
        exact = [one for one in placed if one.kind != "everywhere"] or placed
        numbers = tuple(sorted({number for one in exact for number in one.numbers}))
        known = all(one.known for one in exact)
        if known and not numbers and any(one.outside for one in exact):
            return
        everything = all(one.kind == "everywhere" for one in exact)
        plain = everything and not any(one.removed for one in exact)
        structure = STRUCTURE.search(bare) and plain
        kind = "structure" if structure else "list" if len(exact) > 1 and not everything else exact[0].kind
        self.add(
            piece,
            kind,
            " ".join(piece.text.split()).strip(" .,;:") if plain else bare,
            sections=numbers if known else (),
            mentions=() if structure else mentions_of(bare, self.frame.language),
            place=" and ".join(one.words for one in exact) if not (everything and known) else exact[0].words,
        )


def _has_content(group: tuple[Clause, list[Place]]) -> bool:
    said = re.sub(r"\([^()]*\)", "", clause_text(group[0].text, group[1]))
    return re.search(r"\w{2}|[\u3040-\u9fff]", said) is not None
