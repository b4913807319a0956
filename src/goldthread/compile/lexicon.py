"""The words of each language that places, numbers and prohibitions are made of."""

import re
from functools import lru_cache

from goldthread.compile.numerals import read_cjk, read_words

_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
    "de": "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt "
    "siebzehnt achtzehnt neunzehnt zwanzigst",
    "fr": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième",
    "es": "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim decimotercer decimocuart "
    "decimoquint decimosext decimoséptim decimoctav decimonoven vigésim",
}
_TENTHS = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "hundredth": 100}

UNITS: dict[str, dict[str, str]] = {
    "en": {
        "week": r"weeks?|wks?\.?", "day": r"days?", "month": r"months?", "floor": r"floors?|stor(?:e?y|eys|ies)|levels?",
        "chapter": r"chapters?|chap\.?|chs?\.?(?=\s*\d)", "section": r"sections?|sect?s?\.?(?=\s*\d)|s\.(?=\s*\d)", "block": r"blocks?", "module": r"modules?", "lesson": r"lessons?",
        "unit": r"units?", "part": r"parts?", "entry": r"entry|entries", "page": r"pages?", "episode": r"episodes?|eps?\.?(?=\s*\d)",
        "session": r"sessions?", "menu": r"menus?", "stage": r"stages?", "night": r"nights?", "letter": r"letters?",
        "recipe": r"recipes?", "lecture": r"lectures?", "story": r"tales?|stories|story", "step": r"steps?",
        "article": r"articles?", "appendix": r"appendi(?:x|ces)", "scene": r"scenes?", "act": r"acts?", "stop": r"stops?",
        "release": r"releases?", "year": r"years?", "room": r"rooms?", "class": r"class(?:es)?", "paragraph": r"paragraphs?",
        "volume": r"volumes?", "sprint": r"sprints?", "phase": r"phases?", "course": r"courses?", "canto": r"cantos?",
        "profile": r"profiles?", "exercise": r"exercises?", "walk": r"walks?", "meeting": r"meetings?", "portrait": r"portraits?",
        "quarter": r"quarters?|q(?=[1-4]\b)", "station": r"stations?", "topic": r"topics?", "text": r"texts?",
        "city": r"city|cities", "country": r"country|countries", "plan": r"plans?", "case": r"case(?: stud(?:y|ies)|s)?",
        "diary": r"diary entry|diary entries", "match": r"match(?:es)?", "number": r"numbers?", "point": r"points?",
        "question": r"questions?|q\.?(?=\s?\d)|q['’]?s", "answer": r"answers?", "fable": r"fables?", "poem": r"poems?", "sermon": r"sermons?", "myth": r"myths?",
        "report": r"reports?", "version": r"versions?", "dinner": r"dinners?", "lunch": r"lunch(?:es)?", "breakfast": r"breakfasts?",
        "supper": r"suppers?", "meal": r"meals?", "item": r"items?", "song": r"songs?", "verse": r"verses?", "stanza": r"stanzas?",
        "card": r"cards?", "slide": r"slides?", "rule": r"rules?", "tip": r"tips?", "task": r"tasks?", "problem": r"problems?",
        "example": r"examples?", "issue": r"issues?", "column": r"columns?", "post": r"posts?", "email": r"e-?mails?|mails?",
        "message": r"messages?", "newsletter": r"newsletters?", "workshop": r"workshops?", "seminar": r"seminars?",
        "tutorial": r"tutorials?", "quest": r"quests?", "mission": r"missions?", "world": r"worlds?", "planet": r"planets?",
        "island": r"islands?", "village": r"villages?", "exhibit": r"exhibits?", "painting": r"paintings?", "plant": r"plants?",
        "bird": r"birds?", "animal": r"animals?", "interview": r"interviews?", "dialogue": r"dialogues?", "speech": r"speech(?:es)?",
        "talk": r"talks?", "book": r"books?", "evening": r"evenings?", "morning": r"mornings?", "weekend": r"weekends?",
        "decade": r"decades?", "century": r"centur(?:y|ies)", "round": r"rounds?", "scenario": r"scenarios?",
        "requirement": r"requirements?", "clause": r"clauses?", "prayer": r"prayers?", "psalm": r"psalms?", "riddle": r"riddles?",
        "joke": r"jokes?", "puzzle": r"puzzles?", "game": r"games?", "broadcast": r"broadcasts?", "podcast": r"podcasts?",
        "bulletin": r"bulletins?", "digest": r"digests?", "review": r"reviews?", "monologue": r"monologues?", "ballad": r"ballads?",
        "haiku": r"haikus?", "sonnet": r"sonnets?", "legend": r"legends?", "dream": r"dreams?", "memo": r"memos?", "ticket": r"tickets?",
        "essay": r"essays?", "update": r"updates?", "edition": r"editions?", "visit": r"visits?", "incident": r"incidents?", "routine": r"routines?",
        "sheet": r"sheets?", "hour": r"hours?", "panel": r"panels?", "instalment": r"instal+ments?",
    },
    "de": {
        "week": r"wochen?|kalenderwochen?|kw", "day": r"tag(?:e[sn]?|s)?", "month": r"monat(?:e[sn]?|s)?",
        "floor": r"stockwerk(?:e[sn]?|s)?|etagen?|geschoss(?:e[sn]?)?|stock", "chapter": r"kapiteln?|kapitels",
        "section": r"abschnitt(?:e[sn]?|s)?", "module": r"modul(?:e[sn]?|s)?", "lesson": r"lektion(?:en)?", "unit": r"einheit(?:en)?",
        "part": r"teil(?:e[sn]?|s)?", "entry": r"einträgen?|eintrag(?:e?s)?", "page": r"seiten?", "episode": r"folgen?|episoden?",
        "session": r"sitzung(?:en)?|stunden?", "story": r"geschichten?", "letter": r"brief(?:e[sn]?|s)?", "step": r"schritt(?:e[sn]?|s)?",
        "recipe": r"rezept(?:e[sn]?|s)?", "block": r"block(?:s|es)?|blöcken?", "stage": r"etappen?", "lecture": r"vorlesung(?:en)?",
        "scene": r"szenen?", "year": r"jahr(?:e[sn]?|s)?", "article": r"artikeln?", "menu": r"menüs?",
    },
    "fr": {
        "week": r"semaines?", "day": r"jours?|journées?", "month": r"mois", "floor": r"étages?|niveaux?", "chapter": r"chapitres?",
        "section": r"sections?", "module": r"modules?", "lesson": r"leçons?", "unit": r"unités?", "part": r"parties?",
        "entry": r"entrées?", "page": r"pages?", "episode": r"épisodes?", "session": r"séances?|sessions?", "story": r"histoires?|contes?",
        "letter": r"lettres?", "step": r"étapes?", "recipe": r"recettes?", "block": r"blocs?|îlots?", "scene": r"scènes?",
        "article": r"articles?", "menu": r"menus?", "lecture": r"cours", "year": r"années?|ans?", "fiche": r"fiches?",
    },
    "es": {
        "week": r"semanas?", "day": r"días?|jornadas?", "month": r"mes(?:es)?", "floor": r"pisos?|plantas?|niveles|nivel",
        "chapter": r"capítulos?", "section": r"secci(?:ón|ones)", "module": r"módulos?", "lesson": r"lecci(?:ón|ones)",
        "unit": r"unidad(?:es)?", "part": r"partes?", "entry": r"entradas?", "page": r"páginas?", "episode": r"episodios?",
        "session": r"sesi(?:ón|ones)|clases?", "story": r"cuentos?|historias?|relatos?", "letter": r"cartas?", "step": r"pasos?",
        "stage": r"etapas?", "recipe": r"recetas?", "block": r"bloques?|manzanas?", "scene": r"escenas?", "article": r"artículos?",
        "menu": r"menús?", "year": r"años?", "apartado": r"apartados?", "ficha": r"fichas?",
    },
    "zh": {
        "week": r"周|星期|週|个星期", "day": r"天|日", "month": r"个月|月", "floor": r"层楼?|樓|楼", "chapter": r"章节?", "section": r"节|部分|个部分",
        "module": r"个?模块|单元|个单元", "lesson": r"课|讲|节课", "part": r"篇|部", "page": r"页", "episode": r"集|回", "story": r"个?故事",
        "entry": r"条|则|篇日记", "block": r"块|街区|个街区", "recipe": r"道菜|道|个食谱", "letter": r"封信|封", "stage": r"阶段|站",
    },
    "ja": {
        "week": r"週間?|週目", "day": r"日間?|日目", "month": r"か月目?|ヶ月目?|月", "floor": r"階", "chapter": r"章", "section": r"節|セクション|項",
        "module": r"モジュール|単元", "lesson": r"課|回目?|レッスン|講", "part": r"部(?!屋)", "page": r"ページ|頁", "episode": r"話", "story": r"話|物語",
        "entry": r"件|編|つの項目", "block": r"ブロック|区画", "recipe": r"品", "letter": r"通", "stage": r"段階",
    },
}  # fmt: skip

MONTHS = {
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    "de": [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
SHORT_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

NEVER = {
    "en": r"(?:never|do not|don't|does not|must not|mustn't|may not|should not|shouldn't|cannot|can't|avoid|no mention of|without|"
    r"not (?:be )?(?:mentioned|used)|nowhere|refrain from|leave out|omit|exclude|is not to|are not to|shall not|no)",
    "de": r"(?:nie(?:mals)?|nirgends|nicht|kein(?:e[nmrs]?)?|ohne|vermeide\w*|verzichte\w*)",
    "fr": r"(?:ne|n['’]|jamais|aucun\w*|sans|évite[rz]?\w*|pas de|nulle part)",
    "es": r"(?:no|nunca|jamás|ningún\w*|ninguna?|sin|evit\w+)",
    "zh": r"(?:不得|不要|不能|不可以?|禁止|切勿|避免|别|不应|不准|勿|绝不)",
    "ja": r"(?:ない(?:で|こと)|しないで|使わない|触れない|避け|禁止|いけない|ません)",
}


def ordinal_value(text: str, language: str) -> int | None:
    """Value of an ordinal in words or digits, None where it is none."""
    plain = text.lower().strip(" .ºª")
    digits = re.match(r"\d+", plain)
    if digits:
        return int(digits[0]) if len(digits[0]) < 9 else None
    if plain in _TENTHS:
        return _TENTHS[plain]
    joined = re.match(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](\w+)", plain)
    if joined:
        tens, ones = read_words(joined[1]), ordinal_value(joined[2], "en")
        return tens + ones if tens and ones else None
    for value, stem in enumerate(_ORDINALS.get(language, "").split(), 1):
        if plain == stem or re.fullmatch(rf"{stem}(?:e[nrsm]?|o|a|os|as|ère|s)?", plain):
            return value
    if plain in ("second", "seconde") and language == "fr":
        return 2
    return None


ROMAN = r"(?-i:[IVXLC]{2,7}|[VX]|I(?=\s+(?:is|has|must|should|shall|may|will|deals|covers|and|to|contains|includes)\b|[,.:;)–-]|$))(?!\w)"
"""Roman numerals in capitals; a lone `I` only where no person can be meant."""


def roman_value(text: str) -> int | None:
    """Value of a Roman numeral below 400; None where the letters are none."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text):
        return None
    numbers = [values[letter] for letter in text]
    return (
        sum(-one if one < following else one for one, following in zip(numbers, [*numbers[1:], 0], strict=True)) or None
    )


def number_value(text: str, language: str) -> int | None:
    """Value of a number or ordinal in digits or words of a language."""
    if re.fullmatch(ROMAN, text.strip()):
        return roman_value(text.strip())
    plain = text.strip().lower()
    digits = re.match(r"^\d{1,3}(?:[.,]\d{3})+$|^\d{1,3}(?:[ \u00a0\u202f]000)+$|^\d{1,9}", plain)
    if digits:
        return int(re.sub(r"\D", "", digits[0]))
    if language in ("zh", "ja"):
        return read_cjk(plain.lstrip("第"))
    value = ordinal_value(plain, language)
    return value if value is not None else read_words(plain)


_CARDINAL = {
    "de": "ein eine einen einem einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend",
    "fr": "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt trente quarante cinquante soixante cent cents mille",
    "es": "uno una un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veinticuatro treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil",
}


@lru_cache(maxsize=8)
def cardinal(language: str) -> str:
    """Pattern of a number in digits or words."""
    if language in ("zh", "ja"):
        return r"(?:\d{1,6}|[零〇一二两兩三四五六七八九十百千]+)"
    if language == "en":
        ones = "one|two|three|four|five|six|seven|eight|nine"
        teens = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
        small = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:{ones})\b)?|{teens}|{ones})"
        large = rf"(?:(?:a|{small})[ -])?(?:hundred|thousand)(?:(?: and)? {small})?"
        return rf"(?:\d{{1,3}}(?:[.,]\d{{3}})+(?!\d)|\d{{1,3}}(?:[ \u00a0\u202f]000)+(?!\d)|\d{{1,9}}|{ROMAN}|{large}|{small})"
    words = sorted(_CARDINAL[language].split(), key=len, reverse=True)
    one = "|".join(words)
    german = r"|\w*(?:und)?(?:zwanzig|dreißig|vierzig|fünfzig|hundert|tausend)\w*" if language == "de" else ""
    return rf"(?:\d{{1,3}}(?:[.,]\d{{3}})+(?!\d)|\d{{1,9}}|(?:{one})(?:[- ](?:(?:and|und|et|y) )?(?:{one}))*{german})"


@lru_cache(maxsize=8)
def ordinal(language: str) -> str:
    """Pattern of an ordinal in digits or words."""
    if language in ("zh", "ja"):
        return r"第(?:\d{1,6}|[零〇一二两三四五六七八九十百千]+)"
    stems = "|".join(sorted(_ORDINALS[language].split(), key=len, reverse=True))
    ends = {"en": "", "de": r"e[nrsm]?", "fr": r"(?:ère|e|s)?", "es": r"(?:o|a|os|as)?"}[language]
    digits = {"en": r"\d+(?:st|nd|rd|th)", "de": r"\d+\.", "fr": r"\d+(?:er|ère|e|ème|nde?)", "es": r"\d+(?:\.?[ºª°])"}[
        language
    ]
    more = (
        r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:first|second|third|fourth|fifth|sixth|seventh|"
        r"eighth|ninth)|thirtieth|fortieth|fiftieth|sixtieth|hundredth"
        if language == "en"
        else ""
    )
    second = "|seconde?" if language == "fr" else ""
    return rf"(?:{digits}|(?:{stems}){ends}\b{more}{second})"


@lru_cache(maxsize=64)
def unit_pattern(language: str, extra: tuple[str, ...] = ()) -> str:
    """Pattern of any unit's name.

    Args:
        language: One of the six.
        extra: Singular nouns that a request counts its units by and that no table has.
    """
    names = [*UNITS[language].values(), *(rf"{re.escape(one)}(?:e?s)?" for one in extra)]
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


def unit_label(word: str, language: str) -> str:
    """The label (`week`, `floor`, ...) of a unit's name in some language; the word itself where it is none of ours."""
    plain = word.strip().lower()
    for label, pattern in UNITS[language].items():
        if re.fullmatch(pattern, plain) or ("(?=" in pattern and re.fullmatch(rf"(?:{pattern})1", f"{plain}1")):
            return label
    return singular(plain) if language == "en" else plain


def singular(noun: str) -> str:
    """An English noun without its plural ending: `stories`, `boxes`, `days`."""
    plain = noun.lower()
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if re.search(r"(?:ch|sh|x|ss)es$", plain):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain
