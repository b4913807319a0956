"""What the place grammar knows of a language: phrases with the class of their token, units, dates.

Classes of tokens, one letter each, the alphabet of the place grammar (`tongues/grammar.py`):

    n cardinal    1 an article that counts    o ordinal     u unit        v every       V per          A each of them  g none of
    l last        P penultimate M topmost     C middle      H half        O odd          E even          z alternate
    r until       b to or at    B between     s starting    S onward (after) k out of       x except     G the others
    t before      T after       K before (after its noun)   L after (after its noun)      i namely
    m month       w weekday     y year        d date        q version      N title        Z multiple of
    p filler      j "an"        R from        a and         c comma        ; hard stop     . other
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from goldthread.compile.lexicon import UNITS
from goldthread.compile.tongues.numbers import fold


@dataclass(frozen=True)
class Tongue:
    """One language's tables.

    Attributes:
        code: `en`, `de`, `fr` or `es`; `zh` or `ja` have patterns in `tokens` in place of phrases.
        phrases: Class of tokens to its phrases, `|` between them; folded when read.
        months: Names of the months, folded stems, in order.
        weekdays: Names of the days from Monday on, folded.
        units: Further unit nouns, `label` to a pattern of the folded word.
        tokens: Class to pattern, the earlier the stronger (for scripts without blanks).
        verbs: Pattern of what may follow an ordinal that stands without its noun.
    """

    code: str
    phrases: Mapping[str, str]
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    units: Mapping[str, str] = None  # type: ignore[assignment]
    tokens: tuple[tuple[str, str], ...] = ()
    verbs: str = ""

    @cached_property
    def classes(self) -> dict[str, str]:
        """Folded phrase to class."""
        return {fold(one): kind for kind, line in self.phrases.items() for one in line.split("|")}

    @cached_property
    def longest(self) -> int:
        """Words of the longest phrase."""
        return max((len(one.split()) for one in self.classes), default=1)

    @cached_property
    def unit_patterns(self) -> dict[str, re.Pattern[str]]:
        """Label to the pattern of its noun."""
        known = {label: f"(?:{pattern})" for label, pattern in (self.units or {}).items()}
        for label, pattern in UNITS[self.code].items():
            known[label] = f"(?:{known[label]}|{pattern})" if label in known else f"(?:{pattern})"
        return {label: re.compile(pattern, re.IGNORECASE) for label, pattern in known.items()}

    def unit(self, word: str) -> str | None:
        """Label of a unit's noun, None where it is none; `kapitel` of `Kapiteln`."""
        plain = word.lower()
        return next((label for label, pattern in self.unit_patterns.items() if pattern.fullmatch(plain)), None)
