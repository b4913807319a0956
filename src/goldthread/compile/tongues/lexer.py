"""A clause becomes tokens of the classes that `tongue.py` lists, so that one grammar of places serves all languages."""

import re
from functools import lru_cache

from goldthread.compile.calendar import date_pattern
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.english_tokens import in_english
from goldthread.compile.tongues.inflected import settled
from goldthread.compile.tongues.nouns import unit_label
from goldthread.compile.tongues.numbers import fold, ordinals, read_digits, read_phrase
from goldthread.compile.tongues.roman import is_person, read_roman
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.signs import lex_signs
from goldthread.compile.tongues.token import QUOTED, Token, dated, title_of
from goldthread.compile.tongues.tongue import Tongue

_GROUPED = {
    "en": r"\d{1,3}(?:,\d{3})+(?![\d,]\d)",
    "de": r"\d{1,3}(?:\.\d{3})+(?![\d.])",
    "fr": r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?![\d.])",
    "es": r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?![\d.])",
}

_ORDINAL = {
    "en": r"\d{1,4}(?:st|nd|rd|th)(?!\w)",
    "de": r"\d{1,3}\.(?=\s+\w|\s*[-–,]|\s*$)",
    "fr": r"\d{1,4}(?:ers?|res?|ère|e|ème|es|èmes|nde?)(?!\w)",
    "es": r"\d{1,4}(?:\.?\s?[ºª°]|er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na)(?!\w)",
}


@lru_cache(maxsize=8)
def _raw(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<date>{date_pattern(language)})|(?P<quoted>{QUOTED})|(?P<grouped>{_GROUPED[language]})|(?P<version>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}(?![\d.]*\d))|"
        rf"(?P<ordinal>{_ORDINAL[language]})|(?P<digits>\d+)|(?P<dots>\.{{2,3}}|…)|(?P<sign>n\.?\s?[º°]|[#№]|§{{1,2}})|(?P<word>(?:e-mails?\b|[^\W\d_]+)(?:['’](?=\w)|(?<=\b[dh])\.|\.(?=\s?\d))?)|(?P<mark>[^\s\w])",
        re.IGNORECASE,
    )


def lex(text: str, setting: Setting) -> list[Token]:
    """Tokens of a text in order.

    Args:
        text: A sentence or clause.
        setting: Language, units and their names.
    """
    if setting.language in ("zh", "ja"):
        return lex_signs(text, setting)
    return _lex_words(text, setting)


def _lex_words(text: str, setting: Setting) -> list[Token]:
    spoken = tongue(setting.language)
    raw = list(_raw(spoken.code).finditer(text))
    kinds = [match.lastgroup if match.lastgroup != "title" else "quoted" for match in raw]
    folded = [_folded(match[0]) if kinds[at] == "word" else "" for at, match in enumerate(raw)]
    numbered = ordinals(spoken.code)
    made: list[Token] = []
    at = 0
    while at < len(raw):
        match, kind = raw[at], kinds[at]
        many = 1
        token = Token(".", *match.span(), match[0])
        if kind == "word":
            # Words that only blanks, hyphens or apostrophes part can belong to one phrase.
            run = [folded[at]]
            ahead = at + 1
            last = match.end()
            taken = [1]
            while ahead < len(raw) and len(run) < 8:
                if kinds[ahead] == "mark" and raw[ahead][0] == "-" and raw[ahead].start() == last:
                    last = raw[ahead].end()
                    ahead += 1
                    continue
                if kinds[ahead] != "word":
                    break
                run.append(folded[ahead])
                last = raw[ahead].end()
                ahead += 1
                taken.append(ahead - at)
            after_unit = any(one.kind == "u" for one in made[-3:]) or (
                spoken.code == "en"
                and re.search(r"un(?:[ca]{1,2}n)*[ca]{1,2}$", "".join(one.kind for one in made[-24:])) is not None
            )
            token, used = _word(text, match.start(), raw, at, run, taken, spoken, numbered, setting, after_unit)
            many = used
            if (
                folded[at].rstrip(".") in _NUMBERED and at + 1 < len(raw) and kinds[at + 1] in ("digits", "ordinal")
            ) or (
                len(match[0]) == 1
                and (match[0].isupper() or (spoken.code == "en" and not re.search(r"\w\s*$", text[: match.start()])))
                and text[match.end() : match.end() + 1].isdigit()
                and (spoken.code != "en" or match[0].lower() == setting.label[:1])
            ):
                token, many = _sign(made, match.start(), match.end(), match[0], setting), 1
        elif kind == "date" and (span := re.fullmatch(r"(\d{1,2})-(\d{1,2})", match[0])):
            low, high = span.span(1), span.span(2)
            base = match.start()
            made.append(Token("n", base + low[0], base + low[1], span[1], int(span[1])))
            made.append(Token("r", base + low[1], base + high[0], "-"))
            token = Token("n", base + high[0], base + high[1], span[2], int(span[2]))
        elif (
            kind == "date"
            and spoken.code == "en"
            and (verb := re.fullmatch(r"(\d{1,2})(st|nd|rd|th)? (may|march)", match[0]))
        ):
            # `Module 13 may not refer to prices`: a verb, not a month.
            base = match.start()
            made.append(
                Token(
                    "o" if verb[2] else "n",
                    base,
                    base + verb.end((verb[2] and 2) or 1),
                    verb[1] + (verb[2] or ""),
                    int(verb[1]),
                )
            )
            token = Token(".", base + verb.start(3), match.end(), verb[3])
        elif (
            kind == "date"
            and "/" in match[0]
            and made
            and made[-1].kind == "u"
            and (pair := re.fullmatch(r"(\d{1,2})/(\d{1,2})", match[0]))
        ):
            base = match.start()
            made.append(Token("n", base, base + pair.end(1), pair[1], int(pair[1])))
            made.append(Token("c", base + pair.end(1), base + pair.start(2), "/"))
            token = Token("n", base + pair.start(2), match.end(), pair[2], int(pair[2]))
        elif kind == "date":
            token = dated(match, setting)
        elif kind == "quoted":
            value = title_of(match["title"] or match[0].strip('„“"«»”‹› '), setting)
            token = Token("N" if value else ".", *match.span(), match[0], value)
        elif kind == "grouped":
            token = Token("n", *match.span(), match[0], read_digits(match[0]))
        elif kind == "version":
            value = title_of(match[0], setting)
            token = Token("q" if value else "n", *match.span(), match[0], value or read_digits(match[0]))
        elif kind == "ordinal":
            token = Token("o", *match.span(), match[0], read_digits(match[0]))
        elif kind == "digits":
            value = title_of(match[0], setting) if setting.names and setting.names[0].isdigit() else 0
            if value:
                made.append(Token("q", *match.span(), match[0], value))
                at += 1
                continue
            value = read_digits(match[0])
            year = 1000 <= value <= 2199 and len(match[0]) == 4 and setting.first_year is not None
            token = Token("y" if year else "n", *match.span(), match[0], value)
        elif kind == "sign":
            token = _sign(made, match.start(), match.end(), match[0], setting)
        elif match[0] in "-–—~" or kind == "dots":
            near = made and made[-1].kind in "nodmywqN" and at + 1 < len(raw) and kinds[at + 1] != "mark"
            token = Token("r" if near else ";", *match.span(), match[0])
        elif match[0] == "&":
            token = Token("a", *match.span(), match[0])
        elif match[0] in ",/":
            token = Token("c", *match.span(), match[0])
        else:
            token = Token("." if match[0] in "'’\"„“”«»." else ";", *match.span(), match[0])
        made.append(token)
        at += many
    return in_english(made, setting) if spoken.code == "en" else settled(made, setting, spoken, text)


_NUMBERED = frozenset(("number", "numbers", "nos", "nr", "nummer", "no", "num", "numero"))


def _sign(made: list[Token], start: int, end: int, text: str, setting: Setting) -> Token:
    """`Nr.`, `n°`, `§`, `Q`: a filler behind the noun of the unit, else itself that noun."""
    if setting.count and not (made and made[-1].kind == "u" and made[-1].label == setting.label):
        return Token("u", start, end, text, label=setting.label)
    return Token("u", start, end, text, label="section") if text[:1] == "§" else Token("p", start, end, text)


def _folded(word: str) -> str:
    """A folded word without the point of an abbreviation, but for `d. h.`."""
    plain = fold(word)
    return plain.removesuffix(".") if len(plain) > 2 else plain


def _word(
    text: str,
    start: int,
    raw: list[re.Match[str]],
    at: int,
    run: list[str],
    taken: list[int],
    spoken: Tongue,
    numbered: dict[str, int],
    setting: Setting,
    after_unit: bool,
) -> tuple[Token, int]:
    """The token that the words at a place make, and how many raw pieces it takes."""

    def make(kind: str, words: int, value: int = 0, label: str = "") -> tuple[Token, int]:
        end = raw[at + taken[words - 1] - 1].end()
        return Token(kind, start, end, text[start:end], value, label), taken[words - 1]

    for many in range(min(len(run), 4), 0, -1):
        value = title_of(" ".join(run[:many]).replace("' ", "'"), setting)
        # A title is written as one; in lower case only behind the noun of a unit (`la sección de errores`).
        if value and (after_unit or raw[at][0][:1].isupper() or not setting.names[value - 1][:1].isupper()):
            return make("N", many, value)
    value, many = read_phrase(run, spoken.code)
    kind, words = "", 0
    for words in range(min(len(run), spoken.longest), 0, -1):
        phrase = " ".join(run[:words]).replace("' ", "'").replace(". ", ".").replace("d.h.", "d. h.")
        if kind := spoken.classes.get(phrase, ""):
            break
    for ranked in range(min(len(run), 4), words if kind else 0, -1):
        phrase = " ".join(run[:ranked]).replace("' ", "'")
        found = numbered.get(phrase)
        if found is not None and ranked >= many:
            return make("o", ranked, found)
    if kind and words >= many:
        return make(kind, words)
    if many:
        return make("1" if many == 1 and run[0] in _ARTICLES else "n", many, value)
    word = raw[at][0]
    elided = spoken.code in ("fr", "es") and len(word) > 1 and at > 0 and raw[at - 1][0].lower() in ("le", "la", "el")
    if (
        (after_unit or elided)
        and (roman := read_roman(word.rstrip(".")))
        and not (len(word) == 1 and roman >= 50 and roman > (setting.count or 0))
        and not (spoken.code == "en" and is_person(text, start))
    ):
        return make("n", 1, roman)
    plain = run[0].rstrip("'.")
    for value, name in enumerate(spoken.months, 1):
        if spoken.code == "en" and not word[:1].isupper() and (name in ("may", "march") or len(plain) < 4):
            continue
        if (
            plain == name
            or (spoken.code == "en" and plain in (name[:3], name[:4]) and plain not in ("mar", "marc", "augu", "janu"))
            or (setting.months and spoken.code == "de" and plain.startswith(name) and len(plain) > len(name) + 4)
        ):
            return make("m", 1, value)
    for value, name in enumerate(spoken.weekdays, 1):
        if plain in (name, f"{name}s") or (
            setting.weekday and spoken.code == "de" and plain.startswith(name) and len(plain) > len(name) + 3
        ):
            return make("w", 1, value)
    if label := unit_label(word, spoken, setting):
        return make("u", 1, 0, label)
    return make(".", 1)


_ARTICLES = frozenset(["ein", "eine", "einen", "einem", "einer", "eines", "un", "une", "una"])
