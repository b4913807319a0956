"""What travels between the driver and its workers; plain data, in whatever order it arrives."""

from dataclasses import dataclass
from typing import Any, Literal

from goldthread.experiments.work import Finished, Work

Verb = Literal["append", "admit", "began", "settle", "release"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A worker asks for a verb of the driver's `Context`.

    Attributes:
        number: Of the question, for its answer.
        key: Whose try asks.
        attempt: Which try; the driver answers no other than the one it waits for.
        verb: Of the call log (`append`) or the gate; `began` says that a call let through has begun, and has no answer.
        arguments: By name.
    """

    number: int
    key: str
    attempt: int
    verb: Verb
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """The driver's answer.

    Attributes:
        number: Of the question.
        value: What was asked for.
        error: Raised where the question was asked.
        paced: The driver waits to hear that the call has begun.
    """

    number: int
    value: str | None = None
    error: Exception | None = None
    paced: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a worker says of itself when it is ready: those that differ between machines make results differ.

    Attributes:
        host: Its machine.
        pid: Its process.
        python: Version, such as `3.12`.
        version: Of goldthread.
        code: Digest of goldthread's source files.
        node: Ray's id of its machine.
    """

    host: str
    pid: int
    python: str
    version: str
    code: str
    node: str = ""


ToDriver = Asked | Finished
ToWorker = Work | Answered
