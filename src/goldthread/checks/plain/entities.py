"""Things that answer a question by their form alone: dates, durations, amounts, names, addresses."""

import re

_I = re.IGNORECASE
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|fév|mar(?:ch|s)?|märz|apr(?:il)?|avril|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|août|"
    r"sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|décembre)\.?"
)
_NUMBER = r"(?<!\d)\d[\d.,\u00a0'’]{0,24}"
_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|a|an|half an|"
    r"eine?n?|einem|einer|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"
)
_SPELLED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|once|twice|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|none|no one|nobody)"
_SPAN = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|sekunden?|minuten?|stunden?|tag(?:e|en)?|wochen?|monat(?:e|en|s)?|jahr(?:e|en|es)?|"
    r"secondes?|heures?|jours?|semaines?|mois|ans?|années?|quarters?|fortnights?|working days|mins?|hrs?)"
)
_PERSONAL = r"(?:Mrs?|Ms|Dr|Prof|Herrn?|Frau|Mme|Mlle|M)\.?\s+[A-ZÀ-Ý][\w'’-]+"
_NAME = r"[A-ZÀ-Ý][\w'’.-]{0,30}[a-zà-ÿ]\w{0,20}(?:\s+(?:of|de|von|van|du|la|le|the|and|&|der|des)\s+|\s+)[A-ZÀ-Ý][\w'’-]{1,40}"
PATTERNS: dict[str, re.Pattern[str]] = {
    "date": re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th|\.|er)?\s+(?:of\s+)?{_MONTH}(?!\w)(?:,?\s+\d{{4}})?|\b{_MONTH}(?!\w)\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\b\d{{4}}-\d{{2}}-\d{{2}}\b|"
        rf"\b\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})?|\b{_MONTH}(?!\w)\s+(?:19|20)\d\d\b|\b(?:mid-|early |late |end of |mi-|anfang |ende |fin )?{_MONTH}(?<!may)(?<!mar)(?<!mars)(?!\w)",
        _I,
    ),
    "time": re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?(?:a\.?m\.?|p\.?m\.?|o['’]clock|uhr|h)\b|\b(?:noon|midnight|midi|mittag)\b", _I),
    "duration": re.compile(rf"\b(?:{_NUMBER}|{_WORDS})[\s-]+(?:(?:working|full|calendar|more|good|ganze|volle|school|business)\s+)?{_SPAN}\b", _I),
    "amount": re.compile(
        rf"[€$£¥]\s?{_NUMBER}|{_NUMBER}\s?(?:[€$£]|(?:(?:million|thousand|billion|millionen|tausend|mille|millions)\s+(?:d['’])?)?(?:euros?|eur|dollars?|usd|pounds?|gbp|pence|p|cents?|francs?|chf|kronor|crowns|yen)\b)|"
        rf"\b(?:{_SPELLED})\s+(?:euros?|dollars?|pounds?|cents?|pence|francs?)\b|\b(?:EUR|USD|GBP|CHF)\s?{_NUMBER}", _I),
    "percent": re.compile(rf"{_NUMBER}\s?(?:%|percent\b|per cent\b|prozent\b|pour cent\b)|\b(?:{_SPELLED})\s+(?:percent|per cent|prozent|pour cent)\b", _I),
    "number": re.compile(rf"(?<![\w.])#?\d[\d.,'’]{{0,24}}\w{{0,12}}|\b{_SPELLED}\b", _I),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    "phone": re.compile(r"(?<![\w./-])(?:\+\d{1,3}[\s./-]?)?(?:\(0?\d{1,5}\)[\s./-]?)?\d{2,5}(?:[\s./-]\d{2,5}){1,5}(?![\w-])|(?<!\d)(?:112|911|999|110)(?!\d)"),
    "address": re.compile(
        r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][\w'’]+\s+){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Row|Quay|Square|Way|Drive|Close|Place|Court|Gate|Hill|Terrace|Boulevard|Crescent|Park|Walk|Yard|Mews|Bridge)\b|"
        r"\b(?<![\w-])[A-ZÄÖÜ][\wäöüß-]{0,40}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm)\s+\d{1,4}|\b(?:\d{1,4},?\s+)?(?:rue|avenue|boulevard|place|chemin|quai|allée|impasse)\s+(?:de\s+|du\s+|des\s+|la\s+|le\s+|l['’])*[A-ZÀ-Ý]\w+|\b\d{5}\s+[A-ZÄÖÜ]\w+"
    ),
    "link": re.compile(r"\]\((?!mailto:)[^)\s]+\)|https?://\S+|\bwww\.\S+|(?<![@\w.-])[a-z0-9-]{1,63}\.(?:com|org|net|example|de|fr|io|uk|eu)(?:/\S*)?\b"),
    "year": re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"),
    "person": re.compile(rf"{_PERSONAL}|(?<=[:(]\s){_NAME}|(?<=:\s)[A-ZÀ-Ý][\wà-ÿ'’-]+|(?<=[\w,;:)\]]\s){_NAME}|(?<=[\w,;)]\s)[A-ZÀ-Ý][a-zà-ÿ]{{2,}}\b|{_NAME}"),
}  # fmt: skip
ALSO = {"amount": ("percent",), "date": ("year", "weekday"), "contact": ("email", "phone", "address", "link")}
PATTERNS["reason"] = re.compile(
    r"\b(?:because|since|due to|owing to|reasons?|so that|therefore|thus|caused|cause|as a result|in order to|to avoid|otherwise|weil|denn|wegen|damit|deshalb|daher|grund|"
    r"parce que|parce qu|car|afin|en raison|puisque|pour éviter)\b",
    _I,
)
PATTERNS["weekday"] = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:last|first|working|(?:\d+|[a-z]+)(?:th|st|nd|rd)) day of\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\w*|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b",
    _I,
)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d\W*$")


_DAY = re.compile(
    rf"{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?", _I
)


def spans_of_sort(text: str, sort: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of all things of a sort in `text[start:end]`; `contact` is any way to reach someone."""
    stop = len(text) if end is None else end
    if sort == "contact":
        return sorted(span for one in ALSO["contact"] for span in spans_of_sort(text, one, start, stop))
    found = [one.span() for one in PATTERNS[sort].finditer(text, start, stop)]
    if sort == "person":
        found = [
            (low, high)
            for low, high in found
            if text[low:high].lower() not in _NO_NAMES and not _DAY.fullmatch(text[low:high])
        ]
    if sort == "phone":
        found = [(low, high) for low, high in found if _is_phone(text[low:high])]
    if sort == "amount":
        found += [one.span() for one in PATTERNS["percent"].finditer(text, start, stop)]
    return found


_LOOSE = {
    "date": rf"\d{{4}}|\b{_MONTH}(?!\w)|\d[./-]\d|\b(?:today|tomorrow|yesterday|week|month|quarter|heute|morgen|woche|monat|semaine)\b",
    "time": r"\d\s?[:.h]\s?\d|\b(?:am|pm|noon|midnight|morning|afternoon|evening|night|uhr|mittag|heures?|o'clock)\b",
    "duration": rf"\b{_SPAN}\b|\d\s?(?:min|sec|hr|[smhd])\b|\b(?:until|till|daily|weekly|monthly|overnight|bis|jusqu)",
    "amount": r"[€$£¥]|\d[.,]\d|\|\s*\d|\b(?:free|charge|nothing|kostenlos|gratuit|gratis|zero|[a-z]{3,9} million)\b|\b\d+[\s-](?:[a-z]{3}\b)?|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|INR)\b",
    "percent": r"%|\bper ?cent|\b(?:half|third|quarters?|prozent|hälfte|drittel|pour ?cent|moitié|tiers)\b|\bout of\b|\b\d+ (?:of|in) \d+",
    "number": rf"\d|\b{_SPELLED}\b",
    "email": r"@|\(at\)|\[at\]|\bmailto:",
    "phone": r"\d{3}[\s./-]?\d{2}|\+\d|\btel\b|\b(?:dial|ext)\b",
    "address": r"\d{5}|\b\d{1,4}[a-z]?,?\s+[A-ZÀ-Ý]|[a-zäöüß]\s\d{1,4}\b|\b(?:Street|Road|Lane|Avenue|Square|P\.? ?O\.? Box|Postfach|rue|place)\b",
    "link": r"\]\(|://|\bwww\.|\w\.(?:com|org|net|de|fr|io|uk|eu|example)\b",
    "contact": r"@|://|\]\(|\+\d|\d{3}[\s./-]?\d{2}|\b(?:contact|call|phone|write|ask|reach)\b",
    "year": r"\d{4}",
}
"""Loose forms of the sorts: where even these are not there, there is none."""


def may_have(text: str, sort: str, start: int, end: int) -> bool:
    """Whether something in `text[start:end]` may be of a sort though its usual forms are not there."""
    pattern = _LOOSE.get(sort)
    return pattern is None or re.search(pattern, text[start:end], _I) is not None


def bare_sums(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbers of a table's row that may be sums, their currency said elsewhere; no years."""
    found = re.finditer(r"(?<![\w.:/-])\d[\d.,\u00a0]*\d(?![\w:/-])", text[:end])
    return [one.span() for one in found if one.start() >= start and not _YEAR_LIKE.match(one[0])]


_NO_NAMES = frozenset(
    [
        "your",
        "the",
        "this",
        "that",
        "these",
        "those",
        "our",
        "we",
        "it",
        "you",
        "he",
        "she",
        "they",
        "there",
        "their",
        "his",
        "her",
        "its",
        "my",
        "me",
        "all",
        "no",
        "not",
        "one",
        "if",
        "in",
        "on",
        "at",
        "to",
        "from",
        "for",
        "with",
        "by",
        "as",
        "and",
        "but",
        "or",
        "please",
        "yes",
        "what",
        "when",
        "where",
        "who",
        "how",
        "why",
        "each",
        "every",
        "some",
        "any",
        "both",
        "die",
        "der",
        "das",
        "wir",
        "ihr",
        "sie",
        "es",
        "ein",
        "eine",
        "unser",
        "unsere",
        "bitte",
        "le",
        "la",
        "les",
        "un",
        "une",
        "nous",
        "vous",
        "il",
        "elle",
        "ce",
        "cette",
    ]
)


def _is_phone(piece: str) -> bool:
    """Whether digits with blanks are a telephone number and no date, time or sum."""
    if piece in ("112", "911", "999", "110"):
        return True
    digits = re.sub(r"\D", "", piece)
    groups = re.findall(r"\d+", piece)
    if re.fullmatch(
        r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d|\d{1,3}(?:[. ]\d{3})+",
        piece,
    ):
        return False
    return 7 <= len(digits) <= 15 and (piece.startswith(("0", "+", "(")) or len(groups) >= 3)
