"""`embedded:smollm2-135m` and `local:PATH.gguf`: llama.cpp in a child process for all roles, reached on loopback."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, BadReply, BrokenStream, ModelError, ProviderUnavailable, RequestRefused, Where
from goldthread.models.base import Capabilities, OnText
from goldthread.models.gguf import read_header, tokenizer, window
from goldthread.models.weights import find_weights
from goldthread.schemas.call import FinishReason, Message, Reply, Request, Usage
from goldthread.tokens import count_tokens

PARALLEL = 8
CONTEXT = 2048
START_SECONDS = 60.0
SHORT_SPIN = {"GOMP_SPINCOUNT": "2000"}
"""How long a thread of the runtime spins for the others before it sleeps. The usual 300,000 turns burn a core that
another process needs: with 8 others on 2 cores, 320 tokens took 175 s and 53 s of CPU so, 16 s and 6 s with this."""
LANGUAGES = {"embedded:smollm2-135m": ("en",)}
"""What a model was trained to write; elsewhere its words make no sense."""


class Server:
    """The child process of one GGUF file; started at the first call, started again once if it died."""

    def __init__(self, gguf: Path, log: Path | None, *, parallel: int = PARALLEL, context: int = CONTEXT) -> None:
        self.gguf, self.log, self.parallel, self.context = gguf, log, parallel, context
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = asyncio.Lock()
        self._starts = 0
        self.address = ""

    async def ready(self) -> str:
        """Address of the running server.

        Raises:
            ModelError: It did not start; with the end of its log.
        """
        async with self._lock:
            if self._process is None or self._process.poll() is not None:
                if self._starts >= 3:
                    raise ModelError(
                        f"the embedded runtime ended {self._starts} times: {self._log_end()}",
                        remedy="look at server.log in the run's folder",
                    )
                await asyncio.to_thread(self._start)
            return self.address

    def _start(self) -> None:
        self._starts += 1
        port = free_port()
        threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
        command = [
            sys.executable,
            "-m",
            "goldthread.models.embedded_server",
            str(self.gguf),
            str(port),
            str(self.parallel),
            str(self.context),
            str(threads),
        ]
        log = self.log.open("ab") if self.log else subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
                env=SHORT_SPIN | os.environ,
            )
        finally:
            if not isinstance(log, int):
                log.close()
        stdout = self._process.stdout
        line = stdout.readline() if stdout else b""
        if not line.startswith(b"ready"):
            self._process.kill()
            self._process.wait()
            raise ModelError(
                f"the embedded runtime did not start: {self._log_end()}",
                remedy="goldthread doctor says what is missing",
            )
        self.address = f"http://127.0.0.1:{port}"

    def _log_end(self) -> str:
        if self.log is None or not self.log.exists():
            return "no log"
        return " / ".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-4:])[-600:]

    def stop(self) -> None:
        """End the child process."""
        if self._process is not None:
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._process.kill()
            self._process.wait()
            self._process = None
            self._starts = 0


def free_port() -> int:
    """A loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class EmbeddedModel:
    """A GGUF model on the embedded runtime."""

    def __init__(self, name: str, server: Server, *, weak: bool) -> None:
        self._name = name
        self._server = server
        self._client: Any = None
        self._encoding = tokenizer(server.gguf)
        size = min(window(server.gguf), server.context)
        self._capabilities = Capabilities(
            window=size,
            max_output=size // 2,
            json_schema=True,
            grammar=True,
            prefill=True,
            logprobs=True,
            weak=weak,
            concurrency=server.parallel,
            languages=LANGUAGES.get(name, ()),
        )

    @property
    def name(self) -> str:
        """`embedded:NAME` or `local:FILE`."""
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        """Of the runtime and the model's size."""
        return self._capabilities

    @property
    def encoding(self) -> str:
        """The model's own vocabulary where it is a byte-level BPE."""
        return self._server.gguf.stem if self._encoding is not None else "cl100k_base"

    def count_tokens(self, text: str) -> int:
        """Tokens by the model's own vocabulary."""
        if self._encoding is None:
            return count_tokens(text)
        return len(self._encoding.encode(text, disallowed_special=()))

    def _http(self) -> Any:
        if self._client is None:
            import httpx2

            limits = httpx2.Limits(max_connections=64, max_keepalive_connections=16)
            self._client = httpx2.AsyncClient(
                timeout=httpx2.Timeout(600.0, connect=10.0), limits=limits, trust_env=False
            )
        return self._client

    async def _prompt(self, address: str, messages: tuple[Message, ...]) -> str:
        prefix = ""
        if messages and messages[-1].role == "assistant":
            prefix, messages = messages[-1].content, messages[:-1]
        body = {"messages": [{"role": one.role, "content": one.content} for one in messages]}
        answer = await self._http().post(f"{address}/apply-template", json=body)
        if answer.status_code != 200:
            raise RequestRefused(f"the runtime's chat template refused the messages: {answer.text[:200]}")
        return str(answer.json()["prompt"]) + prefix

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Send one request; see `Model.call`."""
        import httpx2

        started = time.monotonic()
        address = await self._server.ready()
        try:
            body = self._body(request, await self._prompt(address, request.messages))
            async with self._http().stream("POST", f"{address}/completion", json=body) as answer:
                if answer.status_code != 200:
                    text = (await answer.aread()).decode(errors="replace")[:300]
                    kind = ProviderUnavailable if answer.status_code >= 500 else RequestRefused
                    raise kind(f"the embedded runtime answered {answer.status_code}: {text}")
                return await self._read(answer.aiter_lines(), on_text, started)
        except httpx2.HTTPError as error:
            raise ProviderUnavailable(f"the embedded runtime was not reached: {type(error).__name__}") from error

    def _body(self, request: Request, prompt: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "prompt": prompt,
            "n_predict": request.max_tokens,
            "temperature": 0.8 if request.temperature is None else request.temperature,
            "top_p": 0.95 if request.top_p is None else request.top_p,
            "seed": (request.seed or 0) % 2**31,
            "repeat_penalty": 1.1,
            "repeat_last_n": 256,
            "cache_prompt": True,
            "stream": True,
            "stop": list(request.stop),
            "n_probs": 1 if request.logprobs else 0,
        }
        if request.grammar:
            body["grammar"] = request.grammar
        elif request.json_schema:
            body["json_schema"] = request.json_schema
        return body

    async def _read(self, lines: AsyncIterator[str], on_text: OnText | None, started: float) -> Reply:
        pieces: list[str] = []
        logprobs: list[float] = []
        last: dict[str, Any] | None = None
        cut = False
        async for line in lines:
            if line.startswith("error:"):
                raise RequestRefused(f"the embedded runtime refused the request: {line[6:300]}")
            if not line.startswith("data: "):
                continue
            try:
                data = json.loads(line[6:])
            except ValueError as error:
                raise BadReply("the embedded runtime sent something else than JSON") from error
            pieces.append(data.get("content", ""))
            logprobs += [one["logprob"] for one in data.get("completion_probabilities", ())]
            if data.get("stop"):
                last = data
                break
            if on_text and on_text(data.get("content", "")):
                cut = True
                break
        text = "".join(pieces)
        if last is None and not cut:
            raise BrokenStream("the embedded runtime's reply broke off")
        reason: FinishReason = "cut" if cut else "length" if last and last.get("stop_type") == "limit" else "stop"
        usage = Usage(input=0, output=self.count_tokens(text))
        if last is not None:
            cached = int(last.get("timings", {}).get("cache_n", 0))
            read = int(last.get("tokens_evaluated", 0))
            usage = Usage(input=read, output=int(last.get("tokens_predicted", 0)), cached=min(cached, read))
        return Reply(
            text=text,
            finish_reason=reason,
            usage=usage,
            model=self._name,
            seconds=time.monotonic() - started,
            mean_logprob=sum(logprobs) / len(logprobs) if logprobs else None,
            usage_estimated=last is None,
        )

    async def close(self) -> None:
        """Close the connections and end the child process."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None
        self._server.stop()
        _servers.pop(self._server.gguf, None)


_servers: dict[Path, Server] = {}
WEAK_BYTES = 1_500_000_000
"""A GGUF file below this size is taken for a small model: evidence first, short prompts."""


def open_embedded(provider: str, name: str, *, log: Path | None) -> EmbeddedModel:
    """A model on the embedded runtime; roles that share a file share the process.

    Raises:
        BadInput: The weights are not there, or the file is no GGUF file.
    """
    gguf = find_weights(name) if provider == "embedded" else Path(name).expanduser().resolve()
    if gguf is None:
        raise BadInput(
            f"the weights of {name} are not on this machine",
            where=Where(field="model"),
            remedy=f"get them with: goldthread models pull {name}",
        )
    if not gguf.is_file():
        raise BadInput("there is no such file", where=Where(name, field="model"), remedy="write local:PATH.gguf")
    try:
        read_header(gguf)
    except ValueError as error:
        raise BadInput(str(error), where=Where(name, field="model"), remedy="name a GGUF file") from error
    server = _servers.get(gguf)
    if server is None:
        server = _servers[gguf] = Server(gguf, log)
    elif log is not None:
        server.log = log
    return EmbeddedModel(f"{provider}:{name}", server, weak=gguf.stat().st_size < WEAK_BYTES)
