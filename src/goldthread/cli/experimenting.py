"""Experiments at the terminal: the plan, a run with its progress and Ctrl-C, where it stands, one cell."""

import asyncio
import json as json_
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from goldthread.cli.display import open_display
from goldthread.cli.running import interruptible
from goldthread.errors import GoldthreadError
from goldthread.experiments.entry import RunOptions, prepare_given, run_prepared
from goldthread.experiments.forecast import forecast_grid
from goldthread.experiments.ledger.reading import Readings
from goldthread.experiments.ledger.tables import NAME
from goldthread.experiments.runner import Ran, as_data, line
from goldthread.redaction import redact
from goldthread.schemas.grid_file import find_grid, load_grid, presets


def plan_grid(given: str, out: str, *, json: bool) -> None:
    """Print a grid's forecast."""
    prepared = prepare_given(given)
    folder = Path(out)
    forecast = forecast_grid(prepared, folder if (folder / NAME).is_file() else None)
    print(forecast.model_dump_json() if json else "\n".join(forecast.lines()))


def run_experiment(given: str, out: str, options: RunOptions, *, display: str, json: bool) -> None:
    """Run or resume a grid."""
    prepared = prepare_given(given)
    shown = open_display(display, json=json)
    try:
        ran = asyncio.run(interruptible(run_prepared(prepared, Path(out), options, shown.show)))
    except GoldthreadError as error:
        shown.close()
        shown.failed(error)
        raise
    shown.close()
    if json:
        print(json_.dumps({"event": "run_finished", "data": {"grid": ran.grid.name, **as_data(ran.counts)}}))
    for text in last_lines(ran):
        print(redact(text), file=sys.stderr)


def last_lines(ran: Ran) -> list[str]:
    """What a person reads last."""
    counts = ran.counts
    lines = [
        f"cells     {counts.done:,} done, {counts.failed:,} failed, {counts.open:,} open, of {counts.cells:,}",
        f"used      {counts.tokens:,} tokens, ${counts.price:.4f}, {counts.calls:,} calls; {ran.seconds:.0f} s now",
        f"ledger    {ran.folder / NAME}",
    ]
    if ran.late:
        lines.append(f"note      {ran.late:,} results came after another try had begun, and were left out")
    return lines


def show_status(name: str, out: str, *, json: bool) -> None:
    """Print where grids stand."""
    readings = Readings(Path(out))
    try:
        found = [readings.grid(name)] if name else readings.grids()
        for grid in found:
            counts = readings.counts(grid)
            if json:
                print(json_.dumps({"grid": grid.name, "hash": grid.hash, "file": grid.file, **as_data(counts)}))
            else:
                being = "" if grid.cells is not None else " (being planned)"
                print(f"{grid.name:<24}{line(counts)}{being}")
    finally:
        readings.close()


def show_cell(given: str, out: str, *, json: bool) -> None:
    """Print one cell."""
    readings = Readings(Path(out))
    try:
        grid, cell = readings.find(given)
        tries = readings.tries(cell.key)
        calls = readings.calls(cell.key)
        steps = readings.trajectory(cell.key)
    finally:
        readings.close()
    if json:
        data = {
            **asdict(cell), "grid": grid.name, "tries": [asdict(one) for one in tries],
            "model_calls": [one.model_dump(mode="json") for one in calls], "trajectory": steps,
        }  # fmt: skip
        print(redact(json_.dumps(data, ensure_ascii=False)))
        return
    price = "unknown" if cell.price is None else f"${cell.price:.6f}"
    lines = [
        f"cell      {cell.key}",
        f"grid      {grid.name}, number {cell.place}",
        f"levels    {', '.join(f'{name}={level}' for name, level in cell.factors.items())}",
        f"status    {cell.status}" + (f": {cell.failure.kind}: {cell.failure.message}" if cell.failure else ""),
        f"measures  {', '.join(f'{name}={value:g}' for name, value in cell.measures.items())}",
        f"labels    {', '.join(f'{name}={value}' for name, value in cell.labels.items())}",
        f"price     {price}; {cell.seconds:.2f} s",
        *(
            f"try {one.attempt:<6}{one.kind or 'result'} {one.message} ({one.worker}, {one.seconds:.2f} s)"
            for one in tries
        ),
        *(f"call {at:<5}{_call(one)}" for at, one in enumerate(calls, 1)),
        *(f"step {at:<5}{_step(step)}" for at, step in enumerate(steps, 1)),
    ]
    print(redact("\n".join(text.rstrip() for text in lines)))


def _call(record: Any) -> str:
    usage = record.reply.usage
    return f"{record.role} {record.purpose}: {usage.input:,} tokens in, {usage.output:,} out, {record.reply.model}"


def _step(step: dict[str, Any]) -> str:
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else json_.dumps(value, ensure_ascii=False)}"
        for name, value in step.items()
    ).replace("\n", "\n          ")


def list_presets(*, json: bool) -> None:
    """Print the shipped grids."""
    for name in presets():
        grid = load_grid(find_grid(name))
        about = grid.about.strip().split("\n")[0]
        print(json_.dumps({"name": name, "about": grid.about}) if json else f"{name:<28}{about}")
