"""The language a text is in, and how hard it is to read."""

import re
from functools import lru_cache
from typing import Any

from goldthread.checks.sentences import Sentence, base_language, sentences
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Verdict

LEAST_LETTERS = 60
"""A sentence with fewer letters tells too little of its language."""
MOST_SENTENCES = 2_000
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "chinese": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja", "italian": "it", "dutch": "nl", "portuguese": "pt",
    "polish": "pl", "russian": "ru", "korean": "ko", "arabic": "ar", "turkish": "tr", "swedish": "sv", "czech": "cs",
}  # fmt: skip
_VOWELS = re.compile(r"[aeiouyäöüáéíóúàèùâêîôûëïœæ]+", re.IGNORECASE)
_CODE = re.compile(r"^[a-z]{2}(?:-[A-Za-z]+)?$")


def check_language(constraint: Constraint, section: int, text: str) -> Verdict:
    """Whether a text is in the language that the constraint's text names (`de`, `German`).

    Broken where a tenth of the letters or more stands in sentences of another language, with these as evidence.
    """
    wanted = _wanted(constraint.text)
    if not wanted:
        return Verdict(value="unchecked", reason=f"no language is known as {constraint.text!r}", confidence=0.0)
    long = [one for one in sentences(text, wanted) if not one.code and _letters(text[one.start : one.end]) >= 20]
    if not long:
        return Verdict(value="undecided", reason="the text is too short to tell its language", confidence=0.3)
    step = max(1, len(long) // MOST_SENTENCES)
    sampled = long[::step]
    told = [one for one in sampled if _letters(text[one.start : one.end]) >= LEAST_LETTERS] or sampled
    foreign = [one for one in told if language_of(text[one.start : one.end]) != wanted]
    size = sum(one.end - one.start for one in told)
    share = sum(one.end - one.start for one in foreign) / size
    if share < 0.1:
        return Verdict(value="kept", reason=f"{1 - share:.0%} of the text is {wanted}", confidence=0.95)
    other = language_of(text[foreign[0].start : foreign[0].end])
    evidence = tuple(_evidence(one, section, text) for one in foreign[:5])
    value = Verdict(
        value="broken", reason=f"{share:.0%} of the text is not {wanted} (such as {other})", evidence=evidence
    )
    return value if share > 0.25 else value.model_copy(update={"value": "undecided", "confidence": 0.5})


def _wanted(text: str) -> str:
    plain = text.strip()
    if _CODE.match(plain):
        return plain[:2]
    return next((code for name, code in _LANGUAGES.items() if name in plain.casefold()), "")


def _letters(text: str) -> int:
    wide = sum(1 for char in text if char >= "\u2e80")
    return sum(1 for char in text if char.isalpha()) + 3 * wide


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """The code of the language that a text is most likely in (`en`)."""
    return str(_identifier().classify(text)[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    import py3langid

    return py3langid


def _evidence(one: Sentence, section: int, text: str) -> Evidence:
    return Evidence(section=section, start=one.start, end=one.end, quote=text[one.start : one.end])


def syllables(word: str, language: str) -> int:
    """Syllables of a word, by its groups of vowels; an English silent e does not count."""
    groups = len(_VOWELS.findall(word))
    if (
        language == "en"
        and re.search(r"(?:[^aeiouy]e|[^aeiouydt]ed|[^aeiouy]es)$", word)
        and not re.search(r"[^aeiouy]le$", word)
    ):
        groups -= 1
    return max(1, groups)


def grade(text: str, language: str) -> float | None:
    """School grade that a text asks for; None where no formula is at hand.

    English: Flesch-Kincaid grade, .39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid et al. 1975, table 8).
    German: first Wiener Sachtextformel, .1935 MS + .1672 SL + .1297 IW - .0327 ES - .875 (Bamberger and Vanecek 1984): MS
    percent of words of three or more syllables, SL words a sentence, IW percent of words of more than six letters, ES
    percent of words of one syllable.
    """
    code = base_language(language)
    if code not in ("en", "de"):
        return None
    found = [text[one.start : one.end] for one in sentences(text, code) if not one.heading and not one.code]
    words = [word for sentence in found for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", sentence)]
    if len(words) < 30:
        return None
    counts = [syllables(word, code) for word in words]
    length = len(words) / len(found)
    if code == "en":
        return 0.39 * length + 11.8 * sum(counts) / len(words) - 15.59

    def percent(hits: int) -> float:
        return 100 * hits / len(words)

    return (
        0.1935 * percent(sum(one >= 3 for one in counts))
        + 0.1672 * length
        + 0.1297 * percent(sum(len(word) > 6 for word in words))
        - 0.0327 * percent(sum(one == 1 for one in counts))
        - 0.875
    )


def check_reading(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    """Whether a text's school grade lies within the constraint's minimum and maximum."""
    found = grade(text, language)
    if constraint.minimum is None and constraint.maximum is None:
        return Verdict(value="unchecked", reason="no grade was asked for", confidence=0.0)
    if found is None:
        return Verdict(value="unchecked", reason="no formula for this language or too short a text", confidence=0.0)
    low, high = constraint.minimum, constraint.maximum
    fits = (low is None or found >= low) and (high is None or found <= high)
    asked = " and ".join(
        part
        for part in (f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else "")
        if part
    )
    hardest: tuple[Evidence, ...] = ()
    if not fits and high is not None and found > high:
        longest = max(
            sentences(text, base_language(language)),
            key=lambda one: (not one.code) * (one.end - one.start),
            default=None,
        )
        hardest = (_evidence(longest, section, text),) if longest else ()
    return Verdict(
        value="kept" if fits else "broken",
        reason=f"reading grade {found:.1f}; asked: {asked}",
        evidence=hardest,
        confidence=0.9,
    )
