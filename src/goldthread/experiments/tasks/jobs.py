"""Writing jobs of a grid: stated in its settings under a name, or files from its root."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.experiments.tasks.identities import text_identity
from goldthread.experiments.work import Level
from goldthread.schemas.job import Job, ModelChoice
from goldthread.schemas.job_file import job_of, load_job
from goldthread.workflows.forecast import Forecast, forecast_job


class Jobs:
    """Jobs by level, read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Job] = {}
        self._forecasts: dict[tuple[str, str], Forecast] = {}
        self._identities: dict[tuple[str, str], str] = {}

    def job(self, level: Level, settings: Mapping[str, Any]) -> Job:
        """The job that a level stands for.

        Raises:
            BadInput: There is neither a job of that name nor a file, or it cannot be used.
        """
        key = _key(level, settings)
        if key not in self._read:
            told = (settings.get("jobs") or {}).get(str(level))
            self._read[key] = (
                job_of(dict(told), f"settings.jobs.{level}") if told else load_job(self._file(level, settings))
            )
        return self._read[key]

    @staticmethod
    def _file(level: Level, settings: Mapping[str, Any]) -> Path:
        path = Path(str(settings.get("root", ""))) / str(level)
        if not path.is_file():
            known = ", ".join(settings.get("jobs") or {}) or "none"
            raise BadInput(
                f"there is no job {str(level)[:80]!r}",
                where=Where(field="factors.job"),
                remedy=f"name a job file, from the grid's folder, or a job of settings.jobs; these are: {known}",
            )
        return path

    def _root(self, level: Level, settings: Mapping[str, Any]) -> Path:
        """The folder that the job's sources are relative to."""
        root = Path(str(settings.get("root", "")))
        return root if str(level) in (settings.get("jobs") or {}) else (root / str(level)).parent

    def forecast(self, level: Level, settings: Mapping[str, Any]) -> Forecast:
        """What the job will use, as `goldthread write --dry-run` says; no model is opened for it."""
        key = _key(level, settings)
        if key not in self._forecasts:
            job = self.job(level, settings).model_copy(update={"models": {"default": ModelChoice(model="openai:any")}})
            self._forecasts[key] = forecast_job(job, root=self._root(level, settings))
        return self._forecasts[key]

    def check(self, level: Level, settings: Mapping[str, Any]) -> None:
        """Refuse a job that cannot be written.

        Raises:
            BadInput: See `forecast_job`.
        """
        self.forecast(level, settings)

    def length(self, level: Level, settings: Mapping[str, Any]) -> tuple[int, str]:
        """How long the document is asked to be, and in what that is counted."""
        found = self.forecast(level, settings)
        return found.words, found.counter

    def identity(self, level: Level, settings: Mapping[str, Any]) -> str:
        """Hash of a job and its sources."""
        key = _key(level, settings)
        if key not in self._identities:
            from goldthread.sources import read_sources

            job = self.job(level, settings)
            passages = read_sources(job.sources, root=self._root(level, settings)) if job.sources else ()
            own = job.model_dump_json(exclude={"models", "prices", "ceilings", "method", "concurrency"})
            self._identities[key] = text_identity(own, *(one.text for one in passages))
        return self._identities[key]

    def files(self, level: Level, settings: Mapping[str, Any]) -> Iterator[Path]:
        """The job's file, where it has one, and those of its sources."""
        from goldthread.sources import source_files

        job = self.job(level, settings)
        if str(level) not in (settings.get("jobs") or {}):
            yield self._file(level, settings)
        yield from source_files(job.sources, root=self._root(level, settings))


def _key(level: Level, settings: Mapping[str, Any]) -> tuple[str, str]:
    return str(settings.get("root", "")), str(level)
