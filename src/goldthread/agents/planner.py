"""The planner: a skeleton by code where the request fixes the units, else AgentWrite's plan with structured output.

Whatever the model replies, the result is a valid plan: what was read of it, or a plan made by code.
"""

import asyncio
import re
from collections.abc import Callable

from goldthread.agents.caller import Caller
from goldthread.agents.planning.items import Parsed, PlanItem
from goldthread.agents.planning.normalise import make_plan, share
from goldthread.agents.planning.parse import json_error, parse_plan
from goldthread.agents.roles import Role, load_role
from goldthread.checks.readable import plausible
from goldthread.errors import BadInput, ContentFiltered, Malformed, RequestRefused, Where
from goldthread.schemas.constraint import Compiled, Constraint
from goldthread.schemas.job import Job
from goldthread.schemas.plan import Plan

DEFAULT_WORDS = 3000
OnNote = Callable[[str], None]


def total_length(job: Job, compiled: Compiled) -> tuple[int, str]:
    """Length of the whole and its counter: the job's, the request's, the units' sum, else 3,000 words."""
    if job.length is not None:
        return (job.length.words, "words") if job.length.words else (job.length.characters or 1, "characters")
    for constraint in compiled.constraints:
        if constraint.kind == "length" and constraint.scope == "document":
            value = _middle(constraint)
            if value:
                return value, "characters" if constraint.unit == "characters" else "words"
    if compiled.units is not None:
        each = compiled.units.words or _each(compiled) or 150
        return compiled.units.count * each, "characters" if _in_characters(compiled) else "words"
    if any(item.words for item in job.outline):
        known = [item.words for item in job.outline if item.words]
        return sum(item.words or sum(known) // len(known) for item in job.outline), "words"
    spaceless = compiled.language in ("zh", "ja")
    return (6000, "characters") if spaceless else (DEFAULT_WORDS, "words")


def _middle(constraint: Constraint) -> int:
    low, high = constraint.minimum, constraint.maximum
    if low and high:
        return (low + high) // 2
    return round(low * 1.05) if low else (round(high * 0.95) if high else 0)


def _each(compiled: Compiled) -> int:
    lengths = [one for one in compiled.constraints if one.kind == "length" and one.scope == "section"]
    return next((value for one in lengths if one.unit in ("", "words", "characters") and (value := _middle(one))), 0)


def _in_characters(compiled: Compiled) -> bool:
    return any(one.kind == "length" and one.unit == "characters" for one in compiled.constraints)


def title_of(job: Job, compiled: Compiled) -> str:
    """The job's title, else the first words of the request's first sentence that are no command."""
    if job.title:
        return job.title
    first = re.split(r"(?<=[.!?。！？])\s*|\n", compiled.request.strip(), maxsplit=1)[0]
    found = re.search(
        r"^(?:please\s+)?(?:write|create|generate|draft|compose|produce|design|construct|schreib\w*|erstell\w*|verfass\w*|"
        r"écri\w*|rédig\w*|escrib\w*|redact\w*)\s+(?:me\s+)?(?:an?|the|eine?n?|das|die|den|une?|la|le|el|una?)?\s*"
        r"(?:complete|comprehensive|detailed|long|short)?\s*(.+?)[.!?]?$",
        first,
        re.IGNORECASE,
    )
    plain = (found[1] if found else first).strip(" .。！？!?")
    plain = re.sub(r"^(?:写|写一[本篇份部]|请写一?[本篇份部]?|撰写一?[本篇份部]?)", "", plain)
    words = plain.split()
    plain = " ".join(words[:10])
    return (plain[:1].upper() + plain[1:])[:80] or "Document"


def premise(compiled: Compiled) -> str:
    """The sentence of the request that says what is to be written, without the command: what a small model is told."""
    first = compiled.unread[0].quote if compiled.unread else compiled.request[:300]
    plain = " ".join(first.split())
    return re.sub(r"^(?:please\s+)?(?:write|create|generate|draft|compose|produce)\s+", "", plain, flags=re.IGNORECASE)[
        :300
    ]


async def plan(caller: Caller, compiled: Compiled, job: Job, *, on_note: OnNote = lambda _note: None) -> Plan:
    """A valid plan for a job.

    Args:
        caller: Where calls go.
        compiled: The request's constraints and units.
        job: The job.
        on_note: Told what was mended in a reply, and where none could be read.

    Raises:
        BadInput: The length is smaller than the number of sections.
        ModelError: The planner's model failed for good.
    """
    total, counter = total_length(job, compiled)
    role = load_role("planner")
    items, title, digest = _skeleton(job, compiled), title_of(job, compiled), job.style
    weak = caller.model("planner").capabilities.weak
    if weak:
        digest = f"{premise(compiled)} {job.style}".strip()
    if items and not weak:
        items, digest = await _briefs(caller, role, job, compiled, items, title, total, counter, on_note)
    elif not items:
        count = max(1, round(total / role.options.get("section_words", 700)))
        if counter == "characters":
            count = max(1, round(total / 1200))
        if weak:
            items = await _titles(caller, role, compiled, max(count, min(6, total // 150)), title)
        else:
            items, title, digest = await _free(caller, role, job, compiled, count, title, total, counter, on_note)
    if total < len(items) and not _skeleton(job, compiled):
        items = items[:total]
    if total < len(items):
        raise BadInput(
            f"{total} {counter} are too few for {len(items)} sections",
            where=Where(field="length"),
            remedy="raise the length or ask for fewer sections",
        )
    return make_plan(
        items,
        total=total,
        title=job.title or title,
        language=job.language or compiled.language,
        counter=counter,
        digest=digest,
    )


def _skeleton(job: Job, compiled: Compiled) -> list[PlanItem]:
    if job.outline:
        return [
            PlanItem(id=str(number), title=item.title, brief=item.brief, words=item.words)
            for number, item in enumerate(job.outline, 1)
        ]
    units = compiled.units
    if units is None:
        return []
    headings = (
        units.headings
        if len(units.headings) == units.count
        else [
            f"第{number}{units.label}" if compiled.language in ("zh", "ja") else f"{units.label} {number}"
            for number in range(1, units.count + 1)
        ]
    )
    return [PlanItem(id=str(number), title=heading) for number, heading in enumerate(headings, 1)]


def _told(compiled: Compiled, first: int, last: int) -> list[str]:
    lines = []
    for one in compiled.constraints:
        inside = [number for number in one.sections if first <= number <= last]
        if inside and len(inside) < 40:
            lines.append(f"{', '.join(map(str, inside))}: {one.text}")
        elif not one.sections:
            lines.append(f"{one.place or 'the whole'}: {one.text}")
    return lines[:120]


async def _read(
    caller: Caller, role: Role, purpose: str, values: dict[str, object], attempt: int, sections: int, on_note: OnNote
) -> Parsed:
    """One planning call and its one repair; nothing read is an empty plan. What was mended is told."""
    parsed = await _ask(caller, role, purpose, values, attempt, sections)
    reply = f"reply {attempt + 1} of the planner"
    for note in parsed.notes if parsed.items else ():
        on_note(f"{reply}: {note}")
    if not parsed.items:
        on_note(f"{reply} held no sections that could be read; they were made by code")
    return parsed


async def _ask(
    caller: Caller, role: Role, purpose: str, values: dict[str, object], attempt: int, sections: int
) -> Parsed:
    schema = role.output(purpose)
    room = min(role.max_tokens, caller.model("planner").capabilities.max_output, 800 + 160 * sections)
    request = role.request(purpose, values=values, attempt=attempt, json_schema=schema, seed=attempt, max_tokens=room)
    try:
        reply = await caller.call(request)
        parsed = parse_plan(reply.text)
        if parsed.items:
            return parsed
        repair = role.request(
            "repair",
            values={"reply": reply.text[:20_000], "error": json_error(reply.text)},
            attempt=attempt,
            json_schema=role.output("repair"),
            seed=attempt,
            max_tokens=room,
        )
        return parse_plan((await caller.call(repair)).text)
    except (RequestRefused, ContentFiltered, Malformed):
        return Parsed(items=())


async def _briefs(
    caller: Caller,
    role: Role,
    job: Job,
    compiled: Compiled,
    items: list[PlanItem],
    title: str,
    total: int,
    counter: str,
    on_note: OnNote,
) -> tuple[list[PlanItem], str]:
    """Briefs for fixed sections; a section that a reply leaves out keeps its own words.

    The first batch settles what holds for the whole; the others are briefed at the same time, each told of it.
    """
    batch = int(role.options.get("batch", 50))
    parts = [items[start : start + batch] for start in range(0, len(items), batch)]

    async def brief(at: int, digest: str, before: list[PlanItem], tell: OnNote) -> tuple[list[PlanItem], str]:
        part, start = parts[at], at * batch
        values: dict[str, object] = {
            "request": compiled.request,
            "title": title,
            "language": job.language or compiled.language,
            "style": job.style,
            "digest": digest,
            "headings": [f"{item.id}. {item.title}" + (f" ({item.brief})" if item.brief else "") for item in part],
            "before": "\n".join(f"{item.id}. {item.title}: {item.brief[:120]}" for item in before[-10:]),
            "constraints": _told(compiled, start + 1, start + len(part)),
            "words": total // len(items),
            "counter": counter,
        }
        parsed = await _read(caller, role, "brief", values, at, len(part), tell)
        return _briefed(part, parsed), parsed.digest

    first, digest = await brief(0, "", [], on_note)
    notes: list[list[str]] = [[] for _ in parts]
    later = [brief(at, digest, first, notes[at].append) for at in range(1, len(parts))]
    # A failure waits for the calls in flight, so that they are paid for once.
    ended = await asyncio.gather(*later, return_exceptions=True)
    for note in (note for told in notes for note in told):
        on_note(note)
    made = [*first]
    for one in ended:
        if isinstance(one, BaseException):
            raise one
        made += one[0]
    return made, digest or job.style


def _briefed(part: list[PlanItem], parsed: Parsed) -> list[PlanItem]:
    """Fixed sections with the briefs that a reply gives them: by id, by title, else by their order."""
    by_id = {item.id: item for item in parsed.items}
    by_title = {item.title.casefold(): item for item in parsed.items}
    in_order = len(parsed.items) == len(part)
    made = []
    for at, item in enumerate(part):
        told = by_id.get(item.id) or by_title.get(item.title.casefold()) or (parsed.items[at] if in_order else None)
        if told is None:
            made.append(item)
            continue
        brief = item.brief or told.brief or (told.title if told.title.casefold() != item.title.casefold() else "")
        made.append(item.model_copy(update={"brief": brief, "depends_on": told.depends_on}))
    return made


async def _free(
    caller: Caller,
    role: Role,
    job: Job,
    compiled: Compiled,
    count: int,
    title: str,
    total: int,
    counter: str,
    on_note: OnNote,
) -> tuple[list[PlanItem], str, str]:
    """Sections that the model finds itself, in batches above 50."""
    batch = int(role.options.get("batch", 50))
    made: list[PlanItem] = []
    digest = ""
    sizes = share(count, [1.0] * -(-count // batch)) if count > batch else [count]
    for number, size in enumerate(sizes):
        first = len(made) + 1
        values: dict[str, object] = {
            "request": compiled.request,
            "title": job.title or "",
            "language": job.language or compiled.language,
            "style": job.style,
            "words": round(total * size / count),
            "counter": counter,
            "count": count,
            "first": first,
            "last": first + size - 1,
            "before": "\n".join(f"{at}. {item.title}: {item.brief[:100]}" for at, item in enumerate(made, 1))[-6000:],
            "constraints": _told(compiled, first, first + size - 1),
        }
        parsed = await _read(caller, role, "plan", values, number, size, on_note)
        title = job.title or (parsed.title if parsed.title and not made else title)
        digest = digest or parsed.digest
        offset = len(made)
        # A batch may count from 1 again: its own ids are meant before those of the sections planned earlier.
        own = {item.id: str(offset + at) for at, item in reversed(list(enumerate(parsed.items, 1))) if item.id}
        for at, item in enumerate(parsed.items, 1):
            named = {"id": item.id if offset == 0 and item.id else str(offset + at)}
            needs = item.depends_on if offset == 0 else tuple(own.get(one, one) for one in item.depends_on)
            made.append(item.model_copy(update={**named, "depends_on": needs}))
        if not parsed.items and len(sizes) > 1:
            made += _plain_items(compiled, count, title)[first - 1 : first - 1 + size]
    return made or _plain_items(compiled, count, title), title, digest


def _plain_items(compiled: Compiled, count: int, title: str) -> list[PlanItem]:
    """Sections made by code, from the request's own constraints where there are enough, else numbered parts."""
    named = list(dict.fromkeys(one.text[:80] for one in compiled.constraints if one.kind in ("free", "checklist")))
    label = {"zh": "第{}部分", "ja": "第{}部", "de": "Teil {}", "fr": "Partie {}", "es": "Parte {}"}.get(
        compiled.language, "Part {}"
    )
    if len(named) >= count:
        return [PlanItem(id=str(at), title=text[:1].upper() + text[1:]) for at, text in enumerate(named[:count], 1)]
    return [PlanItem(id=str(at), title=label.format(at), brief=title) for at in range(1, count + 1)]


async def _titles(caller: Caller, role: Role, compiled: Compiled, count: int, title: str) -> list[PlanItem]:
    """Titles from a small model, forced into a numbered list; those that no reader would accept are left out."""
    able = caller.model("planner").capabilities
    rule = " ".join(f'"{at}. " title "\\n"' for at in range(1, min(count, 30) + 1))
    grammar = f'root ::= {rule}\ntitle ::= [A-Z] [a-z]+ (" " [A-Za-z\'-]+){{1,6}}\n' if able.grammar else None
    found: list[str] = []
    for attempt in range(3):
        request = role.request(
            "titles",
            values={"request": compiled.request[:1500], "count": count},
            attempt=attempt,
            seed=attempt,
            temperature=0.7,
            max_tokens=min(able.max_output, 24 * count + 32),
            grammar=grammar,
        )
        try:
            reply = await caller.call(request)
        except RequestRefused:
            break
        for line in re.findall(r"^\s*\d+[.)]\s*(.+)$", reply.text, re.MULTILINE):
            text = line.strip(" .*_\"'")
            fresh = text.casefold() not in {one.casefold() for one in found}
            if fresh and 4 <= len(text) <= 70 and not plausible(f"{text} ends here now."):
                found.append(text)
        if len(found) >= count:
            break
    items = [PlanItem(id=str(at), title=text) for at, text in enumerate(found[:count], 1)]
    return items + _plain_items(compiled, count, title)[len(items) :]
