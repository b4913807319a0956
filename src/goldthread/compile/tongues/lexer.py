"""A clause becomes tokens of the classes that `tongue.py` lists, so that one grammar of places serves all languages."""

import calendar
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from goldthread.compile.calendar import date_pattern
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.inflected import settled
from goldthread.compile.tongues.numbers import fold, ordinals, read_digits, read_phrase
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.signs import lex_signs
from goldthread.compile.tongues.token import QUOTED, Token, dated, title_of
from goldthread.compile.tongues.tongue import Tongue

__all__ = ["Token", "lex", "stem", "unit_label"]

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
    return _in_english(made, setting) if spoken.code == "en" else settled(made, setting, spoken, text)


_ORDERS = frozenset(("week", "month", "year", "night", "day", "summer", "winter", "spring", "autumn", "season"))


def _is_rate(made: list[Token]) -> bool:
    """Whether what stands before an `a` is an amount: `80 words a day`, `twice a week`."""
    return bool(made) and (
        made[-1].text.lower()
        in ("once", "twice", "words", "times", "pages", "sentences", "paragraphs", "lines", "characters")
        or (len(made) > 1 and made[-2].kind == "n" and made[-1].kind == "." and made[-1].text.endswith("s"))
    )


def _whole_dates(tokens: list[Token], setting: Setting) -> list[Token]:
    """English dates of several tokens made one: `May 2023` as its first day, `Saturday the 20th` as the 20th."""
    made: list[Token] = []
    tokens = _same_month(tokens)
    at = 0
    while at < len(tokens):
        one = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            one.kind == "m"
            and after is not None
            and after.kind in "ny"
            and 1000 <= after.value <= 2199
            and len(after.text) == 4
            and setting.start is not None
            and setting.label == "month"
        ):
            text = f"{one.text} {after.text}"
            made.append(Token("d", one.start, after.end, text, day=date(after.value, one.value, 1)))
            at += 2
            continue
        ahead = [it for it in tokens[at + 1 : at + 4] if it.kind not in "pjc"]
        if one.kind == "w" and ahead and (ahead[0].kind == "d" or (ahead[0].kind == "o" and _dates(setting))):
            one = replace(one, kind="p")
        elif one.kind == "w" and (back := _back_to_date(made)):
            made[-back:] = [replace(it, kind="p") for it in made[-back:]]
            one = replace(one, kind="p")
        made.append(one)
        at += 1
    return made


def _same_month(tokens: list[Token]) -> list[Token]:
    """Days before a date that its month holds for too: `on 5, 12, 19 and 26 October`."""
    made = list(tokens)
    for at, one in enumerate(tokens):
        if one.kind != "d" or one.day is None or not one.text[:1].isdigit():
            continue
        back = at
        while (
            back > 1
            and made[back - 1].kind in "ca"
            and (days := [it for it in (back - 2, back - 3) if it >= 0 and made[it].kind in "no"])
        ):
            first = days[0]
            if not 1 <= made[first].value <= calendar.monthrange(one.day.year, one.day.month)[1] or any(
                made[it].kind not in "ca" for it in range(first + 1, back)
            ):
                break
            made[first] = replace(made[first], kind="d", day=one.day.replace(day=made[first].value))
            back = first
    return made


_NO_NOUNS = frozenset(
    (
        "in",
        "at",
        "to",
        "of",
        "by",
        "a",
        "an",
        "on",
        "or",
        "is",
        "no",
        "up",
        "as",
        "so",
        "than",
        "most",
        "more",
        "then",
        "our",
        "over",
    )
)


def _shortens(word: str, setting: Setting) -> bool:
    """Whether a word before a number is short for the units' noun: `mtg 3`, `rm. 4`, `lsn 2`."""
    plain = word.rstrip(".")
    if not 2 <= len(plain) <= 4 or plain in _NO_NOUNS or not setting.count:
        return False
    for noun in {setting.label, *setting.nouns}:
        letters = iter(noun)
        if len(noun) > len(plain) and noun[0] == plain[0] and all(letter in letters for letter in plain):
            return True
    return False


def _back_to_date(made: list[Token]) -> int:
    """How many tokens of a comma and an article lie behind a date (`1 September, a`); 0 where none or more do."""
    for back in (1, 2):
        if len(made) > back and made[-back - 1].kind == "d":
            return back if all(one.text.lower() in (",", "a", "the", "(") for one in made[-back:]) else 0
    return 0


def _dates(setting: Setting) -> bool:
    """Whether the units are days that a date in digits can name."""
    return setting.month is not None or setting.start is not None


def _in_english(tokens: list[Token], setting: Setting) -> list[Token]:
    """English words whose class their neighbours tell: `even`, `but`, `ones`, `a`, `last`, `top`, `other`."""
    made: list[Token] = []
    tokens = _whole_dates(tokens, setting)
    for at, one in enumerate(tokens):
        plain = one.text.lower()
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = made[-1] if made else None
        if (
            plain == "one"
            and one.kind == "n"
            and before is not None
            and before.text.lower() in ("the", "this", "that")
            and not (after is not None and after.kind in "u")
            and before.kind not in "OEolGz"
        ):
            one = replace(one, kind=".")
        elif (
            setting.label in ("episode", "entry")
            and plain in ("pilot", "finale")
            and setting.count
            and before is not None
            and before.text.lower() == "the"
        ):
            one = replace(one, kind="q", value=1 if plain == "pilot" else setting.count)
        elif (
            one.kind == "u"
            and before is not None
            and before.kind == "n"
            and before.text[:1].isdigit()
            and one.label != setting.label
            and (before.value > 1) != plain.endswith("s")
        ):
            one = replace(one, kind=".")
        elif at == 0 and one.kind == "u" and plain.endswith("s") and after is not None and after.text == ":":
            one = replace(one, kind="A")
        elif plain in ("middle", "central") and after is not None and after.kind == "u" and (setting.count or 0) % 2:
            one = replace(one, kind="o", value=((setting.count or 0) + 1) // 2)
        elif plain in ("opening", "introductory", "initial") and after is not None and after.kind == "u":
            one = replace(one, kind="o", value=1)
        elif (
            plain == "all"
            and before is not None
            and before.text.lower() == "in"
            and (after is None or after.kind in "cn;" or after.text == ".")
        ):
            one = replace(one, kind=".")
        elif plain == "+" and before is not None and before.kind == "n" and after is not None and after.kind == "n":
            one = replace(one, kind="a")
        elif (
            one.kind == "N"
            and len(made) > 1
            and made[-1].text.lower() in ("on", "about", "for", "with")
            and made[-2].text.lower() in ("one", "ones")
        ):
            made[-2:] = [replace(it, kind="p") for it in made[-2:]]
        elif (
            one.kind == "."
            and after is not None
            and after.kind == "n"
            and after.text[:1].isdigit()
            and _shortens(plain, setting)
        ) or (
            plain in ("ones", "one") and before is not None and before.kind in ("OEolGz" if plain == "ones" else "olGz")
        ):
            one = replace(one, kind="u", label=setting.label)
        elif plain in ("even", "odd", "uneven", "alternating", "alternate", "every other") and not (
            after is not None and (after.kind == "u" or after.text.lower() in ("ones", "one", "numbered"))
        ):
            one = replace(one, kind=".")
        elif (
            plain in ("number", "numbers")
            and not (before is not None and before.kind in "uv")
            and after is not None
            and after.kind == "n"
            and setting.count
        ):
            one = replace(one, kind="u", label=setting.label)
        elif plain == "but" and after is not None and before is not None:
            ahead = next((it for it in tokens[at + 1 : at + 4] if it.kind not in "pj"), None)
            whole = before.kind == "u" and any(it.kind in "vg" for it in made[-3:])
            if ahead is not None and whole and ahead.kind in "oluNnPwmd":
                one = replace(one, kind="x")
        elif plain in ("a", "an") and after is not None and after.kind == "u" and _is_rate(made):
            one = replace(one, kind="V")
        elif (
            (
                plain == "last"
                and after is not None
                and after.text.lower() in _ORDERS
                and not (before is not None and before.text.lower() in ("the", "very", "his", "her", "its", "our"))
            )
            or (
                one.kind == "M"
                and (
                    setting.label not in ("floor", "level", "storey", "stage", "step")
                    or (plain in ("top", "highest") and not (after is not None and after.kind == "u"))
                )
            )
            or (
                one.kind == "G"
                and plain in ("other", "others", "remaining", "the rest", "the remainder")
                and plain in ("other", "remaining")
                and not (after is not None and after.kind in "nu")
            )
            or (
                one.kind == "s"
                and plain in ("since", "starting", "beginning", "commencing", "as of")
                and not (after is not None and after.kind in "pjnuodmywqNl")
            )
            or (
                one.kind == "l"
                and plain in ("closing", "concluding", "final")
                and not (after is not None and after.kind in "nu")
            )
        ):
            one = replace(one, kind=".")
        made.append(one)
    return made


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
        and (roman := _roman(word.rstrip(".")))
        and not (len(word) == 1 and roman >= 50 and roman > (setting.count or 0))
        and not (spoken.code == "en" and _is_person(text, start))
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


def _is_person(text: str, start: int) -> bool:
    """Whether an `I` is the writer, not a number: behind `each chapter`, or before a verb of wishing."""
    return bool(
        re.match(r"I\b", text[start:])
        and (
            re.match(
                r"I(?:['’]| (?:want|would|need|have|had|am|was|like|love|wish|expect|will|do|think|can|could)\b)",
                text[start:],
            )
            or not re.search(r"[A-Z][a-z]+\.? $", text[max(0, start - 20) : start])
        )
    )


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman(word: str) -> int:
    """Value of a Roman numeral up to 399, 0 where it is none."""
    if not re.fullmatch(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", word):
        return 0
    values = [_ROMAN[letter] for letter in word]
    return sum(-one if any(one < later for later in values[at + 1 :]) else one for at, one in enumerate(values))


_ARTICLES = frozenset(["ein", "eine", "einen", "einem", "einer", "eines", "un", "une", "una"])

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
