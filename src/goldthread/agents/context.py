"""What a section's writer is told: a view of the whole that is bounded whatever the document's length.

Only the plan and the texts of declared dependencies go in, never whatever happens to be finished: the prompt of a
section is the same in every run of the same plan, however its calls were interleaved or interrupted.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.plan import Plan, Section
from goldthread.sources import Passage

COUNTERS = {"words": "words", "characters": "characters"}
Count = Callable[[str], int]


class SectionContext(Record):
    """All that the prompt of one section holds besides the role's own words."""

    section: Section
    document_title: str
    language: str
    style: str = ""
    digest: str = ""
    neighbours: str = ""
    ledger: str = ""
    ends: str = ""
    full_text: str = ""
    sources: tuple[Passage, ...] = ()
    counter: str = "words"
    mentions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def values(self) -> dict[str, object]:
        """Variables of the `draft` prompt, `words` as planned."""
        data = {name: getattr(self, name) for name in type(self).model_fields if name not in ("section", "counter")}
        return data | {
            "heading": self.section.title,
            "brief": self.section.brief,
            "words": self.section.words,
            "counter": COUNTERS[self.counter],
        }


def mention_of(constraint: Constraint) -> str:
    """The phrase that a section must say to keep a constraint: its first mention, else its text."""
    return constraint.mentions[0] if constraint.mentions else constraint.text


MENTIONED = ("single", "range", "periodic", "date", "list", "first", "last", "everywhere", "somewhere")
"""Kinds that a section keeps by saying something."""


def mentions_of(constraints: Sequence[Constraint]) -> tuple[str, ...]:
    """Phrases that must be said, in order, each once."""
    return tuple(dict.fromkeys(mention_of(one) for one in constraints if one.kind in MENTIONED))


def rules_of(constraints: Sequence[Constraint]) -> tuple[str, ...]:
    """Requirements other than mentions, as the request words them."""
    rules = []
    for one in constraints:
        if one.kind in MENTIONED or (one.kind == "length" and one.scope == "document"):
            continue
        if one.kind == "nowhere":
            rules.append(one.quote or f"Do not mention: {one.text}")
        else:
            rules.append(one.quote or one.text)
    return tuple(dict.fromkeys(rules))


def plan_lines(plan: Plan, number: int, *, around: int = 2) -> str:
    """The plan's lines for a section, its neighbours and what it depends on, its own marked."""
    own = plan.sections[number - 1]
    shown = {n for n in range(number - around, number + around + 1) if 1 <= n <= len(plan.sections)}
    shown |= set(own.depends_on[-4:])
    lines = []
    for section in plan.sections:
        if section.number in shown:
            mark = " (yours)" if section.number == number else ""
            brief = f": {section.brief}" if section.brief and section.number != number else ""
            lines.append(f"{section.number}. {section.title}{mark}{brief[:240]}")
    return "\n".join(lines)


_FACT = re.compile(r"\d|(?<=[a-zé,;] )[A-ZÄÖÜ][\w'-]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def ledger_lines(texts: Mapping[int, str], *, limit: int) -> str:
    """Sentences of finished sections that settle a name or a figure, newest first, at most `limit` characters."""
    lines: list[str] = []
    used = 0
    for number in sorted(texts, reverse=True):
        for sentence in _SENTENCE_END.split(texts[number])[:40]:
            fact = " ".join(sentence.split())
            if not 20 <= len(fact) <= 240 or not _FACT.search(fact):
                continue
            if used + len(fact) > limit:
                return "\n".join(lines)
            lines.append(f"- ({number}) {fact}")
            used += len(fact) + 8
    return "\n".join(lines)


def ends_of(texts: Mapping[int, str], titles: Mapping[int, str], *, limit: int) -> str:
    """The last words of each finished section, nearest last."""
    parts = []
    for number in sorted(texts):
        tail = texts[number].rstrip()[-limit:]
        if len(texts[number].rstrip()) > limit:
            tail = "... " + tail.partition(" ")[2] if " " in tail else tail
        parts.append(f"{number}. {titles[number]}: {tail}")
    return "\n".join(parts[-3:])


def fit(context: SectionContext, *, limit: int, count: Count) -> SectionContext:
    """Shorten the parts that matter least until the context counts at most `limit` tokens.

    In this order: sources from the last, ends, ledger, neighbours, digest, full text.
    """

    def size(one: SectionContext) -> int:
        parts = [one.document_title, one.style, one.digest, one.neighbours, one.ledger, one.ends, one.full_text]
        parts += [passage.text for passage in one.sources] + list(one.mentions) + list(one.rules)
        return count("\n".join([*parts, one.section.title, one.section.brief]))

    while size(context) > limit and context.sources:
        context = context.model_copy(update={"sources": context.sources[:-1]})
    for field in ("full_text", "ends", "ledger", "neighbours", "digest", "style"):
        while (over := size(context) - limit) > 0 and (text := getattr(context, field)):
            keep = max(0, len(text) - max(4 * over, 200))
            context = context.model_copy(update={field: text[-keep:] if field == "full_text" and keep else text[:keep]})
    return context


def build_context(
    plan: Plan,
    number: int,
    constraints: Sequence[Constraint],
    *,
    done: Mapping[int, str],
    style: str = "",
    sources: Sequence[Passage] = (),
    full: bool = False,
    limit: int,
    count: Count,
) -> SectionContext:
    """The bounded context of one section.

    Args:
        plan: The whole plan.
        number: The section's number.
        constraints: Those placed on this section.
        done: Texts of the sections that it depends on (all before it where `full`).
        style: The job's style.
        sources: Passages retrieved for this section, best first.
        full: Put the finished text in whole, as far as the limit allows.
        limit: Greatest size in tokens.
        count: Token counter of the writer's model.
    """
    titles = {section.number: section.title for section in plan.sections}
    context = SectionContext(
        section=plan.sections[number - 1],
        document_title=plan.title,
        language=plan.language,
        style=style,
        digest=plan.digest,
        neighbours=plan_lines(plan, number),
        ledger="" if full else ledger_lines(done, limit=1600),
        ends="" if full else ends_of({n: done[n] for n in sorted(done)[-3:]}, titles, limit=500),
        full_text="\n\n".join(f"{titles[n]}\n{done[n]}" for n in sorted(done)) if full else "",
        sources=tuple(sources),
        counter=plan.counter if plan.counter in COUNTERS else "words",
        mentions=mentions_of(constraints),
        rules=rules_of(constraints),
    )
    return fit(context, limit=limit, count=count)
