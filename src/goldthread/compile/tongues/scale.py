"""The units that a request in words or signs fixes: how many, by what noun, with what names and dates."""

from dataclasses import replace
from datetime import date

from goldthread.compile.calendar import headings
from goldthread.compile.tongues.almanac import daily_span, with_calendar
from goldthread.compile.tongues.counted import counted_alike, counted_units, own_nouns, prefixed_units, synonyms
from goldthread.compile.tongues.lexer import lex
from goldthread.compile.tongues.rhythms import YEAR, each_in_total, named_rhythm, per_other, version_span
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.shown import SHOWN
from goldthread.compile.tongues.titles import listed_units, titles_of, versions_of
from goldthread.compile.units import FoundUnits
from goldthread.schemas.constraint import Units


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
        per_other(text, tokens, language)
        or each_in_total(text, tokens, language)
        or version_span(text, language)
        or prefixed_units(text, language)
        or counted_units(tokens, text, language)
        or named_rhythm(text, tokens)
        or listed_units(text, language)
    )
    spanned = daily_span(text, tokens) if chosen is None or chosen[0] in (365, 366) else None
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
    year = YEAR.search(text)
    setting = Setting(
        language,
        label,
        count,
        nouns=own_nouns(text, word, language),
    )
    head = text[: max(end + 160, 240)]
    setting = with_calendar(setting, head, text, int(year[1]) if year else today.year, year is not None)
    setting = replace(setting, nouns=setting.nouns | synonyms(tokens, setting) | counted_alike(text, tokens, setting))
    names = titles_of(text, start, end, count)
    if not names:
        names = versions_of(head, count)
    if names:
        setting = replace(setting, names=names)
    shown = SHOWN.get(language, {}).get(label) or (word[:1].upper() + word[1:] if word else label.capitalize())
    dated = year is not None and label in ("week", "day", "month") and setting.start is not None
    shown_titles = headings(label, shown, count, setting.start, language) if dated and setting.start else ()
    if names and not shown_titles:
        shown_titles = names
    units = Units(label=shown, count=count, headings=shown_titles, quote=text[start:end])
    return FoundUnits(units, setting, start, end)
