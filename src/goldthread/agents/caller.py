"""One place through which every model call goes: journal, ceilings, retries, prices and events."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from goldthread.errors import BadInput
from goldthread.models.base import Model, OnText
from goldthread.models.ceilings import Ledger
from goldthread.models.prices import Prices
from goldthread.schemas.call import CallRecord, Reply, Request, call_key, prompt_hash
from goldthread.store.journal import CallLog

Send = Callable[[Model, Request, OnText | None], Awaitable[tuple[Reply, int]]]
"""Sends a request with retries and limits; the reply and how many tries it took."""
OnCall = Callable[[CallRecord, bool], None]
"""Told of each finished call; True where it came from the journal."""


class Caller(Protocol):
    """What agents need of a run: a model by role, and calls that are paid for once."""

    def model(self, role: str) -> Model:
        """The model of a role."""

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """The reply to a request, from the journal where it stands there.

        Raises:
            ModelError: The call failed for good.
            CeilingReached: It would pass a ceiling; nothing was sent.
            RunPaused: The provider asked for a longer wait than allowed.
        """


class JournaledCaller:
    """Calls that are looked up in the journal, reserved before they are sent, and recorded when they are whole."""

    def __init__(
        self,
        models: Mapping[str, Model],
        journal: CallLog,
        *,
        ledger: Ledger,
        prices: Prices,
        send: Send,
        on_call: OnCall,
    ) -> None:
        """Take the parts of a run.

        Args:
            models: A model by role; `default` stands in for roles without one.
            journal: Finished calls.
            ledger: Ceilings, with what the run used already.
            prices: Price lists, the job's own first.
            send: How a request is sent.
            on_call: Told of each finished call.
        """
        self._models = models
        self._journal = journal
        self._ledger = ledger
        self._prices = prices
        self._send = send
        self._on_call = on_call

    def model(self, role: str) -> Model:
        """The model of a role.

        Raises:
            BadInput: Neither the role nor `default` has one.
        """
        model = self._models.get(role) or self._models.get("default")
        if model is None:
            raise BadInput(f"no model is named for the role {role!r}", remedy="add models.default to the job")
        return model

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """See `Caller.call`."""
        model = self.model(request.role)
        key = call_key(model.name, request)
        known = self._journal.get(key)
        if known is not None:
            self._on_call(known, True)
            return known.reply
        expected = sum(model.count_tokens(message.content) + 8 for message in request.messages)
        reservation = self._ledger.reserve(
            input_tokens=expected,
            output_tokens=request.max_tokens,
            price=self._prices.estimate(model.name, expected, request.max_tokens),
        )
        try:
            reply, tries = await self._send(model, request, on_text)
        except BaseException:
            self._ledger.release(reservation)
            raise
        price = self._prices.price(model.name, reply.usage)
        self._ledger.settle(reservation, reply.usage, price)
        record = CallRecord(
            key=key,
            role=request.role,
            purpose=request.purpose,
            section=request.section,
            attempt=request.attempt,
            reply=reply,
            price=price,
            at=time.time(),
            tries=tries,
            prompt_hash=prompt_hash(request),
        )
        await self._journal.append(record)
        self._on_call(record, False)
        return reply
