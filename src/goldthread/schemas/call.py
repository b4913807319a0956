"""A model call: the request, the reply, and what it used."""

from typing import Any, Literal

from goldthread.schemas.base import Record

FinishReason = Literal["stop", "length", "tool", "cut"]
"""`cut`: we stopped the stream ourselves (a loop, a ceiling); the text up to there is whole as far as it goes."""


class Message(Record):
    """One message; `cached` marks the end of a prefix worth caching at the provider."""

    role: Literal["system", "user", "assistant"]
    content: str
    cached: bool = False


class Request(Record):
    """Everything that determines a call; the hash of it (with the model's name) is the key of its record.

    Attributes:
        role: Role of agents/: `planner`, `writer`, `reviser`, `judge`, `compiler`.
        purpose: What the call is for within the role: `plan`, `draft`, `evidence`, `continue`, `repair`, ...
        section: Section number, 0 for calls of the whole document.
        attempt: Which try or candidate this is, from 0; also varies the seed.
        messages: The prompt. An assistant message at the end is a prefix that the reply continues.
        max_tokens: Greatest reply.
        json_schema: Structured output asked for, by the provider's own means where it has any.
        grammar: GBNF, for runtimes that take one (`Capabilities.grammar`); refused by others.
        stop: Strings at which the reply ends.
        logprobs: Ask for the mean log-probability of the reply's tokens.
        reasoning_effort: Passed through where the provider knows it.
    """

    role: str
    purpose: str
    section: int = 0
    attempt: int = 0
    messages: tuple[Message, ...]
    max_tokens: int = 1024
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    json_schema: dict[str, Any] | None = None
    grammar: str | None = None
    logprobs: bool = False
    reasoning_effort: str | None = None


class Usage(Record):
    """Tokens of one call; `cached` is the part of `input` that the provider read from its cache."""

    input: int = 0
    output: int = 0
    cached: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            input=self.input + other.input, output=self.output + other.output, cached=self.cached + other.cached
        )


class Reply(Record):
    """A whole reply: one without a finish reason is never made into a Reply."""

    text: str
    finish_reason: FinishReason
    usage: Usage
    model: str
    seconds: float = 0.0
    mean_logprob: float | None = None
    usage_estimated: bool = False


class CallRecord(Record):
    """One line of `calls.jsonl`: a finished call, keyed by the content of its request.

    Attributes:
        key: `call_key(model, request)`.
        price: In US dollars; None where the model's price is unknown.
        at: Seconds since the epoch when the reply was complete.
        tries: How often it was sent until it went through.
        prompt_hash: SHA-256 of the messages, to tell what changed.
    """

    key: str
    role: str
    purpose: str
    section: int
    attempt: int
    reply: Reply
    price: float | None
    at: float
    tries: int = 1
    prompt_hash: str = ""


def call_key(model: str, request: Request) -> str:
    """SHA-256 over the canonical JSON of model and request: all that determines the reply."""
    import hashlib

    body = request.model_dump_json(exclude_none=True)
    return hashlib.sha256(f"{model}\0{body}".encode()).hexdigest()


def prompt_hash(request: Request) -> str:
    """SHA-256 over the messages alone."""
    import hashlib

    parts = "\0".join(f"{message.role}\1{message.content}" for message in request.messages)
    return hashlib.sha256(parts.encode()).hexdigest()
