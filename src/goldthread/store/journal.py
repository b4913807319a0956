"""The journal of model calls: what is in it is never bought again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from goldthread.errors import RunDamaged, Where
from goldthread.redaction import redact
from goldthread.schemas.call import CallRecord
from goldthread.store.log import AppendLog


class CallLog(Protocol):
    """Where finished calls are kept: a run's journal, or that of one piece of work of an experiment."""

    def get(self, key: str) -> CallRecord | None:
        """The record of a key, if there is one."""

    async def append(self, record: CallRecord) -> None:
        """Add a finished call; it is kept for good when this returns.

        Raises:
            StorageError: It is not.
        """


@dataclass
class Totals:
    """Sums over calls: tokens, US dollars (None once a price is unknown), seconds, and how many."""

    input: int = 0
    output: int = 0
    cached: int = 0
    price: float | None = 0.0
    seconds: float = 0.0
    calls: int = 0

    def add(self, record: CallRecord) -> None:
        """Add one call."""
        usage = record.reply.usage
        self.input += usage.input
        self.output += usage.output
        self.cached += usage.cached
        self.seconds += record.reply.seconds
        self.price = None if self.price is None or record.price is None else self.price + record.price
        self.calls += 1


@dataclass
class Journal:
    """`calls.jsonl`: records by key. Memory holds only offsets and sums; replies are read when they are asked for.

    Attributes:
        path: The file.
        durable: Whether records have to outlive the machine.
        guard: Called before each write; raises where the run is no longer ours.
    """

    path: Path
    durable: bool = True
    guard: Callable[[], None] = lambda: None
    _log: AppendLog = field(init=False)
    _offsets: dict[str, int] = field(default_factory=dict)
    _totals: Totals = field(default_factory=Totals)
    _by_role: dict[str, Totals] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the index.

        Raises:
            RunDamaged: A line is damaged.
        """
        self._log = AppendLog(self.path, durable=self.durable)
        for offset, data in self._log.read():
            self._index(offset, self._record(data))

    def _record(self, data: object) -> CallRecord:
        try:
            return CallRecord.model_validate(data)
        except ValidationError as error:
            raise RunDamaged(
                f"a record does not fit: {error.errors()[0]['msg']}",
                where=Where(str(self.path)),
                remedy="goldthread resume RUN --from-logs",
            ) from error

    def _index(self, offset: int, record: CallRecord) -> None:
        if record.key in self._offsets:
            return
        self._offsets[record.key] = offset
        self._totals.add(record)
        self._by_role.setdefault(record.role, Totals()).add(record)

    def get(self, key: str) -> CallRecord | None:
        """The record of a key, if there is one."""
        offset = self._offsets.get(key)
        return None if offset is None else self._record(self._log.read_at(offset))

    async def append(self, record: CallRecord) -> None:
        """Add a finished call; where the journal is durable, it is on the disk when this returns.

        Raises:
            StorageError: It did not reach the disk.
            RunBusy: The run has another owner.
        """
        self.guard()
        reply = record.reply.model_copy(update={"text": redact(record.reply.text)})
        record = record.model_copy(update={"reply": reply})
        self._index(self._log.append(record.model_dump(mode="json")), record)

    def totals(self) -> Totals:
        """Sums over all calls."""
        return self._totals

    def by_role(self) -> dict[str, Totals]:
        """Sums by role."""
        return dict(self._by_role)

    def records(self) -> Iterator[CallRecord]:
        """All records in the order they were finished, one at a time."""
        for _, data in self._log.read():
            yield self._record(data)

    def __len__(self) -> int:
        """How many calls are recorded."""
        return len(self._offsets)

    def close(self) -> None:
        """Release the file."""
        self._log.close()
