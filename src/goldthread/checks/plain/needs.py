"""Whether a document tells what is asked: passages that say the topic and hold an answer of the right sort."""

import re
from dataclasses import dataclass, replace

from goldthread.checks.numbers import digits_key
from goldthread.checks.plain.bounds import bound_of, held
from goldthread.checks.plain.doubt import asks_more, close_by, counts, narrows, other_rhythm, restricts, telling
from goldthread.checks.plain.entities import ALSO, PATTERNS, bare_sums, may_have, spans_of_sort
from goldthread.checks.plain.passages import Passage, Topic, grade, passages, topics
from goldthread.checks.plain.regions import NAMED, Region
from goldthread.checks.scope import NEGATION, PSEUDO
from goldthread.checks.words import stem, words_of
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Value, Verdict

SORTS = frozenset(PATTERNS) | {"contact"}
_LIGHT = {
    "en": "section chapter part paragraph information info detail details note advice instruction instructions description overview explanation reason reasons support "
    "name names named mention word words thing things text report document fact statement date dates number numbers amount way kind sort example examples use used given give "
    "stated clearly clause case clear exact exactly full main key important relevant short brief briefly current overall own various different following least most total possible necessary "
    "needed need needs required people person reader readers sentence heading title figure data point points version range minimum maximum steps step items entries including last lasts lasted list listed available availability existence aspect aspects topic subject somewhere "
    "anywhere find found top near plain explicitly explicit always everybody everyone anyone someone one ones getting get got having take takes make makes making let lets know knows can could "
    "may might must should shall will would told tell do does did done come comes go goes explain how many much long first there two least still happens happen company employees "
    "employee users user customers customer readers visitors people us our your their who which that what when where whether",
    "de": "höhe abschnitt kapitel teil angabe angaben information informationen name namen datum zahl nummer betrag text dokument wort wörter punkt punkte muss müssen soll sollen wird werden "
    "wurde sein haben hat steht stehen drinstehen angegeben genannt erwähnt enthalten beschrieben erklärt geregelt klar deutlich wie oft wo wer wann was fehlt fehlte maximal minimal viele lange gibt geben durchgehend",
    "fr": "section chapitre partie information informations détail nom noms date nombre numéro montant texte document mot mots point points doit doivent être est sont indiqué indiquée "
    "mentionné précisé précisée donné clair comment où qui quand combien figurer maximal maximale minimal minimale écrit écrite",
}  # fmt: skip
LIGHT = {language: frozenset(words.split()) for language, words in _LIGHT.items()}
_NEGATES = {"en": r"\b(?:no|not|never|without|nobody|nothing|forbidden|prohibited|n't|cannot)\b|n['’]t\b", "de": r"\b(?:nicht|kein\w*|nie|ohne|verboten|untersagt)\b", "fr": r"\b(?:ne|pas|jamais|aucun\w*|sans|interdit\w*)\b"}  # fmt: skip
_PARTICIPLE = re.compile(r"\w{3,}(?:ed|ing)$")
_DIGIT = re.compile(r"^#")
_IDENTIFIER = re.compile(r"\bnumber$", re.IGNORECASE)
"""`the order number`: a word for a number is none."""
_FIGURE = re.compile(r"\d{3,4}")
"""A year or a number such as that of a code, which has no other form."""
_MOST_ABSENT = 3
"""Words of the longest topic whose absence shows anything."""


_AUTHORS = frozenset(
    ("author", "authors", "writer", "verfasser", "verfasserin", "autor", "autorin", "auteur", "auteure")
)
_AGENT = re.compile(r"\b(?P<verb>\w{3,20})\s+by\s+(?:the|our|its|an?)\s+[a-z]{3,}(?:\s+[a-z]{3,})?")
_BYLINE = re.compile(r"\b(?:[Bb]y|[Vv]on|[Pp]ar)\s+[A-ZÀ-Ý][\w'’-]+\s+[A-ZÀ-Ý][\w'’-]+")


@dataclass(frozen=True)
class Fit:
    """How well a passage says the topics: their grades, in order."""

    passage: Passage
    grades: tuple[float, ...]

    @property
    def here(self) -> int:
        """Words that the passage itself says."""
        return sum(one >= 0.9 for one in self.grades)

    @property
    def missing(self) -> int:
        """Words that neither it nor what stands around it says."""
        return sum(one == 0 for one in self.grades)

    @property
    def rank(self) -> tuple[float, ...]:
        """The better the greater."""
        return (-self.missing, sum(self.grades), -self.passage.start)


def verdict(
    value: Value, reason: str, text: str, spans: list[tuple[int, int]] | None = None, confidence: float = 0.85
) -> Verdict:
    """A verdict with evidence in the whole document."""
    shown = tuple(Evidence(section=0, start=low, end=high, quote=text[low:high]) for low, high in (spans or [])[:5])
    return Verdict(value=value, reason=reason, evidence=shown, confidence=0.5 if value == "undecided" else confidence)


def fits(wanted: list[Topic], text: str, language: str, region: Region) -> list[Fit]:
    """Every passage of a region with its grades, the best first."""
    every = [one for one in passages(text, language) if region.start <= one.start and one.end <= region.end]
    found = []
    for at, one in enumerate(every):
        near = [other for other in every[max(0, at - 2) : at + 3] if other.block == one.block and other is not one]
        around = frozenset().union(*(other.keys for other in near))
        found.append(Fit(one, tuple(grade(topic, one, around) for topic in wanted)))
    return sorted(found, key=lambda one: one.rank, reverse=True)


def check_need(constraint: Constraint, text: str, language: str, region: Region) -> Verdict:
    """The verdict on what must be told, in one region of the document."""
    sort = constraint.wanted if constraint.wanted in SORTS else ""
    phrase = "" if sort and constraint.unit == "bare" else constraint.text
    told = constraint.wanted in ("statement", "holds")
    if (told or sort or constraint.wanted == "mention") and bound_of(phrase, language):
        return _bounded(phrase, text, language, region)
    wanted = topics(phrase, text, language, LIGHT.get(language, frozenset()), numbers=told)
    if not wanted and not sort:
        wanted = topics(phrase, text, language, frozenset())
        said = [one for one in fits(wanted, text, language, region) if wanted and one.here == len(wanted)]
        return (
            verdict("kept", f"says “{phrase}”", text, [(said[0].passage.start, said[0].passage.end)], 0.75)
            if said
            else verdict("undecided", f"“{phrase}” says too little to look for", text)
        )
    if not wanted:
        if sort == "number" and phrase and spans_of_sort(text, sort, region.start, region.end):
            return verdict("undecided", f"whether a number is the “{phrase}” is open", text)
        return _bare_sort(sort, text, region) if sort else verdict("undecided", "it names nothing to look for", text)
    found = [one for one in fits(wanted, text, language, region) if one.passage.kind != "code" or not sort]
    if constraint.place in ("the title", "every heading", "the first heading", "the last heading"):
        found = [Fit(replace(one.passage, kind="paragraph"), one.grades) for one in found]
    if constraint.wanted in ("statement", "holds"):
        return _statement(phrase, wanted, found, text, language)
    if sort == "person" and constraint.place == "the title":
        return verdict("undecided", "whether a title names it is open", text, [(region.start, region.end)])
    if sort:
        return _typed(sort, phrase, wanted, found, text, region)
    if constraint.place.startswith(NAMED) and _only_elsewhere(phrase, wanted, text, language, region):
        return verdict("broken", f"only other sections say “{phrase}”", text, [(region.start, region.body)], 0.8)
    return _mention(
        phrase, wanted, found, text, language, asked=constraint.wanted == "told", negation=constraint.unit != "named"
    )


def _bounded(phrase: str, text: str, language: str, region: Region) -> Verdict:
    """A topic whose value must lie within a bound."""
    found = held(phrase, text, language, region, LIGHT.get(language, frozenset()))
    if found is None:
        return verdict("undecided", f"it is not clear which value “{phrase}” has", text)
    good, span = found
    return verdict("kept" if good else "broken", f"says {text[span[0] : span[1]]}", text, [span], 0.8)


def _bare_sort(sort: str, text: str, region: Region) -> Verdict:
    spans = spans_of_sort(text, sort, region.start, region.end)
    if spans:
        return verdict("kept", f"gives “{text[spans[0][0] : spans[0][1]]}” in {region.name}", text, spans[:1])
    if sort == "contact":
        headings = [
            one for one in passages(text, "en") if region.start <= one.start < region.end and "contact" in one.keys
        ]
        if heading := next((one for one in headings if one.kind == "heading"), None):
            return verdict("kept", f"has contacts in {region.name}", text, [(heading.start, heading.end)], 0.75)
        if headings:
            return verdict(
                "undecided", "speaks of contact, but gives no way", text, [(headings[0].start, headings[0].end)]
            )
    if may_have(text, sort, region.start, region.end):
        return verdict("undecided", f"{region.name} may have a {sort} in a form that is not known", text)
    return verdict("broken", f"{region.name} has no {sort}", text, confidence=0.9)


def _absent(wanted: list[Topic], found: list[Fit], *, kin: bool = True) -> list[Topic]:
    """Words that no passage says."""
    seen: list[bool] = [
        any(one.grades[at] > 0 if kin else one.grades[at] in (1.0, 0.8) for one in found) for at in range(len(wanted))
    ]
    return [topic for topic, there in zip(wanted, seen, strict=True) if not there]


def _mention(
    phrase: str, wanted: list[Topic], found: list[Fit], text: str, language: str, *, asked: bool, negation: bool
) -> Verdict:
    """A topic that must be there; what is `asked` about it may be answered by no."""
    for one in found:
        if one.missing:
            break
        if one.passage.kind == "heading":
            continue
        direct = sum(grade in (1.0, 0.8) for grade in one.grades)
        if direct * 2 < len(wanted) or (one.here == 0 and min(one.grades) < 0.7):
            continue
        if one.here == 0 and len(one.passage.keys) < 2:
            continue
        if (
            one.here
            and not asked
            and negation
            and negated(one.passage, wanted, text, language)
            and not re.search(_NEGATES.get(language, "$^"), phrase)
        ):
            return verdict(
                "undecided", f"mentions “{phrase}”, but it is negated", text, [(one.passage.start, one.passage.end)]
            )
        if counts(phrase, language):
            return verdict(
                "undecided",
                f"says the words of “{phrase}”, but not how many",
                text,
                [(one.passage.start, one.passage.end)],
            )
        return verdict(
            "kept",
            f"says “{phrase}”",
            text,
            [(one.passage.start, one.passage.end)],
            0.9 if direct == len(wanted) else 0.75,
        )
    return _not_said(phrase, wanted, found, text, language, head=None if asked else _head(phrase, wanted))


def _only_elsewhere(phrase: str, wanted: list[Topic], text: str, language: str, region: Region) -> bool:
    """Whether a passage outside of a section says all of a phrase, and the section nothing of what it is about."""
    head = _head(phrase, wanted)
    inside = text[region.start : region.end]
    if region.end - region.start == len(text) or close_by(head, inside, language) or asks_more(phrase, language):
        return False
    if any(
        head.key in one.passage.keys or head.near & one.passage.keys for one in fits([head], text, language, region)
    ):
        return False
    outside = (Region(0, region.start, "", 0), Region(region.end, len(text), "", region.end))
    return any(one.here == len(wanted) for part in outside for one in fits(wanted, text, language, part))


def _not_said(
    phrase: str, wanted: list[Topic], found: list[Fit], text: str, language: str, *, head: Topic | None
) -> Verdict:
    """Broken where nothing of it is said, in no other form that is known; else open."""
    absent = _absent(wanted, found)
    names = ", ".join(f"“{one.text}”" for one in absent)
    best = [(found[0].passage.start, found[0].passage.end)] if found and found[0].here else []
    if absent and _surely(phrase, wanted, absent, text, language, head):
        return verdict("broken", f"nowhere says {names}", text, best, 0.8)
    if absent:
        return verdict("undecided", f"nowhere says {names}, but may say “{phrase}” in other words", text, best)
    return verdict("undecided", f"says the words of “{phrase}”, but not together", text, best)


def _surely(
    phrase: str, wanted: list[Topic], absent: list[Topic], text: str, language: str, head: Topic | None
) -> bool:
    """Whether the absence of words shows that nothing is said: a name, or a topic of which no word and no hint is there."""
    figures = [one for one in absent if _FIGURE.fullmatch(one.text) and one.text not in text]
    if figures and len(wanted) <= _MOST_ABSENT + 2 and not counts(phrase, language):
        return True
    if asks_more(phrase, language):
        return False
    names = [one for one in absent if one.firm and not one.key.startswith("#")]
    if names and len(wanted) == len(absent):
        return not any(close_by(one, text, language) for one in names)
    if len(absent) < len(wanted) or len(wanted) > _MOST_ABSENT or any(close_by(one, text, language) for one in wanted):
        return False
    return telling(head, language) if head else all(telling(one, language) for one in wanted)


def _head(phrase: str, wanted: list[Topic]) -> Topic:
    """The word that a noun phrase is about: the last one before its first preposition."""
    before = re.split(
        r"\s(?:of|for|in|on|to|with|by|about|that|which|from|at|when|von|für|mit|zu|zum|zur|de|du|des|pour|avec)\s",
        f" {phrase} ",
    )[0].lower()
    inside = [one for one in wanted if one.text in before]
    return inside[-1] if inside else wanted[-1]


def _typed(sort: str, phrase: str, wanted: list[Topic], found: list[Fit], text: str, region: Region) -> Verdict:
    """A topic with an answer of a sort beside it: a date, an amount, a name."""
    for one in found:
        low, high = one.passage.start, one.passage.end
        lacking = [topic for topic, grade in zip(wanted, one.grades, strict=True) if grade == 0]
        allowed = (len(wanted) >= 3 and len(lacking) == 1) or (
            len(wanted) >= 2 and all(_PARTICIPLE.match(topic.text) for topic in lacking)
        )
        if one.passage.kind == "heading" or (lacking and not allowed):
            continue
        spans = _answers(sort, text, low, high)
        if sort == "number" and _IDENTIFIER.search(phrase):
            spans = [span for span in spans if re.search(r"\d", text[span[0] : span[1]])]
        if sort == "person" and one.here < len(wanted):
            spans = [
                span for span in spans if " " in text[span[0] : span[1]] or text[max(0, span[0] - 2) : span[0]] == ": "
            ]
        if sort == "person" and not spans:
            keys = {topic.key for topic in wanted}
            spans = [
                agent.span() for agent in _AGENT.finditer(text, low, high) if stem(agent["verb"].lower(), "en") in keys
            ]
        if sort == "amount" and not spans and one.passage.kind == "row":
            spans = bare_sums(text, low, high)
        near = (
            one.here * 2 >= len(wanted)
            or (one.here == 0 and min(one.grades) >= 0.7)
            or (one.here + sum(grade in (0.8, 0.7) for grade in one.grades)) * 2 > len(wanted)
        )
        if spans and near:
            return verdict(
                "kept", f"says “{text[spans[0][0] : spans[0][1]]}”", text, [(low, high)], 0.85 if not lacking else 0.7
            )
    if (
        sort == "person"
        and len(wanted) == 1
        and wanted[0].text in _AUTHORS
        and (line := _BYLINE.search(text, region.start, region.start + 800))
    ):
        return verdict("kept", f"says “{line[0]}”", text, [line.span()], 0.8)
    if sort == "person" and (name := _proper_name(wanted, phrase, text, region)):
        return verdict("kept", f"names “{text[name[0] : name[1]]}”", text, [name], 0.75)
    if sort in ("email", "phone") and re.match(r"(?:for|to|für|pour)\s", phrase, re.IGNORECASE):
        ways = {text[low:high] for low, high in spans_of_sort(text, sort, region.start, region.end)}
        if len(ways) == 1:
            return verdict(
                "kept",
                f"gives “{next(iter(ways))}”",
                text,
                spans_of_sort(text, sort, region.start, region.end)[:1],
                0.75,
            )
    anywhere = spans_of_sort(text, sort, region.start, region.end) or (
        _answers(sort, text, region.start, region.end) if sort == "contact" else []
    )
    if not anywhere and not may_have(text, sort, region.start, region.end):
        return verdict("broken", f"{region.name} has no {sort}", text, confidence=0.85)
    best = [(found[0].passage.start, found[0].passage.end)] if found and found[0].here else []
    return verdict("undecided", f"no {sort} stands beside “{phrase}”", text, best)


def _proper_name(wanted: list[Topic], phrase: str, text: str, region: Region) -> tuple[int, int] | None:
    """A name that holds the word asked for: `University of Tromvik` for the university."""
    head = _head(phrase, wanted)
    known = {one.text for one in wanted}
    for low, high in spans_of_sort(text, "person", region.start, region.end):
        words = [one for one in re.findall(r"[\w'’-]+", text[low:high]) if one[0].isupper()]
        line = text.rfind("\n", 0, low) + 1
        further = [one for one in words if one.lower() not in known]
        if head.text in (one.lower() for one in words) and further and text[line : line + 1] != "#":
            return low, high
    return None


def _answers(sort: str, text: str, low: int, high: int) -> list[tuple[int, int]]:
    spans = spans_of_sort(text, sort, low, high)
    for other in ALSO.get(sort, ()):
        spans = spans or (spans_of_sort(text, other, low, high) if other in PATTERNS else [])
    return spans


def _statement(phrase: str, wanted: list[Topic], found: list[Fit], text: str, language: str) -> Verdict:
    """A clause that must be said: all its words in one passage, denied where it denies, with its own numbers."""
    denies = re.search(_NEGATES.get(language, "$^"), phrase, re.IGNORECASE) is not None
    numbers = [one for one in wanted if _DIGIT.match(one.key)]
    words = [
        one
        for one in wanted
        if one not in numbers and not re.fullmatch(_NEGATES.get(language, "$^"), one.text, re.IGNORECASE)
    ]
    kept_at = [wanted.index(one) for one in words]
    for one in found:
        grades = [one.grades[at] for at in kept_at]
        if one.passage.kind == "heading" or not grades or min(grades) == 0:
            continue
        direct = sum(grade in (1.0, 0.8) for grade in grades)
        if direct * 2 < len(grades) or sum(grade >= 0.9 for grade in grades) * 2 < len(grades):
            continue
        where = [(one.passage.start, one.passage.end)]
        piece = text[one.passage.start : one.passage.end]
        lacking = [number for number in numbers if number.key not in one.passage.keys]
        if lacking:
            others = {key for key in one.passage.keys if _DIGIT.match(key)} | {
                digits_key(x, language) for x in re.findall(r"\d+", piece)
            }
            if others and len(words) >= 2:
                return verdict("broken", f"says another number than “{lacking[0].text}”", text, where, 0.8)
            continue
        if narrows(piece, phrase, language) or restricts(piece, phrase, language):
            return verdict("undecided", f"says “{phrase}” with a condition", text, where)
        if other_rhythm(piece, phrase):
            return verdict("undecided", f"says the words of “{phrase}”, but not how often", text, where)
        is_denied = negated(one.passage, words, text, language)
        if is_denied != denies:
            if is_denied and negated(one.passage, words, text, language, hard=True):
                return verdict("broken", f"denies that {phrase}", text, where, 0.75)
            return verdict("undecided", f"says the words of “{phrase}”, but it is open whether it is so", text, where)
        return verdict("kept", f"says that {phrase}", text, where, 0.9 if direct == len(grades) else 0.75)
    best = [(found[0].passage.start, found[0].passage.end)] if found and found[0].here else []
    return verdict("undecided", f"no sentence says all of “{phrase}”", text, best)


def negated(passage: Passage, wanted: list[Topic], text: str, language: str, *, hard: bool = False) -> bool:
    """Whether a word of denial (only a plain one where `hard`) stands in the part of a passage that says the words."""
    piece = text[passage.start : passage.end].lower().replace("’", "'")
    pattern = NEGATION.get(language) if not hard else _NEGATES.get(language)
    if pattern is None:
        return False
    own = {one.key for one in wanted}
    plain = re.sub(rf"\b(?:{PSEUDO[language]})\b|\b(?:no|non|not)-(?=\w)", lambda match: " " * len(match[0]), piece)
    for clause in re.split(r"[;:,(]|\bbut\b|\baber\b|\bmais\b", plain):
        keys = {one.stem for one in words_of(clause, language)}
        denials = [one for one in re.finditer(pattern, clause) if stem(one[0].strip(), language) not in own]
        if denials and any(one.key in keys or one.near & keys for one in wanted):
            return True
    return False
