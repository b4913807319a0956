"""Sending a request until it goes through: back-off with full jitter, Retry-After, a total deadline a call."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from goldthread.errors import DeadlineExceeded, ProviderUnavailable, RateLimited, Retryable, RunPaused
from goldthread.models.base import Model, OnText
from goldthread.schemas.call import Reply, Request

OnRetry = Callable[[str, str], None]
"""Told of a retry: the role, and what went wrong. Text streamed so far is void then."""


@dataclass(frozen=True)
class RetryPolicy:
    """How long and how often to try.

    Attributes:
        tries: Greatest number of times a request is sent.
        base: Seconds of the first back-off; doubled each time, drawn uniformly from 0 to that (full jitter).
        longest: Greatest back-off in seconds.
        longest_wait: A Retry-After above this parks the call.
    """

    tries: int = 8
    base: float = 0.5
    longest: float = 30.0
    longest_wait: float = 60.0


def wait_before(attempt: int, asked: float | None, policy: RetryPolicy, chance: random.Random) -> float:
    """Seconds to wait before try `attempt` + 1; a Retry-After is honoured, with a little jitter on top.

    Raises:
        RunPaused: The provider asked for longer than the policy allows.
    """
    if asked is not None:
        if asked > policy.longest_wait:
            until = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(time.time() + asked))
            raise RunPaused(
                f"the provider asks to wait {asked:,.0f} s (until {until})",
                remedy="resume then: goldthread resume RUN",
            )
        return asked + chance.uniform(0, min(1.0, 0.1 * asked + 0.05))
    return chance.uniform(0, min(policy.longest, policy.base * 2**attempt))


async def call_with_retry(
    model: Model,
    request: Request,
    on_text: OnText | None = None,
    *,
    policy: RetryPolicy | None = None,
    deadline: float = 600.0,
    on_retry: OnRetry | None = None,
) -> tuple[Reply, int]:
    """Send a request until it goes through.

    Args:
        model: Where it goes.
        request: What is sent.
        on_text: Receives streamed text.
        policy: How long and how often.
        deadline: Seconds that the whole call may take, waits included.
        on_retry: Told of each retry.

    Returns:
        The reply, and how often the request was sent.

    Raises:
        DeadlineExceeded: The deadline ran out.
        RunPaused: The provider asked for a longer wait than the policy allows.
        ModelError: The last failure, or one that no retry mends.
    """
    policy = policy or RetryPolicy()
    chance = random.Random()
    try:
        async with asyncio.timeout(deadline):
            for attempt in range(policy.tries):
                try:
                    return await model.call(request, on_text), attempt + 1
                except Retryable as error:
                    asked = error.retry_after if isinstance(error, (RateLimited, ProviderUnavailable)) else None
                    wait = wait_before(attempt, asked, policy, chance)
                    if attempt + 1 == policy.tries:
                        raise
                    if on_retry:
                        on_retry(request.role, f"{error.message}; trying again in {wait:.1f} s")
                    await asyncio.sleep(wait)
    except TimeoutError:
        raise DeadlineExceeded(
            f"a call of {model.name} did not end within {deadline:g} s", remedy="goldthread resume RUN"
        ) from None
    raise AssertionError("unreachable")
