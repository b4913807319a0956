"""The score of SQL measured with mutants: mistakes made on purpose in the gold statements of `retail`.

For every question the gold statement and its mutants (goldthread.navigation.mutants) run on databases of several seeds.
A mutant counts where it changes the result on some seed, told without the score: the bags of rows as they are differ
(columns in place, broken numbers to nine digits), or the rows' order by gold's keys differs. The share of these that the
score calls wrong is told for all seeds together and for the first seed alone, beside the shares of the other scores.

Run: python bench/sql_score.py [--seeds N] [--limit QUESTIONS] [--show]
"""

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goldthread.navigation.corpora import corpus
from goldthread.navigation.mutants import KINDS, mutants
from goldthread.navigation.score import Ordering, bird_ex, jaccard, ordering_of, same_rows, soft_f1, spider2
from goldthread.navigation.sql.model import Limits, QueryFailed, Refused, Rows
from goldthread.navigation.sql.run import Sandbox

LIMITS = Limits(seconds=5.0, rows=100_000, bytes=64 * 1024 * 1024)
PEERS = ("bird_ex", "spider2", "jaccard >= .9", "soft_f1 >= .9")


def plain(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows as they are, without the noise of floats."""
    return [tuple(float(f"{one:.9g}") if isinstance(one, float) else repr(one) for one in row) for row in rows]


def changed(found: Rows, gold: Rows, ordering: Ordering) -> bool:
    """Whether a result differs from gold's, told without the score."""
    ours, theirs = plain(gold.rows), plain(found.rows)
    if found.stopped or Counter(ours) != Counter(theirs):
        return True
    if not ordering.ordered:
        return False
    keys = ordering.keys if ordering.keys is not None else range(len(gold.columns))
    return [[row[at] for at in keys] for row in ours] != [[row[at] for at in keys] for row in theirs]


def verdicts(found: Rows, gold: Rows, ordering: Ordering) -> dict[str, bool]:
    """Whether each score calls a result right."""
    if found.stopped:
        return dict.fromkeys(("exact", *PEERS), False)
    return {
        "exact": len(found.columns) == len(gold.columns) and same_rows(found.rows, gold.rows, ordering),
        "bird_ex": bird_ex(found.rows, gold.rows),
        "spider2": spider2(found.rows, gold.rows, ordered=ordering.ordered),
        "jaccard >= .9": jaccard(found.rows, gold.rows) >= 0.9,
        "soft_f1 >= .9": soft_f1(found.rows, gold.rows) >= 0.9,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, default=2)
    options.add_argument("--limit", type=int, default=0, help="Only every n-th question, so that so many are left.")
    options.add_argument("--show", action="store_true", help="Print the mutants that are not noticed.")
    given = options.parse_args()
    began = time.monotonic()
    first = corpus("retail", 0)
    questions = first.questions
    if given.limit:
        questions = questions[:: max(1, len(questions) // given.limit)]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        boxes = []
        for seed in range(given.seeds):
            path = Path(folder) / f"retail{seed}.duckdb"
            corpus("retail", seed).make_database(path)
            boxes.append(Sandbox(path, LIMITS))
        for question in questions:
            ordering = ordering_of(question.sql)
            golds = [box.run(question.sql) for box in boxes]
            counts["gold"]["all"] += 1
            counts["gold"]["right"] += all(verdicts(one, one, ordering)["exact"] for one in golds)
            for mutant in mutants(question.sql, first.catalog):
                count(mutant.kind, mutant.sql, question.id, boxes, golds, ordering, counts, missed)
        for box in boxes:
            box.close()
    report(counts, missed if given.show else [], given.seeds, time.monotonic() - began)


def count(
    kind: str, sql: str, name: str, boxes: list[Sandbox], golds: list[Rows], ordering: Ordering,
    counts: dict[str, Counter[str]], missed: list[str],
) -> None:  # fmt: skip
    """Run a mutant on all seeds and count it."""
    told = counts[kind]
    told["made"] += 1
    try:
        results = [box.run(sql) for box in boxes]
    except (Refused, QueryFailed):
        told["cannot run"] += 1
        return
    changes = [changed(found, gold, ordering) for found, gold in zip(results, golds, strict=True)]
    if not any(changes):
        told["same result"] += 1
        return
    told["changed"] += 1
    told["stopped"] += any(one.stopped for one in results)
    right = [verdicts(found, gold, ordering) for found, gold in zip(results, golds, strict=True)]
    for score in right[0]:
        told[f"{score} wrong"] += not all(one[score] for one in right)
        told[f"{score} wrong on one seed"] += not right[0][score]
    if all(one["exact"] for one in right):
        missed.append(f"{name} {kind}: {sql}")


def report(counts: dict[str, Counter[str]], missed: list[str], seeds: int, seconds: float) -> None:
    gold = counts.pop("gold")
    print(f"gold scored right: {gold['right']} of {gold['all']} questions, {seeds} seeds, {seconds:.0f} s")
    total: Counter[str] = sum(counts.values(), Counter())
    print(f"{'mutants':<11}{'made':>6}{'fail':>6}{'same':>6}{'changed':>8}  scored wrong: exact", end="")
    print("".join(f"{one:>15}" for one in PEERS) + f"{'exact, 1 seed':>15}")
    for kind in (*KINDS, "all"):
        told = total if kind == "all" else counts[kind]
        if not told["made"]:
            continue
        line = f"{kind:<11}{told['made']:>6}{told['cannot run']:>6}{told['same result']:>6}{told['changed']:>8}"
        shares = [told[f"{one} wrong"] / max(1, told["changed"]) for one in ("exact", *PEERS)]
        shares.append(told["exact wrong on one seed"] / max(1, told["changed"]))
        print(line + f"{shares[0]:>21.2%}" + "".join(f"{one:>15.2%}" for one in shares[1:]))
    for one in missed:
        print(f"not noticed: {one}")


if __name__ == "__main__":
    main()
