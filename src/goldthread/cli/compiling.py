"""Compiling files for the command line."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from goldthread.compile import compile_request, merge_job_constraints, to_lines
from goldthread.errors import GoldthreadError
from goldthread.schemas.constraint import Compiled
from goldthread.schemas.job_file import load_job, read_text_file


def compile_one(path: Path, model: str | None) -> tuple[list[dict[str, Any]], int]:
    """Lines of one file and its exit code; a file that cannot be used is told on stderr, the others go on."""
    try:
        if path.suffix in (".yaml", ".yml"):
            job = load_job(path)
            compiled = merge_job_constraints(compile_request(job.request, language=job.language), job.constraints)
        else:
            compiled = compile_request(read_text_file(path, "request"))
        if model and model != "none":
            compiled = asyncio.run(_read_rest(compiled, model))
    except GoldthreadError as error:
        print(f"goldthread: {error}", file=sys.stderr)
        return [], error.exit_code
    for warning in compiled.warnings:
        print(f"goldthread: {path}: {warning}", file=sys.stderr)
    return to_lines(compiled, str(path)), 0


async def _read_rest(compiled: Compiled, name: str) -> Compiled:
    from goldthread.agents.compiler import read_rest
    from goldthread.agents.direct import PlainCaller
    from goldthread.models.registry import open_model
    from goldthread.schemas.job import ModelChoice

    model = open_model(ModelChoice(model=name))
    try:
        return await read_rest(PlainCaller(model), compiled)
    finally:
        await model.close()


def people_lines(file: str, lines: list[dict[str, Any]]) -> list[str]:
    """The same for people: a line a constraint."""
    shown = [file]
    for line in lines:
        numbers = line["sections"]
        where = line.get("place", "") if not numbers else _ranges(numbers)
        shown.append(f"  {line['kind']:<11}{where[:28]:<29}{line['text']}")
        if line["kind"] == "impossible":
            shown.append(f"  {'':<11}{line['reason']}")
    return shown


def _ranges(numbers: list[int]) -> str:
    """`1, 5, 9` or `3-7`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    texts = [str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts]
    return ", ".join(texts) if len(texts) <= 8 else f"{', '.join(texts[:7])}, ... {texts[-1]}"
