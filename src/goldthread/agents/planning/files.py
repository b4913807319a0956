"""plan.yaml: written for people to edit, read back strictly."""

from goldthread.agents.planning.normalise import acyclic
from goldthread.errors import BadInput, Where
from goldthread.schemas.explain import complaints
from goldthread.schemas.plan import Plan, Section
from goldthread.schemas.yaml_files import dump_yaml, load_yaml

HEAD = (
    "# The plan of this run. Edit titles, briefs, words and depends_on, add or remove sections, then: goldthread resume RUN\n"
    "# Only what an edit touches is written again. Numbers follow the order; `words` of the whole is the sum.\n"
)


def dump_plan(plan: Plan) -> str:
    """Text of plan.yaml."""
    sections = []
    for section in plan.sections:
        entry: dict[str, object] = {"number": section.number, "title": section.title}
        if section.brief:
            entry["brief"] = section.brief
        entry["words"] = section.words
        if section.depends_on:
            entry["depends_on"] = list(section.depends_on)
        if section.level != 2:
            entry["level"] = section.level
        sections.append(entry)
    data: dict[str, object] = {
        "title": plan.title,
        "language": plan.language,
        "words": plan.words,
        "counter": plan.counter,
    }
    if plan.digest:
        data["digest"] = plan.digest
    return HEAD + dump_yaml(data | {"sections": sections})


def load_plan(text: str, file: str) -> Plan:
    """Read plan.yaml. Numbers are given anew in order; dependencies follow the numbers that stand there.

    Raises:
        BadInput: It does not fit `schemas/plan.schema.json`, or its dependencies have a cycle; with line and field.
    """
    data, line_of = load_yaml(text, file)
    problems = complaints(data, "plan")
    if problems:
        path = tuple(problems[0].absolute_path)
        raise BadInput(
            problems[0].message[:300],
            where=Where(file, line_of(path), ".".join(map(str, path)) or None),
            remedy="see schemas/plan.schema.json",
        )
    given = [entry.get("number", at) for at, entry in enumerate(data["sections"], 1)]
    numbers = {old: new for new, old in reversed(list(enumerate(given, 1)))}
    wanted: dict[int, list[int]] = {}
    for at, entry in enumerate(data["sections"]):
        unknown = [one for one in entry.get("depends_on", ()) if one not in numbers]
        if unknown:
            raise BadInput(
                f"depends on section {unknown[0]}, which is not there",
                where=Where(file, line_of(("sections", at, "depends_on")), f"sections.{at}.depends_on"),
                remedy="name numbers of sections in this file",
            )
        wanted[at + 1] = [numbers[one] for one in entry.get("depends_on", ())]
    kept = acyclic(wanted)
    for number, needed in wanted.items():
        lost = set(needed) - set(kept[number])
        if lost:
            raise BadInput(
                f"section {number} and section {min(lost)} depend on each other",
                where=Where(file, line_of(("sections", number - 1, "depends_on"))),
                remedy="remove one of the dependencies",
            )
    sections = tuple(
        Section(
            number=at,
            title=" ".join(entry["title"].split()),
            brief=entry.get("brief", ""),
            words=entry["words"],
            depends_on=kept[at],
            level=entry.get("level", 2),
        )
        for at, entry in enumerate(data["sections"], 1)
    )
    return Plan(
        title=data["title"],
        language=data.get("language", "en"),
        words=sum(one.words for one in sections),
        counter=data.get("counter", "words"),
        digest=data.get("digest", ""),
        sections=sections,
    )
