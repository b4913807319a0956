"""Compile measured: pairs of (block, event) that LongGenBench's prompts ask for, no model and no generation.

Beside them stand the requests of bench/compile_requests.py, which nobody wrote with this grammar in sight.

Run: python bench/compile.py ../shared/data/longgenbench
"""

import gzip
import json
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

from goldthread.compile import compile_request

STOP = {"the", "a", "an", "of", "in", "with", "and", "to", "for", "featuring", "s"}
OTHER = {"length", "free", "structure", "nowhere", "everywhere", "count", "order"}


def words(text: str) -> set[str]:
    """Content words, lower case."""
    return set(re.findall(r"[a-z0-9]+", text.lower())) - STOP


def main(folder: Path) -> None:
    """Print precision, recall and F1 by scenario against the pairs that the prompts themselves ask for."""
    with gzip.open(folder / "strict.jsonl.gz", "rt", encoding="utf-8") as file:
        strict = {(row["set"], row["index"]): row["pairs"] for row in map(json.loads, file)}
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    started = time.perf_counter()
    number = 0
    for name in ("short", "long"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                number += 1
                gold = {(block, event) for block, _, event in strict[(name, row["index"])]}
                used: set[tuple[int, str]] = set()
                wrong = 0
                for one in compile_request(row["prompt"]).constraints:
                    for block in () if one.kind in OTHER else one.sections:
                        said = words(one.text + " " + " ".join(one.mentions))
                        fits = (
                            pair
                            for pair in sorted(gold - used)
                            if pair[0] == block and 2 * len(words(pair[1]) & said) >= len(words(pair[1]))
                        )
                        hit = next(fits, None)
                        if hit is None:
                            wrong += 1
                        else:
                            used.add(hit)
                tally = counts[f"{name} {row['type']}"]
                for at, value in enumerate((len(used), wrong, len(gold - used))):
                    tally[at] += value
    print(f"{'scenario':<16}{'precision':>10}{'recall':>9}{'F1':>8}{'pairs':>8}")
    for scenario, (right, wrong, missed) in counts.items():
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{scenario:<16}{precision:>10.3f}{recall:>9.3f}{f1:>8.3f}{right + missed:>8}")
    print(f"{number} prompts in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("compile: skipped, name the folder of LongGenBench's data: python bench/compile.py DIR")
    else:
        main(Path(sys.argv[1]))
