"""`replay:RUN`: answers from a run's journal, so that a run can be looked at again without a model."""

import json
from pathlib import Path

from goldthread.errors import BadInput, RequestRefused, Where
from goldthread.models.base import Capabilities, OnText
from goldthread.schemas.call import CallRecord, Reply, Request, prompt_hash
from goldthread.tokens import count_tokens


class ReplayModel:
    """Replies of a journal: by the prompt's hash, else by role, purpose, section and attempt."""

    def __init__(self, name: str, records: list[CallRecord]) -> None:
        self._name = name
        self._by_prompt = {record.prompt_hash: record for record in reversed(records)}
        self._by_place = {self._place(record): record for record in reversed(records)}

    @staticmethod
    def _place(call: CallRecord | Request) -> tuple[str, str, int, int]:
        return call.role, call.purpose, call.section, call.attempt

    @property
    def name(self) -> str:
        """`replay:RUN`."""
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        """Those of a plain model with a large window."""
        return Capabilities(window=128_000, max_output=32_768, json_schema=True)

    @property
    def encoding(self) -> str:
        """The encoding of `count_tokens`."""
        return "cl100k_base"

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text)

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """The recorded reply.

        Raises:
            RequestRefused: The run made no such call.
        """
        record = self._by_prompt.get(prompt_hash(request)) or self._by_place.get(self._place(request))
        if record is None:
            raise RequestRefused(
                f"the run made no call of role {request.role}, purpose {request.purpose}, section {request.section}",
                remedy="replay the same job with the same settings",
            )
        if on_text:
            on_text(record.reply.text)
        return record.reply

    async def close(self) -> None:
        """Nothing to release."""


def load_replay(path: Path) -> ReplayModel:
    """Read a run's calls.

    Raises:
        BadInput: The folder is no run with calls.
    """
    file = path / "calls.jsonl"
    if not file.is_file():
        raise BadInput("is no run with calls", where=Where(str(path)), remedy="name a run's folder after replay:")
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    records = [CallRecord.model_validate(json.loads(line)) for line in lines]
    return ReplayModel(f"replay:{path}", records)
