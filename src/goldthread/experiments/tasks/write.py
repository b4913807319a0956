"""`write`: one document of a job, by one method and one model, and what came of it."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from goldthread.errors import BadInput, CeilingReached, RunPaused, Where
from goldthread.experiments.executors.trying import failure_of
from goldthread.experiments.tasks.factors import check_levels, check_names, one_of, seed_of, whole_number
from goldthread.experiments.tasks.identities import role_files, role_identity, text_identity
from goldthread.experiments.tasks.jobs import Jobs
from goldthread.experiments.tasks.models import DEFAULT, Models, Remembered, Tally, choice_of, prices_of
from goldthread.experiments.work import Context, Estimate, Factors, InputFile, Json, Level, Outcome, Work
from goldthread.models.accounts import account_name
from goldthread.models.base import Model
from goldthread.models.simulated import SimulatedModel, simulation_of
from goldthread.schemas.job import Job, ModelChoice, Price

METHODS = ("direct", "agentwrite", "goldthread")
ROLES = ("compiler", "planner", "writer", "reviser", "judge")
USUAL: dict[str, Level] = {"method": "goldthread", "model": DEFAULT}
SETTINGS = ("jobs", "writers", "length_within", "models", "prices", "seed", "root")
LENGTH_WITHIN = 0.2
"""Greatest difference of a successful document's length from what was asked, as a share of it."""
WRITER = "simulated:"
_LONGEST = 100_000
_SECONDS_A_CALL = 8.0


class WriteTask:
    """See the module; a `Task`."""

    name = "write"

    def __init__(self) -> None:
        self._models = Models()
        self._jobs = Jobs()

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:
        """See `Task`; each job is held against what a document needs."""
        check_names(settings, SETTINGS, "settings", "setting")
        _within(settings)
        checks = {
            "job": lambda level: self._jobs.check(level, settings),
            "method": one_of("method", METHODS),
            "model": lambda level: _check_model(level, settings),
            "seed": whole_number("seed", 0, 2**31),
            "repeat": whole_number("repeat", 1, 1_000),
        }
        check_levels(levels, checks, ("job",))

    def levels(self, factor: str, _told: Json, _settings: Mapping[str, Json]) -> tuple[Level, ...]:
        """See `Task`: all levels are listed."""
        raise BadInput(
            "is described, not listed", where=Where(field=f"factors.{factor}"), remedy="list its levels: [one, two]"
        )

    def labels(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`: how long a document is asked for."""
        words, counter = self._jobs.length(factors["job"], settings)
        return {"asked": f"{words:,} {counter}"}

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`: the job with its sources, the roles with their prompts, the faults of a simulated writer."""
        choice = choice_of((USUAL | dict(factors))["model"], settings)
        found = {
            "job": self._jobs.identity(factors["job"], settings),
            "roles": text_identity(*(role_identity(role) for role in ROLES)),
        }
        writer = _writers(settings).get(choice.model.removeprefix(WRITER))
        return found if writer is None else found | {"writer": text_identity(repr(sorted(writer.items())))}

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:
        """See `Task`: job files and sources, roles with their prompts."""
        for role in ROLES:
            yield from role_files(role, "roles")
        for job in levels.get("job", ()):
            for file in self._jobs.files(job, settings):
                yield InputFile("job", str(file))

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:
        """See `Task`: the forecast of the job; AgentWrite sends all that is written so far with each call."""
        method = str((USUAL | dict(factors))["method"])
        forecast = self._jobs.forecast(factors["job"], settings)
        output = forecast.words * 1.4
        if method == "direct":
            return Estimate(tokens_in=800.0, tokens_out=output, calls=1.0, seconds=_SECONDS_A_CALL * 4)
        if method == "agentwrite":
            steps = max(1, forecast.sections)
            read = steps * 900 + output * (steps - 1) / 2
            return Estimate(tokens_in=read, tokens_out=output, calls=steps + 1.0, seconds=_SECONDS_A_CALL * (steps + 1))
        return Estimate(
            tokens_in=max(0.0, forecast.tokens - output),
            tokens_out=output,
            calls=float(forecast.calls),
            seconds=_SECONDS_A_CALL * forecast.calls / 4,
        )

    async def run(self, work: Work, context: Context) -> Outcome:
        """See `Task`: the run's folder is made aside and not kept; its calls are the cell's."""
        told = USUAL | dict(work.factors)
        settings = work.settings
        choice = choice_of(told["model"], settings)
        prices = prices_of(settings)
        tally = Tally()
        model = Remembered(
            self._model(choice, settings), context.gate, account_name(choice), prices, context.calls, tally
        )
        own = self._jobs.job(told["job"], settings)
        job = own.model_copy(
            update={
                "method": told["method"],
                "seed": own.seed + seed_of(told),
                "models": {"default": choice},
                "prices": _prices(settings),
            }
        )
        aside = await asyncio.to_thread(tempfile.mkdtemp, prefix="goldthread-write-")
        try:
            return await self._write(job, Path(aside), settings, model, tally)
        finally:
            await asyncio.to_thread(shutil.rmtree, aside, ignore_errors=True)

    async def _write(
        self, job: Job, aside: Path, settings: Mapping[str, Json], model: Remembered, tally: Tally
    ) -> Outcome:
        from goldthread.store.run import RunFolder
        from goldthread.workflows.running import run_again

        root = Path(str(settings.get("root", "")))
        folder = await asyncio.to_thread(RunFolder.create, aside, job, job_root=root)
        try:
            result = await run_again(folder.path, models=lambda _: {"default": cast(Model, model)})
        except (CeilingReached, RunPaused) as error:
            if model.stopped is not None or isinstance(error, RunPaused):
                raise
            return Outcome(
                "failed", {"success": 0.0} | tally.measures, {"end": "ceiling"}, price=tally.price,
                failure=failure_of(error),
            )  # fmt: skip
        text = await asyncio.to_thread(Path(str(result["document"])).read_text, encoding="utf-8")
        measures = await asyncio.to_thread(measures_of, result, text, _within(settings))
        broken = [one for one in result["checks"] if one.verdict.value == "broken"]
        return Outcome(
            status="done",
            measures=measures | tally.measures,
            labels={"end": "done" if measures["success"] else "broken" if broken else "length"},
            price=tally.price,
            trajectory=(
                *({"event": "broken", "text": one.constraint, "reason": one.verdict.reason} for one in broken),
                {"event": "document", "text": text[:_LONGEST]},
            ),
        )

    def _model(self, choice: ModelChoice, settings: Mapping[str, Json]) -> Model:
        fields = _writers(settings).get(choice.model.removeprefix(WRITER))
        if fields is None or not choice.model.startswith(WRITER):
            return self._models.model(choice)
        return SimulatedModel(choice.model, simulation_of(dict(fields), "settings.writers"))

    async def close(self) -> None:
        """See `Task`."""
        await self._models.close()


def measures_of(result: Mapping[str, Any], text: str, within: float) -> dict[str, float]:
    """What came of a document: length, requirements, passages said twice.

    `success`: no requirement is broken and the length is near what was asked.

    Args:
        result: See `workflows.running.result_of`.
        text: The document.
        within: Greatest difference of length, as a share of what was asked.
    """
    from goldthread.checks.repetition import find_repeats

    words, asked = float(result["words"]), float(result["asked"])
    counts = {name: float(result[name]) for name in ("kept", "broken", "undecided", "unchecked")}
    known = counts["kept"] + counts["broken"]
    repeated = sum(end - start for start, end in (one.second_span for one in find_repeats({1: text})))
    near = asked > 0 and abs(words - asked) <= within * asked
    return {
        "success": float(near and not counts["broken"]),
        "words": words,
        "asked": asked,
        "length_score": length_score(words, asked),
        **counts,
        "kept_share": counts["kept"] / known if known else 1.0,
        "repetition": repeated / len(text) if text else 0.0,
    }


def length_score(words: float, asked: float) -> float:
    """LongBench-Write's S_l, 0 to 100 (Bai et al., "LongWriter", arXiv 2408.07055, section 2).

    100 * max(0, 1 - (l' / l - 1) / 3) where the text is longer than asked, 100 * max(0, 1 - (l / l' - 1) / 2) where it
    is shorter.
    """
    if words <= 0 or asked <= 0:
        return 0.0
    if words > asked:
        return 100 * max(0.0, 1 - (words / asked - 1) / 3)
    return 100 * max(0.0, 1 - (asked / words - 1) / 2)


def _within(settings: Mapping[str, Json]) -> float:
    found = settings.get("length_within", LENGTH_WITHIN)
    if not isinstance(found, (int, float)) or isinstance(found, bool) or not 0 < found < 1:
        raise BadInput("is no share", where=Where(field="settings.length_within"), remedy="for instance 0.2")
    return float(found)


def _writers(settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Json]]:
    """Simulated writers that the settings state, by name."""
    return settings.get("writers") or {}


def _prices(settings: Mapping[str, Any]) -> dict[str, Price]:
    return {name: Price.model_validate(one) for name, one in (settings.get("prices") or {}).items()}


def _check_model(level: Level, settings: Mapping[str, Json]) -> None:
    choice = choice_of(level, settings)
    writers = _writers(settings)
    name = choice.model.removeprefix(WRITER)
    if choice.model.startswith(WRITER) and writers and name in writers:
        simulation_of(dict(writers[name]), "settings.writers")
    elif choice.model == "none" or choice.model.startswith("skilled:"):
        raise BadInput(f"{choice.model} cannot write", where=Where(field="factors.model"), remedy="name a writer")
