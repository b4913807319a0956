"""The folder of a question that was asked: what was asked, every call, every step, the answer."""

import json
import secrets
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from goldthread.redaction import redact
from goldthread.schemas.slug import slugify
from goldthread.store import atomic
from goldthread.store.journal import Journal
from goldthread.store.log import AppendLog


@cache
def _version() -> str:
    return version("goldthread")


class AskedFolder:
    """A folder with `ask.json`, `calls.jsonl` (which `replay:` reads), `trajectory.jsonl` and `answer.json`.

    A step in `trajectory.jsonl` says nothing of times, so that a replayed question leaves the same bytes.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path.resolve()
        self.journal = Journal(self.path / "calls.jsonl", durable)
        self._steps = AppendLog(self.path / "trajectory.jsonl", durable=durable)
        self._durable = durable

    @classmethod
    def create(cls, parent: Path, asked: dict[str, Any], *, durable: bool = True) -> "AskedFolder":
        """Make the folder below `parent`.

        Args:
            parent: Made where it is missing.
            asked: The question and the settings; no passwords.
            durable: Whether what is written has to outlive the machine; not where the folder is given up at the end.

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
