"""Sentences that a point of an ordinal or an abbreviation has cut are joined again."""

import re

from goldthread.compile.clauses import Clause, sentences
from goldthread.compile.tongues.lines import by_lines

_ORDINAL = re.compile(
    r"\b(?:im|am|der|die|das|dem|den|des|vom|zum|zur|beim|jede[nrms]?|ins)\s+\d{1,3}\.$", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:\b(?:ab|bis|und|oder|seit|sowie|außer|von|mit)\s+|[,–-]\s*)\d{1,3}\.$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|woche|tag|kapitel|abschnitt|teil|lektion|stock|etage|geschoss|monat|folge|brief|jahr|seite|stunde|eintrag)\w*\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:^|[\s(„\"«])(?:kap|chap|caps?|abschn|abs|art|arts|nr|nrn|núm|núms|num|pág|págs|env|aprox|mind|max|máx|mín|ggf|inkl|evtl|bzw|zzgl|insb|lekt|sem|vol|ed|fig|tab|st|hr|fr|sr|sra|mme|prof|geb|jh|jhd|"
    r"u\. ?a|z\. ?b|d\. ?h|p\. ?ex|p\. ?ej|c\. ?-à-d|usw|etc|sect|secc|approx|tél|tel|wo|wö|vers|v)\.$",
    re.IGNORECASE,
)


def joined_sentences(text: str, language: str) -> list[Clause]:
    """Sentences of a request in order, none ending in the point of an ordinal (`im 40. Stock`) or of `Kap.`, `env.`, `núm.`.

    Args:
        text: The request.
        language: Its language.
    """
    made: list[Clause] = []
    for one in sentences(text):
        last = made[-1] if made else None
        if last is not None and _goes_on(last, one, text, language):
            made[-1] = Clause(last.start, one.end, text[last.start : one.end])
        else:
            made.append(one)
    parts = [piece for one in made for line in by_lines(text, one) for piece in _parted(line)]
    return [_unmarked(one) for one in parts] if language in ("zh", "ja") else parts


_MARK = re.compile(r"(?:[(（]?\d{1,2}[)）]|\d{1,2}[、.．](?=\D)|[①-⑳])[ \t\u3000]*(?=[^\d\s])")


def _unmarked(one: Clause) -> Clause:
    """A sentence of signs without the number of a list before it (`3）`, `②`)."""
    found = _MARK.match(one.text)
    return Clause(one.start + found.end(), one.end, one.text[found.end() :]) if found else one


_ENDS = re.compile(
    r"(?:wörter|worte|zeichen|mots|signes|caractères|palabras|caracteres|pages|seiten|páginas)\s+(?:max|min|máx|mín|env|aprox)\.(?=\s+[A-ZÀ-ÝÄÖÜ¡¿])",
    re.IGNORECASE,
)


def _parted(one: Clause) -> list[Clause]:
    """A sentence cut behind an abbreviation that ends one (`90 mots max. Ton léger`)."""
    made: list[Clause] = []
    begin = 0
    for match in _ENDS.finditer(one.text):
        if not one.text[match.end() :].lstrip()[:1].isupper():
            continue
        made.append(Clause(one.start + begin, one.start + match.end(), one.text[begin : match.end()]))
        begin = match.end() + len(one.text[match.end() :]) - len(one.text[match.end() :].lstrip())
    made.append(Clause(one.start + begin, one.end, one.text[begin:]))
    return made


def _goes_on(last: Clause, one: Clause, text: str, language: str) -> bool:
    if "\n" in text[last.end : one.start] or last.text[-1:] != ".":
        return False
    tail = last.text[-40:]
    if last.text.count("「") > last.text.count("」") or last.text.count("“") > last.text.count("”") > 0:
        return len(last.text) < 400
    if language == "de" and re.search(r"\b\d{1,2}\.\s?\d{1,2}\.$", tail) and one.text[:1].islower():
        return True
    if language == "de" and (
        _ORDINAL.search(tail) or (_NUMBER.search(tail) and (one.text[:1].islower() or _NOUN.match(one.text)))
    ):
        return True
    found = _SHORT.search(tail)
    # `etc.` and `usw.` end sentences too: a capital after them begins one, but for German nouns' abbreviations.
    return bool(found) and not (re.search(r"(?:etc|usw|st|ed)\.$", tail, re.IGNORECASE) and one.text[:1].isupper())
