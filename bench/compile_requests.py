"""Compile measured on people's requests with hand-written gold, each written without sight of the grammar.

The grammar was mended with those of tests/corpora/requests.jsonl and requests_second.jsonl in sight; what it makes of requests
that nobody mended it with is measured with --corpus tests/corpora/requests_blind.jsonl.

Rules of matching as tests/corpora/README.md states them: sections strictly, kinds in groups, the text by its words. A
constraint that matches no gold counts as wrong where its sentence holds gold or is one that the gold leaves unread;
sentences that the gold says nothing of are not judged.

Run: python bench/compile_requests.py [--corpus FILE] [--misses LANGUAGE]
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldthread.compile import compile_request
from goldthread.schemas.constraint import Compiled, Constraint

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpora" / "requests.jsonl"
PLACED_ONE = {"single", "date", "first", "last"}
PLACED_MANY = {"date", "range", "list", "first", "last", "periodic", "everywhere"}
FORMS = {"everywhere", "structure", "count"}
JUDGED = {"free", "checklist"}
OPEN = ({"checklist", "count"}, {"nowhere", "free"})
"""Readings of a demand on the whole that the corpora's authors call equally fair."""
AT_A_PLACE = {"structure", "length", "count"}
"""A demand of form at one place may be read as what it is or as a demand on that place."""
ENOUGH = 0.6
"""Share of the gold text's words that the constraint's text must hold."""


def tokens(text: str) -> list[str]:
    """Words in lower case; pairs of characters where a script has no blanks."""
    found = re.findall(r"[^\W\d_]+|\d+", text.lower())
    return [
        piece
        for word in found
        for piece in ([word] if ord(word[0]) < 0x2E80 else [word[at : at + 2] for at in range(max(1, len(word) - 1))])
    ]


def same_text(gold: str, constraint: Constraint) -> bool:
    """Whether a constraint says the gold's words."""
    said = set(tokens(" ".join((constraint.text, *constraint.mentions, constraint.before))))
    wanted = tokens(gold)
    return sum(token in said for token in wanted) >= ENOUGH * len(wanted)


def same_place(gold: dict[str, Any], constraint: Constraint, units: int | None) -> bool:
    """Whether kind and sections agree."""
    wanted, got = set(gold["sections"]), set(constraint.sections)
    whole = set(range(1, (units or 0) + 1))
    if wanted != got and not (not wanted and (not got or got == whole)) and not (not got and wanted == whole):
        return False
    kinds = {gold["kind"], constraint.kind}
    if len(kinds) == 1 or kinds <= JUDGED:
        return True
    if not wanted or wanted == whole:
        return kinds <= FORMS or any(kinds <= pair for pair in OPEN)
    group = PLACED_ONE | {"everywhere", "range", "list"} if len(wanted) == 1 else PLACED_MANY
    return kinds <= group or (gold["kind"] in group and constraint.kind in AT_A_PLACE)


@dataclass
class Score:
    """Counts of one language."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right of all read."""
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Right of all asked."""
        return self.right / max(1, self.right + len(self.missed))


def judge(row: dict[str, Any], compiled: Compiled, score: Score) -> None:
    """Add one request's counts to a language's score."""
    left = list(compiled.constraints)
    request: str = row["request"]
    spans = []
    for gold in row["gold"]:
        at = request.find(gold["text"])
        spans.append((at, at + len(gold["text"])))
        hit = next((one for one in left if same_place(gold, one, row["units"]) and same_text(gold["text"], one)), None)
        if hit is None:
            score.missed.append(f"{row['id']} {gold['kind']} {gold['sections'][:8]} | {gold['text']}")
        else:
            left.remove(hit)
            score.right += 1
    spans += [(request.find(text), request.find(text) + len(text)) for text in row["unread"]]
    for one in left:
        if any(start < one.end and one.start < end for start, end in spans):
            score.wrong.append(f"{row['id']} {one.kind} {list(one.sections[:8])} | {one.text} | {one.quote}")


def dropped(row: dict[str, Any], compiled: Compiled) -> list[str]:
    """Sentences of which no letter stands in a constraint, an unread or impossible span, or the units' words."""
    request: str = row["request"]
    covered = bytearray(len(request))
    spans = [(one.start, one.end) for one in compiled.constraints]
    spans += [(one.start, one.end) for one in (*compiled.unread, *compiled.impossible)]
    if compiled.units and compiled.units.quote:
        at = request.find(compiled.units.quote)
        spans.append((at, at + len(compiled.units.quote)))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    found = []
    for match in re.finditer(r"(?:[^.!?。！？\n]|(?<=\d)\.)+", request):
        letters = [at for at in range(*match.span()) if request[at].isalpha()]
        if len(letters) > 3 and not any(covered[at] for at in letters):
            found.append(f"{row['id']} {match[0].strip()}")
    return found


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 percent."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = share + z * z / (2 * of)
    spread = z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def measure(corpus: Path) -> tuple[dict[str, Score], list[str]]:
    """Scores by language, and the sentences that were neither compiled nor listed."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    silent: list[str] = []
    for row in map(json.loads, corpus.read_text(encoding="utf-8").splitlines()):
        compiled = compile_request(row["request"])
        judge(row, compiled, scores[row["language"]])
        silent += dropped(row, compiled)
    return dict(scores), silent


def line(name: str, right: int, wrong: int, missed: int) -> str:
    """A line of the table: shares with their intervals."""
    shares = []
    for of in (right + wrong, right + missed):
        low, high = interval(right, of)
        shares.append(f"{right / max(1, of):>10.3f} [{low:.3f}, {high:.3f}]")
    return f"{name:<10}{''.join(shares)}{right + missed:>7}"


def main(arguments: list[str]) -> None:
    """Print the table, or what is missed and wrong in one language."""
    parser = argparse.ArgumentParser(description="Precision and recall of the grammar on people's requests.")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="another file of requests with gold")
    parser.add_argument("--misses", metavar="LANGUAGE", help="print what is missed and wrong in a language")
    options = parser.parse_args(arguments)
    scores, silent = measure(options.corpus)
    if options.misses:
        for one in (*scores[options.misses].missed, "-- wrong --", *scores[options.misses].wrong):
            print(one)
        return
    print(f"{'language':<10}{'precision':>10}{'':17}{'recall':>10}{'':17}{'gold':>7}")
    for language, score in scores.items():
        print(line(language, score.right, len(score.wrong), len(score.missed)))
    every = list(scores.values())
    print(
        line(
            "all",
            *(sum(each) for each in zip(*((one.right, len(one.wrong), len(one.missed)) for one in every), strict=True)),
        )
    )
    print(f"sentences neither compiled nor listed: {len(silent)}")
    for one in silent[:20]:
        print(f"  {one}")


if __name__ == "__main__":
    main(sys.argv[1:])
