"""Audits of everyday requests measured: what programs alone decide of each requirement, and whether they are right.

A line of the corpus is a document, a request as a person types it, and the verdict that a careful reader gives each of its
requirements: `kept` or `broken` where the document shows it, `judge` where it is a matter of taste, `paraphrase` where
the document says it in wholly other words. The verdict on a requirement is that of the constraints read from its words:
broken where one is, else open where one is, else kept.

Run: python bench/everyday.py [FILE] [--misses] [--all]
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldthread.schemas.audit import Audited
from goldthread.schemas.constraint import Constraint
from goldthread.workflows.auditing import asked_of_request, audit_text

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpora" / "audits.jsonl"
DECIDED = ("kept", "broken")
ENOUGH = 0.5
"""Share of the shorter of two spans that they must have in common to be of one requirement."""


@dataclass
class Score:
    """What came of the checks of a corpus.

    Attributes:
        right: Checks that a program can tell, decided as the reader did.
        wrong: Those decided otherwise.
        open: Those left open.
        apart: Verdicts on checks of taste and of paraphrase, by sort and value.
    """

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    apart: Counter[str] = field(default_factory=Counter)

    @property
    def decided(self) -> float:
        """Share decided of what a program can tell."""
        of = self.right + len(self.wrong) + len(self.open)
        return (self.right + len(self.wrong)) / max(1, of)

    @property
    def precision(self) -> float:
        """Right of the decided."""
        return self.right / max(1, self.right + len(self.wrong))


def overlapping(request: str, text: str, constraints: Iterable[Constraint]) -> list[Constraint]:
    """The constraints that were read from the words of a check."""
    start = request.find(text)
    end = start + len(text)
    found = []
    for one in constraints:
        common = min(end, one.end) - max(start, one.start)
        if start >= 0 and common > 0 and common >= ENOUGH * min(end - start, one.end - one.start):
            found.append(one)
    inside = [one for one in found if one.start >= start - 1 and one.end <= end + 1]
    return inside or found


def verdict_of(audited: Audited, constraints: Iterable[Constraint]) -> tuple[str, str]:
    """The common verdict on several constraints, with the reasons."""
    ids = {one.id for one in constraints}
    checks = [one.verdict for one in audited.checks if one.constraint in ids]
    values = [one.value for one in checks]
    value = next(
        (one for one in ("broken", "unchecked", "undecided") if one in values), "kept" if values else "no check"
    )
    return value, "; ".join(f"{one.value}: {one.reason}" for one in checks if one.value == value)


def judge(row: dict[str, Any], score: Score) -> None:
    """Audit one document and add its checks to the score."""
    audited = audit_text(asked_of_request(row["request"]), row["document"], row["id"])
    for check in row["checks"]:
        read = overlapping(row["request"], check["text"], audited.constraints)
        value, reason = verdict_of(audited, read)
        kinds = ",".join(f"{one.kind}/{one.wanted or one.unit}/{one.place}" for one in read)
        line = f"{row['id']} [{check['value']}] {value} | {check['text']} | {reason} | {kinds} | {check.get('why', '')}"
        if check["value"] not in DECIDED:
            score.apart[f"{check['value']}: {value}"] += 1
        elif value not in DECIDED:
            score.open.append(line)
        elif value == check["value"]:
            score.right += 1
        else:
            score.wrong.append(line)


def measure(corpus: Path) -> Score:
    """The score of a corpus."""
    score = Score()
    for line in corpus.read_text(encoding="utf-8").splitlines():
        if line.strip():
            judge(json.loads(line), score)
    return score


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--misses", action="store_true", help="show what was decided wrongly")
    parser.add_argument("--all", action="store_true", help="show what was left open as well")
    given = parser.parse_args()
    score = measure(given.file)
    of = score.right + len(score.wrong) + len(score.open)
    print(f"decided    {score.decided:.3f}  ({score.right + len(score.wrong)} of {of} that a program can tell)")
    print(f"precision  {score.precision:.3f}  ({score.right} right)")
    for name, count in sorted(score.apart.items()):
        print(f"apart      {name}  {count}")
    for line in score.wrong if given.misses or given.all else ():
        print("WRONG", line)
    for line in score.open if given.all else ():
        print("OPEN ", line)


if __name__ == "__main__":
    main()
