"""The checker measured: planted and omitted requirements in real public-domain text, by kind and by wording.

150 events with hand-written sentences (bench/data/wordings.jsonl, written without sight of the checks) are planted into
sections of novels and presidential messages: 35% verbatim, 30% inflected or fuzzy, 15% paraphrased (reported apart), 20%
near misses (in the wrong section, negated, quoted, supposed, or of another thing, number or name). As many requirements again
are left out on purpose. A verdict is right where `kept` meets a text that says it and `broken` one that does not;
`undecided` is counted apart. Intervals: Wilson, 95%.

The checks were mended with wordings.jsonl in sight; wordings_unseen.jsonl (60 more events by another author) was written after,
without sight of them, and nothing was mended on it.

Run: python bench/checker.py [FOLDER] [--wordings FILE] [--cases N] [--seed S] [--judge MODEL] [--show]
The folder takes the texts, fetched once (bench/corpora.py).
"""

import argparse
import asyncio
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora import books

from goldthread.schemas.audit import Audited
from goldthread.schemas.constraint import Compiled, Constraint, Kind
from goldthread.schemas.job import ModelChoice
from goldthread.workflows.auditing import audit_text

DATA = Path(__file__).parent / "data"
SECTIONS = 12
WORDS = 600
MIX = (("verbatim", 35), ("inflected", 30), ("paraphrase", 15), ("wrong section", 5), ("negated", 4), ("quoted", 4),
       ("hypothetical", 2), ("near", 5))  # fmt: skip
_END = re.compile(r"[a-z]{2}[.!?](?= [A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Dr|St|Hon|Messrs|Col|Capt|Gen|Gov|viz|No|Esq|Rev|Sen|Rep|Maj|Lieut|vol|chap|sec|art)\.$", re.I
)
SAYS = ("verbatim", "inflected", "paraphrase")
KINDS: tuple[Kind, ...] = (
    "single",
    "range",
    "periodic",
    "list",
    "first",
    "last",
    "somewhere",
    "nowhere",
    "count",
    "order",
)


@dataclass(frozen=True)
class Case:
    """One requirement with what was planted for it."""

    constraint: Constraint
    wording: str
    sentences: tuple[tuple[int, str], ...]
    """Section and sentence."""


def place_of(kind: Kind, chance: random.Random) -> tuple[int, ...]:
    """Sections that a requirement of a kind is placed on."""
    if kind in ("first", "last"):
        return (1,) if kind == "first" else (SECTIONS,)
    if kind == "range":
        start = chance.randint(1, SECTIONS - 2)
        return tuple(range(start, start + 3))
    if kind == "periodic":
        start = chance.randint(1, 4)
        return tuple(range(start, SECTIONS + 1, 4))
    if kind == "list":
        return tuple(sorted(chance.sample(range(1, SECTIONS + 1), 2)))
    return (chance.randint(1, SECTIONS),)


def sentences_of(event: dict[str, Any], wording: str, count: int, chance: random.Random) -> list[str]:
    """Sentences of one wording, each once before any comes again."""
    given: list[str] = list(event["verbatim" if wording == "wrong section" else wording])
    chance.shuffle(given)
    return [given[at % len(given)] for at in range(count)]


def case_of(number: int, kind: Kind, event: dict[str, Any], wording: str, chance: random.Random) -> Case:
    """A requirement, and the sentences to be planted for it."""
    sections = place_of(kind, chance)
    fields: dict[str, Any] = {"id": f"c{number}", "kind": kind, "text": event["event"]}
    home = sections
    if kind in ("somewhere", "nowhere", "order", "count"):
        fields["sections"] = sections if kind == "nowhere" else ()
        fields["scope"] = "section" if kind == "nowhere" else "document"
    else:
        fields["sections"] = sections
    if kind == "count":
        fields |= {"minimum": 2, "unit": "mentions"}
        home = tuple(chance.sample(range(1, SECTIONS + 1), 2))
    if wording == "wrong section":
        home = tuple((one % SECTIONS) + 1 for one in home if (one % SECTIONS) + 1 not in sections) or (
            next(n for n in range(1, SECTIONS + 1) if n not in sections),
        )
    planted = [] if wording == "omitted" else sentences_of(event, wording, len(home), chance)
    return Case(Constraint(**fields), wording, tuple(zip(home, planted, strict=False)))


def plant(parts: list[list[str]], case: Case, chance: random.Random) -> None:
    """Put a case's sentences between two sentences of a paragraph of their sections."""
    for number, sentence in case.sentences:
        places = [(at, cut) for at, block in enumerate(parts[number - 1]) for cut in gaps(block)]
        if not places:
            parts[number - 1].append(sentence)
            continue
        at, cut = chance.choice(places)
        block = parts[number - 1][at]
        parts[number - 1][at] = f"{block[:cut]} {sentence}{block[cut:]}"


def gaps(block: str) -> list[int]:
    """Where one sentence of a paragraph ends and the next begins, outside of quotations; none where a quotation is left open."""
    if block.count('"') % 2 or block.count("“") != block.count("”") or re.search(r"(?<!\w)['‘]\w", block):
        return []
    ends = [one.end() for one in _END.finditer(block) if not _ABBREVIATION.search(block[: one.end()])]
    return [cut for cut in ends if block[:cut].count('"') % 2 == 0 and block[:cut].count("“") == block[:cut].count("”")]


def document_of(book: list[str], chance: random.Random) -> list[list[str]]:
    """Sections of about 600 words out of successive paragraphs."""
    at = chance.randrange(max(1, len(book) - 40 * SECTIONS))
    parts = []
    for _ in range(SECTIONS):
        part: list[str] = []
        while sum(len(one.split()) for one in part) < WORDS:
            part.append(book[at % len(book)])
            at += 1
        parts.append(part)
    return parts


def truth(case: Case, section: int) -> bool:
    """Whether a check is to be kept: the text says it there (of `nowhere`: does not)."""
    says = case.wording in SAYS and (section == 0 or any(section == number for number, _ in case.sentences))
    if case.constraint.kind == "nowhere":
        real = case.wording in (*SAYS, "quoted", "hypothetical") and any(
            section == number for number, _ in case.sentences
        )
        return not real
    return says


NAMES = ("Thornquist", "Vandermeer", "Castellane", "Wolmersley", "Abernethie", "Kilbraddock")
THINGS = ("toll", "ransom", "cargo", "annuity", "reward", "mortgage")


def property_cases(number: int, parts: list[list[str]], chance: random.Random) -> list[tuple[Case, bool]]:
    """Requirements on lengths, names and figures, each with whether it is kept; half of them are broken on purpose."""
    cases = []
    name, thing = NAMES[number % len(NAMES)], THINGS[number % len(THINGS)]
    for kind in ("name", "figure"):
        kept = chance.random() < 0.5
        places = chance.sample(range(1, SECTIONS + 1), 3)
        if kind == "name":
            at = chance.randint(2, len(name) - 2)
            other = name if kept else name[:at] + name[at + 1 :]
            said = [f"That evening {one} sat by the stove." for one in (name, name, other)]
            text, mentions = f"the name {name} must be spelled the same throughout", (name,)
        else:
            amount = chance.randint(1_000, 9_000)
            said = [f"The {thing} was {amount + more:,} dollars." for more in (0, 0, 0 if kept else 10)]
            text, mentions = f"the figure of the {thing} must be the same throughout", (f"the {thing}",)
        constraint = Constraint(id=f"{kind}{number}", kind="agreement", text=text, mentions=mentions, scope="document")
        cases.append((Case(constraint, kind, tuple(zip(places, said, strict=True))), kept))
    for at in range(2):
        section, kept = chance.randint(1, SECTIONS), chance.random() < 0.5
        words = sum(len(one.split()) for one in parts[section - 1])
        low, high = (0.8, 1.25) if kept else chance.choice([(0.5, 0.85), (1.15, 1.5)])
        constraint = Constraint(
            id=f"length{number}-{at}", kind="length", text="length", sections=(section,), unit="words",
            minimum=int(words * low), maximum=int(words * high),
        )  # fmt: skip
        cases.append((Case(constraint, "length", ()), kept))
    return cases


def order_case(number: int, events: list[dict[str, Any]], right: bool, chance: random.Random) -> Case:
    """Two events, the first before the second, or the other way round."""
    early, late = chance.randint(1, 5), chance.randint(7, SECTIONS)
    first, second = (chance.choice(one["verbatim"]) for one in events)
    constraint = Constraint(
        id=f"c{number}", kind="order", text=events[1]["event"], before=events[0]["event"], scope="document"
    )
    places = ((early, first), (late, second)) if right else ((late, first), (early, second))
    return Case(constraint, "verbatim" if right else "wrong order", places)


def cases_of(events: list[dict[str, Any]], number: int, chance: random.Random) -> list[Case]:
    """The requirements of one document: each event serves one of them."""
    drawn = chance.sample(events, 24)
    cases = []
    names, weights = zip(*MIX, strict=True)
    for at in range(20):
        kind = KINDS[(number * 20 + at) % len(KINDS)]
        if kind == "order":
            cases.append(order_case(at, [drawn[at], drawn[20 + at % 4]], chance.random() < 0.75, chance))
            continue
        wording = "omitted" if chance.random() < 0.5 else chance.choices(names, weights)[0]
        if kind in ("somewhere", "nowhere", "count") and wording == "wrong section":
            wording = "verbatim"
        cases.append(case_of(at, kind, drawn[at], wording, chance))
    return cases


def wilson(hits: int, of: int) -> str:
    """Share with its 95% interval (Wilson 1927)."""
    if not of:
        return "-"
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5 / (1 + z * z / of)
    return f"{share:.3f} [{middle - half:.3f}, {middle + half:.3f}]"


class Tally:
    """Counts by a name: right and wrong `kept`, right and wrong `broken`, undecided."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, value: str, true: bool) -> None:
        """One check; a check of `nowhere` counts its violation as what is to be found."""
        key = (
            "open"
            if value in ("undecided", "unchecked")
            else ("tp" if true else "fp")
            if value == "kept"
            else ("fn" if true else "tn")
        )
        self.counts[name][key] += 1

    def show(self) -> None:
        """Print the table."""
        print(f"{'':<14}{'checks':>8}  {'precision':<22}{'recall':<22}{'undecided':<10}")
        for name, one in self.counts.items():
            total = sum(one.values())
            print(
                f"{name:<14}{total:>8}  {wilson(one['tp'], one['tp'] + one['fp']):<22}"
                f"{wilson(one['tp'], one['tp'] + one['fn']):<22}{one['open'] / total:.1%}"
            )


def judged(audits: list[Audited], model: str) -> list[Audited]:
    """The audits with the judge's verdicts."""
    from goldthread.workflows.judging import caller_of, judge_open

    async def ask() -> list[Audited]:
        async with caller_of(ModelChoice(model=model)) as caller:
            return [await judge_open(one, caller) for one in audits]

    return asyncio.run(ask())


def main(folder: Path, cases: int, seed: int, judge: str, show: bool, sentences: Path) -> None:
    """Print the tables."""
    texts = books(folder)
    if not texts:
        print("checker: skipped, no text could be fetched")
        return
    chance = random.Random(seed)
    lines = sentences.read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    made: list[tuple[list[Case], Audited]] = []
    known: dict[tuple[int, str], bool] = {}
    for number in range(-(-cases // 20)):
        book = texts[number % len(texts)]
        parts = document_of(book, chance)
        asked = cases_of(events, number, chance)
        for case in asked:
            plant(parts, case, chance)
        own = property_cases(number, parts, chance)
        for case, _ in own:
            plant(parts, case, chance)
        asked += [case for case, _ in own]
        known.update({(number, case.constraint.id): kept for case, kept in own})
        text = "# A document\n\n" + "\n\n".join(
            f"## Section {n}\n\n" + "\n\n".join(part) for n, part in enumerate(parts, 1)
        )
        compiled = Compiled(request="", language="en", constraints=tuple(case.constraint for case in asked))
        made.append((asked, audit_text(compiled, text, f"document {number}", language="en")))
    if judge != "none":
        made = list(zip([one for one, _ in made], judged([one for _, one in made], judge), strict=True))
    kinds, wordings, whole, misses = Tally(), Tally(), Tally(), Counter[str]()
    for number, (asked, audited) in enumerate(made):
        by_id = {case.constraint.id: case for case in asked}
        for check in audited.checks:
            case, value = by_id[check.constraint], check.verdict.value
            right = known.get((number, check.constraint), truth(case, check.section))
            wordings.add(case.wording, value, right)
            if case.wording == "paraphrase":
                continue
            if (number, check.constraint) not in known:
                whole.add("all", value, right)
            kinds.add(case.constraint.kind, value, right)
            if case.wording in ("negated", "quoted", "wrong section") and value == "kept" and not right:
                misses[case.wording] += 1
            if show and (value not in ("kept", "broken") or (value == "kept") != right):
                told = [sentence for number, sentence in case.sentences if check.section in (0, number)]
                print(
                    f"{value} {case.constraint.kind} {case.wording} | {case.constraint.text} | {told} | {check.verdict.reason} | {[e.quote for e in check.verdict.evidence][:1]}"
                )
    checks = sum(len(audited.checks) for _, audited in made)
    print(
        f"{sum(len(asked) for asked, _ in made)} requirements, {checks} checks, {len(made)} documents, {len(texts)} texts, judge {judge}"
    )
    whole.show()
    print("\nby kind (without paraphrases)")
    kinds.show()
    print("\nby wording")
    wordings.show()
    print(f"\nwrong section, negated or quoted, yet kept: {sum(misses.values())} {dict(misses)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="corpora", type=Path)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judge", default="none")
    parser.add_argument("--wordings", type=Path, default=DATA / "wordings.jsonl", help="events and sentences")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    main(given.folder, given.cases, given.seed, given.judge, given.show, given.wordings)
