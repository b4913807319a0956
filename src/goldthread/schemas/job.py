"""The job file: what to write, from what, by which models, within which ceilings."""

from typing import Annotated, Literal

from pydantic import Field

from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Kind

Positive = Annotated[int, Field(ge=1)]


class Length(Record):
    """Total length asked: words, or characters for scripts without spaces. Exactly one is given."""

    words: Positive | None = None
    characters: Positive | None = None


class OutlineItem(Record):
    """A section that the user wants as it stands."""

    title: Annotated[str, Field(min_length=1)]
    brief: str = ""
    words: Positive | None = None


class JobConstraint(Record):
    """A constraint that the user states himself instead of (or besides) leaving it to the request."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    kind: Kind = "free"
    sections: tuple[Positive, ...] = ()
    mentions: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    scope: Literal["section", "document"] = "section"
    before: str = ""
    weight: float = 1.0


class ModelChoice(Record):
    """A model for a role, with what its account needs."""

    model: str
    base_url: str | None = None
    key_env: str | None = None
    window: Positive | None = None
    max_output: Positive | None = None
    requests_per_minute: Positive | None = None
    tokens_per_minute: Positive | None = None
    deadline: Annotated[float, Field(gt=0)] = 600.0
    reasoning_effort: str | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None


class Price(Record):
    """US dollars per million tokens."""

    input: Annotated[float, Field(ge=0)]
    output: Annotated[float, Field(ge=0)]
    cached: Annotated[float, Field(ge=0)] | None = None


class Ceilings(Record):
    """What a run may use; None is no limit."""

    tokens: Positive | None = None
    cost: Annotated[float, Field(gt=0)] | None = None
    minutes: Annotated[float, Field(gt=0)] | None = None


class Job(Record):
    """A writing job, as the job file states it."""

    request: Annotated[str, Field(min_length=1)]
    title: str | None = None
    language: str | None = None
    length: Length | None = None
    outline: tuple[OutlineItem, ...] = ()
    constraints: tuple[JobConstraint, ...] = ()
    style: str = ""
    sources: tuple[str, ...] = ()
    models: dict[str, ModelChoice] = {}
    ceilings: Ceilings = Ceilings()
    prices: dict[str, Price] = {}
    seed: int = 0
    method: Literal["direct", "agentwrite", "goldthread"] = "goldthread"
    context: Literal["auto", "bounded", "full"] = "auto"
    concurrency: Positive | None = None
    prompt_tokens: Positive = 6000
