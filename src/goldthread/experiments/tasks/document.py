"""`document`: a whole document run, carried on from its own journal by whichever process has it."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from goldthread.errors import BadInput, CeilingReached, RunBusy, RunPaused
from goldthread.experiments.executors.trying import failure_of
from goldthread.experiments.tasks.models import Gated
from goldthread.experiments.work import CallGate, Context, Estimate, Factors, InputFile, Json, Level, Outcome, Work
from goldthread.models.accounts import account_name
from goldthread.models.base import Model
from goldthread.models.prices import Prices
from goldthread.models.registry import open_model
from goldthread.resources import own_assets
from goldthread.schemas.job import Job
from goldthread.store.lock import refuse_living

PATIENCE = 60.0
"""Seconds to wait for a run whose last owner may be dying."""


class DocumentTask:
    """Goes on with the run in the folder `settings.run`; its calls are in the run's journal, not in the ledger.

    The run's own ceilings end it as a failed outcome that can be resumed; the shared ceiling of all runs is raised.
    """

    name = "document"

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:  # noqa: ARG002
        """Refuse a grid: its task for documents is `write`."""
        _no_grid()

    def levels(self, factor: str, told: Json, settings: Mapping[str, Json]) -> tuple[Level, ...]:  # noqa: ARG002
        """See `check`."""
        _no_grid()

    def labels(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:  # noqa: ARG002
        """Nothing is known before."""
        return {}

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:  # noqa: ARG002
        """The key is that of the job."""
        return {}

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:  # noqa: ARG002
        """A run has its own copies."""
        return ()

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:  # noqa: ARG002
        """See `check`."""
        _no_grid()

    async def run(self, work: Work, context: Context) -> Outcome:
        """See `Task`.

        Raises:
            RunBusy: Another process goes on working on the run.
        """
        assets = str(work.settings.get("assets") or "")
        with own_assets(Path(assets) if assets else None):
            return await _carry_on(Path(str(work.settings["run"])), context.gate)

    async def close(self) -> None:
        """Each run closes what it opens."""


async def _carry_on(run: Path, gate: CallGate) -> Outcome:
    from goldthread.workflows.running import run_again

    opened: list[_Owned] = []
    until = time.monotonic() + PATIENCE
    while True:
        try:
            # Watching a dead owner on another machine takes a lease; the event loop has other documents to write.
            await asyncio.to_thread(refuse_living, run)
            result = await run_again(run, models=_opener(run, gate, opened.append))
        except RunBusy:
            if time.monotonic() >= until:
                raise
            await asyncio.sleep(1.0)
        except (CeilingReached, RunPaused) as error:
            if any(model.stopped for model in opened):
                raise
            return Outcome("failed", {"success": 0.0}, {"folder": str(run)}, failure=failure_of(error))
        else:
            counts = {name: float(result[name]) for name in ("words", "kept", "broken", "undecided", "unchecked")}
            measures = {"success": float(result["broken"] == 0), "tokens": float(result["tokens"]), **counts}
            return Outcome("done", measures, {"folder": str(run)}, price=result["cost"])


class _Owned(Gated):
    """A gated model that the run closes."""

    async def close(self) -> None:
        await self._model.close()


def _opener(run: Path, gate: CallGate, note: Callable[[_Owned], None]) -> Callable[[Job], dict[str, Model]]:
    """Opens a job's models behind the gate."""

    def open_models(job: Job) -> dict[str, Model]:
        from goldthread.workflows.opening import choices_of

        prices = Prices(job.prices)
        models: dict[str, Model] = {}
        for role, choice in choices_of(job).items():
            models[role] = gated = _Owned(
                open_model(choice, log=run / "server.log"), gate, account_name(choice), prices
            )
            note(gated)
        return models

    return open_models


def _no_grid() -> NoReturn:
    raise BadInput("the task document runs job files", remedy="in a grid, write task: write")
