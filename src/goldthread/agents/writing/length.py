"""Bringing a section to its length: at most two adjusting calls, then whole sentences are left off.

A model asked for L words answers r(L). What it made of the last number corrects the next one (reference: length control
as a control problem); a model that cannot be moved is continued piece by piece, or its text ends earlier.
"""

from collections.abc import Sequence

from goldthread.agents.caller import Caller
from goldthread.agents.context import SectionContext
from goldthread.agents.roles import load_role
from goldthread.agents.writing.draft import Draft, OnPiece, ask, reply_limit
from goldthread.agents.writing.sentences import join_sentences, last_words, paragraphs, split_sentences, whole_sentences
from goldthread.tokens import count_words

TOLERANCE = 0.10
FAR_SHORT = 0.6
"""Below this share of the budget a reply is continued rather than adjusted: the model stops early whatever is asked."""


def deviation(written: int, asked: int) -> float:
    """(written - asked) / asked."""
    return (written - asked) / asked


def corrected(asked: int, ratio: float) -> int:
    """The number to ask for when the model turns 1 asked word into `ratio` words; at most threefold either way."""
    return max(20, round(asked / min(3.0, max(1 / 3, ratio))))


def shingles(text: str, size: int = 6) -> set[tuple[str, ...]]:
    """Word n-grams of a text; characters where it has no spaces."""
    words = text.casefold().split()
    if len(words) < size:
        words = list("".join(words))
    return {tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))}


def repeats(addition: str, text: str) -> bool:
    """Whether an added text mostly says again what stands there."""
    new, old = shingles(addition), shingles(text)
    return len(new & old) > 0.4 * len(new)


async def adjust_length(
    caller: Caller,
    context: SectionContext,
    draft: Draft,
    *,
    asked: int,
    seed: int,
    tries: int,
    keep: Sequence[str] = (),
    on_piece: OnPiece | None = None,
    first_attempt: int = 0,
    tolerance: float = TOLERANCE,
) -> int:
    """Lengthen or shorten `draft` in place towards `asked`; the nearest version wins.

    Args:
        caller: Where calls go.
        context: The section's context, for the prompts.
        draft: What is there; its text is replaced.
        asked: Words (or characters) wanted.
        seed: Seed of the first call.
        tries: Adjusting calls allowed; continuations of a far too short text come on top, as the role allows.
        keep: Quotes that a shortened text must not lose where whole sentences are left off.
        on_piece: Receives streamed text.
        first_attempt: Number of the first adjusting call, where the section had some before.
        tolerance: Share of `asked` within which nothing is done.

    Returns:
        How many adjusting calls were made.
    """
    role = load_role("writer")
    greatest = min(role.max_tokens, caller.model("writer").capabilities.max_output)
    continuations = int(role.options.get("continuations", 4))
    ratio = (draft.first or count_words(draft.text, context.counter)) / max(1, context.section.words)
    used = extra = 0
    while True:
        written = count_words(draft.text, context.counter)
        off = deviation(written, asked)
        if abs(off) <= tolerance:
            break
        far = off < 0 and written < FAR_SHORT * asked and extra < continuations
        if used >= tries and not far:
            break
        attempt = first_attempt + used + extra
        extra, used = (extra + 1, used) if far else (extra, used + 1)
        goal = asked - written if off < 0 else asked
        number = corrected(goal, ratio)
        purpose = "lengthen" if off < 0 else "shorten"
        values = {
            "language": context.language,
            "heading": context.section.title,
            "words": number,
            "counter": context.counter,
            "mentions": context.mentions if purpose == "shorten" else (),
            "rules": context.rules,
        }
        if purpose == "lengthen":
            values |= {"brief": context.section.brief, "tail": last_words(draft.text, 1200)}
        else:
            values |= {"text": draft.text}
        request = role.request(
            purpose,
            values=values,
            section=context.section.number,
            attempt=attempt,
            max_tokens=reply_limit(max(goal, number), context.counter, greatest),
            seed=seed + 1000 + attempt,
        )
        text, reply, notes = await ask(caller, request, context.section.title, on_piece)
        if reply.finish_reason == "length":
            text = whole_sentences(text)
        draft.notes += [*notes, f"{purpose}: {written} of {asked} {context.counter}"]
        made = count_words(text, context.counter)
        if purpose == "lengthen":
            if not text or repeats(text, draft.text):
                draft.notes.append("the added text repeated the section and was left out")
                break
            ratio = made / number
            if made > 1.5 * goal:
                text = trim(text, goal, context.counter)
            draft.text = f"{draft.text}\n\n{text}"
        else:
            if made:
                ratio = made / number
            if not text or abs(deviation(made, asked)) >= abs(off):
                continue
            if any(quote not in text for quote in keep):
                draft.notes.append("the shortened text lost a kept constraint and was left out")
                continue
            draft.text = text
    if used and deviation(count_words(draft.text, context.counter), asked) > tolerance:
        draft.text = trim(draft.text, asked, context.counter, keep)
        draft.notes.append("whole sentences were left off at the ends of paragraphs")
    return used


def trim(text: str, target: int, counter: str, keep: Sequence[str] = ()) -> str:
    """Leave off whole sentences, from the end of the longest paragraph each time, until at most `target` remain.

    The first sentence of the text, the last one, and those that hold a quote to keep stay.
    """
    blocks = [split_sentences(block) for block in paragraphs(text)]
    sizes = [[count_words(sentence, counter) for sentence in block] for block in blocks]
    total = sum(map(sum, sizes))
    while total > target:
        order = sorted(range(len(blocks)), key=lambda at: -sum(sizes[at]))
        for at in order:
            free = [
                index
                for index in range(len(blocks[at]) - 1, -1, -1)
                if not any(quote and (quote in blocks[at][index] or blocks[at][index] in quote) for quote in keep)
                and (at, index) != (0, 0)
                and (at != len(blocks) - 1 or index != len(blocks[at]) - 1)
            ]
            fitting = [index for index in free if total - sizes[at][index] >= 0.95 * target] or free[:1]
            if free and total - sizes[at][fitting[0]] >= 0.9 * target:
                total -= sizes[at][fitting[0]]
                del blocks[at][fitting[0]], sizes[at][fitting[0]]
                break
        else:
            break
    return "\n\n".join(join_sentences(block) for block in blocks if block)
