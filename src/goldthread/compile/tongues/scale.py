"""The units that a request in words or signs fixes: how many, by what noun, with what names and dates."""

import calendar
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

from goldthread.compile.calendar import headings
from goldthread.compile.lexicon import MONTHS
from goldthread.compile.numerals import read_cjk
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.lexer import Token, lex, stem
from goldthread.compile.tongues.numbers import fold
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.shown import RHYTHMS, SHOWN
from goldthread.compile.units import FoundUnits
from goldthread.schemas.constraint import Units

_YEAR = re.compile(r"(?<![\d.])((?:19|20|21)\d{2})(?![\d.]\d|\d)")
_MEASURES = re.compile(
    r"(?:wörtern?|worte?n?|zeichen|seiten?|absätzen?|sätzen?|mal|minuten?|stunden|euro|prozent|jahren?|personen|mots?|signes?|caractères?|pages?|phrases?|fois|minutes?|heures?|euros?|ans|"
    r"personnes?|convives|palabras?|caracteres?|páginas?|frases?|oraciones|veces|minutos?|horas?|años|personas?|kilometer[n]?|km|kilomètres?|kilómetros?|meter[n]?|gäste[n]?|kinder[n]?|"
    r"enfants|niños|alumnos|élèves|schülern?|mal|teile?n?|drittel[n]?|grad)$",
    re.IGNORECASE,
)
_WEAK = frozenset(
    ("year", "page", "step", "paragraph", "night", "part", "room", "exercise", "meeting", "level", "phase", "point")
)
_SPAN = re.compile(
    r"((?:19|20|21)\d{2})年?\s*(?:bis|à|a|al|au|hasta|jusqu'en|y|et|und|到|至|から|[-–—~〜])\s*(?:el\s+)?((?:19|20|21)\d{2})"
)
_BARRED = "vVulokxstTPnDzFB"
_PER = {
    "de": r"(?:(?:je|pro|für jede[nrs]?|zu jede[mr]?)\s+(?:[\wäöüß]+\s+)?(?P<x>[A-ZÄÖÜ]\w+)\s+eine?[nmrs]?\s+(?P<u>[A-ZÄÖÜ]\w+))|(?:eine?[nmrs]?\s+(?P<u2>[A-ZÄÖÜ]\w+\s+)?(?:je|pro|für jede[nrsm]?|zu jede[nrm]?)\s+(?P<x2>[A-ZÄÖÜ]\w+))",
    "fr": r"une?\s+(?P<u2>\w+\s+)?(?:par|pour chaque)\s+(?P<x2>\w+)",
    "es": r"un[oa]?\s+(?P<u2>\w+\s+)?(?:por|para cada)\s+(?P<x2>\w+)",
}
_BEGINS_DAY = re.compile(
    r"(?:ab|beginn\w*|start\w*|anfang\w*|à partir|commenc\w+|débute|dès|a partir|empie\w+|comienz\w+|empezando|comenzando|从|自|開始|开始)[^.,;:。]{0,24}$",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"wöchentlich|pro woche|je woche|jede woche|par semaine|chaque semaine|hebdomadaire|por semana|cada semana|semanal|每周|每星期|毎週|週に",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"monat|mensuel|par mois|chaque mois|mensual|por mes|cada mes|janvier (?:à|et|jusqu'à) décembre|enero a diciembre|januar bis dezember|1月から12月|一月から十二月|每月|每个月|一月到十二月|毎月|月ごと|十二个月|月份",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:ab|beginnt|beginnend|start\w*|anfang\w*|à partir|commenc\w+|débute|dès|a partir|empieza|comienza|empezando|comenzando|desde|从|自|開始|开始|始)\w*\s*(?:\s*(?:am|mit|ab|dem|den|le|du|de|el|del|lundi|montag|lunes|mardi|dienstag|martes|samedi|samstag|sábado|dimanche|sonntag|domingo|jeudi|donnerstag|jueves|,))*\s*$",
    re.IGNORECASE,
)


_BEGINS_AFTER = re.compile(
    r"\s*(?:[（(][^）)]{1,6}[）)])?\s*(?:から|より|に?始|スタート|を?初日|开始|開始|起|开练|开学|开工|出发|入学)|\s+(?:geht es los|beginnt|startet|empieza|comienza|arranca|commence|démarre|débute)\b",
    re.IGNORECASE,
)
_FIRST_UNIT = re.compile(
    r"(?:\b(?:woche|tag|semaine|jour|semana|día|sem\.?|kw)\s+(?:1|eins|une?|uno)\b|\b(?:die|der|in der|am|la|le|el)\s+(?:erste[nr]?|première|premier|primera?)\b|第[一1](?:周|週|天|日|回|篇))[^.;:。；\n]{0,40}$",
    re.IGNORECASE,
)


def find_scale(text: str, language: str, *, today: date) -> FoundUnits | None:
    """The units that a request fixes, None where it fixes none; its frame is a `Setting`.

    The count is the number before the noun that the places of the request use; where a list of titles follows, they are
    the names of the units.

    Args:
        text: The request.
        language: `de`, `fr`, `es`, `zh` or `ja`.
        today: Day whose year stands in where the request names none.
    """
    bare = Setting(language)
    tokens = lex(text[:20_000], bare)
    chosen = (
        _per(text, tokens, language)
        or _each_in_total(text, tokens, language)
        or _version_span(text, language)
        or _prefixed(text, language)
        or _counted(tokens, text, language)
        or _named_rhythm(text, tokens)
        or _listed(text, language)
    )
    spanned = _dates(text, tokens) if chosen is None or chosen[0] in (365, 366) else None
    if spanned is not None:
        first, count, start, end = spanned
        setting = Setting(language, "day", count, first, month=first if first.day == 1 and count <= 31 else None)
        shown = SHOWN.get(language, {}).get("day", "Day")
        units = Units(
            label=shown, count=count, headings=headings("day", shown, count, first, language), quote=text[start:end]
        )
        return FoundUnits(units, setting, start, end)
    if chosen is None:
        return None
    count, label, word, start, end = chosen
    year = _YEAR.search(text)
    setting = Setting(
        language,
        label,
        count,
        nouns=_own_nouns(text, word, language),
    )
    head = text[: max(end + 160, 240)]
    setting = _calendar(setting, head, text, int(year[1]) if year else today.year, year is not None)
    setting = replace(setting, nouns=setting.nouns | _synonyms(tokens, setting) | _counted_alike(text, tokens, setting))
    names = _titles(text, start, end, count)
    if not names:
        names = _versions(head, count)
    if names:
        setting = replace(setting, names=names)
    shown = SHOWN.get(language, {}).get(label) or (word[:1].upper() + word[1:] if word else label.capitalize())
    dated = year is not None and label in ("week", "day", "month") and setting.start is not None
    shown_titles = headings(label, shown, count, setting.start, language) if dated and setting.start else ()
    if names and not shown_titles:
        shown_titles = names
    units = Units(label=shown, count=count, headings=shown_titles, quote=text[start:end])
    return FoundUnits(units, setting, start, end)


_Chosen = tuple[int, str, str, int, int]


def _counted(tokens: list[Token], text: str, language: str) -> _Chosen | None:
    """The number and noun that fit best: known units and nouns that the request uses again come first."""
    signs = language in ("zh", "ja")
    stems = Counter(stem(one.text, language) for one in tokens if one.kind in ".u" and len(one.text) > 2)
    labels = Counter(one.label for one in tokens if one.kind == "u")
    best: tuple[float, _Chosen] | None = None
    for at, one in enumerate(tokens):
        if one.kind != "n" or not 2 <= one.value <= 20_000:
            continue
        before = tokens[at - 1] if at else None
        one_of = (
            signs
            and before is not None
            and before.kind == "u"
            and at > 1
            and tokens[at - 2].kind == "n"
            and tokens[at - 2].value == 1
        )
        over = before is not None and before.kind == "k" and not (at > 1 and tokens[at - 2].kind in "un1")
        if (
            before is not None
            and not (signs and before.kind == "u" and at + 1 < len(tokens) and tokens[at + 1].kind == "u")
            and (before.kind in _BARRED or (before.kind == "r" and at > 1 and tokens[at - 2].kind in "no"))
            and not one_of
            and not over
            and not (before.kind == "v" and one.value > 6)
        ):
            continue
        if re.search(r"(?:mindestens|höchstens|etwa|ungefähr|rund|circa|ca\.|genau|maximal|au moins|au plus|environ|exactement|al menos|unos|unas|como máximo|exactamente|至少|最多|少なくとも|alle|que|als|pas de|plus de|moins de|más de|menos de|deux des|zwei der)\s*$", text[max(0, one.start - 16) : one.start], re.I):  # fmt: skip
            continue
        if signs and _is_listed(tokens, at):
            continue
        noun = _noun_after(tokens, at, language)
        if signs and noun is not None and noun.kind == ".":
            noun = _recurring(text, noun)
        if text[max(0, one.start - 2) : one.start].endswith("(") and text[one.end : one.end + 1] == ")" and at > 1:
            noun = next((it for it in (tokens[at - 2], tokens[at - 3]) if it.kind == "u"), tokens[at - 2])
        if noun is None or _MEASURES.match(noun.text):
            continue
        label = noun.label if noun.kind == "u" else ""
        after = text[noun.end : noun.end + 24].lower()
        if re.match(
            r"\s*(?:alt\b|lang\b|später|danach|de large|de long|plus tard|después|ago|antes|para cocinar|以内|以后|之后|後|前|前に|ごと|おき|毎|まで|以上|以下)",
            after,
        ):
            continue
        if not label and text[noun.start : noun.end].islower() and language == "de" and not text[:400].islower():
            continue
        used = (_uses(text, noun.text) if signs else stems[stem(noun.text, language)]) - 1
        if label:
            used = max(used, labels[label] - 1)
        if not label and not used and one.start > 40:
            continue
        score = (
            (2.0 if label else 0.0)
            + 1.5 * min(used, 3)
            - (2.5 if label in _WEAK else 0.0)
            - 2 * one.start / (len(text) + 1)
        )
        score += 1.0 if one.start < 12 else 0.0
        if signs:
            summed = re.search(r"[共全总總计計合]$", text[: one.start]) or re.match(
                r"ぶん|分|构成|構成|からなる", text[noun.end :]
            )
            score += 1.5 if summed else 0.0
        if score <= 0.6:
            continue
        if best is None or score > best[0]:
            best = (
                score,
                (
                    one.value,
                    label or stem(noun.text, language),
                    noun.text,
                    min(one.start, noun.start),
                    max(one.end, noun.end),
                ),
            )
    return best[1] if best else None


def _is_listed(tokens: list[Token], at: int) -> bool:
    """Whether a number ends a list of ordinals (`第三、四章`)."""
    while at > 1 and tokens[at - 1].kind in "car" and tokens[at - 2].kind in "nu":
        at -= 2 if tokens[at - 2].kind == "n" else 3
    return at > 0 and tokens[at - 1].kind == "D"


_NUMERAL = r"(?:\d{1,4}|[一二两兩三四五六七八九十百]{1,5})"


def _uses(text: str, noun: str) -> int:
    """How often a noun of signs is counted in a text."""
    return min(9, len(re.findall(rf"(?:{_NUMERAL}个?|各|毎|每一?个?){re.escape(noun)}", text[:6_000])))


def _own_nouns(text: str, word: str, language: str) -> frozenset[str]:
    """What the units go by: the stem of their noun; in signs the noun, and its first sign where that is counted too (`版` of `版本`)."""
    if not word:
        return frozenset()
    if language not in ("zh", "ja"):
        return frozenset((stem(word, language),))
    bare = word.removeprefix("个").removeprefix("個")
    short = bare[:1] if len(bare) > 1 and bare[:1] not in "月日年周週天时" and _uses(text, bare[:1]) > 1 else ""
    return frozenset(one for one in (word, bare if bare[:1] not in "月日" else "", short) if one)


def _recurring(text: str, noun: Token) -> Token | None:
    """The first signs of what a number counts that the text counts again: `版` of `六个版本的更新`."""
    lead = 1 if noun.text.startswith(("个", "個")) else 0
    for many in (4, 3, 2, 1):
        word = noun.text[lead : lead + many]
        if (
            len(word) == many
            and word[0] not in "つ個人円歳年月日分秒時字行点度倍割名块元米张個种種キグ"
            and not re.search(r"[\s的をのにはがで、，。]", word)
            and _uses(text, word) > 1
        ):
            start = noun.start + lead
            return replace(noun, start=start, end=start + many, text=word)
    return None


def _noun_after(tokens: list[Token], at: int, language: str) -> Token | None:
    reach = 3 if language in ("de", "fr", "es") else 2
    for ahead in tokens[at + 1 : at + 1 + reach]:
        if ahead.kind == "u":
            return ahead
        if ahead.kind not in ".":
            return None
        if language in ("zh", "ja"):
            return ahead if ahead.start == tokens[at].end else None
        if language == "de" and (
            ahead.text[:1].isupper()
            or (len(tokens) > 3 and all(one.text.islower() for one in tokens[:12] if one.text.isalpha()))
        ):
            return ahead
        if language in ("fr", "es") and len(ahead.text) > 3:
            following = tokens[tokens.index(ahead, at) + 1] if tokens.index(ahead, at) + 1 < len(tokens) else None
            return following if following is not None and following.kind == "u" and len(ahead.text) > 3 else ahead
    return None


def _per(text: str, tokens: list[Token], language: str) -> _Chosen | None:
    """`je Insel ein Kapitel`, `un capítulo por mes`: as many units as there are of the other noun."""
    spoken = tongue(language)
    if language in ("zh", "ja"):
        match = re.search(r"(?:每(?:个)?月|毎月|ひと月に|月ごとに)(?:一|1)(?P<u>[章篇节课期集话話編節])", text)
        if not match:
            return None
        said = re.search(r"(?:十二|12)\s*" + match["u"], text)
        start, end = said.span() if said else match.span()
        return 12, spoken.unit(match["u"]) or "chapter", match["u"], start, end
    match = re.search(_PER[language], text[:600])
    if not match:
        return None
    given = match.groupdict()
    word = (given.get("u") or given.get("u2") or "").strip()
    other = given.get("x") or given.get("x2") or ""
    if word and spoken.unit(word) is None:
        return None
    kind = spoken.unit(other)
    counted = _counted([one for one in tokens if one.start < 400], text, language)
    if kind == "month":
        if counted and counted[0] == 12:
            return counted
        return (12, spoken.unit(word) or "month", word, *match.span()) if word else None
    if kind in ("week", "day") and word:
        number = re.search(r"(?<!\d)(\d{2,3})\s+(?:en total|au total|insgesamt|in summe)", text[:600], re.IGNORECASE)
        named = _YEAR.search(text)
        whole = {"week": 52, "day": 365 + calendar.isleap(int(named[1]))}[kind] if named else 0
        count = counted[0] if counted and counted[0] > 20 else int(number[1]) if number else whole
        return (count, kind, word, *match.span()) if count > 1 else counted
    if kind == "year" and counted is None:
        years = _SPAN.search(text)
        if years and word and 1 < int(years[2]) - int(years[1]) + 1 <= 500:
            return int(years[2]) - int(years[1]) + 1, spoken.unit(word) or "section", word, *match.span()
    if kind == "year" or not word:
        return counted
    head = stem(other, language)
    for at, one in enumerate(tokens):
        if one.kind == "n" and 2 <= one.value <= 20_000:
            noun = _noun_after(tokens, at, language)
            if noun is not None and stem(noun.text, language).endswith(head[:1].lower() + head[1:]):
                return one.value, spoken.unit(word) or "section", word, one.start, match.end()
    return None


_YEARLY = re.compile(
    r"pro jahr|je jahr|jahr für jahr|jedes jahr|chronik|par an(?:née)?\b|chaque année|chronique|por año|cada año|crónica|一年一|每年|逐年|毎年|年ごと|年代記|年表|编年|村志|社史",
    re.IGNORECASE,
)
_ONE_EACH = {
    "de": r"\b(?:je|pro)\s+(?P<x>[A-ZÄÖÜ]\w+)\s+eine?[nrs]?\b|\beine?[nrs]?\s+(?:Seite\s+)?(?:je|pro)\s+(?P<x2>[A-ZÄÖÜ]\w+)",
    "fr": r"\bune?\s+(?:page\s+)?(?:par|pour chaque)\s+(?P<x2>\w+)",
    "es": r"\bun[oa]?\s+(?:página\s+)?(?:por|para cada)\s+(?P<x2>\w+)",
}
_TOTAL = r"(?:en total|au total|en tout|insgesamt|in summe|zusammen|pages|páginas|seiten)\b"


def _each_in_total(text: str, tokens: list[Token], language: str) -> _Chosen | None:
    """`uno por día, treinta en total`, `une page par saison, de 1991 à 2020`: as many units as are summed up, or as there are years."""
    if language in ("zh", "ja"):
        return None
    match = re.search(_ONE_EACH[language], text[:600])
    if match is None:
        return None
    given = match.groupdict()
    word = given.get("x") or given.get("x2") or ""
    label = tongue(language).unit(word) or "section"
    paged = re.search(r"page|página|Seite", match[0]) is not None
    unit = "page" if paged else label
    for one in tokens:
        if (
            one.kind == "n"
            and 2 <= one.value <= 2_000
            and one.start < 600
            and re.match(rf"\s+{_TOTAL}", text[one.end :], re.IGNORECASE)
        ):
            noun = re.search(r"page|página|Seite", match[0]) if paged else None
            return one.value, unit, noun[0] if noun else word, *match.span()
    years = _SPAN.search(text[:600])
    if years and paged and 1 < int(years[2]) - int(years[1]) + 1 <= 500:
        noun = re.search(r"page|página|Seite", match[0])
        return int(years[2]) - int(years[1]) + 1, unit, noun[0] if noun else "", *match.span()
    return None


_PREFIXED = re.compile(
    r"(?P<noun>问题|質問|設問|問題|問|题目|案例|レッスン|ステージ|エピソード|シーン|パート|クエスト|カード)\s?(?P<number>\d{1,3})"
)


def _prefixed(text: str, language: str) -> _Chosen | None:
    """`30个常见问答 ... 问题1 ... 问题2到10`: things counted without a noun of their own, then numbered behind one."""
    if language not in ("zh", "ja"):
        return None
    found = Counter(one["noun"] for one in _PREFIXED.finditer(text[:4_000]))
    if not found or found.most_common(1)[0][1] < 2:
        return None
    noun = found.most_common(1)[0][0]
    most = max(int(one["number"]) for one in _PREFIXED.finditer(text[:4_000]) if one["noun"] == noun)
    for one in re.finditer(
        r"(?<![第\d一二三四五六七八九十])(\d{1,3}|[二三四五六七八九十百]{1,4})(?=个|個|条|つ|件|項)", text[:200]
    ):
        count = int(one[1]) if one[1].isdigit() else read_cjk(one[1]) or 0
        if most <= count <= 2_000:
            return count, tongue(language).unit(noun) or "question", noun, one.start(), one.end() + 1
    return None


_VERSIONS = re.compile(
    r"(?<![\d.])(?P<base>\d{1,3}(?:\.\d{1,3}){0,2})\.(?P<low>\d{1,3})\s*(?:bis|à(?: la)?|a(?: la)?|hasta(?: la)?|到|至|から|[-–—~〜～])\s*(?:version\s+|v)?(?P=base)\.(?P<high>\d{1,3})(?![\d.]*\d)",
    re.IGNORECASE,
)


def _version_span(text: str, language: str) -> _Chosen | None:
    """`Version 3.0 bis 3.9`: as many units as there are versions from the first to the last."""
    match = _VERSIONS.search(text[:400])
    if match is None or not 1 < int(match["high"]) - int(match["low"]) + 1 <= 300:
        return None
    word = {"de": "Version", "fr": "version", "es": "versión", "zh": "版本", "ja": "バージョン"}[language]
    return int(match["high"]) - int(match["low"]) + 1, "release", word, *match.span()


def _named_rhythm(text: str, tokens: list[Token]) -> _Chosen | None:
    """Days, weeks or months of a named year, months from January to December, days from Monday to Sunday."""
    line = "".join(one.kind for one in tokens)
    for match in re.finditer(r"m[pR]{0,2}[rb]m|w[pR]{0,2}[rb]w|yr[pR]?y", line):
        first, last = tokens[match.start()], tokens[match.end() - 1]
        if first.kind == "m" and (first.value, last.value) == (1, 12):
            return 12, "month", "", first.start, last.end
        if first.kind == "w" and first.value == 1 and last.value >= 5 and first.start < 200:
            return last.value, "day", "", first.start, last.end
    years = _SPAN.search(text[:600])
    if years and _YEARLY.search(text) and 2 < int(years[2]) - int(years[1]) + 1 <= 500:
        return int(years[2]) - int(years[1]) + 1, "year", "", *years.span()
    year = _YEAR.search(text)
    if year is None:
        return None
    leap = calendar.isleap(int(year[1]))
    for label, count, pattern in RHYTHMS:
        if found := re.search(rf"(?:{pattern})", text, re.IGNORECASE):
            return (count + 1 if leap and label == "day" else count), label, "", *found.span()
    return None


def _synonyms(tokens: list[Token], setting: Setting) -> frozenset[str]:
    """Stems of nouns that the request counts like its units: `jede Beschreibung` and `die dritte Beschreibung`."""
    if setting.language in ("zh", "ja"):
        return frozenset()
    every: set[str] = set()
    placed: set[str] = set()
    for one, two in pairwise(tokens):
        noun = two.kind == "." and len(two.text) > 3 and (two.text[:1].isupper() or setting.language != "de")
        if one.kind in "vgV" and noun:
            every.add(stem(two.text, setting.language))
        elif one.kind in "ol" and noun:
            placed.add(stem(two.text, setting.language))
        elif two.kind == "n" and one.kind == "." and len(one.text) > 3 and 0 < two.value <= (setting.count or 0):
            placed.add(stem(one.text, setting.language))
    return frozenset(every & placed)


def _counted_alike(text: str, tokens: list[Token], setting: Setting) -> frozenset[str]:
    """Nouns that the request counts as many of as there are units: the days of a guide of nine days in nine stages."""
    if (setting.count or 0) < 4:
        return frozenset()
    if setting.language in ("zh", "ja"):
        found = re.finditer(rf"(?<![第\d]){_NUMERAL}个?([次节章集回封篇天站课期条关问场讲])", text[:1_000])
        return frozenset(
            one[1]
            for one in found
            if (int(one[0][:-1]) if one[0][:-1].isdigit() else read_cjk(one[0][:-1].removesuffix("个")) or 0)
            == setting.count
        )
    return frozenset(
        stem(two.text, setting.language)
        for one, two in pairwise(tokens)
        if one.kind == "n"
        and one.value == setting.count
        and two.kind == "u"
        and two.label in ("day", "stage", "session", "meeting", "chapter", "section", "episode", "lesson")
        and one.start < 600
    )


_LISTS = re.compile(
    r"(?:gegliedert in|unterteilt in|aufgeteilt in|besteh\w+ aus|(?:mit|in) (?:den|folgenden|diesen) (?:abschnitten|kapiteln|teilen|punkten)|gliederung|aufbau|abschnitte|kapitel|teile|"
    r"divisée? en|structurée? en|organisée? en|composée? de|avec les (?:sections|chapitres|parties|rubriques)(?: suivante?s)?|sections|chapitres|parties|rubriques|"
    r"dividid[oa] en|estructurad[oa] en|organizad[oa] en|con (?:las|los) (?:siguientes )?(?:secciones|capítulos|partes|apartados)(?: siguientes)?|secciones|capítulos|apartados|"
    r"分为|分成|章节(?:如下|为)?|结构(?:如下|为)?|包括以下(?:部分|章节)|構成(?:は)?|章立て(?:は)?|次の章)\s*[:：]?\s*",
    re.IGNORECASE,
)


def _listed(text: str, language: str) -> _Chosen | None:
    """Units that are only listed by their titles, behind `gegliedert in:` and the like."""
    for lead in _LISTS.finditer(text[:1500]):
        match = re.compile(r"[^.。:：\n]{3,600}").match(text, lead.end())
        if not match or not (lead[0].rstrip().endswith((":", "：")) or "," not in lead[0]):
            continue
        items = [one.strip(" \"'“”„«».") for one in _ITEM.split(match[0]) if one.strip()]
        if (
            len(items) >= 3
            and all(len(one.split()) <= 4 and 1 < len(one) <= 40 for one in items)
            and re.search(r"[:：]\s*$", lead[0])
        ):
            word = {"de": "Abschnitt", "fr": "section", "es": "sección", "zh": "节", "ja": "節"}[language]
            return len(items), "section", word, lead.start(), lead.start() + len(lead[0].rstrip(" \t:："))
    if language in ("zh", "ja") and (
        found := re.search(
            r"(?P<u>[章节節])?(?:は|为|分别是|：|:)?(?:[「“『《][^」”』》]{1,30}[」”』》][、，,和と]?){3,40}",
            text[:1500],
        )
    ):
        many = len(re.findall(r"[「“『《]", found[0]))
        if found["u"] or re.search(r"[章节節部]", text[: found.start()]):
            return (
                many,
                "chapter" if found["u"] == "章" else "section",
                found["u"] or "",
                found.start(),
                found.start() + len(found["u"] or ""),
            )
    # A first sentence that ends in a list of four titles or more says what the parts are.
    first = re.match(r"[^.:\n]{8,160}:\s+(?P<list>[^.:\n]{8,400})\.", text)
    if first and language in ("de", "fr", "es"):
        items = [one.strip() for one in _ITEM.split(first["list"]) if one.strip()]
        if len(items) >= 4 and all(one[:1].isupper() and len(one.split()) <= 3 for one in items):
            word = {"de": "Abschnitt", "fr": "section", "es": "sección"}[language]
            colon = text.rindex(":", 0, first.start("list"))
            return len(items), "section", word, max(0, colon - 1), colon
    return None


def _dates(text: str, tokens: list[Token]) -> tuple[date, int, int, int] | None:
    """First day, number of days and span, where a daily text names its first and last date."""
    if not _DAILY.search(text[:600]):
        return None
    line = "".join(one.kind for one in tokens[:120])
    for match in re.finditer(r"[dno][pRjb]{0,2}[rb][pRjb]{0,2}d", line):
        first, last = tokens[match.start()], tokens[match.end() - 1]
        if last.day is None:
            continue
        begin = first.day
        if begin is None and 1 <= first.value <= last.day.day:
            begin = last.day.replace(day=first.value)
        if begin is not None and 2 <= (last.day - begin).days + 1 <= 400:
            return begin, (last.day - begin).days + 1, first.start, last.end
    return None


def _span_of_dates(tokens: list[Token], count: int) -> date | None:
    """First day of a span of dates that has as many days as there are units."""
    line = "".join(one.kind for one in tokens)
    for match in re.finditer(r"[dno][pRjb]{0,2}[rb][pRjb]{0,2}d|d[rb]n", line):
        first, last = tokens[match.start()], tokens[match.end() - 1]
        begin, end = first.day, last.day
        if begin is None and end is not None and 1 <= first.value <= end.day:
            begin = end.replace(day=first.value)
        if (
            end is None
            and begin is not None
            and begin.day < last.value <= calendar.monthrange(begin.year, begin.month)[1]
        ):
            end = begin.replace(day=last.value)
        if begin is not None and end is not None and (end - begin).days + 1 == count:
            return begin
    return None


_DAILY = re.compile(
    r"tagebuch|pro tag|je tag|jeden tag|täglich|journal|par jour|chaque jour|quotidien|diario|por día|cada día|日记|每天|每日|日記|毎日",
    re.IGNORECASE,
)


def _calendar(setting: Setting, head: str, text: str, year: int, dated: bool) -> Setting:
    """What dates, months, weekdays or years the units stand for."""
    language, count = setting.language, setting.count or 0
    tokens = lex(head, setting)
    line = "".join(one.kind for one in tokens)
    if count == 12 and (setting.label == "month" or _MONTHLY.search(text)):
        setting = replace(setting, months=True, start=date(year, 1, 1) if setting.label == "month" else None)
    first = _first_month(text, language, count)
    if first is not None and (setting.months or first[2] or _MONTHLY.search(text)):
        start = date(first[1] or year, first[0], 1) if setting.start is not None else None
        return replace(setting, months=True, first_month=first[0], start=start)
    span = _SPAN.search(text)
    if span and int(span[2]) - int(span[1]) + 1 == count:
        return replace(setting, first_year=int(span[1]))
    if count <= 62 and setting.label not in ("week", "month"):
        spanned = re.search(r"w[pR]{0,2}[rb]w", line)
        several = count in (5, 7) and sum(one.kind == "w" for one in lex(text[:4000], setting)) > 1
        if count <= 7 and (spanned or several):
            setting = replace(setting, weekday=tokens[spanned.start()].value if spanned else 1)
        else:
            begun = next(
                (
                    one
                    for one in tokens
                    if one.kind == "w" and _BEGINS_DAY.search(head[max(0, one.start - 40) : one.start])
                ),
                None,
            )
            setting = replace(setting, weekday=begun.value if begun else None)
    named = [one for one in tokens if one.kind == "m"]
    if setting.label in ("day", "entry") and 28 <= count <= 31:
        if named and len({one.value for one in named}) == 1:
            month = named[0].value
            return replace(setting, month=date(year, month, 1))
        if language in ("zh", "ja") and (found := re.search(r"(\d{1,2})月", head)):
            return replace(setting, month=date(year, int(found[1]), 1))
    start = date(year, 1, 1)
    spanned_days = (
        _span_of_dates(lex(text[:1_500], setting), count)
        if count >= 2 and setting.label not in ("week", "month", "quarter")
        else None
    )
    if spanned_days is not None:
        first_of_month = spanned_days if spanned_days.day == 1 and count <= 31 else None
        return replace(setting, start=spanned_days, label="day", month=first_of_month)
    for at, one in enumerate(tokens):
        if (
            one.kind == "d"
            and one.day is not None
            and (
                _BEGINS.search(head[max(0, one.start - 40) : one.start])
                or (at and tokens[at - 1].kind == "s")
                or _BEGINS_AFTER.match(head, one.end)
                or _FIRST_UNIT.search(head[max(0, one.start - 60) : one.start])
            )
        ):
            start = one.day
            break
    if setting.label in ("week", "day", "month", "quarter") or (
        setting.label in ("entry", "menu") and count in (52, 53, 365, 366)
    ):
        label = (
            {52: "week", 53: "week", 365: "day", 366: "day"}.get(count, setting.label)
            if setting.label in ("entry", "menu")
            else setting.label
        )
        setting = replace(setting, start=start, label=label)
    elif count in (52, 53) and _WEEKLY.search(text):
        setting = replace(setting, start=start, label="week")
    elif dated and start != date(year, 1, 1):
        setting = replace(setting, start=start)
    return setting


_MONTHS_BETWEEN = {
    "de": r"\s*(?P<y1>\d{4})?\s*(?:bis|[-–—])\s*(?:zum\s+|einschließlich\s+|Ende\s+)?",
    "fr": r"\s*(?P<y1>\d{4})?\s*(?:à|jusqu['’]à|jusqu['’]en|au mois de|[-–—])\s*(?:fin\s+)?",
    "es": r"\s*(?:de(?:l)?\s+)?(?P<y1>\d{4})?\s*(?:a|hasta|[-–—])\s*",
}


def _first_month(text: str, language: str, count: int) -> tuple[int, int | None, bool] | None:
    """First month, its year and whether the span says so itself, where months from one to another are as many as the units."""
    head = text[:2_000]
    if language in ("zh", "ja"):
        number = r"(\d{1,2}|[一二三四五六七八九]|十[一二]?)月(?:号|份)?"
        pattern = rf"(?:(?P<y1>\d{{4}})年)?{number}(?:から|到|至|[-–—~〜～])(?:次年|翌年|来年|第二年|(?:\d{{4}})年)?(?:の)?{number}"
        found = re.search(pattern, head)
        given = [found[2], found[3]] if found else []
        values = [int(one) if one.isdigit() else read_cjk(one) or 0 for one in given]
    else:
        names = tongue(language).months
        one = "|".join(MONTHS[language])
        found = re.search(rf"\b({one}){_MONTHS_BETWEEN[language]}({one})\b", head, re.IGNORECASE)
        values = [names.index(fold(name)) + 1 for name in (found[1], found[found.lastindex or 3])] if found else []
    if not found or not all(1 <= value <= 12 for value in values) or (values[1] - values[0]) % 12 + 1 != count:
        return None
    return values[0], int(found["y1"]) if found["y1"] else None, True


_ITEM = re.compile(r"\s*(?:[,;、，；]|\s(?:und|sowie|et|y|e)\s|和|と|及び|以及)\s*")


_NAMING = re.compile(
    r"(?:heißen|heissen|lauten|nämlich|folgende\w*|der reihe nach|s'appellent|s['’]intitulent|suivant\w*|intitulé\w*|dans l['’]ordre|se llaman|se titulan|siguientes?|por este orden|叫|分别(?:是|为)|依次|名(?:称|字)|如下|の?名前|順に|次の(?:とおり|通り))",
    re.IGNORECASE,
)


def _items(words: str) -> list[str]:
    return [one.strip(" \"'“”„«».") for one in _ITEM.split(words) if one.strip()]


def _titles(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """Titles of the units: as many as there are units, none longer than six words.

    They stand behind the noun of the units, behind words such as `heißen` or `依次`, or, in signs, before their number.
    """
    for lead in [re.compile(r"(?:は|为|分别是|：|:)?").match(text, end), *_NAMING.finditer(text[:3_000])]:
        quoted = lead and re.compile(
            r"[^.。「“『《„«\n]{0,12}?(?P<list>(?:[「“『《„«][^」”』》“»]{1,40}[」”』》“»][、，,和と;\s]*(?:und |et |y |e )?){3,40})"
        ).match(text, lead.end())
        if (
            quoted
            and len(names := re.findall(r"[「“『《„«]\s?([^」”』》“»]+?)\s?[」”』》“»]", quoted["list"])) == count
        ):
            return tuple(names)
    ahead = re.compile(r"[^.;:：。\n]{0,60}?(?:[:：]|\()\s*(?P<list>[^.。:：\n)]{3,600})").match(text, end)
    given = [ahead["list"]] if ahead else []
    for lead in _NAMING.finditer(text[:3_000]):
        if behind := re.compile(r"[^.;:：。\n]{0,30}?[:：]\s*(?P<list>[^.。:：\n)]{3,600})").match(text, lead.end()):
            given.append(behind["list"])
    if re.search(r"[\u3040-\u9fff]", text[end - 1 : end]):
        before = re.search(
            rf"(?:分为|分成|包括|包含|按照?|由|：|:|を、|は、|を|，|。|^)((?:[^、，,。：:]{{1,12}}[、和与及と]){{{max(1, min(count, 60) - 1)}}}[^、，,。：:]{{1,12}}?)(?:の|这|等|共|，)?$",
            text[max(0, start - 200) : start],
        )
        given += [before[1]] if before else []
    for words in given:
        items = _items(words)
        if len(items) == count and all(len(one.split()) <= 6 and len(one) <= 60 for one in items):
            return tuple(items)
    return ()


def _versions(head: str, count: int) -> tuple[str, ...]:
    """Numbers of versions that the units are for: a list of as many, or a span of its last part."""
    found = re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3})+(?![\d.]*\d)", head)
    names = tuple(dict.fromkeys(found))
    if len(names) == count:
        return names
    for one, two in pairwise(names):
        base, low = one.rsplit(".", 1)
        other, high = two.rsplit(".", 1)
        if base == other and int(high) - int(low) + 1 == count:
            return tuple(f"{base}.{at}" for at in range(int(low), int(high) + 1))
    return ()
