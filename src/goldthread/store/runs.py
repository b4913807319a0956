"""Listing the runs of a folder."""

from pathlib import Path

from goldthread.errors import GoldthreadError
from goldthread.schemas.base import Record
from goldthread.store.damage import checkpoint_fault
from goldthread.store.lock import is_owned
from goldthread.store.run import RunFolder


class RunSummary(Record):
    """A run in one line; paths are absolute, counts are of checks (one constraint in one section)."""

    id: str
    folder: str
    status: str
    document: str = ""
    report: str = ""
    words: int = 0
    constraints: int = 0
    kept: int = 0
    broken: int = 0
    undecided: int = 0
    unchecked: int = 0
    message: str = ""

    def line(self) -> str:
        """The JSON line of `runs --json` and `status --json`; the message is for people, and not in it."""
        return self.model_dump_json(exclude={"message"})


def summarise(path: Path) -> RunSummary:
    """The summary of a run's folder; one that cannot be read is `damaged`, never an error."""
    try:
        folder = RunFolder.open(path)
        status = folder.read_status()
        checks = folder.read_checks()
        name = status.status
        if is_owned(folder.path):
            name = "running"
        elif name == "running":
            name = "damaged" if checkpoint_fault(folder) else "stopped"
        counts = {"kept": 0, "broken": 0, "undecided": 0, "unchecked": 0}
        for check in checks:
            counts[check.verdict.value] += 1
        document, report = folder.path / "document.md", folder.path / "report.html"
        return RunSummary(
            id=folder.id,
            folder=str(folder.path),
            status=name,
            document=str(document) if document.exists() else "",
            report=str(report) if report.exists() else "",
            words=status.words,
            constraints=len({check.constraint for check in checks}),
            message=status.message,
            **counts,
        )
    except GoldthreadError as error:
        return RunSummary(id=path.name, folder=str(path.resolve()), status="damaged", message=str(error))


def list_runs(parent: Path) -> list[RunSummary]:
    """Runs below a folder, oldest first; folders that are no runs are passed over."""
    if not parent.is_dir():
        return []
    folders = sorted(one for one in parent.iterdir() if (one / "run.json").exists() or (one / "calls.jsonl").exists())
    return [summarise(one) for one in folders]
