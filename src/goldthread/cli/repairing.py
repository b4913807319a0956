"""Carrying out a repair from the command line."""

import asyncio
import codecs
import difflib
import json as json_module
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goldthread.agents.reviser import Repair
from goldthread.cli.auditing import VALUES, ceiling_of, exit_code, request_text
from goldthread.errors import BadInput, Where
from goldthread.redaction import redact
from goldthread.resources import own_assets
from goldthread.schemas.audit import Audited
from goldthread.schemas.job import ModelChoice
from goldthread.sources.documents import read_document
from goldthread.store.atomic import write_text

SUFFIXES = (".md", ".markdown", ".txt", "")


def repair_document(
    document: Path,
    *,
    constraints: str | None,
    request: str | None,
    model: Mapping[str, str | None],
    language: str,
    rounds: int,
    seed: int,
    max_tokens: str | None,
    in_place: bool,
    out: Path | None,
    assets: str | None,
    strict: bool,
    json: bool,
) -> int:
    """Mend a document and show what changed.

    Returns:
        0, or 3 where a check is still broken (`strict`: or open).

    Raises:
        BadInput: The document, the requirements or a flag cannot be used; nothing was written.
        ModelError: The model failed for good; nothing was written.
    """
    from goldthread.workflows.audit import asked_of
    from goldthread.workflows.auditing import audit_text
    from goldthread.workflows.repairing import left_alone

    target = target_of(document, out, in_place=in_place)
    mark = mark_of(document)
    with own_assets(Path(assets) if assets else None):
        asked = asked_of(constraints, request_text(request), language)
        before = audit_text(asked, read_document(document), str(document), language=language)
        choice = ModelChoice.model_validate({key: value for key, value in model.items() if value})
        after, repairs = asyncio.run(_mended(asked, before, choice, rounds, seed, ceiling_of(max_tokens)))
    diff = diff_of(before, after, str(target))
    if after.text != before.text:
        write_text(target, mark + after.text)
    if json:
        print(json_module.dumps(_record(before, after, repairs, diff, target), ensure_ascii=False))
        return exit_code([after], strict=strict)
    sys.stdout.write(redact(diff))
    for one in left_alone(after):
        print(f"not mended: {one.id} {one.kind} {one.text[:80]}: no sentence mends it", file=sys.stderr)
    for name, audited in (("before", before), ("after", after)):
        print(f"{name:<7}" + ", ".join(f"{audited.count(value)} {value}" for value in VALUES), file=sys.stderr)
    print(f"written {target}" if after.text != before.text else "nothing was changed", file=sys.stderr)
    return exit_code([after], strict=strict)


def target_of(document: Path, out: Path | None, *, in_place: bool) -> Path:
    """Where the mended document goes.

    Raises:
        BadInput: The document has no plain text, two targets are named, or a file would be overwritten.
    """
    where = Where(str(document))
    if document.suffix.lower() not in SUFFIXES:
        raise BadInput("only Markdown and text can be repaired", where=where, remedy="convert it to Markdown first")
    if in_place and out is not None:
        raise BadInput("give --in-place or --out, not both", where=Where(field="--out"), remedy="leave one out")
    if in_place:
        return document
    target = out or document.with_name(f"{document.stem}.repaired{document.suffix or '.md'}")
    if target.exists():
        raise BadInput("is there already", where=Where(str(target)), remedy="name another --out, or use --in-place")
    return target


def mark_of(document: Path) -> str:
    """The mark of byte order at the start of a UTF-8 file, which is kept; empty where there is none.

    Raises:
        BadInput: The file is UTF-16, which could not be kept byte for byte.
    """
    try:
        with document.open("rb") as file:
            start = file.read(3)
    except OSError:
        return ""
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise BadInput("is UTF-16; UTF-8 is repaired", where=Where(str(document)), remedy="save it as UTF-8")
    return "\ufeff" if start == codecs.BOM_UTF8 else ""


async def _mended(
    asked: Any, audited: Audited, choice: ModelChoice, rounds: int, seed: int, tokens: int | None
) -> tuple[Audited, list[Repair]]:
    from goldthread.workflows.judging import caller_of
    from goldthread.workflows.repairing import repair_text

    async with caller_of(choice, tokens=tokens) as caller:
        return await repair_text(asked, audited, caller, rounds=rounds, seed=seed)


def diff_of(before: Audited, after: Audited, name: str) -> str:
    """A unified diff; empty where nothing changed."""
    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), before.document, name, n=1
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _record(before: Audited, after: Audited, repairs: list[Repair], diff: str, target: Path) -> dict[str, Any]:
    return {
        "document": before.document,
        "out": str(target.resolve()) if after.text != before.text else "",
        "before": {value: before.count(value) for value in VALUES},
        "after": {value: after.count(value) for value in VALUES},
        "repairs": [one.model_dump(mode="json") for one in repairs],
        "diff": diff,
    }
