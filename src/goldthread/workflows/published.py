"""`--method direct` and `--method agentwrite`: the published ways, carried out in a run's folder for comparison."""

import re

from goldthread.agents.direct import plan_agentwrite, write_agentwrite, write_direct
from goldthread.agents.planner import title_of, total_length
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.normalise import make_plan
from goldthread.errors import BadInput
from goldthread.schemas.plan import Plan
from goldthread.workflows.session import Session

_HEADING = re.compile(r"^#{1,3}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


async def plan_as_published(session: Session) -> Plan:
    """The plan of the method: AgentWrite's lines, or the units (else one section) that a direct text is cut into."""
    job, compiled = session.job, session.ready_constraints
    total, counter = total_length(job, compiled)
    language = job.language or compiled.language
    if job.method == "agentwrite":
        items = await plan_agentwrite(session.caller, compiled.request, words=total, counter=counter)
    elif compiled.units is not None:
        items = [PlanItem(title=f"{compiled.units.label} {at}") for at in range(1, compiled.units.count + 1)]
    else:
        items = [PlanItem(title=title_of(job, compiled))]
    if total < len(items):
        raise BadInput(f"{total} {counter} are too few for {len(items)} sections", remedy="raise the length")
    return make_plan(items, total=total, title=title_of(job, compiled), language=language, counter=counter)


async def write_as_published(session: Session) -> None:
    """Write by the method; texts land in the session, one a section."""
    plan, job = session.ready_plan, session.job
    request = session.ready_constraints.request
    if job.method == "agentwrite":
        steps = [
            f"Paragraph {one.number} - Main Point: {one.title} - Word Count: {one.words} words" for one in plan.sections
        ]

        def on_step(number: int, text: str) -> None:
            session.texts[number] = text
            session.folder.write_section(plan.sections[number - 1], text)
            session.emit("section_finished", section=number, words=len(text.split()))

        await write_agentwrite(session.caller, request, steps, seed=job.seed, on_step=on_step)
    else:
        text = await write_direct(session.caller, request, words=plan.words, counter=plan.counter, seed=job.seed)
        session.texts.update(cut_by_headings(text, [one.title for one in plan.sections]))
    session.folder.write_sections(plan.sections, session.texts)


def cut_by_headings(text: str, titles: list[str]) -> dict[int, str]:
    """A text cut at the headings that name its sections; what no heading claims belongs to the section before."""
    texts = dict.fromkeys(range(1, len(titles) + 1), "")
    if len(titles) == 1:
        return {1: text}
    number = 0
    at = 0
    for match in _HEADING.finditer(text):
        named = next(
            (
                one
                for one, title in enumerate(titles, 1)
                if re.match(rf"{re.escape(title)}(?!\d)", match[1], re.IGNORECASE)
            ),
            None,
        )
        if named is None:
            continue
        if number:
            texts[number] = (texts[number] + text[at : match.start()]).strip()
        number, at = named, match.end()
    texts[max(number, 1)] = (texts[max(number, 1)] + text[at:]).strip()
    return texts
