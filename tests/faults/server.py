"""A server on loopback, on raw sockets: both vendors' streaming protocols, and every fault on order."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

PROMPT_TOKENS, REPLY_TOKENS, CACHED_TOKENS = 11, 7, 4


@dataclass(frozen=True)
class Received:
    """A request: its number from 0, when it came (monotonic seconds), and what it said."""

    number: int
    at: float
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def anthropic(self) -> bool:
        return self.path.endswith("/messages")


@dataclass(frozen=True)
class Answer:
    """Bytes that go out one by one; then the connection stays, closes or is reset, or one piece repeats for ever."""

    pieces: Callable[[Received], Iterable[bytes]]
    then: str = "stay"
    again: Callable[[Received], bytes] | None = None
    pause: float = 0.0


def _head(status: str, kind: str, extra: Mapping[str, str] | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-type: {kind}", *(f"{k}: {v}" for k, v in (extra or {}).items())]
    return ("\r\n".join(lines) + "\r\n").encode()


def _stream_head() -> bytes:
    return _head("200 OK", "text/event-stream") + b"transfer-encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def event(data: object, name: str = "") -> bytes:
    text = data if isinstance(data, str) else json.dumps(data)
    return chunk((f"event: {name}\n" if name else "").encode() + f"data: {text}\n\n".encode())


def opening(received: Received) -> bytes:
    """What comes before the text."""
    if not received.anthropic:
        return event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})
    usage = {"input_tokens": PROMPT_TOKENS, "cache_read_input_tokens": CACHED_TOKENS, "output_tokens": 1}
    message = {"id": "m", "type": "message", "role": "assistant", "model": "x", "content": [], "usage": usage}
    start = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    return event({"type": "message_start", "message": message}, "message_start") + event(start, "content_block_start")


def words(received: Received, text: str) -> Iterable[bytes]:
    """The text, a word at a time."""
    for word in text.split(" "):
        piece = word if word == text.split(" ")[0] else f" {word}"
        if received.anthropic:
            delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            yield event(delta, "content_block_delta")
        else:
            yield event({"choices": [{"index": 0, "delta": {"content": piece}}]})


def closing(received: Received, finish: str, usage: bool = True) -> Iterable[bytes]:
    """Finish reason, usage, and the end mark."""
    if received.anthropic:
        yield event({"type": "content_block_stop", "index": 0}, "content_block_stop")
        last: dict[str, Any] = {"type": "message_delta", "delta": {"stop_reason": finish, "stop_sequence": None}}
        last |= {"usage": {"output_tokens": REPLY_TOKENS}} if usage else {}
        yield event(last, "message_delta") + event({"type": "message_stop"}, "message_stop")
    else:
        yield event({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        if usage:
            details = {"cached_tokens": CACHED_TOKENS}
            count = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": REPLY_TOKENS}
            yield event({"choices": [], "usage": {**count, "prompt_tokens_details": details}})
        yield event("[DONE]")


def says(text: str, finish: str = "", *, usage: bool = True, pause: float = 0.0) -> Answer:
    """A whole reply."""

    def pieces(received: Received) -> Iterable[bytes]:
        yield _stream_head() + opening(received)
        yield from words(received, text)
        yield from closing(received, finish or ("end_turn" if received.anthropic else "stop"), usage)
        yield b"0\r\n\r\n"

    return Answer(pieces, pause=pause)


def fails(status: str, message: str, headers: Mapping[str, str] | None = None, **error: Any) -> Answer:
    """An error with a status; `{key}` in the message is the key that the request came with."""

    def pieces(received: Received) -> Iterable[bytes]:
        key = received.headers.get("x-api-key") or received.headers.get("authorization", "").removeprefix("Bearer ")
        body = json.dumps({"error": {"message": message.replace("{key}", key), **error}}).encode()
        length = {"content-length": str(len(body)), **(headers or {})}
        yield _head(status, "application/json", length) + b"\r\n" + body

    return Answer(pieces)


def page(status: str = "200 OK") -> Answer:
    """A web page."""
    body = b"<html><body>Sign in to the network</body></html>"
    return Answer(lambda _: [_head(status, "text/html", {"content-length": str(len(body))}) + b"\r\n" + body])


def streams(*data: object, name: str = "", before: str = "Some text") -> Answer:
    """Text, then events of any kind, then a proper end of the HTTP reply."""

    def pieces(received: Received) -> Iterable[bytes]:
        yield _stream_head() + opening(received)
        yield from words(received, before)
        yield from (event(one, name) for one in data)
        yield b"0\r\n\r\n"

    return Answer(pieces)


def breaks(text: str = "Half of a", *, then: str = "reset") -> Answer:
    """Text, then the connection goes."""
    return Answer(lambda got: [_stream_head() + opening(got), *words(got, text)], then=then)


HALF_STATUS = Answer(lambda _: [b"HTTP/1.1 20"], then="close")
SILENT_CLOSE = Answer(lambda _: [], then="close")


def pings() -> Answer:
    """Signs of life for ever, never a reply."""

    def ping(received: Received) -> bytes:
        return event({"type": "ping"}, "ping") if received.anthropic else chunk(b": ping\n\n")

    return Answer(lambda got: [_stream_head() + opening(got)], again=ping, pause=0.02)


def huge(megabytes: int = 50) -> Answer:
    """A reply of so many MB."""

    def pieces(received: Received) -> Iterable[bytes]:
        yield _stream_head() + opening(received)
        for _ in range(megabytes * 16):
            yield from words(received, "x" * 65536)

    return Answer(pieces, then="close")


@dataclass
class FaultServer:
    """The server; `answer` chooses by request number, path and body."""

    answer: Callable[[int, str, dict[str, Any]], Answer]
    received: list[Received] = field(default_factory=list)
    port: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, count: int) -> None:
        """Wait for so many requests."""
        while len(self.received) < count:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 30.0)

    def url(self, path: str = "", user: str = "") -> str:
        return f"http://{user}127.0.0.1:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._exchange(reader, writer):
                    pass
        finally:
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        got = Received(len(self.received), time.monotonic(), first.split(" ")[1], headers, body)
        self.received.append(got)
        self.news.set()
        answer = self.answer(got.number, got.path, body)
        for piece in answer.pieces(got):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(answer.pause)
        while answer.again is not None:
            writer.write(answer.again(got))
            await writer.drain()
            await asyncio.sleep(answer.pause)
        if answer.then == "reset":
            writer.transport.abort()
        elif answer.then == "close":
            writer.close()
            await writer.wait_closed()
        return answer.then == "stay"


@contextlib.asynccontextmanager
async def serving(*answers: Answer) -> AsyncGenerator[FaultServer, None]:
    """A server that gives these answers in turn, the last one from then on."""
    async with serving_by(lambda number, _path, _body: answers[min(number, len(answers) - 1)]) as server:
        yield server


@contextlib.asynccontextmanager
async def serving_by(choose: Callable[[int, str, dict[str, Any]], Answer]) -> AsyncGenerator[FaultServer, None]:
    """A server whose answers a callable chooses."""
    fault_server = FaultServer(choose)
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(fault_server.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listener = await asyncio.start_server(accept, "127.0.0.1", 0)
    fault_server.port = listener.sockets[0].getsockname()[1]
    try:
        yield fault_server
    finally:
        listener.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # The transports of aborted connections close in the loop's next turns.
        for _ in range(3):
            await asyncio.sleep(0.01)
