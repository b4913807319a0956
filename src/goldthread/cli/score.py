"""`goldthread score`, `weights fit`, `judge agreement`: benchmarks' figures out of files, and the judge's own."""

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


@weights_app.command("fit")
def fit(
    ratings: Annotated[Path, typer.Argument(help="CSV: a column a checklist item, and one named rating.")],
    json: flags.Json = False,
) -> None:
    """Fit checklist weights to ratings: non-negative regression, at least 0.5 before they are scaled to 100."""
    from goldthread.cli.scoring import weights_fit_command

    raise typer.Exit(weights_fit_command(ratings, json=json))


@judge_app.command("agreement")
def agreement(
    labelled: Annotated[Path, typer.Argument(help='JSON lines: {"id", "label", "judge": value or list of values}.')],
    json: flags.Json = False,
) -> None:
    """Kappa, bias and repeatability of a judge against a labelled file."""
    from goldthread.cli.scoring import judge_agreement_command

    raise typer.Exit(judge_agreement_command(labelled, json=json))
