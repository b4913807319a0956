"""The state of the writing graph: ids and hashes only; every text lies in the run's folder."""

from typing import Any, TypedDict


class WriteState(TypedDict, total=False):
    """What travels between the phases, and what a checkpoint holds.

    Attributes:
        job: A job file's path, or its fields; needed only where `run` is not given.
        out: Folder that new runs are made in; `runs` where not given.
        run: The run's folder.
        approve: Stop for a person after the plan.
        constraints_hash: SHA-256 of constraints.yaml.
        plan_hash: SHA-256 of plan.yaml.
        document_hash: SHA-256 of document.md.
        written: Words of the document.
        kept: Checks kept; so are `broken`, `undecided` and `unchecked`.
        document: Path of the document.
        report: Path of the report.
    """

    job: str | dict[str, Any]
    out: str
    run: str
    approve: bool
    constraints_hash: str
    plan_hash: str
    document_hash: str
    written: int
    kept: int
    broken: int
    undecided: int
    unchecked: int
    document: str
    report: str


class SectionState(TypedDict, total=False):
    """The state of one section's graph; it has no checkpointer, so the text may travel in it."""

    run: str
    number: int
    text: str
    rounds: int
    broken: int
