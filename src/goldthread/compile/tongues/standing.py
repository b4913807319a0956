"""Whether an ordinal, a number or `the others` stands for units by itself, by what is around it."""

import re

from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.english_standing import is_number
from goldthread.compile.tongues.marks import is_measure
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token


def restates(token: Token, found: list[Found], first: int) -> bool:
    """Whether numbers in brackets or behind `即` say what a rhythm before them comes to."""
    rhythm = any(one.rule in ("periodic", "odd", "one in", "multiple") and one.last <= first for one in found)
    return rhythm and (token.kind == "i" or token.text in ("(", "（"))


_DETERMINERS = frozenset(
    ("un", "une", "le", "la", "l'", "les", "sur", "au", "aux", "à", "par", "en", "dans", "avec", "se", "sans", "el", "los", "las", "una", "con", "por", "al", "a", "sobre", "chez", "vers", "pour", "para", "hacia", "entre")
)  # fmt: skip


def _opens_clause(tokens: list[Token], last: int) -> bool:
    """Whether a verb and its object follow an ordinal that begins a sentence (`La última designa los juzgados`)."""
    if (
        last + 1 >= len(tokens)
        or tokens[last].kind != "."
        or not re.fullmatch(r"[a-zéèêçáíóúñ]{3,}(?:an?|en?|e|t|d)", tokens[last].text)
    ):
        return False
    following = tokens[last + 1].text.lower().replace("’", "'").split()[0]
    return following in _DETERMINERS - {"se", "con", "avec", "por", "par", "en", "a", "à"} or following in (
        "a",
        "al",
        "à",
        "au",
        "aux",
        "cómo",
        "por",
        "qué",
        "dos",
        "deux",
        "una",
        "tres",
    )


def like_another(tokens: list[Token], first: int, last: int, found: list[Found]) -> bool:
    """Whether `la quatrième` or `la 7` behind a comma or `and` goes on from `la troisième étape`: a verb and its object follow."""
    if (
        first == 0
        or tokens[first - 1].kind not in "ca;"
        or not any(one.last <= first and "u" in one.kinds for one in found)
    ):
        return False
    before = next(one for one in reversed(found) if one.last <= first and "u" in one.kinds)
    same = tokens[first].text.lower() == tokens[before.first].text.lower()
    if tokens[last - 1].kind == "o" and "o" in before.kinds and same and tokens[first].text.lower() in ("am", "im"):
        return True
    if (
        tokens[first].kind == "p"
        and tokens[first].text.lower() in ("in", "bei")
        and last < len(tokens)
        and tokens[last].kind == "p"
    ):
        return tokens[last - 1].text.isdigit()
    if tokens[first].kind != "p" or last + 1 >= len(tokens) or tokens[last].kind != ".":
        return False
    return tokens[last].text.islower() and tokens[last + 1].text.lower().replace("’", "'").split()[0] in _DETERMINERS


def like_another_half(tokens: list[Token], first: int, last: int, found: list[Found]) -> bool:
    """Whether `die geraden` goes on from `die ungeraden Kapitel`."""
    after = tokens[last] if last < len(tokens) else None
    other = any(one.rule == "odd" and one.last <= first and "u" in one.kinds for one in found)
    return (
        other
        and (tokens[first].text.lower() in ("die", "den", "in") or (first > 0 and tokens[first - 1].kind == "c"))
        and not (after is not None and after.text[:1].isupper())
    )


def compares(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the others are what something is compared with: `länger als die anderen`, `ほかの号より`."""
    after = tokens[last].text if last < len(tokens) else ""
    before = tokens[first - 1].text.lower() if first else ""
    return after.startswith("より") or before in ("als", "wie", "que", "比")


def goes_on(tokens: list[Token], first: int, last: int, found: list[Found]) -> bool:
    """Whether `11 à 20` behind a comma goes on from `les questions 1 à 10`."""
    before = next(
        (
            one
            for one in reversed(found)
            if one.last <= first and one.rule in ("range", "list", "single") and "u" in one.kinds
        ),
        None,
    )
    if before is None or first == 0 or tokens[first - 1].kind not in "ca;":
        return False
    given = [one.value for one in tokens[first:last] if one.kind in "no"]
    return bool(given and before.values) and given[0] > before.values[-1]


def unmeasured(tokens: list[Token], first: int, last: int) -> int:
    """Where a place ends before a number that counts words, pages and the like (`chapitre 3, 400 mots`), `first` where nothing is left."""
    after = tokens[last] if last < len(tokens) else None
    if after is None or tokens[last - 1].kind != "n" or not is_measure(after.text):
        return last
    last -= 1
    while last > first and tokens[last - 1].kind in "capRjbri":
        last -= 1
    return last if any(one.kind in "no" for one in tokens[first:last]) else first


def ends_place(tokens: list[Token], last: int, text: str) -> bool:
    """Whether a number with `第` and no unit ends there: what counts other things follows it at once (`第一次`)."""
    after = text[tokens[last - 1].end : tokens[last - 1].end + 1]
    return not after or bool(re.match(r"[\s、，,：:；;。和与及到至~～〜（(はがをのにでと-]", after))


def stands_alone(tokens: list[Token], first: int, last: int, setting: Setting) -> bool:
    """Whether an ordinal stands for its unit: with an article before and no noun of another thing after."""
    if first == last - 1 and (tokens[last - 1].kind != "l" or (first and tokens[first - 1].kind == "u")):
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if setting.language == "de":
        return not (after.text[:1].isupper() or after.kind in "nu" or after.text[:1] == "„")
    if setting.language == "en" and after.kind not in "nu" and _is_day(tokens[last - 1], setting):
        return after.text.lower() not in ("century", "birthday", "anniversary", "grade", "edition", "floor", "world")
    if setting.language == "en" and after.text == ".":
        return not (first and tokens[first - 1].text.lower() in ("it", "this", "that", "them", "come", "comes"))
    if (
        setting.language != "en"
        and after.kind == "a"
        and last + 1 < len(tokens)
        and tokens[last + 1].kind == "."
        and last - first > 1
    ):
        return False
    if after.kind in ("ca;" if setting.language == "en" else "ca;p1"):
        return True
    if setting.language in ("fr", "es") and first == 0 and _opens_clause(tokens, last):
        return True
    if setting.language in ("fr", "es") and re.fullmatch(r"\w+(?:ra|ront|rá|rán)", after.text.lower()) and first < 2:
        return True
    return bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower().strip("'’")))


def _is_day(token: Token, setting: Setting) -> bool:
    """Whether an ordinal in digits names a day among units that are days (`on the 14th somebody leaves a rose`)."""
    days = setting.label in ("day", "night", "evening", "morning", "entry", "menu") or setting.month is not None
    return token.kind == "o" and token.text[:1].isdigit() and days and token.value <= (setting.count or 0)


def others(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `les autres`, `los demás` stand for the other units: no noun follows."""
    if setting.language == "en" and tokens[last - 1].text.lower().endswith(("others", "rest", "remainder")):
        return True
    if setting.language not in ("fr", "es") or last >= len(tokens):
        return False
    after = tokens[last]
    if tokens[last - 1].text.lower() in ("ailleurs", "partout ailleurs", "le reste", "el resto"):
        return after.kind in "c;"
    if after.kind == "p" and any(one.kind == "u" for one in tokens[:last]):
        return True
    return (
        after.kind == "k"
        or after.text.lower() in ("sur", "sobre", "de", "des", "à", "a")
        or bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower()))
    )


def numbered(tokens: list[Token], last: int, setting: Setting) -> bool:
    """Whether `la 4` stands for a unit: a single article, a number of the request's, no noun after."""
    if setting.language == "en":
        return is_number(tokens, last, setting)
    if setting.language not in ("fr", "es", "de") or not setting.count or tokens[last - 1].value > setting.count:
        return False
    if tokens[last - 2].text.lower() not in ("la", "le", "el", "die", "der", "das") or not (
        tokens[last - 1].text.isdigit() or tokens[last - 1].text.isupper()
    ):
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if setting.language == "de":
        return after.kind in "ca;." and not after.text[:1].isupper()
    return (
        after.kind in "cabp;"
        or after.text.lower() in ("du", "des", "del")
        or bool(re.fullmatch(tongue(setting.language).verbs, after.text.lower().strip("'’")))
    )
