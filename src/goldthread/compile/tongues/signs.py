"""Tokens of Chinese and Japanese, which have no blanks between words."""

import re
from functools import lru_cache

from goldthread.compile.calendar import date_pattern
from goldthread.compile.numerals import read_cjk
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.chinese import NUMBER
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import QUOTED, Token, dated, title_of

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@lru_cache(maxsize=8)
def _signs(language: str) -> re.Pattern[str]:
    spoken = tongue(language)
    classes = "|".join(f"(?P<{kind}_{at}>{pattern})" for at, (kind, pattern) in enumerate(spoken.tokens))
    units = "日記|日记|" + "|".join(f"(?:{one.pattern})" for one in spoken.unit_patterns.values())
    week = r"(?:星期|周|週|礼拜)[一二三四五六日天](?![\d月篇次章节个则封集回条课份种道首张])|[月火水木金土日]曜日?"
    month = r"(?:\d{1,2}|[一二三四五六七八九]|十[一二]?)月(?:份)?(?!\d|[一二三四五六七八九十]+[日号])"
    return re.compile(
        rf"(?P<date>{date_pattern(language)})|(?P<year>(?:19|20|21)\d\d年(?:度)?)|(?P<weekday>{week})|(?P<month>{month})|(?P<skip>{spoken.phrases['.']})|(?P<quoted>{QUOTED})|"
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
    at = 0
    while match := pattern.search(text, at):
        group = next(name for name, value in match.groupdict().items() if value is not None and name != "title")
        start, end = match.span()
        kind = group.split("_")[0] if "_" in group else group
        token = Token(".", start, end, match[0])
        own = next((noun for noun in nouns if text.startswith(noun, start)), None)
        if own:
            end = start + len(own)
            end += text[end : end + 1] in ("目", "分")
            token = Token("u", start, end, own, label=setting.label)
        elif kind == "date":
            token = dated(match, setting)
        elif kind == "quoted":
            value = title_of(match["title"], setting)
            token = Token("N" if value else ".", start, end, match[0], value)
        elif kind in ("number", "month", "weekday", "year"):
            digits = match[0].translate(_WIDE)
            plain = re.match(r"\d+", digits)
            value = int(plain[0]) if plain else read_cjk(re.sub(r"月份?", "", digits)) or 0
            if kind == "weekday":
                value = next((day for mark, day in zip("一二三四五六日天月火水木金土日", (1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7), strict=True)
                              if mark in re.sub(r"星期|周|週|礼拜|曜日?", "", digits)), 0)  # fmt: skip
            token = Token({"number": "n", "month": "m", "weekday": "w", "year": "y"}[kind], start, end, match[0], value)
        elif kind == "version":
            value = title_of(match[0], setting)
            token = Token("q" if value else ".", start, end, match[0], value)
        elif kind == "unit":
            token = Token(
                "u",
                start,
                end,
                match[0],
                label=spoken.unit(match[0].rstrip("目") or match[0]) or spoken.unit(match[0]) or match[0],
            )
        elif kind == "mark":
            token = Token(";", start, end, match[0])
        elif kind not in ("word", "skip"):
            token = Token(kind, start, end, match[0])
        other(start)
        made.append(token)
        last = at = end
    other(len(text))
    return _with_names(made, names)


def _with_names(tokens: list[Token], names: list[tuple[str, int]]) -> list[Token]:
    """Titles of units inside of the other tokens made tokens of their own."""
    if not names:
        return tokens
    made: list[Token] = []
    for one in tokens:
        found = next(((name, at) for name, at in names if one.kind == "." and name in one.text), None)
        if found is None:
            made.append(one)
            continue
        name, value = found
        cut = one.start + one.text.index(name)
        for kind, start, end in ((".", one.start, cut), ("N", cut, cut + len(name)), (".", cut + len(name), one.end)):
            if end > start:
                made.append(
                    Token(kind, start, end, one.text[start - one.start : end - one.start], value if kind == "N" else 0)
                )
    return made
