"""`sgt-strict`: LongGenBench with real headings, a judge that quotes, corrected labels, and the spill rate.

A block begins at a line that is its heading (`#*# Week 7 ...`, `## Week 7`, `**Week 7**`), reaches to the next one, and
counts only with a body. An event is there where the program finds it said as fact in the block's body, with the
sentence. The spill rate is the share of blocks that carry an event which belongs elsewhere: the official metric rewards
a text that puts every event into every block, and this one shows it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from goldthread.benchmarks.intervals import rate_interval
from goldthread.benchmarks.longgenbench import text_of
from goldthread.benchmarks.longgenbench_data import KINDS, Generation, Pair, Sample
from goldthread.checks.verdicts import check_section
from goldthread.compile.phrases import mentions_of
from goldthread.schemas.base import Record
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Verdict

GRID = "Block"
"""The label of the urban plans, whose labels can be read in two ways."""


class Rate(Record):
    """A rate with its 95% interval (bootstrap over texts); None where nothing was asked."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int


class Finding(Record):
    """An event in a block: what was found, and the sentence that says it."""

    index: int
    block: int
    kind: str
    event: str
    verdict: str
    quote: str = ""


class Strict(Record):
    """The strict figures; rates are from 0 to 1.

    Attributes:
        labels: `strict` where the prompts' own pairs were at hand, else `official`.
        completion_rate: Blocks asked that are there under a heading and hold text.
        accuracy_once: Kept / asked, of blocks that are there; likewise for `range` and `periodic`.
        accuracy: Mean of the three.
        stic_1: Kept / checks whose block is there.
        stic_2: Kept / all checks: a missing block is a failure.
        spill_rate: Blocks that carry an event which belongs elsewhere / blocks that are there.
        undecided: Checks where the event is named but negated, supposed or quoted; never counted as kept.
        out_of_order: Blocks whose number is below one before; likewise `repeated` and `empty`, which do not count.
        by_type: STIC-2 of each scenario; urban plans under both readings of their labels.
    """

    scorer: str = "sgt-strict"
    judge: str = "program"
    labels: str
    samples: int
    completion_rate: Rate
    accuracy_once: Rate
    accuracy_range: Rate
    accuracy_periodic: Rate
    accuracy: float | None
    stic_1: Rate
    stic_2: Rate
    spill_rate: Rate
    undecided: int
    out_of_order: int
    repeated: int
    empty: int
    mean_words: float
    by_type: dict[str, dict[str, Rate]]
    findings: tuple[Finding, ...] = ()


class _Tally:
    """Hits and possible hits of each text, by name."""

    def __init__(self) -> None:
        self._hits: defaultdict[str, list[float]] = defaultdict(list)
        self._of: defaultdict[str, list[float]] = defaultdict(list)

    def add(self, name: str, hits: int, of: int) -> None:
        self._hits[name].append(hits)
        self._of[name].append(of)

    def rate(self, name: str) -> Rate:
        hits, of = self._hits[name], self._of[name]
        if not sum(of):
            return Rate(value=None, n=0)
        bounds = rate_interval(hits, of) or (None, None)
        return Rate(value=sum(hits) / sum(of), low=bounds[0], high=bounds[1], n=int(sum(of)))


def heading_blocks(text: str, label: str, counts: Counter[str] | None = None) -> dict[int, str]:
    """Bodies of the blocks that stand under a heading, by number; of two with one number the first.

    Args:
        text: The whole text.
        label: The blocks' label.
        counts: Takes how many were `repeated`, `empty` and `out_of_order`.
    """
    counts = Counter() if counts is None else counts
    heading = re.compile(
        rf"^[ \t]*(?:#\*#[ \t]*[#*_]*|#{{1,6}}[ \t]+[*_]*|\*\*)[ \t]*{re.escape(label)}[ \t]+(\d{{1,9}})\b([^\n]*)$",
        re.MULTILINE | re.IGNORECASE,
    )
    matches = list(heading.finditer(text))
    found: dict[int, str] = {}
    greatest = 0
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        number = int(match[1])
        said = re.split(r"[:：]|\*\*", match[2], maxsplit=1)
        body = (said[1] if len(said) == 2 else "") + text[match.end() : end]
        body = body.replace("#*#", "").strip(" \t\n*_#")
        if not body:
            counts["empty"] += 1
        elif number in found:
            counts["repeated"] += 1
        else:
            counts["out_of_order"] += number < greatest
            greatest = max(greatest, number)
            found[number] = body
    return found


def verdict_of(event: str, block: int, body: str) -> Verdict:
    """Whether a block's body says an event, by the checks of an audit."""
    constraint = Constraint(id="e", kind="single", text=event[:300], mentions=mentions_of(event, "en"))
    return check_section(constraint, block, body, language="en")


def score_strict(
    texts: Iterable[tuple[Sample, Generation]], strict: Mapping[int, tuple[Pair, ...]], *, findings: bool = False
) -> Strict:
    """The strict figures of a set of texts.

    Args:
        texts: Samples with the texts written for them.
        strict: The pairs that the prompts themselves ask for, by index; where empty, the official labels are used.
        findings: Keep every check with its sentence.
    """
    tally, counts = _Tally(), Counter[str]()
    words: list[int] = []
    kept: list[Finding] = []
    types: list[str] = []
    for sample, generation in texts:
        text = text_of(sample, generation)
        blocks = heading_blocks(text, sample.type, counts)
        pairs = strict.get(sample.index, sample.pairs)
        events = sorted({pair.event for pair in (*pairs, *sample.pairs)})
        verdicts = {
            (number, event): verdict_of(event, number, body)
            for number, body in blocks.items()
            if 1 <= number <= sample.number
            for event in events
        }
        said = {place for place, verdict in verdicts.items() if verdict.value == "kept"}
        inside = [number for number in blocks if 1 <= number <= sample.number]
        tally.add("completion", len(inside), sample.number)
        _add_pairs(tally, pairs, said, blocks)
        belongs = {(pair.block, pair.event) for pair in pairs}
        named = {pair.event for pair in pairs}
        spilled = {number for number, event in said if event in named and not _belongs(number, event, belongs)}
        tally.add("spill", len(spilled), len(inside))
        types.append(sample.type)
        tally.add(f"{sample.type}/stic_2", sum(_at(pair) in said for pair in pairs), len(pairs))
        if sample.type == GRID:
            tally.add(f"{GRID}/stic_2_xy", sum(_at(pair) in said for pair in sample.pairs), len(sample.pairs))
        words.append(len(text.split()))
        for pair in pairs:
            verdict = verdicts.get(_at(pair))
            counts["undecided"] += verdict is not None and verdict.value == "undecided"
            if findings:
                kept.append(_finding(sample, pair, verdict))
    accuracies = [tally.rate(kind) for kind in KINDS]
    values = [one.value for one in accuracies if one.value is not None]
    return Strict(
        labels="strict" if strict else "official",
        samples=len(words),
        completion_rate=tally.rate("completion"),
        accuracy_once=accuracies[0],
        accuracy_range=accuracies[1],
        accuracy_periodic=accuracies[2],
        accuracy=sum(values) / len(values) if values else None,
        stic_1=tally.rate("stic_1"),
        stic_2=tally.rate("stic_2"),
        spill_rate=tally.rate("spill"),
        undecided=counts["undecided"],
        out_of_order=counts["out_of_order"],
        repeated=counts["repeated"],
        empty=counts["empty"],
        mean_words=sum(words) / len(words) if words else 0.0,
        by_type={name: _readings(tally, name, bool(strict)) for name in sorted(set(types))},
        findings=tuple(kept),
    )


def _at(pair: Pair) -> tuple[int, str]:
    return pair.block, pair.event


def _add_pairs(tally: _Tally, pairs: Sequence[Pair], said: set[tuple[int, str]], blocks: Mapping[int, str]) -> None:
    there = [pair for pair in pairs if pair.block in blocks]
    for kind in KINDS:
        own = [pair for pair in there if pair.kind == kind]
        tally.add(kind, sum(_at(pair) in said for pair in own), len(own))
    hits = sum(_at(pair) in said for pair in pairs)
    tally.add("stic_1", hits, len(there))
    tally.add("stic_2", hits, len(pairs))


def _belongs(number: int, event: str, belongs: set[tuple[int, str]]) -> bool:
    """Whether an event is asked of a block, by itself or within a longer one."""
    return any(block == number and (event in asked or asked in event) for block, asked in belongs)


def _readings(tally: _Tally, name: str, strict: bool) -> dict[str, Rate]:
    own = tally.rate(f"{name}/stic_2")
    if name != GRID:
        return {"stic_2": own}
    return {"stic_2_rc" if strict else "stic_2": own, "stic_2_xy": tally.rate(f"{name}/stic_2_xy")}


def _finding(sample: Sample, pair: Pair, verdict: Verdict | None) -> Finding:
    quote = verdict.evidence[0].quote if verdict and verdict.evidence else ""
    value = verdict.value if verdict else "no block"
    return Finding(index=sample.index, block=pair.block, kind=pair.kind, event=pair.event, verdict=value, quote=quote)
