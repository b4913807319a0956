"""The units that a request fixes: how many, what they are called, when they begin."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from goldthread.compile.calendar import headings
from goldthread.compile.lexicon import UNITS, cardinal, number_value, unit_label, unit_pattern
from goldthread.compile.places import Frame
from goldthread.schemas.constraint import Units

_SHOWN = {
    "de": {"week": "Woche", "day": "Tag", "month": "Monat", "floor": "Stockwerk", "chapter": "Kapitel", "section": "Abschnitt",
           "module": "Modul", "lesson": "Lektion", "unit": "Einheit", "part": "Teil", "entry": "Eintrag", "page": "Seite",
           "episode": "Folge", "session": "Sitzung", "story": "Geschichte", "letter": "Brief", "step": "Schritt", "recipe": "Rezept"},
    "fr": {"week": "Semaine", "day": "Jour", "month": "Mois", "floor": "Étage", "chapter": "Chapitre", "section": "Section",
           "module": "Module", "lesson": "Leçon", "unit": "Unité", "part": "Partie", "entry": "Entrée", "episode": "Épisode",
           "session": "Séance", "story": "Histoire", "letter": "Lettre", "step": "Étape", "recipe": "Recette", "lecture": "Cours"},
    "es": {"week": "Semana", "day": "Día", "month": "Mes", "floor": "Piso", "chapter": "Capítulo", "section": "Sección",
           "module": "Módulo", "lesson": "Lección", "unit": "Unidad", "part": "Parte", "entry": "Entrada", "episode": "Episodio",
           "session": "Sesión", "story": "Cuento", "letter": "Carta", "step": "Paso", "recipe": "Receta", "stage": "Etapa"},
    "zh": {"week": "周", "day": "天", "month": "个月", "floor": "层", "chapter": "章", "section": "节", "lesson": "课", "part": "部"},
    "ja": {"week": "週", "day": "日", "month": "か月", "floor": "階", "chapter": "章", "section": "節", "lesson": "課", "part": "部"},
}  # fmt: skip
_GENERIC = frozenset(("entry", "page", "paragraph", "step", "year", "word"))
_YEAR = re.compile(r"\b((?:19|20|21)\d{2})\b|((?:19|20|21)\d{2})年")


@dataclass(frozen=True)
class FoundUnits:
    """Units with the span of the request that fixes them, and the frame that places are read in."""

    units: Units
    frame: Frame
    start: int
    end: int


def find_units(text: str, language: str, *, today: date) -> FoundUnits | None:
    """The units that a request fixes, None where it fixes none.

    A count of units is taken where it is asked for (`with 52 weeks`, `12 chapters`, `a 10x10 block grid`), not where it
    places something (`every 5 weeks`, `the last two chapters`, `week 3`).
    """
    grid = re.search(r"\b(\d{1,3})\s*[x×]\s*(\d{1,3})\s+(?:(block|cell|city)\s+)?grid", text, re.IGNORECASE)
    if grid and grid[1] == grid[2] and int(grid[1]) > 0:
        side = int(grid[1])
        shown = tuple(
            f"Block {row * side + column + 1} ({row}, {column})" for row in range(side) for column in range(side)
        )
        units = Units(label="Block", count=side * side, headings=shown, quote=grid[0])
        return FoundUnits(units, Frame(language, "block", side * side, None, side), *grid.span())
    best = _best_count(text, language)
    if best is None:
        best = _of_a_year(text, language)
    if best is None:
        return None
    count, word, start, end = best
    label = unit_label(word, language)
    rhythm = _of_a_year(text, language) if label in ("entry", "menu", "page") else None
    if rhythm is not None and abs(rhythm[0] - count) <= 1:
        word = rhythm[1]
        label = unit_label(word, language)
    year = _YEAR.search(text)
    number = int(year[1] or year[2]) if year else today.year
    first = date(number, 1, 1)
    shown_label = _SHOWN.get(language, {}).get(label, label.capitalize())
    dated = year is not None and label in ("week", "day", "month", "menu")
    menu = language == "en" and re.search(rf"#\*#\s*Menu {shown_label}\s*1", text)
    shown_label = f"Menu {shown_label}" if menu else shown_label
    titles = headings(label, shown_label, count, first, language) if dated else ()
    units = Units(label=shown_label, count=count, headings=titles, quote=text[start:end])
    return FoundUnits(
        units,
        Frame(language, label, count, first if label in ("week", "day", "month", "quarter") else None),
        start,
        end,
    )


def _best_count(text: str, language: str) -> tuple[int, str, int, int] | None:
    unit, number = unit_pattern(language), cardinal(language)
    if language in ("zh", "ja"):
        pattern = re.compile(
            rf"(?:共|分为|分成|包括|包含|全|写|一共|总共|計|全部で|合計)?(?P<n>{number})(?:个|個|つの)?(?P<u>{unit})"
        )
        barred = re.compile(r"(?:第|每|隔|毎|后|後|前|最后|最初|年|月|末)$")
    else:
        adjective = r"(?:(?!words?\b|wörter|mots|palabras|characters|times)[a-zà-ÿ]+(?:[- ](?!per\b|pro\b|par\b|por\b)[a-zà-ÿ]+)?[ -])?"
        pattern = re.compile(rf"(?<![\w.,(])(?P<n>{number})[ -]{adjective}(?P<u>{unit})\b", re.IGNORECASE)
        barred = re.compile(
            r"(?:every|each|last|first|final|next|previous|other|least|most|than|jede[nrms]?|alle|letzten|ersten|chaque|"
            r"derni(?:er|ère)s|premi(?:er|ère)s|tou(?:te)?s les|cada|últim[oa]s|primer[oa]s|after|within|nach|après|después de|"
            r"about every|any|between|starting from|"
            rf"{unit}|same|takes?|lasts?|for the)\s+(?:the\s+|den\s+|die\s+|les\s+|las\s+|los\s+)?$",
            re.IGNORECASE,
        )
    candidates: list[tuple[float, int, str, int, int]] = []
    for match in pattern.finditer(text):
        count = number_value(match["n"], language)
        label = unit_label(match["u"], language)
        if count is None or not 2 <= count <= 20_000 or barred.search(text[: match.start()][-40:]):
            continue
        after = text[match.end() : match.end() + 30].lower()
        if re.match(
            r"\s*(?:long|later|ago|earlier|before|after|old|of age|spät|früh|plus tard|después|以内|后|後|前)", after
        ):
            continue
        asked = re.search(
            r"(?:has|have|with|in|of|into|consists? of|contain\w*|comprise\w*|all|exactly|complete|write|aus|mit|in|hat|umfasst|"
            r"en|de|compte|comporte|comprend|avec|con|tiene|consta de|dividid\w+ en|共|分为|分成|写|全|計|全部で|the|an?|its?|our|eine?n?|une?|una?)\s*$",
            text[: match.start()][-24:].lower(),
        )
        score = (2.0 if asked else 0.0) - (3.0 if label in _GENERIC else 0.0) - match.start() / (len(text) + 1)
        score += 0.5 if re.match(r"\s*[.,;:)]|\s+(?:for|on|about|each|one|,)", after) else 0.0
        candidates.append((score, count, match["u"], *match.span()))
    if not candidates:
        return None
    _, count, word, start, end = max(candidates)
    return count, word, start, end


_RHYTHMS = (
    (
        "day",
        365,
        r"daily|each day(?:['’]s)?|every day|day by day|täglich\w*|jeden tag|chaque jour|quotidien\w*|diari[oa]s?|cada día|每天|每日|毎日",
    ),
    (
        "week",
        52,
        r"weekly|each week|every week(?!s)|week by week|wöchentlich\w*|jede woche|chaque semaine|hebdomadaire|semanal\w*|cada semana|每周|毎週",
    ),
    (
        "month",
        12,
        r"monthly|each month|every month|month by month|monatlich\w*|jeden monat|chaque mois|mensuel\w*|mensual\w*|cada mes|每月|毎月",
    ),
)


def _of_a_year(text: str, language: str) -> tuple[int, str, int, int] | None:
    """Days, weeks or months of a year, where the request names a rhythm and a year but no count."""
    year = _YEAR.search(text)
    if year is None:
        return None
    leap = calendar.isleap(int(year[1] or year[2]))
    for label, count, pattern in _RHYTHMS:
        match = re.search(rf"(?:{pattern})", text, re.IGNORECASE)
        if match:
            word = {"en": label}.get(language) or next(iter(re.findall(r"[^\W\d_]+", UNITS[language][label])), label)
            return (count + 1 if leap and label == "day" else count), word, *match.span()
    return None
