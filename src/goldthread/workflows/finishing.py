"""After all sections are there: the total length, repeated passages, seams, and what only the whole shows.

These steps start from the texts of the writing phase and take their calls from the journal, so that a run that was
killed among them ends as one that was not.
"""

from goldthread.agents.context import SectionContext
from goldthread.agents.reviser import Repair, mend_seam, repair_section
from goldthread.agents.roles import load_role
from goldthread.agents.writing import Draft, adjust_length
from goldthread.agents.writing.seams import seam_fault
from goldthread.agents.writing.sentences import paragraphs
from goldthread.checks.repetition import find_repeats
from goldthread.errors import ContentFiltered, RequestRefused
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check, Verdict
from goldthread.tokens import count_words
from goldthread.workflows.assemble import assemble
from goldthread.workflows.checking import check_one, check_whole
from goldthread.workflows.scheduler import run_in_order
from goldthread.workflows.sections import check_citations, context_of, keep_length, kept_ids
from goldthread.workflows.session import Session

TOTAL_TOLERANCE = 0.03


async def even_out_length(session: Session) -> None:
    """Spread what the total lacks or has too much over the sections furthest off that may still be adjusted.

    The observed drafts tell how the model takes a number; a model that cannot be moved is said so.
    """
    plan = session.ready_plan
    written = {number: count_words(text, plan.counter) for number, text in session.texts.items()}
    gap = plan.words - sum(written.values())
    _tell_length(session)
    if abs(gap) <= TOTAL_TOLERANCE * plan.words or session.caller.model("writer").capabilities.weak:
        return
    tries = int(load_role("writer").options.get("adjustments", 2))
    order = sorted(
        plan.sections, key=lambda section: (written[section.number] - section.words) * (1 if gap > 0 else -1)
    )
    goals: dict[int, int] = {}
    for section in order:
        if abs(gap) <= TOTAL_TOLERANCE * plan.words / 3:
            break
        now = written[section.number]
        room = max(-now // 4, min(gap, max(now // 4, section.words - now)))
        if abs(room) >= 20:
            goals[section.number] = now + room
            gap -= room

    async def work(number: int) -> None:
        draft = Draft(session.texts[number])
        context = context_of(session, number)
        await adjust_length(
            session.caller,
            context,
            draft,
            asked=goals[number],
            seed=session.job.seed,
            tries=1,
            keep=await _kept_quotes(session, number),
            first_attempt=10 * tries,
            tolerance=0.02,
        )
        await _take(session, number, draft.text)

    await run_in_order(dict.fromkeys(goals, 1.0), {}, work, concurrency=session.concurrency)


def _tell_length(session: Session) -> None:
    if len(session.drafts) < 2:
        return
    asked = sum(one for one, _ in session.drafts)
    made = sum(one for _, one in session.drafts)
    greatest = max(one for _, one in session.drafts)
    if made < 0.6 * asked and greatest < 1.15 * made / len(session.drafts):
        session.warn(f"the model writes about {greatest} words a call whatever is asked; sections were continued")
    elif not 0.8 <= made / asked <= 1.25:
        session.warn(f"the model writes {made / asked:.2f} times the words asked; the sections were adjusted")


async def _kept_quotes(session: Session, number: int) -> list[str]:
    found = await check_one(session, number, session.texts[number])
    return [item.quote for _, check in found if check.verdict.value == "kept" for item in check.verdict.evidence]


async def _take(session: Session, number: int, text: str) -> bool:
    """Take a changed text unless it loses a kept constraint."""
    old = session.texts[number]
    if text == old:
        return False
    text = await keep_length(session, number, check_citations(session, number, text))
    if kept_ids(await check_one(session, number, old)) - kept_ids(await check_one(session, number, text)):
        session.emit("warning", f"section {number}: a change lost a kept constraint and was refused", section=number)
        return False
    session.texts[number] = text
    return True


async def mend_repeats(session: Session) -> None:
    """Leave out a passage that an earlier section says already, unless a constraint lives by it."""
    texts = {number: session.texts[number] for number in sorted(session.texts)}
    for repeat in find_repeats(texts):
        later, (start, end) = repeat.second, repeat.second_span
        passage = texts[later][start:end]
        block = next((one for one in paragraphs(session.texts[later]) if passage.strip() in one), None)
        if block is None or len(paragraphs(session.texts[later])) < 2:
            session.warn(f"section {later} repeats a passage of section {repeat.first}", section=later)
            continue
        without = "\n\n".join(
            left
            for one in paragraphs(session.texts[later])
            if (left := one.replace(passage.strip(), "").replace("  ", " ").strip() if one == block else one)
        )
        if await _take(session, later, without):
            session.repairs.append(
                Repair(
                    section=later,
                    constraint="",
                    why=f"said already in section {repeat.first}",
                    how="the repeated passage was left out",
                    attempt=0,
                    before=passage,
                )
            )
        else:
            session.warn(f"section {later} repeats a passage of section {repeat.first}", section=later)


async def mend_seams(session: Session) -> None:
    """Mend the seams where a program finds a fault; a mended seam that loses a kept constraint is refused."""
    plan = session.ready_plan
    if session.caller.model("reviser").capabilities.weak:
        return
    for earlier, later in zip(plan.sections, plan.sections[1:], strict=False):
        before, after = session.texts[earlier.number], session.texts[later.number]
        fault = seam_fault(before, after)
        if not fault:
            continue
        end, beginning = paragraphs(before)[-1], paragraphs(after)[0]
        try:
            mended = await mend_seam(
                session.caller,
                titles=(earlier.title, later.title),
                end=end,
                beginning=beginning,
                fault=fault,
                section=later.number,
                language=plan.language,
            )
        except (RequestRefused, ContentFiltered):
            mended = None
        if mended is None:
            session.warn(f"the seam before section {later.number} stays: {fault}", section=later.number)
            continue
        at = before.rindex(end)
        ended = await _take(session, earlier.number, before[:at] + mended[0] + before[at + len(end) :])
        begun = await _take(session, later.number, after.replace(beginning, mended[1], 1))
        if not (ended or begun):
            session.warn(f"the seam before section {later.number} stays: {fault}", section=later.number)
            continue
        session.repairs.append(
            Repair(
                section=later.number,
                constraint="",
                why=fault,
                how="the seam was mended",
                attempt=0,
                before=f"{end}\n\n{beginning}",
                after="\n\n".join(mended),
            )
        )


async def repair_whole(session: Session, checks: list[Check]) -> list[Check]:
    """Repair what the check of the whole found broken, in its own sections, at most twice; the checks as they end."""
    rounds = int(load_role("reviser").options.get("rounds", 2))
    for attempt in range(rounds):
        broken = broken_by_section(session, checks)
        if not broken:
            break
        changed = False
        for number, faults in sorted(broken.items()):
            text, repairs = await repair_section(
                session.caller,
                whole_context(session, number),
                session.texts[number],
                faults,
                attempt=50 + attempt,
                seed=session.job.seed,
            )
            if await _take(session, number, text):
                session.repairs += repairs
                changed = True
        if not changed:
            break
        checks = await check_whole(session, assemble(session.ready_plan, session.texts))
    return checks


def whole_context(session: Session, number: int) -> SectionContext:
    """The context of a section for a repair after assembly."""
    return context_of(session, number)


def broken_by_section(session: Session, checks: list[Check]) -> dict[int, list[tuple[Constraint, Verdict]]]:
    """What is broken and can be mended in a section: faults of one section, and counts of the whole.

    Too few mentions of the whole go to the longest section; too many to where the evidence stands.
    """
    by_id = {one.id: one for one in session.ready_constraints.constraints}
    found: dict[int, list[tuple[Constraint, Verdict]]] = {}
    for check in checks:
        constraint = by_id[check.constraint]
        if check.verdict.value != "broken" or constraint.kind in ("length", "structure", "order"):
            continue
        number = check.section
        if not number:
            if constraint.kind != "count":
                continue
            number = max(session.texts, key=lambda one: len(session.texts[one]))
        found.setdefault(number, []).append((constraint, check.verdict))
    return found
