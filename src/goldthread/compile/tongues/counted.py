"""The units of a request that a number and a noun count."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from goldthread.compile.numerals import read_cjk
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.nouns import stem
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token

_MEASURES = re.compile(
    r"(?:wörtern?|worte?n?|zeichen|seiten?|absätzen?|sätzen?|mal|minuten?|stunden|euro|prozent|jahren?|personen|mots?|signes?|caractères?|pages?|phrases?|fois|minutes?|heures?|euros?|ans|"
    r"personnes?|convives|palabras?|caracteres?|páginas?|frases?|oraciones|veces|minutos?|horas?|años|personas?|kilometer[n]?|km|kilomètres?|kilómetros?|meter[n]?|gäste[n]?|kinder[n]?|"
    r"enfants|niños|alumnos|élèves|schülern?|mal|teile?n?|drittel[n]?|grad)$",
    re.IGNORECASE,
)


_WEAK = frozenset(
    ("year", "page", "step", "paragraph", "night", "part", "room", "exercise", "meeting", "level", "phase", "point")
)


_BARRED = "vVulokxstTPnDzFB"


Chosen = tuple[int, str, str, int, int]


def counted_units(tokens: list[Token], text: str, language: str) -> Chosen | None:
    """The number and noun that fit best: known units and nouns that the request uses again come first."""
    signs = language in ("zh", "ja")
    stems = Counter(stem(one.text, language) for one in tokens if one.kind in ".u" and len(one.text) > 2)
    labels = Counter(one.label for one in tokens if one.kind == "u")
    best: tuple[float, Chosen] | None = None
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
        over = before is not None and before.kind == "k" and (signs or not (at > 1 and tokens[at - 2].kind in "un1"))
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
        if signs and (_is_listed(tokens, at) or _names_one(text, one.end) or _sums_names(text, one)):
            continue
        noun = noun_after(tokens, at, language)
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


def _sums_names(text: str, one: Token) -> bool:
    """Whether a number sums up two or three names before it: `河东和湖滨两章`."""
    return one.value <= 3 and bool(
        re.search(r"[\u4e00-\u9fff”」]{1,6}[和与と、][“「]?[\u4e00-\u9fff]{1,6}[”」]?$", text[: one.start])
    )


def _names_one(text: str, end: int) -> bool:
    """Whether the unit behind a number names one of them: `7号`, the day of a month."""
    if re.search(r"[全共計计]$", text[: max(0, end - 1)].rstrip("0123456789一二三四五六七八九十百")):
        return False
    return bool(re.match(r"[号番](?![线路分])|日(?![間间分ぶ游行程遊攻自]|の旅)", text[end:]))


def _is_listed(tokens: list[Token], at: int) -> bool:
    """Whether a number ends a list of ordinals (`第三、四章`)."""
    while at > 1 and tokens[at - 1].kind in "car" and tokens[at - 2].kind in "nu":
        at -= 2 if tokens[at - 2].kind == "n" else 3
    return at > 0 and tokens[at - 1].kind == "D"


_NUMERAL = r"(?:\d{1,4}|[一二两兩三四五六七八九十百]{1,5})"


def _uses(text: str, noun: str) -> int:
    """How often a noun of signs is counted in a text."""
    return min(9, len(re.findall(rf"(?:{_NUMERAL}个?|各|毎|每一?个?){re.escape(noun)}", text[:6_000])))


def own_nouns(text: str, word: str, language: str) -> frozenset[str]:
    """What the units go by: the stem of their noun; in signs the noun, and its first sign where that is counted too (`版` of `版本`)."""
    if not word:
        return frozenset()
    if language not in ("zh", "ja"):
        return frozenset((stem(word, language),))
    bare = word.removeprefix("个").removeprefix("個")
    thing = bare[1:] if len(bare) > 1 and bare[0] in "封道首篇节堂则款份张幅场" else ""
    short = (
        bare[:1]
        if len(bare) > 1 and bare[:1] not in "月日年周週天时" and _uses(text, bare[:1]) > _uses(text, bare) + 1
        else ""
    )
    return frozenset(one for one in (word, bare if bare[:1] not in "月日" else "", short, thing) if one)


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


def noun_after(tokens: list[Token], at: int, language: str) -> Token | None:
    """The noun that a number counts, past an adjective; None where none follows."""
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


_PREFIXED = re.compile(
    r"(?P<noun>パネル|スライド|セクション|Q|问题|質問|設問|問題|問|题目|案例|レッスン|ステージ|エピソード|シーン|パート|クエスト|カード)\s?(?P<number>\d{1,3})(?!\d|字|文字|語|枚|分)"
)


def prefixed_units(text: str, language: str) -> Chosen | None:
    """`30个常见问答 ... 问题1 ... 问题2到10`: things counted without a noun of their own, then numbered behind one."""
    if language not in ("zh", "ja"):
        return None
    found = Counter(one["noun"] for one in _PREFIXED.finditer(text[:4_000]))
    if not found or found.most_common(1)[0][1] < 2:
        return None
    noun = found.most_common(1)[0][0]
    most = max(int(one["number"]) for one in _PREFIXED.finditer(text[:4_000]) if one["noun"] == noun)
    for one in re.finditer(
        r"(?<![第\d一二三四五六七八九十])(\d{1,3}|[二三四五六七八九十百]{1,4})(?=个|個|条|つ|件|項|枚|本|問|题|題)",
        text[:200],
    ):
        count = int(one[1]) if one[1].isdigit() else read_cjk(one[1]) or 0
        if most <= count <= 2_000:
            return count, tongue(language).unit(noun) or "question", noun, one.start(), one.end() + 1
    return None


def synonyms(tokens: list[Token], setting: Setting) -> frozenset[str]:
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


def counted_alike(text: str, tokens: list[Token], setting: Setting) -> frozenset[str]:
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
