"""Compile measured: pairs of (block, event) that LongGenBench's prompts ask for, no model and no generation.

Three golds a scenario: `strict`, the pairs that the prompts themselves ask for; `rc` and `xy`, the official labels. The two
differ for the urban plan alone: `rc` reads the first coordinate as the row, as the prompts' words say, which is how the
grammar reads; `xy` renumbers its blocks as the labels do (second * side + first + 1).

Beside them stand the requests of bench/compile_requests.py.

Run: python bench/compile.py ../shared/data/longgenbench
"""

import gzip
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.compile import compile_request

STOP = {"the", "a", "an", "of", "in", "with", "and", "to", "for", "featuring", "s"}
OTHER = {"length", "free", "structure", "nowhere", "everywhere", "count", "order"}
Pair = tuple[int, str]


def words(text: str) -> set[str]:
    """Content words, lower case."""
    return set(re.findall(r"[a-z0-9]+", text.lower())) - STOP


def official(row: dict[str, Any]) -> set[Pair]:
    """The labels of a sample: two birthdays in one label are two pairs, numbers may be padded."""
    return {
        (int(block), event)
        for name in ("checks_once", "checks_range", "checks_periodic")
        for block, label in row[name].items()
        for event in (re.split(r",\s*(?=[^,]*birthday)", label) if "birthday" in label else [label])
    }


def read(prompt: str) -> list[tuple[int, set[str]]]:
    """Blocks and the words that the grammar reads for them, a pair each."""
    return [
        (block, words(one.text + " " + " ".join(one.mentions)))
        for one in compile_request(prompt).constraints
        if one.kind not in OTHER
        for block in one.sections
    ]


def transposed(found: list[tuple[int, set[str]]], number: int) -> list[tuple[int, set[str]]]:
    """The same blocks of a square grid numbered with the first coordinate as the horizontal one."""
    side = round(number**0.5)
    return [((block - 1) % side * side + (block - 1) // side + 1, said) for block, said in found]


def compare(found: list[tuple[int, set[str]]], gold: set[Pair]) -> tuple[int, int, int]:
    """Pairs right, wrong and missed; an event is read where half of its words are."""
    at: defaultdict[int, list[str]] = defaultdict(list)
    for block, event in sorted(gold):
        at[block].append(event)
    wrong = 0
    for block, said in found:
        hit = next((event for event in at[block] if 2 * len(words(event) & said) >= len(words(event))), None)
        if hit is None:
            wrong += 1
        else:
            at[block].remove(hit)
    missed = sum(len(events) for events in at.values())
    return len(gold) - missed, wrong, missed


def samples(folder: Path) -> Iterator[tuple[str, dict[str, Any], set[Pair]]]:
    """Set, sample and strict pairs of all prompts."""
    with gzip.open(folder / "strict.jsonl.gz", "rt", encoding="utf-8") as file:
        strict = {(row["set"], row["index"]): row["pairs"] for row in map(json.loads, file)}
    for name in ("short", "long"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield name, row, {(block, event) for block, _, event in strict[(name, row["index"])]}


def main(folder: Path) -> None:
    """Print precision, recall and F1 by scenario and gold."""
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    seconds = 0.0
    number = 0
    for name, row, strict in samples(folder):
        number += 1
        started = time.process_time()
        found = read(row["prompt"])
        seconds += time.process_time() - started
        labels = official(row)
        golds = {"strict": (found, strict), "official rc": (found, labels)}
        if row["type"] == "Block":
            golds["official xy"] = (transposed(found, row["number"]), labels)
        for gold, (pairs, wanted) in golds.items():
            tally = counts[f"{name} {row['type']}", gold]
            for at, value in enumerate(compare(pairs, wanted)):
                tally[at] += value
    print(f"{'scenario':<16}{'gold':<13}{'precision':>10}{'recall':>9}{'F1':>8}{'pairs':>8}")
    for (scenario, gold), (right, wrong, missed) in sorted(
        counts.items(), key=lambda item: (item[0][1] != "strict", item)
    ):
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{scenario:<16}{gold:<13}{precision:>10.3f}{recall:>9.3f}{f1:>8.3f}{right + missed:>8}")
    print(f"{number} prompts, {1000 * seconds / max(1, number):.1f} ms of processor time each")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("compile: skipped, name the folder of LongGenBench's data: python bench/compile.py DIR")
    else:
        main(Path(sys.argv[1]))
