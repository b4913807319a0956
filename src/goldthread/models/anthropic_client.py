"""`anthropic:NAME`: Anthropic's messages, streamed, over the vendor's SDK."""

import contextlib
import time
from typing import Any

from goldthread.errors import BadReply, BrokenStream, RequestRefused
from goldthread.models.address import find_access, hosted_capabilities
from goldthread.models.base import Capabilities, OnText
from goldthread.models.failures import failure, refuse_finish, refuse_page
from goldthread.schemas.call import FinishReason, Reply, Request, Usage
from goldthread.schemas.job import ModelChoice
from goldthread.tokens import count_tokens

ADDRESS = "https://api.anthropic.com"
_FINISH: dict[str, FinishReason] = {
    "end_turn": "stop",
    "stop_sequence": "stop",
    "max_tokens": "length",
    "tool_use": "tool",
}


class AnthropicModel:
    """A model behind Anthropic's protocol."""

    encoding = "cl100k_base"

    def __init__(self, choice: ModelChoice, *, calling: bool = True) -> None:
        """Find address and key; nothing is opened yet.

        Raises:
            BadInput: The key's variable is not set though the model will be called, or the address is none.
        """
        self._choice = choice
        self._access = find_access(choice, default_url=ADDRESS, default_key="ANTHROPIC_API_KEY", calling=calling)
        self._capabilities = hosted_capabilities(choice, loopback=self._access.loopback)
        self._client: Any = None

    @property
    def name(self) -> str:
        """`anthropic:NAME`."""
        return self._choice.model

    @property
    def capabilities(self) -> Capabilities:
        """Of the protocol, with the window and output that the choice states."""
        return self._capabilities

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base, which stands in for the vendor's own counter."""
        return count_tokens(text, self.encoding)

    def _sdk(self) -> Any:
        if self._client is None:
            from anthropic import AsyncAnthropic

            from goldthread.models.wire import open_http

            silence = min(self._choice.deadline, 300.0)
            address, http = open_http(self._access.base_url, silence=silence, trust_env=not self._access.loopback)
            self._client = AsyncAnthropic(api_key=self._access.key, base_url=address, max_retries=0, http_client=http)
        return self._client

    async def close(self) -> None:
        """Release the connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    def body(self, request: Request) -> dict[str, Any]:
        """The request as the protocol has it; marked messages end a prefix that the provider caches."""
        system: list[dict[str, Any]] = []
        messages: list[dict[str, Any]] = []
        for one in request.messages:
            block: dict[str, Any] = {"type": "text", "text": one.content}
            if one.cached:
                block["cache_control"] = {"type": "ephemeral"}
            if one.role == "system":
                system.append(block)
            else:
                messages.append({"role": one.role, "content": [block]})
        body: dict[str, Any] = {
            "model": self._choice.model.partition(":")[2],
            "max_tokens": request.max_tokens,
            "messages": messages,
            "system": system or None,
            "stop_sequences": list(request.stop) or None,
            "stream": True,
        }
        configured: dict[str, Any] = {}
        if request.json_schema is not None:
            configured["format"] = {"type": "json_schema", "schema": request.json_schema}
        effort = request.reasoning_effort or self._choice.reasoning_effort
        if effort:
            configured["effort"] = effort
        if configured:
            body["output_config"] = configured
        if self._choice.temperature is not None:
            # Newer models take no temperature; it is sent only where the job asks for it.
            body["extra_body"] = {"temperature": self._choice.temperature}
        return {key: value for key, value in body.items() if value is not None}

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Send one request; see `Model.call`."""
        import httpx2
        from anthropic import AnthropicError

        if request.grammar is not None:
            raise RequestRefused(f"{self.name} takes no grammar", remedy="ask for structured output by a JSON schema")
        reading = _Reading(self, request, on_text)
        try:
            return await reading.send(self._sdk(), self.body(request))
        except (AnthropicError, httpx2.HTTPError, httpx2.StreamError, OSError, ValueError, RecursionError) as error:
            failed = failure(error, self.name, begun=reading.begun)
        # Raised here, outside the handler, so that no SDK error with its headers hangs on as context.
        raise failed


class _Reading:
    """One reply as it comes in."""

    def __init__(self, model: AnthropicModel, request: Request, on_text: OnText | None) -> None:
        self._model, self._request, self._on_text = model, request, on_text
        self.begun = False
        self._pieces: list[str] = []
        self._finish: FinishReason | None = None
        self._ended = False
        self._input = self._cached = self._output = -1

    async def send(self, client: Any, body: dict[str, Any]) -> Reply:
        """Send and read to the end, or to where `on_text` stops it."""
        started = time.monotonic()
        stream = await client.messages.create(**body)
        try:
            refuse_page(stream.response.headers, self._model.name)
            self.begun = True
            async with contextlib.aclosing(aiter(stream)) as events:
                async for event in events:
                    if self._take(event):
                        break
        finally:
            await stream.close()
        if self._finish is None or not (self._ended or self._finish == "cut"):
            raise BrokenStream(f"{self._model.name} ended the stream without a finish reason")
        return self._reply(self._finish, time.monotonic() - started)

    def _take(self, event: Any) -> bool:
        kind = getattr(event, "type", None)
        if kind is None:
            raise BadReply(f"{self._model.name} sent an event that is no part of a message")
        if kind == "message_start":
            self._count(event.message.usage)
        elif kind == "content_block_delta":
            piece = getattr(event.delta, "text", None)
            if piece:
                self._pieces.append(piece)
                if self._on_text is not None and self._on_text(piece):
                    self._finish = "cut"
                    return True
        elif kind == "message_delta":
            self._count(event.usage)
            reason = event.delta.stop_reason
            if reason:
                if reason not in _FINISH:
                    refuse_finish(reason, self._model.name)
                self._finish = _FINISH[reason]
        elif kind == "message_stop":
            self._ended = True
        return False

    def _count(self, usage: Any) -> None:
        read = getattr(usage, "cache_read_input_tokens", None)
        made = getattr(usage, "cache_creation_input_tokens", None)
        if getattr(usage, "input_tokens", None) is not None:
            self._cached = read or 0
            self._input = usage.input_tokens + (read or 0) + (made or 0)
        if getattr(usage, "output_tokens", None) is not None:
            self._output = usage.output_tokens

    def _reply(self, finish: FinishReason, seconds: float) -> Reply:
        text = "".join(self._pieces)
        known = finish != "cut" and self._input >= 0 and self._output >= 0
        count = self._model.count_tokens
        prompt = 0 if known else sum(count(message.content) for message in self._request.messages)
        used = (
            Usage(input=self._input, output=self._output, cached=self._cached)
            if known
            else Usage(input=prompt, output=count(text))
        )
        return Reply(
            text=text,
            finish_reason=finish,
            usage=used,
            model=self._model.name,
            seconds=seconds,
            usage_estimated=not known,
        )
