"""What the results of an experiment say: `goldthread experiment report | compare | export | sql | advise`."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import experiment_app
from goldthread.cli.experiment import OUT, Folder

GridName = Annotated[
    str,
    typer.Argument(help="A grid's name, its file, or the folder of a ledger; the newest grid if none.", metavar="GRID"),
]
File = Annotated[str | None, typer.Option("--to", help="File to write.", metavar="FILE")]
OfGrid = Annotated[str, typer.Option("--grid", help="A grid's name; the newest if none is named.", metavar="NAME")]


@experiment_app.command("report")
def report(
    grid: GridName = "",
    out: Folder = OUT,
    to: File = None,
    times: Annotated[
        bool,
        typer.Option("--times/--no-times", help="Show seconds and dates; without, equal records give equal bytes."),
    ] = True,
    json: flags.Json = False,
) -> None:
    """Write a grid's report, one HTML file without script (NAME.html in --out); --json prints its numbers instead."""
    from goldthread.cli.resulting import write_report

    write_report(grid, out, to, times=times, json=json)


@experiment_app.command("compare")
def compare(
    first: Annotated[str, typer.Argument(help="A grid's name, or a level as factor=level.", metavar="A")],
    second: Annotated[str, typer.Argument(help="Another grid, or another level of the same factor.", metavar="B")],
    grid: OfGrid = "",
    out: Folder = OUT,
    json: flags.Json = False,
) -> None:
    """Compare two grids on the cells that both have, or two levels of a factor (format=yaml format=json)."""
    from goldthread.cli.resulting import print_comparison

    print_comparison(first, second, grid, out, json=json)


@experiment_app.command("export")
def export(
    grid: GridName = "",
    out: Folder = OUT,
    format: Annotated[str, typer.Option("--format", help="csv or parquet.", metavar="KIND")] = "csv",
    to: File = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", help="Only cells of this level; repeated: any of a factor's, all factors.", metavar="NAME=LEVEL"
        ),
    ] = None,
) -> None:
    """Write a grid's cells as a table: CSV (to stdout without --to) or Parquet."""
    from goldthread.cli.resulting import export_cells

    export_cells(grid, out, format, to, where or [])


@experiment_app.command("sql")
def sql(
    statement: Annotated[
        str, typer.Argument(help="One SELECT over cells, measures, tries and calls; - reads it from stdin.")
    ],
    grid: OfGrid = "",
    out: Folder = OUT,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds that it may run.", metavar="S")] = 30.0,
    max_rows: Annotated[int, typer.Option("--max-rows", help="Rows given back.", metavar="N")] = 10_000,
    json: flags.Json = False,
) -> None:
    """Ask a grid's records with one SELECT in DuckDB's dialect; it reads nothing else and writes nothing."""
    from goldthread.cli.resulting import ask_records

    ask_records(statement, grid, out, timeout=timeout, max_rows=max_rows, json=json)


@experiment_app.command("advise")
def advise(grid: GridName = "", out: Folder = OUT, json: flags.Json = False) -> None:
    """Say which format, layout and agent to take for a model and corpus and why, or that the data do not tell."""
    from goldthread.cli.resulting import print_advice

    print_advice(grid, out, json=json)
