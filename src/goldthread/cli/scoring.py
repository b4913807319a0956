"""Scores of HelloBench, fitted weights and a judge's agreement: a table for people, one JSON object for programs."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from goldthread.benchmarks.hellobench import score_hellobench
from goldthread.benchmarks.hellobench_judge import Judged, judge_hellobench
from goldthread.benchmarks.longgenbench import Classic, score_classic
from goldthread.benchmarks.longgenbench_data import (
    Generation,
    Sample,
    read_generations,
    read_samples,
    read_strict,
    set_of,
)
from goldthread.benchmarks.longgenbench_judge import by_model, by_program
from goldthread.benchmarks.longgenbench_strict import Rate, Strict, score_strict
from goldthread.checks.agreement import Agreement, measure_agreement
from goldthread.checks.helloeval import HelloBenchResult
from goldthread.checks.labelled import read_labelled
from goldthread.checks.ratings import read_ratings
from goldthread.checks.weights import FittedWeights, fit_weights
from goldthread.cli.auditing import ceiling_of
from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record
from goldthread.schemas.job import ModelChoice

_Result = TypeVar("_Result", bound=Record)
_CUT = "HelloBench cuts texts at 16,000 word tokens before judging: a longer text was judged on its beginning only."


def score_hellobench_command(data: Path, judgements: Path, *, json: bool) -> int:
    """Print a model's HelloBench scores out of its judgements.

    Raises:
        BadInput: See `score_hellobench`.
    """
    return _show(score_hellobench(data, judgements), hellobench_lines, json=json)


def score_longgenbench_command(
    data: Path,
    generations: Path,
    *,
    scorer: str,
    judge: Mapping[str, str | None],
    max_tokens: str | None,
    strict_labels: Path | None,
    findings: bool,
    json: bool,
) -> int:
    """Print LongGenBench's figures of texts.

    Raises:
        BadInput: A file or flag cannot be used.
        ModelError: The judge failed for good.
    """
    samples = read_samples(data)
    name = set_of(data)
    texts = ((samples[one.index], one) for one in read_generations(generations, samples, name))
    if scorer == "sgt-classic":
        return _show(asyncio.run(_classic(texts, judge, ceiling_of(max_tokens))), classic_lines, json=json)
    if scorer != "sgt-strict":
        raise BadInput(
            f"there is no scorer {scorer!r}", where=Where(field="--scorer"), remedy="sgt-classic or sgt-strict"
        )
    if judge["model"] != "program":
        raise BadInput(
            "sgt-strict is decided by the program",
            where=Where(field="--judge"),
            remedy="leave it out, or use sgt-classic",
        )
    beside = data.parent / "strict.jsonl.gz"
    labels = strict_labels or (beside if name and beside.is_file() else None)
    strict = read_strict(labels, name) if labels else {}
    return _show(score_strict(texts, strict, findings=findings), strict_lines, json=json)


async def _classic(
    texts: Iterator[tuple[Sample, Generation]], judge: Mapping[str, str | None], tokens: int | None
) -> Classic:
    model = judge["model"] or "program"
    if model == "program":
        return await score_classic(texts, by_program, "program")
    choice = ModelChoice.model_validate({key: value for key, value in judge.items() if value})
    async with by_model(choice, tokens=tokens) as answer:
        return await score_classic(texts, answer, model)


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


def judge_hellobench_command(
    data: Path,
    generations: Path,
    out: Path,
    *,
    judge: Mapping[str, str | None],
    max_tokens: str | None,
    json: bool,
) -> int:
    """Judge HelloBench's texts and print what was done.

    Raises:
        BadInput: See `judge_hellobench`.
        ModelError: The judge failed for good; the result file holds what is judged.
    """
    choice = ModelChoice.model_validate({key: value for key, value in judge.items() if value})

    def progress(finished: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{finished} of {total} judged", end="\n" if finished == total else "", file=sys.stderr, flush=True)

    result = asyncio.run(
        judge_hellobench(data, generations, out, choice, tokens=ceiling_of(max_tokens), on_judged=progress)
    )
    return _show(result, judged_lines, json=json)


def judged_lines(result: Judged) -> list[str]:
    """What was judged, and what the scores will leave out."""
    return [
        f"judge {result.judge}: {result.judged} texts judged, {result.before} were before; written to {result.out}",
        f"{result.unanswered} without a readable answer (left out of scores), {result.cut} longer than was shown",
        _CUT,
    ]


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


def classic_lines(result: Classic) -> list[str]:
    """The official figures, and what they do not see."""
    weak = result.weaknesses
    return [
        f"scorer {result.scorer}, judge {result.judge}, {result.samples} texts, {result.checks} checks",
        f"completion rate    {result.completion_rate:.2f} %",
        f"accuracy           {result.accuracy:.4f}  (once {result.accuracy_once:.4f}, range "
        f"{result.accuracy_range:.4f}, periodic {result.accuracy_periodic:.4f})",
        f"STIC-1             {_figure(result.stic_1, '.4f')}  ({result.yes} of {result.judged} with a block)",
        f"STIC-2             {_figure(result.stic_2, '.4f')}  (of all {result.checks})",
        f"average length     {_figure(result.average_length, ',.0f')} words of the texts with more than 40 blocks "
        f"and 2,000 words; {result.mean_words:,.0f} of all",
        f"not seen by this metric: {weak.out_of_order} blocks out of order, {weak.in_a_sentence} named in a sentence "
        f"only, {weak.empty} empty, {weak.repeated} repeated",
    ]


def strict_lines(result: Strict) -> list[str]:
    """The strict figures with their intervals, then each scenario."""
    rates = {
        "completion": result.completion_rate,
        "once": result.accuracy_once,
        "range": result.accuracy_range,
        "periodic": result.accuracy_periodic,
        "STIC-1": result.stic_1,
        "STIC-2": result.stic_2,
        "spill rate": result.spill_rate,
    }
    lines = [f"scorer {result.scorer}, judge {result.judge}, {result.labels} labels, {result.samples} texts"]
    lines += [f"{name:<18}{_rate(rate)}" for name, rate in rates.items()]
    lines += [
        f"{kind} {name.removeprefix('stic_2').strip('_')}".strip().ljust(18) + _rate(rate)
        for kind, readings in result.by_type.items()
        for name, rate in readings.items()
    ]
    return [
        *lines,
        f"{result.undecided} checks undecided (named, but negated, supposed or quoted); {result.out_of_order} blocks "
        f"out of order, {result.repeated} repeated, {result.empty} empty; {result.mean_words:,.0f} words a text",
    ]


def _rate(rate: Rate) -> str:
    interval = "" if rate.low is None else f"  (95%: {rate.low:.4f} to {rate.high:.4f})"
    return f"{_figure(rate.value, '.4f')}{interval}  n {rate.n}"


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
