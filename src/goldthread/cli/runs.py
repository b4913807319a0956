"""`goldthread runs`: the runs of a folder."""

from pathlib import Path

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("runs")
def runs(out: flags.Out = None, json: flags.Json = False) -> None:
    """List the runs below runs/ (or --out), oldest first."""
    from goldthread.config import resolve
    from goldthread.store.runs import list_runs

    folder = Path(resolve({"out": out})["out"].value)
    for run in list_runs(folder):
        if json:
            print(run.line())
        else:
            counts = f"{run.kept} kept, {run.broken} broken"
            print(f"{run.status:<12}{run.words:>8,} words  {counts:<24}{run.folder}")
    if not json and not list_runs(folder):
        typer.echo(f"no runs below {folder}", err=True)
