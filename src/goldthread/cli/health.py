"""What `goldthread doctor` looks at."""

import asyncio
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from goldthread.errors import GoldthreadError


def findings() -> Iterator[tuple[bool, str, str]]:
    """Each thing looked at: whether it works, what it is, and what was found. Keys are only said to be there."""
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield fits, "Python", f"{platform.python_version()} (3.11 to 3.13)"
    free = shutil.disk_usage(Path.cwd()).free
    yield free > 200_000_000, "disk", f"{free / 1e9:.1f} GB free here"
    yield os.access(Path.cwd(), os.W_OK), "current folder", str(Path.cwd())
    yield _tokens()
    yield _embedded()
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        yield True, name, "set" if os.environ.get(name) else "not set (needed only for that provider)"


def _tokens() -> tuple[bool, str, str]:
    from goldthread.tokens import count_tokens

    return count_tokens("goldthread") > 0, "token counter", "cl100k_base, offline"


def _embedded() -> tuple[bool, str, str]:
    from goldthread.models.registry import open_model
    from goldthread.schemas.call import Message, Request
    from goldthread.schemas.job import ModelChoice

    async def ask() -> tuple[str, float]:
        model = open_model(ModelChoice(model="embedded:smollm2-135m"))
        started = time.monotonic()
        try:
            request = Request(
                role="writer", purpose="doctor", messages=(Message(role="user", content="Say hello."),), max_tokens=8
            )
            return (await model.call(request)).text, time.monotonic() - started
        finally:
            await model.close()

    try:
        text, seconds = asyncio.run(ask())
    except GoldthreadError as error:
        return False, "embedded model", str(error).replace("\n", " ")
    return bool(text), "embedded model", f"answers, {seconds:.1f} s with its start"
