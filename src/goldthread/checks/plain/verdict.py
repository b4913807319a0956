"""The verdict on one everyday requirement in a whole document."""

from goldthread.checks.plain.entities import spans_of_sort
from goldthread.checks.plain.forms import (
    check_edge,
    check_length,
    check_numbered,
    check_order,
    check_position,
    check_section,
    check_things,
    check_things_about,
)
from goldthread.checks.plain.marks import check_columns, check_dates, check_labelled
from goldthread.checks.plain.needs import SORTS, check_need, verdict
from goldthread.checks.plain.passages import topics
from goldthread.checks.plain.regions import NAMED, PERHAPS, Region, regions_of, titled
from goldthread.checks.plain.said import (
    check_absent,
    check_act,
    check_each,
    check_link,
    check_no_sort,
    check_term,
    check_times,
    check_unsaid,
    check_value,
)
from goldthread.checks.reading import check_language
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Verdict


def check_plain(constraint: Constraint, text: str, language: str) -> Verdict:
    """The verdict of programs; evidence has offsets into the document.

    Args:
        constraint: With `wanted` and `place` as goldthread.compile.plain words them.
        text: The whole document.
        language: Its language.
    """
    whole = {
        "section": check_section,
        "order": check_order,
        "position": check_position,
        "value": check_value,
        "each": check_each,
    }
    if constraint.wanted in whole:
        return whole[constraint.wanted](constraint, text, language)
    if constraint.wanted == "numbered":
        return check_numbered(text)
    regions = regions_of(constraint.place, text, language)
    if regions is None:
        return _elsewhere(constraint, text, language)
    return _in_regions(constraint, text, language, regions)


def _elsewhere(constraint: Constraint, text: str, language: str) -> Verdict:
    """Where the document has no such place: what is nowhere at all is broken, else it is open."""
    named = constraint.place.startswith(NAMED)
    if not named and _is_title(constraint.place.removeprefix(PERHAPS), text, language):
        return _in_regions(constraint, text, language, [Region(0, len(text), "the document", 0)])
    name = constraint.place.removeprefix(PERHAPS).removeprefix(NAMED)
    if constraint.wanted in ("length", "thing", "begin", "end", "thing about") and not constraint.place.startswith(
        (PERHAPS, NAMED)
    ):
        return verdict("undecided", f"it is not clear what {constraint.place} is", text)
    if constraint.wanted in ("length", "begin", "end", "absent", "unsaid") or constraint.maximum == 0:
        return verdict("undecided", f"no section is named “{name}”", text)
    if constraint.place.startswith(PERHAPS) and constraint.wanted in (*SORTS, "mention", "told", "statement"):
        constraint = constraint.model_copy(update={"text": f"{name} {constraint.text}"})
    found = _in_regions(constraint, text, language, [Region(0, len(text), "the document", 0)])
    if found.value == "broken" and not (constraint.wanted == "statement" and found.evidence):
        return found.model_copy(update={"confidence": 0.75})
    if named and constraint.wanted == "mention" and not found.evidence and " " not in constraint.text.strip():
        lower = text.casefold()
        if constraint.text.casefold()[:4] not in lower and name.casefold()[:4] not in lower:
            return verdict("broken", f"has neither a section “{name}” nor “{constraint.text}”", text, confidence=0.8)
    if found.value == "kept" and not named and constraint.wanted in (*SORTS, "mention", "told", "statement"):
        return found
    if found.value == "broken":
        return found
    return found.model_copy(
        update={"value": "undecided", "reason": f"no section is named “{name}”; {found.reason}", "confidence": 0.5}
    )


def _is_title(name: str, text: str, language: str) -> bool:
    """Whether a name means the document itself: its title says it."""
    title = titled(text)
    if title is None:
        return False
    heading = text[title.start : title.end]
    own = {one.key for one in topics(heading, heading, language, frozenset())}
    wanted = topics(name, heading, language, frozenset())
    return bool(wanted) and all(one.key in own or one.near & own for one in wanted)


def _in_regions(constraint: Constraint, text: str, language: str, regions: list[Region]) -> Verdict:
    wanted = constraint.wanted
    if wanted == "length":
        return check_length(constraint, text, language, regions)
    if wanted == "thing":
        return check_things(constraint, text, language, regions)
    if wanted == "term":
        return check_term(constraint, text, language, regions)
    if wanted == "times":
        return check_times(constraint, text)
    if wanted == "absent":
        return check_absent(constraint, text, regions)
    if wanted == "unsaid":
        return check_unsaid(constraint, text, language, regions)
    if wanted.startswith("no "):
        return check_no_sort(constraint, text, language, regions)
    if wanted == "act":
        return check_act(constraint, text, regions)
    if wanted == "language":
        return check_language(constraint, 0, text)
    if wanted == "labelled":
        return check_labelled(text)
    if wanted in ("dates as", "columns"):
        return (check_dates if wanted == "dates as" else check_columns)(constraint, text, regions[0])
    each = {"begin": check_edge, "end": check_edge, "thing about": check_things_about, "link to": check_link}.get(
        wanted, check_need
    )
    verdicts = [each(constraint, text, language, one) for one in regions]
    if wanted == "year":
        missing = [one for one in regions if not spans_of_sort(text, "year", one.start, one.end)]
        span = [one for region in regions for one in spans_of_sort(text, "year", region.start, region.end)]
        return (
            verdict("broken", f"{missing[0].name} has no year", text, [(missing[0].start, missing[0].end)])
            if missing
            else verdict("kept", "has the year", text, span[:1])
        )
    rank = ("broken", "unchecked", "undecided", "kept")
    return min(verdicts, key=lambda one: rank.index(one.value))
