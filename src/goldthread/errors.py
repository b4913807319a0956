"""The exception tree; every error carries what, where and what to do.

GoldthreadError                 exit code 1
├── BadInput                    2   a job file, flag, asset or edited file that cannot be used
├── CeilingReached              4   tokens, money or time; the run is resumable
├── RunPaused                   4   a provider asked for a longer wait than allowed; resumable
├── RunBusy                     5   another process owns the run
├── RunDamaged                  6   a run's folder that cannot be trusted
├── Interrupted               130   Ctrl-C; resumable
├── StorageError                1   a write that did not reach the disk
└── ModelError                  1   a model call that did not give a usable reply
    ├── Retryable                   the same call may go through later
    │   ├── RateLimited             429, with the wait that was asked for
    │   ├── ProviderUnavailable     5xx, refused or dropped connections, timeouts
    │   ├── BrokenStream            a reply without its finish reason
    │   └── BadReply                not a reply at all (HTML, wrong type, too large)
    ├── DeadlineExceeded            the total time of one call ran out
    ├── AccessDenied                401, 403: the key or the account
    ├── RequestRefused              400, 404, 413, 422: the request itself
    ├── ContentFiltered             the provider's filter stopped the reply
    └── Malformed                   a reply that could not be parsed after its one repair
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Where:
    """Where an error was found: a file, a line (from 1) and a dotted field name."""

    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = self.file or ""
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
        if self.field:
            place = f"{place}: {self.field}" if place else self.field
        return place


class GoldthreadError(Exception):
    """Base of all errors that goldthread raises on purpose."""

    exit_code = 1

    def __init__(self, message: str, *, where: Where | None = None, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where or Where()
        self.remedy = remedy

    def __str__(self) -> str:
        place = str(self.where)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  {self.remedy}" if self.remedy else text


class BadInput(GoldthreadError):
    """Something that a person gave cannot be used; nothing was written."""

    exit_code = 2


class CeilingReached(GoldthreadError):
    """A ceiling of tokens, money or time stopped the run before it was passed."""

    exit_code = 4


class RunPaused(GoldthreadError):
    """The provider asked for a longer wait than the run allows."""

    exit_code = 4


class RunBusy(GoldthreadError):
    """Another process owns the run."""

    exit_code = 5


class RunDamaged(GoldthreadError):
    """The run's folder cannot be trusted as it is."""

    exit_code = 6


class Interrupted(GoldthreadError):
    """A person stopped the run."""

    exit_code = 130


class StorageError(GoldthreadError):
    """A write did not reach the disk; what was there before is unchanged."""


class ModelError(GoldthreadError):
    """A model call gave no usable reply."""


class Retryable(ModelError):
    """The same call may go through later."""


class RateLimited(Retryable):
    """The provider asked to wait; `retry_after` in seconds, None where it named no time."""

    def __init__(self, message: str, *, retry_after: float | None = None, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.retry_after = retry_after


class ProviderUnavailable(Retryable):
    """The provider could not be reached or failed on its side."""

    def __init__(self, message: str, *, retry_after: float | None = None, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.retry_after = retry_after


class BrokenStream(Retryable):
    """The reply ended without its finish reason."""


class BadReply(Retryable):
    """What came back is not a reply of the provider's protocol."""


class DeadlineExceeded(ModelError):
    """The total deadline of one call ran out."""


class AccessDenied(ModelError):
    """The provider refused the key or the account."""


class RequestRefused(ModelError):
    """The provider refused the request itself."""


class ContentFiltered(ModelError):
    """The provider's content filter stopped the reply."""


class Malformed(ModelError):
    """A reply could not be parsed, nor could its one repair."""
