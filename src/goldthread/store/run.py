"""A run's folder: everything that is known of a run is a file in it."""

import json
import re
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from goldthread.errors import BadInput, RunDamaged, Where
from goldthread.redaction import redact
from goldthread.schemas.base import Record
from goldthread.schemas.job import Job
from goldthread.schemas.plan import Section
from goldthread.schemas.slug import slugify
from goldthread.schemas.verdict import Check
from goldthread.schemas.yaml_files import dump_yaml
from goldthread.store import atomic
from goldthread.store.journal import Journal
from goldthread.store.lock import Lease, own
from goldthread.store.log import AppendLog

FORMAT = 1


class RunInfo(Record):
    """`run.json`: what never changes of a run."""

    id: str
    created: str
    version: str
    format: int
    method: str
    job_root: str


class Status(Record):
    """`status.json`: where a run stands; `updated` in seconds since the epoch."""

    status: str = "running"
    phase: str = ""
    words: int = 0
    asked: int = 0
    sections: int = 0
    message: str = ""
    updated: float = 0.0


class SectionRecord(Record):
    """A finished section: what it was written from, its text as the writing phase left it, what was mended in it."""

    section: int
    file: str
    input_hash: str
    text: str
    repairs: tuple[dict[str, Any], ...] = ()


class RunFolder:
    """A run's folder and its files."""

    def __init__(self, path: Path, info: RunInfo) -> None:
        self.path = path.resolve()
        self.info = info
        self._journal: Journal | None = None
        self._lease: Lease | None = None
        self._sections = AppendLog(self.path / "sections.jsonl")
        self._checks = AppendLog(self.path / "checks.jsonl")

    @classmethod
    def create(cls, parent: Path, job: Job, *, job_root: Path, name: str = "") -> "RunFolder":
        """Make the folder of a new run below `parent`.

        Args:
            parent: Made where there is none.
            job: The job.
            job_root: The folder that its sources are relative to.
            name: Of the folder, and the run's id; one is made up where it is empty. A folder with a given name is
                there whole or not at all.

        Raises:
            StorageError: It could not be made.
        """
        stamp = time.strftime("%Y%m%d-%H%M%S")
        run = name or f"{stamp}-{slugify(job.title or job.request[:80], 30)}-{secrets.token_hex(3)}"
        path = parent.resolve() / (f".{name}.{secrets.token_hex(3)}.new" if name else run)
        info = RunInfo(
            id=run,
            created=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            version=version("goldthread"),
            format=FORMAT,
            method=job.method,
            job_root=str(job_root.resolve()),
        )
        try:
            (path / "sections").mkdir(parents=True)
        except OSError as error:
            raise atomic.storage_error(path, error) from error
        fields = job.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"request": job.request}
        # A password in a base_url stays out of the folder; `resume` takes it from GOLDTHREAD_BASE_URL.
        atomic.write_text(path / "job.yaml", redact(dump_yaml(fields)))
        folder = cls(path, info)
        folder.write_status(status="running")
        atomic.write_text(path / "run.json", info.model_dump_json(indent=2) + "\n")
        if not name:
            return folder
        try:
            path.rename(parent.resolve() / name)
            atomic.sync_folder(parent)
        except OSError as error:
            raise atomic.storage_error(parent / name, error) from error
        return cls(parent / name, info)

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Open a run's folder.

        Raises:
            BadInput: It is no run.
            RunDamaged: `run.json` or `job.yaml` is damaged.
        """
        if not (path / "run.json").exists():
            if (path / "job.yaml").exists():
                raise RunDamaged(
                    "run.json is missing",
                    where=Where(str(path)),
                    remedy="start the job again: goldthread write RUN/job.yaml",
                )
            raise BadInput("is no run of goldthread", where=Where(str(path)), remedy="list runs with: goldthread runs")
        try:
            info = RunInfo.model_validate_json((path / "run.json").read_text(encoding="utf-8"))
        except (ValidationError, OSError, UnicodeDecodeError) as error:
            raise RunDamaged(
                "is damaged",
                where=Where(str(path / "run.json")),
                remedy="start the job again: goldthread write RUN/job.yaml",
            ) from error
        if not (path / "job.yaml").exists() or not (path / "job.yaml").stat().st_size:
            raise RunDamaged(
                "is missing or empty",
                where=Where(str(path / "job.yaml")),
                remedy="put the job file back, then: goldthread resume RUN",
            )
        return cls(path, info)

    @property
    def id(self) -> str:
        """The run's id, also the folder's name."""
        return self.info.id

    @property
    def job_root(self) -> Path:
        """The folder that the job's sources are relative to."""
        return Path(self.info.job_root)

    @property
    def journal(self) -> Journal:
        """The journal of calls, opened when it is first asked for.

        Raises:
            RunDamaged: A line is damaged.
        """
        if self._journal is None:
            self._journal = Journal(self.path / "calls.jsonl", guard=self.guard)
        return self._journal

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Own the run while it is worked on.

        Raises:
            RunBusy: Another process owns it.
        """
        with own(self.path) as self._lease:
            try:
                yield
            finally:
                self._lease = None

    def guard(self) -> None:
        """See, before a write, that a run that is owned is still ours.

        Raises:
            RunBusy: Another process took it over, as this one was stopped or cut off for too long.
        """
        if self._lease is not None:
            self._lease.check()

    def _read(self, name: str) -> str | None:
        file = self.path / name
        if not file.exists():
            return None
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise RunDamaged("is no UTF-8 text", where=Where(str(file)), remedy="remove it, then resume") from error
        if not text:
            raise RunDamaged(
                "is empty", where=Where(str(file)), remedy="goldthread resume RUN --from-logs makes it again"
            )
        return text

    def read_job(self) -> str:
        """Text of job.yaml."""
        return self._read("job.yaml") or ""

    def read_constraints(self) -> str | None:
        """Text of constraints.yaml, None before it is there."""
        return self._read("constraints.yaml")

    def write_constraints(self, text: str) -> None:
        """Write constraints.yaml."""
        self.guard()
        atomic.write_text(self.path / "constraints.yaml", text)

    def read_plan(self) -> str | None:
        """Text of plan.yaml, None before it is there."""
        return self._read("plan.yaml")

    def write_plan(self, text: str) -> None:
        """Write plan.yaml."""
        self.guard()
        atomic.write_text(self.path / "plan.yaml", text)

    def read_document(self) -> str:
        """The document, empty before it is there."""
        return self._read("document.md") or ""

    def write_document(self, text: str) -> None:
        """Write document.md."""
        self.guard()
        atomic.write_text(self.path / "document.md", text)

    def write_report(self, html: str) -> Path:
        """Write report.html; its path."""
        self.guard()
        atomic.write_text(self.path / "report.html", html)
        return self.path / "report.html"

    def write_section(self, section: Section, text: str) -> str:
        """Write a section's file; its name."""
        self.guard()
        file = f"{section.slug}.md"
        atomic.write_text(self.path / "sections" / file, text + "\n")
        return file

    def save_section(
        self, section: Section, text: str, *, input_hash: str, repairs: Sequence[dict[str, Any]] = ()
    ) -> None:
        """Keep a finished section: its file, then the record that makes it count."""
        file = self.write_section(section, text)
        record = SectionRecord(
            section=section.number, file=file, input_hash=input_hash, text=text, repairs=tuple(repairs)
        )
        self._sections.append(record.model_dump(mode="json"))

    def section_records(self) -> dict[int, SectionRecord]:
        """The latest record of each section.

        Raises:
            RunDamaged: A record is damaged.
        """
        records = {}
        for _, data in self._sections.read():
            try:
                record = SectionRecord.model_validate(_tupled(data))
            except ValidationError as error:
                raise RunDamaged(
                    "a record does not fit",
                    where=Where(str(self._sections.path)),
                    remedy="goldthread resume RUN --from-logs",
                ) from error
            records[record.section] = record
        return records

    def write_sections(self, sections: Sequence[Section], texts: Mapping[int, str]) -> None:
        """Bring the files of sections/ to the final texts; files of sections that are no more are removed."""
        self.guard()
        wanted = {f"{section.slug}.md": texts[section.number] + "\n" for section in sections}
        for name, text in wanted.items():
            file = self.path / "sections" / name
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                atomic.write_text(file, text)
        for file in (self.path / "sections").glob("*.md"):
            if file.name not in wanted and re.match(r"\d{3,}-", file.name):
                file.unlink()

    def write_checks(self, checks: Sequence[Check]) -> None:
        """Add a round of checks; the last round is the one that counts."""
        self.guard()
        body = [check.model_dump(mode="json") for check in checks]
        self._checks.append({"at": time.time(), "checks": body})

    def read_checks(self) -> list[Check]:
        """The last round of checks, empty before the first.

        Raises:
            RunDamaged: The log is damaged.
        """
        last: dict[str, Any] = {}
        for _, data in self._checks.read():
            last = data
        return [Check.model_validate_json(json.dumps(one)) for one in last.get("checks", [])]

    def read_status(self) -> Status:
        """Where the run stands."""
        try:
            return Status.model_validate_json((self.path / "status.json").read_text(encoding="utf-8"))
        except (OSError, ValidationError, UnicodeDecodeError):
            return Status(status="stopped")

    def write_status(self, **changes: Any) -> None:
        """Change where the run stands."""
        self.guard()
        status = self.read_status().model_copy(update={**changes, "updated": time.time()})
        atomic.write_text(self.path / "status.json", status.model_dump_json(indent=2) + "\n")

    def close(self) -> None:
        """Release the logs."""
        self._sections.close()
        self._checks.close()
        if self._journal is not None:
            self._journal.close()


def _tupled(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"repairs": tuple(data.get("repairs", ()))}
