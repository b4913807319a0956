"""One cache folder for all tests of tasks, and tasks that are closed again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from goldthread.experiments.tasks.ask import AskTask


@pytest.fixture(scope="session")
def shelf_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpora")


@pytest.fixture
def settings(shelf_folder: Path) -> dict[str, Any]:
    return {
        "cache": str(shelf_folder),
        "seed": 1,
        "models": {"good": {"model": "skilled:good"}, "poor": {"model": "skilled:poor"}},
        "skills": {"good": {"base": 1.0}, "poor": {"base": 0.0, "greps": {"json": 3}}},
    }


@pytest.fixture
async def ask() -> AsyncIterator[AskTask]:
    task = AskTask()
    yield task
    await task.close()
