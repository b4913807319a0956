"""One section in one call: the way of strong models, with continuation where a reply reached its limit."""

from collections.abc import Callable
from dataclasses import dataclass, field

from goldthread.agents.caller import Caller
from goldthread.agents.context import SectionContext
from goldthread.agents.roles import Role, load_role
from goldthread.agents.writing.sentences import last_words, whole_sentences
from goldthread.checks.clean import clean
from goldthread.checks.loop import LoopGuard, cut_loop
from goldthread.errors import Malformed
from goldthread.schemas.call import Reply, Request

OnPiece = Callable[[str], None]


@dataclass
class Draft:
    """A section's text on its way.

    Attributes:
        text: Markdown without the section's own heading.
        first: Words of the first reply, before any continuation: what the model makes of the number asked.
        notes: What was stripped, cut or tried again, for the report.
    """

    text: str
    first: int = 0
    notes: list[str] = field(default_factory=list)


def reply_limit(words: int, counter: str, greatest: int) -> int:
    """Tokens to allow for a text of so many words (or characters), with room for half as much more."""
    per_unit = 2.2 if counter == "words" else 1.8
    return min(greatest, int(words * per_unit) + 256)


class Guarded:
    """Streams one reply through the loop guard; `text` is the reply with a loop cut off."""

    def __init__(self, on_piece: OnPiece | None = None) -> None:
        self._guard = LoopGuard()
        self._on_piece = on_piece
        self.looped = False

    def __call__(self, piece: str) -> bool:
        """Take a piece of the stream; True stops it."""
        if self._on_piece:
            self._on_piece(piece)
        self.looped = self.looped or self._guard.feed(piece)
        return self.looped


async def ask(
    caller: Caller, request: Request, heading: str, on_piece: OnPiece | None = None
) -> tuple[str, Reply, list[str]]:
    """One call whose reply is prose: guarded against loops while it streams, cleaned after.

    Returns:
        The clean text (empty where nothing usable is left), the reply, and notes on what was removed.
    """
    guarded = Guarded(on_piece)
    reply = await caller.call(request, guarded)
    text = reply.text
    notes: list[str] = []
    cut = cut_loop(text)
    if cut != text:
        notes.append("a loop was cut off")
        text = whole_sentences(cut) or cut
    cleaned = clean(text, prompt_texts=tuple(message.content for message in request.messages), heading=heading)
    notes += [f"removed {kind}: {span[:80]}" for kind, span in cleaned.removed]
    if cleaned.refused:
        return "", reply, [*notes, f"refused: {cleaned.refused}"]
    return cleaned.text, reply, notes


async def write_draft(caller: Caller, context: SectionContext, *, seed: int, on_piece: OnPiece | None = None) -> Draft:
    """Write a section from its context in one call, continued while the reply ends at its limit.

    Raises:
        Malformed: No try gave usable text.
    """
    role = load_role("writer")
    model = caller.model("writer")
    draft = Draft("")
    limit = reply_limit(context.section.words, context.counter, min(role.max_tokens, model.capabilities.max_output))
    for attempt in range(int(role.options.get("rounds", 3))):
        request = role.request(
            "draft",
            values=context.values(),
            section=context.section.number,
            attempt=attempt,
            max_tokens=limit,
            seed=seed + attempt,
        )
        text, reply, notes = await ask(caller, request, context.section.title, on_piece)
        draft.notes += notes
        if text:
            draft.text = text
            return await _continue(caller, role, context, draft, reply, seed=seed, limit=limit, on_piece=on_piece)
    raise Malformed(
        f"section {context.section.number} ({context.section.title}): no reply held usable text "
        f"({'; '.join(draft.notes[-2:])})",
        remedy="try again with: goldthread resume RUN, or name another model for the role writer",
    )


async def _continue(
    caller: Caller,
    role: Role,
    context: SectionContext,
    draft: Draft,
    reply: Reply,
    *,
    seed: int,
    limit: int,
    on_piece: OnPiece | None,
) -> Draft:
    """Go on from the last whole sentence while a reply ends with `length`, within the role's continuations."""
    from goldthread.tokens import count_words

    for attempt in range(int(role.options.get("continuations", 4))):
        if reply.finish_reason != "length":
            break
        draft.text = whole_sentences(draft.text) or draft.text
        left = context.section.words - count_words(draft.text, context.counter)
        if left < context.section.words // 20:
            break
        request = role.request(
            "continue",
            values={
                "language": context.language,
                "heading": context.section.title,
                "tail": last_words(draft.text, 1200),
                "words": left,
                "counter": context.counter,
            },
            section=context.section.number,
            attempt=attempt,
            max_tokens=min(limit, reply_limit(left, context.counter, limit)),
            seed=seed + 100 + attempt,
        )
        text, reply, notes = await ask(caller, request, context.section.title, on_piece)
        draft.notes += [*notes, "continued after the reply's limit"]
        if not text:
            break
        draft.text = f"{draft.text}\n\n{text}" if text[:1].isupper() else f"{draft.text} {text}"
    else:
        draft.text = whole_sentences(draft.text) or draft.text
    return draft
