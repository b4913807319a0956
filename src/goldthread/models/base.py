"""What every model offers to the rest of goldthread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from goldthread.schemas.call import Reply, Request

OnText = Callable[[str], bool]
"""Called with each new piece of a streamed reply; True stops the stream (`finish_reason` becomes `cut`)."""


@dataclass(frozen=True)
class Capabilities:
    """What a model and its runtime can do.

    Attributes:
        window: Tokens of prompt and reply together.
        max_output: Greatest reply in tokens.
        json_schema: Structured output by the provider's own means.
        grammar: Takes a GBNF grammar.
        prefill: Continues an assistant message at the end of the prompt.
        logprobs: Returns log-probabilities.
        hosted: Paid, remote; `--context full` and `evidence first by structured output` follow from it.
        weak: A small model: evidence first, short prompts, no JSON beyond what a grammar forces.
        concurrency: Calls in parallel that make sense before anything is known.
        languages: Those that it writes readably; empty where this is not known.
    """

    window: int
    max_output: int
    json_schema: bool = False
    grammar: bool = False
    prefill: bool = False
    logprobs: bool = False
    hosted: bool = False
    weak: bool = False
    concurrency: int = 8
    languages: Sequence[str] = ()


class Model(Protocol):
    """A model that answers one request at a time, many in parallel."""

    @property
    def name(self) -> str:
        """`provider:name`, as `--model` takes it; never a key or a password."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    @property
    def encoding(self) -> str:
        """Name of the token counter that `count_tokens` uses (`cl100k_base`, `smollm2`)."""

    def count_tokens(self, text: str) -> int:
        """Tokens of a text by that counter."""

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Send one request once; retries and limits are the caller's.

        Raises:
            ModelError: Every failure, mapped to the tree in `errors`; SDK errors never pass.
        """

    async def close(self) -> None:
        """Release connections and processes."""
