"""Both hosted clients through their real SDKs over real HTTP: each fault ends as documented, no secret told."""

import asyncio
import time
from email.utils import formatdate
from typing import Any

import pytest

from goldthread.errors import (
    AccessDenied,
    BadReply,
    ContentFiltered,
    DeadlineExceeded,
    ModelError,
    Retryable,
    RunPaused,
)
from goldthread.models.accounts import Accounts
from goldthread.models.base import Model
from goldthread.models.registry import open_model
from goldthread.models.retry import RetryPolicy
from goldthread.redaction import redact
from goldthread.schemas.call import Message, Reply, Request
from goldthread.schemas.job import ModelChoice
from tests.faults import server as faults

CANARY = "sk-canary-0123456789abcdef"
PROVIDERS = ("openai", "anthropic")
REQUEST = Request(
    role="writer",
    purpose="draft",
    messages=(Message(role="system", content="Write.", cached=True), Message(role="user", content="About 5 words.")),
    max_tokens=100,
)
FAST = RetryPolicy(base=0.01, longest=0.05)


def choice_of(provider: str, server: faults.FaultServer, **fields: Any) -> ModelChoice:
    path = "/v1" if provider == "openai" else ""
    return ModelChoice(model=f"{provider}:m", base_url=server.url(path), key_env="CANARY_KEY", **fields)


async def send(provider: str, server: faults.FaultServer, **fields: Any) -> tuple[Reply, int]:
    choice = choice_of(provider, server, **fields)
    model: Model = open_model(choice)
    try:
        return await Accounts({"default": choice}, policy=FAST).send(model, REQUEST, None)
    finally:
        await model.close()


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY_KEY", CANARY)


@pytest.mark.parametrize("provider", PROVIDERS)
async def test_a_whole_reply(provider: str) -> None:
    async with faults.serving(faults.says("Five words stand right here.")) as server:
        reply, tries = await send(provider, server)
    assert reply.text == "Five words stand right here."
    assert (reply.finish_reason, tries, reply.usage_estimated) == ("stop", 1, False)
    assert reply.usage.output == faults.REPLY_TOKENS


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "fault",
    [
        faults.fails("429 Too Many Requests", "slow down", {"retry-after": "0"}),
        faults.fails("429 Too Many Requests", "slow down", {"retry-after": formatdate(time.time(), usegmt=True)}),
        faults.fails("500 Internal Server Error", "oops"),
        faults.fails("503 Service Unavailable", "busy"),
        faults.page(),
        faults.breaks(),
        faults.breaks(then="close"),
        faults.streams(),
        faults.HALF_STATUS,
        faults.SILENT_CLOSE,
    ],
    ids=["429", "429-date", "500", "503", "html", "reset", "close", "no-finish", "half-status", "silent"],
)
async def test_a_passing_fault_is_tried_again(provider: str, fault: faults.Answer) -> None:
    async with faults.serving(fault, fault, faults.says("All is well again.")) as server:
        reply, tries = await send(provider, server)
    assert (reply.text, tries) == ("All is well again.", 3)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.fails("401 Unauthorized", "wrong key {key}"), AccessDenied),
        (faults.fails("429 Too Many Requests", "tomorrow", {"retry-after": "86400"}), RunPaused),
        (faults.huge(50), BadReply),
        (faults.page(), BadReply),
    ],
    ids=["401-echo", "retry-after-86400", "huge", "html"],
)
async def test_a_lasting_fault_ends_as_documented(provider: str, fault: faults.Answer, error: type[Exception]) -> None:
    async with faults.serving(fault) as server:
        with pytest.raises(error) as caught:
            await send(provider, server)
    assert CANARY not in redact(str(caught.value))
    assert CANARY not in str(caught.value)
    assert caught.value.__context__ is None or CANARY not in repr(caught.value.__context__)


async def test_a_filtered_reply() -> None:
    async with faults.serving(faults.says("Half", "content_filter")) as server:
        with pytest.raises(ContentFiltered):
            await send("openai", server)
    async with faults.serving(faults.says("Half", "refusal")) as server:
        with pytest.raises(ContentFiltered):
            await send("anthropic", server)


@pytest.mark.parametrize("provider", PROVIDERS)
async def test_pings_for_ever_end_at_the_deadline(provider: str) -> None:
    async with faults.serving(faults.pings()) as server:
        with pytest.raises((DeadlineExceeded, Retryable)):
            await send(provider, server, deadline=1.0)


async def _throughput(seconds: float, rate: int) -> tuple[int, int]:
    """Replies and requests in so many seconds at a limit of `rate` a minute, with random faults."""

    def choose(number: int, _path: str, _body: dict[str, Any]) -> faults.Answer:
        if number % 17 == 5:
            return faults.fails("500 Internal Server Error", "oops")
        if number % 23 == 7:
            return faults.fails("429 Too Many Requests", "slow", {"retry-after": "1"})
        return faults.breaks() if number % 29 == 11 else faults.says("A short reply.")

    async with faults.serving_by(choose) as server:
        choice = choice_of("openai", server, requests_per_minute=rate)
        model = open_model(choice)
        accounts = Accounts({"default": choice}, policy=FAST)
        done = 0
        end = time.monotonic() + seconds

        async def worker(number: int) -> None:
            nonlocal done
            at = 0
            while time.monotonic() < end:
                at += 1
                request = REQUEST.model_copy(update={"attempt": 1000 * number + at})
                try:
                    await accounts.send(model, request, None)
                except ModelError:
                    continue
                done += 1

        await asyncio.gather(*(worker(number) for number in range(24)))
        await model.close()
        return done, sum(1 for one in server.received if one.at <= end)


@pytest.mark.full
async def test_the_allowed_rate_is_used() -> None:
    done, requests = await _throughput(60.0, 600)
    assert requests >= 0.85 * 600
    assert requests <= 600 + 30
    assert done >= 0.75 * 600
