"""Nouns for units in words: their stems, and the labels of units that they stand for."""

import re

from goldthread.compile.tongues.numbers import fold
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.tongue import Tongue

_HEADS = (
    "entry",
    "story",
    "chapter",
    "section",
    "letter",
    "recipe",
    "lesson",
    "module",
    "episode",
    "lecture",
    "session",
    "menu",
    "article",
    "part",
    "stage",
)

_OF_TIME = re.compile(
    r"(?:arbeits|werk|schul|urlaubs|reise|trainings|unterrichts|kurs|ferien|kalender|wander|spiel|projekt)(?:tag|woche|monat|stunde)"
)


def unit_label(word: str, spoken: Tongue, setting: Setting) -> str | None:
    """Label of a noun for units: one of the language's, the request's own, or a German compound of either."""
    if stem(word, spoken.code) in setting.nouns:
        return setting.label
    if label := spoken.unit(word) or spoken.unit(word.rstrip(".")):
        return label
    word = word.rstrip(".")
    low = word.lower()
    if spoken.code == "de" and len(word) > 9 and (word[:1].isupper() or _OF_TIME.match(low)):
        if spanned := re.search(r"(?:(wochen?)|(monate?n?)|(?<!feier)(?<!fest)(?<!geburts)(?<!werk)(tagen?))$", low):
            return "week" if spanned[1] else "month" if spanned[2] else "day"
        for label in _HEADS:
            pattern = spoken.unit_patterns[label].pattern
            if (found := re.search(rf"(?:{pattern})$", low)) and len(found[0]) > 4 and found.start() > 3:
                return label
    return None


def stem(word: str, language: str) -> str:
    """A noun's stem, the same for its singular and plural and for the cases of German."""
    plain = fold(word)
    if language == "de":
        plain = plain.translate(str.maketrans("äöü", "aou"))
        return re.sub(r"(?:ern|er|en|es|e|n|s)$", "", plain) if len(plain) > 4 else plain
    if language == "en":
        plain = re.sub(r"ies$", "y", plain)
        return re.sub(r"(?<=ch|sh)es$|(?<=x|s)es$|(?<!s)s$", "", plain) if len(plain) > 3 else plain
    if language == "fr":
        return re.sub(r"(?:aux|al)$", "al", re.sub(r"[sx]$", "", plain)) if len(plain) > 3 else plain
    return re.sub(r"(?:es|s|e)$", "", plain) if len(plain) > 4 else plain
