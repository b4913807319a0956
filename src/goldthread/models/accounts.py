"""Accounts: requests and tokens a minute shared by all roles of one account, and concurrency that adapts."""

import asyncio
import time
from collections.abc import Callable, Mapping

from goldthread.errors import ProviderUnavailable, RateLimited
from goldthread.models.base import Capabilities, Model, OnText
from goldthread.models.retry import OnRetry, RetryPolicy, call_with_retry
from goldthread.schemas.call import Reply, Request
from goldthread.schemas.job import ModelChoice


class Pace:
    """So many units a minute, spread evenly, with a burst of a second's worth (the generic cell rate algorithm).

    Units are requests or tokens. The theoretical arrival time moves on by `units / rate` for each taking; a taking
    waits until that time is no further ahead than the burst.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 60.0 / per_minute
        self._burst = max(1.0, per_minute / 60.0)
        self._clock = clock
        self._arrival = clock()

    def take(self, units: float = 1.0) -> float:
        """Take units; the seconds to wait before they may be used."""
        now = self._clock()
        self._arrival = max(self._arrival, now - (self._burst - 1) * self._interval)
        wait = self._arrival - now
        self._arrival += units * self._interval
        return max(0.0, wait)


class Width:
    """How many calls may be in flight: halved when the provider pushes back, one more after a round of successes."""

    def __init__(self, start: int, greatest: int) -> None:
        self.width = float(start)
        self.greatest = greatest
        self.running = 0
        self._changed = asyncio.Condition()
        self._last_cut = 0.0

    async def __aenter__(self) -> None:
        """Wait for a place."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.running < max(1, int(self.width)))
            self.running += 1

    async def __aexit__(self, *_: object) -> None:
        """Give the place back."""
        async with self._changed:
            self.running -= 1
            self._changed.notify_all()

    def went_through(self) -> None:
        """A call went through: grow."""
        self.width = min(self.greatest, self.width + 1.0 / max(1.0, self.width))

    def was_pushed_back(self) -> None:
        """The provider pushed back: shrink, at most once a second."""
        now = time.monotonic()
        if now - self._last_cut >= 1.0:
            self.width = max(1.0, self.width / 2)
            self._last_cut = now


class Account:
    """One account: its pace, its width, its deadline."""

    def __init__(self, choice: ModelChoice, capabilities: Capabilities) -> None:
        self.requests = Pace(choice.requests_per_minute) if choice.requests_per_minute else None
        self.tokens = Pace(choice.tokens_per_minute) if choice.tokens_per_minute else None
        self.width = Width(capabilities.concurrency, max(64, capabilities.concurrency))
        self.deadline = choice.deadline


def account_key(choice: ModelChoice) -> tuple[str, str, str]:
    """What makes two models share an account: provider, address, key."""
    return choice.model.partition(":")[0], choice.base_url or "", choice.key_env or ""


def account_name(choice: ModelChoice) -> str:
    """What makes two models share an account, as one text; no key in it."""
    return " ".join(filter(None, account_key(choice)))


class Accounts:
    """Sends requests within the limits of each account; `send` is what a `JournaledCaller` takes."""

    def __init__(
        self, choices: Mapping[str, ModelChoice], *, on_retry: OnRetry | None = None, policy: RetryPolicy | None = None
    ) -> None:
        self._choices = dict(choices)
        self._accounts: dict[tuple[str, str, str], Account] = {}
        self._on_retry = on_retry
        self._policy = policy or RetryPolicy()

    def _account(self, role: str, model: Model) -> Account:
        choice = self._choices.get(role) or self._choices["default"]
        key = account_key(choice)
        if key not in self._accounts:
            self._accounts[key] = Account(choice, model.capabilities)
        return self._accounts[key]

    async def send(self, model: Model, request: Request, on_text: OnText | None) -> tuple[Reply, int]:
        """Send a request, each try within the account's limits."""
        account = self._account(request.role, model)
        return await call_with_retry(
            Paced(model, account),
            request,
            on_text,
            policy=self._policy,
            deadline=account.deadline,
            on_retry=self._on_retry,
        )


class Paced:
    """A model whose every try waits for its account's pace and width."""

    def __init__(self, model: Model, account: Account) -> None:
        self._model = model
        self._account = account
        self.name = model.name
        self.capabilities = model.capabilities
        self.encoding = model.encoding
        self.count_tokens = model.count_tokens

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Wait for a place, then send once."""
        account = self._account
        async with account.width:
            waits = [account.requests.take()] if account.requests else []
            if account.tokens:
                prompt = sum(self._model.count_tokens(message.content) for message in request.messages)
                waits.append(account.tokens.take(prompt + request.max_tokens))
            if waits and max(waits) > 0:
                await asyncio.sleep(max(waits))
            try:
                reply = await self._model.call(request, on_text)
            except (RateLimited, ProviderUnavailable):
                account.width.was_pushed_back()
                raise
            account.width.went_through()
            return reply

    async def close(self) -> None:
        """The model is closed by who opened it."""
