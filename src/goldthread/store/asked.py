"""The record of a question that was asked: what was asked, every call, every step, the answer."""

import json
import secrets
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from goldthread.redaction import redact
from goldthread.schemas.slug import slugify
from goldthread.store import atomic
from goldthread.store.journal import CallLog, Journal
from goldthread.store.log import AppendLog


@cache
def _version() -> str:
    return version("goldthread")


class Record(Protocol):
    """What records a question while it is asked."""

    @property
    def name(self) -> str:
        """By which the graph finds the open question; no two have the same."""

    @property
    def kept(self) -> str:
        """The folder that stays; empty where none does."""

    @property
    def journal(self) -> CallLog:
        """Its finished calls."""

    def step(self, event: str, turn: int, **data: Any) -> None:
        """Add a step."""

    def write_answer(self, answer: dict[str, Any]) -> None:
        """Keep the answer."""


class AskedMemory:
    """A record in memory, for those who keep it elsewhere.

    Attributes:
        name: See `Record`.
        kept: See `Record`.
        journal: See `Record`.
        steps: The steps so far, as `trajectory.jsonl` has them.
    """

    def __init__(self, journal: CallLog) -> None:
        self.name = f"memory {secrets.token_hex(8)}"
        self.kept = ""
        self.journal = journal
        self.steps: list[dict[str, Any]] = []

    def step(self, event: str, turn: int, **data: Any) -> None:
        """Add a step."""
        self.steps.append({"event": event, "turn": turn, **data})

    def write_answer(self, answer: dict[str, Any]) -> None:
        """The answer is given back by the graph; its rows are not kept twice."""
        self.steps.append(
            {"event": "answer", "turn": answer["turns"], "status": answer["status"], "sql": answer["sql"]}
        )


class AskedFolder:
    """A folder with `ask.json`, `calls.jsonl` (which `replay:` reads), `trajectory.jsonl` and `answer.json`.

    A step in `trajectory.jsonl` says nothing of times, so that a replayed question leaves the same bytes.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path.resolve()
        self.name = str(self.path)
        self.kept = self.name if durable else ""
        self.journal = Journal(self.path / "calls.jsonl", durable)
        self._steps = AppendLog(self.path / "trajectory.jsonl", durable=durable)
        self._durable = durable

    @classmethod
    def create(cls, parent: Path, asked: dict[str, Any], *, durable: bool = True) -> "AskedFolder":
        """Make the folder below `parent`.

        Args:
            parent: Made where it is missing.
            asked: The question and the settings; no passwords.
            durable: Whether the folder stays, so that what is written has to outlive the machine.

        Raises:
            StorageError: It could not be made.
        """
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-ask-{slugify(asked['question'][:80], 30)}-{secrets.token_hex(3)}"
        path = parent.resolve() / name
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise atomic.storage_error(path, error) from error
        folder = cls(path, durable=durable)
        folder._write("ask.json", redact(json.dumps({"version": _version(), **asked}, ensure_ascii=False, indent=2)))
        return folder

    def _write(self, name: str, text: str) -> None:
        atomic.write_text(self.path / name, f"{text}\n", durable=self._durable)

    def step(self, event: str, turn: int, **data: Any) -> None:
        """Add a step; where the folder is durable, it is on the disk when this returns."""
        line = json.dumps({"event": event, "turn": turn, **data}, ensure_ascii=False)
        self._steps.append(json.loads(redact(line)))

    def write_answer(self, answer: dict[str, Any]) -> None:
        """Write answer.json."""
        self._write("answer.json", json.dumps(answer, ensure_ascii=False, indent=2))

    def close(self) -> None:
        """Release the logs."""
        self._steps.close()
        self.journal.close()
