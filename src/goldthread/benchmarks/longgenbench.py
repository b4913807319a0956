"""`sgt-classic`: LongGenBench's official metric to the last digit, with its known weaknesses counted beside it.

Blocks are what stands between `#*#`; a block's number is the first number after its label, and the first block
with a number wins; every check whose block exists is put to a judge whose answer counts as yes where it holds `yes`.
Rates are pooled over samples. Sources: the benchmark's `eval.py` and `static.ipynb` (Wu et al., arXiv 2409.02076,
section 3).
"""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence

from goldthread.benchmarks.longgenbench_data import KINDS, Generation, Pair, Sample
from goldthread.schemas.base import Record

FINISHED = "*** finished"
SEPARATOR = "#*#"
LEAST_BLOCKS, LEAST_WORDS = 40, 2000
"""A document counts for the average length where it has more blocks and more words than these."""
Answer = Callable[[Sequence[tuple[str, str]]], Awaitable[list[str]]]
"""A judge: its answer to each context and event."""


class Weaknesses(Record):
    """What the official metric lets pass: counts of blocks."""

    out_of_order: int
    in_a_sentence: int
    empty: int
    repeated: int


class Classic(Record):
    """The official figures.

    Attributes:
        samples: Texts that were scored.
        completion_rate: Mean share of the blocks asked that were found, in percent.
        accuracy_once: Yes / judged, likewise for `range` and `periodic`; 0 where nothing was judged.
        accuracy: Mean of the three.
        stic_1: Yes / checks whose block exists; None where there is none.
        stic_2: Yes / all checks.
        average_length: Words of the texts with more than 40 blocks and 2,000 words, as the paper counts; None for none.
        mean_words: Words of all texts.
        checks: All checks; `judged` have a block, `yes` were answered so.
        weaknesses: What the metric does not see.
    """

    scorer: str = "sgt-classic"
    judge: str
    samples: int
    completion_rate: float
    accuracy_once: float
    accuracy_range: float
    accuracy_periodic: float
    accuracy: float
    stic_1: float | None
    stic_2: float | None
    average_length: float | None
    mean_words: float
    checks: int
    judged: int
    yes: int
    weaknesses: Weaknesses


def text_of(sample: Sample, generation: Generation) -> str:
    """The whole text: the prefix and what was generated, up to the mark that ends it."""
    return sample.prefix + generation.text.partition(FINISHED)[0]


def parse_blocks(blocks: Sequence[str], label: str) -> dict[int, str]:
    """Blocks by the first number that follows the label in them; the first block with a number wins."""
    found: dict[int, str] = {}
    for block in blocks:
        match = re.search(rf"{re.escape(label)} (\d+)", block)
        if match and len(match[1]) < 100:
            found.setdefault(int(match[1]), block)
    return found


def questions_of(pairs: Iterable[Pair], blocks: dict[int, str]) -> list[tuple[Pair, str]]:
    """The checks whose block exists, with the block."""
    return [(pair, blocks[pair.block]) for pair in pairs if pair.block in blocks]


async def score_classic(texts: Iterable[tuple[Sample, Generation]], answer: Answer, judge: str) -> Classic:
    """The official figures of a set of texts.

    Args:
        texts: Samples with the texts written for them.
        answer: The judge.
        judge: Its name.
    """
    yes, judged, checks = Counter[str](), Counter[str](), 0
    completion, samples = 0.0, 0
    lengths: list[int] = []
    long: list[int] = []
    weak = Counter[str]()
    for sample, generation in texts:
        text = text_of(sample, generation)
        parts = text.split(SEPARATOR)
        blocks = parse_blocks(parts, sample.type)
        asked = questions_of(sample.pairs, blocks)
        answers = await answer([(block, pair.event) for pair, block in asked])
        for (pair, _), reply in zip(asked, answers, strict=True):
            judged[pair.kind] += 1
            yes[pair.kind] += "yes" in reply.strip().lower()
        checks += len(sample.pairs)
        inside = sum(1 for number in range(1, sample.number + 1) if number in blocks)
        completion += inside / sample.number * 100
        samples += 1
        lengths.append(len(text.split()))
        if len(parts) > LEAST_BLOCKS and lengths[-1] > LEAST_WORDS:
            long.append(lengths[-1])
        weak.update(weaknesses(parts, sample.type))
    rates = [yes[kind] / judged[kind] if judged[kind] else 0.0 for kind in KINDS]
    all_yes, all_judged = sum(yes.values()), sum(judged.values())
    return Classic(
        judge=judge,
        samples=samples,
        completion_rate=completion / samples if samples else 0.0,
        accuracy_once=rates[0],
        accuracy_range=rates[1],
        accuracy_periodic=rates[2],
        accuracy=(rates[0] + rates[1] + rates[2]) / 3,
        stic_1=all_yes / all_judged if all_judged else None,
        stic_2=all_yes / checks if checks else None,
        average_length=sum(long) / len(long) if long else None,
        mean_words=sum(lengths) / samples if samples else 0.0,
        checks=checks,
        judged=all_judged,
        yes=all_yes,
        weaknesses=Weaknesses(**{name: weak[name] for name in Weaknesses.model_fields}),
    )


def weaknesses(parts: Sequence[str], label: str) -> Counter[str]:
    """Blocks that the metric takes although a reader would not: by kind."""
    counts = Counter[str]()
    pattern = re.compile(rf"{re.escape(label)} (\d+)")
    seen: set[int] = set()
    greatest = 0
    for part in parts:
        match = pattern.search(part)
        if not match or len(match[1]) >= 100:
            continue
        number = int(match[1])
        if number in seen:
            counts["repeated"] += 1
            continue
        seen.add(number)
        counts["out_of_order"] += number < greatest
        greatest = max(greatest, number)
        counts["in_a_sentence"] += bool(part[: match.start()].strip(" \t\n*_#"))
        counts["empty"] += len(part.strip().split("\n", 1)) < 2 and not re.search(r"[:：]\W*\w", part[match.end() :])
    return counts
