"""HelloBench: judgements of a model's texts in either form, scored with the benchmark's weights.

The compact form has a line a sample: `file` (the task), `id`, `category`, `scores` (one a checklist item), `words`.
The benchmark's own result files have `id`, `response` and `checklist_wise_evaluation`, a list of `checklist_id`,
`reason` and `evaluation_score`; the task is told by the id ("chat_002") and, in the experiment with lengths, by the
file's name ("heuristic_text_generation_16k_results.jsonl"). Length is words between white space, as in the benchmark.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.benchmarks.hellobench_data import HelloBenchData, read_data
from goldthread.checks.helloeval import HelloBenchResult, TaskScore, sum_up, sum_up_task
from goldthread.errors import BadInput, Where
from goldthread.schemas.json_lines import read_json_lines

_NUMBERED = re.compile(r"^(.+)_\d+$")
_SIZED = re.compile(r"^(.+)_\d+k$")
_RESULT_FILE = re.compile(r"^(.+_\d+k)_results\.jsonl(?:\.gz)?$")
_FORMS = "each line needs `scores` (compact form) or `checklist_wise_evaluation` (the benchmark's own form)"


@dataclass(frozen=True)
class Judgement:
    """One sample as judged; `scores` is what the judge gave, of any kind, in the order of the checklist."""

    task: str
    id: str
    category: str | None
    scores: Any
    words: int | float | None


def score_hellobench(data: Path, judgements: Path) -> HelloBenchResult:
    """Task scores, overall, counts of left-out samples and lengths out of one model's judgements.

    A sample is left out and counted where an answer is not one of 0, 0.25, 0.5, 0.75, 1, where there are too few or too
    many, or where its category is not at hand, so that it has no weights. Tasks of the benchmark without a judgement
    are named as not scored.

    Args:
        data: Folder with checklists.json, weights.json and, where judgements name no category, tasks/TASK.jsonl[.gz].
        judgements: JSON lines, plain or gzipped, in either form.

    Raises:
        BadInput: A file is missing or malformed, a category has no weights, or a sample is judged twice.
    """
    known = read_data(data)
    by_task: defaultdict[str, list[Judgement]] = defaultdict(list)
    for one in read_judgements(judgements, known):
        by_task[one.task].append(one)
    return sum_up({task: _sum_up(by_task[task], known) for task in _in_order(known.tasks, by_task)})


def read_judgements(path: Path, known: HelloBenchData) -> list[Judgement]:
    """The judgements of a file, checked as far as they can be scored.

    Raises:
        BadInput: There is none, a line is malformed, its category has no weights, or a sample is judged twice.
    """
    found: list[Judgement] = []
    first: dict[tuple[str, str], int] = {}
    for number, row in read_json_lines(path, "judgements file"):
        one = _judgement(row, known, path.name, Where(str(path), number))
        if earlier := first.get((one.task, one.id)):
            raise BadInput(
                f"{one.id} of {one.task} is judged again; first on line {earlier}",
                where=Where(str(path), number, "id"),
                remedy="give the judgements of one model, each sample once",
            )
        first[(one.task, one.id)] = number
        found.append(one)
    if not found:
        raise BadInput("holds no judgements", where=Where(str(path)), remedy=_FORMS)
    return found


def _judgement(row: dict[str, Any], known: HelloBenchData, file: str, where: Where) -> Judgement:
    identity = _text(row, "id", where)
    category = row.get("category")
    if category is None:
        category = known.categories.get(identity)
    elif not isinstance(category, str) or category not in known.weights:
        raise BadInput(
            f"{category!r} is no category that has weights",
            where=Where(where.file, where.line, "category"),
            remedy="correct it, or add its weights to weights.json",
        )
    if "checklist_wise_evaluation" in row:
        scores = in_checklist_order(row["checklist_wise_evaluation"])
        return Judgement(_task_of(identity, file, where), identity, category, scores, _length_of(row, where))
    if "scores" not in row:
        raise BadInput("is no judgement", where=where, remedy=_FORMS)
    return Judgement(_text(row, "file", where), identity, category, row["scores"], _words(row, where))


def in_checklist_order(evaluation: Any) -> list[Any] | None:
    """The answers of a `checklist_wise_evaluation` in the order of the checklist; None where they cannot be told apart.

    Items without ids stand in the checklist's order; ids count from 0 as in the benchmark's prompt, or from 1.
    """
    if not isinstance(evaluation, list) or not all(isinstance(item, Mapping) for item in evaluation):
        return None
    scores = [item.get("evaluation_score") for item in evaluation]
    ids = [item.get("checklist_id") for item in evaluation]
    if all(one is None for one in ids):
        return scores
    numbers = [_number(one) for one in ids]
    for start in (0, 1):
        if set(numbers) == set(range(start, start + len(ids))):
            return [scores[numbers.index(number)] for number in range(start, start + len(ids))]
    return None


def _number(identity: Any) -> int | None:
    if isinstance(identity, str) and re.fullmatch(r"[0-9]{1,4}", identity):
        return int(identity)
    return identity if type(identity) is int else None


def _task_of(identity: str, file: str, where: Where) -> str:
    match = _NUMBERED.match(identity)
    if not match:
        raise BadInput(
            f"{identity!r} does not tell the task",
            where=Where(where.file, where.line, "id"),
            remedy="ids have the form TASK_NUMBER, as in chat_002",
        )
    named = _RESULT_FILE.match(file)
    sized = _SIZED.match(named[1]) if named else None
    return named[1] if named and sized and sized[1] == match[1] else match[1]


def _text(row: Mapping[str, Any], field: str, where: Where) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value:
        found = "is missing" if field not in row else f"is {value!r:.40}, not a text"
        raise BadInput(found, where=Where(where.file, where.line, field), remedy=_FORMS)
    return value


def _words(row: Mapping[str, Any], where: Where) -> int | float | None:
    words = row.get("words")
    if words is None:
        return None
    if type(words) not in (int, float) or not 0 <= words < 1e12:
        raise BadInput(
            f"is {words!r:.40}, not a number of words",
            where=Where(where.file, where.line, "words"),
            remedy="give the length in words, or null",
        )
    length: int | float = words
    return length


def _length_of(row: Mapping[str, Any], where: Where) -> int | None:
    response = row.get("response")
    if response is None:
        return None
    if not isinstance(response, str):
        raise BadInput(
            "is not a text",
            where=Where(where.file, where.line, "response"),
            remedy="give the judged text, or null",
        )
    return len(response.split())


def _in_order(tasks: Sequence[str], judged: Mapping[str, Any]) -> list[str]:
    """The benchmark's tasks in its order, then other names; a task judged at set lengths only is not missing."""
    sized = {match[1] for name in judged if (match := _SIZED.match(name))}
    listed = [task for task in tasks if task in judged or task not in sized]
    return listed + sorted(name for name in judged if name not in tasks)


def _sum_up(samples: Sequence[Judgement], known: HelloBenchData) -> TaskScore:
    weighed = ((one.scores, known.weights.get(one.category or "")) for one in samples)
    return sum_up_task(weighed, (one.words for one in samples))
