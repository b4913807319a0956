"""Standard input and output of an MCP server, as lines of bounded length: what is no message gets an error at once."""

import json
import os
import re
from typing import Any, BinaryIO

import anyio
import anyio.to_thread

_NOT_JSON, _INVALID = -32700, -32600
LONGEST = 1_000_000
"""Bytes of one message."""
_HEAD = 2_000
_ID = re.compile(rb'"id"\s*:\s*(\d{1,15}|"[\w.:\-]{1,80}")')


class Output:
    """Lines that go out whole, one after another."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = anyio.Lock()

    async def write(self, text: str) -> None:
        """Write a text of whole lines."""
        async with self._lock:
            await anyio.to_thread.run_sync(self._write, text.encode())

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    async def flush(self) -> None:
        """Nothing is held back."""

    async def refuse(self, number: Any, code: int, message: str) -> None:
        """Answer what is no message."""
        error = {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}
        await self.write(json.dumps(error) + "\n")


class Input:
    """Lines that come in; those that are too long or no message are answered and dropped."""

    def __init__(self, stream: BinaryIO, output: Output) -> None:
        self._stream = stream
        self._output = output

    def __aiter__(self) -> "Input":
        return self

    async def __anext__(self) -> str:
        while True:
            line, length, number = await anyio.to_thread.run_sync(self._line, abandon_on_cancel=True)
            if not length:
                raise StopAsyncIteration
            if length > LONGEST:
                message = f"a message has at most {LONGEST:,} bytes, this one has {length:,}"
                await self._output.refuse(number, _INVALID, message)
            elif text := line.decode(errors="replace").strip():
                wrong = _wrong(text)
                if wrong is None:
                    return text
                await self._output.refuse(_id_of(line[:_HEAD], line[-_HEAD:]) if wrong[0] == _INVALID else None, *wrong)

    def _line(self) -> tuple[bytes, int, Any]:
        """The next line or its beginning, how long it is, and where it is too long the id that it has."""
        line = self._stream.readline(LONGEST + 1)
        length = len(line)
        if length <= LONGEST:
            return line, length, None
        head, end = line[:_HEAD], line[-_HEAD:]
        while not line.endswith(b"\n"):
            more = self._stream.readline(LONGEST)
            if not more:
                break
            length += len(more)
            end, line = (end + more)[-_HEAD:], more[-1:]
        return b"", length, _id_of(head, end)


def _id_of(head: bytes, end: bytes) -> Any:
    """The id of a message by its beginning and end: some clients write it before the parameters, some behind."""
    if before := _ID.search(head.partition(b'"params"')[0]):
        return json.loads(before[1])
    found = _ID.findall(end)
    return json.loads(found[-1]) if found else None


def _wrong(text: str) -> tuple[int, str] | None:
    """Code and reason of what is no message, which the SDK would drop without a word; None where it is one."""
    from mcp_types import jsonrpc_message_adapter

    try:
        jsonrpc_message_adapter.validate_json(text, by_name=False)
    except ValueError:
        pass
    else:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _NOT_JSON, f"is not JSON: {str(error)[:100]}"
    if not isinstance(data, dict):
        return _NOT_JSON, "is no JSON object"
    return _INVALID, "is no request, reply or notification of JSON-RPC 2.0, or has half of a character"


def standard_streams() -> tuple[Input, Output]:
    """The process's own input and output; what else is printed from now on goes to its error output."""
    out = os.dup(1)
    os.dup2(2, 1)
    incoming = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    output = Output(os.fdopen(out, "wb"))
    return Input(os.fdopen(incoming, "rb"), output), output
