"""Repair: the smallest change that keeps a broken constraint, in the section where it is broken.

A missing statement is one or two sentences put after the paragraph it fits best; a forbidden one is its passage written
again. Everything else of the section stays as it is, and a change that loses a kept constraint or a fifth of the
passage is refused.
"""

import json
from collections.abc import Sequence

import jsonschema

from goldthread.agents.caller import Caller
from goldthread.agents.context import MENTIONED, SectionContext, mention_of
from goldthread.agents.roles import load_role
from goldthread.agents.writing.draft import ask
from goldthread.agents.writing.sentences import paragraphs, split_sentences
from goldthread.agents.writing.weak import write_evidence
from goldthread.checks.readable import plausible
from goldthread.checks.verdicts import check_section
from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Verdict
from goldthread.sources.passages import Passage
from goldthread.sources.retrieve import Retriever
from goldthread.tokens import count_words

SHRINK_LIMIT = 0.8


class Repair(Record):
    """One mended fault, for the report."""

    section: int
    constraint: str
    why: str
    how: str
    attempt: int
    before: str = ""
    after: str = ""


async def repair_section(
    caller: Caller,
    context: SectionContext,
    text: str,
    broken: Sequence[tuple[Constraint, Verdict]],
    *,
    attempt: int,
    seed: int,
) -> tuple[str, list[Repair]]:
    """Mend what is broken in one section.

    Args:
        caller: Where calls go.
        context: The section's context.
        text: The section's text.
        broken: Constraints with the verdicts that found them broken.
        attempt: Which round this is, from 0.
        seed: Seed of the first call.

    Returns:
        The text, unchanged where nothing could be mended, and what was done.
    """
    missing = [(one, verdict) for one, verdict in broken if one.kind in MENTIONED or _too_few(one, verdict)]
    excess = [(one, verdict) for one, verdict in broken if one.kind == "nowhere" and verdict.evidence]
    repairs: list[Repair] = []
    for constraint, verdict in excess:
        text, done = await _replace(caller, context, text, constraint, verdict, attempt=attempt, seed=seed)
        repairs += done
    if missing:
        weak = caller.model("writer").capabilities.weak
        mend = _insert_evidence if weak else _insert
        text, done = await mend(caller, context, text, missing, attempt=attempt, seed=seed)
        repairs += done
    return text, repairs


def _too_few(constraint: Constraint, verdict: Verdict) -> bool:
    return (
        constraint.kind == "count"
        and constraint.minimum is not None
        and len(verdict.evidence) < constraint.minimum
        and constraint.unit in ("", "mentions")
    )


def best_paragraph(text: str, query: str) -> int:
    """Index of the paragraph that a sentence on `query` fits best: most words shared by BM25, else the middle one."""
    blocks = paragraphs(text)
    found = Retriever(
        [Passage(id=str(at), file="", start=0, end=0, text=block) for at, block in enumerate(blocks)]
    ).best(query, 1)
    return int(found[0].id) if found else (len(blocks) - 1) // 2


def insert_after(text: str, index: int, addition: str) -> str:
    """The text with `addition` at the end of paragraph `index`; all other characters unchanged."""
    at = 0
    for block in paragraphs(text)[: index + 1]:
        at = text.index(block, at) + len(block)
    own = text[:at].rsplit("\n", 1)[-1].lstrip().startswith(("|", "-", "*", "#", ">", "```"))
    return f"{text[:at]}{chr(10) * 2 if own else ' '}{addition}{text[at:]}"


async def _insert(
    caller: Caller,
    context: SectionContext,
    text: str,
    missing: Sequence[tuple[Constraint, Verdict]],
    *,
    attempt: int,
    seed: int,
) -> tuple[str, list[Repair]]:
    role = load_role("reviser")
    phrases = [mention_of(constraint) for constraint, _ in missing]
    index = best_paragraph(text, " ".join(phrases)) if text.strip() else 0
    blocks = paragraphs(text)
    request = role.request(
        "insert",
        values={
            "language": context.language,
            "heading": context.section.title,
            "before": blocks[index][-800:] if blocks else "(the section is empty)",
            "mentions": phrases,
            "reasons": "; ".join(dict.fromkeys(verdict.reason for _, verdict in missing))[:300] if attempt else "",
        },
        section=context.section.number,
        attempt=attempt,
        max_tokens=64 + 80 * len(phrases),
        seed=seed + attempt,
    )
    addition, _, _ = await ask(caller, request, context.section.title)
    addition = " ".join(addition.split())
    if not addition or count_words(addition, context.counter) > 60 * len(phrases):
        return text, []
    mended = insert_after(text, index, addition) if blocks else addition
    return mended, [
        Repair(
            section=context.section.number,
            constraint=constraint.id,
            why=verdict.reason,
            how=f"a sentence was added to paragraph {index + 1}",
            attempt=attempt,
            after=addition,
        )
        for constraint, verdict in missing
    ]


async def _insert_evidence(
    caller: Caller,
    context: SectionContext,
    text: str,
    missing: Sequence[tuple[Constraint, Verdict]],
    *,
    attempt: int,
    seed: int,
) -> tuple[str, list[Repair]]:
    repairs = []
    for constraint, verdict in missing:
        sentence = await write_evidence(caller, context, constraint, seed=seed, first_attempt=100 * (attempt + 1))
        if sentence:
            index = best_paragraph(text, mention_of(constraint)) if text.strip() else 0
            text = insert_after(text, index, sentence) if text.strip() else sentence
            repairs.append(
                Repair(
                    section=context.section.number,
                    constraint=constraint.id,
                    why=verdict.reason,
                    how=f"a sentence was added to paragraph {index + 1}",
                    attempt=attempt,
                    after=sentence,
                )
            )
    return text, repairs


async def _replace(
    caller: Caller,
    context: SectionContext,
    text: str,
    constraint: Constraint,
    verdict: Verdict,
    *,
    attempt: int,
    seed: int,
) -> tuple[str, list[Repair]]:
    role = load_role("reviser")
    repairs = []
    for number, quote in enumerate(dict.fromkeys(item.quote for item in verdict.evidence)):
        if quote not in text:
            continue
        request = role.request(
            "replace",
            values={
                "language": context.language,
                "heading": context.section.title,
                "passage": quote,
                "rules": [constraint.quote or constraint.text],
            },
            section=context.section.number,
            attempt=100 * attempt + number,
            max_tokens=128 + len(quote),
            seed=seed + attempt,
        )
        mended, _, _ = await ask(caller, request, context.section.title)
        clean_again = check_section(constraint, context.section.number, mended, language=context.language)
        weak = caller.model("writer").capabilities.weak
        fair = not weak or not any(plausible(one, language=context.language) for one in split_sentences(mended))
        if mended and fair and clean_again.value != "broken":
            text, how = text.replace(quote, mended, 1), "the passage was written again"
        elif weak:
            text, mended, how = text.replace(quote, "", 1).replace("  ", " "), "", "the sentence was left out"
        else:
            continue
        repairs.append(
            Repair(
                section=context.section.number,
                constraint=constraint.id,
                why=verdict.reason,
                how=how,
                attempt=attempt,
                before=quote,
                after=mended,
            )
        )
    return text, repairs


async def mend_seam(
    caller: Caller, *, titles: tuple[str, str], end: str, beginning: str, fault: str, section: int, language: str
) -> tuple[str, str] | None:
    """Write the last paragraph of one section and the first of the next again so that they fit.

    Returns:
        The two paragraphs, or None where the reply was not usable or lost a fifth of the text.
    """
    role = load_role("reviser")
    schema = role.output("seam")
    reply = await caller.call(
        role.request(
            "seam",
            values={
                "language": language,
                "earlier": titles[0],
                "later": titles[1],
                "end": end,
                "beginning": beginning,
                "fault": fault,
            },
            section=section,
            max_tokens=256 + len(end) + len(beginning),
            json_schema=schema,
        )
    )
    try:
        answer = json.loads(reply.text[reply.text.find("{") : reply.text.rfind("}") + 1])
        jsonschema.validate(answer, schema or {})
    except (json.JSONDecodeError, jsonschema.ValidationError):
        return None
    new_end, new_beginning = answer["end"].strip(), answer["beginning"].strip()
    if len(new_end) < SHRINK_LIMIT * len(end) or len(new_beginning) < SHRINK_LIMIT * len(beginning):
        return None
    return new_end, new_beginning
