"""The folder of a question that was asked: what was asked, every call, every step, the answer."""

import json
import secrets
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from goldthread.redaction import redact
from goldthread.schemas.slug import slugify
from goldthread.store import atomic
from goldthread.store.journal import Journal
from goldthread.store.log import AppendLog


class AskedFolder:
    """A folder with `ask.json`, `calls.jsonl` (which `replay:` reads), `trajectory.jsonl` and `answer.json`.

    A step in `trajectory.jsonl` says nothing of times, so that a replayed question leaves the same bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.journal = Journal(self.path / "calls.jsonl")
        self._steps = AppendLog(self.path / "trajectory.jsonl")

    @classmethod
    def create(cls, parent: Path, asked: dict[str, Any]) -> "AskedFolder":
        """Make the folder below `parent`.

        Args:
            parent: Made where it is missing.
            asked: The question and the settings; no passwords.

        Raises:
            StorageError: It could not be made.
        """
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-ask-{slugify(asked['question'][:80], 30)}-{secrets.token_hex(3)}"
        path = parent.resolve() / name
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise atomic.storage_error(path, error) from error
        told = {"version": version("goldthread"), **asked}
        atomic.write_text(path / "ask.json", redact(json.dumps(told, ensure_ascii=False, indent=2)) + "\n")
        return cls(path)

    def step(self, event: str, turn: int, **data: Any) -> None:
        """Add a step; it is on the disk when this returns."""
        line = json.dumps({"event": event, "turn": turn, **data}, ensure_ascii=False)
        self._steps.append(json.loads(redact(line)))

    def write_answer(self, answer: dict[str, Any]) -> None:
        """Write answer.json."""
        atomic.write_text(self.path / "answer.json", json.dumps(answer, ensure_ascii=False, indent=2) + "\n")

    def close(self) -> None:
        """Release the logs."""
        self._steps.close()
        self.journal.close()
