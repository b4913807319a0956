"""`goldthread experiment`: which format, layout, agent or model is better."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import experiment_app

GridFile = Annotated[
    str,
    typer.Argument(help="A grid file, or a shipped grid's name (see `goldthread experiment presets`).", metavar="GRID"),
]
Folder = Annotated[str, typer.Option("--out", help="Folder of the ledger; it holds many grids.", metavar="DIR")]
OUT = "experiments"
ExecutorName = Annotated[
    str, typer.Option("--executor", help="local (this process) or ray (a cluster).", metavar="KIND")
]
Address = Annotated[
    str,
    typer.Option("--address", help="Of the Ray cluster, such as HOST:6379; none starts one here.", metavar="ADDRESS"),
]
Workers = Annotated[int | None, typer.Option("--workers", help="Ray: processes; one a processor by default.", min=1)]
Concurrency = Annotated[int | None, typer.Option("--concurrency", help="Cells at once, on each process.", min=1)]
MaxTokens = Annotated[int | None, typer.Option("--max-tokens", help="Ceiling of tokens, of all runs together.", min=1)]
MaxCost = Annotated[float | None, typer.Option("--max-cost", help="Ceiling of US dollars, of all runs together.")]
MaxTime = Annotated[float | None, typer.Option("--max-time", help="Ceiling of time in minutes, of this run.")]
RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="Run failed cells again.")]


@experiment_app.command("plan")
def plan(grid: GridFile, out: Folder = OUT, json: flags.Json = False) -> None:
    """Say what a grid will be, without a call: cells, tokens, cost, time, and the smallest effect that it can see.

    Where --out has finished cells of it, the forecast is made from what they used.
    """
    from goldthread.cli.experimenting import plan_grid

    plan_grid(grid, out, json=json)


@experiment_app.command("run")
def run(
    grid: GridFile,
    out: Folder = OUT,
    executor: ExecutorName = "local",
    address: Address = "",
    workers: Workers = None,
    concurrency: Concurrency = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_time: MaxTime = None,
    retry_failed: RetryFailed = False,
    display: flags.Display = None,
    json: flags.Json = False,
) -> None:
    """Run a grid's open cells; cells that are finished in --out, for whatever grid, are not run again.

    Failed cells are results (exit code 0); several processes may run the same grid, each takes other cells.
    """
    from goldthread.cli.experimenting import run_experiment
    from goldthread.experiments.entry import RunOptions

    options = RunOptions(executor, address, workers, concurrency, max_tokens, max_cost, max_time, retry_failed)
    run_experiment(grid, out, options, display=display or "auto", json=json)


@experiment_app.command("resume")
def resume(
    grid: GridFile,
    out: Folder = OUT,
    executor: ExecutorName = "local",
    address: Address = "",
    workers: Workers = None,
    concurrency: Concurrency = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_time: MaxTime = None,
    retry_failed: RetryFailed = False,
    display: flags.Display = None,
    json: flags.Json = False,
) -> None:
    """Go on with a grid after a crash, Ctrl-C or a ceiling; refused where the grid or one of its inputs was changed."""
    from goldthread.cli.experimenting import run_experiment
    from goldthread.experiments.entry import RunOptions

    options = RunOptions(executor, address, workers, concurrency, max_tokens, max_cost, max_time, retry_failed, True)
    run_experiment(grid, out, options, display=display or "auto", json=json)


@experiment_app.command("status")
def status(
    grid: Annotated[str, typer.Argument(help="A grid's name; all grids where none is named.", metavar="NAME")] = "",
    out: Folder = OUT,
    json: flags.Json = False,
) -> None:
    """Show where grids stand: cells done, failed and open, and what they used."""
    from goldthread.cli.experimenting import show_status

    show_status(grid, out, json=json)


@experiment_app.command("show")
def show(
    cell: Annotated[str, typer.Argument(help="A cell's key, or at least 6 digits of it.", metavar="CELL")],
    out: Folder = OUT,
    json: flags.Json = False,
) -> None:
    """Show one cell: levels, measures, tries, model calls, and the steps that it took."""
    from goldthread.cli.experimenting import show_cell

    show_cell(cell, out, json=json)


@experiment_app.command("presets")
def presets(json: flags.Json = False) -> None:
    """List the shipped grids."""
    from goldthread.cli.experimenting import list_presets

    list_presets(json=json)
