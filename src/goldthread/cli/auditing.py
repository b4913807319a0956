"""Carrying out an audit from the command line: documents in a pool of processes, then the judge, then the outputs."""

import asyncio
import glob
import json as json_module
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, GoldthreadError, Where
from goldthread.redaction import redact
from goldthread.resources import own_assets
from goldthread.schemas.audit import Audited
from goldthread.schemas.job import ModelChoice
from goldthread.schemas.job_file import read_text_file
from goldthread.store.atomic import write_text

VALUES = ("kept", "broken", "undecided", "unchecked")
_ORDER = {"broken": 0, "undecided": 1, "unchecked": 2, "kept": 3}


def audit_documents(
    patterns: Sequence[str],
    *,
    constraints: str | None,
    request: str | None,
    language: str,
    judge: Mapping[str, str | None],
    max_tokens: str | None,
    outputs: Mapping[str, str | None],
    jobs: int,
    assets: str | None,
    strict: bool,
    json: bool,
) -> int:
    """Audit documents and print what was found.

    Returns:
        0; 3 where a check is broken (`strict`: or open); 2 where a document could not be read (the others are audited).

    Raises:
        BadInput: The requirements or a flag cannot be used, or no document is there.
    """
    from goldthread.workflows.audit import asked_of

    with own_assets(Path(assets) if assets else None):
        asked = asked_of(constraints, request_text(request), language)
        paths = documents_of(patterns)
        ceiling = ceiling_of(max_tokens)
        audits: list[Audited] = []
        failed = 0
        for found in audit_paths(asked, paths, language, jobs):
            if isinstance(found, GoldthreadError):
                failed += 1
                print(redact(f"goldthread: {found}"), file=sys.stderr)
                continue
            audits.append(found)
            if judge["model"] == "none":
                _print(audits[-1], json=json, last=len(paths) == 1)
        if judge["model"] != "none":
            choice = ModelChoice.model_validate({key: value for key, value in judge.items() if value})
            audits = asyncio.run(_judged(audits, choice, ceiling))
            for one in audits:
                _print(one, json=json, last=len(paths) == 1)
        write_outputs(audits, outputs)
    if len(paths) > 1 and not json:
        print_summary(audits, failed)
    return 2 if failed else exit_code(audits, strict=strict)


def request_text(request: str | None) -> str | None:
    """The request: a file's text where there is such a file, else the words themselves."""
    if request is None:
        return None
    text = read_text_file(Path(request), "request") if len(request) < 1000 and Path(request).is_file() else request
    if not text.strip():
        raise BadInput("the request is empty", where=Where(request or None), remedy="say what was asked for")
    return text


def documents_of(patterns: Sequence[str]) -> list[Path]:
    """Files that are named, and those that patterns find, in order, each once.

    Raises:
        BadInput: A pattern finds nothing.
    """
    paths: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.exists() or not glob.has_magic(pattern):
            paths[path] = None
            continue
        found = sorted(name for name in glob.glob(pattern, recursive=True) if Path(name).is_file())  # noqa: PTH207
        if not found:
            raise BadInput("no file fits the pattern", where=Where(pattern), remedy="correct the pattern")
        paths.update({Path(name): None for name in found})
    return list(paths)


def ceiling_of(text: str | None) -> int | None:
    """A ceiling of tokens out of a flag.

    Raises:
        BadInput: It is no positive number.
    """
    if text is None:
        return None
    if not text.isdigit() or int(text) < 1:
        raise BadInput(f"{text!r} is no number of tokens", where=Where(field="--max-tokens"), remedy="give a number")
    return int(text)


def audit_path(asked: Any, language: str, path: Path) -> Audited | GoldthreadError:
    """One document audited by programs, or what is wrong with it."""
    from goldthread.sources.documents import read_document
    from goldthread.workflows.auditing import audit_text

    try:
        return audit_text(asked, read_document(path), str(path), language=language)
    except GoldthreadError as error:
        if error.where.file is None:
            error.where = Where(str(path), error.where.line, error.where.field)
        return error


def audit_paths(asked: Any, paths: Sequence[Path], language: str, jobs: int) -> Iterator[Audited | GoldthreadError]:
    """Documents audited in order, by so many processes (0: one a core); one that cannot be read gives its error."""
    work = partial(audit_path, asked, language)
    processes = min(jobs or os.cpu_count() or 1, len(paths))
    if processes <= 1:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, paths, chunksize=max(1, min(8, len(paths) // (4 * processes))))


async def _judged(audits: Sequence[Audited], choice: ModelChoice, tokens: int | None) -> list[Audited]:
    from goldthread.workflows.judging import caller_of, judge_open

    async with caller_of(choice, tokens=tokens) as caller:
        return [await judge_open(one, caller) for one in audits]


def exit_code(audits: Sequence[Audited], *, strict: bool) -> int:
    """0, or 3 where a check is broken (`strict`: or undecided or unchecked)."""
    bad = ("broken", "undecided", "unchecked") if strict else ("broken",)
    return 3 if any(one.count(value) for one in audits for value in bad) else 0


def records(audited: Audited) -> Iterator[dict[str, Any]]:
    """A record a check, with its constraint's words."""
    by_id = {one.id: one for one in audited.constraints}
    for check in audited.checks:
        constraint, verdict = by_id[check.constraint], check.verdict
        record: dict[str, Any] = {
            "document": audited.document,
            "constraint": constraint.id,
            "kind": constraint.kind,
            "text": constraint.text,
            "place": constraint.place,
            "section": check.section,
            "verdict": verdict.value,
            "reason": verdict.reason,
            "decided_by": verdict.decided_by,
            "confidence": verdict.confidence,
            "evidence": [{"start": one.start, "end": one.end, "quote": one.quote} for one in verdict.evidence],
        }
        yield record | ({"score": verdict.score} if verdict.score is not None else {})


def _print(audited: Audited, *, json: bool, last: bool) -> None:
    if json:
        for record in records(audited):
            print(json_module.dumps(record, ensure_ascii=False))
        return
    for warning in audited.warnings:
        print(f"goldthread: {redact(warning)}", file=sys.stderr)
    if not last:
        print(f"\n{audited.document}")
    titles = {one.number: one.title for one in audited.sections}
    by_id = {one.id: one for one in audited.constraints}
    for check in sorted(audited.checks, key=lambda one: _ORDER[one.verdict.value]):
        constraint = by_id[check.constraint]
        title = titles.get(check.section, "")
        where = f"section {check.section}" + (f" ({title[:40]})" if title else "") if check.section else "the whole"
        asked = constraint.text if constraint.text != constraint.kind else ""
        print(f"{check.verdict.value:<10} {constraint.id:<6} {where}: {constraint.kind} {asked[:80]}".rstrip())
        print(f"{'':<18}{check.verdict.reason}")
        for one in check.verdict.evidence[:2]:
            line = audited.text.count("\n", 0, one.start) + 1
            print(f"{'':<18}line {line}: {' '.join(one.quote.split())[:200]}")
    print(_line(audited))


def _line(audited: Audited) -> str:
    counts = ", ".join(f"{audited.count(value)} {value}" for value in VALUES)
    score = "" if audited.score is None else f"; score {audited.score:.1%} of what was decided"
    return f"{counts}{score}"


def print_summary(audits: Sequence[Audited], failed: int) -> None:
    """A line a document, and one for all."""
    width = max((len(one.document) for one in audits), default=8)
    print(f"\n{'document':<{width}}  " + "  ".join(f"{value:>9}" for value in VALUES) + "   score")
    for one in audits:
        score = "" if one.score is None else f"{one.score:7.1%}"
        print(f"{one.document:<{width}}  " + "  ".join(f"{one.count(value):>9}" for value in VALUES) + f"  {score}")
    totals = "  ".join(f"{sum(one.count(value) for one in audits):>9}" for value in VALUES)
    print(f"{f'{len(audits)} documents':<{width}}  {totals}" + (f"   {failed} could not be read" if failed else ""))


def write_outputs(audits: Sequence[Audited], outputs: Mapping[str, str | None]) -> None:
    """SARIF, JUnit XML and HTML where they were asked for."""
    if outputs.get("sarif"):
        from goldthread.report.sarif import to_sarif

        write_text(
            Path(str(outputs["sarif"])), json_module.dumps(to_sarif(audits), ensure_ascii=False, indent=1) + "\n"
        )
    if outputs.get("junit"):
        from goldthread.report.junit import to_junit

        write_text(Path(str(outputs["junit"])), to_junit(audits))
    if outputs.get("report"):
        from goldthread.report.audit import render_audit

        path = Path(str(outputs["report"]))
        if len(audits) == 1 and path.suffix.lower() in (".html", ".htm"):
            write_text(path, render_audit(audits[0]))
            return
        path.mkdir(parents=True, exist_ok=True)
        for at, one in enumerate(audits, 1):
            write_text(path / f"{at:03d}-{Path(one.document).stem}.html", render_audit(one))
