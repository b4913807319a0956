"""Tokens of Chinese and Japanese, which have no blanks between words."""

import re
from dataclasses import replace
from functools import lru_cache

from goldthread.compile.calendar import date_pattern
from goldthread.compile.numerals import read_cjk
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.chinese import NUMBER
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import QUOTED, Token, dated, title_of
from goldthread.compile.tongues.tongue import Tongue

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@lru_cache(maxsize=8)
def _signs(language: str) -> re.Pattern[str]:
    spoken = tongue(language)
    classes = "|".join(f"(?P<{kind}_{at}>{pattern})" for at, (kind, pattern) in enumerate(spoken.tokens))
    units = "日記|日记|" + "|".join(f"(?:{one.pattern})" for one in spoken.unit_patterns.values())
    week = r"(?:星期|周|週|礼拜)[一二三四五六日天](?![\d月篇次章节个则封集回条课份种道首张])|[月火水木金土日]曜日?"
    month = r"(?:\d{1,2}|[一二三四五六七八九]|十[一二]?|一二|二三|三四|四五|五六|六七|七八|八九)月(?:份|号|號)?(?!\d|[一二三四五六七八九十]+[日号])"
    return re.compile(
        rf"(?P<date>{date_pattern(language)})|(?P<decade>(?:19|20|21)\d0年代)|(?P<year>(?:19|20|21)\d\d年(?:度)?)|(?P<weekday>{week})|(?P<month>{month})|(?P<skip>{spoken.phrases['.']})|(?P<quoted>{QUOTED})|"
        rf"(?P<version>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})|{classes}|(?P<number>{NUMBER}|[０-９]+)|(?P<unit>(?:{units})目?)|(?P<mark>[。；;：:！？!?（）()\n])|(?P<word>[A-Za-z]+)",
        re.IGNORECASE,
    )


def lex_signs(text: str, setting: Setting) -> list[Token]:
    """Tokens of a text in order.

    Args:
        text: A sentence or clause.
        setting: Language, units and their names.
    """
    spoken = tongue(setting.language)
    made: list[Token] = []
    last = 0

    def other(until: int) -> None:
        nonlocal last
        if until > last and text[last:until].strip():
            made.append(Token(".", last, until, text[last:until]))
        last = until

    pattern = _signs(setting.language)
    nouns = sorted(setting.nouns, key=len, reverse=True)
    names = [(name, at) for at, name in enumerate(setting.names, 1) if name]
    named = _longer_names(setting.names)
    kana = "|".join(one for one in nouns if re.fullmatch(r"[ァ-ヶー]{2,}", one))
    numbered = re.compile(rf"(?:{kana})(?=\s?\d)") if kana else None
    at = 0

    def own_noun(start: int) -> Token | None:
        skipped = setting.language == "zh" and text.startswith("号", start)
        noun = next((one for one in nouns if text.startswith(one, start + skipped)), None)
        if noun is None:
            return None
        end = start + skipped + len(noun)
        end += text[end : end + 1] in ("目", "分") and setting.language == "ja"
        return Token("u", start, end, text[start:end], label=setting.label)

    def unit(token: Token) -> None:
        nonlocal last, at
        other(token.start)
        if made and made[-1].kind == "n" and made[-1].end == token.start and _is_ordinal(text, made, token):
            made.insert(-1, Token("D", made[-1].start, made[-1].start, ""))
        made.append(token)
        last = at = token.end

    while True:
        # The request's own noun for its units is one where something counts it.
        if (
            made
            and made[-1].end == at
            and (made[-1].kind in "nvGzOEhH" or "".join(one.kind for one in made[-2:]) in ("Op", "Ep"))
            and (own := own_noun(at))
        ):
            unit(own)
            continue
        if "".join(one.kind for one in made[-2:]) == "Dn" and re.match(r"[个個][和与與及、，]", text[at:]):
            # `第三个和第六个故事`: the measure word alone.
            last = at = at + 1
        if (
            setting.month
            and made
            and made[-1].kind == "n"
            and made[-1].end == at
            and re.match(r"[号號](?!线|楼)", text[at:])
        ):
            unit(Token("u", at, at + 1, text[at : at + 1], label=setting.label))
            continue
        match = pattern.search(text, at)
        name = named.search(text, at) if named else None
        counted = numbered.search(text, at) if numbered else None
        if counted is not None and (match is None or counted.start() < match.start()) and name is None:
            unit(Token("u", *counted.span(), counted[0], label=setting.label))
            continue
        if (
            name is not None
            and (match is None or name.start() <= match.start())
            and (match is None or match.lastgroup != "quoted" or name.start() < match.start())
        ):
            other(name.start())
            made.append(Token("N", *name.span(), name[0], setting.names.index(name[0]) + 1))
            last = at = name.end()
            continue
        if match is None:
            break
        group = next(key for key, value in match.groupdict().items() if value is not None and key != "title")
        start = match.start()
        kind = group.split("_")[0] if "_" in group else group
        if kind not in ("weekday", "date", "A") and (own := own_noun(start)):
            unit(own)
            continue
        tokens = _tokens(kind, match, spoken, setting, text)
        if kind == "unit":
            unit(tokens[0])
            continue
        other(start)
        made += tokens
        last = at = max(tokens[-1].end, at + 1)
    other(len(text))
    return _with_names(_without_years(_without_sums(made), setting, text), names)


def _is_ordinal(text: str, made: list[Token], unit: Token) -> bool:
    """Whether a number with its unit names one of them without `第`: `3日目`, or a line's head (`2章　...`, `4節：...`)."""
    if unit.text.startswith("号") and (len(unit.text) > 1 or unit.label == "day"):
        return True
    if "目" in unit.text and not re.search(r"[項科種曲題]目", unit.text):
        return True
    head = text[: made[-1].start].strip(" \t\u3000・-*•")
    return not head and bool(re.match(r"[ \u3000\t]|\s*[:：=＝→|]", text[unit.end : unit.end + 2]))


def _without_years(tokens: list[Token], setting: Setting, text: str) -> list[Token]:
    """Tokens with the year before a month taken into the month's, where the units are months."""
    made: list[Token] = []
    for one in tokens:
        if setting.months and one.kind == "m" and made and made[-1].kind == "y" and made[-1].end == one.start:
            one = replace(one, start=made[-1].start, text=text[made[-1].start : one.end])
            made.pop()
        made.append(one)
    return made


def _without_sums(tokens: list[Token]) -> list[Token]:
    """Tokens without the number that sums up a list: the `两` of `第八、九两章`."""
    made: list[Token] = []
    for at, one in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            one.kind == "n"
            and after is not None
            and after.kind == "u"
            and made
            and made[-1].kind == "n"
            and made[-1].end == one.start
        ):
            many, back = 1, len(made) - 1
            while back > 1 and made[back - 1].kind in "ca" and made[back - 2].kind == "n":
                many, back = many + 1, back - 2
            if many == one.value:
                continue
        made.append(one)
    return made


_PREFIX = re.compile(r"(?:q|d|day|w|wk|week|ch|chap|chapter|s|st|stage|ep|l|lv|level|p|part|no|m|mod|module|u|unit|t|vol|v|ver|r|room|f|a|art|e|k|step|lesson|class|sec|section)", re.IGNORECASE)  # fmt: skip
"""Latin letters that stand before the number of a unit: `Q4`, `D3`, `ST9`."""


def _tokens(kind: str, match: re.Match[str], spoken: Tongue, setting: Setting, text: str) -> list[Token]:
    """The tokens that a piece of text makes."""
    start, end = match.span()
    words = match[0]
    if kind == "date":
        if span := re.fullmatch(r"(\d{1,2})([-/])(\d{1,2})", words):
            middle = start + span.start(2)
            sign = Token("r" if span[2] == "-" else "c", middle, middle + 1, span[2])
            return [
                Token("n", start, middle, span[1], int(span[1])),
                sign,
                Token("n", middle + 1, end, span[3], int(span[3])),
            ]
        return [dated(match, setting)]
    if kind == "quoted":
        value = title_of(match["title"], setting)
        return [Token("N" if value else ".", start, end, words, value)]
    if kind == "decade":
        year = int(words[:3]) * 10
        return [
            Token("y", start, start + 4, words[:4], year),
            Token("r", start + 4, start + 4, ""),
            Token("y", start + 4, end, words[4:], year + 9),
        ]
    if kind in ("number", "month", "weekday", "year"):
        return _numbers(kind, words.translate(_WIDE), start, end)
    if kind == "version":
        value = title_of(words, setting)
        return [Token("q" if value else ".", start, end, words, value)]
    if kind == "unit":
        return [
            Token("u", start, end, words, label=spoken.unit(words.rstrip("目") or words) or spoken.unit(words) or words)
        ]
    if kind == "mark":
        return [Token(";", start, end, words)]
    if kind == "word":
        numbered = setting.count and re.match(r"\s?\d", text[end:]) and _PREFIX.fullmatch(words)
        return [Token("u" if numbered else ".", start, end, words, label=setting.label if numbered else "")]
    if kind == "P":
        told = re.search(r"[二三四五六2-6]", words)
        return [Token("P", start, end, words, (read_cjk(told[0]) or int(told[0])) if told else 0)]
    return [Token("." if kind == "skip" else kind, start, end, words)]


def _numbers(kind: str, digits: str, start: int, end: int) -> list[Token]:
    """The token of a number, month, weekday or year, two for a sum that stands behind the last of a list (`九两`)."""
    if kind == "month" and (pair := re.fullmatch(r"([一二三四五六七八九])([二三四五六七八九])月[份号號]?", digits)):
        first, second = (read_cjk(one) or 0 for one in pair.groups())
        return [
            Token("m", start, start + 1, pair[1], first),
            Token("a", start + 1, start + 1, ""),
            Token("m", start + 1, end, digits[1:], second),
        ]
    if kind == "weekday":
        bare = re.sub(r"星期|周|週|礼拜|曜日?", "", digits)
        days = zip("一二三四五六日天月火水木金土日", (1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7), strict=True)
        return [Token("w", start, end, digits, next((day for mark, day in days if mark in bare), 0))]
    if kind == "number" and (pair := re.fullmatch(r"([一二三四五六七八九十]{1,3})([两兩])", digits)):
        cut = start + len(pair[1])
        return [Token("n", start, cut, pair[1], read_cjk(pair[1]) or 0), Token("n", cut, end, pair[2], 2)]
    if large := re.fullmatch(r"(\d+(?:\.\d)?)([万萬千])", digits):
        return [Token("n", start, end, digits, round(float(large[1]) * (1_000 if large[2] == "千" else 10_000)))]
    plain = re.match(r"\d+", digits)
    if kind == "number" and (spoken := re.fullmatch(r"([一二三四五六七八九])(千|百|万)([一二三四五六七八九])", digits)):
        # `一千二` is spoken for 1200.
        base = {"百": 100, "千": 1_000, "万": 10_000}[spoken[2]]
        value = (read_cjk(spoken[1]) or 0) * base + (read_cjk(spoken[3]) or 0) * base // 10
        return [Token("n", start, end, digits, value)]
    value = int(plain[0]) if plain else read_cjk(re.sub(r"月[份号號]?", "", digits)) or 0
    return [Token({"number": "n", "month": "m", "year": "y"}[kind], start, end, digits, value)]


@lru_cache(maxsize=16)
def _longer_names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Pattern of the titles of two signs or more, the longer first; None where there are none."""
    longer = sorted((name for name in names if len(name) > 1 and not name.isascii()), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in longer)) if longer else None


def _with_names(tokens: list[Token], names: list[tuple[str, int]]) -> list[Token]:
    """Titles of units inside of the other tokens made tokens of their own."""
    if not names:
        return tokens
    values = dict(reversed(names))
    short = "|".join(re.escape(name) for name in values if len(name) == 1)
    longer = "|".join(re.escape(name) for name in sorted(values, key=len, reverse=True) if len(name) > 1)
    single = rf"(?:^|(?<=[とや和与、]))(?:{short})(?=$|[とや和与、])" if short else r"(?!)"
    pattern = re.compile(f"{longer}|{single}" if longer else single)
    made: list[Token] = []
    for one in tokens:
        if one.kind != ".":
            made.append(one)
            continue
        last = 0
        for match in pattern.finditer(one.text):
            if match.start() > last:
                made.append(Token(".", one.start + last, one.start + match.start(), one.text[last : match.start()]))
            made.append(Token("N", one.start + match.start(), one.start + match.end(), match[0], values[match[0]]))
            last = match.end()
        if last < len(one.text):
            made.append(Token(".", one.start + last, one.end, one.text[last:]))
    for at, one in enumerate(made[1:-1], 1):
        if one.text in ("と", "や", "和", "与") and made[at - 1].kind == "N" and made[at + 1].kind == "N":
            made[at] = replace(one, kind="a")
    return made
