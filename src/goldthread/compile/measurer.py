"""Clauses with an amount: lengths, and how often something is said."""

import re

from goldthread.compile.clauses import Clause
from goldthread.compile.cues import (
    MEASURING,
)
from goldthread.compile.frame import Place
from goldthread.compile.measures import Measure
from goldthread.compile.phrases import clause_text, mentions_of
from goldthread.compile.placer import Placer
from goldthread.compile.places import find_places
from goldthread.compile.signs import EACH, SAY_WORDS, WHOLE, asks


class Measurer(Placer):
    """Reads the amounts that the clauses of one request ask for."""

    def _says(self, text: str) -> bool:
        return bool(re.search(SAY_WORDS, text, re.IGNORECASE)) or asks(text)

    def _is_length(self, text: str, length: Measure, times: Measure | None, places: list[Place]) -> bool:
        if times is not None and times.start < length.start:
            return False
        if self.frame.language == "en":
            if (
                "-" in text[length.start : length.end]
                and re.match(r"\s+[a-z]+", text[length.end :])
                and length.unit != "words"
            ):
                return False
            if length.unit not in ("words", "characters", "pages") and re.search(
                r"\b(?:begins?|starts?|opens?|ends?|closes?|finish(?:es)?|concludes?|first|last)\b[^,;]*$",
                text[: length.start],
                re.IGNORECASE,
            ):
                return False
        return length.unit in ("words", "characters", "pages") or bool(
            asks(text)
            or EACH.search(text)
            or places
            or re.search(r"\b(?:has|have|with|of|contain\w*|consist\w*|long|longer|shorter)\b", text, re.I)
        )

    def _bare_length(self, text: str, length: Measure) -> bool:
        """Whether a clause is a length and hardly anything else."""
        rest = text[: length.start] + text[length.end :]
        return len(re.findall(r"\w+", rest)) <= 3 and not EACH.search(text)

    def _length(self, clause: Clause, length: Measure, places: list[Place], *, own: list[Place]) -> None:
        text = clause.text
        exact = [one for one in places if one.kind != "everywhere"]
        every = [one for one in places if one.kind == "everywhere" and not one.aside]
        near = text[max(0, length.start - 90) : length.end + 30]
        spread = re.search(
            r"s,?\s+(?:of|with|at)\s+(?:about|around|roughly|approximately|some|at least|at most|up to|no more than)?\s*$",
            text[: length.start],
            re.IGNORECASE,
        )
        each = bool(
            every
            or re.match(r"no(?:ne)?\b(?! (?:more|longer))", text, re.IGNORECASE)
            or (spread and self._fixes_units(clause))
            or (EACH.search(near) and not WHOLE.search(near))
        )
        numbers: tuple[int, ...] = ()
        if exact and not every:
            numbers = tuple(number for one in exact for number in one.numbers)
            each = True
        elif each and self.frame.count:
            numbers = every[0].numbers if every and every[0].numbers else tuple(range(1, self.frame.count + 1))
        elif each and every:
            numbers = every[0].numbers
        if length.unit in ("words", "characters") and each and not exact:
            low, high = length.minimum, length.maximum
            value = (low + high) // 2 if low and high else round(low * 1.05) if low else high
            self.each_words = self.each_words or value
        self.report(clause, exact)
        self.add(
            clause,
            "structure" if length.unit == "paragraphs" and self.frame.language == "en" else "length",
            " ".join(text.split())
            if self._fixes_units(clause)
            else clause_text(text, [one for one in own if one in exact]),
            sections=numbers if len(numbers) < 10_000 else (),
            minimum=length.minimum,
            maximum=length.maximum,
            unit=length.unit,
            scope="section" if each else "document",
            place="every section" if each and not numbers else "",
        )

    def _beside_length(self, clause: Clause, length: Measure, places: list[Place]) -> None:
        """What a placed clause says beside its length: `part 1 is a summary of at most 250 words`."""
        exact = [one for one in places if one.kind != "everywhere" and not one.aside]
        if not exact or self.frame.language != "en":
            return
        amount = Place("everywhere", length.start, length.end, words=clause.text[length.start : length.end], aside=True)
        apart = [one for one in places if one.end <= length.start or one.start >= length.end]
        bare = clause_text(clause.text, sorted([*apart, amount], key=lambda one: one.start))
        if len(set(re.findall(r"[a-z]{4,}", bare.lower())) - MEASURING) >= 1 and re.search(
            r"\b(?:is|are|has|contains?|describes?|tells?|gives?|explains?|covers?|lists?|\w+s)\b", bare
        ):
            self._one_placed(clause, sorted([*apart, amount], key=lambda one: one.start))

    def _count(self, clause: Clause, times: Measure, places: list[Place]) -> None:
        language = self.frame.language
        spent = [one for one in places if one.kind != "everywhere"]
        without = clause.text[: times.start] + clause.text[times.end :]
        text = clause_text(without, find_places(without, self.frame))
        numbers = tuple(number for one in places for number in one.numbers)
        self.report(clause, spent)
        self.add(
            clause,
            "count",
            clause_text(clause.text, spent),
            sections=numbers,
            mentions=mentions_of(text, language),
            minimum=times.minimum,
            maximum=times.maximum,
            unit="mentions",
            scope="section" if numbers else "document",
        )
