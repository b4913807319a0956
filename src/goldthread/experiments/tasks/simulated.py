"""`simulated`: cells with known success rates, to hold the statistics and the runner against.

A cell succeeds where sqrt(s) z + sqrt(1 - s) e < Phi^-1(p): z is the question's difficulty and e the cell's own luck,
both normal and drawn from hashes, s is `spread`, and p is `base` with the effects of the cell's levels added. So the
rate of every condition is exactly p, whatever the spread between questions: the one-factor probit model (Emrich and
Piedmonte 1991, "A method for generating high-dimensional multivariate binary variates", with one common factor).
"""

import asyncio
import hashlib
import json
import math
import os
import signal
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import NormalDist
from typing import Annotated, Any, Literal, NoReturn

from pydantic import Field, ValidationError

from goldthread.errors import BadInput, ProviderUnavailable, RequestRefused, Where
from goldthread.experiments.cells import MOST_CELLS, fits
from goldthread.experiments.work import Context, Estimate, Factors, InputFile, Json, Level, Outcome, Work
from goldthread.models.accounts import account_name
from goldthread.models.prices import Prices
from goldthread.schemas.base import Record
from goldthread.schemas.call import CallRecord, Reply, Usage
from goldthread.schemas.grid import Condition
from goldthread.schemas.job import ModelChoice, Price

Share = Annotated[float, Field(ge=0, le=1)]
Whole = Annotated[int, Field(ge=0)]
_NORMAL = NormalDist()


class Fault(Record):
    """What goes wrong with some cells, to see what the runner does.

    Attributes:
        where: Which cells.
        does: `kill` (the process dies), `block` (the event loop stands still), `hang` (it never ends), `unavailable`
            (another try may help), `refused` (none does), `bug` (an error that is not ours).
        seconds: How long `block` blocks.
        tries: In how many tries, from the first; 0 for all.
    """

    where: Condition
    does: Literal["kill", "block", "hang", "unavailable", "refused", "bug"]
    seconds: Annotated[float, Field(ge=0)] = 0.0
    tries: Whole = 0


class Simulated(Record):
    """Settings of the task.

    Attributes:
        base: Success rate before effects.
        effects: By factor and level, what is added to the rate; levels that are not named add nothing.
        spread: Share of the variance (of the normal behind success) that lies between questions.
        latency: Seconds of one model call.
        calls: Model calls of a cell.
        tokens_in: Of one call, on average; so is `tokens_out`.
        tokens_out: See there.
        token_effects: By factor and level, what both are multiplied by.
        token_noise: Standard deviation of the logarithm of a cell's tokens.
        tiers: Tiers that questions belong to by turns (`tier` among the labels); 0 for none.
        faults: What goes wrong; the first that fits counts.
        log: File that each model call, when it begins, adds a line to: its key, its process, the time.
    """

    base: Share = 0.7
    effects: dict[str, dict[str, float]] = {}
    spread: Annotated[float, Field(ge=0, lt=1)] = 0.3
    latency: Annotated[float, Field(ge=0)] = 0.0
    calls: Annotated[int, Field(ge=0, le=1000)] = 1
    tokens_in: Whole = 1000
    tokens_out: Whole = 100
    token_effects: dict[str, dict[str, float]] = {}
    token_noise: Annotated[float, Field(ge=0, le=2)] = 0.2
    tiers: Annotated[int, Field(ge=0, le=100)] = 0
    faults: tuple[Fault, ...] = ()
    log: str = ""


def uniform(*parts: object) -> float:
    """A number strictly between 0 and 1, drawn from the hash of the parts."""
    digest = hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).digest()
    return (int.from_bytes(digest[:8], "big") + 0.5) / 2**64


def rate(simulated: Simulated, factors: Factors) -> float:
    """The success rate of a cell's condition."""
    added = sum(by_level.get(_text(factors.get(name, "")), 0.0) for name, by_level in simulated.effects.items())
    return min(1.0, max(0.0, simulated.base + added))


def succeeds(simulated: Simulated, factors: Factors, seed: int) -> bool:
    """Whether a cell succeeds."""
    wanted = rate(simulated, factors)
    if wanted in (0.0, 1.0):
        return wanted == 1.0
    own = _NORMAL.inv_cdf(uniform(seed, "cell", *_drawn(factors)))
    question = factors.get("question")
    spread = simulated.spread if question is not None else 0.0
    shared = _NORMAL.inv_cdf(uniform(seed, "question", question)) if spread else 0.0
    return math.sqrt(spread) * shared + math.sqrt(1 - spread) * own < _NORMAL.inv_cdf(wanted)


def _drawn(factors: Factors) -> list[list[Level]]:
    return [[name, factors[name]] for name in sorted(factors) if name != "repeat" or factors[name] != 1]


def _text(level: Level) -> str:
    """A level as YAML has it for a key."""
    return str(level).lower() if isinstance(level, bool) else str(level)


def settings_of(settings: Mapping[str, Json]) -> Simulated:
    """The settings, read.

    Raises:
        BadInput: One is unknown or does not fit.
    """
    own = {name: value for name, value in settings.items() if name in Simulated.model_fields}
    unknown = sorted(set(settings) - set(own) - {"models", "prices", "seed", "root"})
    if unknown:
        raise BadInput(
            f"the task simulated has no setting {unknown[0]!r}",
            where=Where(field=f"settings.{unknown[0]}"),
            remedy=f"known are: {', '.join(Simulated.model_fields)}",
        )
    try:
        return Simulated.model_validate(own, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, ("settings", *first["loc"])))
        raise BadInput(first["msg"], where=Where(field=field), remedy="correct it") from error


class SimulatedTask:
    """See `Task`."""

    name = "simulated"

    def __init__(self) -> None:
        self._read: tuple[Mapping[str, Json], Simulated] | None = None

    def _settings(self, settings: Mapping[str, Json]) -> Simulated:
        if self._read is None or self._read[0] is not settings:
            self._read = settings, settings_of(settings)
        return self._read[1]

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:
        """See `Task`."""
        simulated = self._settings(settings)
        for field in ("effects", "token_effects"):
            for name, by_level in getattr(simulated, field).items():
                known = [_text(level) for level in levels.get(name, ())]
                for level in by_level:
                    if level not in known:
                        raise BadInput(
                            f"the grid has no level {level!r} of {name!r}" if known else f"there is no factor {name!r}",
                            where=Where(field=f"settings.{field}.{name}"),
                            remedy=f"known are: {', '.join((known or list(levels))[:12])}",
                        )

    def levels(self, factor: str, told: Json, settings: Mapping[str, Json]) -> tuple[Level, ...]:  # noqa: ARG002
        """`{count: 100}`, of any factor: `question-1` to `question-100`."""
        count = told.get("count") if isinstance(told, dict) and set(told) == {"count"} else None
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            raise BadInput(
                "levels of a simulated factor are a list, or {count: N}",
                where=Where(field=f"factors.{factor}"),
                remedy="write {count: 100} for 100 levels",
            )
        if count > MOST_CELLS:
            raise BadInput(
                f"{count:,} levels make more cells than a grid has: at most {MOST_CELLS:,}",
                where=Where(field=f"factors.{factor}.count"),
                remedy="ask for fewer",
            )
        return tuple(f"{factor}-{number}" for number in range(1, count + 1))

    def labels(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`."""
        tiers = self._settings(settings).tiers
        question = factors.get("question")
        if not tiers or question is None:
            return {}
        number = int("".join(filter(str.isdigit, str(question))) or "1")
        return {"tier": f"L{(number - 1) % tiers + 1}"}

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:  # noqa: ARG002
        """Nothing but factors and settings determines a simulated cell."""
        return {}

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:  # noqa: ARG002
        """There are none."""
        return ()

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:
        """See `Task`."""
        simulated = self._settings(settings)
        scale = self._scale(simulated, factors) * simulated.calls
        return Estimate(
            tokens_in=simulated.tokens_in * scale,
            tokens_out=simulated.tokens_out * scale,
            calls=simulated.calls,
            seconds=simulated.latency * simulated.calls,
        )

    @staticmethod
    def _scale(simulated: Simulated, factors: Factors) -> float:
        scale = 1.0
        for name, by_level in simulated.token_effects.items():
            scale *= by_level.get(_text(factors.get(name, "")), 1.0)
        return scale

    async def run(self, work: Work, context: Context) -> Outcome:
        """See `Task`."""
        simulated = self._settings(work.settings)
        seed = int(str(work.settings.get("seed", 0)))
        noise = math.exp(simulated.token_noise * _NORMAL.inv_cdf(uniform(seed, "tokens", *_drawn(work.factors))))
        scale = self._scale(simulated, work.factors) * noise
        usage = Usage(input=round(simulated.tokens_in * scale), output=round(simulated.tokens_out * scale))
        spent: list[CallRecord] = []
        for number in range(simulated.calls):
            spent.append(await _call(work, context, simulated, number, usage))
            for fault in simulated.faults:
                if fits(work.factors, fault.where):
                    if not fault.tries or work.attempt <= fault.tries:
                        await _go_wrong(fault)
                    break
        prices = [record.price for record in spent]
        return Outcome(
            status="done",
            measures={
                "success": float(succeeds(simulated, work.factors, seed)),
                "tokens_in": float(sum(one.reply.usage.input for one in spent)),
                "tokens_out": float(sum(one.reply.usage.output for one in spent)),
                "calls": float(len(spent)),
            },
            price=None if None in prices else sum(one for one in prices if one is not None),
            trajectory=tuple({"call": at, "reply": one.reply.text} for at, one in enumerate(spent, 1)),
        )

    async def close(self) -> None:
        """Nothing to release."""


async def _call(work: Work, context: Context, simulated: Simulated, number: int, usage: Usage) -> CallRecord:
    """One call of a model that answers at once, through the limits, kept like any other."""
    key = hashlib.sha256(f"{work.key}:{number}".encode()).hexdigest()
    known = context.calls.get(key)
    if known is not None:
        return known
    choice = _choice(work)
    price = Prices(_prices(work)).price(choice.model, usage)
    reservation = await context.gate.admit(account_name(choice), tokens=usage.input + usage.output, price=price or 0.0)
    try:
        if simulated.log:
            _note(Path(str(work.settings.get("root", ".")), simulated.log), key)
        await asyncio.sleep(simulated.latency)
    except BaseException:
        await context.gate.release(reservation)
        raise
    await context.gate.settle(reservation, tokens=usage.input + usage.output, price=price or 0.0)
    record = CallRecord(
        key=key,
        role="simulated",
        purpose="call",
        section=0,
        attempt=number,
        reply=Reply(text="simulated", finish_reason="stop", usage=usage, model=choice.model, seconds=simulated.latency),
        price=price,
        at=time.time(),
    )
    await context.calls.append(record)
    return record


def _choice(work: Work) -> ModelChoice:
    name = str(work.factors.get("model", "simulated:model"))
    models: Any = work.settings.get("models") or {}
    return ModelChoice.model_validate(models.get(name) or {"model": name}, strict=False)


def _prices(work: Work) -> dict[str, Price]:
    prices: Any = work.settings.get("prices") or {}
    return {name: Price.model_validate(price, strict=False) for name, price in prices.items()}


def _note(path: Path, line: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, f"{line} {os.getpid()} {time.time():.6f}\n".encode())
    finally:
        os.close(descriptor)


async def _go_wrong(fault: Fault) -> None:
    if fault.does == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif fault.does == "block":
        time.sleep(fault.seconds)  # noqa: ASYNC251 - that is the fault
    elif fault.does == "hang":
        await asyncio.Event().wait()
    else:
        _fail(fault)


def _fail(fault: Fault) -> NoReturn:
    if fault.does == "unavailable":
        raise ProviderUnavailable("the simulated provider is not there")
    if fault.does == "refused":
        raise RequestRefused("the simulated provider refuses the request")
    raise ValueError("a fault of the simulated task")
