"""HelloBench's data: tasks, weights by category, and each sample's category."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.job_file import read_text_file
from goldthread.schemas.json_lines import read_json_lines

WHOLE = 100
_MOST_OFF = 1e-6


@dataclass(frozen=True)
class HelloBenchData:
    """What scoring needs: the tasks in the benchmark's order, weights by category, categories by sample id."""

    tasks: tuple[str, ...]
    weights: dict[str, list[float]]
    categories: dict[str, str]


@dataclass(frozen=True)
class Task:
    """One sample as it is given to a model and to the judge."""

    id: str
    instruction: str
    checklist: tuple[str, ...]


def read_tasks(folder: Path) -> dict[str, Task]:
    """The samples of tasks/*.jsonl[.gz] by id; a checklist is the sample's own, else its category's.

    Raises:
        BadInput: The folder or a file is missing or malformed, or a sample has no checklist.
    """
    if not folder.is_dir():
        raise BadInput("there is no such folder", where=Where(str(folder)), remedy="name HelloBench's data folder")
    by_category = {
        category: questions
        for categories in _mapping(folder / "checklists.json").values()
        if isinstance(categories, dict)
        for category, questions in categories.items()
    }
    found: dict[str, Task] = {}
    for path, number, row in _task_rows(folder / "tasks"):
        questions = row.get("checklists") or by_category.get(row["category"])
        if not isinstance(row.get("instruction"), str):
            where = Where(str(path), number, "instruction")
            raise BadInput("is no text", where=where, remedy="take the benchmark's own file")
        if not isinstance(questions, list) or not questions or not all(isinstance(one, str) for one in questions):
            where = Where(str(path), number, "checklists")
            raise BadInput("is no list of questions", where=where, remedy="take the benchmark's own file")
        found[row["id"]] = Task(row["id"], row["instruction"], tuple(questions))
    if not found:
        raise BadInput("holds no tasks", where=Where(str(folder / "tasks")), remedy="take the benchmark's own folder")
    return found


def read_data(folder: Path) -> HelloBenchData:
    """Read checklists.json, weights.json and tasks/*.jsonl[.gz] of a folder; the tasks may be absent.

    Raises:
        BadInput: The folder or a file is missing or malformed, or the weights of a category do not sum to 100.
    """
    if not folder.is_dir():
        raise BadInput("there is no such folder", where=Where(str(folder)), remedy="name HelloBench's data folder")
    checklists = _mapping(folder / "checklists.json")
    weights = _mapping(folder / "weights.json")
    for category, values in weights.items():
        _check_weights(values, Where(str(folder / "weights.json"), field=category))
    return HelloBenchData(tuple(checklists), weights, _categories(folder / "tasks"))


def _mapping(path: Path) -> dict[str, Any]:
    text = read_text_file(path, f"HelloBench file ({path.name})")
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = Where(str(path), error.lineno)
        raise BadInput(f"is not JSON: {error.msg}", where=where, remedy="take the benchmark's own file") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("is not JSON", where=Where(str(path)), remedy="take the benchmark's own file") from error
    if not isinstance(value, dict):
        raise BadInput("is not a JSON object", where=Where(str(path), 1), remedy="take the benchmark's own file")
    return value


def _check_weights(values: Any, where: Where) -> None:
    if (
        not isinstance(values, list)
        or not values
        or not all(type(one) in (int, float) and 0 <= one <= WHOLE for one in values)
    ):
        raise BadInput("is not a list of weights from 0 to 100", where=where, remedy="give one number a checklist item")
    if abs(math.fsum(values) - WHOLE) > _MOST_OFF:
        raise BadInput(f"sums to {math.fsum(values):.6f}, not 100", where=where, remedy="rescale the weights")


def _categories(folder: Path) -> dict[str, str]:
    return {row["id"]: row["category"] for _, _, row in _task_rows(folder)}


def _task_rows(folder: Path) -> Iterator[tuple[Path, int, dict[str, Any]]]:
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        for number, row in read_json_lines(path, "task file"):
            for field in ("id", "category"):
                if not isinstance(row.get(field), str):
                    where = Where(str(path), number, field)
                    raise BadInput("is no text", where=where, remedy="take the benchmark's own file")
            yield path, number, row
