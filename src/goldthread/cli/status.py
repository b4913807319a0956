"""`goldthread status`: where a run stands."""

import sys
from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("status")
def status(
    run: Annotated[str, typer.Argument(help="The run's folder, or its id below runs/.")],
    out: flags.Out = None,
    json: flags.Json = False,
) -> None:
    """Show where a run stands: phase, sections, verdicts, and what resumes it."""
    from goldthread.cli.running import find_run
    from goldthread.config import resolve
    from goldthread.store.run import RunFolder
    from goldthread.store.runs import summarise

    path = find_run(run, resolve({"out": out})["out"].value)
    summary = summarise(path)
    if json:
        print(summary.line())
        if summary.message:
            print(summary.message, file=sys.stderr)
        return
    state = RunFolder.open(path).read_status() if summary.status != "damaged" else None
    print(f"run       {summary.folder}\nstatus    {summary.status}" + (f" ({state.phase})" if state else ""))
    if summary.document:
        print(f"document  {summary.document}\nreport    {summary.report}")
    open_ = f"{summary.undecided} undecided, {summary.unchecked} unchecked"
    print(f"checks    {summary.kept} kept, {summary.broken} broken, {open_}")
    if summary.message:
        print(f"message   {summary.message}")
    if summary.status not in ("done", "running"):
        print(f"resume    goldthread resume {summary.folder}")
