"""What the units stand for in the calendar: days from a date on, weekdays, months, years."""

import calendar
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from goldthread.compile.lexicon import MONTHS
from goldthread.compile.numerals import read_cjk
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.lexer import lex
from goldthread.compile.tongues.numbers import fold
from goldthread.compile.tongues.rhythms import YEARS
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token

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


def daily_span(text: str, tokens: list[Token]) -> tuple[date, int, int, int] | None:
    """First day, number of days and span, where a daily text names its first and last date."""
    if not _DAILY.search(text[:600]):
        return None
    line = "".join(one.kind for one in tokens[:120])
    for match in re.finditer(r"[dno][pRjb]{0,2}[rb][pRjb]{0,2}d|d[rb]n", line):
        first, last = tokens[match.start()], tokens[match.end() - 1]
        if first.day is not None and last.day is None and first.day.day < last.value <= 28:
            return first.day, last.value - first.day.day + 1, first.start, last.end
        if last.day is None:
            continue
        if first.day is not None and last.day < first.day and (last.day.month, last.day.day) != (2, 29):
            last = replace(last, day=last.day.replace(year=first.day.year + (last.day.month < first.day.month)))
        begin = first.day
        if last.day is None:
            continue
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


def _inner_spans(tokens: list[Token], days: int) -> set[int]:
    """Where spans of dates begin that are far shorter than the units all together, so that they lie within them."""
    line = "".join(one.kind for one in tokens)
    found = set()
    for match in re.finditer(r"d[pRjb]{0,2}[rb][pRjb]{0,2}d", line):
        first, last = tokens[match.start()].day, tokens[match.end() - 1].day
        if first is not None and last is not None and abs((last - first).days) + 1 < days / 2:
            found |= {match.start(), match.end() - 1}
    return found


_LEAVES = re.compile(
    r"abreise|abfahrt|rückkehr|rückreise|zurück|départ|retour|rentr\w+|salida|sal(?:imos|go)|regres\w+|vuelta|volv\w+|出発|帰|戻|出发|启程|返",
    re.IGNORECASE,
)
"""What the first and the last day of a journey are told by."""


def _journey(text: str, tokens: list[Token], count: int) -> date | None:
    """First day of as many days as there are units, where a day of leaving and one of coming back are named."""
    days = [one for one in tokens if one.kind == "d" and one.day is not None]
    for one, two in pairwise(days):
        between = text[one.end : two.end + 12]
        if (
            one.day
            and two.day
            and (two.day - one.day).days + 1 == count
            and len(between) < 80
            and _LEAVES.search(between)
        ):
            return one.day
    return None


_DAILY = re.compile(
    r"tagebuch|pro tag|je tag|jeden tag|täglich|journal|par jour|chaque jour|quotidien|diario|por día|cada día|日记|每天|每日|日記|毎日",
    re.IGNORECASE,
)


def with_calendar(setting: Setting, head: str, text: str, year: int, dated: bool) -> Setting:
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
    span = YEARS.search(text)
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
    weekly = _WEEKLY.search(text) is not None
    spanned_days = (
        _span_of_dates(lex(text[:1_500], setting), count)
        if count >= 2 and setting.label not in ("week", "month", "quarter")
        else None
    )
    if spanned_days is None and setting.label in ("day", "entry") and 2 <= count <= 60:
        spanned_days = _journey(text, lex(text[:1_500], setting), count)
    if spanned_days is not None:
        first_of_month = spanned_days if spanned_days.day == 1 and count <= 31 else None
        return replace(setting, start=spanned_days, label="day", month=first_of_month)
    inner = _inner_spans(tokens, count * (7 if setting.label == "week" or (weekly and count in (52, 53)) else 1))
    for at, one in enumerate(tokens):
        if (
            one.kind == "d"
            and one.day is not None
            and at not in inner
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
    elif count in (52, 53) and weekly:
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
