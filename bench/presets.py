"""Shipped grids run in full with agents of known skill: do real tools, catalogs and SQL give back what is known?

Each grid NAME-scripted runs through the runner into a ledger; its agents list, grep, read and describe for real, and the
queries that they give are bound, run and scored. Whether a cell ends right is drawn with a chance that the grid states.
Then, for every level of every factor and for every tier, the share of successes is set beside the known chance, and for
every two levels of a factor the difference over cells that share all else beside the known difference. The intervals
are of 95%, clustered by question, so that about one in twenty misses by chance alone (and several together, since
differences of one level to all others share its luck). What every cell was drawn to be is known as well.

Run: python bench/presets.py [--out DIR] [--show] [--draws N] [NAME ...]   (a ledger in DIR is gone on with; with
--draws nothing is run: the intervals are counted over N seeds of the draws alone)
"""

import argparse
import asyncio
import math
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from goldthread.experiments.entry import RunOptions, prepare_given, run_prepared
from goldthread.experiments.ledger.reading import Readings
from goldthread.experiments.preparing import Prepared
from goldthread.experiments.results import CellResult
from goldthread.experiments.statistics.rates import rate
from goldthread.experiments.tasks import ask, chains
from goldthread.experiments.tasks.models import choice_of
from goldthread.experiments.tasks.skilled.skill import skill_of, skills_of

NAMES = ("mcmillan-core", "mcmillan-scale", "mcmillan-partition", "sql-at-10000", "chains")
USUAL = {"ask": ask.USUAL, "chains": chains.USUAL}
Cell = tuple[dict[str, str], float, float, bool]
"""Levels with the tier, the known chance, what came of it, and what was drawn."""


def cells_of(prepared: Prepared, results: list[CellResult]) -> Iterator[Cell]:
    """Finished cells with the chance that each had and what was drawn of it."""
    skills = skills_of(prepared.settings)
    for one in results:
        levels = USUAL[prepared.grid.task] | dict(one.factors) | {"tier": one.labels["tier"]}
        skill = skill_of(choice_of(levels["model"], prepared.settings).model, skills)
        assert skill is not None
        told = {name: str(level) for name, level in one.factors.items()} | {"tier": one.labels["tier"]}
        drawn = skill.succeeds(levels, one.factors, prepared.grid.seed)
        yield told, skill.chance(levels), one.measures["success"], drawn


def rates(cells: list[Cell], show: bool) -> None:
    """Each level's share of successes beside what is known of it."""
    held = total = 0
    worst = 0.0
    for name in [one for one in cells[0][0] if one != "question"]:
        by_level: dict[str, list[Cell]] = defaultdict(list)
        for one in cells:
            by_level[one[0][name]].append(one)
        for level, found in by_level.items():
            n, won = len(found), sum(one[2] for one in found)
            known = sum(one[1] for one in found) / n
            interval = rate([one[2] for one in found], [one[0]["question"] for one in found])
            total += 1
            held += interval.low <= known <= interval.high
            worst = max(worst, abs(won / n - known))
            if show:
                print(f"  {name:<9} {level:<18} n {n:>6}  known {known:.3f}  found {won / n:.3f}")
    print(f"  levels: {held} of {total} intervals hold the known rate; furthest off {100 * worst:.1f} points")


def differences(cells: list[Cell], show: bool) -> tuple[int, int]:
    """Differences of two levels over cells that share all other levels, beside the known ones: held, and all."""
    held = total = 0
    for name in [one for one in cells[0][0] if one not in ("question", "tier")]:
        pairs: dict[tuple[str, ...], dict[str, Cell]] = defaultdict(dict)
        for one in cells:
            pairs[tuple(level for other, level in one[0].items() if other != name)][one[0][name]] = one
        levels = list(dict.fromkeys(one[0][name] for one in cells))
        for first, second in combinations(levels, 2):
            both = [found for found in pairs.values() if first in found and second in found]
            if len(both) < 20:
                continue
            gaps = [one[first][2] - one[second][2] for one in both]
            known = sum(one[first][1] - one[second][1] for one in both) / len(both)
            mean = sum(gaps) / len(gaps)
            by_question: dict[str, float] = defaultdict(float)
            for found, gap in zip(both, gaps, strict=True):
                by_question[found[first][0]["question"]] += gap - mean
            count = len(by_question)
            error = math.sqrt(sum(one**2 for one in by_question.values()) * count / max(1, count - 1)) / len(gaps)
            total += 1
            held += abs(mean - known) <= 1.96 * error
            if show:
                print(
                    f"  {name:<9} {first:>18} less {second:<18} n {len(both):>5}  known {100 * known:+6.1f}  "
                    f"found {100 * mean:+6.1f} +- {196 * error:.1f} points"
                )
    return held, total


def draws(name: str, seeds: int) -> None:
    """How often intervals hold the known difference over seeds, every cell ending as drawn."""
    prepared = prepare_given(f"{name}-scripted")
    skills = skills_of(prepared.settings)
    cells = [
        (told, skill_of(choice_of(told["model"], prepared.settings).model, skills), dict(factors))
        for _, factors in prepared.expansion.cells()
        for told in [USUAL["ask"] | factors | {"tier": str(factors["question"]).partition("-")[0]}]
    ]
    shares = []
    for seed in range(1, seeds + 1):
        drawn: list[Cell] = []
        for told, skill, factors in cells:
            assert skill is not None
            won = skill.succeeds(told, factors, seed)
            drawn.append(({key: str(one) for key, one in told.items()}, skill.chance(told), float(won), won))
        held, total = differences(drawn, show=False)
        shares.append(held / total)
    mean = sum(shares) / len(shares)
    print(f"{name}: over {seeds} seeds of the draws {100 * mean:.1f}% of the intervals hold the known difference")
    print(f"  the grid's own: {100 * shares[0]:.1f}%; from {100 * min(shares):.1f}% to {100 * max(shares):.1f}%")


def ignore(_event: Any) -> None:
    """Take no notice."""


def run(name: str, out: Path, show: bool) -> None:
    """Run a grid to its end and compare."""
    prepared = prepare_given(f"{name}-scripted")
    began, used = time.monotonic(), time.process_time()
    ran = asyncio.run(run_prepared(prepared, out, RunOptions(), ignore))
    counts, seconds = ran.counts, time.monotonic() - began
    readings = Readings(out)
    results = [one for one in readings.results(readings.grid(prepared.grid.name)) if one.status != "open"]
    readings.close()
    failed = [one for one in results if one.status == "failed"]
    print(
        f"{name}: {counts.cells:,} cells, {counts.done:,} done, {counts.failed} failed, {counts.calls:,} calls, "
        f"{counts.tokens:,} tokens; now {seconds:.0f} s, {time.process_time() - used:.0f} s of this processor"
    )
    for one in failed[:3]:
        print(f"  failed: {dict(one.factors)}: {one.failure}")
    cells = [*cells_of(prepared, [one for one in results if one.status == "done"])]
    print(f"  cells that ended otherwise than drawn: {sum(one[2] != one[3] for one in cells)}")
    rates(cells, show)
    held, total = differences(cells, show)
    print(f"  differences: {held} of {total} intervals hold the known one")
    _means(results)


def _means(results: list[CellResult]) -> None:
    """What each format took."""
    by_format: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for one in results:
        if one.status == "done" and one.measures.get("tool_grep"):
            by_format[str(one.factors.get("format", ""))].append(one.measures)
    for format, found in by_format.items():
        mean = {key: sum(one[key] for one in found) / len(found) for key in ("tokens_in", "tool_grep", "grep_density")}
        print(
            f"  {format:<11} {mean['tokens_in']:>9,.0f} tokens read, {mean['tool_grep']:.1f} greps, "
            f"{mean['grep_density']:.1f} tokens a line of them"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", default=list(NAMES), metavar="NAME")
    options.add_argument("--out", type=Path)
    options.add_argument("--show", action="store_true", help="Print every level and every difference.")
    options.add_argument("--draws", type=int, default=0, metavar="N", help="Run nothing; draw over N seeds.")
    given = options.parse_args()
    if given.draws:
        for name in given.names:
            draws(name, given.draws)
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in given.names:
            run(name, given.out or Path(folder), given.show)


if __name__ == "__main__":
    main()
