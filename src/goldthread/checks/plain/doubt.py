"""When the absence of words shows nothing: what was asked is more than a topic, or goes by other words."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from goldthread.checks.index import index_text
from goldthread.checks.plain.hints import hinted, hints_of
from goldthread.checks.plain.passages import Topic
from goldthread.checks.words import fold

_I = re.IGNORECASE
_MORE = {
    "en": r"(?<!\w)\d|\b(?:at least|at most|more|less|fewer|most|than|under|below|above|over|max(?:imum)?|min(?:imum)?|between|up to|exactly|only|unless|except|without|instead|if|when(?:ever)?|"
    r"either|or|nor|both|neither|each|every|all|any|no|not|never|none|before|after|next to|beside|first|last|same|other|further|several|many|few|enough|than|rather|"
    r"once|twice|times|newest|oldest|latest|earliest|biggest|largest|smallest|highest|lowest|longest|shortest|best|worst|cheapest|nearest|order|top|bottom|above|below|behind|side by side|"
    r"is|are|was|were|be|been|has|have|had|can|may|might|must|should|shall|will|would|does|do|did|appears?|as an?|in an?|in the form|own|separate|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|"
    r"tables?|lists?|images?|links?|sections?|chapters?|headings?|titles?|paragraphs?|sentences?|columns?|rows?|bullets?|words?|pages?|blocks?|footnotes?|quotes?|form)\b|n't\b",
    "de": r"\d|\b(?:mindestens|höchstens|mehr|weniger|als|unter|über|maximal|minimal|zwischen|bis|genau|nur|außer|ohne|statt|wenn|falls|entweder|oder|beide|weder|jede[rsmn]?|alle[rsmn]?|kein\w*|nicht|nie|vor|nach|"
    r"neben|erste[rsnm]?|letzte[rsnm]?|eigene[rsnm]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|tabellen?|listen?|aufzählung|bild\w*|links?|abschnitt\w*|kapitel\w*|überschrift\w*|titel|sätze|wörter|seiten?|gibt|"
    r"enthält|steht|stehen|als)\b",
    "fr": r"\d|\b(?:au moins|au plus|plus|moins|que|sous|maximum|minimum|entre|jusqu|exactement|seulement|sauf|sans|si|lorsque|soit|ou|chaque|tous|toutes|aucune?|pas|jamais|avant|après|premi\w+|derni\w+|propre|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|tableaux?|listes?|images?|liens?|sections?|chapitres?|titres?|phrases?|mots|pages?|blocs?|cas)\b",
}
"""Words by which a phrase asks for more than a topic: amounts, comparisons, conditions, alternatives, forms."""
_COUNTS = {
    "en": r"\b(?:at least|at most|more than|less than|fewer|no more|under \d|below|above|max(?:imum)? of|min(?:imum)? of|up to|exactly|between|every|each|only|unless|except|either|instead|rather than)\b",
    "de": r"\b(?:mindestens|höchstens|mehr als|weniger als|maximal|genau|zwischen|jede[rsmn]?|nur|außer|entweder|statt)\b",
    "fr": r"\b(?:au moins|au plus|plus de|moins de|maximum|exactement|entre|chaque|seulement|sauf|soit)\b",
}
_WHOLE = {
    "en": r"\b(?:anyone|anybody|everyone|everybody|nobody|no one|always|never|all|any|every|each|entirely|completely|fully|freely|only|both|immediately|free|exclusively)\b",
    "de": r"\b(?:jede[rsmn]?|alle[nrs]?|niemand|immer|nie|vollständig|ganz|nur|beide|sofort|kostenlos|ausschließlich)\b",
    "fr": r"\b(?:tous|toutes|chaque|personne|toujours|jamais|entièrement|seulement|uniquement|immédiatement|gratuit\w*)\b",
}
_RESTRICTS = {
    "en": r"\b(?:only|except|unless|until|if|but|however|although|without|exceptions?|apart from|other than|sometimes|may|might|not all)\b",
    "de": r"\b(?:nur|außer|wenn|falls|aber|jedoch|ohne|ausnahmen?|ausgenommen|manchmal|kann)\b",
    "fr": r"\b(?:seuls?|seulement|sauf|si|mais|sans|exceptions?|parfois|toutefois|peut)\b",
}
_OPEN = {
    "en": """
activity address advice agreement aim amount analysis answer approach area arrangement aspect assumption background balance basis behaviour benefit body breakdown build building calculation candidate
case cause challenge change charge choice claim class clause code colour command comment commitment comparison component composition concept concern conclusion condition configuration consequence
consideration content context contribution contributor control copy cost country course cover credit criteria criterion data date day decision definition degree department description design detail
device difference dimension direction discussion document duration duty effect element email entry equation event evidence example excuse expectation expert explanation extent fact factor feature fee
figure finding focus form formula function future goal ground group growth guideline guidance head help hint idea impact implication impression improvement indicator industry information innovation
input instruction intention interest invitation item job justification kind knowledge label lead length lesson level list loss manager management mark material matter meaning means measure message
method milestone mistake model name need note number object objective obligation office offer opinion option order organisation organization origin output outcome overview owner package parameter part
partner party pattern people percentage performance period permission person phase phone place plan point policy population position possibility practice preparation price principle priority problem
procedure process product profile profit programme progress project proof proposal provider purpose quality quantity question quote range rate ratio reaction reason recipient record region relation
relevance remark reminder report request requirement research resource respect response responsibility result revenue review right role room rule safety sample scale scenario schedule scope season
sector series service set setting share side signature situation size skill solution source space speaker specification staff stage stakeholder standard state statement status step story strategy structure
student subject success suggestion sum summary supplier support symptom system target task team technique technology term theme theory thing time timeline timing tip title tool topic total town transport
trend trick type unit update usage use user value variable variant version view warning way weight wish word work worker year yield
approval authority responsible contact chance advantage disadvantage strength weakness opportunity obstacle highlight achievement acknowledgement reference background introduction conclusion closing greeting
place location venue city author editor sender addressee website ticket company employer institution organiser reader audience customer client guest visitor member participant attendee citizen public community
maximum minimum average median mean baseline threshold limit boundary hypothesis sampling calculation frequency temperature height width depth speed distance
penalty consequence hazard exception exemption restriction ban
""",
    "de": """
angabe anlass antwort art aufgabe auskunft bedingung begriff beispiel bereich beschreibung bezeichnung dauer ding durchführung eigenschaft empfehlung ergebnis erklärung folge form frage funktion grund
gruppe hinweis höhe idee information inhalt kosten leistung leiter leiterin lösung maßnahme menge mittel möglichkeit name nummer ort person plan preis problem punkt regel risiko sache seite stand strafe
summe teil termin thema titel typ umfang ursache verantwortlicher verfahren vorteil weg wert wunsch zahl zeit ziel zweck strafe bußgeld
""",
    "fr": """
aide amende avantage but cas cause chiffre chose condition conseil coût date délai description directeur directrice durée effet étape exemple façon fonction forme frais groupe idée information liste lieu manière
mesure montant moyen nom nombre objectif objet option partie personne plan point prix problème procédure projet question raison règle résultat responsable rôle sanction sujet tarif temps thème titre type valeur
""",
}  # fmt: skip
"""Words whose instances go by names of their own: a document gives a command, a penalty, a size without saying so."""
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
_COMPOUND = 8
"""Letters of the longest German word that is taken for simple."""
_ENDINGS = {
    "en": re.compile(
        r"\w{3,}(?:ing|ings|ed|er|ers|or|ors|ist|ists|ee|ees|ian|ians|ant|ants|tion|tions|sion|sions|ment|ments|ness|ance|ences?|ances?|ency|ancy|ity|ities|als?|ive|ible|able|ous|ful|ly|ize|ise|ify|ship|ure|ures)$"
    ),
    "de": re.compile(
        r"\w{3,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|tion|tionen|er|erin|innen|ende|enden|nis|nisse|en|isch\w*|lich\w*|ig\w*|t)$"
    ),
    "fr": re.compile(
        r"\w{3,}(?:tion|tions|ment|ments|eur|eurs|euse|euses|rice|rices|age|ages|ance|ances|ence|ences|té|tés|er|ir|é|ée|és|ées|ible|able|eux|if|ive)$"
    ),
}
"""Words made of other words, which may stand there in place of them."""


def asks_more(phrase: str, language: str) -> bool:
    """Whether a phrase asks for more than that its words stand there."""
    pattern = _MORE.get(language)
    return pattern is None or re.search(pattern, _YEAR.sub("", phrase.replace("’", "'")), _I) is not None


def counts(phrase: str, language: str) -> bool:
    """Whether a phrase asks for a number of things, for all of a sort, or under a condition."""
    pattern = _COUNTS.get(language)
    return pattern is not None and re.search(pattern, phrase, _I) is not None


def restricts(passage: str, phrase: str, language: str) -> bool:
    """Whether a passage says under a condition, or of some only, what a phrase says without one."""
    pattern = _RESTRICTS.get(language)
    if pattern is None:
        return False
    asked = {one.lower() for one in re.findall(pattern, phrase, _I)}
    return any(one.lower() not in asked for one in re.findall(pattern, passage, _I))


def narrows(passage: str, phrase: str, language: str) -> bool:
    """Whether a phrase speaks of all, of none or of always, and a passage does not in the same words."""
    pattern = _WHOLE.get(language)
    if pattern is None:
        return False
    said = {one.lower() for one in re.findall(pattern, passage, _I)}
    return any(one.lower() not in said for one in re.findall(pattern, phrase, _I))


def other_rhythm(passage: str, phrase: str) -> bool:
    """Whether a phrase says how often, and a passage does not say the same."""
    often = _OFTEN.search(phrase)
    return often is not None and not re.search(_often(often), passage, _I)


_OFTEN = re.compile(
    r"\b(?:every|each|per|an?)\s+(?P<unit>day|week|month|quarter|year|hour)\b|\b(?P<ly>daily|weekly|monthly|quarterly|yearly|annual)(?:ly)?\b",
    re.IGNORECASE,
)


def _often(match: re.Match[str]) -> str:
    """What says the same frequency."""
    unit = match["unit"] or {"daily": "day", "annual": "year"}.get(
        match["ly"].lower(), match["ly"].lower().removesuffix("ly")
    )
    more = {"day": "dail(?:y)", "year": "annual"}.get(unit.lower(), f"{unit}ly")
    return rf"\b(?:every|each|per|an?)\s+{unit}\b|\b{unit}ly\b|\b{more}"


def telling(topic: Topic, language: str) -> bool:
    """Whether a thing that a document speaks of goes by this word or by hints that are known."""
    if hints_of(topic.key, language) is not None:
        return True
    word = fold(topic.text)
    if len(word) < 4 or not word.replace("-", "").isalpha():
        return False
    if language == "de" and len(word) > _COMPOUND:
        return False
    ending = _ENDINGS.get(language)
    if ending is None or ending.fullmatch(word):
        return False
    return not ({word, word.removesuffix("s"), word.removesuffix("es"), topic.key} & _open(language))


@lru_cache(maxsize=8)
def _open(language: str) -> frozenset[str]:
    return frozenset(_OPEN.get(language, "").split())


@lru_cache(maxsize=4_096)
def close_by(topic: Topic, text: str, language: str) -> bool:
    """Whether a text has a hint of a word, a word of like form, or its initials written out."""
    small = _lower(text)
    if hinted(topic.key, small, language):
        return True
    word = fold(topic.text)
    if re.fullmatch(r"[a-z]{2,5}", word) and _written_out(word, small):
        return True
    return any(_like(word, one) for one in index_text(text, language).places if not one.startswith("#"))


@lru_cache(maxsize=4)
def _lower(text: str) -> str:
    return text.lower()


def _like(word: str, other: str) -> bool:
    """Whether two words may be of one family or one a slip of the other."""
    short = min(len(word), len(other))
    if short < 4:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), short)
    if shared >= 4 and shared * 2 > max(len(word), len(other)):
        return True
    if short >= 4 and (word in other or other in word):
        return True
    return (
        word[0] == other[0] and abs(len(word) - len(other)) <= 1 and SequenceMatcher(None, word, other).ratio() >= 0.85
    )


def _written_out(initials: str, text: str) -> bool:
    """Whether words that follow one another begin with the letters of an abbreviation."""
    pattern = r"[\s-]+(?:(?:of|the|and|for|de|des|du|la|für|und|der)\s+)?".join(rf"{one}[a-zà-ÿ]+" for one in initials)
    return re.search(rf"(?<!\w){pattern}", text) is not None
