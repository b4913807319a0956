"""Repairing a document that is there: only sections at fault are touched, and what would lose anything is refused."""

from collections import defaultdict

from goldthread.agents.caller import Caller
from goldthread.agents.context import SectionContext
from goldthread.agents.reviser import Repair, repair_section
from goldthread.schemas.audit import Audited, AuditedSection
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.plan import Section
from goldthread.schemas.verdict import Check, Verdict
from goldthread.tokens import count_words
from goldthread.workflows.auditing import Asked, audit_text, shifted

MENDED = frozenset(
    ("single", "range", "periodic", "date", "list", "first", "last", "everywhere", "somewhere", "nowhere", "count")
)
"""Kinds that a sentence more or another sentence can mend."""

MOST_LOST = 0.5


async def repair_text(
    asked: Asked, audited: Audited, caller: Caller, *, rounds: int, seed: int
) -> tuple[Audited, list[Repair]]:
    """Mend what an audit found broken, section by section, and audit again.

    Args:
        asked: What the document is held against.
        audited: The audit of the document.
        caller: Where model calls go.
        rounds: Times a section is mended at most.
        seed: Seed of the first call.

    Returns:
        The audit of the mended text (`Audited.text`), and what was done. All but the mended passages is byte-identical.
    """
    done: list[Repair] = []
    for attempt in range(rounds):
        changed = False
        for number in sorted(faults_of(audited)):
            faults = faults_of(audited).get(number)
            part = next((one for one in audited.sections if one.number == number), None)
            if not faults or part is None:
                continue
            old = audited.text[part.body : part.end]
            new, repairs = await repair_section(
                caller, _context(audited, part, old), old, faults, attempt=attempt, seed=seed
            )
            if not repairs or new == old or any(map(loses, repairs)):
                continue
            text = audited.text[: part.body] + _fitted(old, new) + audited.text[part.end :]
            again = audit_text(asked, text, audited.document, language=audited.language)
            if _kept(audited) - _kept(again) or len(_kept(again)) <= len(_kept(audited)):
                continue
            audited, changed = again, True
            done += repairs
        if not changed:
            break
    return audited, done


def faults_of(audited: Audited) -> dict[int, list[tuple[Constraint, Verdict]]]:
    """What is broken and can be mended, by section; evidence with offsets of the section's text.

    What is missing of the whole goes to the longest section, what is too much to where it stands.
    """
    by_id = {one.id: one for one in audited.constraints}
    found: defaultdict[int, list[tuple[Constraint, Verdict]]] = defaultdict(list)
    longest = max(audited.sections, key=lambda one: one.end - one.body, default=None)
    for check in audited.checks:
        constraint = by_id[check.constraint]
        if check.verdict.value != "broken" or constraint.kind not in MENDED:
            continue
        if check.section:
            found[check.section].append((constraint, _within(check, audited)))
        elif constraint.kind == "nowhere":
            for part in audited.sections:
                inside = tuple(one for one in check.verdict.evidence if part.body <= one.start and one.end <= part.end)
                if inside:
                    found[part.number].append((constraint, check.verdict.model_copy(update={"evidence": inside})))
        elif longest is not None and not constraint.place.startswith("the section named "):
            found[longest.number].append((constraint, check.verdict))
    return dict(found)


def loses(repair: Repair) -> bool:
    """Whether a passage that was written again has lost half of its words or more."""
    return bool(repair.after) and count_words(repair.after) < MOST_LOST * count_words(repair.before)


def left_alone(audited: Audited) -> list[Constraint]:
    """Broken requirements that no sentence mends: lengths, structure, order, agreement, and others."""
    broken = {one.constraint for one in audited.checks if one.verdict.value == "broken"}
    return [one for one in audited.constraints if one.id in broken and one.kind not in MENDED]


def _within(check: Check, audited: Audited) -> Verdict:
    back = [part.model_copy(update={"body": -part.body}) for part in audited.sections]
    return shifted([check], back)[0].verdict


def _kept(audited: Audited) -> set[tuple[str, int]]:
    return {(one.constraint, one.section) for one in audited.checks if one.verdict.value == "kept"}


def _fitted(old: str, new: str) -> str:
    """The mended body with the white space around the old one."""
    if not old.strip():
        return f"\n{new.strip()}\n\n"
    tail = old[len(old.rstrip()) :]
    return new if new.endswith(tail) else new.rstrip() + tail


def _context(audited: Audited, part: AuditedSection, text: str) -> SectionContext:
    counter = "characters" if audited.language in ("zh", "ja") else "words"
    title = part.title or audited.document
    return SectionContext(
        section=Section(number=part.number, title=title, words=max(1, count_words(text, counter))),
        document_title=audited.document,
        language=audited.language,
        counter=counter,
    )
