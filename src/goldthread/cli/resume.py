"""`goldthread resume`: go on with a run."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("resume")
def resume(
    run: Annotated[str, typer.Argument(help="The run's folder, or its id below runs/.")],
    from_logs: Annotated[
        bool, typer.Option("--from-logs", help="Set a damaged checkpoint aside; go on from logs and files.")
    ] = False,
    max_tokens: flags.MaxTokens = None,
    max_cost: flags.MaxCost = None,
    max_time: flags.MaxTime = None,
    out: flags.Out = None,
    assets: flags.Assets = None,
    strict: flags.Strict = None,
    json: flags.Json = False,
    display: flags.Display = None,
) -> None:
    """Go on after a crash, a ceiling, an interrupt or an approval, or re-write what an edit of plan.yaml touches."""
    from goldthread.cli.running import resume_run

    given = {
        "max_tokens": max_tokens,
        "max_cost": max_cost,
        "max_time": max_time,
        "out": out,
        "assets": assets,
        "strict": strict,
        "display": display,
    }
    raise typer.Exit(resume_run(run, given, from_logs=from_logs, json=json))
