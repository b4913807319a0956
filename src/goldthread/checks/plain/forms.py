"""Forms of a document: the order of its sections, what stands first or last, lengths, counts, beginnings and ends."""

import re

from goldthread.checks.amounts import judge_amount
from goldthread.checks.cutting import cut
from goldthread.checks.document import parse
from goldthread.checks.plain.doubt import close_by
from goldthread.checks.plain.needs import LIGHT, fits, verdict
from goldthread.checks.plain.passages import heading_keys, topics
from goldthread.checks.plain.regions import Region, headed, titled
from goldthread.checks.plain.things import count_things, find_things
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Value, Verdict

_SIGNED = 5
"""Words of a name and a role that may stand behind the closing words."""
_MARKS = re.compile(r"^[\s#>*_~`\-+\d.()\[\]]+")
_HEADER = re.compile(
    r"\A(?:\s*(?:#[^\n]*|(?:subject|to|from|date|cc|re|betreff|an|von|datum|objet|à|de)\s*:[^\n]*)(?:\n|\Z))+",
    re.IGNORECASE,
)
"""What stands before the first words: a title, the head of a letter."""
_NUMBERED = re.compile(
    r"^\W*(?:(?:section|chapter|part|abschnitt|kapitel|chapitre)\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}(?=[.)]))(?:[.):]|\s|$)",
    re.IGNORECASE,
)


def check_section(constraint: Constraint, text: str, language: str) -> Verdict:
    """Whether a section of a name is there."""
    name, called = constraint.text, constraint.unit == "called"
    region = headed(name, text, language)
    unwanted = constraint.maximum == 0
    heading = text[region.start : region.body].strip() if region else ""
    exact = region is not None and name.casefold() in heading.casefold()
    spans = [(region.start, region.start + len(heading))] if region else []
    if region and (exact or not called):
        return verdict("broken" if unwanted else "kept", f"has a section “{region.name}”", text, spans, 0.95)
    if region:
        return verdict("undecided", f"has a section “{region.name}”, not called “{name}”", text, spans)
    if unwanted:
        return verdict("kept", f"has no section “{name}”", text)
    if not parse(text).headings():
        return verdict("undecided", "it has no headings", text)
    wanted = topics(name, text, language, LIGHT.get(language, frozenset())) or topics(name, text, language, frozenset())
    told = [
        one
        for one in fits(wanted, text, language, Region(0, len(text), "", 0))
        if not one.missing and one.here == len(wanted)
    ]
    if len(told) >= 3 and not called:
        return verdict(
            "undecided",
            f"no heading says “{name}”, but the text speaks of it",
            text,
            [(told[0].passage.start, told[0].passage.end)],
        )
    titles = "\n".join(text[one.start : one.end] for one in parse(text).headings())
    if not called and any(
        close_by(one, titles, language) or one.near & _heading_words(text, language) for one in wanted
    ):
        return verdict("undecided", f"no heading says “{name}”, but one may mean it", text)
    return verdict("broken", f"no heading says “{name}”", text, confidence=0.9)


def _heading_words(text: str, language: str) -> frozenset[str]:
    return frozenset().union(*(one[5] for one in heading_keys(text, language)))


def _stands(name: str, text: str, language: str) -> tuple[list[tuple[int, int]], bool]:
    """Where a name stands: its section's heading, else all passages that say it; and whether it is a heading."""
    region = headed(name, text, language)
    if region:
        return [(region.start, max(region.start, region.body - 1))], True
    wanted = topics(name, text, language, LIGHT.get(language, frozenset())) or topics(name, text, language, frozenset())
    found = [
        one for one in fits(wanted, text, language, Region(0, len(text), "", 0)) if wanted and one.here == len(wanted)
    ]
    return sorted(
        (one.passage.start, one.passage.end) for one in found if one.passage.kind != "heading" or one.passage.start > 0
    ), False


def check_order(constraint: Constraint, text: str, language: str) -> Verdict:
    """Whether one section or topic stands before another."""
    one, one_headed = _stands(constraint.before, text, language)
    two, two_headed = _stands(constraint.mentions[0], text, language)
    if not one or not two:
        missing = constraint.before if not one else constraint.mentions[0]
        return verdict("undecided", f"it is not clear where “{missing}” stands", text, (one or two)[:1])
    spans = [one[0], two[0]]
    if one[0] == two[0]:
        return verdict("undecided", "both stand in one place", text, spans[:1])
    if constraint.unit == "next" and not (one_headed and two_headed):
        return verdict("undecided", "only sections can be seen to follow one another", text, spans)
    if (one_headed and two_headed) or one[-1] < two[0]:
        value: Value = "kept" if one[0] < two[0] else "broken"
        if value == "kept" and constraint.unit == "next" and not _follows(one[0][0], two[0][0], text):
            return verdict("broken", "something stands between them", text, spans, 0.85)
        return verdict(value, "in the order asked" if value == "kept" else "in the other order", text, spans, 0.9)
    return verdict("undecided", "they stand before and after one another", text, spans)


def _follows(first: int, second: int, text: str) -> bool:
    """Whether no heading of the same or a higher level stands between two places."""
    marks = [one for one in parse(text).headings() if one.start >= first]
    at = next((number for number, one in enumerate(marks) if one.start >= second), len(marks))
    return at < len(marks) and all(one.level > marks[at].level for one in marks[1:at])


def check_position(constraint: Constraint, text: str, language: str) -> Verdict:
    """Whether a section of a name is the first or the last."""
    parts = [one for one in cut(text) if one.title]
    if not parts:
        return verdict("undecided", "it has no sections", text)
    first = constraint.place == "the first section"
    edge = parts[0 if first else -1]
    region = headed(constraint.text, text, language)
    where = "first" if first else "last"
    spans = [(edge.start, max(edge.start, edge.body - 1))]
    if region is not None:
        inside = edge.start <= region.start < edge.end
        return verdict("kept" if inside else "broken", f"the {where} section is “{edge.title}”", text, spans, 0.9)
    wanted = topics(constraint.text, text, language, LIGHT.get(language, frozenset())) or topics(
        constraint.text, text, language, frozenset()
    )
    found = fits(wanted, text, language, Region(0, len(text), "", 0))
    if wanted and any(one.here == len(wanted) for one in found):
        return verdict("undecided", f"no heading says “{constraint.text}”", text, spans)
    return verdict("undecided", f"no section is named “{constraint.text}”", text, spans)


def check_numbered(text: str) -> Verdict:
    """Whether the sections' headings carry numbers."""
    title = titled(text)
    marks = [one for one in parse(text).headings() if title is None or one.start != title.start]
    if not marks:
        return verdict("undecided", "it has no headings", text)
    bare = [one for one in marks if not _NUMBERED.match(text[one.start : one.end])]
    if not bare:
        return verdict("kept", "every heading has a number", text, [(marks[0].start, marks[0].end)])
    top = min(one.level for one in marks)
    unnumbered = [one for one in bare if one.level == top]
    if unnumbered:
        return verdict(
            "broken",
            f"{len(unnumbered)} headings have no number",
            text,
            [(one.start, one.end) for one in unnumbered],
            0.95,
        )
    return verdict("undecided", "only sub-headings have no number", text)


def check_length(constraint: Constraint, text: str, language: str, regions: list[Region]) -> Verdict:
    """Whether the length of each region lies within the bounds."""
    worst: Verdict | None = None
    for one in regions:
        heading = one.body >= one.end or constraint.place in ("the title", "every heading", "the first heading")
        piece = text[one.start if heading else one.body : one.end]
        size = count_things(piece, constraint.unit, language)
        found = judge_amount(constraint.model_copy(update={"kind": "count"}), size, confidence=0.95)
        name = f"{one.name}: " if constraint.place else ""
        stop = text.find("\n", one.start, one.end)
        span = (one.start, stop if stop >= 0 else one.end)
        shown = (
            (Evidence(section=0, start=span[0], end=span[1], quote=text[span[0] : span[1]]),)
            if constraint.place and span[1] > span[0]
            else ()
        )
        found = found.model_copy(update={"reason": name + found.reason, "evidence": shown})
        if found.value != "kept":
            return found
        worst = worst or found
    return worst or verdict("undecided", "there is nothing to measure", text)


def check_things(constraint: Constraint, text: str, language: str, regions: list[Region]) -> Verdict:
    """Whether each region has as many things of a kind as asked."""
    spans: list[tuple[int, int]] = []
    unit = constraint.unit
    for one in regions:
        start = one.start if constraint.place in ("the title",) else one.body
        found = find_things(text[start : one.end], unit, language)
        if unit == "items" and found is not None and constraint.place:
            found = find_things(text[start : one.end], "entries", language)
        if unit == "steps" and found:
            found = _steps(text, start, one.end, language)
            if found is None:
                return verdict("undecided", "it is not clear which list shows its steps", text)
        size = len(found) if found is not None else count_things(text[start : one.end], unit, language)
        if unit == "steps" and not size:
            return verdict("undecided", "no list shows its steps", text)
        here = [(start + low, start + high) for low, high in found or []]
        said = judge_amount(constraint.model_copy(update={"kind": "count"}), size, confidence=0.95)
        if said.value != "kept":
            name = f"{one.name}: " if constraint.place else ""
            shown = tuple(Evidence(section=0, start=low, end=high, quote=text[low:high]) for low, high in here[:5])
            return said.model_copy(update={"reason": name + said.reason, "evidence": shown})
        spans += here[:3]
    return verdict("kept", f"has the {unit} asked" if constraint.maximum != 0 else f"has no {unit}", text, spans, 0.95)


_OF_CODE = frozenset(("command", "commands", "code", "sample", "output", "block", "snippet", "befehl", "commande"))
"""What a block of code is without saying so."""


def _steps(text: str, start: int, end: int, language: str) -> list[tuple[int, int]] | None:
    """The items of the one numbered list, or of the one list that there is, from `start` on; None where there are several."""
    lists = [one for one in parse(text[start:end]).regions if one.kind == "list"]
    chosen = [one for one in lists if one.ordered] or lists
    if len(chosen) != 1:
        return None
    return find_things(text[start + chosen[0].start : start + chosen[0].end], "items", language)


def check_things_about(constraint: Constraint, text: str, language: str, region: Region) -> Verdict:
    """Whether there is a thing of a kind that is about a topic: `a table of the endpoints`."""
    found = find_things(text[region.body : region.end], constraint.unit, language)
    if found is None:
        return verdict("undecided", f"programs cannot find {constraint.unit}", text)
    if not found and constraint.unit == "lists":
        inline = topics(constraint.text, text, language, LIGHT.get(language, frozenset()))
        told = [one for one in fits(inline, text, language, region) if inline and one.missing < len(inline)]
        if told:
            return verdict(
                "undecided",
                f"may list “{constraint.text}” in its sentences",
                text,
                [(told[0].passage.start, told[0].passage.end)],
            )
    if not found:
        return verdict("broken", f"{region.name} has no {constraint.unit}", text, confidence=0.95)
    wanted = topics(constraint.text, text, language, LIGHT.get(language, frozenset()) | _OF_CODE)
    spans = [(region.body + low, region.body + high) for low, high in found]
    if not wanted:
        return verdict("kept", f"has {constraint.unit}", text, spans[:1])
    kinds = {"tables": ("table",), "lists": ("list",), "ordered": ("list",), "code": ("code",)}.get(constraint.unit, ())
    ends = {one.start: one.end for one in parse(text).regions if one.kind in kinds}
    for low, high in spans:
        end = next((stop for start, stop in ends.items() if start <= low < stop), high)
        inside = fits(wanted, text, language, Region(max(0, text.rfind("\n\n", 0, max(0, low - 3))), end, "", low))
        said = [any(one.grades[at] > 0 for one in inside) for at in range(len(wanted))]
        if all(said):
            return verdict("kept", f"has {constraint.unit} about “{constraint.text}”", text, [(low, high)])
    return verdict(
        "undecided", f"it is not clear that its {constraint.unit} are about “{constraint.text}”", text, spans[:1]
    )


def _closes(tail: str, word: str) -> bool:
    """Whether a text ends with words, a name behind them or not."""
    bare = word.rstrip(" .!?,;:\t\n")
    return re.search(rf"(?<!\w){re.escape(bare)}(?!\w)(?:\W+\w+){{0,{_SIGNED}}}\W*$", tail) is not None


def check_edge(constraint: Constraint, text: str, language: str, region: Region) -> Verdict:
    """Whether a region begins or ends with a literal text or a thing of a kind."""
    start, end = (region.body, region.end) if constraint.place != "the title" else (region.start, region.end)
    piece = text[start:end]
    if constraint.unit != "literal":
        found = find_things(piece, constraint.unit, language)
        if found is None:
            return verdict("undecided", f"programs cannot find {constraint.unit}", text)
        body = piece.strip()
        left = len(piece) - len(piece.lstrip())
        if constraint.wanted == "begin":
            stop = piece.find("\n", left)
            first = piece[left : stop if stop >= 0 else None]
            if constraint.unit == "questions":
                first = re.split(r"(?<=[.!?])\s", first)[0]
            good = any(left <= low < left + len(first) + 1 for low, _ in found)
        else:
            last = left + len(body)
            line = piece.rfind("\n", 0, last)
            good = any(high >= last - 2 or low > line for low, high in found)
        value: Value = "kept" if good != (constraint.maximum == 0) else "broken"
        return verdict(
            value,
            f"{constraint.wanted}s with {constraint.text}"
            if good
            else f"does not {constraint.wanted} with {constraint.text}",
            text,
            [(start, min(end, start + 80))],
        )
    starts = [_MARKS.sub("", piece).casefold(), _MARKS.sub("", _HEADER.sub("", piece)).casefold()]
    tail = re.sub(r"[\s*_`~.!?,;:)\"”]+$", "", piece).casefold()
    for one in constraint.mentions:
        word = one.casefold().strip()
        good = any(plain.startswith(word) for plain in starts) if constraint.wanted == "begin" else _closes(tail, word)
        if good:
            at = (
                text.casefold().find(word, start)
                if constraint.wanted == "begin"
                else text.casefold().rfind(re.sub(r"[\s.!?,;:]+$", "", word), start, end)
            )
            return verdict(
                "broken" if constraint.maximum == 0 else "kept",
                f"{constraint.wanted}s with “{one}”",
                text,
                [(at, at + len(word))] if at >= 0 else [],
                0.95,
            )
    return verdict(
        "kept" if constraint.maximum == 0 else "broken",
        f"does not {constraint.wanted} with “{constraint.mentions[0]}”",
        text,
        confidence=0.9,
    )
