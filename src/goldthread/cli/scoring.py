"""Scores of HelloBench, fitted weights and a judge's agreement: a table for people, one JSON object for programs."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from goldthread.benchmarks.hellobench import score_hellobench
from goldthread.checks.agreement import Agreement, measure_agreement
from goldthread.checks.helloeval import HelloBenchResult
from goldthread.checks.labelled import read_labelled
from goldthread.checks.ratings import read_ratings
from goldthread.checks.weights import FittedWeights, fit_weights
from goldthread.schemas.base import Record

_Result = TypeVar("_Result", bound=Record)
_CUT = "HelloBench cuts texts at 16,000 word tokens before judging: a longer text was judged on its beginning only."


def score_hellobench_command(data: Path, judgements: Path, *, json: bool) -> int:
    """Print a model's HelloBench scores out of its judgements.

    Raises:
        BadInput: See `score_hellobench`.
    """
    return _show(score_hellobench(data, judgements), hellobench_lines, json=json)


def weights_fit_command(file: Path, *, json: bool) -> int:
    """Print the weights that ratings ask for.

    Raises:
        BadInput: See `read_ratings` and `fit_weights`.
    """
    return _show(fit_weights(read_ratings(file)), weight_lines, json=json)


def judge_agreement_command(file: Path, *, json: bool) -> int:
    """Print how far a judge agrees with a labelled file.

    Raises:
        BadInput: See `read_labelled` and `measure_agreement`.
    """
    return _show(measure_agreement(read_labelled(file), str(file)), agreement_lines, json=json)


def _show(result: _Result, lines: Callable[[_Result], list[str]], *, json: bool) -> int:
    print(result.model_dump_json() if json else "\n".join(lines(result)))
    return 0


def hellobench_lines(result: HelloBenchResult) -> list[str]:
    """A line a task; what was not scored is named, never shown as zero."""
    width = max(len("overall"), *map(len, result.tasks))
    lines = [f"{'task':<{width}}{'score':>10}{'samples':>9}{'left out':>10}{'words':>9}"]
    for name, task in result.tasks.items():
        score, words = _figure(task.score, ".2f"), _figure(task.words, ",.0f")
        lines.append(f"{name:<{width}}{score:>10}{task.n:>9}{task.left_out:>10}{words:>9}")
    lines.append(f"{'overall':<{width}}{_figure(result.overall, '.2f'):>10}")
    if result.not_scored:
        lines.append(f"not scored: {', '.join(result.not_scored)}; overall is the mean of the others")
    return [*lines, _CUT]


def weight_lines(fitted: FittedWeights) -> list[str]:
    """A line an item with its interval, then the fit."""
    width = max(len("item"), *(len(one.item) for one in fitted.weights))
    lines = [f"{'item':<{width}}{'weight':>9}  95% interval"]
    for one in fitted.weights:
        bound = "  at the lower bound" if one.at_bound else ""
        lines.append(f"{one.item:<{width}}{one.weight:>9.2f}  {one.low:.2f} to {one.high:.2f}{bound}")
    lines.append(f"{fitted.n} rated texts, R2 {_figure(fitted.r2, '.3f')}")
    return lines + [f"note: {note}" for note in fitted.notes]


def agreement_lines(found: Agreement) -> list[str]:
    """A line a figure; a figure that these labels do not define is a dash."""
    interval = "" if found.bias is None else f"  (95%: {found.bias_low:+.3f} to {found.bias_high:+.3f})"
    unanswered = f", {found.unanswered} more without an answer" if found.unanswered else ""
    return [
        f"texts           {found.n}{unanswered}",
        f"agreement       {found.agreement:.3f}",
        f"kappa           {_figure(found.kappa, '.3f')}",
        f"weighted kappa  {_figure(found.weighted_kappa, '.3f')}  (squared distances, scale 0 to 1 in quarters)",
        f"bias            {_figure(found.bias, '+.3f')}{interval}",
        f"repeatability   {_figure(found.repeatability, '.3f')}  ({found.pairs} pairs of repeated answers)",
    ]


def _figure(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
