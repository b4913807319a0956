"""Reports, comparisons, exports and advice at the terminal, out of a ledger."""

import json as json_
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.experiments.ledger.planning import GridRecord
from goldthread.experiments.ledger.reading import Readings, grid_of_record
from goldthread.experiments.ledger.tables import NAME
from goldthread.experiments.results import CellResult
from goldthread.redaction import redact
from goldthread.schemas.analysis import Analysis, Contrast
from goldthread.schemas.grid import Grid


@dataclass(frozen=True)
class Opened:
    """A grid of a ledger.

    Attributes:
        readings: The ledger.
        record: The grid, as the ledger has it.
        folder: Of the ledger.
    """

    readings: Readings
    record: GridRecord
    folder: Path

    @property
    def grid(self) -> Grid:
        """The grid itself."""
        return grid_of_record(self.record)

    def cells(self) -> list[CellResult]:
        """All its cells."""
        return list(self.readings.results(self.record))


@contextmanager
def opened(given: str, out: str) -> Iterator[Opened]:
    """The grid that a person names: by its name, its file, or the folder of its ledger; the newest if none."""
    folder, name = Path(out), given
    path = Path(given)
    if given and (path / NAME).is_file():
        folder, name = path, ""
    elif given.endswith((".yaml", ".yml")):
        from goldthread.schemas.grid_file import find_grid, load_grid

        name = load_grid(find_grid(given)).name
    readings = Readings(folder)
    try:
        yield Opened(readings, readings.grid(name or None), folder)
    finally:
        readings.close()


def write_report(given: str, out: str, to: str | None, *, times: bool, json: bool) -> None:
    """Write a grid's report, or print its analysis."""
    from goldthread.experiments.analysis.analyse import analyse
    from goldthread.report.experiment.page import render_experiment
    from goldthread.store import atomic

    with opened(given, out) as found:
        analysis = analyse(found.cells(), found.grid, times=times)
        keys = [key for pair in _lead(analysis) for key in (pair.first, pair.second)]
        trajectories = {key: found.readings.trajectory(key) for key in keys}
        folder, name = found.folder, found.record.name
    if json:
        print(redact(json_.dumps(asdict(analysis), ensure_ascii=False, allow_nan=False)))
        if to is None:
            return
    written = time.strftime("%Y-%m-%d %H:%M") if times else ""
    page = render_experiment(analysis, trajectories=trajectories, times=times, written=written)
    file = Path(to) if to else folder / f"{name}.html"
    _check_target(file)
    atomic.write_text(file, page)
    if not json:
        print(f"report    {file}")
        answer = analysis.primary.sentence if analysis.primary else "No contrast was named before the run."
        print(redact(f"answer    {answer}"), file=sys.stderr)


def _lead(analysis: Analysis) -> Sequence[Any]:
    lead = analysis.primary or next((one for one in analysis.contrasts if one.differing), None)
    return lead.differing if lead else ()


def _check_target(file: Path) -> None:
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise BadInput(
            "is a folder" if file.is_dir() else "is in a folder that is not there",
            where=Where(str(file)),
            remedy="name a file in a folder that exists, with --to",
        )


def print_comparison(first: str, second: str, grid: str, out: str, *, json: bool) -> None:
    """Print two grids, or two levels, set against each other."""
    from goldthread.experiments.analysis.comparison import two_grids, two_levels

    name, equals, level = first.partition("=")
    other, also, another = second.partition("=")
    if bool(equals) != bool(also) or (equals and name != other):
        raise BadInput(
            f"{first} and {second} cannot be compared",
            remedy="name two grids, or two levels of one factor: format=yaml format=json",
        )
    if equals:
        with opened(grid, out) as found:
            contrasts = two_levels(found.cells(), found.grid, name, level, another)
    else:
        with opened(first, out) as one, opened(second, out) as two:
            contrasts = two_grids((one.grid, one.cells()), (two.grid, two.cells()))
    if json:
        for contrast in contrasts:
            print(redact(json_.dumps(asdict(contrast), ensure_ascii=False, allow_nan=False)))
        return
    print(redact(" ".join([contrasts[0].sentence, *contrasts[0].cautions])))
    for contrast in contrasts[1:]:
        print(redact(f"  {_heading(contrast)}: {contrast.sentence}"))


def _heading(one: Contrast) -> str:
    from goldthread.report.experiment.words import condition, name_of

    return condition(one.where) if one.where else name_of(one.measure)


def export_cells(given: str, out: str, format: str, to: str | None, where: Sequence[str]) -> None:
    """Write cells as CSV or Parquet."""
    from goldthread.experiments.analysis.records import cells_table
    from goldthread.report.experiment.tables import to_csv, write_parquet
    from goldthread.store import atomic

    if format not in ("csv", "parquet"):
        raise BadInput(
            f"there is no format {format!r}", where=Where(field="--format"), remedy="known are: csv, parquet"
        )
    if format == "parquet" and to is None:
        raise BadInput("Parquet is no text", where=Where(field="--format"), remedy="name a file with --to FILE")
    if to is not None:
        _check_target(Path(to))
    with opened(given, out) as found:
        cells = _chosen(found.cells(), found.grid, where)
    table = cells_table(cells)
    if to is None:
        sys.stdout.write(to_csv(table))
        return
    if format == "csv":
        atomic.write_text(Path(to), to_csv(table))
    else:
        write_parquet(Path(to), table)
    print(f"{len(cells):,} cells written to {to}", file=sys.stderr)


def _chosen(cells: list[CellResult], grid: Grid, where: Sequence[str]) -> list[CellResult]:
    from goldthread.experiments.analysis.columns import tabulate
    from goldthread.experiments.analysis.comparison import check_levels

    wanted: dict[str, tuple[str, ...]] = {}
    for told in where:
        name, equals, level = told.partition("=")
        if not equals:
            raise BadInput(
                f"{told!r} is no condition", where=Where(field="--where"), remedy="write --where factor=level"
            )
        wanted[name] = (*wanted.get(name, ()), level)
    if not wanted:
        return cells
    table = tabulate(cells, grid)
    for name, levels in wanted.items():
        check_levels(table, name, levels)
    mask = table.select(tuple(wanted.items()))
    return [cell for cell, fits in zip(table.cells, mask.tolist(), strict=True) if fits]


def ask_records(statement: str, grid: str, out: str, *, timeout: float, max_rows: int, json: bool) -> None:
    """Run a SELECT over records and print its rows."""
    from goldthread.cli.querying import query

    text = sys.stdin.read() if statement == "-" else statement
    named = _tables_of(text)
    with tempfile.TemporaryDirectory(prefix="goldthread-sql-") as folder:
        file = Path(folder) / "records.duckdb"
        with opened(grid, out) as found:
            _write_records(file, found, named)
        query(text, str(file), timeout=timeout, max_rows=max_rows, json=json)


def _tables_of(statement: str) -> set[str]:
    """Tables that a statement names; what is no single SELECT is refused before anything is read."""
    from sqlglot import exp

    from goldthread.navigation.sql.shape import parse

    return {table.name.casefold() for table in parse(statement, "duckdb").tree.find_all(exp.Table)}


def _write_records(file: Path, found: Opened, named: set[str]) -> None:
    """The tables that are named, and the others without rows, so that their columns are known."""
    from goldthread.experiments.analysis import records
    from goldthread.report.experiment.tables import write_database

    cells = found.cells() if named & {"cells", "measures"} else []
    write_database(
        file,
        [
            records.cells_table(cells),
            records.measures_table(cells if "measures" in named else ()),
            records.tries_table(found.readings.all_tries(found.record) if "tries" in named else ()),
            records.calls_table(found.readings.all_calls(found.record) if "calls" in named else ()),
        ],
    )


def print_advice(given: str, out: str, *, json: bool) -> None:
    """Print what to take, choice by choice."""
    from goldthread.experiments.analysis.advice import CHOSEN, advise
    from goldthread.report.experiment.words import condition, number, rate_with_interval

    with opened(given, out) as found:
        choices = advise(found.cells(), found.grid)
    if json:
        for choice in choices:
            print(redact(json_.dumps(asdict(choice), ensure_ascii=False, allow_nan=False)))
        return
    if not choices:
        print(f"There is nothing to choose from: no factor of {', '.join(CHOSEN)} has results of two levels.")
        return
    for choice in choices:
        take = choice.take or "the data do not tell"
        print(redact(f"{choice.factor} for {condition(choice.where)}: {take}"))
        for group in choice.levels:
            tokens = number(group.measures["tokens"].value)
            print(redact(f"  {group.level:<20} {rate_with_interval(group.success):<18} {tokens} tokens a cell"))
        print(redact(f"  {choice.sentence}"))
