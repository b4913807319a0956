"""What is run: one piece of work is one cell of a grid, or one document; what it may use, and what comes of it.

These types are all that the runner, the executors and the tasks know of each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from goldthread.schemas.call import CallRecord

Level = str | int | float | bool
"""One value of a factor, as a person reads it; what it stands for is in the grid."""
Factors = Mapping[str, Level]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work, plain data that travels between machines.

    Attributes:
        key: SHA-256, in hex, of all that determines the result.
        attempt: Which try it is, from 1; a result of an earlier one is refused.
        task: Name of the task that runs it (see `Task`).
        factors: The cell's levels.
        settings: Everything else that the task needs, the same for all cells of a grid: the grid's own settings, its
            `models`, `prices` and `seed`, and `root`, the folder that relative paths start from.
        calls: Finished model calls of earlier tries, which are not made again.
        alone: It was running when processes died, twice: it is run where its own death harms nothing else.
    """

    key: str
    attempt: int
    task: str
    factors: Factors
    settings: Mapping[str, Json]
    calls: tuple[CallRecord, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result.

    Attributes:
        kind: The error's class (`RateLimited`), `Killed`, `TimedOut`, `Lost`.
        message: For people; no keys in it.
        again: Whether another try may help.
    """

    kind: str
    message: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a cell. A failure is data: its `measures` say success 0.

    Attributes:
        status: `done`, or `failed` with `failure` saying why.
        measures: Numbers by name: `success` (0 or 1, the measure that counts), other scores, and `tokens_in`,
            `tokens_out`, `calls`, `turns` and what else the task counts. All finite.
        labels: What a cell is told apart by that is no factor of the grid: `tier`, `problem`, `end`.
        price: US dollars; None where unknown.
        trajectory: Steps, one JSON object a step, that `experiment show` prints; kept compressed.
        failure: See there.
    """

    status: Literal["done", "failed"]
    measures: Mapping[str, float]
    labels: Mapping[str, str] = field(default_factory=dict)
    price: float | None = 0.0
    trajectory: tuple[Mapping[str, Json], ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A try that ended: an outcome, or a failure of the try itself (a worker died, it ran too long).

    Attributes:
        key: The work's key.
        attempt: Which try.
        outcome: None where the try itself failed.
        failure: Why; None where there is an outcome.
        worker: Which process ran it.
        seconds: By the clock.
    """

    key: str
    attempt: int
    outcome: Outcome | None
    failure: Failure | None = None
    worker: str = ""
    seconds: float = 0.0


class CallLog(Protocol):
    """Finished model calls of one piece of work; what `agents.caller.JournaledCaller` takes as its journal."""

    def get(self, key: str) -> CallRecord | None:
        """The record of a call, if it was made before."""

    async def append(self, record: CallRecord) -> None:
        """Keep a finished call; it is durable when this returns.

        Raises:
            StorageError: It is not.
        """


class CallGate(Protocol):
    """The limits that all work of a run shares, wherever it runs; taken per model call."""

    async def admit(self, account: str, *, tokens: int, price: float) -> str:
        """Wait until the account's rate allows a call, and set aside what it may use.

        Args:
            account: Whose limits count.
            tokens: Greatest number of tokens, input and output.
            price: Greatest price in US dollars.

        Returns:
            The reservation.

        Raises:
            CeilingReached: It would pass the run's ceiling; nothing was set aside.
        """

    def per_minute(self, account: str) -> int | None:
        """Calls a minute that an account may begin; None where it has no such limit."""

    async def settle(self, reservation: str, *, tokens: int, price: float) -> None:
        """Count what the call really used."""

    async def release(self, reservation: str) -> None:
        """Give back what a failed call had set aside."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a piece of work may use.

    Attributes:
        calls: Its finished model calls.
        gate: Limits and ceilings.
    """

    calls: CallLog
    gate: CallGate


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one cell will use, before anything is known of the model: mean of each, per cell."""

    tokens_in: float
    tokens_out: float
    calls: float
    seconds: float


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that results depend on.

    Attributes:
        name: Of the input, as in `Task.identity`.
        path: Of the file.
        hash: First 20 hex digits of the SHA-256 of its bytes, where they are known already.
    """

    name: str
    path: str
    hash: str = ""


class Task(Protocol):
    """What a cell does. Tasks are found by name in `experiments.tasks.registry`.

    A task keeps what is dear to open (catalogs, databases, workers) between cells in its process, bounded. Cells come
    with the factors of `pair_by` varying slowest, so all formats and sizes come by turns. A cell without the factor
    `repeat` is the same cell as its repeat 1, and draws the same.
    """

    name: str

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:
        """Refuse factors, levels and settings that it does not know.

        Raises:
            BadInput: With the field and the remedy.
        """

    def levels(self, factor: str, told: Json, settings: Mapping[str, Json]) -> tuple[Level, ...]:
        """Levels of a factor that the grid describes instead of listing (`question: {tiers: [1, 2], count: 20}`)."""

    def labels(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """What is known of a cell before it runs, for forecasts and tables (`tier`)."""

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """Hashes, by name, of what determines the result besides factors and settings: catalog bytes, prompts, role
        files, the question with its gold. Called for every cell: what many share is computed once.
        """

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:
        """Files that `identity` is made of, as far as they are there: they are watched while the grid runs."""

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:
        """A forecast of one cell."""

    async def run(self, work: Work, context: Context) -> Outcome:
        """Run a cell.

        Raises:
            CeilingReached: The run's ceiling; the cell stays open.
            Retryable: A later try may help.
            GoldthreadError: None will; recorded as a failure.
        """

    async def close(self) -> None:
        """Release what it keeps open."""
