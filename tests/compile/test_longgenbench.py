"""The grammar against the pairs that LongGenBench's prompts themselves ask for."""

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path

from goldthread.compile import compile_request

_STOP = {"the", "a", "an", "of", "in", "with", "and", "to", "for", "featuring", "s"}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower())) - _STOP


def test_pairs_land_on_the_exact_blocks(data: Path) -> None:
    folder = data / "longgenbench"
    with gzip.open(folder / "strict.jsonl.gz", "rt", encoding="utf-8") as file:
        strict = {(row["set"], row["index"]): row["pairs"] for row in map(json.loads, file)}
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name in ("short", "long"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in list(map(json.loads, file))[::4]:
                gold = {(block, event) for block, _, event in strict[(name, row["index"])]}
                used: set[tuple[int, str]] = set()
                wrong = 0
                for one in compile_request(row["prompt"]).constraints:
                    if one.kind in ("length", "free", "structure", "nowhere", "everywhere", "count", "order"):
                        continue
                    for block in one.sections:
                        text = _words(one.text + " " + " ".join(one.mentions))
                        hit = next(
                            (
                                pair
                                for pair in gold - used
                                if pair[0] == block and 2 * len(_words(pair[1]) & text) >= len(_words(pair[1]))
                            ),
                            None,
                        )
                        wrong += hit is None
                        used |= {hit} if hit else set()
                tally = counts[row["type"]]
                tally[0] += len(used)
                tally[1] += wrong
                tally[2] += len(gold - used)
    for scenario, (right, wrong, missed) in counts.items():
        assert 2 * right / (2 * right + wrong + missed) >= 0.98, (scenario, right, wrong, missed)
