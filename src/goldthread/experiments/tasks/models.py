"""Models of a process's cells: opened once, and every call of theirs within the limits of the whole run."""

import time
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from goldthread.agents.caller import JournaledCaller
from goldthread.errors import BadInput, CeilingReached, Where
from goldthread.experiments.work import CallGate, CallLog, Context
from goldthread.models.accounts import Accounts, account_name
from goldthread.models.base import Model, OnText
from goldthread.models.ceilings import Ledger
from goldthread.models.prices import Prices
from goldthread.models.registry import open_model
from goldthread.schemas.call import CallRecord, Reply, Request, call_key, prompt_hash
from goldthread.schemas.job import ModelChoice, Price

DEFAULT = "embedded:smollm2-135m"


def choice_of(level: object, settings: Mapping[str, Any]) -> ModelChoice:
    """The model that a level stands for: what the grid's `models` say, else the level is its name.

    Raises:
        BadInput: It is neither.
    """
    told = (settings.get("models") or {}).get(str(level))
    if told is None and ":" not in str(level) and str(level) != "none":
        raise BadInput(
            f"{str(level)[:80]!r} is no model",
            where=Where(field="factors.model"),
            remedy="write provider:name, or say under models what the level stands for",
        )
    try:
        return ModelChoice.model_validate(told if told is not None else {"model": str(level)})
    except ValidationError as error:
        raise BadInput(error.errors()[0]["msg"], where=Where(field=f"models.{level}")) from error


def prices_of(settings: Mapping[str, Any]) -> Prices:
    """The grid's prices, before the lists that are shipped."""
    return Prices({name: Price.model_validate(one) for name, one in (settings.get("prices") or {}).items()})


class Models:
    """Models by what they were chosen by, opened at their first call."""

    def __init__(self) -> None:
        self._open: dict[str, Model] = {}
        self._accounts: dict[str, Accounts] = {}

    def model(self, choice: ModelChoice) -> Model:
        """The opened model of a choice.

        Raises:
            BadInput: See `open_model`.
        """
        key = choice.model_dump_json()
        if key not in self._open:
            self._open[key] = open_model(choice)
        return self._open[key]

    def accounts(self, choice: ModelChoice) -> Accounts:
        """Where calls of a choice go, with retries; the rate is the gate's, for all processes together."""
        key = choice.model_dump_json()
        if key not in self._accounts:
            free = choice.model_copy(update={"requests_per_minute": None, "tokens_per_minute": None})
            self._accounts[key] = Accounts({"default": free})
        return self._accounts[key]

    async def close(self) -> None:
        """Close all models."""
        models, self._open = self._open, {}
        self._accounts = {}
        for one in models.values():
            await one.close()


class Gated:
    """A model whose every try is let through by the gate, which counts it for the whole run.

    Attributes:
        stopped: The run's ceiling, once a call was not let through for it.
    """

    def __init__(self, model: Model, gate: CallGate, account: str, prices: Prices) -> None:
        self._model = model
        self._gate = gate
        self._account = account
        self._prices = prices
        self.name = model.name
        self.capabilities = model.capabilities
        self.encoding = model.encoding
        self.count_tokens = model.count_tokens
        self.stopped: CeilingReached | None = None

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Wait for the gate, send once, count what was used.

        Raises:
            CeilingReached: The run's ceiling.
            ModelError: The model's own.
        """
        prompt = sum(self._model.count_tokens(one.content) + 8 for one in request.messages)
        estimate = self._prices.estimate(self.name, prompt, request.max_tokens) or 0.0
        try:
            place = await self._gate.admit(self._account, tokens=prompt + request.max_tokens, price=estimate)
        except CeilingReached as error:
            self.stopped = error
            raise
        try:
            reply = await self._model.call(request, on_text)
        except BaseException:
            await self._gate.release(place)
            raise
        used = reply.usage
        await self._gate.settle(
            place, tokens=used.input + used.output, price=self._prices.price(self.name, used) or 0.0
        )
        return reply

    async def close(self) -> None:
        """The model is closed by who opened it."""


class Remembered(Gated):
    """A gated model whose finished calls are kept in a log of their own and never made again.

    For pipelines that keep a journal of their own in a folder which does not stay.
    """

    def __init__(
        self, model: Model, gate: CallGate, account: str, prices: Prices, log: CallLog, tally: "Tally"
    ) -> None:
        super().__init__(model, gate, account, prices)
        self._log = log
        self._tally = tally

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """The reply from the log, else as `Gated.call` gives it."""
        key = call_key(self.name, request)
        known = self._log.get(key)
        if known is None:
            reply = await super().call(request, on_text)
            known = CallRecord(
                key=key,
                role=request.role,
                purpose=request.purpose,
                section=request.section,
                attempt=request.attempt,
                reply=reply,
                price=self._prices.price(self.name, reply.usage),
                at=time.time(),
                prompt_hash=prompt_hash(request),
            )
            await self._log.append(known)
        elif on_text:
            on_text(known.reply.text)
        self._tally.add(known, False)
        return known.reply


class Tally:
    """What the calls of one cell used, those of earlier tries with them.

    Attributes:
        measures: `calls`, `tokens_in`, `tokens_out`, `tokens_cached`, `model_seconds`.
        price: US dollars; None once a price is unknown.
    """

    def __init__(self) -> None:
        self.calls = self.tokens_in = self.tokens_out = self.tokens_cached = 0
        self.seconds = 0.0
        self.price: float | None = 0.0

    def add(self, record: CallRecord, _known: bool) -> None:
        """Count a finished call."""
        used = record.reply.usage
        self.calls += 1
        self.tokens_in += used.input
        self.tokens_out += used.output
        self.tokens_cached += used.cached
        self.seconds += record.reply.seconds
        self.price = None if self.price is None or record.price is None else self.price + record.price

    @property
    def measures(self) -> dict[str, float]:
        """As an outcome has them."""
        return {
            "calls": self.calls,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "tokens_cached": self.tokens_cached,
            "model_seconds": self.seconds,
        }


class CellCaller:
    """The caller of one cell, what its calls used, and the gate in front of its model.

    Attributes:
        caller: For the agents.
        tally: What was used.
        ledger: The cell's own budget.
    """

    def __init__(
        self, model: Model, choice: ModelChoice, accounts: Accounts, context: Context, settings: Mapping[str, Any],
        *, ledger: Ledger, log: CallLog | None = None,
    ) -> None:  # fmt: skip
        """Take a model and the cell's context.

        Args:
            model: Opened.
            choice: What it was chosen by.
            accounts: See `Models.accounts`.
            context: The cell's.
            settings: The grid's, for prices.
            ledger: The cell's own budget.
            log: Finished calls, where they are not the context's.
        """
        prices = prices_of(settings)
        self.tally = Tally()
        self.ledger = ledger
        self._gated = Gated(model, context.gate, account_name(choice), prices)
        self.caller = JournaledCaller(
            {"default": self._gated},
            log or context.calls,
            ledger=ledger,
            prices=prices,
            send=accounts.send,
            on_call=self.tally.add,
        )

    def check_ceiling(self) -> None:
        """Stop the cell where the run's ceiling stopped one of its calls: it is no outcome of the cell.

        Raises:
            CeilingReached: It did.
        """
        if self._gated.stopped is not None:
            raise self._gated.stopped
