"""`goldthread score`, `weights fit`, `judge`: benchmarks' figures out of files, and the judge's own."""

from pathlib import Path
from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import judge_app, score_app, weights_app


@score_app.command("hellobench")
def hellobench(
    data: Annotated[Path, typer.Option("--data", help="Folder of the benchmark's tasks, checklists and weights.")],
    judgements: Annotated[Path, typer.Option("--judgements", help="Judge scores: JSON lines, also gzipped.")],
    json: flags.Json = False,
) -> None:
    """Task scores, overall, samples left out and length, out of a judge's scores (HelloEval)."""
    from goldthread.cli.scoring import score_hellobench_command

    raise typer.Exit(score_hellobench_command(data, judgements, json=json))


@score_app.command("longgenbench")
def longgenbench(
    data: Annotated[
        Path, typer.Option("--data", help="The benchmark's samples: short or long, JSON lines, also gzipped.")
    ],
    generations: Annotated[
        Path, typer.Option("--generations", help='JSON lines: {"set", "index", "text"}, the text without the prefix.')
    ],
    scorer: Annotated[str, typer.Option("--scorer", help="sgt-classic (official) or sgt-strict.")] = "sgt-classic",
    judge: Annotated[
        str, typer.Option("--judge", help="Judge of sgt-classic: program, or a model.", metavar="NAME")
    ] = "program",
    base_url: flags.BaseUrl = None,
    key_env: flags.KeyEnv = None,
    max_tokens: flags.MaxTokens = None,
    strict_labels: Annotated[
        Path | None,
        typer.Option(
            "--strict-labels", help="Pairs that the prompts ask for; strict.jsonl.gz beside the data if not given."
        ),
    ] = None,
    findings: Annotated[bool, typer.Option("--findings", help="sgt-strict: every check with its sentence.")] = False,
    json: flags.Json = False,
) -> None:
    """Completion, accuracies, STIC-1 and STIC-2 of texts made by anyone (SGT), as published or strictly."""
    from goldthread.cli.scoring import score_longgenbench_command

    code = score_longgenbench_command(
        data,
        generations,
        scorer=scorer,
        judge={"model": judge, "base_url": base_url, "key_env": key_env},
        max_tokens=max_tokens,
        strict_labels=strict_labels,
        findings=findings,
        json=json,
    )
    raise typer.Exit(code)


@weights_app.command("fit")
def fit(
    ratings: Annotated[Path, typer.Argument(help="CSV: a column a checklist item, and one named rating.")],
    json: flags.Json = False,
) -> None:
    """Fit checklist weights to ratings: non-negative regression, at least 0.5 before they are scaled to 100."""
    from goldthread.cli.scoring import weights_fit_command

    raise typer.Exit(weights_fit_command(ratings, json=json))


@judge_app.command("hellobench")
def judge_hellobench(
    data: Annotated[Path, typer.Option("--data", help="Folder of the benchmark's tasks and checklists.")],
    generations: Annotated[
        Path, typer.Option("--generations", help='JSON lines: {"id", "response"}, one model\'s texts; also gzipped.')
    ],
    model: Annotated[str, typer.Option("--model", help="The judge, as provider:name.", metavar="NAME")],
    out: Annotated[Path, typer.Option("--out", help="Result file; continued where it is there already.")],
    base_url: flags.BaseUrl = None,
    key_env: flags.KeyEnv = None,
    max_tokens: flags.MaxTokens = None,
    json: flags.Json = False,
) -> None:
    """Judge texts by HelloBench's checklists; `score hellobench --judgements OUT` then gives the figures."""
    from goldthread.cli.scoring import judge_hellobench_command

    code = judge_hellobench_command(
        data,
        generations,
        out,
        judge={"model": model, "base_url": base_url, "key_env": key_env},
        max_tokens=max_tokens,
        json=json,
    )
    raise typer.Exit(code)


@judge_app.command("agreement")
def agreement(
    labelled: Annotated[Path, typer.Argument(help='JSON lines: {"id", "label", "judge": value or list of values}.')],
    json: flags.Json = False,
) -> None:
    """Kappa, bias and repeatability of a judge against a labelled file."""
    from goldthread.cli.scoring import judge_agreement_command

    raise typer.Exit(judge_agreement_command(labelled, json=json))
