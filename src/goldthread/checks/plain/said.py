"""Literal words: terms that must stand there, words that must not, links to something, values, each entry of a list."""

import re

from goldthread.checks.amounts import judge_amount
from goldthread.checks.document import parse
from goldthread.checks.mention import find_mentions
from goldthread.checks.plain.bounds import held
from goldthread.checks.plain.doubt import asks_more, close_by, telling
from goldthread.checks.plain.entities import spans_of_sort
from goldthread.checks.plain.needs import LIGHT, SORTS, fits, verdict
from goldthread.checks.plain.passages import topics
from goldthread.checks.plain.regions import Region, headed
from goldthread.checks.plain.things import find_things
from goldthread.compile.lexicon import number_value
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Verdict

_ACTS = {
    "thank": r"\bthank\w*|\bgratitude\b|\bgrateful\b|\bappreciat\w+|\bdank\w*|\bmerci\b|\bremerci\w*",
    "welcome": r"\bwelcome\w*|\bwillkommen\b|\bbegrüß\w*|\bbienvenue\w*",
    "congratulate": r"\bcongratulat\w*|\bglückwunsch\w*|\bfélicit\w*",
    "apologise": r"\bapolog\w*|\bsorry\b|\bregret\w*|\bentschuldig\w*|\bexcus\w*",
    "apologize": r"\bapolog\w*|\bsorry\b|\bregret\w*",
    "invite": r"\binvit\w*|\beinlad\w*",
    "greet": r"\bdear\b|\bhello\b|\bhi\b|\bwelcome\b|\bgood (?:morning|day|evening)\b|\bgreetings\b|\bhallo\b|\bliebe[rs]?\b|\bsehr geehrte\w*|\bguten (?:tag|morgen)\b|\bbonjour\b|\bchère?s?\b|\bmoin\b",
}


def _literal(phrase: str) -> re.Pattern[str]:
    """A phrase word by word, in any case, with either sort of quotation mark or hyphen; the plural counts."""
    words = [re.escape(one).replace("'", "['’]").replace("\\-", "[-‐‑–]") for one in phrase.split()]
    ending = r"(?:['’]?s)?" if phrase[-1:].isalpha() and len(phrase) > 2 else ""
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + ending + r"(?!\w)", re.IGNORECASE)


def check_term(constraint: Constraint, text: str, language: str, regions: list[Region]) -> Verdict:
    """Whether any of the terms stands in each region, word for word."""
    spans = []
    for region in regions:
        found = next(
            (
                one.span()
                for term in constraint.mentions
                for one in _literal(term).finditer(text, region.start, region.end)
            ),
            None,
        )
        if found is None:
            alike = next(
                (
                    one
                    for term in constraint.mentions
                    for one in find_mentions(text[region.start : region.end], term, language, close=True)
                ),
                None,
            )
            if alike:
                span = (region.start + alike.start, region.start + alike.end)
                return verdict("undecided", f"says it in another form: “{text[span[0] : span[1]]}”", text, [span])
            where = f"{region.name}: " if constraint.place else ""
            return verdict("broken", f"{where}nowhere says “{constraint.mentions[0]}”", text, confidence=0.95)
        spans.append(found)
    return verdict("kept", f"says “{text[spans[0][0] : spans[0][1]]}”", text, spans[:3], 0.95)


def check_times(constraint: Constraint, text: str) -> Verdict:
    """Whether a term stands as often as asked, word for word; one of one letter in its own case."""
    term = constraint.mentions[0]
    pattern = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)") if len(term) == 1 else _literal(term)
    spans = [one.span() for one in pattern.finditer(text)]
    found = judge_amount(constraint.model_copy(update={"kind": "count"}), len(spans), confidence=0.95)
    shown = tuple(Evidence(section=0, start=low, end=high, quote=text[low:high]) for low, high in spans[:5])
    return found.model_copy(update={"evidence": shown})


def check_absent(constraint: Constraint, text: str, regions: list[Region]) -> Verdict:
    """Whether none of the terms stands in the regions, word for word; examples of a sort show only that it is broken."""
    found = [
        one.span()
        for region in regions
        for term in constraint.mentions
        for one in _literal(term).finditer(text, region.start, region.end)
    ]
    if found:
        quoted = [one for one in found if _in_quotes(text, one)]
        if constraint.unit == "outside quotations" and len(quoted) == len(found):
            return verdict("kept", "only quotations say it", text, quoted)
        found = [one for one in found if one not in quoted] if constraint.unit == "outside quotations" else found
        return verdict("broken", f"says “{text[found[0][0] : found[0][1]]}”", text, sorted(found), 0.95)
    if constraint.unit == "examples":
        return verdict("undecided", "says none of the examples; whether it has others of their sort is open", text)
    return verdict("kept", "says none of “" + "”, “".join(constraint.mentions) + "”", text, confidence=0.9)


def _in_quotes(text: str, span: tuple[int, int]) -> bool:
    start = text.rfind("\n", 0, span[0]) + 1
    stop = text.find("\n", span[1])
    line = text[start : stop if stop >= 0 else len(text)]
    if line.lstrip().startswith(">"):
        return True
    return any(
        start + one.start() < span[0] and span[1] < start + one.end()
        for one in re.finditer(r"\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»", line)
    )


def check_unsaid(constraint: Constraint, text: str, language: str, regions: list[Region]) -> Verdict:
    """Whether a subject is left out: broken where its words stand together, open where only some or kin do."""
    for region in regions:
        for phrase in constraint.mentions:
            close = find_mentions(text[region.start : region.end], phrase, language, close=True)
            if close:
                return verdict(
                    "broken",
                    f"says “{phrase}”",
                    text,
                    [(region.start + one.start, region.start + one.end) for one in close],
                    0.9,
                )
    for region in regions:
        wanted = topics(constraint.text, text, language, LIGHT.get(language, frozenset()))
        found = [one for one in fits(wanted, text, language, region) if wanted and not one.missing and one.here]
        if not found and (
            (len(wanted) > 1 and asks_more(constraint.text, language))
            or any(close_by(one, text, language) for one in wanted)
        ):
            return verdict("undecided", f"may speak of “{constraint.text}” in other words", text)
        if found:
            return verdict(
                "undecided",
                f"may speak of “{constraint.text}” in other words",
                text,
                [(found[0].passage.start, found[0].passage.end)],
            )
    return verdict("kept", f"does not say “{constraint.text}”", text, confidence=0.85)


def check_no_sort(constraint: Constraint, text: str, language: str, regions: list[Region]) -> Verdict:
    """Whether no answer of a sort stands beside a topic: `don't give the price of the meals`."""
    sort = constraint.wanted.removeprefix("no ")
    open_ = False
    for region in regions:
        wanted = topics(constraint.text, text, language, LIGHT.get(language, frozenset()))
        for one in fits(wanted, text, language, region):
            low, high = one.passage.start, one.passage.end
            spans = spans_of_sort(text, sort, low, high)
            if spans and wanted and not one.missing:
                return verdict("broken", f"says “{text[spans[0][0] : spans[0][1]]}”", text, [(low, high)], 0.8)
            open_ = open_ or bool(spans and (not wanted or one.here))
        if not wanted and spans_of_sort(text, sort, region.start, region.end):
            return verdict("broken", f"has a {sort}", text, spans_of_sort(text, sort, region.start, region.end))
    return (
        verdict("undecided", f"has a {sort} that may be it", text)
        if open_
        else verdict("kept", f"has no {sort} of it", text)
    )


def check_link(constraint: Constraint, text: str, language: str, region: Region) -> Verdict:
    """Whether a link leads to something, by its words or its address."""
    found = find_things(text[region.start : region.end], "links", language) or []
    wanted = topics(constraint.text, text, language, LIGHT.get(language, frozenset()))
    for low, high in found:
        piece = text[region.start + low : region.start + high].casefold()
        if wanted and all(
            one.text in piece or any(len(near) > 3 and near in piece for near in one.near) for one in wanted
        ):
            good = (region.start + low, region.start + high)
            return verdict(
                "broken" if constraint.maximum == 0 else "kept", f"links to “{constraint.text}”", text, [good], 0.9
            )
    if constraint.maximum == 0:
        return verdict("kept", f"has no link to “{constraint.text}”", text)
    near = [
        one
        for low, high in found
        for one in wanted
        if one.text in text[region.start + low : region.start + high].casefold()
    ]
    if near:
        return verdict("undecided", f"a link may lead to “{constraint.text}”", text)
    silent = wanted and all(telling(one, language) and not close_by(one, text, language) for one in wanted)
    if found and not (
        silent
        and len(wanted) == 1
        and not any(f.here for f in fits(wanted, text, language, Region(0, len(text), "", 0)))
    ):
        return verdict("undecided", f"no link says that it leads to “{constraint.text}”", text, [])
    return verdict("broken", f"{region.name} has no link to “{constraint.text}”", text, confidence=0.9)


def check_act(constraint: Constraint, text: str, regions: list[Region]) -> Verdict:
    """Whether a text thanks, welcomes, apologises."""
    pattern = re.compile(_ACTS[constraint.mentions[0]], re.IGNORECASE)
    for region in regions:
        if found := pattern.search(text, region.start, region.end):
            return verdict("kept", f"says “{found[0]}”", text, [found.span()])
    return verdict("broken", f"nowhere does it {constraint.mentions[0]}", text, confidence=0.8)


def check_value(constraint: Constraint, text: str, language: str) -> Verdict:
    """Whether the one value that a topic has lies within bounds: `the deposit is at most 10 percent`."""
    wanted = topics(constraint.text, text, language, LIGHT.get(language, frozenset()))
    unit = constraint.unit.removesuffix("s")
    forms = {
        "percent": r"%|percent|per cent",
        "%": r"%|percent|per cent",
        "per cent": r"%|percent|per cent",
        "euro": r"euros?|€|eur",
        "€": r"euros?|€",
        "pound": r"pounds?|£",
    }.get(unit, rf"{re.escape(unit)}s?")
    pattern = re.compile(rf"(?P<n>\d[\d.,]*|\b[a-z]+)[\s-]?(?:{forms})(?!\w)", re.IGNORECASE)
    found: list[tuple[int, tuple[int, int]]] = []
    for one in fits(wanted, text, language, Region(0, len(text), "", 0)):
        if not wanted or one.missing or one.here * 2 < len(wanted):
            continue
        for match in pattern.finditer(text, one.passage.start, one.passage.end):
            number = number_value(match["n"].rstrip(".,"), "en")
            if number is not None:
                found.append((number, match.span()))
    values = {one for one, _ in found}
    if len(values) != 1 and (
        bounded := held(constraint.quote, text, language, Region(0, len(text), "", 0), LIGHT.get(language, frozenset()))
    ):
        good, span = bounded
        return verdict("kept" if good else "broken", f"says {text[span[0] : span[1]]}", text, [span], 0.8)
    if len(values) != 1:
        return verdict(
            "undecided", f"it is not clear which value “{constraint.text}” has", text, [span for _, span in found]
        )
    value, span = found[0]
    good = (constraint.minimum is None or value >= constraint.minimum) and (
        constraint.maximum is None or value <= constraint.maximum
    )
    return verdict("kept" if good else "broken", f"says {text[span[0] : span[1]]}", text, [span], 0.85)


def check_each(constraint: Constraint, text: str, language: str) -> Verdict:
    """Whether each entry of the list under a name has something: `every action item has an owner`."""
    name = constraint.place.removeprefix("every ")
    region = headed(name, text, language) or headed(f"{name}s", text, language)
    if region is None:
        return verdict("undecided", f"no list is headed “{name}”", text)
    inside = [one for one in parse(text).blocks if one.kind == "item" and region.body <= one.start < region.end]
    if len(inside) < 2:
        inside = []
        rows = [one for one in parse(text).blocks if one.kind == "row" and region.body <= one.start < region.end]
        inside = rows[1:]
    if not inside:
        return verdict("undecided", f"“{region.name}” has no list", text)
    wanted = topics(constraint.text, text, language, frozenset(("number", "name", "own", "date")))
    sort = constraint.unit if constraint.unit in SORTS else ""
    lacking = []
    for block in inside:
        piece = fits(wanted, text, language, Region(block.start, block.end, "", block.start)) if wanted else []
        said = any(one.here == len(wanted) for one in piece)
        typed = bool(sort and spans_of_sort(text, sort, block.start, block.end))
        if not (said or typed):
            lacking.append((block.start, block.end))
    if len(lacking) == len(inside) and not sort:
        return verdict("undecided", f"no entry says “{constraint.text}”", text)
    if lacking:
        return verdict(
            "broken", f"{len(lacking)} of {len(inside)} entries have no {constraint.text}", text, lacking, 0.8
        )
    return verdict("kept", f"all {len(inside)} entries have it", text, [(inside[0].start, inside[0].end)], 0.8)
