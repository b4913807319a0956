"""`openai:NAME`: OpenAI's chat completions, and every server that speaks the same protocol."""

import contextlib
import time
from collections.abc import AsyncGenerator
from typing import Any

from pydantic import BaseModel

from goldthread.errors import BadReply, BrokenStream, RequestRefused
from goldthread.models.address import find_access, hosted_capabilities
from goldthread.models.base import Capabilities, OnText
from goldthread.models.failures import failure, refuse_finish, refuse_page
from goldthread.schemas.call import FinishReason, Reply, Request, Usage
from goldthread.schemas.job import ModelChoice
from goldthread.tokens import count_tokens

ADDRESS = "https://api.openai.com/v1"
_FINISH: dict[str, FinishReason] = {"stop": "stop", "length": "length", "tool_calls": "tool", "function_call": "tool"}
_DROPPABLE = {"temperature", "top_p", "seed", "stop", "stream_options", "reasoning_effort"}


class _Delta(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    delta: _Delta = _Delta()
    finish_reason: str | None = None


class _Cached(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _Cached | None = None


class _Chunk(BaseModel):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None


class OpenAIModel:
    """A model behind OpenAI's protocol."""

    encoding = "cl100k_base"

    def __init__(self, choice: ModelChoice, *, calling: bool = True) -> None:
        """Find address and key; nothing is opened yet.

        Raises:
            BadInput: The key's variable is not set though the model will be called, or the address is none.
        """
        self._choice = choice
        self._access = find_access(choice, default_url=ADDRESS, default_key="OPENAI_API_KEY", calling=calling)
        self._capabilities = hosted_capabilities(choice, loopback=self._access.loopback)
        self._client: Any = None
        self._refused: set[str] = set()

    @property
    def name(self) -> str:
        """`openai:NAME`."""
        return self._choice.model

    @property
    def capabilities(self) -> Capabilities:
        """Of the protocol, with the window and output that the choice states."""
        return self._capabilities

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text, self.encoding)

    def _sdk(self) -> Any:
        if self._client is None:
            from openai import AsyncOpenAI

            from goldthread.models.wire import open_http

            silence = min(self._choice.deadline, 300.0)
            address, http = open_http(self._access.base_url, silence=silence, trust_env=not self._access.loopback)
            self._client = AsyncOpenAI(api_key=self._access.key, base_url=address, max_retries=0, http_client=http)
        return self._client

    async def close(self) -> None:
        """Release the connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    def body(self, request: Request) -> dict[str, Any]:
        """The request as the protocol has it."""
        choice = self._choice
        body: dict[str, Any] = {
            "model": choice.model.partition(":")[2],
            "messages": [{"role": one.role, "content": one.content} for one in request.messages],
            "stream": True,
            "stream_options": {"include_usage": True},
            # OpenAI's reasoning models take the new name alone, servers of one's own often the old one alone.
            ("max_tokens" if choice.base_url else "max_completion_tokens"): request.max_tokens,
            "temperature": choice.temperature if request.temperature is None else request.temperature,
            "top_p": request.top_p,
            "seed": request.seed,
            "stop": list(request.stop) or None,
            "reasoning_effort": request.reasoning_effort or choice.reasoning_effort,
        }
        if request.json_schema is not None:
            name = str(request.json_schema.get("title") or request.purpose)
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {
                    "name": "".join(one if one.isascii() and one.isalnum() else "_" for one in name)[:64] or "reply",
                    "schema": request.json_schema,
                    "strict": is_closed(request.json_schema),
                },
            }
        return {key: value for key, value in body.items() if value is not None and key not in self._refused}

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Send one request; see `Model.call`.

        A parameter that the model does not take at all is left out, once it said so, and the request goes again.
        """
        import httpx2
        from openai import BadRequestError, OpenAIError

        if request.grammar is not None:
            raise RequestRefused(f"{self.name} takes no grammar", remedy="ask for structured output by a JSON schema")
        reading = _Reading(self, request, on_text)
        while True:
            try:
                return await reading.send(self._sdk(), self.body(request))
            except BadRequestError as error:
                unknown = _unsupported(error)
                if unknown is None or unknown in self._refused:
                    failed = failure(error, self.name)
                else:
                    self._refused.add(unknown)
                    continue
            except (OpenAIError, httpx2.HTTPError, httpx2.StreamError, OSError, ValueError, RecursionError) as error:
                failed = failure(error, self.name, begun=reading.begun)
            # Raised here, outside the handler, so that no SDK error with its headers hangs on as context.
            raise failed


def _unsupported(error: Any) -> str | None:
    if error.code in ("unsupported_parameter", "unsupported_value") and error.param in _DROPPABLE:
        return str(error.param)
    return None


def is_closed(schema: Any) -> bool:
    """Whether a schema keeps what OpenAI's strict mode asks: objects closed, every property required."""
    if isinstance(schema, list):
        return all(is_closed(one) for one in schema)
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object" or "properties" in schema:
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(properties):
            return False
        return all(is_closed(one) for key, one in schema.items() if key != "properties") and all(
            is_closed(one) for one in properties.values()
        )
    return all(is_closed(one) for one in schema.values())


class _Reading:
    """One reply as it comes in."""

    def __init__(self, model: OpenAIModel, request: Request, on_text: OnText | None) -> None:
        self._model, self._request, self._on_text = model, request, on_text
        self.begun = False
        self._pieces: list[str] = []
        self._refusal = ""
        self._finish: FinishReason | None = None
        self._usage: _Usage | None = None

    async def send(self, client: Any, body: dict[str, Any]) -> Reply:
        """Send and read to the end, or to where `on_text` stops it."""
        started = time.monotonic()
        stream = await client.chat.completions.create(**body)
        try:
            refuse_page(stream.response.headers, self._model.name)
            self.begun = True
            async with contextlib.aclosing(self._chunks(stream)) as chunks:
                async for chunk in chunks:
                    if self._take(chunk):
                        break
        finally:
            await stream.close()
        if self._finish is None:
            raise BrokenStream(f"{self._model.name} ended the stream without a finish reason")
        return self._reply(self._finish, time.monotonic() - started)

    async def _chunks(self, stream: Any) -> AsyncGenerator[_Chunk, None]:
        import httpx2
        from openai import APIConnectionError

        try:
            async for one in stream:
                chunk = _Chunk.model_validate(one.model_dump(warnings=False) if isinstance(one, BaseModel) else one)
                if chunk.choices is None and chunk.usage is None:
                    raise BadReply(f"{self._model.name} sent an event that is no part of a completion")
                yield chunk
        except (APIConnectionError, httpx2.HTTPError):
            if self._finish is None:  # after the finish reason the text is whole; only the usage may be missing
                raise

    def _take(self, chunk: _Chunk) -> bool:
        self._usage = chunk.usage or self._usage
        for choice in (chunk.choices or [])[:1]:
            self._refusal += choice.delta.refusal or ""
            piece = choice.delta.content
            if piece:
                self._pieces.append(piece)
                if self._on_text is not None and self._on_text(piece):
                    self._finish = "cut"
                    return True
            if choice.finish_reason:
                if self._refusal:
                    refuse_finish("refusal", self._model.name, self._refusal)
                if choice.finish_reason not in _FINISH:
                    refuse_finish(choice.finish_reason, self._model.name)
                self._finish = _FINISH[choice.finish_reason]
        return False

    def _reply(self, finish: FinishReason, seconds: float) -> Reply:
        text = "".join(self._pieces)
        usage = None if finish == "cut" or self._usage is None else _counted(self._usage)
        count = self._model.count_tokens
        prompt = sum(count(message.content) for message in self._request.messages) if usage is None else 0
        return Reply(
            text=text,
            finish_reason=finish,
            usage=usage or Usage(input=prompt, output=count(text)),
            model=self._model.name,
            seconds=seconds,
            usage_estimated=usage is None,
        )


def _counted(used: _Usage) -> Usage | None:
    if used.prompt_tokens is None or used.completion_tokens is None:
        return None
    cached = used.prompt_tokens_details.cached_tokens if used.prompt_tokens_details else None
    return Usage(input=used.prompt_tokens, output=used.completion_tokens, cached=cached or 0)
